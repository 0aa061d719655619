"""The file of corrections beside the store: read when it changed, added to by one at a time."""

import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lib.corrections import HEADER, Correction, Fault, Log, check, contradicted, read_log, write_line
from lib.errors import StoreError
from lib.store.objects import Place, beside

PATIENCE = 10.0
"""seconds to wait for another who adds a correction"""


class ContradictionError(StoreError):
    """A correction of what another corrected meanwhile, which is `other`."""

    def __init__(self, path: Path, made: Correction, other: Correction) -> None:
        said = {"edit": f"{other.field} to “{other.new}”", "undo": "what you undo"}.get(
            other.action, "this row"
        )
        self.other = other
        super().__init__(
            str(path),
            f"line of {other.id}",
            f"{other.who} corrected {said} meanwhile ({other.action}: “{other.why}”)",
            "look at the row as it is now, and correct it again if need be",
        )


class LogFile:
    """Corrections on disk, one line each; missing is as good as empty."""

    def __init__(self, place: Place) -> None:
        """The file beside a store."""
        self.path = beside(place, "corrections")
        self._seen: tuple[int, ...] = ()
        self._log, self._state = Log(), ""

    def refresh(self) -> str:
        """Reads the file if it changed, and returns a string that names its contents, empty without any."""
        try:
            found = self.path.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen != self._seen:
                data = self.path.read_bytes()
                self._log, self._state = read_log(data), sha256(data).hexdigest()[:12] if data else ""
                self._seen = seen
        except FileNotFoundError:
            self._seen, self._log, self._state = (), Log(), ""
        except OSError as error:
            raise _unreadable(self.path, error) from error
        return self._state

    @property
    def log(self) -> Log:
        """The corrections as last read by `refresh`."""
        return self._log

    def add(
        self, made: Sequence[Correction], seen: frozenset[str], now: datetime | None = None
    ) -> tuple[Correction, ...]:
        """Adds lines and returns them with the ids and the time that they got.

        Raises ContradictionError, and adds none, where another, not among those `seen`, concerns the same; ValueError
        where one is none.
        """
        when = (now or datetime.now(UTC)).replace(microsecond=0)
        made = [check(correction) for correction in made]
        added: tuple[Correction, ...] = ()

        def lines(data: bytes) -> str:
            nonlocal added
            log = read_log(data)
            refuse(self.path, log.faults)
            for correction in made:
                if other := contradicted(log, correction, seen):
                    raise ContradictionError(self.path, correction, other)
            taken = {correction.id for correction in log.corrections}
            added = tuple(replace(c, id=_new_id(taken), when=when) for c in made)
            return "".join(map(write_line, added))

        append(self.path, HEADER, lines)
        return added


def refuse(path: Path, faults: Sequence[Fault]) -> None:
    """Raises StoreError where a file's first line does not name its columns: lines added there would be lost."""
    if faults and faults[0].line == 1:
        raise StoreError(str(path), "line 1", faults[0].reason, faults[0].remedy)


def append(path: Path, header: str, lines: Callable[[bytes], str]) -> None:
    """Adds lines to a file, given what is in it, while nobody else does; raises StoreError with a remedy.

    What is in the file stays as it is, byte by byte.
    """
    with _locked(path):
        try:
            data = path.read_bytes() if path.exists() else b""
            start = f"{header}\n" if not data.strip() else "" if data.endswith((b"\n", b"\r")) else "\n"
            more = lines(data)
            with path.open("ab") as file:
                file.write(f"{start}{more}".encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> StoreError:
    reason = f"the corrections cannot be read or written ({error.strerror or error})"
    return StoreError(str(path), "", reason, "see that you may write there and that the disk has room")


def _new_id(taken: set[str]) -> str:
    # The letter in front keeps a spreadsheet from reading 12345e67 as a number.
    while (found := f"c{uuid.uuid4().hex[:7]}") in taken:
        pass
    taken.add(found)
    return found


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Held by one program and thread at a time; one who died with it is not waited for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("a+b") as file:
        end = time.monotonic() + PATIENCE
        while not _try(file.fileno()):
            if time.monotonic() > end:
                reason = "another program has been adding corrections for too long"
                raise StoreError(str(path), "", reason, "try again, or end that program")
            time.sleep(0.02)
        yield  # closing the file frees it


def _try(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
