"""Trade figures: who says that how much goes from whom to whom."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES, Theme
from lib.format import NOT_STATED, amount, count, day, exact, listed, missing, period, stated

ROWS = 16
"""figures drawn at most"""
SLOTS = (4, 8, 12, ROWS)
"""a picture has room for so many rows; few sizes, so that little jumps"""
ROW = 38
"""pixels a row; a panel's heading takes one too"""
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


def trade_figures_chart(
    series: pd.DataFrame,
    *,
    unit: str | None = None,
    figures: int | None = None,
    source: str = "",
    theme: str = "light",
) -> Picture:
    """Figures of one unit (`trade_series`) as bars in one panel a flow: actual filled, target hollow.

    Of `trade_largest` instead, `figures` says how many there are.

    `unit` defaults to that of the first row; figures in other units are left out. Panels have scales of
    their own: a two-way turnover never stands on the scale of one direction. When there are too many,
    the largest of each flow stay; a figure told in several articles is one bar.
    """
    unit = unit or (str(series["unit"].iloc[0]) if len(series) else "USD")
    title = "Growth and shares, in per cent" if unit == "%" else f"Trade figures in {_unit_name(unit)}"
    rows = series[series["unit"] == unit]
    if rows.empty:
        return empty("No trade figures match", title, _height(SLOTS[0], 2), theme, series)
    look = THEMES[theme]
    shown = _largest(_told(rows))
    slots = next(slot for slot in SLOTS if slot >= len(shown))
    flows = [flow for flow in FLOWS if flow in set(shown["flow"])]
    height = _height(slots, max(len(flows), 2))
    figure, line, lowest = go.Figure(), 0, 0.0
    for flow in flows:
        panel = shown[shown["flow"] == flow]
        scale = float(panel["amount"].abs().max()) or 1.0
        _heading(figure, look, flow, amount(scale, unit), line)
        lowest = min(lowest, float(panel["amount"].min()) / scale)
        for place, row in enumerate(panel.to_dict("records"), start=line + 1):
            _bar(figure, look, row, place, scale)
        line += len(panel) + 1
    figure.add_traces(_key(look, set(shown["status"])))
    figures = len(rows) if figures is None else figures
    subtitle = f"{count(figures, 'figure')} as articles state them"
    subtitle += f", the largest {len(shown)} drawn" if shown["articles"].sum() < figures else ""
    framed(figure, look, title, subtitle, source, height, t=TOP, b=BOTTOM)
    figure.update_layout(
        barmode="overlay",
        legend={"yref": "container", "y": 24 / height, "yanchor": "bottom", "xref": "container", "x": 0},
    )
    figure.update_xaxes(visible=False, range=[lowest, 1])
    figure.update_yaxes(visible=False, range=[slots + max(len(flows), 2) - 0.5, -0.5])
    ranked = shown.reindex(shown["amount"].abs().sort_values(ascending=False, kind="stable").index)
    named = [
        f"{_kind(row)} {row['pair']} {amount(row['amount'], unit)}"
        for row in ranked.head(4).to_dict("records")
    ]
    return Picture(figure, f"Bar chart. {title}, {subtitle}: {listed(named, most=4)}.", rows, title)


def _heading(figure: go.Figure, look: Theme, flow: str, scale: str, line: int) -> None:
    full = f'<span style="font-size:12px;color:{look.muted}">full width is {escape(scale)}</span>'
    _text(figure, f"<b>{FLOWS[flow]}</b>  {full}", line + 0.1, 14, look.ink)


def _text(figure: go.Figure, text: str, y: float, size: int, colour: str) -> None:
    figure.add_annotation(
        text=text, xref="paper", x=0, xanchor="left", y=y, yanchor="middle", showarrow=False, align="left",
        font={"size": size, "color": colour},
    )  # fmt: skip


def _bar(figure: go.Figure, look: Theme, row: Mapping[Hashable, Any], place: int, scale: float) -> None:
    """One figure: its words on a line, its bar below, on the scale of its panel."""
    colour, target = look.flows[row["flow"]], row["status"] == "target"
    when = None if missing(row["period_start"]) else period(row["period_start"], row["period_end"])
    about = ", ".join(filter(None, [escape(row["pair"], 36), when, "target" if target else None]))
    _text(figure, f"<b>{escape(amount(row['amount'], row['unit']))}</b>  {about}", place - 0.18, 13, look.ink)
    hover = [
        f"<b>{escape(exact(row['amount'], row['unit']))}</b>", f"{_kind(row)}: {escape(row['pair'])}",
        f"period: {when or NOT_STATED}", f"claimed by: {escape(stated(row['claimed_by']))}",
        f"{escape(stated(row['source']))}, {day(row['published'])}",
        *([f"the same in {count(row['articles'] - 1, 'more article')}"] if row["articles"] > 1 else []),
    ]  # fmt: skip
    figure.add_trace(
        go.Bar(
            x=[row["amount"] / scale], y=[place + 0.22], orientation="h", width=0.2, showlegend=False,
            customdata=[f"{row['article_id']}.{row['start_char']}"], hovertext="<br>".join(hover),
            hovertemplate="%{hovertext}<extra></extra>", marker=_fill(look, colour, target),
        )
    )  # fmt: skip


def _kind(row: Mapping[Hashable, Any]) -> str:
    return FLOWS[row["flow"]] + (" (target)" if row["status"] == "target" else "")


def _fill(look: Theme, colour: str, target: bool) -> dict[str, Any]:
    return {"color": look.paper if target else colour, "line": {"color": colour, "width": 1.5}}


def _key(look: Theme, statuses: set[str]) -> list[go.Bar]:
    return [
        go.Bar(
            x=[None],
            y=[None],
            name=label,
            marker=_fill(look, look.muted, status == "target"),
            showlegend=True,
        )
        for status, label in (("actual", "actual"), ("target", "target, forecast or pledge"))
        if status in statuses
    ]


def _unit_name(unit: str) -> str:
    measures = {"t": "tonnes", "bbl": "barrels", "bbl/d": "barrels a day", "m3": "cubic metres"}
    return measures.get(unit) or _currency(unit)


def _currency(code: str) -> str:
    """What a currency is called, in the plural where that is plain.

    >>> _currency("QQQ")
    'QQQ'
    """
    import pycountry  # its tables take 20 ms to load

    found = pycountry.currencies.get(alpha_3=code)
    if found is None:
        return escape(code)
    name = found.name.lower() if code == "EUR" else found.name
    return {"US Dollar": "US dollars", "euro": "euros"}.get(name, f"{name[0]}{name[1:]} ({code})")


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    """Each figure once, however often it is told: the first row, and in `articles` how many say the same."""
    same = ["flow", "pair", "amount", "period_start", "period_end", "status"]
    told = rows if "articles" in rows else rows.assign(articles=1)
    articles = told.groupby(same, dropna=False)["articles"].transform("sum")
    return told.assign(articles=articles).drop_duplicates(same)


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows to draw by flow, pair and time: all, or of each flow its largest by turns."""
    size = rows["amount"].abs()
    turn = size.groupby(rows["flow"]).rank(method="first", ascending=False)
    rows = rows.assign(turn=turn, largest=size.groupby([rows["flow"], rows["pair"]]).transform("max"))
    kept = rows.sort_values("turn", kind="stable").head(ROWS)
    return kept.sort_values(
        ["flow", "largest", "pair", "day", "amount"],
        ascending=[True, False, True, True, False],
        kind="stable",
    )


def _height(slots: int, panels: int) -> int:
    return TOP + BOTTOM + (slots + panels) * ROW
