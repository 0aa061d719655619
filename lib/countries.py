"""Countries and cities for people: their names as said, and where on the map they lie."""

from functools import cache
from math import asin, cos, radians, sin, sqrt
from unicodedata import combining, normalize

from lib.tables import load

NOT_STATED = "not stated"

_SPACES = str.maketrans("-.", "  ")

Point = tuple[float, float]
"""latitude, longitude in degrees"""

EARTH = 6371.0
"""mean radius in kilometres"""


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["alpha3"]: row for row in load("gazetteer/countries")}


@cache
def _of_country(table: str) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in load(f"gazetteer/{table}"):
        rows.setdefault(row["alpha3"], []).append(row)
    return rows


@cache
def _places(alpha3: str) -> dict[str, Point]:
    """A country's cities by folded name, in every spelling; the most populous of a name comes to stand."""
    rows = [row for row in _of_country("places").get(alpha3, ()) if row["latitude"]]
    rows.sort(key=lambda row: (row["kind"] == "city", int(row["population"] or 0)))
    points: dict[str, Point] = {}
    for row in rows:
        for form in {row["name"], row["name"].removesuffix(" City"), *row["forms"].split("|")} - {""}:
            points[_fold(form)] = float(row["latitude"]), float(row["longitude"])
    for row in _of_country("capitals").get(alpha3, ()):
        if point := points.get(_fold(row["name"])):
            points.setdefault(_fold(row["form"]), point)
    return points


def _fold(name: str) -> str:
    if not name.isascii():  # most are, and there are many
        name = "".join(letter for letter in normalize("NFD", name) if not combining(letter))
    return " ".join(name.casefold().translate(_SPACES).split())


@cache
def name(alpha3: str | None) -> str:
    """The name people use for an alpha-3 code; the code itself when nobody knows it.

    >>> name("MEX")
    'Mexico'
    >>> name("QQQ")
    'QQQ'
    >>> name(None)
    'not stated'
    """
    if not isinstance(alpha3, str) or not alpha3 or alpha3 == "unknown":
        return NOT_STATED
    if alpha3 in _countries():
        return _countries()[alpha3]["name"]
    import pycountry  # 20 ms, and only for codes the table lacks

    country = pycountry.countries.get(alpha_3=alpha3)
    return getattr(country, "common_name", country.name) if country else alpha3


def codes() -> tuple[str, ...]:
    """Every country there is, by name: those of ISO 3166-1, Kosovo and the European Union.

    >>> codes()[0], "XKX" in codes()
    ('AFG', True)
    """
    return tuple(sorted(_countries(), key=name))


def point(alpha3: str | None) -> Point | None:
    """Where to put a country's marker: its latitude and longitude, or None for an unknown code.

    >>> point("QQQ") is None
    True
    """
    row = _countries().get(alpha3 or "")
    if not row or not row["latitude"] or not row["longitude"]:
        return None
    return float(row["latitude"]), float(row["longitude"])


def capital(alpha3: str | None) -> Point | None:
    """Where a country's capital lies, else the country's own point; None for an unknown code.

    >>> capital("QQQ") is None
    True
    """
    row = _countries().get(alpha3 or "")
    return (row and city(row["capital"], alpha3)) or point(alpha3)


def city(place: str | None, alpha3: str | None) -> Point | None:
    """Where a city of a country lies, as latitude and longitude; None when the gazetteer lacks it.

    >>> city("Bogota", "COL") == city("Bogotá", "COL")
    True
    >>> city("Atlantis", "GRC") is None
    True
    """
    if not isinstance(place, str) or not isinstance(alpha3, str):
        return None
    return _places(alpha3).get(_fold(place))


def kilometres(one: Point, other: Point) -> float:
    """The length of the great circle between two points, in kilometres, by the haversine formula.

    >>> round(kilometres((55.75, 37.62), (23.13, -82.38)))  # Moscow to Havana
    9587
    >>> kilometres((0.0, 0.0), (0.0, 0.0)), round(kilometres((90.0, 0.0), (-90.0, 0.0)))
    (0.0, 20015)
    >>> kilometres((91.0, 0.0), (0.0, 0.0))
    Traceback (most recent call last):
        ...
    ValueError: no latitude is 91.0
    """
    for latitude, _ in (one, other):
        if not -90 <= latitude <= 90:
            raise ValueError(f"no latitude is {latitude}")
    (lat, lon), (to_lat, to_lon) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
