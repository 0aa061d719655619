"""Patterns over many words: a trie written as one regular expression, and search past soft hyphens."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

SPACE = "[ \u00a0\u202f\u2009\n\t]"
"""one space of any width, as a character class"""

_CAPITALS = "A-Z\u00c0-\u00de\u0410-\u042f\u0401"


class _Span(Protocol):
    """A dataclass with offsets."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def start_char(self) -> int: ...

    @property
    def end_char(self) -> int: ...


_Found = TypeVar("_Found", bound=_Span)


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


def past_soft_hyphens(text: str, find: Callable[[str], Iterable[_Found]]) -> Iterator[_Found]:
    """What `find` finds in the text without U+00AD, with offsets in the text given.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Word:
    ...     start_char: int
    ...     end_char: int
    >>> list(past_soft_hyphens("a mil\\u00adlion", lambda text: [Word(2, len(text))]))
    [Word(start_char=2, end_char=10)]
    >>> list(past_soft_hyphens("\\u00ad", lambda text: []))
    []
    """
    if "\u00ad" not in text:
        yield from find(text)
        return
    places = [i for i, char in enumerate(text) if char != "\u00ad"]
    for found in find(text.replace("\u00ad", "")):
        yield replace(found, start_char=places[found.start_char], end_char=places[found.end_char - 1] + 1)
