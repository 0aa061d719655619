"""Few large files instead of many small ones, and none that nobody needs: safe while others read and write."""

from dataclasses import dataclass

import pyarrow as pa

from lib.store.schema import STORED, stored_schema
from lib.store.snapshot import CHILDREN, Snapshot
from lib.store.views import quoted
from lib.store.visits import update_visits


@dataclass(frozen=True, slots=True)
class Compaction:
    """The files that the tables consist of, and their bytes; those they replace stay for an hour."""

    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int


def compact(snapshot: Snapshot) -> Compaction:
    """Joins the files of all tables, drops hidden rows and deletes files unused for an hour.

    Raises StoreError when the disk is full or may not be written; what was stored is kept in any case.
    """
    tables = snapshot.tables
    before = tables.size()
    sweep(snapshot)
    tables.follow("visits", lambda: _valid_visits(snapshot), replacing=True)
    for name in STORED:
        tables.compact(name)
    after = tables.size()
    return Compaction(before[0], after[0], before[1], after[1])


def sweep(snapshot: Snapshot) -> None:
    """Drops from disk the rows of articles that are removed or there twice, once no visit tells of them."""
    snapshot.refresh()
    hidden = snapshot.query("SELECT batch, list(article_id) AS ids FROM hidden GROUP BY batch")
    update_visits(snapshot)
    for row in hidden.to_pylist():
        ids = ", ".join(map(quoted, row["ids"]))
        for name in (*CHILDREN, "articles", "removed"):
            snapshot.tables.delete(name, f"batch = {row['batch']} AND article_id IN ({ids})")


def _valid_visits(snapshot: Snapshot) -> pa.Table | None:
    """The visits without the rows that others replace; None when there are no such rows."""
    snapshot.refresh()
    if not snapshot.query("FROM replaced LIMIT 1").num_rows:
        return None
    return snapshot.query("SELECT * REPLACE (NULL::BIGINT AS replaces) FROM seen_visits").cast(
        stored_schema("visits")
    )
