"""What a sentence is cut into: people, places, verbs of travel, dates and small words, each with its offsets."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lib.parse.dates import DateSpan
from lib.parse.folding import fold
from lib.parse.lexicon import Cue
from lib.parse.persons import PersonMention
from lib.parse.sentences import Span
from lib.tables import load

# Where places and people often stand before the verb that they belong to.
LATE_VERB = frozenset(("de", "nl", "tr", "ru", "uk", "pl"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a sentence names: a country, or a city of one."""

    country: str
    city: str | None
    city_id: str | None
    preposition: str
    """how it is tied to the words before: in, to, near, from, of, object, list, or nothing"""
    possessive: bool


class Item(NamedTuple):
    start: int
    end: int
    kind: str
    """person, place, government, cue, word, date"""
    value: PersonMention | Place | str | Cue | DateSpan


class Cover:
    """Which characters of a sentence are taken."""

    def __init__(self, span: Span) -> None:
        self._base = span[0]
        self._taken = bytearray(span[1] - span[0])

    def add(self, start: int, end: int) -> None:
        """Take the characters from `start` to `end`, offsets in the article."""
        self._taken[start - self._base : end - self._base] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether none of the characters from `start` to `end` is taken."""
        return self._taken.find(1, start - self._base, end - self._base) < 0


@cache
def function_words(language: str) -> dict[str, str]:
    """The small words of a language, folded, with their sense; those of two or three words too."""
    return {
        " ".join(fold(row["form"]).split()): row["sense"]
        for row in load("grammar/function_words")
        if row["language"] == language
    }


@cache
def exact_words(language: str) -> dict[str, str]:
    """The single words of `function_words` with their accents, which tell "él" from "el" and "würde" from "wurde"."""
    return {
        row["form"].lower(): row["sense"]
        for row in load("grammar/function_words")
        if row["language"] == language
    }
