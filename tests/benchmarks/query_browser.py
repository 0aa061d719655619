"""How long the dashboard takes in a browser on a store of many articles, and what a session costs.

python tests/benchmarks/query_browser.py --store STORE (as made by query_speed.py)
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from browser import CHROMIUM, FLAGS, lead, serve, settled  # noqa: E402

PAGES = ("", "visits", "trade", "mentions", "articles")
TIMES = 3
SESSIONS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        started = time.perf_counter()
        with serve(given.store, Path(folder) / "log") as address:
            print(f"server up after {time.perf_counter() - started:.1f} s")
            measure(browser, address)
        browser.close()


def measure(browser: Browser, address: str) -> None:
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(address)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=120_000)
    settled(page)
    print(f"cold first page, whole: {time.perf_counter() - started:.1f} s")
    for file in PAGES:
        page.goto(f"{address}/{file}")
        settled(page)
        print(f"{file or 'overview':10} a host chosen, seconds: {chosen(page)}")
    page.close()
    before = resident(address)
    pages = []
    for _ in range(SESSIONS):
        context = browser.new_context()
        session = context.new_page()
        for file in PAGES:
            session.goto(f"{address}/{file}")
            settled(session)
        pages.append(session)
    print(f"memory: {before:.0f} MB, {(resident(address) - before) / SESSIONS:.1f} MB a session")


def chosen(page: Page) -> str:
    """From the choice of a host country to the new first sentence, and to the end of the page."""
    first, whole = [], []
    for number in range(TIMES):
        said = lead(page)
        page.get_by_test_id("stSidebar").get_by_label("Where to", exact=True).click()
        option = page.get_by_role("option").nth(number)
        option.wait_for()
        started = time.perf_counter()
        option.click()
        expect(page.locator("[data-testid=stMain] .lead").first).not_to_have_text(said)
        first.append(time.perf_counter() - started)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        whole.append(time.perf_counter() - started)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("[data-testid=stMain] .lead").first).to_have_text(said)
        settled(page)
    return f"{statistics.median(first):.2f}, whole page {statistics.median(whole):.2f}"


def resident(address: str) -> float:
    """Megabytes of memory that the server at an address holds."""
    listed = subprocess.run(
        ["pgrep", "-f", f"server.port={address.rsplit(':', 1)[1]}"],
        capture_output=True,
        text=True,
        check=True,
    )
    status = Path(f"/proc/{listed.stdout.split()[0]}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000


if __name__ == "__main__":
    main()
