"""(Store, Filters) → DataFrame: one function per question, named for the table it returns."""

from lib.query.filters import EVERYTHING, UNKNOWN, Filters
from lib.query.news import News, changed_visits, new_articles, new_figures, new_visits, newest, news
from lib.query.overview import Summary, absent, choices, language, summary
from lib.query.rankings import (
    STATUSES,
    Extent,
    Named,
    mention_extent,
    mention_ranking,
    mention_timeline,
    pair,
    trade_extent,
    trade_largest,
    trade_series,
    trade_units,
    travel_ranking,
    visit_days,
    visit_ranking,
)
from lib.query.reading import Reading, article, evidence
from lib.query.routes import travelled
from lib.query.sentences import Sentence, sentences
from lib.query.sql import Store
from lib.query.tables import (
    articles,
    latest_mentions,
    mentions,
    problems,
    trade_figures,
    visit_reports,
    visits,
)

__all__ = [
    "EVERYTHING",
    "STATUSES",
    "UNKNOWN",
    "Extent",
    "Filters",
    "Named",
    "News",
    "Reading",
    "Sentence",
    "Store",
    "Summary",
    "absent",
    "article",
    "articles",
    "changed_visits",
    "choices",
    "evidence",
    "language",
    "latest_mentions",
    "mention_extent",
    "mention_ranking",
    "mention_timeline",
    "mentions",
    "new_articles",
    "new_figures",
    "new_visits",
    "newest",
    "news",
    "pair",
    "problems",
    "sentences",
    "summary",
    "trade_extent",
    "trade_figures",
    "trade_largest",
    "trade_series",
    "trade_units",
    "travel_ranking",
    "travelled",
    "visit_days",
    "visit_ranking",
    "visit_reports",
    "visits",
]
