"""What is said around one amount, and the two sides of it: seller and buyer, lender and borrower."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lib.parse.flows import Piece
from lib.parse.party import NOBODY, OTHER, Party
from lib.parse.trade_words import Sign


@dataclass(frozen=True, slots=True)
class Pair:
    """Seller and buyer, lender and borrower, donor and recipient, creditor and debtor; `None`: untold."""

    giver: str | None = None
    taker: str | None = None
    flow: str = ""
    sentence: int = -99
    agent: str | None = None
    """of the two the one the sentence is about"""
    listed: str = ""
    """the side that a list goes through: "A received 5 million, B 3 million" """

    def other(self, country: str) -> str | None:
        """The one that `country` deals with; `None` when it is none of the two.

        >>> Pair("PER", "CHN").other("CHN"), Pair("PER", "CHN").other("FJI")
        ('PER', None)
        """
        return self.taker if country == self.giver else self.giver if country == self.taker else None

    def columns(self) -> tuple[str | None, str | None]:
        """Reporter and partner, as the table has them.

        >>> Pair("PER", "CHN", "export").columns(), Pair("PER", "CHN", "import").columns()
        (('PER', 'CHN'), ('CHN', 'PER'))
        """
        giver, taker = (None if c == NOBODY else c for c in (self.giver, self.taker))
        return (taker, giver) if self.flow == "import" else (giver, taker)


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said around one amount."""

    flow: str
    sign: Sign | None
    """the word that governs the amount; `None` where it is borrowed from the amount before"""
    piece: Piece
    parties: list[Party]
    """those that may take part, by place"""
    places: list[Party]
    signs: list[Sign]
    before: Pair | None
    """the pair of the amount before"""
    leans: bool
    """whether that amount is of the same sentence"""
    region: bool
    """whether the other side is a region"""
    giving_region: bool
    """whether a region, or a group of states unnamed, is the one that gives"""
    excluded: bool
    """whether some parties only serve to compare"""
    index: int
    opening: list[Party] = field(default_factory=list)
    """the parties that the sentence names before this part of it"""

    def has(self, sense: str) -> bool:
        """Whether the clause has a sign of this sense."""
        return any(s.sense == sense for s in self.signs)


class Roles:
    """Giver and taker while they are being read; who comes first stays."""

    def __init__(self, agent_is_giver: bool) -> None:
        self.giver: str | None = None
        self.taker: str | None = None
        self.agent_is_giver = agent_is_giver
        self.listed = ""

    def give(self, party: Party) -> None:
        """Let a party be the giver, unless there is one."""
        if self.giver is None and (party.alpha3 != self.taker or party.alpha3 == OTHER):
            self.giver = party.alpha3

    def take(self, party: Party) -> None:
        """Let a party be the taker, unless there is one."""
        if self.taker is None and (party.alpha3 != self.giver or party.alpha3 == OTHER):
            self.taker = party.alpha3

    def act(self, party: Party) -> None:
        """Let a party be the one that the verb has for its agent."""
        (self.give if self.agent_is_giver else self.take)(party)

    def suffer(self, party: Party) -> None:
        """Let a party be the one that the agent deals with."""
        (self.take if self.agent_is_giver else self.give)(party)

    def knows(self, party: Party) -> bool:
        """Whether a party is the giver or the taker."""
        return party.alpha3 in (self.giver, self.taker)

    @property
    def agent(self) -> str | None:
        return self.giver if self.agent_is_giver else self.taker


def between(parties: Sequence[Party], piece: Piece) -> tuple[str, str] | None:
    """The two countries of "between A and B", the nearest to the amount; `None` where there are none."""
    pairs = [
        (a, b)
        for a, b in pairwise(parties)
        if a.tie == b.tie == "between" and a.alpha3 != b.alpha3 and OTHER not in (a.alpha3, b.alpha3)
    ]
    if not pairs:
        return None
    a, b = min(pairs, key=lambda pair: abs(pair[0].start - piece.amount.start))
    return a.alpha3, b.alpha3
