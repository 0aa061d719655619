"""gzip and Zstandard → the bytes inside, as a stream that stops where a bomb would go off."""

import gzip
import zlib
from collections.abc import Callable, Iterator

from lib.errors import ReadError
from lib.read.decode import MAX_BYTES
from lib.read.problem import Source
from lib.read.stream import PIECE, Stream, as_stream, stream

MAX_RATIO = 200
"""of a packed document's size to its size in the file, once it is larger than `FREE`"""
FREE = MAX_BYTES // 50
MAX_UNPACKED = 50_000_000_000
"""bytes that one gzip or Zstandard file may unpack to; they are read bit by bit"""
_STEP = PIECE >> 6  # what a file that is cut short can lose of its end


class _Counted:
    """A stream that counts what is read from it."""

    def __init__(self, source: Stream) -> None:
        self._source, self.count, self.closed = source, 0, False

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.count += len(data)
        return data

    def close(self) -> None:
        self.closed = True


def gunzip(name: str, source: Source) -> Stream:
    """What a gzip file holds, all its members one after the other."""
    counted = _Counted(as_stream(source))
    unpacked = gzip.GzipFile(fileobj=counted, mode="rb")  # type: ignore[call-overload]
    return stream(_pieces(name, "gzip", counted, unpacked.read1))


def unzstd(name: str, source: Source) -> Stream:
    """What a Zstandard file holds, all its frames one after the other."""
    import pyarrow

    counted = _Counted(as_stream(source))
    unpacked = pyarrow.CompressedInputStream(pyarrow.PythonFile(counted, mode="r"), "zstd")
    return stream(_pieces(name, "Zstandard", counted, unpacked.read))


def _pieces(name: str, kind: str, packed: _Counted, read: Callable[[int], bytes]) -> Iterator[bytes]:
    total = 0
    while True:
        piece, failure = _fill(read)
        total += len(piece)
        if (total > FREE and total > MAX_RATIO * packed.count) or total > MAX_UNPACKED:
            sizes = f"more than {total / 1e6:,.0f} MB from {packed.count / 1e6:,.2f} MB"
            raise ReadError(
                name, "", f"it unpacks to {sizes}, as a bomb does", "unpack it yourself if you trust it"
            )
        if piece:
            yield piece
        if failure:
            reason = f"the {kind} file is damaged or cut short"
            raise ReadError(name, "", reason, "download or pack it again") from failure
        if len(piece) < PIECE:
            return


def _fill(read: Callable[[int], bytes]) -> tuple[bytes, Exception | None]:
    """The next piece, and why it is no longer."""
    piece = bytearray()
    while len(piece) < PIECE:
        try:
            step = read(_STEP)
        except (OSError, EOFError, zlib.error) as error:
            return bytes(piece), error
        if not step:
            break
        piece += step
    return bytes(piece), None
