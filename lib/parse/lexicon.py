"""Every word the parser knows, in one automaton: one pass over a text finds them all.

The forms of a language (and those of English) are folded, set between blanks and searched as whole
words; a hit carries the entries of the tables that have this form.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from lib.parse.folding import fold
from lib.tables import load

GAZETTEER_LANGUAGES = frozenset(
    ("ar", "de", "en", "es", "fr", "id", "it", "nl", "pl", "pt", "ru", "tr", "uk")
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the gazetteer.

    `kind`: country, demonym, metonym, capital, place, region, mask, organisation or person.
    """

    kind: str
    form: str
    case: str
    """name: begins with a capital; exact: spelled so; any"""
    id: str
    name: str
    country: str | None
    weight: int = 0
    """inhabitants of a place"""
    risk: str = ""
    """`word` or `name`: of a place, that its form is also one of these; of a capital, `ambiguous`"""
    detail: str = ""
    """of a mask, its kind; of a place, its first-level division"""
    rank: str = ""
    """of a place: city, state, state abbreviation, region, place"""


@dataclass(frozen=True, slots=True)
class Title:
    role: str
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of data/grammar that an extractor acts on. `table` says which one."""

    table: str
    form: str
    sense: str
    tense: str


class Hit(NamedTuple):
    start: int
    end: int
    entries: tuple[Name, ...] | tuple[Title, ...] | tuple[Cue, ...]


class Hits(NamedTuple):
    """What one pass found, each list by place, longer ones first."""

    names: list[Hit]
    titles: list[Hit]
    cues: list[Hit]


class Lexicon:
    """The forms of one language; those of another add the names of the English one, its `base`."""

    def __init__(self, language: str, base: "Lexicon | None" = None) -> None:
        names: dict[str, list[Name]] = defaultdict(list)
        titles: dict[str, list[Title]] = defaultdict(list)
        cues: dict[str, list[Cue]] = defaultdict(list)
        for name in _names(language):
            names[fold(name.form)].append(name)
        for title in _titles(language):
            titles[fold(title.form)].append(title)
        for cue in _cues(language):
            cues[fold(cue.form)].append(cue)
        forms = [form for form in dict.fromkeys((*names, *titles, *cues)) if form.strip()]
        self._base = base
        self._names = [tuple(names.get(form, ())) for form in forms]
        self._capitalised = [
            all(n.case == "name" and not n.form[0].islower() for n in entries) for entries in self._names
        ]
        self._titles = [tuple(titles.get(form, ())) for form in forms]
        self._cues = [tuple(cues.get(form, ())) for form in forms]
        self._automaton = AhoCorasick([f" {form} " for form in forms], matchkind=MatchKind.Standard)

    def find(self, text: str, folded: str) -> Hits:
        """All known words in `text`; `folded` is `fold(text)` between two blanks."""
        found = Hits([], [], [])
        add_name, add_title, add_cue = found.names.append, found.titles.append, found.cues.append
        names, titles, cues, capitalised = self._names, self._titles, self._cues, self._capitalised
        for form, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            end -= 2
            if entries := names[form]:
                if capitalised[form]:
                    fitting = entries if _opens_name(text[start]) else ()
                else:
                    fitting = tuple(n for n in entries if _case_fits(n, text, start, end))
                if fitting:
                    add_name(Hit(start, end, fitting))
            if titles[form]:
                add_title(Hit(start, end, titles[form]))
            if cues[form]:
                add_cue(Hit(start, end, cues[form]))
        if self._base is not None:
            found = found._replace(names=_united(found.names, self._base.find(text, folded).names))
        for hits in found:
            hits.sort(key=_place)
        return found


def _united(first: list[Hit], second: list[Hit]) -> list[Hit]:
    """The hits of two lexicons, one for each span."""
    spans = {(hit.start, hit.end): hit for hit in first}
    for hit in second:
        twin = spans.get((hit.start, hit.end))
        spans[hit.start, hit.end] = (
            Hit(hit.start, hit.end, tuple(dict.fromkeys((*twin.entries, *hit.entries)))) if twin else hit
        )
    return list(spans.values())


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _case_fits(name: Name, text: str, start: int, end: int) -> bool:
    if name.case == "any":
        return True
    if name.case == "exact":
        return text[start:end].replace("\u00a0", " ") == name.form
    return _opens_name(text[start]) or name.form[0].islower()


def _opens_name(char: str) -> bool:
    """Whether a name may begin with a character: a capital, a digit or a sign."""
    return char.isupper() or not char.isalpha()


@cache
def lexicon(language: str | None) -> Lexicon:
    """The lexicon for articles in `language`; English where it is unknown or not in the tables."""
    if language == "en" or language not in GAZETTEER_LANGUAGES:
        return Lexicon("en") if language == "en" else lexicon("en")
    return Lexicon(language, lexicon("en"))


def _rows(table: str, language: str) -> list[dict[str, str]]:
    return [row for row in load(table) if (row["language"] or "en") == language]


@cache
def country_label(alpha3: str) -> str:
    """The name people use for a country, by its code.

    >>> country_label("KOR")
    'South Korea'
    >>> country_label("XXX")
    'XXX'
    """
    return {row["alpha3"]: row["name"] for row in load("gazetteer/countries")}.get(alpha3, alpha3)


def _names(language: str) -> list[Name]:
    found: list[Name] = []
    for table, kind in (
        ("country_names", "country"),
        ("demonyms", "demonym"),
        ("metonyms", "metonym"),
        ("nicknames", "country"),
    ):
        for row in _rows(f"gazetteer/{table}", language):
            case = row.get("case") or ("name" if kind != "country" or table == "country_names" else "any")
            alpha3 = row["alpha3"]
            if alpha3 == "EUE":
                found.append(
                    Name("organisation", row["form"], case, "european-union", "European Union", alpha3)
                )
                continue
            found.append(Name(kind, row["form"], case, alpha3, country_label(alpha3), alpha3))
    for row in _rows("gazetteer/capitals", language):
        found.append(
            Name(
                "capital",
                row["form"],
                "name",
                _slug(row["name"]),
                row["name"],
                row["alpha3"],
                risk=row["also"],
            )
        )
    for row in _rows("gazetteer/regions", language):
        found.append(Name("region", row["form"], "name", row["slug"], row["name"], None))
    for row in _rows("gazetteer/masks", language):
        found.append(
            Name(
                "mask",
                row["form"],
                row["case"] or "name",
                _slug(row["name"] or row["form"]),
                row["name"] or row["form"],
                row["alpha3"] or None,
                detail=row["kind"],
            )
        )
    if language != "en":
        return found
    for row in load("gazetteer/organisations"):
        found.append(
            Name(
                "organisation",
                row["form"],
                row["case"] or "name",
                row["slug"],
                row["name"],
                row["alpha3"] or None,
            )
        )
    for row in load("gazetteer/places"):
        forms = () if row["kind"] == "state abbreviation" else (row["name"],)
        for form in dict.fromkeys((*forms, *filter(None, row["forms"].split("|")))):
            weight = int(float(row["population"] or 0))
            found.append(
                Name(
                    "place",
                    form,
                    "name",
                    _slug(row["name"]),
                    row["name"],
                    row["alpha3"],
                    weight,
                    row["risk"],
                    row["admin1"],
                    row["kind"],
                )
            )
    for row in load("gazetteer/people"):
        for form in dict.fromkeys((row["name"], *filter(None, row["forms"].split("|")))):
            if " " in form or "-" in form:
                found.append(Name("person", form, "name", row["slug"], row["name"], row["alpha3"] or None))
    return found


_ARTICLES = ("the ", "el ", "la ", "o ", "a ", "le ", "l'", "l’", "der ", "die ", "il ", "de ", "het ")


def _titles(language: str) -> list[Title]:
    return [
        Title(row["role"], row["kind"], row["form"])
        for row in _rows("gazetteer/titles", language)
        if not row["form"].startswith(_ARTICLES)
    ]


CUE_TABLES = ("visit_words", "trade_words")


def _cues(language: str) -> list[Cue]:
    return [
        Cue(table, row["form"], row["sense"], row["tense"])
        for table in CUE_TABLES
        for row in load(f"grammar/{table}")
        if row["language"] == language
    ]


def _slug(name: str) -> str:
    """A name as an identifier.

    >>> _slug("Santiago de Cuba")
    'santiago-de-cuba'
    """
    return "-".join(fold(name).split())
