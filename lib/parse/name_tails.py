"""When a name is part of a longer one: of a street, a firm, a newspaper, a club, a town's school."""

import re
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.tables import load

_BLANKS, _STOPS = (" ", "\u00a0", "\n"), (".", ",", ";")
_REACH = 3
_LONGEST_HEADLINE = 300
_HEAD_LENGTH = 36
_LISTED = 60
_IN_TONGUES = re.compile(r"\bin (?:(?:[A-Z]\w+, )*[A-Z]\w+,? (?:and|or) )?\Z")
_TONGUES_END = re.compile(
    r"(?:, [A-Z]\w+)*(?:,? (?:and|or) [A-Z]\w+)?"
    r"(?:[.;:!?)\"”]|,? (?:on|at|by|that|before|but)\b|\Z)"
)
_CLOSING = ("road", "firm", "local")


@cache
def _tails(language: str) -> dict[str, str]:
    return {
        " ".join(fold(row["form"]).split()): row["sense"]
        for row in load("gazetteer/name_tails")
        if row["language"] in (language, "en") and row["sense"] != "head"
    }


@cache
def _heads(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Openings as they are spelled, and their last words."""
    rows = load("gazetteer/name_tails")
    forms = [row["form"] for row in rows if row["language"] in (language, "en") and row["sense"] == "head"]
    return frozenset(forms), frozenset(form.split()[-1] for form in forms)


@cache
def _cues(sense: str, language: str) -> frozenset[str]:
    return frozenset(
        " ".join(fold(row["form"]).split())
        for row in load("grammar/demonym_cues")
        if row["sense"] == sense and row["language"] in (language, "en")
    )


def tail(doc: Document, end: int) -> str:
    """What the words after a name that ends at `end` make of it: a sense of the table, or "".

    `road`, `firm`, `carrier`, `media`, `team`, `body`, `local` are told by capitalised words, the last of
    their run, so that "US Energy Secretary" is none; `people` by a word in lower case ("Athens police");
    `money` is a currency.
    """
    text, folded, tails = doc.text, doc.folded, _tails(doc.language)
    position = end + 1
    if not text[position : position + 1].isalpha() or text[end] not in _BLANKS:
        return ""
    stop = folded.find(" ", position + 1)
    words = folded[position + 1 : stop]
    sense = tails.get(words, "")
    if sense == "money":
        return sense
    if not text[position].isupper():
        return sense if sense == "people" else ""
    if sense == "people":
        return ""
    shouted = text[end - 1].isupper()
    for _ in range(_REACH):
        if sense in _CLOSING or (sense and text[stop - 1 : stop] in _STOPS):
            return sense
        position = stop + (text[stop - 1 : stop] == ".")
        if text[position - 1 : position] not in _BLANKS or not text[position : position + 1].isupper():
            break
        stop = folded.find(" ", position + 1)
        word = folded[position + 1 : stop]
        words = f"{words} {word}"
        sense = tails.get(words) or tails.get(word, "")
        if shouted and sense != "firm":
            sense = ""
    return "" if sense in ("body", "carrier") and (shouted or in_headline(doc, end)) else sense


def in_headline(doc: Document, position: int) -> bool:
    """Whether an offset is inside a headline, where capitals tell no names."""
    begin, end = doc.sentences[doc.sentence_index(position)]
    return end - begin <= _LONGEST_HEADLINE and doc.is_headline((begin, end))


def headed(doc: Document, start: int) -> bool:
    """Whether a name is the end of one that opens with "University of", "Radio" and the like."""
    text = doc.text
    heads, last_words = _heads(doc.language)
    if text[text.rfind(" ", max(0, start - _HEAD_LENGTH), start - 1) + 1 : start - 1] not in last_words:
        return False
    words = text[max(0, start - _HEAD_LENGTH) : start].split()
    return any(" ".join(words[-count:]) in heads for count in range(1, _REACH + 2))


def is_tongue_or_thing(doc: Document, start: int, end: int) -> bool:
    """Whether an adjective names a language, a dish, a breed: "fluent in French", "Turkish bath"."""
    spaced = doc.text[end : end + 1] in _BLANKS
    after = doc.after(end, 24).split() if spaced else []
    if spaced and after and after[0] in _cues("thing", doc.language):
        return True
    if _IN_TONGUES.search(doc.text, max(0, start - _LISTED), start) and _TONGUES_END.match(doc.text, end):
        return True
    before = doc.before(start, 20).split()
    speaks = _cues("speaks", doc.language)
    if before and (before[-1] in speaks or " ".join(before[-2:]) in speaks):
        return not spaced or not after or after[0] in _cues("goes on", doc.language)
    return False
