"""Arrow schemas of the tables on disk: `lib.records`, plus the columns that only the store sees."""

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pyarrow as pa

from lib.records import TABLES

ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
}

_BATCH = pa.field("batch", pa.int64())
_REPORTS = pa.list_(pa.struct([("article_id", pa.string()), ("ordinal", pa.int64())]))

VERSION = 2
"""Of the layout on disk, noted in each table: 1 replaced visits in place, 2 adds them and says which they replace."""

INTERNAL: dict[str, tuple[pa.Field, ...]] = {
    "articles": (_BATCH,),
    "mentions": (_BATCH,),
    "visit_reports": (_BATCH, pa.field("ordinal", pa.int64())),
    "trade_figures": (_BATCH,),
    "visits": (pa.field("reports", _REPORTS), _BATCH, pa.field("replaces", pa.int64())),
}
"""`batch`: written together; `ordinal`: a report's place in its article; `reports`: what a visit merges;
`replaces`: the batch of the row with the same `visit_id` that is no longer valid (0: of one without a batch).
A visit that is gone is replaced by one of no articles."""

LINKED = "visit_id"
"""The column of `visit_reports` that is not stored there: it follows from `visits.reports`."""


def arrow_type(hint: object) -> pa.DataType:
    """The Arrow type of a record's field.

    >>> arrow_type(int), arrow_type(date | None)
    (DataType(int64), DataType(date32[day]))
    >>> arrow_type(list)
    Traceback (most recent call last):
        ...
    KeyError: <class 'list'>
    """
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    return ARROW[typing.cast(type, hint)]


def public_schema(table: str) -> pa.Schema:
    """The columns of a table as readers see them.

    >>> public_schema("problems").names
    ['path', 'stage', 'reason', 'seen_at']
    """
    hints = typing.get_type_hints(TABLES[table])
    return pa.schema([(name, arrow_type(hint)) for name, hint in hints.items()])


def stored_schema(table: str) -> pa.Schema:
    """The columns of a table as they lie on disk.

    >>> stored_schema("visit_reports").names[-3:]
    ['confidence', 'batch', 'ordinal']
    """
    if table in ("removed", "merged"):
        return pa.schema([("article_id", pa.string())] * (table == "removed") + [_BATCH])
    public = [f for f in public_schema(table) if table != "visit_reports" or f.name != LINKED]
    return pa.schema([*public, *INTERNAL.get(table, ())])


STORED = ("mentions", "visit_reports", "trade_figures", "problems", "visits", "merged", "removed", "articles")
"""The tables on disk; `articles` last, since what stands there acknowledges the rest of its batch. `merged`
holds the batches whose reports are in `visits`, `removed` the articles that count no longer."""


def to_arrow(table: str, records: Iterable[object], **internal: typing.Any) -> pa.Table:
    """Records and the internal columns (one list each) as an Arrow table of the stored schema.

    >>> from lib.records import Problem
    >>> to_arrow("problems", [Problem("a.txt", "read", "empty", datetime(2020, 2, 6))]).num_rows
    1
    """
    rows = list(records)
    schema = stored_schema(table)
    fields = {f.name for f in dataclasses.fields(TABLES[table])}
    values: Mapping[str, list[object]] = {
        name: [getattr(row, name) for row in rows] if name in fields else internal[name]
        for name in schema.names
    }
    return pa.table(values, schema=schema)
