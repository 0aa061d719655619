"""The amounts of a sentence: money, volumes, percentages; those that lean on an earlier one too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lib.parse.document import Document
from lib.parse.money import Money, find_money
from lib.parse.numbers import Number, number_at
from lib.parse.parties import Parties
from lib.parse.quantities import Quantity, find_quantities
from lib.parse.sentences import Span
from lib.parse.trade_words import links, small_words

_NUMBER = re.compile(r"(?<![\w.,$€£¥])\d[\d.,]*")
FUELS = frozenset(("m3", "bbl", "bbl/d"))
VOLUMES = FUELS | {"t"}
_LEAST = 25_000
"""less money than that is a price"""
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}[.,]?")


@dataclass(frozen=True, slots=True)
class Amount:
    start: int
    end: int
    amount: float
    unit: str


class Measures(NamedTuple):
    """What a sentence measures, by place in it: its money and its percentages and volumes."""

    money: list[Money]
    quantities: list[Quantity]


def find_measures(doc: Document, span: Span) -> Measures:
    """The money, percentages and volumes of a sentence; currencies that several countries share stay open."""
    text = doc.text[span[0] : span[1]]
    return Measures(list(find_money(text, doc.language)), list(find_quantities(text, doc.language)))


def find_amounts(
    doc: Document, span: Span, measures: Measures, parties: Parties, unit: str = ""
) -> list[Amount]:
    """The amounts of a sentence, by place; what is bracketed behind one ("100 yuan ($13)") is left out.

    Where none has a unit, a number of millions borrows `unit`, that of the figure before.
    """
    base = span[0]
    found = []
    for money in measures.money:
        start, end = money.start_char + base, money.end_char + base
        currency = parties.denominations.currency(money, doc.text[start:end], parties.countries(span))
        if currency and abs(money.amount) >= _LEAST:
            found.append(Amount(start, end, money.amount, currency))
    for quantity in measures.quantities:
        start, end = quantity.start_char + base, quantity.end_char + base
        by_piece = quantity.amount == 1 and not any(c.isdigit() for c in doc.text[start:end])  # "a barrel"
        if not by_piece and not any(a.start < end and start < a.end for a in found):
            found.append(Amount(start, end, quantity.amount, quantity.unit))
    found.sort(key=lambda a: a.start)
    if found or unit:
        found = sorted([*found, *_leaning(doc, span, found, unit)], key=lambda a: a.start)
    kept: list[Amount] = []
    for amount in found:
        if (
            kept
            and amount.unit != "%"
            and kept[-1].unit != "%"
            and _bracketed(doc.text, kept[-1].end, amount.start)
        ):
            continue
        kept.append(amount)
    return kept


def _bracketed(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return "(" in between and ")" not in between[between.index("(") :]


def _leaning(doc: Document, span: Span, found: list[Amount], unit: str) -> Iterator[Amount]:
    """Numbers with a magnitude but no unit, beside an amount that has one: "from 1.7 million"."""
    for match in _NUMBER.finditer(doc.text, *span):
        if any(a.start <= match.start() < a.end for a in found):
            continue
        number = number_at(doc.text, match.start(), doc.language)
        if number is None or number.end > span[1]:
            continue
        measured = [a for a in found if a.unit != "%"]
        if number.scale < 1e6 and not (
            _GROUPED.fullmatch(match.group()) and measured[-1:] and measured[-1].unit in VOLUMES
        ):
            continue
        nearest = next(
            (a for a in reversed(measured) if a.end <= number.start), measured[0] if measured else None
        )
        unit = nearest.unit if nearest is not None else unit
        if unit and not _counts(doc, number):
            yield Amount(number.start, number.end, number.value, unit)


def _counts(doc: Document, number: Number) -> bool:
    """Whether a number counts what is named right behind it: "2 million people"."""
    words = doc.after(number.end, 24).split()
    if not words or doc.text[number.end : number.end + 1] in (".", ",", ";", ")"):
        return False
    return words[0] not in small_words(doc.language) | links("after number", doc.language)
