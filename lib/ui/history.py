"""A visit opened: its life in a line, a chart and a few sentences."""

from html import escape
from typing import Any

import pandas as pd

from lib import charts, format, query
from lib.query import History
from lib.ui import journeys, prose
from lib.ui.chart import chart
from lib.ui.columns import status
from lib.ui.data import View, theme


def tell(view: View, visit_id: str) -> pd.DataFrame:
    """Show what a visit's reports amount to, and return them in order of publication."""
    history: History = view.look(query.history, visit_id)
    if history.reports.empty:
        return history.reports
    prose.lead(journeys.reported(history))
    if history.slippage:
        prose.note(journeys.slipped(history.slippage))
    for disagreement in history.disagreements:
        prose.note(journeys.disagreed(disagreement))
    if len(history.reports) > 1:
        told = format.count(len(history.reports), "report")
        chart(charts.visit_history(history.reports, source=told, theme=theme()), "visit history")
    return history.reports


def said_then(row: dict[str, Any]) -> str:
    """What one report said, as HTML: the day it was published, the status then, the days and city it gave."""
    words = f"{status(row['status'])}; {journeys.then(row)}"
    published = row["published"]
    when = "Day not stated" if format.missing(published) else format.day(published)
    return f'<p class="told"><b>{when}</b> {escape(words)}</p>'
