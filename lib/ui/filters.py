"""The sidebar: what every page is filtered by, kept in the address so that a link shows the same view."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.query import Filters
from lib.records import EARLIEST, LATEST
from lib.ui import link, prose
from lib.ui.columns import certainty
from lib.ui.sentences import selected


class Choice(NamedTuple):
    key: str
    """its name in the address"""
    field: str
    """of Filters"""
    label: str
    before: str = ""
    """what stands before the chosen ones in the line that says what is selected"""


CHOICES = (
    Choice("who", "people", "Who travels", "visits by "),
    Choice("visitor", "visitor_countries", "Whose country", "from "),
    Choice("host", "host_countries", "Where to", "to "),
    Choice("status", "statuses", "Status"),
    Choice("source", "sources", "Source"),
    Choice("language", "languages", "Language", "in "),
)
"""The filters of which several values can be chosen, in the order people ask."""

CLEARED = {
    "from": None,
    "to": None,
    **{choice.key: "" for choice in CHOICES},
    "words": "",
    "certainty": 0,
    "copies": False,
}
"""Every filter's name in the address, with its value when it lets all pass."""
EVERYTHING = "Everything in the library"
MOST_CERTAIN = 95


def pack(values: Iterable[str]) -> str:
    """Values as one address parameter.

    >>> pack(["MEX", "CUB"]), pack(["a~b"])
    ('MEX~CUB', 'a%7Eb')
    """
    return "~".join(value.replace("%", "%25").replace("~", "%7E") for value in values)


def unpack(parameter: str) -> tuple[str, ...]:
    """The values of an address parameter.

    >>> unpack("MEX~CUB"), unpack("a%7Eb"), unpack("")
    (('MEX', 'CUB'), ('a~b',), ())
    """
    return tuple(unquote(value) for value in parameter.split("~") if value)


def read() -> tuple[Filters, DeltaGenerator]:
    """The filters that the address holds, and the place in the sidebar kept free for their choices.

    What can be chosen is known only once the filters are; so the address is read from inputs nobody sees,
    and the choices are drawn by `offer` afterwards.
    """
    with st.container(key="address"):
        chosen = {
            choice.field: unpack(st.text_input(choice.label, key=choice.key, bind="query-params") or "")
            for choice in CHOICES
        }
    with st.sidebar:
        prose.brand()
        start, end = pick_day("From", "from"), pick_day("To", "to")
        options = st.container()
        link.expect("certainty", "Certainty", is_certainty)
        link.expect("copies", "Count copies", ("true", "false").__contains__)
        words = st.text_input(
            "Words in the article",
            key="words",
            bind="query-params",
            type="search",
            help='All words, in any order; "quoted words" as they stand.',
        )
        certainty = st.slider(
            "Certainty at least",
            max_value=MOST_CERTAIN,
            step=5,
            format="%d %%",
            key="certainty",
            bind="query-params",
            help="How often rows with such evidence were right; the Accuracy page says how it was measured."
            " Rows that an earlier Dateline read have no certainty until their articles are read again.",
        )
        copies = st.toggle(
            "Count copies",
            key="copies",
            bind="query-params",
            help="A report that several outlets print within a week, shortened or with another headline, counts once.",
        )
    words = (words or "").strip()
    filters = Filters(
        start=start, end=end, words=words, confidence=certainty / 100, copies=bool(copies), **chosen
    )
    return filters, options


def pick_day(label: str, key: str, first: date | None = None) -> date | None:
    """A day of the calendar, kept in the address; `first` until the reader chooses, None when left empty."""
    link.expect(key, label, lambda asked: day(asked) is not None)
    return st.date_input(label, first, EARLIEST, LATEST, key=key, format="YYYY-MM-DD", bind="query-params")


def offer(place: DeltaGenerator, choices: pd.DataFrame, filters: Filters) -> None:
    """Draw the choices (`filter, value, label, rows`) with their counts."""
    with place:
        for choice in CHOICES:
            offered = choices[choices["filter"] == choice.field]
            labels = {
                value: f"{label}  ({rows:,})"
                for value, label, rows in offered[["value", "label", "rows"]].itertuples(
                    index=False, name=None
                )
            }
            picked = f"pick {choice.key}"
            st.session_state[picked] = [value for value in getattr(filters, choice.field) if value in labels]
            st.multiselect(
                choice.label,
                list(labels),
                key=picked,
                format_func=partial(_named, labels),
                placeholder="All",
                select_all=False,
                on_change=_keep,
                args=(choice.key,),
            )


def _named(labels: Mapping[str, str], value: str) -> str:
    return labels.get(value, value)


def _keep(key: str) -> None:
    st.session_state[key] = pack(st.session_state[f"pick {key}"])


def reset() -> None:
    """Clear every filter."""
    st.session_state.update(CLEARED)


def in_words(choices: pd.DataFrame, filters: Filters) -> str:
    """What is selected, in one line."""
    parts = []
    for choice in CHOICES:
        offered = choices[choices["filter"] == choice.field]
        labels = dict(zip(offered["value"], offered["label"], strict=True))
        chosen = [labels.get(value, value) for value in getattr(filters, choice.field)]
        if chosen:
            parts.append(f"{choice.before}{' or '.join(chosen)}")
    if filters.confidence:
        parts.append(f"at least {certainty(filters.confidence)} certain")
    line = selected(filters.start, filters.end, parts, filters.words)
    return f"{line or EVERYTHING}, copies counted" if filters.copies else line or EVERYTHING


def active(choices: pd.DataFrame, filters: Filters) -> None:
    """One line that says what is selected, with a way to clear it."""
    line = in_words(choices, filters)
    if line == EVERYTHING:
        prose.note(f"{EVERYTHING}; the sidebar narrows it.", beside=True)
        return
    prose.note(line, beside=True)
    st.button("Clear filters", on_click=reset, type="tertiary", key="reset")


def say_backwards(filters: Filters) -> None:
    """Say it when the period ends before it begins."""
    if filters.start and filters.end and filters.start > filters.end:
        prose.note("From is after To, so nothing fits. Choose an earlier From or a later To in the sidebar.")


def say_absent(absent: Iterable[tuple[str, str]]) -> None:
    """Say which chosen values (field, value) no row of the library has, with a way to leave each out."""
    choices = {choice.field: choice for choice in CHOICES}
    for field, value in absent:
        choice = choices[field]
        with st.container(horizontal=True, vertical_alignment="center", key=f"absent {choice.key} {value}"):
            prose.note(
                f"Nothing in the library has “{value}” under “{choice.label}” now, so nothing fits it. It stays in the"
                " address until you leave it out.",
                beside=True,
            )
            st.button(
                "Leave it out",
                on_click=_leave_out,
                args=(choice.key, value),
                type="tertiary",
                key=f"leave out {choice.key} {value}",
            )


def _leave_out(key: str, value: str) -> None:
    st.session_state[key] = pack(chosen for chosen in unpack(st.session_state[key]) if chosen != value)


def parse(query: str) -> Filters:
    """The filters of a query string; what is no value of theirs lets all pass, as in the address.

    >>> found = parse("host=MEX~CUB&from=2020-01-01&to=soon&certainty=90&show=x")
    >>> found.host_countries, found.start, found.end, found.confidence
    (('MEX', 'CUB'), datetime.date(2020, 1, 1), None, 0.9)
    """
    given = dict(parse_qsl(query))
    certainty = given.get("certainty", "")
    return Filters(
        start=day(given.get("from", "")),
        end=day(given.get("to", "")),
        words=given.get("words", "").strip(),
        confidence=int(certainty) / 100 if is_certainty(certainty) else 0.0,
        copies=given.get("copies") == "true",
        **{choice.field: unpack(given.get(choice.key, "")) for choice in CHOICES},
    )


def day(text: str) -> date | None:
    """A day of the address within the calendar offered, None for anything else.

    >>> day("2020-02-06"), day("0020-02-06"), day("soon")
    (datetime.date(2020, 2, 6), None, None)
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def is_certainty(text: str) -> bool:
    """Whether a text is a percentage that the slider has.

    >>> is_certainty("90"), is_certainty("-5"), is_certainty("many")
    (True, False, False)
    """
    return text.isascii() and text.isdigit() and int(text) <= MOST_CERTAIN
