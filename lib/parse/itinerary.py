"""One sentence read left to right: who is said to go where, when, and whether it has happened."""

from dataclasses import dataclass, field, replace
from datetime import date

from lib.parse.clauses import Clauses, Item, Place, function_words
from lib.parse.dates import DateSpan
from lib.parse.lexicon import Cue
from lib.parse.people import People, Person, PersonMention
from lib.parse.sentences import Span

_WITH = frozenset(("with", "con", "com", "avec", "mit", "с", "со", "alongside", "beside", "met", "meet", "to meet"))
_OF = frozenset(("of", "de", "del", "do", "da", "du", "von", "di"))
_NEVER_ALONE = frozenset(("meet", "talks", "say", "attend", "do"))
_TAKES_OBJECT = frozenset(("meet", "receive", "invite", "take"))


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
    """future, wish, negation, cancelled, or nothing"""
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


@dataclass(slots=True)
class Context:
    """What the sentences before leave behind."""

    home: str | None
    """the country that most of the article's travellers come from"""
    protagonist: Person | None
    subject: Person | None = None
    place: Place | None = None


@dataclass(slots=True)
class Stop:
    """One person at one place, as one sentence tells it."""

    visitor: Person
    country: str
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


class Walk:
    """Reads the items of one sentence and collects its events."""

    def __init__(self, clauses: Clauses, people: People, span: Span, context: Context, published: date | None) -> None:
        self.clauses = clauses
        self.doc = clauses.doc
        self.people = people
        self.span = span
        self.context = context
        self.events: list[Event] = []
        self.event: Event | None = None
        self.subject: list[Person] = []
        self.possessor: Person | None = None
        self.waiting: list[Located] = []
        self.objects: list[Person] = []
        self.lead: list[DateSpan] = []
        self.modality = ""
        self.be: tuple[str, int] | None = None
        self.where: Place | None = None
        self.last: Place | None = None
        self.until = False
        self.ordinal = False
        self.remote = False
        self.previous: Item | None = None
        self.first_subject: Person | None = None
        self.subordinate = False
        items = clauses.items(span)
        dates = [Item(d.start_char, d.end_char, "date", d) for d in clauses.dates(span, published, future=self._looks_ahead(items))]
        self.items = sorted([*items, *dates], key=lambda item: (item.start, item.kind == "date"))
        for index, item in enumerate(self.items):
            self.following = self.items[index + 1 :]
            getattr(self, f"_{item.kind}")(item)
            self.previous = item

    def _looks_ahead(self, items: list[Item]) -> bool:
        return any(item.kind == "word" and item.value == "future" for item in items)

    # -- words around ---------------------------------------------------------------------------

    def _word_before(self, start: int) -> str:
        words = self.doc.before(start, 24).split()
        while words and words[-1] in ("the", "president", "his", "her", "el", "la", "o", "a", "le", "der", "dem", "den"):
            words.pop()
        return words[-1] if words else ""

    def _subject(self) -> list[Person]:
        if self.subject:
            return self.subject
        person = self.context.subject or self.context.protagonist
        return [person] if person else []

    def _joined(self, item: Item) -> bool:
        """Whether only a comma or "and" stands between the previous item and this one."""
        if self.previous is None:
            return False
        between = self.doc.text[self.previous.end : item.start].strip(" \u00a0\n,").lower()
        return between in ("", "and", "y", "e", "et", "und", "и", "as well as")

    # -- items ----------------------------------------------------------------------------------

    def _person(self, item: Item) -> None:
        mention = item.value
        assert isinstance(mention, PersonMention)
        person = mention.person
        before = self._word_before(item.start)
        if self.doc.text[item.end : item.end + 2] in ("'s", "’s", "' ", "’ "):
            self.possessor = person
            return
        event = self.event
        if mention.form == "title" and self.ordinal:
            self.ordinal = False
            return
        if self.previous is not None and self.previous.kind == "person" and self._joined(item) and before in ("and", "y", "e", "et", "und", "и", ""):
            target = self._last_list
            if target is not None and person not in target:
                target.append(person)
                return
        if before in _agent_words(self.doc.language):
            if event is not None and event.passive:
                self._put(event.agents, person)
            elif event is not None and event.sense in ("noun", "talks"):
                event.subject = [person]
                self._last_list = event.subject
            return
        if before in _WITH:
            self._put(event.objects if event is not None else self.objects, person)
            return
        if event is not None and event.form == "guest of" or (event is not None and event.sense == "receive" and event.tense == "noun"):
            self._put(event.agents, person)
            return
        if before in _OF:
            if event is not None and event.sense == "noun" and event.end + 6 > item.start:
                event.subject = [person]
            return
        if event is not None and event.sense in _TAKES_OBJECT and not event.passive and not event.objects and not event.places and self._close(event, item):
            self._put(event.objects, person)
            return
        if event is not None and event.sense == "due" and not event.subject:
            event.subject = [person]
            return
        if self.events and self.events[-1].form == "ordinal":
            self.events[-1].subject = [person]
            self._last_list = self.events[-1].subject
            return
        self.subject = [person]
        self._last_list = self.subject
        self.event = None
        if self.first_subject is None and not self.subordinate:
            self.first_subject = person

    _last_list: list[Person] | None = None

    def _put(self, people: list[Person], person: Person) -> None:
        people.append(person)
        self._last_list = people

    def _close(self, event: Event, item: Item) -> bool:
        """Whether no clause ends between an event and an item."""
        between = self.doc.text[event.end : item.start]
        return "," not in between and len(between) < 60

    def _cue(self, item: Item) -> None:
        cue = item.value
        assert isinstance(cue, Cue)
        if cue.sense in ("noun", "talks"):
            self._noun(item, cue)
            return
        inherited = self.events[-1] if self.events else None
        passive = cue.sense in ("receive", "invite", "take", "cancel") and cue.tense in ("past", "participle") and self.be is not None
        event = Event(cue.sense, cue.tense, item.start, item.end, list(self._subject()), self.modality, passive, form=cue.form)
        if cue.tense == "base" and not self.modality:
            if self.ordinal_pending:
                event.tense, event.form = "past", "ordinal"
            elif inherited is not None:
                event.tense, event.modality = inherited.tense, inherited.modality
                if inherited.sense == "invite":
                    event.sense, event.subject, event.objects, event.passive = "invite", inherited.subject, inherited.objects, inherited.passive
                    event.agents, event.government, event.tense = inherited.agents, inherited.government, inherited.tense
            elif self.doc.is_headline(self.span) and self._word_before(item.start) == "to":
                event.modality = "future"
            else:
                event.modality = "wish"
        elif cue.tense == "gerund":
            if self.be is not None and self.be[1] + 30 > item.start:
                event.tense, event.progressive = ("present", True) if self.be[0] == "present" else ("past", True)
            elif inherited is not None:
                event.tense, event.modality = inherited.tense, self.modality or inherited.modality
            else:
                event.tense = "past"
        elif cue.tense == "future":
            event.modality = event.modality or "future"
        if cue.sense == "due":
            event.modality = event.modality or "future"
        if self.remote:
            event.modality = "negation"
        self._begin(event)

    def _noun(self, item: Item, cue: Cue) -> None:
        governing = self.event if self.event is not None and self._close(self.event, item) and not self.event.places else None
        subject = [self.possessor] if self.possessor else (governing.subject if governing else list(self._subject()))
        if governing is not None and governing.sense == "take" and governing.objects:
            subject = governing.objects
        event = Event(cue.sense, "past", item.start, item.end, list(subject), self.modality, form=cue.form)
        if governing is not None:
            event.tense, event.modality = governing.tense, self.modality or governing.modality
            event.objects = list(governing.objects)
            event.pending = governing.pending
            if governing.sense == "cancel":
                event.modality = "cancelled"
            if governing.sense == "invite":
                event.sense, event.objects, event.passive, event.agents = "invite", governing.objects, governing.passive, governing.agents
                event.government = governing.government
            if governing in self.events and governing.sense in ("do", "cancel", "leave", "receive", "say", "take") and not governing.places and governing.sense != "receive":
                self.events.remove(governing)
        elif self.events and self.events[-1].sense == "noun" and not self.events[-1].places:
            event.modality = event.modality or self.events[-1].modality
        self.possessor = None
        if self.be is not None and self.be[0] == "present" and self.be[1] + 14 > item.start:
            event.tense, event.progressive = "present", True
        subjects = [w for w in self.waiting if w.place.preposition == ""]
        if self.be is not None and subjects and cue.form in ("stop", "stops", "leg", "destination", "stopover"):
            event.places = subjects
            self.waiting = [w for w in self.waiting if w not in subjects]
            event.tense = self.be[0]
            if self.be[0] == "present":
                event.modality = event.modality or "future"
        self._begin(event)

    def _begin(self, event: Event) -> None:
        event.objects.extend(self.objects)
        self.objects = []
        tied = [w for w in self.waiting if w.place.preposition in ("in", "near", "list", "to")]
        if tied and not event.places and event.sense != "say":
            event.places = tied
            for located in tied:
                if not located.dates and self.lead:
                    located.dates = list(self.lead)
            self.waiting = []
        if self.lead and event.tense != "gerund":
            event.pending = [*event.pending, *self.lead]
        self.modality = ""
        self.be = None
        self.ordinal_pending = False
        self.events.append(event)
        self.event = event

    ordinal_pending = False

    def _place(self, item: Item) -> None:
        place = item.value
        assert isinstance(place, Place)
        if place.possessive:
            return
        event = self.event
        preposition = place.preposition
        direct = (
            event is not None and not event.places and event.sense in ("go", "arrive", "leave", "take") and len(self.doc.text[event.end : item.start].split()) <= 1
            and self.previous is not None and self.previous.end == event.end
        )  # fmt: skip
        located = Located(item, replace(place, preposition="object") if direct and not preposition else place)
        if direct and preposition in ("", "object"):
            preposition = "object"
        if preposition == "from":
            self.last = place
            return
        if preposition == "of" and not (event is not None and event.sense == "noun" and not event.places and item.start - event.end < 12):
            return
        if preposition == "":
            self.waiting.append(located)
            self.last = place
            return
        if preposition == "list" and not (self.previous is not None and self.previous.kind in ("place", "date") and (event is not None and event.places or self.waiting)):
            return
        if event is None and self.be is not None and preposition in ("in", "near"):
            event = Event("be", self.be[0], item.start, item.start, list(self._subject()), self.modality, form="be")
            if self.remote:
                event.modality = "negation"
            self._begin(event)
        self.last = place
        if event is None:
            located.dates = list(self.lead)
            self.waiting.append(located)
            return
        if event.pending:
            located.dates, event.pending = list(event.pending), []
            located.own_date = True
        elif preposition == "list" and event.places:
            located.dates = list(event.places[-1].dates)
        elif self.lead and not any(p.own_date for p in event.places):
            located.dates = list(self.lead)
        event.places.append(located)

    def _government(self, item: Item) -> None:
        event = self.event
        before = self._word_before(item.start)
        if event is not None and event.passive and before in _agent_words(self.doc.language):
            event.government = str(item.value)

    def _date(self, item: Item) -> None:
        day = item.value
        assert isinstance(day, DateSpan)
        event = self.event
        if self.until:
            self.until = False
            if event is not None:
                event.until = day
            return
        if event is None or event.sense in ("leave",) and not event.places:
            if event is None:
                self.lead = [day]
                for located in self.waiting:
                    if not located.dates:
                        located.dates = [day]
            return
        if not event.places:
            event.pending = [day]
            return
        ahead = next((i for i in self.following if i.kind in ("place", "cue", "person") or i.value == "subject pronoun"), None)
        opening = self.doc.before(item.start, 12).split()[-2:]
        if ahead is not None and (ahead.kind == "person" or ahead.value == "subject pronoun") and {"and", "y", "e", "et", "und"} & set(opening):
            self.lead, self.event = [day], None
            return
        if event.places[0].own_date and ahead is not None and ahead.kind == "place" and isinstance(ahead.value, Place) and ahead.value.preposition in ("in", "to"):
            event.pending = [day]
            return
        last = event.places[-1]
        fresh = not last.own_date
        group = [last]
        for located in reversed(event.places[:-1]):
            if located.own_date or located.place.preposition == "in" and group[-1].place.preposition == "in":
                break
            if group[-1].place.preposition != "list":
                break
            group.append(located)
        for located in group:
            if fresh:
                located.dates = [day]
            else:
                located.dates = [*located.dates, day]
            located.own_date = True

    def _word(self, item: Item) -> None:
        sense = item.value
        assert isinstance(sense, str)
        if sense == "future":
            event = self.event
            if event is not None and event.sense in ("talks", "noun") and self.be is not None and not event.modality:
                event.modality = "future"
            self.modality = "future" if self.modality != "wish" else "wish"
        elif sense in ("wish", "negation"):
            self.modality = sense
        elif sense.startswith("be "):
            self.be = (sense.split()[1], item.start)
            if sense == "be base" and self.modality == "":
                self.be = ("base", item.start)
        elif sense == "relative":
            if self.previous is not None and self.previous.kind == "person" and isinstance(self.previous.value, PersonMention):
                self.subject = [self.previous.value.person]
                self._last_list = self.subject
            if self.event is not None and self.event.sense != "invite":
                self.event = None
            self.modality = ""
            self.be = None
        elif sense == "where":
            self.where = self.last
            self.subordinate = True
            self.event = None
            self.modality = ""
            self.be = None
        elif sense == "boundary":
            self.event = None
            self.modality = ""
            self.be = None
        elif sense == "until":
            self.until = True
        elif sense == "subject pronoun":
            self._pronoun()
        elif sense == "object pronoun":
            person = self._antecedent()
            if person is not None and self.event is not None and person not in self.event.objects:
                self.event.objects.append(person)
        elif sense == "possessive":
            self.possessor = self.subject[0] if self.subject else self._antecedent()
        elif sense == "remote":
            if self.event is not None and self.event.sense in ("meet", "talks", "say", "invite"):
                self.event.modality = self.event.modality or ("negation" if self.event.sense != "invite" else "")
            else:
                self.remote = True
        elif sense == "ordinal":
            self.ordinal = True
            self.ordinal_pending = True

    def _antecedent(self) -> Person | None:
        return self.context.subject or self.context.protagonist

    def _pronoun(self) -> None:
        person = self.first_subject or self._antecedent()
        if person is not None:
            self.subject = [person]
            self._last_list = self.subject
        if self.event is not None and self.event.places:
            self.event = None


def _agent_words(language: str) -> frozenset[str]:
    return frozenset(word for word, sense in function_words(language).items() if sense == "agent")


def read_stops(clauses: Clauses, people: People, span: Span, context: Context, published: date | None) -> list[Stop]:
    """The stops that one sentence tells; `context` is brought up to date for the next."""
    walk = Walk(clauses, people, span, context, published)
    headline = clauses.doc.is_headline(span)
    found: list[Stop] = []
    for event in walk.events:
        if event.modality in ("negation", "wish"):
            continue
        if not event.places and event.sense in ("meet", "talks", "attend") and (earlier := _earlier(walk.events, event)):
            event.places = [Located(earlier.item, earlier.place, event.pending or earlier.dates, True)]
        if not event.places and walk.where is not None and event.sense not in ("do", "say"):
            item = Item(event.start, event.end, "place", walk.where)
            event.places = [Located(item, walk.where, list(event.pending), bool(event.pending))]
        status = _status(event)
        if event.places and event.sense != "invite":
            for located in event.places:
                found.extend(_stops_at(event, located, status, people, context, span, headline))
        else:
            found.extend(_stops_with_host(event, status, people, span, headline))
    if walk.first_subject is not None and not headline:
        context.subject = walk.first_subject
    if walk.last is not None:
        context.place = walk.last
    return found


def _earlier(events: list[Event], event: Event) -> Located | None:
    """The last place told before an event of the same sentence."""
    placed = [p for e in events if e.start < event.start and e.modality == event.modality for p in e.places if p.place.preposition in ("in", "near")]
    return placed[-1] if placed else None


def _status(event: Event) -> str:
    if event.modality == "cancelled":
        return "cancelled"
    if event.sense == "invite":
        return "invited"
    if event.modality == "future" or event.tense == "base":
        return "planned"
    if event.tense == "present" and (event.sense in ("be", "stay", "noun") or event.progressive):
        return "ongoing"
    return "present" if event.tense == "present" else "completed"


def _visitors(event: Event, host: str, people: People, context: Context) -> list[Person]:
    """Those of an event who are abroad in `host`."""
    if event.sense == "receive" and event.tense != "noun":
        group = event.subject if event.passive else event.objects
    elif event.sense == "take":
        group = event.objects or event.subject
    elif event.sense in ("meet", "talks"):
        group = [*event.subject, *event.objects]
    else:
        group = event.subject
    found: list[Person] = []
    for person in group:
        if not people.is_official(person) or person in found:
            continue
        person.country = person.country or context.home
        if person.country and person.country != host:
            found.append(person)
    return found


def _stops_at(event: Event, located: Located, status: str, people: People, context: Context, span: Span, headline: bool) -> list[Stop]:
    place = located.place
    if event.sense in _NEVER_ALONE and place.preposition == "to":
        return []
    if event.sense == "leave" and place.preposition not in ("object",):
        return []
    if event.sense == "do" and not _tells_of_tour(event, people):
        return []
    return [
        Stop(person, place.country, place.city, place.city_id, status, located.dates, event.until, min(event.start, located.item.start),
             max(event.end, located.item.end), span, event.sense, headline)
        for person in _visitors(event, place.country, people, context)
    ]  # fmt: skip


def _tells_of_tour(event: Event, people: People) -> bool:
    return True


def _stops_with_host(event: Event, status: str, people: People, span: Span, headline: bool) -> list[Stop]:
    """Stops whose place is told only by who receives or invites."""
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
    return [
        Stop(guest, country, city, city_id, status, dates, event.until, event.start, event.end, span, event.sense, headline)
        for country, city, city_id, dates in places
        for guest in guests
        if guest.country and guest.country != country and people.is_official(guest)
    ]
