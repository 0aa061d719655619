"""Persons, where they are mentioned, and what the tables know of people, titles and offices."""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from lib.parse.folding import fold
from lib.parse.lexicon import Title
from lib.tables import load

NOT_A_TRAVELLER = {"ambassador", "spokesperson", "honorific", "modifier", "counterpart"}


@dataclass(slots=True, eq=False)
class Person:
    """One official or other person of the article."""

    name: str | None
    """full name as printed, in Latin letters; None when only a title tells of them"""
    country: str | None
    role: str | None = None
    kinds: set[str] = field(default_factory=set)
    slug: str | None = None
    mentions: int = 0

    @property
    def label(self) -> str:
        return self.name or self.role or "delegation"


class PersonMention(NamedTuple):
    start: int
    end: int
    """the words that stand for the person, with title and country"""
    name_start: int
    name_end: int
    """the name alone; both equal to `start` where there is none"""
    person: Person
    form: str
    """full, surname, title"""


@cache
def known_people() -> dict[str, dict[str, str]]:
    """The rows of the people table by their slug."""
    return {row["slug"]: row for row in load("gazetteer/people")}


@cache
def known_forms() -> dict[str, str]:
    """Every spelling of the people table, folded, with its slug."""
    return {
        " ".join(fold(form).split()): row["slug"]
        for row in load("gazetteer/people")
        for form in (row["name"], *row["forms"].split("|"))
        if " " in form or "-" in form
    }


@cache
def title_forms(language: str) -> dict[str, Title]:
    """The titles of a language by their folded form."""
    rows = [row for row in load("gazetteer/titles") if row["language"] == language]
    return {" ".join(fold(row["form"]).split()): Title(row["role"], row["kind"], row["form"]) for row in rows}


@cache
def offices() -> dict[str, list[dict[str, str]]]:
    """The offices that the people of the table have held, by slug."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in load("gazetteer/offices"):
        found.setdefault(row["slug"], []).append(row)
    return found


_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфыэіґ", "abvgdeziyklmnoprstufyeig", strict=True)),
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ї": "yi",
    "є": "ye",
    "ъ": "",
    "ь": "",
}


def transliterate(name: str) -> str:
    """A Cyrillic name in Latin letters, the way English news spells it.

    >>> transliterate("Сергей Шойгу")
    'Sergey Shoygu'
    """
    return "".join(
        _LATIN.get(c.lower(), c) if c.islower() else _LATIN.get(c.lower(), c).capitalize() for c in name
    )


@cache
def _nations() -> dict[str, str]:
    return {row["role"]: row["alpha3"] for row in load("gazetteer/title_nations")}


def nation_of(role: str | None) -> str | None:
    """The one country whose officials hold a title, or `None`.

    >>> nation_of("Taoiseach"), nation_of("president")
    ('IRL', None)
    """
    return _nations().get(" ".join(fold(role or "").split()))


@cache
def honorifics() -> frozenset[str]:
    """Words of respect before a name, folded."""
    return frozenset(
        fold(row["form"]).strip() for row in load("gazetteer/titles") if row["kind"] == "honorific"
    )


def without_honorific(name: str) -> str:
    """A name without "Sheikh", "Mr.", "Dr" before it.

    >>> without_honorific("Sheikh Tamim bin Hamad")
    'Tamim bin Hamad'
    >>> without_honorific("Sheikh")
    'Sheikh'
    """
    first, _, rest = name.partition(" ")
    return rest if " " in rest and fold(first).strip() in honorifics() else name


@cache
def holders() -> dict[str, list[dict[str, str]]]:
    """The offices of the table by a surname of their holder, folded."""
    found: dict[str, list[dict[str, str]]] = {}
    for slug, row in known_people().items():
        for surname in {" ".join(fold(form).split()) for form in row["surname"].split("|") if form}:
            found.setdefault(surname, []).extend(offices().get(slug, ()))
    return found


@cache
def gender_of(word: str) -> str:
    """The gender that an honorific or a given name tells: m, f or nothing.

    >>> gender_of("Mrs"), gender_of("Thomas"), gender_of("Dr")
    ('f', 'm', '')
    """
    return _genders().get(fold(word).strip(), "")


@cache
def _genders() -> dict[str, str]:
    titles = (row for row in load("gazetteer/titles") if row["kind"] == "honorific")
    found: dict[str, str] = {}
    for row in (*load("gazetteer/given_names"), *titles):
        form = fold(row["form"]).strip()
        found[form] = row["gender"] if found.get(form, row["gender"]) == row["gender"] else ""
    return found


@cache
def modifiers() -> frozenset[str]:
    """Words between a country and its title, "former", "acting", folded."""
    return frozenset(
        fold(row["form"]).strip() for row in load("gazetteer/titles") if row["kind"] == "modifier"
    ) | {"then", "former", "ex"}
