"""DataFrames → files that open anywhere, offline, and in which no text comes alive."""

import csv
import html
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, get_args, get_type_hints

import pandas as pd

from lib import codes
from lib.format import guarded
from lib.query.sql import Store
from lib.records import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 20_000
"""rows held in memory at a time"""

KEYS = {"visits": "visit_id", "problems": "path"}
"""what a table is read along; the rest along article_id"""

FOLLOWING: dict[str, dict[str, type]] = {"articles": {"duplicate_of": str}}
"""columns after those of `lib.records`, with what follows from all rows together: the article that one copies"""

SOURCES = {"articles": "articles JOIN (SELECT article_id, duplicate_of FROM headlines) USING (article_id)"}
"""where the rows of a table are found; of the others, in itself"""

SHEET_ROWS = 1_048_575
CELL = 32_767
CUT = " … (cut: a cell of a workbook holds 32,767 characters)"

Batches = Iterator[pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Export:
    """A way to write a table: suffix, media type, and the writer of batches with columns given by name."""

    suffix: str
    media_type: str
    write: Callable[[BinaryIO, Batches, str], None]


def export_frame(frame: pd.DataFrame, format: str) -> bytes:
    """A frame as a file of one of EXPORTS; KeyError for any other format."""
    target = io.BytesIO()
    EXPORTS[format].write(target, iter([frame]), "")
    return target.getvalue()


def export_tables(store: Store, directory: Path | str, format: str = "csv") -> list[Path]:
    """Writes one file per table of `lib.records` into a folder, batch by batch, and returns their paths.

    Visits and reports of them have `lib.codes.VisitCodes` as further columns.
    Rows are as corrected by hand; where any are, the corrections make one more file.
    """
    export = EXPORTS[format]
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    corrected = int(store.frame("SELECT count(*) AS n FROM corrections", {})["n"][0]) > 0
    for table in [*TABLES, *(["corrections"] * corrected)]:
        path = folder / f"{table}{export.suffix}"
        # A file is there whole or not at all.
        partial = path.with_name(f".{path.name}.part")
        with partial.open("wb") as target:
            made = "FROM corrections ORDER BY made_at, id"
            frames = batches(store, table) if table in TABLES else iter([store.frame(made, {})])
            export.write(target, map(codes.with_codes, frames) if table in TABLES else frames, table)
        partial.replace(path)
        paths.append(path)
    return paths


def batches(store: Store, table: str, size: int = BATCH) -> Batches:
    """A whole table as frames of about so many rows, columns as in `exported`, without codes; at least one frame."""
    key = KEYS.get(table, "article_id")
    names, source = list(_read(table)), SOURCES.get(table, table)
    listed = ", ".join(f'"{name}"' for name in names)
    # Several rows may stand on one span: without the other columns their order is left to chance. An article's
    # text would only make the order dear, since its id stands for it.
    first = [name for name in (key, "start_char", "end_char") if name in names]
    order = ", ".join(f'"{name}"' for name in [*first, *(n for n in names if n not in first and n != "text")])
    counts = store.frame(f"SELECT {key} AS key, count(*) AS n FROM {table} GROUP BY 1 ORDER BY 1", {})
    if counts.empty:
        yield store.frame(f"SELECT {listed} FROM {source} LIMIT 0", {})
        return
    for _, keys in counts.groupby(counts["n"].cumsum().sub(1) // size)["key"]:
        yield store.frame(
            f"SELECT {listed} FROM {source} WHERE {key} BETWEEN $first AND $last ORDER BY {order}",
            {"first": keys.iloc[0], "last": keys.iloc[-1]},
        )


def exported(table: str) -> dict[str, type]:
    """The columns of a table of ours as written, with their plain types; none for another frame.

    >>> list(exported("problems")), list(exported("articles"))[-2:], exported("people")
    (['path', 'stage', 'reason', 'seen_at'], ['text', 'duplicate_of'], {})
    >>> list(exported("visits"))[-1]
    'plover_context'
    """
    read = _read(table)
    coded = codes.HINTS if set(codes.READ) <= set(read) else {}
    return read | {name: _plain_type(hint) for name, hint in coded.items()}


def _read(table: str) -> dict[str, type]:
    """The columns that a query gives; codes are added to them."""
    if table not in TABLES:
        return {}
    own = {name: _plain_type(hint) for name, hint in get_type_hints(TABLES[table]).items()}
    return own | FOLLOWING.get(table, {})


def _plain_type(hint: Any) -> type:
    plain: type = (get_args(hint) or (hint,))[0]
    return plain


def _values(series: pd.Series, kind: type | None) -> list[Any]:
    """Cells as None, text, numbers, dates and times: what the file formats know.

    `kind` is the column's type in `lib.records`; without it, times that are all midnight are dates.
    """
    times = pd.api.types.is_datetime64_any_dtype(series)
    days = times and kind is not datetime and (series.dropna() == series.dropna().dt.normalize()).all()
    return [_value(cell, days) for cell in series.tolist()]


def _value(cell: Any, day: bool) -> Any:
    if isinstance(cell, (list, tuple, dict)):
        return json.dumps(cell, ensure_ascii=False, default=str)
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date() if day else cell.to_pydatetime(warn=False)
    if isinstance(cell, (bool, int, datetime, date)):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**63 else cell
    return str(cell).encode("utf-8", "replace").decode()


def _rows(frame: pd.DataFrame, table: str) -> Iterator[tuple[Any, ...]]:
    hints = exported(table)
    return zip(*(_values(frame[name], hints.get(name)) for name in frame.columns), strict=True)


def _csv(target: BinaryIO, frames: Batches, table: str) -> None:
    # No byte order mark: readers other than Excel take it for part of the first column's name.
    with _text(target) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        for number, frame in enumerate(frames):
            if not number:
                writer.writerow([guarded(str(name)) for name in frame.columns])
            for row in _rows(frame, table):
                writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


@contextmanager
def _text(target: BinaryIO) -> Iterator[io.TextIOWrapper]:
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    yield text
    text.flush()
    text.detach()


def _xlsx(target: BinaryIO, frames: Batches, table: str) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "constant_memory": True, "remove_timezone": True}  # fmt: skip
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        formats = {date: book.add_format({"num_format": "yyyy-mm-dd"}),
                   datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}  # fmt: skip
        sheet, line, sheets = None, 0, 0
        for frame in frames:
            for row in [None, *_rows(frame, table)] if sheet is None else _rows(frame, table):
                if sheet is None or line > SHEET_ROWS:
                    sheets += 1
                    sheet = book.add_worksheet(f"{table or 'data'}{'' if sheets == 1 else f' {sheets}'}")
                    for place, name in enumerate(frame.columns):
                        sheet.write_string(0, place, str(name), bold)
                    sheet.freeze_panes(1, 0)
                    line = 1
                if row is None:
                    continue
                for place, value in enumerate(row):
                    _write(sheet, line, place, value, formats)
                line += 1


def _write(sheet: Any, line: int, place: int, value: Any, formats: dict[type[date], Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, (int, float)) and abs(value) < 10**15:
        sheet.write_number(line, place, value)
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(line, place, value, formats[type(value)])
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
        sheet.write_string(line, place, text if len(text) <= CELL else text[: CELL - len(CUT)] + CUT)


def _parquet(target: BinaryIO, frames: Batches, table: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    schema = _schema(table)
    for frame in frames:
        if schema is None:
            rows = pa.Table.from_pandas(_plain(frame), preserve_index=False).replace_schema_metadata(None)
        else:
            arrays = {name: list(cells) for name, cells in _columns(frame, table)}
            rows = pa.Table.from_pydict(arrays, schema=schema)
        writer = writer or pq.ParquetWriter(target, rows.schema)
        writer.write_table(rows)
    if writer:
        writer.close()


def _columns(frame: pd.DataFrame, table: str) -> Iterator[tuple[str, list[Any]]]:
    hints = exported(table)
    return ((name, _values(frame[name], hints.get(name))) for name in frame.columns)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with mixed columns as text: Parquet holds one type a column."""
    mixed = {
        name: [None if (plain := _value(cell, False)) is None else str(plain) for cell in frame[name]]
        for name in frame.columns
        if frame[name].dtype == object
    }
    return frame.assign(**{name: pd.Series(cells, frame.index) for name, cells in mixed.items()})


def _schema(table: str) -> "pa.Schema | None":
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32(),
             datetime: pa.timestamp("us", "UTC")}  # fmt: skip
    hints = exported(table)
    return pa.schema([(name, types[kind]) for name, kind in hints.items()]) if hints else None


def _html(target: BinaryIO, frames: Batches, table: str) -> None:
    title = html.escape(table.replace("_", " ").capitalize() or "Data")
    target.write(HEAD.format(title=title, style=_TABLE_STYLE, policy="default-src 'none'").encode())
    target.write(b"<table>")
    for number, frame in enumerate(frames):
        if not number:
            target.write(_line("th", [str(name) for name in frame.columns]))
        for row in _rows(frame, table):
            target.write(
                _line(
                    "td", ["" if v is None else v.isoformat() if isinstance(v, date) else str(v) for v in row]
                )
            )
    target.write(b"</table></body></html>\n")


def _line(tag: str, cells: list[str]) -> bytes:
    return ("<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>\n").encode()


HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>{style}</style></head><body>
"""
_TABLE_STYLE = (
    "body{font:14px system-ui,sans-serif;margin:1.5rem}table{border-collapse:collapse}"
    "th,td{padding:.3rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #e7eaee}"
)


EXPORTS: dict[str, Export] = {
    "csv": Export(".csv", "text/csv", _csv),
    "xlsx": Export(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "parquet": Export(".parquet", "application/vnd.apache.parquet", _parquet),
    "html": Export(".html", "text/html", _html),
}
"""every way to export a table; one line adds a format"""
