"""Chunks of work on several processes: one that dies or hangs costs its chunk a second try and no more."""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK_SECONDS = 300.0
"""What takes longer than any chunk ever took hangs."""

ALONE_SECONDS = 60.0
"""The same for a single item, when its chunk hung or ended a process."""


class DiedError(Exception):
    """A process did not finish a chunk; says what became of it, as in `reading it …`."""


class Lost(Generic[Item]):
    """An item that ended its process or hung, also when it was alone."""

    def __init__(self, item: Item, reason: str) -> None:
        self.item, self.reason = item, reason


class Workers:
    """Processes that `map` a function over chunks; with one worker, this very process."""

    def __init__(self, count: int, *, seconds: float = CHUNK_SECONDS, alone: float = ALONE_SECONDS) -> None:
        """Starts nothing yet; `seconds` are given to a chunk, `alone` to an item tried again by itself.

        Raises ValueError for a count below 1.
        """
        if count < 1:
            raise ValueError(f"workers must be 1 or more, not {count}")
        self.count, self.seconds, self.alone = count, seconds, alone
        self._threads = ThreadPoolExecutor(count, "workers")  # one waits for each chunk that is worked on
        self._processes = [_Process() for _ in range(count)]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)

    def map(
        self, function: Callable[[Sequence[Item]], Result], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Result | Lost[Item]]:
        """The function's result for each chunk, in order; of a chunk that kills or hangs, its items' one by one.

        At most two chunks for each worker, and one, are held at a time: under way, or waiting for an earlier.
        """
        if self.in_process:
            yield from map(function, chunks)
            return
        running: deque[Future[list[Result | Lost[Item]]]] = deque()
        try:
            for chunk in chunks:
                running.append(self._threads.submit(self._results, function, chunk))
                if len(running) > 2 * self.count:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        finally:
            for future in running:
                future.cancel()

    @property
    def in_process(self) -> bool:
        return self.count == 1

    def call(
        self, function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item], seconds: float
    ) -> Result:
        """The function's result for a chunk, from another process; raises DiedError when there is none."""
        process = self._idle.get()
        try:
            result: Result = process.call(function, chunk, seconds)
            return result
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """Stops all processes, whatever they are at."""
        for process in self._processes:
            process.close()

    def _results(
        self, function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item]
    ) -> list[Result | Lost[Item]]:
        try:
            return [self.call(function, chunk, self.seconds)]
        except DiedError:
            return [self._alone(function, item) for item in chunk]

    def _alone(self, function: Callable[[Sequence[Item]], Result], item: Item) -> Result | Lost[Item]:
        try:
            return self.call(function, [item], self.alone)
        except DiedError as died:
            return Lost(item, str(died))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.close()
        self._threads.shutdown()


class _Process:
    """A process that calls functions for one thread at a time, and is started anew after it was lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None

    def call(self, function: Callable[[Any], Any], chunk: Sequence[Any], seconds: float) -> Any:
        pipe = self._pipe or self._start()
        try:
            pipe.send((function, chunk))
            if not pipe.poll(seconds):
                raise DiedError(f"took longer than {seconds:g} s")
            done, result = pipe.recv()
        except (EOFError, OSError) as error:
            self._stop()
            raise DiedError("ended the process") from error
        except DiedError:
            self._stop()
            raise
        if done:
            return result
        raise result

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._process:
                self._process.kill()
                self._process.join()

    def _start(self) -> "Connection[Any, Any]":
        # Not "fork": the parent holds the threads of the store's libraries.
        context = multiprocessing.get_context("spawn")
        with self._lock:
            if self._closed:
                raise RuntimeError("the workers are closed")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()  # so that its end means ours
            return self._pipe

    def _stop(self) -> None:
        with self._lock:
            self._process.kill()
            self._process.join()
            if self._pipe:
                self._pipe.close()
            self._process = self._pipe = None


def _serve(pipe: "Connection[Any, Any]") -> None:
    """Answers calls until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends this one
    while True:
        try:
            function, chunk = pipe.recv()
        except EOFError:
            return
        except Exception as error:  # what was sent cannot be put together here
            pipe.send((False, error))
            continue
        try:
            answer = True, function(chunk)
        except Exception as error:
            answer = False, error
        try:
            pipe.send(answer)
        except Exception as error:  # nor can every answer be sent
            pipe.send((False, TypeError(f"the result cannot be sent: {error}")))
