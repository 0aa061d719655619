"""A store on an object store: the same as in a folder, also with two writers at once."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.cli import main
from lib.errors import StoreError
from lib.export import export_tables
from lib.records import TABLES, Article, Problem, Rows, VisitReport
from lib.store import Store, objects, open_store
from lib.store.ledger import Ledger

pytest.importorskip("moto", reason="no S3-compatible server to test against: pip install -e '.[test]'")

SERVER = """
import threading
from moto.backends import get_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

get_backend("s3")["123456789012"]["aws"].create_bucket("news", "us-east-1")
served, one_at_a_time = DomainDispatcherApplication(create_backend_app), threading.Lock()

def app(environ, start):
    # The server looks whether an object is there and only then puts it: two puts at once would both succeed.
    if environ["REQUEST_METHOD"] != "PUT":
        return served(environ, start)
    with one_at_a_time:
        return served(environ, start)

server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
print(server.server_port, flush=True)
server.serve_forever()
"""
"""In a process of its own: Delta's library holds Python's lock while it waits for an answer."""

ADDRESS = "s3://news/tables"
NOON = datetime(2020, 2, 7, 12, tzinfo=UTC)


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serves an empty bucket and sets the usual variables; the folder that local copies go to."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{int(process.stdout.readline())}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache"
    process.kill()
    process.communicate()


def visited(name: str) -> tuple[Article, Rows]:
    """An article that reports one visit."""
    text = f"{name} arrived in Lima."
    report = VisitReport(name, 0, len(text), text, name, "president", "CHL", "PER", "Lima", None, None, None,
                         "completed", 0.9, None)  # fmt: skip
    return Article(name, "S", None, None, date(2020, 2, 6), None, "en", text), Rows((), (report,), ())


def add(writer: str, names: list[str], batches: int) -> None:
    """Adds articles in some batches, each of which is merged."""
    store = open_store(ADDRESS)
    for number in range(batches):
        chosen = [visited(name) for name in names[number::batches]]
        store.add(chosen, [Problem(f"{writer}{number}", "read", "empty", NOON)])


def test_rows_come_back_and_files_are_fetched_once(bucket: Path) -> None:
    store = open_store(f"{ADDRESS}/")
    assert store.is_new
    assert store.add([visited("Ana"), visited("Bea")]) == 2
    assert store.add([visited("Ana")]) == 0
    assert list(store.frame("SELECT visitor FROM visits ORDER BY 1").visitor) == ["Ana", "Bea"]
    fetched = {path: path.stat().st_mtime_ns for path in bucket.rglob("*.parquet")}
    assert fetched
    again = open_store(ADDRESS)
    assert again.known(["Ana", "Cem"]) == {"Ana"}
    assert {path: path.stat().st_mtime_ns for path in bucket.rglob("*.parquet")} == fetched


def test_two_writers_lose_and_double_nothing(bucket: Path) -> None:
    mine, theirs = [f"Ana {n}" for n in range(8)], [f"Bea {n}" for n in range(8)]
    both = [f"Cem {n}" for n in range(4)]
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=add, args=(name, [*names, *both], 4))
        for name, names in (("mine", mine), ("theirs", theirs))
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    store = open_store(ADDRESS)
    store.merge()
    expected = sorted([*mine, *theirs, *both])
    assert list(store.frame("SELECT article_id FROM articles ORDER BY 1").article_id) == expected
    assert list(store.frame("SELECT article_id FROM visit_reports ORDER BY 1").article_id) == expected
    assert int(store.frame("SELECT sum(n_articles)::INT AS n FROM visits").n[0]) == len(expected)
    assert int(store.frame("SELECT count(*) AS n FROM problems").n[0]) == 8


def test_what_is_removed_and_compacted_is_gone(bucket: Path) -> None:
    add("mine", ["Ana", "Bea", "Cem"], 3)
    store = open_store(ADDRESS)
    assert store.remove(["Bea"]) == 1
    store.compact()
    assert list(open_store(ADDRESS).frame("SELECT visitor FROM visits ORDER BY 1").visitor) == ["Ana", "Cem"]


def test_the_command_line_fills_and_exports_it(bucket: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "6 February 2020\n\nRussian Foreign Minister Sergey Lavrov arrived in Cuba."
    )
    assert main(["ingest", str(tmp_path / "a.txt"), "--store", ADDRESS]) == 0
    assert Ledger(objects.locate(ADDRESS)).get(str(tmp_path / "a.txt")) is not None
    assert main(["export", str(tmp_path / "remote"), "--store", ADDRESS]) == 0
    assert main(["ingest", str(tmp_path / "a.txt"), "--store", str(tmp_path / "store")]) == 0
    export_tables(Store(tmp_path / "store"), tmp_path / "local", "csv")
    for name in TABLES:
        remote, local = ((tmp_path / place / f"{name}.csv").read_text() for place in ("remote", "local"))
        assert remote == local
    assert "Lavrov" in (tmp_path / "remote" / "visits.csv").read_text()


def test_old_copies_are_swept(bucket: Path) -> None:
    add("mine", ["Ana"], 1)
    folder = objects.local(objects.locate(ADDRESS)) / "articles"
    gone, fresh = folder / "gone.parquet", folder / "fresh.parquet"
    for path in (gone, fresh):
        path.write_bytes(b"")
    os.utime(gone, (0, 0))
    add("mine", ["Bea"], 1)
    assert (gone.exists(), fresh.exists()) == (False, True)


def test_a_bucket_that_is_not_there_is_told(bucket: Path) -> None:
    with pytest.raises(StoreError, match="check the address and the AWS_"):
        open_store("s3://nothing/here")
