"""How the store grows: sizes of its files, the merge of all reports, and that of 1,000 articles more.

python tests/benchmarks/store_scale.py --articles 1000000
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from query_store import fill

from lib.store import Store
from lib.store.batches import batch_number
from lib.store.schema import STORED
from lib.store.snapshot import CHILDREN, Snapshot

MORE = 1000
"""articles that come later"""

BLURRED = """
    SELECT * EXCLUDE chance REPLACE (
        if(chance < 25, NULL, if(chance < 30, date_trunc('month', start_date)::DATE, start_date)) AS start_date,
        if(chance < 25, NULL, if(chance < 30, last_day(start_date), end_date)) AS end_date,
        if(chance < 25, NULL, if(chance < 30, 'month', date_precision)) AS date_precision
    ) FROM (SELECT *, hash(article_id) % 100 AS chance FROM stored_visit_reports)
"""
"""The reports as news has them: a quarter name no date, one in twenty only the month."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a new folder, kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.store or Path(folder) / "store", given.articles, Path(folder) / "more")


def measure(path: Path, articles: int, more: Path) -> None:
    """Prints what it takes to lay down, merge, add to and compact a store of so many articles."""
    timed(f"laid down {articles:,} articles", lambda: lay_down(path, articles))
    store = Store(path)
    timed("merged all reports", store.merge)
    print_sizes(path)
    lay_down(more, MORE, seed=5)
    for again in ("first", "second"):
        arrive(store, Snapshot(more), again)
        timed(f"merged {MORE:,} more, {again} time", store.merge)
    timed("nothing to merge", store.merge)
    timed("opened and read", lambda: Store(path).frame("SELECT count(*) FROM visits"))
    timed("compacted", store.compact)
    print_sizes(path)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def lay_down(path: Path, articles: int, seed: int = 4) -> None:
    """A store of so many articles, each with a report of a visit, of which none is merged."""
    fill(path, articles, seed)
    snapshot = Snapshot(path)
    snapshot.refresh()
    snapshot.tables.follow("visit_reports", lambda: snapshot.query(BLURRED), replacing=True)
    snapshot.tables.delete("visits", "true")


def arrive(store: Store, more: Snapshot, prefix: str) -> None:
    """Adds the articles of another store under new names, with all that belongs to them."""
    more.refresh()
    batch = batch_number()
    for name in (*CHILDREN, "articles"):
        rows = more.query(
            f"SELECT * REPLACE ($1 || article_id AS article_id, $2 AS batch) FROM stored_{name}",
            [prefix, batch],
        )
        store._writing.tables.append(name, rows)


def print_sizes(path: Path) -> None:
    """Prints the size on disk of each table, replaced files included."""
    for name in STORED:
        sizes = [file.stat().st_size for file in (path / name).rglob("*") if file.is_file()]
        print(f"  {name:15} {sum(sizes) / 1e6:10.1f} MB in {len(sizes)} files")


def timed(what: str, do: Callable[[], object]) -> None:
    """Does something and prints how long it took."""
    started = time.perf_counter()
    do()
    print(f"{what}: {time.perf_counter() - started:.2f} s", flush=True)


if __name__ == "__main__":
    main()
