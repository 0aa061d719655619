"""Choices that belong to one page, kept in the address."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from lib.ui import link

T = TypeVar("T")


def choose(
    label: str, key: str, options: Mapping[str, T], default: T | None = None, labelled: bool = True
) -> T:
    """One of a few options, given as name and value; `default`, or the first, until the reader chooses."""
    names = list(options)
    first = next((name for name in names if default is not None and options[name] == default), names[0])
    link.expect(key, label, names.__contains__)
    name = st.segmented_control(
        label,
        names,
        default=first,
        required=True,
        key=key,
        bind="query-params",
        wrap=True,
        label_visibility="visible" if labelled else "collapsed",
    )
    return options[name if name in options else first]


def one_of(label: str, key: str, values: Sequence[str], name: Callable[[str], str]) -> str:
    """One of as many values as there are, the first until the reader chooses."""
    offered = list(values)
    link.expect(key, label, [name(value) for value in offered].__contains__)
    value = st.pills(
        label, offered, default=offered[0], required=True, key=key, format_func=name, bind="query-params"
    )
    return value if value in offered else offered[0]
