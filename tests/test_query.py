"""Filters mean on every table what their docstring says."""

import dataclasses
from datetime import date
from functools import partial

import pandas as pd
import pytest
from gold_store import FrameStore

from lib import countries, query
from lib.query import EVERYTHING, Filters
from lib.query.sql import split_words
from lib.records import TABLES, columns

CHANGES = partial(
    query.mention_changes, periods=query.Compared(date(2020, 1, 1), date(2025, 12, 31), date(2014, 1, 1))
)
"""told its periods, whatever those of the filters"""

FRAMES = [
    query.articles, query.mentions, query.visits, query.visit_reports, query.trade_figures, query.problems,
    query.visit_ranking, query.travel_ranking, query.travelled, query.mention_ranking, query.mention_timeline,
    query.trade_units, query.trade_series, query.trade_largest, query.choices, query.visit_days,
    query.latest_mentions, partial(query.travelled, every=False), query.visit_pairs, query.exchanges,
    query.visit_matrix, query.comentions,
    partial(query.concordance, kind="country", entity="CUB"), partial(query.mention_sources, entities=("CUB",)),
    CHANGES,
    partial(query.joint_articles, one=("country", "CUB"), other=("country", "VEN")),
    query.rival_claims, query.trade_totals, query.trade_targets,
    partial(query.trade_series, convert=True), partial(query.trade_largest, convert=True),
]  # fmt: skip

UNMOVED_BY_STATUS = (
    query.trade_figures, query.trade_units, query.trade_series, query.trade_largest, query.trade_totals,
    query.trade_targets,
)  # fmt: skip

IN_2023 = Filters(start=date(2023, 1, 1), end=date(2023, 12, 31))
HOSTILE = "x'; DROP TABLE articles; -- \" $words %{x} [ ( \\"


@pytest.mark.parametrize("table", [t for t in TABLES if t != "articles"])
def test_tables_hold_every_column_and_row(gold_store: FrameStore, table: str) -> None:
    frame = getattr(query, table)(gold_store, EVERYTHING)
    assert set(columns(table)) <= set(frame.columns)
    assert len(frame) == gold_store.frame(f"SELECT count(*) AS n FROM {table}", {})["n"][0] > 0


def test_articles_come_without_text_and_with_counts(gold_store: FrameStore) -> None:
    frame = query.articles(gold_store, EVERYTHING)
    assert set(columns("articles")) - set(frame.columns) == {"text"}
    assert len(frame) == 32
    assert frame["visits"].sum() == len(query.visit_reports(gold_store, EVERYTHING))
    assert frame["published"].is_monotonic_decreasing


@pytest.mark.parametrize("ask", FRAMES)
@pytest.mark.parametrize(
    "filters",
    [
        Filters(visitor_countries=("QQQ",)),
        Filters(host_countries=("QQQ",)),
        Filters(people=(HOSTILE,)),
        Filters(statuses=("dreamt",)),
        Filters(sources=(HOSTILE,)),
        Filters(languages=("",)),
        Filters(words=HOSTILE),
        Filters(start=date(2031, 1, 1), end=date(2030, 1, 1)),
        Filters(words='"'),
    ],
    ids=str,
)
def test_unknown_values_give_frames_not_errors(gold_store: FrameStore, ask, filters: Filters) -> None:
    full, frame = ask(gold_store, EVERYTHING), ask(gold_store, filters)
    assert list(frame.columns) == list(full.columns)
    if filters.words != '"' and ask not in (query.problems, query.choices, CHANGES):
        exempt = bool(filters.statuses) and getattr(ask, "func", ask) in UNMOVED_BY_STATUS
        assert frame.empty != exempt


@pytest.mark.parametrize("ask", FRAMES)
def test_an_empty_store_gives_empty_frames(gold_store: FrameStore, empty_store: FrameStore, ask) -> None:
    frame = ask(empty_store, EVERYTHING)
    assert frame.empty and list(frame.columns) == list(ask(gold_store, EVERYTHING).columns)


@pytest.mark.parametrize(
    ("filters", "table", "holds"),
    [
        # a visit's own days, both ends inclusive; undated, the days it was reported on
        (Filters(start=date(2020, 2, 5), end=date(2020, 2, 8)), "visits", lambda f: (
            f["start_date"].fillna(f["first_reported"]) <= "2020-02-08")
            & (f["end_date"].fillna(f["last_reported"]) >= "2020-02-05")),
        (Filters(visitor_countries=("RUS",)), "visits", lambda f: f["visitor_country"] == "RUS"),
        (Filters(host_countries=("CUB", "VEN")), "visits", lambda f: f["host_country"].isin(["CUB", "VEN"])),
        (Filters(statuses=("planned",)), "visit_reports", lambda f: f["status"] == "planned"),
        (Filters(people=("sergey-lavrov",)), "visits", lambda f: f["visitor"] == "Sergey Lavrov"),
        (Filters(people=("SERGEY LAVROV",)), "visits", lambda f: f["visitor"] == "Sergey Lavrov"),
        (Filters(people=("miguel diaz canel",)), "visits", lambda f: f["visitor"] == "Miguel Díaz-Canel"),
        (Filters(people=("nobody", "sergey-lavrov")), "trade_figures",
         lambda f: f["claimed_by"] == "Sergey Lavrov"),
        (IN_2023, "mentions", lambda f: f["published"].dt.year == 2023),
        (IN_2023, "trade_figures", lambda f: f["published"].dt.year == 2023),
        # either party, whichever way the goods go
        (Filters(visitor_countries=("RUS",)), "trade_figures",
         lambda f: (f["reporter"] == "RUS") | (f["partner"] == "RUS")),
        (Filters(visitor_countries=("RUS",), host_countries=("CUB",)), "trade_figures",
         lambda f: [set(pair) == {"RUS", "CUB"} for pair in zip(f["reporter"], f["partner"], strict=True)]),
        (Filters(languages=("es",)), "articles", lambda f: f["language"] == "es"),
        (Filters(languages=("es", "ru")), "mentions",
         lambda f: f["article_id"].isin(["14-1", "25-1", "26-1"])),
        (Filters(sources=(query.UNKNOWN,)), "articles", lambda f: f["source"].isna()),
    ],
)  # fmt: skip
def test_filters_keep_what_they_name_and_only_that(
    gold_store: FrameStore, filters: Filters, table: str, holds
) -> None:
    frame = getattr(query, table)(gold_store, filters)
    everything = getattr(query, table)(gold_store, EVERYTHING)
    assert 0 < len(frame) < len(everything)
    assert all(holds(frame))


def test_the_rows_filtered_out_are_the_others(gold_store: FrameStore) -> None:
    """No row falls between the choices of a filter."""
    for field in ("visitor_countries", "host_countries", "people", "statuses"):
        choices = query.choices(gold_store, EVERYTHING)
        values = tuple(choices.loc[choices["filter"] == field, "value"])
        kept = query.visits(gold_store, Filters(**{field: values}))  # type: ignore[arg-type]
        assert len(kept) == len(query.visits(gold_store, EVERYTHING)), field


@pytest.mark.parametrize("table", ["mentions", "visit_reports", "visits", "trade_figures"])
def test_certainty_keeps_what_is_as_certain_or_more(gold_store: FrameStore, table: str) -> None:
    least = {"mentions": 0.99, "trade_figures": 0.98}.get(table, 0.95)
    everything = getattr(query, table)(gold_store, EVERYTHING)
    kept = getattr(query, table)(gold_store, Filters(confidence=least))
    assert len(kept) == (everything["confidence"] == least).sum()
    assert 0 < len(kept) < len(everything)
    assert getattr(query, table)(gold_store, Filters(confidence=0.995)).empty


def test_certainty_reaches_every_count(gold_store: FrameStore) -> None:
    sure = Filters(confidence=0.96)  # no visit of the gold store, some figures, mentions of countries only
    summary = query.summary(gold_store, sure)
    assert (summary.articles, summary.visits) == (32, 0)
    assert summary.mentions == query.mention_ranking(gold_store, sure, None, None)["mentions"].sum()
    assert set(query.mention_ranking(gold_store, sure, None)["kind"]) == {"country"}
    assert query.mention_timeline(gold_store, sure, kind="person").empty
    articles = query.articles(gold_store, sure)
    assert articles["visits"].sum() == 0
    assert articles["trade_figures"].sum() == summary.trade_figures > 0
    assert articles["mentions"].sum() == summary.mentions
    assert set(query.choices(gold_store, sure)["filter"]) == {"sources", "languages"}


def test_rows_of_unknown_confidence_pass_only_when_none_is_asked_for() -> None:
    article = pd.DataFrame([["a", *[None] * 6, "Cuba."]], columns=columns("articles"))
    row = ["a", 0, 4, "Cuba.", "Cuba", "country", "name", "CUB", "Cuba", "CUB", None]
    store = FrameStore({"articles": article, "mentions": pd.DataFrame([row], columns=columns("mentions"))})
    assert len(query.mentions(store, EVERYTHING)) == 1
    assert query.mentions(store, Filters(confidence=0.05)).empty


def test_an_undated_visit_stands_at_its_report(gold_store: FrameStore) -> None:
    undated = query.visits(gold_store, EVERYTHING)
    undated = undated[undated["start_date"].isna()]
    first = undated.iloc[0]
    near = Filters(start=first["first_reported"].date(), end=first["last_reported"].date())
    far = Filters(start=date(1990, 1, 1), end=date(1990, 12, 31))
    assert first["visit_id"] in set(query.visits(gold_store, near)["visit_id"])
    assert query.visits(gold_store, far).empty


def test_country_filters_reach_articles_through_visits(gold_store: FrameStore) -> None:
    filters = Filters(visitor_countries=("IND",), host_countries=("GHA",))
    assert set(query.articles(gold_store, filters)["article_id"]) == {"16-1"}
    assert set(query.mentions(gold_store, filters)["article_id"]) == {"16-1"}


def test_a_person_is_found_in_articles_that_only_name_them(gold_store: FrameStore) -> None:
    named = query.articles(gold_store, Filters(people=("sergey-lavrov",)))
    reported = query.visit_reports(gold_store, Filters(people=("sergey-lavrov",)))
    assert set(reported["article_id"]) <= set(named["article_id"])


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("ghana", {"16-1"}),
        ("GHANA Namibia", {"16-1"}),  # all words, any case
        ("diaz-canel laos", {"04-1"}),  # accents do not matter
        ("Лавров Каракас", {"26-1"}),  # any script
        ('"Namibia Ghana"', set()),  # the words of a phrase follow each other
        ("hana", set()),  # the middle of a word is no word
        ("gha", {"16-1"}),  # its beginning is
        ("g%a", set()),  # no wildcards
        ("%_", set()),  # no words at all
        ("gh.na", set()),  # no patterns
        ("Díaz-Canel LÁOS", {"04-1"}),  # accents the text lacks
        ("x" * 100_000, set()),  # a page pasted by mistake
        ("(" * 50 + " [^ \\\\", set()),
    ],
)
def test_words(gold_store: FrameStore, words: str, finds: set[str]) -> None:
    assert set(query.articles(gold_store, Filters(words=words))["article_id"]) == finds


def test_words_of_scripts_without_spaces_match_anywhere() -> None:
    article = pd.DataFrame([["a", None, None, "标题", date(2020, 1, 1), None, "zh", "外长访问古巴。"]],
                           columns=columns("articles"))  # fmt: skip
    store = FrameStore({"articles": article})
    assert len(query.articles(store, Filters(words="古巴 标题"))) == 1
    assert query.articles(store, Filters(words="墨西哥")).empty


def test_search_terms() -> None:
    assert split_words('a "b c"d') == ["a", "b c", "d"]
    assert split_words("") == []


def test_rankings_add_up(gold_store: FrameStore) -> None:
    visits = query.visits(gold_store, EVERYTHING)
    for ranking in (
        query.visit_ranking(gold_store, EVERYTHING),
        query.travel_ranking(gold_store, EVERYTHING),
    ):
        assert ranking["visits"].sum() == len(visits)
        assert (ranking[list(query.STATUSES)].sum(axis=1) == ranking["visits"]).all()
        assert ranking["made"].is_monotonic_decreasing
    top = query.visit_ranking(gold_store, EVERYTHING).iloc[0]
    assert top["visits"] == (visits["host_country"] == top["host_country"]).sum()


def test_mention_ranking_counts_occurrences_and_articles(gold_store: FrameStore) -> None:
    ranking = query.mention_ranking(gold_store, EVERYTHING, kind="country", limit=3)
    mentions = query.mentions(gold_store, EVERYTHING, kinds=("country",), entities=(ranking["entity_id"][0],))
    assert len(ranking) == 3
    assert ranking["mentions"][0] == len(mentions)
    assert ranking["articles"][0] == mentions["article_id"].nunique()
    assert ranking["share"][0] == pytest.approx(ranking["articles"][0] / 32)
    assert len(query.mentions(gold_store, EVERYTHING, limit=5)) == 5


def test_timeline_has_no_gaps_and_keeps_the_sum(gold_store: FrameStore) -> None:
    timeline = query.mention_timeline(gold_store, EVERYTHING, entities=("CUB",), by="month")
    assert timeline["period"].diff().dropna().dt.days.between(28, 31).all()
    mentions = query.mentions(gold_store, EVERYTHING, kinds=("country",), entities=("CUB",))
    assert timeline["value"].sum() == len(mentions)
    share = query.mention_timeline(gold_store, EVERYTHING, entities=("CUB",), by="year", measure="share")
    assert share["value"].dropna().between(0, 1).all() and share["published"].sum() == 32


@pytest.mark.parametrize("wrong", [{"by": "decade"}, {"measure": "sum"}, {"by": "month'; --"}])
def test_timeline_refuses_other_steps(gold_store: FrameStore, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=" is one of"):
        query.mention_timeline(gold_store, EVERYTHING, **wrong)  # type: ignore[arg-type]


def test_trade_series_is_one_unit(gold_store: FrameStore) -> None:
    units = query.trade_units(gold_store, EVERYTHING)
    assert units["figures"].sum() == len(query.trade_figures(gold_store, EVERYTHING))
    for unit, n in zip(units["unit"], units["figures"], strict=True):
        series = query.trade_series(gold_store, EVERYTHING, unit)
        assert set(series["unit"]) == {unit} and len(series) == n
    export = query.trade_series(gold_store, EVERYTHING, "t", flows=("export",))
    stated = export[export["period_start"].notna()]
    assert ((stated["day"] >= stated["period_start"]) & (stated["day"] <= stated["period_end"])).all()


def test_a_map_of_many_legs_counts_them_all(gold_store: FrameStore) -> None:
    legs, most = query.travelled(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING, every=False)
    assert most["visits"].sum() == len(legs) > len(most)
    stops = legs.groupby(["to_name", "status"]).size().to_dict()
    assert most.groupby(["to_name", "status"])["received"].first().to_dict() == stops
    days = query.visit_days(gold_store, EVERYTHING)
    assert days["visits"].sum() == len(legs)


def test_the_largest_figures_are_told_once(gold_store: FrameStore) -> None:
    series = query.trade_series(gold_store, EVERYTHING)
    largest = query.trade_largest(gold_store, EVERYTHING)
    extent = query.trade_extent(gold_store, EVERYTHING)
    assert largest["articles"].sum() == len(series) == extent.figures
    assert extent.targets == (series["status"] == "target").sum()
    assert extent.pairs == series["pair"].nunique()
    one = query.trade_largest(gold_store, EVERYTHING, most=1).set_index("flow")["amount"]
    assert one.to_dict() == series.groupby("flow")["amount"].max().to_dict()


def test_what_is_listed_first_is_the_newest(gold_store: FrameStore) -> None:
    for ask, key in ((query.articles, "article_id"), (query.visits, "visit_id")):
        everything, newest = ask(gold_store, EVERYTHING), ask(gold_store, EVERYTHING, limit=7)
        assert newest[key].tolist() == everything[key].head(7).tolist()
    mentions = query.mentions(gold_store, EVERYTHING, kinds=("person",))
    latest = query.latest_mentions(gold_store, EVERYTHING, "person", limit=9)
    assert latest[["article_id", "start_char"]].equals(mentions[["article_id", "start_char"]].head(9))
    lavrov = query.latest_mentions(gold_store, EVERYTHING, entities=("sergey-lavrov",), limit=None)
    assert len(lavrov) == (mentions["entity_id"] == "sergey-lavrov").sum() > 0
    extent = query.mention_extent(gold_store, EVERYTHING, "person")
    assert extent == (mentions["entity_id"].nunique(), len(mentions))


def test_a_leg_starts_where_the_last_one_ended(gold_store: FrameStore) -> None:
    legs = query.travelled(gold_store, EVERYTHING)
    tour = legs[legs["tour_id"] == "Narendra Modi 2025-07"].sort_values("leg")
    assert tour["from_name"].iloc[0] == "India"
    assert tour["from_name"].iloc[1:].tolist() == tour["to_name"].iloc[:-1].tolist()
    alone = query.travelled(gold_store, Filters(host_countries=("NAM",)))
    assert alone["from_name"].tolist() == ["Brasília, Brazil"]  # though Brazil itself is filtered out
    assert {str(legs[c].dtype) for c in ("from_lat", "from_lon", "to_lat", "to_lon")} == {"float64"}


def test_cities_of_visits_lie_on_their_own_point(gold_store: FrameStore) -> None:
    visits = query.visits(gold_store, EVERYTHING)
    stops = visits.loc[visits["city"].notna(), ["city", "host_country"]].drop_duplicates()
    assert len(stops) > 30
    for city, country in stops.itertuples(index=False, name=None):
        place = countries.city(city, country)
        assert place is not None and place != countries.point(country), f"{city}, {country}"


@pytest.mark.parametrize(
    ("place", "country", "near"),
    [
        ("Bogota", "COL", (4.6, -74.1)),  # printed without its accent
        ("St. Petersburg", "RUS", (59.9, 30.3)),  # another spelling
        ("Мехико", "MEX", (19.4, -99.1)),  # another script
        ("Córdoba", "ARG", (-31.4, -64.2)),  # not the one in Spain,
        ("Córdoba", "ESP", (37.9, -4.8)),  # nor in Argentina
        ("Brussels", "BEL", (50.9, 4.4)),
        ("New York", "USA", (40.7, -74.0)),  # the city, not the state
    ],
)
def test_a_city_in_any_spelling(place: str, country: str, near: tuple[float, float]) -> None:
    assert countries.city(place, country) == pytest.approx(near, abs=0.1)


@pytest.mark.parametrize(
    ("place", "country"),
    [("Atlantis", "GRC"), ("Caracas", "RUS"), ("", "RUS"), (None, "RUS"), ("Lima", None)],
)
def test_a_city_nobody_knows_has_no_point(place: str | None, country: str | None) -> None:
    assert countries.city(place, country) is None


def test_forms_narrow_ranking_lines_and_rows_alike(gold_store: FrameStore) -> None:
    for form, some in (("name", True), ("metonym", False)):
        forms = (form,)
        ranking = query.mention_ranking(gold_store, EVERYTHING, "country", None, forms)
        lines = query.mention_timeline(gold_store, EVERYTHING, limit=999, forms=forms)
        rows = query.mentions(gold_store, EVERYTHING, ("country",), forms=forms)
        assert lines["mentions"].sum() == len(rows) == ranking["mentions"].sum()
        assert bool(len(rows)) is some


def test_choices_count_what_they_would_leave(gold_store: FrameStore) -> None:
    filters = Filters(visitor_countries=("RUS",), statuses=("completed",))
    choices = query.choices(gold_store, filters)
    for row in choices[choices["filter"].isin(["host_countries", "people", "statuses"])].itertuples():
        chosen = dataclasses.replace(filters, **{row.filter: (row.value,)})
        assert len(query.visits(gold_store, chosen)) == row.rows, row
    for row in choices[choices["filter"].isin(["sources", "languages"])].itertuples():
        chosen = dataclasses.replace(filters, **{row.filter: (row.value,)})
        assert len(query.articles(gold_store, chosen)) == row.rows, row
    everything = query.choices(gold_store, EVERYTHING)
    labels = dict(zip(everything["value"], everything["label"], strict=True))
    assert (
        labels["es"] == "Spanish" and labels["RUS"] == "Russia" and labels["sergey-lavrov"] == "Sergey Lavrov"
    )


def test_what_is_chosen_is_always_offered(gold_store: FrameStore) -> None:
    choices = query.choices(gold_store, Filters(host_countries=("TUV",)))
    row = choices[choices["value"] == "TUV"].iloc[0]
    assert (row["filter"], row["label"], row["rows"]) == ("host_countries", "Tuvalu", 0)


def test_summary(gold_store: FrameStore, empty_store: FrameStore) -> None:
    found = query.summary(gold_store, EVERYTHING)
    assert (found.articles, found.sources) == (32, 15)
    assert (found.first_published, found.last_published) == (date(2018, 11, 12), date(2025, 7, 9))
    assert found.visits == len(query.visits(gold_store, EVERYTHING))
    assert found.made + found.ahead <= found.visits
    assert found.trade_figures == 92 and found.problems == 1
    nothing = query.summary(empty_store, EVERYTHING)
    assert nothing.articles == 0 and nothing.first_visit is None


def test_evidence_marks_the_words_in_the_sentence(gold_store: FrameStore) -> None:
    mentions = query.mentions(gold_store, EVERYTHING)
    keys = list(zip(mentions["article_id"], mentions["start_char"], strict=True))
    found = query.evidence(gold_store, "mentions", keys)
    marked = [s[a:b] for s, a, b in zip(found["sentence"], found["start"], found["end"], strict=True)]
    assert len(found) == len(keys)
    assert marked == mentions["surface"].tolist()


def test_evidence_of_a_visit_is_every_report(gold_store: FrameStore) -> None:
    visits = query.visits(gold_store, EVERYTHING)
    widest = visits.sort_values("n_articles").iloc[-1]
    found = query.evidence(gold_store, "visits", [widest["visit_id"]])
    assert found["article_id"].nunique() == widest["n_articles"] > 1
    assert query.evidence(gold_store, "visits", ["nobody knows"]).empty
    assert query.evidence(gold_store, "trade_figures", []).empty
    with pytest.raises(ValueError, match="no evidence"):
        query.evidence(gold_store, "problems", [])


def test_evidence_counts_characters_not_letters() -> None:
    text = "🇨🇺 Café: e\u0301toile. Cuba thanked Cuba."
    start = text.rindex("Cuba")
    article = pd.DataFrame([["a", None, None, None, None, None, None, text]], columns=columns("articles"))
    row = ["a", start, start + 4, "Cuba thanked Cuba.", "Cuba", "country", "name", "CUB", "Cuba", "CUB", 0.9]
    mention = pd.DataFrame([row], columns=columns("mentions"))
    found = query.evidence(FrameStore({"articles": article, "mentions": mention}), "mentions", [("a", start)])
    assert found[["start", "end"]].iloc[0].tolist() == [13, 17]


def test_an_article_opens_with_all_its_spans(gold_store: FrameStore) -> None:
    reading = query.article(gold_store, "01-1")
    assert reading is not None
    assert reading.article["title"] and reading.article["source"] is None
    assert set(reading.spans["table"]) == {"mentions", "visit_reports", "trade_figures"}
    assert reading.spans["start_char"].is_monotonic_increasing
    labels = dict(zip(reading.spans["table"], reading.spans["label"], strict=True))
    assert labels["visit_reports"].split(" to ")[1].split(",")[0] in ("Cuba", "Mexico", "Venezuela", "Russia")
    assert " → " in labels["trade_figures"] or "–" in labels["trade_figures"]
    assert query.article(gold_store, "'; --") is None
