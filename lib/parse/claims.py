"""Who claims a figure: the person or body to whom a sentence attributes it."""

import re
from bisect import bisect_left

from lib.parse.document import Document
from lib.parse.lexicon import Cue, Name
from lib.parse.people import People, PersonMention
from lib.parse.sentences import Span

_ACCORDING = frozenset(("according to", "según", "segundo", "selon", "laut", "secondo", "по данным", "по словам", "de acuerdo con", "de acordo com", "d'après", "nach Angaben", "figures from", "data from"))
_PRONOUN = re.compile(r"\b(?:he|she|él|ella|ele|ela|il|elle|er|sie|он|она)\s*$", re.IGNORECASE)
_PHRASE = re.compile(r"\s*(?:the\s+|la\s+|el\s+|o\s+|a\s+|le\s+|les\s+|l['’]|der\s+|dem\s+)?([^,.;:()\n]{3,60})")


def find_claimant(doc: Document, people: People, span: Span, position: int) -> str | None:
    """The claimant of a figure at `position` in the sentence `span`, or `None` when the article says it itself."""
    cues = [
        h for h in doc.hits.cues
        if span[0] <= h.start < span[1] and any(isinstance(e, Cue) and e.table == "trade_words" and e.sense == "attribution" for e in h.entries)
    ]  # fmt: skip
    mentions = [m for m in people.mentions if span[0] <= m.start < span[1]]
    for hit in sorted(cues, key=lambda h: abs(h.start - position)):
        form = hit.entries[0].form
        if form in _ACCORDING:
            named = next((m for m in mentions if 0 <= m.start - hit.end < 40), None)
            if named is not None:
                return named.person.label
            phrase = _PHRASE.match(doc.text, hit.end, span[1])
            if phrase:
                return " ".join(phrase.group(1).split())
            continue
        speaker = _speaker(doc, people, mentions, hit.start, hit.end, span)
        if speaker:
            return speaker
    return None


def _speaker(doc: Document, people: People, mentions: list[PersonMention], start: int, end: int, span: Span) -> str | None:
    """Who stands beside a verb of saying."""
    text = doc.text
    near = [m for m in mentions if (m.end <= start and start - m.end < 60) or (0 <= m.start - end < 4)]
    if near:
        return min(near, key=lambda m: start - m.end if m.end <= start else m.start - end).person.label
    if _PRONOUN.search(text[max(span[0], start - 12) : start]):
        earlier = [m for m in people.mentions if m.start < start and people.is_official(m.person)]
        return earlier[-1].person.label if earlier else None
    starts = [h.start for h in doc.names]
    for hit in reversed(doc.names[bisect_left(starts, span[0]) : bisect_left(starts, start)]):
        if start - hit.end > 40:
            break
        name = hit.entries[0]
        if isinstance(name, Name) and name.kind == "organisation":
            return name.name
        phrase = text[hit.start : start].strip()
        if isinstance(name, Name) and name.kind == "demonym" and len(phrase.split()) in (2, 3, 4) and "," not in phrase:
            return " ".join(phrase.split())
    return None
