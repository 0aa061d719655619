"""A table with names people understand, its downloads, and the row selected."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

import pandas as pd
import streamlit as st

from lib import format
from lib.ui import prose
from lib.ui.download import downloads

MOST = 1000
"""rows drawn: more than anyone scrolls through, and still quick"""


class Column(NamedTuple):
    field: str
    title: str
    width: int
    """pixels"""
    words: Callable[[Any], str] | None = None
    """what a cell of text reads as"""
    shown: Callable[[Any], str] | None = None
    """what a number or date reads as, from its row; sorting goes by the value"""
    align: Literal["left", "center", "right"] | None = None


class Whole(NamedTuple):
    """Rows that are asked for only when they are taken away."""

    total: int
    everything: Callable[..., pd.DataFrame]


class Listing(NamedTuple):
    """The first rows of a frame that is too long to draw."""

    frame: pd.DataFrame
    total: int
    """how many rows there are"""
    everything: Callable[..., pd.DataFrame]
    """gives them all, for a download; one of `View.first` also the first `limit`"""

    @property
    def cut(self) -> bool:
        """Whether there are more rows than the first ones."""
        return len(self.frame) < self.total


def listing(rows: "pd.DataFrame | Listing") -> Listing:
    """Rows as a listing; a whole frame holds all of its rows."""
    return rows if isinstance(rows, Listing) else Listing(rows, len(rows), lambda: rows)


def table(
    rows: pd.DataFrame | Listing,
    columns: Sequence[Column],
    name: str,
    noun: str,
    hint: str = "",
    picked: Callable[[pd.Series | None], None] | None = None,
    height: int = 330,
    ticked: int | None = None,
) -> pd.Series | None:
    """Show rows and return the one selected, if any; downloads hold every row and column.

    `hint` says what selecting does, without it no row can be; `picked` is called with the row, or None, when
    the selection changes; the row of number `ticked` is selected from the start.
    """
    frame, total, everything = listing(rows)
    drawn = frame.head(MOST).reset_index(drop=True)
    key = f"table {name}"

    def pick() -> None:
        if picked is not None:
            picked(_selected(drawn, st.session_state[key]))

    with st.container(horizontal=True, vertical_alignment="center"):
        prose.note(_about(total, len(drawn), noun, hint), beside=True)
        downloads(everything, name)
    show = partial(
        st.dataframe,
        styled(drawn, columns),
        key=key,
        hide_index=True,
        height=min(height, 35 * (len(drawn) + 1) + 3),
        column_config={
            c.field: st.column_config.Column(c.title, width=c.width, alignment=c.align) for c in columns
        },
        placeholder=format.NOT_STATED,
        alt=f"{format.count(total, noun)}: {', '.join(c.title.lower() for c in columns)}",
    )
    if not hint:
        show()
        return None
    selection = show(
        on_select=pick if picked else "rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if ticked is None or ticked >= MOST else [ticked]}},
    )
    return _selected(drawn, selection)


def _selected(frame: pd.DataFrame, state: Any) -> pd.Series | None:
    rows = [row for row in state["selection"]["rows"] if row < len(frame)]
    return frame.iloc[rows[0]] if rows else None


def _about(rows: int, drawn: int, noun: str, hint: str) -> str:
    """What a table holds, and the hint where there is a row to select.

    >>> _about(2, 2, "visit", "Select one."), _about(0, 0, "visit", "Select one.")
    ('2 visits. Select one.', '0 visits.')
    """
    said = format.count(rows, noun)
    if drawn < rows:
        said = f"The first {format.number(drawn)} of {said}; the downloads hold all"
    return f"{said}. {hint if rows else ''}".strip()


def styled(frame: pd.DataFrame, columns: Sequence[Column]) -> Any:
    """The frame as a Styler: text is replaced by words, numbers and dates show words and keep their value."""
    drawn = pd.DataFrame(
        {c.field: frame[c.field] if c.shown else _words(frame[c.field], c.words) for c in columns}
    )
    style = drawn.style
    rows = frame.to_dict("records")
    for column in columns:
        if column.shown:
            words = iter([column.shown(row) for row in rows])
            style = style.format(partial(_next, words), subset=[column.field])
    return style


def _next(words: Iterator[str], value: object) -> str:
    return next(words)


def _words(cells: pd.Series, words: Callable[[Any], str] | None) -> pd.Series:
    """Cells of text as they read; empty ones stay empty, the table says so."""
    read = [None if format.missing(cell) else words(cell) if words else str(cell) for cell in cells]
    return pd.Series(read, index=cells.index, dtype="object")
