"""One sentence read left to right: who is said to go where, when, and whether it has happened."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from lib.parse.cases import in_accusative
from lib.parse.clauses import LATE_VERB, Clauses, Item, Place, function_words
from lib.parse.dates import DateSpan
from lib.parse.folding import fold
from lib.parse.lexicon import Cue, Name
from lib.parse.linking import linking_words
from lib.parse.metonyms import attitudes
from lib.parse.people import People, Person, PersonMention, honorifics
from lib.parse.sentences import Span
from lib.parse.stays import find_stay

_OFFICE = re.compile(r"\s+[A-ZÄÖÜ][a-zäöüß]+\s+[a-zäöü]")
# Languages whose verbs do not stand without a subject.
_NO_BARE_VERB = frozenset(("de", "fr", "nl", "ru", "uk"))
_GROUP_EVENTS = frozenset(("meet", "talks", "attend"))
_TAKES_OBJECT = frozenset(("meet", "receive", "invite", "take", "call"))
# Verbs that bring one to a place, not about in it.
_MOTIONS = frozenset("come comes came coming go goes went gone fly flies flew flown head heads headed heading proceed proceeds proceeded sail sails sailed continue continues continued".split())
_ENDS = ("end", "conclud", "close", "finish", "wrap", "termin", "conclu", "beende", "schlie", "заверш")
_STOPS = frozenset(("stop", "stops", "leg", "destination", "destinations", "stopover", "appointment", "port of call"))
_BETWEEN_SUBJECT_AND_VERB = frozenset(
    "also then later first already just again recently still now today twice himself herself jointly earlier soon once"
    " early late and or to himself never ever even both only".split()
)

@dataclass(slots=True)
class Located:
    """A place within an event, with the dates tied to it."""

    item: Item
    place: Place
    dates: list[DateSpan] = field(default_factory=list)
    own_date: bool = False


@dataclass(slots=True)
class Event:
    """A verb or noun of travel with those who take part."""

    sense: str
    tense: str
    start: int
    end: int
    subject: list[Person]
    modality: str = ""
    """future, wish, unreal, negation, cancelled, or nothing"""
    passive: bool = False
    objects: list[Person] = field(default_factory=list)
    agents: list[Person] = field(default_factory=list)
    government: str | None = None
    """the country of a government that invites or receives"""
    places: list[Located] = field(default_factory=list)
    pending: list[DateSpan] = field(default_factory=list)
    until: DateSpan | None = None
    progressive: bool = False
    form: str = ""
    implied: bool = False
    """whether no words of the sentence have named its subject"""
    phase: str = ""
    """begin or end, of a stay"""
    since: bool = False
    """whether its date is the day since when it lasts"""
    prior: bool = False
    """whether it lies before what the article tells ("had invited")"""
    early: bool = False
    """whether its dates stand before their places"""


@dataclass(slots=True)
class Context:
    """What the sentences before leave behind."""

    home: str | None
    """the country that most of the article's travellers come from"""
    protagonist: Person | None
    subject: Person | None = None
    traveller: Person | None = None
    place: Place | None = None
    dateline: Place | None = None
    """where the dateline says that the article was written"""
    trips: Counter[int] = field(default_factory=Counter)
    other: str | None = None
    """the country spoken of most after `home`"""


@dataclass(slots=True)
class Stop:
    """One person at one place, as one sentence tells it."""

    visitor: Person
    country: str
    """empty for a trip called off without saying where to"""
    city: str | None
    city_id: str | None
    status: str
    dates: list[DateSpan]
    until: DateSpan | None
    start: int
    end: int
    sentence: Span
    sense: str
    headline: bool
    background: bool = False
    prior: bool = False
    days: int = 0
    """how many days the stay is said to last"""
    nth: int = 0
    """which day of the stay its date is said to be"""
    phase: str = ""
    since: bool = False


class Walk:
    """Reads the items of one sentence and collects its events."""

    def __init__(self, clauses: Clauses, people: People, span: Span, context: Context, published: date | None) -> None:
        self.clauses = clauses
        self.doc = clauses.doc
        self.linking = linking_words(self.doc.language)
        self.people = people
        self.span = span
        self.context = context
        self.events: list[Event] = []
        self.background: list[tuple[Event, Located | None, DateSpan]] = []
        self.event: Event | None = None
        self.subject: list[Person] = []
        self.replaced: list[Person] = []
        self.possessor: Person | None = None
        self.waiting: list[Located] = []
        self.objects: list[Person] = []
        self.agents: list[Person] = []
        self.have = self.since = False
        self.lead: list[DateSpan] = []
        self.loose: list[DateSpan] = []
        self.modality = ""
        self.unreal = False
        self.be: tuple[str, int] | None = None
        self.where: Place | None = None
        self.last: Place | None = None
        self.until = False
        self.ordinal = False
        self.ordinal_pending = False
        self.ordinal_seen = False
        self.accepts = False
        self.remote = False
        self.subordinate = False
        self.bystander = False
        self.previous: Item | None = None
        self.earlier: Item | None = None
        self.first_subject: Person | None = None
        self.opening_subject: int | None = None
        self._last_list: list[Person] | None = None
        items = clauses.items(span)
        ahead = any(item.kind == "word" and item.value == "future" for item in items)
        self.backward = {(d.start_char, d.end_char): d for d in clauses.dates(span, published, future=False)}
        self.forward = {(d.start_char, d.end_char): d for d in clauses.dates(span, published, future=True)} if self.backward else {}
        dates = [Item(d.start_char, d.end_char, "date", d) for d in (self.forward if ahead else self.backward).values()]
        dates = [d for d in dates if not any(i.kind == "person" and i.start < d.end and d.start < i.end for i in items)]
        items = [i for i in items if i.kind not in ("cue", "word") or not any(d.start <= i.start and i.end <= d.end for d in dates)]
        self.items = sorted([*items, *dates], key=lambda item: (item.start, item.kind == "date"))
        for index, item in enumerate(self.items):
            self.following = self.items[index + 1 :]
            getattr(self, f"_{item.kind}")(item)
            self.earlier, self.previous = self.previous, item
        self._gap()
        self._scene()
        if self.unreal:
            for event in self.events:
                event.modality = "unreal" if event.modality == "future" or event.sense == "noun" else event.modality

    # -- words around ---------------------------------------------------------------------------

    def _word_before(self, start: int) -> str:
        words = self.doc.before(start, 24).split()
        while words and (words[-1] == "president" or words[-1] in self.linking["article"] or words[-1] in honorifics()):
            words.pop()
        return words[-1] if words else ""

    def _subjects(self) -> list[Person]:
        if self.subject or self.bystander:
            return self.subject
        person = self._antecedent()
        return [person] if person else []

    def _traveller(self) -> list[Person]:
        """Whose tour "the tour" is: the subject of this sentence, else whoever travelled last."""
        if self.subject:
            return self.subject
        person = self.context.traveller or self.context.protagonist
        return [person] if person else []

    def _joined(self, item: Item, previous: Item | None = None) -> bool:
        """Whether only a comma or "and" stands between the previous item and this one."""
        previous = previous or self.previous
        if previous is None:
            return False
        words = fold(self.doc.text[previous.end : item.start]).split()
        while words and words[-1] in self.linking["article"]:
            words.pop()
        return words in ([], ["as", "well", "as"], ["and", "by"]) or (len(words) == 1 and words[0] in self.linking["and"])

    def _close(self, event: Event, item: Item) -> bool:
        """Whether no clause ends between an event and an item."""
        between = self.doc.text[event.end : item.start]
        return "," not in between and len(between) < 60

    def _follows_subject(self, start: int) -> bool:
        """Whether the words just before a verb leave room for the subject at hand.

        "The alliance holds its summit in Lithuania": another noun stands there, so that the person
        named before does not hold anything.
        """
        if self.doc.language != "en":
            return True
        if self.previous is not None and isinstance(self.previous.value, PersonMention) and "delegation" in self.previous.value.person.kinds:
            return True
        folded, words = self.doc.folded, function_words("en")
        end, joined = start, False
        for _ in range(8):
            match = re.search(r"(\w+) +$", folded[max(self.span[0], end - 24) + 1 : end + 1])
            if match is None or end <= self.span[0]:
                break
            if self.previous is not None and end - (len(match.group()) - len(match.group(1))) <= self.previous.end:
                return joined or self.previous.kind != "place" or "," in self.doc.text[self.previous.end : start]
            word = match.group(1)
            if word in self.linking["and"] and self.subject:
                return True
            joined = joined or word in self.linking["and"]
            sense = words.get(word, "")
            if sense.split(" ")[0] in ("be", "have", "future", "wish", "negation", "unreal", "relative", "next", "ordinal", "there", "boundary") or sense.endswith("pronoun") or word in _BETWEEN_SUBJECT_AND_VERB or word.endswith("ly"):
                end -= len(match.group())
                continue
            gap = self.doc.text[end - (len(match.group()) - len(word)) : end]
            if "," in gap or "—" in gap or ")" in gap:
                earlier = self.items_before(start)
                named = [i for i in earlier if i.kind == "person" or i.value in ("relative", "subject pronoun", "group")]
                return bool(earlier) and not named or bool(named) and self.doc.text[named[-1].end : named[-1].end + 1] in (",", " ", "—", "(")
            return False
        return True

    def _other_subject(self, item: Item) -> bool:
        """Whether a verb without a person before it has a thing for its subject, so that it tells of nobody."""
        if self.subject or self.doc.language == "en":
            return False
        opening = max((i.end for i in self.items_before(item.start) if i.value in ("boundary", "relative", "where")), default=self.span[0])
        clause = re.split(r"[,;:—(]", self.doc.text[opening : item.start])[-1]
        words = fold(clause).split()
        start = item.start - len(clause.lstrip())
        head = next((i for i in self.items if i.end > start), None)
        if head is None or not words:
            return False
        if self.doc.language in _NO_BARE_VERB:
            return not any(i.value in ("subject pronoun", "group") for i in self.items_before(item.start))
        if head.kind == "place" and isinstance(head.value, Place) and head.start - start < 2 and head.value.preposition == "":
            return True
        return words[0] in self.linking["article"] and not (head.kind == "date" and head.start - start < 5) and head is not item

    def items_before(self, start: int) -> list[Item]:
        """The items of the sentence before an offset."""
        return [i for i in self.items if i.end <= start]

    # -- items ----------------------------------------------------------------------------------

    def _person(self, item: Item) -> None:
        mention = item.value
        assert isinstance(mention, PersonMention)
        person = mention.person
        if mention.form == "title" and self.doc.before(item.start, 8).split()[-1:] in (["als"], ["como"], ["comme"], ["come"]):
            return  # "as chancellor"
        before = self._word_before(item.start)
        if self.doc.text[item.end : item.end + 2] in ("'s", "’s", "' ", "’ "):
            self.possessor = person
            return
        event = self.event
        near = self.doc.language == "en" or (self.previous is not None and self.previous.value == "ordinal" and item.start - self.previous.end < 2)
        if mention.form == "title" and self.ordinal and near:
            self.ordinal = False
            self.ordinal_role = person.role
            return
        nearest = self.earlier if self.previous is not None and self.previous.value == "possessive" else self.previous
        paired = nearest is not None and (nearest.kind == "person" or nearest.value == "subject pronoun")
        if paired and self._joined(item, nearest) and (before in self.linking["and"] or before == ""):
            if self._last_list is not None and person not in self._last_list:
                self._last_list.append(person)
                return
        led = re.search(r"\b(?:led|headed)\s+by\s+(?:the\s+|its\s+)?\Z", self.doc.text[max(0, item.start - 20) : item.start])
        if led and self.subject and "delegation" in self.subject[-1].kinds:
            person.country = person.country or self.subject[-1].country
            self.subject = self._last_list = [person]  # "a delegation led by the vice premier"
            return
        if before in _words_for("agent", self.doc.language):
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
        if event is not None and event.sense in ("talks", "meet") and event.objects and event.places and before in self.linking["and"]:
            self._put(event.objects, person)
            return
        if (
            event is not None and event.sense in _TAKES_OBJECT and not event.passive and not event.objects and not (event.implied and event.places)
            and (not event.places or (event.sense == "receive" and self.doc.language != "en")) and self._close(event, item)
        ):  # fmt: skip
            self._put(event.objects, person)
            return
        spoken = self.be or self.have or self.modality or (self.previous is not None and self.previous.value == "subject pronoun")
        if event is None and self.subject and spoken and self._verb_ahead(item):
            self._put(self.objects, person)
            return
        if event is not None and event.implied and before != "a" and (event.sense not in _TAKES_OBJECT or event.objects):
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

    def _put(self, people: list[Person], person: Person) -> None:
        people.append(person)
        self._last_list = people

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
        if cue.sense == "do" and self.previous is not None and self.previous.value == "relative" and earlier is not None and earlier is self.event:
            return  # "a viagem que faria a Lima"
        if cue.sense == "deny":
            if earlier is not None:
                earlier.modality = "unreal"
            return
        passive = (
            cue.sense in ("receive", "invite", "take", "cancel") and cue.tense in ("past", "participle") and self.be is not None
            and not (self.objects and self.doc.language in LATE_VERB)
        ) or (cue.sense in ("receive", "invite") and self._passive_form(item))  # fmt: skip
        called_off = self.have and self.doc.language in LATE_VERB and cue.tense == "past"
        if (passive or called_off) and cue.sense == "cancel" and earlier is not None and earlier.sense in ("noun", "talks"):
            earlier.modality = "cancelled"
            self.be = None
            return
        if cue.sense == "due" and not self.subject and self.doc.text[item.end : item.end + 1] == ",":
            self.modality = "future"  # "It is expected that …"
            return
        subject = list(self._subjects()) if self._follows_subject(item.start) and not self._other_subject(item) else []
        if not subject and self.previous is not None and self.previous.kind == "cue" and earlier is not None and earlier.sense == "noun":
            subject = list(earlier.subject)
        elif self.previous is not None and self.previous.kind == "cue" and earlier is not None and earlier.sense == "noun" and not self.subject:
            subject = list(earlier.subject)
        if cue.sense == "call" and not subject and self.event is not None and self.event.sense == "do":
            subject = list(self.event.subject)  # "pay a short call on the president"
        event = Event(cue.sense, cue.tense, item.start, item.end, subject, self.modality, passive, form=cue.form)
        event.implied = not self.subject and self.doc.language != "en"
        if cue.sense in ("begin", "end"):
            event.sense, event.phase = "do", cue.sense
            if self.doc.language in LATE_VERB and earlier is not None and earlier.sense == "noun" and not earlier.places:
                event.pending, earlier.pending = earlier.pending, []  # "ein Besuch, der am Mittwoch endet"
            subject = event.subject = subject or list(earlier.subject) if earlier is not None and earlier.sense == "noun" else subject
        named = [i for i in self.items_before(item.start) if i.kind == "person"]
        if cue.sense == "receive" and not passive and named and in_accusative(self.doc.text[named[-1].start : named[-1].end], self.doc.language):
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
        if self.doc.language == "fr" and "y" in fold(cue.form).split() and self.context.place is not None and not event.places:
            event.places.append(Located(item, self.context.place))  # "s'y est rendu"
        if cue.sense == "receive" and not passive and not event.subject:
            hosts = [w for w in self.waiting if w.place.preposition == "" and w.item.end < item.start and self._opens(w.item.start)]
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
            event.sense, event.passive, event.form, self.accepts = "invite", True, "accepted", False  # "agreed to come"
            return
        if cue.tense == "base" and not self.modality:
            if self.ordinal_pending:
                event.tense, event.form = "past", "ordinal"
                if self.first_subject is not None:
                    event.subject = [self.first_subject]
            elif self.doc.language in ("es", "pt") and self.doc.before(item.start, 8).split()[-1:] in (["al"], ["ao"]):
                event.tense = "past"  # "al llegar a Lima"
            elif earlier is not None:
                event.tense, event.modality = earlier.tense, earlier.modality
                if earlier.sense == "invite":
                    event.sense, event.subject, event.objects, event.passive = "invite", earlier.subject, earlier.objects, earlier.passive
                    event.agents, event.government, event.tense = earlier.agents, earlier.government, earlier.tense
            elif self.doc.is_headline(self.span) and self._word_before(item.start) == "to":
                event.modality = "future"
            else:
                event.modality = "wish"
        elif cue.tense == "gerund":
            event.form = "gerund"
            if self.be is not None and self.be[1] + 30 > item.start:
                event.tense, event.progressive = ("present", True) if self.be[0] == "present" else ("past", True)
            elif earlier is not None:
                event.tense, event.modality = earlier.tense, self.modality or earlier.modality
            else:
                event.tense = "past"
        elif cue.tense == "future" or cue.sense == "due":
            event.modality = event.modality or "future"
        elif event.passive and self.be is not None and self.be[0] == "base" and not event.modality and earlier is not None:
            event.tense, event.modality = earlier.tense, earlier.modality  # "…, to be received by the president"

    def _invitation(self, item: Item, cue: Cue) -> None:
        """The noun: who accepts one is the guest; else whoever it is handed to."""
        event = Event("invite", "past", item.start, item.end, list(self._subjects()), form=cue.form)
        governing = self.event
        if governing is not None and fold(governing.form).strip() in _words_for("accept", self.doc.language):
            self.accepts = True  # "принял" receives and accepts
            self.events.remove(governing)
            event.subject = list(governing.subject or governing.objects)
        if self.accepts:
            event.passive, event.form = True, "accepted"
        elif self.previous is not None and isinstance(self.previous.value, PersonMention) and self.replaced and self.previous.value.person not in self.replaced:
            event.objects, event.subject = [self.previous.value.person], self.replaced
        elif governing is not None and governing.objects:
            event.objects = list(governing.objects)
        elif self._word_before(item.start) in self.linking["at"]:
            return  # "at the invitation of": no visit of its own
        self.accepts = False
        self._begin(event)

    def _noun(self, item: Item, cue: Cue) -> None:
        governing = self.event if self.event is not None and self._close(self.event, item) and not self.event.places else None
        subject = [self.possessor] if self.possessor else (list(governing.subject) if governing else []) or list(self._traveller())
        if governing is not None and governing.form == "stop" and cue.form != "stop" and len(self.doc.text[governing.end : item.start].split()) < 3:
            return  # "the first stop of the tour"
        if cue.sense == "talks" and governing is not None and governing.sense in ("go", "arrive", "due") and self.doc.language != "en":
            self.possessor = None
            return  # "kommt zu Gesprächen nach Berlin"
        event = Event(cue.sense, "past", item.start, item.end, subject, self.modality, form=cue.form)
        if governing is not None:
            event.tense, event.modality = governing.tense, self.modality or governing.modality
            event.objects = list(governing.objects)
            event.pending, event.since = governing.pending, governing.since
            event.progressive = governing.progressive
            event.phase, event.implied = governing.phase or ("do" if governing.sense in ("do", "cancel") and governing.tense != "base" else ""), governing.implied
            if governing.objects and (governing.sense == "take" or (governing.sense == "receive" and not governing.passive)):
                event.subject = governing.objects
            if governing.sense == "cancel":
                event.modality = "cancelled"
            if governing.sense == "invite":
                event.sense, event.passive, event.agents = "invite", governing.passive, governing.agents
                event.government = governing.government
            if governing.sense in ("do", "cancel", "leave", "say") or (governing.sense == "invite"):
                self.events.remove(governing)
        elif self.event is not None and self.event.modality == "future" and not event.modality:
            event.modality = "future"
        elif self.events and self.events[-1].sense in ("leave", "depart") and self._close(self.events[-1], item):
            event.tense, event.modality = self.events[-1].tense, event.modality or self.events[-1].modality
        elif self.events and self.events[-1].sense == "noun" and not self.events[-1].places:
            event.modality = event.modality or self.events[-1].modality
        self.possessor = None
        if governing is not None and governing.sense == "do" and self.doc.language in ("de", "nl"):
            event.places = [w for w in self.waiting if w.place.preposition == "" and w.item.start > governing.end]  # "bracht Polen een bezoek"
            for located in event.places:
                located.dates = list(event.pending)
        if governing is None and self.be is not None and self.be[1] + (40 if self.doc.language in LATE_VERB else 18) > item.start:
            event.tense, event.progressive = self.be[0], self.be[0] == "present"
        stops = [w for w in self.waiting if w.place.preposition in ("", "list")]
        if self.be is not None and stops and cue.form in _STOPS:
            event.places = stops
            self.waiting = [w for w in self.waiting if w not in stops]
            event.tense, event.progressive = self.be[0], False
            event.modality = event.modality or ("future" if self.be[0] == "present" else "")
        self._begin(event)

    def _begin(self, event: Event) -> None:
        event.objects.extend(self.objects)
        (event.agents if event.passive else event.objects).extend(self.agents)
        self.objects, self.agents = [], []
        event.since, self.since = event.since or self.since, False
        if self.unreal:
            event.modality = "unreal"
        noun_first = event.sense in ("noun", "talks") and self._verb_ahead(Item(event.start, event.end, "cue", ""))
        tied = [
            w for w in self.waiting if w.place.preposition in ("in", "near", "list", "to") and self._before_verb(w.item, event) and not noun_first
        ]
        if tied and not event.places and event.sense not in ("say", "invite"):
            event.places = tied
            for located in tied:
                if not located.dates and self.lead:
                    located.dates, located.own_date = list(self.lead), True
            self.waiting = [w for w in self.waiting if w not in tied]
        if self.lead and event.form != "gerund" and event.sense != "invite":
            event.pending = [*event.pending, *self.lead]
            if self.doc.language in LATE_VERB and event.sense not in ("noun", "talks"):
                self.lead = []
        self.modality = ""
        self.be = None
        self.ordinal_pending = False
        self.events.append(event)
        self.event = event

    def _before_verb(self, item: Item, event: Event) -> bool:
        """Whether a place belongs to the verb that follows it: at the head of its clause, or in a language of late verbs."""
        late = self.doc.language in LATE_VERB and not re.search(r"[,;:—]", self.doc.text[item.end : event.start])
        return late or self._opens(item.start)

    def _verb_ahead(self, item: Item) -> bool:
        """Whether the clause still awaits its verb, as in "ist am Montag in Bern eingetroffen"."""
        if self.doc.language not in LATE_VERB:
            return False
        for following in self.following:
            if "," in self.doc.text[item.end : following.start] or following.value in ("boundary", "relative", "where"):
                return False
            if isinstance(following.value, Cue) and following.value.sense not in ("noun", "talks"):
                return True
        return False

    def _opens(self, start: int) -> bool:
        """Whether a place stands at the head of its clause: "In Dhaka, …", "…, and in Dhaka …"."""
        words = re.split(r"[,;:—]", self.doc.text[self.span[0] : start])[-1].split()
        return len(words) <= 3

    def _place(self, item: Item) -> None:
        place = item.value
        assert isinstance(place, Place)
        if place.possessive:
            return
        event = self.event
        preposition = place.preposition
        direct = (
            event is not None and not event.places and event.sense in ("go", "arrive", "leave", "take", "invite")
            and self.previous is not None and (
                self.previous.end == event.end and len(self.doc.text[event.end : item.start].split()) <= 1
                or self.previous.kind == "date" and bool(event.pending) and self._dated_object(event, item)
            )
        )  # fmt: skip
        if direct and preposition in ("", "object"):
            preposition = "object"
            place = replace(place, preposition="object")
        if preposition == "" and event is not None and event.places and self.previous is not None and self.previous.kind == "place" and self._joined(item):
            preposition = "list"  # "toured Algeria, Morocco and Tunisia"
            place = replace(place, preposition="list")
        located = Located(item, place)
        if preposition == "" and event is not None and event.form in _STOPS and self.be is not None and not event.places:
            preposition, located.place = "in", replace(place, preposition="in")  # "The first stop was Havana"
        if event is not None and event.sense == "leave" and preposition == "to" and self.doc.language != "en":
            event.sense = "depart"  # "partirá el jueves hacia Lima"
        if preposition == "of" and event is not None and event.sense == "return" and self._close(event, item):
            preposition = "from"
        if preposition == "from":
            if event is not None and event.sense == "return":
                self.events.append(Event("back", "past", event.start, event.end, list(event.subject), event.modality, places=[located], pending=list(event.pending)))
            self.last = place
            return
        if preposition in ("in", "near") and event is not None and event.form.split()[0] in _MOTIONS:
            preposition = ""  # "came out for majority rule in Rhodesia"
        if preposition == "of" and not (event is not None and event.sense == "noun" and not event.places and item.start - event.end < 12):
            return
        if preposition == "" and event is not None and event.form in _STOPS and self.be is not None and self.be[1] > event.end and not event.places:
            event.tense, event.modality = self.be[0], event.modality or self.modality or ("future" if self.be[0] == "present" else "")
            preposition = "in"
        if preposition == "" and event is not None and event.sense == "receive" and event.places and not event.passive and self._joined(item):
            event.places.append(located)
            self.last = place
            return
        if preposition == "":
            self.waiting.append(located)
            if self._opens(item.start):
                self.last = place
            if item.start - self.span[0] < 12 and self._word_before(item.start) in self.linking["after"]:
                self.after = Located(item, place)
            return
        if preposition == "list" and not (
            self.previous is not None and self.previous.kind in ("place", "date", "word") and ((event is not None and event.places) or self.waiting)
        ):
            return
        been = event is None and preposition == "to" and self.doc.before(item.start, 16).split()[-2:-1] == ["been"]
        if event is None and self.be is not None and (preposition in ("in", "near") or been) and self._be_follows() and not self._verb_ahead(item):
            event = Event("be", self.be[0], item.start, item.start, list(self._subjects()), self.modality, form="be")
            if self.remote:
                event.modality = "negation"
            self._begin(event)
        elif event is not None and event.sense == "noun" and not event.places and self.be is not None and self.be[1] > event.end and preposition in ("in", "near"):
            event.tense = self.be[0]
            event.modality = event.modality or self.modality or ("future" if self.be[0] == "present" else "")
        if event is not None and event.sense == "leave" and preposition == "to":  # "left Phnom Penh on Monday for Beijing"
            dates = list(event.places[-1].dates) if event.places else list(event.pending)
            event = Event("depart", event.tense, event.start, event.end, list(event.subject), event.modality, pending=dates)
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
        elif preposition == "list" and event.places:
            located.dates = list(event.places[-1].dates)
        elif self.lead and event.form != "gerund" and event.sense != "invite" and not any(p.own_date for p in event.places):
            located.dates = list(self.lead)
        event.places.append(located)

    def _dated_object(self, event: Event, item: Item) -> bool:
        """Whether only days stand between a verb and its place, as in "besuchte am Montag Lima"; never so in English."""
        assert self.previous is not None
        within = [i.kind for i in self.items if event.end <= i.start < item.start]
        return self.doc.language != "en" and set(within) == {"date"} and len(self.doc.text[self.previous.end : item.start].split()) <= 1

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

    _before_be: Item | None = None
    after: Located | None = None
    ordinal_role: str | None = None

    def _government(self, item: Item) -> None:
        event = self.event
        if event is not None and event.passive and self._word_before(item.start) in _words_for("agent", self.doc.language):
            event.government = str(item.value)

    def _date(self, item: Item) -> None:
        day = item.value
        assert isinstance(day, DateSpan)
        event = self.event
        if self.until or self.doc.before(item.start, 10).split()[-1:] == ["through"]:
            self.until = False
            if event is not None or self.events:
                (event or self.events[-1]).until = day
            return
        words = self.doc.before(item.start, 24).split()
        origin = [w for w in words if w not in self.linking["article"]]
        if self.doc.language != "en" and day.precision == "day" and origin and origin[-1] in self.linking["since"]:
            self.since = event is None
            if event is not None:
                event.since = True
        if self.background and self.previous is not None and self.previous.value is self.background[-1][2] and self._joined(item):
            self.background.append((*self.background[-1][:2], day))
            return
        if (words[-2:-1] in (["those"], ["that"]) and words[-1:] in (["of"], ["in"]) or (words[-1:] == ["since"] and day.precision != "day")) and self.events and (words[-1:] != ["since"] or self.ordinal_seen):
            target = next((e for e in reversed(self.events) if e.places), self.events[-1])
            self.background.append((target, target.places[-1] if target.places else None, day))
            return
        if event is None and self.where is not None and self.be is not None and self.subordinate:
            event = Event("be", self.be[0], item.start, item.start, list(self._subjects()), self.modality, form="be")
            event.places = [Located(item, self.where, [day], True)]
            self._begin(event)
            return
        if event is None or (event.sense in ("leave", "return") and not event.places):
            if event is None:
                self._date_apart(item, day)
            elif event.sense == "leave" and self.doc.language != "en":
                event.pending = [day]
            return
        if self._before_when(item):
            self.lead = [day]
        if not event.places:
            event.pending = [*event.pending, day] if event.pending and event.pending[0].precision == "day" == day.precision and not self.lead else [day]
            return
        ahead = next((i for i in self.following if i.kind in ("place", "cue", "person") or i.value == "subject pronoun"), None)
        opening = self.doc.before(item.start, 12).split()[-2:]
        if ahead is not None and (ahead.kind in ("person", "cue") or ahead.value == "subject pronoun") and self.linking["and"] & set(opening):
            self.lead, self.event = [day], None
            return
        if (
            (event.early or self.linking["and"] & set(opening)) and ahead is not None and ahead.kind == "place" and isinstance(ahead.value, Place)
            and ahead.value.preposition in ("in", "to")
        ):  # fmt: skip
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
        return following is not None and following.value == "when" and self.doc.text[item.end : following.start].strip() == ","

    def _date_apart(self, item: Item, day: DateSpan) -> None:
        """A date outside any event: of what follows when it opens a clause, else of the meeting just told of."""
        later = any(i.kind in ("cue", "person") or i.value == "subject pronoun" for i in self.following)
        last = next((e for e in reversed(self.events) if e.places), None)
        if not later and last is not None and not last.places[-1].dates:
            last.places[-1].dates, last.places[-1].own_date = [day], True
            return
        late = self._verb_ahead(item) or self._before_when(item)
        if not late and self.previous is not None and self.previous.kind in ("place", "government", "cue") and item.start - self.span[0] > 30:
            self.loose.append(day)
            return
        self.lead = [day]
        for located in self.waiting:
            if not located.dates:
                located.dates = [day]

    def _word(self, item: Item) -> None:
        sense = item.value
        assert isinstance(sense, str)
        named = self.following[0] if self.following and self.following[0].start - item.end < 2 else None
        office = named is None or (isinstance(named.value, PersonMention) and named.value.form == "title")
        if sense in ("when", "boundary") and self.doc.language == "de" and office and _OFFICE.match(self.doc.text, item.end):
            return  # "als Kanzler in Wien"
        if sense == "future":
            event = self.event
            if event is not None and event.sense in ("talks", "noun") and self.be is not None and not event.modality:
                event.modality = "future"
            self.modality = "future" if self.modality != "wish" else "wish"
            self._note_be(item)
        elif sense in ("wish", "negation"):
            if sense == "negation" and self.event is not None and self.event.sense == "noun" and self.be is not None and self.be[1] > self.event.end:
                self.event.modality = "negation"
            if sense == "negation" and self.doc.language in ("de", "nl") and self.event is not None and not self.event.places:
                self.event.modality = "negation"
            self.modality = sense
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
            if self.previous is not None and self.previous.kind == "person" and isinstance(self.previous.value, PersonMention):
                self.subject = [self.previous.value.person]
                self._last_list = self.subject
            trip = self.doc.language != "en" and self.event is not None and self.event.sense == "noun" and self.previous is not None
            if trip and self.event is not None and self.previous is not None and self.previous.end == self.event.end:
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
            self.event, self.bystander = None, False
            self._clear()
        elif sense == "there":
            place = self.last or self.context.place
            if place is not None and self.event is None and self.be is not None:
                self._begin(Event("be", self.be[0], item.start, item.end, list(self._subjects()), self.modality, form="be"))
            if place is not None and self.event is not None and not self.event.places and self.event.sense in ("due", "go", "arrive", "stay", "be"):
                self.event.places.append(Located(item, place, list(self.event.pending), bool(self.event.pending)))
        elif sense == "here":
            self._here(item)
        elif sense == "sidelines":
            self.where = self.where or self.last or self.context.place
        elif sense == "until":
            self.until = True
        elif sense == "subject pronoun":
            self._pronoun()
        elif sense == "group":
            self.subject = self._pair(self.doc.text[item.start : item.end].lower())
            self._last_list = self.subject
            self.event = None
        elif sense == "clitic":
            self._clitic()
        elif sense == "object pronoun":
            met = [p for e in self.events for p in e.objects if p not in self.subject and self.event is not None and p not in self.event.subject]
            person = met[-1] if met else self._antecedent()
            if self.event is not None and self.event.sense == "take" and self.first_subject is None:
                person = self.context.traveller or person
            elif self.first_subject is not None and self.event is not None and (self.event.sense == "take" or self.first_subject not in self.event.subject):
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

    def _pair(self, words: str) -> list[Person]:
        """Whom "the two leaders" means: the two of that rank and of two countries named most."""
        ministers = any(w in words for w in ("minist", "министр"))
        ranks = {"foreign_minister", "minister"} if ministers else {"head_of_state", "head_of_government", "monarch", "descriptor", "party"}
        named = sorted((p for p in self.people.persons if p.kinds & ranks and p.country), key=lambda p: -p.mentions)
        first = named[0] if named else None
        second = next((p for p in named if first and p.country != first.country), None)
        return [p for p in (first, second) if p]

    def _note_be(self, item: Item) -> None:
        """Remember what stood before a group of auxiliaries, to ask later whether it was the subject."""
        if self.previous is None or self.previous.kind != "word" or not str(self.previous.value).startswith(("be", "future", "have", "wish", "neg")):
            self._before_be = self.previous

    def _clitic(self) -> None:
        """A pronoun before its verb: whoever of those spoken of is not the subject of this clause."""
        known = [p for p in (self.first_subject, self.context.traveller, self._antecedent()) if p is not None]
        follows = self.following[1] if len(self.following) > 1 and self.following[1].kind == "person" else None
        subject = self.subject if follows is None else []
        person = next((p for p in known if p not in subject), None)
        if person is not None:
            self.objects.append(person)

    def _clear(self) -> None:
        self.modality = ""
        self.have = False
        self.be = None

    def _here(self, item: Item) -> None:
        """ "Arrived here": the place of the dateline."""
        place = self.context.dateline
        if place is not None and self.event is not None and not self.event.places and self.event.sense in ("arrive", "go", "meet", "talks", "stay", "be", "noun", "attend", "due"):
            self.event.places.append(Located(item, place, list(self.event.pending), bool(self.event.pending)))
            self.event.pending = []

    def _is_object(self, item: Item) -> bool:
        """Whether "her" is the object of the verb before it rather than the owner of what follows."""
        if self.doc.text[item.start : item.end].lower() != "her" or self.event is None or self.event.sense not in _TAKES_OBJECT:
            return False
        if self.previous is None or self.previous.end != self.event.end:
            return False
        following = self.following[0] if self.following else None
        between = self.doc.text[item.end : following.start if following else self.span[1]].split()
        return not between or between[0].lower().strip(",.") in ("on", "in", "at", "this", "next", "for", "and", "with", "to", "")

    def _antecedent(self) -> Person | None:
        """Whom a pronoun means: the last subject, unless that is the host and somebody else is travelling."""
        last, traveller = self.context.subject, self.context.traveller
        if last is not None and traveller is not None and self.context.place is not None and last.country == self.context.place.country != traveller.country:
            return traveller
        return last or self.context.protagonist

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

    def _gap(self) -> None:
        """A verb that is not said again: "X arrives in Berlin on Wednesday, Y on Friday"."""
        told = [i for i in self.items if i.kind in ("person", "cue", "place", "date")]
        last = self.events[-1] if self.events else None
        if len(told) < 4 or last is None or not last.places or last.end > told[-2].start or (told[-2].kind, told[-1].kind) != ("person", "date"):
            return
        mention, day = told[-2].value, told[-1].value
        assert isinstance(mention, PersonMention) and isinstance(day, DateSpan)
        before = self.doc.text[told[-3].end : told[-2].start].strip(" ,")
        if (before == "" or fold(before) in self.linking["and"]) and len(self.doc.text[told[-2].end : told[-1].start].split()) < 2:
            place = last.places[-1]
            self.events.append(replace(last, subject=[mention.person], objects=[], places=[Located(place.item, place.place, [day], True)]))

    def _scene(self) -> None:
        """ "In Dhaka, the speaker laid a wreath": a city first, then an official who does something there. """
        if self.after is not None and any(e.places and not e.modality for e in self.events):
            self.events.append(Event("go", "past", self.after.item.start, self.after.item.end, list(self.events[0].subject), places=[self.after]))
        heads = [w for w in self.waiting if w.place.preposition in ("", "list")]
        cue = next((i for i in self.items if heads and i.value == "next" and i.start > heads[-1].item.end), None)
        if cue is not None and self._opens(heads[0].item.start):
            past = self.doc.text[cue.start : cue.end].endswith("ed")
            self.events.append(
                Event("go", "past" if past else "base", heads[0].item.start, heads[-1].item.end, list(self._traveller()), "" if past else "future", places=heads)
            )
            return
        cities = [w for w in self.waiting if w.place.preposition in ("in", "near") and w.place.city]
        if not cities or self.first_subject is None or self.opening_subject is None or self.remote:
            return
        if any(e.places for e in self.events) or any(i.value == "negation" for i in self.items):
            return
        leads = cities[0].item.start - self.span[0] < 24
        nations = {i.value.person.country for i in self.items if isinstance(i.value, PersonMention) and i.start < cities[0].item.start}
        together = len(nations) > 1 and cities[0].place.country in nations
        if not leads and (cities[0].item.start < self.opening_subject or (self._speaks() and not together)):
            return
        modality = "unreal" if self.unreal else ("future" if any(i.value == "future" for i in self.items) else "")
        listed = [w for w in self.waiting if w is cities[0] or w.place.preposition == "list"]
        for located in listed:
            located.dates = located.dates or self.loose[:1] or (self.events[-1].pending[-1:] if self.events else [])
        self.events.append(Event("attend", "past", cities[0].item.start, cities[0].item.end, [self.first_subject], modality, places=listed))

    def _speaks(self) -> bool:
        """Whether the subject says or thinks something of a place rather than acts in it."""
        opening = next((i for i in self.items if i.start == self.opening_subject), None)
        if opening is None or self.doc.language != "en":
            return True
        words = [w for w in self.doc.after(opening.end, 60).split() if w not in _BETWEEN_SUBJECT_AND_VERB and function_words("en").get(w, "")[:4] not in ("be p", "have")]
        return not words or words[0] in attitudes("en") or any(i.value == "relative" for i in self.items)


@cache
def _words_for(sense: str, language: str) -> frozenset[str]:
    return frozenset(word for word, s in function_words(language).items() if s == sense)


def read_stops(clauses: Clauses, people: People, span: Span, context: Context, published: date | None) -> list[Stop]:
    """The stops that one sentence tells; `context` is brought up to date for the next."""
    walk = Walk(clauses, people, span, context, published)
    headline = clauses.doc.is_headline(span)
    found: list[Stop] = []
    stay = find_stay(clauses.doc.folded[span[0] : span[1] + 2], clauses.doc.language)
    for event in walk.events:
        _date_by_tense(event, walk)
    _hand_on(walk.events, max(stay.days, stay.nth) if stay else 0)
    for event in walk.events:
        if event.modality in ("negation", "wish", "unreal"):
            continue
        if not event.places and event.sense in _GROUP_EVENTS and (earlier := _earlier(walk.events, event)):
            event.places = [Located(earlier.item, earlier.place, event.pending or earlier.dates, True)]
        if not event.places and event.sense == "meet" and (after := _talks_after(walk.events, event)):
            event.places = [Located(after.item, after.place, event.pending or after.dates, True)]
        if not event.places and walk.where is not None and event.sense not in ("do", "say"):
            item = Item(event.start, event.end, "place", walk.where)
            event.places = [Located(item, walk.where, list(event.pending), bool(event.pending))]
        status = _status(event)
        told = len(found)
        if event.modality == "cancelled" and not event.places:
            if any(stop.visitor in event.subject for stop in found):
                for stop in found:
                    if stop.visitor in event.subject:
                        stop.status = "cancelled"
            else:
                found.extend(Stop(p, "", None, None, "cancelled", event.pending, None, event.start, event.end, span, "cancel", headline) for p in event.subject)
        elif event.places and event.sense not in ("invite", "call"):
            for located in event.places:
                found.extend(_stops_at(event, located, status, people, context, span, headline))
        else:
            found.extend(_stops_with_host(event, status, people, span, headline))
        for stop in found[told:]:
            stop.phase, stop.since = event.phase, event.since
    for event, place, day in walk.background:
        if place is not None and event.modality not in ("negation", "unreal"):
            stops = _stops_at(replace(event, sense="go", until=None), Located(place.item, place.place, [day]), "completed", people, context, span, headline)
            found.extend(replace(stop, background=True) for stop in stops)
    staying = [stop for stop in found if not stop.background]
    if stay is not None and staying:
        under_way = any(s.status == "ongoing" for s in staying)
        said = min(staying, key=lambda s: (s.until is None, not s.dates, abs(s.start - span[0] - stay.position)))
        said.days, said.nth = stay.days, stay.nth
        said.phase = said.phase or ("begin" if under_way else "")
    if not headline:
        if walk.first_subject is not None and (walk.events or clauses.doc.language == "en"):
            context.subject = walk.first_subject
        for stop in found:
            context.trips[id(stop.visitor)] += 1
            if context.traveller is None or context.trips[id(stop.visitor)] >= context.trips[id(context.traveller)]:
                context.traveller = stop.visitor
    if walk.last is not None:
        context.place = walk.last
    return found


def _date_by_tense(event: Event, walk: Walk) -> None:
    """Read an event's weekdays forward when it is still to come, backward when it is past."""
    ahead = _status(event) in ("planned", "present", "cancelled")
    known = walk.forward if ahead and not event.since else walk.backward
    event.pending = [known.get((d.start_char, d.end_char), d) for d in event.pending]
    for located in event.places:
        located.dates = [known.get((d.start_char, d.end_char), d) for d in located.dates]
    if event.until is not None:
        event.until = walk.forward.get((event.until.start_char, event.until.end_char), event.until)


def _hand_on(events: list[Event], days: int) -> None:
    """Give the place told before the dates of what is said of the stay after: "… that began on Thursday"."""
    event: Event | None = None
    for following in events:
        if event is None or following.places:
            undated = following.places and not any(p.dates for p in following.places)
            if event is not None and not event.places and event.pending and (event.sense == "arrive" or (undated and following.sense == "noun" and days > 1)):
                following.places[-1].dates = [*event.pending, *following.places[-1].dates]
            if event is not None and event.sense == "return" and event.places and undated and days > 1 and following.sense == "noun":
                following.places[-1].dates = list(event.places[-1].dates)
            if event is not None and event.places and following.sense == "depart" and following.tense == "past" and not following.modality:
                event.until = event.until or next((d for p in following.places for d in p.dates), None)
            event = following
            continue
        if not event.places:
            event = following if following.pending or event.sense != "arrive" else event
            continue
        event.until = event.until or following.until
        place = event.places[-1]
        if following.sense == "do" and event.sense == "talks" and (following.tense == "present" or following.form.startswith("follow")):
            event.modality = event.modality or "future"
        if not following.pending or following.modality == "negation":
            continue
        if following.sense == "leave" and following.tense != "past" and event.sense in ("arrive", "be", "stay", "noun"):
            event.until = event.until or following.pending[-1]  # "arrived on Monday and leaves tomorrow"
        elif (following.sense == "talks" or (following.sense == "noun" and following.subject == event.subject)) and not place.dates:
            place.dates, place.own_date = list(following.pending), True
        elif following.sense == "do" and (following.form.startswith(_ENDS) or (following.phase == "end" and following.tense != "past")):
            event.until = event.until or following.pending[-1]
        elif following.sense in ("do", "meet") and event.sense in ("noun", "arrive", "be", "stay", "go") and place.dates != following.pending:
            place.dates = [*place.dates, *following.pending]


def _earlier(events: list[Event], event: Event) -> Located | None:
    """The last place told before an event of the same sentence."""
    placed = [
        p for e in events if e.start < event.start and (e.modality == event.modality or e.sense == "arrive") and e.subject for p in e.places if p.place.preposition in ("in", "near")
    ]
    return placed[-1] if placed else None


def _talks_after(events: list[Event], event: Event) -> Located | None:
    """The place of the summit on whose sidelines a meeting took place."""
    return next((p for e in events if e.start > event.start and e.sense == "talks" and e.modality == event.modality for p in e.places), None)


def _status(event: Event) -> str:
    if event.modality == "cancelled":
        return "cancelled"
    if event.sense == "invite":
        return "invited"
    if event.modality == "future" or event.tense == "base" or (event.sense == "receive" and event.progressive and event.tense == "present"):
        return "planned"
    if event.sense == "depart" and event.tense != "present":
        return "departed"
    if event.tense == "present" and (event.sense in ("be", "stay") or (event.sense == "noun" and not event.phase) or (event.progressive and event.sense != "depart")):
        return "ongoing"
    return "present" if event.tense == "present" else "completed"


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
        if person in event.subject and person.country is None and not person.kinds & {"party", "descriptor"}:
            person.country = context.home if context.home != host else context.other
        if person.country and person.country != host and not any(p.country == person.country for p in found):
            found.append(person)
    return found


def _stops_at(event: Event, located: Located, status: str, people: People, context: Context, span: Span, headline: bool) -> list[Stop]:
    place = located.place
    if event.sense in ("meet", "talks", "say", "attend", "do", "stay") and place.preposition == "to":
        return []
    if event.sense == "leave" and place.preposition != "object":
        return []
    dates = located.dates
    return [
        Stop(person, place.country, place.city, place.city_id, status, dates, event.until, min(event.start, located.item.start),
             max(event.end, located.item.end), span, event.sense, headline)
        for person in _visitors(event, place.country, people, context)
    ]  # fmt: skip


def _city_in(country: str, event: Event) -> tuple[str | None, str | None]:
    """The city of an event that lies in `country`, with its id."""
    return next(((p.place.city, p.place.city_id) for p in event.places if p.place.country == country), (None, None))


def _stops_with_host(event: Event, status: str, people: People, span: Span, headline: bool) -> list[Stop]:
    """Stops whose place is told only by who receives or invites."""
    if event.sense == "call":  # "called on the presidents of Guinea and Mali"
        return [
            Stop(guest, host.country, *_city_in(host.country, event), status, event.pending, None, event.start, event.end, span, event.sense, headline)
            for host in event.objects
            for guest in event.subject[:1]
            if host.country and guest.country and guest.country != host.country and people.is_official(guest)
        ]
    if event.sense not in ("receive", "invite"):
        return []
    guests = event.subject if event.passive else event.objects
    hosts = event.agents if event.passive else event.subject
    if event.sense == "receive" and event.tense == "noun":
        guests, hosts = event.subject, event.agents
    places = [(p.place.country, p.place.city, p.place.city_id, p.dates) for p in event.places]
    if not places:
        country = event.government or next((h.country for h in hosts if h.country), None)
        places = [(country, None, None, event.pending)] if country else []
    accepted = event.form == "accepted"
    return [
        Stop(guest, country, city, city_id, "planned" if accepted and dates else status, dates, event.until, event.start, event.end, span, event.sense, headline, prior=event.prior)
        for country, city, city_id, dates in places
        for guest in guests
        if guest.country and guest.country != country and people.is_official(guest)
    ]
