"""The small words of a language that tie a name to what stands around it."""

from functools import cache

from lib.parse.folding import fold
from lib.tables import load

_SENSES = (
    "and",
    "with",
    "of",
    "article",
    "since",
    "after",
    "at",
    "before verb",
    "motion",
    "stop",
    "venue",
    "ask",
)


@cache
def linking_words(language: str) -> dict[str, frozenset[str]]:
    """The linking words of a language, folded, by sense; those of English where the language has none.

    >>> sorted(linking_words("it")["and"]), linking_words("xx") == linking_words("en")
    (['e', 'ed'], True)
    """
    rows = load("grammar/linking_words")
    known = [row for row in rows if row["language"] == language]
    known = known or [row for row in rows if row["language"] == "en"]
    forms = [(row["sense"], " ".join(fold(row["form"]).split())) for row in known]
    return {sense: frozenset(form for s, form in forms if s == sense) for sense in _SENSES}
