"""A store on an object store: an address such as `s3://bucket/prefix` where else a folder stands.

Delta's library reads and writes there by itself, and commits with conditional puts, so that of two writers of one
version one is told to try again. DuckDB reads local copies: files are never changed once written, so each is
fetched once, and every question after that is as quick as on a disk.
"""

import hashlib
import os
import sys
import time
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from deltalake.fs import DeltaStorageHandler
from pyarrow.fs import FileSystem, PyFileSystem

SCHEME = "s3://"
AT_ONCE = 16
"""Files fetched at the same time: what counts is how long each answer takes."""
PIECE = 8_000_000
"""Bytes of a file in memory while it is fetched."""
UNUSED = 3600
"""Seconds after which a file that nobody names can go."""


@dataclass(frozen=True, slots=True)
class ObjectPath:
    """A place on an object store, written and divided as a folder's path is.

    >>> print(ObjectPath("s3://bucket/news") / "articles")
    s3://bucket/news/articles
    """

    address: str

    def __truediv__(self, name: str) -> "ObjectPath":
        return ObjectPath(f"{self.address}/{name}")

    def __str__(self) -> str:
        return self.address


Place = Path | ObjectPath


def locate(path: Path | str | ObjectPath) -> Place:
    """The folder or the place on an object store that a path or an address names.

    >>> locate("s3://bucket/news/")
    ObjectPath(address='s3://bucket/news')
    >>> locate("/srv/news") == Path("/srv/news").absolute()
    True
    """
    if isinstance(path, ObjectPath) or str(path).startswith(SCHEME):
        if os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://"):
            os.environ.setdefault("AWS_ALLOW_HTTP", "true")  # whoever names such an address means it
        return ObjectPath(str(path).rstrip("/"))
    return Path(path).expanduser().absolute()


def local(place: Place) -> Path:
    """The folder for what is kept beside the tables: the store's own, or one for copies in the user's cache."""
    if isinstance(place, Path):
        return place
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
    return Path(base) / "dateline" / hashlib.sha256(f"{endpoint} {place}".encode()).hexdigest()[:16]


def beside(place: Place, what: str) -> Path:
    """The file of corrections, or of names, that belongs to a store and outlives it: beside the folder; of a store
    on an object store in the user's data directory.

    >>> beside(Path("/srv/news.store"), "corrections").name
    'news.store.corrections.csv'
    """
    folder = place if isinstance(place, Path) else data_directory() / f"dateline-{local(place).name}"
    return folder.with_name(f"{folder.name}.{what}.csv")


def data_directory() -> Path:
    """Where this user's programs keep their data."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def readable(place: Place, name: str, uris: Iterable[str]) -> list[str]:
    """The files of a table as paths that DuckDB can read: as they lie, or copies, fetched when missing."""
    if isinstance(place, Path):
        return [unquote(uri) for uri in uris]
    table = place / name
    folder = local(place) / name
    wanted = {uri: folder / unquote(uri).removeprefix(f"{table}/") for uri in uris}
    missing = [path for path in wanted.values() if not path.exists()]
    if missing:
        source = PyFileSystem(DeltaStorageHandler(str(table)))
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(lambda path: _fetch(source, path.relative_to(folder).as_posix(), path), missing))
        delete_unnamed(folder, {path.name for path in wanted.values()})
    return [str(path) for path in wanted.values()]


def _fetch(source: FileSystem, name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    with source.open_input_file(name) as remote, partial.open("wb") as file:
        while piece := remote.read(PIECE):
            file.write(piece)
    partial.replace(path)


def delete_unnamed(folder: Path, named: set[str]) -> None:
    """Deletes files that are no longer named, once no query that began before can still read them."""
    for file in folder.rglob("*"):
        if file.is_file() and file.name not in named and unused(file):
            file.unlink(missing_ok=True)


def unused(file: Path) -> bool:
    """Whether a file is so old that nobody who saw its name still wants it."""
    return file.stat().st_mtime < time.time() - UNUSED
