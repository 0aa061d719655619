"""When the name of a place is that of a person: "Michael Jordan", "Chad Smith", and "Jordan" further on."""

import re
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name
from lib.parse.naming import given_names, is_particle
from lib.parse.persons import honorifics
from lib.tables import load

_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"\b[^\W\d_]{2,} [^\W\d_]\.\Z")
_LONGEST = 20
_OF_PLACES = ("country", "capital", "place")
_ENDS_NAME = re.compile(r"[.,;:)?!]|['’]s\b|\s+(?:\w+ed|said|says|told|is|was|has|had|will|who|and)\b")
_SPEAKS = re.compile(r"['’]s\b|\s+(?:said|says|told|added|asked|noted)\b")


@cache
def _first_names() -> frozenset[str]:
    """Given names, and the names of countries that are such too."""
    rows = load("gazetteer/country_names")
    return given_names() | {fold(row["form"]).strip() for row in rows if "given name" in row["note"]}


class Namesakes:
    """The people of a document who are called like places."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._starts = {hit.start: hit for hit in doc.names}
        self._titles = frozenset(hit.start for hit in doc.hits.titles)
        text = doc.text
        self._after_given: set[int] = set()
        self._surnames: set[str] = set()
        self._bearers: set[str] = set()
        for hit in doc.names:
            if self._follows_given_name(hit.start):
                self._after_given.add(hit.start)
                if hit.entries[0].kind in _OF_PLACES:  # type: ignore[union-attr]
                    self._surnames.add(text[hit.start : hit.end])
                elif _ENDS_NAME.match(text, hit.end):
                    self._bearers.add(text[hit.start : hit.end])

    def is_person(self, hit: Hit) -> bool:
        """Whether a given name stands before the hit, or it is one and a surname follows."""
        return hit.start in self._after_given or self._opens_personal_name(hit)

    def is_surname(self, hit: Hit) -> bool:
        """Whether the hit's words follow a given name somewhere in the document."""
        return bool(self._surnames) and self._doc.text[hit.start : hit.end] in self._surnames

    def is_bearer(self, hit: Hit) -> bool:
        """Whether an adjective is a surname: "Monica French", and "French said" in the same document."""
        text = self._doc.text
        if not self._bearers or text[hit.start : hit.end] not in self._bearers:
            return False
        if hit.start in self._after_given:
            return _ENDS_NAME.match(text, hit.end) is not None
        return self._doc.before(hit.start, 5)[-3:] != "the" and _SPEAKS.match(text, hit.end) is not None

    def _follows_given_name(self, start: int) -> bool:
        text = self._doc.text
        if not start or text[start - 1] not in " \u00a0":
            return False
        reach = max(0, start - _LONGEST)
        begin = max(text.rfind(" ", reach, start - 1), text.rfind("\n", reach, start - 1)) + 1
        word = text[begin : start - 1]
        if not word[:1].isupper():
            return False
        if word[-1] == ".":
            if len(word) == 2:
                return _INITIAL.search(text, max(0, begin - _LONGEST), start - 1) is not None
            return fold(word[:-1]) in honorifics()
        folded = fold(word)
        return folded in honorifics() or (folded in given_names() and self._may_be_name(begin))

    def _opens_personal_name(self, hit: Hit) -> bool:
        text = self._doc.text
        if text[hit.end : hit.end + 1] != " " or fold(text[hit.start : hit.end]) not in _first_names():
            return False
        following = _WORD.match(text, hit.end + 1)
        if following is None:
            return False
        word = following.group()
        if is_particle(word) and word.islower():
            return len(word) > 1 and text[following.end() + 1 : following.end() + 2].isupper()
        if not word[0].isupper() or word.isupper() or len(word) < 3 or following.start() in self._titles:
            return False
        return self._may_be_name(following.start())

    def _may_be_name(self, start: int) -> bool:
        """Whether no country, body or mask stands at an offset."""
        known = self._starts.get(start)
        return known is None or all(
            isinstance(n, Name) and n.kind in ("place", "person", "capital") for n in known.entries
        )
