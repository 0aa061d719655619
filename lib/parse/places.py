"""Which of its readings a name has here: country or state, capital or town, the city of which country."""

import math
import re
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.home import STATES, Home
from lib.parse.lexicon import Hit, Name
from lib.parse.metonyms import locative
from lib.parse.name_tails import headed, in_headline, is_tongue_or_thing, tail
from lib.parse.namesakes import Namesakes

_KINDS = ("mask", "person", "country", "demonym", "metonym", "region", "organisation", "capital", "place")
_ORDER = {kind: order for order, kind in enumerate(_KINDS)}
_FIXED = ("mask", "person", "region", "organisation", "metonym")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_SEPARATED = re.compile(r",\s+|\s+\(")
_WORD_BEFORE = re.compile(r"(\w{2,})\W+\Z")
_WORD_AFTER = re.compile(r"\W+(\w{2,})")
_LISTED = re.compile(r",?\s+(?:and|or)\b|,\s+[A-Z]")
_UNKNOWN_TOWN = re.compile(r"[^\W\d_][\w'’.-]*, \Z")
_COMPASS = re.compile(r"(?:north|south|east|west|middle|central|coastal|metro|rural)\w* \Z", re.IGNORECASE)
_RESIDENT = re.compile(r"(?:\b(?:St|Ave|Blvd|Rd|Dr|Ln)\.?|Street|Avenue|Road|Drive|, \d\d?), (?:of )?\Z")
_NAMING = ("firm", "carrier", "money")
_SWALLOWING = (*_NAMING, "road", "media", "team", "body")
_ENDS = (".", "!", "?", "\n", ":", "\u201c", '"')
_MONEY = ("$", "€", "£", "¥")
_CURRENCY_JOINT = re.compile(r",? (?:and |or )?(?:the )?|/")
_MOST_CURRENCIES = 6
_BRACKETED = 60
_ACRONYM = 4
# How much a reading weighs before the document is heard: a city by the decimals of its inhabitants.
_COUNTRY, _STATE, _REGION, _UNKNOWN, _CAPITAL = 8.3, 7.2, 6.0, 3.5, 1.8
_AT_HOME, _NAMED, _REGIONAL, _RESIDENT_WEIGHT = 1.8, 1.0, 1.5, 2.0
_KNOWN = 5.0
_SMALLEST = 15_000
_CITY_TOLD, _SMALL_CAPITAL, _METROPOLIS = 100_000, 150_000, 500_000


@lru_cache(maxsize=2)
def _shared(
    doc: Document,
) -> tuple[Home, Namesakes, dict[int, Name | None], dict[int, Hit], dict[int, Hit]]:
    """What every extractor of one document may use again."""
    starts, ends = {hit.start: hit for hit in doc.names}, {hit.end: hit for hit in doc.names}
    return Home(doc), Namesakes(doc), {}, starts, ends


class Places:
    """The readings of a document's names, judged by the words around and the countries it speaks of."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._home, self._namesakes, self._readings, self._starts, self._ends = _shared(doc)
        self._quotes_shares = "<" in doc.text
        self._told_forms: dict[str, bool] = {}
        self._firms: dict[str, bool] = {}
        self._towns: dict[str, Name | None] = {}

    def reading(self, hit: Hit) -> Name | None:
        """The entry that `hit` stands for here, or `None` where it names nothing after all."""
        if hit.start not in self._readings:
            self._readings[hit.start] = self._read(hit)
        return self._readings[hit.start]

    def _read(self, hit: Hit) -> Name | None:
        names = [n for n in hit.entries if isinstance(n, Name)]
        if len(names) > 1:
            names.sort(key=_order)
        name = names[0]
        if name.kind in _FIXED:
            return name
        if self._quotes_shares and self._is_traded(hit):
            return None
        kind_of_tail = tail(self.doc, hit.end)
        if name.kind == "demonym":
            inside = kind_of_tail in _NAMING or is_tongue_or_thing(self.doc, hit.start, hit.end)
            inside = inside or self._joins_currency(hit) or self._namesakes.is_bearer(hit)
            return None if inside else name
        if kind_of_tail in _SWALLOWING or self.doc.text[hit.end : hit.end + 1] in _MONEY:
            return None
        if headed(self.doc, hit.start) or self._namesakes.is_person(hit):
            return None
        spoken_of = name.kind == "country" and self._home.speaks_of(name.country)
        if self._namesakes.is_surname(hit) and not spoken_of:
            return None
        if (qualified := self._qualified(hit, names) or self._introduced(hit, names)) is not None:
            return qualified
        best = self._likeliest(hit, names)
        if best.kind == "country":
            return best if kind_of_tail != "local" else None
        if best.kind == "capital":
            small = best.risk and max(n.weight for n in names) < _SMALL_CAPITAL
            if best.risk and kind_of_tail != "local" and self._opens_longer_name(hit):
                return None
            return None if small and not self._is_small_capital(hit, best) else best
        return best if self._told(hit, best, kind_of_tail) else None

    def _introduced(self, hit: Hit, names: list[Name]) -> Name | None:
        """The town that the document names in full elsewhere: "Lebanon, Ohio", then "in Lebanon"."""
        known = names[0]
        if known.kind not in ("country", "capital"):
            return None
        form = self.doc.text[hit.start : hit.end]
        if len(self._forms[form]) < 2:
            return None
        if form not in self._towns:
            found = (self._qualified(self._starts[start], names) for start in self._forms[form])
            self._towns[form] = next((n for n in found if n is not None and n.country != known.country), None)
        town = self._towns[form]
        own = len(self._forms[form]) if known.kind == "country" else 0
        return None if town is None or self._home.named[known.country or ""] > own else town

    def _is_traded(self, hit: Hit) -> bool:
        """Whether a name is a firm's or a share's between angle brackets: "<Saudi British Bank>"."""
        text = self.doc.text
        before = text.rfind("<", max(0, hit.start - _BRACKETED), hit.start)
        if before < 0:
            return False
        after = text.find(">", hit.end, hit.end + _BRACKETED)
        return after >= 0 and ">" not in text[before : hit.start] and "<" not in text[hit.end : after]

    def _joins_currency(self, hit: Hit) -> bool:
        """Whether an adjective shares the money word of the next: "Canadian, Australian or U.S. dollars"."""
        end = hit.end
        for _ in range(_MOST_CURRENCIES):
            joint = _CURRENCY_JOINT.match(self.doc.text, end)
            following = self._starts.get(joint.end()) if joint else None
            if following is None:
                return False
            end = following.end
            if first_of(following, "mask") is not None:
                return following.entries[0].detail == "currency"  # type: ignore[union-attr]
            if tail(self.doc, end) == "money":
                return True
        return False

    def _qualified(self, hit: Hit, names: list[Name]) -> Name | None:
        """The reading that the next words name: "Paris, Texas", "Hanoi, Vietnam", "Surrey, UK"."""
        text = self.doc.text
        match = _SEPARATED.match(text, hit.end)
        nexts = self._starts.get(match.end()) if match else None
        if nexts is None:
            return None
        larger = [
            e for e in nexts.entries if isinstance(e, Name) and (e.kind == "country" or e.rank in STATES)
        ]
        listed = False
        if names[0].kind == "country":  # "Venezuela, Colombia" is a list, "Lebanon, Ohio" a town
            listed = _LISTED.match(text, nexts.end) is not None
            larger = [e for e in larger if e.rank in STATES]
            names = names[1:] or names
        for entry in larger:
            within = [
                n
                for n in names
                if n.country == entry.country and n.rank not in STATES and n.name != entry.name
            ]
            exact = [n for n in within if entry.kind == "country" or n.detail == entry.name]
            if exact or (within and entry.rank in STATES and not listed):
                return max(exact or within, key=lambda n: (n.kind == "capital", n.weight))
        return None if listed else self._elsewhere(hit, nexts, larger, names[0])

    def _elsewhere(self, hit: Hit, nexts: Hit, larger: list[Name], known: Name) -> Name | None:
        """A town that the tables have only in other countries, by the words after it."""
        small = known.kind == "place" and known.rank == "city" and known.weight < _METROPOLIS
        short = self.doc.text[nexts.start : nexts.end].isupper()
        for entry in larger:
            told = not entry.risk or short if entry.rank in STATES else small
            if told and entry.country != known.country:
                form = self.doc.text[hit.start : hit.end]
                slug = "-".join(fold(form).split())
                return replace(
                    known, kind="place", id=slug, name=form, country=entry.country, rank="place", weight=0
                )
        return None

    def _likeliest(self, hit: Hit, names: list[Name]) -> Name:
        if len(names) == 1 or (names[0].kind != "place" and len({n.country for n in names}) == 1):
            return names[0]
        town = (
            self._ends.get(hit.start - 2)
            if self.doc.text[max(0, hit.start - 2) : hit.start] == ", "
            else None
        )
        if town is not None:  # "Atlanta, Georgia"
            towns = {(n.country, n.detail) for n in town.entries if isinstance(n, Name) and n.kind == "place"}
            for name in names:
                if name.rank in STATES and (name.country, name.name) in towns:
                    return name
        regional = any(n.rank == "state" for n in names) and self._is_regional(hit, town)
        size = {n.country: n.weight for n in sorted(names, key=lambda n: n.weight)}
        resident = self._of_resident(hit)
        return max(
            names, key=lambda n: self._weight(n, size, regional) + (resident if n.rank == "city" else 0.0)
        )

    def _is_regional(self, hit: Hit, town: Hit | None) -> bool:
        """Whether a compass point or an unknown town stands before a state: "north Georgia"."""
        text = self.doc.text
        if _COMPASS.search(text, max(0, hit.start - 10), hit.start):
            return True
        before = _UNKNOWN_TOWN.search(text, max(0, hit.start - 24), hit.start)
        return bool(
            before and before.group()[0].isupper() and town is None and text[hit.end : hit.end + 1] in ",."
        )

    def _of_resident(self, hit: Hit) -> float:
        """What an address or an age before adds to a town: "412 Elm St., Lebanon", "Ann, 31, of Paris"."""
        return _RESIDENT_WEIGHT if _RESIDENT.search(self.doc.text, max(0, hit.start - 16), hit.start) else 0.0

    def _weight(self, name: Name, size: dict[str | None, int], regional: bool) -> float:
        if name.kind == "country":
            weight = _COUNTRY
        elif name.rank == "state":
            weight = _STATE + (_REGIONAL if regional else 0.0)
        elif name.rank in ("region", "place"):
            weight = _REGION
        elif name.rank == "state abbreviation":
            weight = 0.0
        elif name.kind == "capital":
            own = size.get(name.country, 0)
            alone = name.risk and own < _SMALL_CAPITAL and not self._home.speaks_of(name.country)
            weight = math.log10(max(own, _SMALLEST)) + (0.0 if alone else _CAPITAL)
        else:
            weight = math.log10(name.weight) if name.weight else _UNKNOWN
        known = weight >= _KNOWN and self._home.speaks_of(name.country)
        return weight + _AT_HOME * self._home.at_home(name.country) + (_NAMED if known else 0.0)

    def _told(self, hit: Hit, name: Name, kind_of_tail: str) -> bool:
        """Whether a town is meant at all, rather than a word or a part of a longer name."""
        if name.risk == "word" or name.rank == "state abbreviation":
            return False
        if name.risk:
            near = self._home.at_home(name.country) > 0 or self._home.speaks_of(name.country)
            return near and self._located(hit)
        if self._is_acronym(hit):
            return False
        if name.rank in ("state", "region", "place"):
            return True
        if kind_of_tail not in ("people", "local") and self._is_firm(hit):
            return False
        if name.weight >= _METROPOLIS:
            return True
        if self._is_shouted(hit) or (self._embedded(hit) and kind_of_tail != "local"):
            return False
        if name.weight >= _CITY_TOLD or kind_of_tail == "people":
            return True
        return self._home.at_home(name.country) >= 1 or self._located(hit)

    def _is_small_capital(self, hit: Hit, name: Name) -> bool:
        """Whether a capital that is also a surname or another town is meant: Hamilton, Kingston, Douglas."""
        near = self._home.speaks_of(name.country) or self._home.at_home(name.country) > 0
        return not self._embedded(hit) and (near or self._located(hit))

    def _is_shouted(self, hit: Hit) -> bool:
        """Whether a word in capitals, neither a dateline nor after a preposition, may be none: "(ALMA)"."""
        form = self.doc.text[hit.start : hit.end]
        return form.isupper() and not self._is_location(hit.start)

    def _is_acronym(self, hit: Hit) -> bool:
        """Whether a short word in capitals among others in lower case is none of a town: "ICO quotas"."""
        text = self.doc.text
        if hit.end - hit.start > _ACRONYM or not text[hit.start : hit.end].isupper():
            return False
        before = _WORD_BEFORE.search(text, max(0, hit.start - 24), hit.start)
        after = _WORD_AFTER.match(text, hit.end)
        if any(word is not None and word.group(1).isupper() for word in (before, after)):
            return False
        return self.doc.sentence_span(hit.start, hit.end)[0] not in self.doc.datelines

    def _is_firm(self, hit: Hit) -> bool:
        """Whether a town's name is short for a firm that the document names: "Westland Plc … Westland"."""
        form = self.doc.text[hit.start : hit.end]
        if form not in self._firms:
            ends = (start + len(form) for start in self._forms[form])
            self._firms[form] = any(tail(self.doc, end) == "firm" for end in ends)
        return self._firms[form] and not self._is_location(hit.start)

    def _embedded(self, hit: Hit) -> bool:
        """Whether an unknown capitalised word stands right beside: "Stoke Mandeville", "Royal Alexandra"."""
        return self._opens_longer_name(hit) or self._ends_longer_name(hit)

    def _opens_longer_name(self, hit: Hit) -> bool:
        text, after = self.doc.text, hit.end + 1
        if text[hit.end : after] != " " or not text[after : after + 1].isupper():
            return False
        if text[hit.start : hit.end].isupper() or after in self._starts or after in self._titles:
            return False
        return not in_headline(self.doc, hit.start)

    def _ends_longer_name(self, hit: Hit) -> bool:
        text = self.doc.text
        if text[hit.start - 1 : hit.start] != " " or not text[hit.start - 2].isalpha():
            return False
        before = text.rfind(" ", max(0, hit.start - 24), hit.start - 1) + 1
        if not text[before].isupper() or text[hit.start : hit.end].isupper() or hit.start - 1 in self._ends:
            return False
        if before == 0 or text[before - 2 : before - 1] in _ENDS or before in self._starts:
            return False
        if before in self._titles or _COMPASS.match(text, before, hit.start) or self._is_location(hit.start):
            return False
        return not in_headline(self.doc, hit.start)

    @cached_property
    def _titles(self) -> frozenset[int]:
        return frozenset(hit.start for hit in self.doc.hits.titles)

    @cached_property
    def _forms(self) -> dict[str, list[int]]:
        """Where each form stands."""
        forms: dict[str, list[int]] = {}
        for hit in self.doc.names:
            forms.setdefault(self.doc.text[hit.start : hit.end], []).append(hit.start)
        return forms

    def _located(self, hit: Hit) -> bool:
        """Whether this form stands somewhere in the document where one can be, come from or go to."""
        form = self.doc.text[hit.start : hit.end]
        if form not in self._told_forms:
            self._told_forms[form] = any(self._is_location(start) for start in self._forms[form])
        return self._told_forms[form]

    def _is_location(self, start: int) -> bool:
        doc = self.doc
        before = _LAST_WORD.search(doc.text, max(0, start - 12), start)
        if before and fold(before.group(1)) in _locative(doc.language):
            return True
        return doc.sentence_span(start, start)[0] in doc.datelines


@cache
def _locative(language: str) -> frozenset[str]:
    return locative(language) | locative("en")


def _order(name: Name) -> int:
    return _ORDER[name.kind]
