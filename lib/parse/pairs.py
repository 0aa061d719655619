"""Who trades with whom: the pair of a figure, read from its clause or from what was told before."""

from collections.abc import Sequence
from dataclasses import replace

from lib.parse.clause import Clause, Pair, Roles, between
from lib.parse.document import Document
from lib.parse.flows import Piece
from lib.parse.parties import Parties
from lib.parse.party import BODIES, NOBODY, OTHER, Party
from lib.parse.roles import RoleReader
from lib.parse.trade_words import Sign, last_link, link_pattern, links

_RECENT = 3
"""sentences over which a pair is remembered"""
_NEAR = 60
"""characters between "exports" and the country they go to"""
_HANDED = frozenset(("loan", "aid", "investment"))
_GOODS = frozenset(("trade", "export", "import"))


class Pairs:
    """Reads pair after pair of a document, remembering the last."""

    def __init__(self, doc: Document, parties: Parties, economy: str | None) -> None:
        self.doc = doc
        self.economy = economy
        self.parties = parties
        self.last = Pair()
        self._partners: set[str | None] = set()
        self._roles = RoleReader(doc)
        self._rival: str | None = None
        """a country that the figure before was compared with"""

    def read(
        self,
        flow: str,
        sign: Sign | None,
        piece: Piece,
        parties: Sequence[Party],
        signs: Sequence[Sign],
        index: int,
        before: Pair | None,
    ) -> Pair | None:
        """The pair of a figure, `None` where it is nobody's; `before` is that of the figure before it."""
        local = [p for p in parties if piece.start <= p.start < piece.end]
        if flow not in _GOODS and sign is not None and _by_institution(local, sign):
            return None
        clause = self._clause(flow, sign, piece, local, signs, index, before)
        clause.opening.extend(
            p
            for p in parties
            if p.end <= piece.start and p.kind in ("name", "demonym", "alias") and p.tie != "said"
        )
        pair = self._pair(clause, local, [p for p in parties if p.tie == "said"])
        if pair is not None and self.economy is not None and flow in _GOODS:
            sides = {pair.giver, pair.taker}
            self._partners |= sides - {self.economy} if self.economy in sides else set()
        return pair

    def _pair(self, clause: Clause, local: list[Party], said: list[Party]) -> Pair | None:
        flow, sign, piece, index = clause.flow, clause.sign, clause.piece, clause.index
        if (pair := self._statistic(clause)) is not None:
            return pair
        told = clause.before
        if told is not None and (other := self._contrasted(clause)):
            bought = told.agent == told.taker
            return replace(told, giver=other) if bought else replace(told, taker=other)
        self._rival = next((p.alpha3 for p in local if self._is_rival(p)), None)
        roles = self._roles.read(clause)
        named_both = roles.giver and roles.taker and flow != "trade"
        if clause.has("reverse") and told is not None and told.giver and told.taker and not named_both:
            turned = "export" if sign is None and flow == "import" else flow
            return Pair(told.taker, told.giver, turned, index, told.agent)
        if flow == "trade":
            return self._two_way(clause)
        quoted = [p for p in local if p.tie == "said"]
        if roles.agent is None and sign is not None and sign.verbal and quoted and self._pronoun_in(piece):
            roles.act(quoted[0])  # "the government said that it will buy"
        noun = sign is not None and not sign.verbal and flow in _GOODS
        if noun and roles.agent is None and (roles.giver or roles.taker) and said and not clause.region:
            roles.act(said[0])  # "imports from Bolivia fell, Chile's customs office said"
        return self._filled(clause, roles)

    def _clause(
        self,
        flow: str,
        sign: Sign | None,
        piece: Piece,
        local: list[Party],
        signs: Sequence[Sign],
        index: int,
        before: Pair | None,
    ) -> Clause:
        passing = ("region", "place", "institution", *(("lender",) if flow in _GOODS else ()))
        named = [p for p in local if p.kind not in passing and p.tie != "said"]
        taking = [p for p in named if not self._roles.compared(p, piece)]
        recent = before is None and self.last.sentence >= index - _RECENT and _akin(flow, self.last.flow)
        return Clause(
            flow,
            sign,
            piece,
            taking,
            [p for p in local if p.kind == "place"],
            [s for s in signs if piece.start <= s.start < piece.end and not self._aside(s, piece)],
            self.last if recent else before,
            before is not None,
            any(
                p.kind == "region"
                and (p.tie or p.start > piece.start)
                and not self._relative(piece, p)
                and (flow != "trade" or p.tie != "in")  # "our second customer in the region"
                for p in local
            ),
            sign is not None and self._region_gives(sign, piece, local, taking, signs),
            len(named) > len(taking),
            index,
        )

    def _region_gives(
        self, sign: Sign, piece: Piece, local: list[Party], taking: list[Party], signs: Sequence[Sign]
    ) -> bool:
        """Whether the subject is a region or an unnamed group: "donors promised Peru 3 billion in loans"."""
        verbs = [s.start for s in signs if s.sense == "transfer" and piece.start <= s.start < sign.start]
        at = min(verbs, default=sign.start)
        before = [p for p in local if p.kind == "region" and not p.tie and p.end <= at]
        return bool(before) and not any(p.end <= at for p in taking)

    def _relative(self, piece: Piece, party: Party) -> bool:
        """Whether a party stands in a clause behind the amount: ", which is half of all it buys abroad"."""
        words = self.doc.folded[piece.amount.end + 1 : party.start + 1].split()
        return not links("relative", self.doc.language).isdisjoint(words)

    def _is_rival(self, party: Party) -> bool:
        """Whether a country is only compared with: "than from Chile"."""
        words = self.doc.before(party.start, 24).split()
        return any(last_link(words[: len(words) - i], "apart", self.doc.language) for i in range(3))

    def _contrasted(self, clause: Clause) -> str | None:
        """Whom the second amount is about: "bought more from Peru than from Chile: 5 million against 3"."""
        words = self.doc.before(clause.piece.amount.start, 16).split()
        against = last_link(words, "contrast", self.doc.language)
        alone = clause.sign is None and clause.leans and all(p.kind in BODIES for p in clause.parties)
        return self._rival if against and alone else None

    def _aside(self, sign: Sign, piece: Piece) -> bool:
        """Whether "and almost nothing the other way" is said beside an amount, not of it."""
        between = self.doc.folded[piece.amount.end + 1 : sign.start + 1].split()
        return sign.sense == "reverse" and not links("and", self.doc.language).isdisjoint(between)

    def _statistic(self, clause: Clause) -> Pair | None:
        """The pair of "exports to Japan rose" in a text on one country's trade, which it need not name."""
        sign, flow, home = clause.sign, clause.flow, self.economy
        if sign is None or sign.verbal or flow not in ("export", "import") or home is None:
            return None
        if clause.has("reverse") or clause.has("two") or self._roles.owned_by_pronoun(sign):
            return None
        way = "to" if flow == "export" else "from"
        others = [p for p in clause.parties if p.kind != "person"]
        ends = [p for p in others if p.tie == way and 0 <= p.start - sign.end <= _NEAR]
        if not ends or ends[0].alpha3 in (home, OTHER):
            return None
        if any(p.alpha3 != ends[0].alpha3 and p.start < sign.start for p in others):
            return None
        there = ends[0].alpha3
        giver, taker = (home, there) if flow == "export" else (there, home)
        return Pair(giver, taker, flow, clause.index, home)

    def _two_way(self, clause: Clause) -> Pair | None:
        """The two sides of a turnover; their order is free."""
        piece, sign, before, leans = clause.piece, clause.sign, clause.before, clause.leans
        pair = between(clause.parties, piece)
        if pair:
            return Pair(*pair, "trade", clause.index, pair[0])
        at = sign.start if sign is not None else piece.amount.start
        ranked = sorted(
            (p for p in clause.parties if p.kind != "person" and p.kind not in BODIES),
            key=lambda p: _weight(p, at),
        )
        known = [c for c in dict.fromkeys(p.alpha3 for p in ranked) if c != OTHER]
        two = clause.has("two")
        if len(known) >= 2 and not (two and leans):
            first, second = sorted(known[:2], key=lambda c: min(p.start for p in ranked if p.alpha3 == c))
            return Pair(first, second, "trade", clause.index, first)
        topics = self._topics(clause)
        if sign is not None and sign.tense == "total" and (known or self.economy):
            country = known[0] if known else str(self.economy)
            return Pair(country, None, "trade", clause.index, country)
        if known:
            country = known[0]
            if clause.region and not two:
                return Pair(country, None, "trade", clause.index, country)
            partner = before.other(country) if before else None
            if partner is None and leans and before and before.agent != country:
                partner = before.agent
            vague = two or any(p.alpha3 == OTHER or p.tie == "with" for p in ranked)
            if partner is None and (vague or self._roles.owned_by_pronoun(sign)):
                partner = next((t for t in topics if t != country), None)
            return Pair(country, partner, "trade", clause.index, country)
        if before and before.giver and (leans or (before.taker and before.sentence >= clause.index - 1)):
            return replace(before, flow="trade", sentence=clause.index)
        if not topics or (len(topics) < 2 and not clause.region):
            return None
        return Pair(topics[0], None if clause.region else topics[1], "trade", clause.index, topics[0])

    def _filled(self, clause: Clause, roles: Roles) -> Pair | None:
        """The pair with what the clause leaves out filled in from the figures before and the text's topic."""
        giver, taker, flow, before = roles.giver, roles.taker, clause.flow, clause.before
        told = bool(giver or taker)
        if OTHER in (giver, taker):
            clause = replace(clause, region=False)  # "sells abroad goes to its neighbour"
        if not told and clause.sign is not None and clause.sign.tense == "weak":
            return None
        vague = OTHER in (giver, taker) or clause.has("two") or self._pronoun_in(clause.piece)
        if clause.has("stranger") and flow == "debt" and giver is None and taker is not None:
            return Pair(None, taker, flow, clause.index, taker)
        if self._is_total(clause, roles):
            home = roles.agent or self.economy
            giver, taker = (home, None) if roles.agent_is_giver else (None, home)
            return Pair(giver, taker, flow, clause.index, home)
        if not told and not clause.leans and not vague and before is None and flow != "contract":
            return None
        if clause.leans and before is not None and before.agent and roles.agent == OTHER:
            other = before.other(before.agent)  # "while its neighbour sold it …"
            if other:
                giver, taker = (other, before.agent) if roles.agent_is_giver else (before.agent, other)
        giver, taker = (None if c == OTHER else c for c in (giver, taker))
        if flow == "contract" and before is not None and {giver, taker} == {before.giver, before.taker}:
            giver, taker = before.giver, before.taker  # "A and B signed letters of intent"
        if before is not None:
            giver, taker = self._from_before(clause, roles, giver, taker, vague)
        if told and None in (giver, taker) and flow in _GOODS and not clause.leans and not clause.region:
            known = next((p.alpha3 for p in clause.opening if p.alpha3 not in (giver, taker, OTHER)), None)
            giver, taker = giver or known, taker or known  # "Canadian wheat does well: Algeria bought"
        total = not told and clause.leans and before is not None and not (before.giver and before.taker)
        if (giver is None or taker is None) and not total:
            giver, taker = self._from_topics(clause, roles, giver, taker, vague)
        if {giver, taker} <= {None, NOBODY} or self._firms_own(clause, roles):
            return None
        if (
            clause.region
            and giver is not None
            and not any(p.alpha3 in (taker, OTHER) for p in clause.parties)
        ):
            taker = None
        agent = roles.agent if roles.agent != OTHER else None
        agent = agent or (giver if roles.agent_is_giver else taker) or giver or taker
        return Pair(giver, taker, flow, clause.index, agent, roles.listed)

    def _firms_own(self, clause: Clause, roles: Roles) -> bool:
        """Whether a debt is that of a company to nobody in particular."""
        debtors = [p for p in clause.parties if p.alpha3 == roles.taker]
        bodies = bool(debtors) and all(
            p.kind == "body" or self._roles.of_body(p, clause.parties) for p in debtors
        )
        return clause.flow == "debt" and roles.giver is None and bodies

    def _is_total(self, clause: Clause, roles: Roles) -> bool:
        """Whether a figure sums over partners: "imports were up 5 percent" where there were several."""
        if clause.flow not in ("export", "import") or clause.leans or clause.sign is None:
            return False
        if OTHER in (roles.giver, roles.taker) or any(clause.has(s) for s in ("two", "reverse", "carry")):
            return False
        partner = roles.taker if roles.agent_is_giver else roles.giver
        home = roles.agent or (None if clause.sign.verbal else self.economy)
        several = len(self._partners) > 1 or clause.before is None or self._from_headline(clause.before)
        return partner is None and home == self.economy is not None and several and not clause.region

    def _from_headline(self, pair: Pair) -> bool:
        return pair.sentence >= 0 and self.doc.is_headline(self.doc.sentences[pair.sentence])

    def _from_before(
        self, clause: Clause, roles: Roles, giver: str | None, taker: str | None, vague: bool
    ) -> tuple[str | None, str | None]:
        before, leans = clause.before or Pair(), clause.leans
        if giver is None and taker is None:
            if not (before.agent and (leans or before.sentence >= clause.index - 1 or vague)):
                return None, None
            there = None if leans else next((p.alpha3 for p in clause.places if before.other(p.alpha3)), None)
            contract = clause.sign is not None and clause.sign.sense == "contract"
            if contract or (clause.sign is None and there is None):
                return before.giver, before.taker
            agent = there or before.agent  # "shippers in Kolkata expect"
            other = before.other(agent)
            return (agent, other) if roles.agent_is_giver else (other, agent)
        if giver is None and taker is not None:
            giver = before.other(taker)
            if giver is None and clause.flow in _HANDED and not clause.giving_region:
                giver = None if before.giver == taker else before.giver
            if giver is None and self._it(clause):
                giver = before.agent if before.agent != taker else None
            if giver is None and leans:
                giver = next((c for c in _first(clause, before.giver, before.agent) if c != taker), None)
        elif taker is None and giver is not None and not clause.region:
            taker = before.other(giver)
            if taker is None and clause.flow in _HANDED:
                taker = None if before.taker == giver else before.taker  # another lender to the same country
            if taker is None and self._it(clause):
                taker = before.agent if before.agent != giver else None
            if taker is None and leans:
                taker = next((c for c in _first(clause, before.taker, before.agent) if c != giver), None)
        return giver, taker

    def _from_topics(
        self, clause: Clause, roles: Roles, giver: str | None, taker: str | None, vague: bool
    ) -> tuple[str | None, str | None]:
        topics = self._topics(clause)
        if giver is None and taker is None:
            if len(topics) < 2 or not (vague or clause.flow == "contract"):
                return None, None
            if clause.flow in _GOODS and self.economy in topics:
                topics = [self.economy, *(t for t in topics if t != self.economy)]
            return (topics[0], topics[1]) if roles.agent_is_giver else (topics[1], topics[0])
        if giver is None:
            nobody = clause.excluded or clause.has("stranger") or clause.giving_region  # "owes foreigners"
            bought = clause.flow == "import" and not vague and clause.sign is not None
            if bought:
                guest = self.economy not in (None, taker)
                topics = [
                    t for t in topics if t == self.economy or (not guest and self.parties.lead == {t, taker})
                ]
            return None if nobody else next((t for t in topics if t != taker), None), taker
        if clause.flow == "import" and clause.sign is not None and self.economy not in (None, giver):
            return giver, self.economy  # "purchases of Saudi crude"
        sold = clause.flow == "export" and clause.sign is not None and clause.sign.verbal
        if sold and not clause.region and not vague and self.economy not in (None, giver):
            return giver, self.economy
        if not clause.region and (vague or clause.flow in ("contract", "loan", "debt", "aid")):
            return giver, next((t for t in topics if t != giver), None)
        return giver, taker

    def _topics(self, clause: Clause) -> list[str]:
        """The countries the text is about; what "its" stands for comes first."""
        topics = self.parties.topics(clause.piece.start, clause.piece.end)
        leaning = (
            self._roles.owned_by_pronoun(clause.sign)
            or self.parties.opens_on_pronoun(clause.piece.start)
            or self._it(clause)
        )
        its = self.parties.subject(clause.piece.start) if leaning else None
        return [its, *(t for t in topics if t != its)] if its else topics

    def _it(self, clause: Clause) -> bool:
        """Whether "it" acts: whom the figure before was about."""
        return clause.sign is not None and clause.sign.verbal and self._pronoun_before(clause.sign)

    def _pronoun_before(self, verb: Sign) -> bool:
        """Whether "it", "they" is the subject right before a verb: "it has ordered"."""
        words = self.doc.before(verb.start, 24).split()
        while words and words[-1] in links("auxiliary", self.doc.language):
            words.pop()
        return last_link(words, "pronoun", self.doc.language)

    def _pronoun_in(self, piece: Piece) -> bool:
        pattern = link_pattern("pronoun", self.doc.language)
        return pattern.search(self.doc.folded, piece.start + 1, piece.end + 1) is not None


def _by_institution(parties: Sequence[Party], sign: Sign) -> bool:
    """Whether an international body, no country, gives: "the World Bank approved a loan"."""
    before = [p for p in parties if p.end <= sign.start and p.tie == "" and p.kind != "region"]
    by = [p for p in parties if p.kind == "institution" and p.tie in ("by", "from")]
    return bool(by) or (bool(before) and before[-1].kind == "institution")


def _akin(flow: str, other: str) -> bool:
    """Whether what was said of one flow tells who takes part in another."""
    return flow == other or {flow, other} <= _GOODS or {flow, other} <= _HANDED


def _weight(party: Party, at: int) -> tuple[bool, int]:
    """Parties of a turnover, nearest first, those named in passing last."""
    return party.tie in ("to", "in", "at", "from"), abs(party.start - at)


def _first(clause: Clause, side: str | None, agent: str | None) -> list[str]:
    """Who may be the side left out: that of the same flow before; of another flow, whom it was about."""
    turned = clause.before is not None and clause.before.flow != clause.flow
    return [c for c in ((agent, side) if turned else (side, agent)) if c]
