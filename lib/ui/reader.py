"""An article with every mention, visit and figure marked in its text."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import format, query
from lib.ui import prose
from lib.ui.columns import certainty
from lib.ui.data import View


class Span(NamedTuple):
    start: int
    """first character, in the text"""
    end: int
    """one past the last"""
    kind: str
    """what it is: its tint"""
    label: str
    """what was read there, shown when pointed at"""


KINDS = {
    "visit": "Visit",
    "figure": "Trade figure",
    "country": "Country",
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "region": "Region",
}
"""What can be marked, in the order of the legend."""


def highlight(text: str, spans: Iterable[Span]) -> str:
    """The text as escaped HTML, each span in a `<mark>`; spans may overlap, those beyond the text go.

    >>> highlight("Lavrov & Cuba", [Span(9, 13, "country", "Cuba")])
    'Lavrov &amp; <mark class="country" title="Cuba">Cuba</mark>'
    >>> print(highlight("abc", [Span(0, 2, "visit", "v"), Span(1, 3, "place", "p")]).replace("><", ">\\n<"))
    <mark class="visit" title="v">a<mark class="place" title="p">b</mark>
    </mark>
    <mark class="place" title="p">c</mark>
    >>> highlight("<script>", [Span(5, 99, "visit", "beyond the text"), Span(3, 3, "visit", "empty")])
    '&lt;script&gt;'
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted({0, len(text), *(s.start for s in inside), *(s.end for s in inside)})
    by_start = sorted(inside, key=lambda s: (s.start, s.start - s.end))
    open_spans: list[Span] = []
    html: list[str] = []
    coming = 0
    shown: list[Span] = []
    for edge, following in pairwise(edges):
        open_spans = [span for span in open_spans if span.end > edge]
        while coming < len(by_start) and by_start[coming].start == edge:
            open_spans.append(by_start[coming])
            coming += 1
        open_spans.sort(key=lambda s: s.start - s.end)
        html.append(_step(shown, open_spans))
        shown = list(open_spans)
        html.append(escape(text[edge:following]))
    html.append("</mark>" * len(shown))
    return "".join(html)


def _step(shown: Sequence[Span], wanted: Sequence[Span]) -> str:
    same = 0
    while same < min(len(shown), len(wanted)) and shown[same] == wanted[same]:
        same += 1
    opened = (f'<mark class="{escape(s.kind)}" title="{escape(s.label)}">' for s in wanted[same:])
    return "</mark>" * (len(shown) - same) + "".join(opened)


def split(text: str, spans: Sequence[Span], title: str | None) -> tuple[str, str]:
    """The headline that opens a text, and the rest, both marked; no headline where the text begins otherwise.

    >>> split("Cuba\\n\\nIt rains.", [Span(0, 4, "country", "Cuba")], "Cuba")
    ('<mark class="country" title="Cuba">Cuba</mark>', 'It rains.')
    >>> split("It rains.", [], "Cuba")
    ('', 'It rains.')
    """
    if not title or not text.startswith(title):
        return "", highlight(text, spans)
    body = len(title) + len(text[len(title) :]) - len(text[len(title) :].lstrip())
    after = [Span(max(s.start, body) - body, s.end - body, s.kind, s.label) for s in spans if s.end > body]
    before = [Span(s.start, min(s.end, len(title)), s.kind, s.label) for s in spans if s.start < len(title)]
    return highlight(title, before), highlight(text[body:], after)


def legend(kinds: Iterable[str]) -> str:
    """The legend of the kinds given, as HTML, in a fixed order.

    >>> legend(["visit"])
    '<p class="legend"><mark class="visit">Visit</mark></p>'
    >>> legend([])
    '<p class="legend"></p>'
    """
    wanted = set(kinds)
    marks = (f'<mark class="{kind}">{escape(name)}</mark>' for kind, name in KINDS.items() if kind in wanted)
    return f'<p class="legend">{" ".join(marks)}</p>'


def choose_article() -> str:
    """The id of the article that the address names, empty when it names none."""
    with st.container(key="address article"):
        return st.text_input("Article", key="article", bind="query-params") or ""


def choose_row(row: pd.Series | None) -> None:
    """Put the article of a row into the address; without a row, the list comes back."""
    st.session_state["article"] = "" if row is None else row["article_id"]


def read_article(view: View, article_id: str) -> None:
    """Show an article with everything read from it marked in its text."""
    reading = view.look(query.article, article_id)
    if reading is None:
        prose.empty(
            "This article is not in the library.", "It may have been removed; choose another from the list."
        )
        return
    article = reading.article
    spans = [
        Span(row["start_char"], row["end_char"], KIND_OF.get(row["table"], row["kind"]), _label(row))
        for row in reading.spans.to_dict("records")
    ]
    with st.container(key="reader"):
        headline, body = split(article["text"], spans, article["title"])
        st.html(f'<h2 dir="auto">{headline or escape(format.stated(article["title"]))}</h2>')
        st.html(_about(article))
        st.html(legend(span.kind for span in spans))
        st.html(f'<div class="article" dir="auto">{body}</div>')


KIND_OF = {"visit_reports": "visit", "trade_figures": "figure"}
"""what a span is by the table it stands in; a mention is of its own kind"""


def _label(row: dict[str, Any]) -> str:
    what = {"visit_reports": f"Visit, {row['kind']}", "trade_figures": f"Trade figure, {row['kind']}"}
    said = [part for part in (what.get(row["table"], KINDS.get(row["kind"], "")), row["label"]) if part]
    sure = [] if format.missing(row["confidence"]) else [f"{certainty(row['confidence'])} certain"]
    return ", ".join([": ".join(said), *sure])


def _about(article: dict[str, Any]) -> str:
    """Source, date, section and address of an article as HTML; only a web address becomes a link.

    >>> _about({"source": "A & B", "published": None, "section": None, "url": "javascript:alert(1)"})
    '<p class="note">A &amp; B · date not stated · javascript:alert(1)</p>'
    """
    published = article["published"]
    said = [article["source"], format.day(published) if published else "date not stated", article["section"]]
    parts = [escape(part) for part in said if part]
    if url := article["url"]:
        web = url.startswith(("https://", "http://"))
        link = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(url)}</a>'
        parts.append(link if web else escape(url))
    return f'<p class="note">{" · ".join(parts)}</p>'
