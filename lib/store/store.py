"""The store: articles and their rows go in by batches, SQL over the tables comes out."""

import threading
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import pyarrow as pa

from lib.records import Article, Problem, Rows
from lib.store.batches import batch_number
from lib.store.compact import Compaction, compact, sweep
from lib.store.log import LogFile
from lib.store.objects import Place, locate
from lib.store.overlay import Overlay
from lib.store.schema import to_arrow
from lib.store.snapshot import CHILDREN, Snapshot
from lib.store.visits import update_visits


class Store:
    """Tables in a folder: safe to read while others write, and from many threads.

    A batch is written children first and `articles` last; readers see only the rows of batches that
    `articles` holds, so a crash in between leaves nothing visible and a second try adds nothing twice.
    """

    def __init__(self, path: Place | str) -> None:
        """Opens the store in a folder and creates it when missing; raises StoreError with a remedy."""
        self.path = locate(path)
        self.corrections = LogFile(self.path)
        self._reading = Snapshot(self.path, Overlay(self.corrections))
        # Writers look at the tables through a snapshot of their own, so that nobody who reads waits for them.
        self._writing = Snapshot(self.path)
        self._lock = threading.RLock()

    @property
    def version(self) -> str:
        """A string that changes whenever the data do."""
        return self._reading.refresh()

    @property
    def is_new(self) -> bool:
        """Whether no article was ever added."""
        return self._reading.tables.refresh("articles") == (0,)

    def frame(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        """The result of an SQL query over the tables of `lib.records`.

        Parameters fill `?` or `$1` from a sequence, `$name` from a mapping. Dates and times come as
        `datetime64[us]`, times in UTC.
        """
        self._reading.refresh()
        return to_pandas(self._reading.query(sql, parameters))

    def known(self, article_ids: Iterable[str]) -> set[str]:
        """Those of the given article ids that the store holds."""
        wanted = list(article_ids)
        if not wanted:
            return set()
        self._reading.refresh()
        found = self._reading.query(
            "SELECT article_id FROM articles WHERE article_id IN (SELECT unnest($1))", [wanted]
        )
        return set(found["article_id"].to_pylist())

    def add(
        self,
        articles: Sequence[tuple[Article, Rows]],
        problems: Sequence[Problem] = (),
        *,
        merging: bool = True,
    ) -> int:
        """Writes one batch and returns how many of its articles were new; known ones add nothing.

        With `merging=False` the reports join `visits` only at the next `merge`, which suits many batches.
        """
        known = self.known(article.article_id for article, _ in articles)
        new = {
            article.article_id: (article, rows)
            for article, rows in reversed(articles)
            if article.article_id not in known
        }
        batch = batch_number()
        with self._lock:
            tables = self._writing.tables
            for name in CHILDREN:
                rows = [(n, row) for _, rows in new.values() for n, row in enumerate(getattr(rows, name))]
                tables.append(
                    name,
                    to_arrow(
                        name,
                        [row for _, row in rows],
                        batch=[batch] * len(rows),
                        ordinal=[n for n, _ in rows],
                    ),
                )
            tables.append("problems", to_arrow("problems", problems))
            tables.append(
                "articles",
                to_arrow("articles", [article for article, _ in new.values()], batch=[batch] * len(new)),
            )
        if merging and new:
            self.merge()
        return len(new)

    def merge(self) -> None:
        """Brings `visits` up to date with the visit reports."""
        with self._lock:
            update_visits(self._writing)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles with all their rows and returns how many there were."""
        with self._lock:
            self._writing.refresh()
            found = self._writing.query(
                "SELECT article_id, batch FROM seen_articles WHERE article_id IN (SELECT unnest($1))",
                [list(article_ids)],
            )
            # One commit hides the articles; the deletions after it may take their time, or be cut short.
            self._writing.tables.append("removed", found)
            if found.num_rows:
                sweep(self._writing)
        return int(found.num_rows)

    def compact(self) -> Compaction:
        """Joins the many small files of many batches into few, drops what is hidden, and says what came of it."""
        with self._lock:
            return compact(self._writing)


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame: dates as `datetime64[us]`, sums as plain numbers.

    >>> from datetime import date
    >>> to_pandas(pa.table({"d": [date(2020, 2, 6), None]})).d.dtype
    dtype('<M8[us]')
    """
    for i, field in enumerate(table.schema):
        kind = field.type
        if pa.types.is_date(kind):
            table = table.set_column(i, field.name, table.column(i).cast(pa.timestamp("us")))
        elif pa.types.is_decimal(kind):
            number = pa.int64() if kind.scale == 0 else pa.float64()
            table = table.set_column(i, field.name, table.column(i).cast(number))
    frame: pd.DataFrame = table.to_pandas()
    return frame
