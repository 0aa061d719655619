"""Titles in the accusative: in "министра принял президент" it is the president who receives."""

import re
from functools import cache

from lib.parse.folding import fold
from lib.tables import load

_ENDINGS = (("а", ""), ("я", "ь"), ("я", "и"))
"""accusative and nominative, folded"""


@cache
def _titles(language: str) -> frozenset[str]:
    rows = load("gazetteer/titles")
    return frozenset(fold(row["form"]).strip() for row in rows if row["language"] == language)


def in_accusative(words: str, language: str) -> bool:
    """Whether a title, with or without a name, stands as an object; False for languages without such endings.

    >>> in_accusative("министра", "ru"), in_accusative("главу МИД Ирана", "ru")
    (True, True)
    >>> in_accusative("глава МИД Ирана", "ru"), in_accusative("Präsidenten", "de")
    (False, False)
    """
    match = re.match(r"[\w-]+", words)
    if match is None or language not in ("ru", "uk"):
        return False
    title, known = fold(match.group()).split()[-1], _titles(language)
    if title[:-1] + "ои" in known:  # a noun in -a, such as "глава"
        return title.endswith("у")
    return any(title.endswith(a) and title[:-1] + n in known for a, n in _ENDINGS)
