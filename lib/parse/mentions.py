"""Every name in an article that counts: countries, places, people, organisations, regions."""

import re
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name, country_label
from lib.parse.people import People
from lib.parse.places import Places
from lib.parse.tables import load
from lib.records import Mention

_FORMS = {"country": "name", "demonym": "demonym", "metonym": "metonym"}
_SKIPPED = frozenset(("also", "still", "now", "already", "s", "itself", "recently", "meanwhile", "then", "later", "never"))


@cache
def _cues(sense: str, language: str) -> frozenset[str]:
    return frozenset(
        " ".join(fold(row["form"]).split())
        for row in load("grammar/metonym_cues")
        if row["sense"] == sense and row["language"] == language
    )


def stands_for_government(doc: Document, start: int, end: int, follows: int | None = None) -> bool:
    """Whether the capital at (start, end) means its government ("Moscow said") rather than the city.

    `follows` is where the words after it begin when further capitals are joined to it.
    """
    language = doc.language
    text = doc.text
    before = doc.before(start).split()
    if text[end : end + 1] in (",", "(") and follows is None:
        return False
    for length in (2, 1):
        if " ".join(before[-length:]) in _cues("before", language):
            return not _named_with_place_noun(doc, end)
    if any(word in _locative(language) for word in before[-1:]):
        return False
    after = [w for w in doc.after(follows or end).split() if w not in _SKIPPED][:2]
    if not after or _named_with_place_noun(doc, end):
        return False
    if after[0] in _cues("after", language) or " ".join(after) in _cues("after", language):
        return True
    opens = start == doc.sentence_span(start, end)[0]
    return opens and language == "en" and after[0].endswith("ed") and len(after[0]) > 4


def _named_with_place_noun(doc: Document, end: int) -> bool:
    return bool(set(doc.after(end, 30).split()[:2]) & _cues("not", doc.language))


@cache
def _locative(language: str) -> frozenset[str]:
    return frozenset(
        fold(row["form"]).strip() for row in load("grammar/prepositions") if row["language"] == language and row["sense"] != "object"
    )


_JOINED = re.compile(r"\s+(?:and|y|e|et|und|и)\s+|,\s+")


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
    capitals = {hit.end: hit for hit in doc.names if hit.entries and hit.entries[0].kind in ("capital",)}
    starts = {hit.start: hit for hit in capitals.values()}
    for hit in doc.names:
        if inside.overlaps(hit.start, hit.end):
            continue
        name = places.reading(hit)
        if name is None:
            continue
        if name.kind in _FORMS:
            found.append(
                _mention(doc, article_id, hit.start, hit.end, "country", _FORMS[name.kind], name.id, name.name, name.country)
            )
        elif name.kind == "capital" and name.country and _government(doc, hit, starts):
            found.append(
                _mention(doc, article_id, hit.start, hit.end, "country", "metonym", name.country, country_label(name.country), name.country)
            )
        elif name.kind in ("capital", "place"):
            found.append(_mention(doc, article_id, hit.start, hit.end, "place", None, name.id, name.name, name.country))
        elif name.kind in ("region", "organisation"):
            found.append(_mention(doc, article_id, hit.start, hit.end, name.kind, None, name.id, name.name, name.country))
        elif name.kind == "mask" and name.detail in ("place", "organisation"):
            found.append(_mention(doc, article_id, hit.start, hit.end, name.detail, None, name.id, name.name, name.country))
    found.sort(key=lambda m: (m.start_char, -m.end_char))
    return found


def _government(doc: Document, hit: Hit, starts: dict[int, Hit]) -> bool:
    if stands_for_government(doc, hit.start, hit.end):
        return True
    joined = _JOINED.match(doc.text, hit.end)
    other = starts.get(joined.end()) if joined else None
    if other is not None and joined is not None and "," not in joined.group():
        return stands_for_government(doc, hit.start, hit.end, other.end)
    back = next((h for h in starts.values() if h.end < hit.start and (m := _JOINED.match(doc.text, h.end)) and m.end() == hit.start), None)
    return back is not None and stands_for_government(doc, back.start, back.end, hit.end)


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
