"""The ledger of files: what did not change is not read again, and no crash loses or doubles anything."""

import gzip
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from deltalake import DeltaTable
from test_ingest import ids, noon, parse_word, problems, read_lines

from lib import ingest as ingesting
from lib.errors import ReadError, StoreError
from lib.ingest import Progress, Summary, ingest
from lib.read.files import Files, FileState, Settled
from lib.read.problem import OnProblem, Source
from lib.records import Article
from lib.store import Store
from lib.store.delta import join
from lib.store.ledger import Ledger

STATE = FileState("/news/a.txt", 3, 17, "abc")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("one\nbad")
    (folder / "b.txt").write_text("two")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


READ: list[str] = []


def read_and_note(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    READ.append(Path(name).name)
    yield from read_lines(name, data, on_problem)


def take(store: Store, *paths: Path, again: bool = False) -> Summary:
    READ.clear()
    return ingest(paths, store, again=again, now=noon, reader=read_and_note, parse=parse_word)


def test_the_ledger_keeps_what_it_is_told(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert ledger.get(STATE.path) is None
    ledger.record([])
    assert list(tmp_path.iterdir()) == []
    ledger.record([STATE])
    changed = STATE._replace(size=4, digest="def")
    ledger.record([changed, STATE._replace(path="/news/b.txt")])
    for one in (ledger, Ledger(tmp_path)):
        assert one.get(STATE.path) == changed
        assert one.get("/news/b.txt") == STATE._replace(path="/news/b.txt")


def test_two_writers_of_a_ledger_lose_nothing(tmp_path: Path) -> None:
    one, other = Ledger(tmp_path), Ledger(tmp_path)
    one.record([STATE])
    other.record([STATE._replace(path="/news/b.txt")])
    assert Ledger(tmp_path).get(STATE.path) == STATE
    assert Ledger(tmp_path).get("/news/b.txt") is not None


def test_a_ledger_of_many_files_is_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.store.ledger.MANY", 3)
    ledger = Ledger(tmp_path)
    for n in range(4):
        ledger.record([STATE._replace(path=f"/news/{n}", size=n)])
    ledger.compact()
    table = ledger._open()
    assert table is not None and len(table.file_uris()) == 1
    assert [Ledger(tmp_path).get(f"/news/{n}") for n in range(4)] == [
        STATE._replace(path=f"/news/{n}", size=n) for n in range(4)
    ]


def test_two_who_join_a_ledger_at_once_double_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.ledger.MANY", 2)
    ledger, other = Ledger(tmp_path), Ledger(tmp_path)
    for n in range(3):
        ledger.record([STATE._replace(path=f"/news/{n}", size=n)])
    joined: list[str] = []

    def overtaken(table: DeltaTable) -> None:
        joined.append("begun")
        if len(joined) == 1:
            other.compact()
        join(table)
        joined.append("done")

    monkeypatch.setattr("lib.store.ledger.join", overtaken)
    ledger.compact()
    assert joined == ["begun", "begun", "done"], "the slower one leaves it to the other"
    table = ledger._open()
    assert table is not None and sorted(table.to_pyarrow_table()["path"].to_pylist()) == [
        f"/news/{n}" for n in range(3)
    ]


def test_a_ledger_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.record([STATE])
    for path in (tmp_path / "ledger").glob("*.parquet"):
        path.write_bytes(b"no table")
    with pytest.raises(StoreError, match="cannot read the list of files"):
        Ledger(tmp_path)


def test_unchanged_files_are_not_read(store: Store, news: Path) -> None:
    first = take(store, news)
    assert (first.added, first.unchanged, first.problems, READ) == (2, 0, 1, ["a.txt", "b.txt"])
    version = store.version
    second = take(store, news)
    assert (second.documents, second.added, second.unchanged, second.problems, READ) == (0, 0, 2, 0, [])
    assert store.version == version


def test_only_what_changed_is_read(store: Store, news: Path) -> None:
    take(store, news)
    (news / "a.txt").write_text("one\nthree")
    (news / "c.txt").write_text("four")
    assert (take(store, news).added, READ) == (2, ["a.txt", "c.txt"])
    os.utime(news / "b.txt", ns=(1, 1))  # touched, copied or fetched anew, with the same words
    done = take(store, news)
    assert (done.documents, done.unchanged, READ) == (0, 3, [])
    assert Ledger(store.path).get(str(news / "b.txt")).mtime_ns == 1  # type: ignore[union-attr]


def test_a_file_of_the_same_size_and_other_words_is_read(store: Store, news: Path) -> None:
    take(store, news)
    (news / "b.txt").write_text("six")
    os.utime(news / "b.txt", ns=(1, 1))
    assert (take(store, news).added, READ) == (1, ["b.txt"])


def test_again_reads_all_and_doubles_nothing(store: Store, news: Path) -> None:
    take(store, news)
    done = take(store, news, again=True)
    assert (done.known, done.added, done.unchanged, done.problems) == (2, 0, 0, 1)
    assert READ == ["a.txt", "b.txt"]
    assert len(problems(store)) == 1, "the same problem of the same file is kept once"


def test_a_file_is_known_by_its_place_however_it_is_named(
    store: Store, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, news)
    monkeypatch.chdir(news)
    assert take(store, Path("a.txt")).unchanged == 1
    assert take(store, Path("../news/b.txt")).unchanged == 1


def test_what_cannot_be_opened_is_tried_again(
    store: Store, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("lib.read.files._digest", refuse)
        done = take(store, news / "b.txt")
    assert (done.added, done.problems, done.told[0].reason) == (
        0,
        1,
        "permission denied; check that you may read it",
    )
    assert take(store, news / "b.txt").added == 1


def test_an_archive_is_done_with_when_all_in_it_is(store: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", f"word{n}")
    files = Files([tmp_path / "a.zip"], lambda path: None)
    documents = files.documents(pytest.fail)
    names = [next(documents).name for _ in range(3)]
    for name in names:
        files.finish(name)
    assert files.take_finished() == [], "perhaps there is a fourth"
    assert list(documents) == []
    (state,) = files.take_finished()
    assert (state.path, files.bytes_done) == (str(tmp_path / "a.zip"), state.size)
    assert take(store, tmp_path / "a.zip").added == 3
    assert take(store, tmp_path / "a.zip").unchanged == 1


def test_a_file_counts_as_read_only_after_its_articles_are_kept(
    store: Store, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "c.txt").write_text("3\n4\n5")
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 1)
    seen: list[tuple[list[str], list[bool]]] = []

    def look(progress: Progress) -> None:
        ledger = Ledger(store.path)
        seen.append(
            (ids(store), [ledger.get(str(news / name)) is not None for name in ("a.txt", "b.txt", "c.txt")])
        )

    ingest([news], store, now=noon, reader=read_lines, parse=parse_word, progress=look)
    for held, (a, b, c) in seen:
        assert not a or "one" in held
        assert not b or "two" in held
        assert not c or {"3", "4", "5"} <= set(held)
    assert seen[-1][1] == [True] * 3


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from test_ingest import noon, parse_word, read_lines
from lib import ingest as ingesting
from lib.store import Store
from lib.store.delta import join
from lib.store.ledger import Ledger

ingesting.BATCH_ARTICLES = 1
left = {steps}

def count(act):
    def counted(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **kwargs)
    return counted

import lib.store.delta, lib.store.ledger
Ledger.record = count(Ledger.record)
lib.store.delta.write_deltalake = count(lib.store.delta.write_deltalake)
lib.store.ledger.write_deltalake = count(lib.store.ledger.write_deltalake)
ingesting.ingest([{news!r}], Store({store!r}), now=noon, reader=read_lines, parse=parse_word)
"""


@pytest.mark.parametrize("steps", [0, 2, 3, 4, 5, 7, 9])
def test_killed_between_any_two_writes(steps: int, store: Store, news: Path) -> None:
    """Cut off by force at each kind of commit; the next run brings what is missing, and nothing twice."""
    code = KILLED.format(tests=str(Path(__file__).parent), steps=steps, news=str(news), store=str(store.path))
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[1])
    assert done.returncode == -signal.SIGKILL
    ledger = Ledger(store.path)
    for name, article in (("a.txt", "one"), ("b.txt", "two")):
        assert ledger.get(str(news / name)) is None or article in ids(store)
    take(store, news)
    assert ids(store) == ["one", "two"]
    assert store.frame("SELECT count(*) AS n FROM mentions").n[0] == 2
    assert len(problems(store)) == 1
    assert take(store, news).unchanged == 2


def test_files_under_way_are_left_until_they_rest(tmp_path: Path) -> None:
    now = 1000.0
    wanted = Settled(5, lambda: now)
    path = tmp_path / "a.txt"
    assert wanted(path, 10, 995 * 10**9)
    assert not wanted(path, 10, 996 * 10**9)
    assert not wanted(path, 20, 997 * 10**9), "it has grown"
    assert wanted(path, 20, 997 * 10**9), "it has not changed since the last look"
    assert not wanted(path, 20, 2000 * 10**9), "a clock that goes wrong delays, and no more"
    assert wanted(path, 20, 2000 * 10**9)


def test_bytes_say_how_far_it_is(store: Store, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (news / "c.txt.gz").write_bytes(gzip.compress(b"x"))
    total = sum(path.stat().st_size for path in news.iterdir())
    seen: list[Progress] = []
    monkeypatch.setattr(ingesting, "default_parse", lambda names: parse_word)
    ingest([news], store, now=noon, progress=seen.append)
    assert {progress.bytes_total for progress in seen} == {total}
    assert {progress.total for progress in seen} == {3}
    assert [progress.bytes_done for progress in seen] == sorted(progress.bytes_done for progress in seen)
    assert (seen[-1].bytes_done, seen[-1].seconds_left) == (total, 0)
    seen.clear()
    ingest([news], store, now=noon, progress=seen.append)
    assert (seen[-1].bytes_total, seen[-1].total) == (0, 0), "what is skipped takes no time"


def test_a_large_file_says_how_far_its_reading_is(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.read.archive._STREAMED", 10)
    monkeypatch.setattr("lib.chunks.PORTION", 2)
    monkeypatch.setattr("lib.read.stream.PIECE", 64)
    path = tmp_path / "a.jsonl"
    lines = [f'{{"title": "T {n}", "published": "2024-11-14", "text": "word {n}"}}\n' for n in range(9)]
    path.write_text("".join(lines))
    seen: list[int] = []
    ingest([path], store, now=noon, parse=parse_word, progress=lambda now: seen.append(now.bytes_done))
    assert 0 < seen[0] < seen[2] < path.stat().st_size == seen[-1]


def test_addresses_are_fetched(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"https://andes.example/feed": b"one\ntwo"}

    def fetch(address: str) -> bytes:
        if address not in pages:
            raise ReadError(address, "", "it cannot be fetched (timed out)", "check the connection")
        return pages[address]

    monkeypatch.setattr(ingesting, "fetch", fetch)
    for _ in range(2):
        done = ingest(
            [*pages, "https://andes.example/gone"], store, now=noon, reader=read_lines, parse=parse_word
        )
        assert (done.articles, done.problems) == (2, 1)
    assert ids(store) == ["one", "two"]
    assert [path for path, *_ in problems(store)] == ["https://andes.example/gone"]
