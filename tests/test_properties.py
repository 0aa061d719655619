"""What holds for any text at all: spans are true, nothing raises, time grows with length, rows come back."""

import csv
import math
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regenerate_golden import DOCUMENTS

from lib.export import export_tables
from lib.format import unguarded
from lib.parse import parse
from lib.parse.dates import find_dates
from lib.parse.money import find_money
from lib.read import read
from lib.records import Article, Rows, columns
from lib.store import Store

GOLD = Path(__file__).parents[1] / "data" / "sample" / "articles.csv"
DAY = date(2020, 2, 6)
LANGUAGES = ("en", "es", "fr", "pt", "de", "it", "nl", "ru", "uk", "pl", "ar", "zh", "tr", None)

WORDS = (
    "Russian Foreign Minister Sergey Lavrov", "the president", "Mexico", "Moscow", "the Kremlin", "Georgia",
    "Jordan", "in Paris", "arrived in", "was received by", "will visit", "has invited", "met", "left for",
    "cancelled his trip to", "on Monday", "next May", "on 31 December 1999", "between 2016 and 2018",
    "2.4 billion dollars", "$1.2bn", "€350 million", "3 per cent", "40,000 tonnes", "trade", "exports to",
    "imports from", "loan", "between", "and", "of", "he", "his counterpart", ",", ".", "?", ";", "(", ")",
    "“", "”", '"', "'", "\n\n", "\n", "\u00a0", "\u200f", "\u0301", "\U0001f1f7\U0001f1fa", "北京", "القاهرة",
    "Дональд Туск", "Президент Франции", "прибыл в Москву", "5 февраля", "миллиардов долларов",
)  # fmt: skip
"""Words of the field in any order reach further into the rules than random letters."""

newsy = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
anything = st.one_of(
    newsy, st.text(max_size=300), st.lists(st.one_of(newsy, st.text(max_size=20)), max_size=4).map("".join)
)
published = st.one_of(st.none(), st.dates())


def article(text: str, day: date | None = DAY, language: str | None = "en") -> Article:
    return Article("a", None, None, text[:30] or None, day, None, language, text)


def gold_texts() -> list[str]:
    csv.field_size_limit(10**7)
    with GOLD.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def assert_lawful(text: str, rows: Rows) -> None:
    """Each row's span lies in the text, and its sentence stands there and holds the span."""
    for row in (*rows.mentions, *rows.visit_reports, *rows.trade_figures):
        assert 0 <= row.start_char < row.end_char <= len(text)
        words = text[row.start_char : row.end_char]
        assert words.strip()
        begins = [at for at in find_all(text, row.sentence) if at <= row.start_char]
        assert any(row.end_char <= at + len(row.sentence) for at in begins), (words, row.sentence)
    for mention in rows.mentions:
        assert mention.surface == text[mention.start_char : mention.end_char]


def find_all(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while words and at >= 0:
        yield at
        at = text.find(words, at + 1)


@given(anything, published, st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_span_law(text: str, day: date | None, language: str | None) -> None:
    assert_lawful(text, parse(article(text, day, language)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_span_law_on_real_pages(document: Path) -> None:
    for found in read(document.name, document.read_bytes(), lambda problem: None):
        rows = parse(found)
        assert rows.mentions
        assert_lawful(found.text, rows)


@given(newsy)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    assert parse(article(text)) == parse(article(text))


@given(anything, st.sampled_from(("Moscow. ", "¡", "العربية ", "\n\n", "🇷🇺 ")))
@settings(max_examples=100, deadline=None)
def test_amounts_and_dates_move_with_their_text(text: str, before: str) -> None:
    """Text in front, ending a sentence, moves amounts and dates and changes none that is spelled out."""
    sentence = " Trade came to $2.4 billion on 6 February 2020."
    end = len(before + text + "\n\n" + sentence)
    whole = before + text + "\n\n" + sentence
    (money,) = (m for m in find_money(whole) if m.start_char >= end - len(sentence))
    (day,) = (d for d in find_dates(whole, None) if d.start_char >= end - len(sentence))
    assert (money.amount, money.currency) == (2.4e9, "USD")
    assert whole[money.start_char : money.end_char] == "$2.4 billion"
    assert (day.start_date, day.end_date, day.precision) == (DAY, DAY, "day")


LONG = {
    "prose on one line": " ".join(" ".join(gold_texts()).split()),
    "titles": "Russian Foreign Minister Sergey Lavrov and President Vladimir Putin ",
    "names": "John Smith, Mary Jones and Peter Miller met ",
    "countries": "Russia, Cuba, Chad, Mali and Peru ",
    "visits": "Lavrov arrived in Cuba on Monday and will visit Peru on Friday. ",
    "figures": "Exports of Peru to Chile rose to $2.4 billion in 2019, and imports to 3 bn. ",
    "numbers": "1,234.5 million 99 % of 12 billion dollars ",
    "dates": "on 6 February 2020, next May, last Tuesday, ",
    "nested quotes": "“he said ‘she said «they said ",
    "brackets": "((([[[",
    "right to left": "وصل الرئيس بوتين إلى القاهرة يوم الاثنين ",
    "one word": "a",
    "capitals": "A",
    "dots": "U.S. ",
    "blanks": " \u00a0",
    "lines": "\n",
}
SIZES = (12_500, 25_000, 50_000, 100_000, 200_000)
SLACK = 2.5
"""How many times slower than linear a longer text may be before its time counts as growing faster."""
NOTHING = 0.4
"""Seconds below which nothing is compared."""


TRIES = 3
"""A collection of garbage that other tests left may fall into one of them."""


def seconds(text: str, allowed: float = math.inf) -> float:
    """The processor's time for a text: the first that is allowed, else the shortest of all tries."""
    least = math.inf
    for _ in range(TRIES):
        started = time.process_time()
        parse(article(text))
        least = min(least, time.process_time() - started)
        if least < allowed:
            break
    return least


@pytest.mark.parametrize("kind", LONG)
def test_time_grows_with_length(kind: str) -> None:
    text = LONG[kind] * (SIZES[-1] // len(LONG[kind]) + 1)
    seconds(text[:1000])
    first = seconds(text[: SIZES[0]])
    for size in SIZES[1:]:
        allowed = max(NOTHING, SLACK * size / SIZES[0] * first)
        took = seconds(text[:size], allowed)
        assert took < allowed, f"{size:,}: {took:.2f} s, {SIZES[0]:,}: {first:.2f} s"


hostile_cell = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(hostile_cell, newsy), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_rows_come_back_from_store_and_export(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    store = Store(folder / "store")
    sentence = (
        "Sergey Lavrov, Russia's foreign minister, arrived in Havana on Monday; trade came to $2 billion."
    )
    articles = [
        Article(f"{n}", source, None, source, DAY, None, "en", f"{source}\n\n{text}\n\n{sentence}")
        for n, (source, text) in enumerate(parts)
    ]
    parsed = [(one, parse(one)) for one in articles]
    store.add(parsed)

    stored = store.frame("FROM articles ORDER BY article_id")
    assert list(stored["text"]) == [one.text for one in articles]
    export_tables(store, folder / "parquet", "parquet")
    export_tables(store, folder / "csv")
    for table in ("articles", "mentions", "visit_reports", "trade_figures"):
        wanted = [
            tuple(getattr(row, name) for name in shown(table))
            for one, rows in parsed
            for row in ((one,) if table == "articles" else getattr(rows, table))
        ]
        in_parquet = pq.read_table(folder / "parquet" / f"{table}.parquet").to_pylist()
        assert sorted(map(str, wanted)) == sorted(
            str(tuple(row[name] for name in shown(table))) for row in in_parquet
        )
        with (folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            in_csv = list(csv.DictReader(file))
        assert sorted(str(cells(row)) for row in wanted) == sorted(
            str(cells(unguarded(row[name]) for name in shown(table))) for row in in_csv
        )


def shown(table: str) -> list[str]:
    """The columns that the store does not add itself."""
    return [name for name in columns(table) if name != "visit_id"]


def cells(row: Any) -> tuple[str, ...]:
    """A row's values as a CSV file prints them: whole numbers without a point, line ends as they are."""
    return tuple(
        "" if pd.isna(v) else str(int(v)) if isinstance(v, float) and v.is_integer() else str(v) for v in row
    )
