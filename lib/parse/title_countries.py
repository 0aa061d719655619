"""The country that a title belongs to, told by the words around it."""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import takewhile

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Name
from lib.parse.linking import linking_words
from lib.parse.persons import modifiers
from lib.parse.roster import Roster

_BODY = re.compile(r"[ \u00a0][a-zà-ÿ]+(?=[ ,.;])")
_BLANK = re.compile(r"(?:[ \u00a0]+|[ \u00a0]?\n)\Z")
_POSSESSIVE = re.compile(r"['’]s?\s+\Z")
_LAST_WORD = re.compile(r"[\w-]+\s*$")
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
AND_THE = re.compile(r"\s*,?\s+(?:and|y|e|et|und|и)\s+(?:the\s+)?|\s*,\s+(?:the\s+)?")
_HIS = frozenset(("his", "her", "su", "son", "sa", "seu", "sua", "suo", "sein", "seine", "ihr", "ihre"))
_ITS = frozenset(("its", "whose", "cuyo", "cuya", "dont", "dessen", "deren", "cujo", "cuja"))


@cache
def _words_of(language: str) -> tuple[str, ...]:
    """The words for "of", longest first, and none at all."""
    return (*sorted(linking_words(language)["of"], key=len, reverse=True), "")


class TitleCountries:
    """Countries beside the titles and names of one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._names_at = {hit.start: hit for hit in doc.names}
        self._names_to = {hit.end: hit for hit in doc.names}
        self._name_starts = [hit.start for hit in doc.names]

    @property
    def _owning(self) -> tuple[str, ...]:
        """The kinds of name that own the title after them: "France president" only in some languages."""
        return (
            ("demonym",)
            if self.doc.language in ("ru", "uk", "pl", "es", "pt", "fr", "it")
            else ("country", "demonym", "metonym")
        )

    def before(self, start: int) -> tuple[str | None, int]:
        """The country of "Russian", "Russia's", "the U.S." right before a title, and where that begins."""
        text = self.doc.text
        position = start
        for _ in range(3):  # over "former", "acting", "Deputy" and the like
            blank = _BLANK.search(text, max(0, position - 4), position)
            gap = position - blank.start() if blank else 0
            end = position - gap
            owned = _POSSESSIVE.search(text, max(0, position - 5), position)
            hit = self._names_to.get(owned.start() if owned else end)
            if hit is not None and (owned or gap):
                for entry in hit.entries:
                    if (
                        isinstance(entry, Name)
                        and (entry.kind in self._owning or (owned and entry.kind == "capital"))
                        and entry.country
                    ):
                        return entry.country, hit.start
                    if isinstance(entry, Name) and entry.kind == "organisation":
                        return entry.country, hit.start
                return None, start
            word = _LAST_WORD.search(text[max(0, position - 24) : position])
            if word is None or fold(word.group()).strip() not in modifiers():
                return None, start
            position -= len(word.group())
        return None, start

    def after(self, end: int) -> tuple[str | None, int]:
        """The country of "of Russia" right after a title or a name, and where that ends."""
        text, folded = self.doc.text, self.doc.folded
        if text[end : end + 1] not in (" ", "\u00a0", "\n"):
            return None, end
        position = end + 1
        for word in _words_of(self.doc.language):
            begin = position + len(word) + 1 if word else position
            if word and folded[position + 1 : begin + 1] != f"{word} ":
                continue
            if not word and self.doc.language == "en":
                break
            hit = self._names_at.get(begin)
            if hit is None and folded[begin + 1 : begin + 5] == "the ":
                hit = self._names_at.get(begin + 4)
            if hit is None and not word:  # "глава МИД КНР": a ministry's name that holds its country's
                index = bisect_right(self._name_starts, begin) - 1
                ministry = self.doc.names[index] if index >= 0 else None
                holder = (
                    first_of(ministry, "organisation")
                    if ministry is not None and begin < ministry.end
                    else None
                )
                if ministry is not None and holder is not None and holder.country:
                    return holder.country, ministry.end
            if hit is not None:
                for kind in (
                    "country",
                    "organisation",
                    "demonym" if not word or "delegation" in text[max(0, end - 12) : end] else "country",
                ):
                    entry = first_of(hit, kind)
                    if entry is not None and (entry.country or kind == "organisation"):
                        return entry.country, hit.end
                body = _BODY.match(text, hit.end) if word and first_of(hit, "demonym") else None
                if body is not None:  # "speaker of the Latvian parliament"
                    return hit.entries[0].country, body.end()  # type: ignore[union-attr]
        return None, end

    def more(self, end: int) -> list[str]:
        """The further countries in "the presidents of Kazakhstan and the Philippines"."""
        found = []
        while match := AND_THE.match(self.doc.text, end):
            hit = self._names_at.get(match.end())
            entry = first_of(hit, "country") if hit else None
            if hit is None or entry is None or entry.country is None:
                break
            found.append(entry.country)
            end = hit.end
        return found

    def owner(self, start: int, roster: Roster) -> str | None:
        """The country behind "his trade minister", "whose president", "its foreign minister"."""
        word = _WORD_BEFORE.search(self.doc.text[max(0, start - 10) : start])
        owner = word.group(1).lower() if word else ""
        if owner in _HIS:
            opening = self.doc.sentence_span(start, start)[0]
            known = [p for p in roster.persons if p.country]
            here = [
                m.person
                for m in takewhile(lambda m: m.start >= opening, reversed(roster.mentions))
                if m.person.country and m.start < start
            ]
            owners = here[-1:] or sorted(known, key=lambda p: -p.mentions)[:1]
            return owners[0].country if owners else None
        if owner in _ITS:
            first, last = bisect_right(self._name_starts, start - 300), bisect_left(self._name_starts, start)
            for hit in reversed(self.doc.names[first:last]):
                entry = first_of(hit, "country")
                if entry is not None:
                    return entry.country
        return None
