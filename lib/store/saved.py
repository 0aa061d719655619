"""What `lib.store.facts` keeps in memory, and the index of words, in files beside the tables.

Files are never changed: a state is written beside the others under a new name and counts once its list of files
is there. Two programs that save at once write two states; the newer one is read, each is whole by itself. Files
that no list names are swept an hour later. A state that cannot be read or written is done without.
"""

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

KEPT = (
    "kept_headlines", "kept_names", "kept_named", "kept_copies", "kept_visits", "kept_reports", "kept_figures",
)  # fmt: skip

LAYOUT = 2
"""of the files; those of another are made anew"""

SEGMENT = 100_000
"""articles whose words are sorted at once; a gigabyte of memory holds them"""

UNUSED = 3600
"""seconds after which a file that nobody names can go"""


@dataclass(slots=True)
class Index:
    """Which articles are numbered, indexed and looked at, and the files that hold what is known of them."""

    state: str = ""
    """of the data, when it was saved"""
    last: int = 0
    """the highest number given to an article"""
    indexed: int = 0
    """the highest whose words are in the files"""
    linked: int = 0
    """the highest that was compared with others"""
    segments: list[tuple[str, int, int]] = field(default_factory=list)
    """files of words, with how many articles each holds and up to which"""
    signs: list[str] = field(default_factory=list)
    """files of signatures"""
    tables: dict[str, str] = field(default_factory=dict)
    layout: int = 0


def folder(path: Path) -> Path:
    """Where the files of an index are, in the folder for what is kept beside the tables."""
    return path / "index"


def load(cursor: duckdb.DuckDBPyConnection, path: Path) -> Index | None:
    """Fills the kept tables from the newest state that can be read; None when there is none."""
    for listed in sorted(folder(path).glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True):
        try:
            index = Index(**json.loads(listed.read_text(encoding="utf-8")))
            if index.layout != LAYOUT or any(
                not (folder(path) / name).exists() for name, *_ in index.segments
            ):
                continue
            cursor.execute("BEGIN")
            for name in KEPT:
                file = _quoted(folder(path) / index.tables[name])
                cursor.execute(f"CREATE OR REPLACE TABLE {name} AS FROM read_parquet('{file}')")
            cursor.execute("COMMIT")
        except (OSError, ValueError, KeyError, TypeError, duckdb.Error):
            _rollback(cursor)
            continue
        return index
    return None


def save(
    cursor: duckdb.DuckDBPyConnection, path: Path, state: str, index: Index, new_words: str
) -> Index | None:
    """Writes what is kept and the words of new articles; the index as it then stands, None if it cannot be."""
    try:
        return _saved(cursor, folder(path), state, index, new_words)
    except (OSError, duckdb.IOException):
        return None


def _saved(cursor: duckdb.DuckDBPyConnection, into: Path, state: str, index: Index, new_words: str) -> Index:
    into.mkdir(parents=True, exist_ok=True)
    segments = list(index.segments)
    for after, until in _steps(index):
        query = f"{new_words.format(after=after, until=until)} ORDER BY word, article, place"
        segments.append((_write(cursor, into, "words", query), until - after, until))
    segments = _joined(cursor, into, segments)
    signs = list(index.signs)
    if cursor.execute("FROM kept_signs LIMIT 1").fetchall():
        signs.append(_write(cursor, into, "signs", "FROM kept_signs ORDER BY day"))
    tables = {name: _write(cursor, into, name, f"FROM {name}") for name in KEPT}
    saved = Index(state, index.last, index.last, index.linked, segments, signs, tables, LAYOUT)
    listed = into / f"{uuid.uuid4().hex}.json"
    partial = listed.with_suffix(".part")
    partial.write_text(json.dumps(asdict(saved)), encoding="utf-8")
    partial.replace(listed)
    _sweep(into, listed)
    return saved


def words(path: Path, index: Index) -> list[str]:
    """A query for each file of words."""
    files = ", ".join(f"'{_quoted(folder(path) / name)}'" for name, *_ in index.segments)
    return [f"SELECT word, article, place FROM read_parquet([{files}])"] if files else []


def _steps(index: Index) -> Iterator[tuple[int, int]]:
    for after in range(index.indexed, index.last, SEGMENT):
        yield after, min(after + SEGMENT, index.last)


def _joined(
    cursor: duckdb.DuckDBPyConnection, into: Path, segments: list[tuple[str, int, int]]
) -> list[tuple[str, int, int]]:
    """The segments with small ones at the end joined, so that there are never many and little is written twice."""
    while (
        len(segments) > 1
        and segments[-2][1] <= 2 * segments[-1][1]
        and segments[-2][1] + segments[-1][1] <= SEGMENT
    ):
        (one, n, _), (other, m, until) = segments[-2:]
        files = f"['{_quoted(into / one)}', '{_quoted(into / other)}']"
        name = _write(cursor, into, "words", f"FROM read_parquet({files}) ORDER BY word, article, place")
        segments[-2:] = [(name, n + m, until)]
    return segments


def _write(cursor: duckdb.DuckDBPyConnection, into: Path, what: str, query: str) -> str:
    name = f"{what.removeprefix('kept_')}-{uuid.uuid4().hex}.parquet"
    cursor.execute(
        f"COPY ({query}) TO '{_quoted(into / name)}' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)"
    )
    return name


def _sweep(into: Path, newest: Path) -> None:
    """Deletes old states, and files that no state names."""
    old = time.time() - UNUSED
    named: set[str] = {newest.name}
    for listed in into.glob("*.json"):
        if listed != newest and listed.stat().st_mtime < old:
            listed.unlink(missing_ok=True)
            continue
        index = Index(**json.loads(listed.read_text(encoding="utf-8")))
        named |= {listed.name, *index.signs, *index.tables.values(), *(name for name, *_ in index.segments)}
    for file in into.iterdir():
        if file.name not in named and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)


def _rollback(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        return


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
