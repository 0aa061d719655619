"""The sentences a row was read from, and the way to their articles."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import format, query
from lib.ui import prose
from lib.ui.data import View
from lib.ui.reader import Span, highlight

MOST = 12
"""sentences shown: a visit that a hundred articles report needs no more to be believed"""


HINT = "Select one to read where it comes from."


def open_visit(view: View, row: pd.Series | None) -> None:
    """Show the sentences behind a visit, if one is selected."""
    if row is not None:
        evidence(view, "visits", row["visit_id"], "visit")


def open_figure(view: View, row: pd.Series | None) -> None:
    """Show the sentence behind a trade figure, if one is selected."""
    if row is not None:
        evidence(view, "trade_figures", _place(row), "figure")


def open_mention(view: View, row: pd.Series | None) -> None:
    """Show the sentence behind a mention, if one is selected."""
    if row is not None:
        evidence(view, "mentions", _place(row), row["kind"])


def evidence(view: View, table: str, key: Any, kind: str) -> None:
    """Show the sentences behind a row: words marked, headline, source, date, a link to the article."""
    found = view.look(query.evidence, table, [key])
    st.subheader("Where this comes from", anchor=False)
    if found.empty:
        prose.note("No sentence is kept for this row.")
    for number, row in enumerate(found.head(MOST).to_dict("records")):
        with st.container(key=f"evidence {table} {number}", gap="small"):
            st.html(quotation(row["sentence"], row["start"], row["end"], kind))
            with st.container(horizontal=True, vertical_alignment="center"):
                prose.note(_origin(row), beside=True)
                read_link(row["article_id"])
    if len(found) > MOST:
        prose.note(f"And {format.count(len(found) - MOST, 'more sentence')}; the Articles page has them all.")


def _origin(row: dict[str, Any]) -> str:
    return " · ".join(
        [
            format.stated(row["title"]),
            *([] if format.missing(row["source"]) else [row["source"]]),
            format.day(row["published"]),
        ]
    )


def quotation(sentence: str, start: int, end: int, kind: str) -> str:
    """A sentence as HTML with its words marked.

    >>> quotation("In Cuba.", 3, 7, "visit")
    '<blockquote class="evidence" dir="auto">In <mark class="visit" title="">Cuba</mark>.</blockquote>'
    """
    marked = highlight(sentence, [Span(int(start), int(end), kind, "")])
    return f'<blockquote class="evidence" dir="auto">{marked}</blockquote>'


def read_link(article_id: str) -> None:
    """A link to the article in the reader; Streamlit adds the filters, which are bound to the address."""
    st.page_link("pages/articles.py", label="Read the article", query_params={"article": article_id})


def _place(row: pd.Series) -> tuple[str, int]:
    return row["article_id"], int(row["start_char"])
