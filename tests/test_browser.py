"""The dashboard as a reader meets it: in Chromium, over a server that knows no other host."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from browser import click_on, go, lead, opened, serve, settled
from gold_folder import fill
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from app import PAGES
from lib.records import TABLES

pytestmark = pytest.mark.browser

FILES = [file for file, _ in PAGES]
PATHS = {file: "" if number == 0 else file for number, file in enumerate(FILES)}
FILTERED = "host=MEX~CUB&from=2020-01-01"


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a filter in the sidebar."""
    page.get_by_test_id("stSidebar").get_by_label(label, exact=True).click()
    page.get_by_role("option", name=re.compile(f"^{option}")).first.click()
    page.keyboard.press("Escape")


def select_row(page: Page, number: int = 0, table: int = 0) -> None:
    """Tick a row of a table, which is drawn on a canvas."""
    canvas = page.get_by_test_id("stDataFrame").nth(table)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + 35 * (number + 1) + 18)


@pytest.mark.parametrize("file", FILES)
def test_first_request_of_a_fresh_server(browser: Browser, gold: Path, tmp_path: Path, file: str) -> None:
    with serve(gold, tmp_path / "log") as fresh, opened(browser) as page:
        go(page, f"{fresh}/{PATHS[file]}?{FILTERED}")
        expect(page.get_by_role("heading", level=1)).to_have_text(dict(PAGES)[file])
        expect(page.get_by_text("Only since 1 Jan 2020 · to Mexico or Cuba")).to_be_visible()
        for _, title in PAGES:
            expect(page.get_by_role("link", name=title, exact=True).first).to_be_visible()
        assert "host=MEX~CUB" in page.url


@pytest.mark.parametrize("file", ["overview", "visits"])
def test_map_is_drawn_offline(browser: Browser, address: str, file: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/{PATHS[file]}")
        page.locator(".choroplethlayer path").nth(10).wait_for(state="attached")
        assert page.locator(".layer.land path").first.get_attribute("d"), "the outlines of the land"


def test_filtering_changes_page_and_address_and_back_undoes_it(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/visits")
        before = lead(page)
        choose(page, "Where to", "Cuba")
        expect(page.locator("[data-testid=stMain] .lead").first).to_contain_text("to 1 country")
        expect(page).to_have_url(re.compile("host=CUB"))
        filtered = lead(page)
        page.reload()
        settled(page)
        assert lead(page) == filtered
        page.get_by_role("link", name="Trade", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Trade")
        expect(page).to_have_url(re.compile("host=CUB"))
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Visits")
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("[data-testid=stMain] .lead").first).to_have_text(before)
        expect(page).not_to_have_url(re.compile("host="))


def test_a_row_opens_its_evidence_and_the_article(browser: Browser, address: str) -> None:
    with opened(browser, height=2200) as page:
        go(page, f"{address}/visits?{FILTERED}")
        select_row(page)
        expect(page.locator(".evidence mark.visit").first).to_be_visible()
        expect(page).to_have_url(re.compile("visit="))
        sentence = page.locator(".evidence").first.inner_text()
        page.reload()
        expect(page.locator(".evidence").first).to_have_text(sentence)
        settled(page)
        page.get_by_role("link", name="Read the article").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Articles")
        expect(page.locator(".article mark").first).to_be_visible()
        expect(page).to_have_url(re.compile("article="))
        assert page.url.count("host=MEX~CUB") == 1


def test_clicks_on_bars_list_the_visits_of_their_countries(browser: Browser, address: str) -> None:
    with opened(browser, height=2200) as page:
        go(page, f"{address}/visits")
        bars = page.locator(".js-plotly-plot").nth(1).locator(".barlayer .point path")
        for number, modifiers in ((0, []), (1, ["Shift"])):
            for key in modifiers:
                page.keyboard.down(key)
            click_on(page, bars.nth(number), across=0.1)
            for key in modifiers:
                page.keyboard.up(key)
            expect(page).to_have_url(re.compile("place=[A-Z]{3}" + "~[A-Z]{3}" * number + "$"))
            settled(page)
        expect(page.get_by_text(re.compile("Below: only to .* and to "))).to_be_visible()
        page.get_by_role("button", name="List all").click()
        expect(page.get_by_text("Click in a chart")).to_be_visible()


def test_a_click_in_the_matrix_lists_the_visits_of_its_pair(browser: Browser, address: str) -> None:
    with opened(browser, height=2600) as page:
        go(page, f"{address}/relations")
        cell = page.locator(".js-plotly-plot").first.locator(".scatterlayer .point").first
        click_on(page, cell)
        expect(page.get_by_text(re.compile("Below: only from .* to "))).to_be_visible()
        expect(page).to_have_url(re.compile("pair=[A-Z]{3}(>|%3E)[A-Z]{3}"))
        settled(page)
        select_row(page, table=1)
        expect(page.locator(".evidence mark.visit").first).to_be_visible()
        page.get_by_role("button", name="List all").click()
        expect(page.get_by_text("Click in a chart")).to_be_visible()


def test_two_periods_are_chosen_in_the_address(browser: Browser, address: str) -> None:
    with opened(browser, height=2600) as page:
        go(page, f"{address}/relations?p1_from=2018-01-01")
        page.get_by_text("Two periods", exact=True).click()
        expect(page.get_by_text("These periods replace that of the sidebar")).to_be_visible()
        expect(page).to_have_url(re.compile("compare=Two"))
        expect(page.get_by_role("heading", name="2018–2024")).to_be_visible()


def download(page: Page, label: str, menu: int = 0) -> tuple[str, bytes]:
    """Save what an entry of a download menu gives: its name and its bytes."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_downloads_of_a_chart(browser: Browser, address: str, tmp_path: Path) -> None:
    with opened(browser) as page:
        go(page, f"{address}/visits?words=owned")
        page.locator(".choroplethlayer path").first.wait_for(state="attached")
        page.get_by_role("button", name="Download", exact=True).first.click()
        name, data = download(page, "Data as CSV")
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert name == "dateline-visits-map.csv"
        assert [row["host_country"] for row in rows] == ["CUB"]
        _, data = download(page, "Data as Excel")
        sheet = load_workbook(io.BytesIO(data)).active
        assert "CUB" in [cell.value for cell in next(iter(sheet.iter_rows(min_row=2, max_row=2)))]
        _, data = download(page, "Data as Parquet")
        assert pd.read_parquet(io.BytesIO(data))["host_country"].tolist() == ["CUB"]
        name, data = download(page, "Chart as a web page")
        assert name == "dateline-visits-map.html"
    alone = tmp_path / name
    alone.write_bytes(data)
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(alone.as_uri())
        page.locator(".choroplethlayer path").first.wait_for(state="attached")
        assert page.title() == "Visits received, by country"


def play_by_keyboard(page: Page) -> None:
    """Play, pause and move the slider of the chart that plays, without a mouse."""
    slider = page.locator("g.slider-group")
    expect(slider).to_have_attribute("aria-valuetext", "2025")
    play = page.get_by_role("button", name="Play")
    play.focus()
    page.keyboard.press("Enter")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("20(0[6-9]|1.)"))
    page.keyboard.press("Tab")
    page.keyboard.press(" ")
    slider.focus()
    for key, year in (("Home", "2005"), ("ArrowRight", "2006"), ("End", "2025"), ("ArrowLeft", "2024")):
        page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuetext", year)
        expect(page.locator(".slider-label", has_text=year).first).to_be_attached()


def test_visits_play_by_keyboard_also_offline(browser: Browser, address: str, tmp_path: Path) -> None:
    with opened(browser, height=2600) as page:
        go(page, f"{address}/tours")
        page.locator(".choroplethlayer path").first.wait_for(state="attached")
        play_by_keyboard(page)
        page.locator("[class*='st-key-under-playback']").get_by_role("button", name="Download").click()
        name, data = download(page, "Chart as a web page")
        assert name == "dateline-playback.html"
        page.keyboard.press("Escape")
        name, data_of_calendar = download(page, "Calendar file (.ics)")
        assert name == "dateline-coming-visits.ics"
        assert b"SUMMARY:Narendra Modi in Namibia (planned)" in data_of_calendar
    alone = tmp_path / "playback.html"
    alone.write_bytes(data)
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(alone.as_uri())
        page.locator(".choroplethlayer path").first.wait_for(state="attached")
        play_by_keyboard(page)


def test_a_stop_on_the_map_opens_its_history(browser: Browser, address: str) -> None:
    with opened(browser, height=2600) as page:
        go(page, f"{address}/tours?tour=tour-rubio-usa-pan-2025-02")
        stop = page.locator(".js-plotly-plot").first.locator(".scattergeo path.point").last
        click_on(page, stop)
        expect(page).to_have_url(re.compile("visit=rubio-usa-"))
        expect(page.get_by_text("History of this visit")).to_be_visible()
        expect(page.get_by_text("2 articles, 1 visit")).to_be_visible()


def test_toolbar_saves_png_and_svg(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/visits")
        page.locator(".choroplethlayer path").first.wait_for(state="attached")
        page.locator(".js-plotly-plot").first.hover()
        for kind, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
            with page.expect_download() as waiting:
                page.locator(f".modebar-btn[data-title*={kind}]").first.click()
            assert waiting.value.suggested_filename == f"dateline-visits-map.{kind.lower()}"
            assert Path(waiting.value.path()).read_bytes().startswith(start)


def test_certainty_filters_and_goes_into_the_address(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/visits")
        before = lead(page)
        slider = page.get_by_test_id("stSidebar").get_by_role("slider")
        slider.focus()
        page.keyboard.press("End")
        expect(page.get_by_text("Only at least 95 % certain")).to_be_visible()
        expect(page).to_have_url(re.compile("certainty=95"))
        page.reload()
        settled(page)
        assert lead(page) != before
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("[data-testid=stMain] .lead").first).to_have_text(before)


def test_accuracy_is_drawn_and_can_be_saved(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/accuracy")
        expect(page.locator(".js-plotly-plot .barlayer .point path")).to_have_count(9)
        page.get_by_role("button", name="Download", exact=True).first.click()
        name, data = download(page, "Data as CSV")
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert name == "dateline-accuracy.csv"
        assert {row["use"] for row in rows} == {"Unseen", "Learned from", "Sample"}


def test_table_download_cannot_start_a_formula(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/articles?words=owned")
        page.get_by_role("button", name="Download", exact=True).first.click()
        _, data = download(page, "Data as CSV")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_a_click_on_a_cell_lists_the_pairs_of_its_name(browser: Browser, address: str) -> None:
    with opened(browser, height=1800) as page:
        go(page, f"{address}/mentions?side=Together&drawn=Heat%20map")
        cell = page.locator(".js-plotly-plot .scatterlayer .point").first
        click_on(page, cell)
        expect(page.get_by_text(re.compile("Below: only Venezuela"))).to_be_visible()
        expect(page).to_have_url(re.compile("entity=VEN"))


def test_hostile_article_does_nothing(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        go(page, f"{address}/articles?article=hostile")
        expect(page.locator(".article")).to_contain_text("onerror=")
        assert page.title() in ("Articles", "Dateline")
        assert not page.locator(".article img, .article a, .article script").count()


def test_upload_paste_remove_and_export(browser: Browser, tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    good = tmp_path / "visit.txt"
    good.write_text(
        "Peru's President Visits Ghana\n\nPublished 3 March 2021\n\n"
        "The president of Peru arrived in Accra on Wednesday for talks with his Ghanaian counterpart.\n",
        encoding="utf-8",
    )
    bad = tmp_path / "broken.parquet"
    bad.write_bytes(b"PAR1 this is no table")
    with serve(store.path, tmp_path / "log") as server, opened(browser, height=1800) as page:
        go(page, f"{server}/library")
        expect(page.locator(".lead").first).to_contain_text("32 articles")
        page.locator("input[type=file]").set_input_files([good, bad])
        expect(page.get_by_text("broken.parquet")).to_be_visible()
        page.get_by_role("button", name="Read the files").click()
        expect(page.get_by_text(re.compile("1 article added; 1 problem"))).to_be_visible()
        expect(page.locator(".lead").first).to_contain_text("33 articles; 2 documents could not be read")
        settled(page)
        page.get_by_label("Text of one article").fill(
            "A short note\n\n5 May 2022\n\nThe minister flew to Lima on Monday."
        )
        page.get_by_role("button", name="Read the text").click()
        expect(page.locator(".lead").first).to_contain_text("34 articles")
        settled(page)
        select_row(page)
        page.get_by_role("button", name="Remove 1 article").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
        expect(page.locator(".lead").first).to_contain_text("33 articles")
        expect(page.get_by_text("1 article removed")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        settled(page)
        name, data = download(page, "All tables as CSV")
        with zipfile.ZipFile(io.BytesIO(data)) as tables:
            assert sorted(tables.namelist()) == sorted(f"{table}.csv" for table in TABLES)
        assert name == "dateline-csv.zip"


@pytest.mark.parametrize("file", FILES)
def test_phone_width_does_not_overflow(browser: Browser, address: str, file: str) -> None:
    with opened(browser, width=390, height=844) as page:
        go(page, f"{address}/{PATHS[file]}")
        page.locator("[data-testid=stDataFrame], .js-plotly-plot").last.wait_for()
        wide = page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map(element => element.scrollWidth - element.clientWidth)"
        )
        assert wide == [0, 0]


def test_dark_theme_darkens_page_and_charts(browser: Browser, address: str) -> None:
    with opened(browser, scheme="dark") as page:
        go(page, f"{address}/visits")
        paper = page.locator(".js-plotly-plot .main-svg").first
        expect(paper).to_have_css("background-color", "rgb(18, 23, 29)")
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 23, 29)")


def test_first_start_reads_the_sample_and_says_so(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path / "new", tmp_path / "log") as server, opened(browser) as page:
        page.goto(server)
        expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
        expect(page.get_by_text("This is the sample that comes with Dateline")).to_be_visible()
        expect(page.locator(".lead").first).to_contain_text("32 articles")


def test_a_view_is_taken_away_saved_and_opened_again(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "store")
    monkeypatch.setenv("DATELINE_BROWSER", "none")
    with serve(tmp_path / "store", tmp_path / "log") as address, opened(browser) as page:
        go(page, f"{address}/visits?{FILTERED}&show=Travels+made&from=2020-01-01")
        page.get_by_role("button", name="Take away").click()
        name, packed = download(page, "Bundle to cite, zip")
        assert name == "dateline-visits-bundle.zip"
        with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
            citation = bundle.read("CITATION.txt").decode()
            chart = next(file for file in bundle.namelist() if file.endswith(".html"))
            (tmp_path / "chart.html").write_bytes(bundle.read(chart))
        link = re.search(r"from (http\S+)", citation)
        assert link and link[1].startswith(f"{address}/visits?")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Saved views").click()
        page.get_by_label("Name of the view on screen").fill("Cuba & Mexico")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved as “Cuba & Mexico”.")).to_be_visible()
        said = lead(page)
        go(page, link[1])
        assert lead(page) == said
        expect(page.get_by_role("radio", name="Travels made")).to_be_checked()
        go(page, f"{address}/news")
        page.get_by_role("link", name="Cuba & Mexico").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Visits")
        expect(page.locator("[data-testid=stMain] .lead").first).to_have_text(said)
        expect(page.get_by_text("The link asks for")).to_have_count(0)
    with browser.new_context(offline=True, accept_downloads=True) as context:
        alone = context.new_page()
        alone.goto((tmp_path / "chart.html").as_uri())
        expect(alone.get_by_text("The same view:")).to_be_visible()
        for form, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
            with alone.expect_download() as waiting:
                alone.get_by_role("button", name=f"Save as {form}").click()
            assert Path(waiting.value.path()).read_bytes().startswith(begins)
