"""Everyday pages of text: regional papers, press offices, agencies, newsletters, reposts, live pages."""

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
    source: str | None
    text: str
    """paragraphs below the headline, one a line"""


LAYOUTS = [
    Layout(
        "a regional paper's page, pasted with its menu, the weather and the share counts",
        "regional.txt",
        """Skip to main content
The Harbour Courier
Your voice on the coast since 1921
Suva 27°C Partly cloudy
Tuesday, March 14, 2023
News
Sport
Lifestyle
Jobs
Classifieds
Local News

Tongan premier in Suva for fisheries talks

Mere Vakatale | Suva
14 March, 2023, 9:15 am
145 shares

Tongan Prime Minister Siaosi Sovaleni arrives at Nausori Airport yesterday. Picture: JONA KONATACI

TONGAN Prime Minister Siaosi Sovaleni arrived in Suva yesterday for two days of talks on tuna licences, \
the Fijian government said.

He will meet Prime Minister Sitiveni Rabuka this morning at Government Buildings.

Fiji sold goods worth $41 million to Tonga last year.

Get the day's headlines in your inbox

Other stories
Bula market reopens after flood
Nadi beats Ba in the rain

Contact the newsroom | Advertise with us | Terms
""",
        "Tongan premier in Suva for fisheries talks",
        date(2023, 3, 14),
        "The Harbour Courier",
        """Tongan Prime Minister Siaosi Sovaleni arrives at Nausori Airport yesterday.
TONGAN Prime Minister Siaosi Sovaleni arrived in Suva yesterday for two days of talks on tuna licences, \
the Fijian government said.
He will meet Prime Minister Sitiveni Rabuka this morning at Government Buildings.
Fiji sold goods worth $41 million to Tonga last year.""",
    ),
    Layout(
        "a press office's page: its name, its release number, its date and place, its contact",
        "release.txt",
        """Republic of Armenia
Ministry of Economy
Press Office

PRESS RELEASE No. 47/2019
Yerevan, 8 October 2019

Minister Khachatryan receives delegation from Kuwait

Economy Minister Tigran Khachatryan today received a delegation of the Kuwait Chamber of Commerce, led by \
its deputy chairman, and discussed a direct flight.

Trade between the two countries came to $3.1 million in 2018.

For further information:
Press Office, tel. +000 10 555 123
press@economy.example
""",
        "Minister Khachatryan receives delegation from Kuwait",
        date(2019, 10, 8),
        "Ministry of Economy",
        """Economy Minister Tigran Khachatryan today received a delegation of the Kuwait Chamber of Commerce, led by \
its deputy chairman, and discussed a direct flight.
Trade between the two countries came to $3.1 million in 2018.""",
    ),
    Layout(
        "an embassy's newsletter, forwarded by e-mail",
        "newsletter.txt",
        """---------- Forwarded message ---------
From: Embassy of Chile in Norway <press@chile.example>
Date: Mon, 6 May 2019 at 10:02
Subject: Foreign Minister Ampuero ends visit to Oslo
To: <list@readers.example>

View this email in your browser

Dear friends of Chile,

Foreign Minister Roberto Ampuero ended a three-day visit to Oslo on Saturday, where he met his Norwegian \
counterpart, Ine Eriksen Søreide, and toured a salmon farm.

Norway bought Chilean goods worth 88 million dollars in 2018.

Embassy of Chile
Oslo

Unsubscribe from this list
""",
        "Foreign Minister Ampuero ends visit to Oslo",
        date(2019, 5, 6),
        "Embassy of Chile in Norway",
        """Foreign Minister Roberto Ampuero ended a three-day visit to Oslo on Saturday, where he met his Norwegian \
counterpart, Ine Eriksen Søreide, and toured a salmon farm.
Norway bought Chilean goods worth 88 million dollars in 2018.""",
    ),
    Layout(
        "an agency's bulletin in capitals and numbered lines",
        "bulletin.txt",
        """KIVU PRESS AGENCY
DAILY BULLETIN NO. 112
22 APRIL 1998

3. PRESIDENT OF BURUNDI TO VISIT GABON

Bujumbura, 22 April (KPA) - President Pierre Buyoya of Burundi will leave for Libreville on Friday at the \
invitation of President Omar Bongo, his spokesman told reporters.

The two will discuss the embargo, in force since July 1996.

(KPA 1998)
""",
        "PRESIDENT OF BURUNDI TO VISIT GABON",
        date(1998, 4, 22),
        "Kivu Press Agency",
        """Bujumbura, 22 April (KPA) - President Pierre Buyoya of Burundi will leave for Libreville on Friday at the \
invitation of President Omar Bongo, his spokesman told reporters.
The two will discuss the embargo, in force since July 1996.""",
    ),
    Layout(
        "what a phone shares: headline, outlet and address on top",
        "shared.txt",
        """Mongolia's premier flies to Astana for transit talks - Steppe Herald

https://steppeherald.example/2021/09/30/mongolia-astana

Mongolia's premier flies to Astana for transit talks

30 Sep 2021, 18:40

Prime Minister Luvsannamsrain Oyun-Erdene of Mongolia flew to Astana on Thursday with forty companies, the \
cabinet office said.

Kazakhstan is to open two more border points.

Shared from the Steppe Herald app
Sent from my phone
""",
        "Mongolia's premier flies to Astana for transit talks",
        date(2021, 9, 30),
        "Steppe Herald",
        """Prime Minister Luvsannamsrain Oyun-Erdene of Mongolia flew to Astana on Thursday with forty companies, the \
cabinet office said.
Kazakhstan is to open two more border points.""",
    ),
    Layout(
        "a page printed from a browser: its footer's date and address are the printing's",
        "printed.txt",
        """Namibia sells Botswana more beef than ever | The Kalahari Post          1/12/2016, 08:14

The Kalahari Post
Print this page    Close window

Namibia sells Botswana more beef than ever
Published on: Wednesday, 30 November 2016
By Tuli Shikongo

Namibia sold Botswana beef worth 96 million pula in the first ten months of the year, the meat board said \
in Windhoek on Tuesday.

Minister John Mutorwa will visit Gaborone next week.

https://kalaharipost.example/print.php?id=8812          Page 1 of 1
""",
        "Namibia sells Botswana more beef than ever",
        date(2016, 11, 30),
        "The Kalahari Post",
        """Namibia sold Botswana beef worth 96 million pula in the first ten months of the year, the meat board said \
in Windhoek on Tuesday.
Minister John Mutorwa will visit Gaborone next week.""",
    ),
    Layout(
        "the text of a PDF, with page numbers and running heads between hard-wrapped lines",
        "pdf.txt",
        """ADRIATIC TRADE REVIEW
Issue 31 | February 2012

Albania and Slovenia set up a joint commission

Tirana, 17 February 2012

Prime Minister Sali Berisha of Albania and his Slovenian counterpart,
Janez Janša, agreed in Tirana on Friday to set up a joint commission on
transport, which is to meet twice a year from the autumn onwards.

                                    - 4 -
\f
ADRIATIC TRADE REVIEW                                              Page 5

Slovenia exported goods worth 87 million euros to Albania in 2011, an
increase of 9 per cent over the year before.
""",
        "Albania and Slovenia set up a joint commission",
        date(2012, 2, 17),
        "Adriatic Trade Review",
        """Prime Minister Sali Berisha of Albania and his Slovenian counterpart, Janez Janša, agreed in Tirana on \
Friday to set up a joint commission on transport, which is to meet twice a year from the autumn onwards.
Slovenia exported goods worth 87 million euros to Albania in 2011, an increase of 9 per cent over the year before.""",
    ),
    Layout(
        "a forum's repost: user, post count and quotation above the article, the source line below it",
        "forum.txt",
        """Central Asia Watch Forum
Board index › News and analysis › Tajikistan

Re: Rahmon
Postby samovar » Fri Jun 14, 2013 7:22 pm

Iran's energy minister opens tunnel in Tajikistan

DUSHANBE, June 14. Iranian Energy Minister Majid Namjou opened a tunnel with President Emomali Rahmon on \
Friday, a year behind schedule.

Iran lent $21 million for the works.

Source: Pamir Gazette
Posts: 1204
Joined: Mon Feb 02, 2009
""",
        "Iran's energy minister opens tunnel in Tajikistan",
        date(2013, 6, 14),
        "Pamir Gazette",
        """DUSHANBE, June 14. Iranian Energy Minister Majid Namjou opened a tunnel with President Emomali Rahmon on \
Friday, a year behind schedule.
Iran lent $21 million for the works.""",
    ),
    Layout(
        "a search engine's copy: its header names the day of the copy, which is not the article's",
        "cache.txt",
        """This is the cached copy of http://islandtimes.example/news/1187.html. It is a snapshot of the page as it \
appeared on 3 Oct 2007 04:11:09 GMT. The current page could have changed in the meantime. Learn more
Text-only version

The Island Times
Home | Politics | Business | Sport

Maldives seeks Sri Lankan teachers
Friday, September 28, 2007

Maldivian Education Minister Zahiya Zareer asked Colombo for three hundred teachers during a visit that \
ended on Thursday, her ministry said.

Sri Lanka sent 150 last year.
""",
        "Maldives seeks Sri Lankan teachers",
        date(2007, 9, 28),
        "The Island Times",
        """Maldivian Education Minister Zahiya Zareer asked Colombo for three hundred teachers during a visit that \
ended on Thursday, her ministry said.
Sri Lanka sent 150 last year.""",
    ),
    Layout(
        "one entry of a live page: clock times and a share button at each",
        "live.txt",
        """LIVE
World

Summit in Lusaka: Zambia hosts leaders of nine countries

Last updated: 16 August 2023, 17:05 GMT

This live page is now closed.

15:40 GMT

Hichilema greets Ramaphosa at airport

Zambian President Hakainde Hichilema greeted South African President Cyril Ramaphosa at the airport in \
Lusaka on Wednesday, three hours before the first session.

Share
15:12 GMT

Ministers from Malawi and Angola were already at the venue, where a delayed opening is now expected at six.
""",
        "Summit in Lusaka: Zambia hosts leaders of nine countries",
        date(2023, 8, 16),
        None,
        """Hichilema greets Ramaphosa at airport
Zambian President Hakainde Hichilema greeted South African President Cyril Ramaphosa at the airport in \
Lusaka on Wednesday, three hours before the first session.
Ministers from Malawi and Angola were already at the venue, where a delayed opening is now expected at six.""",
    ),
    Layout(
        "a kicker in capitals over the headline, a standfirst, byline and date on one line",
        "kicker.txt",
        """Mekong Observer

TRADE WINDS

Why Laos buys less from Thailand

Vientiane is counting every kip before the minister's journey.

Somchai Phet in Vientiane, 4 July 2022

Laos bought goods worth $1.6 billion from Thailand in the first five months of the year, 12 percent less \
than before, the customs office in Vientiane said.

Commerce Minister Malaithong Kommasith goes to Bangkok on Friday.

Somchai Phet is a reporter in Vientiane.
""",
        "Why Laos buys less from Thailand",
        date(2022, 7, 4),
        "Mekong Observer",
        """Vientiane is counting every kip before the minister's journey.
Laos bought goods worth $1.6 billion from Thailand in the first five months of the year, 12 percent less \
than before, the customs office in Vientiane said.
Commerce Minister Malaithong Kommasith goes to Bangkok on Friday.""",
    ),
    Layout(
        "fields with labels above the text, as archives export them",
        "fields.txt",
        """Headline: Peru and Finland sign a tax treaty
Source: Andean Mail
Date: March 2, 2015
Section: Economy
Byline: R. Salas

Body:
Peru and Finland signed a treaty on double taxation in Helsinki on Monday after four years of talks, the \
Finnish ministry of finance said.

Finnish machinery sold to Peru was worth 61 million euros in 2014.

Copyright 2015 Andean Mail
Load-Date: March 4, 2015
""",
        "Peru and Finland sign a tax treaty",
        date(2015, 3, 2),
        "Andean Mail",
        """Peru and Finland signed a treaty on double taxation in Helsinki on Monday after four years of talks, the \
Finnish ministry of finance said.
Finnish machinery sold to Peru was worth 61 million euros in 2014.""",
    ),
    Layout(
        "an old wire: priority line, slug, then the headline, the filing time at the end",
        "wire.txt",
        """R0417 INT/EGY/DEU 0188
u i BC-EGYPT-BONN 1stLd
URGENT
Egypt's Khalil sees Bonn credits within weeks

    CAIRO, Nov 9 (Delta) - Egyptian Prime Minister Mustafa Khalil said on his return from Bonn on Friday that \
West Germany would grant Cairo credits within weeks.
    He had met Chancellor Helmut Schmidt on Wednesday.
    MORE mh/jk
 091630 NOV 79
""",
        "Egypt's Khalil sees Bonn credits within weeks",
        date(1979, 11, 9),
        "Delta",
        """CAIRO, Nov 9 (Delta) - Egyptian Prime Minister Mustafa Khalil said on his return from Bonn on Friday that \
West Germany would grant Cairo credits within weeks.
He had met Chancellor Helmut Schmidt on Wednesday.""",
    ),
    Layout(
        "a Spanish page: menu, place and day before the text, tags below it",
        "es.txt",
        """Ir al contenido
El Faro del Sur
Portada | Política | Economía | Deportes
Portada » Política

Boric recibe en Santiago al canciller de Ecuador

Juan Carlos Holguín llegó con diez empresarios

Redacción
Santiago, 23 de mayo de 2022 - 17:30
Compartir

El presidente de Chile, Gabriel Boric, recibió este lunes en La Moneda al canciller de Ecuador, Juan Carlos \
Holguín, que cumple una visita de dos días.

Chile vendió a Ecuador bienes por 640 millones de dólares en 2021.

Te puede interesar: Perú reabre el paso de Tacna

Etiquetas: Chile, Ecuador
""",
        "Boric recibe en Santiago al canciller de Ecuador",
        date(2022, 5, 23),
        "El Faro del Sur",
        """Juan Carlos Holguín llegó con diez empresarios
El presidente de Chile, Gabriel Boric, recibió este lunes en La Moneda al canciller de Ecuador, Juan Carlos \
Holguín, que cumple una visita de dos días.
Chile vendió a Ecuador bienes por 640 millones de dólares en 2021.""",
    ),
    Layout(
        "a French page: publication and update on one line, subscribers' notice, read-also line",
        "fr.txt",
        """Le Phare de l'Ouest
S'abonner   Se connecter
Accueil > International

Le Togo et le Brésil relancent leur commission mixte

Par Afi Mensah
Publié le 3 novembre 2020 à 18h12, mis à jour le 4 novembre 2020 à 07h30
Temps de lecture : 2 min

Le ministre togolais des Affaires étrangères, Robert Dussey, a reçu mardi à Lomé une délégation brésilienne \
conduite par l'ambassadeur à Accra.

Lire aussi : Le Bénin exporte plus de noix de cajou

Le Brésil a vendu au Togo pour 90 millions de dollars de sucre en 2019.

Partager cet article
""",
        "Le Togo et le Brésil relancent leur commission mixte",
        date(2020, 11, 3),
        "Le Phare de l'Ouest",
        """Le ministre togolais des Affaires étrangères, Robert Dussey, a reçu mardi à Lomé une délégation brésilienne \
conduite par l'ambassadeur à Accra.
Le Brésil a vendu au Togo pour 90 millions de dollars de sucre en 2019.""",
    ),
    Layout(
        "a Russian page: date and time, then headline, then the agency's dateline",
        "ru.txt",
        """Главная   Политика   Экономика   Спорт
12 сентября 2018, 14:05
Политика
Министр иностранных дел Сербии прибыл в Баку
БАКУ, 12 сентября. /Каспий/. Министр иностранных дел Сербии Ивица Дачич прибыл в среду в Баку с \
двухдневным визитом, сообщили в посольстве.
Товарооборот двух стран составил в прошлом году 18 млн долларов.
Читайте также: Грузия открыла новый порт
Поделиться
""",
        "Министр иностранных дел Сербии прибыл в Баку",
        date(2018, 9, 12),
        "Каспий",
        """БАКУ, 12 сентября. /Каспий/. Министр иностранных дел Сербии Ивица Дачич прибыл в среду в Баку с \
двухдневным визитом, сообщили в посольстве.
Товарооборот двух стран составил в прошлом году 18 млн долларов.""",
    ),
    Layout(
        "a Russian page whose text opens with place and day, and whose source stands below it",
        "ru_opening.txt",
        """Вестник Арарата
Политика Экономика Общество

Премьер-министр Армении прилетел в Тегеран

Ереван. 4 февраля 2019 г. Премьер-министр Армении прилетел в понедельник в Тегеран для переговоров о газе и \
дорогах, сообщила его пресс-служба.

Источник: Вестник Арарата
""",
        "Премьер-министр Армении прилетел в Тегеран",
        date(2019, 2, 4),
        "Вестник Арарата",
        """Ереван. 4 февраля 2019 г. Премьер-министр Армении прилетел в понедельник в Тегеран для переговоров о газе и \
дорогах, сообщила его пресс-служба.""",
    ),
    Layout(
        "an Italian page: section, byline, date and reading time under each other",
        "it.txt",
        """Il Messaggero del Lago
Cronaca  Esteri  Sport

Esteri

Il premier albanese a Roma per parlare di energia

di Ugo Neri
4 febbraio 2019 alle 10:20
1 minuto di lettura

Il premier albanese è arrivato lunedì a Roma per parlare di energia e migranti con il governo, ha detto il \
suo portavoce.

Riproduzione riservata
""",
        "Il premier albanese a Roma per parlare di energia",
        date(2019, 2, 4),
        "Il Messaggero del Lago",
        """Il premier albanese è arrivato lunedì a Roma per parlare di energia e migranti con il governo, ha detto il \
suo portavoce.""",
    ),
    Layout(
        "an Arabic page: trail, date with the Levant's month names, share and read-also lines",
        "ar.txt",
        """الرئيسية > سياسة

وزير خارجية عمان يصل إلى بيروت في زيارة رسمية

نشر في: 9 شباط 2021 - 10:30
مشاركة

وصل وزير الخارجية العماني بدر البوسعيدي إلى بيروت يوم الثلاثاء في زيارة رسمية تستمر يومين، والتقى الرئيس ميشال عون في قصر بعبدا.

وبلغ حجم التبادل التجاري بين البلدين 55 مليون دولار في العام الماضي.

اقرأ أيضا: الأردن يفتح معبرا جديدا
""",
        "وزير خارجية عمان يصل إلى بيروت في زيارة رسمية",
        date(2021, 2, 9),
        None,
        """وصل وزير الخارجية العماني بدر البوسعيدي إلى بيروت يوم الثلاثاء في زيارة رسمية تستمر يومين، والتقى الرئيس ميشال عون في قصر بعبدا.
وبلغ حجم التبادل التجاري بين البلدين 55 مليون دولار في العام الماضي.""",
    ),
    Layout(
        "a German page: kicker and headline, date with a dot, agency in the credits",
        "de.txt",
        """Startseite
Politik
Wirtschaft
Anmelden

Besuch in Windhoek

Steinmeier dankt Namibia für Wasserstoffpakt

Stand: 24.02.2024, 16:20 Uhr
Von Jana Brandt, Windhoek

Bundespräsident Frank-Walter Steinmeier hat sich am Samstag in Windhoek für den Wasserstoffpakt bedankt, den \
beide Länder vor zwei Jahren geschlossen hatten.

Deutschland führte 2023 Waren für 160 Millionen Euro aus Namibia ein.

Lesen Sie auch: Sambia baut eine neue Bahn

Newsletter abonnieren
""",
        "Steinmeier dankt Namibia für Wasserstoffpakt",
        date(2024, 2, 24),
        None,
        """Bundespräsident Frank-Walter Steinmeier hat sich am Samstag in Windhoek für den Wasserstoffpakt bedankt, den \
beide Länder vor zwei Jahren geschlossen hatten.
Deutschland führte 2023 Waren für 160 Millionen Euro aus Namibia ein.""",
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: Layout) -> None:
    problems: list[Exception] = []
    (article,) = read(layout.name, layout.page.encode(), problems.append)
    assert article.title == layout.title, layout.why
    assert article.published == layout.published, layout.why
    assert article.source == layout.source, layout.why
    assert paragraphs(article.text) == [layout.title, *paragraphs(layout.text)], layout.why
    assert bool(problems) == (layout.published is None)
