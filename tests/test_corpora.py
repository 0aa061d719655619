"""The labels of every corpus keep the form that a table's rows must have, and stand in their files."""

import csv
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pycountry
import pytest
from labels import FOLDERS, Corpus, Row, key, letters

from lib.query import STATUSES
from lib.records import columns

CORPORA = {name: Corpus(folder) for name, folder in FOLDERS.items() if (folder / "articles.csv").exists()}
COUNTRIES = {country.alpha_3 for country in pycountry.countries} | {"XKX", "EUE"}
UNITS = {currency.alpha_3 for currency in pycountry.currencies} | {"%", "t", "bbl", "bbl/d", "m3"}
LANGUAGES = {language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")}
FLOWS = {"trade", "export", "import", "investment", "loan", "aid", "debt", "contract"}
PLACE = ("file", "item")
NOT_LABELLED = {"article_id", "start_char", "end_char", "sentence", "visit_id", "claimed_by", "confidence"}
COLUMNS = {
    "articles": (*PLACE, *(name for name in columns("articles") if name not in NOT_LABELLED)),
    **{
        table: (*PLACE, "evidence", *(name for name in columns(table) if name not in NOT_LABELLED))
        for table in ("visit_reports", "trade_figures")
    },
    "mentions_counts": (*PLACE, "iso3", "count"),
}
Rule = Callable[[Corpus], Iterator[str]]


def day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    return None


def tables_have_their_columns(corpus: Corpus) -> Iterator[str]:
    for table, wanted in COLUMNS.items():
        for place, row in corpus.rows(table):
            if tuple(row) != wanted or None in row.values():
                yield f"{place}: columns {tuple(row)}"


def articles_and_files_are_the_same(corpus: Corpus) -> Iterator[str]:
    listed = Counter(key(row) for _, row in corpus.rows("articles"))
    yield from (f"{place}: listed {times} times" for place, times in listed.items() if times > 1)
    for name in corpus.files.keys() ^ {file for file, _ in listed}:
        yield f"{name}: has no label, or no file"
    for table in COLUMNS:
        yield from (
            f"{place}: no such article" for place, row in corpus.rows(table) if key(row) not in listed
        )


def articles_say_what_they_are(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("articles"):
        if not day(row["published"]):
            yield f"{place}: published {row['published']!r}"
        if row["language"] not in LANGUAGES:
            yield f"{place}: language {row['language']!r}"
        if not row["title"] or not row["text"].startswith(row["title"]):
            yield f"{place}: the text does not begin with the title"


def articles_stand_in_their_files(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("articles"):
        for paragraph in row["text"].split("\n\n"):
            if letters(paragraph) not in corpus.files[row["file"]]:
                yield f"{place}: not in the file: {paragraph[:70]!r}"


def evidence_stands_in_its_article(corpus: Corpus) -> Iterator[str]:
    for table in ("visit_reports", "trade_figures"):
        for place, row in corpus.rows(table):
            words = " ".join(row["evidence"].split())
            if not words or words not in " ".join(corpus.articles[key(row)]["text"].split()):
                yield f"{place}: evidence {words[:70]!r}"


def countries_have_codes(corpus: Corpus) -> Iterator[str]:
    for table, names, may_be_empty in (
        ("visit_reports", ("host_country",), False),
        ("visit_reports", ("visitor_country",), True),
        ("trade_figures", ("reporter", "partner"), True),
        ("mentions_counts", ("iso3",), False),
    ):
        for place, row in corpus.rows(table):
            for name in names:
                if row[name] not in COUNTRIES and (row[name] or not may_be_empty):
                    yield f"{place}: {name} {row[name]!r}"


def visits_go_abroad(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("visit_reports"):
        if row["visitor_country"] == row["host_country"]:
            yield f"{place}: a visit at home"
        if not row["visitor"] or row["visitor_role"] != row["visitor_role"].lower():
            yield f"{place}: visitor {row['visitor']!r}, role {row['visitor_role']!r}"
        if row["status"] not in STATUSES:
            yield f"{place}: status {row['status']!r}"


def dates_fit_their_precision(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("visit_reports"):
        start, end, precision = day(row["start_date"]), day(row["end_date"]), row["date_precision"]
        if start is None or end is None:
            if row["start_date"] or row["end_date"] or precision:
                yield f"{place}: half a date"
            continue
        whole = {
            "day": (start, end),
            "month": (start.replace(day=1), start.replace(day=monthrange(start.year, start.month)[1])),
            "year": (date(start.year, 1, 1), date(start.year, 12, 31)),
        }.get(precision)
        if (start, end) != whole or end < start:
            yield f"{place}: {start} to {end} is no {precision!r}"


def status_fits_the_date(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("visit_reports"):
        published, start, end = (
            day(text) for text in (corpus.articles[key(row)]["published"], row["start_date"], row["end_date"])
        )
        if not published or not start or not end or row["date_precision"] != "day":
            continue
        fits = {
            "completed": end <= published,
            "planned": end >= published,
            "ongoing": start <= published <= end,
        }
        if not fits.get(row["status"], True):
            yield f"{place}: {row['status']} {start} to {end}, published {published}"


def visitors_and_cities_are_as_printed(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("visit_reports"):
        article = corpus.articles[key(row)]
        text = " ".join(article["text"].split())
        for name in ("visitor", "city"):
            if article["language"] == "en" and row[name] != "delegation" and row[name] not in text:
                yield f"{place}: {name} {row[name]!r} is not in the text"


def figures_are_amounts(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("trade_figures"):
        if not re.fullmatch(r"-?\d+(\.\d+)?", row["amount"]) or row["unit"] not in UNITS:
            yield f"{place}: {row['amount']} {row['unit']}"
        if row["flow"] not in FLOWS or row["status"] not in ("actual", "target"):
            yield f"{place}: {row['flow']}, {row['status']}"
        if row["reporter"] and row["reporter"] == row["partner"]:
            yield f"{place}: a country with itself"
        start, end = row["period_start"], row["period_end"]
        if (start or end) and not (day(start) and day(end) and start <= end):
            yield f"{place}: period {start!r} to {end!r}"


def counts_are_counts(corpus: Corpus) -> Iterator[str]:
    for place, row in corpus.rows("mentions_counts"):
        if not re.fullmatch(r"[1-9]\d*", row["count"]):
            yield f"{place}: count {row['count']!r}"


def nothing_is_labelled_twice(corpus: Corpus) -> Iterator[str]:
    same: dict[str, Callable[[Row], tuple[str, ...]]] = {
        "visit_reports": lambda row: tuple(
            row[n] for n in ("visitor", "host_country", "start_date", "status")
        ),
        "trade_figures": lambda row: tuple(row.values())[3:],
        "mentions_counts": lambda row: (row["iso3"],),
    }
    for table, what in same.items():
        seen = Counter((key(row), what(row)) for _, row in corpus.rows(table))
        yield from (f"{table}: {found} {times} times" for found, times in seen.items() if times > 1)


RULES: tuple[Rule, ...] = (
    tables_have_their_columns,
    articles_and_files_are_the_same,
    articles_say_what_they_are,
    articles_stand_in_their_files,
    evidence_stands_in_its_article,
    countries_have_codes,
    visits_go_abroad,
    dates_fit_their_precision,
    status_fits_the_date,
    visitors_and_cities_are_as_printed,
    figures_are_amounts,
    counts_are_counts,
    nothing_is_labelled_twice,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("name", CORPORA)
def test_labels(name: str, rule: Rule) -> None:
    assert list(rule(CORPORA[name])) == []


BROKEN = {
    "articles": [
        ("a.txt", "1", "", "", "Title", "2020-02-30", "", "english", "Other words\n\nnot in the file"),
        ("b.txt", "1", "", "", "Lula in Lima", "2020-02-06", "", "en", "Lula in Lima\n\nHe left."),
    ],
    "visit_reports": [
        ("b.txt", "1", "He stayed.", "Lula", "President", "PER", "PER", "Quito",
         "2020-02-07", "2020-02-08", "month", "gone"),
        ("b.txt", "1", "He left.", "Ana", "", "XXX", "PER", "",
         "2020-02-07", "2020-02-08", "day", "completed"),
    ],
    "trade_figures": [("b.txt", "1", "", "1e9", "USD", "gift", "PER", "PER", "2020-02-08", "", "actual")],
    "mentions_counts": [("b.txt", "1", "PER", "0"), ("b.txt", "1", "PER", "1", "more")],
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rules_find_faults(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("a.txt", "b.txt", "unlisted.txt"):
        (tmp_path / "articles" / name).write_text("Lula in Lima. He left.", encoding="utf-8")
    for table, rows in BROKEN.items():
        with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS[table], *rows])
    assert list(rule(Corpus(tmp_path)))


def test_no_article_is_in_two_corpora() -> None:
    texts = [row["text"] for corpus in CORPORA.values() for row in corpus.articles.values()]
    assert len(set(texts)) == len(texts) >= 32
