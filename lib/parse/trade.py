"""What is traded: the figures an article states about exchange between countries, with who claims them."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from lib.parse.amounts import Amount, find_amounts
from lib.parse.claims import find_claimant
from lib.parse.document import Document
from lib.parse.flows import Piece, change, cut, governor
from lib.parse.pairs import Pairs
from lib.parse.parties import Parties, Party
from lib.parse.people import People
from lib.parse.periods import find_periods
from lib.parse.roles import Pair
from lib.parse.sentences import Span
from lib.parse.trade_words import FLOWS, Sign, find_signs, last_link, link_pattern, links, small_words
from lib.records import TradeFigure

_DATED = frozenset(("trade", "export", "import"))
_RANGE = 8
"""characters between the two amounts of a range"""
Days = tuple[date, date]


def find_trade_figures(doc: Document, people: People) -> list[TradeFigure]:
    """The trade figures of a document, one row each, by place in the text."""
    signs = find_signs(doc)
    if not any(sign.sense in FLOWS for sign in signs):
        return []
    starts = [sign.start for sign in signs]
    reader = _Reader(doc, people)
    found: list[TradeFigure] = []
    for index, span in enumerate(doc.sentences):
        if span[0] not in doc.datelines:
            within = signs[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
            found.extend(reader.read(index, span, within))
    return _one_row_each(doc, found)


class _Reader:
    """Reads sentence after sentence, remembering the flow, the pair and the period last spoken of."""

    def __init__(self, doc: Document, people: People) -> None:
        self.doc = doc
        self.people = people
        self.parties = Parties(doc, people)
        self.pairs = Pairs(doc, self.parties)
        self._period: Days | None = None
        self._period_of: Pair | None = None
        self._leans = self._another = False

    def read(self, index: int, span: Span, signs: list[Sign]) -> list[TradeFigure]:
        """The figures of one sentence."""
        text = self.doc.text[span[0] : span[1]]
        told = any(c.isdigit() for c in text) or any(s.sense in FLOWS for s in signs)
        amounts = find_amounts(self.doc, span, self.parties) if told else []
        if not amounts:
            if signs:
                self._listen(index, span, signs)
            return []
        parties = self.parties.within(span, signs)
        self._another = any(s.sense == "carry" and s.tense == "new" for s in signs)
        self._leans = any(s.sense == "carry" for s in signs) or self.parties.leans(span)
        found: list[TradeFigure] = []
        sign: Sign | None = None
        flow, kind, before, target = "", "", None, False
        pieces = cut(self.doc, span, amounts, signs)
        for number, piece in enumerate(pieces):
            own, piece = self._governor(pieces, number, span, signs, bool(flow))
            if own is not None and own.tense == "weak" and not self._has_subject(own, piece, parties):
                if own.sense == "aid" and not flow:
                    continue
                if flow or self.pairs.last.sentence >= index - 1:
                    flow, own = flow or self.pairs.last.flow, None
            prices = [s for s in signs if s.tense == "unit" and piece.start <= s.start < piece.end]
            if prices or (own is not None and own.sense == "stop"):
                sign, flow, before = None, "", None
                continue
            if own is not None:
                sign, flow = own, own.sense
            elif not flow:
                flow = self._carried(index, span, signs)
            if own is None and any(s.sense == "stop" and piece.start <= s.start < piece.end for s in signs):
                continue
            if not flow:
                continue
            amount = piece.amount
            if amount.unit == "%":
                kind = change(self.doc, piece, signs, own) or (kind if own is None and not piece.apart else "")
                if not kind:
                    continue
            fallen = kind == "fall" if amount.unit == "%" else self._falls_by(piece, signs)
            flow = self._hardware(flow, own, piece, signs)
            pair = self.pairs.read(flow, own, piece, parties, signs, index, before)
            if pair is None:
                continue
            before = self.pairs.last = pair
            aim = self._is_target(piece, span, signs, own, flow, target)
            days = self._days(span, piece, pieces, number, pair, aim)
            published = self.doc.article.published
            target = aim or bool(days and published and days[0] > published)
            found.append(self._figure(span, piece, fallen, pair, days, target, signs))
        if not found:
            self._listen(index, span, signs)
        return found

    def _figure(
        self, span: Span, piece: Piece, fallen: bool, pair: Pair, days: Days | None, target: bool, signs: list[Sign]
    ) -> TradeFigure:
        amount = piece.amount
        reporter, partner = pair.columns()
        start, end = days or (None, None)
        return TradeFigure(
            self.doc.article.article_id, amount.start, amount.end, self.doc.text[span[0] : span[1]],
            -abs(amount.amount) if fallen else amount.amount, amount.unit, pair.flow, reporter, partner,
            start, end, "target" if target else "actual",
            find_claimant(self.doc, self.people, span, amount.start, signs),
        )  # fmt: skip

    # -- what flows -----------------------------------------------------------------------------

    def _governor(
        self, pieces: list[Piece], number: int, span: Span, signs: list[Sign], flowing: bool
    ) -> tuple[Sign | None, Piece]:
        """The word that governs the amount of a piece, with the piece as wide as that needed."""
        piece = pieces[number]
        own = governor(self.doc, piece, signs)
        if own is not None or flowing:
            return own, piece
        if number == 0 and piece.start > span[0]:
            piece = replace(piece, start=span[0])
            own = governor(self.doc, piece, signs)
        if own is None and number + 1 < len(pieces) and not pieces[number + 1].apart:
            wide = replace(piece, end=pieces[number + 1].end)
            own = governor(self.doc, wide, signs)
            piece = wide if own else piece
        return own, piece

    def _carried(self, index: int, span: Span, signs: list[Sign]) -> str:
        """The flow of the sentence before, where this one leans on it: "of this", "it brought in"."""
        last = self.pairs.last
        if last.sentence < index - 1 or any(s.sense == "stop" for s in signs):
            return ""
        leans = any(s.sense in ("carry", "alias", "reverse") for s in signs) or self.parties.leans(span)
        return last.flow if leans else ""

    def _has_subject(self, own: Sign, piece: Piece, parties: list[Party]) -> bool:
        """Whether a country stands before a word such as "paid"; else it goes on about the flow told before."""
        return any(piece.start <= p.start and p.end <= own.start and p.kind != "region" for p in parties)

    def _hardware(self, flow: str, own: Sign | None, piece: Piece, signs: list[Sign]) -> str:
        """`contract` where arms or aircraft are bought by the piece."""
        if own is None or not own.verbal or flow not in ("import", "export"):
            return flow
        arms = any(s.sense == "hardware" and own.end <= s.start < piece.end for s in signs)
        return "contract" if arms and piece.amount.unit not in ("%", "t", "bbl", "bbl/d", "m3") else flow

    def _listen(self, index: int, span: Span, signs: list[Sign]) -> None:
        """Remembers the flow and the pair of a sentence without amounts, when it names one."""
        flows = [s for s in signs if s.sense in FLOWS and s.tense != "weak"]
        if not flows or len(self.doc.text[span[0] : span[1]]) > 400:
            return
        parties = [p for p in self.parties.within(span, signs) if p.alpha3]
        if not parties:
            return
        sign = flows[0]
        piece = Piece(Amount(span[1], span[1], 0, ""), span[0], span[1], True)
        pair = self.pairs.read(sign.sense, sign, piece, parties, signs, index, None)
        if pair is not None and pair.giver and pair.taker:
            self.pairs.last = pair

    # -- when, and whether it has happened ------------------------------------------------------

    def _days(self, span: Span, piece: Piece, pieces: list[Piece], number: int, pair: Pair, aim: bool) -> Days | None:
        """The period over which a figure accrued: its own, its sentence's, or that of the figures before."""
        amount = piece.amount
        if pair.flow not in _DATED:
            return self._ahead(span, piece) if aim else None
        found = self._periods(span)
        right = pieces[number + 1].amount.start if number + 1 < len(pieces) else span[1]
        left = pieces[number - 1].amount.end if number else span[0]
        own = [p for p in found if piece.start <= p[0] < piece.end]
        near = [p for p in own if amount.end <= p[0] < right] or [p for p in own if left <= p[0] and p[1] <= amount.start]
        days: Days | None = None
        if near:
            first = near[0] if near[0][0] >= amount.end else near[-1]
            days = first[2], first[3]
        elif number and amount.start - pieces[number - 1].amount.end <= _RANGE:
            days = self._period
        elif aim and number:
            return None
        elif number and self._period_of is not None and not piece.apart and self._period:
            days = self._period
        elif not number or not piece.apart:
            earlier = [p for p in found if p[1] <= amount.start and not (piece.apart and p[0] < piece.start and number)]
            rises = last_link(self.doc.before(amount.start, 24).split(), "from", self.doc.language)
            later = [p for p in found if p[0] >= amount.end and not rises and not any(q.apart and q.start <= p[0] for q in pieces[number + 1 :])]
            chosen = earlier[-1] if earlier else later[0] if later else None
            days = (chosen[2], chosen[3]) if chosen else self._inherited(span, pair)
        if days is None and number and piece.apart and self._period_of is not None and self._period_of.flow != "trade":
            days = self._period
        self._period, self._period_of = days, pair
        return days

    def _inherited(self, span: Span, pair: Pair) -> Days | None:
        """The period of the figure before, when this one goes on about the same trade."""
        last = self._period_of
        if last is None or self._period is None or last.sentence < pair.sentence - 2:
            return None
        if link_pattern("same", self.doc.language).search(self.doc.folded, span[0] + 1, span[1] + 1):
            return self._period
        shared = {pair.giver, pair.taker} & {last.giver, last.taker} - {None}
        same = {pair.giver, pair.taker} == {last.giver, last.taker}
        if self._another or (last.agent != pair.agent and not self._leans and not same):
            return None
        for link in ("perfect", "rate"):  # "has grown", "a year" say nothing of that year
            if link_pattern(link, self.doc.language).search(self.doc.folded, span[0] + 1, span[1] + 1):
                return None
        return self._period if same or (shared and pair.flow != "trade") else None

    def _ahead(self, span: Span, piece: Piece) -> Days | None:
        """The year ahead in which aid or investment is to come; other deals are not dated."""
        published = self.doc.article.published
        if published is None:
            return None
        near = [
            p for p in self._periods(span)
            if piece.start <= p[0] < piece.end and p[2] > published and (p[3] - p[2]).days > 300
        ]  # fmt: skip
        return (near[0][2], near[0][3]) if near else None

    def _periods(self, span: Span) -> list[tuple[int, int, date, date]]:
        """The periods of a sentence that are no dates of comparison ("more than in 2021") or signature."""
        language = self.doc.language
        before = self.doc.sentences[max(self.doc.sentence_index(span[0]) - 1, 0)][0]
        anchor = self._period[0] if self._period else None
        found = []
        for p in find_periods(self.doc.text[before : span[1]], self.doc.article.published, language, anchor):
            start = p.start_char + before
            if start < span[0]:
                continue
            words = self.doc.before(start, 30).split()
            if last_link(words, "comparison", language):
                continue
            while words and words[-1] in small_words(language) and not last_link(words, "comparison", language):
                words.pop()
            if last_link(words, "comparison", language):
                continue
            found.append((start, p.end_char + before, p.start_date, p.end_date))
        return found

    def _is_target(
        self, piece: Piece, span: Span, signs: list[Sign], own: Sign | None, flow: str, before: bool
    ) -> bool:
        """Whether a figure is an aim, a pledge or a forecast."""
        doc, amount = self.doc, piece.amount
        words = doc.before(amount.start, 24).split()
        if any(last_link(w, link, doc.language) for w in (words, words[:-1]) for link in ("from", "comparison")):
            return False
        here = [s for s in signs if piece.start <= s.start < piece.end]
        done = [s for s in here if s.sense == "granted" and s.start < amount.start]
        if done and (flow in ("loan", "contract") or not any(s.sense == "target" and done[-1].start < s.start < amount.start for s in here)):
            return False
        ahead = [s for s in here if s.sense == "target" and (s.tense != "pledge" or flow not in _DATED)]
        if any(s.end <= amount.start for s in ahead) or self._will(piece):
            return True
        if own is not None and own.verbal and own.start >= amount.end:
            return any(0 <= own.start - s.end <= 8 for s in ahead)  # "worth 5 million, will be donated"
        behind = [s for s in ahead if s.start >= amount.end]
        if behind and "," not in doc.text[amount.end : behind[0].start]:
            return True
        if own is None or not own.verbal:
            opening = [s for s in signs if span[0] <= s.start < piece.start and s.sense in ("target", "granted")]
            return bool(opening) and opening[-1].sense == "target" and not piece.apart
        return False


    def _falls_by(self, piece: Piece, signs: list[Sign]) -> bool:
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


def _one_row_each(doc: Document, found: list[TradeFigure]) -> list[TradeFigure]:
    """A figure told twice is one row: the telling that says most, the body's before the headline's."""
    kept: list[TradeFigure] = []
    for figure in found:
        twin = next((k for k in kept if k.amount == figure.amount and k.unit == figure.unit and _same(k, figure, doc)), None)
        if twin is None:
            kept.append(figure)
        elif _told(doc, figure) > _told(doc, twin):
            kept[kept.index(twin)] = replace(figure, claimed_by=figure.claimed_by or twin.claimed_by)
    return kept


def _same(a: TradeFigure, b: TradeFigure, doc: Document) -> bool:
    if a.period_start and b.period_start and (a.period_start, a.period_end) != (b.period_start, b.period_end):
        return False
    if a.start_char < doc.title_end:
        return True
    ours, theirs = {a.reporter, a.partner} - {None}, {b.reporter, b.partner} - {None}
    return a.flow == b.flow and (ours == theirs or (a.status == b.status and (ours <= theirs or theirs <= ours)))


def _told(doc: Document, figure: TradeFigure) -> tuple[bool, int]:
    body = not doc.is_headline((doc.sentence_span(figure.start_char, figure.end_char))) and figure.sentence.rstrip()[-1:] in ".!?\"”»"
    return body, sum(v is not None for v in (figure.reporter, figure.partner, figure.period_start, figure.claimed_by))
