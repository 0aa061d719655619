"""Text into sentences, as offsets."""

import re
from functools import cache

from lib.tables import load

Span = tuple[int, int]

_BREAK = re.compile(
    r"(?P<stop>[.!?…]+)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡*]*[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ0-9•$€£])\s+"
    r"|[\"'”’»)\]]*[^\S\n]*\n(?:[^\S\n]*\n)+\s*"  # a blank line
    r"|(?P<line>[^\S\n]*\n(?P<indent>[^\S\n]*))"
)
_LAST_WORD = re.compile(r"[\w.]+$")
# After these an abbreviation's stop also ends the sentence: "in the U.S. The bill …".
_OPENER = re.compile(
    r"(?:The|This|That|These|It|He|She|They|We|In|On|At|But|And|His|Her|Their|A|An|As|For|After|Both)\b"
)
_HARD_WRAP = (45, 110)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"].lower() for row in load("grammar/abbreviations"))


def is_hard_wrapped(text: str) -> bool:
    """Whether the lines of `text` are broken by width rather than by meaning.

    >>> is_hard_wrapped("One line.\\nAnother line.")
    False
    >>> is_hard_wrapped("\\n".join(["The ministers met again to talk about the price of the grain and"] * 4))
    True
    """
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or max(lines) > _HARD_WRAP[1]:
        return False
    return sum(length >= _HARD_WRAP[0] for length in lines) >= len(lines) / 2


def _is_abbreviation(text: str, begin: int, stop: int, following: int) -> bool:
    """Whether the full stop at `stop` belongs to a word such as `Feb.`, `U.S.` or the initial `J.`."""
    word = _LAST_WORD.search(text, max(begin, stop - 24), stop)
    if word is None:
        return False
    token = word.group()
    if token[0].isdigit():
        # "3. Februar": an ordinal, unless a new sentence plainly opens.
        return (
            len(token) <= 2
            and text[following : following + 1].isalpha()
            and not _OPENER.match(text, following)
        )
    initials = (len(token) == 1 and token.isalpha()) or ("." in token and len(token.split(".")[-1]) == 1)
    if initials:
        return not ("." in token and _OPENER.match(text, following))
    return token.lower() in _abbreviations()


def find_sentences(text: str) -> list[Span]:
    """The sentences of `text` as (start, end) offsets without the white space around them.

    >>> text = "Mr. Obama met J. K. Rowling in the U.S. on Feb. 6. They talked."
    >>> [text[a:b] for a, b in find_sentences(text)]
    ['Mr. Obama met J. K. Rowling in the U.S. on Feb. 6.', 'They talked.']
    >>> find_sentences("  ")
    []
    """
    wrapped = is_hard_wrapped(text)
    spans: list[Span] = []
    begin = 0

    def close(end: int, following: int) -> None:
        nonlocal begin
        piece = text[begin:end]
        if piece.strip():
            start = begin + len(piece) - len(piece.lstrip())
            spans.append((start, begin + len(piece.rstrip())))
        begin = following

    for match in _BREAK.finditer(text):
        if match["stop"] is not None:
            stop = match.start()
            if (
                match["stop"] == "."
                and _is_abbreviation(text, begin, stop, match.end())
                and "\n\n" not in match.group()
            ):
                continue
            close(match.end(), match.end())
        elif match["line"] is None or not wrapped or len(match["indent"]) >= 2:
            close(match.start(), match.end())
    close(len(text), len(text))
    return spans
