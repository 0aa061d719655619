"""Accuracy against a labelled corpus: what the parser finds beside what people found in the same articles.

A corpus is a folder with `articles/` and the tables `articles.csv`, `visit_reports.csv`, `trade_figures.csv`
and `mentions_counts.csv`, whose rows name an article by `file` and `item` and give `evidence`, a sentence.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from lib.chunks import Parse
from lib.errors import ReadError
from lib.ingest import default_parse, default_reader
from lib.parse.folding import fold
from lib.read.problem import Reader
from lib.records import Article, Rows, TradeFigure, VisitReport
from lib.scores import Fault, Judged, Place, Report, Score
from lib.store.identity import is_named, offices, same_name

Row = dict[str, str]
T = TypeVar("T")

AMOUNT = 0.005
"""Amounts that differ by no more than this share are the same figure."""


def check(corpus: Path, reader: Reader | None = None, parse: Parse | None = None) -> Report:
    """The accuracy of reading and parsing on a labelled corpus; ReadError when the folder is none."""
    reader, parse = reader or default_reader(), parse or default_parse()
    report = Report()
    gold = {name: _labels(corpus, name) for name in ("visit_reports", "trade_figures", "mentions_counts")}
    wanted = {place: rows[0] for place, rows in _labels(corpus, "articles").items()}
    found: dict[Place, Article] = {}
    for name in dict.fromkeys(file for file, _ in wanted):
        for item, article in enumerate(_read(corpus / "articles" / name, reader), 1):
            found[name, item] = article
    for place, label in wanted.items():
        report.articles += 1
        known = found.get(place)
        rows = parse(known) if known else Rows()
        _check_article(report, place, label, known)
        _check_counts(report, place, gold["mentions_counts"][place], rows)
        _check_visits(report, place, gold["visit_reports"][place], rows.visit_reports)
        _check_figures(report, place, gold["trade_figures"][place], rows.trade_figures)
    return report


def _labels(corpus: Path, name: str) -> dict[Place, list[Row]]:
    path = corpus / f"{name}.csv"
    csv.field_size_limit(sys.maxsize)
    labels: dict[Place, list[Row]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                labels[row["file"], int(row["item"] or 1)].append(row)
    except (OSError, KeyError, ValueError) as error:
        raise ReadError(
            str(path), "", f"no table of labels ({error})", "name a folder laid out like data/sample"
        ) from error
    return labels


def _read(path: Path, reader: Reader) -> list[Article]:
    articles: list[Article] = []
    with suppress(ReadError, OSError):  # what is not read counts as missed
        articles.extend(reader(path.name, path.read_bytes(), lambda problem: None))
    return articles


def _check_article(report: Report, place: Place, label: Row, article: Article | None) -> None:
    for name in ("title", "published", "language"):
        got = _text(getattr(article, name)) if article else "(not read)"
        right = " ".join(got.split()) == " ".join(label[name].split())
        report.shares[f"article {name}"].add(right)
        if not right:
            report.faults.append(Fault(name, "wrong", place, f"{got!r} for {label[name]!r}", ""))


def _check_counts(report: Report, place: Place, labels: list[Row], rows: Rows) -> None:
    want = Counter({label["iso3"]: int(label["count"]) for label in labels})
    got = Counter(m.country for m in rows.mentions if m.kind == "country" and m.country)
    score = report.scores["country counts"]
    score.right += (want & got).total()
    for fault, difference in (("missed", want - got), ("false", got - want)):
        for country, count in difference.items():
            report.faults.append(Fault("country count", fault, place, f"{country} × {count}", ""))
    score.missed += (want - got).total()
    score.false += (got - want).total()
    for mention in rows.mentions:
        if mention.kind == "country" and (code := mention.country):
            # Labels count a country's mentions: of too many, each is as likely to be right.
            right = min(1.0, want[code] / got[code])
            report.judged.append(Judged("mentions", place, mention, right))


VISIT_FIELDS: dict[str, Callable[[Row, VisitReport], bool]] = {
    "visitor": lambda label, row: _same(label["visitor"], row.visitor),
    "visitor_country": lambda label, row: label["visitor_country"] == _text(row.visitor_country),
    "date": lambda label, row: (
        [label[n] for n in ("start_date", "end_date", "date_precision")]
        == [_text(row.start_date), _text(row.end_date), _text(row.date_precision)]
    ),
    "city": lambda label, row: _same(label["city"], _text(row.city)),
    "status": lambda label, row: label["status"] == row.status,
    "role": lambda label, row: _same(label["visitor_role"], _text(row.visitor_role)),
}


def _check_visits(report: Report, place: Place, labels: list[Row], rows: Sequence[VisitReport]) -> None:
    def likeness(label: Row, row: VisitReport) -> int | None:
        if label["host_country"] != row.host_country or not _same_visitor(label, row):
            return None
        fields = sum(right(label, row) for right in VISIT_FIELDS.values())
        return fields + 2 * VISIT_FIELDS["date"](label, row)

    pairs = _pairs(labels, rows, likeness)
    _count(report, "visit reports", place, labels, rows, pairs, _visit_line)
    _judge(report, "visit_reports", place, rows, pairs)
    strict = 0
    for label, row in pairs:
        wrong = [name for name, right in VISIT_FIELDS.items() if not right(label, row)]
        strict += not set(wrong) - {"role"}
        for name in VISIT_FIELDS:
            report.shares[f"visit {name}"].add(name not in wrong)
        if wrong:
            line = f"{', '.join(wrong)}: {_visit_line(row)} for {_label_line(label)}"
            report.faults.append(Fault("visit reports", "wrong", place, line, row.sentence))
    _tally(report.scores["visit reports, strict"], strict, labels, rows)


FIGURE_FIELDS: dict[str, Callable[[Row, TradeFigure], bool]] = {
    "period": lambda label, row: (
        [label["period_start"], label["period_end"]] == [_text(row.period_start), _text(row.period_end)]
    ),
    "status": lambda label, row: label["status"] == row.status,
}


def _check_figures(report: Report, place: Place, labels: list[Row], rows: Sequence[TradeFigure]) -> None:
    def same_figure(label: Row, row: TradeFigure) -> int | None:
        want = float(label["amount"])
        if label["unit"] != row.unit or abs(row.amount - want) > AMOUNT * abs(want):
            return None
        fields = sum(right(label, row) for right in FIGURE_FIELDS.values())
        return 4 * _same_pair(label, row) + 2 * (label["flow"] == row.flow) + fields

    def same_claim(label: Row, row: TradeFigure) -> int | None:
        likeness = same_figure(label, row)
        return likeness if label["flow"] == row.flow and _same_pair(label, row) else None

    _tally(report.scores["trade figures, amount only"], len(_pairs(labels, rows, same_figure)), labels, rows)
    pairs = _pairs(labels, rows, same_claim)
    _count(report, "trade figures", place, labels, rows, pairs, _figure_line)
    _judge(report, "trade_figures", place, rows, pairs)
    strict = 0
    for label, row in pairs:
        wrong = [name for name, right in FIGURE_FIELDS.items() if not right(label, row)]
        strict += not wrong
        for name in FIGURE_FIELDS:
            report.shares[f"trade {name}"].add(name not in wrong)
        if wrong:
            line = f"{', '.join(wrong)}: {_figure_line(row)} for {_label_line(label)}"
            report.faults.append(Fault("trade figures", "wrong", place, line, row.sentence))
    _tally(report.scores["trade figures, strict"], strict, labels, rows)


def _pairs(
    labels: list[Row], rows: Sequence[T], likeness: Callable[[Row, T], int | None]
) -> list[tuple[Row, T]]:
    """Labels and rows matched one to one, the likest first."""
    scored = [
        (-value, i, j)
        for i, label in enumerate(labels)
        for j, row in enumerate(rows)
        if (value := likeness(label, row)) is not None
    ]
    pairs, taken_labels, taken_rows = [], set(), set()
    for _, i, j in sorted(scored):
        if i not in taken_labels and j not in taken_rows:
            taken_labels.add(i)
            taken_rows.add(j)
            pairs.append((labels[i], rows[j]))
    return pairs


def _count(
    report: Report,
    table: str,
    place: Place,
    labels: list[Row],
    rows: Sequence[T],
    pairs: list[tuple[Row, T]],
    line: Callable[[T], str],
) -> None:
    """Adds matched, missed and false rows to a table's score, and the latter two to the faults."""
    _tally(report.scores[table], len(pairs), labels, rows)
    matched = {id(part) for pair in pairs for part in pair}
    for label in labels:
        if id(label) not in matched:
            report.faults.append(Fault(table, "missed", place, _label_line(label), label["evidence"]))
    for row in rows:
        if id(row) not in matched:
            report.faults.append(Fault(table, "false", place, line(row), getattr(row, "sentence", "")))


def _judge(report: Report, table: str, place: Place, rows: Sequence[T], pairs: list[tuple[Row, T]]) -> None:
    matched = {id(row) for _, row in pairs}
    report.judged += [Judged(table, place, row, float(id(row) in matched)) for row in rows]


def _tally(score: Score, right: int, labels: Sequence[object], rows: Sequence[object]) -> None:
    score.right += right
    score.missed += len(labels) - right
    score.false += len(rows) - right


def _same_visitor(label: Row, row: VisitReport) -> bool:
    """Whether names agree, or, where one side has none, offices."""
    if is_named(label["visitor"]) and is_named(row.visitor):
        return same_name(label["visitor"], row.visitor)
    return label["visitor"] == row.visitor or bool(
        offices(label["visitor_role"] or label["visitor"]) & offices(row.visitor_role or row.visitor)
    )


def _same_pair(label: Row, row: TradeFigure) -> bool:
    """Whether the countries agree; in two-way trade their order is free."""
    want, got = (label["reporter"], label["partner"]), (_text(row.reporter), _text(row.partner))
    return want == got or (label["flow"] == "trade" and want == got[::-1])


def _same(a: str, b: str) -> bool:
    """Equal but for case, accents and punctuation.

    >>> _same("Brasília", "Brasilia"), _same("", "Lima")
    (True, False)
    """
    return fold(a).split() == fold(b).split()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _label_line(label: Row) -> str:
    return " | ".join(value for name, value in label.items() if name not in ("file", "item", "evidence"))


def _visit_line(row: VisitReport) -> str:
    return " | ".join(
        map(
            _text,
            (
                row.visitor,
                row.visitor_role,
                row.visitor_country,
                row.host_country,
                row.city,
                row.start_date,
                row.end_date,
                row.date_precision,
                row.status,
            ),
        )
    )


def _figure_line(row: TradeFigure) -> str:
    return " | ".join(
        map(
            _text,
            (
                f"{row.amount:.12g}",
                row.unit,
                row.flow,
                row.reporter,
                row.partner,
                row.period_start,
                row.period_end,
                row.status,
            ),
        )
    )
