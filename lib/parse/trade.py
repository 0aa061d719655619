"""What is traded: the figures an article states about exchange between countries, with who claims them."""

from bisect import bisect_left
from dataclasses import replace

from lib.parse.amounts import FUELS, VOLUMES, Amount, Measures, find_amounts, find_measures
from lib.parse.claims import find_claimant
from lib.parse.document import Document
from lib.parse.economy import find_economy
from lib.parse.flows import Piece, change, cut, governor
from lib.parse.pairs import Pairs
from lib.parse.parties import Parties, Party
from lib.parse.people import People
from lib.parse.roles import HANDING, Pair
from lib.parse.sentences import Span
from lib.parse.timing import Days, Timing
from lib.parse.trade_words import FLOWS, Sign, find_signs, last_link, link_pattern, links
from lib.records import TradeFigure


def find_trade_figures(doc: Document, people: People) -> list[TradeFigure]:
    """The trade figures of a document, one row each, by place in the text."""
    signs = find_signs(doc)
    if not any(sign.sense in FLOWS or sign.sense == "transfer" or sign.tense == "partner" for sign in signs):
        return []
    starts = [sign.start for sign in signs]
    told: list[tuple[int, list[Sign], Measures]] = []
    for index, span in enumerate(doc.sentences):
        if span[0] not in doc.datelines:
            within = signs[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
            told.append((index, within, _measures(doc, span, within)))
    if not any(measures.money or measures.quantities for _, _, measures in told):
        return []
    reader = _Reader(doc, people, signs, [m.currency for _, _, measures in told for m in measures.money])
    found = [row for index, within, measures in told for row in reader.read(index, within, measures)]
    return _one_row_each(doc, found)


def _measures(doc: Document, span: Span, signs: list[Sign]) -> Measures:
    """What a sentence measures, if it can: one without a digit needs a word of trade."""
    digits = any(map(str.isdigit, doc.text[span[0] : span[1]]))
    return find_measures(doc, span) if digits or any(s.sense in FLOWS for s in signs) else _NOTHING


_NOTHING = Measures([], [])
_OWNED = 25
"""characters between a country and what is its own, or for it"""
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
        self.timing = Timing(doc, self.parties.home)
        self._unit = ""
        """unit of the figure before"""
        self._aimed = -9
        """the last sentence whose figures are aims"""

    def read(self, index: int, signs: list[Sign], measures: Measures) -> list[TradeFigure]:
        """The figures of one sentence."""
        span = self.doc.sentences[index]
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
        for number, piece in enumerate(pieces):
            own, piece = self._governor(pieces, number, span, signs, bool(flow))
            own = self._bought(own, piece, signs)
            if own is not None and own.tense == "weak" and own.start >= piece.amount.end:
                own = None if self._pledged(piece, index, signs, parties) else own
            if own is not None and self._hands_goods(own, piece, signs, index):
                flow, own = self.pairs.last.flow, None
            if own is not None and own.tense == "weak" and not self._has_subject(own, piece, parties):
                if own.sense == "aid" and not flow:
                    continue
                if flow or self.pairs.last.sentence >= index - 1:
                    flow, own = flow or self.pairs.last.flow, None
            lent = self._lent(own, piece, parties, signs)
            own = lent or self._funded(own, piece, signs)
            money = piece.amount.unit not in (*VOLUMES, "%")
            priced = money and any(s.tense == "unit" and piece.start <= s.start < piece.end for s in signs)
            if priced or (own is not None and own.sense == "stop"):
                flow, before = "", None
                continue
            if own is not None:
                flow = own.sense
                flow = self._deliveries(own, piece, signs, parties)
                flow = self._more(flow, own, piece, signs, index)
            elif not flow:
                flow = self._carried(index, span, signs) or self._pledged(piece, index, signs, parties)
            if own is None and any(s.sense == "stop" and piece.start <= s.start < piece.end for s in signs):
                continue
            if lent:
                flow = lent.sense
            if not flow and (own := self._dealer(piece, signs) or self._moved(piece, signs, parties)):
                flow = own.sense
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
            flow = self._owed(self._hardware(flow, own, piece, signs), piece, signs)
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
        if last.flow == "trade" and any(s.sense in ("two", "target") for s in signs):
            leans = True  # "both sides want to see 5 billion"
        return last.flow if leans else ""

    def _to_whom(self, piece: Piece, signs: list[Sign], parties: list[Party]) -> bool:
        """Whether the amount is for a country: "announced 500 million for Ukraine"."""
        return any(p.tie == "to" and 0 <= p.start - piece.amount.end <= _OWNED for p in parties)

    def _pledged(self, piece: Piece, index: int, signs: list[Sign], parties: list[Party]) -> str:
        """The flow of the sentence before, where one more donor "announced 5 billion dollars"."""
        last = self.pairs.last
        near = [s for s in signs if s.sense == "transfer" and s.tense == "giver" and s.start >= piece.start]
        given = any(0 <= piece.amount.start - s.end <= 20 for s in near)
        if given and piece.amount.unit not in ("%", *VOLUMES) and self._to_whom(piece, signs, parties):
            return last.flow if last.flow == "loan" and last.sentence >= index - 2 else "aid"
        if (
            last.flow not in ("aid", "loan")
            or last.sentence < index - 2
            or piece.amount.unit in ("%", *VOLUMES)
        ):
            return ""
        gap = (piece.amount.start - s.end for s in signs if s.sense == "transfer" and s.start >= piece.start)
        return last.flow if any(0 <= size <= 20 for size in gap) else ""

    def _dealer(self, piece: Piece, signs: list[Sign]) -> Sign | None:
        """What flows where only buyers or sellers are told: "its biggest customers were Iraq with 3 billion"."""
        for s in signs:
            if (s.sense, s.tense) == ("carry", "partner") and s.start < piece.amount.start:
                buys = any(t.sense == "share" and t.tense == "taker" and t.start == s.start for t in signs)
                return replace(s, sense="export" if buys else "import", tense="noun")
        return None

    def _moved(self, piece: Piece, signs: list[Sign], parties: list[Party]) -> Sign | None:
        """Goods on their way: "oil worth 6 billion left Angola for China"."""
        here = [s for s in signs if piece.start <= s.start < piece.end]
        local = [
            p
            for p in parties
            if piece.start <= p.start < piece.end and p.kind in ("name", "demonym", "alias")
        ]
        goods = next((s for s in here if s.sense == "goods"), None)
        origin = goods is not None and any(
            p.tie == "from" or (p.owner and 0 <= goods.start - p.end <= _OWNED) for p in local
        )
        if (
            goods is None
            or not origin
            or piece.amount.unit == "%"
            or not any(s.sense == "moves" for s in here)
        ):
            return None
        return replace(goods, sense="export")

    def _bought(self, own: Sign | None, piece: Piece, signs: list[Sign]) -> Sign | None:
        """What is received against money: "received goods for 3 billion", "gets gas for 200 million a year"."""
        if own is None or own.tense != "weak" or piece.amount.unit in ("%", *VOLUMES):
            return own
        takers = [s for s in signs if s.sense == "transfer" and s.tense == "taker" and s.start >= piece.start]
        goods = own.sense == "export" or any(
            s.sense == "goods" and own.end <= s.start < piece.amount.start for s in signs
        )
        following = self.doc.after(piece.amount.end, 12).split()[:1]
        worth = not links("worth", self.doc.language).isdisjoint(following)
        if worth and any(
            piece.amount.end < s.start < piece.amount.end + _OWNED for s in signs if s.sense == "goods"
        ):
            giving = any(s.sense == "transfer" and s.tense == "giver" and s.start == own.start for s in signs)
            return replace(own, sense="export", tense="giver") if giving else own
        against = last_link(self.doc.before(piece.amount.start, 16).split(), "to", self.doc.language)
        if goods and against and any(0 <= own.start - t.end <= 2 or t.start == own.start for t in takers):
            return replace(own, sense="import", tense="taker")
        return own

    def _funded(self, own: Sign | None, piece: Piece, signs: list[Sign]) -> Sign | None:
        """The loan that pays for what something costs: "cover 80 percent of the cost with a loan"."""
        if own is None or own.sense != "stop":
            return own
        words = self.doc.folded[own.start + 1 : own.end + 1].split()
        if links("bearable", self.doc.language).isdisjoint(words) or piece.amount.end > own.start:
            return own
        nouns = (s for s in signs if s.sense in ("loan", "aid") and s.tense == "noun")
        return next((s for s in nouns if own.end <= s.start < piece.end), own)

    def _one_firm(self, start: int, end: int) -> bool:
        """Whether the subject of a sentence is one company: "the country's largest maker sold"."""
        words = self.doc.folded[start + 1 : end + 1].split()[:6]
        return not links("one firm", self.doc.language).isdisjoint(words)

    def _between(self, pair: Pair, parties: list[Party]) -> bool:
        """Whether a sentence names both sides of a figure: one on a company's results as a rule does not."""
        named = {p.alpha3 for p in parties if p.tie != "said"}
        return {pair.giver, pair.taker} <= named

    def _lent(self, own: Sign | None, piece: Piece, parties: list[Party], signs: list[Sign]) -> Sign | None:
        """What hands over the money of a bank that lends abroad: "secured 2 billion from the World Bank"."""
        lenders = [p for p in parties if p.lends and p.tie != "said" and piece.start <= p.start < piece.end]
        verbs = [s for s in signs if s.sense in HANDING and s.verbal and piece.start <= s.start < piece.end]
        behind = own is not None and own.start >= piece.amount.end
        open_ = (
            own is None
            or own.sense == "contract"
            or (own.tense != "noun" and own.sense in ("aid", "investment"))
            or (behind and own.sense in ("stop", "loan"))
        )
        if not lenders or not open_ or piece.amount.unit in (*VOLUMES, *(() if own else "%")):
            return None
        owed = any(p.tie == "to" for p in lenders)
        sign = verbs[-1] if verbs else None if own is not None and own.sense == "stop" else own
        if sign is None:  # "2 billion came from the World Bank"
            return Sign(piece.amount.start, piece.amount.start, "debt" if owed else "loan", "noun")
        return replace(sign, sense="debt", tense="owes") if owed else replace(sign, sense="loan")

    def _hands_goods(self, own: Sign, piece: Piece, signs: list[Sign], index: int) -> bool:
        """Whether "received 700 million worth" goes on about exports or imports."""
        last = self.pairs.last
        return (
            (own.sense, own.tense) == ("aid", "weak")
            and last.flow in ("export", "import")
            and last.sentence >= index - 1
            and piece.amount.unit not in VOLUMES
            and any(s.sense == "share" and s.start == own.start for s in signs)
            and not any(s.sense in ("aid", "loan", "target") and s.tense == "noun" for s in signs)
        )

    def _owed(self, flow: str, piece: Piece, signs: list[Sign]) -> str:
        """`debt` where a loan is spoken of as due or written off."""
        due = any(s.sense == "owed" and piece.start <= s.start < piece.end for s in signs)
        return "debt" if flow == "loan" and due else flow

    def _has_subject(self, own: Sign, piece: Piece, parties: list[Party]) -> bool:
        """Whether a country stands before a word such as "paid"; else it goes on about an earlier flow."""
        return any(piece.start <= p.start and p.end <= own.start and p.kind != "region" for p in parties)

    def _deliveries(self, own: Sign, piece: Piece, signs: list[Sign], parties: list[Party]) -> str:
        """The flow of a volume: "will send 4 billion cubic metres", "agreements on 2 million tonnes"."""
        if (own.sense, own.tense) == ("export", "weak"):  # "from Japan came goods for 3 billion"
            local = [p for p in parties if piece.start <= p.start < piece.end and p.kind != "region"]
            come = any(p.tie == "from" and p.alpha3 != self.parties.home for p in local)
            return "import" if come and not any(p.tie in ("", "to") for p in local) else "export"
        here = [s for s in signs if piece.start <= s.start < piece.end]
        yearly = link_pattern("rate", self.doc.language).search(
            self.doc.folded, piece.start + 1, piece.end + 1
        )
        words = self.doc.after(piece.amount.end, 30).split()[:2]
        sold = bool(set(words) & links("goods", self.doc.language)) and self.pairs.last.flow in FLOWS - {
            "aid"
        }
        gift = own.sense == "aid" and piece.amount.unit not in FUELS and not (yearly or sold)
        given = any(s.sense == "aid" and s.tense == "noun" for s in here)
        if piece.amount.unit not in VOLUMES or own.sense not in ("aid", "contract") or gift or given:
            return own.sense
        taking = any(s.sense == "transfer" and s.tense == "taker" and s.start == own.start for s in here)
        return "import" if taking else "export"

    def _more(self, flow: str, own: Sign, piece: Piece, signs: list[Sign], index: int) -> str:
        """The flow spoken of before where a verb only hands over: "Poland offered another 200 million"."""
        last = self.pairs.last
        words = self.doc.folded[own.start + 1 : own.end + 1].split()
        deal = not links("same deal", self.doc.language).isdisjoint(words)
        if flow == "aid" and deal and last.flow in ("loan", "investment") and last.sentence >= index - 2:
            known = last_link(self.doc.before(own.start, 16).split(), "article", self.doc.language)
            if known or own.tense != "noun":  # "of the package, 750 million"
                return last.flow
        bare = flow == "aid" and own.tense in ("weak", "giver") and piece.amount.unit not in ("%", *VOLUMES)
        promised = any(s.sense == "target" and s.start == own.start for s in signs)
        return "loan" if bare and promised and last.flow == "loan" and last.sentence >= index - 2 else flow

    def _hardware(self, flow: str, own: Sign | None, piece: Piece, signs: list[Sign]) -> str:
        """`contract` where arms or aircraft are bought by the piece."""
        if own is None or flow not in ("import", "export"):
            return flow
        word = self.doc.folded[own.start + 1 : own.end + 1].split()[:1]
        paid = own.tense == "weak" and own.sense == "import"
        if not (own.verbal or paid) and not set(word) & links("piece", self.doc.language):
            return flow
        arms = any(s.sense == "hardware" and own.end <= s.start < piece.end for s in signs)
        return "contract" if arms and piece.amount.unit not in ("%", *VOLUMES) else flow

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
