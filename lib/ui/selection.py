"""What is pointed at in charts: kept in the address, followed by the rows below, never by the chart itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from lib import countries
from lib.format import listed, period
from lib.query import UNKNOWN
from lib.ui import link, prose
from lib.ui.filters import day, pack, unpack

HINT = "Click in a chart to list only what belongs there; shift and click adds more."


@dataclass(frozen=True)
class Chosen:
    """The keys chosen under a name of the address."""

    name: str
    keys: tuple[str, ...]

    def outlined(self, chart: str) -> tuple[str, ...]:
        """What a chart is to outline: what is chosen, but for what was just clicked in the chart itself.

        That the browser marks; a chart drawn anew would forget it, and not know what a click with the shift key
        adds to.
        """
        drawn, clicked = f"drawn in {chart}", st.session_state.get(f"clicked in {key(self.name, chart)}", ())
        own = clicked == self.keys and not st.session_state.get(drawn)
        st.session_state[drawn] = () if own else self.keys
        return () if own else self.keys

    def chip(self, words: Callable[[str], str] = str) -> None:
        """Say what the rows below are narrowed to, with a way back to all; or how to choose."""
        with st.container(horizontal=True, vertical_alignment="center", key=f"chosen {self.name}"):
            if not self.keys:
                prose.note(HINT)
                return
            prose.note(f"Below: only {listed([words(key) for key in self.keys], most=6)}.", beside=True)
            st.toggle(
                "Add more", key=f"adding {self.name}", help="Each click adds, or takes away what is there."
            )
            st.button(
                "List all", on_click=_clear, args=(self.name,), type="tertiary", key=f"list all {self.name}"
            )


def read(name: str, fits: Callable[[str], bool]) -> Chosen:
    """The keys that are chosen under a name of the address and fit; of a link that asks for others, it is said."""
    with st.container(key=f"address {name}"):
        held = st.text_input(name, key=name, bind="query-params") or ""
    keys = unpack(held)
    link.expect(name, name.capitalize(), lambda asked: asked != held or all(map(fits, keys)))
    return Chosen(name, tuple(filter(fits, keys)))


def click(name: str, chart: str) -> None:
    """Takes what a chart, given by its key, says is selected into the address."""
    chosen, clicked = unpack(st.session_state.get(name) or ""), pointed_at(st.session_state[chart])
    # The chart still holds what was clicked in it before another chart was: clicked again, it gives nothing.
    held = st.session_state.get(f"clicked in {chart}", ())
    st.session_state[f"clicked in {chart}"] = clicked
    found = clicked or (() if held == chosen else held)
    adding = st.session_state.get(f"adding {name}")
    st.session_state[name] = pack(added(chosen, found) if adding else after(chosen, found))


def _clear(name: str) -> None:
    st.session_state[name] = ""
    st.session_state[f"cleared {name}"] = st.session_state.get(f"cleared {name}", 0) + 1


def key(name: str, chart: str) -> str:
    """The key of a chart in which something of a name is chosen: it lets go of that only under a new key."""
    return f"chart {chart} {st.session_state.get(f'cleared {name}', 0)}"


def pointed_at(state: Any) -> tuple[str, ...]:
    """The keys of the points selected in a chart, each once: where a point is, else the first of its data.

    >>> pointed_at({"selection": {"points": [{"location": "CUB", "customdata": "CUB"}, {"location": "CUB"}]}})
    ('CUB',)
    >>> pointed_at({"selection": {"points": [{"x": 3, "customdata": ["PER", 2]}, {"x": 4}]}})
    ('PER',)
    >>> pointed_at({"selection": {"points": []}})
    ()
    """
    found = [point.get("location") or point.get("customdata") for point in state["selection"]["points"]]
    keys = [str(key[0]) if isinstance(key, list | tuple) else str(key) for key in found if key]
    return tuple(dict.fromkeys(keys))


def after(chosen: Sequence[str], clicked: Sequence[str]) -> tuple[str, ...]:
    """What is chosen after a click: what was clicked, or nothing when just that was chosen before.

    >>> after((), ("CUB",)), after(("CUB",), ("CUB",)), after(("CUB",), ("CUB", "MEX"))
    (('CUB',), (), ('CUB', 'MEX'))
    """
    return () if len(clicked) == 1 and tuple(chosen) == tuple(clicked) else tuple(clicked)


def added(chosen: Sequence[str], clicked: Sequence[str]) -> tuple[str, ...]:
    """What is chosen after a click that adds, or takes away what was there.

    >>> added(("CUB",), ("MEX",)), added(("CUB", "MEX"), ("CUB",)), added(("CUB",), ())
    (('CUB', 'MEX'), ('MEX',), ('CUB',))
    """
    return (*(k for k in chosen if k not in clicked), *(k for k in clicked if k not in chosen))


def as_routes(keys: Sequence[str], received: bool) -> tuple[str, ...]:
    """What a map's keys mean to `Filters.routes`: countries as hosts, or as where visitors come from.

    >>> as_routes(["CUB", "CUB.Havana", "RUS>CUB"], True), as_routes(["CUB"], False)
    (('>CUB', '>CUB.Havana', 'RUS>CUB'), ('CUB>',))
    """
    return tuple(key if ">" in key else f">{key}" if received or "." in key else f"{key}>" for key in keys)


def is_place(key: str) -> bool:
    """Whether a key is one of a map: a country, a city there, or a route.

    >>> [key for key in ("CUB", "CUB.Havana", "RUS>CUB", "RUS>", "ZZZ", "ZZZ>CUB", ">", "") if is_place(key)]
    ['CUB', 'CUB.Havana', 'RUS>CUB', 'RUS>']
    """
    start, arrow, end = key.partition(">")
    ends = [start, end.partition(".")[0]] if arrow else [key.partition(".")[0]]
    return any(ends) and {*filter(None, ends)} <= {*countries.codes(), UNKNOWN}


def is_pair(key: str) -> bool:
    """Whether a key is a way between two countries, or a country, which stands for all its ways.

    >>> is_pair("RUS>CUB"), is_pair("RUS"), is_pair("CUB.Havana")
    (True, True, False)
    """
    return "." not in key and is_place(key)


def is_span(key: str) -> bool:
    """Whether a key is days from one to another.

    >>> is_span("2020-02-01/2020-02-29"), is_span("2020-02-29/2020-02-01"), is_span("bad")
    (True, False, False)
    """
    first, _, last = key.partition("/")
    start, end = day(first), day(last)
    return start is not None and end is not None and start <= end


def both_ways(keys: Sequence[str]) -> tuple[str, ...]:
    """What keys of pairs mean to `Filters.routes`: a country is host and visitor.

    >>> both_ways(["RUS>CUB", "CUB"])
    ('RUS>CUB', 'CUB>', '>CUB')
    """
    return tuple(route for key in keys for route in ((key,) if ">" in key else (f"{key}>", f">{key}")))


def pair(key: str) -> str:
    """A key of a pair as it reads.

    >>> pair("RUS>CUB"), pair("CUB")
    ('from Russia to Cuba', 'from or to Cuba')
    """
    return place(key) if ">" in key else f"from or {place(key)}"


def place(key: str, received: bool = True) -> str:
    """A map's key as it reads.

    >>> place("CUB"), place("CUB", received=False), place("RUS>CUB"), place("CUB.Havana"), place("?")
    ('to Cuba', 'from Cuba', 'from Russia to Cuba', 'to Havana, Cuba', 'to ?')
    """
    ((start, _, end),) = (route.partition(">") for route in as_routes([key], received))
    host, _, city = end.partition(".")
    to = ", ".join(filter(None, [city, countries.name(host) if host else ""]))
    return " ".join(
        filter(None, [f"from {countries.name(start)}" if start else "", f"to {to}" if to else ""])
    )


def span(key: str) -> str:
    """Days from one to another as they read.

    >>> span("2020-02-01/2020-02-29")
    'in Feb 2020'
    """
    first, last = map(date.fromisoformat, key.split("/"))
    return f"in {period(first, last)}"
