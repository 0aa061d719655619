"""Who claims a figure: the person or body to whom a sentence attributes it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from lib.parse.document import Document
from lib.parse.people import People
from lib.parse.sentences import Span
from lib.parse.trade_words import Sign, link_pattern, links

_SPOKEN = 60
"""mentions of people among which "he" is looked for"""
_LONGEST = 8
"""words of a claimant's name"""
_STOP = re.compile(r"[,.;:()\n\"“”«»—–]")
_FIGURE = re.compile(r"[\d%$€£]")


def find_claimant(
    doc: Document, people: People, span: Span, position: int, signs: Sequence[Sign]
) -> str | None:
    """The claimant of a figure at `position` in the sentence `span`, `None` when the article says it itself.

    A person by the full name that the article knows, a body as printed, without its article. `signs` are the
    sentence's words of trade, verbs of saying among them.
    """
    said = [
        s
        for s in signs
        if s.sense == "attribution" and not _cut_off(doc, s, position)
        if s.start < position or not _that(doc, s)
    ]
    for sign in sorted(said, key=lambda s: abs(s.start - position)):
        if sign.tense in ("according", "account"):
            claimant = _source(doc, people, sign, span, said)
        elif sign.tense == "announce" and not _reports(doc, sign, position):
            continue
        else:
            claimant = _speaker(doc, people, sign, span)
        if claimant:
            return claimant
    return None


def _cut_off(doc: Document, sign: Sign, position: int) -> bool:
    """Whether a semicolon stands between a word of saying and the figure."""
    return ";" in doc.text[min(sign.end, position) : max(sign.start, position)]


def _reports(doc: Document, sign: Sign, position: int) -> bool:
    """Whether "announced" reports a fact ("announced that …") and is no deed ("announced a loan")."""
    return sign.start > position or _that(doc, sign)


def _that(doc: Document, sign: Sign) -> bool:
    words = doc.after(sign.end, 12).split()
    return bool(words) and words[0] in links("that", doc.language)


def _source(doc: Document, people: People, sign: Sign, span: Span, said: Sequence[Sign]) -> str | None:
    """Whom "according to" names; figures and reports give way to the body that made them."""
    if sign.tense == "account":
        return _he(people, sign.start)
    further = next((s for s in said if s.tense == "according" and 0 <= s.start - sign.end <= 6), None)
    start = further.end if further else sign.end
    return _named(doc, people, start, _phrase_end(doc, start, span[1]))


def _speaker(doc: Document, people: People, sign: Sign, span: Span) -> str | None:
    """Who says it: the subject before the verb, else whom it names right behind."""
    start = span[0]
    stops = [span[0] - 1]
    for match in _STOP.finditer(doc.text, span[0], sign.start):
        if doc.text[match.end() : sign.start].strip():
            stops.append(match.start())
            start = match.end()
    while len(stops) > 1 and set(doc.folded[start + 1 : sign.start + 1].split()[:1]) <= _prepositions(
        doc.language
    ):
        stops.pop()  # "Mr Low, in Cairo for talks with …, said"
        start = stops[-1] + 1
    for clause in link_pattern("clause", doc.language).finditer(doc.folded, start + 1, sign.start + 1):
        start = clause.end() - 1
    if len(stops) > 1 and doc.text[stops[-1]] == ",":
        name = doc.text[stops[-2] + 1 : stops[-1]].split()  # "Amy Low, an analyst in Dakar, noted"
        opening = doc.folded[start + 1 : sign.start + 1].split()[:1]
        if (
            1 < len(name) <= 4
            and all(w[0].isupper() for w in name)
            and set(opening) <= links("article", doc.language)
        ):
            return _named(doc, people, stops[-2] + 1, stops[-1])
    joints = link_pattern("and", doc.language).finditer(doc.folded, start + 1, sign.start + 1)
    for joint in joints:
        begins = bisect_left(people.mentions, joint.start(), key=lambda m: m.start)
        if begins < len(people.mentions) and people.mentions[begins].end <= sign.start:
            start = joint.end() - 1
    claimant = _named(doc, people, start, sign.start)
    if claimant:
        return claimant
    return (
        _named(doc, people, sign.end, _phrase_end(doc, sign.end, span[1]))
        if start == sign.start
        or (not doc.text[start : sign.start].strip() or _FIGURE.search(doc.text[start : sign.start]))
        else None
    )


def _prepositions(language: str) -> frozenset[str]:
    return frozenset().union(*(links(link, language) for link in ("in", "at", "to", "with", "from", "apart")))


def _phrase_end(doc: Document, start: int, end: int) -> int:
    match = _STOP.search(doc.text, start, end)
    return match.start() if match else end


def _named(doc: Document, people: People, start: int, end: int) -> str | None:
    """The person or body in a short phrase; `None` for one that is too long or names nobody."""
    first = bisect_left(people.mentions, start, key=lambda m: m.start)
    for mention in people.mentions[first : bisect_left(people.mentions, end, key=lambda m: m.start)]:
        body = doc.text[mention.end : mention.end + 2] in ("'s", "’s")  # "the Prime Minister's Office"
        if mention.end <= end and mention.person.label and not body:
            return mention.person.label
    phrase = doc.text[start:end]
    words = phrase.split()
    if not words or _FIGURE.search(phrase):
        return None
    folded = doc.folded[start + 1 : end + 1].split()
    if folded[0] in links("person", doc.language) and set(folded[1:]) <= links("auxiliary", doc.language):
        return _he(people, start)
    owners = links("article", doc.language) | links("pronoun", doc.language) | links("person", doc.language)
    while words and folded and folded[0] in owners:
        words, folded = words[1:], folded[1:]
    for place, word in enumerate(folded):
        if place and word in links("in", doc.language) | links("auxiliary", doc.language):
            words = words[:place]
            break
    if not words or len(words) > _LONGEST or folded[0] in links("nobody", doc.language):
        return None
    return " ".join(words)


def _he(people: People, position: int) -> str | None:
    """The official whom "he" or "she" stands for: the one most spoken of just before."""
    before = people.mentions[: bisect_left(people.mentions, position, key=lambda m: m.start)][-_SPOKEN:]
    earlier = [m.person for m in before if people.is_official(m.person)][-6:]
    often = Counter(id(person) for person in earlier)
    return max(reversed(earlier), key=lambda p: (often[id(p)], p.mentions)).label if earlier else None
