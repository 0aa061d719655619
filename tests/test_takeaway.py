"""What is taken away is whole: rows with their sentences, words for every column, a link back, nothing that runs."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from gold_folder import HOSTILE, fill
from gold_store import FrameStore, gold_tables
from playwright.sync_api import Browser
from pypdf import PdfReader

from lib import charts, query
from lib.codes import COLUMNS, codes, with_codes
from lib.export import export_tables
from lib.query import EVERYTHING, Filters
from lib.records import TABLES, columns
from lib.tables import load
from lib.takeaway import Taken, bundle, codebook, images, report
from lib.takeaway.images import VARIABLE

STATUSES = {"completed", "ongoing", "planned", "invited", "cancelled"}


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "none")


def taken(store: query.Store, filters: Filters = EVERYTHING, most: int | None = None) -> Taken:
    """The visits of a store as the Visits page takes them away."""
    rows = query.visits(store, filters, limit=most)
    keys = list(rows["visit_id"])
    total = query.summary(store, filters).visits
    return Taken(
        title="Visits",
        lead="Some <b>officials</b> went somewhere.",
        selection="Only to Cuba",
        link="http://localhost:8501/visits?host=CUB&words=<i>",
        state="1.2",
        source="32 articles, as of 9 Jul 2025",
        today=date(2026, 11, 22),
        pictures=[charts.visit_bars(query.visit_ranking(store, filters), source="32 articles")],
        table="visits",
        rows=rows,
        sentences=query.sentences(store, "visits", keys),
        keys=keys,
        total=total,
        figures=[("Visits", "3", "to <u>Cuba</u>")],
        printed={"Who": [str(who) for who in rows["visitor"]], "Status": list(rows["status"])},
    )


def unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        return {name: held.read(name) for name in held.namelist()}


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.usefixtures("no_browser")
def test_a_bundle_holds_rows_sentences_words_and_the_way_back(gold_store: FrameStore) -> None:
    one = taken(gold_store, Filters(host_countries=("CUB",)))
    files = unpacked(bundle(one))
    assert set(files) == {
        "charts/1-visits-received-by-status.html", "charts/1-visits-received-by-status.csv",
        "rows.csv", "rows.parquet", "evidence.csv", "evidence.parquet", "codebook.csv", "report.html",
        "CITATION.txt", "README.txt",
    }  # fmt: skip
    rows, evidence = read_csv(files["rows.csv"]), read_csv(files["evidence.csv"])
    assert len(rows) == len(one.rows) > 3
    by_row = {key: [e for e in evidence if e["row"] == key] for key in one.keys}
    for row in rows:
        newest = by_row[row["visit_id"]][0]
        assert row["sentence"] and row["sentence"] == newest["sentence"]
        assert (row["title"], row["source"], row["published"]) == (
            newest["title"],
            newest["source"],
            newest["published"],
        )
        assert len(by_row[row["visit_id"]]) >= int(row["n_articles"])
    assert pq.read_table(io.BytesIO(files["rows.parquet"])).num_rows == len(rows)
    assert pq.read_table(io.BytesIO(files["evidence.parquet"])).num_rows == len(evidence)
    citation, readme = files["CITATION.txt"].decode(), files["README.txt"].decode()
    for said in ("Only to Cuba", one.link, "data state 1.2", "22 Nov 2026", "Dateline 0.1.0"):
        assert said in citation
        assert said in readme
    assert "Apache License 2.0" in readme
    assert "no Chromium or Chrome" in readme
    assert "Save as SVG" in files["charts/1-visits-received-by-status.html"].decode()


@pytest.mark.usefixtures("no_browser")
def test_every_column_of_a_bundle_has_type_and_meaning(gold_store: FrameStore) -> None:
    files = unpacked(bundle(taken(gold_store)))
    book = read_csv(files["codebook.csv"])
    for name in ("rows", "evidence"):
        header = files[f"{name}.csv"].decode().split("\r\n")[0].split(",")
        assert [row["column"] for row in book if row["table"] == name] == header
    assert all(row["type"] and row["meaning"] for row in book)


def test_the_codebook_explains_every_column_that_is_exported(gold_store: FrameStore, tmp_path: Path) -> None:
    book = codebook()
    unexplained = book[(book["meaning"] == "") & ~book["column"].isin(["url", "start_char", "end_char"])]
    assert unexplained[["table", "column"]].values.tolist() == []
    for path in export_tables(gold_store, tmp_path, "parquet"):
        assert pq.read_schema(path).names == list(book[book["table"] == path.stem]["column"])


@pytest.mark.usefixtures("no_browser")
def test_a_bundle_of_too_many_rows_says_so(gold_store: FrameStore) -> None:
    one = taken(gold_store, most=10)
    readme = unpacked(bundle(one))["README.txt"].decode()
    assert one.total > 100
    assert f"the first 10 of {one.total}" in readme
    assert "dateline export" in readme


@pytest.mark.usefixtures("no_browser")
def test_nothing_in_a_bundle_runs_what_an_article_says(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", hostile=True)
    one = taken(store, Filters(host_countries=("CUB",)))
    files = unpacked(bundle(one))
    for name in ("report.html", "charts/1-visits-received-by-status.html"):
        page = files[name].decode()
        assert "default-src 'none'" in page
        for live in ("<b>officials", "<u>Cuba", "words=<i>", "<img src=x", "<script>document"):
            assert live not in page, (name, live)
    assert "&lt;img src=x onerror=" in files["report.html"].decode()
    formula = pd.DataFrame({"title": ["=1+1"]})
    given = one.sentences.assign(title="=1+1") if len(one.sentences) else formula
    guarded = unpacked(bundle(Taken(**{**_fields(one), "sentences": given})))
    assert all(row["title"] == "'=1+1" for row in read_csv(guarded["evidence.csv"]))
    assert HOSTILE.title in {row["title"] for row in read_csv(files["evidence.csv"])}


def _fields(one: Taken) -> dict[str, object]:
    return {name: getattr(one, name) for name in Taken.__dataclass_fields__}


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("trade_figures", lambda store: query.trade_series(store, EVERYTHING, "USD")),
        ("mentions", lambda store: query.latest_mentions(store, EVERYTHING, "country")),
    ],
)
def test_figures_and_mentions_keep_their_sentences(
    gold_store: FrameStore, table: str, rows: Callable[[FrameStore], pd.DataFrame]
) -> None:
    frame = rows(gold_store)
    keys = [f"{a}.{s}" for a, s in zip(frame["article_id"], frame["start_char"], strict=True)]
    fields = _fields(taken(gold_store))
    fields |= {"table": table, "rows": frame, "keys": keys, "total": len(frame), "printed": {}}
    files = unpacked(bundle(Taken(**{**fields, "sentences": query.sentences(gold_store, table, keys)})))
    texts = dict(zip(gold_tables()["articles"]["article_id"], gold_tables()["articles"]["text"], strict=True))
    held = read_csv(files["rows.csv"])
    assert len(held) == len(frame) > 20
    for row in held:
        assert row["sentence"].lstrip("'") in texts[row["article_id"]]


def test_sentences_of_unknown_rows_and_tables(gold_store: FrameStore) -> None:
    assert query.sentences(gold_store, "visits", ["nobody"]).empty
    assert query.sentences(gold_store, "mentions", []).empty
    with pytest.raises(ValueError, match="no sentences"):
        query.sentences(gold_store, "problems", ["a"])


@pytest.mark.usefixtures("no_browser")
def test_a_report_without_a_browser_draws_its_chart_when_opened(gold_store: FrameStore) -> None:
    assert images([charts.visit_bars(query.visit_ranking(gold_store, EVERYTHING))]) == []
    page = report(taken(gold_store)).decode()
    assert "Plotly.newPlot" in page
    assert "@page{size:A4" in page


def test_a_browser_that_fails_draws_nothing(gold_store: FrameStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "false")
    assert images([charts.visit_bars(query.visit_ranking(gold_store, EVERYTHING))]) == []


@pytest.mark.browser
def test_charts_become_images_and_the_report_prints_on_one_sheet(
    gold_store: FrameStore, browser: Browser, tmp_path: Path
) -> None:
    ranking, legs = query.visit_ranking(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING)
    one = taken(gold_store)
    fields = _fields(one) | {"pictures": [charts.visited_map(ranking, legs, source="32"), *one.pictures]}
    files = unpacked(bundle(Taken(**fields)))
    for name in ("1-visits-received-by-country", "2-visits-received-by-status"):
        assert files[f"charts/{name}.png"].startswith(b"\x89PNG")
        assert files[f"charts/{name}.svg"].startswith(b"<svg")
    assert len(files["charts/1-visits-received-by-country.svg"]) > 400_000, "the outlines are drawn"
    sheet = files["report.html"].decode()
    assert "<script" not in sheet
    assert "data:image/svg+xml" in sheet
    path = tmp_path / "report.html"
    path.write_bytes(files["report.html"])
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    (printed,) = PdfReader(tmp_path / "report.pdf").pages
    assert "Only to Cuba" in printed.extract_text()


def test_each_status_has_its_events() -> None:
    events = {(row["status"], row["party"]) for row in load("codes/visit_events")}
    assert {status for status, _ in events} == STATUSES
    made, planned, invited, cancelled = (
        codes("president", "IRN", "CUB", status)
        for status in ("completed", "planned", "invited", "cancelled")
    )
    assert (made.cameo_visitor, made.cameo_host, made.plover_event) == ("042", "043", "CONSULT")
    assert (made.plover_mode_visitor, made.plover_mode_host) == ("visit", "host")
    assert (planned.cameo_visitor, planned.cameo_host, planned.plover_event) == ("036", None, "AGREE")
    assert (invited.cameo_visitor, invited.cameo_host) == (None, "036")
    assert (cancelled.cameo_visitor, cancelled.plover_event) == ("160", "SANCTION")


def test_exports_of_visits_have_codes_and_keep_the_rest(gold_store: FrameStore, tmp_path: Path) -> None:
    export_tables(gold_store, tmp_path)
    for table in TABLES:
        header = (tmp_path / f"{table}.csv").read_text(encoding="utf-8").split("\n")[0].strip().split(",")
        assert tuple(header[-len(COLUMNS) :]) == COLUMNS or table not in ("visits", "visit_reports")
        assert tuple(header[: len(columns(table))]) == columns(table)
    visits = read_csv((tmp_path / "visits.csv").read_bytes())
    lavrov = next(row for row in visits if row["visitor"] == "Sergey Lavrov" and row["status"] == "completed")
    assert lavrov["visitor_actor"] == "RUSGOV"
    assert lavrov["cameo_visitor"] == "042"
    frame = query.visit_ranking(gold_store, EVERYTHING)
    assert with_codes(frame) is frame
