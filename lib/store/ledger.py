"""Which files were read already: a Delta table beside the others, written after what was in them."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from lib.errors import StoreError
from lib.read.files import FileState
from lib.store.objects import Place

T = TypeVar("T")

SCHEMA = pa.schema(
    [
        ("path", pa.string()),
        ("size", pa.int64()),
        ("mtime_ns", pa.int64()),
        ("digest", pa.string()),
        ("written", pa.int64()),
    ]
)
FOLDER = "ledger"

MANY = 50
"""Files of the ledger itself, from which it is worth joining them."""

UNREAD_HOURS = 1


class Ledger:
    """The files whose articles and problems are all in a store.

    What is written here was committed there before, so a crash in between costs a second reading, which adds
    nothing twice since articles are known by their content.
    """

    def __init__(self, store: Place) -> None:
        """Loads the ledger of the store in a folder; none is made before the first file is recorded."""
        self._where = str(store / FOLDER)
        self._files: dict[str, FileState] = {}
        table = self._plainly("read", self._open)
        if table is not None:
            rows = self._plainly("read", table.to_pyarrow_table).sort_by("written").drop(["written"])
            for batch in rows.to_batches(max_chunksize=10_000):
                states = map(
                    FileState._make, zip(*(column.to_pylist() for column in batch.columns), strict=True)
                )
                self._files.update((state.path, state) for state in states)

    def get(self, path: str) -> FileState | None:
        """A file as it was when last read, None when it never was."""
        return self._files.get(path)

    def record(self, files: Sequence[FileState]) -> None:
        """Notes files as read, in one commit; none, no commit."""
        if not files:
            return
        self._files.update((state.path, state) for state in files)
        columns = [list(column) for column in zip(*files, strict=True)]
        rows = pa.table([*columns, [time.time_ns()] * len(files)], schema=SCHEMA)
        self._plainly(
            "write", lambda: write_deltalake(self._where, rows, mode="append", name="dateline files")
        )

    def compact(self) -> None:
        """Joins the ledger's files when they are many; another writer's turn is left to it."""
        table = self._plainly("read", self._open)
        if table is None or len(table.file_uris()) < MANY:
            return

        def join(table: DeltaTable = table) -> None:
            table.optimize.compact()
            table.vacuum(UNREAD_HOURS, dry_run=False, enforce_retention_duration=False)
            table.create_checkpoint()

        try:
            join()
        except CommitFailedError:
            return
        except (DeltaError, pa.ArrowException, OSError) as error:
            raise self._failure("write", error) from error

    def _open(self) -> DeltaTable | None:
        try:
            return DeltaTable(self._where)
        except TableNotFoundError:
            return None

    def _plainly(self, doing: str, act: Callable[[], T]) -> T:
        try:
            return act()
        except (DeltaError, pa.ArrowException, OSError) as error:
            raise self._failure(doing, error) from error

    def _failure(self, doing: str, error: Exception) -> StoreError:
        cause = (str(error).strip() or "no cause given").splitlines()[0]
        remedy = (
            "check permissions and free space, or delete this folder: files are read again, nothing twice"
        )
        return StoreError(
            self._where, "", f"cannot {doing} the list of files that were read ({cause})", remedy
        )
