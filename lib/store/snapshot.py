"""What SQL sees: the newest committed state of the tables as DuckDB views."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from lib.errors import StoreError
from lib.store.delta import Tables
from lib.store.objects import Place
from lib.store.schema import STORED
from lib.store.views import Overlay, create_views

LOADED = ("merged", "visits", "problems", "removed", "articles")
"""Tables whose change is a change of the data, in the order to load them: what is said to be merged is in the
visits, and whoever replaces visits has seen every article that they were merged from."""

CHILDREN = ("mentions", "visit_reports", "trade_figures")
"""Loaded after `articles`, so that every batch acknowledged there is found here."""

OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Snapshot:
    """The tables in a folder, safe to query from many threads."""

    def __init__(self, path: Place, overlay: Overlay | None = None) -> None:
        """Opens the tables, under an overlay if any, and creates missing ones; StoreError with a remedy."""
        self.path = path
        self._overlay = overlay
        self._corrections = ""
        self.tables = Tables(path)
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._connection = duckdb.connect(":memory:", config=OFFLINE)
        self._connection.execute("SET GLOBAL TimeZone = 'UTC'")

    def refresh(self) -> str:
        """Loads what was committed since, and returns a string that names this state of the data."""
        with self._lock:
            versions = self.tables.refresh(*LOADED)
            corrections = self._overlay.refresh() if self._overlay else ""
            if versions != self._seen or corrections != self._corrections:
                self._seen = self._load(versions)
                self._corrections = corrections
            return ".".join(map(str, self._seen)) + f"+{corrections}" * bool(corrections)

    def _load(self, versions: tuple[int, ...]) -> tuple[int, ...]:
        self.tables.refresh(*CHILDREN)
        # What was removed meanwhile lost its rows, maybe, but is still among the articles loaded before.
        while (newer := self.tables.refresh(*LOADED)) != versions:
            versions = newer
            self.tables.refresh(*CHILDREN)
        with self._plain_errors():
            create_views(self._connection, {name: self.tables.files(name) for name in STORED}, self._overlay)
        return versions

    def query(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = (), **given: pa.Table
    ) -> pa.Table:
        """The result of an SQL query over the state last loaded by `refresh`, and over the tables given."""
        try:
            return self._query(sql, parameters, given)
        except duckdb.IOException:
            # A file that another program's compaction replaced long ago: the newest state has its rows.
            with self._lock, self._plain_errors():
                self._seen = self._load(self.tables.refresh(*LOADED))
            with self._plain_errors():
                return self._query(sql, parameters, given)

    def _query(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object], given: Mapping[str, pa.Table]
    ) -> pa.Table:
        values = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        with self._connection.cursor() as cursor:
            for name, table in given.items():
                cursor.register(name, table)
            return cursor.sql(sql, params=values or None).to_arrow_table()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except duckdb.IOException as error:
            raise StoreError(
                str(self.path),
                "",
                "files of the store are missing or damaged",
                "restore the folder, or remove it and ingest again",
            ) from error
