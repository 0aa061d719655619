"""Bytes → Articles. A new format is a reader, its line in READERS and one in SUFFIXES or MAGIC."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lib.errors import ReadError
from lib.read.archive import unzip
from lib.read.decode import MAX_BYTES, check_size
from lib.read.feed import read_feed
from lib.read.folder import find_documents
from lib.read.html import read_html
from lib.read.markdown import read_markdown
from lib.read.packed import gunzip, unzstd
from lib.read.pdf import read_pdf
from lib.read.problem import OnProblem, Reader, Source, StreamReader
from lib.read.stream import Stream, beginning, whole
from lib.read.table import columns_in, read_csv, read_json, read_json_lines, read_parquet
from lib.read.text import read_text
from lib.read.warc import read_warc
from lib.records import Article

__all__ = ["MAX_BYTES", "READERS", "SUFFIXES", "find_documents", "read"]


def read_zip(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a zip archive's documents; a member that cannot be read is told to `on_problem`."""
    if isinstance(data, Stream) and not data.seekable():
        data = whole(name, data, 4 * MAX_BYTES)
    for member, load, _ in unzip(name, data, on_problem):
        try:
            yield from read(member, load(), on_problem)
        except ReadError as error:
            on_problem(error)


def read_gzip(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of the document in a gzip file; ReadError when it is damaged, or a bomb."""
    yield from _read_packed(name, gunzip(name, data), on_problem)


def read_zstd(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of the document in a Zstandard file; ReadError when it is damaged, or a bomb."""
    yield from _read_packed(name, unzstd(name, data), on_problem)


STREAMED: dict[str, StreamReader] = {
    "json lines": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
    "zip": read_zip,
    "gzip": read_gzip,
    "zstd": read_zstd,
    "warc": read_warc,
}
READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "markdown": read_markdown,
    "feed": read_feed,
    "pdf": read_pdf,
    **STREAMED,
}
ARCHIVES = ("zip", "gzip", "zstd")
SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".zip": "zip",
    ".gz": "gzip",
    ".zst": "zstd",
    ".warc": "warc",
}
MAGIC: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "pdf"),
    (rb"PAR1", "parquet"),
    (rb"PK\x03\x04(?!.{22}.{0,4}(?:\[Content_Types\]|_rels/|mimetype|docProps/|word/|xl/|ppt/))", "zip"),
    (rb"\x1f\x8b\x08", "gzip"),
    (rb"(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)", "zstd"),
    (rb"WARC/[01]\.\d+\r?\n", "warc"),
    (rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b", "feed"),
    (rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", "html"),
)
_BOM = b"\xef\xbb\xbf"


def read(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles in a document called `name`, whose suffix and content choose the reader.

    Raises ReadError when nothing of the document can be read; a part that cannot be read, or an article
    without a date, is told to `on_problem`, and reading goes on. A stream is closed in the end.

    >>> record = b'{"title": "Lula in Lima", "text": "He left."}'
    >>> [article.title for article in read("a.jsonl", record, [].append)]
    ['Lula in Lima']
    >>> list(read("a.csv", b"a\\n1\\n", print))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    lib.errors.ReadError: a.csv (columns): no column holds the articles' text (columns: a); name ...
    """
    try:
        start = beginning(data)
        check_size(name, start)
        yield from _read_as(_format(name, start), name, data, on_problem)
    finally:
        if isinstance(data, Stream):
            data.close()


def _read_as(kind: str, name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    if kind in STREAMED:
        return STREAMED[kind](name, data, on_problem)
    return READERS[kind](name, whole(name, data, MAX_BYTES), on_problem)


def _read_packed(name: str, data: Stream, on_problem: OnProblem) -> Iterator[Article]:
    start = beginning(data)
    check_size(name, start)
    suffix = PurePosixPath(name).suffix.lower()
    inside = name[: -len(suffix)] if SUFFIXES.get(suffix) in ARCHIVES else name
    kind = _format(inside, start)
    if kind in ARCHIVES or start[257:262] == b"ustar":
        raise ReadError(name, "", "it holds an archive", "unpack it first")
    yield from _read_as(kind, name, data, on_problem)


def _format(name: str, start: bytes) -> str:
    start = start.removeprefix(_BOM)
    by_suffix = SUFFIXES.get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    found = next((kind for magic, kind in MAGIC if re.match(magic, start[:4096], re.I | re.S)), None)
    if found in ("html", "feed") and by_suffix not in (None, "text", "html", "feed"):
        found = None
    if found or by_suffix:
        return found or by_suffix or "text"
    stripped = start.lstrip()
    if stripped.startswith(b"{"):
        return "json lines" if re.match(rb"\{[^\n]*\}\s*\n\s*\{", stripped) else "json"
    if re.match(rb"\[\s*\{", stripped):
        return "json"
    if columns_in(stripped.split(b"\n", 1)[0][:4096].decode("utf-8", "replace")):
        return "csv"
    return "markdown" if stripped.startswith(b"---\n") else "text"
