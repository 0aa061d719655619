"""Read, parse and store over many documents: batch by batch, past every failure, with progress."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lib.chunks import Clock, Parse, as_problem, parse_articles, read_documents
from lib.read.archive import Document, find_documents
from lib.read.problem import OnProblem, Reader
from lib.records import Article, Problem, Rows
from lib.store import Store
from lib.tables import DATA
from lib.workers import Workers

BATCH_ARTICLES = 500
BATCH_CHARS = 8_000_000
"""A batch is stored when it holds so many articles or so much text."""

MERGE_EVERY = 20
"""Batches between two merges of the visits, which get dearer as the store grows."""

SAMPLE = DATA / "sample" / "articles"


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


OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class _Run:
    """An ingest under way: what it works with, what it has counted."""

    store: Store
    workers: Workers
    reader: Reader
    parse: Parse
    now: Clock
    total: int | None
    on_progress: OnProgress | None
    unopened: list[Problem] = field(default_factory=list)
    """what could not even be opened, filled while the documents are looked for"""
    started: float = field(default_factory=time.monotonic)
    documents: int = 0
    articles: int = 0
    added: int = 0
    known: int = 0
    problems: int = 0
    batches: int = 0

    def over(self, documents: Iterable[Document]) -> Summary:
        articles: list[Article] = []
        problems: list[Problem] = []
        for read, failed, done in read_documents(documents, self.reader, self.workers, self.now):
            self.documents += done
            self.articles += len(read)
            self.problems += len(failed)
            articles += read
            problems += failed
            if len(articles) >= BATCH_ARTICLES or sum(len(a.text) for a in articles) >= BATCH_CHARS:
                self._keep(articles, problems)
                articles, problems = [], []
            self._report()
        self.problems += len(self.unopened)
        self._keep(articles, problems + self.unopened)
        self.store.merge()
        if self.batches > MERGE_EVERY:
            self.store.compact()
        self._report()
        seconds = time.monotonic() - self.started
        return Summary(self.documents, self.articles, self.added, self.known, self.problems, seconds)

    def _keep(self, articles: Sequence[Article], problems: list[Problem]) -> None:
        """Parses and stores what is new among some articles."""
        known = self.store.known(article.article_id for article in articles)
        new = {a.article_id: a for a in reversed(articles) if a.article_id not in known}
        kept: list[tuple[Article, Rows]] = []
        for parsed, failed in parse_articles(new.values(), self.parse, self.workers, self.now):
            kept += parsed
            problems += failed
            self.problems += len(failed)
        self.added += self.store.add(kept, problems, merging=False)
        self.known += len(articles) - len(new)
        self.batches += 1
        if self.batches % MERGE_EVERY == 0:
            self.store.merge()

    def _report(self) -> None:
        if self.on_progress is None:
            return
        seconds = max(time.monotonic() - self.started, 1e-9)
        left = None
        if self.total is not None and self.documents:
            left = seconds * max(self.total - self.documents, 0) / self.documents
        rate = self.articles / seconds
        self.on_progress(Progress(self.documents, self.total, self.articles, self.problems, rate, left))


def ingest(
    paths: Sequence[str | Path],
    store: Store,
    *,
    workers: int = 1,
    progress: OnProgress | None = None,
    now: Clock | None = None,
    reader: Reader | None = None,
    parse: Parse | None = None,
) -> Summary:
    """Adds the documents at some paths (files, folders, archives, `-` for standard input) to the store.

    What cannot be read or parsed becomes a row of `problems`; StoreError when the store cannot be written.
    """
    now = now or _utc_now
    total = sum(1 for _ in _documents(paths, lambda problem: None))
    failed: list[Problem] = []
    documents = _documents(paths, lambda error: failed.append(as_problem(error, now())))
    reader, parse = reader or default_reader(), parse or default_parse()
    with Workers(workers) as pool:
        return _Run(store, pool, reader, parse, now, total, progress, failed).over(documents)


def ingest_documents(
    documents: Iterable[tuple[str, bytes]],
    store: Store,
    *,
    workers: int = 1,
    progress: OnProgress | None = None,
    now: Clock | None = None,
    reader: Reader | None = None,
    parse: Parse | None = None,
) -> Summary:
    """Adds documents given as (name, bytes), such as uploads and pasted text, to the store; see `ingest`."""
    total = len(documents) if isinstance(documents, Sequence) else None
    loads = ((name, partial(bytes, data)) for name, data in documents)
    reader, parse = reader or default_reader(), parse or default_parse()
    with Workers(workers) as pool:
        return _Run(store, pool, reader, parse, now or _utc_now, total, progress).over(loads)


def fill_with_sample(store: Store, progress: OnProgress | None = None) -> Summary | None:
    """Adds the bundled articles to a store that never held any; None when it did."""
    return ingest([SAMPLE], store, progress=progress) if store.is_new else None


def default_reader() -> Reader:
    """The project's reader of all formats, imported when first needed."""
    from lib.read import read

    return read


def default_parse() -> Parse:
    """The project's parser, imported when first needed."""
    from lib.parse import parse

    return parse


def _documents(paths: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Document]:
    for path in paths:
        if str(path) == "-":
            yield "standard input", sys.stdin.buffer.read
        else:
            yield from find_documents([path], on_problem)


def _utc_now() -> datetime:
    return datetime.now(UTC)
