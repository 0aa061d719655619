"""A Dask cluster gives what one process gives, row for row, whatever becomes of its workers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from chores import assert_few_chunks_are_held_at_once, die_at, total

from lib import cluster as clusters
from lib.cluster import Cluster, ClusterError
from lib.export import export_tables
from lib.ingest import ingest
from lib.records import TABLES, Article, Rows
from lib.store import Store
from lib.workers import Lost, Workers

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install -e '.[cluster]'")

ROOT = Path(__file__).parents[1]
ARTICLES = [ROOT / "data" / "sample" / "articles", ROOT / "tests" / "corpora" / "learned" / "articles"]
SHORT = 4.0
"""Seconds after which something hangs, in these tests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(processes=True, host="127.0.0.1", **options) as local:
        yield local.scheduler_address


def noon() -> datetime:
    return datetime(2020, 2, 7, 12, tzinfo=UTC)


def exported(folder: Path, workers: Workers | int, **options: object) -> dict[str, str]:
    """The tables that an ingest of the labelled articles fills, as text."""
    store = Store(folder / "store")
    ingest(ARTICLES, store, workers=workers, now=noon, **options)  # type: ignore[arg-type]
    export_tables(store, folder / "tables", "csv")
    return {name: (folder / "tables" / f"{name}.csv").read_text(encoding="utf-8") for name in TABLES}


def rows(table: str) -> list[str]:
    return sorted(table.splitlines())


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found = exported(tmp_path_factory.mktemp("one"), 1)
    assert all(len(found[name].splitlines()) > 50 for name in TABLES if name != "problems")
    return found


def test_processes_give_the_tables_of_one(tmp_path: Path, expected: dict[str, str]) -> None:
    assert exported(tmp_path, 2) == expected


def test_a_cluster_gives_the_tables_of_one_process(
    tmp_path: Path, expected: dict[str, str], address: str
) -> None:
    with Cluster(address) as workers:
        assert exported(tmp_path, workers) == expected


def killed_at(article: Article, marker: Path) -> Rows:
    """What the parser finds; the first worker that parses while the marker is there is killed."""
    from lib.parse import parse

    die_at(marker)
    return parse(article)


def test_a_worker_killed_midway_costs_nothing(tmp_path: Path, expected: dict[str, str], address: str) -> None:
    marker = tmp_path / "marker"
    marker.touch()
    with Cluster(address) as workers:
        assert exported(tmp_path, workers, parse=partial(killed_at, marker=marker)) == expected
    assert not marker.exists()


def said(found: object) -> object:
    return f"{found.item} {found.reason}" if isinstance(found, Lost) else found


@pytest.mark.parametrize(
    ("chunks", "said_of", "why"),
    [
        ([[1, 2], [], [3]], [3, 0, 3], "in order"),
        ([[1], [2, 13, 3], [4]], [1, 2, "13 ended the process", 3, 4], "what kills workers costs itself"),
        ([[1], [2, 17], [4]], [1, 2, f"17 took longer than {SHORT:g} s", 4], "what hangs costs itself"),
    ],
)
def test_each_chunk_has_its_result(
    chunks: list[list[int]], said_of: list[object], why: str, address: str
) -> None:
    with Cluster(address, seconds=SHORT, alone=SHORT) as workers:
        assert [said(found) for found in workers.map(total, chunks)] == said_of, why


def test_an_error_of_the_function_is_raised(address: str) -> None:
    with Cluster(address) as workers, pytest.raises(ValueError, match="no nineteen"):
        list(workers.map(total, [[19]]))


def test_few_chunks_are_held_at_once(address: str) -> None:
    with Cluster(address) as workers:
        assert_few_chunks_are_held_at_once(workers)


def test_workers_with_other_code_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "fingerprint", lambda: "another")
    with Cluster(address) as workers, pytest.raises(ClusterError, match="another version of Dateline"):
        list(workers.map(total, [[1]]))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "not an address"])
def test_no_scheduler(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match="no Dask scheduler answers there; start one"):
        Cluster(address)


def test_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 1)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", host="127.0.0.1") as idle,
        pytest.raises(ClusterError, match="the scheduler has no workers; start some"),
    ):
        Cluster(idle.scheduler_address)
