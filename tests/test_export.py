"""What goes out comes back the same, opens offline, and holds nothing that runs."""

import csv
import io
import re
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from gold_store import FrameStore, gold_tables
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import charts, query
from lib.export import (
    CELL,
    EXPORTS,
    FOLLOWING,
    batches,
    export_frame,
    export_tables,
    exported,
)
from lib.format import guarded, unguarded
from lib.query import EVERYTHING
from lib.records import TABLES, columns
from lib.takeaway import figure_html

CHROMIUM = Path("/usr/bin/chromium")

TEXTS = [
    "=1+1", "+44 20", "-5 degrees", "@SUM(A1)", "\tx", "\rx", "'=1", "''=1", "'tis",
    "plain", 'a "b", c', "two\nlines",
    "https://x.example", "<script>alert(1)</script>", "007", "Ünï – 中", " - dash",
]  # fmt: skip


def _frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": [*TEXTS, None],
            "number": [-1.5, 2.4e9, *range(len(TEXTS) - 1)],
            "day": pd.to_datetime(["2020-02-06"] * len(TEXTS) + [None]),
        }
    )


def _read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_csv_round_trip_without_formulas() -> None:
    rows = _read_csv(export_frame(_frame(), "csv"))
    cells = [row["text"] for row in rows]
    assert not any(re.match(r"[=+\-@\t\r]", cell) for cell in cells)
    assert [unguarded(cell) for cell in cells] == [*TEXTS, ""]
    assert rows[0]["number"] == "-1.5" and rows[1]["number"] == "2400000000"  # numbers get no apostrophe
    assert rows[0]["day"] == "2020-02-06" and rows[-1]["text"] == rows[-1]["day"] == ""


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_guarding_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_has_no_byte_order_mark() -> None:
    assert export_frame(_frame(), "csv").startswith(b"text,")


def test_xlsx_holds_text_numbers_and_dates() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_frame(_frame(), "xlsx")))
    rows = list(book.active.iter_rows(min_row=2))
    for text, (cell, _, day) in zip(TEXTS, rows, strict=False):
        assert (
            cell.value.replace("_x000D_", "\r") == text and cell.data_type == "s" and cell.hyperlink is None
        )
        assert day.value == datetime(2020, 2, 6) and day.is_date
    assert rows[0][1].value == -1.5 and rows[1][1].value == 2_400_000_000
    assert rows[-1][0].value is None and rows[-1][2].value is None


def test_xlsx_says_what_it_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_frame(pd.DataFrame({"text": ["x" * 40_000]}), "xlsx")))
    value = book.active["A2"].value
    assert len(value) == CELL and value.endswith("characters)")


def test_parquet_round_trip() -> None:
    table = pq.read_table(io.BytesIO(export_frame(_frame(), "parquet")))
    assert table["text"].to_pylist() == [*TEXTS, None]  # nothing runs in Parquet: nothing is guarded
    assert table["number"].to_pylist()[:2] == [-1.5, 2.4e9]


def test_parquet_takes_mixed_columns() -> None:
    table = pq.read_table(io.BytesIO(export_frame(pd.DataFrame({"x": [1, "a", None, [2]]}), "parquet")))
    assert table["x"].to_pylist() == ["1", "a", None, "[2]"]


def test_html_is_escaped() -> None:
    page = export_frame(_frame(), "html").decode()
    assert "<script>" not in page and "&lt;script&gt;" in page and "href" not in page and 'lang="en"' in page


def test_lone_surrogates_do_not_stop_an_export() -> None:
    for name in EXPORTS:
        assert export_frame(pd.DataFrame({"text": ["a\ud800b"]}, dtype=object), name)


def test_other_formats_are_refused() -> None:
    with pytest.raises(KeyError):
        export_frame(_frame(), "exe")


@pytest.mark.parametrize("name", EXPORTS)
def test_empty_frames_keep_their_columns(name: str) -> None:
    content = export_frame(_frame().head(0), name)
    if name == "csv":
        assert content == b"text,number,day\r\n"
    elif name == "parquet":
        assert pq.read_schema(io.BytesIO(content)).names == ["text", "number", "day"]
    elif name == "xlsx":
        assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content)).active[1]] == [
            "text",
            "number",
            "day",
        ]
    else:
        assert b"<th>number</th>" in content


@pytest.mark.parametrize("name", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("which", ["gold_store", "empty_store"])
def test_one_file_a_table(tmp_path: Path, request: pytest.FixtureRequest, which: str, name: str) -> None:
    store = request.getfixturevalue(which)
    paths = export_tables(store, tmp_path / "new", name)
    assert [path.name for path in paths] == [f"{table}.{name}" for table in TABLES]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(path.name for path in paths)
    for path, table in zip(paths, TABLES, strict=True):
        expected = store.frame(f"SELECT count(*) AS n FROM {table}", {})["n"][0]
        if name == "csv":
            lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))
            names, n = tuple(lines[0]), len(lines) - 1
        elif name == "parquet":
            read = pq.read_table(path)
            names, n = tuple(read.column_names), read.num_rows
        else:
            sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
            names, n = tuple(cell.value for cell in sheet[1]), sheet.max_row - 1
        assert (names, n) == (tuple(exported(table)), expected), table


def test_exported_csv_keeps_the_contract(gold_store: FrameStore, tmp_path: Path) -> None:
    export_tables(gold_store, tmp_path)
    rows = {table: _read_csv((tmp_path / f"{table}.csv").read_bytes()) for table in TABLES}
    texts = {row["article_id"]: unguarded(row["text"]) for row in rows["articles"]}
    for row in rows["mentions"]:
        assert texts[row["article_id"]][int(row["start_char"]) : int(row["end_char"])] == row["surface"]
    for row in rows["visits"]:
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["start_date"])
        assert re.fullmatch(r"\d*", row["leg"]) and row["leg"] != "0"
    assert rows["problems"][0]["seen_at"].startswith("2025-07-09T12:00:00")
    assert {row["unit"]: row["amount"] for row in rows["trade_figures"]}["bbl/d"].isdigit()


def test_parquet_types_are_those_of_the_records(gold_store: FrameStore, tmp_path: Path) -> None:
    export_tables(gold_store, tmp_path, "parquet")
    schema = pq.read_schema(tmp_path / "visits.parquet")
    assert schema.field("start_date").type == pa.date32() and schema.field("leg").type == pa.int64()
    assert pq.read_table(tmp_path / "articles.parquet")["published"].to_pylist().count(date(2020, 2, 5)) == 1


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_batches_hold_every_row_once(gold_store: FrameStore, size: int) -> None:
    for table in TABLES:
        frames = list(batches(gold_store, table, size))
        joined = pd.concat(frames)
        assert len(joined) == gold_store.frame(f"SELECT count(*) AS n FROM {table}", {})["n"][0]
        assert list(joined.columns) == [*columns(table), *FOLLOWING.get(table, ())]
    assert len(list(batches(gold_store, "mentions", 7))) > 10


def test_rows_come_in_one_order_however_they_are_stored() -> None:
    tables = dict(gold_tables())
    doubled = tables["visit_reports"].assign(visitor="Another of the same sentence")
    tables["visit_reports"] = pd.concat([tables["visit_reports"], doubled], ignore_index=True)
    mixed = {name: frame.sample(frac=1, random_state=1) for name, frame in tables.items()}
    for table in TABLES:
        one, other = (next(batches(FrameStore(rows), table)) for rows in (tables, mixed))
        pd.testing.assert_frame_equal(one, other)
    assert len(doubled) > 10


@pytest.fixture(scope="module")
def map_page(gold_store: FrameStore) -> bytes:
    ranking, legs = query.visit_ranking(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING)
    return figure_html(charts.visited_map(ranking, legs, source="32 articles, 15 sources, as of 9 Jul 2025"))


def test_a_map_page_stands_alone(map_page: bytes) -> None:
    page = map_page.decode()
    assert '<html lang="en">' in page and "world_110m" in page and "32 articles, 15 sources" in page
    assert not re.search(r"""<(?:script|link|img)[^>]+(?:src|href)=""", page)
    assert "default-src 'none'" in page  # the page may not fetch even if something in it tried
    assert page.index("PlotlyGeoAssets") < page.index("plotly.js v")


def test_other_pictures_carry_no_outlines(gold_store: FrameStore) -> None:
    page = figure_html(charts.visit_bars(query.visit_ranking(gold_store, EVERYTHING)))
    assert b'{"topojson": {}}' in page


def test_words_in_a_page_are_escaped() -> None:
    row = ["x", "</script><script>alert(1)</script>", "person", 1, 1, 1.0]
    frame = pd.DataFrame([row], columns=["entity_id", "entity", "kind", "mentions", "articles", "share"])
    page = figure_html(charts.mention_bars(frame)).decode()
    assert "<script>alert" not in page


@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")
def test_a_map_page_draws_offline(map_page: bytes, tmp_path: Path) -> None:
    (tmp_path / "map.html").write_bytes(map_page)
    done = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=15000", "--dump-dom",
         (tmp_path / "map.html").as_uri()],
        capture_output=True, timeout=90, check=True,
    )  # fmt: skip
    layer = re.search(rb'class="layer choroplethlayer"|choroplethlayer', done.stdout)
    paths = re.findall(rb'<path class="choroplethlocation"[^>]* d="M', done.stdout) or re.findall(
        rb'choroplethlocation[^>]*d="M', done.stdout
    )
    assert layer and len(paths) >= 20
