"""Read, parse and store over many documents: by batches, past every failure, on one process or several."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from lib.errors import DatelineError, ReadError
from lib.parse.tables import DATA
from lib.records import Article, Problem, Rows
from lib.store import Store
from lib.workers import Lost, Workers

Document = tuple[str, bytes]
"""A name (path, address, "pasted text") and the bytes."""

Read = Callable[[str, bytes, Callable[[ReadError], None]], Iterator[Article]]
Parse = Callable[[Article], Rows]

BATCH_ARTICLES = 500
BATCH_CHARS = 8_000_000
"""A batch is stored when it holds so many articles or so much text."""

CHUNK_DOCUMENTS = 50
CHUNK_BYTES = 2_000_000
"""What one process is given at a time."""

MERGE_EVERY = 20
"""Batches between two merges of the visits, which get dearer as the store grows."""

SAMPLE = DATA / "sample" / "articles"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is."""

    done: int
    """documents"""
    total: int | None
    """documents, when known beforehand"""
    articles: int
    problems: int
    rate: float
    """articles a second"""
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did."""

    documents: int
    articles: int
    """read, known ones included"""
    added: int
    known: int
    problems: int
    seconds: float


@dataclass(slots=True)
class _Run:
    """An ingest under way: what it has counted and what waits to be stored."""

    store: Store
    workers: Workers
    read: Read
    parse: Parse
    now: Callable[[], datetime]
    total: int | None
    progress: Callable[[Progress], None] | None
    started: float = field(default_factory=time.monotonic)
    documents: int = 0
    articles: int = 0
    added: int = 0
    known: int = 0
    problems: int = 0
    batches: int = 0

    def over(self, documents: Iterable[Document]) -> Summary:
        batch: list[Article] = []
        problems: list[Problem] = []
        chars = 0
        for articles, failed, done in self._read_all(documents):
            self.documents += done
            self.articles += len(articles)
            self.problems += len(failed)
            batch += articles
            problems += failed
            chars += sum(len(article.text) for article in articles)
            if len(batch) >= BATCH_ARTICLES or chars >= BATCH_CHARS:
                self._keep(batch, problems)
                batch, problems, chars = [], [], 0
            self._report()
        self._keep(batch, problems)
        self.store.merge()
        self._report()
        seconds = time.monotonic() - self.started
        return Summary(self.documents, self.articles, self.added, self.known, self.problems, seconds)

    def _read_all(self, documents: Iterable[Document]) -> Iterator[tuple[list[Article], list[Problem], int]]:
        """Articles and problems in handy portions, with the number of documents finished."""
        work = partial(_read_chunk, read=self.read, now=self.now)
        for found in self.workers.map(work, _chunks(documents, CHUNK_DOCUMENTS, CHUNK_BYTES, _document_size)):
            if isinstance(found, Lost):
                reason = "reading it ended the process; split the document or convert it to plain text"
                yield [], [Problem(found.item[0], "read", reason, self.now())], 1
            else:
                yield from found

    def _keep(self, articles: Sequence[Article], problems: list[Problem]) -> None:
        """Parses and stores what is new among some articles."""
        known = self.store.known(article.article_id for article in articles)
        new = list({a.article_id: a for a in reversed(articles) if a.article_id not in known}.values())
        parsed: list[tuple[Article, Rows]] = []
        work = partial(_parse_chunk, parse=self.parse, now=self.now)
        for found in self.workers.map(work, _chunks(new, CHUNK_DOCUMENTS, CHUNK_BYTES, _article_size)):
            if isinstance(found, Lost):
                failed = [_unparsed(found.item, "parsing it ended the process", self.now())]
            else:
                rows, failed = found
                parsed += rows
            problems += failed
            self.problems += len(failed)
        self.added += self.store.add(parsed, problems, merging=False)
        self.known += len(articles) - len(new)
        self.batches += 1
        if self.batches % MERGE_EVERY == 0:
            self.store.merge()

    def _report(self) -> None:
        if self.progress is None:
            return
        seconds = max(time.monotonic() - self.started, 1e-9)
        left = None
        if self.total is not None and self.documents:
            left = seconds * max(self.total - self.documents, 0) / self.documents
        self.progress(
            Progress(self.documents, self.total, self.articles, self.problems, self.articles / seconds, left)
        )


def ingest(
    paths: Sequence[str | Path],
    store: Store,
    *,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    now: Callable[[], datetime] | None = None,
) -> Summary:
    """Adds the documents at the given paths (files, folders, archives, `-`) to the store.

    What cannot be read or parsed becomes a row of `problems`. Raises StoreError when the store cannot be
    written, ReadError when a path does not exist.
    """
    from lib.read import find_documents

    return ingest_documents(find_documents(paths), store, workers=workers, progress=progress, now=now)


def ingest_documents(
    documents: Iterable[Document],
    store: Store,
    *,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    now: Callable[[], datetime] | None = None,
    read: Read | None = None,
    parse: Parse | None = None,
) -> Summary:
    """Adds documents given as (name, bytes) to the store; see `ingest`."""
    total = len(documents) if isinstance(documents, Sequence) else None
    with Workers(workers) as pool:
        run = _Run(
            store, pool, read or default_read(), parse or default_parse(), now or _utc_now, total, progress
        )
        return run.over(documents)


def fill_with_sample(store: Store, progress: Callable[[Progress], None] | None = None) -> Summary | None:
    """Adds the bundled articles to a store that never held any; None when it did."""
    return ingest([SAMPLE], store, progress=progress) if store.is_new else None


def default_read() -> Read:
    """The reader of the project, imported when first needed."""
    from lib.read import read

    return read


def default_parse() -> Parse:
    """The parser of the project, imported when first needed."""
    from lib.parse import parse

    return parse


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _read_chunk(
    documents: Sequence[Document], read: Read, now: Callable[[], datetime]
) -> list[tuple[list[Article], list[Problem], int]]:
    return [_read_one(name, data, read, now) for name, data in documents]


def _read_one(
    name: str, data: bytes, read: Read, now: Callable[[], datetime]
) -> tuple[list[Article], list[Problem], int]:
    problems: list[Problem] = []
    articles: list[Article] = []

    def on_problem(error: DatelineError) -> None:
        problems.append(_problem(error, now()))

    try:
        articles.extend(read(name, data, on_problem))
    except DatelineError as error:
        on_problem(error)
    except Exception as error:  # one document may not end the batch
        reason = f"the reader failed ({_cause(error)}); convert the document to plain text"
        problems.append(Problem(name, "read", reason, now()))
    return articles, problems, 1


def _parse_chunk(
    articles: Sequence[Article], parse: Parse, now: Callable[[], datetime]
) -> tuple[list[tuple[Article, Rows]], list[Problem]]:
    parsed: list[tuple[Article, Rows]] = []
    problems: list[Problem] = []
    for article in articles:
        try:
            parsed.append((article, parse(article)))
        except Exception as error:  # one article may not end the batch
            problems.append(_unparsed(article, f"the parser failed ({_cause(error)})", now()))
    return parsed, problems


def _problem(error: DatelineError, seen_at: datetime) -> Problem:
    place = f"{error.place}: " if error.place else ""
    return Problem(error.path, error.stage, f"{place}{error.reason}; {error.remedy}", seen_at)


def _unparsed(article: Article, reason: str, seen_at: datetime) -> Problem:
    path = article.url or article.title or article.article_id
    return Problem(path, "parse", f"{reason}; the article was left out, please report it", seen_at)


def _cause(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def _document_size(document: Document) -> int:
    return len(document[1])


def _article_size(article: Article) -> int:
    return len(article.text)


def _chunks(items: Iterable[T], most: int, limit: int, size: Callable[[T], int]) -> Iterator[list[T]]:
    """Items in lists of at most `most`, cut early when their size reaches `limit`.

    >>> list(_chunks(["aa", "b", "ccc", "d"], 3, 3, len))
    [['aa', 'b'], ['ccc'], ['d']]
    """
    chunk: list[T] = []
    weight = 0
    for item in items:
        chunk.append(item)
        weight += size(item)
        if len(chunk) >= most or weight >= limit:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk
