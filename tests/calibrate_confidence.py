"""Measures how often rows of each evidence class are right, and writes data/grammar/confidence.csv from that.

    python tests/calibrate_confidence.py

It learns from the corpora named learned… only. How true the confidence is of rows in articles that it had not
learned from (five times those of a fifth of the articles) is printed, and written to data/calibration.csv.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from labels import FOLDERS, ROOT, Corpus

from lib.check import check
from lib.parse import parse
from lib.parse.confidence import ANY, Evidence
from lib.parse.document import Document
from lib.records import Article, Mention, Rows
from lib.scores import Calibration, calibration, reliability

JUDGED = ROOT / "tests" / "corpora" / "judged_mentions.csv"
TABLE = ROOT / "data" / "grammar" / "confidence.csv"
CALIBRATION = ROOT / "data" / "calibration.csv"
COLUMNS = ("table", "evidence", "n", "right", "confidence")
FOLDS = 5
WEIGHT = 10
"""A class counts as if it had so many rows more, right as often as its table's."""

Class = tuple[str, str]
"""a table and one of its evidence classes"""


class Case(NamedTuple):
    """A row that a label speaks of."""

    article: tuple[str, str, int]
    """corpus, file, item"""
    evidence: Class
    right: float


class Count(NamedTuple):
    n: int
    right: float

    def share(self, mean: float) -> float:
        """The share that is right, drawn towards the mean where rows are few."""
        return round((self.right + WEIGHT * mean) / (self.n + WEIGHT), 3)


def cases() -> list[Case]:
    """Every labelled row that is found in the corpora to learn from."""
    found: list[Case] = []
    for name, folder in FOLDERS.items():
        if name.startswith("learned") and (folder / "articles.csv").exists():
            found += _cases(name, folder)
    return found


def _cases(name: str, folder: Path) -> Iterator[Case]:
    classes: dict[Any, Class] = {}
    mentions: list[tuple[Mention, ...]] = []

    def classed(article: Article) -> Rows:
        rows = parse(article)
        mentions.append(rows.mentions)
        evidence = Evidence(Document(article), rows.mentions)
        classes.update({row: ("mentions", evidence.of_mention(row)) for row in rows.mentions})
        classes.update({row: ("visit_reports", evidence.of_visit(row)) for row in rows.visit_reports})
        classes.update({row: ("trade_figures", evidence.of_figure(row)) for row in rows.trade_figures})
        return rows

    report = check(folder, parse=classed)
    for judged in report.judged:
        yield Case((name, *judged.place), classes[judged.row], judged.right)
    known = judged_mentions()
    for (file, item), found in zip(Corpus(folder).articles, mentions, strict=True):
        article = (name, file, int(item))
        once = {(*article, m.surface, m.kind, m.entity_id): classes[m] for m in found}
        yield from (Case(article, once[key], known[key]) for key in once.keys() & known.keys())


def judged_mentions() -> dict[tuple[str, str, int, str, str, str], float]:
    """Whether mentions of other things than countries are right, of which a sample was judged by eye.

    Keys are corpus, file, item, the words, their kind and entity id, which all such mentions of an article share.
    """
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {
            (r["corpus"], r["file"], int(r["item"]), r["surface"], r["kind"], r["entity_id"]): float(
                r["right"]
            )
            for r in csv.DictReader(file)
        }


def counts(cases: Iterable[Case]) -> dict[Class, Count]:
    """How many rows of each class there are and how many are right; of a table's rows together in class any."""
    right: dict[Class, list[float]] = defaultdict(list)
    for case in cases:
        right[case.evidence].append(case.right)
        right[case.evidence[0], ANY].append(case.right)
    return {key: Count(len(values), round(sum(values), 1)) for key, values in sorted(right.items())}


def shares(counted: dict[Class, Count]) -> dict[Class, float]:
    """The confidence of each class."""
    means = {table: count.right / count.n for (table, evidence), count in counted.items() if evidence == ANY}
    return {key: count.share(means[key[0]]) for key, count in counted.items()}


def left_out(cases: list[Case]) -> dict[str, list[tuple[float, float]]]:
    """Confidence and right of each table's rows, the confidence learned from other articles than the row's."""
    articles = sorted({case.article for case in cases})
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for number in range(FOLDS):
        learned = shares(counts(case for case in cases if fold[case.article] != number))
        for case in cases:
            if fold[case.article] == number:
                table = case.evidence[0]
                found[table].append((learned.get(case.evidence, learned[table, ANY]), case.right))
    return found


def record(counted: dict[Class, Count]) -> None:
    """Writes the table that the parser looks confidence up in."""
    confidence = shares(counted)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for (table, evidence), count in counted.items():
            right = f"{count.right:g}"
            writer.writerow([table, evidence, count.n, right, f"{confidence[table, evidence]:.3f}"])


def record_left_out(found: dict[str, list[tuple[float, float]]]) -> None:
    """Writes the reliability tables of rows in articles that were left out, which the Accuracy page shows."""
    with CALIBRATION.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("table", "rows", "stated", "right"))
        for table, rows in found.items():
            for part in reliability(rows):
                writer.writerow([table, part.rows, f"{part.stated:.3f}", f"{part.right:.3f}"])


def lines(found: dict[str, list[tuple[float, float]]]) -> Iterator[str]:
    """Reliability tables as text."""
    for table, rows in found.items():
        whole = calibration(rows)
        yield f"{table}: {_line(whole)}, calibration error {whole.error:.3f}"
        yield from (f"    {_line(part)}" for part in reliability(rows))


def _line(part: Calibration) -> str:
    return f"{part.rows:>5} rows, confidence {part.stated:.3f}, right {part.right:.3f}"


if __name__ == "__main__":
    known = cases()
    record(counts(known))
    measured = left_out(known)
    record_left_out(measured)
    print("\n".join(lines(measured)))
    errors = [f"{calibration(measured[table]).error:.2f} for {table}" for table in measured]
    print(f"In the README, confidence and share right differ by {', '.join(errors)}.")
