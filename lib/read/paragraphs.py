"""A text's paragraphs and lone lines, hard wraps undone."""

import re
from collections.abc import Iterator

from lib.read.printed_date import find_printed_dates, residue

_BULLETS = "•*▪●►▶▸◦‣"
_BULLET = re.compile(rf"^\s*[{_BULLETS}]\s+")
_HASHES = re.compile(r"^#{1,6}\s+(?=\w)")
_RAGGED = 6  # characters by which a wrapped line may fall short


def split_lines(text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs and lone lines of a text, hard wraps undone, each with its mark.

    A mark is `bullet`, `blank` (a stray one at its edge, as links leave when pasted) or empty.

    >>> list(split_lines("One line that is quite long and was wrapped\\nabout here, and ends.\\n\\n • Live"))
    [('One line that is quite long and was wrapped about here, and ends.', ''), ('Live', 'bullet')]
    """
    lines = text.replace("\f", "\n\n").split("\n")
    width = _wrap_width(lines)
    held: list[str] = []
    above = mark = ""
    for number, line in enumerate(lines):
        stripped = line.strip()
        if held and (not stripped or not (width and _goes_on(above, line, width))):
            yield " ".join(held), mark
            held = []
        if not stripped:
            above = ""
            continue
        if not held:
            mark = ""
            stripped = _HASHES.sub("", stripped)
            if stripped[0] in _BULLETS and _BULLET.match(stripped):
                mark, stripped = "bullet", _BULLET.sub("", stripped)
            elif not above and len(stripped) < len(line) <= len(stripped) + 3 and _ends_block(lines, number):
                mark = "blank"
        held.append(_wire_marks(stripped))
        above = line
    if held:
        yield " ".join(held), mark


def _ends_block(lines: list[str], number: int) -> bool:
    return number + 1 == len(lines) or not lines[number + 1].strip()


def _wrap_width(lines: list[str]) -> int:
    """The length of line at which a page was wrapped, 0 where it was not."""
    lengths = sorted(filter(None, map(len, map(str.strip, lines))))
    width = lengths[-1 - len(lengths) // 20] if lengths else 0
    return width if 40 <= width <= 120 else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was cut where the page was wrapped, so that the one below belongs to it."""
    above, below = line.strip(), following.strip()
    if _BULLET.match(following) or "   " in above or "   " in below:
        return False
    if following[:1] in " \t\u00a0" and line[:1] not in " \t\u00a0":
        return False
    if len(above) + 1 + len(below.split(None, 1)[0]) <= width - _RAGGED:
        return False
    return not (below[0].isdigit() or below[-1].isdigit()) or not _is_date(below)


def _is_date(line: str) -> bool:
    dates = list(find_printed_dates(line)) if len(line) < 40 else []
    return bool(dates) and not residue(line, dates)


def _wire_marks(line: str) -> str:
    if line[:1] == "^":
        line = line[1:].lstrip()
    if line[-1:] == "<" or (line[:1] == "<" and line[-1:] == ">" and " " in line):
        line = line.strip("<>").strip()
    return line
