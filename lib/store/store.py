"""The store: articles and their rows go in by batches, SQL over the tables comes out."""

import secrets
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from lib.errors import StoreError
from lib.records import Article, Problem, Rows
from lib.store.delta import Tables
from lib.store.schema import STORED, to_arrow
from lib.store.views import create_views

CHILDREN = ("mentions", "visit_reports", "trade_figures")
VERSIONED = ("articles", "removed", "problems", "visits")
"""Tables whose change is a change of the data; the children change only before `articles` does."""

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class Store:
    """Tables in a folder: safe to read while others write, and from many threads.

    A batch is written children first and `articles` last; readers see only the rows of batches that
    `articles` holds, so a crash in between leaves nothing visible and a second try adds nothing twice.
    """

    def __init__(self, path: Path | str) -> None:
        """Opens the store in a folder and creates it when missing; raises StoreError with a remedy."""
        self.path = Path(path).expanduser().absolute()
        self._tables = Tables(self.path)
        self._lock = threading.RLock()
        self._connection = duckdb.connect(":memory:", config=OFFLINE)
        self._connection.execute("SET GLOBAL TimeZone = 'UTC'")
        self._seen: str | None = None

    @property
    def version(self) -> str:
        """A string that changes whenever the data do."""
        with self._lock:
            return ".".join(map(str, self._tables.refresh(*VERSIONED)))

    def frame(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        """The result of an SQL query over the tables of `lib.records`.

        Parameters fill `?` or `$1` from a sequence, `$name` from a mapping. Dates and times come as
        `datetime64[us]`, times in UTC.
        """
        return to_pandas(self._query(sql, parameters))

    def _query(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pa.Table:
        with self._lock:
            self._refresh()
            cursor = self._connection.cursor()
        with cursor:
            given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
            try:
                return cursor.sql(sql, params=given or None).to_arrow_table()
            except duckdb.IOException as error:
                raise StoreError(
                    str(self.path), "", "files of the store are missing or damaged",
                    "restore the folder, or remove it and ingest again",
                ) from error

    def _refresh(self) -> None:
        version = self.version
        if version == self._seen:
            return
        self._tables.refresh(*CHILDREN)
        create_views(self._connection, {name: self._tables.files(name) for name in STORED})
        self._seen = version

    def known(self, article_ids: Iterable[str]) -> set[str]:
        """Those of the given article ids that the store holds."""
        wanted = list(article_ids)
        if not wanted:
            return set()
        found = self._query("SELECT article_id FROM articles WHERE article_id IN (SELECT unnest($1))", [wanted])
        return set(found["article_id"].to_pylist())

    def add(self, articles: Sequence[tuple[Article, Rows]], problems: Sequence[Problem] = ()) -> int:
        """Writes one batch and returns how many of its articles were new; known ones add nothing."""
        known = self.known(article.article_id for article, _ in articles)
        new = {article.article_id: (article, rows) for article, rows in reversed(articles)
               if article.article_id not in known}
        batch = _batch_number()
        with self._lock:
            for name in CHILDREN:
                records = [(record, n) for _, rows in new.values() for n, record in enumerate(getattr(rows, name))]
                self._tables.append(name, to_arrow(
                    name, [record for record, _ in records],
                    batch=[batch] * len(records), ordinal=[n for _, n in records],
                ))
            self._tables.append("problems", to_arrow("problems", problems))
            self._tables.append("articles", to_arrow(
                "articles", [article for article, _ in new.values()], batch=[batch] * len(new)
            ))
        return len(new)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles with all their rows and returns how many there were."""
        found = self._query(
            "SELECT article_id, batch FROM stored_articles WHERE article_id IN (SELECT unnest($1))", [list(article_ids)]
        )
        count = len(set(found["article_id"].to_pylist()))
        if count:
            # One commit hides the articles; the deletions after it may take their time, or be cut short.
            self._tables.append("removed", found)
            self.sweep()
        return count

    def sweep(self) -> None:
        """Deletes from disk what is hidden: removed articles, and the later of two equal ones."""
        hidden = self._query("SELECT article_id, batch FROM hidden").to_pylist()
        with self._lock:
            for batch in sorted({row["batch"] for row in hidden}):
                ids = ", ".join(quoted(row["article_id"]) for row in hidden if row["batch"] == batch)
                for name in (*CHILDREN, "articles", "removed"):
                    self._tables.delete(name, f"batch = {batch} AND article_id IN ({ids})")

    def compact(self) -> None:
        """Joins the many small files of many batches into few."""
        with self._lock:
            for name in STORED:
                self._tables.compact(name)


def _batch_number() -> int:
    """A number that grows with time and that two writers do not share."""
    return (time.time_ns() // 1_000_000 << 20) | secrets.randbits(20)


def quoted(text: str) -> str:
    """Text as an SQL literal.

    >>> quoted("Côte d'Ivoire")
    "'Côte d''Ivoire'"
    """
    return "'" + text.replace("'", "''") + "'"


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
    return table.to_pandas()
