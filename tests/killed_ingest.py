"""An ingest in a process of its own, to be killed, starved of disk, or run beside another.

python tests/killed_ingest.py STORE NEWS ACKNOWLEDGED

Ingests a folder of files (`write_news`) once for each line on standard input, a number of seconds: after so many
on the processor the kernel kills it, wherever it is; 0 lets it live. What the store has taken is written to
ACKNOWLEDGED, an article a line. Prints a line when a run has ended: its status, or the error, then its status.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from signal import SIGKILL

# What takes long is imported once, and nothing of it started before the process is doubled.
from lib import chunks
from lib import ingest as ingesting
from lib.errors import StoreError
from lib.read.problem import OnProblem, Source
from lib.read.stream import whole
from lib.records import Article, Mention, Rows, TradeFigure, VisitReport
from lib.store import Store

HOSTS = ("MEX", "PER", "COL", "BRA")
A_FILE = 3
"""articles, as many as make a batch here"""


def write_news(folder: Path, names: range) -> None:
    """Files that `read` takes for articles of these numbers."""
    folder.mkdir(exist_ok=True)
    for first in names[::A_FILE]:
        (folder / f"{first:04}.txt").write_text("\n".join(map(str, range(first, first + A_FILE))))


def read(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """One article a line, named by it."""
    for line in whole(name, data, 1_000_000).decode().splitlines():
        yield article(int(line))


def article(number: int) -> Article:
    """An article made from its number."""
    day = date(2020, 1, 1) + timedelta(days=number)
    return Article(f"a{number}", "Wire", None, None, day, None, "en", f"Text of {number}. " * 40)


def rows(found: Article) -> Rows:
    """Two mentions, a visit report and a trade figure of an article."""
    name, number, day = found.article_id, int(found.article_id[1:]), found.published
    mention = Mention(name, 0, 4, "Text.", "Mexico", "country", "name", "MEX", "Mexico", "MEX")
    report = VisitReport(
        name, 0, 4, "Text.", "Ana Pérez", "president", "CHL", HOSTS[number % 4], None, day, day, "day", "completed"
    )  # fmt: skip
    figure = TradeFigure(name, 0, 4, "Text.", 2.4e9, "USD", "trade", "CHL", "MEX", None, None, "actual", None)
    return Rows((mention, mention), (report,), (figure,))


def take(store: Path, news: Path, acknowledged: Path) -> None:
    """Ingests a folder in small batches with frequent merges and compactions, noting what was taken."""
    chunks.MOST, ingesting.BATCH_ARTICLES, ingesting.MERGE_EVERY, ingesting.COMPACT_EVERY = 1, A_FILE, 2, 5
    with acknowledged.open("ab", buffering=0) as notes:
        add = Store.add

        def adding(
            self: Store, articles: list[tuple[Article, Rows]], *more: object, **options: object
        ) -> int:
            added = add(self, articles, *more, **options)  # type: ignore[arg-type]
            notes.write("".join(f"{taken.article_id}\n" for taken, _ in articles).encode())
            return added

        Store.add = adding  # type: ignore[method-assign, assignment]
        ingesting.ingest([news], Store(store), reader=read, parse=rows)


class _Event(ctypes.Structure):
    _fields_ = (
        ("value", ctypes.c_void_p),
        ("signal", ctypes.c_int),
        ("notify", ctypes.c_int),
        ("_", ctypes.c_byte * 48),
    )


def die_after(seconds: float) -> None:
    """Has the kernel kill this process when it has used the processor for so long: no code of ours sees it come."""
    libc, timer, every_thread = ctypes.CDLL(None), ctypes.c_void_p(), 2
    made = libc.timer_create(every_thread, ctypes.byref(_Event(None, SIGKILL, 0)), ctypes.byref(timer))
    whole_seconds, rest = divmod(int(seconds * 1e9), 10**9)
    when = (ctypes.c_long * 4)(0, 0, whole_seconds, rest)
    if made or libc.timer_settime(timer, 0, when, None):
        raise OSError("no timer")


def apart(do: Callable[[], None]) -> int:
    """The status of a copy of this process in which something was done."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        do()
        code = 0
    except StoreError as error:
        print(error)
        code = 2
    finally:
        sys.stdout.flush()
        os._exit(code)


def main() -> None:
    store, news, acknowledged = map(Path, sys.argv[1:4])
    for line in sys.stdin:

        def run(seconds: float = float(line)) -> None:
            if seconds:
                die_after(seconds)
            take(store, news, acknowledged)

        print(apart(run), flush=True)


if __name__ == "__main__":
    main()
