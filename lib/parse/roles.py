"""Who gives and who takes in one clause: sellers and buyers, lenders and borrowers, creditors and debtors."""

from collections.abc import Sequence

from lib.parse.clause import Clause, Roles, between
from lib.parse.document import Document
from lib.parse.flows import Piece
from lib.parse.party import BODIES, Party
from lib.parse.trade_words import Sign, last_link, link_pattern, links

HANDING = ("transfer", "aid", "loan", "investment")
"""what a word does that hands over money"""
_DEALER = 4
"""characters between a country and its supplier or customer"""
_BESIDE = 30
"""characters before a noun of trade from which "from Japan" still belongs to it"""
_APART = 60
"""characters over which "than", "mostly from" reach to a country"""


class RoleReader:
    """Reads the roles of one-way flows from prepositions, possessives, subjects and objects."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._language = doc.language

    def read(self, clause: Clause) -> Roles:
        """Giver and taker as the clause tells them."""
        verb = self._verb(clause)
        giving = verb.tense == "giver" if verb else clause.flow not in ("import", "debt")
        if verb is None and clause.flow == "debt" and clause.sign is not None:
            words = self.doc.before(clause.sign.start, 24).split()
            giving = last_link(words, "grievance", self._language)  # "cut deliveries over debts"
        roles = Roles(giving)
        self._traders(clause, roles)
        if clause.flow in ("loan", "aid", "debt"):
            for party in self._lenders(clause, verb):
                roles.give(party)
        pair = between(clause.parties, clause.piece) if clause.flow == "contract" else None
        if pair:
            buying = [p for p in clause.parties if p.alpha3 == pair[0] and self._firm(p)]
            selling = [p for p in clause.parties if p.alpha3 == pair[1] and self._firm(p)]
            roles.giver, roles.taker = pair[::-1] if selling and not buying else pair
        elif self._share_of_verb(clause, roles):
            return roles
        elif verb or clause.sign:
            if clause.sign is not None and not clause.sign.verbal and clause.flow in ("aid", "loan"):
                for party in clause.parties:  # "a British grant", "of Chinese loans"
                    if party.kind == "demonym" and self.doc.text[party.end : clause.sign.start].isspace():
                        roles.give(party)
            self._outright(clause, verb, roles)
            self._by_position(clause, verb, roles)
        else:
            self._gapped(clause, roles)
        if clause.flow in ("aid", "loan", "investment"):
            for place in (*clause.places, *(p for p in clause.parties if p.tie in ("at", "of"))):
                if not roles.knows(place):
                    roles.take(place)
        return roles

    def _traders(self, clause: Clause, roles: Roles) -> None:
        """Who buys or sells by trade: "Danish importers", "Kenyan growers"."""
        if clause.flow not in ("export", "import"):
            return
        for party in clause.parties:
            words = self.doc.after(party.end, 16).split()[:1] if party.kind == "demonym" else []
            if set(words) & links("buyer", self._language):
                roles.take(party)
            elif set(words) & links("seller", self._language) and party.tie != "to":
                roles.give(party)

    def _share_of_verb(self, clause: Clause, roles: Roles) -> bool:
        """The roles of "China takes 20 percent of what Chile sells"; whether it is such a clause."""
        sign, amount = clause.sign, clause.piece.amount
        if sign is None or not sign.verbal or amount.unit != "%" or sign.start < amount.end:
            return False
        selling = [p for p in clause.parties if amount.end <= p.start and p.end <= sign.start]
        for party in selling:
            roles.act(party)
        for party in clause.parties if selling else ():
            if not roles.knows(party):
                roles.suffer(party)
        return bool(selling)

    def _lenders(self, clause: Clause, verb: Sign | None) -> list[Party]:
        """The banks and funds that lend: named by a preposition, or next to the word that says so."""
        at = verb or clause.sign
        if at is None:
            return [p for p in clause.parties if p.lends]
        before = [p for p in clause.parties if p.end <= at.start][-1:]
        return [p for p in clause.parties if p.lends and (p.tie or p in before or p.start >= at.end)]

    def _outright(self, clause: Clause, verb: Sign | None, roles: Roles) -> None:
        """What prepositions say: "from", "to", "by"; and who has a share of another's trade."""
        at, flow = verb or clause.sign, clause.flow
        if at is None:
            return
        amount = clause.piece.amount
        if (
            amount.unit == "%" and not verb and at.start >= amount.end
        ):  # "Russian oil is 40 percent of India's imports"
            owners = [p for p in clause.parties if amount.end <= p.start and p.owner and p.tie == "of"]
            for party in clause.parties if owners else ():
                if party in owners:
                    roles.act(party)
                elif party.end <= amount.start and party.tie == "":
                    roles.suffer(party)
        shared = amount.unit == "%" and not verb and at.start >= amount.end and not self.owned_by_pronoun(at)
        taken = next(
            (
                s
                for s in clause.signs
                if s.sense == "share"
                and s.tense == "taker"
                and not verb
                and "," not in self.doc.text[amount.end : s.start]
            ),
            None,
        )
        taking = next((p for p in reversed(clause.parties) if taken and p.end <= taken.start), None)
        bought = verb is not None and flow == "import" and bool(links("noun first", self._language))
        for party in clause.parties:
            goods = (
                party.tie == "of" and party.owner and party.start >= at.end and flow in ("export", "import")
            )
            if party.tie == "from" or goods:
                aside = not verb and not goods and at.start - party.end > _BESIDE
                if not aside:  # "cars that come from America are the main export"
                    roles.give(party)
            elif party.tie == "to":  # "compró a Argentina"
                (roles.give if flow == "debt" or bought else roles.take)(party)
            elif party.tie == "by":
                roles.act(party)
            elif party.tie == "with" and flow == "contract":
                (roles.take if self._by_company(clause.parties, at) else roles.give)(party)
            elif flow == "contract" and party.kind in BODIES:
                roles.give(party)
            elif party.owner or party.tie:
                continue
            elif (shared and party.end <= amount.start) or party is taking:
                roles.listed = "taker" if party is taking else roles.listed
                roles.suffer(party)  # "Russia supplies 40 percent of Turkey's imports"

    def _by_position(self, clause: Clause, verb: Sign | None, roles: Roles) -> None:
        """What order says: owners of a noun, subjects before a verb, objects behind it."""
        at, flow = verb or clause.sign, clause.flow
        if at is None:
            return
        passive = verb is not None and self._passive(verb)
        if verb is not None and verb.tense == "owes" and links("noun first", self._language):
            for party in clause.parties:  # "que le debe Ecuador"
                if party.tie == "" and 0 <= party.start - verb.end <= 5:
                    roles.act(party)
        free = [p for p in clause.parties if p.tie in ("", "of") and not roles.knows(p)]
        dealers = [s for s in clause.signs if s.sense == "share" and s.tense in ("giver", "taker")]
        owners = [
            p for p in free
            if verb is None and self._owns(p, at)
            and not any(0 <= s.start - p.end <= _DEALER and s.start < at.start for s in dealers)
        ]  # fmt: skip
        if not owners and verb is None and flow in ("export", "import"):
            amount = clause.piece.amount  # "exports of fish earned Mauritania 930 million"
            owners = [p for p in free if at.end <= p.start and p.tie == "" and 0 < amount.start - p.end <= 8]
        for party in owners:  # "Emirati firms hold Turkish assets"
            (roles.suffer if roles.agent and at.tense == "both" else roles.act)(party)
        for dealer in clause.signs:
            if (dealer.sense, dealer.tense) == ("carry", "partner") and verb is None:
                roles.listed = "taker" if roles.agent_is_giver else "giver"
        for party in free:
            if flow == "contract" and party.kind == "demonym" and self._firm(party):
                roles.give(party)
        subjects = [p for p in free if p.end <= at.start and p not in owners]
        bare = [p for p in subjects if not p.owner or (verb is not None and self._firm(p))] or subjects
        nearest = -1 if verb else 1  # "Deutschland sagte Kenia … Hilfe zu": without a verb the first acts
        for party in sorted(bare, key=lambda p: (p.kind == "person" or p.kind in BODIES, nearest * p.start)):
            if flow == "contract" and verb is None:
                (roles.give if party.kind in BODIES else roles.take)(party)
            elif passive and not party.owner:
                roles.suffer(party)
            else:
                roles.act(party)
        for party in free:
            if party.start >= at.end:
                roles.suffer(party)
        for party in clause.parties:
            if party.tie == "in" and flow in ("investment", "loan", "aid", "contract", "debt"):
                roles.take(party)
        reach = clause.piece.amount.end if flow in ("export", "import") and verb is None else clause.piece.end
        spare = [
            p for p in clause.parties
            if flow != "loan" and (p.tie == "with" or (p.tie == "in" and p.start < reach))
        ]  # fmt: skip
        for party in [*subjects, *spare]:
            if not roles.knows(party):
                (roles.suffer if roles.agent else roles.act)(party)

    def _gapped(self, clause: Clause, roles: Roles) -> None:
        """A figure that borrows its verb: "and 11,000 tonnes to Iraq", "and Japan 2.7 billion"."""
        debt = clause.flow == "debt"
        taken = any(s.sense == "share" and s.tense == "taker" for s in clause.signs)
        for party in clause.parties:
            if party.tie == "from":
                roles.give(party)
            elif party.tie == "" and taken and not debt:  # "China absorbed 59 percent"
                roles.take(party)
            elif (
                party.kind == "demonym" and clause.flow == "import" and party.start >= clause.piece.amount.end
            ):
                roles.give(party)  # "250,000 tonnes of it Canadian"
            elif party.tie in ("to", "in", "with"):
                (roles.give if debt else roles.take)(party)
            elif party.tie == "of" and party.owner:
                roles.act(party)
        before = clause.before if clause.leans else None
        turned = before is not None and before.agent is not None and before.agent == before.taker
        listed = before.listed if before is not None else ""
        if taken and not debt and (roles.taker or listed):
            roles.listed = "taker"
        for party in clause.parties:
            if party.kind == "demonym" and party.start >= clause.piece.amount.end and roles.agent is None:
                continue
            if party.tie in ("", "by") and not roles.knows(party):
                if listed:
                    (roles.take if listed == "taker" else roles.give)(party)
                    roles.listed = listed
                else:
                    (roles.act if not turned else roles.give if debt else roles.take)(party)

    def _verb(self, clause: Clause) -> Sign | None:
        """The verb whose subject gives or takes: the flow word itself, or one that hands over a loan."""
        sign, flow = clause.sign, clause.flow
        if sign is None or sign.verbal:
            return sign
        if sign.tense == "weak":
            return next((s for s in clause.signs if s.verbal and s.start == sign.start), None)
        if flow not in ("loan", "aid", "debt", "investment", "contract"):
            return None
        handing = (*HANDING, *(("export", "import") if flow == "contract" else ()))
        verbs = [s for s in clause.signs if s.verbal and s.sense in handing]
        before = [s for s in verbs if s.start < sign.start]
        owes = [s for s in clause.signs if flow == "debt" and s.tense == "owes"]
        return next(iter([*before[-1:], *owes, *verbs]), None)

    def _passive(self, verb: Sign) -> bool:
        words = self.doc.before(verb.start, 24).split()
        if words and words[-1].endswith("ly"):
            words.pop()
        return last_link(words, "passive", self._language)

    def _owns(self, party: Party, noun: Sign) -> bool:
        """Whether a party owns a noun of trade: "Japan's total exports", "exports of Japan"."""
        if 0 <= party.start - noun.end <= 2 and party.tie == "":
            return party.owner or self._language != "en"  # "ventas españolas", "долг Киргизии"
        if party.tie == "of" and party.start >= noun.end:
            words = self.doc.text[noun.end : party.start].split()
            far = (
                bool(links("noun first", self._language)) and len(words) <= 4
            )  # "exportaciones de té de Kenia"
            return 0 <= party.start - noun.end <= (30 if far and party.kind != "demonym" else 8)
        gap = self.doc.text[party.end : noun.start]
        return party.owner and party.end <= noun.start and len(gap.split()) <= 4 and "," not in gap

    def _by_company(self, parties: Sequence[Party], at: Sign) -> bool:
        return any(p.end <= at.start and (p.kind in BODIES or self._firm(p)) for p in parties)

    def _firm(self, party: Party) -> bool:
        """Whether a country is that of a company: "Indian firms"."""
        words = f" {self.doc.after(party.end, 30)} ".partition(" of ")[0]
        return bool(link_pattern("firm", self._language).search(words))

    def of_body(self, party: Party, parties: Sequence[Party]) -> bool:
        """Whether a country only says whose a company is: "Mexico's Pemex"."""
        return party.owner and any(p.kind == "body" and 0 <= p.start - party.end <= 3 for p in parties)

    def compared(self, party: Party, piece: Piece) -> bool:
        """Whether a party only serves to compare: "less than India sells to Belgium"."""
        if party.tie == "apart":
            return True
        if party.start < piece.amount.end:
            return False
        start = max(piece.start, party.start - _APART)
        words = f" {self.doc.folded[start + 1 : party.start + 1]} "
        ends = [m.end() for m in link_pattern("apart", self._language).finditer(words)]
        return bool(ends) and not any(c.isdigit() for c in words[ends[-1] :])

    def owned_by_pronoun(self, sign: Sign | None) -> bool:
        """Whether a noun of trade is "its", "their"."""
        words = self.doc.before(sign.start, 30).split() if sign else []
        return any(
            last_link(words[: len(words) - i], "pronoun", self._language) for i in range(min(3, len(words)))
        )
