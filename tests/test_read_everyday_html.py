"""Everyday HTML: site names in h1, tables for layout, XHTML, pages without article or metadata."""

from datetime import date

import pytest
from test_read_everyday import Layout, paragraphs

from lib.read import read

LAYOUTS = [
    Layout(
        "the site's name is the h1, the headline an h2, and nothing is stated in the head",
        "h2.html",
        """<html><head><title>Volta Mail</title></head><body>
<div id="top"><h1><a href="/">Volta Mail</a></h1><p>News from the river</p></div>
<ul class="nav"><li><a href="/a">Politics</a></li><li><a href="/b">Business</a></li></ul>
<div id="content"><h2>Ghana and Togo reopen the Aflao crossing</h2>
<p class="date">Thursday, 24 March 2022</p>
<p>Ghanaian Foreign Minister Shirley Ayorkor Botchwey and her Togolese counterpart reopened the crossing at \
Aflao on Thursday, two years after it was closed.</p>
<p>Togo bought Ghanaian goods worth $310 million in 2021.</p>
<h3>Comments</h3><p>Be the first to comment on this story about the crossing and its many friends.</p></div>
</body></html>""",
        "Ghana and Togo reopen the Aflao crossing",
        date(2022, 3, 24),
        "Volta Mail",
        """Ghanaian Foreign Minister Shirley Ayorkor Botchwey and her Togolese counterpart reopened the crossing at \
Aflao on Thursday, two years after it was closed.
Togo bought Ghanaian goods worth $310 million in 2021.""",
    ),
    Layout(
        "tables lay the page out; the headline is a bold font, the paragraphs are cut by br",
        "tables.htm",
        """<HTML><HEAD><TITLE>Bay Chronicle: Seychelles gets Indian patrol boat</TITLE></HEAD>
<BODY BGCOLOR="#ffffff"><TABLE WIDTH="700"><TR><TD WIDTH="120"><A HREF="/">Home</A><BR><A HREF="/w">World</A><BR>
<A HREF="/s">Sports</A></TD><TD><FONT SIZE="5"><B>Seychelles gets Indian patrol boat</B></FONT><BR>
<FONT SIZE="1">Tuesday, November 11, 2014</FONT><BR><BR>
India handed a patrol boat to the Seychelles in Victoria on Monday, the third since 2005, in the presence of \
Foreign Minister Jean-Paul Adam.<BR><BR>
A delegation from New Delhi led by Admiral Robin Dhowan will stay on Mahe until Friday.<BR><BR>
<FONT SIZE="1">Copyright 2014 Bay Chronicle</FONT></TD></TR></TABLE></BODY></HTML>""",
        "Seychelles gets Indian patrol boat",
        date(2014, 11, 11),
        "Bay Chronicle",
        """India handed a patrol boat to the Seychelles in Victoria on Monday, the third since 2005, in the presence of \
Foreign Minister Jean-Paul Adam.
A delegation from New Delhi led by Admiral Robin Dhowan will stay on Mahe until Friday.""",
    ),
    Layout(
        "XHTML with a DOCTYPE and Dublin Core",
        "strict.xhtml",
        """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Iceland signs for Faroese cable</title>
<meta name="DC.Publisher" content="North Isle News"/><meta name="DC.date" content="2006-05-19"/></head>
<body><div class="story"><h1>Iceland signs for Faroese cable</h1>
<p>Iceland's transport minister, Sturla Bödvarsson, signed a contract for a cable in Tórshavn on Friday, his \
ministry said in Reykjavík.</p>
<p>It will cost 38 million euros.</p></div></body></html>""",
        "Iceland signs for Faroese cable",
        date(2006, 5, 19),
        "North Isle News",
        """Iceland's transport minister, Sturla Bödvarsson, signed a contract for a cable in Tórshavn on Friday, his \
ministry said in Reykjavík.
It will cost 38 million euros.""",
    ),
    Layout(
        "no article element, only divs; the date is printed under the headline, others in the side column",
        "divs.html",
        """<html><head><title>Oman orders Korean tankers | Gulf Ledger</title></head><body>
<div class="header"><div class="logo">Gulf Ledger</div><div class="today">Saturday, 2 January 2021</div></div>
<div class="wrap"><div class="main"><h1>Oman orders Korean tankers</h1>
<div class="info">By Huda Said | Posted on 29 December 2020</div>
<div class="copy"><div>Oman ordered three tankers from a South Korean yard for $280 million, the shipping company \
said in Muscat on Monday.</div><div>Ambassador Kim Chang-kyu attended the signing, which had been put off twice \
because of the pandemic.</div></div></div>
<div class="right"><h4>Latest</h4><div>3 January 2021 Qatar opens land border</div></div></div>
<div class="bottom">© 2021 Gulf Ledger</div></body></html>""",
        "Oman orders Korean tankers",
        date(2020, 12, 29),
        "Gulf Ledger",
        """Oman ordered three tankers from a South Korean yard for $280 million, the shipping company \
said in Muscat on Monday.
Ambassador Kim Chang-kyu attended the signing, which had been put off twice \
because of the pandemic.""",
    ),
    Layout(
        "a ministry's page: its name in the title, the date above the headline, a contact block",
        "ministry.html",
        """<!doctype html><html lang="en"><head><title>Ministry of Foreign Affairs of Bhutan - Press Releases</title>
</head><body><header><p>Ministry of Foreign Affairs of Bhutan</p></header><main>
<p class="date">12.06.2018</p><h1>Foreign Secretary returns from Dhaka</h1>
<p>Foreign Secretary Sonam Tshong returned to Thimphu today from Dhaka, where he had met officials of the \
Bangladeshi commerce ministry for two days.</p>
<p>Exports of boulders to Bangladesh reached Nu 4 billion last year.</p>
<div class="contact">Contact: Media Division</div></main></body></html>""",
        "Foreign Secretary returns from Dhaka",
        date(2018, 6, 12),
        "Ministry of Foreign Affairs of Bhutan",
        """Foreign Secretary Sonam Tshong returned to Thimphu today from Dhaka, where he had met officials of the \
Bangladeshi commerce ministry for two days.
Exports of boulders to Bangladesh reached Nu 4 billion last year.""",
    ),
    Layout(
        "a German page: kicker and headline share the h1, the date is stated by the machine only",
        "de.html",
        """<!doctype html><html lang="de"><head><meta property="og:title" content="Malta hofft auf Wien">
<meta property="og:site_name" content="Inselbote"><title>Malta hofft auf Wien - Inselbote</title></head><body>
<article><h1><span class="kicker">Handel:</span> <span class="headline">Malta hofft auf Wien</span></h1>
<time datetime="2019-03-05T09:12:00+01:00">Dienstag</time>
<p>Maltas Ministerpräsident Joseph Muscat ist am Montag zu Gesprächen über Handel und Fähren nach Wien gereist, \
wie sein Büro mitteilte.</p><p>Österreich lieferte 2018 Waren für 90 Millionen Euro.</p></article></body></html>""",
        "Malta hofft auf Wien",
        date(2019, 3, 5),
        "Inselbote",
        """Maltas Ministerpräsident Joseph Muscat ist am Montag zu Gesprächen über Handel und Fähren nach Wien gereist, \
wie sein Büro mitteilte.
Österreich lieferte 2018 Waren für 90 Millionen Euro.""",
    ),
    Layout(
        "an Arabic page that runs from right to left, its date in Arabic figures",
        "ar.html",
        """<!doctype html><html lang="ar" dir="rtl"><head><title>رئيس وزراء الأردن يزور تونس - صحيفة الميناء</title></head>
<body><h1>رئيس وزراء الأردن يزور تونس</h1><div class="meta">١٥ مارس ٢٠٢٣</div>
<p>وصل رئيس الوزراء الأردني بشر الخصاونة إلى تونس يوم الأربعاء في زيارة تستمر يومين يلتقي خلالها كبار المسؤولين.</p>
<p>وبلغت صادرات الأردن إلى تونس 40 مليون دولار.</p></body></html>""",
        "رئيس وزراء الأردن يزور تونس",
        date(2023, 3, 15),
        "صحيفة الميناء",
        """وصل رئيس الوزراء الأردني بشر الخصاونة إلى تونس يوم الأربعاء في زيارة تستمر يومين يلتقي خلالها كبار المسؤولين.
وبلغت صادرات الأردن إلى تونس 40 مليون دولار.""",
    ),
    Layout(
        "the address alone states the day",
        "address.html",
        """<html><head><title>Cabo Verde wins Luso bank loan</title>
<link rel="canonical" href="https://atlantico.example/2017/08/21/loan"></head><body><h1>Cabo Verde wins Luso \
bank loan</h1><p>Cabo Verde's finance minister, Olavo Correia, came home from Lisbon on Monday with a loan of 25 \
million euros for its ports.</p><p>It is to be paid back in twenty years.</p></body></html>""",
        "Cabo Verde wins Luso bank loan",
        date(2017, 8, 21),
        None,
        """Cabo Verde's finance minister, Olavo Correia, came home from Lisbon on Monday with a loan of 25 \
million euros for its ports.
It is to be paid back in twenty years.""",
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: Layout) -> None:
    (article,) = read(layout.name, layout.page.encode(), [].append)
    assert article.title == layout.title, layout.why
    assert article.published == layout.published, layout.why
    assert article.source == layout.source, layout.why
    assert paragraphs(article.text) == [layout.title, *paragraphs(layout.text)], layout.why
