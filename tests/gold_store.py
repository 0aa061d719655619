"""A store in memory that holds the labelled sample corpus: what queries, charts and exports are tested on."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import duckdb
import pandas as pd
import pytest

from lib import countries
from lib.records import TABLES, columns
from lib.store.derived import DEFINITIONS

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
TYPES = {str: "VARCHAR", int: "INTEGER", float: "DOUBLE", date: "DATE", datetime: "TIMESTAMP"}
NAMES = {"RUS": r"Russians?|Rusia|Росси\w+", "USA": r"the United States|the U\.S\.|Estados Unidos"}


class FrameStore:
    """The store's reading side over frames: one DuckDB view per table."""

    version = "test"

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._connection = duckdb.connect()
        for table, record in TABLES.items():
            hints = get_type_hints(record)
            types = {name: TYPES[(get_args(hint) or (hint,))[0]] for name, hint in hints.items()}
            rows = tables.get(table, pd.DataFrame(columns=list(columns(table))))
            self._connection.register(f"{table}_rows", rows.astype(object).where(rows.notna(), None))
            casts = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in types.items())
            self._connection.execute(f"CREATE TABLE {table} AS SELECT {casts} FROM {table}_rows")

        for statement in DEFINITIONS:
            self._connection.execute(statement)

    def frame(self, sql: str, parameters: Mapping[str, Any]) -> pd.DataFrame:
        return self._connection.execute(sql, dict(parameters)).df()


@cache
def gold_tables() -> dict[str, pd.DataFrame]:
    articles = _labels("articles")
    text = dict(zip(articles["article_id"], articles["text"], strict=True))
    reports = _spans(_labels("visit_reports"), text)
    reports["visit_id"] = (
        reports["visitor"] + " " + reports["host_country"] + " " + reports["start_date"].str[:7].fillna("")
    )
    reports["confidence"] = reports["start_date"].notna().map({True: 0.95, False: 0.6})
    trade = _spans(_labels("trade_figures"), text)
    trade["confidence"] = trade["period_start"].notna().map({True: 0.98, False: 0.75})
    trade["claimed_by"] = [
        "Sergey Lavrov" if "Lavrov" in sentence else None for sentence in trade["sentence"]
    ]
    problems = pd.DataFrame(
        [["broken.pdf", "read", "the file ends early", datetime(2025, 7, 9, 12)]], columns=columns("problems")
    )
    return {
        "articles": articles[list(columns("articles"))],
        "mentions": _mentions(articles)[list(columns("mentions"))],
        "visit_reports": reports[list(columns("visit_reports"))],
        "visits": _visits(reports, articles)[list(columns("visits"))],
        "trade_figures": trade[list(columns("trade_figures"))],
        "problems": problems,
    }


def _labels(table: str) -> pd.DataFrame:
    frame = pd.read_csv(SAMPLE / f"{table}.csv", dtype=str, encoding="utf-8").astype(object)
    frame = frame.where(frame.notna(), None)
    frame.insert(0, "article_id", frame["file"].str[:2] + "-" + frame["item"])
    return frame.rename(columns={"evidence": "sentence"})


def _spans(frame: pd.DataFrame, text: dict[str, str]) -> pd.DataFrame:
    starts = [
        max(0, text[article].find(sentence))
        for article, sentence in zip(frame["article_id"], frame["sentence"], strict=True)
    ]
    return frame.assign(
        start_char=starts, end_char=[s + len(x) for s, x in zip(starts, frame["sentence"], strict=True)]
    )


def _mentions(articles: pd.DataFrame) -> pd.DataFrame:
    rows = []
    counts = pd.read_csv(SAMPLE / "mentions_counts.csv")
    people = sorted(set(_labels("visit_reports")["visitor"]) - {"delegation"})
    wanted = [("country", code, countries.name(code)) for code in sorted(set(counts["iso3"]))]
    wanted += [("person", name.lower().replace(" ", "-"), name) for name in people]
    for article in articles.itertuples():
        for kind, entity_id, entity in wanted:
            for found in re.finditer(NAMES.get(entity_id, re.escape(entity)), article.text):
                start = article.text.rfind("\n", 0, found.start()) + 1
                sentence = article.text[start:].split("\n", 1)[0]
                form, country = ("name", entity_id) if kind == "country" else (None, None)
                rows.append(
                    (
                        article.article_id,
                        found.start(),
                        found.end(),
                        sentence,
                        found.group(),
                        kind,
                        form,
                        entity_id,
                        entity,
                        country,
                        0.99 if kind == "country" else 0.85,
                    )
                )
    return pd.DataFrame(rows, columns=list(columns("mentions")))


def _visits(reports: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    merged = reports.merge(articles[["article_id", "published", "source"]], on="article_id").sort_values(
        "published"
    )
    visits = merged.groupby("visit_id", sort=False).agg(
        **{name: (name, "last") for name in columns("visits")[1:9]},
        first_reported=("published", "min"),
        last_reported=("published", "max"),
        n_articles=("article_id", "nunique"),
        n_sources=("source", "nunique"),
        status=("status", "last"),
        confidence=("confidence", "max"),
    )
    visits = visits.reset_index().sort_values("start_date", na_position="last")
    dated = visits["start_date"].notna()
    tour = (visits["visitor"] + " " + visits["start_date"].str[:7]).where(dated, None)
    visits["tour_id"] = tour
    visits["leg"] = visits.groupby("tour_id").cumcount().add(1).where(dated, None)
    return visits


@pytest.fixture(scope="session")
def gold_store() -> FrameStore:
    return FrameStore(gold_tables())


@pytest.fixture(scope="session")
def empty_store() -> FrameStore:
    return FrameStore({})
