"""A real browser and a real server for the tests that need them: the system's Chromium, no other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from gold_folder import fill
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = os.environ.get("DATELINE_REQUIRE_BROWSER") == "1"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000
"""milliseconds to wait for an element"""

expect.set_options(timeout=PATIENCE)


@contextmanager
def serve(store: Path, log: Path) -> Iterator[str]:
    """A fresh server over a store, on a free port; gives its address and ends it afterwards."""
    with closing(socket.socket()) as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.port={port}",
        "--server.headless=true",
    ]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "DATELINE_STORE": str(store)}, stdout=output, stderr=output
        )
        try:
            address = f"http://localhost:{port}"
            _wait(f"{address}/_stcore/health", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(health: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except OSError:
            time.sleep(0.05)  # polls a starting process, which has no event to wait for
    raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("Chromium is not installed; on Debian: apt-get install chromium")
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "gold"
    fill(path, hostile=True)
    return path


@pytest.fixture(scope="session")
def address(gold: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    with serve(gold, tmp_path_factory.mktemp("server") / "log") as server:
        yield server


def click_on(page: Page, mark: Locator, across: float = 0.5) -> None:
    """Click on a mark of a chart where it is, whatever lies above it; `across`: so far from its left end, 0 to 1."""
    mark.wait_for(state="attached")
    # What is still being loaded moves charts that are drawn.
    page.wait_for_load_state("networkidle")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + across * box["width"], box["y"] + box["height"] / 2)


@contextmanager
def opened(browser: Browser, width: int = 1366, height: int = 1000, scheme: str = "light") -> Iterator[Page]:
    """A page of a fresh session; fails when anything was asked from another host, or an error was shown."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if _is_elsewhere(request.url) else None)
    yield page
    assert not elsewhere, f"asked from other hosts: {elsewhere}"
    assert not page.locator("[data-testid=stException], [data-testid=stAlert]").count()
    context.close()


def _is_elsewhere(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname not in ("localhost", "127.0.0.1")


def go(page: Page, url: str) -> None:
    """Open an address and wait until the page, its sidebar and its last element are there."""
    page.goto(url)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the script has run and the sidebar and the first sentence are drawn."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.get_by_test_id("stSidebar").get_by_label("Words in the article", exact=True).wait_for(
        state="attached"
    )
    page.locator("[data-testid=stMain] .lead").first.wait_for()


def lead(page: Page) -> str:
    """The first sentence on the page."""
    return page.locator("[data-testid=stMain] .lead").first.inner_text()
