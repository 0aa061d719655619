"""Dates in running text, resolved against the day of publication."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
    on_weekday,
    shifted,
    unit_around,
    year,
    year_of,
)
from lib.parse.date_words import Token, anchors, cues, is_counted_out, tokens_around
from lib.parse.tables import load
from lib.parse.words import without_soft_hyphens

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days `start_date` to `end_date` named at `[start_char, end_char)`; precision is day, month or year."""

    start_char: int
    end_char: int
    start_date: date
    end_date: date
    precision: str


_WD, _MO, _Y = r"(?:[wWV]q?c?[ki]?)", "[mM]", r"(?:c?[of]*k?[yY]o?)"
_DM, _MD = rf"(?:{_WD}?n[of]?{_MO})", rf"(?:{_WD}?{_MO}k?n)"
_TO = r"(?:[-&>][ki]?)"
_UNIT = r"(?:[pea]?[ofi]?k?)"

# read at an anchor in this order; the name says which method reads the tokens
_FORMS: tuple[tuple[str, str], ...] = (
    ("whole_range", rf"(?:{_DM}|{_MD}){_Y}?{_TO}(?:{_DM}|{_MD}){_Y}?"),
    ("day_range", rf"{_WD}?n{_TO}n[of]?{_MO}{_Y}?|{_WD}?{_MO}k?n{_TO}n(?![%u]){_Y}?"),
    ("one_day", rf"(?:{_DM}|{_MD}){_Y}?"),
    ("iso", r"I"),
    ("numeric", r"S"),
    ("holiday", rf"H{_Y}?"),
    ("weekday_number", r"[wWV](?:c?k?n(?![fo]?[mMnu%])|\(n\))"),
    ("month_range", rf"{_MO}[->]{_MO}{_Y}?|[fb]{_MO}{_Y}?{_TO}{_MO}{_Y}?"),
    ("month_year", rf"p?[of]?k?{_MO}{_Y}"),
    ("month_near", rf"p?[of]?k?{_MO}[of]?[of]?k?(?:[tlxh]u|u[lxt])|(?:k?p?[of]?k?[tlxP]p?{_MO})|{_MO}[lx]"),
    ("weekday_range", r"[wW]q?[->&]k?[wW]q?"),
    ("weekday", r"[pea]?[tlxP]?[wW]q?(?:[of]?[tlx]u|[lx])?|q?[pea]?[tlxP]?[wW]"),
    ("day_word", r"[peaq]?dq?"),
    ("part_of_today", r"[tl]q"),
    ("ago", r"#ug|nug|G[#n]u"),
    ("distance", r"[#n]u[ea]"),
    ("ahead", r"i[#n]u"),
    ("unit_near", rf"{_UNIT}[tlx]p?u(?!g)|(?:p[of]?k?)?k?u[lx]|k?ut"),
    ("same_unit", r"hu"),
    ("other_unit", r"k?[zP]u|k?u[zP]|ku[ea]|kxu"),
    ("end_of_unit", r"p[of]k?u(?![lxtzPo])|u-?p"),
    ("month_bare", rf"(?:p[of]?k?-?)?{_MO}"),
    ("year_range", r"y[->]y|y[-/][nN]|byc?&y|fy[>-]y"),
    ("spelled_year", r"##(?:-?#)?"),
    ("whole_year", r"ik(?:\?|i)?u"),
    ("year_bare", r"p?[of]?-?y"),
)
_FORM = re.compile(r"(?![?.c>&)/-])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS) + ")")
_YEARS = re.compile(r"[12]\d{3}(?!\d)")
_NUMERIC = re.compile(r"\d\d?[./]\d\d?[./]\d\d")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\s|\n\n")
_COUNTED = re.compile(r"(?:[a-z]+s|people|men|women|percent|per|million|billion|miles)\b")


def find_dates(
    text: str, published: date | None, language: str | None = None, tense: Tense | None = None
) -> Iterator[DateSpan]:
    """Yields the dates in `text`, in order; what is relative resolves against `published`.

    A weekday or month looks back with a past verb and ahead with a future one: `tense` says which, else the verbs
    nearest in its sentence. Without `published` only dates with a year are found. Decades and durations are none.

    >>> day = date(2020, 2, 6)
    >>> [(d.start_date.isoformat(), d.precision) for d in find_dates("He arrived on Tuesday, Feb. 4, for two days", day)]
    [('2020-02-04', 'day')]
    >>> [(str(d.start_date), str(d.end_date)) for d in find_dates("from 24 to 27 de marzo de 2022", None, "es")]
    [('2022-03-24', '2022-03-27')]
    >>> list(find_dates("In the 1990s May may march for 2000 people; on Tuesday", None))
    []
    """
    if "\u00ad" in text:
        text, places = without_soft_hyphens(text)
        for found in _Finder(text, published, language, tense).spans():
            yield replace(found, start_char=places[found.start_char], end_char=places[found.end_char - 1] + 1)
    else:
        yield from _Finder(text, published, language, tense).spans()


@cache
def _numbered() -> frozenset[str]:
    """Words whose number is no year: page 2012."""
    return frozenset(row["word"] for row in load("grammar/date_words") if row["kind"] == "numbered")


class _Finder:
    """One text being read: what it was published on, and the latest full date met."""

    def __init__(self, text: str, published: date | None, language: str | None, tense: Tense | None) -> None:
        self.text, self.published, self.language, self.tense = text, published, language, tense
        self.met: Span | None = None
        """the latest absolute date in the text, which "two days later" counts from"""
        self.at = (0, 0)
        self.tokens: list[Token] = []
        self.before: Token | None = None
        self.after: Token | None = None

    def places(self) -> list[tuple[int, int]]:
        """Where to look, in order."""
        text = self.text
        words = anchors(self.language, text.isascii())
        found = [(m.start(1) - 1, m.end(1) - 1) for m in words.finditer(" " + text)]
        for match in _YEARS.finditer(text):
            if not match.start() or not text[match.start() - 1].isalnum():
                found.append(match.span())
        if "/" in text or self.language not in (None, "en"):
            found += [m.span() for m in _NUMERIC.finditer(text)]
        found.sort()
        return found

    def spans(self) -> Iterator[DateSpan]:
        floor = 0
        for start, end in self.places():
            if start < floor or is_counted_out(self.text, start, end, self.language):
                continue
            tokens = tokens_around(self.text, start, end, floor, self.language)
            found = self.read(tokens, start)
            if found is None:
                continue
            span, first, last = found
            yield DateSpan(first, last, span.start, span.end, span.precision)
            floor = last

    def read(self, tokens: list[Token], place: int) -> tuple[Span, int, int] | None:
        """The date whose tokens include the one at `place`: its days, where it begins and ends."""
        at = next((i for i, token in enumerate(tokens) if token.start <= place < token.end), None)
        if at is None:
            return None
        letters = "".join(token.letter for token in tokens)
        for match in _FORM.finditer(letters):
            if match.end() <= at:
                continue
            if match.start() > at:
                return None
            self.tokens = tokens[match.start() : match.end()]
            self.before = tokens[match.start() - 1] if match.start() else None
            self.after = tokens[match.end()] if match.end() < len(tokens) else None
            self.at = (self.tokens[0].start, self.tokens[-1].end)
            reader: Callable[[], Span | None] = getattr(self, f"_{match.lastgroup}")
            span = reader()
            if span is None:
                return None
            kept = self.tokens
            while len(kept) > 1 and kept[0].letter in "ofk" and kept[0].letter != "k":
                kept = kept[1:]
            return span, kept[0].start, kept[-1].end
        return None

    # values of the tokens at hand

    def _values(self, letters: str) -> list[int]:
        return [int(token.value) for token in self.tokens if token.letter in letters]

    def _one(self, letters: str) -> str:
        return next((str(token.value) for token in self.tokens if token.letter in letters), "")

    def _has(self, letters: str) -> bool:
        return any(token.letter in letters for token in self.tokens)

    def _towards(self) -> int:
        """-1 for the past, 1 for the future, 0 when neither the caller nor a verb of the sentence says."""
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
        return year_of(number, self.published, self._towards() if self.tense else 0, day_number)

    # one method for each form

    def _one_day(self) -> Span | None:
        numbers, months_, years = self._values("n"), self._values("mM"), self._values("yY")
        when = years[0] if years else self._year_for(months_[0], numbers[0])
        return self._absolute(day(when, months_[0], numbers[0])) if when else None

    def _day_range(self) -> Span | None:
        numbers, months_, years = self._values("n"), self._values("mM"), self._values("yY")
        when = years[0] if years else self._year_for(months_[0], numbers[0])
        return self._absolute(days(day(when, months_[0], numbers[0]), day(when, months_[0], numbers[1]))) if when else None

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
        if apart and any(t.letter == "&" for t in self.tokens) and not (self.before and self.before.letter in "bf"):
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
        return Span(month(first, months_[0]).start, month(when, months_[1]).end, "month")

    def _month_year(self) -> Span | None:
        return self._absolute(month(self._values("yY")[0], self._values("mM")[0]))

    def _month_near(self) -> Span | None:
        number = self._values("mM")[0]
        if self._has("u"):
            if self._one("u") != "year":
                return None
            around = (self.met.start if self.met else self.published) if self._has("h") else self.published
            return month(around.year + self._step(), number) if around else None
        if self.published is None or any(t.letter in "mM" and t.surface == "may" for t in self.tokens):
            return None
        if self._has("t"):
            return month(self.published.year, number)
        if self._has("x"):
            ahead = number > self.published.month
            return month(self.published.year + (not ahead), number)
        behind = number < self.published.month
        return month(self.published.year - (not behind), number)

    def _step(self) -> int:
        return (1 if self._has("x") else 0) - (1 if self._has("lP") else 0)

    def _weekday(self) -> Span | None:
        token = next(t for t in self.tokens if t.letter in "wW")
        if self.published is None or (token.letter == "W" and not self._licensed()):
            return None
        if token.surface.lower().endswith("s") and self.language in (None, "en") and token.surface[-3:-1] == "day":
            return None
        weekday = int(token.value)
        if self._has("u"):
            week = unit_around("week", self.published, self._step())
            return on_weekday(weekday, week.start, 1)
        if self._has("t"):
            week = unit_around("week", self.published, 0)
            towards = self._towards()
            return on_weekday(weekday, self.published if towards else week.start, towards or 1)
        if self._has("P"):
            return on_weekday(weekday, shifted(self.published, "day", -7).start, -1)
        if self._has("l"):
            return on_weekday(weekday, shifted(self.published, "day", -1).start, -1)
        if self._has("x"):
            return on_weekday(weekday, shifted(self.published, "day", 1).start, 1)
        return self._absolute(on_weekday(weekday, self.published, self._towards() or -1))

    def _licensed(self) -> bool:
        before = self.before
        return before is not None and before.letter in "itfb>lxokp" and before.surface.lower() not in ("the", "of")

    def _weekday_range(self) -> Span | None:
        if self.published is None or self._has("W"):
            return None
        first, last = self._values("w")
        gap = (last - first) % 7
        if self._has("&") and gap != 1:
            at = next(i for i, t in enumerate(self.tokens) if t.letter == "&")
            self.tokens = self.tokens[:at]
            return self._weekday()
        start = on_weekday(first, self.published, self._towards() or -1).start
        return Span(start, shifted(start, "day", gap).start, "day")

    def _day_word(self) -> Span | None:
        return shifted(self.published, "day", self._values("d")[0]) if self.published else None

    def _part_of_today(self) -> Span | None:
        part = self.tokens[-1].surface.lower()
        if self.published is None or (self._has("l") and part not in ("night", "noche", "noite", "nuit", "notte", "nacht")):
            return None
        return shifted(self.published, "day", -1 if self._has("l") else 0)

    def _ago(self) -> Span | None:
        return self._away(self.published, -1)

    def _ahead(self) -> Span | None:
        future = self.before is None or self.before.letter != "k"
        return self._away(self.published, 1) if future and self._towards() > 0 and self._one("u") in ("day", "week") else None

    def _distance(self) -> Span | None:
        if self.after and self.after.letter in "k?h" and self.tokens[-1].surface.lower() in ("before", "after"):
            return None
        past = self._has("e")
        if self.met is None and not past:
            return None
        return self._away(self.met.start if self.met else self.published, -1 if past else 1)

    def _away(self, origin: date | None, sign: int) -> Span | None:
        count = self._values("#n")[0]
        return shifted(origin, self._one("u"), sign * count) if origin else None

    def _unit_near(self) -> Span | None:
        unit = self._one("u")
        token = next(t for t in self.tokens if t.letter == "u")
        many = token.surface.lower() in ("days", "weeks", "months", "years", "weekends", "años", "anos", "días")
        near = next(t.surface.lower() for t in self.tokens if t.letter in "tlx")
        if self.published is None or many or (unit == "day" and near in ("last", "current", "este", "past")):
            return None
        return unit_around(unit, self.published, self._step())

    def _same_unit(self) -> Span | None:
        return unit_around(self._one("u"), self.met.start, 0) if self.met else None

    def _other_unit(self) -> Span | None:
        token = next(t for t in self.tokens if t.letter == "u")
        if self.met is None or token.surface.lower() in ("days", "weeks", "months", "years"):
            return None
        if self._has("ea") and self.after and self.after.letter not in ".c)":
            return None
        if self._has("x") and self._one("u") != "day":
            return unit_around(self._one("u"), self.published, 1) if self.published else None
        return unit_around(self._one("u"), self.met.start, 1 if self._has("zax") else -1)

    def _end_of_unit(self) -> Span | None:
        unit = self._one("u")
        if unit not in ("year", "month") or self.published is None or not self._closing():
            return None
        return unit_around(unit, self.published, 0)

    def _closing(self) -> bool:
        return not self._has("-") or self.tokens[-1].surface.lower() in ("end", "beginning")

    def _month_bare(self) -> Span | None:
        token = next(t for t in self.tokens if t.letter in "mM")
        if self.published is None or (self.after and self.after.letter == "-" and self.before and self.before.letter == "?"):
            return None
        alone = token.letter == "M" or token.surface[0].islower()
        if alone and not (self._licensed() or self._has("p")):
            return None
        number = int(token.value)
        return self._absolute(month(year_of(number, self.published, self._towards()), number))

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
        if not 1900 <= number <= 2100 and not (1500 <= number and before and before.letter == "i"):
            return None
        if len(self.tokens) == 1 and before and (before.letter in "-/#NW" or before.surface.lower() in _numbered()):
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
        if numbers[0] not in (18, 19, 20) or numbers[1] < 10 or (len(numbers) > 2 and (numbers[1] % 10 or numbers[2] > 9)):
            return None
        return self._absolute(year(numbers[0] * 100 + sum(numbers[1:])))

    def _whole_year(self) -> Span | None:
        if self.published is None or self._one("u") != "year" or self.tokens[0].surface.lower() != "for":
            return None
        return unit_around("year", self.published, 0)
