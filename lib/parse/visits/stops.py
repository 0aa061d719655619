"""The events of a sentence as stops: one person at one place each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lib.parse.dates import DateSpan
from lib.parse.people import People
from lib.parse.persons import Person
from lib.parse.sentences import Span
from lib.parse.visits.items import Item, Place
from lib.parse.visits.journeys import Context, Event, Located, Stop
from lib.parse.visits.presence import certainty, presences, setting_of
from lib.parse.visits.sequence import (
    date_by_tense,
    drop_tour_dates,
    hand_on,
    place_before,
    place_of_talks_after,
    status_of,
)
from lib.parse.visits.stays import find_stay
from lib.parse.visits.walk import Walk

_GROUP_EVENTS = frozenset(("meet", "talks", "attend"))
# What an official without a country also does at home.
_AT_HOME = frozenset(("say", "attend", "do"))
_UNTOLD = frozenset(("negation", "wish", "unreal"))
# What tells of a stay without saying again where it is.
_OF_A_STAY = frozenset(("arrive", "stay", "leave", "return", "noun", "due"))
_LIKELY = 0.55
"""how certain it must be that somebody is at a place where no word of travel says so"""
_City = tuple[str | None, str | None]
"""a city as printed, and its id"""
_NO_CITY: _City = (None, None)


class _Telling(NamedTuple):
    """The sentence that tells, and what is known before it."""

    people: People
    context: Context
    span: Span
    headline: bool

    def stop(
        self,
        event: Event,
        visitor: Person,
        country: str,
        status: str,
        dates: list[DateSpan],
        city: _City = _NO_CITY,
    ) -> Stop:
        """The stop of one visitor that an event tells of."""
        return Stop(
            visitor, country, *city, status, dates, event.until, event.start, event.end, self.span, event.sense,
            self.headline,
        )  # fmt: skip


def read_stops(walk: Walk) -> list[Stop]:
    """The stops that one sentence tells; the walk's context is brought up to date for the next."""
    clauses, context, span = walk.clauses, walk.context, walk.span
    headline = clauses.doc.is_headline(span)
    telling = _Telling(walk.people, context, span, headline)
    found: list[Stop] = []
    stay = find_stay(clauses.doc.folded[span[0] : span[1] + 2], clauses.doc.language)
    for event in walk.events:
        date_by_tense(event, walk)
    hand_on(walk.events, max(stay.days, stay.nth) if stay else 0)
    for event in walk.events:
        drop_tour_dates(event)
        if event.modality in _UNTOLD:
            continue
        if event.sense in ("meet", "talks") and event.subject and event.objects:
            context.met = [event.subject[0], event.objects[0]]
        if (
            not event.places
            and event.sense in _GROUP_EVENTS
            and (earlier := place_before(walk.events, event))
        ):
            event.places = [Located(earlier.item, earlier.place, event.pending or earlier.dates, True)]
        if not event.places and event.sense == "meet" and (after := place_of_talks_after(walk.events, event)):
            event.places = [Located(after.item, after.place, event.pending or after.dates, True)]
        if (
            not event.places
            and walk.where is not None
            and event.sense not in ("do", "say", "return", "leave")
        ):
            item = Item(event.start, event.end, "place", walk.where)
            event.places = [Located(item, walk.where, list(event.pending), bool(event.pending))]
        status = status_of(event)
        told = len(found)
        if status == "cancelled" and not event.places:
            if any(stop.visitor in event.subject for stop in found):
                for stop in found:
                    if stop.visitor in event.subject:
                        stop.status = "cancelled"
            else:
                found.extend(telling.stop(event, p, "", "cancelled", event.pending) for p in event.subject)
        elif event.places and event.sense not in ("invite", "call"):
            for located in event.places:
                found.extend(_stops_at(event, located, status, telling))
        elif _joins(event, context) and not headline:
            here = context.place
            assert here is not None
            event.places = [Located(Item(event.start, event.end, "place", here), here, list(event.pending))]
            found.extend(_stops_at(event, event.places[0], status, telling))
        elif _tells_of_stay(event) and not headline and not any(e.sense == "back" for e in walk.events):
            sense = "leave" if event.sense == "return" else event.sense
            found.extend(
                replace(telling.stop(event, p, "", status, event.pending), sense=sense)
                for p in event.subject[:1]
            )
        else:
            found.extend(_stops_with_host(event, status, telling))
        for stop in found[told:]:
            stop.phase, stop.since = event.phase, event.since
    for event, place, day in walk.background:
        if place is not None and event.modality not in ("negation", "unreal"):
            stops = _stops_at(
                replace(event, sense="go", until=None),
                Located(place.item, place.place, [day]),
                "completed",
                telling,
            )
            found.extend(replace(stop, background=True) for stop in stops)
    walk.weighed = list(presences(walk, found))
    found.extend(list(_weighed(walk, telling, found)))
    staying = [stop for stop in found if not stop.background]
    if stay is not None and staying:
        under_way = any(s.status == "ongoing" for s in staying)
        said = min(staying, key=lambda s: _length_fits(s, span[0] + stay.position))
        said.days, said.nth = stay.days, stay.nth
        said.phase = said.phase or ("begin" if under_way else "")
    if not headline:
        if walk.first_subject is not None and (walk.events or clauses.doc.language == "en"):
            context.subject = walk.first_subject
        for stop in found:
            if not stop.country:
                continue
            context.trips[stop.visitor] += 1
            context.told[stop.visitor, stop.country] = None
            known = context.hosts.get(stop.country)
            if known is None or (stop.city and not known.city):
                context.hosts[stop.country] = Place(stop.country, stop.city, stop.city_id, "in", False)
            if context.traveller is None or context.trips[stop.visitor] >= context.trips[context.traveller]:
                context.traveller = stop.visitor
    if walk.last is not None:
        context.place = walk.last
    return found


def _length_fits(stop: Stop, position: int) -> tuple[bool, bool, bool, bool, int]:
    """How badly words on a stay's length fit a stop; journeys with dates and a place come first."""
    said = stop.sense in ("talks", "meet", "say", "attend")
    return (stop.until is None, not stop.dates, not stop.country, said, abs(stop.start - position))


def _weighed(walk: Walk, telling: _Telling, told: list[Stop]) -> Iterator[Stop]:
    """The stops that no word of travel tells, where all that stands around speaks for them."""
    known = {(stop.visitor, stop.country) for stop in told} | set(_denied(walk.events))
    parties = {(stop.visitor.country, stop.country) for stop in told}
    for presence in walk.weighed:
        place = presence.place
        if (presence.person.country, place.country) in parties:
            continue  # who comes along
        if (presence.person, place.country) in known or certainty(presence.features) < _LIKELY:
            continue
        known.add((presence.person, place.country))
        status, dates = setting_of(walk, presence)
        scene = presence.item.kind == "scene"
        event = Event("attend", "past", presence.item.start, presence.item.end, [])
        stop = telling.stop(event, presence.person, place.country, status, dates, (place.city, place.city_id))
        yield replace(stop, scene=scene)


def _denied(events: list[Event]) -> Iterator[tuple[Person, str]]:
    """Who is said not to go where, or only wishes to."""
    for event in events:
        if event.modality in _UNTOLD:
            for person in (*event.subject, *event.objects, *event.agents):
                yield from ((person, located.place.country) for located in event.places)


def _tells_of_stay(event: Event) -> bool:
    """Whether an event without a place may tell of the stay told before; what is said of a tour tells of no stay."""
    return event.sense in _OF_A_STAY and event.phase != "said" and not event.form.startswith("tour")


def _joins(event: Event, context: Context) -> bool:
    """Whether newcomers come to the place spoken of before: "The Malian president lands later today"."""
    comes = event.sense in ("arrive", "due") or event.form in ("came", "come", "comes", "coming")
    known = {who for who, _ in context.told}
    return (
        comes
        and context.place is not None
        and not event.implied
        and bool(event.subject)
        and all(p not in known and p.country not in (None, context.place.country) for p in event.subject)
    )


def _visitors(event: Event, host: str, people: People, context: Context) -> list[Person]:
    """Those of an event who are abroad in `host`; of a party, its head."""
    if event.sense == "receive" and event.tense != "noun":
        group = event.subject if event.passive else event.objects
    elif event.sense == "take":
        group = event.objects or ([] if event.form.startswith("includ") else event.subject)
    elif event.sense in ("meet", "talks"):
        hosts = {p.place.country for p in event.places}
        group = [*event.subject, *(p for p in event.objects if p.country not in hosts)]
    else:
        group = event.subject
    found: list[Person] = []
    for person in group:
        if not people.is_official(person) or person in found:
            continue
        if person.country is None and "international" in person.kinds:
            found.append(person)
            continue
        travels = event.sense not in _AT_HOME and person in event.subject
        if travels and person.country is None and not person.kinds & {"party", "descriptor"}:
            person.country = context.home if context.home != host else context.other
        if person.country and person.country != host and not any(p.country == person.country for p in found):
            found.append(person)
    return found


def _stops_at(event: Event, located: Located, status: str, telling: "_Telling") -> list[Stop]:
    place = located.place
    if event.sense in ("meet", "talks", "say", "attend", "do", "stay") and place.preposition == "to":
        return []
    if event.sense == "leave" and place.preposition != "object":
        return []
    words = (min(event.start, located.item.start), max(event.end, located.item.end))
    return [
        replace(
            telling.stop(event, person, place.country, status, located.dates, (place.city, place.city_id)),
            start=words[0],
            end=words[1],
        )
        for person in _visitors(event, place.country, telling.people, telling.context)
    ]


def _city_in(country: str, event: Event) -> _City:
    """The city of an event that lies in `country`, with its id."""
    return next(
        ((p.place.city, p.place.city_id) for p in event.places if p.place.country == country), _NO_CITY
    )


def _dates_in(country: str, event: Event) -> list[DateSpan]:
    """The dates of an event at its place in `country`, else its own."""
    return next((p.dates for p in event.places if p.place.country == country and p.dates), event.pending)


def _stops_with_host(event: Event, status: str, telling: "_Telling") -> list[Stop]:
    """Stops whose place is told only by who receives or invites."""
    is_official = telling.people.is_official
    if event.sense == "call":  # "called on the presidents of Guinea and Mali"
        return [
            telling.stop(
                event,
                guest,
                host.country,
                status,
                _dates_in(host.country, event),
                _city_in(host.country, event),
            )
            for host in event.objects
            for guest in event.subject[:1]
            if host.country and guest.country and guest.country != host.country and is_official(guest)
        ]
    if event.sense not in ("receive", "invite"):
        return []
    guests = event.subject if event.passive else event.objects
    hosts = event.agents if event.passive else event.subject
    if event.sense == "receive" and event.tense == "noun":
        guests, hosts = event.subject, event.agents
    places = [(p.place.country, (p.place.city, p.place.city_id), p.dates) for p in event.places]
    if not places:
        country = event.government or next((h.country for h in hosts if h.country), None)
        places = [(country, _NO_CITY, event.pending)] if country else []
    accepted = event.form == "accepted"
    return [
        replace(
            telling.stop(event, guest, country, "planned" if accepted and dates else status, dates, city),
            prior=event.prior,
        )
        for country, city, dates in places
        for guest in guests
        if guest.country and guest.country != country and is_official(guest)
    ]
