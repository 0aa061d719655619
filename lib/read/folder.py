"""Paths → the files and documents under them, in order of name."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lib.errors import ReadError
from lib.read.archive import Document, documents_in, unreadable
from lib.read.problem import OnProblem


def find_documents(paths: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Document]:
    """Every document under the given files, folders and archives; what cannot be opened is told to `on_problem`."""
    for path in find_files(paths, on_problem):
        yield from documents_in(path, on_problem)


def find_files(paths: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Path]:
    """Every file among the given files and under the given folders, hidden ones left out, none of them opened."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder(path, on_problem)
        elif path.is_file():
            yield path
        else:
            on_problem(ReadError(str(path), "", "there is no such file or folder", "check the path"))


def _folder(folder: Path, on_problem: OnProblem) -> Iterator[Path]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        on_problem(unreadable(str(folder), error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), on_problem)
        elif entry.is_file():
            yield Path(entry.path)
