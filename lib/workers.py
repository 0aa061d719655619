"""Chunks of work on several processes, where a process that dies costs its chunk a second try and no more."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Lost(Generic[Item]):
    """An item on which a process died every time."""

    def __init__(self, item: Item) -> None:
        self.item = item


class Workers:
    """Processes that `map` a function over chunks; with one worker, this very process."""

    def __init__(self, count: int) -> None:
        """Starts nothing yet; raises ValueError for a count below 1."""
        if count < 1:
            raise ValueError(f"workers must be 1 or more, not {count}")
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[Sequence[Item]], Result], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Result | Lost[Item]]:
        """The function's result for each chunk, in order; of a chunk that kills, its items' one by one."""
        if self.count == 1:
            yield from map(function, chunks)
            return
        running: deque[tuple[Sequence[Item], Future[Result]]] = deque()
        for chunk in chunks:
            running.append((chunk, self._submit(function, chunk)))
            if len(running) > 2 * self.count:
                yield from _finish(function, *running.popleft())
        while running:
            yield from _finish(function, *running.popleft())

    def _submit(self, function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item]) -> Future[Result]:
        if self._pool is not None:
            try:
                return self._pool.submit(function, chunk)
            except BrokenProcessPool:
                self._pool.shutdown()
        self._pool = _pool(self.count)
        return self._pool.submit(function, chunk)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor:
    # Not "fork": the parent holds the threads of the store's libraries.
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


def _finish(
    function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item], future: Future[Result]
) -> Iterator[Result | Lost[Item]]:
    try:
        yield future.result()
    except BrokenProcessPool:
        yield from _alone(function, chunk)


def _alone(
    function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item]
) -> Iterator[Result | Lost[Item]]:
    """A chunk whose pool broke, perhaps through another's fault: with a pool to itself, then halved."""
    with _pool(1) as pool:
        try:
            yield pool.submit(function, chunk).result()
            return
        except BrokenProcessPool:
            pass
    if len(chunk) == 1:
        yield Lost(chunk[0])
        return
    middle = len(chunk) // 2
    yield from _alone(function, chunk[:middle])
    yield from _alone(function, chunk[middle:])
