"""The state of reading one sentence from left to right, and what the items ask of it."""

import re
from datetime import date
from functools import cache

from lib.parse.dates import DateSpan
from lib.parse.folding import fold
from lib.parse.lexicon import Cue
from lib.parse.linking import linking_words
from lib.parse.people import People
from lib.parse.persons import Person, PersonMention, honorifics
from lib.parse.sentences import Span
from lib.parse.visits.clauses import Clauses
from lib.parse.visits.items import LATE_VERB, Item, Place, function_words
from lib.parse.visits.journeys import Context, Event, Located, Presence

# Languages whose verbs do not stand without a subject.
_NO_BARE_VERB = frozenset(("de", "fr", "nl", "ru", "uk"))

# How many items one looks ahead or back.
_REACH = 40


class Scan:
    """What has been read of a sentence so far, and the questions that its items ask of it."""

    def __init__(
        self, clauses: Clauses, people: People, span: Span, context: Context, published: date | None
    ) -> None:
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
        self.ending: DateSpan | None = None
        self.ordinal = False
        self.ordinal_pending = False
        self.ordinal_seen = False
        self.accepts = False
        self.asks = False
        self.remote = False
        self.subordinate = False
        self.bystander = False
        self.previous: Item | None = None
        self.earlier: Item | None = None
        self.first_subject: Person | None = None
        self.opening_subject: int | None = None
        self._last_list: list[Person] | None = None
        self.published = published
        self.index = 0
        self.items: list[Item] = []
        self.after: Located | None = None
        self.ordinal_role: str | None = None
        self._before_be: Item | None = None
        self.weighed: list[Presence] = []

    @property
    def following(self) -> list[Item]:
        """The next items, as far as one looks ahead."""
        return self.items[self.index + 1 : self.index + 1 + _REACH]

    def word_before(self, start: int) -> str:
        """The word before a place in the text, past articles and titles; empty when there is none."""
        words = self.doc.before(start, 24).split()
        while words and (
            words[-1] == "president" or words[-1] in self.linking["article"] or words[-1] in honorifics()
        ):
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

    def _antecedent(self) -> Person | None:
        """Whom a pronoun means: the last subject, unless that is the host and somebody else is travelling."""
        last, traveller = self.context.subject, self.context.traveller
        if (
            last is not None
            and traveller is not None
            and self.context.place is not None
            and last.country == self.context.place.country != traveller.country
        ):
            return traveller
        return last or self.context.protagonist

    def _joined(self, item: Item, previous: Item | None = None) -> bool:
        """Whether only a comma or "and" stands between the previous item and this one."""
        previous = previous or self.previous
        if previous is None:
            return False
        words = fold(self.doc.text[previous.end : item.start]).split()
        while words and words[-1] in self.linking["article"]:
            words.pop()
        return words in ([], ["as", "well", "as"], ["and", "by"]) or (
            len(words) == 1 and words[0] in self.linking["and"]
        )

    def _is_stop(self, form: str) -> bool:
        """Whether a noun names one stop of a tour."""
        return form == "stop" or form in self.linking["stop"]

    def _close(self, event: Event, item: Item) -> bool:
        """Whether no clause ends between an event and an item."""
        between = self.doc.text[event.end : item.start]
        return "," not in between and len(between) < 60

    def opens(self, start: int) -> bool:
        """Whether a place stands at the head of its clause: "In Dhaka, …", "…, and in Dhaka …"."""
        words = re.split(r"[,;:—]", self.doc.text[self.span[0] : start])[-1].split()
        return len(words) <= 3

    def _verb_ahead(self, item: Item) -> bool:
        """Whether the clause still awaits its verb, as in "ist am Montag in Bern eingetroffen"."""
        if self.doc.language not in LATE_VERB:
            return False
        for following in self.following:
            if "," in self.doc.text[item.end : following.start] or following.value in (
                "boundary",
                "relative",
                "where",
            ):
                return False
            if isinstance(following.value, Cue) and following.value.sense not in ("noun", "talks"):
                return True
        return False

    def _before_verb(self, item: Item, event: Event) -> bool:
        """Whether a place belongs to the verb that follows it: it opens the clause, or verbs stand late."""
        late = self.doc.language in LATE_VERB and not re.search(
            r"[,;:—]", self.doc.text[item.end : event.start]
        )
        return late or self.opens(item.start)

    def items_before(self, start: int) -> list[Item]:
        """The items of the sentence before an offset."""
        return [i for i in self.items[max(0, self.index - _REACH) : self.index + 1] if i.end <= start]

    def _follows_subject(self, start: int) -> bool:
        """Whether the words just before a verb leave room for the subject at hand.

        "The alliance holds its summit in Lithuania": another noun stands there, so that the person
        named before does not hold anything.
        """
        if self.doc.language != "en":
            return True
        if (
            self.previous is not None
            and isinstance(self.previous.value, PersonMention)
            and "delegation" in self.previous.value.person.kinds
        ):
            return True
        folded, words = self.doc.folded, function_words("en")
        end, joined = start, False
        for _ in range(8):
            match = re.search(r"(\w+) +$", folded[max(self.span[0], end - 24) + 1 : end + 1])
            if match is None or end <= self.span[0]:
                break
            if (
                self.previous is not None
                and end - (len(match.group()) - len(match.group(1))) <= self.previous.end
            ):
                return (
                    joined or self.previous.kind != "place" or "," in self.doc.text[self.previous.end : start]
                )
            word = match.group(1)
            if word in self.linking["and"] and self.subject:
                return True
            joined = joined or word in self.linking["and"]
            sense = words.get(word, "")
            if (
                sense.split(" ")[0]
                in (
                    "be",
                    "have",
                    "future",
                    "wish",
                    "negation",
                    "unreal",
                    "missed",
                    "relative",
                    "next",
                    "ordinal",
                    "there",
                    "boundary",
                )
                or sense.endswith("pronoun")
                or word in self.linking["before verb"]
                or word.endswith("ly")
            ):
                end -= len(match.group())
                continue
            gap = self.doc.text[end - (len(match.group()) - len(word)) : end]
            if "," in gap or "—" in gap or ")" in gap:
                earlier = self.items_before(start)
                named = [
                    i
                    for i in earlier
                    if i.kind == "person" or i.value in ("relative", "subject pronoun", "group")
                ]
                return (bool(earlier) and not named) or (
                    bool(named) and self.doc.text[named[-1].end : named[-1].end + 1] in (",", " ", "—", "(")
                )
            return False
        return True

    def _other_subject(self, item: Item) -> bool:
        """Whether a verb without a person before it has a thing for its subject, so that it tells of nobody."""
        if self.subject or self.doc.language == "en":
            return False
        opening = max(
            (i.end for i in self.items_before(item.start) if i.value in ("boundary", "relative", "where")),
            default=self.span[0],
        )
        clause = re.split(r"[,;:—(]", self.doc.text[opening : item.start])[-1]
        words = fold(clause).split()
        start = item.start - len(clause.lstrip())
        head = next((i for i in self.items if i.end > start), None)
        if head is None or not words:
            return False
        if self.doc.language in _NO_BARE_VERB:
            return not any(i.value in ("subject pronoun", "group") for i in self.items_before(item.start))
        if (
            head.kind == "place"
            and isinstance(head.value, Place)
            and head.start - start < 2
            and head.value.preposition == ""
        ):
            return True
        return (
            words[0] in self.linking["article"]
            and not (head.kind == "date" and head.start - start < 5)
            and head is not item
        )

    def _put(self, people: list[Person], person: Person) -> None:
        people.append(person)
        self._last_list = people

    def _clear(self) -> None:
        self.modality = ""
        self.have = False
        self.be = None

    def _begin(self, event: Event) -> None:
        event.objects.extend(self.objects)
        (event.agents if event.passive else event.objects).extend(self.agents)
        self.objects, self.agents = [], []
        event.since, self.since = event.since or self.since, False
        event.until, self.ending = event.until or self.ending, None
        if self.unreal:
            event.modality = "unreal"
        noun_first = event.sense in ("noun", "talks") and self._verb_ahead(
            Item(event.start, event.end, "cue", "")
        )
        tied = [
            w
            for w in self.waiting
            if w.place.preposition in ("in", "near", "list", "to")
            and self._before_verb(w.item, event)
            and not noun_first
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


@cache
def words_for(sense: str, language: str) -> frozenset[str]:
    """The function words of one sense in a language, folded."""
    return frozenset(word for word, s in function_words(language).items() if s == sense)
