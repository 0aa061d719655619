"""(Store, Filters) → DataFrame: one function per question, named for the table it returns."""

from lib.query.by_hand import corrections, faults, marked
from lib.query.claims import Asked, claim_extent, rival_claims, trade_totals
from lib.query.comentions import comentions, joint_articles, paired
from lib.query.comparisons import Compared, compared, mention_changes, mention_sources
from lib.query.concordance import concordance
from lib.query.filters import EVERYTHING, UNKNOWN, Filters
from lib.query.history import Days, Disagreement, History, Slippage, history
from lib.query.news import News, changed_visits, new_articles, new_figures, new_visits, newest, news
from lib.query.overview import Summary, absent, choices, language, summary
from lib.query.rankings import (
    STATUSES,
    Named,
    mention_extent,
    mention_ranking,
    mention_timeline,
    travel_ranking,
    visit_days,
    visit_ranking,
)
from lib.query.reading import Reading, article, evidence
from lib.query.relations import (
    Meetings,
    country_figures,
    exchanges,
    meetings,
    partners,
    visit_changes,
    visit_matrix,
    visit_pairs,
    visit_years,
)
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
from lib.query.targets import OUTCOMES, trade_targets
from lib.query.tours import (
    TourExtent,
    coming,
    coming_extent,
    playback,
    tour,
    tour_extent,
    tours,
    traveller_visits,
)
from lib.query.trade import Extent, pair, trade_extent, trade_largest, trade_series, trade_units

__all__ = [
    "EVERYTHING",
    "OUTCOMES",
    "STATUSES",
    "UNKNOWN",
    "Asked",
    "Compared",
    "Days",
    "Disagreement",
    "Extent",
    "Filters",
    "History",
    "Meetings",
    "Named",
    "News",
    "Reading",
    "Sentence",
    "Slippage",
    "Store",
    "Summary",
    "TourExtent",
    "absent",
    "article",
    "articles",
    "changed_visits",
    "choices",
    "claim_extent",
    "comentions",
    "coming",
    "coming_extent",
    "compared",
    "concordance",
    "corrections",
    "country_figures",
    "evidence",
    "exchanges",
    "faults",
    "history",
    "joint_articles",
    "language",
    "latest_mentions",
    "marked",
    "meetings",
    "mention_changes",
    "mention_extent",
    "mention_ranking",
    "mention_sources",
    "mention_timeline",
    "mentions",
    "new_articles",
    "new_figures",
    "new_visits",
    "newest",
    "news",
    "pair",
    "paired",
    "partners",
    "playback",
    "problems",
    "rival_claims",
    "sentences",
    "summary",
    "tour",
    "tour_extent",
    "tours",
    "trade_extent",
    "trade_figures",
    "trade_largest",
    "trade_series",
    "trade_targets",
    "trade_totals",
    "trade_units",
    "travel_ranking",
    "travelled",
    "traveller_visits",
    "visit_changes",
    "visit_days",
    "visit_matrix",
    "visit_pairs",
    "visit_ranking",
    "visit_reports",
    "visit_years",
    "visits",
]
