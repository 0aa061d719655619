"""The Mentions page from five sides: over time, rise and fall, together, in context, by source."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from lib import charts, format, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.data import View
from lib.ui.evidence import MENTION, opened, read_link, rows
from lib.ui.table import Listing, table

LINES = 6
"""entities whose mentions are drawn over time"""
ACROSS = 8
"""entities compared by source"""
PICK = "Select a name to list its mentions."


@dataclass(frozen=True)
class Asked:
    """Whose mentions a page is about: of a kind and form, ranked, one of them chosen or none."""

    view: View
    kind: str | None
    forms: tuple[str, ...]
    ranked: Listing
    extent: query.Named
    entity: str | None

    @property
    def ranking(self) -> pd.DataFrame:
        """The entities most mentioned."""
        return self.ranked.frame

    def most(self, n: int) -> tuple[str, ...]:
        """The ids of so many most mentioned; the chosen one is among them."""
        first = list(self.ranking["entity_id"].head(n))
        return tuple(first if self.entity in (None, *first) else [*first[:-1], str(self.entity)])

    def row(self, entity: str | None) -> int | None:
        """Where an entity stands in the ranking."""
        found = [n for n, key in enumerate(self.ranking["entity_id"]) if key == entity]
        return found[0] if found else None


def chosen_entity(ranking: pd.DataFrame) -> str | None:
    """The id of the entity that the address names, if it is ranked."""
    with st.container(key="address entity"):
        entity = st.text_input("Entity", key="entity", bind="query-params")
    return entity if entity in set(ranking["entity_id"]) else None


def _choose(row: pd.Series | None) -> None:
    st.session_state["entity"] = "" if row is None else str(row["entity_id"])


def over_time(asked: Asked) -> str:
    """Who is mentioned most, and when; gives the page's first sentence."""
    view, ranking = asked.view, asked.ranking
    with st.container(horizontal=True, gap="medium"):
        measure = choose("Measure", "measure", columns.MEASURES)
        by = choose("By", "by", columns.PERIODS, view.period)
        average = choose("Moving average", "average", columns.AVERAGES)
    options = {"by": by, "measure": measure, "forms": asked.forms, "average": average}
    timeline = view.ask(query.mention_timeline, asked.kind, asked.most(LINES), **options)
    left, right = st.columns([1, 2], gap="large")
    with left:
        bars = charts.mention_bars(ranking, measure=measure, selection=asked.entity, **view.setting)
        chart(bars, "mentions ranking")
    with right:
        lines = charts.mention_lines(timeline, measure=measure, by=by, average=average, **view.setting)
        chart(lines, "mentions over time")
    ticked = asked.row(asked.entity)
    table(asked.ranked, columns.RANKED, "ranking", "name", PICK, _choose, ticked=ticked)
    total = asked.extent.mentions if ticked is None else int(ranking["mentions"][ticked])
    _list_mentions(asked, view, asked.entity, total)
    return sentences.mentions(view.summary, ranking)


def _list_mentions(asked: Asked, view: View, entity: str | None, total: int) -> None:
    kinds, entities = (asked.kind,) if asked.kind else (), (entity,) if entity else ()
    everything = partial(view.look, query.mentions, view.filters, kinds, entities, None, asked.forms)
    found = view.first(query.latest_mentions, total, asked.kind, entity, asked.forms)
    rows(view, found._replace(everything=everything), columns.MENTIONS, "mentions", MENTION, opened(MENTION))


def rise_and_fall(asked: Asked) -> str:
    """Who is mentioned more or less than in the period before; gives the page's first sentence."""
    view, summary = asked.view, asked.view.summary
    with st.container(horizontal=True, gap="medium"):
        measure = choose("Measure", "measure", columns.MEASURES)
        by = "month" if view.filters.start else choose("Last whole", "by", columns.PERIODS, view.period)
    periods = query.compared(view.filters, summary.first_published, summary.last_published, by)
    if periods is None:
        return "No article here has a date, so nothing can be compared with what was before."
    now = format.period(periods.start, periods.end)
    before = format.period(periods.before, periods.before_end)
    both = replace(view, filters=replace(view.filters, start=periods.before, end=periods.end))
    total = both.ask(query.mention_extent, asked.kind, asked.forms).entities
    changes = view.first(query.mention_changes, total, periods, asked.kind, asked.forms, measure)
    drawn = charts.mention_changes(changes.frame, measure=measure, now=now, before=before, **both.setting)
    chart(drawn, "mentions rise and fall")
    row = table(changes, columns.changes(measure, now, before), "changes", "name", PICK)
    if row is not None:
        _list_mentions(asked, both, str(row["entity_id"]), int(row["mentions"]) + int(row["mentions_before"]))
    return sentences.changes(changes.frame, measure, now, before)


def together(asked: Asked) -> str:
    """Who is named with whom; gives the page's first sentence."""
    view = asked.view
    with st.container(horizontal=True, gap="medium"):
        drawing = choose(
            "Drawn as", "drawn", {"Network": charts.comention_ring, "Heat map": charts.comention_heat}
        )
        within = choose("In the same", "within", {"Article": "article", "Sentence": "sentence"})
        measure = choose(
            "Measure", "strength", {"Articles in common": "together", "Share of their articles": "share"}
        )
    pairs = view.ask(query.comentions, asked.kind, asked.forms, within)
    chart(drawing(pairs, measure=measure, within=within, **view.setting), "named together")
    if not pairs.empty:
        pair = table(pairs, columns.PAIRS, "pairs", "pair", "Select a pair to list its articles.")
        if pair is not None:
            _list_articles(asked, pair, within)
    return sentences.together(pairs, within)


def _list_articles(asked: Asked, pair: pd.Series, within: str) -> None:
    one, other = (pair["kind"], pair["entity_id"]), (pair["other_kind"], pair["other_id"])
    found = asked.view.first(query.joint_articles, int(pair["together"]), one, other, asked.forms, within)
    shown = columns.joint(pair["entity"], pair["other"])
    article = table(found, shown, "joint articles", "article", "Select one for a way to it.")
    if article is not None:
        read_link(article["article_id"])


def in_context(asked: Asked) -> str:
    """Every mention of one entity with the words around it; gives the page's first sentence."""
    ranking = asked.ranking
    named = dict(zip(ranking["entity_id"], _names(ranking), strict=True))
    entity = asked.entity or str(ranking["entity_id"][0])
    st.session_state["pick entity"] = entity
    with st.container(horizontal=True, gap="medium"):
        st.selectbox(
            "Of", list(named), key="pick entity", format_func=named.__getitem__, on_change=_pick, width=280
        )
        order = choose("Sorted by", "order", columns.ORDERS)
    row = ranking[ranking["entity_id"] == entity].iloc[0]
    with st.spinner("Reading the articles"):
        lines = asked.view.first(
            query.concordance, int(row["mentions"]), asked.kind, entity, asked.forms, order
        )
    if lines.cut and order != "date":
        prose.note("Sorted are the newest mentions; the downloads sort them all.")
    rows(asked.view, lines, columns.CONTEXT, f"{entity} in context", MENTION, opened(MENTION), 600)
    return sentences.context(row)


def _pick() -> None:
    st.session_state["entity"] = st.session_state["pick entity"]


def _names(ranking: pd.DataFrame) -> list[str]:
    """Names to choose from, told apart by kind and id where several are the same."""
    twice = ranking["entity"].duplicated(keep=False)
    return [
        f"{row['entity']} ({row['kind']}, {row['entity_id']})" if same else row["entity"]
        for row, same in zip(ranking.to_dict("records"), twice, strict=True)
    ]


def by_source(asked: Asked) -> str:
    """Which source names whom how often; gives the page's first sentence."""
    view = asked.view
    measure = choose("Measure", "compare", columns.MEASURES, "share")
    told = view.ask(query.mention_sources, asked.most(ACROSS), asked.kind, asked.forms, measure)
    chart(charts.source_heat(told, measure=measure, **view.setting), "mentions by source")
    table(told, columns.by_source(measure), "by source", "row")
    return sentences.by_source(told, asked.entity or str(asked.ranking["entity_id"][0]), measure)


SIDES: dict[str, Callable[[Asked], str]] = {
    "Over time": over_time,
    "Rise and fall": rise_and_fall,
    "Together": together,
    "In context": in_context,
    "By source": by_source,
}
"""What the page can show; each gives the first sentence."""
