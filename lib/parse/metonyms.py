"""When a capital or a palace stands for its government: "Moscow said", "at odds with Beijing"."""

from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.tables import load

_LONGEST = 3
_VERBAL = ("past", "present", "participle", "giver", "taker", "owes")


@cache
def _cues(sense: str, language: str) -> frozenset[str]:
    return frozenset(
        " ".join(fold(row["form"]).split())
        for row in load("grammar/metonym_cues")
        if row["sense"] == sense and row["language"] == language
    )


def attitudes(language: str) -> frozenset[str]:
    """Verbs by which a government (or an official) says, thinks or wants something."""
    return _cues("after", language)


@cache
def verbs(language: str) -> frozenset[str]:
    """Finite verbs of one word that the grammar tables know."""
    return frozenset(
        fold(row["form"]).strip()
        for table in ("visit_words", "trade_words")
        for row in load(f"grammar/{table}")
        if row["language"] == language and row["tense"] in _VERBAL and " " not in row["form"]
    )


@cache
def located(language: str) -> frozenset[str]:
    """Words after which a building is where something happens."""
    return frozenset(
        fold(row["form"]).strip()
        for row in load("grammar/prepositions")
        if row["language"] == language and row["sense"] in ("in", "near", "object")
    )


@cache
def locative(language: str) -> frozenset[str]:
    """Words after which a name is a place one is in, goes to or leaves."""
    rows = load("grammar/prepositions")
    return frozenset(fold(row["form"]).strip() for row in rows if row["language"] == language)


def stands_for_government(doc: Document, start: int, end: int, follows: int | None = None) -> bool:
    """Whether the capital at (start, end) means its government rather than the city.

    `follows` is where the words after it begin when a further capital is joined to it.
    """
    language, text = doc.language, doc.text
    after = doc.after(follows or end).split()
    if precedes_place_noun(doc, end):
        return False
    before = doc.before(start).split()
    if _ends_with(before, _cues("before", language)):
        return True
    if before and before[-1] in locative(language):
        return False
    if text[end : end + 2] in ("'s", "’s"):
        owned = doc.after(end + 2).split()
        return any(_begins_with(owned[skip:], _cues("owned", language)) for skip in range(2))
    begins = start == doc.sentence_span(start, end)[0]
    words = [word for word in after if word not in _cues("skipped", language)]
    mark = text[follows or end : (follows or end) + 1]
    if mark == "," and follows is None:
        said = _says(words[1:], language) or (words[1:2] and words[1] in verbs(language))
        return begins and words[:1] == ["which"] and bool(said)
    if mark == "-":
        return bool(after) and after[0] in _cues("tied", language)
    if not words or mark in ("(", ".", ";", ":", ","):
        return False
    if _says(words, language) or words[0] in verbs(language):
        return True
    if follows is not None and words[0] in _cues("joined", language):
        return True
    return begins and language == "en" and words[0].endswith("ed") and len(words[0]) > 4


def precedes_place_noun(doc: Document, end: int) -> bool:
    """Whether the words after a capital or palace make it a place: "London streets"."""
    return not _cues("not", doc.language).isdisjoint(doc.after(end, 30).split()[:2])


def _says(words: list[str], language: str) -> bool:
    return _begins_with(words, _cues("after", language))


def _begins_with(words: list[str], cues: frozenset[str]) -> bool:
    return any(" ".join(words[:length]) in cues for length in range(1, min(len(words), _LONGEST) + 1))


def _ends_with(words: list[str], cues: frozenset[str]) -> bool:
    return any(" ".join(words[-length:]) in cues for length in range(1, min(len(words), _LONGEST) + 1))
