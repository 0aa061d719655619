"""Every page, run without a browser: what it says follows the filters, and hostile words stay words."""

import doctest
import importlib
import json
import pkgutil
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from gold_folder import HOSTILE, fill
from streamlit.testing.v1 import AppTest

import lib.ui
from app import PAGES
from lib.records import Article, Rows, TradeFigure
from lib.store import Store
from lib.tables import load
from lib.ui import accuracy, agenda

ROOT = Path(__file__).parents[1]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def gold_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "gold"
    fill(path, hostile=True)
    return path


@pytest.fixture
def open_page(gold_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page with address parameters, as the first request of a session."""

    def run(page: str, store: Path = gold_path, **parameters: str) -> AppTest:
        monkeypatch.setenv("DATELINE_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name.rstrip("_")] = value
        app.run()
        return app.switch_page(f"pages/{page}.py").run() if page != PAGES[0][0] else app

    st.cache_data.clear()
    return run


def said(app: AppTest) -> str:
    """All the words put on the page as HTML."""
    return "\n".join(html.proto.body for html in app.get("html"))


def lead(app: AppTest) -> str:
    """The first sentence of the page."""
    return next(html.proto.body for html in app.get("html") if 'class="lead"' in html.proto.body)


@pytest.mark.parametrize("page", [file for file, _ in PAGES])
def test_page_opens(open_page: Open, page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert [title.value for title in app.title] == [dict(PAGES)[page]]
    assert any(character.isdigit() for character in lead(app)), "the first sentence has its numbers"


@pytest.mark.parametrize(
    "page", ["overview", "visits", "tours", "relations", "trade", "mentions", "articles"]
)
def test_first_sentence_follows_the_filters(open_page: Open, page: str) -> None:
    assert lead(open_page(page)) != lead(open_page(page, visitor="IRN"))


@pytest.mark.parametrize(
    "page", ["overview", "visits", "tours", "relations", "trade", "mentions", "articles"]
)
def test_empty_selection_says_what_to_change(open_page: Open, page: str) -> None:
    app = open_page(page, words="zzzzzz")
    assert not app.exception
    assert "fits the selection" in said(app)
    assert "Clear a filter" in said(app)
    assert not app.dataframe


def test_choosing_in_the_sidebar_filters_and_goes_into_the_address(open_page: Open) -> None:
    app = open_page("visits")
    app.multiselect(key="pick host").select("CUB").run()
    assert app.text_input(key="host").value == "CUB"
    assert "to 1 country" in lead(app)
    assert "Only to Cuba" in said(app)
    app.button(key="reset").click().run()
    assert app.text_input(key="host").value == ""
    assert "to 1 country" not in lead(app)


def test_each_option_shows_its_count(open_page: Open) -> None:
    options = open_page("visits").multiselect(key="pick host").options
    assert options
    assert all(option.endswith(")") and option.rsplit("(", 1)[1][:-1].isdigit() for option in options)


def test_certainty_filters_every_page_and_is_cleared(open_page: Open) -> None:
    app = open_page("visits")
    before = lead(app)
    app.slider(key="certainty").set_value(90).run()
    assert lead(app) != before
    assert "Only at least 90 % certain" in said(app)
    assert (app.dataframe[0].value["confidence"] >= 0.9).all()
    app.switch_page("pages/trade.py").run()
    assert app.slider(key="certainty").value == 90
    app.button(key="reset").click().run()
    assert app.slider(key="certainty").value == 0
    assert lead(app) == lead(open_page("trade"))


def test_certainty_is_read_from_the_address(open_page: Open) -> None:
    app = open_page("trade", certainty="90")
    assert app.slider(key="certainty").value == 90
    assert lead(app) != lead(open_page("trade"))


@pytest.mark.parametrize("value", ["many", "-5", "400"])
def test_a_certainty_that_is_none_hides_nothing(open_page: Open, value: str) -> None:
    app = open_page("visits", certainty=value)
    assert not app.exception
    assert lead(app) == lead(open_page("visits"))


def test_copies_count_when_the_switch_or_the_address_says_so(tmp_path: Path, open_page: Open) -> None:
    store = fill(tmp_path / "store")
    longest = store.frame("FROM articles ORDER BY length(text) DESC LIMIT 1").iloc[0]
    told = Article(
        "copy", "Echo", None, "Told again", longest["published"].date(), None, "en", longest["text"]
    )
    store.add([(told, Rows())])
    app = open_page("articles", store=store.path)
    assert "32 articles" in lead(app)
    app.toggle(key="copies").set_value(True).run()
    assert "33 articles" in lead(app)
    assert "Everything in the library, copies counted" in said(app)
    assert "33 articles" in lead(open_page("articles", store=store.path, copies="true"))
    app.button(key="reset").click().run()
    assert "32 articles" in lead(app)


def test_a_table_of_many_rows_draws_the_first(
    open_page: Open, gold_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Store(gold_path).frame("FROM visits ORDER BY start_date LIMIT 1")["visit_id"][0]
    monkeypatch.setattr("lib.ui.data.MOST", 10)
    for page in ("overview", "visits", "tours", "trade", "mentions", "articles", "library"):
        app = open_page(page)
        assert not app.exception
        assert re.search(r"The (first|newest) 10 of \d+", said(app)), page
        assert max(len(frame.value) for frame in app.dataframe) <= 10
    assert 'class="evidence"' in said(open_page("visits", visit=visit)), "of a row that is not drawn"
    assert 'class="evidence"' not in said(open_page("visits", visit="nobody-xxx-2020"))


def test_filters_stay_when_the_page_changes(open_page: Open) -> None:
    app = open_page("visits", host="CUB~MEX", from_="2020-01-01")
    before = lead(app)
    app.switch_page("pages/articles.py").run()
    app.switch_page("pages/visits.py").run()
    assert lead(app) == before
    assert "Cuba or Mexico" in said(app)
    assert "since 1 Jan 2020" in said(app)


def test_a_choice_the_library_lacks_leaves_nothing_and_can_be_cleared(open_page: Open) -> None:
    app = open_page("visits", host="FJI")
    assert not app.exception
    assert "No visit fits" in said(app)
    app.button(key="reset").click().run()
    assert "No visit fits" not in said(app)


def test_a_value_the_library_lacks_is_named_and_can_be_left_out(open_page: Open) -> None:
    app = open_page("visits", host="CUB~ZZZ")
    assert "Nothing in the library has “ZZZ” under “Where to” now" in said(app)
    assert "to 1 country" in lead(app)
    app.button(key="leave out host ZZZ").click().run()
    assert app.text_input(key="host").value == "CUB"
    assert "Nothing in the library has" not in said(app)
    assert "Nothing in the library has" not in said(open_page("visits", host="CUB", words="zzzzzz"))


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("from_", "garbage", "From"), ("to", "1700-01-01", "To"), ("certainty", "many", "Certainty"),
        ("copies", "perhaps", "Count copies"), ("visit", "nobody", "Visit"), ("junk", "1", "junk"), ("country", "CUB", "country"),
    ],
)  # fmt: skip
def test_what_a_link_asks_for_in_vain_is_said(open_page: Open, name: str, value: str, label: str) -> None:
    app = open_page("overview", **{name: value, "host": "CUB"})
    assert not app.exception
    assert f"The link asks for what is not there now: {label} “{value}”." in said(app)
    assert f"{name.rstrip('_')}={value}" in said(app), "the link as it came"
    assert "Only to Cuba" in said(app)
    app.button(key="dismiss link").click().run()
    assert "The link asks" not in said(app)


@pytest.mark.parametrize(
    ("page", "name", "value", "label"),
    [
        ("visits", "show", "Nonsense", "Show"),
        ("trade", "unit", "nonsense", "Unit"), ("mentions", "kind", "Nobody", "Kind"),
        ("relations", "one", "XXX", "One country"), ("relations", "pair", "RUS~ZZZ", "Pair"), ("tours", "tour", "nope", "Tour"),
        ("mentions", "entity", "zzz", "Entity"), ("visits", "days", "bad", "Days"), ("visits", "place", "CUB~ZZZ", "Place"),
        ("mentions", "by", "Week", "By"), ("news", "of", "No view", "View"), ("news", "since", "never", "Since"),
    ],
)  # fmt: skip
def test_each_page_says_which_choice_of_a_link_it_lacks(
    open_page: Open, page: str, name: str, value: str, label: str
) -> None:
    assert f"{label} “{value}”" in said(open_page(page, **{name: value}))


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("overview", {}),
        (
            "overview",
            {"host": "CUB", "from_": "2020-01-01", "words": "visit", "certainty": "50", "copies": "true"},
        ),
        ("trade", {"unit": "euros"}),
        ("mentions", {"kind": "People", "by": "Year"}),
    ],
)
def test_a_link_that_fits_is_not_complained_of(
    open_page: Open, page: str, parameters: dict[str, str]
) -> None:
    words = said(open_page(page, **parameters))
    complaints = [label for label in ("Unit “", "Kind “", "By “", "From “", "Certainty “") if label in words]
    assert complaints == []
    if page == "overview":
        assert "The link asks" not in words


def test_days_of_a_link_that_are_none_are_said(open_page: Open) -> None:
    words = said(open_page("relations", compare="Two periods", p1_from="soon", p2_to="1500-01-01"))
    assert "First period, from “soon”; Second period, to “1500-01-01”" in words
    backwards = said(open_page("visits", from_="2030-01-01", to="2020-01-01"))
    assert "From is after To, so nothing fits." in backwards
    assert "From is after To" not in said(open_page("visits", from_="2020-01-01", to="2020-01-01"))


def test_a_choice_of_one_page_is_none_of_another(open_page: Open) -> None:
    words = said(open_page("mentions", side="By source", compare="Two periods"))
    assert "Measure “" not in words


def test_an_empty_page_is_not_taken_for_one_that_lacks_choices(open_page: Open) -> None:
    words = said(open_page("overview", words="zzzzzz", visit="nobody"))
    assert "fits the selection" in words
    assert "The link asks" not in words


@pytest.mark.parametrize("page", ["overview", "visits", "trade", "mentions"])
def test_every_view_can_be_taken_away(open_page: Open, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_BROWSER", "none")
    labels = [button.label for button in open_page(page).download_button]
    assert {"Report to print, one page", "Bundle to cite, zip"} <= set(labels)


def test_a_view_is_saved_looked_at_renamed_and_deleted(tmp_path: Path, open_page: Open) -> None:
    store = fill(tmp_path / "store")
    app = open_page("visits", store=store.path, host="CUB")
    app.text_input(key="view name").set_value("Cuba <b>")
    app.button[[button.label for button in app.button].index("Save")].click().run()
    assert "Saved as “Cuba &lt;b&gt;”." in said(app)
    assert '<a href="visits?host=CUB" target="_self">Cuba &lt;b&gt;</a>' in said(app)
    news = open_page("news", store=store.path, of="Cuba <b>")
    assert "came in for “Cuba &lt;b&gt;”" in lead(news)
    button = next(button for button in news.button if button.label == "Call it seen")
    button.click().run()
    assert "nothing is new" in lead(news)
    assert "nothing is new" not in lead(open_page("news", store=store.path)), "looks are kept view by view"
    news.text_input(key="rename 0 Cuba <b>").set_value("Cuba").run()
    news.button(key="do rename 0").click().run()
    assert ">Cuba</a>" in said(news)
    news.button(key="delete 0").click().run()
    assert "None yet" in said(news)


def test_a_file_of_views_edited_by_hand_leads_nowhere_else(tmp_path: Path, open_page: Open) -> None:
    store = fill(tmp_path / "store")
    views = [
        {"format": 1, "name": name, "page": page, "query": "", "looked": "0001-01-01T00:00:00+14:00"}
        for name, page in (("js", "visits"), ("js", "trade"), ("Bait", "https://elsewhere.invalid/"))
    ]
    file = tmp_path / "store.views.json"
    content = json.dumps({"format": 1, "views": views, "looked": "0001-01-01T00:00:00+14:00"})
    file.write_text(content, encoding="utf-8")
    news = open_page("news", store=store.path)
    assert not news.exception
    assert "elsewhere.invalid" not in said(news) and said(news).count('target="_self">js</a>') == 4
    assert said(news).count("No page of this Dateline is named in this view") == 2, "in the menu and below"
    assert file.read_text(encoding="utf-8") == content
    news.button(key="delete 2").click().run()
    assert not news.exception
    assert [view["page"] for view in json.loads(file.read_text(encoding="utf-8"))["views"]] == [
        "visits", "https://elsewhere.invalid/"
    ]  # fmt: skip


def test_a_view_of_a_newer_version_and_a_damaged_file_are_said(tmp_path: Path, open_page: Open) -> None:
    store = fill(tmp_path / "store")
    file = tmp_path / "store.views.json"
    newer = '{"format": 1, "views": [{"format": 9, "name": "<i>Later</i>", "where": "visits"}]}'
    file.write_text(newer, encoding="utf-8")
    for page in ("visits", "news"):
        words = said(open_page(page, store=store.path))
        assert "&lt;i&gt;Later&lt;/i&gt;" in words
        assert "A newer Dateline saved this view" in words
    assert file.read_text(encoding="utf-8") == newer
    file.write_text("{", encoding="utf-8")
    for page in ("visits", "news"):
        app = open_page(page, store=store.path)
        assert not app.exception
        assert "the file of saved views cannot be read" in said(app)
    assert file.read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize(
    ("page", "charts"),
    [
        ("overview", 2),
        ("visits", 3),
        ("tours", 3),
        ("relations", 4),
        ("trade", 1),
        ("mentions", 2),
        ("accuracy", 1),
    ],
)
def test_charts_have_alt_text_and_local_outlines(open_page: Open, page: str, charts: int) -> None:
    found = open_page(page).get("plotly_chart")
    assert len(found) == charts
    for chart in found:
        assert len(chart.proto.alt) > 30
        assert json.loads(chart.proto.config)["topojsonURL"] == "app/static/"
        assert json.loads(chart.proto.spec)["data"]


def test_travels_made_counts_the_other_way_round(open_page: Open) -> None:
    app = open_page("visits")
    received = app.get("plotly_chart")[0].proto.alt
    made = open_page("visits", show="Travels made").get("plotly_chart")[0].proto.alt
    assert "received" in received
    assert "made abroad" in made


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"place": "CUB"}, "to Cuba"),
        ({"place": "CUB~MEX"}, "to Cuba and to Mexico"),
        ({"place": "RUS>CUB"}, "from Russia to Cuba"),
        ({"place": "CUB.Havana"}, "to Havana, Cuba"),
        ({"days": "2020-02-01/2020-02-29"}, "in Feb 2020"),
    ],
)
def test_what_is_chosen_in_a_chart_narrows_the_rows_and_no_chart(
    open_page: Open, chosen: dict[str, str], words: str
) -> None:
    everywhere, there = open_page("visits"), open_page("visits", **chosen)
    assert 0 < len(there.dataframe[0].value) < len(everywhere.dataframe[0].value)
    assert lead(there) == lead(everywhere)
    assert [chart.proto.alt for chart in there.get("plotly_chart")] == [
        chart.proto.alt for chart in everywhere.get("plotly_chart")
    ]
    assert f"Below: only {words}." in said(there)


def test_a_pair_lists_its_visits_and_each_its_evidence(open_page: Open, gold_path: Path) -> None:
    app = open_page("relations", pair="RUS>CUB")
    assert lead(app) == lead(open_page("relations"))
    assert "Below: only from Russia to Cuba." in said(app)
    visits = app.dataframe[1].value
    assert set(visits["visitor_country"]) == {"Russia"} and set(visits["host_country"]) == {"Cuba"}
    key = Store(gold_path).frame(
        "SELECT visit_id FROM visits WHERE visitor_country = 'RUS' AND host_country = 'CUB' LIMIT 1"
    )["visit_id"][0]
    assert 'class="evidence"' in said(open_page("relations", pair="RUS>CUB", visit=key))
    assert "Below: only" not in said(open_page("relations", pair=""))
    russia = open_page("relations", relation="Network", pair="RUS")
    assert "Below: only from or to Russia." in said(russia)
    ends = russia.dataframe[1].value[["visitor_country", "host_country"]]
    assert (ends == "Russia").any(axis=1).all() and (ends == "Russia").any(axis=0).all()


def test_relations_as_a_network(open_page: Open) -> None:
    assert open_page("relations", relation="Network").get("plotly_chart")[0].proto.alt.startswith("Network.")


def test_two_countries_side_by_side(open_page: Open) -> None:
    app = open_page("relations", one="Brazil", other="Singapore")
    assert [choice.value for choice in app.selectbox] == ["BRA", "SGP"]
    assert len(app.selectbox[0].options) > 250, "every country can be chosen"
    assert "Between the two: 0 visits by Brazil and 0 by Singapore." in said(app)
    assert "Choose another country" in said(open_page("relations", one="Brazil", other="Brazil"))


def test_two_periods_side_by_side(open_page: Open) -> None:
    years = {"p1_from": "2019-01-01", "p1_to": "2019-12-31", "p2_from": "2020-01-01", "p2_to": "2020-12-31"}
    app = open_page("relations", compare="Two periods", **years)
    assert [title.value for title in app.subheader] == ["Side by side", "2019", "2020"]
    hosts = app.dataframe[1].value
    assert (hosts["after"] - hosts["before"]).tolist() == hosts["change"].tolist()
    assert hosts["change"].abs().is_monotonic_decreasing
    pairs = open_page("relations", compare="Two periods", by_change="Pair", **years).dataframe[1].value
    assert pairs["after"].sum() == hosts["after"].sum() > 0
    wrong = open_page("relations", compare="Two periods", p1_from="2030-01-01", p1_to="2020-01-01")
    assert "ends before it begins" in said(wrong)


def test_every_map_says_how_it_treats_borders(open_page: Open) -> None:
    for page in ("overview", "visits"):
        words = said(open_page(page))
        assert "disputed borders are dashed" in words
        for area in ("Kosovo", "Palestine", "Taiwan", "Crimea", "Western Sahara", "Kashmir"):
            assert f"<dt>{area}" in words, (page, area)
    assert "disputed borders" not in said(open_page("trade"))


def test_trade_shows_one_unit_at_a_time(open_page: Open) -> None:
    dollars, euros = open_page("trade"), open_page("trade", unit="euros")
    assert "in US dollars" in lead(dollars)
    assert "in euros" in lead(euros)
    assert len(dollars.dataframe[0].value) != len(euros.dataframe[0].value)


def test_trade_amounts_in_one_currency_show_rate_and_day(open_page: Open) -> None:
    stated, dollars = open_page("trade"), open_page("trade", amounts="In US dollars")
    assert len(dollars.dataframe[0].value) > len(stated.dataframe[0].value)
    assert {"value", "rate"} <= set(dollars.dataframe[0].value.columns) - set(
        stated.dataframe[0].value.columns
    )
    assert "European Central Bank" in said(dollars) and "European Central Bank" not in said(stated)
    drawn = dollars.get("plotly_chart")[0].proto.spec
    assert "mean of" in drawn or "stated: " in drawn


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ("Rival claims", "contradict each other on"),
        ("Targets and outcomes", "targets, forecasts and pledges: 0 met"),
        ("Growth", "are in per cent"),
    ],
)
@pytest.mark.parametrize("amounts", ["As stated", "In euros"])
def test_trade_views(
    open_page: Open, look: str, words: str, amounts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_BROWSER", "none")
    app = open_page("trade", look=look, amounts=amounts)
    assert not app.exception
    assert words in lead(app)
    assert len(app.get("plotly_chart")) == 1 and len(app.get("plotly_chart")[0].proto.alt) > 30
    assert app.dataframe and all(len(frame.value) for frame in app.dataframe)
    offered = "Bundle to cite, zip" in [button.label for button in app.download_button]
    assert offered == ("contradict each other on none" not in lead(app)), "nothing is there to take"


def test_a_claim_opens_into_every_article_that_makes_it(tmp_path: Path, open_page: Open) -> None:
    store = fill(tmp_path / "store")
    year = (date(2021, 1, 1), date(2021, 12, 31))
    for name, amount in (("one", 5e9), ("two", 5e9), ("three", 7e9)):
        text = f"{name}: exports came to {amount}."
        figure = TradeFigure(
            name, 0, 3, text, amount, "USD", "export", "PER", "CHL", *year, "actual", None, 0.9
        )
        article = Article(name, name, None, name, date(2022, 2, 1), None, "en", text)
        store.add([(article, Rows((), (), (figure,)))])
    app = open_page("trade", store=store.path, look="Rival claims", figure="one.0")
    assert "contradict each other on 1" in lead(app)
    assert app.dataframe[0].value["amount"].tolist() == [7e9, 5e9]
    assert said(app).count('class="evidence"') == 2
    assert "<mark" in said(app) and "three: exports" not in said(app)
    total = open_page("trade", store=store.path, look="Rival claims", total="one.0")
    assert said(total).count('class="evidence"') == 1


def test_growth_alone_leads_to_its_view(tmp_path: Path, open_page: Open) -> None:
    store = Store(tmp_path / "store")
    text = "Exports rose by 9 %."
    figure = TradeFigure("one", 16, 19, text, 9, "%", "export", "PER", "CHL", None, None, "actual", None, 0.9)
    article = Article("one", "News", None, "One", date(2022, 2, 1), None, "en", text)
    store.add([(article, Rows((), (), (figure,)))])
    assert "Choose Growth" in said(open_page("trade", store=store.path))
    assert "1 is in per cent" in lead(open_page("trade", store=store.path, look="Growth"))


def test_mentions_by_kind(open_page: Open) -> None:
    assert "Venezuela" in lead(open_page("mentions"))
    assert "Maduro" in lead(open_page("mentions", kind="People"))


@pytest.mark.parametrize(
    ("parameters", "says", "draws"),
    [
        ({"measure": "Per thousand words", "average": "3", "by": "Year"}, "mentioned most", "Line chart"),
        ({"side": "Rise and fall"}, "From 2023 to 2024", "Dot chart"),
        ({"side": "Rise and fall", "from_": "2024-01-01", "to": "2024-12-31"}, "From 2023 to 2024", "Dot chart"),
        ({"side": "Together"}, "Venezuela and Cuba are named together most: in 9 articles", "Network"),
        ({"side": "Together", "drawn": "Heat map", "within": "Sentence"}, "in the same sentence", "Heat map"),
        ({"side": "In context", "order": "Word after"}, "Venezuela is named 45 times", None),
        ({"side": "By source"}, "Meridian Newswire 40 %", "Heat map"),
    ],
)  # fmt: skip
def test_mentions_from_every_side(
    open_page: Open, parameters: dict[str, str], says: str, draws: str | None
) -> None:
    app = open_page("mentions", **parameters)
    assert not app.exception
    assert says in lead(app)
    charts = app.get("plotly_chart")
    assert charts[-1].proto.alt.startswith(draws) if draws else not charts
    assert not app.dataframe[0].value.empty


def test_a_name_chosen_narrows_every_side(open_page: Open) -> None:
    def rows(side: str, number: int = 0) -> pd.DataFrame:
        app = open_page("mentions", side=side, entity="CUB")
        assert not app.exception
        assert side == "In context" or "Below: only Cuba." in said(app)
        frame: pd.DataFrame = app.dataframe[number].value
        return frame

    assert set(rows("Over time", 1)["entity"]) == set(rows("Rise and fall", 1)["entity"]) == {"Cuba"}
    pairs = rows("Together")
    assert ((pairs["entity"] == "Cuba") | (pairs["other"] == "Cuba")).all()
    assert len(rows("In context")) == 42, "those of the sample and of the hostile article"
    assert set(rows("By source")["entity"]) == {"Cuba"}


def test_a_line_in_context_opens_its_evidence(open_page: Open) -> None:
    app = open_page("mentions", side="In context", entity="CUB", words="owned")
    (line,) = app.dataframe[0].value.to_dict("records")
    assert line["before"].startswith("=HYPERLINK(") and 'class="evidence"' not in said(app)
    key = f"hostile.{HOSTILE.text.index('<img')}"
    opened = open_page("mentions", side="In context", entity="CUB", words="owned", mention=key)
    assert 'class="evidence"' in said(opened)


def test_reader_marks_the_text(open_page: Open) -> None:
    words = said(open_page("articles", article="18-1"))
    assert '<mark class="visit"' in words
    assert '<mark class="figure"' in words
    assert '<mark class="country"' in words
    assert 'class="legend"' in words


@pytest.mark.parametrize(
    ("page", "name", "row"),
    [
        ("visits", "visit", "visits"),
        ("overview", "visit", "visits WHERE status = 'completed'"),
        ("trade", "figure", "trade_figures WHERE unit = 'USD'"),  # the unit shown first
        ("mentions", "mention", "mentions WHERE kind = 'country'"),
    ],
)
def test_the_address_opens_the_evidence_of_a_row(
    open_page: Open, gold_path: Path, page: str, name: str, row: str
) -> None:
    column = "visit_id" if name == "visit" else "article_id || '.' || start_char"
    key = Store(gold_path).frame(f"SELECT {column} AS key FROM {row} LIMIT 1")["key"][0]
    assert 'class="evidence"' not in said(open_page(page))
    words = said(open_page(page, **{name: key}))
    assert 'class="evidence"' in words
    assert " % certain" in words
    assert "<mark" in words


def test_a_row_that_is_gone_opens_nothing(open_page: Open) -> None:
    app = open_page("visits", visit="nobody-xxx-2020")
    assert not app.exception
    assert 'class="evidence"' not in said(app)


def test_a_visit_opens_into_its_history(open_page: Open) -> None:
    app = open_page("visits", visit="fernandez-arg-chn-2022-02")
    words = said(app)
    assert "2 articles, 1 visit; 1 source; first reported on 2 Feb 2022, last on 9 Feb 2022." in words
    assert "Announced for 4 Feb 2022, took place 6 Feb 2022: 2 days later." in words
    assert re.findall(r'class="told"><b>(.*?)</b> (.*?)</p>', words) == [
        ("2 Feb 2022", "○ planned; 4 Feb 2022, Beijing"),
        ("9 Feb 2022", "● completed; 6 Feb 2022, Beijing"),
    ]
    assert "planned on 2 Feb 2022, then completed on 9 Feb 2022" in app.get("plotly_chart")[-1].proto.alt


def test_a_history_names_who_disagrees(open_page: Open) -> None:
    words = said(open_page("visits", visit="lavrov-rus-ven-2020-02"))
    assert "Reports disagree on the dates announced: 7 Feb 2020 (source not stated, 5 Feb 2020);" in words
    assert "6 Feb 2020 (Meridian Newswire, 6 Feb 2020)." in words


def test_a_tour_opens_from_the_address(open_page: Open) -> None:
    latest, rubio = open_page("tours"), open_page("tours", tour="tour-rubio-usa-pan-2025-02")
    assert "Tour of Narendra Modi" in latest.get("plotly_chart")[0].proto.alt
    assert "Tour of Marco Rubio" in rubio.get("plotly_chart")[0].proto.alt
    assert rubio.dataframe[1].value["leg"].tolist() == [1, 2, 3, 4, 5]
    gone = open_page("tours", tour="tour-of-nobody")
    assert "Tour of Narendra Modi" in gone.get("plotly_chart")[0].proto.alt


def test_what_is_to_come_begins_where_the_period_ends(open_page: Open) -> None:
    today, then = said(open_page("tours")), said(open_page("tours", to="2022-02-01"))
    assert "1 visit is planned, under way or invited for 9 Jul 2025 or later." in today
    assert "visits are planned, under way or invited for 1 Feb 2022 or later." in then
    assert "May 2022, day not stated" in then
    assert "Thu 17 Feb 2022" in then
    assert "2022" not in today.split('class="agenda"')[1]
    assert "No visit is known for 9 Jul 2025" in said(open_page("tours", who="marco-rubio"))


def test_the_calendar_keeps_hostile_words_words() -> None:
    name = '<a href="https://elsewhere.invalid">Boss</a>'
    day = pd.Timestamp(2025, 7, 1)
    row = {"visitor": name, "host_country": "<i>", "city": "<b>Havana</b>", "status": "<script>"}
    days = {"start_date": day, "end_date": day, "date_precision": "day"}
    shown = agenda.as_list(pd.DataFrame([row | days]))
    assert set(re.findall(r"<(\w+)", shown)) == {"div", "h4", "ol", "li", "span", "b", "small"}
    assert "&lt;a href=" in shown and shown.count("<b>") == 1


def test_a_visit_of_a_tour_that_is_to_come_opens_once(open_page: Open) -> None:
    app = open_page("tours", visit="modi-ind-nam-2025-07")
    assert not app.exception
    assert said(app).count("1 article, 1 visit") == 1
    other = open_page("tours", tour="tour-rubio-usa-pan-2025-02", visit="modi-ind-nam-2025-07")
    assert said(other).count("1 article, 1 visit") == 1


def test_without_tours_the_rest_of_the_page_stays(open_page: Open) -> None:
    app = open_page("tours", who="gustavo-petro")
    assert lead(app).startswith('<p class="lead" dir="auto">0 tours')
    assert len(app.get("plotly_chart")) == 2


def test_reader_of_an_article_that_is_gone(open_page: Open) -> None:
    app = open_page("articles", article="nowhere")
    assert not app.exception
    assert "not in the library" in said(app)


@pytest.mark.parametrize("page", [file for file, _ in PAGES])
def test_hostile_words_stay_words(open_page: Open, page: str) -> None:
    app = open_page(page, words="owned", **({"article": HOSTILE.article_id} if page == "articles" else {}))
    assert not app.exception
    for live in (
        "<script>document",
        "<img src=",
        '<a href="https://elsewhere',
        "<b>bold",
        'href="javascript',
    ):
        assert live not in said(app)
    interpreted = [*app.markdown, *app.caption, *app.header, *app.subheader, *app.title]
    assert not [
        element for element in interpreted if "elsewhere" in element.value or "owned" in element.value
    ]
    for chart in app.get("plotly_chart"):
        assert "<a href" not in chart.proto.spec.replace("\\u003c", "<")


def test_reader_shows_hostile_text_as_printed(open_page: Open) -> None:
    words = said(open_page("articles", article=HOSTILE.article_id))
    assert "&lt;script&gt;document.title=&quot;owned&quot;&lt;/script&gt;" in words
    assert "$5 and $10" in words
    assert "javascript:alert(1)" in words


def test_library_lists_what_could_not_be_read(open_page: Open) -> None:
    app = open_page("library")
    assert "1 document could not be read" in lead(app)
    assert app.dataframe[-1].value["path"].tolist() == ["broken.pdf"]


def test_library_says_its_limits(open_page: Open) -> None:
    assert "up to 100 MB a file" in said(open_page("library"))


def test_accuracy_says_what_was_recorded(open_page: Open) -> None:
    app = open_page("accuracy")
    recorded = {
        (row["corpus"], row["name"]): row for row in load("accuracy") if row["kind"] in ("table", "field")
    }
    unseen = [
        row
        for (corpus, name), row in recorded.items()
        if corpus.startswith("unseen") and name == "visit reports"
    ]
    right, false, missed = (sum(int(row[name]) for row in unseen) for name in ("right", "false", "missed"))
    assert f"In {sum(int(row['articles']) for row in unseen)} articles that no rule was made for" in lead(app)
    assert f"visits with {2 * right / (2 * right + false + missed):.2f}" in lead(app)
    tables, columns, *_ = (frame.value for frame in app.dataframe)
    assert len(tables) + len(columns) == len(recorded)
    assert tables["corpus"].iloc[0] == "Unseen", "what says most comes first"
    assert "GeoVirus" in app.dataframe[-1].value["data"].tolist()
    assert "Visits: who, where to" in app.get("plotly_chart")[0].proto.alt


def test_corpora_of_one_use_are_counted_together() -> None:
    summed = accuracy.by_use(accuracy.figures("table")).set_index(["table", "use"])
    rows = [r for r in load("accuracy") if r["name"] == "visit reports" and r["corpus"].startswith("learned")]
    right, false, missed = (sum(int(row[name]) for row in rows) for name in ("right", "false", "missed"))
    together = summed.loc[(accuracy.NAMES["visit reports"], "Learned from")]
    assert together["f1"] == pytest.approx(2 * right / (2 * right + false + missed))
    assert together["articles"] == sum(int(row["articles"]) for row in rows)


def test_removing_asks_first(tmp_path: Path, open_page: Open) -> None:
    store = fill(tmp_path / "store")
    app = open_page("library", store=store.path)
    button = app.button(key="remove")
    assert button.disabled
    assert store.frame("SELECT count(*) AS n FROM articles")["n"][0] == 32


def test_a_store_that_cannot_be_opened_says_why(tmp_path: Path, open_page: Open) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a store", encoding="utf-8")
    app = open_page("overview", store=blocked)
    assert not app.exception
    assert "this is a file, not a folder" in said(app)


@pytest.mark.parametrize("module", [m.name for m in pkgutil.iter_modules(lib.ui.__path__)])
def test_examples(module: str) -> None:
    assert not doctest.testmod(importlib.import_module(f"lib.ui.{module}")).failed


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_a_page_only_chooses_and_places(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 80
    assert page.stem in dict(PAGES)
