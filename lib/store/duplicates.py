"""Near duplicates: the same report printed by several outlets, shortened, with another headline or spelling.

MinHash finds what may be alike in time that grows with the number of articles: articles that share one band of
their signature are neighbours. Word shingles then say whether one is a copy.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lib.parse.folding import fold

WINDOW = 7
"""days between the publication of a report and of its copy, at most"""

BANDS, ROWS = 40, 3
"""of reports half alike, 995 in 1,000 share one of 40 bands of three values; of those one tenth alike, 4 in 100"""

SHINGLE = 3
"""words"""

LEAST = 12
"""shingles: shorter notes are alike by chance"""

ALIKE = 0.4
"""Jaccard index of a copy, at least: articles that share a third of their paragraphs have less"""

HELD, SHORTENED = 0.7, 0.3
"""or so much of the shorter one stands in the longer, and the index is no lower than this: paragraphs were cut"""

SAME_NUMBERS = 0.75
"""of the numbers in the shorter one that the longer has to name: prices of another day are no copy"""

PROMISING = 0.2
"""what signatures have to share before texts are compared"""

CHUNK = 1000
"""articles whose signatures are computed at once: 200,000 shingles stay within the processor's cache"""

PAIRS = 20_000
"""pairs whose texts are asked for at once"""

UNDATED = -(10**6)
"""the day that undated articles share"""

Numbers = NDArray[Any]
Pairs = list[tuple[int, int]]

_random = np.random.default_rng(1)
_FACTORS = _random.integers(1, 2**32, BANDS * ROWS, dtype=np.uint32) | np.uint32(1)
_TERMS = _random.integers(0, 2**32, BANDS * ROWS, dtype=np.uint32)


class Content(NamedTuple):
    """What texts are compared by."""

    shingles: Numbers
    """the different runs of three words, hashed and in order"""
    numbers: frozenset[str]
    """the words that begin with a digit"""


def content(text: str) -> Content:
    """What a text is compared by; case, accents and points do not matter.

    >>> found = content("Oil, wine, 9 loaves"), content("oil WINE 9 lóaves"), content("Oil")
    >>> [(len(runs), sorted(numbers)) for runs, numbers in found]
    [(2, ['9']), (2, ['9']), (0, [])]
    """
    words = fold(text).split()
    return Content(_runs(words), frozenset(word for word in words if word[0].isdigit()))


def _runs(words: list[str]) -> Numbers:
    hashed = np.fromiter(map(_hashed, words), np.uint32, len(words))
    if len(words) < SHINGLE:
        return hashed[:0]
    runs = hashed[:-2] * np.uint32(0x9E3779B1) ^ hashed[1:-1] * np.uint32(0x85EBCA77) ^ hashed[2:]
    return np.unique((runs ^ runs >> np.uint32(15)) * np.uint32(0xC2B2AE35))


@lru_cache(2**18)
def _hashed(word: str) -> int:
    return crc32(word.encode())


def signatures(texts: Sequence[str]) -> Numbers:
    """The MinHash signature of each text, a row of 16-bit numbers; all zero for texts too short to compare.

    >>> signatures(["Too short."]).any(), signatures([]).shape
    (np.False_, (0, 120))
    """
    found = np.zeros((len(texts), BANDS * ROWS), np.uint16)
    for first in range(0, len(texts), CHUNK):
        runs = [_runs(fold(text).split()) for text in texts[first : first + CHUNK]]
        long = [n for n, run in enumerate(runs) if len(run) >= LEAST]
        if not long:
            continue
        values = np.concatenate([runs[n] for n in long])
        starts = np.cumsum([0, *(len(runs[n]) for n in long[:-1])])
        rows = first + np.array(long)
        for column, (factor, term) in enumerate(zip(_FACTORS, _TERMS, strict=True)):
            # The low bits of a product hold little of the high bits of its factors: they are left out.
            least = np.minimum.reduceat(values * factor + term, starts)
            found[rows, column] = (least ^ least >> np.uint32(16)) & np.uint32(0xFFFF)
    return found


def neighbours(signs: Numbers, days: Numbers, new: int = 0) -> Pairs:
    """Pairs of rows (the lower first) that share a band within the window; one of each is `new` or later."""
    wide = signs.astype(np.uint64)
    comparable = np.flatnonzero(signs.any(axis=1))
    found: list[Numbers] = []
    for band in range(0, BANDS * ROWS, ROWS):
        a, b, c = (wide[comparable, band + n] for n in range(ROWS))
        key = a << np.uint64(32) | b << np.uint64(16) | c
        order = comparable[np.lexsort((comparable, days[comparable], key))]
        ordered = np.sort(key)
        # Beside the next one in time the one after it: the next may be of another story.
        for step in (1, 2):
            near = (ordered[step:] == ordered[:-step]) & (days[order[step:]] - days[order[:-step]] <= WINDOW)
            pairs = np.stack([order[:-step][near], order[step:][near]], axis=1)
            found.append(np.sort(pairs, axis=1)[pairs.max(axis=1, initial=-1) >= new])
    unique = np.unique(np.concatenate(found), axis=0)
    shared = np.array([(signs[i] == signs[j]).mean() for i, j in unique])
    return [(int(i), int(j)) for (i, j), share in zip(unique, shared, strict=True) if share >= PROMISING]


def is_copy(one: Content, other: Content) -> bool:
    """Whether two texts are one report, perhaps shortened: most runs of words and the numbers are the same.

    >>> words = "ships carry grain south while trains carry timber north and trucks bring 40 tonnes of fish".split()
    >>> whole, most, little = (content(" ".join(words[:n])) for n in (16, 14, 5))
    >>> is_copy(whole, most), is_copy(whole, little), is_copy(whole, content(" ".join(words).replace("40", "90")))
    (True, False, False)
    """
    shorter, longer = sorted((one, other), key=lambda c: len(c.shingles))
    size, more = len(shorter.shingles), len(longer.shingles)
    if size < LEAST or len(shorter.numbers & longer.numbers) < SAME_NUMBERS * len(shorter.numbers):
        return False
    both = len(np.intersect1d(shorter.shingles, longer.shingles, assume_unique=True))
    index = both / (size + more - both)
    return index >= ALIKE or (index >= SHORTENED and both >= HELD * size)


def find_copies(
    signs: Numbers, days: Numbers, texts: Callable[[Sequence[int]], dict[int, str]], new: int = 0
) -> Pairs:
    """Pairs of rows that are copies of one another; `texts` gives the texts of the rows it is asked for."""
    candidates = neighbours(signs, days, new)
    found: Pairs = []
    for first in range(0, len(candidates), PAIRS):
        pairs = candidates[first : first + PAIRS]
        known = texts(sorted(set(chain.from_iterable(pairs))))
        contents = {row: content(text) for row, text in known.items()}
        found += [(i, j) for i, j in pairs if {i, j} <= contents.keys() and is_copy(contents[i], contents[j])]
    return found


def originals(pairs: Sequence[tuple[str, str]], order: dict[str, Any]) -> dict[str, str]:
    """Of articles linked in pairs, each copy with the first article of its group by `order`.

    >>> originals([("c", "b"), ("b", "a"), ("x", "y")], {"a": 3, "b": 1, "c": 2, "x": 1, "y": 0})
    {'c': 'b', 'a': 'b', 'x': 'y'}
    >>> originals([], {})
    {}
    """
    above: dict[str, str] = {}

    def top(article: str) -> str:
        while (parent := above.setdefault(article, article)) != article:
            above[article] = article = above[parent]
        return article

    for one, other in pairs:
        first, second = sorted((top(one), top(other)), key=lambda a: (order[a], a))
        above[second] = first
    return {article: top(article) for article in above if top(article) != article}
