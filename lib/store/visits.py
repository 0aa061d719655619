"""Keeping `visits` true to the reports: only the regions in which some came or went are merged again."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from lib.records import Visit, VisitReport
from lib.store.batches import batch_number
from lib.store.merge import Key, Report, merge
from lib.store.regions import REGIONS, STANDING
from lib.store.schema import stored_schema, to_arrow
from lib.store.snapshot import Snapshot
from lib.store.tours import ALONE, NO_STOP, Leg, Stop, as_stop, companies, legs_of

UNMERGED = "SELECT batch FROM stored_articles EXCEPT SELECT batch FROM stored_merged"
"""What an added article's batch is until its reports are in `visits`."""

GONE = "SELECT 1 FROM stored_visit_reports SEMI JOIN hidden USING (article_id, batch) LIMIT 1"

STOPS = f"""
    SELECT visit_id, visitor, visitor_country, start_date, end_date, tour_id, leg FROM seen_visits
    WHERE list_contains($1, coalesce(visitor_country, '')) AND date_precision = 'day' AND status NOT IN {NO_STOP}
"""

REGION = pa.schema(
    [
        ("visitor_country", pa.string()),
        ("host_country", pa.string()),
        ("first", pa.date32()),
        ("last", pa.date32()),
    ]
)
COLUMNS = tuple(field.name for field in dataclasses.fields(Visit))


class Row(NamedTuple):
    """A visit with the keys of its reports, and the batch of its row (0: of before there were batches)."""

    visit: Visit
    reports: tuple[Key, ...]
    batch: int = 0


class Queried(Protocol):
    """What answers SQL over the tables, as a `Snapshot` does."""

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """The rows that a query finds."""


Change = tuple[Row | None, Row | None]
"""A visit as it stands in the store, and as it is to be; None where it is not."""

Region = tuple[str | None, str, date, date]
"""Two countries and the first and last day of some months; see lib/store/regions.py."""


def update_visits(snapshot: Snapshot) -> None:
    """Merges what came or went since the last time; a crash before or in here is made up for by the next call."""
    seen: list[int] = []

    def rows() -> pa.Table | None:
        snapshot.refresh()
        seen[:] = snapshot.query(UNMERGED)["batch"].to_pylist()
        gone = snapshot.query(GONE).num_rows
        fresh = _fresh(snapshot) if seen or gone else []
        # Where something went, also a commit without rows, so that nobody who still saw it commits after this one.
        return _table(fresh) if fresh or gone else None

    snapshot.tables.follow("visits", rows)
    # Cut short before this, the batches are merged again, with the same outcome.
    snapshot.tables.append("merged", pa.table({"batch": seen}, schema=stored_schema("merged")))


def _fresh(snapshot: Snapshot) -> list[Change]:
    """The visits that are new, gone, or differ from those in the store."""
    regions = _regions(snapshot)
    columns = zip(*regions, strict=True) if regions else [[]] * len(REGION)
    bounds = pa.table([pa.array(c, f.type) for c, f in zip(columns, REGION, strict=True)], schema=REGION)
    standing = {row.visit.visit_id: row for row in rows_of(snapshot.query(STANDING, regions=bounds))}
    merged = {
        visit.visit_id: Row(visit, keys) for reports in regions.values() for visit, keys in merge(reports)
    }
    changes = {
        visit_id: (standing.get(visit_id), merged.get(visit_id))
        for visit_id in standing.keys() | merged.keys()
        if not _equal(standing.get(visit_id), merged.get(visit_id))
    }
    return with_their_tours(snapshot, changes)


def _regions(snapshot: Snapshot) -> dict[Region, list[Report]]:
    """The reports of each region in which some came or went; those that went are not among them."""
    regions: dict[Region, list[Report]] = defaultdict(list)
    for article_id, *told, ordinal, published, source, first, last, seen in _tuples(snapshot.query(REGIONS)):
        report = VisitReport(article_id, 0, 0, "", *told)
        region = regions[report.visitor_country, report.host_country, first, last]
        if seen:
            region.append(Report(Key(article_id, ordinal), report, published, source))
    return regions


def _equal(standing: Row | None, merged: Row | None) -> bool:
    """Whether a visit stays as it is, but for its tour."""
    return (
        standing is not None
        and merged is not None
        and standing.reports == merged.reports
        and dataclasses.replace(standing.visit, tour_id=None, leg=None) == merged.visit
    )


def with_their_tours(snapshot: Queried, changes: dict[str, Change]) -> list[Change]:
    """The changes with their tours, and the visits whose tours they change."""
    before = [s for old, _ in changes.values() if old and (s := as_stop(old.visit))]
    after = [s for _, new in changes.values() if new and (s := as_stop(new.visit))]
    countries = {s.country or "" for s in (*before, *after)}
    others: dict[str, Leg] = {}
    stops = [*after, *(s._replace(visit_id="") for s in before)]
    for visit_id, *stop, tour_id, leg in _tuples(snapshot.query(STOPS, [sorted(countries)])):
        if visit_id not in changes:
            others[visit_id] = tour_id, leg
            stops.append(Stop(visit_id, *stop))
    touched = range(len(before) + len(after))
    near = [s for company in companies(stops, touched) for s in company if s.visit_id]
    legs = legs_of(near)
    moved = [
        s.visit_id for s in near if s.visit_id in others and others[s.visit_id] != legs.get(s.visit_id, ALONE)
    ]
    rows = (
        rows_of(snapshot.query("FROM seen_visits WHERE visit_id IN (SELECT unnest($1))", [moved]))
        if moved
        else ()
    )
    return [
        (old, new and new._replace(visit=_on_tour(new.visit, legs)))
        for old, new in (*changes.values(), *((row, row) for row in rows))
    ]


def _on_tour(visit: Visit, legs: dict[str, Leg]) -> Visit:
    tour_id, leg = legs.get(visit.visit_id, ALONE)
    return dataclasses.replace(visit, tour_id=tour_id, leg=leg)


def rows_of(table: pa.Table) -> Iterator[Row]:
    """The visits in a table that has `reports` and `batch` beside their columns."""
    for *visit, reports, batch in _tuples(table.select([*COLUMNS, "reports", "batch"])):
        yield Row(Visit(*visit), tuple(Key(**key) for key in reports), batch or 0)


def _tuples(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _table(changes: Sequence[Change]) -> pa.Table:
    """The rows to add: what a visit is now, or that it has no articles any more."""
    visits, reports, replaces = [], [], []
    for old, new in changes:
        if new:
            visits.append(new.visit)
        elif old:
            visits.append(dataclasses.replace(old.visit, n_articles=0))
        reports.append([key._asdict() for key in new.reports] if new else [])
        replaces.append(old.batch if old else None)
    batch = [batch_number()] * len(visits)
    return to_arrow("visits", visits, reports=reports, batch=batch, replaces=replaces)
