"""Dates that count from the day of publication or from a date met before."""

from datetime import date

from lib.parse.absolute_dates import AbsoluteDates
from lib.parse.calendar_spans import Span, day, days, month, on_weekday, shifted, unit_around, year_of

_SUBJECTS = frozenset(("he", "she", "they"))


class RelativeDates(AbsoluteDates):
    """Readers of weekdays, bare months, and distances in days, weeks, months and years."""

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
        if (
            token.surface.lower().endswith("s")
            and self.language in (None, "en")
            and token.surface[-3:-1] == "day"
        ):
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
        return (
            before is not None
            and before.letter in "itfb>lxokp"
            and before.surface.lower() not in ("the", "of")
        )

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
        if self.published is None or (
            self._has("l") and part not in ("night", "noche", "noite", "nuit", "notte", "nacht")
        ):
            return None
        return shifted(self.published, "day", -1 if self._has("l") else 0)

    def _part_of_day(self) -> Span | None:
        """ "In the afternoon", "that evening": of the day met last."""
        told = self._has("h") or self._has("i")
        return (
            self.met
            if told
            and self.met is not None
            and self.met.precision == "day"
            and self.met.start == self.met.end
            else None
        )

    def _day_of_month(self) -> Span | None:
        """ "On the 24th": of the month met last."""
        ordinal = all(t.surface[-1].isalpha() for t in self.tokens if t.letter == "n")
        counts = (
            self.after is not None
            and self.after.letter == "?"
            and self.after.surface.lower() not in _SUBJECTS
        )
        if self.met is None or not ordinal or counts or not self._has("i") or self.met.precision == "year":
            return None  # "on the 20th anniversary"
        numbers, around = self._values("n"), self.met.start
        first, last = (day(around.year, around.month, number) for number in (numbers[0], numbers[-1]))
        return self._absolute(days(first, last))

    def _ago(self) -> Span | None:
        return self._away(self.published, -1)

    def _ahead(self) -> Span | None:
        future = self.before is None or self.before.letter != "k"
        return (
            self._away(self.published, 1)
            if future and self._towards() > 0 and self._one("u") in ("day", "week")
            else None
        )

    def _distance(self) -> Span | None:
        if self.met is not None and self._before_clause():
            self.leans = True
            return self._away(self.met.start, 1 if self._has("e") else -1)
        if (
            self.after
            and self.after.letter in "k?h"
            and self.tokens[-1].surface.lower() in ("before", "after")
        ):
            return None
        past = self._has("e")
        if self.met is None and not past:
            return None
        self.leans = self.leans or self.met is not None
        return self._away(self.met.start if self.met else self.published, -1 if past else 1)

    def _before_clause(self) -> bool:
        """Whether a clause follows that the distance counts from: "a day after she flew to Lima"."""
        after = self.after
        return (
            self.tokens[-1].surface.lower() in ("after", "before")
            and after is not None
            and after.letter == "?"
            and (after.surface[0].isupper() or after.surface.lower() in _SUBJECTS)
        )

    def _away(self, origin: date | None, sign: int) -> Span | None:
        count = self._values("#n")[0]
        return shifted(origin, self._one("u"), sign * count) if origin else None

    def _unit_near(self) -> Span | None:
        unit = self._one("u")
        token = next(t for t in self.tokens if t.letter == "u")
        many = token.surface.lower() in (
            "days",
            "weeks",
            "months",
            "years",
            "weekends",
            "años",
            "anos",
            "días",
        )
        near = next(t.surface.lower() for t in self.tokens if t.letter in "tlx")
        if self.published is None or many or (unit == "day" and near in ("last", "current", "este", "past")):
            return None
        if unit == "day" and near == "next" and self.met:
            return shifted(self.met.start, "day", 1)
        return unit_around(unit, self.published, self._step())

    def _same_unit(self) -> Span | None:
        self.leans = True
        return unit_around(self._one("u"), self.met.start, 0) if self.met else None

    def _other_unit(self) -> Span | None:
        self.leans = True
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

    def _weekend(self) -> Span | None:
        if (
            self._one("u") != "weekend"
            or self.published is None
            or self.tokens[-1].surface.lower().endswith("s")
        ):
            return None
        over = self.published.weekday() < 5 and self._towards() < 0
        return self._absolute(unit_around("weekend", self.published, -1 if over else 0))

    def _closing(self) -> bool:
        return not self._has("-") or self.tokens[-1].surface.lower() in ("end", "beginning")

    def _month_bare(self) -> Span | None:
        token = next(t for t in self.tokens if t.letter in "mM")
        if self.published is None or (
            self.after and self.after.letter == "-" and self.before and self.before.letter == "?"
        ):
            return None
        alone = token.letter == "M" or token.surface[0].islower()
        if alone and not (self._licensed() or self._has("p")):
            return None
        number = int(token.value)
        return self._absolute(month(year_of(number, self.published, self._towards()), number))

    def _whole_year(self) -> Span | None:
        if self._one("u") == "weekend":
            return self._weekend()
        if self._one("u") == "day" and self.met is not None and self.met.precision == "day":
            return self.met  # "earlier in the day"
        if self.published is None or self._one("u") != "year" or self.tokens[0].surface.lower() != "for":
            return None
        return unit_around("year", self.published, 0)
