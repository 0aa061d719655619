"""What the maps hold of borders, said under each of them."""

from html import escape

import streamlit as st

from lib.tables import load
from lib.ui import prose

POLICY = "Countries follow ISO 3166-1, outlines the map’s source; disputed borders are dashed."
MARKED = (
    "What is drawn states no view on any territory. A country without an outline, small or disputed, has a dot,"
    " which can be clicked like an outline."
)


def about_borders(name: str) -> None:
    """One quiet line under the map of that name, and a menu with what it does where borders are disputed."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"borders of {name}"):
        prose.note(POLICY, beside=True)
        with st.popover("About borders", type="tertiary"):
            st.html(prose.paragraph(MARKED, "borders") + as_list(load("gazetteer/disputed_areas")))


def as_list(areas: list[dict[str, str]]) -> str:
    """Disputed areas as an HTML list: the area with its code, how it counts, how it is drawn.

    >>> as_list([{"area": "A & B", "code": "", "counting": "Counts.", "outline": "A dot."}])
    '<dl class="borders"><dt>A &amp; B</dt><dd>Counts. A dot.</dd></dl>'
    """
    items = (
        f"<dt>{escape(row['area'])}{_code(row['code'])}</dt>"
        f"<dd>{escape(row['counting'])} {escape(row['outline'])}</dd>"
        for row in areas
    )
    return f'<dl class="borders">{"".join(items)}</dl>'


def _code(code: str) -> str:
    return f" <small>{escape(code)}</small>" if code else ""
