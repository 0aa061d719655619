"""Delta Lake tables in a folder: the only module that calls `deltalake`."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.schema import Field, PrimitiveType
from pyarrow import dataset

from lib.errors import StoreError
from lib.store.objects import ObjectPath, Place, readable
from lib.store.schema import STORED, VERSION, stored_schema

T = TypeVar("T")

UNUSABLE = re.compile(r"[\[\]|^\\%\x00-\x1f]")
"""Characters in a folder's name on which the Delta library fails."""

ATTEMPTS = 20
"""How often a commit that another writer overtook is tried again."""

UNREAD_HOURS = 1
"""A query that began before its files were replaced is over by then, and so is a batch that is being written."""

LARGE = 64_000_000
"""Bytes of a file that is left as it is."""

Span = tuple[int | None, int | None, int]
"""First and last batch of a file (None: of before there were any) and its bytes."""

NOTED = "dateline.schema"
"""The property of each table that holds its version; tables from before there was one have none."""

NEXT_OR_NEVER = CommitProperties(max_commit_retries=0)
"""A commit that must follow the version that was read."""

_DELTA_TYPE = {pa.string(): "string", pa.int64(): "long", pa.float64(): "double", pa.date32(): "date"}


class Tables:
    """The tables of one store, each at the version last loaded by `refresh`."""

    def __init__(self, path: Place) -> None:
        """Opens the tables in a folder, creates those that are missing and brings older ones up to date.

        Raises StoreError for a folder that holds something else, or tables of a newer version.
        """
        self.path = path
        if isinstance(path, Path):
            _check_folder(path)
        with self._plain_errors("open"):
            if isinstance(path, Path):
                path.mkdir(parents=True, exist_ok=True)
            self._tables = {name: self._retried(partial(self._open, name)) for name in STORED}

    def _open(self, name: str) -> DeltaTable:
        where, schema = str(self.path / name), stored_schema(name)
        if not DeltaTable.is_deltatable(where):
            noted = {NOTED: str(VERSION)}
            DeltaTable.create(
                where,
                schema,
                mode="ignore",
                name="dateline",
                configuration=noted,
                raise_if_key_not_exists=False,
            )
        table = DeltaTable(where)
        version = int(table.metadata().configuration.get(NOTED, 1))
        stored = {field.name for field in table.schema().fields}
        if version > VERSION:
            raise self._newer(name, f"version {version} of the tables, this is {VERSION}")
        if unknown := sorted(stored - set(schema.names)):
            raise self._newer(name, f"unknown columns: {', '.join(unknown)}")
        if missing := [field for field in schema if field.name not in stored]:
            table.alter.add_columns([Field(f.name, PrimitiveType(_DELTA_TYPE[f.type])) for f in missing])
        if version < VERSION:
            # Last, so that whoever is cut short here begins again.
            table.alter.set_table_properties({NOTED: str(VERSION)}, raise_if_not_exists=False)
        return table

    def _newer(self, name: str, how: str) -> StoreError:
        return StoreError(
            str(self.path),
            name,
            f"written by a newer Dateline ({how})",
            "update Dateline, or name another folder with --store",
        )

    def refresh(self, *names: str) -> tuple[int, ...]:
        """Loads the newest version of the named tables and returns their version numbers."""
        with self._plain_errors("read"):
            for name in names:
                self._tables[name].update_incremental()
            return tuple(self._tables[name].version() for name in names)

    def files(self, name: str) -> list[str]:
        """The Parquet files of a table, as paths that DuckDB can read."""
        with self._plain_errors("read"):
            return readable(self.path, name, self._tables[name].file_uris())

    def size(self) -> tuple[int, int]:
        """How many files the tables consist of, without those replaced, and their bytes."""
        sizes = [size for name in STORED for _, _, size in self._spans(name)]
        return len(sizes), sum(sizes)

    def append(self, name: str, rows: pa.Table) -> None:
        """Adds rows in one commit; none, no commit."""
        if rows.num_rows:
            self._commit(name, lambda table: write_deltalake(table, rows, mode="append"))

    def delete(self, name: str, predicate: str) -> None:
        """Removes the rows for which an SQL predicate holds."""
        self._commit(name, lambda table: table.delete(predicate))

    def follow(self, name: str, rows: Callable[[], pa.Table | None], *, replacing: bool = False) -> None:
        """Adds rows (None: no commit) to the very version of a table that they were made from, or replaces all.

        `rows` refreshes the table itself; it is called again whenever another writer was faster.
        """

        def commit() -> None:
            fresh = rows()
            if fresh is not None:
                mode: Any = "overwrite" if replacing else "append"
                write_deltalake(self._tables[name], fresh, mode=mode, commit_properties=NEXT_OR_NEVER)

        with self._plain_errors("write"):
            self._retried(commit)

    def compact(self, name: str) -> None:
        """Joins small files into larger ones and deletes files unused for an hour.

        Readers and writers go on meanwhile: files are replaced by a commit like any other.
        """
        if "batch" in stored_schema(name).names:
            for low, high in runs(self._spans(name)):
                self._commit(name, partial(_rewrite, low=low, high=high))
        elif len(self._spans(name)) > 1:
            self._commit(name, join)
        self._commit(name, delete_unread)

    def _spans(self, name: str) -> list[Span]:
        """The files of a table: their first and last batch, their bytes."""
        with self._plain_errors("read"):
            self._tables[name].update_incremental()
            files = pa.table(self._tables[name].get_add_actions(flatten=True)).to_pylist()
        return [(file.get("min.batch"), file.get("max.batch"), file["size_bytes"]) for file in files]

    def _commit(self, name: str, change: Callable[[DeltaTable], object]) -> None:
        table = self._tables[name]

        def commit() -> None:
            table.update_incremental()
            change(table)

        with self._plain_errors("write"):
            self._retried(commit)

    @staticmethod
    def _retried(commit: Callable[[], T]) -> T:
        for _ in range(ATTEMPTS - 1):
            try:
                return commit()
            except CommitFailedError:
                continue
        return commit()

    def _plain_errors(self, doing: str) -> AbstractContextManager[None]:
        return plain_errors(self.path, doing)


@contextmanager
def plain_errors(path: Place, doing: str, what: str = "the store", remedy: str = "") -> Iterator[None]:
    """What the Delta library raises within, as StoreError in plain words; `remedy` where the usual one does not do."""
    try:
        yield
    except CommitFailedError as error:
        raise StoreError(
            str(path),
            "",
            "another program keeps writing to this store",
            "wait for it, then try again",
        ) from error
    except (DeltaError, pa.ArrowException, OSError) as error:
        raise _plain(path, doing, what, remedy, error) from error


def join(table: DeltaTable) -> None:
    """Writes a whole table into one file; fails when another writer was faster."""
    # Not by `optimize.compact`: two of those at once both succeed, and every row is there twice.
    write_deltalake(table, table.to_pyarrow_table(), mode="overwrite", commit_properties=NEXT_OR_NEVER)


def delete_unread(table: DeltaTable) -> None:
    """Deletes the files that were replaced, or never became part of a table, an hour ago."""
    table.vacuum(UNREAD_HOURS, dry_run=False, enforce_retention_duration=False, full=True)


def runs(files: Iterable[Span]) -> list[tuple[int, int]]:
    """The batches, from one to another, whose small files are to become one.

    >>> runs([(1, 1, 10), (2, 5, 10), (3, 4, LARGE), (6, 6, 10), (8, 9, 10)])
    [(1, 5), (6, 9)]
    >>> runs([(1, 1, 10)])
    []
    """
    found: list[list[tuple[int, int, int]]] = [[]]
    for low, high, size in sorted((low, high, size) for low, high, size in files if low is not None and high):
        if size >= LARGE or sum(size for *_, size in found[-1]) >= LARGE:
            found.append([])
        if size < LARGE:
            found[-1].append((low, high, size))
    return [(run[0][0], max(high for _, high, _ in run)) for run in found if len(run) > 1]


def _rewrite(table: DeltaTable, low: int, high: int) -> None:
    """Writes the rows of some batches anew; fails when another writer has touched them meanwhile."""
    batch = dataset.field("batch")
    rows = table.to_pyarrow_dataset().scanner(filter=(batch >= low) & (batch <= high)).to_reader()
    write_deltalake(table, rows, mode="overwrite", predicate=f"batch >= {low} AND batch <= {high}")


def _check_folder(path: Path) -> None:
    if found := UNUSABLE.search(str(path)):
        raise StoreError(
            str(path),
            "",
            f"a store's folder cannot have {found[0]!r} in its name",
            "name another folder with --store",
        )
    if path.exists() and not path.is_dir():
        raise StoreError(str(path), "", "this is a file, not a folder", "name a folder with --store")
    try:
        foreign = path.exists() and sorted(p.name for p in path.iterdir() if p.name not in STORED)
    except OSError as error:
        raise _plain(path, "open", "the store", "", error) from error
    if foreign and not DeltaTable.is_deltatable(str(path / "articles")):
        raise StoreError(
            str(path),
            foreign[0],
            "this folder holds something other than a store",
            "name an empty or new folder with --store",
        )


def _plain(path: Place, doing: str, what: str, remedy: str, error: Exception) -> StoreError:
    reason, usual = _explained(doing, str(error), what)
    if isinstance(path, ObjectPath):
        usual = "check the address and the AWS_… variables: key, region, AWS_ENDPOINT_URL"
    return StoreError(str(path), "", reason, remedy or usual)


def _explained(doing: str, message: str, what: str = "the store") -> tuple[str, str]:
    """The cause of a failure in plain words, and what to do.

    >>> _explained("write", "Os { code: 28, kind: StorageFull }")[0]
    'the disk is full'
    >>> _explained("write", "something else\\nat line 3")[0]
    'cannot write the store (something else)'
    """
    if re.search(r"StorageFull|No space left|Errno 28\b|[Qq]uota", message):
        return "the disk is full", "free some space and try again: what was already added is kept"
    if re.search(r"PermissionDenied|ReadOnlyFilesystem|Permission denied|Read-only file system", message):
        reason = f"no permission to {doing} {what}"
    else:
        cause = message.strip().splitlines()[0] if message.strip() else "no cause given"
        reason = f"cannot {doing} {what} ({cause})"
    return reason, "check the folder and its permissions, or name another with --store"
