"""A picture with its words for those who cannot see it, its downloads, and what is pointed at in it."""

import streamlit as st

from lib.charts import Picture, config, pointable
from lib.ui import selection
from lib.ui.borders import about_borders
from lib.ui.data import theme
from lib.ui.download import downloads, file_name


def chart(picture: Picture, name: str, choosing: str = "", saving: bool = True) -> None:
    """Show a picture; with `saving`, a menu below holds its data, and a web page of it that opens offline;
    under a map stands what it holds of borders.

    With `choosing`, a click on a point puts its key into the address under that name, a second click takes it
    out, and a click with the shift key adds to what is chosen; see `lib.ui.selection`.
    """
    key = selection.key(choosing, name)
    if choosing:
        pointable(picture.figure, theme())
    # The style sheet gives the inner of two boxes a height that follows the width of the outer one.
    with st.container(key=f"{picture.shape or 'fixed'} of {name}"), st.container(key=f"drawing {name}"):
        st.plotly_chart(
            picture.figure,
            theme=None,
            height="stretch" if picture.shape else "content",
            key=key,
            alt=picture.alt,
            config=config(file_name(name)),
            on_select=(lambda: selection.click(choosing, key)) if choosing else "ignore",
            selection_mode="points",
        )
    if not saving:
        return
    with st.container(key=f"under {name}", horizontal=True, horizontal_alignment="right"):
        data = picture.data  # what is named here is kept as long as the page: the figure need not be
        downloads(lambda: data, name, picture)
    if picture.shape:
        about_borders(name)
