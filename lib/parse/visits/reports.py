"""Who goes where: the visits an article reports, one row each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.parse.dates import DateSpan
from lib.parse.document import Document
from lib.parse.people import People
from lib.parse.persons import Person
from lib.parse.places import Places
from lib.parse.visits.clauses import Clauses
from lib.parse.visits.journeys import Context, Stop
from lib.parse.visits.stops import read_stops
from lib.parse.visits.walk import Walk
from lib.records import VisitReport

_LONG_STAY = timedelta(days=14)
_SAME_STAY = timedelta(days=4)
_RECENT = timedelta(days=60)
_STATES = frozenset(("be", "stay", "noun"))
_FINER = {"day": 3, "month": 2, "year": 1, None: 0}


@dataclass(frozen=True, slots=True)
class _When:
    start: date | None
    end: date | None
    precision: str | None


@dataclass(slots=True)
class _Visit:
    """Stops of one article that are one visit."""

    person: Person
    stops: list[tuple[Stop, _When, str]]

    @property
    def when(self) -> _When:
        """The finest dates told, from the first to the last of them."""
        body = [s for s in self.stops if s[0].sense != "leave" or s[0].days > 1]
        told = [when for stop, when, _ in body if when.start and not stop.headline] or [
            when for _, when, _ in body if when.start
        ]
        ends = [
            when for stop, when, _ in self.stops if when.end and (when.start is None or stop.sense == "leave")
        ]
        if not told:
            only = ends[-1] if ends else None
            return _When(only.end, only.end, only.precision) if only else _When(None, None, None)
        finest = max(_FINER[when.precision] for when in told)
        told = [when for when in told if _FINER[when.precision] == finest]
        start, end = min(w.start for w in told if w.start), max(w.end for w in told if w.end)
        for when in ends:  # a day of leaving ends a stay whose beginning is known
            if when.end and finest == _FINER["day"] and end < when.end <= start + _LONG_STAY:
                end = when.end
        return _When(start, end, told[0].precision)


def find_visits(doc: Document, people: People) -> list[VisitReport]:
    """The visit reports of a document, one row per visit, by place in the text."""
    published = doc.article.published
    visits: list[_Visit] = []
    context: Context | None = None
    for walk in walks(doc, people):
        context = walk.context
        for stop in read_stops(walk):
            if not stop.country and stop.status == "cancelled":
                _call_off(visits, stop)
            elif not stop.country:
                _resume(visits, stop, published)
            else:
                for stay in _stays(stop):
                    when = _when(stay)
                    _add(visits, stay, when, _settle(stay, when, published), published)
    _join_scene(visits)
    place = context.dateline if context else None
    seat = (place.country, place.city) if place else None
    return [_report(doc, visit, published, seat) for visit in visits]


def walks(doc: Document, people: People) -> Iterator[Walk]:
    """The sentences of a document that may tell of a visit, read; each before `read_stops` is asked for its stops.

    They share one context, which `read_stops` brings up to date.
    """
    if not any((p.country or "international" in p.kinds) and people.is_official(p) for p in people.persons):
        return
    clauses = Clauses(doc, people, Places(doc))
    context = _context(people, clauses)
    for span in doc.sentences:
        if span[0] in doc.datelines:
            context.dateline = clauses.first_place(span)
        elif clauses.may_tell(span) or (context.told and clauses.first_person(span) is not None):
            yield Walk(clauses, people, span, context, doc.article.published).read()
        else:
            context.subject = clauses.first_person(span) or context.subject


def _context(people: People, clauses: Clauses) -> Context:
    officials = [m.person for m in people.mentions if people.is_official(m.person) and m.person.country]
    counts = Counter(officials)
    protagonist = max(officials, key=lambda p: counts[p], default=None)
    home = protagonist.country if protagonist else clauses.main_country()
    others = Counter(p.country for p in officials if p.country != home)
    return Context(home, protagonist, other=others.most_common(1)[0][0] if others else None)


def _stays(stop: Stop) -> Iterator[Stop]:
    """A stop, or one for each of the times told: "in December 1988 and again in July 1989"."""
    days = sorted(stop.dates, key=lambda d: (d.start_date, d.end_date))
    groups: list[list[DateSpan]] = []
    for day in days:
        gap = _LONG_STAY if day.precision == "day" else timedelta(0)
        if groups and (
            day.start_date <= groups[-1][-1].end_date + gap or day.precision != groups[-1][-1].precision
        ):
            groups[-1].append(day)
        else:
            groups.append([day])
    if len(groups) < 2:
        yield stop
    else:
        yield from (replace(stop, dates=group, background=i > 0) for i, group in enumerate(groups))


def _when(stop: Stop) -> _When:
    dates = list(stop.dates)
    if not dates and stop.until is not None and stop.days < 2:
        return _When(None, stop.until.end_date, stop.until.precision)
    if stop.until is not None:
        dates.append(stop.until)
    if not dates or (stop.days < 2 and (stop.sense == "back" or stop.status == "departed")):
        return _When(None, None, None)
    finest = max(_FINER[d.precision] for d in dates)
    dates = [d for d in dates if _FINER[d.precision] == finest]
    start, end = min(d.start_date for d in dates), max(d.end_date for d in dates)
    if stop.nth > 1 and finest == _FINER["day"] and stop.sense != "leave":
        start -= timedelta(days=stop.nth - 1)
    if stop.days > 1 and finest == _FINER["day"] and (start == end or stop.until is not None):
        length = timedelta(days=stop.days - 1)
        if stop.until is not None or stop.sense == "leave":
            start = end - length
        elif (
            stop.phase == "begin"
            or stop.status in ("planned", "ongoing", "departed")
            or (stop.phase != "end" and (stop.since or stop.sense in ("arrive", "go", "receive", "be")))
        ):
            end = start + length
        else:
            start = end - length
    return _When(start, end, dates[0].precision)


def _settle(stop: Stop, when: _When, published: date | None) -> str:
    """The status as of the article, from tense and dates."""
    status = stop.status
    if (
        status == "present"
        and not when.start
        and not stop.headline
        and stop.sense in ("go", "arrive", "depart", "take", "do")
    ):
        return "planned"
    if status in ("cancelled", "invited", "planned") or published is None:
        return "completed" if status == "present" else "planned" if status == "departed" else status
    if when.start and when.start > published:
        return "planned"
    if stop.since:
        return "ongoing"
    if status == "departed":
        return _departed(stop, published)
    if status == "present":
        if when.precision == "day" and when.end and when.end < published:
            return "completed"
        if when.precision != "day" and when.end and when.end > published and stop.sense not in _STATES:
            return "planned"  # "leaves for Peking later this month"
        return "completed" if when.end and when.end <= published else "ongoing" if when.start else "completed"
    if status == "ongoing" and when.end and when.end < published:
        return "completed"
    return status


def _departed(stop: Stop, published: date) -> str:
    """Whoever left for a place is on the way that day, there the days after, and back in the end."""
    gone = (published - stop.dates[-1].end_date) if stop.dates else timedelta(0)
    return "planned" if gone < timedelta(1) else "ongoing" if gone <= _SAME_STAY else "completed"


def _call_off(visits: list[_Visit], stop: Stop) -> None:
    """A trip called off without saying where to is the one planned before."""
    for visit in reversed(visits):
        if visit.person is stop.visitor and all(
            status in ("planned", "invited") for _, _, status in visit.stops
        ):
            visit.stops.append(
                (replace(stop, country=visit.stops[0][0].country), _When(None, None, None), "cancelled")
            )
            return
    if visits and visits[-1].stops[0][0].country != stop.visitor.country and stop.phase:
        visits.append(
            _Visit(
                stop.visitor,
                [(replace(stop, country=visits[-1].stops[0][0].country), _when(stop), "cancelled")],
            )
        )


def _join_scene(visits: list[_Visit]) -> None:
    """Those of whom only the scene tells where they are have the days and the state of the others there."""
    for visit in visits:
        first = visit.stops[0][0]
        if all(stop.scene for stop, _, _ in visit.stops) and visit.when.start is None:
            others = (
                v for v in visits
                if v is not visit and v.stops[0][0].country == first.country and v.when.precision == "day"
                and not all(stop.scene or stop.background for stop, _, _ in v.stops)
            )  # fmt: skip
            if (other := next(others, None)) is not None:
                told = {status for _, _, status in other.stops}
                status = (
                    "ongoing"
                    if told & {"ongoing"}
                    else "planned"
                    if told == {"planned"}
                    else visit.stops[0][2]
                )
                visit.stops = [(stop, other.when, status) for stop, _, _ in visit.stops]


def _resume(visits: list[_Visit], stop: Stop, published: date | None) -> None:
    """A stay spoken of without saying where it is belongs to the visitor's last visit, if the days allow it."""
    visit = next(
        (v for v in reversed(visits) if v.person is stop.visitor and not v.stops[0][0].background), None
    )
    when = _when(stop)
    if visit is None or (when.start is None and when.end is None):
        return
    status = _settle(stop, when, published)
    told = {s for _, _, s in visit.stops}
    if "cancelled" in told or (status == "planned" and "planned" not in told and stop.sense != "leave"):
        return
    begun = visit.when.start
    leaves = stop.sense == "leave" and begun and when.end and begun <= when.end <= begun + _LONG_STAY
    if leaves or _one_stay(visit, stop, when, status):
        visit.stops.append((replace(stop, country=visit.stops[0][0].country), when, status))


def _add(visits: list[_Visit], stop: Stop, when: _When, status: str, published: date | None) -> None:
    for visit in reversed(visits):
        if (
            visit.person is stop.visitor
            and visit.stops[0][0].country == stop.country
            and not stop.background
            and not visit.stops[0][0].background
            and _one_stay(visit, stop, when, status)
            and not _long_past(visit, when, status, published)
        ):
            visit.stops.append((stop, when, status))
            return
    visits.append(_Visit(stop.visitor, [(stop, when, status)]))


def _long_past(visit: _Visit, when: _When, status: str, published: date | None) -> bool:
    """Whether a stop dated long before publication is told beside an undated visit, which is taken for recent."""
    recent = visit.when.start is None and all(not s.headline for s, _, _ in visit.stops)
    return (
        recent
        and status == "completed"
        and published is not None
        and when.end is not None
        and when.end < published - _RECENT
    )


def _one_stay(visit: _Visit, stop: Stop, when: _When, status: str) -> bool:
    """Whether a further stop at the same place belongs to the visit."""
    have = visit.when
    told = {s for _, _, s in visit.stops}
    if status == "invited" and "invited" not in told and not stop.prior:
        return "planned" in told
    if have.start is None or when.start is None or have.end is None or when.end is None:
        return True
    if when.precision == "day" == have.precision:
        return when.start <= have.end + _SAME_STAY and have.start <= when.end + _SAME_STAY
    return when.start <= have.end and have.start <= when.end


def _report(
    doc: Document, visit: _Visit, published: date | None, seat: tuple[str, str | None] | None
) -> VisitReport:
    when = visit.when
    best = max(visit.stops, key=lambda s: _worth(s[0], s[1]))[0]
    city = best.city or next((s.city for s, _, _ in visit.stops if s.city), None)
    status = _final_status(visit, when, published)
    recent = when.end is not None and published is not None and abs(when.end - published) <= _SAME_STAY
    if (
        city is None
        and seat is not None
        and seat[0] == best.country
        and (status == "ongoing" or (status == "completed" and recent))
    ):
        city = seat[1]  # the article is written where the visit is
    return VisitReport(
        doc.article.article_id,
        best.start,
        best.end,
        doc.text[best.sentence[0] : best.sentence[1]],
        visit.person.label,
        visit.person.role,
        visit.person.country,
        best.country,
        city,
        when.start,
        when.end,
        when.precision,
        status,
    )


def _final_status(visit: _Visit, when: _When, published: date | None) -> str:
    """One status for all that the article says of a visit."""
    body = [s for s in visit.stops if not s[0].headline] or visit.stops
    told = {status for _, _, status in body}
    if "cancelled" in told:
        return "cancelled"
    if "ongoing" in told:
        return "ongoing"
    if "completed" in told:
        around = (
            published is not None
            and when.precision == "day"
            and when.start
            and when.end
            and when.start <= published <= when.end
        )
        lasts = (
            "planned" in told
            or any(s.until is not None or s.days > 1 for s, _, _ in body)
            or (when.start != when.end and when.end != published)
        )
        just_in = (
            all(s.sense in ("arrive", "go") or s.status == "present" for s, _, _ in body)
            and when.end == published
        )
        left = any(s.sense in ("leave", "back", "return") or s.phase == "end" for s, _, _ in body)
        return "ongoing" if around and not left and (lasts or just_in) else "completed"
    if (
        "planned" in told
        and published is not None
        and when.start
        and when.end
        and when.start < published <= when.end
        and when.precision == "day"
    ):
        return "ongoing"
    return "planned" if "planned" in told else "invited" if "invited" in told else "completed"


def _worth(stop: Stop, when: _When) -> tuple[int, int, int, int]:
    """How much a stop's sentence tells: body before headline, dates, a city; the first of equals."""
    return (not stop.headline, _FINER[when.precision], stop.city is not None, -stop.sentence[0])
