"""Key figures: at most four, each with what it counts."""

from html import escape

import streamlit as st

from lib.format import number

Figure = tuple[str, int, str]
"""what is counted, the number, and a few words about it (may be empty)"""


def key_figures(*figures: Figure) -> None:
    """Show figures."""
    st.html(as_list(figures))


def as_list(figures: tuple[Figure, ...]) -> str:
    """Key figures as an HTML list of terms and numbers.

    >>> as_list((("Articles", 1234, "from 2 sources"),))
    '<dl class="figures"><div><dt>Articles</dt><dd>1,234 <small>from 2 sources</small></dd></div></dl>'
    """
    items = (
        f"<div><dt>{escape(label)}</dt><dd>{number(value)} <small>{escape(about)}</small></dd></div>"
        for label, value, about in figures
    )
    return f'<dl class="figures">{"".join(items)}</dl>'
