"""What the tables show of each row, and what it reads as."""

from math import floor

import pandas as pd

from lib import countries, format
from lib.query import language, pair
from lib.ui.table import Column

STATUS_SIGNS = {"completed": "●", "ongoing": "◉", "planned": "○", "invited": "◇", "cancelled": "×"}
"""the marks of the map, so that a status is told by more than colour"""


KINDS = {
    "Countries": "country", "People": "person", "Organisations": "organisation", "Places": "place",
    "Regions": "region", "All": None,
}  # fmt: skip
FORMS = {"All": None, "Names": "name", "Demonyms": "demonym", "Metonyms": "metonym"}
MEASURES = {"Count": "count", "Share of articles": "share", "Per thousand words": "rate"}
PERIODS = {"Month": "month", "Quarter": "quarter", "Year": "year"}
AVERAGES = {"None": 1, "3": 3, "7": 7, "12": 12}
ORDERS = {"Date": "date", "Word before": "before", "Word after": "after"}


def status(value: str) -> str:
    """A status with its sign.

    >>> status("planned"), status("unheard of")
    ('○ planned', 'unheard of')
    """
    return f"{STATUS_SIGNS[value]} {value}" if value in STATUS_SIGNS else format.stated(value)


def certainty(value: float | None) -> str:
    """A confidence in per cent, rounded down, so that what is filtered by 95 % reads as 95 % or more.

    >>> certainty(0.998), certainty(0.29), certainty(float("nan"))
    ('99 %', '29 %', 'not stated')
    """
    return format.NOT_STATED if value is None or format.missing(value) else f"{floor(value * 100 + 1e-9)} %"


def _stay(row: pd.Series) -> str:
    return format.period(row["start_date"], row["end_date"], row["date_precision"])


def _accrued(row: pd.Series) -> str:
    return format.period(row["period_start"], row["period_end"])


def kilometres(length: float | None) -> str:
    """A way in kilometres, to the ten: which spot of a city is meant is not told.

    >>> kilometres(8203.9), kilometres(None), kilometres(4.0)
    ('8,200', 'not stated', '0')
    """
    return format.NOT_STATED if length is None or format.missing(length) else format.number(round(length, -1))


def _through(codes: str) -> str:
    return " → ".join(countries.name(code) for code in codes.split(", "))


def _actual(row: pd.Series) -> str:
    return format.period(row["actual_start"], row["actual_end"])


def _pair(row: pd.Series) -> str:
    return pair(row["flow"], row["reporter"], row["partner"])


def _number(field: str) -> Column:
    titles = {
        "n_articles": "Articles",
        "visits": "Visits",
        "trade_figures": "Figures",
        "mentions": "Mentions",
        "articles": "Articles",
        "made": "Made",
        "visitors": "Visitors",
        "hosts": "Countries",
        "legs": "Stops",
        "days": "Days",
        "together": "In common",
        "claims": "Claims",
        "periods": "Periods",
        "left_out": "Not added",
    }
    return Column(field, titles[field], 70, shown=lambda row: format.number(row[field]))


PUBLISHED = Column("published", "Published", 105, shown=lambda row: format.day(row["published"]))
SOURCE = Column("source", "Source", 130)
CERTAINTY = Column("confidence", "Certainty", 80, shown=lambda row: certainty(row["confidence"]))


def mention_changes(measure: str, now: str, before: str) -> tuple[Column, ...]:
    """The columns of who rises and falls, in a measure, from one period to another."""
    return (
        Column("entity", "Name", 220),
        Column("kind", "Kind", 110),
        Column("difference", "Change", 210, shown=lambda row: _arrow(row, measure)),
        Column("value", now, 130, shown=lambda row: format.measured(row["value"], measure)),
        Column("value_before", before, 130, shown=lambda row: format.measured(row["value_before"], measure)),
    )


def _arrow(row: pd.Series, measure: str) -> str:
    """A difference with what it is in words.

    >>> _arrow({"difference": 3.0, "value": 3.0, "value_before": 0.0}, "count")
    '↑ new, +3'
    >>> _arrow({"difference": -0.125, "change": -1 / 3, "value": 0.25, "value_before": 0.375}, "share")
    '↓ fell, −12 points (−33 %)'
    """
    size = row["difference"]
    if not size:
        return "= same"
    moved = format.moved(size, measure)
    if not row["value_before"]:
        return f"↑ new, {moved}"
    if not row["value"]:
        return f"↓ gone, {moved}"
    return f"{'↑ rose' if size > 0 else '↓ fell'}, {moved} ({format.change(round(100 * row['change']))})"


def joint(one: str, other: str) -> tuple[Column, ...]:
    """The columns of articles that name two entities."""
    return (
        PUBLISHED,
        Column("title", "Headline", 360),
        SOURCE,
        Column("mentions", one, 110, shown=lambda row: format.number(row["mentions"])),
        Column("other_mentions", other, 110, shown=lambda row: format.number(row["other_mentions"])),
    )


def by_source(measure: str) -> tuple[Column, ...]:
    """The columns of who names whom, in a measure."""
    title = next(name for name, value in MEASURES.items() if value == measure)
    return (
        SOURCE,
        Column("entity", "Names", 180),
        Column("value", title, 150, shown=lambda row: format.measured(row["value"], measure)),
        _number("mentions"),
        Column("articles", "In articles", 90, shown=lambda row: format.number(row["articles"])),
        Column("published", "Of articles", 90, shown=lambda row: format.number(row["published"])),
    )


VISITS = (
    Column("start_date", "When", 125, shown=_stay),
    Column("visitor", "Who", 175),
    Column("host_country", "Where to", 130, countries.name),
    Column("status", "Status", 105, status),
    CERTAINTY,
    Column("city", "City", 110),
    Column("visitor_role", "As", 115),
    Column("visitor_country", "Whose country", 110, countries.name),
    _number("n_articles"),
)
BRIEF_VISITS = VISITS[:4]
TOURS = (
    VISITS[1]._replace(width=150),
    VISITS[0]._replace(shown=lambda row: format.period(row["start_date"], row["end_date"], "day")),
    _number("legs"),
    Column("km", "Km", 75, shown=lambda row: kilometres(row["km"])),
    Column("hosts", "Through", 230, _through),
    _number("days"),
)
LEGS = (
    Column("leg", "Stop", 55, shown=lambda row: format.number(row["leg"])),
    VISITS[2],
    VISITS[5],
    VISITS[0],
    VISITS[3],
    Column("km", "Km from the stop before", 165, shown=lambda row: kilometres(row["km"])),
    VISITS[4],
    VISITS[8],
)
CHANGED_VISITS = (*VISITS[:3], Column("before", "Status before", 115, status), *VISITS[3:])
TRADE = (
    Column("amount", "Amount", 105, shown=lambda row: format.amount(row["amount"], row["unit"])),
    Column("flow", "Flow", 95),
    Column("pair", "Between", 205),
    Column("period_start", "Period", 130, shown=_accrued),
    Column("status", "Status", 80),
    CERTAINTY,
    Column("claimed_by", "Says who", 140),
    PUBLISHED,
    SOURCE,
)
_BETWEEN = (
    Column("pair", "Between", 190),
    Column("kind", "Flow", 85),
    Column("period_start", "Period", 110, shown=_accrued),
)
_SAYS = Column("claimed_by", "Says who", 140)
_SOURCES = Column("source", "Sources", 160)
_FIRST = Column("published", "First published", 115, shown=lambda row: format.day(row["published"]))
CLAIMS = (
    TRADE[0],
    _SAYS,
    *_BETWEEN,
    _number("articles"),
    Column("spread", "Spread", 70, shown=lambda row: times(row["spread"])),
    _SOURCES,
    Column("status", "Status", 70),
    Column("flow", "Told as", 80),
    _FIRST,
    CERTAINTY,
)
TARGETS = (
    TRADE[0],
    *_BETWEEN,
    Column("outcome", "Outcome", 100),
    Column("reached", "Reached", 75, shown=lambda row: format.share(row["reached"])),
    Column("actual_start", "Actual period", 110, shown=_actual),
    _SAYS,
    _SOURCES,
    _number("articles"),
    _FIRST,
    CERTAINTY,
)
TOTALS = (
    Column("total", "Sum", 105, shown=lambda row: format.amount(row["total"], row["unit"])),
    *_BETWEEN[:2],
    Column("period_start", "From first to last", 150, shown=_accrued),
    _number("periods"),
    _number("articles"),
    _number("left_out"),
)
GROWTH = (
    Column("amount", "Change or share", 115, shown=lambda row: format.change(row["amount"])),
    *TRADE[1:],
)


def valued(shown: tuple[Column, ...], unit: str, convert: bool) -> tuple[Column, ...]:
    """Columns that begin with an amount, with what it is worth in a currency, and at which rate, if converted."""
    if not convert:
        return shown
    value = Column("value", f"In {format.unit(unit)}", 110, shown=lambda row: _value(row, unit))
    return (shown[0], value, *shown[1:], Column("rate", "Rate", 250, shown=lambda row: _rate(row, unit)))


def _value(row: pd.Series, unit: str) -> str:
    value = row["value"] if row["unit"] == unit else format.three_digits(row["value"])
    return format.money(value, unit)


def _rate(row: pd.Series, unit: str) -> str:
    if row["unit"] == unit:
        return "as stated"
    return format.rate(row["rate"], row["unit"], unit, row["rate_first"], row["rate_last"])


def times(value: float | None) -> str:
    """How many times as large.

    >>> times(1.2345), times(12.3), times(float("nan"))
    ('1.23 ×', '12.3 ×', 'not stated')
    """
    said = format.number(value, 3)
    return said if said == format.NOT_STATED else f"{said} ×"


RANKED = (
    Column("entity", "Name", 220),
    Column("kind", "Kind", 110),
    _number("mentions"),
    _number("articles"),
    Column("share", "Share of articles", 130, shown=lambda row: format.share(row["share"])),
    Column("rate", "Per thousand words", 140, shown=lambda row: format.measured(row["rate"], "rate")),
)
NAMED_TOGETHER = (
    Column("entity", "Name", 190),
    Column("other", "With", 190),
    _number("together"),
    Column("share", "Share of their articles", 160, shown=lambda row: format.share(row["share"])),
)
CONTEXT = (
    Column("before", "Before", 240, shown=lambda row: row["before"], align="right"),
    Column("surface", "Named", 110, align="center"),
    Column("after", "After", 300, shown=lambda row: row["after"]),
    PUBLISHED,
    SOURCE,
    Column("title", "Article", 260),
)
MENTIONS = (
    Column("surface", "Words", 125),
    Column("entity", "Stands for", 145),
    Column("kind", "Kind", 95),
    Column("form", "Form", 85),
    CERTAINTY,
    Column("title", "Article", 300),
    PUBLISHED,
    SOURCE,
)
NEW_ARTICLES = (
    Column("added", "Added", 105, shown=lambda row: format.day(row["added"])),
    PUBLISHED,
    Column("title", "Headline", 420),
    SOURCE,
    Column("language", "Language", 95, language),
)
ARTICLES = (
    PUBLISHED,
    Column("title", "Headline", 360),
    SOURCE,
    Column("language", "Language", 95, language),
    _number("visits"),
    _number("trade_figures"),
    _number("mentions"),
)
HEADLINES = (PUBLISHED, ARTICLES[1])
PROBLEMS = (
    Column("path", "Document", 260),
    Column("reason", "Why it could not be read", 520),
    Column("seen_at", "When", 110, shown=lambda row: format.day(row["seen_at"])),
)


def _counted(field: str, title: str) -> Column:
    return Column(field, title, 90, shown=lambda row: format.number(row[field]))


def _span(row: pd.Series) -> str:
    return format.between(row["first"], row["last"], row["first_precision"], row["last_precision"])


def _signed(field: str, title: str) -> Column:
    return Column(
        field, title, 80, shown=lambda row: f"{'+' if row[field] > 0 else ''}{format.number(row[field])}"
    )


PAIRS = (
    Column("visitor_country", "Who visits", 150, countries.name),
    Column("host_country", "Whom", 150, countries.name),
    _counted("made", "Visits made"),
    _counted("returned", "The other way"),
    _signed("balance", "Balance"),
    _counted("ahead", "To come"),
    Column("first", "Between", 220, shown=_span),
)


def partners(one: str, other: str) -> tuple[Column, ...]:
    """The columns of the partners of two countries, given by name."""
    return (
        Column("name", "With", 170),
        *(
            _counted(f"{side}_{way}", f"{name}: {way}")._replace(width=150)
            for side, name in (("one", one), ("other", other))
            for way in ("made", "received")
        ),
    )


def changes(before: str, after: str, by: str) -> tuple[Column, ...]:
    """The columns of what changed between two periods, given in words, for hosts or pairs."""
    return (
        *([PAIRS[0]] if by == "pair" else []),
        Column("host_country", "Where to", 150, countries.name),
        _counted("before", before)._replace(width=190),
        _counted("after", after)._replace(width=190),
        _signed("change", "Change"),
    )
