"""The store: batches whole or not at all, known articles once, readers and writers side by side."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

from lib.errors import StoreError
from lib.records import TABLES, Article, Mention, Problem, Rows, TradeFigure, VisitReport, columns
from lib.store import Store, default_path, delta, open_store, visits
from lib.store.compact import Compaction
from lib.store.delta import NOTED, Tables
from lib.store.schema import STORED, VERSION, stored_schema

CHILDREN = ("mentions", "visit_reports", "trade_figures")


def article(name: str, published: date | None = date(2020, 2, 6)) -> Article:
    return Article(
        name, "Wire", f"https://wire.example/{name}", f"Title {name}", published, None, "en", "Text."
    )


def rows(name: str, host: str = "MEX") -> Rows:
    return Rows(
        (Mention(name, 0, 4, "Text.", "Mexico", "country", "name", "MEX", "Mexico", "MEX"),),
        (
            VisitReport(
                name,
                0,
                4,
                "Text.",
                "Ana Pérez",
                "president",
                "CHL",
                host,
                None,
                date(2020, 2, 5),
                date(2020, 2, 6),
                "day",
                "completed",
            ),
        ),
        (TradeFigure(name, 0, 4, "Text.", 2.4e9, "USD", "trade", "CHL", "MEX", None, None, "actual", None),),
    )


def counts(store: Store) -> dict[str, int]:
    return {name: int(store.frame(f"SELECT count(*) AS n FROM {name}").n[0]) for name in TABLES}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_empty_tables_have_all_columns(store: Store) -> None:
    for name in TABLES:
        frame = store.frame(f"SELECT * FROM {name}")
        assert list(frame.columns) == list(columns(name))
        assert frame.empty
    assert store.is_new


def test_what_goes_in_comes_out(store: Store) -> None:
    seen = datetime(2020, 2, 7, 12, 30, tzinfo=UTC)
    assert store.add([(article("a"), rows("a"))], [Problem("b.pdf", "read", "no text", seen)]) == 1
    assert not store.is_new
    assert store.frame("SELECT * FROM articles").iloc[0].to_dict()["url"] == "https://wire.example/a"
    assert store.frame("SELECT published FROM articles").published[0] == datetime(2020, 2, 6)
    assert store.frame("SELECT seen_at FROM problems").seen_at[0] == seen
    figure = store.frame("SELECT amount, period_start FROM trade_figures").iloc[0]
    assert figure.amount == 2.4e9
    assert figure.isna().period_start
    visit = store.frame("SELECT v.* FROM visits v JOIN visit_reports r USING (visit_id)").iloc[0]
    assert (visit.visitor, visit.host_country, visit.n_articles) == ("Ana Pérez", "MEX", 1)


def test_reopened_store_holds_the_same(store: Store) -> None:
    store.add([(article("a"), rows("a"))])
    again = Store(store.path)
    assert counts(again) == counts(store)
    assert again.version == store.version


def test_known_articles_add_nothing(store: Store) -> None:
    batch = [(article(n), rows(n)) for n in ("a", "b", "a")]
    assert store.add(batch) == 2  # twice in one batch is once
    assert store.add(batch) == 0
    assert store.add([*batch, (article("c"), rows("c"))]) == 1
    assert counts(store) == {
        "articles": 3,
        "mentions": 3,
        "visit_reports": 3,
        "visits": 1,
        "trade_figures": 3,
        "problems": 0,
    }
    assert store.known(["a", "c", "z"]) == {"a", "c"}
    assert store.known([]) == set()


def test_the_same_problem_twice_is_one_row_with_the_latest_time(store: Store) -> None:
    for day in (7, 8):
        store.add([], [Problem("b.pdf", "read", "no text", datetime(2020, 2, day, tzinfo=UTC))])
    frame = store.frame("SELECT * FROM problems")
    assert list(frame.seen_at) == [datetime(2020, 2, 8, tzinfo=UTC)]


def test_version_changes_with_the_data_only(store: Store) -> None:
    versions = [store.version]
    store.add([(article("a"), rows("a"))])
    versions.append(store.version)
    store.add([(article("a"), rows("a"))])  # known: nothing changes
    assert store.version == versions[-1]
    store.add([], [Problem("b", "read", "why", datetime(2020, 2, 7, tzinfo=UTC))])
    versions.append(store.version)
    store.remove(["a"])
    versions.append(store.version)
    store.remove(["a"])
    assert store.version == versions[-1]
    assert len(set(versions)) == 4


def test_remove(store: Store) -> None:
    store.add([(article(n), rows(n)) for n in ("a", "b", "it's")])
    assert store.remove(["it's", "a", "a", "unknown"]) == 2
    assert store.known(["a", "b", "it's"]) == {"b"}
    assert counts(store) == {
        "articles": 1,
        "mentions": 1,
        "visit_reports": 1,
        "visits": 1,
        "trade_figures": 1,
        "problems": 0,
    }
    assert store.frame("SELECT n_articles FROM visits").n_articles[0] == 1
    assert store.remove(["b"]) == 1
    assert set(counts(store).values()) == {0}
    assert store.add([(article("a"), rows("a"))]) == 1  # removed is not banned
    assert counts(store)["mentions"] == 1


def test_parameters(store: Store) -> None:
    store.add([(article(n), rows(n)) for n in ("a", "b")])
    query = "SELECT article_id FROM articles WHERE article_id = "
    assert list(store.frame(f"{query}?", ["b"]).article_id) == ["b"]
    assert list(store.frame(f"{query}$id", {"id": "b"}).article_id) == ["b"]
    assert store.frame(f"{query}?", ["' OR true --"]).empty
    total = store.frame("SELECT sum(end_char) AS total FROM mentions").total
    assert total.dtype == "int64"  # not a column of Decimal objects


class CrashError(Exception):
    """The process ends here."""


@contextmanager
def crashing(monkeypatch: pytest.MonkeyPatch, table: str, moment: str) -> Iterator[None]:
    """Ends what is done in it before or after its first commit to a table."""

    def cut_short(change: Callable[..., None]) -> Callable[..., None]:
        def crash(self: Tables, name: str, *args: object, **options: object) -> None:
            if name == table and moment == "before":
                raise CrashError
            change(self, name, *args, **options)
            if name == table:
                raise CrashError

        return crash

    with monkeypatch.context() as patch:
        for way in ("_commit", "follow"):
            patch.setattr(Tables, way, cut_short(getattr(Tables, way)))
        with pytest.raises(CrashError):
            yield


@pytest.mark.parametrize("table", [*CHILDREN, "problems", "articles", "visits"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_crash_is_never_seen_and_a_second_try_does_not_double(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, moment: str
) -> None:
    store = Store(tmp_path / "store")
    store.add([(article("a"), rows("a"))])
    before = counts(store)
    batch = (
        [(article("b"), rows("b", host="PER"))],
        [Problem("c", "read", "why", datetime(2020, 2, 7, tzinfo=UTC))],
    )
    with crashing(monkeypatch, table, moment):
        store.add(*batch)
    after = counts(Store(store.path))
    whole = {"articles", "mentions", "visit_reports", "trade_figures"}
    assert len({after[name] - before[name] for name in whole}) == 1, "all of the batch or nothing"
    Store(store.path).add(*batch)
    Store(store.path).merge()
    done = counts(Store(store.path))
    assert done == {
        "articles": 2,
        "mentions": 2,
        "visit_reports": 2,
        "visits": 2,
        "trade_figures": 2,
        "problems": 1,
    }
    assert not Store(store.path).frame("SELECT visit_id FROM visit_reports").visit_id.isna().any()


@pytest.mark.parametrize("table", ["removed", "visits", *CHILDREN, "articles"])
def test_a_removal_cut_short_is_done_or_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    store = Store(tmp_path / "store")
    store.add([(article("a"), rows("a")), (article("b"), rows("b", host="PER"))])
    with crashing(monkeypatch, table, "after"):
        store.remove(["a"])
    again = Store(store.path)
    assert [counts(again)[name] for name in ("articles", *CHILDREN)] == [1, 1, 1, 1]
    assert again.add([(article("a"), rows("a"))]) == 1
    again.compact()
    assert counts(again) == {
        "articles": 2,
        "mentions": 2,
        "visit_reports": 2,
        "visits": 2,
        "trade_figures": 2,
        "problems": 0,
    }


def test_compact_keeps_rows_and_leaves_fewer_files(store: Store) -> None:
    for name in "abcdef":
        store.add([(article(name), rows(name))])
    before = counts(store)
    files = len(DeltaTable(str(store.path / "mentions")).file_uris())
    done = store.compact()
    assert counts(store) == before
    assert len(DeltaTable(str(store.path / "mentions")).file_uris()) == 1 < files
    # One of each table but `problems` and `removed`, which are empty.
    assert done.files_after == len(STORED) - 2 < done.files_before
    assert 0 < done.bytes_after < done.bytes_before
    assert store.compact() == Compaction(
        done.files_after, done.files_after, done.bytes_after, done.bytes_after
    )


def test_two_compactions_at_once_double_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        store.add([(article(name), rows(name))])
    before, other, rewrite, tries = counts(store), Tables(store.path), delta._rewrite, []

    def overtaken(table: DeltaTable, low: int, high: int) -> None:
        tries.append(low)
        if len(tries) == 1:
            other.compact("mentions")
        rewrite(table, low, high)

    monkeypatch.setattr(delta, "_rewrite", overtaken)
    Tables(store.path).compact("mentions")
    assert len(tries) == 3, "its own, the other one's, its own again"
    assert counts(Store(store.path)) == before


def test_compact_deletes_files_that_no_query_reads_any_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        store.add([(article(name), rows(name))])
    old = set((store.path / "visits").glob("*.parquet"))
    store.compact()
    assert old <= set((store.path / "visits").glob("*.parquet"))  # replaced a moment ago
    monkeypatch.setattr("lib.store.delta.UNREAD_HOURS", 0)
    store.compact()
    assert len(set((store.path / "visits").glob("*.parquet"))) == 1
    assert counts(store)["visits"] == 1


def test_an_article_that_two_writers_add_at_once_is_there_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store(store.path)
    monkeypatch.setattr(other, "known", lambda ids: set[str]())  # it looked before the first one wrote
    store.add([(article("a"), rows("a"))])
    other.add([(article("a"), rows("a")), (article("b"), rows("b"))])
    expected = {
        "articles": 2,
        "mentions": 2,
        "visit_reports": 2,
        "visits": 1,
        "trade_figures": 2,
        "problems": 0,
    }
    assert counts(store) == expected
    assert store.frame("SELECT n_articles FROM visits").n_articles[0] == 2
    store.compact()
    assert counts(store) == expected
    assert DeltaTable(str(store.path / "articles")).count() == 2


WRITER = """
import sys
sys.path[:0] = sys.argv[3:]
from test_store import article, rows
from lib.store import Store
store = Store(sys.argv[1])
for n in range(6):
    name = f"{sys.argv[2]}{n}"
    store.add([(article(name), rows(name, host=["MEX", "PER"][n % 2]))])
"""


def test_two_processes_write_and_one_reads(store: Store) -> None:
    tests = str(Path(__file__).parent)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.path), name, tests, str(Path(tests).parent)]
        )
        for name in "xy"
    ]
    seen = []
    while any(writer.poll() is None for writer in writers):
        frame = store.frame(
            "SELECT (SELECT count(*) FROM articles) AS n, (SELECT count(*) FROM mentions) AS m"
        )
        assert frame.n[0] == frame.m[0]
        seen.append(frame.n[0])
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen == sorted(seen)
    assert counts(store) == {
        "articles": 12,
        "mentions": 12,
        "visit_reports": 12,
        "visits": 2,
        "trade_figures": 12,
        "problems": 0,
    }
    assert list(store.frame("SELECT n_articles FROM visits").n_articles) == [6, 6]


def test_whoever_merges_while_another_does_begins_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([(article("a"), rows("a", host="MEX"))], merging=False)
    other, fresh, tries = Store(store.path), visits._fresh, []

    def overtaken(snapshot: object) -> object:
        found = fresh(snapshot)  # type: ignore[arg-type]
        tries.append(len(found))
        if len(tries) == 1:
            other.add([(article("b"), rows("b", host="MEX"))])
        return found

    monkeypatch.setattr(visits, "_fresh", overtaken)
    store.merge()
    assert tries == [1, 1], "its own, the other writer's; then nothing is left to do"
    assert list(store.frame("SELECT n_articles FROM visits").n_articles) == [2]


def test_threads_share_a_store(store: Store) -> None:
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(20):
                frame = store.frame(
                    "SELECT count(*) AS n, (SELECT count(*) FROM trade_figures) AS f FROM mentions"
                )
                assert frame.n[0] == frame.f[0]
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for name in "abcd":
        store.add([(article(name), rows(name))])
    for reader in readers:
        reader.join()
    assert failures == []


@pytest.mark.parametrize("name", ["with space", "größe 中文", "it's", "a*b?", "x=1"])
def test_folder_names(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / name)
    store.add([(article("a"), rows("a"))])
    assert counts(store)["visit_reports"] == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [("100%", "'%'"), ("a[b]", "'['"), ("a|b", "'|'")],  # the Delta library fails on these
)
def test_folder_names_that_cannot_be(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(StoreError, match="--store") as error:
        Store(tmp_path / name)
    assert reason in error.value.reason


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(StoreError, match="something other than a store") as error:
        Store(tmp_path)
    assert error.value.place == "thesis.docx"
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="not a folder"):
        Store(tmp_path / "file")
    with pytest.raises(StoreError, match="--store"):
        Store(tmp_path / "file" / "store")


def test_a_newer_store_is_refused(store: Store) -> None:
    table = stored_schema("mentions").empty_table()
    newer = table.append_column("mood", table["entity"])
    write_deltalake(str(store.path / "mentions"), newer, mode="append", schema_mode="merge")
    with pytest.raises(StoreError, match=r"newer Dateline .*mood.*; update Dateline"):
        Store(store.path)


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    table = DeltaTable(str(store.path / "visits"))
    table.alter.set_table_properties({NOTED: str(VERSION + 1)}, raise_if_not_exists=False)
    with pytest.raises(
        StoreError, match=rf"version {VERSION + 1} of the tables, this is {VERSION}.*; update"
    ) as error:
        Store(store.path)
    assert error.value.place == "visits"
    assert DeltaTable(str(store.path / "visits")).version() == table.version()


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "store"
    newest = Store(path)
    newest.add([(article("a"), rows("a")), (article("b"), rows("b", "PER"))])
    before = newest.frame("FROM visits ORDER BY visit_id")
    shutil.rmtree(path / "merged")  # what it did not have: this table, these columns, a noted version
    for name in set(STORED) - {"merged"}:
        found = DeltaTable(str(path / name)).to_pyarrow_table()
        shutil.rmtree(path / name)
        first = found.drop([c for c in ("batch", "replaces") if name == "visits" and c in found.column_names])
        write_deltalake(str(path / name), first)
    store = Store(path)
    assert {DeltaTable(str(path / name)).metadata().configuration[NOTED] for name in STORED} == {str(VERSION)}
    assert store.frame("FROM visits ORDER BY visit_id").equals(before)
    store.add([(article("c"), rows("c"))])
    assert store.frame("SELECT n_articles FROM visits ORDER BY host_country").n_articles.tolist() == [2, 1]
    store.compact()
    assert store.frame("SELECT n_articles FROM visits ORDER BY host_country").n_articles.tolist() == [2, 1]
    assert len(DeltaTable(str(path / "visits")).file_uris()) == 1


def test_an_older_store_gains_the_missing_columns(tmp_path: Path) -> None:
    schema = stored_schema("trade_figures")
    older = schema.remove(schema.get_field_index("claimed_by"))
    DeltaTable.create(str(tmp_path / "trade_figures"), older)
    DeltaTable.create(str(tmp_path / "articles"), stored_schema("articles"))
    store = Store(tmp_path)
    store.add([(article("a"), rows("a"))])
    assert store.frame("SELECT claimed_by FROM trade_figures").claimed_by.isna().all()


def test_rows_of_an_older_store_have_no_confidence(tmp_path: Path) -> None:
    Store(tmp_path).add([(article("a"), rows("a"))])
    for name in (*CHILDREN, "visits"):
        files = DeltaTable(str(tmp_path / name)).file_uris()
        older = pa.concat_tables([pq.read_table(file) for file in files]).drop(["confidence"])
        shutil.rmtree(tmp_path / name)
        write_deltalake(str(tmp_path / name), older)
    store = Store(tmp_path)
    store.add([(article("b"), sure(rows("b", "PER"), 0.8))])
    for name in CHILDREN:
        found = store.frame(f"SELECT confidence FROM {name} ORDER BY article_id").confidence
        assert found.isna().tolist() == [True, False]
    visits = store.frame("SELECT host_country, confidence FROM visits ORDER BY host_country")
    assert visits.host_country.tolist() == ["MEX", "PER"]
    assert visits.confidence.isna().tolist() == [True, False]


def sure(found: Rows, confidence: float) -> Rows:
    """The rows with this confidence each."""
    return Rows(*(tuple(replace(row, confidence=confidence) for row in getattr(found, t)) for t in CHILDREN))


def test_a_visit_is_as_certain_as_its_surest_report(store: Store) -> None:
    store.add([(article("a"), sure(rows("a"), 0.7)), (article("b"), sure(rows("b"), 0.9))])
    store.add([(article("c"), rows("c"))])  # of which nothing is known
    assert store.frame("SELECT n_articles, confidence FROM visits").to_numpy().tolist() == [[3, 0.9]]


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (OSError(28, "No space left on device"), "the disk is full; free some space"),
        (OSError(30, "Read-only file system"), "no permission to write the store; check the folder"),
        (OSError(5, "Input/output error"), "cannot write the store"),
    ],
)
def test_failing_disks_are_told_in_plain_words(
    store: Store, monkeypatch: pytest.MonkeyPatch, failure: OSError, said: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr("lib.store.delta.write_deltalake", fail)
        with pytest.raises(StoreError, match=said):
            store.add([(article("a"), rows("a"))])
    assert store.add([(article("a"), rows("a"))]) == 1


def test_a_lost_file_is_told_in_plain_words(store: Store) -> None:
    store.add([(article("a"), rows("a"))])
    next((store.path / "mentions").glob("*.parquet")).unlink()
    with pytest.raises(StoreError, match="missing or damaged"):
        Store(store.path).frame("SELECT * FROM mentions")


def test_default_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "named"))
    assert default_path() == tmp_path / "named"
    assert open_store().path == tmp_path / "named"
    assert open_store(tmp_path / "given").path == tmp_path / "given"
    monkeypatch.delenv("DATELINE_STORE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "dateline"


def test_articles_are_stored_last() -> None:
    assert STORED[-1] == "articles"
