"""Measures every corpus and records the figures below which tests/test_accuracy.py lets none of them fall.

    python tests/record_floors.py

Prints the README's table of accuracy from what it recorded.
"""

import json
from pathlib import Path
from typing import Any

from labels import FOLDERS

from lib.check import check

FLOORS = Path(__file__).with_name("accuracy_floors.json")
Figures = dict[str, Any]

TABLES = {
    "country counts": "country mentions, counted per article",
    "visit reports": "visit reports (who, where to)",
    "trade figures": "trade figures (amount, unit, flow, pair)",
}
FIELDS = {
    "visit visitor": "visitor's name",
    "visit date": "dates",
    "visit city": "city",
    "visit status": "status",
}


def measured(name: str) -> Figures:
    """What `dateline check` finds on a corpus; empty where it is not there."""
    folder = FOLDERS[name]
    return check(folder).figures() if (folder / "articles.csv").exists() else {}


def floors() -> dict[str, Figures]:
    """The recorded figures of each corpus."""
    recorded: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return recorded


def table(recorded: dict[str, Figures]) -> str:
    """The recorded figures as the README's table: F1 of tables, shares of right fields in matched visits."""
    heads = [
        f"{name.replace('_', ' ')} ({figures['articles']} articles)" for name, figures in recorded.items()
    ]
    lines = [["", *heads], ["---", *["---:"] * len(heads)]]
    for kind, key, names in (("tables", "f1", TABLES), ("fields", "share", FIELDS)):
        for name, words in names.items():
            label = f"{words}: F1" if kind == "tables" else f"of matched visits, {words} right"
            lines.append([label, *(f"{figures[kind][name][key]:.2f}" for figures in recorded.values())])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    recorded = {name: figures for name in FOLDERS if (figures := measured(name))}
    FLOORS.write_text(f"{json.dumps(recorded, indent=1, ensure_ascii=False)}\n", encoding="utf-8")
    print(table(recorded))
