"""What can be corrected in a row, and what each field takes."""

import re
from collections.abc import Callable, Mapping, Sequence

from lib.corrections.stays import stay
from lib.records import EARLIEST, LATEST
from lib.tables import load

STATUSES = ("completed", "ongoing", "planned", "invited", "cancelled")
FLOWS = ("trade", "export", "import", "investment", "loan", "aid", "debt", "contract")
MEASURES = ("%", "t", "bbl", "bbl/d", "m3")
FIGURE_STATUSES = ("actual", "target")
KINDS = ("country", "person", "organisation", "place", "region")

QUOTE = "quote"
"""of an added row: the words of the article that say it"""

Check = Callable[[str], str]
"""A value as typed → as kept; ValueError says what it must be."""


def checked(table: str, field: str, value: str) -> str:
    """A value as it is kept; ValueError says what the field takes.

    >>> checked("visits", "host_country", " cub "), checked("visits", "city", "")
    ('CUB', '')
    >>> checked("visits", "status", "done")
    Traceback (most recent call last):
        ...
    ValueError: “done” is none of completed, ongoing, planned, invited, cancelled
    """
    if field not in FIELDS[table]:
        raise ValueError(f"“{field}” is none of {', '.join(FIELDS[table])}")
    value = " ".join(value.split())
    if not value and field in REQUIRED[table]:
        raise ValueError(f"“{field}” cannot be empty")
    return FIELDS[table][field](value) if value else ""


def _words(value: str) -> str:
    if len(value) > 200:
        raise ValueError("a name or role has at most 200 letters")
    return value


def _country(value: str) -> str:
    if value.upper() not in {row["alpha3"] for row in load("gazetteer/countries")}:
        raise ValueError(f"“{value}” is no ISO 3166-1 alpha-3 code of a country, such as CUB")
    return value.upper()


def _one_of(choices: Sequence[str]) -> Check:
    def check(value: str) -> str:
        if value.lower() not in choices:
            raise ValueError(f"“{value}” is none of {', '.join(choices)}")
        return value.lower()

    return check


def _dates(value: str) -> str:
    for day in stay(value)[:2]:
        if day and not EARLIEST <= day <= LATEST:
            raise ValueError(f"“{value}” is not between {EARLIEST.year} and {LATEST.year}")
    return value


def _amount(value: str) -> str:
    try:
        amount = float(value.replace(" ", ""))
    except ValueError:
        raise ValueError(f"“{value}” is no number; write 2400000000 or 2.4e9") from None
    if not abs(amount) < 1e18:
        raise ValueError("an amount is a number below a quintillion")
    return f"{amount:.0f}" if amount.is_integer() else repr(amount)


def _unit(value: str) -> str:
    if value.lower() in MEASURES:
        return value.lower()
    if not re.fullmatch(r"[A-Za-z]{3}", value) or value.upper() not in _currencies():
        raise ValueError(
            f"“{value}” is neither an ISO 4217 code, such as USD, nor one of {', '.join(MEASURES)}"
        )
    return value.upper()


def _currencies() -> set[str]:
    return {row["code"] for row in load("gazetteer/currency_names")} | {
        row["currency"] for row in load("grammar/currencies")
    }


FIELDS: Mapping[str, Mapping[str, Check]] = {
    "visits": {
        "visitor": _words,
        "visitor_role": _words,
        "visitor_country": _country,
        "host_country": _country,
        "city": _words,
        "dates": _dates,
        "status": _one_of(STATUSES),
    },
    "trade_figures": {
        "amount": _amount,
        "unit": _unit,
        "flow": _one_of(FLOWS),
        "reporter": _country,
        "partner": _country,
        "period": _dates,
        "status": _one_of(FIGURE_STATUSES),
        "claimed_by": _words,
    },
    "entities": {"entity": _words, "kind": _one_of(KINDS), "country": _country},
}
"""What can be edited; `dates` and `period` are written as in `lib.corrections.stays`."""

REQUIRED = {
    "visits": ("visitor", "host_country", "status"),
    "trade_figures": ("amount", "unit", "flow", "status"),
    "entities": ("entity", "kind"),
}
