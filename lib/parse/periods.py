"""The periods that statistics speak of: years, halves, quarters, months to date, fiscal years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lib.parse.calendar_spans import months_after
from lib.parse.dates import DateSpan, find_dates
from lib.parse.numbers import word_value
from lib.parse.words import SPACE, trie
from lib.tables import load


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """When a country's fiscal year begins, and whether a single number names its first or its last year."""

    month: int = 4
    day: int = 1
    by_start: bool = False

    def days(self, of_year: int) -> tuple[date, date]:
        """First and last day of the fiscal year that begins in a calendar year.

        >>> [str(day) for day in FiscalYear(7, 17).days(2022)]
        ['2022-07-17', '2023-07-16']
        """
        start = date(min(max(of_year, 1), 9998), self.month, self.day)
        return start, start.replace(year=start.year + 1) - timedelta(days=1)

    def numbered(self, number: int) -> tuple[date, date]:
        """First and last day of the fiscal year that a single number names."""
        return self.days(number if self.by_start else number - (self.month > 1))


_USUAL = FiscalYear()
_AMERICAN = FiscalYear(10)


@cache
def fiscal_year(country: str | None) -> FiscalYear | None:
    """The fiscal year of a country by its code, `None` where the table does not know it.

    >>> fiscal_year("JPN"), fiscal_year("XXX")
    (FiscalYear(month=4, day=1, by_start=True), None)
    """
    row = next((r for r in load("grammar/fiscal_years") if r["alpha3"] == country), None)
    return FiscalYear(int(row["month"]), int(row["day"]), row["named"] == "start") if row else None


_STEMS = re.compile(
    r"uart|rimest|emest|alf|albj|onth|mese|mois|mesi|onat|месяц|Jahres|полугоди|квартал"
    r"|[QTHS][1-4]|[1-4][QTHS]|FY ?\d|iscal|inancial"
    r"|\d[-–/]\d\d\b|year (?:to|end|that|through|which)"
    r"|to.date|so.far|since the|since this|en lo que va|acumulado|depuis le|с начала"
)
_CODE = re.compile(
    r"\b(?:([QTHS])([1-4])|([1-4])([QTHS]))(?:[ \u00a0/-]?(?:of |de )?((?:19|20)\d\d|['’]?\d\d)\b)?"
    r"|\bFY[ \u00a0]?'?((?:20)?\d\d)(?:[-–/](\d{2,4}))?\b"
)
_FISCAL = re.compile(
    r"(U\.?S\.?[ \u00a0])?\b(?:fiscal|financial)(?:[ \u00a0]year)?[ \u00a0]((?:20|19)\d\d)"
    r"(?:[-–/](\d{2,4}))?\b"
    r"|\b(20\d\d|19\d\d)[-–/](\d{2,4})[ \u00a0](?:fiscal|financial)\b",
    re.IGNORECASE,
)
_SPLIT_YEAR = re.compile(r"\b((?:19|20)\d\d)[-–/](\d\d)\b(?![-–/\d])")
_THIS_FISCAL = re.compile(
    r"\b(current|this|last|previous|next|coming)[ \u00a0](?:fiscal|financial)[ \u00a0]year\b", re.IGNORECASE
)
_LINK = re.compile(r"[\s,]{1,2}(?:(?:of|in|de|del|do|des|di|von|d['’])\s?)?(?:(?:the|el|l['’]|la)\s?)?\Z")
_YEAR_TO = re.compile(
    r"\b(?:(?:fiscal|financial|crop|marketing) )?year (?:(?:that|which) )?(?:to|through|end(?:ed|ing|s))"
    r"(?: (?:on|in))?(?: the end of)? \Z"
)
_UNTIL = re.compile(r"\s(?:to|through|ended|ending|until|up to|hasta|bis|à|a|do|по)\s(?:the end of\s)?\Z")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A part of a year or several months; the ordinal and count before it; the year so far."""
    rows = load("grammar/date_words")
    ordinals, pieces, many, to_date = (
        trie(r["word"] for r in rows if r["kind"] == kind)
        for kind in ("ordinal", "piece", "pieces", "to_date")
    )
    number = r"(\d{1,2}|[^\W\d_]{3,12})"
    noun = rf"[\s-](?:({pieces})|({many}))(?![^\W_])"
    before = rf"(?<![^\W_])(?:({ordinals})(?:[\s-]{number})?|{number}{SPACE}({ordinals})|{number})\Z"
    return re.compile(noun), re.compile(before), re.compile(rf"\b{to_date}(?![^\W_])")


@cache
def _values(kind: str) -> dict[str, int]:
    return {r["word"].lower(): int(r["value"]) for r in load("grammar/date_words") if r["kind"] == kind}


def _months(of_year: int, first: int, count: int) -> tuple[date, date]:
    """The days of `count` months from month `first` of a year."""
    start = date(min(max(of_year, 1), 9998), first, 1)  # the year after must exist too
    return start, months_after(start, count) - timedelta(days=1)


def find_periods(
    text: str,
    published: date | None,
    language: str | None = None,
    anchor: date | None = None,
    fiscal: FiscalYear | None = None,
) -> Iterator[DateSpan]:
    """Yields the periods over which a figure may have accrued, in order: years, months, ranges, parts.

    A part of an unnamed year is the latest begun by `published`. Days, "since 2014" and durations are none.
    `fiscal` is the fiscal year of the country spoken of; one told by two numbers is else April to March.

    >>> spans = find_periods("in the first half of 2018, the twelve months to March 2025, FY23", None)
    >>> [(str(p.start_date), str(p.end_date)) for p in spans]
    [('2018-01-01', '2018-06-30'), ('2024-04-01', '2025-03-31'), ('2022-04-01', '2023-03-31')]
    >>> list(find_periods("since 2014, on 5 May 2020 and over the past five years", date(2021, 3, 1)))
    []
    """
    dates = list(find_dates(text, published, language, anchor=anchor))
    special = _special(text, published, language, dates, fiscal) if _STEMS.search(text) else []
    taken = [(p.start_char, p.end_char) for p in special]
    for span in dates:
        inside = any(span.start_char < end and start < span.end_char for start, end in taken)
        if span.precision != "day" and not inside and not _open_ended(text, span.start_char):
            special.append(span)
    yield from sorted(special, key=lambda p: p.start_char)


def _open_ended(text: str, start: int) -> bool:
    """Whether "since" stands before."""
    word = text[max(0, start - 12) : start].rstrip().rpartition(" ")[2].lower()
    return word in _since()


@cache
def _since() -> frozenset[str]:
    return frozenset(r["word"] for r in load("grammar/date_words") if r["kind"] == "since")


def _special(
    text: str,
    published: date | None,
    language: str | None,
    dates: list[DateSpan],
    fiscal: FiscalYear | None,
) -> list[DateSpan]:
    """Periods that are more than a date: parts of years, fiscal years, the year to date."""
    found: list[DateSpan] = []
    noun, before, to_date = _patterns()
    for match in to_date.finditer(text):
        if published:
            found.append(DateSpan(*match.span(), date(published.year, 1, 1), published, "day"))
    for day in dates:
        low = max(0, day.start_char - 50)
        until = _YEAR_TO.search(text[low : day.start_char]) if day.precision != "year" else None
        if until:
            after = day.end_date + timedelta(days=1)
            found.append(
                DateSpan(low + until.start(), day.end_char, months_after(after, -12), day.end_date, "month")
            )
    for match in (*_CODE.finditer(text), *_FISCAL.finditer(text)):
        days = _code(match, published, fiscal) if match.re is _CODE else _fiscal(match, fiscal)
        if days:
            found.append(DateSpan(*match.span(), *days, "month"))
    if language in ("en", None):
        found += [
            DateSpan(*match.span(), *(fiscal or _USUAL).days(int(match.group(1))), "month")
            for match in _SPLIT_YEAR.finditer(text)
            if int(match.group(2)) == (int(match.group(1)) + 1) % 100
        ]
    for match in _THIS_FISCAL.finditer(text) if published else ():
        found.append(
            DateSpan(*match.span(), *_this_fiscal(match.group(1).lower(), published, fiscal), "month")
        )
    for match in noun.finditer(text):
        low = max(0, match.start() - 28)
        counted = before.search(text[low : match.start()])
        if counted is None:
            continue
        start, end = low + counted.start(), match.end()
        read = _piece(counted, match.group(1), language)
        if read is not None:
            found += _placed(text, start, end, *read, published, dates)
        elif match.group(2):
            count = word_value(counted.group(5) or "", language)
            months = _counted(text, start, end, count, dates)
            so_far = text[max(0, start - 3) : start].lower() == "за "
            if not months and count and published and so_far and 1 < count < 12:
                year = published.year - (published.month <= count)  # "за девять месяцев": of the year
                months = [DateSpan(start, end, *_months(year, 1, int(count)), "month")]
            found += months
    found.sort(key=lambda p: (p.start_char, -p.end_char))
    kept: list[DateSpan] = []
    for period in found:
        if not kept or period.start_char >= kept[-1].end_char:
            kept.append(period)
    return kept


def _piece(counted: re.Match[str], name: str | None, language: str | None) -> tuple[int, int] | None:
    """First month and number of months of a part of a year: first half, third quarter, first nine months."""
    ordinal, count, other_count, other, _ = counted.groups()
    if not (ordinal or other):
        return None
    place = _values("ordinal")[(ordinal or other).lower()]
    if name:
        size = _values("piece")[name.lower()]
        return (1 + (place - 1) * size, size) if place * size <= 12 and not count else None
    value = word_value(count or other_count or "", language)
    return (1, int(value)) if value and 1 < value < 12 and place == 1 else None


def _counted(text: str, start: int, end: int, count: float | None, dates: list[DateSpan]) -> list[DateSpan]:
    """Months that end at a date ("six months to June 2020"), or begin a year ("nine months of 2021")."""
    following = next((d for d in dates if d.start_char >= end), None)
    if not count or not 1 < count <= 60 or following is None:
        return []
    link = text[end : following.start_char]
    if following.precision == "year" and count < 12 and _LINK.match(link):
        days = _months(following.start_date.year, 1, int(count))
        return [DateSpan(start, following.end_char, *days, "month")]
    if following.precision == "year" or not _UNTIL.match(link):
        return []
    first = months_after(following.end_date + timedelta(days=1), -int(count))
    return [DateSpan(start, following.end_char, first, following.end_date, "month")]


def _placed(
    text: str, start: int, end: int, first: int, count: int, published: date | None, dates: list[DateSpan]
) -> list[DateSpan]:
    """The part of a year set in the year named beside it, else in the latest begun when published."""
    years = [d for d in dates if d.precision == "year"]
    after = next((d for d in years if d.start_char >= end and _LINK.match(text[end : d.start_char])), None)
    before = next(
        (d for d in reversed(years) if d.end_char <= start and text[d.end_char : start].strip("'’s ") == ""),
        None,
    )
    beside = after or before
    if beside:
        of_year, start, end = beside.start_date.year, min(start, beside.start_char), max(end, beside.end_char)
    elif published:
        of_year = published.year - (date(published.year, first, 1) > published)
    else:
        return []
    return [DateSpan(start, end, *_months(of_year, first, count), "month")]


def _full_year(digits: str) -> int:
    number = int(digits.strip("'’"))
    return number + 2000 if number < 100 else number


def _this_fiscal(which: str, published: date | None, fiscal: FiscalYear | None) -> tuple[date, date]:
    """The fiscal year around a day, the one before or the one after."""
    day, fiscal = published or date.min, fiscal or _USUAL
    begun = (day.month, day.day) >= (fiscal.month, fiscal.day)
    return fiscal.days(
        day.year - (not begun) + {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    )


def _code(
    match: re.Match[str], published: date | None, fiscal_year: FiscalYear | None
) -> tuple[date, date] | None:
    """Q3 2021, H1, 3T20, FY23."""
    letter, place, place_first, letter_last, digits, fiscal, fiscal_end = match.groups()
    if fiscal:
        known = fiscal_year or _USUAL
        return known.days(_full_year(fiscal)) if fiscal_end else known.numbered(_full_year(fiscal))
    size = 3 if (letter or letter_last) in "QT" else 6
    first = 1 + (int(place or place_first) - 1) * size
    if first > 12 or not (digits or published):
        return None
    if digits:
        return _months(_full_year(digits), first, size)
    if published is None or (letter or letter_last) in "TS":
        return None
    return _months(published.year - (date(published.year, first, 1) > published), first, size)


def _fiscal(match: re.Match[str], fiscal: FiscalYear | None) -> tuple[date, date] | None:
    """Fiscal years printed as two numbers, and as one where the country, or the one named, is known."""
    american, number, second, leading, trailing = match.groups()
    named = _AMERICAN if american else fiscal
    if named and number and not second:
        return named.numbered(int(number))
    if (number and second) or leading:
        first, last = int(number or leading), _full_year(second or trailing)
        return (fiscal or _USUAL).days(first) if last == first + 1 else None
    return None
