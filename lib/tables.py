"""The tables under data/: knowledge that anyone can read and extend with one row."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from lib.errors import ParseError

DATA = Path(__file__).resolve().parents[1] / "data"


_added: dict[str, list[dict[str, str]]] = {}


def add(rows: Mapping[str, Sequence[dict[str, str]]]) -> None:
    """Puts rows after those of tables for `load`, in the place of any added before."""
    _added.clear()
    _added.update({name: list(more) for name, more in rows.items()})
    load.cache_clear()


@cache
def load(name: str) -> list[dict[str, str]]:
    """The rows of data/<name>.csv as dicts of strings, and those that were added to it.

    >>> load("gazetteer/countries")[0]["alpha3"]
    'ABW'
    >>> load("gazetteer/planets")
    Traceback (most recent call last):
        ...
    lib.errors.ParseError: data/gazetteer/planets.csv: no such table; restore the file from the distribution
    """
    return [*bundled(name), *_added[name]] if name in _added else bundled(name)


@cache
def bundled(name: str) -> list[dict[str, str]]:
    """The rows of data/<name>.csv alone; ParseError where it cannot be used."""
    path = DATA / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        remedy = "restore the file from the distribution"
        raise ParseError(f"data/{name}.csv", "", "no such table", remedy) from None
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            reason = "wrong number of cells"
            raise ParseError(f"data/{name}.csv", f"line {number}", reason, "give every column a cell")
    return rows
