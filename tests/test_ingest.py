"""Ingest: known articles are skipped unparsed, nothing stops at a failure, workers change nothing."""

import io
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib import chunks
from lib import ingest as ingesting
from lib.errors import ReadError, StoreError
from lib.ingest import Progress, ingest, ingest_documents
from lib.read.problem import OnProblem, Source
from lib.read.stream import whole
from lib.records import Article, Mention, Rows
from lib.store import Store
from lib.workers import Lost, Workers

NOON = datetime(2020, 2, 7, 12, tzinfo=UTC)


def noon() -> datetime:
    return NOON


def read_lines(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """One article a line; `bad` is told, `broken` ends the document, `bug` and `kill` the reader."""
    for number, line in enumerate(whole(name, data, 1_000_000).decode().splitlines(), 1):
        if line == "bad":
            on_problem(ReadError(name, f"line {number}", "no date", "add one"))
        elif line == "broken":
            raise ReadError(name, f"line {number}", "the file ends early", "fetch it again")
        elif line == "bug":
            raise ZeroDivisionError("division by zero")
        elif line == "kill":
            os._exit(1)
        else:
            yield Article(line, None, name, line, date(2020, 2, 6), None, "en", line)


def parse_word(article: Article) -> Rows:
    """One mention an article; `odd` cannot be parsed, `deadly` ends the process."""
    if article.text == "odd":
        raise ValueError("what is this?")
    if article.text == "deadly":
        os._exit(1)
    n = len(article.text)
    return Rows(
        (Mention(article.article_id, 0, n, article.text, article.text, "person", None, "x", "X", None),)
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def take(store: Store, *documents: tuple[str, bytes], workers: int = 1) -> ingesting.Summary:
    return ingest_documents(
        list(documents), store, workers=workers, now=noon, reader=read_lines, parse=parse_word
    )


def ids(store: Store) -> list[str]:
    return list(store.frame("SELECT article_id FROM articles ORDER BY 1").article_id)


def problems(store: Store) -> list[tuple[str, ...]]:
    frame = store.frame("SELECT path, stage, reason FROM problems ORDER BY ALL")
    return list(frame.itertuples(index=False, name=None))


MIXED = (
    ("a.txt", b"one\nbad\ntwo"),
    ("b.txt", b"three\nbroken\nnever"),
    ("c.txt", b"bug"),
    ("d.txt", b"odd\nfour"),
)


@pytest.mark.parametrize("workers", [1, 2])
def test_everything_readable_is_kept_and_everything_else_is_told(store: Store, workers: int) -> None:
    done = take(store, *MIXED, workers=workers)
    assert (done.documents, done.articles, done.added, done.known, done.problems) == (4, 5, 4, 0, 4)
    assert ids(store) == ["four", "one", "three", "two"]
    assert store.frame("SELECT count(*) AS n FROM mentions").n[0] == 4
    assert problems(store) == [
        ("a.txt", "read", "line 2: no date; add one"),
        ("b.txt", "read", "line 2: the file ends early; fetch it again"),
        (
            "c.txt",
            "read",
            "the reader failed (ZeroDivisionError: division by zero); convert the document to plain text",
        ),
        (
            "d.txt",
            "parse",
            "the parser failed (ValueError: what is this?); the article was left out, please report it",
        ),
    ]
    assert set(store.frame("SELECT seen_at FROM problems").seen_at) == {NOON}


def test_documents_that_kill_a_process_cost_only_themselves(store: Store) -> None:
    documents = [(f"{n}.txt", f"word{n}".encode()) for n in range(4)]
    done = take(store, *documents[:2], ("k.txt", b"kill"), ("d.txt", b"deadly"), *documents[2:], workers=2)
    assert (done.added, done.problems) == (4, 2)
    assert ids(store) == ["word0", "word1", "word2", "word3"]
    assert [problem[:2] for problem in problems(store)] == [("d.txt", "parse"), ("k.txt", "read")]


def test_known_articles_are_not_parsed_again(store: Store) -> None:
    take(store, ("a.txt", b"one\ntwo"))
    version = store.version

    def refuse(article: Article) -> Rows:
        raise AssertionError(f"{article.article_id} was parsed again")

    done = ingest_documents([("a.txt", b"one\ntwo")], store, now=noon, reader=read_lines, parse=refuse)
    assert (done.articles, done.added, done.known, done.problems) == (2, 0, 2, 0)
    assert store.version == version


def test_the_same_article_in_two_documents_is_one(store: Store) -> None:
    done = take(store, ("a.txt", b"one"), ("b.txt", b"one\ntwo"))
    assert (done.added, done.known) == (2, 1)


def test_batches_are_stored_on_the_way(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 2)
    monkeypatch.setattr(chunks, "PORTION", 2)
    stored: list[int] = []

    def look(progress: Progress) -> None:
        stored.append(len(ids(store)))

    ingest_documents(
        [("a.txt", b"1\n2\n3\n4\n5")], store, now=noon, reader=read_lines, parse=parse_word, progress=look
    )
    assert stored == [2, 4, 4, 5]


def test_progress_counts_up_to_the_total(store: Store) -> None:
    seen: list[Progress] = []
    ingest_documents(list(MIXED), store, now=noon, reader=read_lines, parse=parse_word, progress=seen.append)
    assert [p.done for p in seen] == [1, 2, 3, 4, 4]
    assert {p.total for p in seen} == {4}
    assert (seen[-1].articles, seen[-1].problems, seen[-1].seconds_left) == (5, 4, 0)
    assert seen[0].seconds_left is not None and seen[0].seconds_left > 0
    seen.clear()
    ingest_documents(iter(MIXED), store, now=noon, reader=read_lines, parse=parse_word, progress=seen.append)
    assert {(p.total, p.seconds_left) for p in seen} == {(None, None)}  # nobody knows how many will come


def test_large_documents_are_read_bit_by_bit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "HEAVY", 10)
    done = take(store, ("a.txt", b"one\ntwo"), ("large.txt", b"a\nb\nc\nd\ne\nf\ng"), ("b.txt", b"three"))
    assert (done.documents, done.added) == (3, 10)


def test_nothing_to_do(store: Store) -> None:
    version = store.version
    assert take(store).added == 0
    assert store.version == version


def test_paths(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("c.txt", "two")
    (folder / "torn.zip").write_bytes(b"PK\x03\x04")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"three")))
    seen: list[Progress] = []
    done = ingest(
        [folder, str(tmp_path / "missing.txt"), "-"],
        store,
        now=noon,
        reader=read_lines,
        parse=parse_word,
        progress=seen.append,
    )
    assert (done.documents, done.added, done.problems) == (3, 3, 2)
    assert (seen[-1].total, seen[-1].bytes_total) == (None, None), "nobody knows how much will come in"
    assert ids(store) == ["one", "three", "two"]
    assert [Path(path).name for path, *_ in problems(store)] == ["missing.txt", "torn.zip"]


def test_a_store_that_fails_ends_the_ingest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lib.store.delta.write_deltalake", fail)
    with pytest.raises(StoreError, match="disk is full"):
        take(store, ("a.txt", b"one"))


def test_the_sample_fills_a_new_store_only(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "a.txt").write_text("one")
    monkeypatch.setattr(ingesting, "SAMPLE", tmp_path / "sample")
    monkeypatch.setattr(ingesting, "default_reader", lambda: read_lines)
    monkeypatch.setattr(ingesting, "default_parse", lambda names: parse_word)
    done = ingesting.fill_with_sample(store)
    assert done is not None
    assert done.added == 1
    store.remove(["one"])
    assert ingesting.fill_with_sample(store) is None  # emptied on purpose


def total(chunk: list[int]) -> int:
    if 13 in chunk:
        os._exit(1)
    return sum(chunk)


def test_workers_retry_what_a_dead_one_left() -> None:
    with Workers(2) as workers:
        found = list(workers.map(total, [[1, 2], [3, 13], [4], [5, 6], [7]]))
    assert [lost.item if isinstance(lost, Lost) else lost for lost in found] == [3, 3, 13, 4, 11, 7]
    assert sum(isinstance(one, Lost) for one in found) == 1


def test_workers_must_be_some() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Workers(0)
