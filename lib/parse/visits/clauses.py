"""A sentence as a row of items: people, places, verbs of travel, dates and the small words between them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from lib.parse.dates import DateSpan, find_dates
from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Cue, Hit, Name, country_label
from lib.parse.linking import linking_words
from lib.parse.metonyms import stands_for_government
from lib.parse.people import People
from lib.parse.persons import Person, PersonMention
from lib.parse.places import Places
from lib.parse.sentences import Span
from lib.tables import load


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a sentence names: a country, or a city of one."""

    country: str
    city: str | None
    city_id: str | None
    preposition: str
    """how it is tied to the words before: in, to, near, from, of, object, list, or nothing"""
    possessive: bool


class Item(NamedTuple):
    start: int
    end: int
    kind: str
    """person, place, government, cue, word, date"""
    value: PersonMention | Place | str | Cue | DateSpan


_WORD = re.compile(r"[^\W_]+")
# Where places and people often stand before the verb that they belong to.
LATE_VERB = frozenset(("de", "nl", "tr", "ru", "uk", "pl"))
_LIST = re.compile(
    r"\s*(?:,|,?\s*(?:and|then|y|e|et|und|и|ed|as well as|and then|followed by))\s+(?:then\s+)?(?:the\s+|in\s+|to\s+|a\s+|à\s+|в\s+)?\Z",
    re.IGNORECASE,
)
_ARTICLES = frozenset(
    (
        "the",
        "la",
        "el",
        "los",
        "las",
        "les",
        "le",
        "l",
        "o",
        "os",
        "as",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "il",
        "lo",
        "городе",
        "город",
        "city",
        "ciudad",
        "capital",
        "neighbouring",
        "neighboring",
        "nearby",
    )
)
_SEAT = re.compile(r"capital|hauptstadt|hoofdstad|столиц", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"\bcapitale?\s\Z", re.IGNORECASE)
_SUFFIX = re.compile(r"['’](\w{1,3})\b")
_OF_CAPITAL = re.compile(
    r"\s+(?:capital|city|resort|port|town|soil|territory|mainland|capitale|capitais|Hauptstadt|hoofdstad|столиц\w+)\b"
)


# Words that need no place beside them: who receives, invites or calls off tells it.
_HOSTED = frozenset(("receive", "invite", "cancel", "call"))
_SETTINGS = frozenset(("country", "capital", "place", "mask", "metonym", "demonym"))


@cache
def function_words(language: str) -> dict[str, str]:
    """The small words of a language, folded, with their sense; those of two or three words too."""
    return {
        " ".join(fold(row["form"]).split()): row["sense"]
        for row in load("grammar/function_words")
        if row["language"] == language
    }


@cache
def _exact_words(language: str) -> dict[str, str]:
    """The single words of `function_words` with their accents, which tell "él" from "el" and "würde" from "wurde"."""
    return {
        row["form"].lower(): row["sense"]
        for row in load("grammar/function_words")
        if row["language"] == language
    }


@cache
def _prepositions(language: str) -> dict[str, str]:
    return {
        fold(row["form"]).strip(): row["sense"]
        for row in load("grammar/prepositions")
        if row["language"] == language
    }


class Clauses:
    """Cuts the sentences of one document into items."""

    def __init__(self, doc: Document, people: People, places: Places) -> None:
        self.doc = doc
        self._people = people.mentions
        self._people_starts = [m.start for m in self._people]
        self._places = places
        self._names = doc.names
        self._name_starts = [h.start for h in self._names]
        self._cues = [
            h for h in doc.hits.cues if isinstance(h.entries[0], Cue) and h.entries[0].table == "visit_words"
        ]
        self._cue_starts = [h.start for h in self._cues]
        words = function_words(doc.language).items()
        self._there = re.compile(rf" (?:{'|'.join(w for w, sense in words if sense == 'there') or 'there'}) ")
        self._be = re.compile(
            rf" (?:{'|'.join(w for w, sense in words if sense.startswith('be ')) or 'is'}) "
        )

    def within(self, span: Span) -> tuple[list[PersonMention], list[Hit], list[Hit]]:
        """The people, names and cues of a sentence."""
        a, b = span
        return (
            self._people[bisect_left(self._people_starts, a) : bisect_left(self._people_starts, b)],
            self._names[bisect_left(self._name_starts, a) : bisect_left(self._name_starts, b)],
            self._cues[bisect_left(self._cue_starts, a) : bisect_left(self._cue_starts, b)],
        )

    def may_tell(self, span: Span) -> bool:
        """Whether a sentence has what a visit needs: a place or a host, and a word of travel or of being there."""
        people, names, cues = self.within(span)
        if any(c.entries[0].sense in _HOSTED for c in cues):  # type: ignore[union-attr]
            return True
        if not any(n.entries[0].kind in _SETTINGS for n in names):  # type: ignore[union-attr]
            return bool(cues) and self._there.search(self.doc.folded, span[0], span[1] + 2) is not None
        return bool(cues or people) or self._be.search(self.doc.folded, span[0], span[1] + 2) is not None

    def first_person(self, span: Span) -> Person | None:
        """The person that a sentence names first."""
        people, _, _ = self.within(span)
        if (
            fold(self.doc.text[span[0] : span[1]].split(" ")[0]).strip()
            in linking_words(self.doc.language)["with"]
        ):
            return None  # "With her were the ministers …"
        return next((m.person for m in people if m.form != "title" or m.person.name), None)

    def main_country(self) -> str | None:
        """The country that the document names most."""
        named = Counter(
            n.entries[0].country for n in self._names if n.entries[0].kind in ("country", "demonym")
        )  # type: ignore[union-attr]
        return named.most_common(1)[0][0] if named else None

    def first_place(self, span: Span) -> Place | None:
        """The place that a dateline names."""
        return next((i.value for i in self.items(span) if isinstance(i.value, Place)), None)

    def items(self, span: Span) -> list[Item]:
        """All items of the sentence `span`, by place, none inside another."""
        people, names, cues = self.within(span)
        found: list[Item] = []
        covered = _Cover()
        for mention in people:
            if covered.free(mention.start, mention.end):
                covered.add(mention.start, mention.end)
                found.append(Item(mention.start, mention.end, "person", mention))
        found.extend(self._place_items(names, covered))
        words = [*(Item(h.start, h.end, "cue", self._cue(h)) for h in cues), *self._function_items(span)]
        for item in sorted(
            words, key=lambda i: (i.start - i.end, i.kind)
        ):  # of overlapping words the longest stands
            if covered.free(item.start, item.end):
                covered.add(item.start, item.end)
                found.append(item)
        found.sort(key=lambda item: item.start)
        return found

    def _cue(self, hit: Hit) -> Cue:
        """Of a form that is noun and verb ("visit", "meeting") the reading that the word before allows."""
        cues = [e for e in hit.entries if isinstance(e, Cue) and e.table == "visit_words"]
        nouns = [c for c in cues if c.sense in ("noun", "talks")]
        verbs = [c for c in cues if c not in nouns]
        if not nouns and len(verbs) > 1:
            return self._verb(hit, verbs)
        if not nouns or not verbs:
            return cues[0]
        if self.doc.language == "de":
            return nouns[0] if self.doc.text[hit.start].isupper() else verbs[0]
        words = self.doc.before(hit.start, 24).split()
        before = words[-1] if words else ""
        sense = function_words(self.doc.language).get(before, "")
        if verbs[0].tense == "gerund":
            verbal = sense.startswith(("be ", "boundary")) or before in ("by", "before", "after", "for")
        else:
            gap = 1 if self.doc.language == "en" else 2  # "El presidente, Luis Arce, visita Lima"
            named = any(
                m.end <= hit.start <= m.end + gap
                for m in self._people[: bisect_left(self._people_starts, hit.start)][-1:]
            )
            modal = sense == "wish" or (
                sense == "future" and not before.endswith(("ed", "ing"))
            )  # "a planned visit" is a noun
            verbal = before == "to" or modal or sense in ("subject pronoun", "relative") or named
        return verbs[0] if verbal else nouns[0]

    def _verb(self, hit: Hit, cues: list[Cue]) -> Cue:
        """Of a form that is infinitive and participle ("come") or past ("set") what the words before allow."""
        late = self.doc.language in LATE_VERB
        senses = [
            function_words(self.doc.language).get(w, "")
            for w in self.doc.before(hit.start, 90 if late else 30).split()[-9 if late else -3 :]
        ]
        perfect = any(s == "have" or s.startswith("be ") for s in senses)
        open_verb = any(s in ("future", "wish") for s in senses) or self.doc.before(hit.start, 8).endswith(
            " to"
        )
        order = (
            ("participle", "past")
            if perfect
            else ("base", "present")
            if open_verb
            else ("past", "present", "base")
        )
        return min(cues, key=lambda c: order.index(c.tense) if c.tense in order else 9)

    def dates(self, span: Span, published: date | None, future: bool) -> list[DateSpan]:
        """The dates of a sentence, offsets in the article, weekdays read backward or forward.

        The sentence before is read along, so that "that year" and "two days later" have what they refer to.
        """
        before = self.doc.sentences[max(self.doc.sentence_index(span[0]) - 1, 0)]
        base = (
            before[0]
            if before[0] >= self.doc.title_end and "\n\n" not in self.doc.text[before[1] : span[0]]
            else span[0]
        )
        found = find_dates(
            self.doc.text[base : span[1]], published, self.doc.language, tense="future" if future else "past"
        )
        return [
            _nearest(
                replace(d, start_char=d.start_char + base, end_char=d.end_char + base),
                self.doc.text,
                published,
            )
            for d in found
            if d.start_char + base >= span[0]
        ]

    def _place_items(self, names: list[Hit], covered: "_Cover") -> Iterator[Item]:
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
                    capital_of(name.country)
                    if opening or (match and self.doc.language != "en" and _SEAT.search(match.group()))
                    else None
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
                if re.fullmatch(
                    r",?\s+(?:in\s+(?:the\s+)?)?|\s+\(|,\s+(?:la\s+|the\s+)?(?:capital|capitale)\s+(?:of|de|do)\s+(?:the\s+)?",
                    between,
                ) and (bool(place.city) != bool(previous.value.city)):
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
        if (
            not sense
            and len(words) > 1
            and words[-1] in ("city", "resort", "town", "port", "capital")
            and words[-2:]
        ):
            return "in"
        if sense == "of":
            head = words[-2] if len(words) > 1 else ""
            if head in (
                "resort",
                "city",
                "town",
                "port",
                "village",
                "island",
                "capital",
                "ciudad",
                "cidade",
                "ville",
                "isla",
            ):
                return "in"
        return sense

    def _before_verb(self, end: int) -> bool:
        """Whether a finite verb stands right behind an offset, so that "la" is a pronoun and no article."""
        index = bisect_left(self._cue_starts, end + 1)
        hits = [h for h in self._cues[index : index + 4] if h.start == end + 1]
        longest = max(hits, key=lambda h: h.end, default=None)
        return longest is not None and all(
            isinstance(e, Cue) and e.tense not in ("noun", "base") for e in longest.entries
        )

    def _function_items(self, span: Span) -> Iterator[Item]:
        senses, exact = function_words(self.doc.language), _exact_words(self.doc.language)
        base = span[0]
        words = [
            (m.group(), base + m.start(), base + m.end())
            for m in _WORD.finditer(self.doc.folded[span[0] + 1 : span[1] + 1])
        ]
        index = 0
        while index < len(words):
            for length in (3, 2, 1):
                phrase = " ".join(w for w, _, _ in words[index : index + length])
                sense = (
                    senses.get(phrase)
                    if length > 1
                    else exact.get(self.doc.text[words[index][1] : words[index][2]].lower())
                )
                if sense == "clitic" and not self._before_verb(words[index][2]):
                    sense = None
                if sense and index + length <= len(words):
                    yield Item(words[index][1], words[index + length - 1][2], "word", sense)
                    index += length
                    break
            else:
                index += 1
        for match in re.finditer(r";|:\s|\s[-–—]{1,2}\s", self.doc.text[span[0] : span[1]]):
            yield Item(base + match.start(), base + match.end(), "word", "boundary")


@cache
def capital_of(country: str) -> str | None:
    """The English name of a country's capital, the first of the table."""
    return next((row["name"] for row in load("gazetteer/capitals") if row["alpha3"] == country), None)


def _nearest(day: DateSpan, text: str, published: date | None) -> DateSpan:
    """A day and month without a year, in the year that brings it nearest to publication."""
    words = text[day.start_char : day.end_char]
    if (
        published is None
        or day.precision != "day"
        or not any(c.isdigit() for c in words)
        or re.search(r"\d{4}", words)
    ):
        return day
    for years in (-1, 1):
        try:
            start = day.start_date.replace(year=day.start_date.year + years)
            end = day.end_date.replace(year=day.end_date.year + years)
        except ValueError:
            continue
        if abs((start - published).days) < abs((day.start_date - published).days):
            return replace(day, start_date=start, end_date=end)
    return day


class _Cover:
    """Which characters of a sentence are taken."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, start: int, end: int) -> None:
        self._spans.append((start, end))

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in self._spans)
