"""Trade figures: who says that how much goes from whom to whom."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.lines import (
    FLOWS,
    ROWS,
    SLOTS,
    converted_note,
    fill,
    height,
    in_unit,
    key,
    kind,
    panel,
    place,
    size,
    slots,
    words,
)
from lib.charts.picture import Picture, empty
from lib.charts.theme import THEMES, Theme
from lib.format import NOT_STATED, amount, count, day, listed, missing, period, stated
from lib.format import unit as unit_name


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

    `unit` defaults to that of the first row; figures in other units are left out, unless they were converted into it.
    Panels have scales of their own: a two-way turnover never stands on the scale of one direction. When there are too
    many, the largest of each flow stay; a figure told in several articles is one bar.
    """
    unit = unit or (str(series["unit"].iloc[0]) if len(series) else "USD")
    title = f"Trade figures in {escape(unit_name(unit))}"
    rows = in_unit(series, unit)
    if rows.empty:
        return empty("No trade figures match", title, height(SLOTS[0], 2), theme, series)
    look = THEMES[theme]
    shown = _largest(_told(rows))
    flows = [flow for flow in FLOWS if flow in set(shown["flow"])]
    figure, line, lowest = go.Figure(), 0, 0.0
    for flow in flows:
        of_flow = shown[shown["flow"] == flow]
        scale = float(of_flow["amount"].abs().max()) or 1.0
        _heading(figure, look, flow, amount(scale, unit), line)
        lowest = min(lowest, float(of_flow["amount"].min()) / scale)
        for number, row in enumerate(of_flow.to_dict("records"), start=line + 1):
            _bar(figure, look, row, number, scale)
        line += len(of_flow) + 1
    figure.add_traces(key(look, set(shown["status"])))
    figures = len(rows) if figures is None else figures
    converted = "value" in series
    how = "each at the rate of its time" if converted else "as articles state them"
    subtitle = f"{count(figures, 'figure')} {how}"
    subtitle += f", the largest {len(shown)} drawn" if shown["articles"].sum() < figures else ""
    panel(figure, look, title, subtitle, source, slots(len(shown)) + max(len(flows), 2), (lowest, 1))
    ranked = shown.reindex(shown["amount"].abs().sort_values(ascending=False, kind="stable").index)
    named = [
        f"{kind(row)} {row['pair']} {amount(row['amount'], unit)}"
        for row in ranked.head(4).to_dict("records")
    ]
    return Picture(
        figure,
        f"Bar chart. {title}, {subtitle}: {listed(named, most=4)}.",
        series if converted else rows,
        title,
    )


def _heading(figure: go.Figure, look: Theme, flow: str, scale: str, line: int) -> None:
    full = f'<span style="font-size:12px;color:{look.muted}">full width is {escape(scale)}</span>'
    words(figure, f"<b>{FLOWS[flow]}</b>  {full}", line + 0.1, 14, look.ink)


def _bar(figure: go.Figure, look: Theme, row: Mapping[Hashable, Any], line: int, scale: float) -> None:
    """One figure: its words on a line, its bar below, on the scale of its panel."""
    colour, target = look.flows[row["flow"]], row["status"] == "target"
    when = None if missing(row["period_start"]) else period(row["period_start"], row["period_end"])
    about = ", ".join(filter(None, [escape(row["pair"], 36), when, "target" if target else None]))
    words(figure, f"<b>{escape(amount(row['amount'], row['unit']))}</b>  {about}", line - 0.18, 13, look.ink)
    hover = [
        f"<b>{size(row)}</b>", f"{kind(row)}: {escape(row['pair'])}",
        f"period: {when or NOT_STATED}", f"claimed by: {escape(stated(row['claimed_by']))}",
        f"{escape(stated(row['source']))}, {day(row['published'])}",
        *converted_note(row),
        *([f"the same in {count(row['articles'] - 1, 'more article')}"] if row["articles"] > 1 else []),
    ]  # fmt: skip
    figure.add_trace(
        go.Bar(
            x=[row["amount"] / scale], y=[line + 0.22], orientation="h", width=0.2, showlegend=False,
            customdata=[place(row)], hovertext="<br>".join(hover),
            hovertemplate="%{hovertext}<extra></extra>", marker=fill(look, colour, target),
        )
    )  # fmt: skip


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
