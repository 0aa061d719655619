"""What an accuracy check counts: right, false and missed rows, right fields, and the faults behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Report:
    """Scores of tables, shares of right fields, and the faults behind them."""

    articles: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    faults: list[Fault] = field(default_factory=list)

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
        each = Counter(fault.place for fault in self.faults)
        for fault in sorted(self.faults, key=lambda f: (-each[f.place], f.place, f.table))[:worst]:
            yield f"\n{fault.place[0]} #{fault.place[1]}: {fault.fault} {fault.table}: {fault.row}"
            if fault.sentence:
                yield f"    {' '.join(fault.sentence.split())}"
