"""Downloads, each made when it is asked for."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.charts import Picture, packed
from lib.codes import with_codes
from lib.export import EXPORTS, export_frame, export_tables
from lib.store import Facts
from lib.takeaway import figure_html
from lib.ui import prose

FORMATS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}
"""the formats of EXPORTS offered, and what people call them"""


def downloads(frame: Callable[[], pd.DataFrame], name: str, picture: Picture | None = None) -> None:
    """One quiet menu: a frame in every format, and its picture as a web page that opens offline."""
    file = file_name(name)
    with st.popover("Download", type="tertiary"):
        if picture is not None:
            unpack = packed(picture)
            download_button("Chart as a web page", lambda: figure_html(unpack()), f"{file}.html", "text/html")
        for form, label in FORMATS.items():
            export = EXPORTS[form]
            download_button(
                f"Data as {label}",
                partial(_exported, frame, form),
                file + export.suffix,
                export.media_type,
            )


def _exported(frame: Callable[[], pd.DataFrame], form: str) -> bytes:
    return export_frame(with_codes(frame()), form)


def everything(store: Facts) -> None:
    """All tables in one archive, in the format chosen."""
    with st.container(horizontal=True, gap="large"):
        for form, label in FORMATS.items():
            download_button(
                f"All tables as {label}",
                partial(archive, store, form),
                f"dateline-{form}.zip",
                "application/zip",
            )
    prose.note("A zip with one file a table: articles, mentions, reports, visits, trade figures, problems.")


def archive(store: Facts, form: str) -> bytes:
    """Every table of the store in one format, zipped."""
    packed = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for path in export_tables(store, Path(folder), form):
            target.write(path, path.name)
    return packed.getvalue()


def download_button(label: str, data: Callable[[], bytes], file: str, mime: str) -> None:
    """A button whose file is made when it is pressed."""
    st.download_button(label, data, file, mime, key=f"download {file}", on_click="ignore", type="tertiary")


def file_name(name: str) -> str:
    """A name that every file system takes.

    >>> file_name("Visits by host: 2020")
    'dateline-visits-by-host-2020'
    """
    return "dateline-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
