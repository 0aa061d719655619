"""Who trades with whom: the giver and the taker of a figure, read from its sentence or from what came before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.parse.document import Document
from lib.parse.flows import Piece
from lib.parse.parties import OTHER, Parties, Party
from lib.parse.trade_words import Sign, last_link, link_pattern, links

_RECENT = 3
"""sentences over which a pair is remembered"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Seller and buyer, lender and borrower, donor and recipient, creditor and debtor; `None` where untold."""

    giver: str | None = None
    taker: str | None = None
    flow: str = ""
    sentence: int = -99
    agent: str | None = None
    """of the two the one the sentence is about"""

    def other(self, country: str) -> str | None:
        """The one that `country` deals with; `None` when it is none of the two."""
        return self.taker if country == self.giver else self.giver if country == self.taker else None

    def columns(self) -> tuple[str | None, str | None]:
        """Reporter and partner, as the table has them."""
        return (self.taker, self.giver) if self.flow == "import" else (self.giver, self.taker)


class _Roles:
    """Giver and taker of one figure while they are being read."""

    def __init__(self, agent_is_giver: bool) -> None:
        self.giver: str | None = None
        self.taker: str | None = None
        self.agent_is_giver = agent_is_giver

    def give(self, party: Party) -> None:
        if self.giver is None and (party.alpha3 != self.taker or party.alpha3 == OTHER):
            self.giver = party.alpha3

    def take(self, party: Party) -> None:
        if self.taker is None and (party.alpha3 != self.giver or party.alpha3 == OTHER):
            self.taker = party.alpha3

    def act(self, party: Party) -> None:
        (self.give if self.agent_is_giver else self.take)(party)

    def suffer(self, party: Party) -> None:
        (self.take if self.agent_is_giver else self.give)(party)

    @property
    def agent(self) -> str | None:
        return self.giver if self.agent_is_giver else self.taker


class Pairs:
    """Reads pair after pair of a document, remembering the last."""

    def __init__(self, doc: Document, parties: Parties) -> None:
        self.doc = doc
        self.parties = parties
        self.last = Pair()

    def read(
        self, flow: str, sign: Sign | None, piece: Piece, parties: Sequence[Party], signs: Sequence[Sign], index: int,
        before: Pair | None,
    ) -> Pair | None:  # fmt: skip
        """The pair of a figure; `before` is that of the figure before it in the sentence. `None`: nobody's."""
        local = [p for p in parties if piece.start <= p.start < piece.end and p.tie != "said"]
        region = any(p.kind == "region" and (p.tie or p.start > piece.start) for p in local)
        places = [p for p in local if p.kind == "place"]
        named = [p for p in local if p.kind not in ("region", "place", "institution")]
        if flow not in ("trade", "export", "import") and self._by_institution(local, sign):
            return None
        local = [p for p in named if p.tie != "apart" and not self._compared(p, piece)]
        quoted = [p for p in parties if p.tie == "said" and piece.start <= p.start < piece.end]
        here = [s for s in signs if piece.start <= s.start < piece.end]
        reverse = any(s.sense == "reverse" for s in here)
        two = any(s.sense == "two" for s in here)
        if before is None and self.last.sentence >= index - _RECENT and _akin(flow, self.last.flow):
            before = self.last
            leans = False
        else:
            leans = before is not None
        if reverse and before is not None and before.giver and before.taker:
            return Pair(before.taker, before.giver, flow, index, before.agent)
        if flow == "trade":
            return self._two_way(sign, piece, local, before, leans, region, two, index)
        roles = self._one_way(flow, sign, piece, local, here, before if leans else None)
        if roles.agent is None and sign is not None and sign.verbal and quoted and self._pronoun_in(piece):
            roles.act(quoted[0])  # "the government said that it will buy"
        if flow in ("aid", "loan", "investment"):
            for place in places:
                roles.take(place)
        return self._filled(flow, sign, roles, piece, before, leans, region, two, index, local, here, places,
            len(named) > len(local),
        )

    # -- two-way trade --------------------------------------------------------------------------

    def _two_way(
        self, sign: Sign | None, piece: Piece, local: list[Party], before: Pair | None, leans: bool, region: bool,
        two: bool, index: int,
    ) -> Pair | None:  # fmt: skip
        between = _between(local, piece)
        if between:
            return Pair(*between, "trade", index, between[0])
        at = sign.start if sign is not None else piece.amount.start
        ranked = sorted((p for p in local if p.kind not in ("person", "body")), key=lambda p: _weight(p, at))
        known = [c for c in dict.fromkeys(p.alpha3 for p in ranked) if c != OTHER]
        vague = two or any(p.alpha3 == OTHER or p.tie == "with" for p in ranked)
        topics = self._topics(piece, sign)
        if len(known) >= 2 and not (two and leans and before):
            first, second = sorted(known[:2], key=lambda c: min(p.start for p in ranked if p.alpha3 == c))
            return Pair(first, second, "trade", index, first)
        if known:
            country = known[0]
            if region and not two:
                return Pair(country, None, "trade", index, country)
            partner = before.other(country) if before else None
            if partner is None and leans and before and before.agent != country:
                partner = before.agent
            if partner is None and (vague or self._owned_by_pronoun(sign)):
                partner = next((t for t in topics if t != country), None)
            return Pair(country, partner, "trade", index, country)
        if before is not None and before.giver and (leans or (before.taker and before.sentence >= index - 1)):
            return replace(before, flow="trade", sentence=index)
        if region:
            return Pair(topics[0], None, "trade", index, topics[0]) if topics else None
        if len(topics) >= 2:
            return Pair(topics[0], topics[1], "trade", index, topics[0])
        return None

    # -- one-way flows --------------------------------------------------------------------------

    def _one_way(
        self, flow: str, sign: Sign | None, piece: Piece, local: list[Party], here: list[Sign], before: Pair | None
    ) -> _Roles:
        verb = self._verb(flow, sign, here)
        if verb is None:
            roles = _Roles(flow not in ("import", "debt"))
        else:
            roles = _Roles(verb.tense == "giver")
        at = verb or sign
        passive = verb is not None and self._passive(verb)
        between = _between(local, piece) if flow == "contract" else None
        if between:
            roles.giver, roles.taker = between
            return roles
        if at is None:
            self._gapped(flow, piece, local, roles, before)
            return roles
        shared = piece.amount.unit == "%" and verb is None and at.start >= piece.amount.end and not self._owned_by_pronoun(at)
        taken = next((s for s in here if s.sense == "share" and s.tense == "taker"), None) if verb is None else None
        romance = bool(links("noun first", self.doc.language))
        for party in local:  # the words that say it outright
            after = party.start >= at.end
            if party.tie == "from" or (party.tie == "of" and party.owner and after and flow in ("export", "import")):
                roles.give(party)
            elif party.tie == "to":
                bought = romance and flow == "import" and verb is not None  # "compró a Argentina"
                (roles.give if flow == "debt" or bought else roles.take)(party)
            elif party.tie == "by":
                roles.act(party)
            elif party.tie == "with" and flow == "contract":
                (roles.take if self._is_company(local, at) else roles.give)(party)
            elif not party.owner and party.tie == "" and (
                (shared and party.end <= piece.amount.start) or (taken is not None and party.end <= taken.start)
            ):
                roles.suffer(party)  # "Russia supplies 40 percent of Turkey's imports"
            elif flow == "contract" and party.kind == "body":
                roles.give(party)
        free = [p for p in local if p.tie in ("", "of") and p.alpha3 not in (roles.giver, roles.taker)]
        owners = [p for p in free if verb is None and self._owns(p, at)]
        for party in owners:
            roles.act(party)
        firms = [p for p in free if flow == "contract" and p.kind == "demonym" and self._firm(p)]
        for party in firms:
            roles.give(party)
        subjects = [p for p in free if p.end <= at.start and p not in owners]
        bare = [p for p in subjects if not p.owner or (verb is not None and self._firm(p))] or subjects
        for party in sorted(bare, key=lambda p: (p.kind in ("person", "body"), p.start if verb is None else -p.start)):
            if flow == "contract" and verb is None:
                (roles.give if party.kind == "body" else roles.take)(party)
            elif passive:
                (roles.act if party.owner else roles.suffer)(party)
            else:
                roles.act(party)
        for party in free:
            if party.start >= at.end:
                roles.suffer(party)
        for party in local:
            if party.tie == "in" and flow in ("investment", "loan", "aid", "contract", "debt"):
                roles.take(party)
        for party in [*subjects, *(p for p in local if p.tie in ("with", "in") and flow != "loan")]:
            if party.alpha3 in (roles.giver, roles.taker):
                continue
            (roles.suffer if roles.agent else roles.act)(party)
        return roles

    def _gapped(
        self, flow: str, piece: Piece, local: list[Party], roles: _Roles, before: Pair | None
    ) -> None:
        """A figure that borrows its verb: "and 11,000 tonnes to Iraq", "and Japan 2.7 billion"."""
        for party in local:
            if party.tie == "from":
                roles.give(party)
            elif party.tie in ("to", "in", "with"):
                (roles.give if flow == "debt" else roles.take)(party)
            elif party.tie == "of" and party.owner:
                roles.act(party)
        agent = before.agent if before else None
        for party in local:
            if party.tie in ("", "by") and party.alpha3 not in (roles.giver, roles.taker):
                if agent and before and agent == before.taker:
                    roles.give(party) if flow == "debt" else roles.take(party)
                else:
                    roles.act(party)

    def _verb(self, flow: str, sign: Sign | None, here: list[Sign]) -> Sign | None:
        """The verb whose subject gives or takes: the flow word itself, or one that hands over a loan."""
        if sign is None or sign.verbal:
            return sign
        if flow not in ("loan", "aid", "debt", "investment", "contract"):
            return None
        handing = ("transfer", "aid", "loan", "investment", *(("export", "import") if flow == "contract" else ()))
        verbs = [s for s in here if s.verbal and s.sense in handing]
        before = [s for s in verbs if s.start <= sign.start]
        return before[-1] if before else verbs[0] if verbs else None

    def _by_institution(self, local: list[Party], sign: Sign | None) -> bool:
        """Whether an international body, no country, gives: "the World Bank approved a loan"."""
        if sign is None:
            return False
        before = [p for p in local if p.end <= sign.start and p.tie == "" and p.kind != "region"]
        by = [p for p in local if p.kind == "institution" and p.tie in ("by", "from")]
        return bool(by) or bool(before) and before[-1].kind == "institution"

    def _passive(self, verb: Sign) -> bool:
        words = self.doc.before(verb.start, 24).split()
        if self.doc.folded[verb.start + 1 : verb.start + 4] == "to ":
            return False
        if words and words[-1].endswith("ly"):
            words.pop()
        return last_link(words, "passive", self.doc.language)

    def _owns(self, party: Party, noun: Sign) -> bool:
        """Whether a party owns a noun of trade: "Japan's total exports", "exports of Japan"."""
        if 0 <= party.start - noun.end <= 2 and party.tie == "":
            return party.owner or self.doc.language != "en"  # "ventas españolas", "долг Киргизии"
        if party.tie == "of":
            return 0 <= party.start - noun.end <= 8
        between = self.doc.text[party.end : noun.start]
        return party.owner and party.end <= noun.start and len(between.split()) <= 4 and "," not in between

    def _is_company(self, local: list[Party], at: Sign) -> bool:
        return any(p.end <= at.start and (p.kind == "body" or self._firm(p)) for p in local)

    def _firm(self, party: Party) -> bool:
        return bool(link_pattern("firm", self.doc.language).search(f" {self.doc.after(party.end, 30)} ".partition(" of ")[0]))

    def _compared(self, party: Party, piece: Piece) -> bool:
        """Whether a party only serves to compare: "less than India sells to Belgium"."""
        start = max(piece.start, party.start - 60)
        words = self.doc.folded[start + 1 : party.start + 1]
        match = None
        for match in link_pattern("apart", self.doc.language).finditer(f" {words} "):
            pass
        return match is not None and not any(c.isdigit() for c in words[match.end() - 1 :]) and party.start > piece.amount.end

    # -- what the sentence leaves out -----------------------------------------------------------

    def _topics(self, piece: Piece, sign: Sign | None) -> list[str]:
        """The countries the text is about; what "its" stands for comes first."""
        topics = self.parties.topics(piece.start, piece.end)
        its = self.parties.subject(piece.start) if self._owned_by_pronoun(sign) else None
        return [its, *(t for t in topics if t != its)] if its else topics

    def _owned_by_pronoun(self, sign: Sign | None) -> bool:
        if sign is None:
            return False
        words = self.doc.before(sign.start, 30).split()
        return any(last_link(words[: len(words) - i], "pronoun", self.doc.language) for i in range(min(3, len(words))))

    def _filled(
        self, flow: str, sign: Sign | None, roles: _Roles, piece: Piece, before: Pair | None, leans: bool, region: bool,
        two: bool, index: int, local: list[Party], here: list[Sign], places: list[Party],
        excluded: bool,
    ) -> Pair | None:  # fmt: skip
        giver, taker = roles.giver, roles.taker
        told = bool(giver or taker)
        if not told and sign is not None and sign.tense == "weak":
            return None
        vague = OTHER in (giver, taker) or two or self._pronoun_in(piece)
        if leans and before is not None and before.agent and OTHER in (giver, taker):  # "while its neighbour sold it …"
            other = before.other(before.agent) if roles.agent == OTHER else None
            if other:
                giver, taker = (other, before.agent) if roles.agent_is_giver else (before.agent, other)
        giver, taker = (None if c == OTHER else c for c in (giver, taker))
        agent = roles.agent if roles.agent != OTHER else None
        if before is not None and (leans or before.sentence >= index - _RECENT):
            if giver is None and taker is None:
                here_now = next((p.alpha3 for p in places if p.alpha3 in (before.giver, before.taker)), None)
                if here_now:
                    before = replace(before, agent=here_now)  # "shippers in Kolkata expect"
                lean = leans or before.sentence >= index - 1 or vague
                if lean and before.agent and before.giver:
                    giver, taker = self._as_before(sign or here_now, roles, before)
            elif giver is None and taker is not None:
                giver = before.other(taker)
                if giver is None and leans:
                    giver = next((c for c in (before.giver, before.agent) if c and c != taker), None)
            elif taker is None and giver is not None and not region:
                taker = before.other(giver)
                if taker is None and leans:
                    taker = next((c for c in (before.taker, before.agent) if c and c != giver), None)
        vacant = self._stranger(here) or excluded
        topics = self._topics(piece, sign) if giver is None or taker is None else []
        if giver is None and taker is None and (vague or flow == "contract") and len(topics) > 1:
            giver, taker = (topics[0], topics[1]) if roles.agent_is_giver else (topics[1], topics[0])
        elif giver is None and taker is not None:
            giver = next((t for t in topics if t != taker), None) if not vacant else None
        elif taker is None and giver is not None and not region and (vague or flow in ("contract", "loan", "debt", "aid")):
            taker = next((t for t in topics if t != giver), None)
        if giver is None and taker is None:
            return None
        if not told and not leans and not vague and before is None and flow != "contract":
            return None
        if region and giver is not None and not any(p.alpha3 == taker for p in local):
            taker = None
        return Pair(giver, taker, flow, index, agent or (giver if roles.agent_is_giver else taker) or giver or taker)

    def _as_before(self, sign: Sign | str | None, roles: _Roles, before: Pair) -> tuple[str | None, str | None]:
        """The pair of the figure before, turned so that the same country acts."""
        if sign is None:
            return before.giver, before.taker
        agent = before.agent or before.giver
        other = before.other(agent) if agent else None
        return (agent, other) if roles.agent_is_giver else (other, agent)

    def _pronoun_in(self, piece: Piece) -> bool:
        found = link_pattern("pronoun", self.doc.language).search(self.doc.folded, piece.start + 1, piece.end + 1)
        return found is not None

    def _stranger(self, here: list[Sign]) -> bool:
        """Whether the other side is "foreigners", nobody in particular."""
        return any(s.sense == "stranger" for s in here)


def _akin(flow: str, other: str) -> bool:
    """Whether what was said of one flow tells who takes part in another."""
    return flow == other or {flow, other} <= {"trade", "export", "import"}




def _weight(party: Party, at: int) -> tuple[bool, int]:
    return party.tie in ("to", "in", "at", "from"), abs(party.start - at)


def _between(local: Sequence[Party], piece: Piece) -> tuple[str, str] | None:
    pairs = [
        (a, b)
        for a, b in zip(local, local[1:], strict=False)
        if a.tie == b.tie == "between" and a.alpha3 != b.alpha3 and OTHER not in (a.alpha3, b.alpha3)
    ]
    if not pairs:
        return None
    a, b = min(pairs, key=lambda pair: abs(pair[0].start - piece.amount.start))
    return a.alpha3, b.alpha3
