"""Bytes that come piece by piece, so that a document of any size is read in little memory."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lib.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Stream = io.BufferedReader

PIECE = 1 << 20
"""Bytes that a stream reads at a time, and shows of its beginning."""


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left, self._at = pieces, b"", 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        taken = min(len(room), len(self._left))
        room[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        self._at += taken
        return taken

    def tell(self) -> int:
        return self._at


def stream(pieces: Iterator[bytes]) -> Stream:
    """A stream of some bytes, taken from `pieces` only when they are read.

    >>> stream(iter([b"one\\ntw", b"", b"o"])).readlines()
    [b'one\\n', b'two']
    """
    return io.BufferedReader(_Pieces(pieces), PIECE)


def open_stream(path: str | Path) -> Stream:
    """A file as a stream; OSError when the system does not open it."""
    return io.BufferedReader(io.FileIO(path), PIECE)


def as_stream(source: bytes | Stream) -> Stream:
    """A source as a stream; what is one already stays itself."""
    return io.BufferedReader(io.BytesIO(source)) if isinstance(source, bytes) else source


def beginning(source: bytes | Stream, most: int = PIECE) -> bytes:
    """The first bytes of a source, which still stand to be read.

    >>> beginning(b"abc", 2), beginning(stream(iter([b"abc"])), 2)
    (b'ab', b'ab')
    """
    return source[:most] if isinstance(source, bytes) else source.peek(most)[:most]


def whole(name: str, source: bytes | Stream, limit: int) -> bytes:
    """All bytes of a source; ReadError when they are more than `limit`, then most of them unread.

    >>> whole("a.txt", stream(iter([b"ab", b"c"])), 3)
    b'abc'
    >>> whole("a.txt", stream(iter([b"a", b"bc"])), 2)
    Traceback (most recent call last):
        ...
    lib.errors.ReadError: a.txt: more than the 0 MB that one document may have; split it, or give the articles as ...
    """
    if isinstance(source, bytes):
        return source
    if source.seekable():
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        if size > limit:
            raise _too_large(name, f"{size / 1e6:,.0f} MB is ", limit)
    data = source.read(limit + 1)
    if len(data) > limit:
        raise _too_large(name, "", limit)
    return data


def _too_large(name: str, size: str, limit: int) -> ReadError:
    reason = f"{size}more than the {limit / 1e6:,.0f} MB that one document may have"
    return ReadError(name, "", reason, "split it, or give the articles as JSON Lines, CSV or Parquet")
