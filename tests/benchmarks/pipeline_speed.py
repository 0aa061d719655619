"""How fast articles go from the command into a committed store, beside two libraries that only find place names.

    python tests/benchmarks/pipeline_speed.py news.jsonl --workers 2

The input is JSON Lines with a `text` in each record. The libraries, `flashgeotext` and `geotext`, are no dependencies: what
is not installed is left out. All run in this one call, so that their ratios hold on any machine.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def texts(path: Path) -> list[str]:
    """The text of each record."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def ingest(path: Path, workers: int) -> float:
    """Seconds from the command `dateline ingest` to its end."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run(
            [
                sys.executable,
                "-m",
                "lib",
                "ingest",
                str(path),
                "--store",
                f"{folder}/store",
                "--workers",
                str(workers),
            ],
            check=False,
            capture_output=True,
        )
        return time.perf_counter() - started


def others() -> dict[str, Callable[[str], object]]:
    """The libraries that are installed, each as a function of a text."""
    found: dict[str, Callable[[str], object]] = {}
    if importlib.util.find_spec("flashgeotext"):
        from flashgeotext.geotext import GeoText as Flash

        found["flashgeotext"] = Flash().extract
    if importlib.util.find_spec("geotext"):
        from geotext import GeoText

        found["geotext"] = lambda text: (GeoText(text).countries, GeoText(text).cities)
    return found


def seconds(find: Callable[[str], object], known: list[str]) -> float:
    """Processor seconds that a library needs for all texts, in one process."""
    started = time.process_time()
    for text in known:
        find(text)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="JSON Lines with a text in each record")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    known = texts(arguments.path)
    size = sum(len(text.encode()) for text in known) / 1e6
    print(f"{len(known)} articles, {size:.1f} MB of text")
    took = {
        f"dateline ingest, {n} processes": ingest(arguments.path, n) for n in sorted({1, arguments.workers})
    }
    took |= {f"{name}, 1 process": seconds(find, known) for name, find in others().items()}
    one = took["dateline ingest, 1 processes"]
    for name, time_taken in took.items():
        print(
            f"{name:32} {time_taken:7.1f} s {size / time_taken:6.2f} MB/s {len(known) / time_taken:7.0f} articles/s",
            end="",
        )
        print(f"   {one / time_taken:.1f} × one process of dateline")


if __name__ == "__main__":
    main()
