"""Pages as newsrooms, agencies, ministries and blogs lay them out: what is the article and what is chrome."""

from datetime import date
from typing import NamedTuple

import pytest
from layouts import paragraphs

from lib.read import read


class Layout(NamedTuple):
    why: str
    name: str
    page: str
    title: str
    published: date | None
    text: str
    """paragraphs, one a line, headline first"""


LAYOUTS = [
    Layout(
        "a cookie notice, a menu, a byline, a reading time and a listen button stand above the article",
        "cookies.txt",
        """We use cookies to make this site better. Read our cookie policy to learn how you can change \
your choice.
Accept all
Reject all

Home   World   Business   Opinion

World

Kenya and Ghana Sign Aviation Pact in Accra

By Esi Mensah and Otieno Ouma

March 3, 2021 · 4 min read

Listen to this article

Kenyan President Uhuru Kenyatta signed an aviation pact with Ghana in Accra on Wednesday, his office said. \
The pact allows fourteen flights a week between the two capitals.

Share on Facebook

Read more: Ghana opens a second runway

Ghana expects the first flight in May.

Sign up for our daily newsletter and get five stories each morning.

© 2021 The Volta Herald. All rights reserved.""",
        "Kenya and Ghana Sign Aviation Pact in Accra",
        date(2021, 3, 3),
        """Kenya and Ghana Sign Aviation Pact in Accra
Kenyan President Uhuru Kenyatta signed an aviation pact with Ghana in Accra on Wednesday, his office said. \
The pact allows fourteen flights a week between the two capitals.
Ghana expects the first flight in May.""",
    ),
    Layout(
        "an agency's web story: capitals in the byline, dateline without a day, a credit, a contributors' \
line",
        "ap.txt",
        """Merkel visits Ankara for farewell talks
By SELIN DEMIR
October 16, 2021 GMT

ANKARA, Turkey (WP) — German Chancellor Angela Merkel arrived in Turkey on Saturday for farewell talks with \
President Recep Tayyip Erdogan.

German Chancellor Angela Merkel walks to a press conference in Istanbul. (WP Photo/Can Yilmaz)

Trade between the two countries stood at 38 billion dollars in 2020.

___

Associated writer Jon Berg in Berlin contributed to this report.""",
        "Merkel visits Ankara for farewell talks",
        date(2021, 10, 16),
        """Merkel visits Ankara for farewell talks
ANKARA, Turkey (WP) — German Chancellor Angela Merkel arrived in Turkey on Saturday for farewell talks with \
President Recep Tayyip Erdogan.
German Chancellor Angela Merkel walks to a press conference in Istanbul.
Trade between the two countries stood at 38 billion dollars in 2020.""",
    ),
    Layout(
        "hard-wrapped wire copy with a slug, indented paragraphs and an end mark; the year is in the slug",
        "wire.txt",
        """BC-INDONESIA-JAPAN, 2nd Ld
JKT 118 12-MAY-1997 09:40 GMT

    Suharto to open Tokyo trade fair

    JAKARTA, May 12 (PNS) - Indonesian President Suharto will travel to
Japan later this month to open a trade fair in Tokyo, a palace
spokesman said on Monday.
    Two-way trade was worth $21 billion last year, according to the
Ministry of Trade.
    Suharto last saw Japan in 1995.

(END)""",
        "Suharto to open Tokyo trade fair",
        date(1997, 5, 12),
        """Suharto to open Tokyo trade fair
JAKARTA, May 12 (PNS) - Indonesian President Suharto will travel to Japan later this month to open a trade \
fair \
in Tokyo, a palace spokesman said on Monday.
Two-way trade was worth $21 billion last year, according to the Ministry of Trade.
Suharto last saw Japan in 1995.""",
    ),
    Layout(
        "a French page: date below the headline, update after it, a box of related stories inside",
        "fr.txt",
        """Accueil > Afrique > Sénégal

Macky Sall reçu à Lisbonne pour une visite de deux jours

Publié le 14 juin 2019 à 18h05 - Mis à jour le 15 juin 2019 à 09h12

Par Awa Diop

Temps de lecture : 3 min.

Le président sénégalais Macky Sall est arrivé vendredi à Lisbonne, où il a été reçu par son homologue \
portugais \
Marcelo Rebelo de Sousa.

À lire aussi : Le port de Dakar attend ses grues

Les échanges entre les deux pays ont atteint 180 millions d'euros en 2018.

Mots-clés : Sénégal, Portugal

Commentaires (2)

Moussa : Et la Guinée ?""",
        "Macky Sall reçu à Lisbonne pour une visite de deux jours",
        date(2019, 6, 14),
        """Macky Sall reçu à Lisbonne pour une visite de deux jours
Le président sénégalais Macky Sall est arrivé vendredi à Lisbonne, où il a été reçu par son homologue \
portugais \
Marcelo Rebelo de Sousa.
Les échanges entre les deux pays ont atteint 180 millions d'euros en 2018.""",
    ),
    Layout(
        "a German page: numeric date with points, a subheading in the body, a credit behind the caption",
        "de.txt",
        """Steinmeier reist zum Staatsbesuch nach Italien

Stand: 19.09.2019 14:02 Uhr

Der Bundespräsident wird in Rom und Neapel erwartet.

Bundespräsident Frank-Walter Steinmeier vor dem Abflug in Berlin. Foto: Jens Maler/dpa

Bundespräsident Frank-Walter Steinmeier ist am Donnerstag zu einem Staatsbesuch nach Rom aufgebrochen, wo \
ihn \
Präsident Sergio Mattarella mit militärischen Ehren empfängt.

Handel auf hohem Niveau

Der Handel zwischen beiden Ländern erreichte im Vorjahr 129 Milliarden Euro.

Lesen Sie auch: Neapel wartet auf Gäste

Teilen
Drucken""",
        "Steinmeier reist zum Staatsbesuch nach Italien",
        date(2019, 9, 19),
        """Steinmeier reist zum Staatsbesuch nach Italien
Der Bundespräsident wird in Rom und Neapel erwartet.
Bundespräsident Frank-Walter Steinmeier vor dem Abflug in Berlin.
Bundespräsident Frank-Walter Steinmeier ist am Donnerstag zu einem Staatsbesuch nach Rom aufgebrochen, wo \
ihn \
Präsident Sergio Mattarella mit militärischen Ehren empfängt.
Handel auf hohem Niveau
Der Handel zwischen beiden Ländern erreichte im Vorjahr 129 Milliarden Euro.""",
    ),
    Layout(
        "an Arabic page with the date in Arabic words",
        "ar.txt",
        """الرئيسية

العاهل الأردني يصل إلى القاهرة في زيارة رسمية

نشر في 9 فبراير 2023

مشاركة

وصل العاهل الأردني الملك عبد الله الثاني إلى القاهرة يوم الخميس في زيارة رسمية تستمر يومين، حيث كان في \
استقباله \
الرئيس المصري عبد الفتاح السيسي في المطار مع عدد من الوزراء.

وبلغ التبادل التجاري بين البلدين مليار دولار في العام الماضي.

اقرأ أيضا: افتتاح معرض القاهرة للكتاب

جميع الحقوق محفوظة""",
        "العاهل الأردني يصل إلى القاهرة في زيارة رسمية",
        date(2023, 2, 9),
        """العاهل الأردني يصل إلى القاهرة في زيارة رسمية
وصل العاهل الأردني الملك عبد الله الثاني إلى القاهرة يوم الخميس في زيارة رسمية تستمر يومين، حيث كان في \
استقباله \
الرئيس المصري عبد الفتاح السيسي في المطار مع عدد من الوزراء.
وبلغ التبادل التجاري بين البلدين مليار دولار في العام الماضي.""",
    ),
    Layout(
        "a Turkish page: published and updated side by side",
        "tr.txt",
        """Ana Sayfa / Dünya

Aliyev resmi ziyaret için Astana'ya gitti

Giriş Tarihi: 4 Mayıs 2018 Cuma 11:20 Güncelleme Tarihi: 5 Mayıs 2018 08:00

Azerbaycan Cumhurbaşkanı İlham Aliyev, Kazakistan Cumhurbaşkanı Nursultan Nazarbayev'in davetlisi olarak \
cuma günü \
resmi bir ziyaret için başkent Astana'ya gitti ve havalimanında törenle karşılandı.

İki ülke arasındaki ticaret hacmi 220 milyon dolar oldu.

Etiketler: Azerbaycan, Kazakistan""",
        "Aliyev resmi ziyaret için Astana'ya gitti",
        date(2018, 5, 4),
        """Aliyev resmi ziyaret için Astana'ya gitti
Azerbaycan Cumhurbaşkanı İlham Aliyev, Kazakistan Cumhurbaşkanı Nursultan Nazarbayev'in davetlisi olarak \
cuma günü \
resmi bir ziyaret için başkent Astana'ya gitti ve havalimanında törenle karşılandı.
İki ülke arasındaki ticaret hacmi 220 milyon dolar oldu.""",
    ),
    Layout(
        "a ministry's communiqué: masthead, number, place and date on a line of their own",
        "communique.txt",
        """Ministerio de Relaciones Exteriores
Comunicado de prensa N.º 114/2016

Montevideo, 3 de agosto de 2016

Visita del canciller de Noruega a Uruguay

El ministro de Relaciones Exteriores de Noruega, Børge Brende, visitará Montevideo el próximo lunes y será \
recibido \
por el canciller Rodolfo Nin Novoa en el Palacio Santos.

Durante la visita se firmará un acuerdo de pesca.

Imprimir
Compartir""",
        "Visita del canciller de Noruega a Uruguay",
        date(2016, 8, 3),
        """Visita del canciller de Noruega a Uruguay
El ministro de Relaciones Exteriores de Noruega, Børge Brende, visitará Montevideo el próximo lunes y será \
recibido \
por el canciller Rodolfo Nin Novoa en el Palacio Santos.
Durante la visita se firmará un acuerdo de pesca.""",
    ),
    Layout(
        "tags at the top, credit with 'via', a retweet box, the date in American figures with a time zone",
        "tags.txt",
        """TAGS: Canada, Mexico, Trade

Trudeau heads to Mexico City for summit

10/12/2017 8:15 PM EDT

Canadian Prime Minister Justin Trudeau and President Enrique Peña Nieto in Ottawa. Ana Ruiz/AFP via Getty \
Images

Canadian Prime Minister Justin Trudeau landed in Mexico City on Thursday for two days of talks with \
President \
Enrique Peña Nieto on the future of North American trade.

Tweet this

"We are partners," Trudeau said at the airport.

Follow us on Twitter""",
        "Trudeau heads to Mexico City for summit",
        date(2017, 10, 12),
        """Trudeau heads to Mexico City for summit
Canadian Prime Minister Justin Trudeau and President Enrique Peña Nieto in Ottawa.
Canadian Prime Minister Justin Trudeau landed in Mexico City on Thursday for two days of talks with \
President \
Enrique Peña Nieto on the future of North American trade.
"We are partners," Trudeau said at the airport.""",
    ),
    Layout(
        "British figures, a file photo, a headline that is a question",
        "uk.txt",
        """Will the King visit Nairobi this autumn?

Published: 05/10/2023 06:30 BST

File photo: King Charles at a garden party in London.

King Charles is to visit Kenya at the end of October, Buckingham Palace announced on Wednesday, his first \
journey to \
a Commonwealth nation since the coronation.

He was last in the country as Prince of Wales.""",
        "Will the King visit Nairobi this autumn?",
        date(2023, 10, 5),
        """Will the King visit Nairobi this autumn?
King Charles at a garden party in London.
King Charles is to visit Kenya at the end of October, Buckingham Palace announced on Wednesday, his first \
journey to \
a Commonwealth nation since the coronation.
He was last in the country as Prince of Wales.""",
    ),
    Layout(
        "no date anywhere, no menu: only a headline and paragraphs",
        "bare.txt",
        """Ramaphosa flies to Maputo

South African President Cyril Ramaphosa flew to Maputo on Tuesday to meet his colleague Filipe Nyusi, and \
the two \
of them spoke about gas.

They will meet again in Pretoria.""",
        "Ramaphosa flies to Maputo",
        None,
        """Ramaphosa flies to Maputo
South African President Cyril Ramaphosa flew to Maputo on Tuesday to meet his colleague Filipe Nyusi, and \
the two \
of them spoke about gas.
They will meet again in Pretoria.""",
    ),
    Layout(
        "a newsletter: masthead with a tagline, greeting lines, a separator before the small print",
        "newsletter.txt",
        """The Baltic Briefing
Every Friday in your inbox

Friday, November 8, 2019

Latvia courts Kazakh cargo

Latvian President Egils Levits will fly to Nur-Sultan on Monday with a delegation of port managers, \
according to his \
chancery in Riga.

Kazakhstan sent 2 million tonnes through Latvian ports in 2018.

* * *

You receive this because you are on our list. Unsubscribe here.""",
        "Latvia courts Kazakh cargo",
        date(2019, 11, 8),
        """Latvia courts Kazakh cargo
Latvian President Egils Levits will fly to Nur-Sultan on Monday with a delegation of port managers, \
according to his \
chancery in Riga.
Kazakhstan sent 2 million tonnes through Latvian ports in 2018.""",
    ),
    Layout(
        "an Asian agency: date after a dateline with the year, a double hyphen, 'Enditem'",
        "agency.txt",
        """Malaysian king begins state visit to Brunei

BANDAR SERI BEGAWAN, April 22, 2013 (NNA) -- The King of Malaysia began a three-day state visit to Brunei \
on Monday \
at the invitation of Sultan Hassanal Bolkiah.

It is his first visit since he came to the throne. Enditem""",
        "Malaysian king begins state visit to Brunei",
        date(2013, 4, 22),
        """Malaysian king begins state visit to Brunei
BANDAR SERI BEGAWAN, April 22, 2013 (NNA) -- The King of Malaysia began a three-day state visit to Brunei \
on Monday \
at the invitation of Sultan Hassanal Bolkiah.
It is his first visit since he came to the throne.""",
    ),
    Layout(
        "an Italian page: kicker, standfirst without a full stop, weekday before the date",
        "it.txt",
        """Esteri

Mattarella in Algeria per la visita di Stato

Il presidente inaugura un giardino ad Algeri

di Giulia Ferri

sabato 6 novembre 2021

Il presidente della Repubblica Sergio Mattarella è arrivato sabato ad Algeri per una visita di Stato di \
due giorni, \
accolto dal presidente Abdelmadjid Tebboune.

Leggi anche: Il gas e il Mediterraneo

L'interscambio vale sei miliardi di euro.

Condividi""",
        "Mattarella in Algeria per la visita di Stato",
        date(2021, 11, 6),
        """Mattarella in Algeria per la visita di Stato
Il presidente inaugura un giardino ad Algeri
Il presidente della Repubblica Sergio Mattarella è arrivato sabato ad Algeri per una visita di Stato di \
due giorni, \
accolto dal presidente Abdelmadjid Tebboune.
L'interscambio vale sei miliardi di euro.""",
    ),
    Layout(
        "a Portuguese page that glues byline and date and repeats the caption",
        "pt.txt",
        """Mundo

Presidente de Angola visita Cabo Verde

Por Maria Neves — Luanda
12/03/2018 10h44  Atualizado 13/03/2018 09h00

João Lourenço e Jorge Carlos Fonseca na Praia. — Foto: Arquivo

João Lourenço e Jorge Carlos Fonseca na Praia. — Foto: Arquivo

O presidente de Angola, João Lourenço, chegou nesta segunda-feira à Praia para uma visita de dois dias a \
Cabo Verde, a \
primeira desde a posse em 2017.

Continua após a publicidade

Os dois países querem mais voos.

Veja também
Chuva em Mindelo""",
        "Presidente de Angola visita Cabo Verde",
        date(2018, 3, 12),
        """Presidente de Angola visita Cabo Verde
João Lourenço e Jorge Carlos Fonseca na Praia.
O presidente de Angola, João Lourenço, chegou nesta segunda-feira à Praia para uma visita de dois dias a \
Cabo Verde, a \
primeira desde a posse em 2017.
Os dois países querem mais voos.""",
    ),
    Layout(
        "a live page: clock times alone on lines, a breaking label",
        "live.txt",
        """BREAKING NEWS

Zelensky arrives in Vilnius for alliance summit

11 July 2023

14:32

Ukrainian President Volodymyr Zelensky arrived in Vilnius on Tuesday, where the leaders of the alliance \
are meeting \
for two days, and spoke to a crowd in the old town.

13:05

Lithuania's president received him at the airport.

Show more""",
        "Zelensky arrives in Vilnius for alliance summit",
        date(2023, 7, 11),
        """Zelensky arrives in Vilnius for alliance summit
Ukrainian President Volodymyr Zelensky arrived in Vilnius on Tuesday, where the leaders of the alliance \
are meeting \
for two days, and spoke to a crowd in the old town.
Lithuania's president received him at the airport.""",
    ),
    Layout(
        "a page saved without metadata, laid out with tables: the title comes from <title>, the date from \
the page",
        "tables.html",
        """<html><head><title>Chirac Opens Hanoi Talks - The Mekong Mirror</title></head><body>
<table width=100%><tr><td><a href=/>Home</a> | <a href=/w>World</a></td></tr></table>
<table><tr><td><font size=5><b>Chirac Opens Hanoi Talks</b></font><br><i>Thursday, October 7, \
2004</i></td></tr>
<tr><td><p>French President Jacques Chirac opened talks in Hanoi on Thursday with Vietnamese President \
Tran Duc Luong,
at the start of a tour of Asia that also takes him to China.</p>
<p>France is the second largest European investor in Vietnam, with projects worth more than two billion \
dollars.</p>
</td></tr></table><p>Copyright 2004 The Mekong Mirror</p></body></html>""",
        "Chirac Opens Hanoi Talks",
        date(2004, 10, 7),
        """Chirac Opens Hanoi Talks
French President Jacques Chirac opened talks in Hanoi on Thursday with Vietnamese President Tran Duc Luong, \
at the start of a tour of Asia that also takes him to China.
France is the second largest European investor in Vietnam, with projects worth more than two billion \
dollars.""",
    ),
    Layout(
        "a blog of the most used system: entry classes, share box, tags, 'leave a reply'",
        "blog.html",
        """<!doctype html><html lang="en-US"><head><title>Orbán drops in on Tbilisi &#8211; Caucasus \
Diary</title>
<meta property="og:title" content="Orbán drops in on Tbilisi"><meta property="og:site_name" \
content="Caucasus Diary">
<meta property="article:modified_time" content="2024-11-09T10:00:00+00:00"></head><body class="single post">
<header><a href="/">Caucasus Diary</a><nav><ul><li>Home</li><li>About</li></ul></nav></header>
<article class="post"><header class="entry-header"><h1 class="entry-title">Orbán drops in on Tbilisi</h1>
<div class="entry-meta">Posted on <time class="entry-date published" \
datetime="2024-10-28T22:10:00+00:00">October 29,
2024</time> <time class="updated" datetime="2024-11-09T10:00:00+00:00">November 9, 2024</time> by \
<a>nino</a></div>
</header><div class="entry-content"><p>Hungarian Prime Minister Viktor Orbán flew to Georgia on Monday, \
two days after
the election, and met Prime Minister Irakli Kobakhidze.</p><h2>An early guest</h2>
<p>He was the first foreign leader to come. He brought his ministers of finance and of the economy along.</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li>Facebook</li></ul></div></div>
<footer class="entry-footer">Tagged <a>Georgia</a>, <a>Hungary</a></footer></article>
<div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are \
marked.</p>
</div></body></html>""",
        "Orbán drops in on Tbilisi",
        date(2024, 10, 29),
        """Orbán drops in on Tbilisi
Hungarian Prime Minister Viktor Orbán flew to Georgia on Monday, two days after \
the election, and met Prime Minister Irakli Kobakhidze.
An early guest
He was the first foreign leader to come. He brought his ministers of finance and of the economy along.""",
    ),
    Layout(
        "a page for telephones: few elements, JSON-LD only, a caption with an agency credit",
        "amp.html",
        """<!doctype html><html amp lang="pt"><head><title>Costa em Maputo</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":["NewsArticle"],"headline":
"Costa assina acordos em Maputo","datePublished":"2018-07-05T12:00:00Z","dateModified":"2018-07-06T12:00:00Z",
"publisher":{"name":"Correio do Índico"},"mainEntityOfPage":{"@id":"https://correio.example/costa-maputo"}}</script>
</head><body><amp-sidebar><ul><li>Início</li></ul></amp-sidebar><main><h1>Costa assina acordos em Maputo</h1>
<h2>Primeiro-ministro fica dois dias em Moçambique</h2>
<figure><amp-img src="a.jpg"></amp-img><figcaption>António Costa à chegada a Maputo. Rui \
Melo/Lusa</figcaption></figure>
<p>O primeiro-ministro português, António Costa, assinou esta quinta-feira em Maputo quatro acordos de \
cooperação com o
governo de Moçambique.</p><p><a href="/x">Dez retratos de uma cidade em mudança</a></p>
<p>O comércio entre os dois países caiu 4% no ano passado, segundo o ministério.</p></main></body></html>""",
        "Costa assina acordos em Maputo",
        date(2018, 7, 5),
        """Costa assina acordos em Maputo
Primeiro-ministro fica dois dias em Moçambique
António Costa à chegada a Maputo.
O primeiro-ministro português, António Costa, assinou esta quinta-feira em Maputo quatro acordos de \
cooperação com o \
governo de Moçambique.
O comércio entre os dois países caiu 4% no ano passado, segundo o ministério.""",
    ),
    Layout(
        "microdata in place of JSON-LD, a German page with an English default language and a promo box",
        "microdata.html",
        """<html lang="de"><head><title>Scholz trifft Präsident Sall in Dakar | Elbkurier</title></head><body>
<div class="header"><span>Elbkurier</span></div><div itemscope itemtype="http://schema.org/NewsArticle">
<h1 itemprop="headline">Scholz trifft Präsident Sall in Dakar</h1>
<p itemprop="description">Der Kanzler beginnt seine Reise durch drei Länder.</p>
<span class="date" itemprop="datePublished" content="2022-05-22T16:40:00+02:00">22.05.2022, 16.40 Uhr</span>
<div itemprop="articleBody"><p>Bundeskanzler Olaf Scholz ist am Sonntag in Dakar mit Senegals Präsident \
Macky Sall
zusammengetroffen. Deutschland will sich an der Erschließung eines Gasfeldes beteiligen.</p>
<div class="promo"><p>Jeden Morgen das Wichtigste: bestellen Sie den Brief der Redaktion.</p></div>
<p>Scholz reist am Montag nach Niger weiter.</p></div></div></body></html>""",
        "Scholz trifft Präsident Sall in Dakar",
        date(2022, 5, 22),
        """Scholz trifft Präsident Sall in Dakar
Der Kanzler beginnt seine Reise durch drei Länder.
Bundeskanzler Olaf Scholz ist am Sonntag in Dakar mit Senegals Präsident Macky Sall \
zusammengetroffen. Deutschland will sich an der Erschließung eines Gasfeldes beteiligen.
Scholz reist am Montag nach Niger weiter.""",
    ),
    Layout(
        "Markdown without front matter: headline, date and byline as text, a list, an image with a caption",
        "plain.md",
        """# Bolivia signs rail deal in Beijing

*By Rosa Quispe* · 2 December 2018

![The station](https://a.example/s.jpg)

President Evo Morales signed a deal for a railway across the Andes, worth **$10 billion**, in Beijing on \
Friday:

- a line of 3,800 kilometres,
- two ports.

[Read more: The ports of Peru](https://a.example/ports)
""",
        "Bolivia signs rail deal in Beijing",
        date(2018, 12, 2),
        """Bolivia signs rail deal in Beijing
President Evo Morales signed a deal for a railway across the Andes, worth $10 billion, in Beijing on Friday:
a line of 3,800 kilometres,
two ports.""",
    ),
    Layout(
        "a presidency's site: a headline of three words above a standfirst that is a sentence; place below \
the date",
        "presidency.txt",
        """Events

Talks in Dushanbe

Sadyr Japarov came to Tajikistan on a working visit.

July 8, 2024
19:20
Dushanbe

The President of Kyrgyzstan, Sadyr Japarov, was met at the airport by Prime Minister Kokhir Rasulzoda, and \
the two \
of them spoke for half an hour in the hall.

Talks with President Emomali Rahmon begin on Tuesday.""",
        "Talks in Dushanbe",
        date(2024, 7, 8),
        """Talks in Dushanbe
Sadyr Japarov came to Tajikistan on a working visit.
The President of Kyrgyzstan, Sadyr Japarov, was met at the airport by Prime Minister Kokhir Rasulzoda, and \
the two \
of them spoke for half an hour in the hall.
Talks with President Emomali Rahmon begin on Tuesday.""",
    ),
    Layout(
        "outlet, date, time and topics on one line between dashes; related coverage at the foot",
        "dashes.txt",
        """Philippine leader to visit Jakarta, Singapore from Sunday
HARBOUR NEWS - Sep 3, 2022 - 09:15 | All, Asia

Philippine President Ferdinand Marcos Jr. said Saturday he will visit Indonesia and Singapore from Sunday \
on his first \
journey abroad, with several ministers.

Related coverage:

Manila counts on rice from Vietnam
Marcos appoints envoy""",
        "Philippine leader to visit Jakarta, Singapore from Sunday",
        date(2022, 9, 3),
        """Philippine leader to visit Jakarta, Singapore from Sunday
Philippine President Ferdinand Marcos Jr. said Saturday he will visit Indonesia and Singapore from Sunday \
on his first \
journey abroad, with several ministers.""",
    ),
    Layout(
        "a copied page glues year, time and update; a menu of sections stands on one line",
        "glued.txt",
        """World Business Sports Opinion

Omani sultan flies to Neom for first visit abroad
By The Gulf Wire
July 11, 20219:35 PM GMT+3Updated 2 years ago

FILE - Sultan Haitham at a parade in Muscat.

July 11 (GW) - Oman's Sultan Haitham bin Tariq arrived in Saudi Arabia on Sunday, state television \
reported, and was \
welcomed by King Salman.

Reporting by the Gulf desk""",
        "Omani sultan flies to Neom for first visit abroad",
        date(2021, 7, 11),
        """Omani sultan flies to Neom for first visit abroad
Sultan Haitham at a parade in Muscat.
July 11 (GW) - Oman's Sultan Haitham bin Tariq arrived in Saudi Arabia on Sunday, state television \
reported, and was \
welcomed by King Salman.""",
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: Layout) -> None:
    problems: list[Exception] = []
    (article,) = read(layout.name, layout.page.encode(), problems.append)
    assert article.title == layout.title, layout.why
    assert article.published == layout.published, layout.why
    assert paragraphs(article.text) == paragraphs(layout.text), layout.why
    assert bool(problems) == (layout.published is None)
