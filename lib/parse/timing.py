"""When a figure accrued, whether it has yet to, and whether it is a loss."""

from collections.abc import Sequence
from datetime import date

from lib.parse.clause import Pair
from lib.parse.document import Document
from lib.parse.flows import Piece
from lib.parse.periods import FiscalYear, find_periods, fiscal_year
from lib.parse.sentences import Span
from lib.parse.trade_words import Sign, last_link, link_pattern, links, small_words

Days = tuple[date, date]

_DATED = frozenset(("trade", "export", "import"))
_NEXT = 12
"""characters between "is to" and its verb"""
_RATE = 16
"""characters behind an amount within which "annually" makes it one of every year"""
_SPELL = 80
"""days: what is invested in one month is a deal of that month"""
_RANGE = 8
"""characters between the two amounts of a range"""
_YEAR = 300
"""days that a year ahead has at least"""


class Timing:
    """Reads the period and the status of figure after figure, remembering the last period."""

    def __init__(self, doc: Document, home: str | None) -> None:
        self.doc = doc
        self._home = home
        self._fiscal = fiscal_year(home)
        self._heard: tuple[int, Days] | None = None
        self._read: (
            tuple[tuple[Span, FiscalYear | None], date | None, list[tuple[int, int, date, date]]] | None
        ) = None
        """the periods last read, with their sentence and the period before it"""
        self._period: Days | None = None
        self._period_of: Pair | None = None
        self.borrowed = False
        """whether the last period was that of another figure"""

    def days(
        self, span: Span, pieces: Sequence[Piece], number: int, piece: Piece, pair: Pair, aim: bool, link: str
    ) -> Days | None:
        """The period over which the figure of piece `number` accrued: its own, or that of the figures before.

        `aim` says that it is still to come, `link` how its sentence goes on: leaning, fresh, or neither.
        """
        amount = piece.amount
        self.borrowed = False
        self._fiscal = fiscal_year(pair.columns()[0] or self._home)
        if pair.flow not in _DATED:
            if pair.flow == "investment" and not aim:
                return self._over(span, piece)
            return self._ahead(span, piece) if aim else None
        found = self._periods(span)
        right = pieces[number + 1].amount.start if number + 1 < len(pieces) else span[1]
        left = pieces[number - 1].amount.end if number else span[0]
        own = [p for p in found if piece.start <= p[0] < piece.end]
        near = [p for p in own if amount.end <= p[0] < right] or [
            p for p in own if left <= p[0] and p[1] <= amount.start
        ]
        days: Days | None = None
        if near:
            first = near[0] if near[0][0] >= amount.end else near[-1]
            days = first[2], first[3]
        elif number and amount.start - pieces[number - 1].amount.end <= _RANGE:
            days = self._period
        elif aim and number and not (amount.unit == "%" and not piece.apart):
            return None
        elif number and self._period_of is not None and not piece.apart and self._period:
            days = self._period
        elif not number or not piece.apart:
            earlier = [
                p
                for p in found
                if p[1] <= amount.start and not (piece.apart and p[0] < piece.start and number)
            ]
            rate = link_pattern("rate", self.doc.language)
            yearly = number + 1 < len(pieces) and rate.search(self.doc.folded, amount.end, amount.end + _RATE)
            rises, published = self._rises(piece), self.doc.article.published
            later = [
                p
                for p in found
                if p[0] >= amount.end
                and not rises
                and not yearly
                and (aim or published is None or p[2] <= published)
                and not self._opens(p, pieces[number + 1 : number + 2])
                and not any((q.apart or self._rises(q)) and q.start <= p[0] for q in pieces[number + 1 :])
            ]
            chosen = earlier[-1] if earlier else later[0] if later else None
            days = (chosen[2], chosen[3]) if chosen else self._inherited(span, pair, link)
            self.borrowed = chosen is None
        if (
            days is None
            and number
            and piece.apart
            and self._period_of is not None
            and self._period_of.flow != "trade"
        ):
            days = self._period
        if not (number and self._rises(piece)):
            self._period, self._period_of = days, pair
        return days

    def _opens(self, period: tuple[int, int, date, date], following: Sequence[Piece]) -> bool:
        """Whether a period opens the next part of a sentence: ", and in 2020 imports …"."""
        return any(
            q.start <= period[0] < q.amount.start and len(self.doc.text[q.start : period[0]].split()) <= 2
            for q in following
        )

    def _rises(self, piece: Piece) -> bool:
        """Whether an amount is what another was before: "up from 5 million tonnes in 2017"."""
        return last_link(self.doc.before(piece.amount.start, 24).split(), "from", self.doc.language)

    def hear(self, index: int, span: Span) -> None:
        """Remembers the one period of a sentence on trade that gives no figure of it."""
        found = self._periods(span)
        if len(found) == 1:
            self._heard = index, (found[0][2], found[0][3])

    def _inherited(self, span: Span, pair: Pair, link: str) -> Days | None:
        """The period of the figure before, when this one goes on about the same trade."""
        last = self._period_of
        if self._heard is not None and self._heard[0] == pair.sentence - 1 and not self._at_rate(span):
            return self._heard[1]
        if last is None or self._period is None or last.sentence < pair.sentence - 2:
            return None
        if link_pattern("same", self.doc.language).search(self.doc.folded, span[0] + 1, span[1] + 1):
            return self._period
        shared = {pair.giver, pair.taker} & {last.giver, last.taker} - {None}
        same = {pair.giver, pair.taker} == {last.giver, last.taker}
        part = None in (last.giver, last.taker) and last.agent in (pair.giver, pair.taker)
        if link == "fresh" or (last.agent != pair.agent and link != "leaning" and not same and not part):
            return None
        if self._at_rate(span):
            return None
        return self._period if same or (shared and pair.flow != "trade") else None

    def _at_rate(self, span: Span) -> bool:
        """Whether "has grown" or "a year" tell that a sentence says nothing of one year."""
        if link_pattern("perfect", self.doc.language).search(self.doc.folded, span[0] + 1, span[1] + 1):
            return True
        for rate in link_pattern("rate", self.doc.language).finditer(
            self.doc.folded, span[0] + 1, span[1] + 1
        ):
            following = self.doc.folded[rate.end() : rate.end() + 20].split()[:1]
            if not set(following) & links("earlier", self.doc.language):
                return True
        return False

    def _ahead(self, span: Span, piece: Piece) -> Days | None:
        """The year ahead in which aid or investment is to come; other deals are not dated."""
        published = self.doc.article.published
        if published is None:
            return None
        near = [
            p for p in self._periods(span)
            if piece.start <= p[0] < piece.end and p[2] > published and (p[3] - p[2]).days > _YEAR
        ]  # fmt: skip
        return (near[0][2], near[0][3]) if near else None

    def _over(self, span: Span, piece: Piece) -> Days | None:
        """The months or year over which investment flowed in."""
        near = [
            p for p in self._periods(span) if piece.start <= p[0] < piece.end and (p[3] - p[2]).days > _SPELL
        ]
        return (near[0][2], near[0][3]) if near else None

    def _periods(self, span: Span) -> list[tuple[int, int, date, date]]:
        """The periods of a sentence that are no dates of comparison ("more than in 2021") or signature."""
        language = self.doc.language
        before = self.doc.sentences[max(self.doc.sentence_index(span[0]) - 1, 0)][0]
        anchor = self._period[0] if self._period else None
        if self._read is not None and self._read[:2] == ((span, self._fiscal), anchor):
            return self._read[2]
        found: list[tuple[int, int, date, date]] = []
        text, published = self.doc.text[before : span[1]], self.doc.article.published
        for p in find_periods(text, published, language, anchor, self._fiscal):
            start = p.start_char + before
            if start < span[0]:
                continue
            words = self.doc.before(start, 40).split()
            months = set(self.doc.folded[start + 1 : p.end_char + before + 1].split()[1:])
            if months & links("to", language) and last_link(words, "from", language):
                # "from January to September"
                found.append((start, p.end_char + before, p.start_date, p.end_date))
            if last_link(words, "comparison", language) or self._same(words):
                continue
            while (
                words and words[-1] in small_words(language) and not last_link(words, "comparison", language)
            ):
                words.pop()
            if last_link(words, "comparison", language):
                continue
            found.append((start, p.end_char + before, p.start_date, p.end_date))
        self._read = (span, self._fiscal), anchor, found
        return found

    def _same(self, words: list[str]) -> bool:
        """Whether a date stands behind "than in the same period of"."""
        phrase = " ".join(words)
        than = link_pattern("comparison", self.doc.language).search(phrase)
        return bool(than and link_pattern("same", self.doc.language).search(phrase, than.end()))

    def is_target(
        self, piece: Piece, span: Span, signs: Sequence[Sign], own: Sign | None, flow: str, before: bool
    ) -> bool:
        """Whether a figure is an aim, a pledge or a forecast."""
        doc, amount = self.doc, piece.amount
        words = doc.before(amount.start, 24).split()
        if any(
            last_link(w, link, doc.language) for w in (words, words[:-1]) for link in ("from", "comparison")
        ):
            return False
        here = [s for s in signs if piece.start <= s.start < piece.end]
        if flow == "debt":  # a debt stands; only letting it go may be to come
            verbs = [s for s in here if s.tense == "giver" and s.sense in ("debt", "transfer")]
            return any(s.sense == "target" and 0 <= v.start - s.end <= _NEXT for s in here for v in verbs)
        done = [s for s in here if s.sense == "granted" and s.start < amount.start]
        if done and (
            flow in ("loan", "contract")
            or not any(s.sense == "target" and done[-1].start < s.start < amount.start for s in here)
        ):
            return False
        ahead = [s for s in here if s.sense == "target" and (s.tense != "pledge" or flow not in _DATED)]
        if any(s.end <= amount.start for s in ahead) or self._will(piece):
            return True
        if own is not None and own.verbal and own.start >= amount.end:
            return any(0 <= own.start - s.end <= 8 for s in ahead)  # "worth 5 million, will be donated"
        behind = [s for s in ahead if s.start >= amount.end]
        if any(s.sense == "granted" and s.tense == "since" and s.start >= amount.end for s in here):
            return False  # "committed since the start of the war"
        if behind and "," not in doc.text[amount.end : behind[0].start]:
            return True
        if own is None or not own.verbal:
            opening = [
                s for s in signs if span[0] <= s.start < piece.start and s.sense in ("target", "granted")
            ]
            return bool(opening) and opening[-1].sense == "target" and not piece.apart
        return False

    def falls_by(self, piece: Piece, signs: Sequence[Sign]) -> bool:
        """Whether an amount is what a flow lost: "fell by 2 billion dollars"."""
        start = piece.amount.start
        if not last_link(self.doc.before(start, 16).split(), "change by", self.doc.language):
            return False
        return any(s.sense == "fall" and 0 <= start - s.end <= 6 for s in signs)

    def _will(self, piece: Piece) -> bool:
        """Whether a verb before the amount ends as the future does: "invertirá"."""
        endings = tuple(links("future ending", self.doc.language, plain=True))
        words = self.doc.text[piece.start : piece.amount.start].split()
        return bool(endings) and any(w.islower() and len(w) > 4 and w.endswith(endings) for w in words)
