"""Corrections laid over the tables: queries, evidence and exports see rows as corrected, the files stay as read.

Rows that are corrected stand in small tables of their own, which the views of `lib.records` put in the place of
those read. Without a file of corrections there are no such tables, and the views are as ever.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from lib.corrections import Correction, FigureName, Log, ReportName, Source, read_figure, read_reports
from lib.records import TradeFigure, VisitReport, columns
from lib.store.anchors import (
    HEADLINE,
    Known,
    articles_named,
    name_figure,
    name_report,
    nearest_figure,
    same_report,
)
from lib.store.corrected import APPLIED, GONE, UNDONE, Corrected, Outcome, Place, correct_figures
from lib.store.entities import RENAMED, correct_entities
from lib.store.log import LogFile
from lib.store.merge import Key, Report
from lib.store.schema import public_schema, to_arrow
from lib.store.visits import Row, rows_of, with_their_tours

MEMBERS = """
    SELECT visit_id, report.article_id, report.ordinal
    FROM (SELECT visit_id, unnest(reports) AS report FROM seen_visits)
"""

CORRECTIONS = pa.schema(
    [("id", pa.string()), ("made_at", pa.timestamp("us", "UTC"))]
    + [(name, pa.string()) for name in ("who", "why", "action", "tab", "row", "field", "old", "new")]
    + [(name, pa.string()) for name in ("state", "note", "key")]
)
FAULTS = pa.schema(
    [("line", pa.int64()), ("reason", pa.string()), ("remedy", pa.string()), ("text", pa.string())]
)
MARKS = pa.schema([("tab", pa.string()), ("key", pa.string())])
REPORT_NAMES = pa.schema(
    [
        ("visit_id", pa.string()),
        ("article_id", pa.string()),
        ("start_char", pa.int64()),
        ("name", pa.string()),
    ]
)
FIGURE_NAMES = pa.schema(
    [("article_id", pa.string()), ("start_char", pa.int64()), ("amount", pa.float64()), ("unit", pa.string()),
     ("name", pa.string())]
)  # fmt: skip


VIEWS = ("corrections", "faults", "marked", "report_names", "figure_names")
"""What `lib.store.derived` describes, here over tables of what was found."""


class Overlay:
    """The corrections beside a store, for a snapshot to lay over its tables."""

    def __init__(self, file: LogFile) -> None:
        """Corrections from a file."""
        self.file = file

    def refresh(self) -> str:
        """A string that names the corrections as they are now; empty without any."""
        return self.file.refresh()

    def apply(self, cursor: duckdb.DuckDBPyConnection) -> frozenset[str]:
        """Makes the tables of corrected rows, and returns which of the tables of `lib.records` they concern."""
        return _Run(cursor, self.file.log).all()


class _Run:
    """One application of a log to the tables as they are."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, log: Log) -> None:
        self._cursor = cursor
        self._log = log
        self._force = log.in_force
        self._marks: list[tuple[str, str]] = []
        self._outcomes: dict[str, Outcome] = {}
        self._articles: dict[Source, str] = {}
        self._report_names: list[tuple[Any, ...]] = []
        self._figure_names: list[tuple[Any, ...]] = []

    def all(self) -> frozenset[str]:
        """See `Overlay.apply`."""
        concerned: set[str] = set()
        self._fill("renamed", RENAMED.empty_table())
        self._articles = self._named_articles()
        for table, make in (
            ("visits", self._visits),
            ("trade_figures", self._figures),
            ("entities", self._entities),
        ):
            mine = [c for c in self._force if c.table == table]
            if mine:
                make(mine)
                concerned |= {"visits": {"visits", "visit_reports"}, "entities": {"mentions"}}.get(
                    table, {table}
                )
        self._keep("kept_corrections", [self._listed(c) for c in self._log.corrections], CORRECTIONS)
        self._keep("kept_faults", list(self._log.faults), FAULTS)
        self._keep("kept_marked", sorted(set(self._marks)), MARKS)
        self._keep("kept_report_names", self._report_names, REPORT_NAMES)
        self._keep("kept_figure_names", self._figure_names, FIGURE_NAMES)
        for view in VIEWS:
            self._cursor.execute(f"CREATE OR REPLACE VIEW {view} AS FROM kept_{view}")
        return frozenset(concerned)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """The rows that a query finds, within the transaction that makes the views."""
        return self._cursor.sql(sql, params=list(parameters) or None).to_arrow_table()

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        return self._cursor.execute(sql, list(parameters)).fetchall()

    def _keep(self, name: str, rows: Sequence[Sequence[Any]], schema: pa.Schema) -> None:
        cells = zip(*rows, strict=True) if rows else [[]] * len(schema)
        self._fill(
            name, pa.table([pa.array(c, f.type) for c, f in zip(cells, schema, strict=True)], schema=schema)
        )

    def _fill(self, name: str, table: pa.Table) -> None:
        self._cursor.register("corrected_now", table)
        self._cursor.execute(f"CREATE OR REPLACE TABLE {name} AS FROM corrected_now")
        self._cursor.unregister("corrected_now")

    def _listed(self, c: Correction) -> tuple[Any, ...]:
        undone = self._log.undone
        if c.id in undone:
            outcome = Outcome(UNDONE, f"by {undone[c.id].who}: {undone[c.id].why}")
        elif c.action == "undo":
            known = any(other.id == c.row for other in self._log.corrections)
            outcome = Outcome(APPLIED) if known else Outcome(GONE)
        else:
            outcome = self._outcomes.get(c.id, Outcome(GONE))
        return (c.id, c.when, c.who, c.why, c.action, c.table, c.row, c.field, c.old, c.new, *outcome)

    def _named_articles(self) -> dict[Source, str]:
        sources = {source for c in self._force for source in _sources(c)}
        ids = sorted({source.article_id for source in sources})
        found = dict(
            self._rows(
                "SELECT article_id, article_id FROM seen_articles WHERE list_contains($1, article_id)", ids
            )
        )
        marks = sorted({s.headline for s in sources if s.article_id not in found and s.headline})
        if marks:
            found |= dict(
                self._rows(
                    f"SELECT '~' || mark, min(article_id) FROM (SELECT article_id, {HEADLINE} AS mark"
                    " FROM seen_articles) WHERE list_contains($1, mark) GROUP BY 1",
                    marks,
                )
            )
        return articles_named(sources, found)

    def _places(self, corrections: Iterable[Correction]) -> dict[str, Place]:
        """The article of each row added."""
        wanted = {
            c.id: self._articles[source]
            for c in corrections
            if c.action == "add" and c.row and (source := Source.read(c.row)) in self._articles
        }
        found = {
            row[0]: Place(*row)
            for row in self._rows(
                "SELECT article_id, published, source, text FROM seen_articles WHERE list_contains($1, article_id)",
                sorted(set(wanted.values())),
            )
        }
        return {correction: found[article_id] for correction, article_id in wanted.items()}

    def _visits(self, corrections: list[Correction]) -> None:
        names = [name for c in corrections for cell in _cells(c) for name in read_reports(cell)]
        articles = sorted({self._articles[n.source] for n in names if n.source in self._articles})
        known: dict[str, list[Known]] = defaultdict(list)
        concerned = set()
        for article_id, ordinal, visitor, host, start, place, visit_id in self._rows(
            f"""
            SELECT article_id, ordinal, visitor, host_country, coalesce(start_date::VARCHAR, ''), start_char, visit_id
            FROM (FROM seen_visit_reports WHERE list_contains($1, article_id))
            JOIN ({MEMBERS}) USING (article_id, ordinal)
            """,
            articles,
        ):
            known[article_id].append(Known((article_id, ordinal), visitor, host, f"{start}@{place}"))
            concerned.add(visit_id)

        def find(name: ReportName) -> Key | None:
            key = same_report(name, known.get(self._articles.get(name.source, ""), ()))
            return Key(*key) if key else None

        standing, reports, marks = self._standing(sorted(concerned))
        corrected = Corrected(standing, reports)
        corrected.apply(corrections, find, self._places(corrections))
        self._outcomes |= corrected.outcomes
        self._marks += [("visits", visit_id) for visit_id in sorted(corrected.marked)]
        changed = corrected.changed
        changes = with_their_tours(
            self,
            {
                v: (standing.get(v), Row(row, tuple(corrected.members[v])) if row else None)
                for v, row in changed.items()
            },
        )
        touched = {row.visit.visit_id for change in changes for row in change if row}
        self._keep("touched_visits", [(v,) for v in sorted(touched)], pa.schema([("visit_id", pa.string())]))
        rows = [new.visit for _, new in changes if new]
        empty: dict[str, list[Any]] = {"reports": [[]] * len(rows)}
        empty |= dict.fromkeys(("batch", "replaces"), [None] * len(rows))
        table = to_arrow("visits", rows, **empty)
        self._fill("corrected_visits", table.select(columns("visits")))
        self._reports(corrected, [v for v, row in changed.items() if row], set(changed), marks)

    def _standing(self, visit_ids: list[str]) -> tuple[dict[str, Row], dict[Key, Report], dict[str, Source]]:
        """Visits as read, their reports, and how their articles are named."""
        rows = rows_of(self.query("FROM seen_visits WHERE list_contains($1, visit_id)", [visit_ids]))
        standing = {row.visit.visit_id: row for row in rows}
        told = ", ".join(f"r.{name}" for name in columns("visit_reports"))
        reports, sources = {}, {}
        for ordinal, published, source, mark, *row in self._rows(
            f"""
            SELECT r.ordinal, a.published, a.source, a.mark, {told.replace("r.visit_id", "m.visit_id")}
            FROM ({MEMBERS}) m JOIN seen_visit_reports r USING (article_id, ordinal)
            JOIN (SELECT article_id, published, source, {HEADLINE} AS mark FROM seen_articles) a USING (article_id)
            WHERE list_contains($1, m.visit_id)
            """,
            visit_ids,
        ):
            report = VisitReport(*row)
            key = Key(report.article_id, ordinal)
            reports[key] = Report(key, report, published, source)
            sources[report.article_id] = Source(report.article_id, mark or "")
        # What a removal left without its report waits for the next merge.
        whole = {
            v: row._replace(reports=tuple(k for k in row.reports if k in reports))
            for v, row in standing.items()
        }
        return {v: row for v, row in whole.items() if row.reports}, reports, sources

    def _reports(
        self, corrected: Corrected, visit_ids: list[str], touched: set[str], sources: dict[str, Source]
    ) -> None:
        rows, names = [], []
        for visit_id in visit_ids:
            for key, report in corrected.reported(visit_id):
                read = corrected.reports[key].report
                source = sources.get(key.article_id, Source(key.article_id))
                name = name_report(source, read.visitor, read.host_country, read.start_date, read.start_char)
                names.append((visit_id, report.article_id, report.start_char, str(name)))
                if report.article_id:
                    rows.append([getattr(report, c) for c in columns("visit_reports")[:-1]] + [visit_id])
        gone = [
            tuple(key) for v in touched if v in corrected.standing for key in corrected.standing[v].reports
        ]
        self._keep("touched_reports", gone, pa.schema([("article_id", pa.string()), ("ordinal", pa.int64())]))
        self._keep("corrected_visit_reports", rows, public_schema("visit_reports"))
        self._report_names = names

    def _figures(self, corrections: list[Correction]) -> None:
        articles = sorted(
            {self._articles[s] for c in corrections for s in _sources(c) if s in self._articles}
        )
        fields = columns("trade_figures")
        rows = []
        for mark, *row in self._rows(
            f"""
            SELECT a.mark, {", ".join(f"t.{name}" for name in fields)} FROM seen_trade_figures t
            JOIN (SELECT article_id, {HEADLINE} AS mark FROM seen_articles) a USING (article_id)
            WHERE list_contains($1, t.article_id) ORDER BY ALL
            """,
            articles,
        ):
            figure = TradeFigure(*row)
            rows.append((name_figure(figure, mark), figure))

        def find(name: FigureName, names: Sequence[FigureName]) -> int | None:
            article_id = self._articles.get(name.source, name.source.article_id)
            there = [n for n, other in enumerate(names) if other.source.article_id == article_id]
            number = nearest_figure(name, [names[n] for n in there])
            return None if number is None else there[number]

        done = correct_figures(corrections, rows, find, self._places(corrections))
        self._outcomes |= done.outcomes
        self._marks += [("trade_figures", f"{article}.{start}") for article, start in sorted(done.marked)]
        self._keep("touched_figures", [(a,) for a in articles], pa.schema([("article_id", pa.string())]))
        given = [tuple(getattr(row, name) for name in fields) for row, _ in done.rows]
        self._keep("corrected_trade_figures", given, public_schema("trade_figures"))
        self._figure_names = [
            (row.article_id, row.start_char, row.amount, row.unit, name) for row, name in done.rows
        ]

    def _entities(self, corrections: list[Correction]) -> None:
        table, marks, outcomes = correct_entities(corrections, self._rows)
        self._fill("renamed", table)
        self._marks += [("entities", key) for key in marks]
        self._outcomes |= outcomes


def _cells(correction: Correction) -> list[str]:
    """The cells of a correction of visits that name reports."""
    if correction.action == "add":
        return []
    return [correction.row, correction.new] if correction.action == "merge" else [correction.row]


def _sources(correction: Correction) -> list[Source]:
    if correction.table == "entities":
        return []
    if correction.action == "add":
        return [Source.read(correction.row)] if correction.row else []
    if correction.table == "trade_figures":
        return [read_figure(correction.row).source]
    return [name.source for cell in _cells(correction) for name in read_reports(cell)]
