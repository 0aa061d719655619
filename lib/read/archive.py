"""Files and archives → the documents in them, one at a time."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lib.errors import ReadError
from lib.read.packed import FREE, MAX_RATIO, gunzip, unzstd
from lib.read.problem import OnProblem, Source
from lib.read.stream import PIECE, open_stream, stream
from lib.read.warc import find_pages
from lib.tables import DATA

MAX_DEPTH = 3
"""archives inside archives"""
MAX_TOTAL = 4_000_000_000
"""bytes that one zip archive may unpack to"""
MAX_MEMBER = 500_000_000
_STREAMED = 8_000_000  # bytes from which a document is read bit by bit, not loaded
_WARC = {".warc": None, ".warc.gz": gunzip, ".warc.zst": unzstd}


class Document(NamedTuple):
    """What can be read by itself: a file, a member of an archive, a page of a crawl."""

    name: str
    load: Callable[[], Source]
    end: int
    """how many bytes of its file are read when it is"""


def documents_in(path: Path, on_problem: OnProblem) -> Iterator[Document]:
    """The documents of a file: itself, or what is in the archive that it is.

    A file's own bytes are loaded only when `load` is called, those of a crawl's page before; what cannot be
    opened is told to `on_problem`.
    """
    name = name_of(path)
    kind = archive_suffix(path.name)
    try:
        if kind in _WARC:
            yield from _pages(name, path, kind, on_problem)
        elif kind:
            yield from _members(name, zipfile.ZipFile(path), on_problem, 1)
        else:
            yield Document(name, partial(_load, path), path.stat().st_size)
    except ReadError as error:
        on_problem(error)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        on_problem(_broken(name, error))
    except OSError as error:
        on_problem(unreadable(name, error))


def archive_suffix(name: str) -> str | None:
    """The suffix by which a file is known to hold many documents.

    >>> archive_suffix("crawl.WARC.gz"), archive_suffix("a.zip"), archive_suffix("a.jsonl.gz")
    ('.warc.gz', '.zip', None)
    """
    return next((suffix for suffix in (*_WARC, ".zip") if name.lower().endswith(suffix)), None)


def name_of(path: Path) -> str:
    """What a file is called in the tables: its path; of a bundled one, the same wherever it is installed."""
    return str(path.relative_to(DATA.parent) if path.is_relative_to(DATA) else path)


def _pages(name: str, path: Path, suffix: str, on_problem: OnProblem) -> Iterator[Document]:
    unpack = _WARC[suffix]
    with open_stream(path) as file:
        for page, record in find_pages(name, unpack(name, file) if unpack else file, on_problem):
            yield Document(page, partial(bytes, record), file.tell())


def _load(path: Path) -> Source:
    try:
        if path.stat().st_size < _STREAMED:
            return path.read_bytes()
        return open_stream(path)
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from error


def unreadable(name: str, error: Exception) -> ReadError:
    """The problem of a file or folder that the system does not open."""
    reason = getattr(error, "strerror", None) or "it cannot be opened"
    return ReadError(name, "", reason.lower(), "check that you may read it")


def _broken(name: str, error: Exception) -> ReadError:
    return ReadError(name, "", "the zip archive is damaged or cut short", "download or pack it again")


def unzip(name: str, data: Source, on_problem: OnProblem, depth: int = 1) -> Iterator[Document]:
    """The documents in a zip archive, nested archives included; ReadError when it cannot be opened at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(name, error) from error
    yield from _members(name, archive, on_problem, depth)


def _members(name: str, archive: zipfile.ZipFile, on_problem: OnProblem, depth: int) -> Iterator[Document]:
    total = read = 0
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        if member.is_dir() or any(
            part.startswith((".", "__MACOSX")) for part in PurePosixPath(member.filename).parts
        ):
            continue
        path = f"{name}/{member.filename}"
        total += member.file_size
        read += member.compress_size
        problem = _refusal(path, member, total)
        if problem:
            on_problem(problem)
            if total > MAX_TOTAL:
                return
        elif member.filename.lower().endswith(".zip"):
            if depth >= MAX_DEPTH:
                reason = f"archives are nested more than {MAX_DEPTH} deep"
                on_problem(ReadError(path, "", reason, "unpack the inner archives first"))
                continue
            try:
                inner = b"".join(_unpack(path, archive, member))
                yield from unzip(path, inner, on_problem, depth + 1)
            except ReadError as error:
                on_problem(error)
        else:
            yield Document(path, partial(_load_member, path, archive, member), read)


def _refusal(path: str, member: zipfile.ZipInfo, total: int) -> ReadError | None:
    if member.flag_bits & 1:
        return ReadError(path, "", "it is protected by a password", "unpack it and give the files")
    packed = max(1, member.compress_size)
    if member.file_size > MAX_MEMBER or (member.file_size > FREE and member.file_size / packed > MAX_RATIO):
        reason = (
            f"it unpacks to {member.file_size / 1e6:,.0f} MB from {packed / 1e6:,.2f} MB, as a zip bomb does"
        )
        return ReadError(path, "", reason, "unpack it yourself if you trust it")
    if total > MAX_TOTAL:
        reason = f"the archive unpacks to more than {MAX_TOTAL / 1e9:,.0f} GB; the rest was left out"
        return ReadError(path, "", reason, "unpack it and give the folder")
    return None


def _load_member(path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source:
    pieces = _unpack(path, archive, member)
    return b"".join(pieces) if member.file_size < _STREAMED else stream(pieces)


def _unpack(path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    size = 0
    try:
        with archive.open(member) as file:
            while piece := file.read(PIECE):
                size += len(piece)
                if size > member.file_size:
                    reason = "it is larger than the zip archive says"
                    raise ReadError(path, "", reason, "unpack it yourself if you trust it")
                yield piece
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise ReadError(
            path, "", "it is damaged inside the zip archive", "download or pack it again"
        ) from error
