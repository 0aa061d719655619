"""Consecutive visits of one visitor strung together into tours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from lib.records import Visit
from lib.store.identity import is_named, tokens

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
        if visit.visit_id in legs
        else replace(visit, tour_id=None, leg=None)
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
