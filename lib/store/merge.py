"""Visit reports merged into visits: which reports tell of the same visit, and what they say together.

Reports of one country's officials in one host country are merged together, but only those that lie near each
other in time can meet (lib/store/regions.py), so a new batch touches few. The result depends on the set of
reports, not on their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from lib.parse.folding import fold
from lib.records import Visit, VisitReport
from lib.store.identity import Mark, Official, Officials, fullest, is_named, is_one_of, marks, sought, tokens

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

WINDOW = {"completed": (RECENT, SLACK), "ongoing": (APART, SLACK), "invited": (SLACK, INVITED)}
"""How long before and after an undated report the trip may lie, unless it is planned or called off."""

PRECISION = {"day": 0, "month": 1, "year": 2, None: 3}
STATUS = {"invited": 0, "planned": 1, "cancelled": 2, "ongoing": 3, "completed": 4}
"""Of two reports printed on one day, the later in this order is the later in time."""


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

    @property
    def took_place(self) -> bool:
        return self.report.status in ("ongoing", "completed")


@dataclass(slots=True)
class Group:
    """Reports of one visit, the most precise first, and what they differ in."""

    number: int
    reports: list[Report] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    who: Officials = frozenset()
    cities: set[str] = field(default_factory=set)
    told: set[tuple[date | None, bool]] = field(default_factory=set)
    """when it was printed that the trip took place, or was to"""
    dated: bool = False
    first: date | None = None
    last: date | None = None
    """the range of the most precise reports; of the publications, while none has a date"""

    def add(self, report: Report) -> None:
        """Takes in one more report, none more precise than those it has."""
        self.reports.append(report)
        self.articles.add(report.key.article_id)
        self.who |= {report.official}
        if report.report.city:
            self.cities.add(fold(report.report.city))
        self.told.add((report.published, report.took_place))
        self.dated = self.dated or report.report.start_date is not None
        if report.precision == self.reports[0].precision:
            start = report.report.start_date or report.published
            end = report.report.end_date or start
            self.first = min(filter(None, (self.first, start)), default=None)
            self.last = max(filter(None, (self.last, end)), default=None)


class Calendar:
    """Groups by the months that they touch and by who travelled, so that a report is compared with few."""

    def __init__(self) -> None:
        self._months: dict[int, dict[Mark, dict[int, Group]]] = defaultdict(lambda: defaultdict(dict))

    def put(self, group: Group) -> None:
        """Enters a group, again after it has grown."""
        if group.first and group.last:
            for month in _months(group.first, group.last):
                for mark in marks(group.who):
                    self._months[month][mark][group.number] = group

    def between(self, first: date, last: date, official: Official) -> Iterable[Group]:
        """The groups in the months from one day to another that the official may be one of."""
        found: dict[int, Group] = {}
        for month in _months(first, last):
            groups = self._months.get(month, {})
            for mark in sought(official):
                found |= groups.get(mark, {})
        return found.values()


def _months(first: date, last: date) -> range:
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def merge(reports: Iterable[Report]) -> list[tuple[Visit, tuple[Key, ...]]]:
    """The visits that reports of one pair of countries tell of, each with the keys of its reports.

    `tour_id` and `leg` are left empty: tours lead through several hosts.
    """
    groups: list[Group] = []
    calendar = Calendar()
    for report in sorted(reports, key=_order):
        span = _span(report)
        close = [
            (distance, group.number)
            for group in (calendar.between(*span, report.official) if span else ())
            if (distance := _distance(report, group)) is not None
        ]
        if report.report.status == "invited" and report.report.start_date is None and len(close) > 1:
            # Which of several visits it led to would be a guess.
            close = [(distance, number) for distance, number in close if not groups[number].dated]
        if not close:
            groups.append(Group(len(groups)))
        group = groups[min(close)[1]] if close else groups[-1]
        group.add(report)
        calendar.put(group)
    return _numbered([(_row(group), tuple(sorted(r.key for r in group.reports))) for group in groups])


def summed(reports: Iterable[Report]) -> Visit:
    """What some reports, at least one, say together if they tell of one visit; its id and tour are left empty."""
    group = Group(0)
    for report in sorted(reports, key=_order):
        group.add(report)
    return _row(group)


def _order(report: Report) -> tuple[object, ...]:
    """Sure things first: precise dates, full names; undated reports as they were printed."""
    r = report.report
    return (
        report.precision,
        not is_named(r.visitor),
        -len(tokens(r.visitor)),
        r.start_date or date.min,
        r.end_date or date.min,
        report.published or date.min,
        STATUS[r.status],
        r.visitor,
        r.city or "",
        report.key,
    )


def _span(report: Report) -> tuple[date, date] | None:
    """The days in which a reported visit, or other reports of it, can lie; None when unknown."""
    r = report.report
    if r.start_date:
        return _shifted(r.start_date, -APART), _shifted(r.end_date or r.start_date, APART)
    if report.published is None:
        return None
    earliest, latest = _window(r.status, report.published)
    return min(earliest, _shifted(report.published, -SILENCE)), max(
        latest, _shifted(report.published, SILENCE)
    )


def _distance(report: Report, group: Group) -> tuple[int, ...] | None:
    """How far a report is from a visit, or None when it tells of another."""
    if report.key.article_id in group.articles:
        return None  # an article reports a visit once
    days = _days_between(report, group)
    if days is None or not is_one_of(report.official, group.who):
        return None
    elsewhere = bool(report.report.city and group.cities and fold(report.report.city) not in group.cities)
    return elsewhere, days


def _days_between(report: Report, group: Group) -> int | None:
    r, first, last = report.report, group.first, group.last
    if first is None or last is None:
        return None
    if r.start_date:
        end = r.end_date or r.start_date
        gap = max(r.start_date - last, first - end, timedelta())
        if report.precision == PRECISION["day"]:
            return gap.days if gap <= APART else None
        return (_gap(report.published, first, last) if report.published else 0) if not gap else None
    if report.published is None:
        return None
    if not group.dated:
        return _silence(report, report.published, group)
    earliest, latest = _window(r.status, report.published)
    return _gap(report.published, first, last) if first <= latest and last >= earliest else None


def _window(status: str, published: date) -> tuple[date, date]:
    """When a visit that an undated report tells of may have been, or may be."""
    before, after = WINDOW.get(status, (SLACK, AHEAD))
    return _shifted(published, -before), _shifted(published, after)


def _shifted(day: date, by: timedelta) -> date:
    """A day so much later, at the ends of the calendar as much as there is.

    >>> _shifted(date(2020, 2, 6), -SLACK), _shifted(date.min, -SLACK)
    (datetime.date(2020, 2, 5), datetime.date(1, 1, 1))
    """
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _gap(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _silence(report: Report, published: date, group: Group) -> int | None:
    """Days between an undated report and a group of such; None when too many, or when a trip were undone."""
    for printed, took_place in group.told:
        days = (published - (printed or published)).days
        if days and report.took_place != took_place and report.took_place == (days < 0):
            return None
    gap = _gap(published, group.first or published, group.last or published)
    return gap if gap <= SILENCE.days else None


def _row(group: Group) -> Visit:
    first = group.reports[0].report
    by_time = sorted(
        group.reports, key=lambda r: (r.published or date.min, STATUS[r.report.status], -r.precision, r.key)
    )
    printed = [r.published for r in by_time if r.published]
    start, end = (group.first, group.last) if group.dated else (None, None)
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
        # Reports copy each other, so their chances do not add up; the surest one's stands in any case.
        confidence=max((c for r in group.reports if (c := r.report.confidence) is not None), default=None),
    )


def _usual(values: Sequence[str | None]) -> str | None:
    """The most frequent of some values in order of time, whatever their accents; of equals the latest."""
    given = [value for value in values if value]
    written = Counter(map(fold, given))
    spelled = Counter(given)
    return max(
        enumerate(given), key=lambda at: (written[fold(at[1])], spelled[at[1]], at[0]), default=(0, None)
    )[1]


def _numbered(visits: list[tuple[Visit, tuple[Key, ...]]]) -> list[tuple[Visit, tuple[Key, ...]]]:
    """Gives each visit an id from what reports to come hardly change: who, whence, where to, which month."""
    taken: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    done = []
    for visit, keys in sorted(visits, key=lambda merged: (_when(merged[0]) or date.min, merged[1])):
        when = _when(visit)
        form = "%Y" if visit.date_precision == "year" else "%Y-%m"
        month = when.strftime(form) if when else "undated"
        who = (tokens(visit.visitor) or ("someone",))[-1]
        stem = "-".join([who, visit.visitor_country or "xxx", visit.host_country, month]).lower()
        name = stem
        while name in taken:  # also by a year's tenth visit, which is named like the first of October
            name = f"{stem}-{next(numbers.setdefault(stem, count(2)))}"
        taken.add(name)
        done.append((replace(visit, visit_id=name), keys))
    return done


def _when(visit: Visit) -> date | None:
    return visit.start_date or visit.first_reported
