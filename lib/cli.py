"""The command line: `dateline ingest | export | check | compact | serve`."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tqdm import tqdm

from lib.cluster import Cluster
from lib.errors import DatelineError
from lib.ingest import TOLD, Progress, Summary, ingest
from lib.read.fetch import is_address
from lib.read.files import Settled
from lib.store import Facts, Store, default_path, open_store
from lib.store.location import VARIABLE
from lib.store.log import LogFile

OK, PROBLEMS, REFUSED, STOPPED, CLOSED = 0, 1, 2, 130, 141
"""Exit codes: done; done, but some documents had problems; wrong usage, or nothing could be done; stopped by
the user; nobody reads the output any more."""

FORMATS = ("csv", "parquet", "xlsx")
APP = Path(__file__).resolve().parents[1] / "app.py"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; wrong usage exits with 2."""
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("dateline: stopped; what was already added is kept", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Reads news into tables: who visits which country, what is traded, who is named.",
        epilog="Exit codes: 0 done; 1 done, but some documents had problems; 2 refused.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = _command(commands, "ingest", "add articles to the store", "ingest news/ feed.xml --workers 2")
    command.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, archive; - for stdin")
    command.add_argument("--workers", type=_count, default=1, metavar="N", help="processes (default: 1)")
    command.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, for its workers instead")
    command.add_argument("--again", action="store_true", help="also read files that did not change")
    command.add_argument(
        "--watch", action="store_true", help="look for new files until Ctrl-C; PATH can be a feed's address"
    )
    command.add_argument(
        "--every", type=_count, default=60, metavar="SECONDS", help="between two looks (default: 60)"
    )
    command.set_defaults(run=_ingest)

    command = _command(commands, "export", "write all tables to a folder", "export tables/ --format parquet")
    command.add_argument("directory", type=Path, metavar="DIR", help="folder, created when missing")
    command.add_argument("--format", choices=FORMATS, default="csv", help="of the files (default: csv)")
    command.set_defaults(run=_export)

    command = _command(
        commands,
        "check",
        "measure accuracy on labelled articles",
        "check data/sample --worst 10",
        store=False,
    )
    command.add_argument("corpus", type=Path, metavar="CORPUS", help="folder laid out like data/sample")
    command.add_argument("--worst", type=int, default=0, metavar="N", help="also print N faulty rows")
    command.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    command.set_defaults(run=_check)

    command = _command(
        commands, "compact", "make the store smaller and quicker", "compact --store news.store"
    )
    command.set_defaults(run=_compact)

    command = _command(commands, "serve", "open the dashboard in the browser", "serve --store news.store")
    command.set_defaults(run=_serve)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    does: str,
    example: str,
    store: bool = True,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=f"Example: dateline {example}"
    )
    if store:
        place = f"the store's folder or s3://… address (default: {VARIABLE}, else the user's data directory)"
        command.add_argument("--store", metavar="DIR", help=place)
    return command


def _count(text: str) -> int:
    """A number of processes or seconds.

    >>> _count("2")
    2
    >>> _count("0")
    Traceback (most recent call last):
        ...
    argparse.ArgumentTypeError: '0' is not a whole number above 0
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _ingest(options: argparse.Namespace) -> int:
    _check_paths(options.paths, options.watch)
    store = open_store(options.store)
    if options.watch:
        return watch(options, store)
    done = _ingest_once(options, store)
    _say(done, store)
    return PROBLEMS if done.problems else OK


def watch(
    options: argparse.Namespace,
    store: Store,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
) -> int:
    """Ingests what is new at the paths every so many seconds, until the user stops it; the exit code."""
    settled = Settled(min(options.every, SETTLED), clock)
    where = ", ".join(options.paths)
    print(f"watching {where} every {options.every} s; Ctrl-C stops; store: {store.path}", file=sys.stderr)
    try:
        while True:
            done = _ingest_once(options, store, settled)
            if done.added or done.told:
                _say(done, store)
            options.again = False
            sleep(options.every)
    except KeyboardInterrupt:
        print("dateline: stopped watching; what was already added is kept", file=sys.stderr)
        return OK


SETTLED = 5.0
"""Seconds after which a watched file that did not change is taken to be complete."""


def _check_paths(paths: Sequence[str], watching: bool) -> None:
    for path in paths:
        if path == "-" and watching:
            raise DatelineError(path, "", "standard input cannot be watched", "leave out --watch or -")
        if is_address(path) and not watching:
            raise DatelineError(
                path, "", "addresses are read only with --watch", "add --watch, or give a file"
            )


def _ingest_once(options: argparse.Namespace, store: Store, wanted: Settled | None = None) -> Summary:
    with tqdm(unit="B", unit_scale=True, file=sys.stderr, disable=None, leave=not wanted) as bar:

        def show(progress: Progress) -> None:
            bar.total = progress.bytes_total
            rate = f"{progress.rate:,.0f}/s"
            bar.set_postfix(articles=progress.articles, rate=rate, problems=progress.problems, refresh=False)
            bar.update(progress.bytes_done - bar.n)

        return ingest(
            options.paths,
            store,
            workers=Cluster(options.cluster) if options.cluster else options.workers,
            again=options.again,
            wanted=wanted,
            progress=show,
        )


def _say(done: Summary, store: Store) -> None:
    unchanged = f" ({_counted(done.unchanged, 'unchanged file')} skipped)" if done.unchanged else ""
    print(
        f"{_counted(done.added, 'article')} added, {done.known:,} already known, from"
        f" {_counted(done.documents, 'document')}{unchanged} in {done.seconds:.1f} s; store: {store.path}",
        file=sys.stderr,
    )
    if not done.problems:
        return
    print(f"{_counted(done.problems, 'problem')}:", file=sys.stderr)
    for problem in done.told:
        print(f"  {problem.path}: {problem.reason}", file=sys.stderr)
    if done.problems > TOLD:
        print("  … all of them are in the table problems (dateline export)", file=sys.stderr)


def _export(options: argparse.Namespace) -> int:
    from lib.export import export_tables

    facts = Facts(options.store or default_path())
    facts.link()
    for path in export_tables(facts, options.directory, options.format):
        print(path)
    log = LogFile(facts.path)
    log.refresh()
    for fault in log.log.faults:
        where = f"{log.path} (line {fault.line})"
        print(f"dateline: not applied: {where}: {fault.reason}; {fault.remedy}", file=sys.stderr)
    return PROBLEMS if log.log.faults else OK


def _check(options: argparse.Namespace) -> int:
    from lib.check import check

    report = check(options.corpus)
    print("\n".join(report.lines(options.worst)))
    if options.json:
        figures = json.dumps(report.figures(), indent=1, ensure_ascii=False)
        options.json.write_text(f"{figures}\n", encoding="utf-8")
    return OK


def _compact(options: argparse.Namespace) -> int:
    done = open_store(options.store).compact()
    print(
        f"{_counted(done.files_before, 'file')}, {done.bytes_before / 1e6:,.1f} MB before;"
        f" {_counted(done.files_after, 'file')}, {done.bytes_after / 1e6:,.1f} MB after;"
        " files replaced within the last hour are kept for those who still read them",
        file=sys.stderr,
    )
    return OK


def _serve(options: argparse.Namespace) -> int:
    store = options.store or default_path()
    command = [sys.executable, "-m", "streamlit", "run", str(APP)]
    return subprocess.run(command, env={**os.environ, VARIABLE: str(store)}, check=False).returncode


def _counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _counted(1, "article"), _counted(0, "article")
    ('1 article', '0 articles')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
