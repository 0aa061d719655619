"""What an accuracy check counts: right, false and missed rows, right fields, and the faults behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

Place = tuple[str, int]
"""A file's name and the article's number in it."""


@dataclass(slots=True)
class Score:
    """Counts of right, false and missed rows.

    >>> Score(9, 1, 3).f1
    0.8181818181818182
    >>> Score().f1
    0.0
    """

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.right else 0.0


@dataclass(slots=True)
class Share:
    """How many of some values are right."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 0.0

    def add(self, right: bool) -> None:
        """Count one more value, right or wrong."""
        self.right += right
        self.of += 1


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is missed, false, or wrong in some field."""

    table: str
    fault: str
    place: Place
    row: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was found, and the chance that it is right: 0 or 1 where a label says so."""

    table: str
    place: Place
    row: Any
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How true the confidence of some rows is."""

    rows: int
    stated: float
    """their mean confidence"""
    right: float
    """the share that is right"""
    error: float
    """expected calibration error: the mean distance of both within bins of like confidence, by rows"""


def calibration(judged: Iterable[tuple[float, float]]) -> Calibration:
    """The calibration of rows given as confidence and right (0 to 1).

    >>> calibration([(0.9, 1), (0.9, 1), (0.5, 0), (0.5, 1)])
    Calibration(rows=4, stated=0.7, right=0.75, error=0.05)
    >>> calibration([])
    Calibration(rows=0, stated=0.0, right=0.0, error=0.0)
    """
    rows = list(judged)
    if not rows:
        return Calibration(0, 0.0, 0.0, 0.0)
    bins = reliability(rows)
    stated, right, error = (
        round(sum(b.rows * value for b, value in zip(bins, values, strict=True)) / len(rows), 4)
        for values in ([b.stated for b in bins], [b.right for b in bins], [b.error for b in bins])
    )
    return Calibration(len(rows), stated, right, error)


def reliability(judged: Iterable[tuple[float, float]]) -> list[Calibration]:
    """The bins of a reliability table, least certain first; empty bins are left out.

    >>> [(b.rows, b.stated, b.right) for b in reliability([(0.96, 1), (0.96, 1), (0.2, 0)])]
    [(1, 0.2, 0.0), (2, 0.96, 1.0)]
    """
    rows = list(judged)
    found = []
    for least, below in pairwise(BINS):
        inside = [row for row in rows if least <= row[0] < below]
        if inside:
            stated, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            found.append(Calibration(len(inside), stated, right, abs(stated - right)))
    return found


BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.01)
"""edges of the bins of like confidence, finer where most rows are"""


@dataclass(slots=True)
class Report:
    """Scores of tables, shares of right fields, and the faults behind them."""

    articles: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    faults: list[Fault] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def calibrations(self) -> dict[str, Calibration]:
        """How true the confidence of each table's rows is; a table whose rows have none is left out."""
        sure: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for judged in self.judged:
            if judged.row.confidence is not None:
                sure[judged.table].append((judged.row.confidence, judged.right))
        return {table: calibration(rows) for table, rows in sure.items()}

    def figures(self) -> dict[str, object]:
        """Everything measured, ready for JSON."""
        return {
            "articles": self.articles,
            "tables": {
                name: {
                    "precision": round(s.precision, 4),
                    "recall": round(s.recall, 4),
                    "f1": round(s.f1, 4),
                    "right": s.right,
                    "false": s.false,
                    "missed": s.missed,
                }
                for name, s in self.scores.items()
            },
            "fields": {
                name: {"share": round(s.share, 4), "right": s.right, "of": s.of}
                for name, s in self.shares.items()
            },
            "confidence": {name: asdict(c) for name, c in self.calibrations().items()},
        }

    def lines(self, worst: int = 0) -> Iterator[str]:
        """The figures, then the faults of the articles that have most of them, as lines of text."""
        yield f"{self.articles} articles"
        for name, s in self.scores.items():
            yield (
                f"{name:<34} P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}"
                f"   ({s.right} right, {s.false} false, {s.missed} missed)"
            )
        for name, share in self.shares.items():
            yield f"{name:<34} {share.share:.3f}   ({share.right} of {share.of})"
        for name, c in self.calibrations().items():
            yield (
                f"{f'confidence of {name}':<34} {c.stated:.3f}   ({c.right:.3f} of {c.rows} rows right,"
                f" calibration error {c.error:.3f})"
            )
        each = Counter(fault.place for fault in self.faults)
        for fault in sorted(self.faults, key=lambda f: (-each[f.place], f.place, f.table))[:worst]:
            yield f"\n{fault.place[0]} #{fault.place[1]}: {fault.fault} {fault.table}: {fault.row}"
            if fault.sentence:
                yield f"    {' '.join(fault.sentence.split())}"
