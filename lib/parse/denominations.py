"""Whose dollar, dirham or krone a text means: told by its own words, else by the countries around."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property

import pycountry

from lib.parse.currencies import currencies
from lib.parse.money import Money, find_money
from lib.tables import load

_LAST_WORD = re.compile(r"([^\W\d_]+)\.?$")
_MARK = re.compile(r"([A-Za-z]+\.?) ?\d")


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
def homes(currency: str) -> frozenset[str]:
    """The countries that pay in a currency: those of a union, else the one its code is named for.

    >>> homes("NPR"), "GAB" in homes("XAF")
    (frozenset({'NPL'}), True)
    """
    country = pycountry.countries.get(alpha_2=currency[:2])
    return frozenset(currencies().unions.get(currency, {country.alpha_3} if country else ()))


@cache
def kindred(currency: str) -> frozenset[str]:
    """The other currencies that share its name: the rupees of one.

    >>> "NPR" in kindred("INR"), kindred("VND")
    (True, frozenset())
    """
    kin = (set(family.values()) for family in _families().values())
    return frozenset().union(*(names for names in kin if currency in names)) - {currency}


def _marked(surface: str) -> str | None:
    """The family of a mark such as "Rs" in front of a number."""
    match = _MARK.search(surface)
    unit = currencies().exact.get(match.group(1)) if match else None
    return unit.guard if unit is not None and unit.guard in _families() else None


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
        word = match.group(1).lower() if match else ""
        family = _marked(surface) or _family(word)
        if family is None or family == "dollar":
            return money.currency
        kin = _families()[family]
        own = next((kin[adj] for adj in kin if f" {adj} " in f" {surface.lower()} "), None)
        if own and own not in currencies().unions:
            return money.currency
        unions = currencies().unions
        kindred = [code for code in (*kin.values(), money.currency) if code]
        codes = list(unions) if own else [*kindred, *(unions if unions.keys() & set(kindred) else ())]
        for country in nearby:
            if code := next((code for code in codes if country in homes(code)), None):
                return code
        named = self._named(family, word)
        if len(named) == 1 and not named & currencies().unions.keys():
            return next(iter(named))
        if money.currency is not None and not own:
            return money.currency
        spoken = {code: sum(self._countries[c] for c in homes(code)) for code in codes}
        best = max(spoken, key=lambda code: spoken[code])
        return best if spoken[best] else money.currency

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
