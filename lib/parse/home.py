"""Which countries a document speaks of, and in which of them it is at home."""

from collections import Counter, defaultdict
from functools import cache

from ahocorasick_rs import AhoCorasick

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Name
from lib.tables import load

STATES = ("state", "state abbreviation")
_STATE, _QUALIFIED, _CITY, _TOWN, _WORD = 1.5, 2.0, 1.0, 0.5, 1.0
_ABROAD = 0.5
"""what each mention of another country takes from the evidence for a home"""
_MOST = 4.0
_OTHERS = ("mask", "person", "region", "organisation", "metonym")


@cache
def _home_words() -> tuple[AhoCorasick, list[str]]:
    rows = load("gazetteer/home_words")
    return AhoCorasick([f" {fold(row['form']).strip()} " for row in rows]), [row["alpha3"] for row in rows]


class Home:
    """The evidence of one document for the countries it is about."""

    def __init__(self, doc: Document) -> None:
        self.named: Counter[str] = Counter()
        """how often each country is named by a word that means no other"""
        self._local: defaultdict[str, float] = defaultdict(float)
        starts = {hit.start: hit for hit in doc.names}
        seen: set[str] = set()
        for hit in doc.names:
            first = hit.entries[0]
            if not isinstance(first, Name) or first.kind in _OTHERS:
                continue
            places: list[Name] = []
            outright: Name | None = None
            capital: Name | None = None
            for name in hit.entries:
                if not isinstance(name, Name):
                    continue
                if name.kind == "place":
                    places.append(name)
                elif name.kind == "capital":
                    capital = name
                else:
                    outright = outright or name
            if outright is not None:
                if outright.country and all(p.country == outright.country for p in places):
                    self.named[outright.country] += 1
                continue
            if not places:
                continue
            form = doc.text[hit.start : hit.end]
            if form in seen:
                continue
            seen.add(form)
            after = starts.get(hit.end + 2) if doc.text[hit.end : hit.end + 2] == ", " else None
            states = (n for n in after.entries if isinstance(n, Name) and n.rank in STATES) if after else ()
            if state := next(iter(states), None):
                self._local[state.country or ""] += _QUALIFIED
            elif capital is None or not capital.risk:
                self._weigh(places)
        automaton, countries = _home_words()
        self._outright = self.named.total()
        words = {index for index, _, _ in automaton.find_matches_as_indexes(doc.folded, overlapping=True)}
        for index in words:
            self._local[countries[index]] += _WORD

    def _weigh(self, places: list[Name]) -> None:
        first = places[0]
        if first.risk or any(p.country != first.country for p in places):
            return
        state = any(p.rank == "state" for p in places)
        self._local[first.country or ""] += _STATE if state else _CITY if first.weight >= 100_000 else _TOWN

    def at_home(self, country: str | None) -> float:
        """How surely the document is local news of a country: 0 not at all, 4 beyond doubt."""
        if country is None:
            return 0.0
        abroad = self._outright - self.named[country]
        return min(max(self._local[country] - _ABROAD * abroad, 0.0), _MOST)

    def speaks_of(self, country: str | None) -> bool:
        """Whether a country or its people are named outright."""
        return bool(country) and self.named[country or ""] > 0
