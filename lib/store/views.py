"""DuckDB views over the Parquet files of the tables: what readers see."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import duckdb

from lib.records import TABLES
from lib.store.derived import DEFINITIONS
from lib.store.schema import LINKED, public_schema, stored_schema

CHILDREN = ("mentions", "visit_reports", "trade_figures")


class Overlay(Protocol):
    """Corrections to lay over the tables; see lib/store/overlay.py."""

    def refresh(self) -> str:
        """A string that names the corrections as they are now; empty without any."""

    def apply(self, cursor: duckdb.DuckDBPyConnection) -> frozenset[str]:
        """Makes the tables of corrected rows; the tables of `lib.records` that they concern."""


def create_views(
    connection: duckdb.DuckDBPyConnection, files: dict[str, list[str]], overlay: Overlay | None = None
) -> None:
    """Defines, in one transaction, a view for each table of `lib.records` over the given files and an overlay."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        for name, paths in files.items():
            cursor.execute(f"CREATE OR REPLACE VIEW stored_{name} AS {_scan(name, paths)}")
        cursor.execute(f"CREATE OR REPLACE TABLE hidden AS {HIDDEN}")
        cursor.execute(f"CREATE OR REPLACE TABLE torn AS {TORN}")
        hides = [name for name in ("hidden", "torn") if cursor.execute(f"FROM {name} LIMIT 1").fetchone()]
        cursor.execute(f"CREATE OR REPLACE TABLE replaced AS {REPLACED}")
        valid = CONDITION["replaced"] if cursor.execute("FROM replaced LIMIT 1").fetchone() else "true"
        cursor.execute(f"CREATE OR REPLACE VIEW seen_visits AS SELECT * FROM stored_visits WHERE {valid}")
        for name in ("articles", *CHILDREN):
            where = " AND ".join(["true", *(CONDITION[table] for table in hides)])
            cursor.execute(f"CREATE OR REPLACE VIEW seen_{name} AS SELECT * FROM stored_{name} WHERE {where}")
        corrected = overlay.apply(cursor) if overlay else frozenset[str]()
        for name in TABLES:
            rows = _public(name, name in corrected)
            query = CORRECTED[name].format(rows=rows) if name in corrected else rows
            cursor.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        for statement in DEFINITIONS:
            cursor.execute(statement)
        cursor.execute("COMMIT")


HIDDEN = """
    SELECT article_id, batch FROM stored_removed
    UNION
    SELECT article_id, unnest(list_sort(batches)[2:]) FROM (
        SELECT article_id, list(batch) AS batches FROM (
            SELECT article_id, batch FROM stored_articles
            SEMI JOIN (SELECT article_id FROM stored_articles GROUP BY 1 HAVING count(*) > 1) USING (article_id)
            EXCEPT SELECT article_id, batch FROM stored_removed
        ) GROUP BY article_id HAVING count(*) > 1
    )
"""
"""Removed articles, and of an article that two writers added at once the later copy."""

TORN = " UNION ".join(
    f"SELECT DISTINCT batch FROM stored_{name} WHERE batch NOT IN (SELECT batch FROM stored_articles)"
    for name in CHILDREN
)
"""Batches whose articles were never written: their writer crashed, or is still at it."""

REPLACED = "SELECT visit_id, replaces AS batch FROM stored_visits WHERE replaces IS NOT NULL"
"""Rows of visits that a later one stands for."""

CONDITION = {
    "hidden": "(article_id, batch) NOT IN (SELECT (article_id, batch) FROM hidden)",
    "torn": "batch NOT IN (SELECT batch FROM torn)",
    "replaced": "n_articles > 0 AND (visit_id, coalesce(batch, 0)) NOT IN (SELECT (visit_id, batch) FROM replaced)",
}


CORRECTED = {
    "visits": "FROM ({rows}) ANTI JOIN touched_visits USING (visit_id) UNION ALL FROM corrected_visits",
    "visit_reports": """
        SELECT * EXCLUDE (ordinal) FROM ({rows}) ANTI JOIN touched_reports USING (article_id, ordinal)
        UNION ALL FROM corrected_visit_reports
    """,
    "trade_figures": """
        FROM ({rows}) ANTI JOIN touched_figures USING (article_id) UNION ALL FROM corrected_trade_figures
    """,
    "mentions": """
        SELECT m.* REPLACE (coalesce(x.new_kind, m.kind) AS kind, coalesce(x.new_id, m.entity_id) AS entity_id,
            coalesce(x.new_entity, m.entity) AS entity,
            CASE WHEN x.moved THEN x.new_country ELSE m.country END AS country)
        FROM ({rows}) m LEFT JOIN renamed x USING (kind, entity_id) WHERE x.gone IS NOT TRUE
    """,
}
"""What corrections make of the rows read, by table; lib/store/overlay.py makes the tables joined here."""


def _scan(name: str, paths: list[str]) -> str:
    if not paths:
        nulls = ", ".join(f'NULL::{_sql_type(field.type)} AS "{field.name}"' for field in stored_schema(name))
        return f"SELECT {nulls} WHERE false"
    # Files from before a column came have nothing in it.
    return (
        f"SELECT * FROM {parquet(paths, 'union_by_name=true, hive_partitioning=false')}"
        f" UNION ALL BY NAME {_scan(name, [])}"
    )


def parquet(paths: Iterable[Path | str], options: str = "") -> str:
    """Parquet files as a table in SQL; nothing in a path is taken for a pattern.

    >>> parquet(["a*b/it's"])
    "read_parquet(['a[*]b/it''s'])"
    """
    listed = ", ".join(quoted(re.sub(r"([*?\[])", r"[\1]", str(path))) for path in paths)
    return f"read_parquet([{listed}]{options and f', {options}'})"


def quoted(text: str) -> str:
    """Text as an SQL literal.

    >>> quoted("Côte d'Ivoire")
    "'Côte d''Ivoire'"
    """
    return "'" + text.replace("'", "''") + "'"


def _public(name: str, numbered: bool = False) -> str:
    """The rows of a table as read; visit reports with their place in the article, where they are `numbered`."""
    if name == "problems":  # a second try of the same document has the same problem, not another
        return "SELECT path, stage, reason, max(seen_at) AS seen_at FROM stored_problems GROUP BY ALL"
    columns = ", ".join(f'"{c}"' for c in public_schema(name).names if c != LINKED or name == "visits")
    if name == "visits":
        return f"SELECT {columns} FROM seen_visits"
    if name == "visit_reports":
        return f"""
            SELECT {columns}, {LINKED} {", ordinal" * numbered} FROM seen_visit_reports LEFT JOIN (
                SELECT {LINKED}, report.article_id, report.ordinal
                FROM (SELECT {LINKED}, unnest(reports) AS report FROM seen_visits)
            ) USING (article_id, ordinal)
        """
    return f"SELECT {columns} FROM seen_{name}"


def _sql_type(kind: object) -> str:
    """An Arrow type in DuckDB's words.

    >>> import pyarrow as pa
    >>> _sql_type(pa.date32()), _sql_type(pa.timestamp("us", "UTC"))
    ('DATE', 'TIMESTAMPTZ')
    """
    return {
        "string": "VARCHAR",
        "int64": "BIGINT",
        "double": "DOUBLE",
        "date32[day]": "DATE",
        "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
    }.get(str(kind), "STRUCT(article_id VARCHAR, ordinal BIGINT)[]")
