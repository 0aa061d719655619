"""Patterns over many words: a trie written as one regular expression, and text without soft hyphens."""

import re
from collections.abc import Iterable
from typing import Any

SPACE = "[ \u00a0\u202f\u2009\n\t]"
"""one space of any width, as a character class"""


_CAPITALS = "A-Z\u00c0-\u00de\u0410-\u042f\u0401"


def _letter(char: str, blind: bool) -> str:
    if char == " ":
        return f"{SPACE}+"
    both = {char, char.lower(), char.upper()} if blind else {char}
    options = sorted(re.escape(c) for c in both if len(c) == 1)
    return options[0] if len(options) == 1 else f"[{''.join(options)}]"


def _write(node: dict[str, Any], blind: bool) -> str:
    branches = [_letter(char, blind) + _write(child, blind) for char, child in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in node else body


def trie(words: Iterable[str]) -> str:
    """A regular expression for the longest of `words`, as given or capitalised; a space matches any spaces.

    >>> bool(re.fullmatch(trie(["euro", "euros", "yen"]), "Euros"))
    True
    >>> bool(re.fullmatch(trie(["euro", "euros", "yen"]), "eurozone"))
    False
    """
    root: dict[str, Any] = {}
    folded: dict[str, Any] = {}
    for word in words:
        for tree, letters in ((root, word), (folded, word.lower())):
            node = tree
            for char in letters:
                node = node.setdefault(char, {})
            node[""] = {}
    # literal branches are tried twice as fast as classes, so both cases are looked for only behind a capital
    return f"(?:{_write(root, False)}|(?=[{_CAPITALS}]){_write(folded, True)})"


def without_soft_hyphens(text: str) -> tuple[str, list[int]]:
    """The text without U+00AD, and for each of its positions (and the end) the position in the text given.

    >>> without_soft_hyphens("mil\\u00adlion")
    ('million', [0, 1, 2, 4, 5, 6, 7, 8])
    """
    places = [i for i, char in enumerate(text) if char != "\u00ad"]
    return text.replace("\u00ad", ""), [*places, len(text)]
