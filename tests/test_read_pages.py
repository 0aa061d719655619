"""Further layouts, each with its outlet and section: wires, letters, CMS pages, feeds, tables."""

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
    published: date
    source: str | None
    section: str | None
    text: str
    """paragraphs, one a line, headline first"""


LEDE = (
    "Foreign Minister Amina Bello landed in Oslo on Monday for two days of talks on gas and fish, "
    "the ministry in Abuja said."
)
MORE = (
    "Norway bought goods worth 220 million dollars from Nigeria last year, according to its customs office."
)
LAST = "She flies on to Copenhagen on Wednesday."
TITLE = "Bello opens gas talks in Oslo"
TEXT = f"{TITLE}\n{LEDE}\n{MORE}\n{LAST}"
DAY = date(2021, 3, 15)


LAYOUTS = [
    Layout(
        "a British agency's terminal copy: keywords, desk times, MFN lines and a full name in the end line",
        "terminal.txt",
        f"""NMW3021 4 gen 0211 NORDIC-NIGERIA/MEETING
15/03/2021 14:05 GMT

{TITLE}

   By Kari Lund

OSLO, March 15 (Northern Media Wire) - {LEDE}

{MORE}

{LAST}

(Reporting by Kari Lund; Editing by Tom Hale)
((kari.lund@nmw.example; +47 5550 1234))
(c) Copyright Northern Media Wire 2021.""",
        TITLE,
        DAY,
        "Northern Media Wire",
        None,
        f"{TITLE}\nOSLO, March 15 (Northern Media Wire) - {LEDE}\n{MORE}\n{LAST}",
    ),
    Layout(
        "an embassy's letterhead, a reference number, a place and date line, an end mark and a press contact",
        "letterhead.txt",
        f"""EMBASSY OF THE REPUBLIC OF NIGERIA
Ref. No. 14/2021

PRESS RELEASE

{TITLE}

Oslo, 15 March 2021

{LEDE}

{MORE}

{LAST}

- ENDS -

For media enquiries please contact:
Press Section, tel. +47 5550 0000
press@embassy.example""",
        TITLE,
        DAY,
        "Embassy of the Republic of Nigeria",
        None,
        TEXT,
    ),
    Layout(
        "a newsletter pasted from a mail program: headers, a greeting line, an unsubscribe line",
        "mail.txt",
        f"""From: The Fjord Letter <news@fjord.example>
To: readers@fjord.example
Subject: {TITLE}
Date: Mon, 15 Mar 2021 07:00:00 +0100

View this email in your browser

{TITLE}

{LEDE}

{MORE}

{LAST}

You are receiving this email because you signed up at fjord.example.
Unsubscribe | Update preferences""",
        TITLE,
        DAY,
        "The Fjord Letter",
        None,
        TEXT,
    ),
    Layout(
        "a mobile page: the outlet alone on top, a kicker, hours since publication beside the date, a "
        "follow bar",
        "mobile.txt",
        f"""The Harmattan
☰  Menu   Search   Log in
DIPLOMACY
{TITLE}
Two ministers, one pipeline
Kari Lund
15 Mar 2021 • 3 min read • 2 comments
Share  Save  Listen
{LEDE}

{MORE}

Get the app

{LAST}

More from Diplomacy
Sweden counts its reindeer
Chad to buy Danish wind turbines""",
        TITLE,
        DAY,
        "The Harmattan",
        "DIPLOMACY",
        f"{TITLE}\nTwo ministers, one pipeline\n{LEDE}\n{MORE}\n{LAST}",
    ),
    Layout(
        "a Polish page: date with the word for hour, a related link inside, comments below",
        "pl.txt",
        """Strona główna > Świat

Premier Norwegii odwiedzi Lagos

15 marca 2021, godz. 14:05

Premier Norwegii Erna Solberg przyleci w środę do Lagos, gdzie ma rozmawiać o gazie, \
poinformował w poniedziałek jej rzecznik.

Czytaj także: Szwecja liczy renifery

Wymiana handlowa obu krajów wyniosła w ubiegłym roku 220 mln dolarów.

Komentarze (4)
ola: Nareszcie!""",
        "Premier Norwegii odwiedzi Lagos",
        DAY,
        None,
        "Świat",
        """Premier Norwegii odwiedzi Lagos
Premier Norwegii Erna Solberg przyleci w środę do Lagos, gdzie ma rozmawiać o gazie, \
poinformował w poniedziałek jej rzecznik.
Wymiana handlowa obu krajów wyniosła w ubiegłym roku 220 mln dolarów.""",
    ),
    Layout(
        "an Indonesian page: city and outlet before the first sentence, baca juga, reporter and editor below",
        "id.txt",
        """Beranda > Internasional

Menlu Nigeria Tiba di Oslo

Senin, 15 Maret 2021 14:05 WIB

Bagikan:

OSLO - Menteri Luar Negeri Nigeria Amina Bello tiba di Oslo pada Senin untuk membahas gas \
dan ikan, kata kementerian di Abuja.

Baca juga: Swedia menghitung rusa kutub

Norwegia membeli barang senilai 220 juta dolar dari Nigeria tahun lalu.

Pewarta: Kari Lund
Editor: Tom Hale
COPYRIGHT © KABAR UTARA 2021""",
        "Menlu Nigeria Tiba di Oslo",
        DAY,
        "KABAR UTARA",
        "Internasional",
        """Menlu Nigeria Tiba di Oslo
OSLO - Menteri Luar Negeri Nigeria Amina Bello tiba di Oslo pada Senin untuk membahas gas \
dan ikan, kata kementerian di Abuja.
Norwegia membeli barang senilai 220 juta dolar dari Nigeria tahun lalu.""",
    ),
    Layout(
        "a Turkish agency: both dates on one line, tags below",
        "tr.txt",
        """Dünya
Nijerya Dışişleri Bakanı Bello Oslo'da
15.03.2021 - 14:05 | Güncelleme: 16.03.2021 - 08:00

Nijerya Dışişleri Bakanı Amina Bello, doğal gaz ve balık konularını görüşmek üzere pazartesi günü \
Oslo'ya geldi.

Norveç geçen yıl Nijerya'dan 220 milyon dolarlık mal aldı.

Etiketler: Nijerya, Norveç""",
        "Nijerya Dışişleri Bakanı Bello Oslo'da",
        DAY,
        None,
        "Dünya",
        """Nijerya Dışişleri Bakanı Bello Oslo'da
Nijerya Dışişleri Bakanı Amina Bello, doğal gaz ve balık konularını görüşmek üzere pazartesi günü \
Oslo'ya geldi.
Norveç geçen yıl Nijerya'dan 220 milyon dolarlık mal aldı.""",
    ),
    Layout(
        "a Chinese page: source and date in one line, editor in brackets at the end",
        "zh.txt",
        """首页 > 国际
尼日利亚外长抵达奥斯陆
2021年03月15日 14:05 来源：北方日报

尼日利亚外长贝洛15日抵达奥斯陆，就天然气和渔业问题举行为期两天的会谈。尼日利亚外交部在阿布贾宣布了这一消息。

挪威去年从尼日利亚进口了价值2.2亿美元的商品。

【编辑:张三】""",
        "尼日利亚外长抵达奥斯陆",
        DAY,
        "北方日报",
        "国际",
        """尼日利亚外长抵达奥斯陆
尼日利亚外长贝洛15日抵达奥斯陆，就天然气和渔业问题举行为期两天的会谈。尼日利亚外交部在阿布贾宣布了这一消息。
挪威去年从尼日利亚进口了价值2.2亿美元的商品。""",
    ),
    Layout(
        "a page scanned from print: page header with volume, a hyphen-less column, an editor's note in "
        "brackets",
        "print.txt",
        f"""THE NIGER COURIER
Vol. XXI, No. 61    MONDAY, MARCH 15, 2021    PRICE 200 NAIRA

{TITLE}

By Our Diplomatic Correspondent

{LEDE}

{MORE}

{LAST}

Continued on page 7""",
        TITLE,
        DAY,
        "The Niger Courier",
        None,
        TEXT,
    ),
    Layout(
        "a live page whose last line is a legal notice, with an embedded post and a picture's size",
        "embed.txt",
        f"""News | World | Business | Sport
{TITLE}
Published: 15:05, 15 March 2021 | Updated: 17:20, 16 March 2021
+3
View gallery
Amina Bello steps off the plane at Gardermoen. (Image: Northern Media Wire)

{LEDE}

View this post on a social network

{MORE}

[video]

{LAST}

Registered in England. Registered office: 1 Dock Street. All rights reserved.""",
        TITLE,
        DAY,
        None,
        None,
        f"{TITLE}\nAmina Bello steps off the plane at Gardermoen.\n{LEDE}\n{MORE}\n{LAST}",
    ),
    Layout(
        "a CMS page without any metadata but a time element, the site in the title",
        "time.html",
        f"""<html><head><title>{TITLE} | Lagoon Review</title></head><body>
<div class="site-header"><a href="/">Lagoon Review</a></div>
<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/diplomacy">Diplomacy</a></li></ul>
<div class="story"><h1>{TITLE}</h1><div class="story__meta">By Kari Lund, <time>15 March 2021</time></div>
<div class="story__share"><a>Facebook</a><a>Copy link</a></div>
<div class="story__body"><p>{LEDE}</p><p>{MORE}</p>
<div class="story__related"><h3>Related</h3><a href="/x">Sweden counts its reindeer \
again</a></div><p>{LAST}</p></div>
<div class="story__tags"><a>Norway</a><a>Nigeria</a></div></div>
<footer>Lagoon Review 2021</footer></body></html>""",
        TITLE,
        DAY,
        "Lagoon Review",
        "Diplomacy",
        TEXT,
    ),
    Layout(
        "JSON-LD in a graph: publisher by reference, two types, a video object first",
        "graph.html",
        f"""<html lang="en"><head><title>Gas talks - Lagoon Review</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"VideoObject","name":"Harbour","uploadDate":"2019-01-01"}},
{{"@type":["NewsArticle","Article"],"headline":"{TITLE}","datePublished":"2021-03-15T23:30:00-05:00",
"dateModified":"2021-03-20T10:00:00-05:00","articleSection":"World","publisher":{{"@id":"#org"}}}},
{{"@type":"NewsMediaOrganization","@id":"#org","name":"Lagoon Review"}}]}}</script></head><body>
<main><h1>{TITLE}</h1><p>{LEDE}</p><p>{MORE}</p><p>{LAST}</p></main></body></html>""",
        TITLE,
        DAY,
        "Lagoon Review",
        "World",
        TEXT,
    ),
    Layout(
        "microdata with a nested publisher and the paragraphs in divs",
        "divs.html",
        f"""<html><body><article itemscope itemtype="http://schema.org/NewsArticle">
<span itemprop="articleSection">Energy</span>
<h1 itemprop="headline">{TITLE}</h1>
<meta itemprop="datePublished" content="2021-03-15">
<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" \
content="Lagoon Review"></div>
<div itemprop="articleBody"><div>{LEDE}</div><div>{MORE}</div><div>{LAST}</div></div>
</article></body></html>""",
        TITLE,
        DAY,
        "Lagoon Review",
        "Energy",
        TEXT,
    ),
    Layout(
        "an AMP page: amp elements, a sidebar menu, a figure with its credit, ads between paragraphs",
        "amp.html",
        f"""<!doctype html><html amp lang="en"><head><title>{TITLE}</title>
<link rel="canonical" href="https://lagoon.example/gas">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",
"datePublished":"2021-03-15T08:00:00Z","publisher":{{"@type":"Organization","name":"Lagoon \
Review"}}}}</script></head>
<body><amp-sidebar id="menu"><ul><li><a href="/w">World</a></li><li><a \
href="/s">Sport</a></li></ul></amp-sidebar>
<article><h1>{TITLE}</h1><amp-social-share type="twitter"></amp-social-share>
<figure><amp-img src="a.jpg"></amp-img><figcaption>Amina Bello at the harbour of Oslo \
<span class="credit">Northern Media Wire</span></figcaption></figure>
<p>{LEDE}</p><amp-ad type="x">Advertisement</amp-ad><p>{MORE}</p><p>{LAST}</p></article></body></html>""",
        TITLE,
        DAY,
        "Lagoon Review",
        None,
        f"{TITLE}\nAmina Bello at the harbour of Oslo\n{LEDE}\n{MORE}\n{LAST}",
    ),
    Layout(
        "a page laid out in tables with line breaks instead of paragraphs",
        "breaks.html",
        f"""<html><head><title>Niger Courier Online: {TITLE}</title></head><body>
<table><tr><td width=150><a href=a>Front page</a><br><a href=b>World</a><br><a href=c>Letters to the \
editor</a></td>
<td><h1>{TITLE}</h1><i>Monday, March 15, 2021</i><br><br>{LEDE}<br><br>{MORE}<br><br>{LAST}</td></tr>
<tr><td colspan=2>Copyright 2021 Niger Courier</td></tr></table></body></html>""",
        TITLE,
        DAY,
        "Niger Courier",
        None,
        TEXT,
    ),
    Layout(
        "a ministry's page in Spanish: the date in words before the headline, a print link, a footer "
        "with address",
        "ministerio.html",
        """<html lang="es"><head><title>La canciller Bello inicia conversaciones en Oslo</title>
<meta property="og:site_name" content="Ministerio de Relaciones Exteriores"></head><body>
<nav><a>Inicio</a><a>Prensa</a></nav><div class="fecha">15 de marzo de 2021</div>
<h1>La canciller Bello inicia conversaciones en Oslo</h1><a class="imprimir">Imprimir</a>
<div class="contenido"><p>La ministra de Relaciones Exteriores, Amina Bello, llegó el lunes a Oslo para \
dos días \
de conversaciones sobre gas y pesca.</p><p>Noruega compró a Nigeria bienes por 220 millones de dólares \
el año \
pasado.</p></div><footer>Plaza Mayor 1</footer></body></html>""",
        "La canciller Bello inicia conversaciones en Oslo",
        DAY,
        "Ministerio de Relaciones Exteriores",
        None,
        """La canciller Bello inicia conversaciones en Oslo
La ministra de Relaciones Exteriores, Amina Bello, llegó el lunes a Oslo para dos días \
de conversaciones sobre gas y pesca.
Noruega compró a Nigeria bienes por 220 millones de dólares el año pasado.""",
    ),
    Layout(
        "an Atom entry in a feed: a summary only, a category, the day in its own time zone",
        "entry.atom",
        f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Lagoon Review</title><id>urn:x</id><updated>2021-03-16T00:00:00Z</updated>
<entry><title>{TITLE}</title><id>urn:y</id><link href="https://lagoon.example/gas"/>
<published>2021-03-15T23:50:00-04:00</published><updated>2021-03-16T09:00:00Z</updated>
<category term="Diplomacy"/><summary type="html">&lt;p&gt;{LEDE}&lt;/p&gt;</summary></entry></feed>""",
        TITLE,
        DAY,
        "Lagoon Review",
        "Diplomacy",
        f"{TITLE}\n{LEDE}",
    ),
    Layout(
        "RSS without content: a description that ends in a link to the site, the date in Dublin Core",
        "bare.rss",
        f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Lagoon Review</title><link>https://lagoon.example</link><description>News</description>
\
<item><title>{TITLE}</title><link>https://lagoon.example/gas</link><dc:date>2021-03-15T08:00:00+01:00</dc:date>
<category>Diplomacy</category><description><![CDATA[{LEDE} <a href="https://lagoon.example/gas">Read \
more</a>]]></description></item></channel></rss>""",
        TITLE,
        DAY,
        "Lagoon Review",
        "Diplomacy",
        f"{TITLE}\n{LEDE}",
    ),
    Layout(
        "an API's answer: the articles inside a response, the fields nested one deep",
        "api.json",
        f"""{{"response": {{"status": "ok", "results": [{{"webTitle": "{TITLE}", "sectionName": "World",
"webPublicationDate": "2021-03-15T08:00:00Z", "webUrl": "https://lagoon.example/gas",
"source": {{"id": "lr", "name": "Lagoon Review"}}, "fields": {{"bodyText": "{LEDE}"}}}}]}}}}""",
        TITLE,
        DAY,
        "Lagoon Review",
        "World",
        LEDE,
    ),
    Layout(
        "a German table: semicolons, the day first",
        "artikel.csv",
        """Überschrift;Veröffentlicht;Quelle;Rubrik;Artikeltext
Bello eröffnet Gasgespräche;15.03.2021;Hafenblatt;Ausland;Die Ministerin traf am Montag in Oslo ein.
""",
        "Bello eröffnet Gasgespräche",
        DAY,
        "Hafenblatt",
        "Ausland",
        "Die Ministerin traf am Montag in Oslo ein.",
    ),
    Layout(
        "a Russian table with tabs",
        "statyi.tsv",
        "Заголовок\tДата публикации\tИсточник\tРубрика\tТекст статьи\n"
        "Белло начала переговоры в Осло\t15.03.2021 14:05\tСеверный курьер\tМир\tМинистр прибыла в Осло.\n",
        "Белло начала переговоры в Осло",
        DAY,
        "Северный курьер",
        "Мир",
        "Министр прибыла в Осло.",
    ),
    Layout(
        "a French table, its columns in words with accents",
        "articles.csv",
        """Titre,Date de publication,Média,Rubrique,Texte intégral
Bello à Oslo,15/03/2021,Le Courrier du Nord,Monde,La ministre est arrivée lundi à Oslo.
""",
        "Bello à Oslo",
        DAY,
        "Le Courrier du Nord",
        "Monde",
        "La ministre est arrivée lundi à Oslo.",
    ),
    Layout(
        "Markdown of a static site: nested author, categories in a list, a figure shortcode, a footnote",
        "post.md",
        f"""---
title: "{TITLE}"
date: 2021-03-15T08:00:00+01:00
categories: [Diplomacy, Energy]
author:
  name: Kari Lund
site: Lagoon Review
---
{{{{< figure src="a.jpg" title="Harbour" >}}}}

{LEDE}

{MORE}[^1]

{LAST}

[^1]: Customs office, annual table.
""",
        TITLE,
        DAY,
        "Lagoon Review",
        "Diplomacy",
        TEXT,
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_page(layout: Layout) -> None:
    problems: list[Exception] = []
    (article,) = read(layout.name, layout.page.encode(), problems.append)
    assert not problems
    assert paragraphs(article.text) == paragraphs(layout.text), layout.why
    found = (article.title, article.published, article.source, article.section)
    assert found == (layout.title, layout.published, layout.source, layout.section), layout.why
