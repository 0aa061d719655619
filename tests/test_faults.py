"""Killed, overtaken, starved of disk, locked out: what the store has taken is kept, whole and once."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from killed_ingest import A_FILE, article, rows, write_news
from test_merge import at_once, stored

from lib.store import Store

ROOT = Path(__file__).parents[1]
SCRIPT = str(Path(__file__).parent / "killed_ingest.py")
KILLS = 50

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")

HELD = """
    SELECT article_id,
        (SELECT count(*) FROM mentions m WHERE m.article_id = a.article_id) AS mentions,
        (SELECT count(*) FROM visit_reports r WHERE r.article_id = a.article_id) AS reports,
        (SELECT count(*) FROM trade_figures f WHERE f.article_id = a.article_id) AS figures
    FROM articles a ORDER BY 1
"""
WHOLE = {(2, 1, 1)}
"""mentions, reports and figures of each article"""


def held(store: Store) -> list[str]:
    """The articles of a store, each of them whole."""
    found = store.frame(HELD)
    assert set(found[["mentions", "reports", "figures"]].itertuples(index=False, name=None)) <= WHOLE
    names = list(found.article_id)
    assert len(set(names)) == len(names), "each once"
    return names


def assert_complete(path: Path, articles: int) -> None:
    """So many articles are in the store, and their visits are those of one merge of everything."""
    everything = [article(number) for number in range(articles)]
    assert sorted(held(Store(path))) == sorted(a.article_id for a in everything)
    assert stored(Store(path)) == at_once((a, rows(a)) for a in everything)
    assert not Store(path).frame("SELECT 1 FROM visit_reports WHERE visit_id IS NULL").size


@contextmanager
def ingesting(store: Path, *before: str) -> Iterator[subprocess.Popen[str]]:
    """A process that ingests the folder `news` beside the store whenever `run` tells it to."""
    command = [
        sys.executable,
        SCRIPT,
        *(str(store.parent / name) for name in (store.name, "news", "acknowledged")),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([*before, *command], stdin=-1, stdout=-1, text=True, env=environment) as process:
        yield process


def run(process: subprocess.Popen[str], seconds: float = 0) -> list[str]:
    """What an ingest printed that was killed after so many seconds, 0: not at all; its status is the last line."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{seconds}\n")
    process.stdin.flush()
    said = [process.stdout.readline().strip()]
    while not said[-1].lstrip("-").isdigit():
        assert said[-1], "the process ended"
        said.append(process.stdout.readline().strip())
    return said


def acknowledged(store: Path) -> set[str]:
    """The articles that an ingest was told are stored; a name cut short by a kill is none."""
    notes = store.parent / "acknowledged"
    return set(notes.read_text().splitlines()) if notes.exists() else set()


@linux_only
def test_killed_fifty_times_an_ingest_loses_and_doubles_nothing(tmp_path: Path) -> None:
    path, chance, articles, kills = tmp_path / "store", random.Random(4), 0, 0
    reader: Store | None = None
    with ingesting(path) as one:
        while kills < KILLS:
            if len(acknowledged(path)) == articles:
                articles += 20 * A_FILE
                write_news(tmp_path / "news", range(articles))
            [status] = run(one, chance.uniform(0.01, 0.5))
            assert status in ("-9", "0")
            kills += status == "-9"
            if reader is None and (path / "articles" / "_delta_log").exists():
                reader = Store(path)  # a dashboard that stays open all the while
            if reader:
                assert acknowledged(path) <= set(held(reader))
        assert run(one) == ["0"]
    assert_complete(path, articles)


def test_two_ingests_make_a_store_at_once_while_twenty_sessions_read(tmp_path: Path) -> None:
    path, articles = tmp_path / "store", 8 * A_FILE
    write_news(tmp_path / "news", range(articles))
    over, failures = threading.Event(), []
    counts: list[list[int]] = [[] for _ in range(20)]
    results: list[list[str]] = []

    def session(number: int) -> None:
        try:
            store = Store(path) if number % 2 else shared
            while not over.is_set() or len(counts[number]) < 2:
                counts[number].append(len(held(store)))
        except BaseException as error:
            failures.append(error)

    with ingesting(path) as one, ingesting(path) as other:
        writers = [threading.Thread(target=lambda p=p: results.append(run(p))) for p in (one, other)]
        for writer in writers:
            writer.start()
        shared = Store(path)
        sessions = [threading.Thread(target=session, args=(number,)) for number in range(20)]
        for thread in sessions:
            thread.start()
        for writer in writers:
            writer.join()
    over.set()
    for thread in sessions:
        thread.join()
    assert failures == []
    assert results == [["0"], ["0"]]
    assert all(seen == sorted(seen) for seen in counts), "what was seen stays"
    assert_complete(path, articles)


def may(*command: str) -> bool:
    """Whether a command is there and allowed."""
    return (
        bool(shutil.which(command[0]))
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )


ON_A_SMALL_DISK = ("unshare", "--map-root-user", "--mount", "sh", "-ec")


@linux_only
@pytest.mark.skipif(not may(*ON_A_SMALL_DISK, "mount -t tmpfs tmpfs /tmp"), reason="may not mount a disk")
def test_on_a_full_disk_what_was_taken_is_kept_and_with_space_the_rest_is_added(tmp_path: Path) -> None:
    path, articles = tmp_path / "store", 8 * A_FILE
    mount = 'mount -t tmpfs -o size=3m tmpfs "$0"; mkdir "$0/news"; exec "$@"'
    with ingesting(path, *ON_A_SMALL_DISK, mount, str(tmp_path)) as one:
        run(one)  # of an empty folder, once there is one
        there = Path(f"/proc/{one.pid}/root{tmp_path}")  # only that process has the disk here
        write_news(there / "news", range(articles))
        (there / "ballast").write_bytes(bytes(shutil.disk_usage(there).free - 250_000))
        assert run(one) == [
            f"{path}: the disk is full; free some space and try again: what was already added is kept",
            "2",
        ]
        taken = set(held(Store(shutil.copytree(there / "store", tmp_path / "full"))))
        assert acknowledged(there / "store") <= taken
        assert len(taken) < articles
        (there / "ballast").unlink()
        assert run(one) == ["0"]
        assert_complete(shutil.copytree(there / "store", tmp_path / "complete"), articles)


def test_in_a_read_only_folder_nothing_is_changed_and_all_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_news(tmp_path / "news", range(A_FILE))
    with ingesting(path) as one:
        assert run(one) == ["0"]
    write_news(tmp_path / "news", range(2 * A_FILE))
    folders = [path, *(folder for folder in path.rglob("*") if folder.is_dir())]
    # Even the administrator, without the right to pass over permissions.
    humbled = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if humbled and not may(*humbled, "true"):
        pytest.skip("an administrator writes anywhere")
    before = {file: file.stat().st_mtime_ns for file in path.rglob("*")}
    for folder in folders:
        folder.chmod(0o555)
    try:
        with ingesting(path, *humbled) as one:
            said = run(one)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert said == [
        f"{path}: no permission to write the store; check the folder and its permissions, or name another with --store",
        "2",
    ]
    assert {file: file.stat().st_mtime_ns for file in path.rglob("*")} == before
    assert_complete(path, A_FILE)
