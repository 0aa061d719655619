"""The sentences a row was read from, and the way to their articles."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import format, query
from lib.ui import link, prose
from lib.ui.columns import certainty
from lib.ui.correct import correct_row, mark
from lib.ui.data import View
from lib.ui.filters import pack, unpack
from lib.ui.form import say
from lib.ui.history import said_then, tell
from lib.ui.reader import Span, highlight
from lib.ui.table import Column, Listing, listing, table

MOST = 12
"""sentences shown at once: a visit that a hundred articles report needs no more to be believed"""
MORE = 100
"""sentences that can be unfolded"""

HINT = "Select one to read where it comes from."


class Kind(NamedTuple):
    table: str
    """where `query.evidence` finds the sentences"""
    noun: str
    key: Callable[[Any], str]
    """of a row, as the address holds it"""


def _place(row: Any) -> str:
    return f"{row['article_id']}.{row['start_char']}"


VISIT = Kind("visits", "visit", lambda row: str(row["visit_id"]))
FIGURE = Kind("trade_figures", "figure", _place)
TOTAL = Kind("trade_figures", "total", _place)
MENTION = Kind("mentions", "mention", _place)


def opened(kind: Kind) -> str:
    """The key of the row that the address opens, empty when it opens none."""
    with st.container(key=f"address {kind.noun}"):
        keys = unpack(st.text_input(kind.noun, key=kind.noun, bind="query-params") or "")
    return keys[-1] if keys else ""


def rows(
    view: View,
    given: pd.DataFrame | Listing,
    columns: Sequence[Column],
    name: str,
    kind: Kind,
    key: str,
    height: int = 330,
) -> None:
    """A table, one row of which the address may open (`key`), and below it where that row comes from."""
    listed, columns = mark(view, kind.table, listing(given), columns, kind.key)
    frame = listed.frame.reset_index(drop=True)
    number = next((n for n, row in enumerate(frame.to_dict("records")) if kind.key(row) == key), None)

    def pick(row: pd.Series | None) -> None:
        st.session_state[kind.noun] = "" if row is None else pack([kind.key(row)])

    table(listed._replace(frame=frame), columns, name, kind.noun, HINT, pick, height, number)
    if number is not None:
        row = frame.iloc[number]
        evidence(view, kind.table, _keys(kind, row), row["kind"] if kind is MENTION else kind.noun)
        correct_row(view, kind.table, _asked(kind, key), kind.noun)
    elif key and listed.cut and (asked := _asked(kind, key)):
        evidence(view, kind.table, [asked], kind.noun)
        correct_row(view, kind.table, asked, kind.noun)
    else:
        say()
    if key and number is None:
        link.expect(
            kind.noun,
            kind.noun.capitalize(),
            lambda key: not view.look(query.sentences, kind.table, [key]).empty,
            _rejected(view, kind, key),
        )


def _rejected(view: View, kind: Kind, key: str) -> str:
    made = view.ask(query.corrections)
    gone = made[(made["action"] == "reject") & (made["state"] == "applied") & (made["key"] == key)]
    by = gone[gone["tab"] == kind.table].to_dict("records")
    return f", which {by[0]['who']} rejected ({by[0]['why']})" if by else ""


def _keys(kind: Kind, row: pd.Series) -> list[Any]:
    """What a row asks evidence for: what it was read from, and all that it says it was `told_in`.

    >>> _keys(FIGURE, pd.Series({"article_id": "a", "start_char": 7, "told_in": "a.7 b.9", "actual_told_in": ""}))
    [('a', 7), ('b', 9)]
    >>> _keys(VISIT, pd.Series({"visit_id": "visit-1"}))
    ['visit-1']
    """
    told = " ".join(row[name] for name in ("told_in", "actual_told_in") if not format.missing(row.get(name)))
    found = [_asked(kind, key) for key in [kind.key(row), *told.split()]]
    return list(dict.fromkeys(key for key in found if key))


def _asked(kind: Kind, key: str) -> Any:
    """What an address asks evidence for; None when it is no key.

    >>> _asked(VISIT, "visit-1"), _asked(FIGURE, "a.b.17"), _asked(FIGURE, "a.b")
    ('visit-1', ('a.b', 17), None)
    """
    if kind is VISIT:
        return key
    article, _, start = key.rpartition(".")
    return (article, int(start)) if article and start.isascii() and start.isdigit() else None


def evidence(view: View, source: str, keys: Sequence[Any], kind: str) -> None:
    """Show the sentences behind a row, by their keys: words marked, headline, source, date, a link to the article.

    A visit, given as the only key, opens with its history, its reports in order of publication.
    """
    visit = source == VISIT.table
    st.subheader("History of this visit" if visit else "Where this comes from", anchor=False)
    found = tell(view, keys[0]) if visit else view.look(query.evidence, source, keys)
    if found.empty:
        prose.note("No sentence is kept for this row.")
    quoted = list(enumerate(found.head(MORE).to_dict("records")))
    for number, row in quoted[:MOST]:
        _quote(row, f"evidence {source} {number}", kind, visit)
    if len(found) > MOST:
        with st.expander(format.count(len(found) - MOST, "more sentence")):
            for number, row in quoted[MOST:]:
                _quote(row, f"evidence {source} {number}", kind, visit)
            if len(found) > MORE:
                prose.note(f"Only the first {MORE} are shown here.")


def _quote(row: dict[str, Any], place: str, kind: str, visit: bool) -> None:
    with st.container(key=place, gap="small"):
        if visit:
            st.html(said_then(row))
        st.html(quotation(row["sentence"], row["start"], row["end"], kind))
        with st.container(horizontal=True, vertical_alignment="center"):
            prose.note(_origin(row), beside=True)
            read_link(row["article_id"])


def _origin(row: dict[str, Any]) -> str:
    return " · ".join(
        [
            format.stated(row["title"]),
            *([] if format.missing(row["source"]) else [row["source"]]),
            format.day(row["published"]),
            *([] if format.missing(row["confidence"]) else [f"{certainty(row['confidence'])} certain"]),
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
