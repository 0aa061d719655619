"""Every page, run without a browser: what it says follows the filters, and hostile words stay words."""

import doctest
import importlib
import json
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from gold_folder import HOSTILE, fill
from streamlit.testing.v1 import AppTest

import lib.ui
from app import PAGES
from lib.records import Article, Rows
from lib.store import Store
from lib.tables import load
from lib.ui import accuracy

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


@pytest.mark.parametrize("page", ["overview", "visits", "trade", "mentions", "articles"])
def test_first_sentence_follows_the_filters(open_page: Open, page: str) -> None:
    assert lead(open_page(page)) != lead(open_page(page, visitor="IRN"))


@pytest.mark.parametrize("page", ["overview", "visits", "trade", "mentions", "articles"])
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
    for page in ("overview", "visits", "trade", "mentions", "articles", "library"):
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


@pytest.mark.parametrize(
    ("page", "charts"), [("overview", 2), ("visits", 3), ("trade", 1), ("mentions", 2), ("accuracy", 1)]
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


def test_trade_shows_one_unit_at_a_time(open_page: Open) -> None:
    dollars, euros = open_page("trade"), open_page("trade", unit="euros")
    assert "in US dollars" in lead(dollars)
    assert "in euros" in lead(euros)
    assert len(dollars.dataframe[0].value) != len(euros.dataframe[0].value)


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
