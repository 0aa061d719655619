"""Names added to the gazetteer from the screen."""

from dataclasses import asdict
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from lib import countries, format
from lib.corrections import NAME_COLUMNS, NAME_KINDS, Name, languages, roles
from lib.errors import DatelineError
from lib.store.names import add_name, names_beside
from lib.ui import prose
from lib.ui.data import View
from lib.ui.form import every_country, signature
from lib.ui.log import BAD, FAULTS
from lib.ui.table import Column, table

NAMES = (
    Column("name", "Name", 200),
    Column("kind", "Kind", 90),
    Column("country", "Country", 130, countries.name),
    Column("role", "Office", 140),
    Column("start", "Since", 95),
    Column("end", "Until", 95),
    Column("language", "Language", 80),
    Column("who", "Who", 100),
    Column("why", "Why", 180),
)
TITLES = {"nickname": "A nickname of a country", "person": "A person"}


def names(view: View) -> None:
    """The names added, those lines of their file that are none, and the form for one more."""
    held = names_beside(view.store.path)
    st.subheader("Names added to the gazetteer", anchor=False)
    prose.note(
        "They are known to whatever is read from now on. To have an article read again, remove it on the Library "
        "page and add it once more; corrections stay."
    )
    if told := st.session_state.pop("named", None):
        with st.container(key="outcome"):
            prose.lead(told)
    if held.names:
        table(
            pd.DataFrame([asdict(name) for name in held.names], columns=list(NAME_COLUMNS)),
            NAMES,
            "names",
            "name",
        )
    if held.faults:
        prose.note(BAD)
        table(pd.DataFrame(held.faults), FAULTS, "faulty names", "line", height=250)
    with st.expander("Add a name", key="add a name"):
        kind = st.segmented_control(
            "Kind", NAME_KINDS, default=NAME_KINDS[0], required=True, key="name kind", label_visibility="collapsed",
            format_func=lambda kind: TITLES[kind],
        )  # fmt: skip
        _form(view, kind or NAME_KINDS[0], len(held.names))


def _form(view: View, kind: str, held: int) -> None:
    key = f"{kind} {held}"
    with st.form(f"naming {key}", border=False):
        left, middle, right = st.columns(3)
        left.text_input(
            "Name", key=f"name {key}", placeholder="Ana Quispe" if kind == "person" else "land of teranga"
        )
        middle.selectbox("Country", every_country(), 0, countries.name, key=f"country {key}")
        if kind == "nickname":
            right.selectbox("Language", languages(), languages().index("en"), key=f"language {key}")
        else:
            right.selectbox(
                "Office", ["", *roles()], 0, lambda role: role or format.NOT_STATED, key=f"role {key}"
            )
            left.text_input("Since", key=f"start {key}", placeholder="2031-07-28")
            middle.text_input("Until", key=f"end {key}", placeholder="still in office")
        signed = signature(f"name {key}")

        def add() -> None:
            try:
                who, why = signed()
                fields = ("name", "country", "language", "role", "start", "end")
                typed = {field: str(st.session_state.get(f"{field} {key}") or "") for field in fields}
                when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                made = add_name(view.store.path, Name(kind, **typed, who=who, when=when, why=why))
            except DatelineError as error:
                st.session_state["named"] = f"Not kept: {error.reason}; {error.remedy}."
            except ValueError as error:
                st.session_state["named"] = f"Not kept: {str(error).rstrip('.')}."
            else:
                st.session_state["named"] = f"{made.name} is known to what is read from now on."

        st.form_submit_button("Add the name", on_click=add)
