"""Who was visited or travelled how often, and when."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import HATCHES, SYMBOLS, THEMES, Theme
from lib.format import count, day, listed, number, period

HEIGHT = 480
ROWS = 13
"""bars drawn; fewer keep the same thickness"""
TIMELINE_HEIGHT = 300
DOTS = 14
"""the tallest stack that is still drawn as single dots"""


def visit_bars(
    ranking: pd.DataFrame, *, selection: Collection[str] = (), source: str = "", theme: str = "light"
) -> Picture:
    """Countries by visits, split by status: hosts (`visit_ranking`) or home countries (`travel_ranking`)."""
    column = next((c for c in ("host_country", "visitor_country") if c in ranking.columns), "host_country")
    title = "Visits received, by status" if column == "host_country" else "Visits made abroad, by status"
    if ranking.empty:
        return empty("No visits match", title, HEIGHT, theme, ranking)
    look = THEMES[theme]
    shown = ranking.sort_values("visits", ascending=False, kind="stable").head(ROWS)
    places = list(range(len(shown)))
    names = [escape(name, 20) for name in shown["name"]]
    figure = go.Figure()
    for status in SYMBOLS:
        if not ranking[status].sum():
            continue
        figure.add_trace(
            go.Bar(
                x=shown[status], y=places, orientation="h", name=status, customdata=shown[column], width=0.62,
                text=[f"<b>{name}</b>: {n} {status}" for name, n in zip(names, shown[status], strict=True)],
                textposition="none", hovertemplate="%{text}<extra></extra>",
                # The outline of an empty bar would show as a hair line.
                marker=bar_mark(look, status, [1 if n else 0 for n in shown[status]]),
            )
        )  # fmt: skip
    longest = int(shown["visits"].max())
    for place, total, code in zip(places, shown["visits"], shown[column], strict=True):
        figure.add_annotation(
            x=total, y=place, text=f"<b>{number(total)}</b>" if code in selection else number(total),
            showarrow=False, xanchor="left", xshift=4,
            font={"size": 12, "color": look.selection if code in selection else look.ink},
        )  # fmt: skip
    rest = len(ranking) - len(shown)
    subtitle = f"Number of visits; {count(rest, 'country')} more not drawn" if rest else "Number of visits"
    ticks = [
        f'<span style="color:{look.selection}"><b>{name}</b></span>' if code in selection else name
        for name, code in zip(names, shown[column], strict=True)
    ]
    framed(figure, look, title, subtitle, source, HEIGHT, l=label_width(names), r=8, b=90)
    figure.update_layout(
        barmode="stack",
        legend={"yref": "container", "y": 24 / HEIGHT, "yanchor": "bottom", "xref": "container", "x": 0,
                "traceorder": "normal"},
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, longest * 1.12])
    figure.update_yaxes(
        range=[ROWS - 0.5, -0.5], tickvals=places, ticktext=ticks, showgrid=False, ticklabelstandoff=6,
        tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    top = listed([f"{name} {n}" for name, n in zip(shown["name"], shown["visits"], strict=True)], most=5)
    return Picture(figure, f"Bar chart. {title}: {top}.", ranking, title)


def label_width(labels: list[str]) -> int:
    """Pixels that the longest label takes beside a bar.

    >>> label_width(["Cuba"]) < label_width(["United Arab Emirates"]) <= 180
    True
    """
    return min(180, 20 + round(6.6 * max(map(len, labels), default=0)))


def bar_mark(look: Theme, status: str, outline: list[int] | int = 1) -> dict[str, object]:
    """How a bar of a status is filled: colour and hatching, so that colour is not alone."""
    colour = look.statuses[status]
    return {
        "color": colour if not HATCHES[status] else look.paper,
        "line": {"color": colour, "width": outline},
        "pattern": {
            "shape": HATCHES[status],
            "fgcolor": colour,
            "bgcolor": look.paper,
            "size": 5,
            "solidity": 0.35,
        },
    }


def visit_timeline(visits: pd.DataFrame, *, source: str = "", theme: str = "light") -> Picture:
    """Visits by date and status: one dot a visit while the stacks stay low, bars when they do not.

    Takes `visits`, or `visit_days`, which counts them. Months, quarters or years, whichever the span asks for;
    visits dated more coarsely than that are counted in the subtitle and not drawn.
    """
    title = "Visits over time, by status"
    if visits.empty:
        return empty("No visits match", title, TIMELINE_HEIGHT, theme, visits)
    counted = visits if "visits" in visits else visits.assign(visits=1)
    dated = counted[counted["start_date"].notna()]
    unit, code = _unit(dated)
    drawn = dated[~dated["date_precision"].isin(_COARSER[unit])]
    left_out = int(counted["visits"].sum() - drawn["visits"].sum())
    if drawn.empty:
        return empty("No visit here has a date", title, TIMELINE_HEIGHT, theme, visits)
    look = THEMES[theme]
    order = {status: n for n, status in enumerate(SYMBOLS)}
    start = pd.to_datetime(drawn["start_date"])
    drawn = drawn.assign(
        bin=start.dt.to_period(code).dt.start_time, rank=drawn["status"].map(order)
    ).sort_values(["bin", "rank", "start_date"])
    drawn = drawn.assign(height=drawn.groupby("bin")["visits"].cumsum())
    tallest = int(drawn["height"].max())
    single = tallest <= DOTS and "visit_id" in drawn
    figure = go.Figure(_dots(drawn, look) if single else _columns(drawn, look, unit))
    subtitle = f"{'One dot a visit' if single else 'Number of visits'}, by {unit} of arrival"
    if left_out:
        subtitle += f"; {number(left_out)} without such a date"
    framed(figure, look, title, subtitle, source, TIMELINE_HEIGHT, l=36, r=12, b=92)
    figure.update_layout(
        barmode="stack", bargap=0.25,
        legend={"yref": "container", "y": 24 / TIMELINE_HEIGHT, "yanchor": "bottom",
                "xref": "container", "x": 0, "traceorder": "normal"},
    )  # fmt: skip
    figure.update_yaxes(range=[0, max(5, tallest) * 1.1], nticks=4, tickformat=",d", rangemode="tozero")
    first, last = drawn["bin"].min(), drawn["bin"].max()
    pad = pd.Timedelta(days=_DAYS[unit])
    figure.update_xaxes(
        showgrid=False, range=[first - pad, last + 2 * pad], nticks=8, tickformat=_TICKS[unit]
    )
    busiest = drawn.groupby("bin")["visits"].sum()
    peak = pd.Timestamp(str(busiest.idxmax()))
    peak_name = period(peak, peak + pd.offsets.MonthEnd(_MONTHS[unit]))
    alt = (
        f"{title}: {count(int(drawn['visits'].sum()), 'visit')} from {day(start.min())} to {day(start.max())};"
        f" most in {peak_name}, {number(int(busiest.max()))}."
    )
    return Picture(figure, alt, visits, title, points="visit" if single else "days")


_COARSER = {"month": ("year",), "quarter": ("year",), "year": ()}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"month": 20, "quarter": 60, "year": 240}
_TICKS = {"month": "%b<br>%Y", "quarter": "%b<br>%Y", "year": "%Y"}


def _unit(dated: pd.DataFrame) -> tuple[str, str]:
    """Month, quarter or year, and pandas' letter for it."""
    fine = dated.loc[dated["date_precision"] != "year", "start_date"]
    if fine.empty:
        return "year", "Y"
    days = (fine.max() - fine.min()).days
    if days <= 3 * 366:
        return "month", "M"
    return ("quarter", "Q") if days <= 10 * 366 else ("year", "Y")


def _dots(drawn: pd.DataFrame, look: Theme) -> list[go.Scatter]:
    traces = []
    for status in SYMBOLS:
        rows = drawn[drawn["status"] == status]
        if rows.empty:
            continue
        hollow = SYMBOLS[status].endswith(("open", "dot"))
        traces.append(
            go.Scatter(
                x=rows["bin"], y=rows["height"], mode="markers", name=status, customdata=rows["visit_id"],
                marker={"symbol": SYMBOLS[status], "size": 9, "color": look.statuses[status],
                        "line": {"width": 1.6 if hollow else 0, "color": look.statuses[status]}},
                text=_visit_hovers(rows), hovertemplate="%{text}<extra></extra>",
            )
        )  # fmt: skip
    return traces


def _visit_hovers(rows: pd.DataFrame) -> list[str]:
    return [
        f"<b>{escape(row['visitor'])}</b> in {escape(countries.name(row['host_country']))}<br>"
        f"{period(row['start_date'], row['end_date'], row['date_precision'])}, {row['status']}"
        for row in rows.to_dict("records")
    ]


def _columns(drawn: pd.DataFrame, look: Theme, unit: str) -> list[go.Bar]:
    counts = {status: rows.groupby("bin")["visits"].sum() for status, rows in drawn.groupby("status")}
    end = pd.offsets.MonthEnd(_MONTHS[unit])
    return [
        go.Bar(
            x=counts[status].index, y=counts[status], name=status, marker=bar_mark(look, status),
            customdata=[f"{first:%Y-%m-%d}/{first + end:%Y-%m-%d}" for first in counts[status].index],
            hovertemplate="%{y:,d} " + status + "<extra></extra>",
        )
        for status in SYMBOLS
        if status in counts
    ]  # fmt: skip
