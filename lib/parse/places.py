"""Which of its readings a name has here: country or state, capital or town, the city of which country."""

import re
from collections import Counter
from functools import cached_property

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name
from lib.parse.metonyms import stands_for_government
from lib.parse.naming import given_names

_ORDER = ("mask", "person", "country", "demonym", "metonym", "region", "organisation", "capital", "place")
_STATES = ("state", "state abbreviation")
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_LOCATIVE = re.compile(r"\b(?:in|at|near|to|from|outside|around|of|en|em|à|в|nach|aus) \Z", re.IGNORECASE)


class Places:
    """The readings of a document's names, judged by the words around and the countries it speaks of."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._starts = {hit.start: hit for hit in doc.names}
        self._ends = {hit.end: hit for hit in doc.names}
        self._chosen: dict[str, Name | None] = {}

    def reading(self, hit: Hit) -> Name | None:
        """The entry that `hit` stands for here, or `None` where it names nothing after all."""
        names = sorted((n for n in hit.entries if isinstance(n, Name)), key=lambda n: _ORDER.index(n.kind))
        name = names[0]
        places = [n for n in names if n.kind == "place"]
        if name.kind in ("mask", "person", "region", "organisation", "metonym", "demonym"):
            return name
        if self._inside_personal_name(hit, name):
            return None
        qualified = self._qualified(hit, [n for n in names if n.kind in ("capital", "place")])
        if name.kind == "country":
            states = [n for n in places if n.rank == "state"]
            if qualified is not None and qualified.country != name.country:
                return qualified
            if states and (self._of_town(hit, states) or self._is_state(name, states[0])):
                return states[0]
            return name
        if qualified is not None:
            return qualified
        if name.kind == "capital" and stands_for_government(self.doc, hit.start, hit.end):
            return name
        if name.kind == "capital" and (name.risk != "ambiguous" or self._countries.get(name.country or "", 0) or not self._likelier_town(name, places)):
            return name
        return self._town(hit, places or [name])

    @cached_property
    def _countries(self) -> Counter[str]:
        """How often the document names each country outright."""
        return Counter(
            n.country for hit in self.doc.names if (n := first_of(hit, "country") or first_of(hit, "demonym")) and n.country
        )

    def _inside_personal_name(self, hit: Hit, name: Name) -> bool:
        """ "Michael Jordan", "Chad Smith": a given name before, or it is one and a surname follows. """
        text = self.doc.text
        if hit.start and text[hit.start - 1] in " \u00a0":
            before = _LAST_WORD.search(text, max(0, hit.start - 20), hit.start)
            if before and before.group(1)[0].isupper() and fold(before.group(1)) in given_names() and before.start() not in self._starts:
                return True
        if name.kind == "country" or name.risk:
            following = _WORD.match(text, hit.end + 1)
            if fold(text[hit.start : hit.end]) in given_names() and text[hit.end : hit.end + 1] == " " and following:
                word = following.group()
                known = self._starts.get(hit.end + 1)
                return word[0].isupper() and len(word) > 2 and (known is None or known.entries[0].kind in ("place", "person"))  # type: ignore[union-attr]
        return False

    def _qualified(self, hit: Hit, names: list[Name]) -> Name | None:
        """The reading that the next words name: "Paris, Texas", "Hanoi, Vietnam"."""
        text = self.doc.text
        match = re.compile(r",\s+|\s+\(").match(text, hit.end)
        if match is None:
            return None
        nexts = self._starts.get(match.end())
        if nexts is None:
            return None
        for name in names:
            for entry in nexts.entries:
                if not isinstance(entry, Name) or entry.country != name.country or entry.name == name.name:
                    continue
                if entry.kind == "country" or (entry.rank in _STATES and entry.name == name.detail):
                    return name
        for name in sorted(names, key=lambda n: -n.weight):
            if any(isinstance(e, Name) and e.rank in _STATES and e.country == name.country for e in nexts.entries):
                return name
        return None

    def _of_town(self, hit: Hit, states: list[Name]) -> bool:
        """Whether a town of the state stands before: "Atlanta, Georgia"."""
        town = self._ends.get(hit.start - 2) if self.doc.text[max(0, hit.start - 2) : hit.start] == ", " else None
        return town is not None and any(
            isinstance(n, Name) and n.kind == "place" and n.detail == s.name for n in town.entries for s in states
        )

    def _is_state(self, country: Name, state: Name) -> bool:
        """Whether "Georgia" is the American state here."""
        return self._countries.get("USA", 0) + self._american_towns > 2 * self._countries.get(country.country or "", 0)

    @cached_property
    def _american_towns(self) -> int:
        return sum(
            1 for hit in self.doc.names
            if any(isinstance(n, Name) and n.kind == "place" and n.country == "USA" and not n.risk for n in hit.entries)
        )  # fmt: skip

    def _likelier_town(self, capital: Name, places: list[Name]) -> bool:
        """Whether a namesake in a country that the document speaks of is large enough to be meant."""
        size = max((p.weight for p in places if p.country == capital.country), default=500_000)
        return any(p.country != capital.country and self._countries.get(p.country or "", 0) and p.weight * 20 > size for p in places)

    def _town(self, hit: Hit, names: list[Name]) -> Name | None:
        """The likeliest town of a form, the same all through a document; `None` where it is likelier no town."""
        form = self.doc.text[hit.start : hit.end]
        if form not in self._chosen:
            near = [n for n in names if self._countries.get(n.country or "", 0)]
            best = max(near or names, key=lambda n: (n.risk == "", n.rank in ("state", "region", "place"), n.weight))
            located = _LOCATIVE.search(self.doc.text, max(0, hit.start - 10), hit.start) is not None
            told = best.rank in ("state", "region", "place") or best.weight >= 100_000 or located
            if best.risk == "word" or best.rank == "state abbreviation":
                told = False
            elif best.risk:
                told = bool(near) and located
            self._chosen[form] = best if told else None
        return self._chosen[form]
