"""Reading a sentence: its places."""

import re
from dataclasses import replace

from lib.parse.dates import DateSpan
from lib.parse.folding import fold
from lib.parse.metonyms import attitudes
from lib.parse.persons import PersonMention
from lib.parse.visits.items import Item, Place, function_words
from lib.parse.visits.journeys import Event, Located
from lib.parse.visits.scan import words_for
from lib.parse.visits.scan_verbs import VerbScan


class PlaceScan(VerbScan):
    """Takes the places: where an event is, and what a place says without a verb of travel."""

    def _place(self, item: Item) -> None:
        place = item.value
        assert isinstance(place, Place)
        if place.possessive:
            if not (place.city and place.preposition in ("in", "near", "to") and self._venue(item.end)):
                return
            place = replace(place, possessive=False)
        event = self.event
        preposition = place.preposition
        direct = (
            event is not None
            and not event.places
            and event.sense in ("go", "arrive", "leave", "take", "invite")
            and self.previous is not None
            and (
                (self.previous.end == event.end and len(self.doc.text[event.end : item.start].split()) <= 1)
                or (self.previous.kind == "date" and bool(event.pending) and self._dated_object(event, item))
            )
        )
        if direct and preposition in ("", "object"):
            preposition = "object"
            place = replace(place, preposition="object")
        if (
            preposition == ""
            and event is not None
            and event.places
            and self.previous is not None
            and self.previous.kind in ("place", "date")
            and self._joined(item)
        ):
            preposition = (
                "list"  # "toured Algeria, Morocco and Tunisia", "to Tonga on Tuesday, Fiji on Wednesday"
            )
            place = replace(place, preposition="list")
        located = Located(item, place)
        if (
            preposition == ""
            and event is not None
            and self._is_stop(event.form)
            and self.be is not None
            and not event.places
        ):
            preposition, located.place = "in", replace(place, preposition="in")  # "The first stop was Havana"
        if event is not None and event.sense == "leave" and preposition == "to" and self.doc.language != "en":
            event.sense = "depart"  # "partirá el jueves hacia Lima"
        if preposition == "of" and event is not None and event.sense == "return" and self._close(event, item):
            preposition = "from"
        if preposition == "from" and event is not None and event.sense == "leave" and not event.places:
            preposition = "object"  # "took off from Baghdad"
            located.place = replace(place, preposition="object")
        if preposition == "from":
            if event is not None and event.sense == "return":
                self.events.append(
                    Event(
                        "back",
                        "past",
                        event.start,
                        event.end,
                        list(event.subject),
                        event.modality,
                        places=[located],
                        pending=list(event.pending),
                    )
                )
            self.last = place
            return
        if (
            event is not None
            and event.places
            and self.be is not None
            and self.be[1] > event.places[-1].item.end
            and preposition in ("in", "near")
        ):
            event = self.event = None  # "flew to Lima and was in Quito"
        if (
            preposition in ("in", "near")
            and event is not None
            and event.form.split()[0] in self.linking["motion"]
            and len(self.doc.text[event.end : item.start].split()) > 1
        ):
            preposition = ""  # "came out for majority rule in Rhodesia"
        if preposition == "of" and not (
            event is not None and event.sense == "noun" and not event.places and item.start - event.end < 12
        ):
            return
        if (
            preposition == ""
            and event is not None
            and self._is_stop(event.form)
            and self.be is not None
            and self.be[1] > event.end
            and not event.places
        ):
            event.tense, event.modality = (
                self.be[0],
                event.modality or self.modality or ("future" if self.be[0] == "present" else ""),
            )
            preposition = "in"
        if (
            preposition == ""
            and event is not None
            and event.sense == "receive"
            and event.places
            and not event.passive
            and self._joined(item)
        ):
            event.places.append(located)
            self.last = place
            return
        if preposition == "":
            self.waiting.append(located)
            if self.opens(item.start):
                self.last = place
            if item.start - self.span[0] < 12 and self.word_before(item.start) in self.linking["after"]:
                self.after = Located(item, place)
            return
        if preposition == "list" and not (
            self.previous is not None
            and self.previous.kind in ("place", "date", "word")
            and ((event is not None and event.places) or self.waiting)
        ):
            return
        been = (
            event is None
            and preposition == "to"
            and self.doc.before(item.start, 16).split()[-2:-1] == ["been"]
        )
        if (
            event is None
            and self.be is not None
            and (preposition in ("in", "near") or been)
            and self._be_follows()
            and not self._verb_ahead(item)
        ):
            event = Event(
                "be", self.be[0], item.start, item.start, list(self._subjects()), self.modality, form="be"
            )
            if self.remote:
                event.modality = "negation"
            self._begin(event)
        elif (
            event is not None
            and event.sense == "noun"
            and not event.places
            and self.be is not None
            and self.be[1] > event.end
            and preposition in ("in", "near")
        ):
            event.tense = self.be[0]
            event.modality = event.modality or self.modality or ("future" if self.be[0] == "present" else "")
        if (
            event is not None and event.sense == "leave" and preposition == "to"
        ):  # "left Phnom Penh on Monday for Beijing"
            dates = list(event.places[-1].dates) if event.places else list(event.pending)
            event = Event(
                "depart",
                event.tense,
                event.start,
                event.end,
                list(event.subject),
                event.modality,
                pending=dates,
            )
            self.events.append(event)
            self.event = event
        self.last = place
        if event is None:
            located.dates = list(self.lead)
            self.waiting.append(located)
            return
        if event.pending:
            located.dates, event.pending = list(event.pending), []
            located.own_date = True
            event.early = event.early or not event.places
        elif preposition == "list" and event.places and (event.early or not event.places[-1].own_date):
            located.dates = list(event.places[-1].dates)
        elif (
            self.lead
            and event.form != "gerund"
            and event.sense != "invite"
            and not any(p.own_date for p in event.places)
        ):
            located.dates = list(self.lead)
        event.places.append(located)

    def _venue(self, end: int) -> bool:
        """Whether a building follows that a city owns: "at Istanbul's Dolmabahçe Palace"."""
        words = re.split(r"[,;.:]", self.doc.text[end + 2 : end + 40])[0].split()[:4]
        named = bool(words) and words[0][:1].isupper()
        return named or any(word.lower() in self.linking["venue"] for word in words)

    def _dated_object(self, event: Event, item: Item) -> bool:
        """Whether only days stand between a verb and its place: "besuchte am Montag Lima"."""
        assert self.previous is not None
        within = [i.kind for i in self.items if event.end <= i.start < item.start]
        return (
            self.doc.language != "en"
            and set(within) == {"date"}
            and len(self.doc.text[self.previous.end : item.start].split()) <= 1
        )

    def _be_follows(self) -> bool:
        assert self.be is not None
        previous, self.previous = self.previous, self._before_be
        fits = self._follows_subject(self.be[1])
        self.previous = previous
        return fits

    def _be_reaches(self, start: int) -> bool:
        """Whether "is" goes with the place ("is again in Paris") and not with another verb ("is fighting in Paris")."""
        assert self.be is not None
        words = self.doc.folded[self.be[1] + 1 : start + 1].split()
        return len(words) < 9 and not any(w.endswith(("ing", "ed")) and w != "being" for w in words)

    def _government(self, item: Item) -> None:
        event = self.event
        if (
            event is not None
            and event.passive
            and self.word_before(item.start) in words_for("agent", self.doc.language)
        ):
            event.government = str(item.value)

    def _here(self, item: Item) -> None:
        """ "Arrived here": the place of the dateline."""
        place = self.context.dateline
        if (
            place is not None
            and self.event is not None
            and not self.event.places
            and self.event.sense in ("arrive", "go", "meet", "talks", "stay", "be", "noun", "attend", "due")
        ):
            self.event.places.append(Located(item, place, list(self.event.pending), bool(self.event.pending)))
            self.event.pending = []

    def _gap(self) -> None:
        """A verb that is not said again: "X arrives in Berlin on Wednesday, Y on Friday"."""
        told = [i for i in self.items if i.kind in ("person", "cue", "place", "date")]
        last = self.events[-1] if self.events else None
        if (
            len(told) < 4
            or last is None
            or not last.places
            or last.end > told[-2].start
            or (told[-2].kind, told[-1].kind) != ("person", "date")
        ):
            return
        mention, day = told[-2].value, told[-1].value
        assert isinstance(mention, PersonMention) and isinstance(day, DateSpan)
        before = self.doc.text[told[-3].end : told[-2].start].strip(" ,")
        if (before == "" or fold(before) in self.linking["and"]) and len(
            self.doc.text[told[-2].end : told[-1].start].split()
        ) < 2:
            place = last.places[-1]
            self.events.append(
                replace(
                    last,
                    subject=[mention.person],
                    objects=[],
                    places=[Located(place.item, place.place, [day], True)],
                )
            )

    def _scene(self) -> None:
        """ "In Dhaka, the speaker laid a wreath": a city first, then an official who does something there."""
        if self.after is not None and any(e.places and not e.modality for e in self.events):
            self.events.append(
                Event(
                    "go",
                    "past",
                    self.after.item.start,
                    self.after.item.end,
                    list(self.events[0].subject),
                    places=[self.after],
                )
            )
        heads = [w for w in self.waiting if w.place.preposition in ("", "list")]
        cue = next(
            (i for i in self.items if heads and i.value == "next" and i.start > heads[-1].item.end), None
        )
        if cue is not None and self.opens(heads[0].item.start):
            past = self.doc.text[cue.start : cue.end].endswith("ed")
            self.events.append(
                Event(
                    "go",
                    "past" if past else "base",
                    heads[0].item.start,
                    heads[-1].item.end,
                    list(self._traveller()),
                    "" if past else "future",
                    places=heads,
                )
            )
            return
        cities = [w for w in self.waiting if w.place.preposition in ("in", "near") and w.place.city]
        if not cities or self.first_subject is None or self.opening_subject is None or self.remote:
            return
        if any(e.places for e in self.events) or any(i.value == "negation" for i in self.items):
            return
        leads = cities[0].item.start - self.span[0] < 24
        nations = {
            i.value.person.country
            for i in self.items
            if isinstance(i.value, PersonMention) and i.start < cities[0].item.start
        }
        together = len(nations) > 1 and cities[0].place.country in nations
        if not leads and (cities[0].item.start < self.opening_subject or (self._speaks() and not together)):
            return
        modality = (
            "unreal" if self.unreal else ("future" if any(i.value == "future" for i in self.items) else "")
        )
        listed = [w for w in self.waiting if w is cities[0] or w.place.preposition == "list"]
        for located in listed:
            located.dates = (
                located.dates or self.loose[:1] or (self.events[-1].pending[-1:] if self.events else [])
            )
        self.events.append(
            Event(
                "attend",
                "past",
                cities[0].item.start,
                cities[0].item.end,
                [self.first_subject],
                modality,
                places=listed,
            )
        )

    def _speaks(self) -> bool:
        """Whether the subject says or thinks something of a place rather than acts in it."""
        opening = next((i for i in self.items if i.start == self.opening_subject), None)
        if opening is None or self.doc.language != "en":
            return True
        words = [
            w
            for w in self.doc.after(opening.end, 60).split()
            if w not in self.linking["before verb"]
            and function_words("en").get(w, "")[:4] not in ("be p", "have")
        ]
        return not words or words[0] in attitudes("en") or any(i.value == "relative" for i in self.items)
