"""Read, parse and store over many documents: batch by batch, past every failure, with progress."""

import itertools
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lib.chunks import Clock, Parse, Portion, as_problem, parse_articles, read_documents
from lib.corrections import Name, Names
from lib.errors import DatelineError, ReadError
from lib.read.archive import Document
from lib.read.fetch import fetch, is_address
from lib.read.files import Files, Wanted
from lib.read.problem import StreamReader
from lib.read.stream import PIECE, Stream, stream
from lib.records import Article, Problem, Rows
from lib.store import Store
from lib.store.ledger import Ledger
from lib.store.names import names_beside
from lib.store.objects import beside
from lib.tables import DATA
from lib.workers import Workers

BATCH_ARTICLES = 500
BATCH_CHARS = 8_000_000
BATCH_PROBLEMS = 5_000
"""A batch is stored when it holds so many articles, so much text or so many problems."""

MERGE_EVERY = 20
"""Batches between two merges of the visits, which get dearer as the store grows."""

COMPACT_EVERY = 50
"""Batches between two compactions, without which each batch would take longer than the one before."""

SAMPLE = DATA / "sample" / "articles"
STDIN = "standard input"


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
    bytes_done: int = 0
    bytes_total: int | None = None
    """of the files or documents that are read, when known beforehand"""


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
    unchanged: int = 0
    """files skipped, since they were read before and are as they were"""
    told: tuple[Problem, ...] = ()
    """the first problems"""


TOLD = 20
"""Problems that a summary holds."""

OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class _Run:
    """An ingest under way: what it works with, what it has counted."""

    store: Store
    workers: Workers
    reader: StreamReader
    parse: Parse
    now: Clock
    on_progress: OnProgress | None
    total: int | None = None
    bytes_total: int | None = None
    files: Files | None = None
    """where the documents come from, when that is files"""
    ledger: Ledger | None = None
    started: float = field(default_factory=time.monotonic)
    unkept: list[Problem] = field(default_factory=list)
    """what could not even be opened, filled while the documents are looked for"""
    documents: int = 0
    bytes_done: int = 0
    articles: int = 0
    added: int = 0
    known: int = 0
    problems: int = 0
    told: list[Problem] = field(default_factory=list)
    batches: int = 0

    def over(self, documents: Iterable[Document]) -> Summary:
        articles: list[Article] = []
        problems: list[Problem] = []
        for portion in read_documents(documents, self.reader, self.workers, self.now):
            articles += portion.articles
            problems += portion.problems
            self._count(portion)
            if (
                len(articles) >= BATCH_ARTICLES * self.workers.count
                or len(problems) >= BATCH_PROBLEMS
                or sum(len(article.text) for article in articles) >= BATCH_CHARS
            ):
                self._keep(articles, problems)
                articles, problems = [], []
            self._report()
        self._keep(articles, problems)
        self.store.merge()
        if self.batches > MERGE_EVERY:
            self._compact()
        self._report()
        return Summary(
            documents=self.documents,
            articles=self.articles,
            added=self.added,
            known=self.known,
            problems=self.problems,
            seconds=time.monotonic() - self.started,
            unchanged=self.files.unchanged if self.files else 0,
            told=tuple(self.told),
        )

    def _count(self, portion: Portion) -> None:
        self.articles += len(portion.articles)
        self.problems += len(portion.problems)
        self.documents += portion.done
        if self.files is None:
            self.bytes_done += portion.position * portion.done
        elif portion.done:
            self.files.finish(portion.name)
        else:
            self.files.advance(portion.name, portion.position)

    def _keep(self, articles: Sequence[Article], problems: list[Problem]) -> None:
        """Parses and stores what is new among some articles; after that their files count as read."""
        known = self.store.known(article.article_id for article in articles)
        new = {a.article_id: a for a in reversed(articles) if a.article_id not in known}
        kept: list[tuple[Article, Rows]] = []
        for parsed, failed in parse_articles(new.values(), self.parse, self.workers, self.now):
            kept += parsed
            self.unkept += failed
        self.problems += len(self.unkept)
        problems += self.unkept
        self.unkept.clear()
        self.told += problems[: TOLD - len(self.told)]
        self.added += self.store.add(kept, self._untold(problems), merging=False)
        self.known += len(articles) - len(new)
        if self.files and self.ledger:
            self.ledger.record(self.files.take_finished())
        self.batches += 1
        if self.batches % MERGE_EVERY == 0:
            self.store.merge()
        if self.batches % COMPACT_EVERY == 0:
            self._compact()

    def _compact(self) -> None:
        self.store.compact()
        if self.ledger:
            self.ledger.compact()

    def _untold(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Those that the store does not hold: a file may be read twice, when a run was cut short or with `again`."""
        if not self.files or not problems:
            return problems
        held = self.store.frame(
            "SELECT DISTINCT path, stage, reason FROM problems WHERE path IN (SELECT unnest($1))",
            [list({problem.path for problem in problems if problem.path != STDIN})],
        )
        told = set(held.itertuples(index=False, name=None))
        return [problem for problem in problems if (problem.path, problem.stage, problem.reason) not in told]

    def _report(self) -> None:
        if self.on_progress is None:
            return
        seconds = max(time.monotonic() - self.started, 1e-9)
        done = self.files.bytes_done if self.files else self.bytes_done
        left = None
        if self.bytes_total is not None and done:
            left = seconds * max(self.bytes_total - done, 0) / done
        self.on_progress(
            Progress(
                done=self.documents,
                total=self.total,
                articles=self.articles,
                problems=self.problems,
                rate=self.articles / seconds,
                seconds_left=left,
                bytes_done=done,
                bytes_total=self.bytes_total,
            )
        )


def ingest(
    paths: Sequence[str | Path],
    store: Store,
    *,
    workers: int | Workers = 1,
    again: bool = False,
    wanted: Wanted | None = None,
    progress: OnProgress | None = None,
    now: Clock | None = None,
    reader: StreamReader | None = None,
    parse: Parse | None = None,
) -> Summary:
    """Adds the documents at some paths (files, folders, archives, web addresses, `-` for standard input).

    Files that are as they were when last read are skipped, unless `again`; those not `wanted` are left for
    another time. What cannot be read or parsed becomes a row of `problems`; StoreError when the store cannot
    be written.
    """
    now, started = now or _utc_now, time.monotonic()
    ledger = Ledger(store.path)
    other = {"-": Document(STDIN, _standard_input, 0)}
    other |= {
        str(path): Document(str(path), partial(fetch, str(path)), 0)
        for path in paths
        if is_address(str(path))
    }
    files = Files([path for path in paths if str(path) not in other], _none if again else ledger.get, wanted)
    given = [other[str(path)] for path in paths if str(path) in other]
    total, size = files.measure() if progress and not given else (None, None)
    names = names_beside(store.path)
    reader, parse = reader or default_reader(), parse or default_parse(names.names)
    with Workers(workers) if isinstance(workers, int) else workers as pool:
        run = _Run(store, pool, reader, parse, now, progress, total, size, files, ledger, started)
        run.unkept += _unusable(store, names, now)
        tell = partial(_tell, run.unkept, now)
        return run.over(itertools.chain(files.documents(tell), given))


def ingest_documents(
    documents: Iterable[tuple[str, bytes]],
    store: Store,
    *,
    workers: int | Workers = 1,
    progress: OnProgress | None = None,
    now: Clock | None = None,
    reader: StreamReader | None = None,
    parse: Parse | None = None,
) -> Summary:
    """Adds documents given as (name, bytes), such as uploads and pasted text, to the store; see `ingest`."""
    total = size = None
    if isinstance(documents, Sequence):
        total, size = len(documents), sum(len(data) for _, data in documents)
    names, now = names_beside(store.path), now or _utc_now
    reader, parse = reader or default_reader(), parse or default_parse(names.names)
    with Workers(workers) if isinstance(workers, int) else workers as pool:
        run = _Run(store, pool, reader, parse, now, progress, total, size)
        run.unkept += _unusable(store, names, now)
        return run.over(Document(name, partial(bytes, data), len(data)) for name, data in documents)


def fill_with_sample(store: Store, progress: OnProgress | None = None) -> Summary | None:
    """Adds the bundled articles to a store that never held any; None when it did."""
    return ingest([SAMPLE], store, progress=progress) if store.is_new else None


def default_reader() -> StreamReader:
    """The project's reader of all formats, imported when first needed."""
    from lib.read import read

    return read


def default_parse(names: tuple[Name, ...] = ()) -> Parse:
    """The project's parser, imported when first needed, with names beside those of the gazetteer."""
    from lib.parse.known import parse_with

    return partial(parse_with, names=names)


def _unusable(store: Store, names: Names, now: Clock) -> list[Problem]:
    """The lines of the file of names that are none, as problems."""
    path = str(beside(store.path, "names"))
    errors = (ReadError(path, f"line {fault.line}", fault.reason, fault.remedy) for fault in names.faults)
    return [as_problem(error, now()) for error in errors]


def _none(path: str) -> None:
    """No file counts as read."""


def _tell(told: list[Problem], now: Clock, error: DatelineError) -> None:
    told.append(as_problem(error, now()))


def _standard_input() -> Stream:
    return stream(iter(partial(sys.stdin.buffer.read, PIECE), b""))


def _utc_now() -> datetime:
    return datetime.now(UTC)
