"""Regenerates the rows of `gazetteer/disputed_borders.csv` that come from the map's outlines; those by hand stay.

Run from the project's root: `python data/build_borders.py`
"""

import csv
import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTLINES = ROOT / "static" / "world_110m.json"
TABLE = ROOT / "data" / "gazetteer" / "disputed_borders.csv"

BORDERS = {
    "XJK": "Jammu and Kashmir", "XAC": "Aksai Chin", "XAP": "Arunachal Pradesh", "XHT": "Hala'ib Triangle",
    "XBT": "Bir Tawil", "XIT": "Ilemi Triangle", "ESH MAR": "Western Sahara", "ISR PSE": "Palestine",
    "ISR SYR": "Golan Heights",
}  # fmt: skip
"""A shape that no country has, or two countries whose border is disputed, and the name of the row."""


def lines() -> Iterator[dict[str, str]]:
    """A row for each arc of the outlines that a disputed area, or both of two countries, have; no coasts."""
    topology = json.loads(OUTLINES.read_text())
    holders: dict[int, set[str]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        for arc in _arcs(shape["arcs"]):
            holders.setdefault(arc, set()).add(shape["id"])
    inland = {arc: held for arc, held in sorted(holders.items()) if len(held) > 1}
    for codes, area in BORDERS.items():
        found = [arc for arc, held in inland.items() if {*codes.split()} <= held]
        for arc in found:
            del inland[arc]  # two areas share a border, which is one line
            yield {"area": area, "points": _points(topology, arc), "source": "outlines"}


def _arcs(nested: list) -> Iterator[int]:  # type: ignore[type-arg]
    for item in nested:
        if isinstance(item, int):
            yield item if item >= 0 else ~item
        else:
            yield from _arcs(item)


def _points(topology: dict, arc: int) -> str:  # type: ignore[type-arg]
    """An arc as latitudes and longitudes: steps on a grid, summed and scaled."""
    (scale_x, scale_y), (x, y) = topology["transform"]["scale"], topology["transform"]["translate"]
    across, up = map(accumulate, zip(*topology["arcs"][arc], strict=True))
    points = (f"{y + v * scale_y:.2f} {x + u * scale_x:.2f}" for u, v in zip(across, up, strict=True))
    return "|".join(dict.fromkeys(points))


def main() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.DictReader(file) if row["source"] != "outlines"]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ("area", "points", "source"), lineterminator="\n")
        table.writeheader()
        table.writerows(sorted([*kept, *lines()], key=lambda row: (row["area"], row["points"])))


if __name__ == "__main__":
    main()
