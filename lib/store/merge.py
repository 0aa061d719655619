"""Visit reports merged into visits: which reports tell of the same visit, and what they say together.

All reports of one country's officials in one host country are merged at a time, so a new batch touches only
the pairs of countries that it names. The result depends on the set of reports, not on their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from lib.parse.folding import fold
from lib.records import Visit, VisitReport
from lib.store.identity import Official, fullest, is_named, is_one_of, tokens

APART = timedelta(days=3)
"""Day-dated reports of one visit may differ by so much: arrival, talks, departure, slips of the press."""

SLACK = timedelta(days=1)
"""A report may be printed a day on the wrong side of the visit: time zones, late datelines."""

RECENT = timedelta(days=60)
"""An undated past trip is news, hence recent; what is older is told with its month or year."""

AHEAD = timedelta(days=90)
"""An undated plan is for the coming weeks; what is farther off is told with its month."""

INVITED = timedelta(days=365)
"""An invitation is taken up within a year or lapses."""

SILENCE = timedelta(days=30)
"""Undated reports with a longer silence between them tell of different visits."""

PRECISION = {"day": 0, "month": 1, "year": 2, None: 3}
STATUS = {"invited": 0, "planned": 1, "cancelled": 2, "ongoing": 3, "completed": 4}
"""Of two reports printed on one day, the later in this order is the later in time."""

TAKEN_PLACE = frozenset({"ongoing", "completed"})


class Key(NamedTuple):
    """What the store calls a report: its article and its place among the article's reports."""

    article_id: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Report:
    """A visit report with what its article knows: when it was printed, and by whom (None: unknown)."""

    key: Key
    report: VisitReport
    published: date | None
    source: str | None

    @property
    def official(self) -> Official:
        return self.report.visitor, self.report.visitor_role

    @property
    def precision(self) -> int:
        return PRECISION[self.report.date_precision if self.report.start_date else None]


@dataclass(slots=True)
class Group:
    """Reports of one visit, the most precise first."""

    reports: list[Report] = field(default_factory=list)

    def dates(self) -> tuple[date, date] | None:
        """The range of the most precise reports."""
        best = [r.report for r in self.reports if r.precision == self.reports[0].precision]
        starts = [r.start_date for r in best if r.start_date]
        return (min(starts), max(r.end_date or r.start_date or starts[0] for r in best)) if starts else None


def merge(reports: Iterable[Report]) -> list[tuple[Visit, tuple[Key, ...]]]:
    """The visits that reports of one pair of countries tell of, each with the keys of its reports.

    `tour_id` and `leg` are left empty: they need all of a visitor's hosts, see `with_tours`.
    """
    groups: list[Group] = []
    for report in sorted(reports, key=_order):
        near = [(d, i) for i, group in enumerate(groups) if (d := _distance(report, group)) is not None]
        if report.report.status == "invited" and report.precision == 3 and len(near) > 1:
            # Which of several visits it led to would be a guess.
            near = [(d, i) for d, i in near if not groups[i].dates()]
        if near:
            groups[min(near)[1]].reports.append(report)
        else:
            groups.append(Group([report]))
    return _numbered([(_row(group), tuple(sorted(r.key for r in group.reports))) for group in groups])


def _order(report: Report) -> tuple[object, ...]:
    """Sure things first: precise dates, full names; undated reports as they were printed."""
    r = report.report
    return (
        report.precision, not is_named(r.visitor), -len(tokens(r.visitor)),
        r.start_date or date.min, r.end_date or date.min, report.published or date.min, STATUS[r.status],
        r.visitor, r.city or "", report.key,
    )


def _distance(report: Report, group: Group) -> tuple[int, ...] | None:
    """How far a report is from a visit, or None when it tells of another."""
    if any(r.key.article_id == report.key.article_id for r in group.reports):
        return None  # an article reports a visit once
    if not is_one_of(report.official, (r.official for r in group.reports)):
        return None
    days = _days_between(report, group)
    if days is None:
        return None
    cities = {fold(r.report.city) for r in group.reports if r.report.city}
    elsewhere = bool(report.report.city and cities and fold(report.report.city) not in cities)
    return elsewhere, days


def _days_between(report: Report, group: Group) -> int | None:
    dates, r = group.dates(), report.report
    if dates is None:
        return _silence(report, group)
    start, end = dates
    if r.start_date:
        r_end = r.end_date or r.start_date
        if report.precision == PRECISION["day"]:
            gap = max(r.start_date - end, start - r_end, timedelta())
            return gap.days if gap <= APART else None
        if start > r_end or end < r.start_date:
            return None
        return _gap(report.published, start, end) if report.published else 0
    if report.published is None:
        return None
    earliest, latest = _window(r.status, report.published)
    return _gap(report.published, start, end) if start <= latest and end >= earliest else None


def _window(status: str, published: date) -> tuple[date, date]:
    """When a visit that an undated report tells of may have been, or may be."""
    if status == "completed":
        return published - RECENT, published + SLACK
    if status == "ongoing":
        return published - APART, published + SLACK
    return published - SLACK, published + (INVITED if status == "invited" else AHEAD)


def _gap(day: date, start: date, end: date) -> int:
    return max((start - day).days, (day - end).days, 0)


def _silence(report: Report, group: Group) -> int | None:
    """Days since the undated group was last reported; None when too long, or when that undid a trip."""
    last = group.reports[-1]
    if report.published is None or last.published is None or report.published - last.published > SILENCE:
        return None
    happened = any(r.report.status in TAKEN_PLACE for r in group.reports)
    if happened and report.report.status not in TAKEN_PLACE:
        return None
    return (report.published - last.published).days


def _row(group: Group) -> Visit:
    first = group.reports[0].report
    by_time = sorted(
        group.reports, key=lambda r: (r.published or date.min, STATUS[r.report.status], -r.precision, r.key)
    )
    printed = [r.published for r in by_time if r.published]
    start, end = group.dates() or (None, None)
    return Visit(
        visit_id="",
        visitor=fullest(r.report.visitor for r in group.reports),
        visitor_role=_usual([r.report.visitor_role for r in by_time]),
        visitor_country=first.visitor_country,
        host_country=first.host_country,
        city=_usual([r.report.city for r in by_time]),
        start_date=start,
        end_date=end,
        date_precision=first.date_precision if start else None,
        status=by_time[-1].report.status,
        first_reported=printed[0] if printed else None,
        last_reported=printed[-1] if printed else None,
        n_articles=len({r.key.article_id for r in group.reports}),
        n_sources=len({r.source for r in group.reports}),
        tour_id=None,
        leg=None,
    )


def _usual(values: Sequence[str | None]) -> str | None:
    """The most frequent of some values in order of time, whatever their accents; of equals the latest."""
    given = [value for value in values if value]
    count = Counter(map(fold, given))
    spelled = Counter(given)
    return max(
        enumerate(given), key=lambda at: (count[fold(at[1])], spelled[at[1]], at[0]), default=(0, None)
    )[1]


def _numbered(visits: list[tuple[Visit, tuple[Key, ...]]]) -> list[tuple[Visit, tuple[Key, ...]]]:
    """Gives each visit an id from what reports to come hardly change: who, whence, where to, which month."""
    taken: Counter[str] = Counter()
    done = []
    for visit, keys in sorted(visits, key=lambda merged: (_when(merged[0]) or date.min, merged[1])):
        when = _when(visit)
        form = "%Y" if visit.date_precision == "year" else "%Y-%m"
        month = when.strftime(form) if when else "undated"
        who = (tokens(visit.visitor) or ("someone",))[-1]
        stem = "-".join([who, visit.visitor_country or "xxx", visit.host_country, month]).lower()
        taken[stem] += 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        done.append((replace(visit, visit_id=name), keys))
    return done


def _when(visit: Visit) -> date | None:
    return visit.start_date or visit.first_reported


LEG = timedelta(days=4)
"""Stops with at most so many days between them belong to one tour."""


def with_tours(visits: Iterable[Visit]) -> list[Visit]:
    """All visits of one country's officials, with the tours that consecutive day-dated ones form."""
    everyone = list(visits)
    names = {visit.visitor for visit in everyone}
    dated: dict[tuple[str, ...], list[Visit]] = defaultdict(list)
    for visit in everyone:
        if visit.date_precision == "day" and visit.status not in ("cancelled", "invited"):
            dated[_person(visit.visitor, names)].append(visit)
    legs: dict[str, tuple[str, int]] = {}
    for stops in dated.values():
        for tour in _tours(stops):
            legs |= {stop.visit_id: (f"tour-{tour[0].visit_id}", n) for n, stop in enumerate(tour, 1)}
    return [
        replace(visit, tour_id=legs[visit.visit_id][0], leg=legs[visit.visit_id][1])
        if visit.visit_id in legs else replace(visit, tour_id=None, leg=None)
        for visit in everyone
    ]


def _person(name: str, names: set[str]) -> tuple[str, ...]:
    """One spelling for all of a visitor's names: the fullest name that holds this one, if only one does."""
    mine = set(tokens(name))
    fuller = {tokens(other) for other in names if mine < set(tokens(other))} if is_named(name) else set()
    return fuller.pop() if len(fuller) == 1 else tokens(name)


def _tours(stops: list[Visit]) -> list[list[Visit]]:
    tours: list[list[Visit]] = []
    for stop in sorted(stops, key=lambda v: (v.start_date, v.end_date, v.visit_id)):
        start, previous = stop.start_date, tours[-1] if tours else []
        end = max((v.end_date for v in previous if v.end_date), default=None)
        if start and end and start - end <= LEG:
            previous.append(stop)
        else:
            tours.append([stop])
    return [tour for tour in tours if len(tour) > 1]
