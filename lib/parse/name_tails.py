"""When a name is part of a longer one: of a street, a firm, a newspaper, a club, a town's school."""

import re
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.tables import load

_NEXT = re.compile(r"[ \u00a0&]+([^\W\d_][\w.'’&/-]*)")
_REACH = 3
_CLOSING = ("road", "firm", "local")


@cache
def _tails(language: str) -> dict[str, str]:
    return {
        " ".join(fold(row["form"]).split()): row["sense"]
        for row in load("gazetteer/name_tails")
        if row["language"] in (language, "en") and row["sense"] != "head"
    }


@cache
def _heads(language: str) -> frozenset[str]:
    return frozenset(
        " ".join(fold(row["form"]).split())
        for row in load("gazetteer/name_tails")
        if row["language"] in (language, "en") and row["sense"] == "head"
    )


@cache
def _cues(sense: str, language: str) -> frozenset[str]:
    return frozenset(
        " ".join(fold(row["form"]).split())
        for row in load("grammar/demonym_cues")
        if row["sense"] == sense and row["language"] in (language, "en")
    )


def tail(doc: Document, end: int) -> str:
    """What the words after `end` make of the name before them: a sense of the table, or "".

    `road`, `firm`, `carrier`, `media`, `team`, `body`, `local`, `money`; `people` is a word of `local` in lower case ("Athens police").
    The words are capitalised and the last of their run, so that "US Energy Secretary" is none.
    """
    text, tails = doc.text, _tails(doc.language)
    match = _NEXT.match(text, end)
    if match is None:
        return ""
    sense = tails.get(_folded(match.group(1)), "")
    if sense == "money":
        return sense
    if not match.group(1)[0].isupper():
        return "people" if sense == "local" else ""
    shouted = text[end - 1].isupper()
    words = ""
    for count in range(_REACH):
        word = match.group(1)
        last = _folded(word)
        words = f"{words} {last}".strip()
        sense = tails.get(words) or tails.get(last, "")
        if shouted and count and sense != "firm":
            sense = ""
        if sense in _CLOSING or (sense and word[-1] in ".,"):
            return sense
        match = _NEXT.match(text, match.end())
        if match is None or not match.group(1)[0].isupper():
            break
    return "" if sense in ("body", "carrier") and (shouted or _in_headline(doc, end)) else sense


def _folded(word: str) -> str:
    return " ".join(fold(word.removesuffix("'s").removesuffix("’s")).split())


def _in_headline(doc: Document, end: int) -> bool:
    return doc.is_headline(doc.sentences[doc.sentence_index(end)])


def headed(doc: Document, start: int) -> bool:
    """Whether a name is the end of one that opens with "University of", "Radio", "Bank of" and the like."""
    words = doc.text[max(0, start - 30) : start].split()
    heads = _heads(doc.language)
    for count in (3, 2, 1):
        if len(words) >= count and (count > 1 or words[-1][0].isupper()) and fold(" ".join(words[-count:])) in heads:
            return True
    return False


def is_tongue_or_thing(doc: Document, start: int, end: int) -> bool:
    """Whether an adjective of nationality names a language, a dish or a breed: "fluent in French", "Turkish bath"."""
    before, after = doc.before(start, 20).split(), doc.after(end, 24).split()
    spaced = doc.text[end : end + 1] in (" ", "\u00a0")
    speaks = _cues("speaks", doc.language)
    if before and (before[-1] in speaks or " ".join(before[-2:]) in speaks):
        return not spaced or not after or after[0] in _cues("goes on", doc.language)
    return spaced and bool(after) and after[0] in _cues("thing", doc.language)
