"""A party of a trade: a country, a body of one, or a lender that is none, as a sentence names it."""

from dataclasses import dataclass

OTHER = "?"
"""A party told by a word such as "its neighbour", "the kingdom"; what the text is about says which one."""

NOBODY = "-"
"""A lender that is no country, such as the World Bank; the table leaves its side empty."""

BODIES = frozenset(("body", "bank"))
"""kinds of party that act for a country"""


@dataclass(frozen=True, slots=True)
class Party:
    start: int
    end: int
    alpha3: str
    tie: str
    """to, from, with, between, by, of, in, at, apart; empty for a subject or object"""
    owner: bool
    """ "Russia's", "Russian" """
    kind: str
    """name, demonym, body, bank, person, place, alias, lender; region and institution, which have no code"""

    @property
    def lends(self) -> bool:
        """Whether it is a bank or fund that lends abroad."""
        return self.kind in ("bank", "lender")
