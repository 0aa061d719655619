"""The periods that statistics speak of: years, halves, quarters, months to date, fiscal years."""

from collections.abc import Iterator
from datetime import date

from lib.parse.dates import DateSpan, find_dates


def find_periods(text: str, published: date | None, language: str | None = None) -> Iterator[DateSpan]:
    """Yields the periods over which a figure may have accrued, in order."""
    for span in find_dates(text, published, language):
        if span.precision != "day":
            yield span
