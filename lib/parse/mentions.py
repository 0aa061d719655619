"""Every name in an article that counts: countries, places, people, organisations, regions."""

import re

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name, country_label
from lib.parse.metonyms import located, precedes_place_noun, stands_for_government
from lib.parse.people import People
from lib.parse.persons import Person
from lib.parse.places import Places
from lib.records import Mention

_FORMS = {"country": "name", "demonym": "demonym", "metonym": "metonym"}
_AND = r"\s+(?:and|y|e|et|und|и)\s+"
_JOINED = re.compile(_AND)
_JOINT = re.compile(_AND + r"\Z")
_JOINT_LENGTH = 6


def find_mentions(doc: Document, people: People) -> list[Mention]:
    """All mentions of a document, by place."""
    places, rows = Places(doc), _Mentions(doc)
    named = {(m.name_start, m.name_end): m.person for m in people.mentions if m.name_end > m.name_start}
    persons = sorted(named.items())
    inside = _Covered([span for span, _ in persons])
    found = [rows.of_person(span, person) for span, person in persons]
    capitals = [hit for hit in doc.names if first_of(hit, "capital") is not None]
    starts, ends = {hit.start: hit for hit in capitals}, {hit.end: hit for hit in capitals}
    for hit in doc.names:
        if inside.overlaps(hit.start, hit.end):
            continue
        name = places.reading(hit)
        if name is None:
            continue
        if name.kind == "metonym" and _is_location(doc, hit):
            slug = "-".join(fold(name.form).split())
            found.append(rows.of(hit, "place", None, slug, name.form, name.country))
        elif name.kind in _FORMS:
            found.append(rows.of(hit, "country", _FORMS[name.kind], name.id, name.name, name.country))
        elif name.kind == "capital" and name.country and _government(doc, hit, starts, ends):
            label = country_label(name.country)
            found.append(rows.of(hit, "country", "metonym", name.country, label, name.country))
        elif name.kind in ("capital", "place"):
            found.append(rows.of(hit, "place", None, name.id, name.name, name.country))
        elif name.kind in ("region", "organisation"):
            country = None if name.country == "EUE" else name.country
            found.append(rows.of(hit, name.kind, None, name.id, name.name, country))
        elif name.kind == "mask" and name.detail in ("place", "organisation"):
            found.append(rows.of(hit, name.detail, None, name.id, name.name, name.country))
    found.sort(key=lambda m: (m.start_char, -m.end_char))
    return found


def _is_location(doc: Document, hit: Hit) -> bool:
    """Whether a palace is where something happens: "at the White House", "White House talks"."""
    words = doc.before(hit.start).removesuffix(" the").split()
    return bool(words and words[-1] in located(doc.language)) or precedes_place_noun(doc, hit.end)


def _government(doc: Document, hit: Hit, starts: dict[int, Hit], ends: dict[int, Hit]) -> bool:
    """Whether a capital means its government, alone or joined to another by "and"."""
    if stands_for_government(doc, hit.start, hit.end):
        return True
    joined = _JOINED.match(doc.text, hit.end)
    if joined is not None and (other := starts.get(joined.end())) is not None:
        return stands_for_government(doc, hit.start, hit.end, other.end)
    joint = _JOINT.search(doc.text, max(0, hit.start - _JOINT_LENGTH), hit.start)
    earlier = ends.get(joint.start()) if joint is not None else None
    return earlier is not None and stands_for_government(doc, earlier.start, earlier.end, hit.end)


class _Covered:
    """Spans in order, asked whether one overlaps."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._next = 0

    def overlaps(self, start: int, end: int) -> bool:
        """Asked with rising `start`."""
        while self._next < len(self._spans) and self._spans[self._next][1] <= start:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] < end


class _Mentions:
    """Makes the rows; those of one sentence share its text, which may be as long as the article."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._span = (0, 0)
        self._sentence = ""

    def of(
        self, hit: Hit, kind: str, form: str | None, entity_id: str, entity: str, country: str | None
    ) -> Mention:
        """The mention that a hit is."""
        start, end, _ = hit
        span = self._doc.sentence_span(start, end)
        if span != self._span:
            self._span, self._sentence = span, self._doc.text[slice(*span)]
        surface, article_id = self._doc.text[start:end], self._doc.article.article_id
        return Mention(
            article_id, start, end, self._sentence, surface, kind, form, entity_id, entity, country
        )

    def of_person(self, span: tuple[int, int], person: Person) -> Mention:
        """The mention of a person by name."""
        name = person.name or person.label
        slug = person.slug or "-".join(fold(name).split())
        return self.of(Hit(*span, ()), "person", None, slug, name, person.country)


def is_country_word(name: Name) -> bool:
    """Whether an entry names a country by name, demonym or metonym."""
    return name.kind in _FORMS
