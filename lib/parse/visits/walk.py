"""One sentence read left to right: who is said to go where, when, and whether it has happened."""

import re

from lib.parse.dates import DateSpan
from lib.parse.folding import fold
from lib.parse.persons import PersonMention
from lib.parse.visits.items import Item, function_words
from lib.parse.visits.journeys import Event, Located
from lib.parse.visits.scan_dates import DateScan
from lib.parse.visits.scan_people import _TAKES_OBJECT

_OFFICE = re.compile(r"\s+[A-ZÄÖÜ][a-zäöüß]+\s+[a-zäöü]")


class Walk(DateScan):
    """Reads the items of one sentence from left to right and collects its events."""

    def read(self) -> "Walk":
        """The walk itself, after the last item."""
        clauses, span = self.clauses, self.span
        items = clauses.items(span)
        ahead = any(item.kind == "word" and item.value == "future" for item in items)
        self.backward = {
            (d.start_char, d.end_char): d for d in clauses.dates(span, self.published, future=False)
        }
        self.forward = (
            {(d.start_char, d.end_char): d for d in clauses.dates(span, self.published, future=True)}
            if any(d.leans for d in self.backward.values())
            else self.backward
        )
        dates = [
            Item(d.start_char, d.end_char, "date", d)
            for d in (self.forward if ahead else self.backward).values()
        ]
        dates = [
            d
            for d in dates
            if not any(i.kind == "person" and i.start < d.end and d.start < i.end for i in items)
        ]
        items = [
            i
            for i in items
            if i.kind not in ("cue", "word") or not any(d.start <= i.start and i.end <= d.end for d in dates)
        ]
        self.items = sorted([*items, *dates], key=lambda item: (item.start, item.kind == "date"))
        for index, item in enumerate(self.items):
            self.index = index
            getattr(self, f"_{item.kind}")(item)
            self.earlier, self.previous = self.previous, item
        self._gap()
        self._scene()
        if self.unreal:
            for event in self.events:
                event.modality = (
                    "unreal" if event.modality == "future" or event.sense == "noun" else event.modality
                )
        return self

    def _word(self, item: Item) -> None:
        sense = item.value
        assert isinstance(sense, str)
        named = self.following[0] if self.following and self.following[0].start - item.end < 2 else None
        office = named is None or (isinstance(named.value, PersonMention) and named.value.form == "title")
        if (
            sense in ("when", "boundary")
            and self.doc.language == "de"
            and office
            and _OFFICE.match(self.doc.text, item.end)
        ):
            return  # "als Kanzler in Wien"
        if (
            sense == "boundary"
            and self.event is not None
            and named is not None
            and self._is_day(named)
            and fold(self.doc.text[item.start : item.end]).strip() in self.linking["since"]
        ):
            self.event.since = True  # "has been in Lima since Friday"
            return
        if sense == "future":
            event = self.event
            if (
                event is not None
                and event.sense in ("talks", "noun")
                and (self.be is not None or self._is_be(item))
                and not event.modality
            ):
                event.modality = "future"
            self.modality = "future" if self.modality != "wish" else "wish"
            self._note_be(item)
        elif sense in ("wish", "negation"):
            if (
                sense == "negation"
                and self.event is not None
                and self.event.sense == "noun"
                and self.be is not None
                and self.be[1] > self.event.end
            ):
                self.event.modality = "negation"
            if (
                sense == "negation"
                and self.doc.language in ("de", "nl")
                and self.event is not None
                and not self.event.places
            ):
                self.event.modality = "negation"
            self.asks = (
                sense == "wish" and self.doc.text[item.start : item.end].lower() in self.linking["ask"]
            )
            called_off = sense == "negation" and self.modality == "future" and self.doc.language == "en"
            self.modality = "cancelled" if called_off else sense  # "will not travel to"
            self._note_be(item)
        elif sense == "missed":
            self.modality = "missed"
            self._note_be(item)
        elif sense == "unreal":
            self.unreal = True
            if self.doc.language in ("de", "nl") and self.event is not None and not self.event.places:
                self.event.modality = "unreal"
        elif sense == "have":
            self.have = True
            self._note_be(item)
        elif sense == "accept":
            self.accepts = True
        elif sense.startswith("be "):
            self._note_be(item)
            if sense == "be future":
                self.modality = "future" if self.modality != "wish" else "wish"
            self.be = (sense.split()[1], item.start)
        elif sense == "relative":
            self.remote = False
            if (
                self.previous is not None
                and self.previous.kind == "person"
                and isinstance(self.previous.value, PersonMention)
            ):
                self.subject = [self.previous.value.person]
                self._last_list = self.subject
            trip = (
                self.doc.language != "en"
                and self.event is not None
                and self.event.sense == "noun"
                and self.previous is not None
            )
            if (
                trip
                and self.event is not None
                and self.previous is not None
                and self.previous.end == self.event.end
            ):
                pass  # "el viaje que tenía previsto para enero"
            elif self.event is not None and self.event.sense != "invite":
                self.event = None
            self._clear()
        elif sense == "where":
            self.where = self.last
            self.subordinate = True
            self.event = None
            self._clear()
        elif sense in ("boundary", "when"):
            self.event, self.bystander, self.until = None, False, False
            self._clear()
        elif sense == "there":
            place = self.last or self.context.place
            if place is not None and self.event is None and self.be is not None:
                self._begin(
                    Event(
                        "be",
                        self.be[0],
                        item.start,
                        item.end,
                        list(self._subjects()),
                        self.modality,
                        form="be",
                    )
                )
            if (
                place is not None
                and self.event is not None
                and not self.event.places
                and self.event.sense in ("due", "go", "arrive", "stay", "be")
            ):
                self.event.places.append(
                    Located(item, place, list(self.event.pending), bool(self.event.pending))
                )
        elif sense == "here":
            self._here(item)
        elif sense == "sidelines":
            self.where = self.where or self.last or self.context.place
        elif sense == "until":
            self.until = True
        elif sense == "subject pronoun":
            self._pronoun()
        elif sense == "visitor" and self.context.traveller is not None:
            self.subject = self._last_list = [self.context.traveller]
            self.first_subject = self.first_subject or (None if self.subordinate else self.context.traveller)
            self.event = None
        elif sense == "group":
            self.subject = self._pair(self.doc.text[item.start : item.end].lower())
            self._last_list = self.subject
            self.event = None
        elif sense == "clitic":
            self._clitic()
        elif sense == "object pronoun":
            met = [
                p
                for e in self.events
                for p in e.objects
                if p not in self.subject and self.event is not None and p not in self.event.subject
            ]
            person = met[-1] if met else self._antecedent()
            if self.event is not None and self.event.sense == "take" and self.first_subject is None:
                person = self.context.traveller or person
            elif (
                self.first_subject is not None
                and self.event is not None
                and (self.event.sense == "take" or self.first_subject not in self.event.subject)
            ):
                person = self.first_subject  # "a visit that took her to Shanghai"
            if person is not None and self.event is not None and person not in self.event.objects:
                self.event.objects.append(person)
        elif sense == "possessive" and self._is_object(item):
            self._word(item._replace(value="object pronoun"))
        elif sense == "possessive":
            self.possessor = self.subject[0] if self.subject else self._antecedent()
        elif sense == "remote":
            if self.event is not None and self.event.sense in ("meet", "talks", "say"):
                self.event.modality = "negation"
            else:
                self.remote = True
        elif sense == "ordinal":
            self.ordinal = self.ordinal_pending = self.ordinal_seen = True

    def _is_day(self, item: Item) -> bool:
        return isinstance(item.value, DateSpan) and item.value.precision == "day"

    def _is_be(self, item: Item) -> bool:
        """Whether words of what is to come begin with "is", as "is scheduled" does."""
        first = fold(self.doc.text[item.start : item.end]).split()[0]
        return function_words(self.doc.language).get(first, "").startswith("be ")

    def _note_be(self, item: Item) -> None:
        """Remember what stood before a group of auxiliaries, to ask later whether it was the subject."""
        if (
            self.previous is None
            or self.previous.kind != "word"
            or not str(self.previous.value).startswith(("be", "future", "have", "wish", "neg"))
        ):
            self._before_be = self.previous

    def _is_object(self, item: Item) -> bool:
        """Whether "her" is the object of the verb before it rather than the owner of what follows."""
        if (
            self.doc.text[item.start : item.end].lower() != "her"
            or self.event is None
            or self.event.sense not in _TAKES_OBJECT
        ):
            return False
        if self.previous is None or self.previous.end != self.event.end:
            return False
        following = self.following[0] if self.following else None
        between = self.doc.text[item.end : following.start if following else self.span[1]].split()
        return not between or between[0].lower().strip(",.") in (
            "on",
            "in",
            "at",
            "this",
            "next",
            "for",
            "and",
            "with",
            "to",
            "",
        )
