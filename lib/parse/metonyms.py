"""When a capital or a palace stands for its government: "Moscow said", "at odds with Beijing"."""

from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.tables import load

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
def _verbs(language: str) -> frozenset[str]:
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
    return frozenset(fold(row["form"]).strip() for row in load("grammar/prepositions") if row["language"] == language)


def stands_for_government(doc: Document, start: int, end: int, follows: int | None = None) -> bool:
    """Whether the capital at (start, end) means its government rather than the city.

    `follows` is where the words after it begin when a further capital is joined to it.
    """
    language = doc.language
    before = doc.before(start).split()
    place = _named_with_place_noun(doc, end)
    for length in (2, 1):
        if len(before) >= length and " ".join(before[-length:]) in _cues("before", language):
            return not place
    if before and before[-1] in locative(language):
        return False
    text = doc.text
    if text[end : end + 2] in ("'s", "’s"):
        following = doc.after(end + 2).split()[:2]
        return bool(following) and not place and (following[0] in _cues("owned", language) or " ".join(following) in _cues("owned", language))
    begins = start == doc.sentence_span(start, end)[0]
    words = [w for w in doc.after(follows or end).split() if w not in _cues("skipped", language)]
    if text[end : end + 1] == "," and follows is None:
        return begins and words[:1] == ["which"] and len(words) > 1 and (words[1] in _cues("after", language) or words[1] in _verbs(language))
    if not words or place or text[(follows or end) : (follows or end) + 1] in ("(", ".", ";", ":"):
        return False
    if words[0] in _cues("after", language) or " ".join(words[:2]) in _cues("after", language) or words[0] in _verbs(language):
        return True
    return begins and language == "en" and words[0].endswith("ed") and len(words[0]) > 4


def _named_with_place_noun(doc: Document, end: int) -> bool:
    return bool(set(doc.after(end, 30).split()[:2]) & _cues("not", doc.language))
