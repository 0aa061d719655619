"""What pictures of trade share: lines with words above a mark, actual filled and target hollow, flows by colour."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.picture import framed
from lib.charts.theme import Theme
from lib.format import amount, exact, missing, rate, three_digits

ROWS = 16
"""lines drawn at most"""
SLOTS = (4, 8, 12, ROWS)
"""a picture has room for so many lines; few sizes, so that little jumps"""
ROW = 38
"""pixels a line; a panel's heading takes one too"""
TOP, BOTTOM = 60, 56

FLOWS = {
    "trade": "Two-way trade",
    "export": "Exports",
    "import": "Imports",
    "investment": "Investment",
    "loan": "Loans",
    "aid": "Aid",
    "debt": "Debt",
    "contract": "Contracts",
}

Row = Mapping[Hashable, Any]


def slots(lines: int) -> int:
    """Room for so many lines.

    >>> slots(0), slots(5), slots(16)
    (4, 8, 16)
    """
    return next(slot for slot in SLOTS if slot >= lines)


def height(slots: float, panels: int = 0) -> int:
    """Pixels of a picture with so many lines and headings."""
    return TOP + BOTTOM + round((slots + panels) * ROW)


def words(figure: go.Figure, text: str, line: float, size: int, colour: str) -> None:
    """Write escaped words at the start of a line."""
    figure.add_annotation(
        text=text, xref="paper", x=0, xanchor="left", y=line, yanchor="middle", showarrow=False, align="left",
        font={"size": size, "color": colour},
    )  # fmt: skip


def place(row: Row) -> str:
    """The key of a figure, as an address holds it: what a click on its mark opens."""
    return f"{row['article_id']}.{row['start_char']}"


def kind(row: Row) -> str:
    """The flow of a figure in words, and whether it is a target."""
    return FLOWS[row["flow"]] + (" (target)" if row["status"] == "target" else "")


def fill(look: Theme, colour: str, target: bool) -> dict[str, Any]:
    """A mark: filled, or hollow for a target."""
    return {"color": look.paper if target else colour, "line": {"color": colour, "width": 1.5}}


def in_unit(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Figures that have an amount in a unit: those stated in it, or all that were converted into it, in three digits;
    `stated` then holds what was said and at which rate it counts, None where nothing was converted."""
    if "value" not in frame:
        return frame[frame["unit"] == unit].assign(stated=None)
    rows = frame.dropna(subset=["value"])
    stated = [_stated(row, unit) for row in rows.to_dict("records")]
    worth = rows["value"].where(rows["unit"] == unit, rows["value"].map(three_digits))
    return rows.assign(amount=worth, unit=unit, stated=pd.Series(stated, rows.index, dtype="object"))


def _stated(row: Row, unit: str) -> str | None:
    if row["unit"] == unit:
        return None
    worth = rate(row["rate"], row["unit"], unit, row["rate_first"], row["rate_last"])
    return f"stated: {exact(row['amount'], row['unit'])}<br>{worth}"


def size(row: Row) -> str:
    """The amount of a figure, escaped: exact as stated, and no more digits than that after it was converted."""
    said = exact if missing(row["stated"]) else amount
    return escape(said(row["amount"], row["unit"]))


def converted_note(row: Row) -> list[str]:
    """The line of a hover that says what was stated before it was converted, if it was."""
    return (
        [] if missing(row["stated"]) else ["<br>".join(escape(part) for part in row["stated"].split("<br>"))]
    )


def panel(
    figure: go.Figure,
    look: Theme,
    title: str,
    subtitle: str,
    source: str,
    lines: float,
    extent: tuple[float, float],
) -> None:
    """Frame a picture of so many lines (with their headings) whose marks reach from `extent[0]` to `extent[1]`."""
    framed(figure, look, title, subtitle, source, height(lines), t=TOP, b=BOTTOM)
    figure.update_layout(
        barmode="overlay",
        legend={
            "yref": "container",
            "y": 24 / height(lines),
            "yanchor": "bottom",
            "xref": "container",
            "x": 0,
        },
    )
    figure.update_xaxes(visible=False, range=extent)
    figure.update_yaxes(visible=False, range=[lines - 0.5, -0.5])


def key(look: Theme, statuses: set[str]) -> list[go.Bar]:
    """What filled and hollow mean."""
    return [
        go.Bar(
            x=[None], y=[None], name=label, marker=fill(look, look.muted, status == "target"), showlegend=True
        )
        for status, label in (("actual", "actual"), ("target", "target, forecast or pledge"))
        if status in statuses
    ]
