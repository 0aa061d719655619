"""Whose dollar, dirham or krone a text means: told by its own words, else by the countries around."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property

import pycountry

from lib.parse.money import Money, find_money
from lib.tables import load

_LAST_WORD = re.compile(r"([^\W\d_]+)\.?$")


@cache
def _families() -> dict[str, dict[str, str]]:
    """By currency word of several countries ("dirham"): adjective → currency."""
    found: dict[str, dict[str, str]] = {}
    for row in load("grammar/currencies"):
        if row["kind"] == "adjective" and row["currency"]:
            found.setdefault(row["guard"], {})[row["word"]] = row["currency"]
    return found


@cache
def _family(word: str) -> str | None:
    """The family of a currency word in any number: "kroner" is of "krone" """
    if word in _families():
        return word
    words = [(row["word"], row["currency"]) for row in load("grammar/currencies") if row["kind"] == "unit"]
    return next(
        (
            family
            for family in _families()
            if word[:4] == family[:4]
            and any(w == word for w, _ in words)
            and any(w == family for w, _ in words)
        ),
        None,
    )


@cache
def _country(currency: str) -> str | None:
    """The country a currency code is named for."""
    country = pycountry.countries.get(alpha_2=currency[:2])
    return country.alpha_3 if country else None


class Denominations:
    """The currencies that a text's shared words stand for."""

    def __init__(self, text: str, folded: str, countries: Counter[str]) -> None:
        self._text = text
        self._folded = folded
        self._countries = countries
        self._met: dict[str, frozenset[str]] = {}

    def currency(self, money: Money, surface: str, nearby: Iterable[str]) -> str | None:
        """The currency of an amount: as read, or as the words and countries around it make it."""
        if "$" in surface:
            bare = not re.search(r"[A-Za-z]\s?\$", surface)
            return (
                (self._own_dollar or money.currency) if bare and money.currency == "USD" else money.currency
            )
        match = _LAST_WORD.search(surface)
        rupees = surface.startswith(("Rs", "rs"))
        family = "rupee" if rupees else _family(match.group(1).lower()) if match else None
        if match is None or family is None or family == "dollar":
            return money.currency
        kin = _families()[family]
        if any(f" {adjective} " in f" {surface.lower()} " for adjective in kin):
            return money.currency
        homes = {code: _country(code) for code in (*kin.values(), *filter(None, [money.currency]))}
        near = {code for code, country in homes.items() if country in set(nearby)}
        if len(near) == 1:
            return near.pop()
        named = self._named(family, match.group(1).lower())
        if len(named) == 1:
            return next(iter(named))
        if money.currency is not None:
            return money.currency
        spoken = [code for code, country in homes.items() if country in self._countries]
        return max(spoken, key=lambda code: self._countries[homes[code] or ""], default=None)

    @cached_property
    def _own_dollar(self) -> str | None:
        """The one dollar that the text calls by its country, if it speaks of no American one."""
        if (
            " us dollar" in self._folded
            or " american dollar" in self._folded
            or " u s dollar" in self._folded
        ):
            return None
        named = {
            code for word, code in _families().get("dollar", {}).items() if f" {word} dollar" in self._folded
        }
        if re.search(r"US\s?\$", self._text):  # a text that marks the American dollar leaves its own bare
            marked = {money.currency for money in self._marked() if money.currency} - {"USD"}
            named |= {code for code in marked if code.endswith("D")}
        return named.pop() if len(named) == 1 else None

    def _marked(self) -> Iterable[Money]:
        """The amounts of other dollars than the American one: "NZ$4 million"."""
        for match in re.finditer(r"(?<![A-Za-z])(?!US)[A-Z]{1,3}\$\s?\d[\d.,]*", self._text):
            yield from find_money(match.group(), "en")

    def _named(self, family: str, word: str) -> frozenset[str]:
        """The currencies that the text calls by their country, with one word: "Kenyan shillings"."""
        if word not in self._met:
            kin = _families()[family]
            self._met[word] = frozenset(code for adj, code in kin.items() if f" {adj} {word}" in self._folded)
        return self._met[word]
