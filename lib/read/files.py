"""Files on disk → their documents, but for files that are as they were when last read."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lib.read.archive import Document, archive_suffix, documents_in, unreadable
from lib.read.folder import find_files
from lib.read.problem import OnProblem


class FileState(NamedTuple):
    """A file as it is when it is read."""

    path: str
    """absolute"""
    size: int
    mtime_ns: int
    digest: str
    """of its content"""


Known = Callable[[str], FileState | None]
"""A file as it was when last read, None when it never was."""

Wanted = Callable[[Path, int, int], bool]
"""Whether to read a file of such size and time of change (ns); what is not wanted is left for another time."""


class Settled:
    """Wants files that nobody is writing any more: unchanged for some seconds, or since the last look."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        """`clock` gives the seconds since 1970."""
        self._seconds, self._clock = seconds, clock
        self._unsettled: dict[Path, tuple[int, int]] = {}

    def __call__(self, path: Path, size: int, mtime_ns: int) -> bool:
        settled = mtime_ns / 1e9 <= self._clock() - self._seconds
        if settled or self._unsettled.get(path) == (size, mtime_ns):
            self._unsettled.pop(path, None)
            return True
        self._unsettled[path] = size, mtime_ns
        return False


@dataclass(slots=True)
class _Open:
    """A file that is being read."""

    state: FileState
    left: int = 1
    """its documents under way, and one for those that are still looked for"""
    at: int = 0
    """bytes that were read"""


class Files:
    """The documents of some files and folders, and which of the files are done with."""

    def __init__(self, paths: Sequence[str | Path], known: Known, wanted: Wanted | None = None) -> None:
        """Opens nothing yet."""
        self.paths, self._known, self._wanted = paths, known, wanted
        self.unchanged = self.bytes_done = 0
        self._reading: defaultdict[str, list[tuple[_Open, int]]] = defaultdict(list)
        self._finished: list[FileState] = []

    def measure(self) -> tuple[int | None, int]:
        """How many documents there are to read, when no archive hides it, and the bytes of their files."""
        documents: int | None = 0
        size = 0
        for path in find_files(self.paths, lambda problem: None):
            try:
                stat = path.stat()
            except OSError:
                continue
            if self._is_as_it_was(path, stat.st_size, stat.st_mtime_ns):
                continue
            size += stat.st_size
            documents = None if documents is None or archive_suffix(path.name) else documents + 1
        return documents, size

    def documents(self, on_problem: OnProblem) -> Iterator[Document]:
        """The documents of all files that are new or changed; what cannot be opened is told to `on_problem`."""
        for path in find_files(self.paths, on_problem):
            try:
                file = self._open(path)
            except OSError as error:
                on_problem(unreadable(str(path), error))
                continue
            if file is None:
                continue
            for document in documents_in(path, on_problem):
                file.left += 1
                self._reading[document.name].append((file, document.end))
                yield document
            self._close(file)

    def advance(self, name: str, position: int) -> None:
        """Takes in how far the reading of a document is."""
        if name in self._reading:
            self._move(self._reading[name][0][0], position)

    def finish(self, name: str) -> None:
        """Takes in that a document is read; with its last one a file is finished."""
        if name not in self._reading:
            return
        file, end = self._reading[name].pop(0)
        if not self._reading[name]:
            del self._reading[name]
        self._move(file, end)
        self._close(file)

    def take_finished(self) -> list[FileState]:
        """The files that were finished since this was last asked."""
        finished, self._finished = self._finished, []
        return finished

    def _open(self, path: Path) -> _Open | None:
        stat = path.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
        if self._is_as_it_was(path, size, mtime_ns):
            self.unchanged += 1
            return None
        if self._wanted and not self._wanted(path, size, mtime_ns):
            return None
        state = FileState(_absolute(path), size, mtime_ns, _digest(path))
        before = self._known(state.path)
        if before and before.digest == state.digest:
            self.unchanged += 1
            self.bytes_done += size
            self._finished.append(state)
            return None
        return _Open(state)

    def _is_as_it_was(self, path: Path, size: int, mtime_ns: int) -> bool:
        before = self._known(_absolute(path))
        return before is not None and (before.size, before.mtime_ns) == (size, mtime_ns)

    def _move(self, file: _Open, position: int) -> None:
        position = min(max(position, file.at), file.state.size)
        self.bytes_done += position - file.at
        file.at = position

    def _close(self, file: _Open) -> None:
        file.left -= 1
        if not file.left:
            self._move(file, file.state.size)
            self._finished.append(file.state)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # links stay, `..` goes


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
