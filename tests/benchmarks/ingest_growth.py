"""Whether an article costs the same in time, and an ingest the same memory, however many articles there are.

    python tests/benchmarks/ingest_growth.py --articles 1000 10000 30000

The articles are sentences of the labelled ones, put together anew by a seeded generator.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPORA = (ROOT / "data" / "sample" / "articles", ROOT / "tests" / "corpora" / "learned" / "articles")
PARAGRAPHS = 8
FIRST, DAYS = date(2016, 1, 1), 3650


def paragraphs() -> list[str]:
    """Every paragraph of the labelled articles, titles and all."""
    files = sorted(path for folder in CORPORA for path in folder.iterdir())
    lines = (line.strip() for path in files for line in path.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if len(line) > 60})


def articles(count: int, seed: int) -> Iterator[str]:
    """So many records of JSON Lines, each some paragraphs drawn by chance."""
    chance, known = random.Random(seed), paragraphs()
    for number in range(count):
        told = chance.sample(known, PARAGRAPHS)
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        record = {"title": f"{told[0][:60]} {number}", "text": "\n\n".join(told), "date": day.isoformat()}
        yield json.dumps(record, ensure_ascii=False)


def measure(count: int, workers: int) -> str:
    """What reading so many articles into a new store took."""
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        news.write_text("\n".join(articles(count, seed=count)), encoding="utf-8")
        size = news.stat().st_size / 1e6
        command = [sys.executable, "-m", "lib", "ingest", str(news), "--store", f"{folder}/store"]
        started = time.perf_counter()
        subprocess.run([*command, "--workers", str(workers)], check=True, capture_output=True, cwd=ROOT)
        seconds = time.perf_counter() - started
    # The largest process so far: sizes are measured from small to large.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    each = 1000 * seconds / count
    return f"{count:>9,} {size:>7.1f} MB {seconds:>7.0f} s {each:>7.2f} ms each {size / seconds:>6.2f} MB/s {peak:>6.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 30_000])
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    for count in sorted(given.articles):
        print(measure(count, given.workers), flush=True)


if __name__ == "__main__":
    main()
