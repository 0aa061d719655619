"""The places of a sentence: how they are tied to the words before, and which are one place or a government."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name, country_label
from lib.parse.metonyms import stands_for_government
from lib.parse.places import Places
from lib.parse.visits.items import Cover, Item, Place
from lib.tables import load

_LIST = re.compile(
    r"\s*(?:,|,?\s*(?:and|then|y|e|et|und|и|ed|as well as|and then|followed by))\s+"
    r"(?:then\s+)?(?:the\s+|in\s+|to\s+|a\s+|à\s+|в\s+)?\Z",
    re.IGNORECASE,
)
_SAME_PLACE = re.compile(
    r",?\s+(?:in\s+(?:the\s+)?)?|\s+\(|,\s+(?:la\s+|the\s+)?(?:capital|capitale)\s+(?:of|de|do)\s+(?:the\s+)?"
)
_ARTICLES = frozenset((
    "the", "la", "el", "los", "las", "les", "le", "l", "o", "os", "as", "der", "die", "das", "den", "dem", "il", "lo",
    "городе", "город", "city", "ciudad", "capital", "neighbouring", "neighboring", "nearby",
))  # fmt: skip
_TOWNS = frozenset(("city", "resort", "town", "port", "capital"))
_TOWNS_OF = _TOWNS | frozenset(("village", "island", "ciudad", "cidade", "ville", "isla"))
_SEAT = re.compile(r"capital|hauptstadt|hoofdstad|столиц", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"\bcapitale?\s\Z", re.IGNORECASE)
_SUFFIX = re.compile(r"['’](\w{1,3})\b")
_OF_CAPITAL = re.compile(
    r"\s+(?:capital|city|resort|port|town|soil|territory|mainland"
    r"|capitale|capitais|Hauptstadt|hoofdstad|столиц\w+)\b"
)


@cache
def _prepositions(language: str) -> dict[str, str]:
    return {
        fold(row["form"]).strip(): row["sense"]
        for row in load("grammar/prepositions")
        if row["language"] == language
    }


class Settings:
    """Reads the places of one document, sentence by sentence."""

    def __init__(self, doc: Document, places: Places) -> None:
        self.doc = doc
        self._places = places

    def items(self, names: list[Hit], covered: Cover) -> Iterator[Item]:
        """The places among the names of a sentence, and the governments that some of them stand for."""
        text = self.doc.text
        previous: Item | None = None
        seat: str | None = None
        for hit in names:
            if not covered.free(hit.start, hit.end):
                continue
            name = self._places.reading(hit)
            if name is None or name.country is None:
                continue
            end = hit.end
            if name.kind == "metonym" and self._tie(hit.start, None) in ("in", "near"):
                place = Place(
                    name.country,
                    None if self.doc.language == "en" else capital_of(name.country),
                    None,
                    "in",
                    False,
                )  # "received at the White House"
                covered.add(hit.start, end)
                if previous is not None:
                    yield previous
                previous = Item(hit.start, end, "place", place)
                continue
            if name.kind == "metonym" or (
                name.kind == "capital" and stands_for_government(self.doc, hit.start, hit.end)
            ):
                yield Item(hit.start, hit.end, "government", name.country)
                continue
            if name.kind == "demonym":
                match = _OF_CAPITAL.match(text, hit.end)
                opening = (
                    _CAPITAL_BEFORE.search(text, max(0, hit.start - 12), hit.start)
                    if self.doc.language != "en"
                    else None
                )
                if (match is None and opening is None) or name.country is None:
                    continue
                end = match.end() if match else hit.end
                seat = (
                    self._seat(name.country) if opening or (match and _SEAT.search(match.group())) else None
                )
            elif name.kind not in ("country", "capital", "place") and not (
                name.kind == "mask" and name.detail == "place"
            ):
                continue
            seat = seat if name.kind == "demonym" else None
            city = (
                text[hit.start : hit.end]
                if name.kind in ("capital", "place", "mask") and name.name != country_label(name.country)
                else None
            )
            if name.rank == "state" and any(
                e.rank == "city" and e.country == name.country and e.weight > 100_000
                for e in hit.entries
                if isinstance(e, Name)
            ):
                pass  # "in New York": the city
            elif name.rank in ("state", "region") or (
                name.rank == "place" and name.weight == 0 and name.detail == ""
            ):
                city = city if name.rank == "place" else None
            place = Place(
                name.country,
                seat or (city and self._city(name, city)),
                city and name.id,
                self._tie(hit.start, previous),
                text[end : end + 2] in ("'s", "’s"),
            )
            if self.doc.language == "tr" and (suffix := _SUFFIX.match(text, end)):
                place = replace(
                    place, preposition=_prepositions("tr").get(fold(suffix.group(1)), place.preposition)
                )
            covered.add(hit.start, end)
            if (
                previous is not None
                and isinstance(previous.value, Place)
                and previous.value.country == place.country
            ):
                between = text[previous.end : hit.start]
                if _SAME_PLACE.fullmatch(between) and (bool(place.city) != bool(previous.value.city)):
                    merged = Place(
                        place.country,
                        previous.value.city or place.city,
                        previous.value.city_id or place.city_id,
                        previous.value.preposition,
                        place.possessive,
                    )
                    previous = Item(previous.start, end, "place", merged)
                    continue
            if previous is not None:
                yield previous
            previous = Item(hit.start, end, "place", place)
        if previous is not None:
            yield previous

    def _seat(self, country: str) -> str | None:
        """The capital that "the Thai capital" means; in English only if the article names it elsewhere."""
        if self.doc.language != "en":
            return capital_of(country)
        return next(
            (
                self.doc.text[hit.start : hit.end]
                for hit in self.doc.names
                if isinstance(entry := hit.entries[0], Name)
                and (entry.kind, entry.country) == ("capital", country)
            ),
            None,
        )

    def _city(self, name: Name, printed: str) -> str:
        """A city as printed in English text, by its English name elsewhere."""
        if self.doc.language != "en" or printed.isupper():
            return name.name
        return " ".join(printed.split())

    def _tie(self, start: int, previous: Item | None) -> str:
        words = self.doc.before(start, 36).split()
        while words and words[-1] in _ARTICLES:
            words.pop()
        sense = _prepositions(self.doc.language).get(words[-1], "") if words else ""
        if words[-3:] == ["by", "way", "of"]:
            sense = "to"
        if previous is not None and previous.end <= start:
            between = self.doc.text[previous.end : start]
            if _LIST.fullmatch(between) and sense in ("", "to", "in"):
                tied = isinstance(previous.value, Place) and previous.value.preposition not in ("", "from")
                return sense or ("list" if tied else "")
        if not sense and len(words) > 1 and words[-1] in _TOWNS:
            return "in"
        if sense == "of" and words[-2:-1] and words[-2] in _TOWNS_OF:
            return "in"
        return sense


@cache
def capital_of(country: str) -> str | None:
    """The English name of a country's capital, the first of the table, or `None`.

    >>> capital_of("CUB"), capital_of("XXX")
    ('Havana', None)
    """
    return next((row["name"] for row in load("gazetteer/capitals") if row["alpha3"] == country), None)
