"""The sentences behind many rows, with the articles they stand in, for taking away."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

import pandas as pd

from lib.query import sql


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that a row was read from."""

    row: str
    """the row it is evidence for: `visit_id` of a visit, else `article_id` and `start_char` with a full stop between"""
    sentence: str
    """as printed"""
    title: str | None
    """headline of the article"""
    source: str | None
    """outlet or publisher of the article"""
    url: str | None
    """address of the article, or the file it came from"""
    published: date | None
    """day the article was published"""
    article_id: str
    """the article in the table `articles`"""
    start_char: int
    """where in the article's text the words begin that it was read from"""
    end_char: int
    """where they end, exclusive"""


def sentences(store: sql.Store, table: str, keys: Sequence[str]) -> pd.DataFrame:
    """The columns of `Sentence` for rows of `visits`, `trade_figures` or `mentions`, in the order of the keys, newest
    article first.

    Keys are visit ids, else `article_id.start_char`; those that no row has are passed over. ValueError for
    another table.
    """
    if table not in ("visits", "trade_figures", "mentions"):
        raise ValueError(f"no sentences are kept for {table}")
    wanted = list(dict.fromkeys(keys))
    if table == "visits":
        read, on, bound = "visit_reports", "w.row = s.visit_id", {}
    else:
        # Joined by two columns, of which the engine skips what cannot fit; by their text it would read all.
        read, on = table, "w.article_id = s.article_id AND w.start_char = s.start_char"
        parted = [key.rpartition(".") for key in wanted]
        wanted = [key for key, (_, _, start) in zip(wanted, parted, strict=True) if start.isdecimal()]
        parted = [part for part in parted if part[2].isdecimal()]
        bound = {"articles": [part[0] for part in parted], "starts": [int(part[2]) for part in parted]}
    columns = ", unnest($articles) AS article_id, unnest($starts) AS start_char" if bound else ""
    frame = sql.frame(
        store,
        f"""
        WITH wanted AS MATERIALIZED (
            SELECT unnest($keys) AS row, generate_subscripts($keys, 1) AS place{columns})
        SELECT DISTINCT w.row, s.sentence, a.title, a.source, a.url, a.published, s.article_id, s.start_char,
               s.end_char, w.place
        FROM {read} s JOIN wanted w ON {on} JOIN headlines a ON a.article_id = s.article_id
        ORDER BY w.place, a.published DESC NULLS LAST, s.article_id, s.start_char
        """,
        {"keys": wanted, **bound},
    )
    return frame[[field.name for field in fields(Sentence)]]
