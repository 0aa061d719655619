"""What `lib.store.facts` keeps in memory, and the index of words, in files beside the tables.

The tables are in one DuckDB file, which is read where it lies: opening takes no time, however many they hold. Files
are never changed: a state is written beside the others under a new name and counts once its list of files is there.
Two programs that save at once write two states; the newer one is read, each is whole by itself. Files that no list
names are swept an hour later. A state that cannot be read or written is done without.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

from lib.store.objects import delete_unnamed, unused
from lib.store.views import parquet, quoted

KEPT = {
    "kept_headlines": "",
    "kept_names": "",
    "kept_named": "ORDER BY name, article",
    "kept_copies": "",
    "kept_visits": "",
    "kept_reports": "",
    "kept_figures": "",
}
"""The tables, and in what order they are written: mentions of a name stand together, so that few blocks hold them."""

ALIAS = "kept_of_"
"""what the names of files of tables begin with, as files and as attached"""

LAYOUT = 3
"""of the files; those of another are made anew"""

SEGMENT = 100_000
"""articles whose words are sorted at once; a gigabyte of memory holds them"""


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
    """the file of tables, under `kept`"""
    layout: int = 0


def folder(path: Path) -> Path:
    """Where the files of an index are, in the folder for what is kept beside the tables."""
    return path / "index"


def load(cursor: duckdb.DuckDBPyConnection, path: Path) -> Index | None:
    """Shows the kept tables of the newest state that can be read; None when there is none."""
    for listed in sorted(folder(path).glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True):
        cursor.execute("BEGIN")
        try:
            index = Index(**json.loads(listed.read_text(encoding="utf-8")))
            if index.layout == LAYOUT:
                for query in words(path, index):
                    cursor.execute(f"{query} LIMIT 0")
                attach(cursor, path, index)
                cursor.execute("COMMIT")
                return index
        except (OSError, ValueError, KeyError, TypeError, duckdb.Error):
            pass
        cursor.execute("ROLLBACK")
    return None


def attach(cursor: duckdb.DuckDBPyConnection, path: Path, index: Index) -> None:
    """Shows the kept tables as they are in the file of a state, in place of those in memory."""
    file = index.tables["kept"]
    cursor.execute(f"ATTACH {quoted(str(folder(path) / file))} AS {_alias(file)} (READ_ONLY)")
    for name in KEPT:
        cursor.execute(f"DROP TABLE IF EXISTS {name}; CREATE VIEW {name} AS FROM {_alias(file)}.{name}")


def detach(cursor: duckdb.DuckDBPyConnection, names: Iterable[str] = KEPT) -> None:
    """Copies kept tables that are shown from a file into memory, where they can change."""
    shown = cursor.execute(
        "SELECT view_name FROM duckdb_views() WHERE view_name IN (SELECT unnest($1))", [list(names)]
    )
    for (name,) in shown.fetchall():
        cursor.execute(f"CREATE TABLE own AS FROM {name}; DROP VIEW {name}; ALTER TABLE own RENAME TO {name}")


def release(cursor: duckdb.DuckDBPyConnection) -> None:
    """Lets go of files from which nothing is shown any more."""
    attached = cursor.execute(
        f"""
        SELECT d.database_name FROM duckdb_databases() d WHERE starts_with(d.database_name, '{ALIAS}')
            AND NOT EXISTS (SELECT 1 FROM duckdb_views() v WHERE contains(v.sql, d.database_name))
        """
    )
    for (name,) in attached.fetchall():
        cursor.execute(f"DETACH {name}")


def _alias(file: str) -> str:
    return Path(file).stem


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
    tables = {"kept": _write_tables(cursor, into)}
    saved = Index(state, index.last, index.last, index.linked, segments, signs, tables, LAYOUT)
    listed = into / f"{uuid.uuid4().hex}.json"
    partial = listed.with_suffix(".part")
    partial.write_text(json.dumps(asdict(saved)), encoding="utf-8")
    partial.replace(listed)
    _sweep(into, listed)
    return saved


def words(path: Path, index: Index) -> list[str]:
    """A query for each file of words."""
    named = [folder(path) / name for name, *_ in index.segments]
    return [f"SELECT word, article, place FROM {parquet(named)}"] if named else []


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
        both = parquet([into / one, into / other])
        name = _write(cursor, into, "words", f"FROM {both} ORDER BY word, article, place")
        segments[-2:] = [(name, n + m, until)]
    return segments


def _write(cursor: duckdb.DuckDBPyConnection, into: Path, what: str, query: str) -> str:
    name = f"{what}-{uuid.uuid4().hex}.parquet"
    cursor.execute(
        f"COPY ({query}) TO {quoted(str(into / name))} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)"
    )
    return name


def _write_tables(cursor: duckdb.DuckDBPyConnection, into: Path) -> str:
    file = f"{ALIAS}{uuid.uuid4().hex}.duckdb"
    cursor.execute(f"ATTACH {quoted(str(into / file))} AS {_alias(file)}")
    try:
        for name, order in KEPT.items():
            cursor.execute(f"CREATE TABLE {_alias(file)}.{name} AS FROM {name} {order}")
    finally:
        cursor.execute(f"DETACH {_alias(file)}")
    return file


def _sweep(into: Path, newest: Path) -> None:
    """Deletes old states, and files that no state names."""
    named: set[str] = {newest.name}
    for listed in into.glob("*.json"):
        if listed != newest and unused(listed):
            listed.unlink(missing_ok=True)
            continue
        index = Index(**json.loads(listed.read_text(encoding="utf-8")))
        named |= {listed.name, *index.signs, *index.tables.values(), *(name for name, *_ in index.segments)}
    delete_unnamed(into, named)
