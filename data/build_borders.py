"""Regenerates what `gazetteer/` takes from the map's outlines: all of `without_outline.csv`, and the rows of
`disputed_borders.csv` with source `outlines`; others stay.

Run from the project's root: `python data/build_borders.py`
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OUTLINES = ROOT / "static" / "world_110m.json"
GAZETTEER = ROOT / "data" / "gazetteer"

BORDERS = {
    "XJK": "Jammu and Kashmir", "XAC": "Aksai Chin", "XAP": "Arunachal Pradesh", "XHT": "Hala'ib Triangle",
    "XBT": "Bir Tawil", "XIT": "Ilemi Triangle", "ESH MAR": "Western Sahara", "ISR PSE": "Palestine",
    "ISR SYR": "Golan Heights",
}  # fmt: skip
"""A shape that no country has, or two countries whose border is disputed, and the name of the row."""


Topology = dict[str, Any]


def lines(topology: Topology) -> Iterator[dict[str, str]]:
    """A row for each arc of the outlines that a disputed area, or both of two countries, have; no coasts."""
    holders: dict[int, set[str]] = {}
    for shape in _shapes(topology):
        for arc in _arcs(shape["arcs"]):
            holders.setdefault(arc, set()).add(shape["id"])
    inland = {arc: held for arc, held in sorted(holders.items()) if len(held) > 1}
    for codes, area in BORDERS.items():
        found = [arc for arc, held in inland.items() if {*codes.split()} <= held]
        for arc in found:
            del inland[arc]  # two areas share a border, which is one line
            yield {"area": area, "points": _points(topology, arc), "source": "outlines"}


def _shapes(topology: Topology) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = topology["objects"]["countries"]["geometries"]
    return found


def _arcs(nested: list[Any]) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item if item >= 0 else ~item
        else:
            yield from _arcs(item)


def _points(topology: Topology, arc: int) -> str:
    """An arc as latitudes and longitudes: steps on a grid, summed and scaled."""
    (scale_x, scale_y), (x, y) = topology["transform"]["scale"], topology["transform"]["translate"]
    across, up = map(accumulate, zip(*topology["arcs"][arc], strict=True))
    points = (f"{y + v * scale_y:.2f} {x + u * scale_x:.2f}" for u, v in zip(across, up, strict=True))
    return "|".join(dict.fromkeys(points))


def read(table: str) -> list[dict[str, str]]:
    with (GAZETTEER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(table: str, fields: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with (GAZETTEER / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        target = csv.DictWriter(file, fields, lineterminator="\n")
        target.writeheader()
        target.writerows(rows)


def main() -> None:
    topology = json.loads(OUTLINES.read_text())
    kept = [row for row in read("disputed_borders") if row["source"] != "outlines"]
    borders = sorted([*kept, *lines(topology)], key=lambda row: (row["area"], row["points"]))
    write("disputed_borders", ("area", "points", "source"), borders)
    outlined = {shape["id"] for shape in _shapes(topology)}
    codes = sorted({row["alpha3"] for row in read("countries")} - outlined)
    write("without_outline", ("alpha3",), ({"alpha3": code} for code in codes))


if __name__ == "__main__":
    main()
