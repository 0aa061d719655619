"""Visits → a calendar file (RFC 5545) that any calendar program reads."""

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lib import countries, format

LONGEST = 75
"""octets of a line; what is longer goes on in the next, after a blank"""

STATUSES = {"ongoing": "CONFIRMED", "completed": "CONFIRMED", "planned": "TENTATIVE", "invited": "TENTATIVE",
            "cancelled": "CANCELLED"}  # fmt: skip


def calendar(visits: pd.DataFrame) -> bytes:
    """Visits (their columns in `lib.records`) as a calendar, one all-day event each.

    Only those known to the day: a calendar can not hold "some day in May". The same visit has the same UID.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Visits//EN", "CALSCALE:GREGORIAN"]
    for visit in sure(visits).to_dict("records"):
        lines += _event(visit)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def sure(visits: pd.DataFrame) -> pd.DataFrame:
    """Those of the visits that are known to the day."""
    return visits[visits["start_date"].notna() & (visits["date_precision"] == "day")]


def _event(visit: dict[Hashable, Any]) -> Iterator[str]:
    start = _day(visit["start_date"])
    end = start if format.missing(visit["end_date"]) else _day(visit["end_date"])
    country = countries.name(visit["host_country"])
    where = country if format.missing(visit["city"]) else f"{visit['city']}, {country}"
    told = None if format.missing(visit["last_reported"]) else _day(visit["last_reported"])
    reported = f"Reported by {format.count(int(visit['n_articles']), 'article')}, last on {format.day(told)}."
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(visit['visit_id'])}@dateline"
    # The calendar as it was when the visit was last reported: the same rows give the same file.
    yield f"DTSTAMP:{told or start:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}"  # the first day after
    yield f"SUMMARY:{escaped(visit['visitor'])} in {escaped(where)} ({visit['status']})"
    yield f"LOCATION:{escaped(where)}"
    yield f"DESCRIPTION:{escaped(reported)}"
    yield f"STATUS:{STATUSES[visit['status']]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


def escaped(text: str) -> str:
    r"""Text as a value: no line of it can begin another property.

    >>> escaped("Paris; Nice, \\ and\r\nBEGIN:VALARM")
    'Paris\\; Nice\\, \\\\ and BEGIN:VALARM'
    """
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> str:
    """A line broken so that none is longer than 75 octets, never within a character.

    >>> folded("SUMMARY:x")
    'SUMMARY:x'
    >>> [len(part.encode()) for part in folded("é" * 100).split("\\r\\n")]
    [74, 75, 53]
    """
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
