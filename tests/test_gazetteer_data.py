"""The tables of names under data/gazetteer: codes that exist, forms that fold, readings that do not clash."""

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

GAZETTEER = Path(__file__).parent.parent / "data" / "gazetteer"
COLUMNS = {
    "countries": "alpha3,name,capital,latitude,longitude,continent",
    "country_names": "form,alpha3,language,case,note,source",
    "demonyms": "form,alpha3,language,case,source",
    "capitals": "form,alpha3,language,name,also,source",
    "metonyms": "form,alpha3,language,case",
    "nicknames": "form,alpha3,language,case",
    "regions": "form,slug,name,language,case",
    "masks": "form,language,kind,name,alpha3,case,source",
    "places": "name,forms,alpha3,admin1,kind,population,latitude,longitude,risk,source",
}
FORMS = [table for table, columns in COLUMNS.items() if columns.startswith("form,")]
CODES = {c.alpha_3 for c in pycountry.countries} | {"XKX", "EUE"}

NO_CAPITAL = {"ATA", "BVT", "HMD", "TKL", "UMI"}
"""uninhabited, or (Tokelau) its atolls take turns"""
CAPITAL_IS_COUNTRY = {"GIB", "HKG", "MAC", "MCO", "SGP", "SMR", "EUE", "NFK", "STP"}
"""city-states, the Union (Brussels is Belgium's row), capitals whose name is the country's or Jamaica's"""
NO_DEMONYM = {
    "ATA",
    "ATF",
    "BES",
    "BLM",
    "BVT",
    "EUE",
    "GGY",
    "HMD",
    "MYT",
    "SGS",
    "SJM",
    "SXM",
    "UMI",
    "COG",
}
"""nobody lives there, or news uses the name itself; Congolese is read as COD"""


def fold(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def rows(table: str) -> list[dict[str, str]]:
    with (GAZETTEER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def readings(language: str, *tables: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for row in rows(table):
            if row["language"] == language:
                found[fold(row["form"])].add(row.get("alpha3") or row.get("slug", ""))
    return found


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_codes_and_sense(table: str) -> None:
    table_rows = rows(table)
    assert ",".join(table_rows[0]) == COLUMNS[table]
    for row in table_rows:
        assert None not in row, row
        assert row.get("alpha3", "USA") in CODES or (table == "masks" and not row["alpha3"]), row
        assert all(value == value.strip() for value in row.values()), row
        assert row.get("case", "") in ("", "any", "exact"), row
        assert fold(row.get("form") or row["name"]), row


@pytest.mark.parametrize("table", COLUMNS)
def test_no_row_twice(table: str) -> None:
    seen = [tuple(row.values()) for row in rows(table)]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("table", ["country_names", "demonyms", "metonyms", "nicknames", "regions"])
def test_a_form_means_one_thing_in_a_language(table: str) -> None:
    languages = {row["language"] for row in rows(table)}
    for language in languages:
        assert not {form: means for form, means in readings(language, table).items() if len(means) > 1}


def test_every_country_has_name_demonym_capital_and_point() -> None:
    countries = {row["alpha3"]: row for row in rows("countries")}
    assert set(countries) == CODES
    assert {row["alpha3"] for row in rows("country_names") if row["language"] == "en"} == CODES
    assert CODES - {row["alpha3"] for row in rows("demonyms")} == NO_DEMONYM
    assert CODES - {row["alpha3"] for row in rows("capitals")} == NO_CAPITAL | CAPITAL_IS_COUNTRY
    assert {code for code, row in countries.items() if not row["capital"]} == NO_CAPITAL
    for row in countries.values():
        assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180, row


@pytest.mark.parametrize(
    ("form", "language", "alpha3"),
    [
        ("Turkey", "en", "TUR"),  # pycountry says Türkiye only
        ("Kosovo", "en", "XKX"),  # has no ISO code of its own
        ("Burma", "en", "MMR"),  # former names
        ("Soviet Union", "en", "RUS"),
        ("Zaire", "en", "COD"),
        ("East Germany", "en", "DEU"),
        ("Czechoslovakia", "en", "CZE"),
        ("Scotland", "en", "GBR"),  # parts count as the country
        ("U.S.", "en", "USA"),
        ("EE.UU.", "es", "USA"),
        ("Corea del Norte", "es", "PRK"),
        ("Moçambique", "pt", "MOZ"),
        ("Irã", "pt", "IRN"),  # Brazilian, and European below
        ("Irão", "pt", "IRN"),
        ("Côte d’Ivoire", "fr", "CIV"),
        ("Russlands", "de", "RUS"),  # genitive
        ("России", "ru", "RUS"),  # cases
        ("Кубой", "ru", "CUB"),
        ("Южной Кореей", "ru", "KOR"),
        ("Росією", "uk", "RUS"),
        ("Niemczech", "pl", "DEU"),
        ("وروسيا", "ar", "RUS"),  # "and Russia" is one word
    ],
)
def test_country_names(form: str, language: str, alpha3: str) -> None:
    assert readings(language, "country_names").get(fold(form)) == {alpha3}


@pytest.mark.parametrize(
    ("form", "language", "alpha3"),
    [
        ("Nigerien", "en", "NER"),  # one letter from Nigerian
        ("Nigerian", "en", "NGA"),
        ("Dutch", "en", "NLD"),
        ("Filipina", "en", "PHL"),
        ("Batswana", "en", "BWA"),
        ("norcoreanas", "es", "PRK"),
        ("alemãs", "pt", "DEU"),
        ("grecque", "fr", "GRC"),
        ("tedesche", "it", "DEU"),
        ("russischen", "de", "RUS"),
        ("российскими", "ru", "RUS"),
        ("американцев", "ru", "USA"),
        ("Noord-Koreaanse", "nl", "PRK"),
    ],
)
def test_demonyms(form: str, language: str, alpha3: str) -> None:
    assert readings(language, "demonyms").get(fold(form)) == {alpha3}


@pytest.mark.parametrize(
    ("form", "language", "why"),
    [
        ("man", "en", "the Isle of Man only in full"),
        ("reunion", "en", "a meeting, unless it carries its accent"),
        ("maurice", "fr", "a given name"),
        ("mauricio", "es", "a given name"),
        ("reunion", "es", "a meeting"),
        ("того", "ru", "'of that'"),
        ("mali", "tr", "'financial'"),
        ("the west", "en", "a region, and lower-case west is a direction"),
        ("ru", "es", "too short"),
        ("columbia", "en", "a river, a university, a district"),
    ],
)
def test_words_that_are_no_country(form: str, language: str, why: str) -> None:
    found = [
        row
        for table in ("country_names", "demonyms", "nicknames")
        for row in rows(table)
        if row["language"] == language and fold(row["form"]) == form and row["case"] != "exact"
    ]
    assert not found, why


def test_abbreviations_are_matched_exactly() -> None:
    loose = [row for row in rows("country_names") if len(fold(row["form"])) <= 3 and row["case"] != "exact"]
    names = {fold(row["form"]) for row in loose if row["language"] != "ar"}
    assert names <= {"fas", "cin", "cad", "чад", "ira", "oma"}, "whole names: Fas, Çin, Çad, Чад, Irã, Omã"


def test_a_mask_holds_a_country_inside_and_is_none_itself() -> None:
    tables = ("country_names", "demonyms", "capitals")
    languages = {row["language"] for row in rows("masks")}
    known = {language: set(readings(language, *tables)) for language in languages}
    english = known["en"]
    for row in rows("masks"):
        if row["kind"] != "currency":
            assert fold(row["form"]) not in known[row["language"]] | english, row


@pytest.mark.parametrize(
    ("form", "kind", "alpha3"),
    [
        ("New Mexico", "place", "USA"),
        ("Panama Canal", "place", "PAN"),
        ("Santiago de Cuba", "place", "CUB"),
        ("Gulf of Mexico", "place", ""),
        ("South China Sea", "place", ""),
        ("Washington Post", "organisation", ""),
        ("U.S. dollars", "currency", ""),
        ("Brussels sprouts", "other", ""),
    ],
)
def test_masks(form: str, kind: str, alpha3: str) -> None:
    found = [row for row in rows("masks") if row["form"] == form and row["language"] == "en"]
    assert [(row["kind"], row["alpha3"]) for row in found] == [(kind, alpha3)]


def test_places_keep_namesakes_and_flag_words() -> None:
    by_name: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("places"):
        by_name[row["name"]].append(row)
    assert {(r["alpha3"], r["admin1"]) for r in by_name["Paris"]} >= {("FRA", ""), ("USA", "Texas")}
    assert {r["alpha3"] for r in by_name["Georgia"]} == {"USA"}
    assert {r["risk"] for r in by_name["Reading"]} == {"word"}
    assert {r["risk"] for r in by_name["Vladimir"]} == {"name"}
    assert {r["risk"] for r in by_name["Lima"]} == {""}
    assert any("Казани" in r["forms"].split("|") for r in by_name["Kazan"])


def test_places_stay_small() -> None:
    assert (GAZETTEER / "places.csv").stat().st_size < 5_000_000
