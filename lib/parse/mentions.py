"""Every name in an article that counts: countries, places, people, organisations, regions."""

import re

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name, country_label
from lib.parse.people import People
from lib.parse.metonyms import located, stands_for_government
from lib.parse.places import Places
from lib.records import Mention

_FORMS = {"country": "name", "demonym": "demonym", "metonym": "metonym"}
_AND = r"\s+(?:and|y|e|et|und|и)\s+"
_JOINED = re.compile(_AND)
_JOINT = re.compile(_AND + r"\Z")
_JOINT_LENGTH = 6


def find_mentions(doc: Document, people: People) -> list[Mention]:
    """All mentions of a document, by place."""
    article_id = doc.article.article_id
    found: list[Mention] = []
    places = Places(doc)
    persons = sorted({(m.name_start, m.name_end): m for m in people.mentions if m.name_end > m.name_start}.items())
    spans = [span for span, _ in persons]
    inside = _Covered(spans)
    for (start, end), mention in persons:
        person = mention.person
        name = person.name or person.label
        slug = person.slug or "-".join(fold(name).split())
        found.append(_mention(doc, article_id, start, end, "person", None, slug, name, person.country))
    capitals = [hit for hit in doc.names if first_of(hit, "capital") is not None]
    starts, ends = {hit.start: hit for hit in capitals}, {hit.end: hit for hit in capitals}
    for hit in doc.names:
        if inside.overlaps(hit.start, hit.end):
            continue
        name = places.reading(hit)
        if name is None:
            continue
        before = doc.before(hit.start).removesuffix(" the").split()[-1:] if name.kind == "metonym" else []
        if before and before[0] in located(doc.language):
            found.append(_mention(doc, article_id, hit.start, hit.end, "place", None, "-".join(fold(name.form).split()), name.form, name.country))
        elif name.kind in _FORMS:
            found.append(
                _mention(doc, article_id, hit.start, hit.end, "country", _FORMS[name.kind], name.id, name.name, name.country)
            )
        elif name.kind == "capital" and name.country and _government(doc, hit, starts, ends):
            found.append(
                _mention(doc, article_id, hit.start, hit.end, "country", "metonym", name.country, country_label(name.country), name.country)
            )
        elif name.kind in ("capital", "place"):
            found.append(_mention(doc, article_id, hit.start, hit.end, "place", None, name.id, name.name, name.country))
        elif name.kind in ("region", "organisation"):
            country = None if name.country == "EUE" else name.country
            found.append(_mention(doc, article_id, hit.start, hit.end, name.kind, None, name.id, name.name, country))
        elif name.kind == "mask" and name.detail in ("place", "organisation"):
            found.append(_mention(doc, article_id, hit.start, hit.end, name.detail, None, name.id, name.name, name.country))
    found.sort(key=lambda m: (m.start_char, -m.end_char))
    return found


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


def _mention(
    doc: Document, article_id: str, start: int, end: int, kind: str, form: str | None, entity_id: str, entity: str, country: str | None
) -> Mention:
    return Mention(article_id, start, end, doc.sentence(start, end), doc.text[start:end], kind, form, entity_id, entity, country)


def is_country_word(name: Name) -> bool:
    """Whether an entry names a country by name, demonym or metonym."""
    return name.kind in _FORMS
