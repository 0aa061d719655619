"""One frozen dataclass per table: its columns, their types, their order. Every schema derives from here.

Countries are ISO 3166-1 alpha-3 (Kosovo `XKX`, the European Union `EUE`), currencies ISO 4217.
`start_char` and `end_char` are offsets into `Article.text`, end exclusive. Unknown is `None`.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""what can be filtered by, and what a day written by hand can be"""


@dataclass(frozen=True, slots=True)
class Article:
    article_id: str
    """stable: the same article in, the same id out"""
    source: str | None
    """outlet or publisher, when the document says"""
    url: str | None
    """its address, if known; else the file it came from"""
    title: str | None
    """headline"""
    published: date | None
    """calendar day as printed, no time-zone conversion"""
    section: str | None
    """part of the publication it stands in, when the document says"""
    language: str | None
    """ISO 639-1"""
    text: str
    """the article's own words: headline, standfirst, caption, dateline, body"""


@dataclass(frozen=True, slots=True)
class Mention:
    article_id: str
    """the article it was read from"""
    start_char: int
    """where in the article's text the words begin that it was read from"""
    end_char: int
    """where they end, exclusive"""
    sentence: str
    """the sentence around these words"""
    surface: str
    """the words as printed"""
    kind: str
    """country, person, organisation, place, region"""
    form: str | None
    """of a country: name, demonym, metonym"""
    entity_id: str
    """alpha-3 of a country, a slug of anything else"""
    entity: str
    """its name in English, where the tables have one"""
    country: str | None
    """alpha-3 the mention counts towards"""
    confidence: float | None = None
    """the share of rows with such evidence that are right, 0 to 1; see lib/parse/confidence.py"""


@dataclass(frozen=True, slots=True)
class VisitReport:
    article_id: str
    """the article it was read from"""
    start_char: int
    """where in the article's text the words begin that it was read from"""
    end_char: int
    """where they end, exclusive"""
    sentence: str
    """the sentence around these words"""
    visitor: str
    """full name, else the role, else `delegation`"""
    visitor_role: str | None
    """office or rank, as the news says it"""
    visitor_country: str | None
    """alpha-3 of the country the visitor acts for"""
    host_country: str
    """alpha-3 of the country gone to"""
    city: str | None
    """town or place gone to, by its English name where the tables have one"""
    start_date: date | None
    """first day; where `date_precision` is month or year, the first of it"""
    end_date: date | None
    """last day; where `date_precision` is month or year, the last of it"""
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
    """stable while the reports tell of the same visitor, countries and month"""
    visitor: str
    """the fullest name that a report gives, else the role, else `delegation`"""
    visitor_role: str | None
    """office or rank, as the news says it"""
    visitor_country: str | None
    """alpha-3 of the country the visitor acts for"""
    host_country: str
    """alpha-3 of the country gone to"""
    city: str | None
    """town or place gone to, by its English name where the tables have one"""
    start_date: date | None
    """first day; where `date_precision` is month or year, the first of it"""
    end_date: date | None
    """last day; where `date_precision` is month or year, the last of it"""
    date_precision: str | None
    """day, month, year: that of its most precise report"""
    status: str
    """completed, ongoing, planned, invited, cancelled: that of its latest report"""
    first_reported: date | None
    """day the first article about it was published"""
    last_reported: date | None
    """day the latest article about it was published"""
    n_articles: int
    """articles that report it"""
    n_sources: int
    """sources that report it"""
    tour_id: str | None
    """the same in all stops of one journey; empty for a visit by itself"""
    leg: int | None
    """place of the stop in its journey, from 1"""
    confidence: float | None = None
    """that of its most certain report: that at least one is right is no less likely, whatever they share"""


@dataclass(frozen=True, slots=True)
class TradeFigure:
    article_id: str
    """the article it was read from"""
    start_char: int
    """where in the article's text the words begin that it was read from"""
    end_char: int
    """where they end, exclusive"""
    sentence: str
    """the sentence around these words"""
    amount: float
    """magnitudes applied; a fall is negative"""
    unit: str
    """ISO 4217; `%`; t, bbl, bbl/d, m3"""
    flow: str
    """trade, export, import, investment, loan, aid, debt, contract"""
    reporter: str | None
    """alpha-3 of the country that exports, imports, invests, lends, gives or sells"""
    partner: str | None
    """alpha-3 of the country on the other side"""
    period_start: date | None
    """first day of the time the figure is for"""
    period_end: date | None
    """last day of the time the figure is for"""
    status: str
    """actual, target"""
    claimed_by: str | None
    """who says so"""
    confidence: float | None = None
    """the share of rows with such evidence that are right, 0 to 1; see lib/parse/confidence.py"""


@dataclass(frozen=True, slots=True)
class Problem:
    path: str
    """the document, or its address"""
    stage: str
    """read, parse, store: where it failed"""
    reason: str
    """what went wrong, with what can be done"""
    seen_at: datetime
    """moment it was noticed, in UTC"""


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
