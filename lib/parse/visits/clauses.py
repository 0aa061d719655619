"""A sentence as a row of items: people, places, verbs of travel, dates and the small words between them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property

from lib.parse.date_words import anchors
from lib.parse.dates import DateSpan, find_dates
from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Cue, Hit, Name
from lib.parse.linking import linking_words
from lib.parse.people import People
from lib.parse.persons import Person, PersonMention
from lib.parse.places import Places
from lib.parse.sentences import Span
from lib.parse.visits.items import LATE_VERB, Cover, Item, Place, exact_words, function_words
from lib.parse.visits.settings import Settings

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r";|:\s|\s[-–—]{1,2}\s")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_IS_TO = re.compile(
    r" (?:is|are) (?:\w+ly|also|still|now|then|nevertheless|however|likewise|instead|therefore) (?P<to>to) "
)
_LONGEST = 4
"""words of a phrase"""
# Words that need no place beside them: who receives, invites or calls off tells it.
_HOSTED = frozenset(("receive", "invite", "cancel", "call"))
# Words that tell how long a visit told before lasts.
_STAYS = frozenset(("arrive", "stay", "leave", "return", "noun", "begin", "end", "due"))
_TRAVEL = frozenset(("go", "arrive", "noun", "receive", "invite", "due", "leave", "depart", "return"))
_SETTINGS = frozenset(("country", "capital", "place", "mask", "metonym", "demonym"))


class Clauses:
    """Cuts the sentences of one document into items."""

    def __init__(self, doc: Document, people: People, places: Places) -> None:
        self.doc = doc
        self._people = people.mentions
        self._people_starts = [m.start for m in self._people]
        self._settings = Settings(doc, places)
        self._names = doc.names
        self._name_starts = [h.start for h in self._names]
        self.cues = [
            h for h in doc.hits.cues if isinstance(h.entries[0], Cue) and h.entries[0].table == "visit_words"
        ]
        self._cue_starts = [h.start for h in self.cues]
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
            self.cues[bisect_left(self._cue_starts, a) : bisect_left(self._cue_starts, b)],
        )

    def may_tell(self, span: Span) -> bool:
        """Whether a sentence has what a visit needs: a place or a host, and a word of travel or of being there."""
        people, names, cues = self.within(span)
        if any(c.entries[0].sense in _HOSTED for c in cues):  # type: ignore[union-attr]
            return True
        if not any(n.entries[0].kind in _SETTINGS for n in names):  # type: ignore[union-attr]
            stays = any(c.entries[0].sense in _STAYS for c in cues)  # type: ignore[union-attr]
            return bool(cues) and (
                (stays and self._may_date(span))
                or self._there.search(self.doc.folded, span[0], span[1] + 2) is not None
            )
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

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the document names each country, its people or its capital."""
        readings = (name.entries[0] for name in self._names)
        named = (r for r in readings if isinstance(r, Name) and r.kind in ("country", "demonym", "capital"))
        return Counter(r.country for r in named if r.country)

    @cached_property
    def words_of_travel(self) -> int:
        """How many words of the document tell of going, coming, receiving or leaving."""
        return sum(isinstance(c.entries[0], Cue) and c.entries[0].sense in _TRAVEL for c in self.cues)

    def main_country(self) -> str | None:
        """The country that the document names most."""
        return self.countries.most_common(1)[0][0] if self.countries else None

    def first_place(self, span: Span) -> Place | None:
        """The place that a dateline names."""
        return next((i.value for i in self.items(span) if isinstance(i.value, Place)), None)

    def items(self, span: Span) -> list[Item]:
        """All items of the sentence `span`, by place, none inside another."""
        people, names, cues = self.within(span)
        found: list[Item] = []
        covered = Cover(span)
        for mention in people:
            if covered.free(mention.start, mention.end):
                covered.add(mention.start, mention.end)
                found.append(Item(mention.start, mention.end, "person", mention))
        found.extend(self._settings.items(names, covered))
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
            lasts = self.doc.after(hit.end, 12).split()[:1] in (["until"], ["till"], ["through"])
            verbal = lasts or before == "to" or modal or sense in ("subject pronoun", "relative") or named
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
        if not self._may_date(span):
            return []
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

    def _may_date(self, span: Span) -> bool:
        """Whether a sentence has a digit or a word of dates; without one it need not be read for them."""
        text = self.doc.text[span[0] : span[1]]
        words = anchors(self.doc.language, text.isascii())
        return "\u00ad" in text or _DIGIT.search(text) is not None or words.search(f" {text}") is not None

    def _before_verb(self, end: int) -> bool:
        """Whether a finite verb stands right behind an offset, so that "la" is a pronoun and no article."""
        index = bisect_left(self._cue_starts, end + 1)
        hits = [h for h in self.cues[index : index + 4] if h.start == end + 1]
        longest = max(hits, key=lambda h: h.end, default=None)
        return longest is not None and all(
            isinstance(e, Cue) and e.tense not in ("noun", "base") for e in longest.entries
        )

    def _function_items(self, span: Span) -> Iterator[Item]:
        language, text, folded = self.doc.language, self.doc.text, self.doc.folded
        senses, exact, opening = function_words(language), exact_words(language), _openings(language)
        floor, limit = span[0] + 1, span[1] + 1
        for word in _WORD.finditer(folded, floor, limit):
            if word.start() < floor or word.group() not in opening:
                continue
            start, end = word.start() - 1, word.end() - 1
            forms = [(exact.get(text[start:end].lower()), end)]
            phrase, following = word.group(), word
            for _ in range(opening[word.group()] - 1):
                match = _WORD.search(folded, following.end(), limit)
                if match is None:
                    break
                phrase, following = f"{phrase} {match.group()}", match
                forms.append((senses.get(phrase), match.end() - 1))
            for sense, last in reversed(forms):
                if sense and (sense != "clitic" or self._before_verb(end)):
                    yield Item(start, last, "word", sense)
                    floor = last + 1
                    break
        if language == "en":
            for put_off in _IS_TO.finditer(folded, span[0], span[1] + 1):  # "is nevertheless to be in Lima"
                yield Item(put_off.start("to") - 1, put_off.end("to") - 1, "word", "future")
        for mark in _MARK.finditer(text[span[0] : span[1]]):
            yield Item(span[0] + mark.start(), span[0] + mark.end(), "word", "boundary")


@cache
def _openings(language: str) -> dict[str, int]:
    """The first words of the function words, folded, each with the most words of a phrase that it opens."""
    found: dict[str, int] = {}
    for form in function_words(language):
        words = form.split()
        if words and len(words) <= _LONGEST:
            found[words[0]] = max(found.get(words[0], 1), len(words))
    return found


def _nearest(day: DateSpan, text: str, published: date | None) -> DateSpan:
    """A day and month without a year, in the year that brings it nearest to publication."""
    words = text[day.start_char : day.end_char]
    if (
        published is None
        or day.precision != "day"
        or not any(c.isdigit() for c in words)
        or _YEAR.search(words)
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
