"""Measures every corpus and records the figures below which tests/test_accuracy.py lets none of them fall.

    python tests/record_floors.py

Writes data/accuracy.csv, which the Accuracy page shows, and prints the README's table from it.
"""

import csv
from collections.abc import Iterator
from typing import Any

from labels import FOLDERS, ROOT

from lib.check import check
from lib.scores import Score

ACCURACY = ROOT / "data" / "accuracy.csv"
Figures = dict[str, Any]
"""what `Report.figures` gives"""

COLUMNS = (
    "corpus", "articles", "kind", "name", "right", "false", "missed", "precision", "recall", "f1", "target",
    "stated", "error",
)  # fmt: skip

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

TARGETS = {
    "sample": {"country counts": 0.97, "visit reports": 0.92, "trade figures": 0.88},
    "unseen": {"country counts": 0.94, "visit reports": 0.80, "trade figures": 0.75},
}
"""F1 to be reached: beside articles that rules were written for, and where none was"""

_COUNTS = ("right", "false", "missed")

FIELD_TARGETS = {"visit visitor": 0.95, "visit date": 0.90, "visit city": 0.92, "visit status": 0.92}


def measured(name: str) -> Figures:
    """What `dateline check` finds on a corpus; empty where it is not there."""
    folder = FOLDERS[name]
    return check(folder).figures() if (folder / "articles.csv").exists() else {}


def record(found: dict[str, Figures]) -> None:
    """Writes the figures of each corpus."""
    with ACCURACY.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for corpus, figures in found.items():
            for row in _rows(corpus, figures):
                writer.writerow({"corpus": corpus, "articles": figures["articles"], **row})


def _rows(corpus: str, figures: Figures) -> Iterator[dict[str, Any]]:
    for name, score in figures["tables"].items():
        target = TARGETS.get(use(corpus), {}).get(name, "")
        yield {"kind": "table", "name": name, "target": target, **score}
    for name, share in figures["fields"].items():
        target = FIELD_TARGETS.get(name, "") if use(corpus) in TARGETS else ""
        wrong = share["of"] - share["right"]
        right = {"right": share["right"], "false": wrong, "precision": share["share"]}
        yield {"kind": "field", "name": name, "target": target, **right}
    for name, sure in figures.get("confidence", {}).items():
        right = round(sure["right"] * sure["rows"])
        counts = {"right": right, "false": sure["rows"] - right, "precision": sure["right"]}
        yield {"kind": "confidence", "name": name, "stated": sure["stated"], "error": sure["error"], **counts}


def floors() -> dict[str, Figures]:
    """The recorded figures of each corpus."""
    found: dict[str, Figures] = {}
    with ACCURACY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = found.setdefault(
                row["corpus"], {"articles": int(row["articles"]), "tables": {}, "fields": {}}
            )
            if row["kind"] == "table":
                known["tables"][row["name"]] = {
                    **{key: float(row[key]) for key in ("precision", "recall", "f1")},
                    **{key: int(row[key]) for key in ("right", "false", "missed")},
                }
            elif row["kind"] == "field":
                right, wrong = int(row["right"]), int(row["false"])
                known["fields"][row["name"]] = {
                    "share": float(row["precision"]), "right": right, "of": right + wrong,
                }  # fmt: skip
    return found


def use(corpus: str) -> str:
    """What a corpus is for: the first word of its name."""
    return corpus.split("_")[0]


def table(recorded: dict[str, Figures]) -> str:
    """The recorded figures as the README's table: F1 of tables, shares of right fields in matched visits.

    The corpora that rules were learned from are counted together.
    """
    columns: dict[str, list[Figures]] = {}
    for name, figures in recorded.items():
        columns.setdefault(use(name) if use(name) == "learned" else name.replace("_", " "), []).append(
            figures
        )
    heads = [f"{name} ({sum(f['articles'] for f in group)} articles)" for name, group in columns.items()]
    lines = [["", *heads], ["---", *["---:"] * len(heads)]]
    for name, words in TABLES.items():
        scores = [
            Score(*(sum(f["tables"][name][key] for f in group) for key in _COUNTS))
            for group in columns.values()
        ]
        lines.append([f"{words}: F1", *(f"{score.f1:.2f}" for score in scores)])
    for name, words in FIELDS.items():
        shares = [
            [sum(f["fields"][name][key] for f in group) for key in ("right", "of")]
            for group in columns.values()
        ]
        lines.append([f"of matched visits, {words} right", *(f"{right / of:.2f}" for right, of in shares)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    record({name: figures for name in FOLDERS if (figures := measured(name))})
    print(table(floors()))
