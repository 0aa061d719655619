"""The menu that takes a page away: a report to print, a bundle to cite."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib import format, query
from lib.charts import Picture
from lib.takeaway import Taken, bundle, report
from lib.ui import filters, link, prose
from lib.ui.data import View
from lib.ui.download import download_button, file_name
from lib.ui.evidence import Kind
from lib.ui.figures import Figure
from lib.ui.table import Column, Listing, Whole

MOST = 100_000
"""rows in a bundle: what fits into memory with its sentences"""
PRINTED = 20
"""rows handed to the report, which prints what fits on its sheet"""

CORNER = "corner"
"""where the shell keeps room for the menu"""


def take_away(
    view: View,
    title: str,
    lead: str,
    pictures: Sequence[Callable[..., Picture]],
    rows: Listing | Whole,
    columns: Sequence[Column],
    kind: Kind,
    figures: Sequence[Figure] = (),
    narrowed: Sequence[str] = (),
) -> None:
    """Offer the page as a report and as a bundle, each made when it is asked for.

    `pictures` draw a chart each, given `theme` and `source`; `rows` come from `View.first` or `View.whole`;
    `narrowed` says what they are narrowed to beyond the filters.
    """

    def taken(most: int) -> Taken:
        frame = rows.everything(limit=most).reset_index(drop=True)
        keys = [kind.key(row) for row in frame.to_dict("records")]
        return Taken(
            title,
            lead,
            selection,
            address,
            view.version,
            source,
            today,
            [draw(theme="light", source=source) for draw in pictures],
            kind.table,
            frame,
            view.look(query.sentences, kind.table, keys),
            keys,
            rows.total,
            [(label, format.number(value), about) for label, value, about in figures],
            printed(frame.head(PRINTED), columns),
        )

    # Asked now: what is downloaded is made outside the page's run.
    address, today, source = here(), date.today(), view.setting["source"]
    selection = filters.in_words(view.ask(query.choices), view.filters)
    if narrowed:
        selection += f"; rows only {format.listed(narrowed, most=6)}"
    with st.session_state[CORNER], st.popover("Take away", type="tertiary"):
        prose.note("The view as it stands, with its sentences, its filters and its link.")
        download_button(
            "Report to print, one page",
            lambda: report(replace(taken(PRINTED), total=rows.total)),
            f"{file_name(title)}-report.html",
            "text/html",
        )
        download_button(
            "Bundle to cite, zip",
            lambda: bundle(taken(MOST)),
            f"{file_name(title)}-bundle.zip",
            "application/zip",
        )
        prose.note("Charts, rows as CSV and Parquet with evidence, codebook, citation.")


def here() -> str:
    """The address that shows this view again."""
    parameters = link.query()
    return f"{st.context.url or ''}{'?' if parameters else ''}{parameters}"


def printed(frame: pd.DataFrame, columns: Sequence[Column]) -> dict[str, list[str]]:
    """The cells of a table as people read them, by heading."""
    records = frame.to_dict("records")
    return {column.title: [_cell(column, row) for row in records] for column in columns}


def _cell(column: Column, row: dict[Any, Any]) -> str:
    if column.shown:
        return column.shown(row)
    value = row[column.field]
    return column.words(value) if column.words and not format.missing(value) else format.stated(value)
