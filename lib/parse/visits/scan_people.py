"""Reading a sentence: its people."""

import re

from lib.parse.persons import Person, PersonMention
from lib.parse.visits.items import Item
from lib.parse.visits.scan import Scan, words_for

_TAKES_OBJECT = frozenset(("meet", "receive", "invite", "take", "call"))


class PeopleScan(Scan):
    """Takes the people of a sentence: who acts, who is met, whom a pronoun means."""

    def _person(self, item: Item) -> None:
        mention = item.value
        assert isinstance(mention, PersonMention)
        person = mention.person
        if mention.form == "title" and self.doc.before(item.start, 8).split()[-1:] in (
            ["als"],
            ["como"],
            ["comme"],
            ["come"],
        ):
            return  # "as chancellor"
        before = self.word_before(item.start)
        if self.doc.text[item.end : item.end + 2] in ("'s", "’s", "' ", "’ "):
            self.possessor = person
            return
        event = self.event
        near = self.doc.language == "en" or (
            self.previous is not None
            and self.previous.value == "ordinal"
            and item.start - self.previous.end < 2
        )
        if mention.form == "title" and self.ordinal and near:
            self.ordinal = False
            self.ordinal_role = person.role
            return
        nearest = (
            self.earlier
            if self.previous is not None and self.previous.value == "possessive"
            else self.previous
        )
        paired = nearest is not None and (nearest.kind == "person" or nearest.value == "subject pronoun")
        listed = paired and self._joined(item, nearest) and (before in self.linking["and"] or before == "")
        if listed and self._last_list is not None and person not in self._last_list:
            self._last_list.append(person)
            return
        led = re.search(
            r"\b(?:led|headed)\s+by\s+(?:the\s+|its\s+)?\Z",
            self.doc.text[max(0, item.start - 20) : item.start],
        )
        if led and self.subject and "delegation" in self.subject[-1].kinds:
            person.country = person.country or self.subject[-1].country
            self.subject = self._last_list = [person]  # "a delegation led by the vice premier"
            return
        if before in words_for("agent", self.doc.language):
            if event is not None and event.passive:
                self._put(event.agents, person)
            elif event is not None and event.sense in ("noun", "talks"):
                if self.be is None or self.be[1] < event.end:  # not "…, was accompanied by"
                    event.subject = [person]
                    self._last_list = event.subject
            elif event is None and self._verb_ahead(item):
                self._put(self.agents, person)
            return
        if before in self.linking["with"]:
            self._put(event.objects if event is not None else self.objects, person)
            return
        if event is not None and event.sense == "receive" and event.tense == "noun":
            self._put(event.agents, person)
            return
        if before == "to" and self.previous is not None and self.previous.kind == "person":
            return  # "adviser to President Lula"
        if before in self.linking["of"]:
            if event is not None and event.sense == "noun" and event.end + 6 > item.start:
                event.subject = [person]
            return
        if (
            event is not None
            and event.sense in ("talks", "meet")
            and event.objects
            and event.places
            and before in self.linking["and"]
        ):
            self._put(event.objects, person)
            return
        if (
            event is not None
            and event.sense in _TAKES_OBJECT
            and not event.passive
            and not event.objects
            and not (event.implied and event.places)
            and (not event.places or (event.sense == "receive" and self.doc.language != "en"))
            and self._close(event, item)
        ):
            self._put(event.objects, person)
            return
        spoken = (
            self.be
            or self.have
            or self.modality
            or (self.previous is not None and self.previous.value == "subject pronoun")
        )
        if event is None and self.subject and spoken and self._verb_ahead(item):
            self._put(self.objects, person)
            return
        if (
            event is not None
            and event.implied
            and before != "a"
            and (event.sense not in _TAKES_OBJECT or event.objects)
        ):
            event.subject, event.implied = [person], False
            self.subject = self._last_list = event.subject
            if self.first_subject is None and not self.subordinate:
                self.first_subject, self.opening_subject = person, item.start
            return
        superlative = next((e for e in reversed(self.events[-2:]) if e.form == "ordinal"), None)
        if superlative is not None and mention.form == "full" and self.be is not None:
            superlative.subject, superlative.form = [person], ""
            person.role = person.role or self.ordinal_role
            self.subject = self._last_list = superlative.subject
            for later in self.events[self.events.index(superlative) + 1 :]:
                later.subject = superlative.subject
            return
        self.bystander = False
        self.replaced = self.subject
        self.subject = [person]
        self._last_list = self.subject
        self.event = None
        self.modality = "" if self.modality != "future" else self.modality
        if self.first_subject is None and not self.subordinate:
            self.first_subject = person
            self.opening_subject = item.start

    def _pronoun(self) -> None:
        person = self.first_subject or self._antecedent()
        if person is not None:
            self.bystander = False
            self.subject = [person]
            self._last_list = self.subject
            if self.first_subject is None and not self.subordinate:
                self.first_subject = person
        if self.event is not None and self.event.implied and not self.event.subject and person is not None:
            self.event.subject, self.event.implied = [person], False
        elif self.event is not None and self.event.places:
            self.event = None

    def _pair(self, words: str) -> list[Person]:
        """Whom "the two leaders" means: of that rank, those who met last, else the two of two countries named most."""
        ministers = any(w in words for w in ("minist", "министр"))
        ranks = (
            {"foreign_minister", "minister"}
            if ministers
            else {"head_of_state", "head_of_government", "monarch", "descriptor", "party"}
        )
        named = sorted(
            (p for p in self.people.persons if p.kinds & ranks and p.country), key=lambda p: -p.mentions
        )
        first = named[0] if named else None
        met = [p for p in self.context.met if p in named]
        if first in met and len(met) > 1:
            return met[:2]
        second = next((p for p in named if first and p.country != first.country), None)
        return [p for p in (first, second) if p]

    def _clitic(self) -> None:
        """A pronoun before its verb: whoever of those spoken of is not the subject of this clause."""
        known = [p for p in (self.first_subject, self.context.traveller, self._antecedent()) if p is not None]
        follows = (
            self.following[1] if len(self.following) > 1 and self.following[1].kind == "person" else None
        )
        subject = self.subject if follows is None else []
        person = next((p for p in known if p not in subject), None)
        if person is not None:
            self.objects.append(person)
