"""What is traded: the figures an article states about exchange between countries, with who claims them."""

from bisect import bisect_left
from dataclasses import replace

from lib.parse.amounts import VOLUMES, Amount, Measures, find_amounts, find_measures
from lib.parse.claims import find_claimant
from lib.parse.clause import Pair
from lib.parse.deals import STOPPED, Deals, Telling
from lib.parse.document import Document
from lib.parse.economy import find_economy
from lib.parse.flows import Piece, change, cut
from lib.parse.pairs import Pairs
from lib.parse.parties import Parties
from lib.parse.party import Party
from lib.parse.people import People
from lib.parse.sentences import Span
from lib.parse.timing import Days, Timing
from lib.parse.trade_words import FLOWS, Sign, find_signs, links
from lib.records import TradeFigure


def find_trade_figures(doc: Document, people: People) -> list[TradeFigure]:
    """The trade figures of a document, one row each, by place in the text."""
    signs = find_signs(doc)
    if not any(sign.sense in FLOWS or sign.sense == "transfer" or sign.tense == "partner" for sign in signs):
        return []
    starts = [sign.start for sign in signs]
    told: list[tuple[int, list[Sign], Measures]] = []
    for index, sentence in enumerate(doc.sentences):
        if sentence[0] not in doc.datelines:
            span = _reach(sentence)
            within = signs[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
            told.append((index, within, _measures(doc, span, within)))
    if not any(measures.money or measures.quantities for _, _, measures in told):
        return []
    reader = _Reader(doc, people, signs, [m.currency for _, _, measures in told for m in measures.money])
    found = [row for index, within, measures in told for row in reader.read(index, within, measures)]
    return _one_row_each(doc, found)


def _reach(sentence: Span) -> Span:
    """The part of a sentence that is read: what is longer is a table without its lines, and no sentence."""
    return sentence[0], min(sentence[1], sentence[0] + _LONGEST)


def _measures(doc: Document, span: Span, signs: list[Sign]) -> Measures:
    """What a sentence measures, if it can: one without a digit needs a word of trade."""
    digits = any(map(str.isdigit, doc.text[span[0] : span[1]]))
    return find_measures(doc, span) if digits or any(s.sense in FLOWS for s in signs) else _NOTHING


_LONGEST = 4000
"""characters of the longest sentence"""
_NOTHING = Measures([], [])
_HEARD = frozenset(("trade", "export", "import", "debt", "loan"))
"""flows that are remembered without an amount"""


class _Reader:
    """Reads sentence after sentence, remembering the flow, the pair and the period last spoken of."""

    def __init__(
        self, doc: Document, people: People, signs: list[Sign], currencies: list[str | None]
    ) -> None:
        self.doc = doc
        self.people = people
        self.parties = Parties(doc, people)
        self.parties.home = find_economy(self.parties, signs, currencies)
        self.pairs = Pairs(doc, self.parties, self.parties.home)
        self.deals = Deals(doc, self.parties, self.pairs)
        self.timing = Timing(doc, self.parties.home)
        self._unit = ""
        """unit of the figure before"""
        self._aimed = -9
        """the last sentence whose figures are aims"""

    def read(self, index: int, signs: list[Sign], measures: Measures) -> list[TradeFigure]:
        """The figures of one sentence."""
        span = _reach(self.doc.sentences[index])
        goes_on = self.pairs.last.sentence == index - 1 and self._unit not in ("%", *VOLUMES)
        amounts = find_amounts(self.doc, span, measures, self.parties, self._unit if goes_on else "")
        if not amounts:
            if signs:
                self._listen(index, span, signs)
            return []
        parties = self.parties.within(span, signs)
        leans = any(s.sense == "carry" for s in signs) or self.parties.leans(span)
        results = any((s.sense, s.tense) == ("stop", "firm") for s in signs)
        firm = self._one_firm(span[0], amounts[0].start)
        fresh = any(s.sense == "carry" and s.tense == "new" for s in signs)
        found: list[TradeFigure] = []
        flow, kind, before, target = "", "", None, False
        pieces = cut(self.doc, span, amounts, signs)
        telling = Telling(index, span, signs, parties)
        for number, piece in enumerate(pieces):
            own, piece, flow = self.deals.read(telling, pieces, number, flow)
            if flow == STOPPED:
                flow, before = "", None
                continue
            if not flow:
                continue
            amount = piece.amount
            if amount.unit == "%":
                kind = change(self.doc, piece, signs, own) or (
                    kind if own is None and not piece.apart else ""
                )
                if not kind:
                    continue
            fallen = kind == "fall" if amount.unit == "%" else self.timing.falls_by(piece, signs)
            flow = self.deals.settled(flow, own, piece, signs)
            pair = self.pairs.read(flow, own, piece, parties, signs, index, before)
            both = own is not None and own.tense == "both"
            both = both or results or (firm and flow in ("trade", "export", "import"))
            if pair is None or (both and not self._between(pair, parties)):
                continue
            before = self.pairs.last = pair
            aim = self.timing.is_target(piece, span, signs, own, flow, target)
            if own is None and flow in ("loan", "aid", "investment") and self._aimed == index - 1:
                aim = aim or not any(
                    s.sense == "granted" for s in signs
                )  # "Spain's share comes to 3 billion"
            published = self.doc.article.published
            days = self.timing.days(
                span, pieces, number, piece, pair, aim, "fresh" if fresh else "leaning" if leans else ""
            )
            if aim and days and published and days[1] < published:
                aim, days = self.timing.borrowed, None if self.timing.borrowed else days
            target = aim or bool(days and published and days[0] > published)
            self._unit = amount.unit
            self._aimed = index if target else -9
            found.append(self._figure(span, piece, fallen, pair, days, target, signs))
        if not found:
            self._listen(index, span, signs)
            if any(s.sense in ("export", "import", "trade") or s.tense == "balance" for s in signs):
                self.timing.hear(index, span)
        return found

    def _figure(
        self,
        span: Span,
        piece: Piece,
        fallen: bool,
        pair: Pair,
        days: Days | None,
        target: bool,
        signs: list[Sign],
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

    def _one_firm(self, start: int, end: int) -> bool:
        """Whether the subject of a sentence is one company: "the country's largest maker sold"."""
        words = self.doc.folded[start + 1 : end + 1].split()[:6]
        return not links("one firm", self.doc.language).isdisjoint(words)

    def _between(self, pair: Pair, parties: list[Party]) -> bool:
        """Whether a sentence names both sides of a figure: one on a company's results as a rule does not."""
        named = {p.alpha3 for p in parties if p.tie != "said"}
        return {pair.giver, pair.taker} <= named

    def _listen(self, index: int, span: Span, signs: list[Sign]) -> None:
        """Remembers the flow and the pair of a sentence without amounts, when it names one."""
        flows = [s for s in signs if s.sense in FLOWS and s.tense != "weak"]
        if not flows or flows[0].sense not in _HEARD or span[1] - span[0] > 400:
            return
        parties = [p for p in self.parties.within(span, signs) if p.alpha3]
        if not parties:
            return
        sign = flows[0]
        piece = Piece(Amount(span[1], span[1], 0, ""), span[0], span[1], True)
        pair = self.pairs.read(sign.sense, sign, piece, parties, signs, index, None)
        if pair is not None and pair.giver and pair.taker:
            self.pairs.last = pair


def _one_row_each(doc: Document, found: list[TradeFigure]) -> list[TradeFigure]:
    """A figure told twice is one row: the telling that says most, the body's before the headline's."""
    kept: dict[tuple[float, str], list[TradeFigure]] = {}
    for figure in found:
        tellings = kept.setdefault((figure.amount, figure.unit), [])
        twin = next((k for k in tellings if _same(k, figure, doc)), None)
        if twin is None:
            tellings.append(figure)
        elif _told(doc, figure) > _told(doc, twin):
            tellings[tellings.index(twin)] = replace(figure, claimed_by=figure.claimed_by or twin.claimed_by)
    return sorted((figure for tellings in kept.values() for figure in tellings), key=lambda f: f.start_char)


def _same(a: TradeFigure, b: TradeFigure, doc: Document) -> bool:
    if a.period_start and b.period_start and (a.period_start, a.period_end) != (b.period_start, b.period_end):
        return False
    if a.start_char < doc.title_end:
        return True
    ours, theirs = {a.reporter, a.partner} - {None}, {b.reporter, b.partner} - {None}
    return a.flow == b.flow and (
        ours == theirs or (a.status == b.status and (ours <= theirs or theirs <= ours))
    )


def _told(doc: Document, figure: TradeFigure) -> tuple[bool, int]:
    body = (
        not doc.is_headline(doc.sentence_span(figure.start_char, figure.end_char))
        and figure.sentence.rstrip()[-1:] in '.!?"”»'
    )
    return body, sum(
        v is not None for v in (figure.reporter, figure.partner, figure.period_start, figure.claimed_by)
    )
