"""Officials found by a title with a name beside it: "President X", "X, the president of Y"."""

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from lib.parse.document import first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name, Title
from lib.parse.metonyms import verbs
from lib.parse.naming import read_name, read_name_before
from lib.parse.persons import PersonMention, known_forms, title_forms
from lib.parse.roster import Roster
from lib.parse.title_countries import AND_THE, TitleCountries

_APPOSED = re.compile(
    r",\s+(?:(?:the|a|an|el|la|o|a|le|l|der|die|das|il|his|her|its|their|then|now)\s+|l['’])?"
    r"((?:(?!(?:the|an?|his|her|its|their)\s)[a-zà-ÿ\-]+\s+){0,2})\Z"
)
_DETERMINER = re.compile(
    r"(?:\b(?:the|his|her|its|their|a|an|el|la|los|su|o|os|seu|sua|le|les|son|sa|l|der|die|das|den|dem|sein|seine|ihr|il|lo|suo)\s+|\bl['’])\Z",
    re.IGNORECASE,
)

_WORD = re.compile(r" ([^\W\d_]+)")
_AND = re.compile(r"\s*,?\s+(?:and|y|e|et|und|и)\s+|\s*,\s+")
_SECOND_TITLE = re.compile(r"\s+(?:and|y|e|et|und)\s+")
_OF_STATES = ("head_of_state", "head_of_government", "monarch")
_LIKE_STATES = frozenset(
    ("authority", "government", "state", "states", "union", "eu", "commission", "council")
)
_NOT_PERSONAL = frozenset(("country", "demonym", "metonym", "region", "organisation", "mask"))


class Unnamed(NamedTuple):
    """A title without a name beside it."""

    start: int
    end: int
    title: Title
    country: str | None


class Officials:
    """Puts the officials of a document into its roster, and keeps the titles that stand alone."""

    def __init__(self, roster: Roster, countries: TitleCountries) -> None:
        self.doc = roster.doc
        self._roster = roster
        self._countries = countries
        self._names_at = {hit.start: hit for hit in self.doc.names}
        self._names_to = {hit.end: hit for hit in self.doc.names}
        self._name_starts = [hit.start for hit in self.doc.names]
        self._titles = [hit for hit in self.doc.hits.titles if isinstance(hit.entries[0], Title)]
        self._title_at = {hit.start: hit for hit in reversed(self._titles)}
        self._printed: Counter[str] = Counter()
        self.unnamed: list[Unnamed] = []

    def find(self) -> None:
        """Find every title, and the name that stands beside it."""
        doc = self.doc
        covered = -1
        for hit in self._titles:
            title = hit.entries[0]
            if self._inside_name(hit):
                continue
            if isinstance(title, Title) and (known := self._titled_name(hit)) is not None:
                covered = max(covered, known.end)
                span = read_name(doc.text, hit.end) or (known.start, known.end)
                entry = first_of(known, "person")
                country = entry.country if entry is not None else None
                person = self._roster.person(span, country, title.role, {title.kind})
                person.slug = person.slug or (entry.id if entry is not None else None)
                self._roster.mention(known.start, known.end, span, person, "full")
                continue
            if hit.start < covered or not isinstance(title, Title) or title.kind in ("honorific", "modifier"):
                continue
            headline = doc.is_headline(doc.sentences[doc.sentence_index(hit.start)])
            start, end = hit.start, hit.end
            country, start = self._countries.before(start)
            role, kinds = title.role, {title.kind}
            if start < hit.start and title.kind in _OF_STATES and self._heads_body(start):
                kinds = {"spokesperson"}  # "General Motors President James McDonald" speaks for no state
            end, role = self._joined(hit, role, kinds)
            covered = end
            after_country, after = self._countries.after(end)
            country = country or after_country
            if after > end and (whole := self._around(hit, after)):
                after, role, kinds = whole[0], whole[1].role, {whole[1].kind}
            end = max(end, after)
            covered = end
            country = country or (
                self._countries.owner(start, self._roster) if title.kind != "counterpart" else None
            )
            also = [c for c in (country,) if c]
            also += self._countries.more(end) if after_country else []
            found = [] if headline else self._read_names(end, country, also, role, kinds, start)
            if not found and not headline:
                found = self._apposed(start, end, country, role, kinds)
            if found:
                covered = max(covered, found[-1].end)
            elif title.kind not in ("ambassador", "spokesperson") and not self._plural(hit.start, hit.end):
                self.unnamed.append(Unnamed(start, end, Title(role, title.kind, title.form), country))

    def _around(self, hit: Hit, after: int) -> tuple[int, Title] | None:
        """The title that a demonym divides, "ministre allemand des Affaires étrangères", and where it ends."""
        base, rest, found = fold(self.doc.text[hit.start : hit.end]).split(), "", None
        for match, _ in zip(_WORD.finditer(self.doc.folded, after + 1), range(8), strict=False):
            if match.start() != after + 1 + len(rest) or set(self.doc.text[after : match.end() - 1]) & set(
                ",.;:()"
            ):
                break
            rest += match.group()
            title = title_forms(self.doc.language).get(" ".join((*base, *rest.split())))
            found = (match.end() - 1, title) if title else found
        return found

    def _inside_name(self, hit: Hit) -> bool:
        """Whether a title's words are part of the name of a body or a place: "UN General Assembly"."""
        index = bisect_right(self._name_starts, hit.start) - 1
        name = self.doc.names[index] if index >= 0 else None
        if name is None or name.end < hit.end or (name.start, name.end) == (hit.start, hit.end):
            return False
        return _kind(name) in ("organisation", "mask", "place", "region")

    def _titled_name(self, hit: Hit) -> Hit | None:
        """The person of the table whose name opens with a title: "King Hussein of Jordan"."""
        name = self._names_at.get(hit.start)
        return name if name is not None and name.end > hit.end and _kind(name) == "person" else None

    def _heads_body(self, start: int) -> bool:
        """Whether the name at an offset is that of a firm or another body, not of a state."""
        name = self._names_at.get(start)
        if name is None or _kind(name) != "organisation":
            return False
        return _LIKE_STATES.isdisjoint(fold(self.doc.text[name.start : name.end]).split())

    def _joined(self, hit: Hit, role: str, kinds: set[str]) -> tuple[int, str]:
        """ "Vice President and Foreign Minister" is one office of two names."""
        end = hit.end
        match = _SECOND_TITLE.match(self.doc.text, end)
        second = self._title_at.get(match.end()) if match else None
        if (
            second is not None
            and isinstance(second.entries[0], Title)
            and not hit.entries[0].form.endswith("s")
        ):
            other = second.entries[0]
            if other.kind not in ("counterpart", "honorific", "modifier") and read_name(
                self.doc.text, second.end
            ):
                kinds.add(other.kind)
                return second.end, f"{role} and {other.role}"
            after, _ = self._countries.after(second.end)
            if after and other.kind not in ("counterpart", "honorific", "modifier"):
                kinds.add(other.kind)
                return second.end, f"{role} and {other.role}"
        return end, role

    def _read_names(
        self, end: int, country: str | None, also: list[str], role: str, kinds: set[str], start: int
    ) -> list[PersonMention]:
        """The names after a title: one, or several joined by commas and "and"."""
        text = self.doc.text
        position = end
        if len(also) > 1:
            while (
                (match := AND_THE.match(text, position))
                and (hit := self._names_at.get(match.end()))
                and first_of(hit, "country")
            ):
                position = hit.end
        comma = text[position : position + 1] == ","
        span = self._name_at(position + 1 if comma else position)
        if span is None or (
            comma
            and not country
            and "counterpart" not in kinds
            and not _DETERMINER.search(text, max(0, start - 8), start)
        ):
            return []
        found: list[PersonMention] = []
        while span is not None and len(found) < 6:
            own, stop = self._countries.after(span[1])
            nation = own or (
                also[len(found)] if len(found) < len(also) else (country if len(also) < 2 else None)
            )
            person = self._roster.person(span, nation, role, kinds)
            found.append(
                self._roster.mention(
                    start if not found else span[0], max(stop, span[1]), span, person, "full"
                )
            )
            match = _AND.match(text, stop)
            if match is None or match.end() in self._title_at or not (role and self._plural(start, end)):
                break
            span = self._name_at(match.end())
        return found

    def _plural(self, start: int, end: int) -> bool:
        """Whether a title is in the plural, so that several names may follow."""
        return fold(self.doc.text[start:end]).split(" of ")[0].rstrip().endswith(("s", "ы", "и", "ов"))

    def _name_at(self, position: int) -> tuple[int, int] | None:
        """A personal name at `position` that is not a country, a region or a body."""
        span = read_name(self.doc.text, position)
        if span is None:
            return None
        if span[0] in self._title_at:  # "the president, Prime Minister X"; but an honorific opens a name
            hit = self._title_at[span[0]]
            if isinstance(hit.entries[0], Title) and hit.entries[0].kind == "honorific":
                if " ".join(fold(self.doc.text[span[0] : span[1]]).split()) in known_forms():
                    return span  # "Sheikh Hasina" is a name
                return self._name_at(hit.end + (self.doc.text[hit.end : hit.end + 1] == "."))
            after_comma = self.doc.text[max(0, position - 1) : position] == ","
            if isinstance(hit.entries[0], Title) and hit.entries[0].kind in (
                ("military",) if after_comma else ("military", "monarch")
            ):
                return self._name_at(
                    hit.end
                )  # "his foreign minister, Marshal Chen Yi"; "Foreign Minister Prince Saud"
            return None
        name = self._names_at.get(span[0])
        if name is not None and name.end >= span[1] and _kind(name) in _NOT_PERSONAL:
            return None
        for position in range(span[0] + 1, span[1]):  # "Michael Russian"; a title inside ends the name
            inner = self._names_at.get(position)
            if (
                inner is not None
                and first_of(inner, "demonym")
                and not self.doc.text[span[0] : position].count(" ") > 2
            ):
                return (span[0], position - 1) if position - 1 > span[0] else None
            if (
                position in self._title_at
                and self.doc.text[position - 1] == " "
                and len(self.doc.text[position : span[1]].split()) > 1
            ):
                return span[0], position - 1
        return span

    def _apposed(
        self, start: int, end: int, country: str | None, role: str, kinds: set[str]
    ) -> list[PersonMention]:
        """The name before a title: "Svenja Schulze, the German development minister"."""
        text = self.doc.text
        opening = _APPOSED.search(text, max(0, start - 40), start)
        if opening is None or not verbs(self.doc.language).isdisjoint(fold(opening.group(1)).split()):
            return []
        span = read_name_before(text, opening.start())
        name = self._names_to.get(span[1]) if span else None
        if span is None or (name is not None and name.start <= span[0] and _kind(name) != "person"):
            return []
        if "counterpart" in kinds or "delegation" in kinds or self._is_adverb(span):
            return []
        person = self._roster.person(span, country, role, kinds)
        return [self._roster.mention(span[0], end, span, person, "full")]

    def _is_adverb(self, span: tuple[int, int]) -> bool:
        """Whether a lone capital word that opens a sentence ("Recently, the minister …") is no name."""
        word = self.doc.text[span[0] : span[1]]
        if " " in word or span[0] != self.doc.sentence_span(*span)[0]:
            return False
        if word.endswith("ly"):
            return True
        folded = f" {fold(word)} "
        if folded not in self._printed:
            self._printed[folded] = self.doc.folded.count(folded)
        return self._printed[folded] < 2


def _kind(hit: Hit) -> str:
    """The kind of a name's first reading."""
    return next((entry.kind for entry in hit.entries[:1] if isinstance(entry, Name)), "")
