"""Bytes → Articles. A new format is a reader, its line in READERS and one in SUFFIXES or MAGIC."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lib.errors import ReadError
from lib.read.archive import find_documents, unzip
from lib.read.decode import MAX_BYTES, check_size
from lib.read.feed import read_feed
from lib.read.html import read_html
from lib.read.markdown import read_markdown
from lib.read.pdf import read_pdf
from lib.read.problem import Data, OnProblem, Reader
from lib.read.table import read_csv, read_json, read_json_lines, read_parquet
from lib.read.text import read_text
from lib.records import Article

__all__ = ["MAX_BYTES", "READERS", "SUFFIXES", "find_documents", "read"]


def read_zip(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a zip archive's documents; a member that cannot be read is told to `on_problem`."""
    for member, load in unzip(name, data, on_problem):
        try:
            yield from read(member, load(), on_problem)
        except ReadError as error:
            on_problem(error)


READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "markdown": read_markdown,
    "feed": read_feed,
    "json lines": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
    "pdf": read_pdf,
    "zip": read_zip,
}
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
}
MAGIC: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "pdf"),
    (rb"PAR1", "parquet"),
    (rb"PK\x03\x04(?!.{22}.{0,4}(?:\[Content_Types\]|_rels/|mimetype|docProps/|word/|xl/|ppt/))", "zip"),
    (rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b", "feed"),
    (rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", "html"),
)
_BOM = b"\xef\xbb\xbf"


def read(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The articles in a document called `name`, whose suffix and content choose the reader.

    Raises ReadError when nothing of the document can be read; a part that cannot be read, or an article
    without a date, is told to `on_problem`, and reading goes on.

    >>> record = b'{"title": "Lula in Lima", "text": "He left."}'
    >>> [article.title for article in read("a.jsonl", record, [].append)]
    ['Lula in Lima']
    >>> list(read("a.csv", b"a\\n1\\n", print))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    lib.errors.ReadError: a.csv (columns): no column holds the articles' text (columns: a); name ...
    """
    check_size(name, data, len(data) or 1)
    yield from READERS[_format(name, data)](name, data, on_problem)


def _format(name: str, data: Data) -> str:
    start = bytes(data[:4096]).removeprefix(_BOM)
    by_suffix = SUFFIXES.get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    found = next((kind for magic, kind in MAGIC if re.match(magic, start, re.I | re.S)), None)
    if found in ("html", "feed") and by_suffix not in (None, "text", "html", "feed"):
        found = None
    if found or by_suffix:
        return found or by_suffix or "text"
    stripped = start.lstrip()
    if stripped.startswith(b"{"):
        return "json lines" if re.match(rb"\{[^\n]*\}\s*\n\s*\{", stripped) else "json"
    if re.match(rb"\[\s*\{", stripped):
        return "json"
    return "markdown" if stripped.startswith(b"---\n") else "text"
