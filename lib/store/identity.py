"""Whether two names, or a name and a role, can be one visitor."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from lib.parse.folding import fold
from lib.tables import load

SINGLE_OFFICES = frozenset({"foreign_minister", "head_of_government", "head_of_state"})
"""Kinds of title that name one office, however the title is worded."""

DELEGATION = "delegation"

SPELLING = 0.8
"""How alike two given names are that are one name in two spellings (Sergei, Sergey)."""


REMEMBERED = 100_000
"""names, and pairs of names, whose comparison is not repeated"""


@lru_cache(REMEMBERED)
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


@lru_cache(REMEMBERED)
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


@lru_cache(REMEMBERED)
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
        " ".join(tokens(row["role"])): row["kind"]
        for row in load("gazetteer/titles")
        if row["kind"] in SINGLE_OFFICES and not row["role"].startswith("former")
    }


Official = tuple[str, str | None]
"""A visitor (name, role or `delegation`) and the role."""

Officials = frozenset[Official]

Mark = tuple[str, str]
"""Something that officials have in common when they can be one: a kind and a word."""

ANYONE: Mark = (DELEGATION, "")


def is_one_of(official: Official, group: Iterable[Official]) -> bool:
    """Whether an official of one country can be the one whom some others of it all mean.

    Names must agree; without a name on one side, offices; a delegation can be anyone's.

    >>> is_one_of(("president", None), [("Nicolás Maduro", "president"), ("Maduro", None)])
    True
    >>> is_one_of(("president", None), [("Delcy Rodríguez", "vice president")])
    False
    """
    others = [other for other in group if other[0] != DELEGATION]
    if official[0] == DELEGATION or not others:
        return True
    names = [name for name, _ in others if is_named(name)]
    if is_named(official[0]) and names:
        return all(same_name(official[0], name) for name in names)
    return any(_held(official) & _held(other) for other in others)


@lru_cache(REMEMBERED)
def marks(group: Officials) -> frozenset[Mark]:
    """What a group of officials is entered under, so that `sought` finds it.

    >>> sorted(marks(frozenset({("Ana Pérez", "president")})))
    [('delegation', ''), ('name', 'ana'), ('name', 'anaperez'), ('name', 'perez'), ('office', 'head_of_state')]
    """
    found = {ANYONE}
    others = [other for other in group if other[0] != DELEGATION]
    names = [name for name, _ in others if is_named(name)]
    for name in names:
        found |= {("name", word) for word in _words(name)}
    for other in others:
        found |= {("office", office) for office in _held(other)}
        found |= {("nameless", office) for office in _held(other) if not names}
    return frozenset(found if others else {ANYONE, ("nameless", DELEGATION)})


@lru_cache(REMEMBERED)
def sought(official: Official) -> frozenset[Mark]:
    """The marks of which any group that an official can be one of has at least one.

    >>> sorted(sought(("Pérez", None)))
    [('name', 'perez'), ('nameless', 'delegation')]
    """
    if official[0] == DELEGATION:
        return frozenset({ANYONE})
    found = {("nameless", DELEGATION)}
    if not is_named(official[0]):
        return frozenset(found | {("office", office) for office in _held(official)})
    found |= {("name", word) for word in _words(official[0])}
    return frozenset(found | {("nameless", office) for office in _held(official)})


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, and all of them in one, as others may write it."""
    return (*tokens(name), "".join(tokens(name)))


def _held(official: Official) -> frozenset[str]:
    visitor, role = official
    return offices(role) if is_named(visitor) else offices(role) | offices(visitor)


def fullest(names: Iterable[str]) -> str:
    """The most complete of one visitor's names; of equal ones the most frequent, then the accented one.

    >>> fullest(["delegation", "Diaz-Canel", "Miguel Diaz-Canel", "Miguel Díaz-Canel"])
    'Miguel Díaz-Canel'
    """
    given = list(names)
    return max(
        set(given),
        key=lambda n: (is_named(n), n != DELEGATION, len(tokens(n)), given.count(n), not n.isascii(), n),
    )
