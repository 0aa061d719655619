"""Consecutive visits of one visitor strung together into tours."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from lib.records import Visit
from lib.store.identity import is_named, tokens

LEG = timedelta(days=4)
"""Stops with at most so many days between them belong to one tour."""

NO_STOP = ("cancelled", "invited")

Leg = tuple[str | None, int | None]
"""A tour's id and the place of a stop in it."""

ALONE: Leg = (None, None)


class Stop(NamedTuple):
    """A visit known to the day that took or takes place."""

    visit_id: str
    visitor: str
    country: str | None
    start: date
    end: date


def as_stop(visit: Visit) -> Stop | None:
    """The visit as a stop; None when its days are unknown or it was not made."""
    start, end = visit.start_date, visit.end_date
    if start is None or visit.date_precision != "day" or visit.status in NO_STOP:
        return None
    return Stop(visit.visit_id, visit.visitor, visit.visitor_country, start, end or start)


def with_tours(visits: Iterable[Visit]) -> list[Visit]:
    """All visits, with the tours that consecutive day-dated ones form."""
    everyone = list(visits)
    stops = [stop for visit in everyone if (stop := as_stop(visit))]
    legs = legs_of(stops)
    found = [legs.get(visit.visit_id, ALONE) for visit in everyone]
    return [replace(v, tour_id=tour, leg=leg) for v, (tour, leg) in zip(everyone, found, strict=True)]


def legs_of(stops: Sequence[Stop]) -> dict[str, Leg]:
    """The tour and leg of each stop that has one, by visit id."""
    legs: dict[str, Leg] = {}
    for company in companies(stops, range(len(stops))):
        names = {stop.visitor for stop in company}
        persons: dict[tuple[str, ...], list[Stop]] = defaultdict(list)
        for stop in company:
            persons[_person(stop.visitor, names)].append(stop)
        for one in persons.values():
            for tour in _tours(one):
                legs |= {stop.visit_id: (f"tour-{tour[0].visit_id}", n) for n, stop in enumerate(tour, 1)}
    return legs


def companies(stops: Sequence[Stop], of: Iterable[int]) -> Iterator[list[Stop]]:
    """The stops that some (given by their places) may share a tour with, and these theirs, until none is left.

    They are of one country, near in time, and have a word of the name in common.
    """
    namesakes: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for n, stop in enumerate(stops):
        for token in tokens(stop.visitor) or ("",):
            namesakes[stop.country, token].append(n)
    chains: dict[tuple[str | None, str], dict[int, list[int]]] = {}
    done: set[int] = set()
    for first in of:
        company, waiting = [], [first]
        while waiting:
            n = waiting.pop()
            if n in done:
                continue
            done.add(n)
            company.append(stops[n])
            for token in tokens(stops[n].visitor) or ("",):
                key = stops[n].country, token
                if key not in chains:
                    chains[key] = _chains(stops, namesakes[key])
                waiting += chains[key][n]
                chains[key][n].clear()
        if company:
            yield company


def _chains(stops: Sequence[Stop], some: Iterable[int]) -> dict[int, list[int]]:
    """For each of some stops (by their places) all those that it is strung together with."""
    chains: list[list[int]] = []
    end = None
    for n in sorted(some, key=lambda n: (stops[n].start, stops[n].end)):
        if end is None or stops[n].start - end > LEG:
            chains.append([])
            end = stops[n].end
        chains[-1].append(n)
        end = max(end, stops[n].end)
    return {n: chain for chain in chains for n in chain}


def _person(name: str, names: set[str]) -> tuple[str, ...]:
    """One spelling for all of a visitor's names: the fullest name that holds this one, if only one does."""
    mine = set(tokens(name))
    fuller = {tokens(other) for other in names if mine < set(tokens(other))} if is_named(name) else set()
    return fuller.pop() if len(fuller) == 1 else tokens(name)


def _tours(stops: Iterable[Stop]) -> list[list[Stop]]:
    tours: list[list[Stop]] = []
    end = None
    for stop in sorted(stops, key=lambda s: (s.start, s.end, s.visit_id)):
        if end is None or stop.start - end > LEG:
            tours.append([])
            end = stop.end
        tours[-1].append(stop)
        end = max(end, stop.end)
    return [tour for tour in tours if len(tour) > 1]
