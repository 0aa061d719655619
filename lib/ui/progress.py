"""A bar that moves with every document read and every article parsed."""

import time
from typing import TYPE_CHECKING

import streamlit as st

from lib.corrections import Name
from lib.format import count
from lib.records import Article, Rows

if TYPE_CHECKING:
    from lib.ingest import Progress

READING = 0.15
"""part of the bar that reading takes; finding things in what was read takes the rest"""
EVERY = 0.1
"""seconds between two moves"""


class Bar:
    """Progress on screen: `progress` and `parse` are what `lib.ingest` is to call."""

    def __init__(self, first: str, names: tuple[Name, ...] = ()) -> None:
        """Shows an empty bar with a first line of words; `names` were added to the gazetteer."""
        self._names = names
        self._bar = st.progress(0.0, first)
        self._now: Progress | None = None
        self._parsed = 0
        self._drawn = time.monotonic()

    def progress(self, now: "Progress") -> None:
        """Takes in how far reading is."""
        self._now = now
        of = f"{now.done:,} of {count(now.total, 'document')}" if now.total else count(now.done, "document")
        self._draw(f"Reading: {of}")

    def parse(self, article: Article) -> Rows:
        """Parses an article and takes it in."""
        from lib.ingest import default_parse

        rows = default_parse(self._names)(article)
        self._parsed += 1
        self._draw(f"Finding visits, figures and names: {count(self._parsed, 'article')}{self._left()}")
        return rows

    def _left(self) -> str:
        seconds = self._now.seconds_left if self._now else None
        return f", about {seconds:.0f} s left" if seconds and seconds >= 2 else ""

    def _draw(self, words: str) -> None:
        if self._now is None or time.monotonic() - self._drawn < EVERY:
            return
        self._drawn = time.monotonic()
        self._bar.progress(
            part_done(self._now.done, self._now.total, self._now.articles, self._parsed), words
        )


def part_done(documents: int, total: int | None, articles: int, parsed: int) -> float:
    """How full the bar is, 0 to 1, after so many documents, and articles read and parsed.

    >>> part_done(0, 4, 0, 0), part_done(4, 4, 8, 0), part_done(4, 4, 8, 8), part_done(2, None, 2, 1)
    (0.0, 0.15, 1.0, 0.575)
    """
    read = min(documents / total, 1.0) if total else 1.0
    return read * (READING + (1 - READING) * (min(parsed / articles, 1.0) if articles else 0.0))
