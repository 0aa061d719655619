"""Percentages and volumes of goods in running text, and the periods that statistics speak of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lib.parse.numbers import numbers_before, product
from lib.parse.periods import find_periods
from lib.parse.words import SPACE, past_soft_hyphens, trie
from lib.tables import load

__all__ = ["Quantity", "find_periods", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount at `[start_char, end_char)` in `%`, `t`, `bbl`, `bbl/d` or `m3`."""

    start_char: int
    end_char: int
    amount: float
    unit: str


@cache
def _units() -> dict[str, tuple[str, float, str]]:
    return {
        row["word"]: (row["unit"], float(row["factor"]), row["kind"])
        for row in load("grammar/units")
        if row["kind"] not in ("rate", "refused")
    }


@cache
def _anchors(ascii_only: bool) -> re.Pattern[str]:
    words = [w for w in _units() if w.isascii() or not ascii_only]
    before = r" \n\t\d-" if ascii_only else r"\s\d–-"
    return re.compile(rf"[{before}]({trie(words)})(?![^\W\d_])")


@cache
def _behind() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A daily rate after barrels, goods between them; words that make a percentage something else."""
    rows = load("grammar/units")
    rates = trie(r["word"] for r in rows if r["kind"] == "rate")
    refused = trie(r["word"] for r in rows if r["kind"] == "refused")
    goods = rf"(?:{SPACE}(?:of|de|d[’']|di|нефти)(?:{SPACE}[^\W\d_-]{{1,15}}){{1,4}}?)?"
    return re.compile(rf"{goods}{SPACE}?({rates})(?![^\W_])"), re.compile(rf"[\s-]{refused}(?![^\W_])")


def find_quantities(text: str, language: str | None = None) -> Iterator[Quantity]:
    """Yields percentages, tonnes, barrels (also a day) and cubic metres, in order; a range is two.

    >>> [(q.amount, q.unit) for q in find_quantities("9.3 percent, 1.5 million tons, 300,000 barrels a day")]
    [(9.3, '%'), (1500000.0, 't'), (300000.0, 'bbl/d')]
    >>> list(find_quantities("3 percentage points, 38 billion cubic feet, tons of money"))
    []
    """
    yield from past_soft_hyphens(text, lambda plain: _find(plain, language))


def _find(text: str, language: str | None) -> Iterator[Quantity]:
    places = [(m.start(1), m.end(1)) for m in _anchors(text.isascii()).finditer(text)]
    at = text.find("%")
    if at >= 0:
        while at >= 0:
            places.append((at, at + 1))
            at = text.find("%", at + 1)
        places.sort()
    last = 0
    for start, end in places:
        if start < last:
            continue
        for quantity in _read(text, start, end, language, last):
            last = quantity.end_char
            yield quantity


def _read(text: str, start: int, end: int, language: str | None, floor: int) -> list[Quantity]:
    """The amounts of the unit at `[start, end)`."""
    surface = re.sub(r"\s+", " ", text[start:end].lower())
    unit, factor, kind = _units().get(surface, ("%", 1.0, ""))
    if kind == "letter" and not (text[start - 1].isspace() and text[start - 2 : start - 1].isdigit()):
        return []
    numbers = [n for n in numbers_before(text, start, language) if n.start >= floor]
    if not numbers:
        return []
    rate, refused = _behind()
    if refused.match(text, end):
        return []
    if unit == "%" and numbers[-1].scale > 1:
        return []
    if kind == "mega" and numbers[-1].scale > 1:
        factor = 1.0  # "million mt" is million metric tons
    if kind == "letter" and numbers[-1].value < 1000 and numbers[-1].scale == 1:
        return []
    if unit == "bbl":
        daily = rate.match(text, end)
        if daily:
            unit, end = "bbl/d", daily.end()
    start = numbers[0].start
    if text[start - 1 : start] in ("-", "−") and not text[max(0, start - 2) : start - 1].isalnum():
        return (
            [Quantity(start - 1, end, -product(numbers[0].value, factor), unit)] if len(numbers) == 1 else []
        )
    return [Quantity(n.start, end, product(n.value, factor), unit) for n in numbers]
