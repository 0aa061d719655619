"""A view as it is taken away: what is on screen, what it rests on, and how to come back to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import pandas as pd

from lib.format import day, number

if TYPE_CHECKING:
    from lib.charts.picture import Picture

LICENCE = (
    "Tables and charts made by Dateline may be used under the Apache License 2.0, as Dateline itself. Sentences and"
    " headlines are quoted from the articles named with them; their rights stay with their publishers."
)


@dataclass(frozen=True)
class Taken:
    """What is taken away of a page."""

    title: str
    lead: str
    """the first sentence of the page"""
    selection: str
    """what the page is filtered by, in words"""
    link: str
    """the address that shows the same view again"""
    state: str
    """of the data, as the store names it"""
    source: str
    """what the numbers rest on, in words"""
    today: date
    pictures: Sequence["Picture"]
    table: str
    """of `lib.records`, that the rows are of"""
    rows: pd.DataFrame
    sentences: pd.DataFrame
    """the columns of `lib.query.Sentence`, for every row"""
    keys: Sequence[str]
    """of each row, as in the column `row` of the sentences"""
    total: int
    """rows there are; more than those taken where the view is too long"""
    figures: Sequence[tuple[str, str, str]] = ()
    """key figures: what is counted, how many, a few words about it"""
    printed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """the first rows as people read them: heading → cells"""

    @property
    def notes(self) -> list[str]:
        """What is filtered by, what the numbers rest on, the link, the versions: below every chart that leaves."""
        return [self.selection, f"{self.source}. {self.versions}", f"The same view: {self.link}"]

    @property
    def versions(self) -> str:
        """Which Dateline, which state of the data, which day."""
        return f"Dateline {program()}, data state {self.state}, taken on {day(self.today)}."

    @property
    def citation(self) -> str:
        """How to cite the view."""
        return (
            f"Dateline {program()} ({self.today.year}). {self.title}: {self.lead} {self.selection}."
            f" {self.source}; data state {self.state}. Taken on {day(self.today)} from {self.link}"
        )

    @property
    def extent(self) -> str:
        """How many of the rows there are were taken."""
        taken = len(self.rows)
        return (
            f"all {number(taken)}"
            if taken >= self.total
            else f"the first {number(taken)} of {number(self.total)}"
        )


def program() -> str:
    """Dateline's version."""
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "not installed"
