"""What holds for every reader, extractor, chart and export, whatever it is given."""

import ast
import dataclasses
import inspect
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import test_charts

from lib import charts
from lib.errors import DatelineError, ReadError
from lib.export import EXPORTS, export_frame
from lib.parse.dates import find_dates
from lib.parse.document import Document
from lib.parse.mentions import find_mentions
from lib.parse.money import find_money
from lib.parse.people import People
from lib.parse.periods import find_periods
from lib.parse.quantities import find_quantities
from lib.parse.trade import find_trade_figures
from lib.parse.visits import find_visits
from lib.read import READERS, SUFFIXES
from lib.records import Article

ROOT = Path(__file__).parents[1]

HOSTILE = {
    "nothing": "",
    "blank": " \u00a0\n\t ",
    "one letter": "a",
    "one word": "Russia",
    "only chrome": "Home\nNews\nShare\nfacebook\nPost with no comments.",
    "markup": "<script>alert(1)</script> <b>Russia</b> & Cuba &amp; :red[Chad] [link](https://x.example)",
    "formula": '=HYPERLINK("https://x.example") +1 -1 @SUM(A1)',
    "formats": "%s {0} %(x)d ${HOME} $1 \\1 \\N{BULLET} (?P<a>",
    "controls": "Putin\x00 met\x08 Xi\x1b[0m in\u202e Moscow\ufeff on\u2028 Monday\ud800",
    "combining": "Rodri\u0301guez wen\u0308t to Be\u0301la\u0310rus " + "e" + "\u0301" * 500,
    "right to left": "وصل الرئيس بوتين إلى القاهرة يوم الاثنين \u200f2,4\u200e مليار دولار",
    "wide": "𝐑𝐮𝐬𝐬𝐢𝐚 🇷🇺 ＵＳ＄ ５００ million İstanbul ß ŉ ﬁ",
    "quotes": "“" * 300 + "'\"«„" * 100 + "said Putin",
    "brackets": "([{" * 400 + "Cuba" + "}])" * 400,
    "numbers": "$" * 50 + "9" * 400 + ".9e999 %,,.. -0 1/0 $1e309bn 99 99 9999 31 February 0000-00-00",
    "dates": "on 31.02.2020, 99/99/9999, 0 May 0, year 10000, 32nd of Never, -5 BC, next next next May",
    "titles": "President Prime Minister Foreign Minister King Queen Mr. Mrs. " * 40,
    "words of one clause": "visited met arrived invited imports exports billion between and to from " * 40,
    "dots": "U.S. U.K. e.g. i.e. Mr. ... … ?! " * 100,
    "no spaces": "RussiaCubaVenezuela" * 300,
}
"""Texts that no newspaper would print."""

PUBLISHED = (None, date(2020, 2, 6), date.min, date.max)

FINDERS: dict[str, Callable[..., Iterable[Any]]] = {
    "dates": find_dates,
    "money": lambda text, published: find_money(text),
    "periods": find_periods,
    "quantities": lambda text, published: find_quantities(text),
}
EXTRACTORS: dict[str, Callable[[Document, People], Iterable[Any]]] = {
    "mentions": find_mentions,
    "visit_reports": find_visits,
    "trade_figures": find_trade_figures,
}


def article(text: str, published: date | None = None, title: str | None = None) -> Article:
    return Article("a", "Source", "https://x.example", title, published, None, "en", text)


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_extractors_never_raise(extractor: str, name: str, published: date | None) -> None:
    text = HOSTILE[name]
    for title in (None, "", text[:40], "A headline that the text does not hold"):
        doc = Document(article(text, published, title))
        for row in EXTRACTORS[extractor](doc, People(doc)):
            assert 0 <= row.start_char < row.end_char <= len(text)


@pytest.mark.parametrize("language", ["ru", "ar", "zh", "xx"])
@pytest.mark.parametrize("name", HOSTILE)
def test_extractors_never_raise_in_any_language(name: str, language: str) -> None:
    doc = Document(dataclasses.replace(article(HOSTILE[name]), language=language))
    people = People(doc)
    for find in EXTRACTORS.values():
        assert all(row.article_id == "a" for row in find(doc, people))


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("finder", FINDERS)
def test_finders_give_spans_in_order(finder: str, name: str, published: date | None) -> None:
    text = HOSTILE[name]
    spans = [(found.start_char, found.end_char) for found in FINDERS[finder](text, published)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", READERS)
def test_readers_give_articles_or_a_clear_refusal(kind: str, name: str) -> None:
    told: list[DatelineError] = []
    data = HOSTILE[name].encode("utf-8", "surrogatepass")
    try:
        articles = list(READERS[kind]("page.xyz", data, told.append))
    except ReadError as refusal:
        told.append(refusal)
        articles = []
    assert articles or told, "nothing is lost silently"
    for error in told:
        assert error.reason and error.remedy and "Traceback" not in str(error)
        assert error.path.startswith("page.xyz")
    for found in articles:
        assert found.article_id and found.text.strip()
        assert "\x00" not in found.text


def test_every_suffix_has_its_reader() -> None:
    assert set(SUFFIXES.values()) == set(READERS)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


def test_every_chart_is_under_contract() -> None:
    """tests/test_charts.py draws each of PICTURES from empty, tiny, hostile and large frames."""
    drawn = {draw for draw, _, _ in test_charts.PICTURES.values()}
    offered = [getattr(charts, name) for name in charts.__all__]
    pictures = {f for f in offered if inspect.isfunction(f) and f.__annotations__["return"] is charts.Picture}
    assert drawn == pictures - {charts.empty, charts.blank_map}  # these two draw no frame


@pytest.mark.parametrize("format", EXPORTS)
@pytest.mark.parametrize("rows", [0, 1, len(HOSTILE)])
def test_exports_take_any_frame(format: str, rows: int) -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series(list(HOSTILE.values())[:rows], dtype=object),
            "number": pd.array([float("inf"), None, *range(len(HOSTILE))][:rows], dtype="Float64"),
            "day": [date.min, None, *[date.max] * len(HOSTILE)][:rows],
        }
    )
    before = frame.copy()
    written = export_frame(frame, format)
    assert isinstance(written, bytes) and written
    pd.testing.assert_frame_equal(frame, before)
    assert b"<script>alert" not in written or format in ("csv", "parquet")


def unexplained(tree: ast.Module) -> Iterator[str]:
    """A module's public functions and methods without a docstring; a property's name says what it is."""
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("_"):
            continue
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for member in members:
            if (
                isinstance(member, ast.FunctionDef)
                and not member.name.startswith("_")
                and not any(isinstance(by, ast.Name) and "property" in by.id for by in member.decorator_list)
                and not ast.get_docstring(member)
            ):
                yield member.name


@pytest.mark.parametrize("path", sorted(ROOT.glob("lib/**/*.py")), ids=lambda path: path.stem)
def test_public_functions_are_explained(path: Path) -> None:
    assert list(unexplained(ast.parse(path.read_text(encoding="utf-8")))) == []
