"""Articles into the library and out of it again."""

from collections.abc import Sequence

import streamlit as st

from lib import format
from lib.errors import DatelineError
from lib.read import SUFFIXES
from lib.store import Store
from lib.store.names import names_beside
from lib.ui import columns, data, prose
from lib.ui.progress import Bar
from lib.ui.table import Listing, styled

LONGEST_PASTE = 1_000_000
"""characters; a long book"""
FORMATS = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)


def upload(store: Store) -> None:
    """A place to drop files, and the button that reads them."""
    with st.form("upload", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Files",
            accept_multiple_files=True,
            key="files",
            label_visibility="collapsed",
        )
        prose.note(f"{FORMATS}; up to {st.get_option('server.maxUploadSize')} MB a file. They stay here.")
        if st.form_submit_button("Read the files"):
            if files:
                read([(file.name, file.getvalue()) for file in files], store)
            else:
                prose.note("Choose at least one file first.")


def paste(store: Store) -> None:
    """A place to paste the text of one article, and the button that reads it."""
    with st.form("paste", clear_on_submit=True, border=False):
        text = st.text_area(
            "Text of one article",
            key="pasted",
            height=130,
            max_chars=LONGEST_PASTE,
            label_visibility="collapsed",
            placeholder="Headline, date and text, as copied from a page; menus and share buttons may stay",
        )
        prose.note("One article at a time. A date in it gives “on Tuesday” a day.")
        if st.form_submit_button("Read the text"):
            if text and text.strip():
                read([("pasted text.txt", text.encode())], store)
            else:
                prose.note("Paste a text first.")


def read(documents: Sequence[tuple[str, bytes]], store: Store) -> None:
    """Read documents into the store with their progress on screen, then start over with what they brought."""
    from lib.ingest import ingest_documents

    bar = Bar("Loading names of countries, people and places", names_beside(store.path).names)
    try:
        with data.writing():
            done = ingest_documents(documents, store, progress=bar.progress, parse=bar.parse)
    except DatelineError as error:
        st.session_state["outcome"] = str(error)
    else:
        said = [f"{format.count(done.added, 'article')} added"]
        said += [f"{number} already there" for number in [done.known] if number]
        said += [
            f"{format.count(done.problems, 'problem')}, listed below" for _ in range(bool(done.problems))
        ]
        st.session_state["outcome"] = "; ".join(said) + "."
    st.rerun()


def say_outcome() -> None:
    """What the last reading or removal did, until it is dismissed, in a place that is there before and after."""
    with st.container(key="outcome", horizontal=True, vertical_alignment="center"):
        if outcome := st.session_state.get("outcome"):
            prose.lead(outcome)
            st.button("Dismiss", on_click=_forget, type="tertiary", key="dismiss")


def _forget() -> None:
    del st.session_state["outcome"]


def remove(store: Store, listed: Listing) -> None:
    """The list of articles, of which any can be chosen and, after a question, removed."""
    articles = listed.frame
    if listed.cut:
        newest, total = format.number(len(articles)), format.number(listed.total)
        prose.note(f"The newest {newest} of {total} articles; the filters find others.")
    shown = columns.ARTICLES[:4]
    state = st.dataframe(
        styled(articles.reset_index(drop=True), shown),
        key=f"held {store.version}",
        hide_index=True,
        height=300,
        column_config={c.field: st.column_config.Column(c.title, width=c.width) for c in shown},
        on_select="rerun",
        selection_mode="multi-row",
        placeholder=format.NOT_STATED,
    )
    chosen = articles.iloc[state["selection"]["rows"]]
    label = (
        f"Remove {format.count(len(chosen), 'article')}…" if len(chosen) else "Select articles to remove them"
    )
    if st.button(label, disabled=chosen.empty, key="remove"):
        _confirm(store, list(chosen["article_id"]))


@st.dialog("Remove articles")
def _confirm(store: Store, article_ids: list[str]) -> None:
    prose.note(
        f"{format.count(len(article_ids), 'article')} and every visit, figure and mention read from "
        f"{'it' if len(article_ids) == 1 else 'them'} will go. Files on your disk stay as they are."
    )
    yes, no = st.columns(2)
    if yes.button("Remove", type="primary", width="stretch", key="confirm"):
        with data.writing():
            removed = store.remove(article_ids)
        st.session_state["outcome"] = f"{format.count(removed, 'article')} removed."
        st.rerun()
    if no.button("Keep", width="stretch"):
        st.rerun()
