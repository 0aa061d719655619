"""Every picture holds its contract: any frame, same height, words beside it, no markup alive."""

import itertools
import json
import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pycountry
import pytest
from gold_store import FrameStore, gold_tables

from lib import charts, countries, query
from lib.charts.arcs import POINTS, arcs
from lib.charts.comentions import ring
from lib.charts.mentions import spread
from lib.charts.theme import DASHES, FONT, SYMBOLS
from lib.charts.visits import DOTS
from lib.query import EVERYTHING, STATUSES, Filters
from lib.records import columns

Draw = Callable[..., charts.Picture]
HOSTILE = "<a href='https://x.example'>Cuba</a><img src=x> $5 and $10 %{x} <b>\n" + "very " * 40
OWN_MARKUP = re.compile(r"</?b>|<br>|<span style=\"?[^<>]*\"?>|<span style='[^<>]*'>|</span>|<extra></extra>")


def _both(ranking: Callable[..., pd.DataFrame]) -> Callable[[FrameStore, Filters], tuple[pd.DataFrame, ...]]:
    return lambda store, filters: (ranking(store, filters), query.travelled(store, filters))


def _one(
    ask: Callable[..., pd.DataFrame], **given: object
) -> Callable[[FrameStore, Filters], tuple[pd.DataFrame, ...]]:
    return lambda store, filters: (ask(store, filters, **given),)


def _told(store: FrameStore, filters: Filters) -> tuple[pd.DataFrame, ...]:
    """The reports of the visit that most articles tell of."""
    visits = query.visits(store, filters).sort_values("n_articles", ascending=False)["visit_id"]
    return (query.history(store, next(iter(visits), "")).reports,)


def _toured(store: FrameStore, filters: Filters) -> tuple[pd.DataFrame, ...]:
    """The legs of the tour with most stops."""
    tours = query.tours(store, filters).sort_values("legs", ascending=False)["tour_id"]
    return (query.tour(store, next(iter(tours), "")),)


def _recorded(store: FrameStore, filters: Filters) -> tuple[pd.DataFrame, ...]:
    """Articles in the place of accuracy figures, which the store does not hold."""
    sql = """
        SELECT coalesce(title, 'Visits') AS "table", coalesce(source, 'Unseen') AS use, 3 AS articles,
               0.5::DOUBLE AS f1, CASE WHEN source IS NULL THEN 0.8::DOUBLE END AS target FROM articles
    """
    return (store.frame(sql, {}),)


def _contradicted(store: FrameStore, filters: Filters) -> tuple[pd.DataFrame, ...]:
    """Every figure in dollars as a claim, and another that says twice as much."""
    said = query.trade_series(store, filters)
    said = said.assign(
        question=range(len(said)), kind=said["flow"], claims=2, articles=1, amount=said["amount"].abs()
    )
    return (pd.concat([said, said.assign(amount=said["amount"] * 2)], ignore_index=True),)


IN_2024 = query.Compared(date(2024, 1, 1), date(2024, 12, 31), date(2018, 1, 1))
PICTURES = {
    "visited map": (charts.visited_map, _both(query.visit_ranking), {}),
    "small map": (charts.visited_map, _both(query.visit_ranking), {"small": True}),
    "selected map": (charts.visited_map, _both(query.visit_ranking), {"selection": ("CUB",)}),
    "travelled map": (charts.travelled_map, _both(query.travel_ranking), {}),
    "visit bars": (charts.visit_bars, _one(query.visit_ranking), {}),
    "travel bars": (charts.visit_bars, _one(query.travel_ranking), {}),
    "visit timeline": (charts.visit_timeline, _one(query.visits), {}),
    "visit history": (charts.visit_history, _told, {}),
    "tour map": (charts.tour_map, _toured, {}),
    "playback": (charts.playback_map, _one(query.playback), {}),
    "travellers": (charts.traveller_timeline, _one(query.traveller_visits), {}),
    "trade figures": (charts.trade_figures_chart, _one(query.trade_series), {}),
    "relation matrix": (charts.relation_matrix, _one(query.visit_matrix), {"selection": ("RUS>CUB",)}),
    "relation network": (charts.relation_network, _one(query.exchanges, among=20), {"selection": ("RUS>CUB",)}),
    "relation bars": (charts.relation_bars, _one(query.exchanges), {}),
    "visits by year": (charts.visit_years_chart, _one(query.visit_years, chosen=("RUS", "CUB")), {"country": "RUS"}),
    "changes": (
        charts.host_changes_chart,
        _one(query.visit_changes, before=(date(1900, 1, 1), date(2022, 12, 31)),
             after=(date(2023, 1, 1), date(2099, 12, 31))),
        {"side": "after", "words": "since 2023"},
    ),
    "trade in euros": (
        charts.trade_figures_chart, _one(query.trade_largest, unit="EUR", convert=True), {"unit": "EUR"},
    ),
    "growth": (charts.growth_chart, _one(query.trade_largest, unit="%"), {}),
    "rival claims": (charts.rival_claims_chart, _contradicted, {}),
    "targets": (charts.targets_chart, _one(query.trade_targets), {}),
    "targets in euros": (
        charts.targets_chart, _one(query.trade_targets, unit="EUR", convert=True), {"unit": "EUR"},
    ),
    "accuracy bars": (charts.accuracy_bars, _recorded, {}),
    "mention bars": (charts.mention_bars, _one(query.mention_ranking, kind=None), {}),
    "mention share": (charts.mention_bars, _one(query.mention_ranking, kind=None), {"measure": "share"}),
    "mention lines": (charts.mention_lines, _one(query.mention_timeline, kind=None), {}),
    "mention share lines": (
        charts.mention_lines, _one(query.mention_timeline, kind=None, measure="share", by="year"),
        {"measure": "share", "by": "year"},
    ),
    "mention rate": (charts.mention_bars, _one(query.mention_ranking), {"measure": "rate"}),
    "mention rate lines": (
        charts.mention_lines, _one(query.mention_timeline, measure="rate"), {"measure": "rate"},
    ),
    "mention changes": (charts.mention_changes, _one(query.mention_changes, periods=IN_2024, kind=None), {}),
    "mention share changes": (
        charts.mention_changes, _one(query.mention_changes, periods=IN_2024, kind=None, measure="share"),
        {"measure": "share"},
    ),
    "mentions by source": (charts.source_heat, _one(query.mention_sources, entities=("CUB", "RUS", "VEN")), {}),
    "comention heat": (charts.comention_heat, _one(query.comentions), {}),
    "comention ring": (charts.comention_ring, _one(query.comentions, kind=None), {"measure": "share"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def stores(gold_store: FrameStore, empty_store: FrameStore) -> dict[str, FrameStore]:
    gold = gold_tables()
    hostile = {name: frame.head(30).copy() for name, frame in gold.items()}
    for name, fields in {
        "articles": ("title", "source", "url"), "visits": ("visitor", "city", "visitor_role"),
        "trade_figures": ("claimed_by",), "mentions": ("entity", "surface"),
    }.items():  # fmt: skip
        for field in fields:
            hostile[name][field] = HOSTILE
    hostile["visits"].loc[hostile["visits"].index[:5], ["visitor_country", "host_country"]] = [None, "<i>"]
    hostile["visits"].loc[hostile["visits"].index[5:9], ["start_date", "end_date", "date_precision"]] = None
    return {
        "empty": empty_store,
        "one row": FrameStore({name: frame.head(1) for name, frame in gold.items()}),
        "sample": gold_store,
        "hostile": FrameStore(hostile),
        "large": FrameStore(_large(gold)),
    }


def _large(gold: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    visits = pd.concat([gold["visits"]] * 40, ignore_index=True)
    visits["visit_id"] = [str(n) for n in range(len(visits))]
    trade = pd.concat([gold["trade_figures"]] * 20, ignore_index=True)
    trade["amount"] = [float(n + 1) ** 3 for n in range(len(trade))]
    return {**gold, "visits": visits, "trade_figures": trade, "mentions": pd.concat([gold["mentions"]] * 50)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("rows", ["empty", "one row", "sample", "hostile", "large"])
@pytest.mark.parametrize("name", PICTURES)
def test_contract(stores: dict[str, FrameStore], name: str, rows: str, theme: str) -> None:
    draw, ask, given = PICTURES[name]
    frames = ask(stores[rows], EVERYTHING)
    before = [frame.copy() for frame in frames]
    picture = draw(*frames, source="2 articles", theme=theme, **given)
    for frame, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)  # a chart leaves its rows alone
    spec = json.loads(picture.figure.to_json())
    assert spec["layout"]["title"]["text"].startswith(picture.title)
    assert spec["layout"]["height"] > 0 and picture.alt and "nan" not in picture.alt.lower()
    assert spec["layout"]["template"]["layout"]["paper_bgcolor"] == charts.THEMES[theme].paper
    texts = list(_texts(spec["data"])) + list(_texts(spec.get("frames", []))) + list(_texts(spec["layout"].get("annotations", []))) + [
        spec["layout"]["title"]["text"], *spec["layout"].get("yaxis", {}).get("ticktext", []),
    ]  # fmt: skip
    for text in texts:
        assert "<" not in OWN_MARKUP.sub("", text), text
        assert not re.search(r"\b(nan|NaT|None)\b", text), text
        assert not re.search(r"\$.*\$", text), text  # would be a formula
    if frames[0].empty:
        assert "match" in " ".join(texts)
    else:
        assert "2 articles" in texts and len(picture.data) > 0


def _texts(node: object, key: str = "") -> list[str]:
    """Every string of a figure that Plotly would print."""
    if isinstance(node, str):
        return [node] if key in ("text", "hovertext", "name", "hovertemplate") else []
    if isinstance(node, dict):
        return [text for name, value in node.items() for text in _texts(value, name)]
    return [text for value in node for text in _texts(value, key)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    "name",
    [
        "visited map",
        "visit bars",
        "visit timeline",
        "mention bars",
        "mention lines",
        "visit history",
        "tour map",
        "playback",
    ],
)
def test_height_stays_while_data_change(stores: dict[str, FrameStore], name: str) -> None:
    draw, ask, given = PICTURES[name]
    heights = {draw(*ask(store, EVERYTHING), **given).figure.layout.height for store in stores.values()}
    assert len(heights) == 1


def test_an_average_says_so_and_what_to_do_where_there_is_too_little(gold_store: FrameStore) -> None:
    drawn = {
        average: charts.mention_lines(
            query.mention_timeline(gold_store, EVERYTHING, by="year", average=average),
            by="year",
            average=average,
        )
        for average in (1, 3, 12)
    }
    titles = {average: picture.figure.layout.title.text for average, picture in drawn.items()}
    assert "average" not in titles[1] and "average of 3 years" in titles[3]
    assert all(len([y for y in line.y if y == y]) == len(line.y) - 2 for line in drawn[3].figure.data)
    assert not drawn[12].figure.data and "choose a shorter average" in drawn[12].alt


def test_a_rise_is_told_by_more_than_colour(gold_store: FrameStore) -> None:
    changes = query.mention_changes(gold_store, EVERYTHING, IN_2024)
    picture = charts.mention_changes(changes, now="2024", before="2018–2023")
    texts = [note.text for note in picture.figure.layout.annotations]
    assert any(text.startswith("+") for text in texts) == (changes["difference"] > 0).any()
    assert any(text.startswith("−") and text.endswith(("%)", "(gone)")) for text in texts)
    assert "2024 against 2018–2023" in picture.alt and "Hollow: 2018–2023" in picture.figure.layout.title.text


def test_a_heat_map_is_the_same_from_both_sides(gold_store: FrameStore) -> None:
    pairs = query.comentions(gold_store, EVERYTHING)
    heat, cells = charts.comention_heat(pairs).figure.data
    values = [list(row) for row in heat.z]
    assert all(
        values[a][b] == values[b][a] for a, b in itertools.combinations(range(len(values)), 2)
    ) and all(row[n] is None for n, row in enumerate(values))
    assert sum(sum(filter(None, row)) for row in values) == 2 * pairs["together"].sum()
    assert len(cells.x) == len(values) * (len(values) - 1) and set(cells.customdata) == {
        *pairs["entity_id"], *pairs["other_id"]
    }  # fmt: skip


def test_a_ring_holds_everyone_once_and_the_strongest_side_by_side(gold_store: FrameStore) -> None:
    pairs = query.comentions(gold_store, EVERYTHING)
    order = ring(pairs)
    assert len(order) == len(set(order)) == len({*pairs["entity_id"], *pairs["other_id"]})
    assert {key for _, key in order[:2]} == {pairs["entity_id"][0], pairs["other_id"][0]}
    nodes = next(trace for trace in charts.comention_ring(pairs).figure.data if trace.customdata is not None)
    assert list(nodes.customdata) == [key for _, key in order]


def ranking_of(codes: list[str]) -> pd.DataFrame:
    n = len(codes)
    frame = pd.DataFrame({"host_country": codes, "name": [countries.name(code) for code in codes]})
    frame = frame.assign(visits=1, made=1, visitors=1, hosts=1, first=pd.NaT, last=pd.NaT)
    frame = frame.assign(first_precision=None, last_precision=None)
    for status in STATUSES:
        frame[status] = [int(status == "completed")] * n
    return frame


def test_every_country_there_is_gets_a_mark(empty_store: FrameStore) -> None:
    """A country that the outlines lack draws nothing and logs nothing, so each has a marker as well."""
    codes = [country.alpha_3 for country in pycountry.countries] + ["XKX"]
    legs = query.travelled(empty_store, EVERYTHING)
    figure = charts.visited_map(ranking_of(codes), legs).figure
    marks = next(trace for trace in figure.data if trace.name == "country marks")
    assert set(codes) == set(marks.customdata)
    assert len(marks.lat) == len(codes) and all(-90 <= lat <= 90 for lat in marks.lat)


def test_the_one_home_is_gold_and_never_blue(gold_store: FrameStore) -> None:
    filters = Filters(people=("sergey-lavrov",))
    picture = charts.visited_map(
        query.visit_ranking(gold_store, filters), query.travelled(gold_store, filters)
    )
    shading, home = picture.figure.data[:2]
    assert list(home.locations) == ["RUS"] and "RUS" not in shading.locations
    everyone = charts.visited_map(
        query.visit_ranking(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING)
    )
    assert "visitors’ home" not in {trace.name for trace in everyone.figure.data}


def test_countries_only_to_be_visited_are_marked_and_not_shaded(gold_store: FrameStore) -> None:
    ranking = query.visit_ranking(gold_store, EVERYTHING)
    ahead = set(ranking.loc[ranking["made"] == 0, "host_country"])
    figure = charts.visited_map(ranking, query.travelled(gold_store, EVERYTHING)).figure
    marked = {
        key[:3] for trace in figure.data if trace.type == "scattergeo" for key in trace.customdata or ()
    }
    assert ahead and not ahead & set(figure.data[0].locations) and ahead <= marked


def test_a_stop_spares_its_country_a_second_mark(gold_store: FrameStore) -> None:
    ranking, legs = query.visit_ranking(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING)
    marks = {
        small: set(next(t for t in picture.figure.data if t.name == "country marks").customdata)
        for small, picture in ((s, charts.visited_map(ranking, legs, small=s)) for s in (False, True))
    }
    assert marks[True] == set(ranking["host_country"]), "the small map draws no stops"
    assert not marks[False] & set(legs["host_country"])


def test_countries_only_mentioned_are_outlined_on_request(gold_store: FrameStore) -> None:
    ranking, legs = query.visit_ranking(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING)
    mentioned = query.mention_ranking(gold_store, EVERYTHING, "country", None)
    figure = charts.visited_map(ranking, legs, mentioned=mentioned).figure
    (outlined,) = (t for t in figure.data if t.type == "choropleth" and t.name == "only mentioned")
    assert set(outlined.locations) == set(mentioned["entity_id"]) - set(ranking["host_country"])
    without = charts.visited_map(ranking, legs).figure
    assert "only mentioned" not in {trace.name for trace in without.data}


def test_planned_visits_alone_are_shaded(gold_store: FrameStore) -> None:
    filters = Filters(statuses=("planned",))
    picture = charts.visited_map(
        query.visit_ranking(gold_store, filters), query.travelled(gold_store, filters)
    )
    assert len(picture.figure.data[0].locations) > 0 and "planned" in picture.alt


def test_arcs() -> None:
    latitudes, longitudes = arcs([(0, 0, 10, 10), (50, 30, 50, 30), (float("nan"), 0, 1, 1)])
    assert len(latitudes) == len(longitudes) == POINTS + 1  # staying and unknown places draw no line
    assert latitudes[-1] is None and longitudes[-1] is None
    polar = arcs([(80.0, -170.0, 80.0, 20.0)])[0]
    assert max(lat for lat in polar if lat is not None) <= 90


def test_a_route_taken_often_is_drawn_once(stores: dict[str, FrameStore]) -> None:
    few, many = (query.travelled(stores[name], EVERYTHING) for name in ("sample", "large"))
    ranking = query.visit_ranking(stores["sample"], EVERYTHING)
    for status in ("completed routes", "planned routes"):
        points = [
            len(next(t for t in charts.visited_map(ranking, legs).figure.data if t.name == status).lat)
            for legs in (few, many)
        ]
        assert points[1] <= 300 * (POINTS + 1) and points[0] > 0


def test_status_is_told_by_more_than_colour() -> None:
    assert set(SYMBOLS) == set(STATUSES) and len(set(SYMBOLS.values())) == len(STATUSES)
    assert "cancelled" not in DASHES


def test_dots_become_bars_when_stacks_grow(stores: dict[str, FrameStore]) -> None:
    few = query.visits(stores["sample"], Filters(people=("sergey-lavrov",)))
    kinds = [
        charts.visit_timeline(f).figure.data[0].type for f in (few, query.visits(stores["large"], EVERYTHING))
    ]
    assert kinds == ["scatter", "bar"] and DOTS > 4


def test_a_visit_known_by_year_is_not_put_in_a_month() -> None:
    rows = [
        ["a", "X", None, None, "CUB", None, "2020-01-01", "2020-12-31", "year", "completed"],
        ["b", "X", None, None, "CUB", None, "2020-03-05", "2020-03-05", "day", "completed"],
    ]
    visits = pd.DataFrame(rows, columns=columns("visits")[:10])
    visits["start_date"] = pd.to_datetime(visits["start_date"])
    visits["end_date"] = pd.to_datetime(visits["end_date"])
    figure = charts.visit_timeline(visits).figure
    assert sum(len(trace.x) for trace in figure.data) == 1
    assert "1 without such a date" in figure.layout.title.text


def test_undated_visits_alone_are_said_to_be_so(gold_store: FrameStore) -> None:
    visits = query.visits(gold_store, EVERYTHING)
    picture = charts.visit_timeline(visits[visits["start_date"].isna()])
    assert "No visit here has a date" in picture.alt and len(picture.data) > 0


def test_trade_panels_keep_flows_and_units_apart(gold_store: FrameStore) -> None:
    series = pd.concat([query.trade_series(gold_store, EVERYTHING, unit) for unit in ("USD", "EUR")])
    picture = charts.trade_figures_chart(series, unit="USD")
    assert set(picture.data["unit"]) == {"USD"}
    headings = [a.text for a in picture.figure.layout.annotations if a.font.size == 14]
    assert [h.split("</b>")[0] for h in headings[:2]] == ["<b>Two-way trade", "<b>Exports"]
    for bar in picture.figure.data:
        assert bar.x[0] is None or -1 <= bar.x[0] <= 1  # each on the scale of its own panel


def test_targets_are_hollow_and_claimants_in_the_hover() -> None:
    rows = [
        [
            "a",
            0,
            1,
            "s",
            2e9,
            "USD",
            "trade",
            "CUB",
            "PER",
            None,
            None,
            status,
            who,
            0.9,
            "News",
            "t",
            date(2020, 1, 2),
        ]
        for status, who in (("actual", "Ana Gil"), ("target", None))
    ]
    series = pd.DataFrame(rows, columns=[*columns("trade_figures"), "source", "title", "published"])
    series = series.assign(pair="Cuba–Peru", day=pd.Timestamp(2020, 1, 2))
    bars = [bar for bar in charts.trade_figures_chart(series).figure.data if bar.x[0] is not None]
    assert {bar.marker.color for bar in bars} == {charts.LIGHT.flows["trade"], charts.LIGHT.paper}
    hovers = [bar.hovertext for bar in bars]
    assert any("Ana Gil" in text for text in hovers) and any(
        "claimed by: not stated" in text for text in hovers
    )
    assert all("2,000,000,000" in text for text in hovers)


def test_the_same_figure_told_twice_is_one_bar(gold_store: FrameStore) -> None:
    series = query.trade_series(gold_store, EVERYTHING, "EUR")
    twice = charts.trade_figures_chart(
        pd.concat([series, series.assign(article_id="other")], ignore_index=True)
    )
    once = charts.trade_figures_chart(series)
    assert len(twice.figure.data) == len(once.figure.data)


@pytest.mark.parametrize(
    ("wanted", "least"),
    [([0.2, 0.2, 0.2], 0.1), ([1.0, 1.0, 0.99], 0.1), ([0.0, 0.0], 0.3), ([0.5], 0.1)],
)
def test_line_labels_never_overlap(wanted: list[float], least: float) -> None:
    heights = sorted(spread(wanted, least))
    assert all(b - a > least - 1e-9 for a, b in itertools.pairwise(heights))
    assert heights[-1] <= 1


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", charts.THEMES.values(), ids=lambda theme: theme.name)
def test_colours_are_legible_and_distinct(theme: charts.Theme) -> None:
    for text in (theme.ink, theme.muted, theme.selection, *theme.categories):
        assert _contrast(text, theme.paper) >= 4.5, text
    for mark in (*theme.statuses.values(), *theme.flows.values()):
        assert _contrast(mark, theme.paper) >= 2.8, mark
    assert len(set(theme.categories)) >= 10
    assert len(set(theme.statuses.values())) == 5 and len(set(theme.flows.values())) == 8
    steps = [_contrast(blue, theme.paper) for blue in theme.hosts]
    assert steps == sorted(steps) and all(b / a > 1.3 for a, b in itertools.pairwise(steps))


def test_no_font_is_fetched() -> None:
    assert "http" not in FONT and "url" not in FONT


def test_page_settings_stay_offline() -> None:
    settings = charts.config("visits")
    assert settings["topojsonURL"].startswith("app/") and not settings["typesetMath"]
    assert settings["toImageButtonOptions"]["filename"] == "visits"


def _claims(**given: object) -> pd.DataFrame:
    """Two claims on one question as `rival_claims` gives them."""
    year = {"period_start": pd.Timestamp(2021, 1, 1), "period_end": pd.Timestamp(2021, 12, 31)}
    claim = {
        "question": 1, "pair": "Russia → Brazil", "kind": "export", "flow": "import", "status": "actual", "claims": 2,
        "articles": 2, "claimed_by": None, "source": "News", "published": pd.Timestamp(2022, 2, 1), "unit": "USD",
        "article_id": "a", "start_char": 3, "outcome": "met", "actual": 8e9, "actual_start": year["period_start"],
        "actual_end": year["period_end"], "reached": 2.0, **year, **given,
    }  # fmt: skip
    return pd.DataFrame(
        [{**claim, "amount": 4e9}, {**claim, "amount": 5e9, "article_id": "b", "claimed_by": "Ana Gil"}]
    )


def test_rival_claims_lie_apart_as_their_amounts_do() -> None:
    picture = charts.rival_claims_chart(_claims())
    dots = next(trace for trace in picture.figure.data if trace.customdata is not None)
    assert list(dots.x) == [1, 0.8]
    assert list(dots.customdata) == ["b.3", "a.3"]
    assert "claimed by: Ana Gil" in dots.hovertext[0] and "claimed by: not stated" in dots.hovertext[1]
    assert "told as imports, said in 2 articles" in dots.hovertext[0]
    words = [note.text for note in picture.figure.layout.annotations]
    assert "<b>&#36;4 bn to &#36;5 bn</b>  Russia → Brazil" in words
    assert "exports, 2021, 2 claims in 4 articles" in words


def test_a_rival_without_a_rate_is_not_drawn_but_counted() -> None:
    rated = {"rate": 2.0, "rate_first": pd.Timestamp(2021, 1, 4), "rate_last": pd.Timestamp(2021, 12, 31)}
    valued = _claims(unit="GBP", **rated).assign(value=lambda rows: rows["amount"] * 2)
    picture = charts.rival_claims_chart(valued, unit="USD")
    hover = next(trace for trace in picture.figure.data if trace.customdata is not None).hovertext[0]
    assert "<b>&#36;10 bn</b>" in hover and "stated: £5,000,000,000" in hover
    assert "£1 = &#36;2, mean of 4 Jan – 31 Dec 2021" in hover
    valued.loc[0, "value"] = float("nan")
    assert "No rival claims match" in charts.rival_claims_chart(valued, unit="USD").alt
    both = pd.concat([_claims(unit="USD", **rated).assign(question=2, value=lambda r: r["amount"]), valued])
    assert "2 flows told differently, 1 at no known rate" in charts.rival_claims_chart(both, unit="USD").alt


def test_a_target_is_as_long_as_its_aim_and_filled_as_far_as_reached() -> None:
    bars = [bar for bar in charts.targets_chart(_claims(status="target")).figure.data if bar.x[0] is not None]
    assert [bar.x[0] for bar in bars[:2]] == [1, 1.5], "at most half as long again is drawn"
    assert bars[0].marker.color == charts.LIGHT.paper and bars[1].marker.color == charts.LIGHT.flows["export"]
    assert "met, 100 % more: &#36;8 bn in 2021" in bars[0].hovertext
    unknown = charts.targets_chart(
        _claims(status="target", outcome="open", reached=float("nan"), actual=None)
    )
    assert len([bar for bar in unknown.figure.data if bar.x[0] is not None]) == 2
    assert "2 open" in unknown.figure.layout.title.text


def test_growth_has_one_scale_and_falls_to_the_left(gold_store: FrameStore) -> None:
    bars = charts.growth_chart(query.trade_largest(gold_store, EVERYTHING, "%")).figure.data
    values = [bar.x[0] for bar in bars if bar.x[0] is not None]
    assert values == sorted(values, reverse=True) and values[0] == 90 and values[-1] == -21
