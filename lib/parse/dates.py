"""Dates in running text, resolved against the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lib.parse.absolute_dates import Tense
from lib.parse.calendar_spans import Span
from lib.parse.date_forms import Reader
from lib.parse.date_words import anchors, is_counted_out, tokens_around
from lib.parse.words import past_soft_hyphens

_YEARS = re.compile(r"[12]\d{3}(?!\d)")
_ORDINAL = re.compile(r"(?<=[Oo]n the )\d\d?(?:st|nd|rd|th)\b")
_NUMERIC = re.compile(r"\d\d?[./]\d\d?[./]\d\d")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days named at `[start_char, end_char)`, first and last; `precision` is day, month or year.

    `leans` tells that a verb's tense decides which days are meant, as of "on Tuesday" or "the same day".
    """

    start_char: int
    end_char: int
    start_date: date
    end_date: date
    precision: str
    leans: bool = False


def find_dates(
    text: str,
    published: date | None,
    language: str | None = None,
    tense: Tense | None = None,
    anchor: date | None = None,
) -> Iterator[DateSpan]:
    """Yields the dates in `text`, in order; what is relative resolves against `published`.

    A weekday or month looks back with a past verb and ahead with a future one: `tense` says which, else the
    nearest verb of its sentence. Without `published` only dates with a year are found. Decades and durations
    are none. "That year" and "two days later" count from the latest date in the text, at first from `anchor`.

    >>> day = date(2020, 2, 6)
    >>> [(str(d.start_date), d.precision) for d in find_dates("He arrived on Tuesday, for two days", day)]
    [('2020-02-04', 'day')]
    >>> [(str(d.start_date), str(d.end_date)) for d in find_dates("del 24 al 27 de mayo de 2022", None, "es")]
    [('2022-05-24', '2022-05-27')]
    >>> list(find_dates("In the 1990s May may march for 2000 people; on Tuesday", None))
    []
    """
    yield from past_soft_hyphens(text, lambda plain: _spans(plain, published, language, tense, anchor))


def _places(text: str, language: str | None) -> list[tuple[int, int]]:
    """Where to look, in order."""
    found = [(m.start(1) - 1, m.end(1) - 1) for m in anchors(language, text.isascii()).finditer(" " + text)]
    for match in _YEARS.finditer(text):
        if not match.start() or not text[match.start() - 1].isalnum():
            found.append(match.span())
    if "/" in text or language not in (None, "en"):
        found += [m.span() for m in _NUMERIC.finditer(text)]
    if language in (None, "en"):
        found += [m.span() for m in _ORDINAL.finditer(text)]
    found.sort()
    return found


def _spans(
    text: str, published: date | None, language: str | None, tense: Tense | None, anchor: date | None
) -> Iterator[DateSpan]:
    reader, floor = Reader(text, published, language, tense), 0
    reader.met = Span(anchor, anchor, "day") if anchor else None
    for start, end in _places(text, language):
        if start < floor or is_counted_out(text, start, end, language):
            continue
        reader.leans = False
        found = reader.read(tokens_around(text, start, end, floor, language), start)
        if found is not None:
            span, first, floor = found
            yield DateSpan(first, floor, span.start, span.end, span.precision, reader.leans)
