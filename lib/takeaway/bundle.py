"""A view as a zip that can be cited: charts, rows, sentences, codebook, and how to come back."""

import io
import re
import zipfile

import pandas as pd

from lib.codes import with_codes
from lib.export import export_frame
from lib.query import Sentence
from lib.records import columns
from lib.takeaway.codebook import codebook, described
from lib.takeaway.images import images
from lib.takeaway.report import report
from lib.takeaway.taken import LICENCE, Taken
from lib.takeaway.webpage import figure_html

FIRST = ("sentence", "title", "source", "url", "published")
"""of the newest sentence, that stands in each row"""


def bundle(taken: Taken) -> bytes:
    """The zip: charts as web page, PNG and SVG, the rows behind them with their sentences as CSV and Parquet, the
    codebook, the report to print, the citation, the link, the versions and the licence."""
    drawn = images(taken.pictures)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for number, picture in enumerate(taken.pictures):
            name = f"charts/{number + 1}-{stem(picture.title)}"
            target.writestr(f"{name}.html", figure_html(picture, notes=taken.notes))
            for form, image in (drawn[number] if drawn else {}).items():
                target.writestr(f"{name}.{form}", image)
            target.writestr(f"{name}.csv", export_frame(picture.data, "csv"))
        for name, frame in (("rows", rows(taken)), ("evidence", taken.sentences)):
            for form in ("csv", "parquet"):
                target.writestr(f"{name}.{form}", export_frame(frame, form))
        target.writestr("codebook.csv", export_frame(_columns(taken), "csv"))
        target.writestr("report.html", report(taken, drawn))
        target.writestr("CITATION.txt", f"{taken.citation}\n")
        target.writestr("README.txt", readme(taken, bool(drawn)))
    return packed.getvalue()


def rows(taken: Taken) -> pd.DataFrame:
    """The rows with the columns of their table, the codes of visits, and of each its newest sentence."""
    known = [name for name in columns(taken.table) if name in taken.rows and name not in FIRST]
    first = taken.sentences.drop_duplicates("row").set_index("row")
    found = first.reindex(list(taken.keys))[list(FIRST)].set_index(taken.rows.index)
    return pd.concat([with_codes(taken.rows[known]), found], axis=1)


def _columns(taken: Taken) -> pd.DataFrame:
    """The codebook, cut to what is in the bundle."""
    book = codebook()
    own = book[(book["table"] == taken.table) & ~book["column"].isin(FIRST)].assign(table="rows")
    first = [
        ("rows", name, kind, f"of the newest sentence: {meaning}")
        for name, (kind, meaning) in described(Sentence).items()
        if name in FIRST
    ]
    added = pd.DataFrame(first, columns=list(book.columns))
    held = own[own["column"].isin(rows(taken).columns)]
    return pd.concat([held, added, book[book["table"] == "evidence"]], ignore_index=True)


def stem(title: str) -> str:
    """A title as part of a file's name.

    >>> stem("Visits received, by host"), stem("…")
    ('visits-received-by-host', 'chart')
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "chart"


IMAGES = "the same as images (PNG of twice the size, SVG to enlarge)"
NO_IMAGES = (
    "no images: the machine that runs Dateline has no Chromium or Chrome to draw them; open the .html"
    " and press “Save as PNG” or “Save as SVG”"
)


def readme(taken: Taken, drawn: bool) -> str:
    """What is in the bundle, in words."""
    what = {
        "charts/*.html": "each chart with legend, filters and source line; opens offline",
        "charts/*.png, *.svg": IMAGES if drawn else NO_IMAGES,
        "charts/*.csv": "the numbers that each chart draws",
        "rows.csv, rows.parquet": f"the rows behind the charts: {taken.extent}, each with its newest sentence",
        "evidence.csv, evidence.parquet": "every sentence of these rows, with article, source, address and day",
        "codebook.csv": "every column of rows and evidence, with type and meaning",
        "report.html": "the view on one sheet, to print",
        "CITATION.txt": "how to cite it",
    }
    lines = [
        taken.title,
        taken.lead,
        "",
        f"Filters: {taken.selection}",
        f"Source: {taken.source}",
        f"Link: {taken.link}",
        "  It restores the view where Dateline serves this library.",
        taken.versions,
        "",
        *(f"{name}\n  {about}" for name, about in what.items()),
        "",
        "In the CSV files an apostrophe stands before text that a spreadsheet would take for a formula.",
        "Event codes: CAMEO (Schrodt, Gerner and Yilmaz) and PLOVER (Open Event Data Alliance, 2021).",
        "",
        LICENCE,
        "",
    ]
    if len(taken.rows) < taken.total:
        lines.insert(9, f"`dateline export` writes all {taken.total:,} rows.\n")
    return "\n".join(lines)
