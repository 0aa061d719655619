"""Key words in context: every mention of an entity with the words before and after it."""

import re
from collections.abc import Iterable

import pandas as pd

from lib.query import sql
from lib.query.filters import Filters
from lib.query.tables import latest_mentions

WIDTH = 60
"""characters of context on either side"""

ORDERS = ("date", "before", "after")


def concordance(
    store: sql.Store,
    filters: Filters,
    kind: str | None,
    entity: str,
    forms: tuple[str, ...] = (),
    order: str = "date",
    limit: int | None = None,
) -> pd.DataFrame:
    """The mentions of an entity with what stands around them: `before, surface, after` (on one line, of the same
    paragraph)` and the other columns of `latest_mentions`.

    By `order` the newest article comes first, or the lines go by the words `before` (the nearest word first) or
    `after` the mention, without regard to case; `limit` takes the newest ones, whatever the order.
    """
    if order not in ORDERS:
        raise ValueError(f"order is one of {', '.join(ORDERS)}")
    found = latest_mentions(store, filters, kind, (entity,), forms, limit)
    around = sql.frame(
        store,
        f"""
        WITH asked AS (
            SELECT unnest($articles::VARCHAR[]) AS article_id, unnest($starts::INT[]) AS start_char,
                   unnest($ends::INT[]) AS end_char, generate_subscripts($starts::INT[], 1) AS line),
        texts AS (SELECT article_id, text FROM articles WHERE article_id IN (SELECT article_id FROM asked))
        SELECT coalesce(text[greatest(start_char - {2 * WIDTH}, 0) + 1 : start_char], '') AS before,
               coalesce(text[end_char + 1 : end_char + {2 * WIDTH}], '') AS after
        FROM asked LEFT JOIN texts USING (article_id) ORDER BY line
        """,
        {
            "articles": list(found["article_id"]),
            "starts": list(found["start_char"]),
            "ends": list(found["end_char"]),
        },
    )
    found.insert(0, "before", _column(map(before_mention, around["before"]), found))
    found.insert(2, "after", _column(map(after_mention, around["after"]), found))
    if order == "date":
        return found
    keys = found["after"].str.casefold() if order == "after" else found["before"].map(_backwards)
    return found.iloc[keys.argsort(kind="stable")].reset_index(drop=True)


def before_mention(text: str) -> str:
    """What stands before a mention in its paragraph, as far as it fits in whole words.

    >>> before_mention("A headline\\n\\nHe flew\\nto ")
    'He flew to'
    >>> len(before_mention("word " * 40)), before_mention("")
    (59, '')
    """
    line = " ".join(_PARAGRAPH.split(text)[-1].split())
    return line if len(line) <= WIDTH else line[-WIDTH:].partition(" ")[2] or line[-WIDTH:]


def after_mention(text: str) -> str:
    """What stands after a mention in its paragraph, as far as it fits in whole words.

    >>> after_mention(", where\\nit rains.\\n\\nElsewhere")
    ', where it rains.'
    >>> after_mention("’s" + " word" * 40).endswith("word")
    True
    """
    line = " ".join(_PARAGRAPH.split(text)[0].split())
    return line if len(line) <= WIDTH else line[: WIDTH + 1].rpartition(" ")[0] or line[:WIDTH]


_PARAGRAPH = re.compile(r"\n\s*\n")


def _backwards(before: str) -> str:
    """The words before a mention, the nearest first.

    >>> _backwards("He flew To")
    'to flew he'
    """
    return " ".join(reversed(before.casefold().split()))


def _column(values: Iterable[str], like: pd.DataFrame) -> pd.Series:
    return pd.Series(list(values), index=like.index, dtype="str")
