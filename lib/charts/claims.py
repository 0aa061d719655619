"""Claims set against each other: rivals on one flow, targets against what came of them, growth apart from level."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.lines import (
    FLOWS,
    ROWS,
    SLOTS,
    Row,
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
from lib.format import NOT_STATED, amount, change, count, day, listed, missing, number, period, share, stated
from lib.format import unit as unit_name

TALL = 1.5
"""lines that a mark with words above and below it takes"""
WIDEST = 1.5
"""of a target at most so much is drawn as reached, so that one that was passed many times leaves room for the rest"""


def rival_claims_chart(
    claims: pd.DataFrame,
    *,
    unit: str = "USD",
    questions: int | None = None,
    source: str = "",
    theme: str = "light",
) -> Picture:
    """Questions that are answered differently (`rival_claims`), each a line with a dot for every claim on it.

    A line begins at zero and ends at its largest claim, so that its dots lie apart as their amounts do; targets are
    hollow. `questions` says how many there are, of which the first are drawn.
    """
    title = f"Rival claims in {escape(unit_name(unit))}"
    rows = in_unit(claims, unit)
    rows = rows[rows.groupby("question")["amount"].transform("count") > 1]
    if rows.empty:
        return empty("No rival claims match", title, height(SLOTS[0] * TALL), theme, claims)
    look, figure = THEMES[theme], go.Figure()
    drawn = rows["question"].drop_duplicates().head(ROWS)
    said = []
    for line, question in enumerate(drawn):
        answers = rows[rows["question"] == question].sort_values("amount", ascending=False)
        said.append(_rivals(figure, look, answers, line))
    figure.add_traces(_dots_key(look, set(rows[rows["question"].isin(drawn)]["status"])))
    total = claims["question"].nunique() if questions is None else questions
    subtitle = f"{count(total, 'flow')} told differently"
    unrated = claims["question"].nunique() - rows["question"].nunique()
    subtitle += f", {number(unrated)} at no known rate" if unrated else ""
    subtitle += f"; {len(drawn)} drawn" if len(drawn) < total else ""
    panel(figure, look, title, subtitle, source, slots(len(drawn)) * TALL, (-0.01, 1.02))
    return Picture(figure, f"Dot chart. {title}, {subtitle}: {listed(said, most=4)}.", claims, title)


def _rivals(figure: go.Figure, look: Theme, answers: pd.DataFrame, line: float) -> str:
    """One question: its words, its span, a dot for each claim; what it says in words."""
    first = answers.iloc[0].to_dict()
    colour, target = look.flows[first["kind"]], first["status"] == "target"
    most, least = first["amount"], answers["amount"].iloc[-1]
    spans = f"{amount(least, first['unit'])} to {amount(most, first['unit'])}"
    line *= TALL
    words(figure, f"<b>{escape(spans)}</b>  {escape(first['pair'], 36)}", line - 0.18, 13, look.ink)
    claimed = f"{count(first['claims'], 'claim')} in {count(int(answers['articles'].sum()), 'article')}"
    when = period(first["period_start"], first["period_end"])
    about = [FLOWS[first["kind"]].lower(), when, *(["target"] if target else []), claimed]
    _below(figure, look, ", ".join(about), line)
    below = line + 0.22
    figure.add_trace(
        go.Scatter(
            x=[0, 1], y=[below] * 2, mode="lines", showlegend=False, hoverinfo="skip",
            line={"color": look.grid, "width": 3},
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=answers["amount"] / most, y=[below] * len(answers), mode="markers", showlegend=False,
            customdata=[place(row) for row in answers.to_dict("records")],
            hovertext=[_claim(row) for row in answers.to_dict("records")],
            hovertemplate="%{hovertext}<extra></extra>", cliponaxis=False,
            marker=_dot(fill(look, colour, target)),
        )
    )  # fmt: skip
    return f"{first['pair']} {FLOWS[first['kind']].lower()} {spans}"


def _claim(row: Row) -> str:
    """The hover of one claim: how much, who says so, where."""
    return "<br>".join(
        [
            f"<b>{size(row)}</b>",
            f"{kind(row)}: {escape(row['pair'])}, {period(row['period_start'], row['period_end'])}",
            f"claimed by: {_told(row['claimed_by'])}",
            f"{_told(row['source'])}, {day(row['published'])}",
            *converted_note(row),
            f"told as {FLOWS[row['flow']].lower()}, said in {count(row['articles'], 'article')}",
        ]
    )


def _told(value: str | None) -> str:
    return escape(stated(value))


def _dots_key(look: Theme, statuses: set[str]) -> list[go.Scatter]:
    return [
        go.Scatter(
            x=[None], y=[None], mode="markers", name=bar.name, marker=_dot(bar.marker.to_plotly_json())
        )
        for bar in key(look, statuses)
    ]


def _dot(filled: dict[str, Any]) -> dict[str, Any]:
    return {**filled, "size": 11, "opacity": 1}


def _below(figure: go.Figure, look: Theme, text: str, line: float) -> None:
    """Quiet words below a mark."""
    words(figure, text, line + 0.56, 12, look.muted)


def targets_chart(
    targets: pd.DataFrame, *, unit: str = "USD", source: str = "", theme: str = "light"
) -> Picture:
    """Targets (`trade_targets`) as hollow bars of one length, filled as far as they were reached, the outcome in words.

    Those compared with something come first; one without a value in the unit is left out.
    """
    title = f"Targets and what came of them, in {escape(unit_name(unit))}"
    rows = in_unit(targets, unit)
    if rows.empty:
        return empty("No targets match", title, height(SLOTS[0] * TALL), theme, targets)
    look, figure, shown = THEMES[theme], go.Figure(), rows.head(ROWS)
    for line, row in enumerate(shown.to_dict("records")):
        _target(figure, look, row, line)
    figure.add_traces(key(look, {"actual", "target"}))
    outcomes = rows["outcome"].value_counts()
    told = [f"{number(outcomes[name])} {name}" for name in outcomes.index]
    subtitle = f"{count(len(rows), 'target')}: {listed(told, most=4)}"
    subtitle += f"; {len(shown)} drawn" if len(shown) < len(rows) else ""
    longest = max(1.0, min(WIDEST, shown["reached"].max())) if shown["reached"].notna().any() else 1.0
    panel(figure, look, title, subtitle, source, slots(len(shown)) * TALL, (0, longest * 1.005))
    said = [
        f"{row['pair']} {amount(row['amount'], unit)} {_outcome(row)}"
        for row in shown.head(4).to_dict("records")
    ]
    return Picture(figure, f"Bar chart. {title}, {subtitle}: {listed(said, most=4)}.", targets, title)


def _target(figure: go.Figure, look: Theme, row: Row, line: float) -> None:
    colour = look.flows[row["kind"]]
    due = [] if missing(row["period_start"]) else [period(row["period_start"], row["period_end"])]
    line *= TALL
    about = ", ".join([escape(row["pair"], 36), *due])
    words(figure, f"<b>{escape(amount(row['amount'], row['unit']))}</b>  {about}", line - 0.18, 13, look.ink)
    _below(figure, look, f"{FLOWS[row['kind']].lower()}, {escape(_outcome(row), 80)}", line)
    hover = [
        f"<b>{size(row)}</b>",
        f"{kind(row)}: {escape(row['pair'])}",
        f"to be reached: {due[0] if due else NOT_STATED}",
        f"claimed by: {_told(row['claimed_by'])}",
        f"{_told(row['source'])}, {day(row['published'])}",
        *converted_note(row),
        f"said in {count(row['articles'], 'article')}",
        escape(_outcome(row), 80),
    ]
    lengths = (
        [(1.0, True)] if missing(row["reached"]) else [(1.0, True), (min(row["reached"], WIDEST), False)]
    )
    for length, hollow in lengths:
        figure.add_trace(
            go.Bar(
                x=[length], y=[line + 0.22], orientation="h", width=0.2, showlegend=False,
                customdata=[place(row)], hovertext="<br>".join(hover),
                hovertemplate="%{hovertext}<extra></extra>", marker=fill(look, colour, hollow),
            )
        )  # fmt: skip


def _outcome(row: Row) -> str:
    """What became of a target, in words.

    >>> from datetime import date
    >>> row = {"outcome": "missed", "reached": 0.8, "actual": 8e9, "unit": "USD"}
    >>> _outcome({**row, "actual_start": date(2024, 1, 1), "actual_end": date(2024, 12, 31)})
    'missed by 20 %: $8 bn in 2024'
    >>> _outcome({**row, "outcome": "open", "reached": float("nan")})
    'open'
    """
    said = stated(row["outcome"])
    if missing(row["reached"]):
        return said
    reached = f"{amount(row['actual'], row['unit'])} in {period(row['actual_start'], row['actual_end'])}"
    by = share(abs(row["reached"] - 1))
    if said == "missed":
        return f"missed by {by}: {reached}"
    if said == "met":
        return f"met{f', {by} more' if row['reached'] > 1 else ''}: {reached}"
    return f"{said}: {reached}, {share(row['reached'])} of it"


def growth_chart(
    series: pd.DataFrame, *, figures: int | None = None, source: str = "", theme: str = "light"
) -> Picture:
    """Changes and shares (`trade_largest` of `%`) as bars from zero on one scale, falls to the left; targets hollow.

    `figures` says how many there are, of which the largest either way are drawn.
    """
    title = "Growth and shares, in per cent"
    rows = in_unit(series, "%")
    if rows.empty:
        return empty("No growth figures match", title, height(SLOTS[0]), theme, series)
    same = ["flow", "pair", "amount", "period_start", "period_end", "status"]
    once = rows.drop_duplicates(same)
    largest = once["amount"].abs().sort_values(ascending=False, kind="stable").index[:ROWS]
    shown = once.loc[largest].sort_values("amount", ascending=False, kind="stable")
    look, figure = THEMES[theme], go.Figure()
    for line, row in enumerate(shown.to_dict("records")):
        _growth(figure, look, row, line)
    figure.add_traces(key(look, set(shown["status"])))
    total = len(rows) if figures is None else figures
    subtitle = f"{count(total, 'figure')}, changes and parts of a whole"
    subtitle += f"; {len(shown)} drawn" if len(shown) < total else ""
    figure.add_vline(0, line={"color": look.grid, "width": 2}, layer="below")
    extent = (min(0.0, float(shown["amount"].min())), max(0.0, float(shown["amount"].max())))
    panel(figure, look, title, subtitle, source, slots(len(shown)), extent)
    said = [f"{row['pair']} {change(row['amount'])}" for row in shown.head(4).to_dict("records")]
    return Picture(figure, f"Bar chart. {title}, {subtitle}: {listed(said, most=4)}.", series, title)


def _growth(figure: go.Figure, look: Theme, row: Row, line: int) -> None:
    when = period(row["period_start"], row["period_end"])
    target = row["status"] == "target"
    about = [escape(row["pair"], 36), FLOWS[row["flow"]].lower(), *([] if when == NOT_STATED else [when])]
    about += ["target"] if target else []
    words(figure, f"<b>{escape(change(row['amount']))}</b>  {', '.join(about)}", line - 0.18, 13, look.ink)
    hover = [
        f"<b>{escape(change(row['amount']))}</b>",
        f"{kind(row)}: {escape(row['pair'])}",
        f"period: {when}",
        f"claimed by: {_told(row['claimed_by'])}",
        f"{_told(row['source'])}, {day(row['published'])}",
    ]
    figure.add_trace(
        go.Bar(
            x=[row["amount"]], y=[line + 0.22], orientation="h", width=0.2, showlegend=False,
            customdata=[place(row)], hovertext="<br>".join(hover),
            hovertemplate="%{hovertext}<extra></extra>", marker=fill(look, look.flows[row["flow"]], target),
        )
    )  # fmt: skip
