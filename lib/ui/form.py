"""The form in which a row is corrected, signed with who and why, and what is said of it afterwards."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import streamlit as st

from lib import countries, format, query
from lib.corrections import FIGURE_STATUSES, FLOWS, KINDS, STATUSES, Correction, checked
from lib.errors import DatelineError
from lib.tables import load
from lib.ui import prose
from lib.ui.data import View

DATES = "2020-02-05, 2020-02-05..2020-02-08, 2020-02 or 2020"
Choices = Sequence[str] | None
"""what a field can be; None: any words"""


class Field(NamedTuple):
    name: str
    title: str
    choices: Choices = None
    words: Callable[[str], str] = str
    help: str | None = None


def every_country() -> list[str]:
    """The countries to choose from, by name; the first choice is none."""
    return ["", *sorted((row["alpha3"] for row in load("gazetteer/countries")), key=countries.name)]


def fields_of(table: str) -> tuple[Field, ...]:
    """What a row of a table can be corrected in."""
    lands = every_country()
    if table == "visits":
        return (
            Field("visitor", "Who"),
            Field("visitor_role", "As"),
            Field("visitor_country", "Whose country", lands, countries.name),
            Field("host_country", "Where to", lands, countries.name),
            Field("city", "City"),
            Field("dates", "When", help=DATES),
            Field("status", "Status", STATUSES),
        )
    if table == "trade_figures":
        return (
            Field("amount", "Amount", help="A number, such as 2400000000 or 2.4e9; a fall is negative"),
            Field("unit", "Unit", help="An ISO 4217 code, such as USD; else %, t, bbl, bbl/d or m3"),
            Field("flow", "Flow", FLOWS),
            Field("reporter", "Of", lands, countries.name),
            Field("partner", "With", lands, countries.name),
            Field("period", "Period", help=DATES),
            Field("status", "Status", FIGURE_STATUSES),
            Field("claimed_by", "Says who"),
        )
    return (
        Field("entity", "Name"),
        Field("kind", "Kind", KINDS),
        Field("country", "Country", lands, countries.name),
    )


TITLES = {
    name: title for table in ("visits", "trade_figures", "entities") for name, title, *_ in fields_of(table)
}
"""what a field is called on screen"""


class Draft(NamedTuple):
    """A correction as filled in, without who and why."""

    action: str
    table: str
    row: str
    field: str = ""
    old: str = ""
    new: str = ""


class Target(NamedTuple):
    """A row as it was when its form was drawn."""

    table: str
    key: str
    """of the form's fields in the session"""
    row: str
    """what corrections call it"""
    said: Mapping[str, str]
    seen: frozenset[str]
    """the corrections known then"""
    address: str = ""
    """the parameter of the address that opens it"""


def known(view: View) -> frozenset[str]:
    """The corrections that the reader of a page has seen."""
    return frozenset(view.ask(query.corrections)["id"])


Offer = Callable[[Target], Callable[[], list[Draft]]]
"""Draws the fields of one action, and returns what reads them once the button is pressed."""


def draw_form(view: View, title: str, target: Target, offers: Mapping[str, Offer]) -> None:
    """What can be done to a row, one action at a time, signed; and what became of the last correction."""
    # The version in the keys: what a field shows first is what the row says now, or what `begun` knows.
    target = target._replace(key=f"{target.key} {view.version}")
    say()
    begins, why = begun(f"action {target.key}", next(iter(offers))), begun(f"why {target.key}", None)
    with st.expander(title, key=f"correct {target.key}", expanded=why is not None):
        action = st.segmented_control(
            "What to do", list(offers), default=begins, required=True, key=f"action {target.key}",
            label_visibility="collapsed",
        )  # fmt: skip
        with st.form(f"form {target.key} {action}", border=False):
            read = offers[action or next(iter(offers))](target)
            signed = signature(target.key)
            st.form_submit_button("Keep the correction", on_click=keep, args=(view, target, read, signed))


def signature(key: str) -> Callable[[], tuple[str, str]]:
    """Asks who corrects, remembered in the session, and why; returns what reads both."""
    left, right = st.columns([1, 2])
    who = begun(f"who {key}", st.session_state.get("corrector", ""))
    left.text_input("Who corrects", who, key=f"who {key}", max_chars=100)
    why = begun(f"why {key}", "")
    right.text_input("Why", why, key=f"why {key}", max_chars=500, placeholder="What shows it")

    def read() -> tuple[str, str]:
        who, why = (str(st.session_state.get(f"{name} {key}") or "").strip() for name in ("who", "why"))
        if who:
            st.session_state["corrector"] = who
        if not who or not why:
            raise ValueError("Say who corrects, and why.")
        return who, why

    return read


def begun(key: str, value: Any) -> Any:
    """What was typed under a key, which ends in a version, and was not kept; else a value."""
    return st.session_state.get("not kept", {}).get(_whatever_version(key), value)


def _whatever_version(key: str) -> str:
    return key.rpartition(" ")[0]


def _typed_into(target: Target) -> dict[str, Any]:
    """What was typed and chosen in a form, without what still says what the row said."""
    typed = {
        str(key): value for key, value in st.session_state.items() if str(key).endswith(f" {target.key}")
    }
    return {
        _whatever_version(key): value
        for key, value in typed.items()
        if value != target.said.get(key.removesuffix(f" {target.key}"))
    }


def keep(
    view: View,
    target: Target,
    read: Callable[[], list[Draft]],
    signed: Callable[[], tuple[str, str]],
) -> None:
    """Adds corrections to the file, and remembers what to say about it, or what was typed in vain; for use when a
    button is pressed."""
    st.session_state["not kept"] = _typed_into(target)
    try:
        drafts = read()
        who, why = signed()
        made = [Correction("", datetime.now(UTC), who, why, *draft) for draft in drafts]
        kept = view.store.corrections.add(made, target.seen)
    except DatelineError as error:
        st.session_state["corrected"] = (
            f"Not kept: {error.reason}. {error.remedy[:1].upper()}{error.remedy[1:]}."
        )
    except ValueError as error:
        reason = str(error)
        st.session_state["corrected"] = f"Not kept: {reason[:1].lower()}{reason[1:].rstrip('.')}."
    else:
        del st.session_state["not kept"]
        if target.address and kept[0].action == "reject":
            st.session_state[target.address] = ""
        number = format.count(len(kept), "correction")
        st.session_state["corrected"] = f"{number} kept; the Corrections page lists and undoes them."


def say() -> None:
    """What the last correction did, once."""
    if told := st.session_state.pop("corrected", None):
        with st.container(key="outcome"):
            prose.lead(told)


def inputs(table: str, values: Mapping[str, str], key: str) -> None:
    """Draws the fields of a row, holding some values."""
    fields = fields_of(table)
    for row in (fields[:4], fields[4:]):
        for column, field in zip(st.columns(4), row, strict=False):
            name = f"{field.name} {key}"
            value = begun(name, values.get(field.name, ""))
            if field.choices is None:
                column.text_input(
                    field.title, value, key=name, help=field.help, placeholder=format.NOT_STATED
                )
            else:
                place = list(field.choices).index(value) if value in field.choices else 0
                column.selectbox(field.title, list(field.choices), place, field.words, key=name)


def typed(table: str, key: str, said: Mapping[str, str]) -> dict[str, str]:
    """What the fields hold; ValueError, which names the field, where it is not what the row said and cannot be."""
    values = [(field, str(st.session_state.get(f"{field.name} {key}") or "")) for field in fields_of(table)]
    return {
        field.name: value if value and value == said.get(field.name) else _checked(table, field, value)
        for field, value in values
    }


def _checked(table: str, field: Field, value: str) -> str:
    try:
        return checked(table, field.name, value)
    except ValueError as error:
        raise ValueError(f"{field.title}: {error}") from None


def picked(key: str, what: str) -> str:
    """What is chosen in the session when the button is pressed; ValueError when nothing is."""
    if chosen := st.session_state.get(key):
        return str(chosen)
    raise ValueError(f"Choose {what}.")
