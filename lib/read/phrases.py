"""The phrases that pages print around an article: data/grammar/chrome.csv, by kind."""

import re
from collections import defaultdict
from functools import cache

from ahocorasick_rs import AhoCorasick

from lib.tables import load

_RIM = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_EDGES = " \t\u00a0•*·▪●►▶▸▼»«→←|:;,.…-–—>_#[]()\"“”'"


def fold(line: str) -> str:
    """A line in lower case, its white space and apostrophes made plain.

    >>> fold("  Don’t   MISS ")
    "don't miss"
    """
    line = line.casefold()
    if not line.isascii():
        line = line.replace("’", "'").replace("i̇", "i")
    return " ".join(line.split())


def bare(folded: str) -> str:
    """A folded line without bullets, punctuation and counts at its edges.

    >>> bare("• 12 comments (3) »")
    'comments'
    """
    return folded if folded[:1].isalpha() and folded[-1:].isalpha() else _RIM.sub("", folded)


@cache
def phrases(kind: str) -> frozenset[str]:
    """The folded phrases of one kind, with and without their closing punctuation."""
    found = {fold(row["phrase"]) for row in _chrome() if row["kind"] == kind}
    return frozenset(found | {phrase.strip(_EDGES) for phrase in found} - {""})


@cache
def _chrome() -> list[dict[str, str]]:
    return load("grammar/chrome")


@cache
def _by_first_word(kind: str) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = defaultdict(list)
    for row in _chrome():
        if row["kind"] == kind:
            phrase = fold(row["phrase"])
            index[phrase.split(" ", 1)[0]].append(phrase)
    return {word: tuple(sorted(found, key=len, reverse=True)) for word, found in index.items()}


def starts(kind: str, folded: str) -> str | None:
    """The longest phrase of a kind that a folded line starts with.

    >>> starts("start", "read more: lavrov in havana")
    'read more:'
    >>> starts("start", "lavrov reads more") is None
    True
    """
    first, index = folded.split(" ", 1)[0], _by_first_word(kind)
    for phrase in index.get(first, ()) or index.get(first.rstrip(":,"), ()):
        if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return None


def whole(folded: str) -> str:
    """What a folded line is when a phrase says it whole: `stop`, `end`, `box`, `chrome`, else empty.

    >>> whole("related articles"), whole("share"), whole("lavrov")
    ('end', 'box', '')
    """
    return _whole().get(folded, "")


@cache
def _whole() -> dict[str, str]:
    kinds = (("line", "chrome"), ("box", "box"), ("end", "end"), ("stop", "stop"))
    return {phrase: name for kind, name in kinds for phrase in phrases(kind)}


@cache
def _openers(*kinds: str) -> frozenset[str]:
    return frozenset(word for kind in kinds for word in _by_first_word(kind))


def may_open(folded: str, *kinds: str) -> bool:
    """Whether a folded line's first word is that of any phrase of some kinds: quick to tell, seldom true.

    >>> may_open("photo by ana", "credit", "byline"), may_open("lavrov left.", "credit", "byline")
    (True, False)
    """
    first = folded.split(" ", 1)[0]
    known = _openers(*kinds)
    return first in known or first.rstrip(":,") in known


def contains(folded: str) -> bool:
    """Whether a folded line holds a phrase that only chrome holds.

    >>> contains("© 2021 the herald. all rights reserved."), contains("he reserved a room")
    (True, False)
    """
    return bool(_matcher().find_matches_as_indexes(folded))


@cache
def _matcher() -> AhoCorasick:
    return AhoCorasick(sorted(phrases("contains")))
