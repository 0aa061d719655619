"""Chunks of work on the machines of a Dask cluster, with the promises that `lib.workers` makes of processes."""

import hashlib
import os
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from lib.errors import DatelineError
from lib.tables import DATA
from lib.workers import ALONE_SECONDS, CHUNK_SECONDS, DiedError, Workers

Item = TypeVar("Item")
Result = TypeVar("Result")

CONNECT_SECONDS = 30
"""How long the scheduler is looked for, and then its workers."""


class ClusterError(DatelineError):
    """A cluster that cannot be reached or used."""

    stage = "run"


class Cluster(Workers):
    """The workers of a Dask scheduler, as many chunks at once as they have threads when this is opened.

    Start them with one thread each, since parsing holds Python's lock, and with Dask's nanny (its default), which
    starts anew those that died or were stopped for hanging. Dask itself tries a chunk anew on other machines.
    """

    def __init__(self, address: str, *, seconds: float = CHUNK_SECONDS, alone: float = ALONE_SECONDS) -> None:
        """Connects to a scheduler, such as `tcp://10.0.0.5:8786`; raises ClusterError with a remedy."""
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            remedy = "install it: pip install -e '.[cluster]'"
            raise ClusterError(address, "", "Dask is not installed", remedy) from error
        self.address, self._killed = address, distributed.KilledWorker
        try:
            self._client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            remedy = "start one with `dask scheduler`, then name the address that it prints"
            raise ClusterError(address, "", "no Dask scheduler answers there", remedy) from error
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
            threads = sum(self._client.nthreads().values())
        except TimeoutError as error:
            self._client.close()
            raise self._deserted() from error
        super().__init__(threads, seconds=seconds, alone=alone)

    @property
    def in_process(self) -> bool:
        return False

    def call(
        self, function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item], seconds: float
    ) -> Result:
        """The function's result for a chunk, from a worker of the cluster; raises DiedError when there is none."""
        future = self._client.submit(_same_code, fingerprint(), function, chunk, pure=False)
        try:
            while True:
                try:
                    answer = future.result(timeout=seconds)
                    break
                except TimeoutError:
                    self._stop_if_running(future, seconds)
        except self._killed as error:
            raise DiedError("ended the process") from error
        except (CancelledError, OSError) as error:
            remedy = "start the cluster and the same command again; what was already added is kept"
            raise ClusterError(self.address, "", "the cluster was lost", remedy) from error
        same, found = answer
        if not same:
            remedy = "install the same version on every machine of the cluster"
            raise ClusterError(self.address, found, "this worker has another version of Dateline", remedy)
        result: Result = found
        return result

    def close(self) -> None:
        """Leaves the cluster, which forgets the chunks that it was given."""
        self._client.close()

    def _stop_if_running(self, future: Any, seconds: float) -> None:
        """Ends the worker that a chunk hangs on and raises DiedError; returns when it waits for its turn."""
        hangs = [worker for worker, keys in self._client.processing().items() if future.key in keys]
        if hangs:
            future.cancel()
            with suppress(Exception):  # without a nanny it goes on hanging, and the others work
                self._client.run(_kill_worker, workers=hangs, nanny=True, on_error="ignore")
            raise DiedError(f"took longer than {seconds:g} s")
        try:  # a worker that died may just be coming back
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise self._deserted() from error

    def _deserted(self) -> ClusterError:
        remedy = f"start some: dask worker {self.address} --nworkers N --nthreads 1"
        return ClusterError(self.address, "", "the scheduler has no workers", remedy)


@cache
def fingerprint() -> str:
    """A digest of the code and tables that rows are read with: equal where the same text gives the same rows."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *DATA.glob("g*/*.csv")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _same_code(
    expected: str, function: Callable[[Sequence[Item]], Result], chunk: Sequence[Item]
) -> tuple[bool, Result | str]:
    """Whether this machine has the expected code, and if so the result, else the machine's name."""
    return (True, function(chunk)) if fingerprint() == expected else (False, socket.gethostname())


def _kill_worker(dask_worker: Any) -> None:
    """Ends the process of a worker, told by its nanny: one that hangs in C code hears nobody else."""
    os.kill(dask_worker.pid, 9)
