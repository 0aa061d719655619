"""The events of a sentence side by side: what one tells of another's days, end and place."""

from lib.parse.dates import DateSpan
from lib.parse.visits.journeys import Event, Located
from lib.parse.visits.walk import Walk


def status_of(event: Event) -> str:
    """Planned, invited, cancelled, present, departed, ongoing or completed, by an event's tense and modality."""
    if event.modality in ("cancelled", "missed"):
        return "cancelled"
    if event.sense == "invite":
        return "invited"
    if event.sense == "stay" and event.until is not None and event.modality == "future":
        return "ongoing"  # "is to remain until Monday"
    if (
        event.modality == "future"
        or event.tense == "base"
        or (event.sense == "receive" and event.progressive and event.tense == "present")
    ):
        return "planned"
    if event.sense == "depart" and event.tense != "present":
        return "departed"
    if event.tense == "present" and (
        event.sense in ("be", "stay")
        or (event.sense == "noun" and not event.phase)
        or (event.progressive and event.sense != "depart")
    ):
        return "ongoing"
    return "present" if event.tense == "present" else "completed"


def date_by_tense(event: Event, walk: Walk) -> None:
    """Read an event's weekdays forward when it is still to come, backward when it is past."""
    ahead = status_of(event) in ("planned", "present", "cancelled", "invited") and event.modality != "missed"
    known = walk.forward if ahead and not event.since else walk.backward
    event.pending = [known.get((d.start_char, d.end_char), d) for d in event.pending]
    for located in event.places:
        located.dates = [known.get((d.start_char, d.end_char), d) for d in located.dates]
    if event.until is not None:
        event.until = walk.forward.get((event.until.start_char, event.until.end_char), event.until)


def hand_on(events: list[Event], days: int) -> None:
    """Give the place told before the dates of what is said of the stay after: "… that began on Thursday"."""
    event: Event | None = None
    for following in events:
        if event is None or following.places:
            undated = following.places and not any(p.dates for p in following.places)
            if (
                event is not None
                and not event.places
                and event.pending
                and (event.sense == "arrive" or (undated and following.sense == "noun" and days > 1))
            ):
                following.places[-1].dates = [*event.pending, *following.places[-1].dates]
            if (
                event is not None
                and event.sense == "return"
                and event.places
                and undated
                and days > 1
                and following.sense == "noun"
            ):
                following.places[-1].dates = list(event.places[-1].dates)
            if (
                event is not None
                and event.places
                and following.sense == "depart"
                and following.tense == "past"
                and not following.modality
            ):
                event.until = event.until or next((d for p in following.places for d in p.dates), None)
            if event is not None and following.sense == "noun" and _goes_home(event) and not following.until:
                following.until = next((d for p in event.places for d in p.dates), None)
            event = following
            continue
        if not event.places:
            event = following if following.pending or event.sense != "arrive" else event
            continue
        event.until = event.until or following.until
        place = event.places[-1]
        if event.sense == "leave" and following.phase == "begin" and following.pending:
            event.until = event.until or next(
                iter(place.dates), None
            )  # "left on Friday after a visit that began …"
            place.dates = list(following.pending)
            event.sense = "noun"
            continue
        if (
            following.sense == "do"
            and event.sense == "talks"
            and (following.tense == "present" or following.form.startswith("follow"))
        ):
            event.modality = event.modality or "future"
        if not following.pending or following.modality == "negation":
            continue
        if (
            following.sense == "leave"
            and following.tense != "past"
            and event.sense in ("arrive", "be", "stay", "noun")
        ):
            event.until = event.until or following.pending[-1]  # "arrived on Monday and leaves tomorrow"
        elif (
            following.sense == "talks" or (following.sense == "noun" and following.subject == event.subject)
        ) and not place.dates:
            place.dates, place.own_date = list(following.pending), True
        elif following.sense == "do" and following.phase == "end":
            event.until = event.until or following.pending[-1]
        elif not place.dates and following.subject == event.subject and following.modality == event.modality:
            place.dates = list(following.pending)  # "In Oslo, the first stop, she toured a yard on Monday"
        elif (
            following.sense in (("do", "meet", "say") if event.sense == "arrive" else ("do", "meet"))
            and event.sense in ("noun", "arrive", "be", "stay", "go")
            and place.dates != following.pending
        ):
            place.dates = [*place.dates, *following.pending]


def _goes_home(event: Event) -> bool:
    """Whether an event is a departure for the traveller's own country."""
    homes = {person.country for person in event.subject}
    return event.sense == "depart" and any(p.place.country in homes for p in event.places)


def drop_tour_dates(event: Event) -> None:
    """The days of a whole tour date none of its stops: "From 18 to 21 March she visited Fiji and Tonga"."""
    for day in {day for located in event.places for day in located.dates}:
        hosts = {located.place.country for located in event.places if day in located.dates}
        if len(hosts) > 1 and day.precision == "day" and day.start_date < day.end_date and not _is_week(day):
            for located in event.places:
                located.dates = [d for d in located.dates if d != day]


def place_before(events: list[Event], event: Event) -> Located | None:
    """The last place told before an event of the same sentence."""
    placed = [
        p
        for e in events
        if e.start < event.start and (e.modality == event.modality or e.sense == "arrive") and e.subject
        for p in e.places
        if p.place.preposition in ("in", "near")
    ]
    return placed[-1] if placed else None


def place_of_talks_after(events: list[Event], event: Event) -> Located | None:
    """The place of the summit on whose sidelines a meeting took place."""
    return next(
        (
            p
            for e in events
            if e.start > event.start and e.sense == "talks" and e.modality == event.modality
            for p in e.places
        ),
        None,
    )


def _is_week(day: DateSpan) -> bool:
    """Whether a span of days is a calendar week or its end: "last week", "at the weekend"."""
    return day.end_date.weekday() == 6 and (day.end_date - day.start_date).days in (1, 6)
