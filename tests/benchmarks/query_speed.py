"""How long every query behind a page takes on a store made for it, warm: the quickest of several, in milliseconds.

python tests/benchmarks/query_speed.py --articles 100000
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from query_store import fill

from lib import query
from lib.query import EVERYTHING, Filters
from lib.store import Facts

MOST = 1000
"""rows that a table shows"""

FILTERS = {
    "everything": EVERYTHING,
    "a year": Filters(start=date(2020, 1, 1), end=date(2020, 12, 31)),
    "a country": Filters(host_countries=("AFG",)),
    "certain": Filters(confidence=0.9),
    "a source": Filters(sources=("Source 0",)),
}
QUESTIONS: dict[str, Callable[..., Any]] = {
    "summary": query.summary,
    "choices": query.choices,
    "articles": partial(query.articles, limit=MOST),
    "visits": partial(query.visits, limit=MOST),
    "visit_days": query.visit_days,
    "visit_ranking": query.visit_ranking,
    "travel_ranking": query.travel_ranking,
    "travelled": partial(query.travelled, every=False),
    "tour_extent": query.tour_extent,
    "tours": partial(query.tours, limit=MOST),
    "traveller_visits": query.traveller_visits,
    "coming": partial(query.coming, since=date(2025, 1, 1), limit=MOST),
    "playback": query.playback,
    "mention_ranking": query.mention_ranking,
    "mention_ranking, of all": partial(query.mention_ranking, kind=None, limit=MOST),
    "mention_ranking, form": partial(query.mention_ranking, limit=MOST, forms=("demonym",)),
    "mention_extent": query.mention_extent,
    "mention_timeline": query.mention_timeline,
    "mention_changes": partial(
        query.mention_changes, periods=query.Compared(date(2024, 1, 1), date(2024, 12, 31), date(2023, 1, 1))
    ),
    "mention_sources": partial(query.mention_sources, entities=("ABW", "AFG", "AGO")),
    "comentions": query.comentions,
    "comentions, sentence": partial(query.comentions, within="sentence"),
    "concordance": partial(query.concordance, kind="country", entity="AFG", limit=MOST),
    "latest_mentions": partial(query.latest_mentions, kind="country", limit=MOST),
    "trade_units": query.trade_units,
    "trade_extent": query.trade_extent,
    "trade_largest": query.trade_largest,
    "trade_series": partial(query.trade_series, limit=MOST),
    "trade_series, converted": partial(query.trade_series, limit=MOST, convert=True),
    "trade_largest, converted": partial(query.trade_largest, convert=True),
    "claim_extent": query.claim_extent,
    "rival_claims": query.rival_claims,
    "rival_claims, converted": partial(query.rival_claims, convert=True),
    "trade_totals": query.trade_totals,
    "trade_totals, converted": partial(query.trade_totals, convert=True),
    "trade_targets": query.trade_targets,
    "trade_targets, converted": partial(query.trade_targets, convert=True),
    "problems": query.problems,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="made here if missing, and kept")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "store"
        if not path.exists():
            fill(path, given.articles)
        measure(path, given.times)


def measure(path: Path, times: int) -> None:
    started = time.perf_counter()
    store = Facts(path)
    store.refresh()
    print(f"opened in {time.perf_counter() - started:.2f} s")
    if store.unsaved:
        started = time.perf_counter()
        store.save()
        print(f"indexed in {time.perf_counter() - started:.0f} s")
        started = time.perf_counter()
        store = Facts(path)
        store.refresh()
        print(f"opened again in {time.perf_counter() - started:.2f} s")
    common = store.frame(
        "SELECT word, count(*) AS n FROM words WHERE word LIKE 'e%' GROUP BY 1 ORDER BY n DESC"
    )["word"]
    FILTERS["a word"] = Filters(words=common[50])
    FILTERS["a common word"] = Filters(words=common[0])
    FILTERS["a phrase"] = Filters(words=f'"{common[0]} {common[1]}"')
    print(f"{'':24}" + "".join(f"{name:>14}" for name in FILTERS))
    for name, ask in QUESTIONS.items():
        row = [_milliseconds(partial(ask, store, filters), times) for filters in FILTERS.values()]
        print(f"{name:24}" + "".join(f"{value:14.0f}" for value in row), flush=True)


def _milliseconds(ask: Callable[[], Any], times: int) -> float:
    ask()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


if __name__ == "__main__":
    main()
