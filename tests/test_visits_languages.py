"""Visits told in languages other than English: the sentences of visits_languages.csv, each with its reason.

A visit is written "visitor | from>to | city | first day..last day | status", without a date "-"; several are
parted by semicolons, and a sentence that tells of none has an empty cell. All were published on one Wednesday.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from lib.parse import parse
from lib.records import Article, VisitReport

WEDNESDAY = date(2023, 6, 14)

with Path(__file__).with_name("visits_languages.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["language"], row["text"], row["visits"], row["reason"]) for row in csv.DictReader(file)]


def line(visit: VisitReport) -> str:
    """A visit as the table writes it."""
    first, last = visit.start_date, visit.end_date
    days = str(first or "-") if first == last else f"{first}..{last}"
    way = f"{visit.visitor_country}>{visit.host_country}"
    return f"{visit.visitor} | {way} | {visit.city or ''} | {days} | {visit.status}"


def told(language: str, text: str) -> list[str]:
    """The visits of a text, in no order."""
    article = Article("x", None, None, None, WEDNESDAY, None, language, text)
    return sorted(line(visit) for visit in parse(article).visit_reports)


@pytest.mark.parametrize(("language", "text", "visits", "reason"), CASES)
def test_visits(language: str, text: str, visits: str, reason: str) -> None:
    assert told(language, text) == sorted(filter(None, visits.split("; "))), reason


@pytest.mark.parametrize("language", ["es", "pt", "fr", "de", "it", "ru", "nl"])
def test_the_table_refuses_as_well_as_finds(language: str) -> None:
    found = [bool(visits) for of, _, visits, _ in CASES if of == language]
    assert found.count(True) >= 8 and found.count(False) >= 4
