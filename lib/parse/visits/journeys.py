"""What a sentence tells of a journey: events, the places in them, and the stops that come of both."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from lib.parse.dates import DateSpan
from lib.parse.persons import Person
from lib.parse.sentences import Span
from lib.parse.visits.items import Item, Place


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
    """future, wish, unreal, negation, cancelled, missed (planned in vain), or nothing"""
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
    """begin or end, of a stay; said, of one that is announced"""
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
    trips: Counter[Person] = field(default_factory=Counter)
    other: str | None = None
    """the country spoken of most after `home`"""
    met: list[Person] = field(default_factory=list)
    """who met whom last"""
    told: dict[tuple[Person, str], None] = field(default_factory=dict)
    """who was told to go to which country, in order"""
    hosts: dict[str, Place] = field(default_factory=dict)
    """where people were told to go, by country, the last city told"""

    def scene(self) -> Place | None:
        """Where most of those meet of whom the article tells: the place of its summit, funeral or talks."""
        went = Counter(country for _, country in self.told)
        return self.hosts.get(went.most_common(1)[0][0]) if went else None


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
    scene: bool = False
    """whether only the scene of the article tells where it is"""


class Presence(NamedTuple):
    """A person who may be at a place, and what speaks for it and against it."""

    person: Person
    item: Item
    place: Place
    features: frozenset[str]
