"""How long every query behind a page takes on a store made for it, warm, in milliseconds.

python tests/benchmarks/query_speed.py --articles 100000
"""

import argparse
import statistics
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
from lib.store import Store

FILTERS = {
    "everything": EVERYTHING,
    "a year": Filters(start=date(2020, 1, 1), end=date(2020, 12, 31)),
    "a country": Filters(host_countries=("AFG",)),
    "certain": Filters(confidence=0.9),
}
QUESTIONS: dict[str, Callable[..., Any]] = {
    "summary": query.summary,
    "choices": query.choices,
    "articles": query.articles,
    "visits": query.visits,
    "visit_ranking": query.visit_ranking,
    "travel_ranking": query.travel_ranking,
    "travelled": query.travelled,
    "mention_ranking": query.mention_ranking,
    "mention_ranking, all": partial(query.mention_ranking, limit=None),
    "mention_timeline": query.mention_timeline,
    "mentions": partial(query.mentions, kinds=("country",)),
    "trade_units": query.trade_units,
    "trade_series": query.trade_series,
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
    store = Store(path)
    assert store.version
    print(f"opened in {time.perf_counter() - started:.2f} s")
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
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    main()
