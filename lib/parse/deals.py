"""What flows: the trade, loan, aid or deal that each amount of a sentence belongs to."""

from dataclasses import dataclass, replace

from lib.parse.amounts import FUELS, VOLUMES
from lib.parse.document import Document
from lib.parse.flows import Piece, governor
from lib.parse.pairs import Pairs
from lib.parse.parties import Parties
from lib.parse.party import Party
from lib.parse.roles import HANDING
from lib.parse.sentences import Span
from lib.parse.trade_words import FLOWS, Sign, last_link, link_pattern, links

STOPPED = "stopped"
"""The flow of what is no trade: a price, a budget."""

_OWNED = 25
"""characters between a country and what is its own, or for it"""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells amounts."""

    index: int
    span: Span
    signs: list[Sign]
    parties: list[Party]


class Deals:
    """Finds the flow of amount after amount, from its own words or from what was last spoken of."""

    def __init__(self, doc: Document, parties: Parties, pairs: Pairs) -> None:
        self.doc = doc
        self._parties = parties
        self._pairs = pairs

    def read(
        self, telling: Telling, pieces: list[Piece], number: int, flow: str
    ) -> tuple[Sign | None, Piece, str]:
        """The word that governs the amount of piece `number`, the piece as wide as that needed, and its flow.

        `flow` is that of the amount before it in the sentence; the flow found is empty where the amount is
        nobody's, `STOPPED` where it is no trade and what follows cannot lean on it.
        """
        index, signs, parties = telling.index, telling.signs, telling.parties
        own, piece = self._governor(pieces, number, telling.span, signs, bool(flow))
        own = self._bought(own, piece, signs)
        if own is not None and own.tense == "weak" and own.start >= piece.amount.end:
            own = None if self._pledged(piece, index, signs, parties) else own
        if own is not None and self._hands_goods(own, piece, signs, index):
            flow, own = self._pairs.last.flow, None
        if own is not None and own.tense == "weak" and not self._has_subject(own, piece, parties):
            if own.sense == "aid" and not flow:
                return own, piece, ""
            if flow or self._pairs.last.sentence >= index - 1:
                flow, own = flow or self._pairs.last.flow, None
        lent = self._lent(own, piece, parties, signs)
        own = lent or self._funded(own, piece, signs)
        money = piece.amount.unit not in (*VOLUMES, "%")
        priced = money and any(s.tense == "unit" and piece.start <= s.start < piece.end for s in signs)
        if priced or (own is not None and own.sense == "stop"):
            return own, piece, STOPPED
        if own is not None:
            flow = own.sense
            flow = self._deliveries(own, piece, signs, parties)
            flow = self._more(flow, own, piece, signs, index)
        elif not flow:
            flow = self._carried(telling) or self._pledged(piece, index, signs, parties)
        if own is None and any(s.sense == "stop" and piece.start <= s.start < piece.end for s in signs):
            return own, piece, ""
        if lent:
            flow = lent.sense
        if not flow and (own := self._dealer(piece, signs) or self._moved(piece, signs, parties)):
            flow = own.sense
        return own, piece, flow

    def settled(self, flow: str, own: Sign | None, piece: Piece, signs: list[Sign]) -> str:
        """The flow once it is known what is handed over: arms by the piece, loans that are due."""
        return self._owed(self._hardware(flow, own, piece, signs), piece, signs)

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

    def _carried(self, telling: Telling) -> str:
        """The flow of the sentence before, where this one leans on it: "of this", "it brought in"."""
        index, signs = telling.index, telling.signs
        last = self._pairs.last
        if last.sentence < index - 1 or any(s.sense == "stop" for s in signs):
            return ""
        leans = any(s.sense in ("carry", "alias", "reverse") for s in signs) or self._parties.leans(
            telling.span
        )
        if last.flow == "trade" and any(s.sense in ("two", "target") for s in signs):
            leans = True  # "both sides want to see 5 billion"
        return last.flow if leans else ""

    def _to_whom(self, piece: Piece, signs: list[Sign], parties: list[Party]) -> bool:
        """Whether the amount is for a country: "announced 500 million for Ukraine"."""
        return any(p.tie == "to" and 0 <= p.start - piece.amount.end <= _OWNED for p in parties)

    def _pledged(self, piece: Piece, index: int, signs: list[Sign], parties: list[Party]) -> str:
        """The flow of the sentence before, where one more donor "announced 5 billion dollars"."""
        last = self._pairs.last
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
        last = self._pairs.last
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
            come = any(p.tie == "from" and p.alpha3 != self._parties.home for p in local)
            return "import" if come and not any(p.tie in ("", "to") for p in local) else "export"
        here = [s for s in signs if piece.start <= s.start < piece.end]
        yearly = link_pattern("rate", self.doc.language).search(
            self.doc.folded, piece.start + 1, piece.end + 1
        )
        words = self.doc.after(piece.amount.end, 30).split()[:2]
        sold = bool(set(words) & links("goods", self.doc.language)) and self._pairs.last.flow in FLOWS - {
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
        last = self._pairs.last
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
