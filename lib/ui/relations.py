"""Who meets whom, in words; and two countries or two periods side by side."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from lib import charts, countries, query
from lib.format import count, listed, number, period, share
from lib.query.relations import Meetings, Period
from lib.records import EARLIEST, LATEST
from lib.ui import columns, link, prose, selection
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.data import View
from lib.ui.evidence import VISIT, opened, rows
from lib.ui.figures import key_figures
from lib.ui.filters import pack, pick_day
from lib.ui.sentences import of
from lib.ui.table import Listing, table


def lead(met: Meetings, most: pd.DataFrame) -> str:
    """Who meets most, and how mutual it is; `most` is the first rows of `exchanges`."""
    if not met.pairs:
        rest = f"{count(met.routes, 'pair')} with visits planned, invited or called off"
        return f"No visit between countries is made yet: {rest}."
    first = most.iloc[0]
    one, other = countries.name(first["visitor_country"]), countries.name(first["host_country"])
    back = f"{other} {number(first['returned'])} to {one}" if first["returned"] else f"{other} none to {one}"
    said = f"{one} and {other} meet most: {one} made {count(first['made'], 'visit')} to {other}, {back}."
    mutual = f"Of {count(met.pairs, 'pair')} of countries that met, {number(met.mutual)} visited each other"
    return f"{said} {mutual} ({share(met.mutual / met.pairs)})."


def pairs(view: View, found: Listing, chosen: selection.Chosen, between: View) -> None:
    """The pairs, and below them the visits of those chosen (`charts.pair_key`), each of which opens its evidence.

    `between` is the view of these visits only.
    """
    ends = zip(found.frame["visitor_country"], found.frame["host_country"], strict=True)
    ticked = next((n for n, pair in enumerate(ends) if chosen.keys == (charts.pair_key(*pair),)), None)
    table(found, columns.PAIRS, "pairs", "pair", "Select one to list its visits.", _choose, 360, ticked)
    chosen.chip(selection.pair)
    if chosen.keys:
        visits = between.first(query.visits, between.summary.visits)
        rows(view, visits, columns.VISITS, "visits of pairs", VISIT, opened(VISIT), 250)


def _choose(row: pd.Series | None) -> None:
    key = [] if row is None else [charts.pair_key(row["visitor_country"], row["host_country"])]
    st.session_state["pair"] = pack(key)


def compare_countries(view: View, most: pd.DataFrame) -> None:
    """Two countries side by side: the two that meet most until the reader chooses."""
    offered = countries.codes()
    first, second = (
        (most["visitor_country"].iloc[0], most["host_country"].iloc[0]) if len(most) else offered[:2]
    )
    with st.container(horizontal=True, gap="medium"):
        one = _country("One country", "one", offered, first)
        other = _country("The other", "other", offered, second)
    if one == other:
        prose.empty(f"Both are {countries.name(one)}.", "Choose another country on one side.")
        return
    pair = (one, other)
    figures = view.ask(query.country_figures, pair).set_index("country")
    partners, years = view.ask(query.partners, pair), view.ask(query.visit_years, pair)
    prose.note(_between(pair, partners))
    for place, code in zip(st.columns(2, gap="large"), pair, strict=True):
        row = figures.loc[code]
        with place:
            st.subheader(countries.name(code), anchor=False)
            key_figures(
                ("Visits made", row["made"], of(row["hosts"], "country", "to ")),
                ("Visits received", row["received"], of(row["guests"], "country")),
                ("Trade figures", row["trade_figures"], "as one of the two sides"),
                ("Mentions", row["mentions"], of(row["articles"], "article", "in ")),
            )
            chart(charts.visit_years_chart(years, code, **view.setting), f"visits by year {code}")
    shown = columns.partners(*map(countries.name, pair))
    table(partners, shown, "partners of two countries", "partner")


def _country(label: str, key: str, offered: tuple[str, ...], first: str) -> str:
    link.expect(key, label, [*map(countries.name, offered)].__contains__)
    chosen: str = st.selectbox(
        label, offered, offered.index(first), format_func=countries.name, key=key, bind="query-params"
    )
    return chosen


def _between(pair: tuple[str, str], partners: pd.DataFrame) -> str:
    one, other = map(countries.name, pair)
    row = partners[partners["partner"] == pair[1]]
    there, back = int(row["one_made"].sum()), int(row["one_received"].sum())
    both = partners[
        (partners["one_made"] + partners["one_received"] > 0)
        & (partners["other_made"] + partners["other_received"] > 0)
    ]
    shared = [name for name, code in zip(both["name"], both["partner"], strict=True) if code not in pair]
    said = f"Between the two: {count(there, 'visit')} by {one} and {number(back)} by {other}."
    return f"{said} Both met {listed(shared)}." if shared else f"{said} No third country met both."


def compare_periods(view: View) -> None:
    """Two periods side by side: the last year with a visit and the one before, until the reader chooses."""
    year = (view.summary.last_visit or view.summary.last_published or date(2000, 1, 1)).year
    with st.container(horizontal=True, gap="medium"):
        before = _period("First period", "p1", (date(year - 1, 1, 1), date(year - 1, 12, 31)))
        after = _period("Second period", "p2", (date(year, 1, 1), date(year, 12, 31)))
    if before is None or after is None:
        prose.empty("A period ends before it begins.", "Choose a later last day, or an earlier first one.")
        return
    prose.note("These periods replace that of the sidebar; its other filters hold.")
    changes = view.ask(query.visit_changes, before, after)
    sides = {"before": before, "after": after}
    for place, (side, days) in zip(st.columns(2, gap="large"), sides.items(), strict=True):
        words, there = period(*days), replace(view, filters=replace(view.filters, start=days[0], end=days[1]))
        with place:
            st.subheader(words, anchor=False)
            summary = there.summary
            key_figures(
                ("Visits made", summary.made, of(summary.hosts_visited, "country", "to ")),
                ("Visitors", summary.visitors, of(summary.visitor_countries, "country")),
                ("Trade figures", summary.trade_figures, ""),
                ("Mentions", summary.mentions, of(summary.articles, "article", "in ")),
            )
            chart(charts.host_changes_chart(changes, side, words, **view.setting), f"visits in period {side}")
    by = choose("Count by", "by_change", {"Host": "host", "Pair": "pair"})
    found = changes if by == "host" else view.ask(query.visit_changes, before, after, by)
    shown = columns.changes(period(*before), period(*after), by)
    table(found, shown, "changes between two periods", by)


def _period(label: str, key: str, default: Period) -> Period | None:
    """The days of a period, None where they end before they begin."""
    start = pick_day(f"{label}, from", f"{key}_from", default[0]) or EARLIEST
    end = pick_day(f"{label}, to", f"{key}_to", default[1]) or LATEST
    return (start, end) if start <= end else None
