"""Copies among the articles that `lib.store.facts` keeps: who repeats whom."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa

from lib.store.duplicates import BANDS, ROWS, UNDATED, WINDOW, find_copies, originals, signatures
from lib.store.views import parquet

if TYPE_CHECKING:
    from lib.store.saved import Index

CHUNK = 20_000
"""articles whose texts are in memory at once"""

NEW_TEXTS = f"""
    SELECT h.article, coalesce(h.published - DATE '1970-01-01', {UNDATED})::INT AS day, a.text
    FROM seen_articles a JOIN kept_headlines h USING (article_id, batch)
    WHERE h.article > $1
"""

TEXTS = """
    SELECT h.article, a.text FROM seen_articles a JOIN kept_headlines h USING (article_id, batch)
    WHERE h.article IN (SELECT unnest($1))
"""

SIGNS = pa.schema([("article", pa.int32()), ("day", pa.int32()), ("sign", pa.binary())])

COPIES = """
    SELECT c.one, c.other FROM kept_copies c
    SEMI JOIN kept_headlines h ON h.article = c.one SEMI JOIN kept_headlines h ON h.article = c.other
"""

CHANGED = """
    CREATE OR REPLACE TABLE changed AS
        SELECT h.article, f.duplicate_of FROM kept_headlines h LEFT JOIN found f USING (article)
        WHERE h.duplicate_of IS DISTINCT FROM f.duplicate_of;
    UPDATE kept_headlines h SET duplicate_of = c.duplicate_of FROM changed c WHERE h.article = c.article;
    UPDATE kept_named m SET copy = c.duplicate_of IS NOT NULL FROM changed c WHERE m.article = c.article
"""

DATED = f"""
    SELECT article, article_id, coalesce(published, DATE '{date.max}') AS day FROM kept_headlines
    WHERE article IN (SELECT one FROM kept_copies UNION SELECT other FROM kept_copies)
"""


def link_copies(cursor: duckdb.DuckDBPyConnection, folder: Path, index: "Index") -> None:
    """Finds which of the articles after `index.linked` are copies, and says so in the kept tables."""
    if index.last > index.linked:
        signed = pa.Table.from_batches(_signed(cursor, index.linked), SIGNS)
        cursor.register("signed", signed)
        cursor.execute("INSERT INTO kept_signs SELECT * FROM signed")
        cursor.unregister("signed")
        _pair(cursor, folder, index)
        index.linked = index.last
    pairs = [(str(one), str(other)) for one, other in cursor.execute(COPIES).fetchall()]
    listed = {str(row[0]): row[1:] for row in cursor.execute(DATED).fetchall()}
    order = {article: (day, article_id) for article, (article_id, day) in listed.items()}
    found = originals(pairs, order)
    table = pa.table({
        "article": pa.array([int(copy) for copy in found], pa.int32()),
        "duplicate_of": pa.array([listed[original][0] for original in found.values()], pa.string()),
    })  # fmt: skip
    cursor.register("found", table)
    cursor.execute(CHANGED)
    cursor.unregister("found")


def _signed(cursor: duckdb.DuckDBPyConnection, after: int) -> Iterator[pa.RecordBatch]:
    for rows in cursor.sql(NEW_TEXTS, params=[after]).to_arrow_reader(CHUNK):
        signs = signatures(rows["text"].to_pylist())
        binary = pa.array([sign.tobytes() for sign in signs], pa.binary())
        yield pa.record_batch([rows["article"], rows["day"], binary], SIGNS)


def _pair(cursor: duckdb.DuckDBPyConnection, folder: Path, index: "Index") -> None:
    stored = [folder / name for name in index.signs]
    old = "FROM kept_signs" + (f" UNION ALL FROM {parquet(stored)}" if stored else "")
    rows = cursor.sql(
        f"""
        SELECT article, any_value(day) AS day, any_value(sign) AS sign FROM ({old})
        WHERE day IN (SELECT DISTINCT day + unnest(range(-{WINDOW}, {WINDOW} + 1)) FROM kept_signs WHERE article > $1)
            AND article IN (SELECT article FROM kept_headlines) GROUP BY 1 ORDER BY 1
        """,
        params=[index.linked],
    ).to_arrow_table()
    articles = rows["article"].to_numpy()
    signs = np.frombuffer(b"".join(rows["sign"].to_pylist()), np.uint16).reshape(-1, BANDS * ROWS)

    def texts(wanted: Sequence[int]) -> dict[int, str]:
        place = {int(articles[row]): row for row in wanted}
        found = cursor.execute(TEXTS, [list(place)]).fetchall()
        return {place[article]: text for article, text in found}

    new = int(np.searchsorted(articles, index.linked, side="right"))
    pairs = find_copies(signs, rows["day"].to_numpy(), texts, new)
    linked = pa.table(
        {
            "one": pa.array([int(articles[i]) for i, _ in pairs], pa.int32()),
            "other": pa.array([int(articles[j]) for _, j in pairs], pa.int32()),
        }
    )
    cursor.register("linked", linked)
    cursor.execute("INSERT INTO kept_copies SELECT * FROM linked")
    cursor.unregister("linked")
