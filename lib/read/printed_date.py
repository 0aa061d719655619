"""Dates as pages print them: the calendar day, in any order, in the languages of data/grammar/months.csv."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lib.read.phrases import fold, phrases
from lib.tables import load

_TIME = re.compile(
    r"(?<!\d)\d{1,2}\s?[:.hH]\s?\d{2}(?:[:.]\d{2})?(?:\s*(?:am|pm|a\.m\.?|p\.m\.?))?(?!\d)", re.I
)
_CLOCK = re.compile(r"(?<![\w.])\d{1,2}\s*(?:am|pm|a\.m\.?|p\.m\.?)(?!\w)", re.I)
_ZONE = re.compile(r"(?:GMT|UTC)?\s*[+-]\d{1,2}:?\d{0,2}\b|\bZ\b")
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_HAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NUMERIC = re.compile(r"(?<![\d./])(?<!\d-)(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/])")
_CABLE = re.compile(r"(?<!\d)(\d\d)/(\d\d)/\d\d-\d\d/(\d\d)(?!\d)")  # day/month/hour-minute/year
_FILED = re.compile(  # 150932 JUN 00
    r"(?<!\d)([0-3]\d)[0-2]\d[0-5]\d\s?(?:Z|GMT|UTC)?\s([^\W\d_]{3,4})\.?\s(\d{4}|\d\d)(?!\d)"
)
_NUMBERED = re.compile(r"\b(?:no|nr|issue|vol)\.?\s?$|[№#]\s?$", re.I)
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)([01]\d)\2([0-3]\d)(?!\d)")
_FIGURES = re.compile(r"\d\s?[-/.]\s?\d")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_CENTURY = 40  # two figures from here on are years of the 1900s


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a line: `start`, `end` in it; `year` is None where none is printed; `label` is `published`,
    `updated` or empty."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    label: str = ""

    def resolve(self, year: int | None = None) -> date | None:
        """The calendar day, in `year` where none is printed; None when there is no such day."""
        stated = self.year or year
        if stated is None or not 1800 <= stated <= 2100:
            return None
        try:
            return date(stated, self.month, self.day)
        except ValueError:
            return None


def _month_key(form: str) -> str:
    return fold(form).rstrip(".")


@cache
def _months() -> dict[str, int]:
    return {_month_key(row["form"]): int(row["month"]) for row in load("grammar/months")}


@cache
def _month_words() -> frozenset[str]:
    return frozenset(word for form in _months() for word in _WORD.findall(form))


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = {variant for form in _months() for variant in (form, form.replace("i", "[iİı]", 1))}
    month = "|".join(sorted((f if "[" in f else re.escape(f) for f in forms), key=len, reverse=True))
    day_first = (
        rf"(?<![\w.,/])(?P<d>\d{{1,2}})(?:st|nd|rd|th|º|°|ª|er|re|-го|-е)?(?:\s+|\s*[-–/.,]\s*|(?<=\d))(?:de\s+|of\s+|d')?"
        rf"(?P<m>{month})(?![^\W\d_])(?:\.?(?:\s*[-–/.,]\s*|\s+)(?:de[l]?\s+)?(?P<y>\d{{4}})(?!\d(?!\d?:\d\d))"
        rf"|(?:\s|[-'’.])?(?P<yy>\d\d)(?=\s*$|\s*[|)\]]|\s{{2,}}|\s\d{{4}}(?!\d))|\.)?"
    )
    month_first = (
        rf"(?<!\w)(?P<m>{month})(?!\w)\.?(?:\s+|\s*-\s*)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%:])(?!\.\d)"
        rf"(?:\s*[,\-]?\s*(?P<y>\d{{4}})(?!\d(?!\d?:\d\d)))?"
    )
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def find_printed_dates(line: str, day_first: bool = True) -> Iterator[PrintedDate]:
    """Every date printed in a line, in order, with the label that stands before it.

    >>> line = "Updated: July 9, 2025 · Published: 8 de julio de 2025"
    >>> [(d.resolve(), d.label) for d in find_printed_dates(line)]
    [(datetime.date(2025, 7, 9), 'updated'), (datetime.date(2025, 7, 8), 'published')]
    >>> [d.resolve() for d in find_printed_dates("16.fev.2022 às 15h20, 06-FEB-2020, 21 февраля 2024")]
    [datetime.date(2022, 2, 16), datetime.date(2020, 2, 6), datetime.date(2024, 2, 21)]
    >>> [d.resolve(2023) for d in find_printed_dates("20 APR, 21:40")]
    [datetime.date(2023, 4, 20)]
    >>> list(find_printed_dates("he spent 20 million in 2020"))
    []
    """
    found: list[PrintedDate] = []
    if _FIGURES.search(line):
        found += _in_figures(line, day_first)
    if "年" in line:
        found += [
            PrintedDate(m.start(), m.end(), int(m[1]), int(m[2]), int(m[3])) for m in _HAN.finditer(line)
        ]
    for m in _FILED.finditer(line):
        month = _months().get(_month_key(m[2]))
        if month:
            found.append(PrintedDate(m.start(), m.end(), _full(m[3]), month, int(m[1])))
    if _DIGIT.search(line) and not _month_words().isdisjoint(_WORD.findall(line.casefold())):
        for pattern in _named():
            for m in pattern.finditer(line):
                month = _months().get(_month_key(m["m"])) or _months().get(
                    _month_key(m["m"]).replace("ı", "i")
                )
                if month and not _NUMBERED.search(line[max(0, m.start() - 8) : m.start()]):
                    found.append(PrintedDate(m.start(), m.end(), _stated_year(m), month, int(m["d"])))
    if not found:
        return
    end = 0
    for one in sorted(found, key=lambda d: (d.start, -d.end, d.year is None)):
        if one.start >= end and one.resolve(one.year or 2020):
            label = _label(line[end : one.start])
            yield PrintedDate(one.start, one.end, one.year, one.month, one.day, label)
            end = one.end


def _in_figures(line: str, day_first: bool) -> Iterator[PrintedDate]:
    for m in _ISO.finditer(line):
        yield PrintedDate(m.start(), m.end(), int(m[1]), int(m[3]), int(m[4]))
    for m in _CABLE.finditer(line):
        yield PrintedDate(m.start(), m.end(), _full(m[3]), int(m[2]), int(m[1]))
    for m in _NUMERIC.finditer(line):
        first, second = int(m[1]), int(m[3])
        month_leads = second > 12 or (first <= 12 and not day_first and m[2] != ".")
        day, month = (second, first) if month_leads else (first, second)
        yield PrintedDate(m.start(), m.end(), _full(m[4]), month, day)


def _stated_year(m: re.Match[str]) -> int | None:
    groups = m.groupdict()
    stated = groups["y"] or groups.get("yy")
    return _full(stated) if stated else None


def _full(year: str) -> int:
    """The year that four or two figures stand for."""
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= _CENTURY else 2000)


def _label(before: str) -> str:
    words = re.findall(r"[^\W\d_][\w'-]*", fold(before))[-8:]
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - 4), end):
            phrase = " ".join(words[start:end])
            for label in ("updated", "published"):
                if phrase in phrases(label):
                    return label
    return ""


def residue(line: str, dates: Sequence[PrintedDate]) -> list[str]:
    """The words of a line that are no date, time, weekday, time zone or label.

    >>> line = "Tue 4 Dec 2018 08.40 AST"
    >>> residue(line, list(find_printed_dates(line)))
    []
    >>> residue("Caracas, 10:20", [])
    ['caracas']
    """
    for one in reversed(dates):
        line = f"{line[: one.start]} {line[one.end :]}"
    line = _ZONE.sub(" ", _CLOCK.sub(" ", _TIME.sub(" ", line)))
    known = phrases("date_word")
    words = re.findall(r"[^\W\d_][\w'’.-]*|\d{3,}", fold(line))
    left = [word for word in words if word.rstrip(".") not in known]
    return _labels().sub(" ", " ".join(left)).split()


@cache
def _labels() -> re.Pattern[str]:
    found = sorted(phrases("published") | phrases("updated"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)")


def has_time(line: str) -> bool:
    """Whether a clock time is printed in a line.

    >>> has_time("20 APR, 21:40"), has_time("2,400 dollars")
    (True, False)
    """
    return bool(_TIME.search(line) or _CLOCK.search(line))


def date_in_name(name: str | None) -> date | None:
    """The calendar day that a file's name or a page's address states, year first.

    >>> date_in_name("news/1992-09-28_beijing.txt"), date_in_name("https://a.example/2021/09/30/astana")
    (datetime.date(1992, 9, 28), datetime.date(2021, 9, 30))
    >>> date_in_name("report-20210930112.txt") is None
    True
    """
    for m in _NAMED_DAY.finditer((name or "")[-400:]):
        day = PrintedDate(0, 0, int(m[1]), int(m[3]), int(m[4])).resolve()
        if day:
            return day
    return None


def parse_published(value: object, day_first: bool = True) -> date | None:
    """The calendar day of a date as a document states it, without conversion of time zones.

    >>> parse_published("2022-11-26T22:30:00-05:00"), parse_published("Wed, 07 Jun 2023 17:40:00 +0300")
    (datetime.date(2022, 11, 26), datetime.date(2023, 6, 7))
    >>> parse_published("recently") is None
    True
    """
    if isinstance(value, date):  # a datetime is one too
        return date(value.year, value.month, value.day)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if abs(value) < 1e15 else ""
    if not isinstance(value, str):
        return None
    text = value.strip()[:200]
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if re.fullmatch(r"\d{9,10}|\d{12,13}", text):  # seconds or milliseconds since 1970
        return date.fromordinal(
            date(1970, 1, 1).toordinal() + int(text[:-3] if len(text) > 10 else text) // 86400
        )
    for one in find_printed_dates(text, day_first):
        day = one.resolve()
        if day:
            return day
    return None
