"""The currency table: symbols, codes, words, and the adjectives that tell one dollar from another."""

import re
from dataclasses import dataclass
from functools import cache

import pycountry

from lib.tables import load


@dataclass(frozen=True, slots=True)
class Unit:
    kind: str
    currency: str | None
    guard: str


class Currencies:
    """The currency table, by kind of word."""

    def __init__(self) -> None:
        self.symbols: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        self.exact: dict[str, Unit] = {}
        self.units: dict[str, dict[str, Unit]] = {}
        self.adjectives: dict[str, dict[str, str]] = {}
        self.lists: dict[str, set[str]] = {k: set() for k in ("weighed", "valued", "after", "qualifier")}
        self.unions: dict[str, set[str]] = {}
        """by currency of several countries that share its name, their codes"""
        for code in pycountry.currencies:
            if not code.alpha_3.startswith(("XA", "XB", "XP", "XT", "XX")) or code.alpha_3 in ("XAF", "XPF"):
                self.exact[code.alpha_3] = Unit("code", code.alpha_3, "")
        for row in load("grammar/currencies"):
            kind, word, currency = row["kind"], row["word"], row["currency"] or None
            if kind == "symbol":
                self.symbols[word] = currency or ""
            elif kind == "prefix":
                self.prefixes[word] = currency or ""
            elif kind == "code":
                self.exact[word.upper()] = Unit("code", currency, row["guard"])
            elif kind in ("mark", "cent"):
                self.exact[word] = Unit("minor" if kind == "cent" else kind, currency, row["guard"])
            elif kind in ("unit", "minor"):
                self.units.setdefault(word, {})[row["language"]] = Unit(kind, currency, row["guard"])
            elif kind == "adjective":
                self.adjectives.setdefault(word, {})[row["guard"]] = currency or ""
            elif kind == "home":
                self.unions.setdefault(row["currency"], set()).add(word)
            else:
                self.lists[kind].add(word)

    def unit(self, surface: str, language: str | None) -> Unit | None:
        """What a currency word, mark or code stands for."""
        exact = self.exact.get(surface)
        if exact is not None:
            return exact
        owners = self.units.get(re.sub(r"\s+", " ", surface.lower()))
        if not owners:
            return None
        return owners.get(language or "en") or next(iter(owners.values()))

    def adjusted(self, unit: Unit, adjective: str) -> str | None:
        """The currency of an adjective with a unit that several countries share, else None."""
        for family, currency in self.adjectives.get(adjective, {}).items():
            default = self.units.get(family, {}).get("en")
            if unit.currency is None or (default and default.currency == unit.currency) or family == "mark":
                return currency
        return None


@cache
def currencies() -> Currencies:
    """The currencies of all tables, read once."""
    return Currencies()
