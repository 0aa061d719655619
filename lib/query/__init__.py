"""(Store, Filters) → DataFrame: one function per question, named for the table it returns."""

from lib.query.comentions import comentions, joint_articles, paired
from lib.query.comparisons import Compared, compared, mention_changes, mention_sources
from lib.query.concordance import concordance
from lib.query.filters import EVERYTHING, UNKNOWN, Filters
from lib.query.overview import Summary, choices, language, summary
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
    "Compared",
    "Extent",
    "Filters",
    "Named",
    "Reading",
    "Store",
    "Summary",
    "article",
    "articles",
    "choices",
    "comentions",
    "compared",
    "concordance",
    "evidence",
    "joint_articles",
    "language",
    "latest_mentions",
    "mention_changes",
    "mention_extent",
    "mention_ranking",
    "mention_sources",
    "mention_timeline",
    "mentions",
    "pair",
    "paired",
    "problems",
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
