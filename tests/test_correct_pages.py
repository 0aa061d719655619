"""Correcting on screen, without a browser: forms under their rows, the list, the way back."""

from pathlib import Path

import pytest
from gold_folder import fill
from streamlit.testing.v1 import AppTest
from test_pages import Open, lead, open_page, said

from lib.corrections import HEADER, read_log
from lib.store import Store
from lib.store.names import names_beside

__all__ = ["open_page"]


@pytest.fixture
def gold_path(tmp_path: Path) -> Path:
    fill(tmp_path / "store", hostile=True)
    return tmp_path / "store"


def widget(app: AppTest, kind: str, name: str) -> object:
    return next(
        one for one in getattr(app, kind) if one.label == name and not str(one.key).startswith("pick")
    )


def sign(app: AppTest, who: str = "Ana", why: str = "read again") -> AppTest:
    widget(app, "text_input", "Who corrects").set_value(who)
    widget(app, "text_input", "Why").set_value(why)
    return (
        next(b for b in app.button if b.label in ("Keep the correction", "Undo it", "Add the name"))
        .click()
        .run()
    )


def two_reports(store: Path) -> str:
    found = Store(store).frame("SELECT visit_id FROM visits WHERE n_articles > 1 ORDER BY 1 LIMIT 1")
    return str(found["visit_id"][0])


def test_a_visit_is_edited_marked_listed_and_undone(open_page: Open, gold_path: Path) -> None:
    visit = two_reports(gold_path)
    app = open_page("visits", visit=visit)
    widget(app, "text_input", "City").set_value("Testville")
    app = sign(app)
    assert not app.exception
    assert "1 correction kept" in said(app)
    assert "Corrected by hand: City: " in said(app) and "→ Testville (Ana" in said(app)
    marked = app.dataframe[0].value
    assert marked.loc[marked["corrected"] == "by hand", "city"].tolist() == ["Testville"]
    app.switch_page("pages/corrections.py").run()
    assert "1 correction by hand: 1 applied." in lead(app)
    assert app.dataframe[0].value["who"].tolist() == ["Ana"]


def test_who_and_why_are_asked_and_bad_values_refused(open_page: Open, gold_path: Path) -> None:
    app = open_page("visits", visit=two_reports(gold_path))
    widget(app, "text_input", "When").set_value("soon")
    app = sign(app)
    assert "Not kept: when: “soon” is no date" in said(app)
    widget(app, "text_input", "When").set_value("2020")
    app = sign(app, why=" ")
    assert "Not kept: say who corrects, and why." in said(app)
    assert not list(gold_path.parent.glob("*.csv"))


def test_a_second_reader_is_told_of_the_first(open_page: Open, gold_path: Path) -> None:
    visit = two_reports(gold_path)
    first, second = open_page("visits", visit=visit), open_page("visits", visit=visit)
    widget(first, "text_input", "City").set_value("Testville")
    sign(first)
    widget(second, "text_input", "City").set_value("Elsewhere")
    told = said(sign(second, "Bo"))
    assert "Not kept: Ana corrected city to “Testville” meanwhile" in told
    log = read_log((gold_path.parent / "store.corrections.csv").read_bytes())
    assert [c.new for c in log.corrections] == ["Testville"]


def test_what_the_second_reader_typed_stays_and_can_be_kept(open_page: Open, gold_path: Path) -> None:
    visit = two_reports(gold_path)
    first, second = open_page("visits", visit=visit), open_page("visits", visit=visit)
    widget(first, "text_input", "City").set_value("Testville")
    widget(first, "text_input", "As").set_value("envoy")
    sign(first)
    widget(second, "text_input", "City").set_value("Elsewhere")
    second = sign(second, "Bo", "heard otherwise")
    assert [widget(second, "text_input", label).value for label in ("City", "As", "Who corrects", "Why")] == [
        "Elsewhere", "envoy", "Bo", "heard otherwise",
    ]  # fmt: skip
    second = next(b for b in second.button if b.label == "Keep the correction").click().run()
    assert "1 correction kept" in said(second)
    row = Store(gold_path).frame("SELECT city, visitor_role FROM visits WHERE visit_id = ?", [visit])
    assert row.values.tolist() == [["Elsewhere", "envoy"]]


@pytest.mark.parametrize("page", ["visits", "trade"])
def test_a_rejected_row_is_closed_and_its_link_says_who_rejected_it(
    open_page: Open, gold_path: Path, page: str
) -> None:
    figure = Store(gold_path).frame(
        "SELECT article_id || '.' || start_char AS key FROM trade_figures WHERE article_id <> 'hostile' "
        "GROUP BY 1 HAVING count(*) = 1 AND max(unit) = 'USD' ORDER BY 1 LIMIT 1"
    )
    opened = {"visit": two_reports(gold_path)} if page == "visits" else {"figure": figure["key"][0]}
    app = open_page(page, **opened)
    next(c for c in app.segmented_control if "Reject" in c.options).set_value("Reject").run()
    app = sign(app, "Ana", "a game, no news")
    assert "1 correction kept" in said(app)
    assert "The link asks for what is not there" not in said(app)
    assert "which Ana rejected (a game, no news)" in said(open_page(page, **opened))


@pytest.mark.parametrize(("action", "change"), [("Reject", -1), ("Merge", -1), ("Split off", 1)])
def test_a_visit_is_rejected_merged_or_split(
    open_page: Open, gold_path: Path, action: str, change: int
) -> None:
    store = Store(gold_path)
    count = "SELECT count(*) AS n FROM visits"
    before = int(store.frame(count)["n"][0])
    among = "SELECT host_country, visitor_country FROM visits GROUP BY ALL HAVING count(*) > 1 AND max(n_articles) > 1"
    with_others = f"FROM visits JOIN ({among}) USING (host_country, visitor_country) WHERE n_articles > 1 ORDER BY visit_id"
    app = open_page("visits", visit=store.frame(with_others)["visit_id"][0])
    next(c for c in app.segmented_control if "Reject" in c.options).set_value(action).run()
    for box in app.selectbox:
        if box.label in ("It is the same visit as", "Which article tells of another visit"):
            box.select_index(0)
    app = sign(app)
    assert not app.exception
    assert "1 correction kept" in said(app)
    assert int(store.frame(count)["n"][0]) == before + change
    app.switch_page("pages/corrections.py").run()
    assert app.dataframe[0].value["state"].tolist() == ["applied"]


def test_a_figure_is_corrected_and_an_article_gets_what_is_missing(open_page: Open, gold_path: Path) -> None:
    store = Store(gold_path)
    row = store.frame(
        "FROM trade_figures WHERE unit = 'USD' AND article_id <> 'hostile' ORDER BY 1, 2 LIMIT 1"
    ).iloc[0]
    app = open_page("trade", figure=f"{row['article_id']}.{row['start_char']}")
    widget(app, "text_input", "Amount").set_value("12345")
    app = sign(app)
    assert "1 correction kept" in said(app) and "Amount: " in said(app)
    assert 12345 in set(store.frame("SELECT amount FROM trade_figures")["amount"])
    app = open_page("articles", article=row["article_id"])
    widget(app, "text_input", "Who").set_value("Ana Quispe")
    widget(app, "selectbox", "Where to").set_value("BOL")
    widget(app, "text_input", "The words that say so").set_value("not in it")
    app = sign(app)
    assert "exactly as printed" in said(app)
    widget(app, "text_input", "The words that say so").set_value(row["sentence"])
    app = sign(app)
    assert "1 correction kept" in said(app)
    assert store.frame("SELECT host_country FROM visits WHERE visitor = 'Ana Quispe'")[
        "host_country"
    ].tolist() == ["BOL"]


def test_bad_lines_and_hostile_words_are_shown_as_they_are(open_page: Open, gold_path: Path) -> None:
    app = open_page(
        "visits",
        visit=Store(gold_path).frame("SELECT visit_id FROM visit_reports WHERE article_id = 'hostile'")[
            "visit_id"
        ][0],
    )
    widget(app, "text_input", "City").set_value("<b>Bold</b>")
    app = sign(app, "<i>Ana</i> $1 $2", "=1+1 <script>")
    words = said(app)
    assert (
        "&lt;i&gt;Ana&lt;/i&gt; $1 $2" in words
        and "=1+1 &lt;script&gt;" in words
        and "&lt;b&gt;Bold" in words
    )
    assert "<i>Ana" not in words and "<b>Bold" not in words
    path = gold_path.parent / "store.corrections.csv"
    path.write_bytes(path.read_bytes() + b"no,line\n")
    app = open_page("corrections")
    assert not app.exception
    assert "1 line of the file cannot be used" in lead(app)
    assert app.dataframe[1].value["line"].tolist() == [3]


def test_any_old_value_and_an_undo_of_nothing_are_listed(open_page: Open, gold_path: Path) -> None:
    lines = [
        "c1,2026-02-06,Ana,why,edit,visits,a|Lavrov|CUB|@0,dates,sometime,2020",
        "c2,2026-02-07,Ana,why,undo,visits,c9,,,",
    ]
    path = gold_path.parent / "store.corrections.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    app = open_page("corrections")
    assert not app.exception
    assert "2 corrections by hand: the row of 2 no longer exists." in lead(app)
    listed = app.dataframe[0].value
    assert listed["change"].tolist() == ["correction undone", "When: sometime → 2020"]
    assert listed["about"].tolist() == ["correction c9", "Lavrov to Cuba"]


def test_a_name_is_added(open_page: Open, gold_path: Path) -> None:
    app = open_page("corrections")
    widget(app, "text_input", "Name").set_value("land of quokkas")
    widget(app, "selectbox", "Country").set_value("AUS")
    forms = [w for w in app.text_input if w.label == "Who corrects"]
    forms[-1].set_value("Ana")
    [w for w in app.text_input if w.label == "Why"][-1].set_value("heard")
    app = next(b for b in app.button if b.label == "Add the name").click().run()
    assert not app.exception
    assert "land of quokkas is known to what is read from now on." in said(app)
    assert [name.country for name in names_beside(gold_path).names] == ["AUS"]


def test_a_name_that_is_chosen_can_be_rejected(open_page: Open, gold_path: Path) -> None:
    store = Store(gold_path)
    entity = store.frame("SELECT entity_id FROM mentions WHERE kind = 'country' LIMIT 1")["entity_id"][0]
    app = open_page("mentions", entity=entity)
    next(c for c in app.segmented_control if "Reject" in c.options).set_value("Reject").run()
    app = sign(app)
    assert not app.exception
    assert "1 correction kept" in said(app)
    assert entity not in set(store.frame("SELECT DISTINCT entity_id FROM mentions")["entity_id"])
