"""Reading a sentence: its dates."""

from lib.parse.dates import DateSpan
from lib.parse.visits.items import Item, Place
from lib.parse.visits.journeys import Event, Located
from lib.parse.visits.scan_places import PlaceScan


class DateScan(PlaceScan):
    """Takes the dates: of which event and place each one is."""

    def _date(self, item: Item) -> None:
        day = item.value
        assert isinstance(day, DateSpan)
        event = self.event
        if self.until or self.doc.before(item.start, 10).split()[-1:] == ["through"]:
            self.until = False
            if event is not None or self.events:
                (event or self.events[-1]).until = day
            else:
                self.ending = day  # "der bis Freitag bleibt"
            return
        words = self.doc.before(item.start, 24).split()
        origin = [w for w in words if w not in self.linking["article"]]
        if (
            self.doc.language != "en"
            and day.precision == "day"
            and origin
            and origin[-1] in self.linking["since"]
        ):
            self.since = event is None
            if event is not None:
                event.since = True
        if (
            self.background
            and self.previous is not None
            and self.previous.value is self.background[-1][2]
            and self._joined(item)
        ):
            self.background.append((*self.background[-1][:2], day))
            return
        if (
            (
                (words[-2:-1] in (["those"], ["that"]) and words[-1:] in (["of"], ["in"]))
                or (words[-1:] == ["since"] and day.precision != "day")
            )
            and self.events
            and (words[-1:] != ["since"] or self.ordinal_seen)
        ):
            target = next((e for e in reversed(self.events) if e.places), self.events[-1])
            self.background.append((target, target.places[-1] if target.places else None, day))
            return
        if event is None and self.where is not None and self.be is not None and self.subordinate:
            event = Event(
                "be", self.be[0], item.start, item.start, list(self._subjects()), self.modality, form="be"
            )
            event.places = [Located(item, self.where, [day], True)]
            self._begin(event)
            return
        if event is None or (event.sense in ("leave", "return") and not event.places):
            if event is None:
                self._date_apart(item, day)
            else:
                event.pending = [day]
            return
        if self._before_when(item):
            self.lead = [day]
        if self.doc.text[item.start : item.end].lower().endswith((" after", " before")):
            self.lead, self.event = [day], None  # "…, a day after she flew to Lima"
            return
        ahead = next(
            (
                i
                for i in self.following
                if i.kind in ("place", "cue", "person") or i.value == "subject pronoun"
            ),
            None,
        )
        opening = self.doc.before(item.start, 12).split()[-2:]
        if (
            ahead is not None
            and (ahead.kind in ("person", "cue") or ahead.value == "subject pronoun")
            and self.linking["and"] & set(opening)
            and (event.places or event.pending or any(e.places for e in self.events))
        ):
            self.lead, self.event, self.unreal = [day], None, False  # "…, and on Monday she received"
            return
        if not event.places:
            event.pending = (
                [*event.pending, day]
                if event.pending and event.pending[0].precision == "day" == day.precision and not self.lead
                else [day]
            )
            return
        if (
            (event.early or self.linking["and"] & set(opening))
            and ahead is not None
            and ahead.kind == "place"
            and isinstance(ahead.value, Place)
            and ahead.value.preposition in ("in", "to")
        ):
            event.pending = [day]
            return
        last = event.places[-1]
        fresh = not last.own_date
        group = [last]
        for located in reversed(event.places[:-1]):
            if located.own_date or group[-1].place.preposition != "list":
                break
            group.append(located)
        for located in group:
            located.dates = [day] if fresh else [*located.dates, day]
            located.own_date = True

    def _before_when(self, item: Item) -> bool:
        """Whether a clause with "when" follows a date: "in May, when the president was in London"."""
        following = self.following[0] if self.following else None
        return (
            following is not None
            and following.value == "when"
            and self.doc.text[item.end : following.start].strip() == ","
        )

    def _date_apart(self, item: Item, day: DateSpan) -> None:
        """A date outside any event: of what follows when it opens a clause, else of the meeting just told of."""
        later = any(i.kind in ("cue", "person") or i.value == "subject pronoun" for i in self.following)
        last = next((e for e in reversed(self.events) if e.places), None)
        if not later and last is not None and not last.places[-1].dates:
            last.places[-1].dates, last.places[-1].own_date = [day], True
            return
        if (
            self.waiting
            and self.previous is self.waiting[-1].item
            and self.waiting[-1].place.preposition == "in"
        ):
            self.waiting[-1].dates, self.waiting[-1].own_date = (
                [day],
                True,
            )  # "The minister, in Oslo on Monday, said"
        late = self._verb_ahead(item) or self._before_when(item)
        if (
            not late
            and self.previous is not None
            and self.previous.kind in ("place", "government", "cue")
            and item.start - self.span[0] > 30
        ):
            self.loose.append(day)
            return
        self.lead = [day]
        for located in self.waiting:
            if not located.dates:
                located.dates = [day]
