"""JSON Lines, JSON, CSV, TSV, Parquet: one article a record, its text kept character for character."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lib.errors import ReadError
from lib.read.article import Draft, finish, undated
from lib.read.columns import column_of, map_columns
from lib.read.decode import MAX_BYTES, check_size, decode
from lib.read.printed_date import parse_published
from lib.read.problem import OnProblem, Source
from lib.read.stream import Stream, as_stream, beginning, whole
from lib.records import Article

_LONGEST = 50_000_000  # characters of one cell, bytes of one line
_WHOLE = 4 * MAX_BYTES  # of what must be there as a whole to be read
_REMEDY = "name the column that holds the articles' text 'text'"


def read_json_lines(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a file with one JSON object a line; a broken line is told to `on_problem`."""
    columns: set[str] = set()
    any_text = any_object = False
    for number, line in enumerate(_lines(name, data), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            on_problem(
                ReadError(name, place, "the line is no JSON", "write one JSON object a line, in UTF-8")
            )
            continue
        if not isinstance(record, dict):
            on_problem(ReadError(name, place, "the line is no JSON object", "write one JSON object a line"))
            continue
        any_object = True
        named = map_columns(record)
        if "text" not in named:
            columns.update(list(record)[:50])
            if any_text:
                on_problem(ReadError(name, place, "the record has no text", _REMEDY))
            continue
        any_text = True
        yield from _article(record, named, name, place, on_problem)
    if not any_text:
        if not any_object:
            raise ReadError(name, "", "no line is a JSON object", "write one JSON object a line, in UTF-8")
        raise _no_text(name, columns)


def read_json(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a JSON file: a list of objects, one object, or an object that holds such a list."""
    data = whole(name, data, _WHOLE)
    check_size(name, data, _WHOLE)
    try:
        value = json.loads(decode(name, data))
    except RecursionError:
        raise ReadError(
            name, "", "the JSON is nested too deeply", "write one JSON object a line (.jsonl)"
        ) from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.pos:
            yield from read_json_lines(name, data, on_problem)
            return
        raise ReadError(
            name, f"line {error.lineno}", f"broken JSON: {error.msg}", "export the file again"
        ) from None
    records = _records(value)
    objects = [record for record in records if isinstance(record, dict)]
    if not any("text" in map_columns(record) for record in objects):
        raise _no_text(name, {key for record in objects[:20] for key in record})
    for number, record in enumerate(records, 1):
        place = f"record {number}"
        named = map_columns(record) if isinstance(record, dict) else {}
        if "text" not in named:
            on_problem(ReadError(name, place, "the record has no text", _REMEDY))
            continue
        yield from _article(record, named, name, place, on_problem)


def _records(value: Any, depth: int = 0) -> list[Any]:
    """The articles in a JSON value: itself, or the longest list of objects with a text somewhere inside.

    >>> _records({"status": "ok", "response": {"results": [{"fields": {"body": "a"}}]}})
    [{'body': 'a'}]
    >>> _records({"text": "a"})
    [{'text': 'a'}]
    """
    if isinstance(value, list):
        records = [_flat(one) if isinstance(one, dict) else one for one in value]
        if depth == 0 or any(isinstance(one, dict) and "text" in map_columns(one) for one in records[:50]):
            return records
        return []
    if not isinstance(value, dict):
        return [value]
    if "text" in map_columns(value):
        return [_flat(value)]
    inside = (
        _records(one, depth + 1) for one in value.values() if isinstance(one, dict | list) and depth < 5
    )
    found = max(inside, key=len, default=[])
    return found if found or depth else [value]


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with the entries of inner objects that stand for no field themselves."""
    flat = dict(record)
    for key, inner in record.items():
        if isinstance(inner, dict) and column_of(key) is None:
            flat = {**inner, **flat}
            flat.pop(key, None)
    return flat


def read_csv(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a CSV or TSV file with a header; a row of another width is told to `on_problem`."""
    csv.field_size_limit(_LONGEST)
    start = beginning(data)
    head = decode(name, start[:64_000])
    lines: Iterator[str]
    if _is_utf8(start):
        lines = (line.decode("utf-8", "replace") for line in _raw_lines(data))
    else:
        data = whole(name, data, MAX_BYTES)
        check_size(name, data)
        lines = iter(io.StringIO(decode(name, data), newline=""))
    rows = csv.reader(lines, delimiter=_delimiter(head.split("\n", 1)[0]))
    try:
        header = [cell.strip("\ufeff ") for cell in next(rows, [])]
    except csv.Error as error:
        raise ReadError(name, "line 1", f"this is no CSV ({error})", "export the table again") from None
    named = map_columns(header)
    if "text" not in named:
        raise _no_text(name, set(header))
    while True:
        place = f"line {rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            on_problem(ReadError(name, place, f"the row is broken ({error})", "export the table again"))
            continue
        if row is None:
            return
        if not any(row):
            continue
        if len(row) != len(header):
            reason = f"the row has {len(row)} cells, the header {len(header)}"
            on_problem(ReadError(name, place, reason, "put cells that hold the delimiter in quotes"))
            continue
        yield from _article(dict(zip(header, row, strict=True)), named, name, place, on_problem)


def read_parquet(name: str, data: Source, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a Parquet file, batch by batch."""
    import pyarrow
    import pyarrow.parquet

    try:
        if isinstance(data, Stream) and not data.seekable():
            data = whole(name, data, _WHOLE)
        file = pyarrow.parquet.ParquetFile(
            pyarrow.BufferReader(data) if isinstance(data, bytes) else pyarrow.PythonFile(data, mode="r")
        )
        named = map_columns(file.schema_arrow.names)
        if "text" not in named:
            raise _no_text(name, set(file.schema_arrow.names))
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=list(dict.fromkeys(named.values()))):
            for record in batch.to_pylist():
                number += 1
                yield from _article(record, named, name, f"row {number}", on_problem)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(name, "", "the Parquet file is damaged or cut short", "write it again") from error


def _article(
    record: Mapping[str, Any], named: dict[str, str], name: str, place: str, on_problem: OnProblem
) -> Iterator[Article]:
    value = {field: record.get(column) for field, column in named.items()}
    text = value["text"]
    if not isinstance(text, str) or not text.strip():
        on_problem(ReadError(name, place, "the text is empty", "fill in or remove the record"))
        return
    url = _string(value.get("url"))
    published = parse_published(
        value.get("published"), not re.search(r"\bAM|PM\b", str(value.get("published")))
    )
    if published is None:
        on_problem(undated(name, place))
    yield finish(
        Draft(
            text=text,
            title=_string(value.get("title")),
            published=published,
            source=_string(value.get("source")),
            url=url,
            section=_string(value.get("section")),
            language=_string(value.get("language")),
        ),
        name,
    )


def _string(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = " > ".join(one for one in value if isinstance(one, str)) or None
    return str(value).strip() or None if isinstance(value, str | int | float) and value == value else None


def _no_text(name: str, columns: set[str]) -> ReadError:
    listed = ", ".join(sorted(column[:40] for column in columns)[:12]) or "none"
    return ReadError(name, "columns", f"no column holds the articles' text (columns: {listed})", _REMEDY)


def _raw_lines(data: Source) -> Iterator[bytes]:
    """The lines of a document; one too long to be held comes in parts, which are no records."""
    return iter(partial(as_stream(data).readline, _LONGEST), b"")


def _lines(name: str, data: Source) -> Iterator[str | bytes]:
    """The lines of a document: as bytes in UTF-8, else decoded."""
    start = beginning(data, 3)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = whole(name, data, MAX_BYTES)
        check_size(name, data)
        yield from io.StringIO(decode(name, data))
    elif start == b"\xef\xbb\xbf":
        yield from (line.removeprefix(b"\xef\xbb\xbf") for line in _raw_lines(data))
    else:
        yield from _raw_lines(data)


def _is_utf8(start: bytes) -> bool:
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4
    return True


def columns_in(line: str) -> list[str]:
    """The cells of a line that can be a table's header: short, and one for the articles' text; else none.

    >>> columns_in("title;published;text"), columns_in("He left, and the text, he said, was lost."), columns_in("text")
    (['title', 'published', 'text'], [], [])
    """
    cells = [cell.strip("\ufeff \"'\r\n") for cell in line.split(_delimiter(line))]
    named = map_columns(cells)
    return cells if len(named) > 1 and "text" in named and max(map(len, cells)) <= 40 else []


def _delimiter(header: str) -> str:
    """The delimiter of a table, from its header.

    >>> _delimiter("title;date;text"), _delimiter("text")
    (';', ',')
    """
    return max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))
