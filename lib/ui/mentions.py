"""The Mentions page from five sides: over time, rise and fall, together, in context, by source."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib import charts, format, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.correct import correct_entity
from lib.ui.data import View
from lib.ui.evidence import MENTION, opened, read_link, rows
from lib.ui.filters import pack
from lib.ui.selection import Chosen
from lib.ui.table import Listing, Whole, table

LINES = 6
"""entities whose mentions are drawn over time"""
ACROSS = 8
"""entities compared by source"""
PICK = "Select a name to list its mentions."


class Told(NamedTuple):
    """What a side of the page says first, and how its charts are drawn, given `theme` and `source`."""

    lead: str
    pictures: tuple[Callable[..., charts.Picture], ...] = ()


@dataclass(frozen=True)
class Asked:
    """Whose mentions a page is about: of a kind and form, ranked, some of them chosen or none."""

    view: View
    kind: str | None
    forms: tuple[str, ...]
    ranked: Listing
    extent: query.Named
    chosen: Chosen

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of those chosen."""
        return self.chosen.keys

    @property
    def ranking(self) -> pd.DataFrame:
        """The entities most mentioned."""
        return self.ranked.frame

    @property
    def foremost(self) -> str:
        """The id of the first chosen, else of the most mentioned."""
        return self.entities[0] if self.entities else str(self.ranking["entity_id"][0])

    def most(self, n: int) -> tuple[str, ...]:
        """The ids of so many most mentioned; those chosen that are not among them take the last places."""
        first = list(self.ranking["entity_id"].head(n))
        further = [key for key in self.entities if key not in first]
        return (*first[: max(n - len(further), 0)], *further)[:n]

    @property
    def mentions(self) -> int:
        """How many mentions there are, of those chosen if any are."""
        of_these = self.ranking["entity_id"].isin(self.entities)
        return int(self.ranking["mentions"][of_these].sum()) if self.entities else self.extent.mentions

    @property
    def whole(self) -> Whole:
        """The way to all of these mentions."""
        return self.view.whole(query.latest_mentions, self.mentions, self.kind, self.entities, self.forms)

    def chip(self) -> None:
        """Say which entities the rows below are narrowed to."""
        named = dict(zip(self.ranking["entity_id"], self.ranking["entity"], strict=True))
        self.chosen.chip(lambda key: str(named.get(key, key)))


def _choose(row: pd.Series | None) -> None:
    st.session_state["entity"] = "" if row is None else pack([row["entity_id"]])


def over_time(asked: Asked) -> Told:
    """Who is mentioned most, and when; gives what it says first."""
    view, ranking = asked.view, asked.ranking
    with st.container(horizontal=True, gap="medium"):
        measure = choose("Measure", "measure", columns.MEASURES)
        by = choose("By", "by", columns.PERIODS, view.period)
        average = choose("Moving average", "average", columns.AVERAGES)
    options = {"by": by, "measure": measure, "forms": asked.forms, "average": average}
    timeline = view.ask(query.mention_timeline, asked.kind, asked.most(LINES), **options)
    left, right = st.columns([1, 2], gap="large")
    outlined = asked.chosen.outlined("mentions ranking")
    bars = partial(charts.mention_bars, ranking, measure=measure, selection=outlined)
    lines = partial(charts.mention_lines, timeline, measure=measure, by=by, average=average)
    with left:
        chart(bars(**view.setting), "mentions ranking", choosing="entity")
    with right:
        chart(lines(**view.setting), "mentions over time", choosing="entity")
    asked.chip()
    places = {key: n for n, key in enumerate(ranking["entity_id"])}
    one = places[asked.entities[0]] if len(asked.entities) == 1 else None
    name = table(asked.ranked, columns.RANKED, "ranking", "name", PICK, _choose, ticked=one)
    correct_entity(view, name, ranking)
    _list_mentions(asked, view, asked.mentions)
    return Told(sentences.mentions(view.summary, ranking), (bars, lines))


def _list_mentions(asked: Asked, view: View, total: int) -> None:
    kinds = (asked.kind,) if asked.kind else ()
    everything = partial(view.look, query.mentions, view.filters, kinds, asked.entities, None, asked.forms)
    found = view.first(query.latest_mentions, total, asked.kind, asked.entities, asked.forms)
    rows(view, found._replace(everything=everything), columns.MENTIONS, "mentions", MENTION, opened(MENTION))


def rise_and_fall(asked: Asked) -> Told:
    """Who is mentioned more or less than in the period before; gives what it says first."""
    view, summary = asked.view, asked.view.summary
    with st.container(horizontal=True, gap="medium"):
        measure = choose("Measure", "measure", columns.MEASURES)
        by = "month" if view.filters.start else choose("Last whole", "by", columns.PERIODS, view.period)
    periods = query.compared(view.filters, summary.first_published, summary.last_published, by)
    if periods is None:
        return Told("No article here has a date, so nothing can be compared with what was before.")
    now = format.period(periods.start, periods.end)
    before = format.period(periods.before, periods.before_end)
    both = replace(view, filters=replace(view.filters, start=periods.before, end=periods.end))
    total = both.ask(query.mention_extent, asked.kind, asked.forms).entities
    changes = view.first(query.mention_changes, total, periods, asked.kind, asked.forms, measure)
    draw = partial(charts.mention_changes, changes.frame, measure=measure, now=now, before=before)
    chart(draw(**both.setting), "mentions rise and fall", choosing="entity")
    asked.chip()
    table(changes, columns.mention_changes(measure, now, before), "changes", "name", PICK, _choose)
    if asked.entities:
        of_these = changes.frame["entity_id"].isin(asked.entities)
        _list_mentions(
            asked, both, int(changes.frame.loc[of_these, ["mentions", "mentions_before"]].sum().sum())
        )
    return Told(sentences.changes(changes.frame, measure, now, before), (draw,))


def together(asked: Asked) -> Told:
    """Who is named with whom; gives what it says first."""
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
    draw = partial(drawing, pairs, measure=measure, within=within)
    chart(draw(**view.setting), "named together", choosing="entity")
    if not pairs.empty:
        asked.chip()
        listed = pairs[query.paired(pairs, asked.entities)]
        pair = table(listed, columns.NAMED_TOGETHER, "pairs", "pair", "Select a pair to list its articles.")
        if pair is not None:
            _list_articles(asked, pair, within)
    return Told(sentences.together(pairs, within), (draw,))


def _list_articles(asked: Asked, pair: pd.Series, within: str) -> None:
    one, other = (pair["kind"], pair["entity_id"]), (pair["other_kind"], pair["other_id"])
    found = asked.view.first(query.joint_articles, int(pair["together"]), one, other, asked.forms, within)
    shown = columns.joint(pair["entity"], pair["other"])
    article = table(found, shown, "joint articles", "article", "Select one for a way to it.")
    if article is not None:
        read_link(article["article_id"])


def in_context(asked: Asked) -> Told:
    """Every mention of one entity with the words around it; gives what it says first."""
    ranking = asked.ranking
    named = dict(zip(ranking["entity_id"], _names(ranking), strict=True))
    entity = asked.foremost
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
    return Told(sentences.context(row))


def _pick() -> None:
    st.session_state["entity"] = pack([st.session_state["pick entity"]])


def _names(ranking: pd.DataFrame) -> list[str]:
    """Names to choose from, told apart by kind and id where several are the same."""
    twice = ranking["entity"].duplicated(keep=False)
    return [
        f"{row['entity']} ({row['kind']}, {row['entity_id']})" if same else row["entity"]
        for row, same in zip(ranking.to_dict("records"), twice, strict=True)
    ]


def by_source(asked: Asked) -> Told:
    """Which source names whom how often; gives what it says first."""
    view = asked.view
    measure = choose("Measure", "source_measure", columns.MEASURES, "share")
    told = view.ask(query.mention_sources, asked.most(ACROSS), asked.kind, asked.forms, measure)
    draw = partial(charts.source_heat, told, measure=measure)
    chart(draw(**view.setting), "mentions by source", choosing="entity")
    asked.chip()
    listed = told[told["entity_id"].isin(asked.entities or told["entity_id"])]
    table(listed, columns.by_source(measure), "by source", "row")
    return Told(sentences.by_source(told, asked.foremost, measure), (draw,))


SIDES: dict[str, Callable[[Asked], Told]] = {
    "Over time": over_time,
    "Rise and fall": rise_and_fall,
    "Together": together,
    "In context": in_context,
    "By source": by_source,
}
"""What the page can show."""
