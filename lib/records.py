"""One frozen dataclass per table: its columns, their types, their order. Every schema derives from here.

Countries are ISO 3166-1 alpha-3 (Kosovo `XKX`, the European Union `EUE`), currencies ISO 4217.
`start_char` and `end_char` are offsets into `Article.text`, end exclusive. Unknown is `None`.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    article_id: str
    """stable: the same article in, the same id out"""
    source: str | None
    """outlet or publisher, when the document says"""
    url: str | None
    """its address, if known; else the file it came from"""
    title: str | None
    published: date | None
    """calendar day as printed, no time-zone conversion"""
    section: str | None
    language: str | None
    """ISO 639-1"""
    text: str
    """the article's own words: headline, standfirst, caption, dateline, body"""


@dataclass(frozen=True, slots=True)
class Mention:
    article_id: str
    start_char: int
    end_char: int
    sentence: str
    surface: str
    """the words as printed"""
    kind: str
    """country, person, organisation, place, region"""
    form: str | None
    """of a country: name, demonym, metonym"""
    entity_id: str
    """alpha-3 of a country, a slug of anything else"""
    entity: str
    country: str | None
    """alpha-3 the mention counts towards"""
    confidence: float | None = None
    """the share of rows with such evidence that are right, 0 to 1; see lib/parse/confidence.py"""


@dataclass(frozen=True, slots=True)
class VisitReport:
    article_id: str
    start_char: int
    end_char: int
    sentence: str
    visitor: str
    """full name, else the role, else `delegation`"""
    visitor_role: str | None
    visitor_country: str | None
    host_country: str
    city: str | None
    start_date: date | None
    end_date: date | None
    date_precision: str | None
    """day, month, year"""
    status: str
    """completed, ongoing, planned, invited, cancelled"""
    confidence: float | None = None
    """the share of rows with such evidence that are right, 0 to 1; see lib/parse/confidence.py"""
    visit_id: str | None = None
    """the visit this reports, given by the store when it merges"""


@dataclass(frozen=True, slots=True)
class Visit:
    visit_id: str
    visitor: str
    visitor_role: str | None
    visitor_country: str | None
    host_country: str
    city: str | None
    start_date: date | None
    end_date: date | None
    date_precision: str | None
    status: str
    first_reported: date | None
    last_reported: date | None
    n_articles: int
    n_sources: int
    tour_id: str | None
    leg: int | None
    confidence: float | None = None
    """that of its most certain report: that at least one is right is no less likely, whatever they share"""


@dataclass(frozen=True, slots=True)
class TradeFigure:
    article_id: str
    start_char: int
    end_char: int
    sentence: str
    amount: float
    """magnitudes applied; a fall is negative"""
    unit: str
    """ISO 4217; `%`; t, bbl, bbl/d, m3"""
    flow: str
    """trade, export, import, investment, loan, aid, debt, contract"""
    reporter: str | None
    partner: str | None
    period_start: date | None
    period_end: date | None
    status: str
    """actual, target"""
    claimed_by: str | None
    confidence: float | None = None
    """the share of rows with such evidence that are right, 0 to 1; see lib/parse/confidence.py"""


@dataclass(frozen=True, slots=True)
class Problem:
    path: str
    stage: str
    reason: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Rows:
    """What one article yields."""

    mentions: tuple[Mention, ...] = ()
    visit_reports: tuple[VisitReport, ...] = ()
    trade_figures: tuple[TradeFigure, ...] = ()


TABLES: dict[str, type] = {
    "articles": Article,
    "mentions": Mention,
    "visit_reports": VisitReport,
    "visits": Visit,
    "trade_figures": TradeFigure,
    "problems": Problem,
}


def columns(table: str) -> tuple[str, ...]:
    """The column names of a table, in order.

    >>> columns("problems")
    ('path', 'stage', 'reason', 'seen_at')
    >>> columns("people")
    Traceback (most recent call last):
        ...
    KeyError: 'people'
    """
    return tuple(f.name for f in dataclasses.fields(TABLES[table]))
