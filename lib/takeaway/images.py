"""Charts as PNG and SVG, drawn by a Chromium or Chrome where the machine has one; nothing is downloaded."""

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from lib.takeaway.webpage import drawing_page

if TYPE_CHECKING:
    from lib.charts.picture import Picture

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
VARIABLE = "DATELINE_BROWSER"
"""names the browser to use; `none` uses none"""

SECONDS = 60
WIDTH = 1100
"""pixels of a chart as drawn; a PNG has twice as many"""

FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=30000",
)  # fmt: skip

SCRIPT = """
Promise.all([...document.querySelectorAll(".js-plotly-plot")].map((drawn) => Promise.all(["png", "svg"].map(
  (format) => Plotly.toImage(drawn, {format, width: WIDTH, height: drawn._fullLayout.height, scale: 2})))))
  .then((images) => { const kept = document.createElement("pre"); kept.id = "images";
    kept.textContent = JSON.stringify(images); document.body.replaceChildren(kept); });
"""


def browser() -> str | None:
    """The browser that draws images: the one `DATELINE_BROWSER` names, else one that is found; None without."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if named == "none" else shutil.which(named)
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def images(pictures: Sequence["Picture"]) -> list[dict[str, bytes]]:
    """Of each picture its `png` and `svg`; an empty list where no browser is found, or it fails."""
    program = browser()
    if program is None or not pictures:
        return []
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "charts.html"
        page.write_bytes(drawing_page(pictures, SCRIPT.replace("WIDTH", str(WIDTH)), WIDTH))
        command = [program, *FLAGS, f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # as root, in a container, it cannot build its own
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
        except (OSError, subprocess.SubprocessError):
            return []
    found = re.search(r'<pre id="images">(.*?)</pre>', done.stdout.decode("utf-8", "replace"), re.S)
    drawn = json.loads(html.unescape(found[1])) if found else []
    return [{"png": content(png), "svg": content(svg)} for png, svg in drawn]


def content(url: str) -> bytes:
    """What a data address holds.

    >>> content("data:image/svg+xml,%3Csvg%2F%3E"), content("data:image/png;base64,AAE=")
    (b'<svg/>', b'\\x00\\x01')
    """
    kind, _, data = url.partition(",")
    return b64decode(data) if kind.endswith(";base64") else unquote_to_bytes(data)
