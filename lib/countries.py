"""Countries and cities for people: their names as said, and where on the map they lie."""

import csv
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

GAZETTEER = Path(__file__).parents[1] / "data" / "gazetteer"
NOT_STATED = "not stated"

Point = tuple[float, float]
"""latitude, longitude in degrees"""


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["alpha3"]: row for row in _rows("countries.csv")}


@cache
def _places() -> dict[tuple[str, str], Point]:
    """Points by country and folded name; the most populous place of a name comes to stand."""
    points: dict[tuple[str, str], Point] = {}
    for row in sorted(_rows("places.csv"), key=lambda row: float(row.get("population") or 0)):
        code = row.get("country") or ""
        if row.get("latitude") and row.get("longitude"):
            point = float(row["latitude"]), float(row["longitude"])
            points[code, _fold(row["name"])] = point
    return points


def _rows(table: str) -> list[dict[str, str]]:
    path = GAZETTEER / table
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _fold(name: str) -> str:
    return "".join(letter for letter in normalize("NFD", name) if not combining(letter)).casefold()


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
    return city(row["capital"], alpha3) if row and row.get("capital") else point(alpha3)


def city(place: str | None, alpha3: str | None) -> Point | None:
    """Where a city of a country lies, as latitude and longitude; None when the gazetteer lacks it.

    >>> city("Atlantis", "GRC") is None
    True
    """
    if not isinstance(place, str) or not isinstance(alpha3, str):
        return None
    return _places().get((alpha3, _fold(place))) or _capital(place, alpha3)


def _capital(place: str, alpha3: str) -> Point | None:
    row = _countries().get(alpha3)
    return point(alpha3) if row and _fold(row.get("capital") or "") == _fold(place) else None
