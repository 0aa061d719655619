"""Patterns over many words: a trie written as one regular expression, and text without soft hyphens."""

import re
from collections.abc import Iterable
from typing import Any

SPACE = "[ \u00a0\u202f\u2009\n\t]"
"""one space of any width, as a character class"""


def _letter(char: str) -> str:
    if char == " ":
        return f"{SPACE}+"
    both = {char, char.lower(), char.upper()}
    options = sorted(re.escape(c) for c in both if len(c) == 1)
    return options[0] if len(options) == 1 else f"[{''.join(options)}]"


def trie(words: Iterable[str]) -> str:
    """A case-blind regular expression matching the longest of `words`; a space matches any run of spaces.

    >>> bool(re.fullmatch(trie(["euro", "euros", "yen"]), "Euros"))
    True
    >>> bool(re.fullmatch(trie(["euro", "euros", "yen"]), "eurozone"))
    False
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word.lower():
            node = node.setdefault(char, {})
        node[""] = {}

    def write(node: dict[str, Any]) -> str:
        branches = [_letter(char) + write(child) for char, child in sorted(node.items()) if char]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        if "" in node:
            return f"(?:{body})?"
        return body

    return write(root)


def without_soft_hyphens(text: str) -> tuple[str, list[int]]:
    """The text without U+00AD, and for each of its positions (and the end) the position in the text given.

    >>> without_soft_hyphens("mil\\u00adlion")
    ('million', [0, 1, 2, 4, 5, 6, 7, 8])
    """
    places = [i for i, char in enumerate(text) if char != "\u00ad"]
    return text.replace("\u00ad", ""), [*places, len(text)]
