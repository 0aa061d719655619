"""The tables of people, offices, titles, organisations and given names hold together and tell the truth."""

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pycountry
import pytest

from lib.parse.folding import fold

GAZETTEER = Path(__file__).parents[1] / "data" / "gazetteer"
CODES = {c.alpha_3 for c in pycountry.countries} | {"XKX", "EUE", ""}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(table: str) -> list[dict[str, str]]:
    with (GAZETTEER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(form: str) -> str:
    return " ".join(fold(form).split())


PEOPLE = {row["slug"]: row for row in read("people")}
OFFICES = read("offices")
TITLES = read("titles")
ORGANISATIONS = read("organisations")
GIVEN_NAMES = read("given_names")

SINGLE = (
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "taoiseach",
    "foreign minister",
    "external affairs minister",
    "foreign secretary",
    "secretary of state",
    "monarch",
    "emir",
    "sultan",
    "supreme leader",
    "general secretary",
)
TWO_AT_ONCE = {
    ("RUS", "president", "mikhail-gorbachev", "boris-yeltsin"): "Union and republic, 1991",
    ("MDG", "president", "didier-ratsiraka", "marc-ravalomanana"): "both claimed the office in 2002",
}
VISITORS = {
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "minister",
    "deputy",
    "envoy",
    "parliament",
    "military",
    "monarch",
    "party",
    "regional",
    "international",
}
NO_VISITORS = {"ambassador", "spokesperson"}
HELPERS = {"honorific", "modifier", "descriptor", "counterpart", "delegation"}


@pytest.mark.parametrize("table", ["people", "offices", "organisations"])
def test_countries_are_iso_codes(table: str) -> None:
    assert {row["alpha3"] for row in read(table)} <= CODES


def test_slugs_are_unique_kebab_case() -> None:
    slugs = [row["slug"] for row in read("people")]
    assert len(slugs) == len(set(slugs))
    assert [s for s in slugs if not KEBAB.fullmatch(s)] == []


def test_one_person_is_not_listed_under_two_word_orders() -> None:
    by_words = defaultdict(list)
    for slug, row in PEOPLE.items():
        by_words[tuple(sorted(key(row["name"]).split()))].append(slug)
    assert [slugs for slugs in by_words.values() if len(slugs) > 1] == []


def test_second_mention_is_part_of_a_known_spelling() -> None:
    """A surname nobody could connect with the name would never be resolved."""
    known_otherwise = {"king-abdulaziz", "simeon-sakskoburggotski"}
    for slug, row in PEOPLE.items():
        spellings = {w for form in (row["name"], *row["forms"].split("|")) for w in key(form).split()}
        surnames = [key(form) for form in row["surname"].split("|")]
        assert all(surnames), slug
        bare = [re.sub(r"^(sheikh|king|sultan|prince) ", "", s) for s in surnames]
        assert slug in known_otherwise or any(set(s.split()) <= spellings for s in bare), slug


def test_every_office_has_its_person_and_every_person_an_office() -> None:
    assert {row["slug"] for row in OFFICES} == PEOPLE.keys()


def test_terms_of_office_are_dates_in_order() -> None:
    for row in OFFICES:
        start = date.fromisoformat(row["start"])
        assert not row["end"] or start <= date.fromisoformat(row["end"]), row
        assert row["role"] and row["source"], row


def test_an_office_for_one_is_held_by_one() -> None:
    held = defaultdict(list)
    for row in OFFICES:
        if row["role"] in SINGLE and row["alpha3"]:
            held[row["alpha3"], row["role"]].append(row)
    clashes = {
        (*office, a["slug"], b["slug"])
        for office, rows in held.items()
        for a, b in combinations(sorted(rows, key=lambda r: r["start"]), 2)
        if b["start"] < (a["end"] or "9999")
    }
    assert clashes == TWO_AT_ONCE.keys()


def holder(role: str, alpha3: str, day: str) -> list[str]:
    return [
        PEOPLE[row["slug"]]["name"]
        for row in OFFICES
        if (row["role"], row["alpha3"]) == (role, alpha3) and row["start"] <= day < (row["end"] or "9999")
    ]


@pytest.mark.parametrize(
    ("role", "alpha3", "day", "name"),
    [
        ("president", "USA", "1962-10-22", ["John F. Kennedy"]),
        ("secretary of state", "USA", "1973-10-06", ["Henry Kissinger"]),
        ("prime minister", "GBR", "1982-04-02", ["Margaret Thatcher"]),
        ("chancellor", "DEU", "1990-10-03", ["Helmut Kohl"]),
        ("foreign minister", "RUS", "2020-02-06", ["Sergey Lavrov"]),
        ("president", "BRA", "2009-11-23", ["Luiz Inácio Lula da Silva"]),  # the first of two terms apart
        ("president", "BRA", "2020-03-01", ["Jair Bolsonaro"]),
        ("premier", "CHN", "1971-07-09", ["Zhou Enlai"]),
        ("foreign minister", "CHN", "2023-07-24", ["Qin Gang"]),
        ("president", "FRA", "1977-01-01", ["Valéry Giscard d'Estaing"]),
        ("prime minister", "IND", "1985-06-12", ["Rajiv Gandhi"]),
        ("emir", "QAT", "2013-06-25", ["Tamim bin Hamad Al Thani"]),  # a handover's day is the successor's
        ("president", "ZAF", "1996-07-09", ["Nelson Mandela"]),
        ("president", "IRN", "2024-06-01", []),  # vacant between a death and an election
        ("prime minister", "USA", "2020-01-01", []),  # no such office
    ],
)
def test_who_held_what_when(role: str, alpha3: str, day: str, name: list[str]) -> None:
    assert holder(role, alpha3, day) == name


@pytest.mark.parametrize(
    ("form", "slug"),
    [
        ("Sergei Lavrov", "sergey-lavrov"),
        ("Сергеем Лавровым", "sergey-lavrov"),  # Russian cases
        ("Ангелой Меркель", "angela-merkel"),  # a foreign woman's surname does not decline
        ("Wladimir Putin", "vladimir-putin"),
        ("Mohamed bin Salman", "mohammed-bin-salman"),
        ("Bashar Assad", "bashar-al-assad"),  # the article left out
        ("H.R. McMaster", "h-r-mcmaster"),
    ],
)
def test_other_spellings_lead_to_the_person(form: str, slug: str) -> None:
    assert form in PEOPLE[slug]["forms"].split("|")


def test_a_full_spelling_names_one_person() -> None:
    owners = defaultdict(set)
    for slug, row in PEOPLE.items():
        for form in filter(None, (row["name"], *row["forms"].split("|"))):
            if " " in form:
                owners[key(form)].add(slug)
    assert {form: slugs for form, slugs in owners.items() if len(slugs) > 1} == {}


def test_titles_are_findable_unique_and_of_known_kinds() -> None:
    seen = [(row["language"], key(row["form"])) for row in TITLES]
    assert len(seen) == len(set(seen))
    assert all(form for _, form in seen)
    assert {row["kind"] for row in TITLES} == VISITORS | NO_VISITORS | HELPERS
    assert {row["gender"] for row in TITLES} == {"", "m", "f"}
    assert [row for row in TITLES if row["role"] != row["role"].lower()] == []


@pytest.mark.parametrize(
    ("language", "form", "role", "kind"),
    [
        ("en", "foreign minister", "foreign minister", "foreign_minister"),
        ("en", "foreign secretary", "foreign secretary", "foreign_minister"),  # the article's own wording
        ("en", "foreign ministers", "foreign minister", "foreign_minister"),
        ("en", "PM", "prime minister", "head_of_government"),
        ("en", "presidents", "president", "head_of_state"),
        ("en", "ambassador", "ambassador", "ambassador"),
        ("en", "counterpart", "", "counterpart"),
        ("en", "former", "", "modifier"),
        ("es", "canciller", "foreign minister", "foreign_minister"),
        ("es", "canciller alemán", "chancellor", "head_of_government"),  # with its country
        ("es", "presidenta", "president", "head_of_state"),
        ("pt", "primeiro-ministro", "prime minister", "head_of_government"),
        ("fr", "ministre des Affaires étrangères", "foreign minister", "foreign_minister"),
        ("de", "Außenministerin", "foreign minister", "foreign_minister"),
        ("it", "presidente del Consiglio", "prime minister", "head_of_government"),
        ("ru", "министром иностранных дел", "foreign minister", "foreign_minister"),
        ("ru", "председатель КНР", "president", "head_of_state"),
        ("tr", "Dışişleri Bakanı", "foreign minister", "foreign_minister"),
        ("ar", "وزير الخارجية", "foreign minister", "foreign_minister"),
    ],
)
def test_titles_mean_what_news_means(language: str, form: str, role: str, kind: str) -> None:
    rows = [r for r in TITLES if r["language"] == language and key(r["form"]) == key(form)]
    assert [(r["role"], r["kind"]) for r in rows] == [(role, kind)]


@pytest.mark.parametrize(
    ("language", "word"),
    [("ru", "после"), ("es", "par"), ("en", "me")],  # "after", "pair", "me": words, not titles
)
def test_everyday_words_are_no_titles(language: str, word: str) -> None:
    assert [r for r in TITLES if r["language"] == language and key(r["form"]) == key(word)] == []


def test_organisations_have_one_name_a_slug_and_a_known_case() -> None:
    names = defaultdict(set)
    for row in ORGANISATIONS:
        names[row["slug"]].add((row["name"], row["alpha3"]))
        assert KEBAB.fullmatch(row["slug"]) and key(row["form"]), row
    assert [slug for slug, found in names.items() if len(found) > 1] == []
    assert {row["case"] for row in ORGANISATIONS} == {"any", "name", "exact"}


def test_a_form_names_one_organisation() -> None:
    owners = defaultdict(set)
    for row in ORGANISATIONS:
        owners[row["form"]].add(row["slug"])
    assert {form: slugs for form, slugs in owners.items() if len(slugs) > 1} == {}


@pytest.mark.parametrize("form", ["WHO", "OAS", "SCO", "CIS", "AP"])
def test_abbreviations_that_are_words_match_only_as_printed(form: str) -> None:
    assert [row["case"] for row in ORGANISATIONS if row["form"] == form] == ["exact"]


def test_given_names_are_unique_and_no_countries() -> None:
    forms = [key(row["form"]) for row in GIVEN_NAMES]
    assert len(forms) == len(set(forms))
    assert {row["gender"] for row in GIVEN_NAMES} <= {"", "m", "f"}
    assert not {"chad", "georgia", "jordan"} & set(forms)
