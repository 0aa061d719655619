"""Dates that name their day, month or year."""

import re
from datetime import date
from functools import cache
from typing import Literal

from lib.parse.calendar_spans import (
    MONTH_DAYS_FIRST,
    Span,
    day,
    days,
    month,
    months_after,
    numeric,
    year,
    year_of,
)
from lib.parse.date_words import Token, cues
from lib.tables import load

Tense = Literal["past", "future"]

_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\s|\n\n")
_COUNTED = re.compile(r"(?:[a-z]+s|people|men|women|percent|per|million|billion|miles)\b")


@cache
def _numbered() -> frozenset[str]:
    """Words whose number is no year: page 2012."""
    return frozenset(row["word"] for row in load("grammar/date_words") if row["kind"] == "numbered")


class AbsoluteDates:
    """Readers of dates that name their day, month or year; what they know of the text around."""

    def __init__(self, text: str, published: date | None, language: str | None, tense: Tense | None) -> None:
        self.text, self.published, self.language, self.tense = text, published, language, tense
        self.met: Span | None = None
        self.leans = False
        self.at = (0, 0)
        self.tokens: list[Token] = []
        self.before: Token | None = None
        self.after: Token | None = None

    def _values(self, letters: str) -> list[int]:
        return [int(token.value) for token in self.tokens if token.letter in letters]

    def _one(self, letters: str) -> str:
        return next((str(token.value) for token in self.tokens if token.letter in letters), "")

    def _has(self, letters: str) -> bool:
        return any(token.letter in letters for token in self.tokens)

    def _towards(self) -> int:
        """-1 for the past, 1 for the future, 0 when neither the caller nor a verb of the sentence says."""
        self.leans = True
        if self.tense:
            return 1 if self.tense == "future" else -1
        if self.before is not None and self.before.surface.lower() in ("by", "through", "until", "till"):
            return 1
        start, end = self.at
        low = max(0, start - 120)
        for match in _SENTENCE_END.finditer(self.text, low, start):
            low = match.end()
        stop = _SENTENCE_END.search(self.text, end, end + 90)
        high = stop.start() if stop else min(len(self.text), end + 90)
        best = (999.0, 0)
        for match in cues(self.language).finditer(self.text, max(0, low - 1), high):
            distance = start - match.end() if match.end() <= start else (match.start() - end) * 1.5
            if distance >= 0:
                best = min(best, (distance, 1 if match.group(1) else -1))
        return best[1]

    def _absolute(self, span: Span | None) -> Span | None:
        self.met = span or self.met
        return span

    def _year_for(self, number: int, day_number: int) -> int | None:
        """The year of a day and month printed without one: the nearest, unless the caller gave the tense."""
        if self.published is None:
            return None
        self.leans = True
        return year_of(number, self.published, self._towards() if self.tense else 0, day_number)

    def _one_day(self) -> Span | None:
        numbers, months_, years = self._values("n"), self._values("mM"), self._values("yY")
        when = years[0] if years else self._year_for(months_[0], numbers[0])
        return self._absolute(day(when, months_[0], numbers[0])) if when else None

    def _day_range(self) -> Span | None:
        numbers, months_, years = self._values("n"), self._values("mM"), self._values("yY")
        when = years[0] if years else self._year_for(months_[0], numbers[0])
        return (
            self._absolute(days(day(when, months_[0], numbers[0]), day(when, months_[0], numbers[1])))
            if when
            else None
        )

    def _whole_range(self) -> Span | None:
        numbers, months_, years = self._values("n"), self._values("mM"), self._values("yY")
        when = years[-1] if years else self._year_for(months_[0], numbers[0])
        if when is None:
            return None
        first = years[0] if len(years) > 1 else when
        if len(years) == 1 and months_[0] > months_[1]:
            first = when - 1
        last = when if years or months_[0] <= months_[1] else when + 1
        span = days(day(first, months_[0], numbers[0]), day(last, months_[1], numbers[1]))
        apart = span is None or (span.end - span.start).days > 1
        if (
            apart
            and any(t.letter == "&" for t in self.tokens)
            and not (self.before and self.before.letter in "bf")
        ):
            at = next(i for i, t in enumerate(self.tokens) if t.letter == "&")
            self.tokens = self.tokens[:at]
            return self._one_day()
        return self._absolute(span)

    def _iso(self) -> Span | None:
        parts = [int(part) for part in str(self.tokens[0].value).split("-")]
        return self._absolute(day(*parts))

    def _numeric(self) -> Span | None:
        return self._absolute(numeric(str(self.tokens[0].value), self.language not in MONTH_DAYS_FIRST))

    def _holiday(self) -> Span | None:
        number, of_month = (int(part) for part in reversed(self._one("H").split("-")))
        years = self._values("yY")
        when = years[0] if years else self._year_for(of_month, number)
        return day(when, of_month, number) if when else None

    def _weekday_number(self) -> Span | None:
        """A weekday with the day of the month: the nearest month where the two agree."""
        if self.published is None:
            return None
        weekday, number = self._values("wW")[0], self._values("n")[0]
        for distance in (0, 1, -1):
            around = months_after(self.published, distance * (self._towards() or 1))
            found = day(around.year, around.month, number)
            if found and found.start.weekday() == weekday:
                return self._absolute(found)
        return None

    def _month_range(self) -> Span | None:
        months_, years = self._values("mM"), self._values("yY")
        when = years[-1] if years else self._year_for(months_[-1], 1)
        if when is None:
            return None
        first = years[0] if len(years) > 1 else when - (months_[0] > months_[1])
        start, end = month(first, months_[0]).start, month(when, months_[1]).end
        return Span(start, end, "month") if start <= end else None

    def _month_year(self) -> Span | None:
        return self._absolute(month(self._values("yY")[0], self._values("mM")[0]))

    def _year_range(self) -> Span | None:
        first, last = self._values("ynN")
        if last < 100:
            last += first // 100 * 100
        if not 1800 <= first < last <= first + 60 or last > 2100:
            self.tokens = [t for t in self.tokens if t.letter == "y"][:1]
            return self._year_bare()
        return self._absolute(Span(date(first, 1, 1), date(last, 12, 31), "year"))

    def _year_bare(self) -> Span | None:
        token = next(t for t in self.tokens if t.letter == "y")
        number, before, after = int(token.value), self.before, self.after
        if not 1900 <= number <= 2100 and not (number >= 1500 and before and before.letter == "i"):
            return None
        if (
            len(self.tokens) == 1
            and before
            and (before.letter in "-/#NW" or before.surface.lower() in _numbered())
        ):
            return None
        if after is not None and after.letter in "u#" and not after.surface.lower().startswith("год"):
            return None
        if after is not None and after.letter == "?" and _COUNTED.match(after.surface):
            plural = after.surface.endswith("s")
            if not plural or (number % 50 == 0 and not (before and before.letter in "ki")):
                return None
        return self._absolute(year(number))

    def _spelled_year(self) -> Span | None:
        numbers = self._values("#")
        if (
            numbers[0] not in (18, 19, 20)
            or numbers[1] < 10
            or (len(numbers) > 2 and (numbers[1] % 10 or numbers[2] > 9))
        ):
            return None
        return self._absolute(year(numbers[0] * 100 + sum(numbers[1:])))
