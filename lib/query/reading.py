"""From a number back to the words it was read from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib import countries, format
from lib.query import sql
from lib.query.trade import pair

_SPANS = ("mentions", "visit_reports", "trade_figures")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article (`articles` columns) and every span read from it: `start_char, end_char, table, kind`
    (of a mention its kind, of a visit its status, of a figure its flow)` and label` (what was read there,
    in words)` and `confidence`, in reading order."""

    article: dict[str, Any]
    spans: pd.DataFrame


def evidence(store: sql.Store, table: str, keys: Sequence[Any]) -> pd.DataFrame:
    """The sentences behind rows: `sentence, start, end` (what was matched, within the sentence)`, title,
    source, published, article_id, url, start_char, end_char, confidence, status, visit_id`; of visits also what each
    report says: `visitor, host_country, city, start_date, end_date, date_precision`.

    Keys are visit ids for `visits`, article ids for `articles`, else (article_id, start_char) pairs.
    Visits open into every report of theirs, articles into all their visits and figures. Where a sentence
    does not hold the match, start and end are 0. Newest first; keys that no row has are passed over.
    """
    if table == "visits":
        frame = _evidence(
            store, "visit_reports", f"list_contains($keys, s.visit_id) AND {_REPORTING}", list(keys), _TOLD
        )
    elif table == "articles":
        parts = [
            _evidence(store, part, "list_contains($keys, s.article_id)", list(keys))
            for part in ("visit_reports", "trade_figures")
        ]
        frame = pd.concat(parts, ignore_index=True)
    elif table in _SPANS:
        pairs = [f"{article} {int(start)}" for article, start in keys]
        frame = _evidence(store, table, "list_contains($keys, s.article_id || ' ' || s.start_char)", pairs)
    else:
        raise ValueError(f"no evidence is kept for {table}")
    places = [_within(*row) for row in zip(frame["sentence"], frame["surface"], frame["before"], strict=True)]
    frame.insert(1, "start", pd.Series([start for start, _ in places], index=frame.index, dtype="int64"))
    frame.insert(2, "end", pd.Series([end for _, end in places], index=frame.index, dtype="int64"))
    return frame.drop(columns=["surface", "before"])


_REPORTING = """a.article_id IN (
    SELECT h.article_id FROM travels v JOIN reports r USING (visit) JOIN headlines h USING (article)
    WHERE list_contains($keys, v.visit_id))"""
"""follows from the visit, and spares the texts of all other articles"""

_TOLD = ", s.visitor, s.host_country, s.city, s.start_date, s.end_date, s.date_precision"


def _evidence(store: sql.Store, table: str, condition: str, keys: list[str], told: str = "") -> pd.DataFrame:
    visit_id = "s.visit_id" if table == "visit_reports" else "NULL::VARCHAR"
    status = "NULL::VARCHAR" if table == "mentions" else "s.status"
    return sql.frame(
        store,
        f"""
        SELECT s.sentence, a.title, a.source, a.published, s.article_id, a.url, s.start_char, s.end_char,
               s.confidence, {status} AS status, {visit_id} AS visit_id{told},
               a.text[s.start_char + 1 : s.end_char] AS surface,
               a.text[greatest(s.start_char - length(s.sentence), 0) + 1 : s.end_char] AS before
        FROM {table} s JOIN articles a USING (article_id) WHERE {condition}
        ORDER BY a.published DESC NULLS LAST, s.article_id, s.start_char
        """,
        {"keys": keys},
    )


def _within(sentence: str, surface: str, before: str) -> tuple[int, int]:
    """Where in its sentence a match stands, given the text that leads up to its end.

    >>> _within("Cuba thanked Cuba.", "Cuba", "Hello. Cuba thanked Cuba")
    (13, 17)
    >>> _within("A sentence without it.", "Peru", "Peru")
    (0, 0)
    """
    if not surface:
        return 0, 0
    start = sentence.rfind(surface)
    while start >= 0:
        # The longest beginning of the sentence that leads up to the match is where the match is.
        if before.endswith(sentence[: start + len(surface)]):
            return start, start + len(surface)
        start = sentence.rfind(surface, 0, start + len(surface) - 1)
    first = max(0, sentence.find(surface))
    return first, first + (len(surface) if surface in sentence else 0)


def _visit(row: dict[Any, Any]) -> str:
    goes = f"{row['visitor']} to {countries.name(row['host_country'])}"
    when = format.period(row["start_date"], row["end_date"], row["date_precision"])
    return goes if when == format.NOT_STATED else f"{goes}, {when}"


def _figure(row: dict[Any, Any]) -> str:
    said = (
        f"{format.amount(row['amount'], row['unit'])}, {pair(row['flow'], row['reporter'], row['partner'])}"
    )
    return said if format.missing(row["claimed_by"]) else f"{said}, says {row['claimed_by']}"


_SAID: dict[str, tuple[str, Callable[[dict[Any, Any]], str]]] = {
    "mentions": ("kind", lambda row: str(row["entity"])),
    "visit_reports": ("status", _visit),
    "trade_figures": ("flow", _figure),
}
"""of each table with spans: the column that is their kind, and what a row says"""


def article(store: sql.Store, article_id: str) -> Reading | None:
    """One article with all that was read from it, or None when the store does not hold it."""
    bound = {"article_id": article_id}
    found = sql.frame(store, "SELECT * FROM articles WHERE article_id = $article_id", bound)
    if found.empty:
        return None
    parts = []
    for table, (kind, said) in _SAID.items():
        rows = sql.frame(store, f"SELECT * FROM {table} WHERE article_id = $article_id", bound)
        labels = [said(row) for row in rows.to_dict("records")]
        parts.append(
            rows[["start_char", "end_char", "confidence"]].assign(
                table=table, kind=rows[kind], label=pd.Series(labels, index=rows.index, dtype="str")
            )
        )
    spans = pd.concat(parts, ignore_index=True).sort_values(
        ["start_char", "end_char", "table"], ascending=[True, False, True], ignore_index=True
    )
    row = found.iloc[0]
    return Reading({name: None if pd.isna(row[name]) else row[name] for name in found.columns}, spans)
