"""Work for workers, in a module that a new process imports at once; see test_workers.py and test_cluster.py."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from lib.workers import Workers


def assert_few_chunks_are_held_at_once(workers: Workers) -> None:
    """Workers that are given chunks without end take no more than they can soon work on."""
    taken = 0

    def endless() -> Iterator[list[int]]:
        nonlocal taken
        while True:
            taken += 1
            yield [1]

    results = workers.map(total, endless())
    for done in range(1, 11):
        assert next(results) == 1
        assert taken - done <= 2 * workers.count


def total(chunk: Sequence[int]) -> int:
    """The sum of some numbers; 13 ends the process, 17 never comes back, 19 is refused."""
    if 13 in chunk:
        os._exit(1)
    if 17 in chunk:
        threading.Event().wait()
    if 19 in chunk:
        raise ValueError("no nineteen")
    return sum(chunk)


def count(chunk: Sequence[Path]) -> int:
    """The number of items; the first process that meets a marker is killed from outside, as for want of memory."""
    for marker in chunk:
        die_at(marker)
    return len(chunk)


def die_at(marker: Path) -> None:
    """Kills this process if it is the first to find a file there."""
    with suppress(FileNotFoundError):
        marker.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def unsendable(chunk: Sequence[int]) -> object:
    """What no process can send to another."""
    return threading.Lock()
