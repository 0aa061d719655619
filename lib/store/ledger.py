"""Which files were read already: a Delta table beside the others, written after what was in them."""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from lib.read.files import FileState
from lib.store.delta import delete_unread, join, plain_errors
from lib.store.objects import Place

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

REMEDY = "check permissions and free space, or delete this folder: files are read again, nothing twice"


class Ledger:
    """The files whose articles and problems are all in a store.

    What is written here was committed there before, so a crash in between costs a second reading, which adds
    nothing twice since articles are known by their content.
    """

    def __init__(self, store: Place) -> None:
        """Loads the ledger of the store in a folder; none is made before the first file is recorded."""
        self._where = store / FOLDER
        self._files: dict[str, FileState] = {}
        with self._plain_errors("read"):
            table = self._open()
            rows = table.to_pyarrow_table() if table else SCHEMA.empty_table()
        for batch in rows.sort_by("written").drop(["written"]).to_batches(max_chunksize=10_000):
            states = map(FileState._make, zip(*(column.to_pylist() for column in batch.columns), strict=True))
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
        with self._plain_errors("write"):
            write_deltalake(str(self._where), rows, mode="append", name="dateline files")

    def compact(self) -> None:
        """Joins the ledger's files when they are many; another writer's turn is left to it."""
        with self._plain_errors("write"):
            table = self._open()
            if table is None or len(table.file_uris()) < MANY:
                return
            try:
                join(table)
                delete_unread(table)
                table.create_checkpoint()
            except CommitFailedError:
                return

    def _open(self) -> DeltaTable | None:
        try:
            return DeltaTable(str(self._where))
        except TableNotFoundError:
            return None

    def _plain_errors(self, doing: str) -> AbstractContextManager[None]:
        return plain_errors(self._where, doing, "the list of files that were read", REMEDY)
