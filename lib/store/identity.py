"""Whether two names, or a name and a role, can be one visitor."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from lib.parse.folding import fold
from lib.parse.tables import load

SINGLE_OFFICES = frozenset({"foreign_minister", "head_of_government", "head_of_state"})
"""Kinds of title that name one office, however the title is worded."""

SPELLING = 0.8
"""How alike two given names are that are one name in two spellings (Sergei, Sergey)."""


@cache
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name.

    >>> tokens("Miguel Díaz-Canel")
    ('miguel', 'diaz', 'canel')
    """
    return tuple(fold(name).split())


def is_named(visitor: str) -> bool:
    """Whether the visitor is a name: roles and `delegation` are written in lower case.

    >>> is_named("Sergey Lavrov"), is_named("foreign minister")
    (True, False)
    """
    return visitor != visitor.lower()


@cache
def same_name(a: str, b: str) -> bool:
    """Whether two names can be one person's: equal but for accents and spelling, or one part of the other.

    >>> same_name("Rodríguez", "Delcy Rodriguez"), same_name("Sergei Lavrov", "Sergey Lavrov")
    (True, True)
    >>> same_name("Jorge Rodríguez", "Delcy Rodríguez")
    False
    """
    one, other = sorted((tokens(a), tokens(b)), key=len)
    if not one:
        return a == b
    if set(one) <= set(other) or "".join(one) == "".join(other):
        return True
    return (
        len(one) == len(other) > 1
        and one[1:] == other[1:]
        and SequenceMatcher(None, one[0], other[0]).ratio() >= SPELLING
    )


@cache
def offices(role: str | None) -> frozenset[str]:
    """The offices that a role names.

    >>> offices("secretary of state") == offices("foreign minister")
    True
    >>> offices("vice president") & offices("president")
    frozenset()
    """
    if not role:
        return frozenset()
    parts = [" ".join(tokens(part)) for part in (role, *role.split(" and "))]
    return frozenset(_single_offices().get(part, part) for part in parts)


@cache
def _single_offices() -> dict[str, str]:
    return {
        " ".join(tokens(row["role"])): row["kind"] for row in load("gazetteer/titles")
        if row["kind"] in SINGLE_OFFICES and not row["role"].startswith("former")
    }


def same_visitor(a: tuple[str, str | None], b: tuple[str, str | None]) -> bool:
    """Whether two (visitor, role) pairs of one country can be one visitor; a delegation can be anyone's.

    >>> same_visitor(("president", "president"), ("Nicolás Maduro", "president"))
    True
    >>> same_visitor(("president", None), ("Delcy Rodríguez", "vice president"))
    False
    """
    if is_named(a[0]) and is_named(b[0]):
        return same_name(a[0], b[0])
    if "delegation" in (a[0], b[0]):
        return True
    return bool(_held(*a) & _held(*b))


def _held(visitor: str, role: str | None) -> frozenset[str]:
    return offices(role) if is_named(visitor) else offices(role) | offices(visitor)


def fullest(names: Iterable[str]) -> str:
    """The most complete of one visitor's names; of equal ones the most frequent, then the accented one.

    >>> fullest(["delegation", "Diaz-Canel", "Miguel Diaz-Canel", "Miguel Díaz-Canel"])
    'Miguel Díaz-Canel'
    """
    given = list(names)
    return max(
        set(given),
        key=lambda n: (is_named(n), n != "delegation", len(tokens(n)), given.count(n), not n.isascii(), n),
    )
