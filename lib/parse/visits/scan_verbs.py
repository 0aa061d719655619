"""Reading a sentence: its verbs and nouns of travel."""

from dataclasses import replace

from lib.parse.folding import fold
from lib.parse.lexicon import Cue, Name
from lib.parse.persons import PersonMention
from lib.parse.visits.cases import in_accusative
from lib.parse.visits.items import LATE_VERB, Item, function_words
from lib.parse.visits.journeys import Event, Located
from lib.parse.visits.scan import words_for
from lib.parse.visits.scan_people import PeopleScan


class VerbScan(PeopleScan):
    """Takes the verbs and nouns of travel: what is done, whether it has happened."""

    def _cue(self, item: Item) -> None:
        cue = item.value
        assert isinstance(cue, Cue)
        if cue.sense == "stop":
            cue = replace(cue, sense="noun", form="stop")
        if cue.sense in ("noun", "talks"):
            self._noun(item, cue)
            return
        if cue.sense == "invite" and cue.tense == "noun":
            self._invitation(item, cue)
            return
        earlier = self.events[-1] if self.events else None
        if (
            cue.sense == "do"
            and self.previous is not None
            and self.previous.value == "relative"
            and earlier is not None
            and earlier is self.event
        ):
            return  # "a viagem que faria a Lima"
        if cue.sense == "deny":
            if earlier is not None:
                earlier.modality = "unreal"
            return
        passive = (
            cue.sense in ("receive", "invite", "take", "cancel")
            and cue.tense in ("past", "participle")
            and self.be is not None
            and not (self.objects and self.doc.language in LATE_VERB)
        ) or (cue.sense in ("receive", "invite") and self._passive_form(item))
        called_off = self.have and self.doc.language in LATE_VERB and cue.tense == "past"
        if (
            (passive or called_off)
            and cue.sense == "cancel"
            and earlier is not None
            and earlier.sense in ("noun", "talks")
        ):
            earlier.modality = "cancelled"
            self.be = None
            return
        if cue.sense == "due" and self.doc.before(item.start, 12).endswith("had been"):
            self.modality = "missed"  # "had been expected in Lima"
        if cue.sense == "due" and not self.subject and self.doc.text[item.end : item.end + 1] == ",":
            self.modality = "future"  # "It is expected that …"
            return
        subject = (
            list(self._subjects())
            if self._follows_subject(item.start) and not self._other_subject(item)
            else []
        )
        if (
            not (subject and self.subject)
            and self.previous is not None
            and self.previous.kind == "cue"
            and earlier is not None
            and earlier.sense == "noun"
        ):
            subject = list(earlier.subject)
        if cue.sense == "call" and not subject and self.event is not None and self.event.sense == "do":
            subject = list(self.event.subject)  # "pay a short call on the president"
        event = Event(
            cue.sense, cue.tense, item.start, item.end, subject, self.modality, passive, form=cue.form
        )
        event.implied = not self.subject and self.doc.language != "en"
        if cue.sense in ("begin", "end"):
            event.sense, event.phase = "do", cue.sense
            if (
                self.doc.language in LATE_VERB
                and earlier is not None
                and earlier.sense == "noun"
                and not earlier.places
            ):
                event.pending, earlier.pending = earlier.pending, []  # "ein Besuch, der am Mittwoch endet"
            subject = event.subject = (
                subject or list(earlier.subject)
                if earlier is not None and earlier.sense == "noun"
                else subject
            )
        named = [i for i in self.items_before(item.start) if i.kind == "person"]
        if (
            cue.sense == "receive"
            and not passive
            and named
            and in_accusative(self.doc.text[named[-1].start : named[-1].end], self.doc.language)
        ):
            event.subject, event.objects, event.implied = [], list(self.subject), True
        self._tense(event, cue, item, earlier)
        if cue.sense == "take" and not event.objects and any(e.sense == "noun" for e in self.events):
            event.form = "tour"
        if cue.sense == "receive" and cue.tense == "noun":
            event.government = self._nation_after(item.end)
            if earlier is not None and earlier is self.event:
                event.modality = event.modality or earlier.modality
        event.prior = self.doc.before(item.start, 8).split()[-1:] == ["had"]
        if self.remote:
            event.modality = "negation"
        self._begin(event)
        if (
            self.doc.language == "fr"
            and "y" in fold(cue.form).split()
            and self.context.place is not None
            and not event.places
        ):
            event.places.append(Located(item, self.context.place))  # "s'y est rendu"
        if cue.sense == "receive" and not passive and not event.subject:
            hosts = [
                w
                for w in self.waiting
                if w.place.preposition == "" and w.item.end < item.start and self.opens(w.item.start)
            ]
            event.places = event.places or hosts  # "Athens received him on Monday"
            self.waiting = [w for w in self.waiting if w not in hosts]

    def _nation_after(self, end: int) -> str | None:
        """The country in "guest of the Soviet leadership"."""
        hit = next((h for h in self.clauses.within((end, min(end + 24, self.span[1])))[1]), None)
        entry = hit.entries[0] if hit else None
        return entry.country if isinstance(entry, Name) and entry.kind in ("country", "demonym") else None

    def _passive_form(self, item: Item) -> bool:
        """Whether the form itself is passive, as in "foi recebido", "a été reçu", "wird empfangen"."""
        senses = function_words(self.doc.language)
        words = fold(self.doc.text[item.start : item.end]).split()
        return len(words) > 1 and any(senses.get(word, "").startswith(("be ", "agent")) for word in words)

    def _tense(self, event: Event, cue: Cue, item: Item, earlier: Event | None) -> None:
        """Settle an event's tense and modality from its form and what stands before it."""
        if cue.tense == "base" and self.accepts and cue.sense in ("go", "arrive"):
            event.sense, event.passive, event.form, self.accepts = (
                "invite",
                True,
                "accepted",
                False,
            )  # "agreed to come"
            return
        if cue.tense == "base" and self.asks and self.replaced and cue.sense in ("go", "arrive"):
            event.sense, event.modality = "invite", ""  # "asked the premier to come"
            event.subject, event.objects = self.replaced, list(self.subject)
            return
        if cue.tense == "base" and not self.modality:
            if self.ordinal_pending:
                event.tense, event.form = "past", "ordinal"
                if self.first_subject is not None:
                    event.subject = [self.first_subject]
            elif self.doc.language in ("es", "pt") and self.doc.before(item.start, 8).split()[-1:] in (
                ["al"],
                ["ao"],
            ):
                event.tense = "past"  # "al llegar a Lima"
            elif earlier is not None:
                event.tense, event.modality = earlier.tense, earlier.modality
                if earlier.sense == "invite":
                    event.sense, event.subject, event.objects, event.passive = (
                        "invite",
                        earlier.subject,
                        earlier.objects,
                        earlier.passive,
                    )
                    event.agents, event.government, event.tense = (
                        earlier.agents,
                        earlier.government,
                        earlier.tense,
                    )
            elif self.doc.is_headline(self.span) and self.word_before(item.start) == "to":
                event.modality = "future"
            else:
                event.modality = "wish"
        elif cue.tense == "gerund":
            event.form = "gerund"
            if self.be is not None and self.be[1] + 30 > item.start:
                event.tense, event.progressive = (
                    ("present", True) if self.be[0] == "present" else ("past", True)
                )
            elif earlier is not None:
                event.tense, event.modality = earlier.tense, self.modality or earlier.modality
            else:
                event.tense = "past"
        elif cue.tense == "future" or cue.sense == "due":
            event.modality = event.modality or "future"
        elif cue.form.startswith("followed") and earlier is not None and self.be is None:
            event.tense, event.modality = earlier.tense, earlier.modality  # "…, followed by a summit"
        elif (
            event.passive
            and self.be is not None
            and self.be[0] == "base"
            and not event.modality
            and earlier is not None
        ):
            event.tense, event.modality = (
                earlier.tense,
                earlier.modality,
            )  # "…, to be received by the president"

    def _invitation(self, item: Item, cue: Cue) -> None:
        """The noun: who accepts one is the guest; else whoever it is handed to."""
        event = Event("invite", "past", item.start, item.end, list(self._subjects()), form=cue.form)
        governing = self.event
        if governing is not None and fold(governing.form).strip() in words_for("accept", self.doc.language):
            self.accepts = True  # "принял" receives and accepts
            self.events.remove(governing)
            event.subject = list(governing.subject or governing.objects)
        if self.accepts:
            event.passive, event.form = True, "accepted"
        elif (
            self.previous is not None
            and isinstance(self.previous.value, PersonMention)
            and self.replaced
            and self.previous.value.person not in self.replaced
        ):
            event.objects, event.subject = [self.previous.value.person], self.replaced
        elif governing is not None and governing.objects:
            event.objects = list(governing.objects)
        elif self.word_before(item.start) in self.linking["at"]:
            return  # "at the invitation of": no visit of its own
        self.accepts = False
        self._begin(event)

    def _noun(self, item: Item, cue: Cue) -> None:
        governing = (
            self.event
            if self.event is not None and self._close(self.event, item) and not self.event.places
            else None
        )
        subject = (
            [self.possessor]
            if self.possessor
            else (list(governing.subject) if governing else []) or list(self._traveller())
        )
        if (
            governing is not None
            and governing.form == "stop"
            and cue.form != "stop"
            and len(self.doc.text[governing.end : item.start].split()) < 3
        ):
            return  # "the first stop of the tour"
        if (
            cue.sense == "talks"
            and governing is not None
            and governing.sense in ("go", "arrive", "due")
            and self.doc.language != "en"
        ):
            self.possessor = None
            return  # "kommt zu Gesprächen nach Berlin"
        event = Event(cue.sense, "past", item.start, item.end, subject, self.modality, form=cue.form)
        if governing is not None:
            event.tense, event.modality = governing.tense, self.modality or governing.modality
            event.objects = list(governing.objects)
            event.pending, event.since = governing.pending, governing.since
            event.progressive = governing.progressive
            event.phase, event.implied = (
                governing.phase
                or ("begin" if governing.sense == "arrive" else "")
                or ("do" if governing.sense in ("do", "cancel") and governing.tense != "base" else ""),
                governing.implied,
            )
            if governing.objects and (
                governing.sense == "take" or (governing.sense == "receive" and not governing.passive)
            ):
                event.subject = governing.objects
            if governing.sense == "cancel":
                event.modality, event.pending, self.lead = (
                    "cancelled",
                    [],
                    [],
                )  # dates so far are of the decision
            if governing.sense == "invite":
                event.sense, event.passive, event.agents = "invite", governing.passive, governing.agents
                event.government = governing.government
            if governing.sense == "say":
                event.phase = "said"  # "announced the trip on Monday": the day is no day of the trip
            if governing.sense in ("do", "cancel", "leave", "say") or (governing.sense == "invite"):
                self.events.remove(governing)
        elif self.event is not None and self.event.modality == "future" and not event.modality:
            event.modality = "future"
        elif (
            self.events
            and self.events[-1].sense in ("leave", "depart")
            and self._close(self.events[-1], item)
        ):
            event.tense, event.modality = self.events[-1].tense, event.modality or self.events[-1].modality
        elif cue.sense == "talks" and self.events and self.events[-1].modality == "future":
            event.modality = event.modality or "future"  # "will land in Lima before talks with …"
        elif self.events and self.events[-1].sense == "noun" and not self.events[-1].places:
            event.modality = event.modality or self.events[-1].modality
        self.possessor = None
        if governing is not None and governing.sense == "do" and self.doc.language in ("de", "nl"):
            event.places = [
                w for w in self.waiting if w.place.preposition == "" and w.item.start > governing.end
            ]  # "bracht Polen een bezoek"
            for located in event.places:
                located.dates = list(event.pending)
        if (
            governing is None
            and self.be is not None
            and self.be[1] + (40 if self.doc.language in LATE_VERB else 18) > item.start
        ):
            event.tense, event.progressive = self.be[0], self.be[0] == "present"
        stops = [w for w in self.waiting if w.place.preposition in ("", "list")]
        if self.be is not None and stops and self._is_stop(cue.form):
            event.places = stops
            self.waiting = [w for w in self.waiting if w not in stops]
            event.tense, event.progressive = self.be[0], False
            event.modality = event.modality or ("future" if self.be[0] == "present" else "")
        self._begin(event)
