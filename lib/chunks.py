"""Documents read and articles parsed by chunks, on one process or several; each failure is a problem."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple, TypeVar

from lib.errors import DatelineError
from lib.read.archive import Document
from lib.read.problem import Source, StreamReader
from lib.read.stream import Stream
from lib.records import Article, Problem, Rows
from lib.workers import Lost, Workers

Parse = Callable[[Article], Rows]
Clock = Callable[[], datetime]
Loaded = tuple[str, bytes]
Parsed = tuple[list[tuple[Article, Rows]], list[Problem]]
T = TypeVar("T")


class Portion(NamedTuple):
    """What was read of a document, perhaps not yet all of it."""

    name: str
    articles: list[Article]
    problems: list[Problem]
    done: bool
    position: int = 0
    """bytes of its file that were read so far, when that is known"""


MOST = 50
"""Documents or articles in a chunk, the work that one process is given at a time."""

HEAVY = 2_000_000
"""Bytes or characters that fill a chunk; a larger document is read where it was opened, bit by bit."""

PORTION = 500
"""Articles of one document that are handed on together."""


def read_documents(
    documents: Iterable[Document], reader: StreamReader, workers: Workers, now: Clock
) -> Iterator[Portion]:
    """The articles and problems of documents, portion by portion."""
    large: deque[tuple[str, Source]] = deque()
    failed: deque[Portion] = deque()
    work = partial(_read_chunk, reader=reader, now=now)
    for found in workers.map(work, _small(documents, large, failed, now)):
        if isinstance(found, Lost):
            name, reason = found.item[0], f"reading it {found.reason}"
            problem = Problem(
                name, "read", f"{reason}; split the document or convert it to plain text", now()
            )
            yield Portion(name, [], [problem], done=True)
        else:
            yield from found
        while large:
            yield from _portions(*large.popleft(), reader, now)
        while failed:
            yield failed.popleft()


def parse_articles(
    articles: Iterable[Article], parse: Parse, workers: Workers, now: Clock
) -> Iterator[Parsed]:
    """The rows and problems of articles, chunk by chunk."""
    work = partial(_parse_chunk, parse=parse, now=now)
    for found in workers.map(work, chunked(articles, lambda article: len(article.text))):
        if isinstance(found, Lost):
            yield [], [_unparsed(found.item, f"parsing it {found.reason}", now())]
        else:
            yield found


def as_problem(error: DatelineError, seen_at: datetime) -> Problem:
    """A failure as a row of `problems`, its place and remedy in the reason.

    >>> as_problem(DatelineError("a.csv", "line 2", "no text", "add some"), datetime(2020, 2, 6)).reason
    'line 2: no text; add some'
    """
    place = f"{error.place}: " if error.place else ""
    return Problem(error.path, error.stage, f"{place}{error.reason}; {error.remedy}", seen_at)


def chunked(
    items: Iterable[T], weight: Callable[[T], int], most: int = MOST, heavy: int = HEAVY
) -> Iterator[list[T]]:
    """Items in lists of at most `most`, cut when their weight reaches `heavy`.

    >>> list(chunked(["aa", "b", "ccc", "d"], len, most=3, heavy=3))
    [['aa', 'b'], ['ccc'], ['d']]
    """
    chunk: list[T] = []
    weighs = 0
    for item in items:
        chunk.append(item)
        weighs += weight(item)
        if len(chunk) >= most or weighs >= heavy:
            yield chunk
            chunk, weighs = [], 0
    if chunk:
        yield chunk


def _small(
    documents: Iterable[Document], large: deque[tuple[str, Source]], failed: deque[Portion], now: Clock
) -> Iterator[list[Loaded]]:
    """Documents in chunks; large ones and those that cannot be loaded are put aside.

    After each of these comes a chunk, if need be an empty one, so that they never heap up.
    """
    chunk: list[Loaded] = []
    weighs = 0
    for name, load, _ in documents:
        try:
            data = load()
        except DatelineError as error:
            failed.append(Portion(name, [], [as_problem(error, now())], done=True))
        else:
            if isinstance(data, bytes) and len(data) <= HEAVY:
                chunk.append((name, data))
                weighs += len(data)
            else:
                large.append((name, data))
        if large or failed or len(chunk) >= MOST or weighs >= HEAVY:
            yield chunk
            chunk, weighs = [], 0
    if chunk:
        yield chunk


def _read_chunk(documents: Sequence[Loaded], reader: StreamReader, now: Clock) -> list[Portion]:
    return [portion for name, data in documents for portion in _portions(name, data, reader, now)]


def _portions(name: str, data: Source, reader: StreamReader, now: Clock) -> Iterator[Portion]:
    articles: list[Article] = []
    problems: list[Problem] = []
    try:
        for article in reader(name, data, lambda error: problems.append(as_problem(error, now()))):
            articles.append(article)
            if len(articles) == PORTION:
                position = data.tell() if isinstance(data, Stream) and data.seekable() else 0
                yield Portion(name, articles[:], problems[:], done=False, position=position)
                articles.clear()
                problems.clear()
    except DatelineError as error:
        problems.append(as_problem(error, now()))
    except Exception as error:  # one document may not end the batch
        reason = f"the reader failed ({_cause(error)}); convert the document to plain text"
        problems.append(Problem(name, "read", reason, now()))
    size = len(data) if isinstance(data, bytes) else 0
    yield Portion(name, articles, problems, done=True, position=size)


def _parse_chunk(articles: Sequence[Article], parse: Parse, now: Clock) -> Parsed:
    parsed: list[tuple[Article, Rows]] = []
    problems: list[Problem] = []
    for article in articles:
        try:
            parsed.append((article, parse(article)))
        except Exception as error:  # one article may not end the batch
            problems.append(_unparsed(article, _cause(error), now()))
    return parsed, problems


def _unparsed(article: Article, cause: str, seen_at: datetime) -> Problem:
    path = article.url or article.title or article.article_id
    return Problem(
        path, "parse", f"the parser failed ({cause}); the article was left out, please report it", seen_at
    )


def _cause(error: Exception) -> str:
    return (str(error) if isinstance(error, DatelineError) else f"{type(error).__name__}: {error}").split(
        "\n"
    )[0][:300]
