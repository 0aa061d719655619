"""Whole articles come out as they did when somebody last read the rows; see tests/README.md."""

from datetime import date
from pathlib import Path

import pytest
from regenerate_golden import DOCUMENTS, GOLDEN, golden

from lib.parse import parse
from lib.read import read
from lib.records import Article, Rows

PASTED = GOLDEN / "pasted"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_sample_article(document: Path) -> None:
    wanted = (GOLDEN / f"{document.name}.json").read_text(encoding="utf-8")
    assert golden(document).splitlines() == wanted.splitlines()


def test_every_golden_file_has_its_document() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {document.name for document in DOCUMENTS}


def pasted(name: str) -> tuple[Article, Rows]:
    problems: list[Exception] = []
    (article,) = read(name, (PASTED / name).read_bytes(), problems.append)
    assert not problems
    return article, parse(article)


def visits(rows: Rows) -> set[tuple[object, ...]]:
    return {
        (v.visitor, v.visitor_role, v.visitor_country, v.host_country, v.city, v.start_date, v.end_date,
         v.date_precision, v.status)
        for v in rows.visit_reports
    }  # fmt: skip


def test_a_pasted_page_with_a_tour_an_invitation_and_a_figure() -> None:
    """No-break spaces inside names, a caption twice, a related headline between paragraphs, broken quotes."""
    article, rows = pasted("ghana_south_africa.txt")
    assert article.title == "Ghanaian Foreign Minister Renews Friendship With South Africa"
    assert (article.published, article.section, article.language) == (
        date(2022, 10, 12),
        "News > Ghana",
        "en",
    )
    wednesday, minister = date(2022, 10, 12), ("Ama Boateng", "foreign minister", "GHA")
    assert visits(rows) == {
        (*minister, "ZAF", None, None, None, None, "completed"),  # "in the Rainbow Nation"
        (*minister, "ZMB", None, None, None, None, "completed"),  # "not long ago" dates nothing
        (*minister, "NAM", "Windhoek", wednesday, wednesday, "day", "planned"),  # due on the day itself
        ("Thabo Johannes van der Walt", "president", "ZAF", "GHA", None, date(2023, 3, 1), date(2023, 3, 31),
         "month", "invited"),  # by Accra: a government, no city
    }  # fmt: skip
    assert len(rows.visit_reports) == 4
    (figure,) = rows.trade_figures
    assert (figure.amount, figure.unit, figure.flow, figure.status) == (310_000_000, "USD", "trade", "actual")
    assert {figure.reporter, figure.partner} == {"GHA", "ZAF"}  # not Nigeria, which stands "behind" it
    assert (figure.period_start, figure.period_end) == (date(2017, 1, 1), date(2019, 12, 31))
    assert figure.claimed_by == "Ama Boateng"


def test_a_pasted_page_with_one_visit_and_no_figure() -> None:
    """The host's minister speaks all along; only one sentence says who travelled."""
    article, rows = pasted("kenya_rwanda.txt")
    assert article.title == "Kenya Counts on Lasting Trust With East Africa - Mwangi"
    assert (article.published, article.section) == (date(2023, 3, 6), "News > Kenya")
    monday = date(2023, 3, 6)
    assert visits(rows) == {
        ("Agnès Uwase", "foreign minister", "RWA", "KEN", "Nairobi", monday, monday, "day", "completed")
    }
    assert len(rows.visit_reports) == 1 and rows.trade_figures == ()


@pytest.mark.parametrize("name", ["ghana_south_africa.txt", "kenya_rwanda.txt"])
def test_the_page_around_the_article_goes(name: str) -> None:
    article, _ = pasted(name)
    for chrome in ("facebook", "Listen", "Published", "Photo:", "no comments", "Opens Southern Africa Tour",
                   "Rejects EU Claim"):  # fmt: skip
        assert chrome not in article.text
    caption = article.text.split("\n\n")[1]
    assert article.text.count(caption) == 1
    assert ("\u00a0" in article.text) == (name == "ghana_south_africa.txt")  # those inside names stay
