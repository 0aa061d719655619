"""Where a personal name begins and ends, told by capitals, particles and initials."""

import re
from functools import cache, lru_cache

from lib.parse.folding import fold
from lib.tables import load

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-‐–][^\W\d_]+)*\.?")
_GAP = re.compile(r"[ \u00a0]+|[ \u00a0]?\n[ \u00a0]?")
_MAX_TOKENS = 6
_BLANKS = 40
"""more than stand between two sentences"""


@cache
def _words(sense: str) -> frozenset[str]:
    return frozenset(fold(row["form"]).strip() for row in load("grammar/naming") if row["sense"] == sense)


@cache
def given_names() -> frozenset[str]:
    """Common given names, folded."""
    return frozenset(fold(row["form"]).strip() for row in load("gazetteer/given_names"))


def is_particle(word: str) -> bool:
    """Whether a word may stand in lower case inside a personal name.

    >>> is_particle("von"), is_particle("and")
    (True, False)
    """
    return _particle(word)


@lru_cache(maxsize=4096)
def _particle(word: str) -> bool:
    return fold(word).strip() in _words("particle")


_ARTICLED = re.compile(r"(?:al|el|an|ar|as|ash|at|ad|az|ul|ed|es)[-‐–'’][A-ZÀ-ÖØ-ÞĀ-Ž]")


def _is_name_word(token: str) -> bool:
    if not token[0].isupper():
        return _ARTICLED.match(token) is not None
    return fold(token).strip() not in _words("stop")


def read_name(text: str, start: int) -> tuple[int, int] | None:
    """The span of a personal name that begins at `start` (blanks before it are skipped), or `None`.

    >>> text = "President Luiz Inácio Lula da Silva of Brazil"
    >>> a, b = read_name(text, 9)
    >>> text[a:b]
    'Luiz Inácio Lula da Silva'
    >>> read_name("the president of Brazil", 13) is None
    True
    """
    gap = _GAP.match(text, start)
    position = begin = gap.end() if gap else start
    end = begin
    for _ in range(_MAX_TOKENS):
        match = _TOKEN.match(text, position)
        if match is None:
            break
        token = match.group()
        word = token.rstrip(".")
        initial = token.endswith(".") and (len(word) == 1 or word in ("Jr", "Sr", "St"))
        possessive = word[-2:] in ("'s", "’s")
        if possessive:
            word = word[:-2]
        if is_particle(word) and word[0].islower():
            if end == begin and word not in ("bin", "al", "el", "von", "van", "ul"):
                break
        elif (initial and word.isupper()) or _is_name_word(word):
            end = position + len(word) + (1 if initial else 0)
        else:
            break
        if possessive or (token.endswith(".") and not initial):
            break
        gap = _GAP.match(text, match.end())
        if gap is None:
            break
        position = gap.end()
    return (begin, end) if end > begin else None


def read_name_before(text: str, end: int) -> tuple[int, int] | None:
    """The span of a personal name that ends at `end`, or `None`.

    >>> text = "Later Svenja Schulze, the German development minister"
    >>> a, b = read_name_before(text, 20)
    >>> text[a:b]
    'Svenja Schulze'
    >>> read_name_before("it rained, the minister", 9) is None
    True
    """
    window = max(0, end - 70)
    tokens = list(_TOKEN.finditer(text, window, end))
    if not tokens or tokens[-1].end() != end:
        return None
    begin = end
    following = end
    for match in reversed(tokens[-_MAX_TOKENS:]):
        if following != end and not _GAP.fullmatch(text, match.end(), following):
            break
        token = match.group()
        word = token.rstrip(".")
        if token.endswith(".") and len(word) > 1 and word not in ("Jr", "Sr", "St"):
            break
        if (len(word) == 1 and token.endswith(".") and word.isupper()) or _is_name_word(word):
            begin = match.start()
        elif not is_particle(word):
            break
        following = match.start()
    if begin < end:  # a sentence's first word is often no name: "Later Svenja Schulze"
        words = _TOKEN.findall(text[begin:end])
        opens = begin == 0 or text[max(0, begin - _BLANKS) : begin].rstrip()[-1:] in (".", "!", "?", "")
        if opens and len(words) > 2 and fold(words[0]) not in given_names():
            begin += len(words[0]) + 1
    return (begin, end) if begin < end else None
