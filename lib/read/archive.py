"""Files, folders and zip archives → documents, one at a time."""

import io
import mmap
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from lib.errors import ReadError
from lib.read.decode import MAX_BYTES
from lib.read.problem import Data, OnProblem
from lib.tables import DATA

Document = tuple[str, Callable[[], Data]]

MAX_DEPTH = 3
"""archives inside archives"""
MAX_RATIO = 200
"""of a member's size to its packed size"""
MAX_TOTAL = 4_000_000_000
"""bytes that one archive may unpack to"""
MAX_MEMBER = 500_000_000
_MAPPED = 8_000_000  # bytes from which a file is mapped, not loaded


def find_documents(paths: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Document]:
    """Every document under the given files, folders and zip archives, as its name and a function to load it.

    Folders are walked in order of name, hidden files left out. Nothing is loaded before that is called;
    what cannot be opened is told to `on_problem`."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder(path, on_problem)
        elif path.is_file():
            yield from _file(path, on_problem)
        else:
            on_problem(ReadError(str(path), "", "there is no such file or folder", "check the path"))


def _folder(folder: Path, on_problem: OnProblem) -> Iterator[Document]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        on_problem(_unreadable(str(folder), error))
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _folder(path, on_problem)
        elif path.is_file():
            yield from _file(path, on_problem)


def _file(path: Path, on_problem: OnProblem) -> Iterator[Document]:
    bundled = path.is_relative_to(DATA)  # its name is the same wherever the project is installed
    name = str(path.relative_to(DATA.parent) if bundled else path)
    if path.suffix.lower() == ".zip":
        try:
            yield from _members(name, zipfile.ZipFile(path), on_problem, 1)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            on_problem(_broken(name, error))
    else:
        yield name, lambda: _load(path)


def _load(path: Path) -> Data:
    try:
        if path.stat().st_size < _MAPPED:
            return path.read_bytes()
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from error


def _unreadable(name: str, error: Exception) -> ReadError:
    reason = getattr(error, "strerror", None) or "it cannot be opened"
    return ReadError(name, "", reason.lower(), "check that you may read it")


def _broken(name: str, error: Exception) -> ReadError:
    return ReadError(name, "", "the zip archive is damaged or cut short", "download or pack it again")


def unzip(name: str, data: Data, on_problem: OnProblem, depth: int = 1) -> Iterator[Document]:
    """The documents in a zip archive, nested archives included; ReadError when it cannot be opened at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(name, error) from error
    yield from _members(name, archive, on_problem, depth)


def _members(name: str, archive: zipfile.ZipFile, on_problem: OnProblem, depth: int) -> Iterator[Document]:
    total = 0
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        if member.is_dir() or any(
            part.startswith((".", "__MACOSX")) for part in PurePosixPath(member.filename).parts
        ):
            continue
        path = f"{name}/{member.filename}"
        total += member.file_size
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
                yield from unzip(path, _unpack(path, archive, member), on_problem, depth + 1)
            except ReadError as error:
                on_problem(error)
        else:
            yield path, lambda path=path, member=member: _unpack(path, archive, member)  # type: ignore[misc]


def _refusal(path: str, member: zipfile.ZipInfo, total: int) -> ReadError | None:
    if member.flag_bits & 1:
        return ReadError(path, "", "it is protected by a password", "unpack it and give the files")
    packed = max(1, member.compress_size)
    if member.file_size > MAX_MEMBER or (
        member.file_size > MAX_BYTES // 50 and member.file_size / packed > MAX_RATIO
    ):
        reason = (
            f"it unpacks to {member.file_size / 1e6:,.0f} MB from {packed / 1e6:,.2f} MB, as a zip bomb does"
        )
        return ReadError(path, "", reason, "unpack it yourself if you trust it")
    if total > MAX_TOTAL:
        reason = f"the archive unpacks to more than {MAX_TOTAL / 1e9:,.0f} GB; the rest was left out"
        return ReadError(path, "", reason, "unpack it and give the folder")
    return None


def _unpack(path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            data = file.read(member.file_size + 1)
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
    if len(data) > member.file_size:
        raise ReadError(
            path, "", "it is larger than the zip archive says", "unpack it yourself if you trust it"
        )
    return data
