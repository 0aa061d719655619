"""The command line: `dateline ingest | export | check | serve`."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from lib.errors import DatelineError
from lib.ingest import Progress, ingest
from lib.store import default_path, open_store
from lib.store.location import VARIABLE

OK, PROBLEMS, REFUSED = 0, 1, 2
"""Exit codes: done; done, but some documents had problems; wrong usage, or nothing could be done."""

FORMATS = ("csv", "parquet", "xlsx")
APP = Path(__file__).resolve().parents[1] / "app.py"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; wrong usage exits with 2."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("dateline: stopped; what was already added is kept", file=sys.stderr)
        return 130


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
        place = f"the store's folder (default: {VARIABLE}, else the user's data directory)"
        command.add_argument("--store", type=Path, metavar="DIR", help=place)
    return command


def _count(text: str) -> int:
    """A number of processes.

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
    store = open_store(options.store)
    with tqdm(unit=" documents", file=sys.stderr, disable=None) as bar:

        def show(progress: Progress) -> None:
            bar.total = progress.total
            bar.set_postfix(articles=progress.articles, problems=progress.problems, refresh=False)
            bar.update(progress.done - bar.n)

        done = ingest(options.paths, store, workers=options.workers, progress=show)
    print(
        f"{_counted(done.added, 'article')} added, {done.known} already known,"
        f" from {_counted(done.documents, 'document')} in {done.seconds:.1f} s; store: {store.path}",
        file=sys.stderr,
    )
    if not done.problems:
        return OK
    print(f"{_counted(done.problems, 'problem')}:", file=sys.stderr)
    latest = store.frame("SELECT path, reason FROM problems ORDER BY seen_at DESC, path LIMIT $1", [SHOWN])
    for path, reason in latest.itertuples(index=False):
        print(f"  {path}: {reason}", file=sys.stderr)
    if done.problems > SHOWN:
        print("  … all of them are in the table problems (dateline export)", file=sys.stderr)
    return PROBLEMS


SHOWN = 20
"""Problems printed after an ingest."""


def _export(options: argparse.Namespace) -> int:
    from lib.export import export_tables

    for path in export_tables(open_store(options.store), options.directory, options.format):
        print(path)
    return OK


def _check(options: argparse.Namespace) -> int:
    from lib.check import check

    report = check(options.corpus)
    print("\n".join(report.lines(options.worst)))
    if options.json:
        figures = json.dumps(report.figures(), indent=1, ensure_ascii=False)
        options.json.write_text(f"{figures}\n", encoding="utf-8")
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
