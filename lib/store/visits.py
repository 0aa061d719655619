"""Keeping the `visits` table true to the reports: only pairs of countries that changed are merged again."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa

from lib.records import Visit, VisitReport
from lib.store.merge import Key, Report, merge
from lib.store.schema import to_arrow
from lib.store.snapshot import Snapshot
from lib.store.tours import with_tours

LINKS = "SELECT visitor_country, host_country, unnest(reports, max_depth := 2) FROM stored_visits"

CHANGED = f"""
    SELECT DISTINCT visitor_country, host_country FROM seen_visit_reports
    ANTI JOIN ({LINKS}) USING (article_id, ordinal)
    UNION
    SELECT DISTINCT visitor_country, host_country FROM ({LINKS})
    ANTI JOIN seen_visit_reports USING (article_id, ordinal)
"""
"""Pairs of countries with a report in no visit, or a visit with a report that is gone."""

REPORTS = """
    SELECT r.* EXCLUDE (batch), a.published,
        lower(coalesce(a.source, nullif(regexp_extract(a.url, '^https?://([^/]+)', 1), ''))) AS source
    FROM seen_visit_reports r
    JOIN changed c
        ON r.host_country = c.host_country AND r.visitor_country IS NOT DISTINCT FROM c.visitor_country
    JOIN seen_articles a USING (article_id)
"""

UNCHANGED = """
    SELECT * FROM stored_visits v
    WHERE list_contains($1, coalesce(visitor_country, ''))
    AND NOT EXISTS (
        FROM changed c
        WHERE v.visitor_country IS NOT DISTINCT FROM c.visitor_country AND v.host_country = c.host_country
    )
"""
"""Also where nothing is changed any more, since another writer has merged it meanwhile."""

Merged = tuple[Visit, tuple[Key, ...]]


def update_visits(snapshot: Snapshot) -> None:
    """Merges what changed since the last time; a crash before or in here is made up for by the next call."""
    snapshot.refresh()
    changed = snapshot.query(CHANGED)
    if changed.num_rows:
        countries = set(changed["visitor_country"].to_pylist())
        snapshot.tables.replace("visits", _of(countries), lambda: _visits_of(snapshot, countries))


def _of(countries: set[str | None]) -> str:
    known = ", ".join(f"'{c}'" for c in sorted(c for c in countries if c is not None))
    return " OR ".join(
        [f"visitor_country IN ({known})"] * bool(known) + ["visitor_country IS NULL"] * (None in countries)
    )


def _visits_of(snapshot: Snapshot, countries: set[str | None]) -> pa.Table:
    """All visits by officials of the given countries, those of changed pairs merged anew."""
    snapshot.refresh()
    changed = f"WITH changed AS (FROM ({CHANGED}) WHERE list_contains($1, coalesce(visitor_country, '')))"
    named = [[country or "" for country in countries]]
    merged = _kept(snapshot.query(f"{changed} {UNCHANGED}", named))
    by_pair: dict[tuple[str | None, str], list[Report]] = defaultdict(list)
    for row in snapshot.query(f"{changed} {REPORTS}", named).to_pylist():
        key = Key(row["article_id"], row.pop("ordinal"))
        published, source = row.pop("published"), row.pop("source")
        report = Report(key, VisitReport(**row), published, source)
        by_pair[report.report.visitor_country, report.report.host_country].append(report)
    for reports in by_pair.values():
        merged += merge(reports)
    return _table(merged)


def _kept(table: pa.Table) -> list[Merged]:
    names = [f.name for f in dataclasses.fields(Visit)]
    return [
        (Visit(**{name: row[name] for name in names}), tuple(Key(**report) for report in row["reports"]))
        for row in table.to_pylist()
    ]


def _table(merged: Iterable[Merged]) -> pa.Table:
    by_country: dict[str | None, list[Merged]] = defaultdict(list)
    for visit, keys in merged:
        by_country[visit.visitor_country].append((visit, keys))
    visits: list[Visit] = []
    reports: list[list[dict[str, object]]] = []
    for group in by_country.values():
        visits += with_tours(visit for visit, _ in group)
        reports += [[key._asdict() for key in keys] for _, keys in group]
    return to_arrow("visits", visits, reports=reports)
