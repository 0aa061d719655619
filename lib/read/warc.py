"""WARC, the archive of web crawls: one article a page."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lib.errors import ReadError
from lib.read.decode import MAX_BYTES, check_size
from lib.read.html import read_html
from lib.read.problem import OnProblem, Source
from lib.read.stream import Stream, as_stream
from lib.read.text import read_text
from lib.records import Article

PAGES = {"text/html": read_html, "application/xhtml+xml": read_html, "text/plain": read_text}
"""The types of content that are read; images, scripts and the like are passed over."""
_END = b"\r\n\r\n"  # of the headers and of the record


class _Tail:
    """A stream that knows its last bytes: the library takes a record cut in its headers for the end."""

    def __init__(self, source: Stream) -> None:
        self._source, self.tail = source, b""

    def read(self, size: int = -1) -> bytes:
        data = self._source.read1(size)
        self.tail = data[-len(_END) :] or self.tail
        return data

    def tell(self) -> int:
        return self._source.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._source.seek(offset, whence)

    def close(self) -> None:
        self._source.close()


def read_warc(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a WARC's pages, each with the address it was fetched from."""
    for path, record in find_pages(name, data, on_problem):
        try:
            yield from _articles(path, record, on_problem)
        except ReadError as error:
            on_problem(error)


def find_pages(name: str, data: Source, on_problem: OnProblem) -> Iterator[tuple[str, bytes]]:
    """The records of a WARC that hold a page fetched without fault: a name, and the record as a WARC of its own.

    What cannot be read is told to `on_problem`; ReadError when the file is no WARC at all.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = 0
    source = _Tail(as_stream(data))
    try:
        for record in ArchiveIterator(source, record_types=WarcRecordType.any_type):
            found += 1
            http = record.http_headers if record.record_type == WarcRecordType.response else None
            if http is None or http.status_code not in range(200, 300) or _kind(record) not in PAGES:
                continue
            path = _path(name, record)
            if record.content_length > MAX_BYTES:
                size = f"{record.content_length / 1e6:,.0f} MB"
                reason = f"{size} is more than the {MAX_BYTES / 1e6:,.0f} MB that a page may have"
                on_problem(ReadError(path, "", reason, "save the page itself"))
                continue
            declared = int(record.headers.get("Content-Length") or 0)
            written = io.BytesIO()
            record.write(written)
            raw = written.getvalue()
            if len(raw) < raw.find(_END) + len(_END) + declared + len(_END):
                on_problem(_broken(path))
                return
            yield path, raw
    except OSError as error:
        if found:
            on_problem(_broken(name, f"after record {found}"))
            return
        raise _broken(name) from error
    if not found:
        raise ReadError(name, "", "this is no WARC file", "give a file that begins with WARC/1.0 or WARC/1.1")
    if source.tail.strip():
        on_problem(_broken(name, f"after record {found}"))


def _articles(path: str, raw: bytes, on_problem: OnProblem) -> Iterator[Article]:
    record, body = _page(raw)
    check_size(path, body)
    reader = PAGES[_kind(record)]
    for article in reader(path, _in_utf8(body, record.http_charset), on_problem):
        yield replace(article, url=record.headers.get("WARC-Target-URI") or article.url)


def _page(raw: bytes) -> tuple[Any, bytes]:
    """A record and its page, unpacked where it is packed as its header says; some crawlers unpack and still say so."""
    from fastwarc.warc import ArchiveIterator

    for decoding in ("all", "transfer", "none"):
        record = next(ArchiveIterator(io.BytesIO(raw), auto_decode=decoding))
        try:
            return record, record.reader.read(MAX_BYTES + 1)
        except OSError:
            continue
    raise AssertionError("unreachable")


def _in_utf8(body: bytes, charset: str | None) -> bytes:
    """A page in UTF-8 when its server said what it was in, else as it is.

    >>> _in_utf8(b"Bogot\\xe1", "iso-8859-1").decode(), _in_utf8(b"Bogot\\xe1", None), _in_utf8(b"a", "no such")
    ('Bogotá', b'Bogot\\xe1', b'a')
    """
    try:
        body.decode("utf-8")
        return body
    except UnicodeDecodeError:
        pass
    try:
        return body.decode(charset or "utf-8").encode()
    except (LookupError, ValueError):
        return body


def _kind(record: Any) -> str:
    return (record.http_content_type or "").lower()


def _path(name: str, record: Any) -> str:
    url = record.headers.get("WARC-Target-URI") or record.record_id or ""
    return name if name.endswith(f"/{url}") else f"{name}/{url}"


def _broken(name: str, place: str = "") -> ReadError:
    return ReadError(name, place, "the WARC file is damaged or cut short", "download it again")
