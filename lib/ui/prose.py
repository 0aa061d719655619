"""Words on a page, always escaped: what an article says can neither link, load nor format anything."""

from html import escape
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("style.css")
SVG = Path(__file__).with_name("svg.js")
PLAYBACK = Path(__file__).parents[2] / "static" / "playback.js"


def style() -> None:
    """Load what Streamlit lacks, once a page: a few rules of style, a button that saves charts as SVG, and keys for
    charts that play."""
    st.html(STYLE)
    for script in (SVG, PLAYBACK):
        st.html(f"<script>{script.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def paragraph(text: str, role: str) -> str:
    """A paragraph of plain words as HTML, its class the role it plays on the page.

    >>> paragraph("<b>2 visits</b>", "lead")
    '<p class="lead" dir="auto">&lt;b&gt;2 visits&lt;/b&gt;</p>'
    """
    return f'<p class="{role}" dir="auto">{escape(text)}</p>'


def brand() -> None:
    """The name of the house."""
    st.html('<p class="brand">Dateline</p>')


def lead(text: str) -> None:
    """The first sentence of a page: what is on screen, with its numbers."""
    st.html(paragraph(text, "lead"))


def note(text: str, beside: bool = False) -> None:
    """A quiet line: a source, a limit, an explanation; `beside` something else, no wider than its words."""
    st.html(paragraph(text, "note"), width="content" if beside else "stretch")


def empty(what: str, change: str) -> None:
    """Nothing to show: what is missing, and what to change to see something."""
    st.html(f'<div class="empty">{paragraph(what, "lead")}{paragraph(change, "note")}</div>')
