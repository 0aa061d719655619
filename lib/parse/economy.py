"""Whose trade a text tells: the country that "exports to Japan" leave when a sentence names no seller."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from lib.parse.denominations import homes, kindred
from lib.parse.parties import Parties
from lib.parse.trade_words import Sign, last_link, small_words

_NEAR = 45
"""characters between a country and a word of trade that is its own"""
_DEALT = 12
"""characters between a word of trade and the country that it is dealt with"""
_WORDS = 4
_CERTAIN = 3
_SHARED = frozenset(("USD", "EUR"))
_GOODS = frozenset(("export", "import"))


def find_economy(
    parties: Parties, signs: Sequence[Sign], currencies: Iterable[str | None] = ()
) -> str | None:
    """The country whose exports and imports a text is about, `None` where it names no country.

    `currencies` are those of its amounts: one counts its own trade in its own money.
    """
    paying = {
        country
        for code in set(currencies) - {*_SHARED, None}
        for country in homes(code or "")
        if not any(homes(kin) & parties.often.keys() for kin in kindred(code or ""))
    }
    goods = [s for s in signs if s.sense in _GOODS]
    starts = [s.start for s in goods]
    owned = Counter[str]()
    language = parties.doc.language
    first = None
    for start, end, country in parties.named_spans():
        if first is None and start >= parties.doc.title_end:
            first = country  # where the text is dated, as a rule
        at = bisect_left(starts, end)
        behind = at < len(goods) and _own(parties, end, goods[at].start)
        before = at > 0 and _of(parties, goods[at - 1].end, start)
        owned[country] += behind or before
        if at > 0 and start - goods[at - 1].end <= _DEALT:  # "exports to Japan"
            words = parties.doc.before(start, 12).split()
            owned[country] -= any(last_link(words, tie, language) for tie in ("from", "to"))
    most = max(parties.often.values(), default=1)
    score = {
        c: 3 * n / most + min(owned[c], _CERTAIN) + (c in parties.lead) + (c == first) + 3 * (c in paying)
        for c, n in parties.often.items()
    }
    return max(score, key=lambda c: score[c], default=None)


def _own(parties: Parties, end: int, word: int) -> bool:
    """Whether a word of trade behind a country is its own: "Japan's car exports", "Japan bought"."""
    if word - end > _NEAR:
        return False
    gap = parties.doc.text[end:word]
    if any(mark in gap for mark in ",.;:()"):
        return False
    words = parties.doc.folded[end + 1 + 2 * gap.startswith(("'s", "’s")) : word + 1].split()
    return len(words) <= _WORDS and not set(words) & small_words(parties.doc.language)


def _of(parties: Parties, word: int, start: int) -> bool:
    """Whether a country behind a word of trade owns it: "the exports of Japan"."""
    if start - word > _NEAR:
        return False
    words = parties.doc.folded[word + 1 : start + 1].split()
    return len(words) <= _WORDS and last_link(words, "of", parties.doc.language)
