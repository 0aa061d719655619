"""Who is where by what a sentence does not say outright: an official and a place abroad, weighed by what stands around.

"He charmed the president over coffee in Washington" has no word of travel. What speaks for a stay and what against
it are features with weights (`data/grammar/presence.csv`), learned from labelled articles.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from lib.parse.dates import DateSpan
from lib.parse.lexicon import Cue
from lib.parse.persons import Person, PersonMention
from lib.parse.visits.items import Item, Place
from lib.parse.visits.journeys import Presence, Stop
from lib.parse.visits.walk import Walk
from lib.tables import load

_MARK = re.compile(r"[,;:—()]| - ")
_WORD = re.compile(r"\w+")
_SUM = re.compile(r"[$€£¥₹%]|illion|per ?cent|\btrade\b|\bgoods\b|\bexport|\bimport")
_GAPS = ((3, "at most 3"), (7, "at most 7"), (15, "at most 15"), (30, "at most 30"))
_SMALL_WORDS = frozenset((
    "future", "wish", "negation", "unreal", "remote", "relative", "boundary", "when", "where", "there", "ordinal",
    "sidelines", "be", "agent", "missed",
))  # fmt: skip
_MOST = 60
"""Items of a sentence; a longer one is a list or no sentence, and every person with every place would take long."""
_CLAUSE_ENDS = ("relative", "boundary", "when", "where")
_NEAR = 16
"""characters between a place and its date"""


@cache
def weights() -> dict[str, float]:
    """What each feature adds to the log-odds that the person is there."""
    return {row["feature"]: float(row["weight"]) for row in load("grammar/presence")}


def certainty(features: frozenset[str]) -> float:
    """How likely somebody with these features is there, from 0 to 1; unknown features say nothing.

    >>> certainty(frozenset(("no such feature",)))
    0.5
    """
    known = weights()
    return 1 / (1 + math.exp(-math.fsum(known.get(feature, 0.0) for feature in features)))


def presences(walk: Walk, told: Sequence[Stop]) -> Iterator[Presence]:
    """Everyone of a sentence with every place abroad that it names; `told` is who goes where by its words of travel."""
    if len(walk.items) > _MOST:
        return
    places = list(_places(walk))
    people = [p for p in _people(walk) if walk.people.is_official(p[0]) and p[0].country] if places else []
    if not people:
        return
    everywhere = ["any", *_sentence(walk)]
    beside = [list(_person(walk, person, at, how)) for person, at, how in people]
    for item, place in places:
        here = [*everywhere, *_place(walk, item, place)]
        for (person, at, _), about in zip(people, beside, strict=True):
            elsewhere = place.preposition == "scene" and any(stop.visitor is person for stop in told)
            if person.country != place.country and not elsewhere:
                pair = (*_between(walk, at, item), *_known(walk, told, person, place))
                yield Presence(person, item, place, frozenset((*here, *about, *pair)))


def _places(walk: Walk) -> Iterator[tuple[Item, Place]]:
    """The places of a sentence, and those that "here" and "there" stand for."""
    headline = walk.doc.is_headline(walk.span)
    for item in walk.items:
        if isinstance(item.value, Place):
            tied = item.value.preposition not in ("", "of")
            if tied or item.value.city or headline:  # "spoke of closed U.S. consulates" has nobody there
                yield item, item.value
        elif item.value in ("here", "there"):
            known = walk.context.dateline if item.value == "here" else walk.context.place
            if known is not None:
                yield item, replace(known, preposition=str(item.value), possessive=False)
    scene = walk.context.scene()
    if scene is not None and not any(isinstance(item.value, Place) for item in walk.items):
        start = walk.span[0]
        yield Item(start, start, "scene", ""), replace(scene, preposition="scene", possessive=False)


def _people(walk: Walk) -> Iterator[tuple[Person, tuple[int, int], str]]:
    """The people of a sentence, those that its pronouns mean and whoever travels, each once: where and how."""
    seen: set[Person] = set()
    named = False
    context = walk.context
    for item in walk.items:
        if isinstance(item.value, PersonMention):
            person, how = item.value.person, "named" if named else "named first"
            named = True
        elif item.value in ("subject pronoun", "object pronoun", "possessive", "visitor") and not named:
            known = (
                (item.value == "visitor" and context.traveller)
                or context.subject
                or context.traveller
                or context.protagonist
            )
            if known is None:
                continue
            person, how = known, str(item.value)
        else:
            continue
        if person not in seen:
            seen.add(person)
            yield person, (item.start, item.end), how
    if context.traveller is not None and context.traveller not in seen:
        yield context.traveller, (walk.span[0], walk.span[0]), "traveller"


def _sentence(walk: Walk) -> Iterator[str]:
    """What the sentence holds besides."""
    nations = {i.value.person.country for i in walk.items if isinstance(i.value, PersonMention)}
    yield f"{min(len(nations), 3)} nations"
    if _SUM.search(walk.doc.text, *walk.span):
        yield "sum or trade"
    if walk.doc.is_headline(walk.span):
        yield "headline"
    per_thousand = 1000 * walk.clauses.words_of_travel / max(len(walk.doc.text), 1000)
    yield f"{min(round(per_thousand), 8)} words of travel in 1000 letters"


def _between(walk: Walk, at: tuple[int, int], item: Item) -> Iterator[str]:
    """What lies between person and place."""
    before = at[1] <= item.start
    low, high = (at[1], item.start) if before else (item.end, at[0])
    words = walk.doc.text[low:high]
    order = "person first" if before else "place first"
    yield order
    yield f"{min(len(_MARK.findall(words)), 3)} marks, {order}"
    gap = len(_WORD.findall(words))
    yield f"gap {next((name for most, name in _GAPS if gap <= most), 'wide')}"
    others = 0
    last = ""
    for other in walk.items:
        inside = low <= other.start and other.end <= high
        where = "between" if inside else "beside"
        if isinstance(other.value, Cue):
            yield f"{where} {other.value.sense}"
            last = f"{other.value.sense} {other.value.tense}" if other.end <= item.start else last
        elif other.kind == "word" and str(other.value).split()[0] in _SMALL_WORDS:
            yield f"{where} word {str(other.value).split()[0]}"
        if inside and (other.kind == "person" or other.value == "subject pronoun"):
            others += 1
    yield f"{min(others, 2)} people between"
    yield f"last cue {last or 'none'}"


def _person(walk: Walk, person: Person, at: tuple[int, int], how: str) -> Iterator[str]:
    """How the person stands in the sentence."""
    yield f"person {how}"
    before = walk.word_before(at[0])
    if before in walk.linking["with"] or before in walk.linking["of"]:
        yield f"person behind {'with' if before in walk.linking['with'] else 'of'}"
    previous = next((i for i in reversed(walk.items) if i.end <= at[0]), None)
    if previous is not None and isinstance(previous.value, Cue) and _words(walk, previous.end, at[0]) < 3:
        yield f"person behind {previous.value.sense}"
    if person is walk.first_subject:
        yield "person is the subject"
    places = [
        (max(i.start - at[1], at[0] - i.end), i.value) for i in walk.items if isinstance(i.value, Place)
    ]
    if places and min(places, key=lambda p: p[0])[1].country == person.country:
        yield "person beside home"
    elif any(place.country == person.country for _, place in places):
        yield "home of the person named"
    if not person.name:
        yield "person unnamed"
    if person is walk.context.protagonist:
        yield "protagonist"


def _words(walk: Walk, start: int, end: int) -> int:
    return len(_WORD.findall(walk.doc.text[start:end]))


def _place(walk: Walk, item: Item, place: Place) -> Iterator[str]:
    """How the place stands in the sentence."""
    tie = place.preposition or "none"
    yield f"tie {tie}, {'city' if place.city else 'country'}"
    if place.possessive:
        yield "place possessive"
    if walk.opens(item.start):
        yield f"place opens, {tie}"
    yield from _around(walk, item, place)
    yield from _dates(walk, item)
    if any(
        isinstance(i.value, PersonMention) and i.value.person.country == place.country for i in walk.items
    ):
        yield "host named"
    if walk.context.dateline is not None and walk.context.dateline.country == place.country:
        yield "dateline"
    if place.country == walk.context.home:
        yield "home of the article"
    if place.country not in walk.clauses.countries:
        yield "country unnamed"


def _around(walk: Walk, item: Item, place: Place) -> Iterator[str]:
    """What the place follows and what follows the place."""
    text = walk.doc.text
    previous = next((i for i in reversed(walk.items) if i.end <= item.start), None)
    words = _WORD.findall(text[max(walk.span[0], item.start - 60) : item.start])
    if words and place.preposition not in ("", "object", "list"):
        words.pop()
    elif words and words[-1].islower():
        yield f"behind {words[-1]!r}"
    if words and words[-1].lower() in walk.linking["article"]:
        words.pop()
    if previous is not None and _words(walk, previous.end, item.start) <= 2:
        value = previous.value
        yield f"behind {value.sense if isinstance(value, Cue) else value if previous.kind == 'word' else previous.kind}"
    elif words:
        noun = len(words) > 1 and words[-2].lower() in walk.linking["article"]
        ending = next((e for e in ("ing", "ed", "ly", "s") if words[-1].endswith(e)), "other")
        yield f"behind {'the ' if noun else ''}{'Name' if words[-1][0].isupper() else ending}"
    following = _WORD.match(text, item.end + 1)
    word = following.group().lower() if following else ""
    if item.end >= walk.span[1] - 2:
        yield "before the end"
    elif not word:
        yield "before a mark"
    else:
        yield f"before {next((s for s in ('with', 'and') if word in walk.linking[s]), 'a word')}"


def _dates(walk: Walk, item: Item) -> Iterator[str]:
    days = [i for i in walk.items if isinstance(i.value, DateSpan)]
    if not days:
        yield "undated"
    for day in days:
        assert isinstance(day.value, DateSpan)
        near = max(day.start - item.end, item.start - day.end) < _NEAR
        yield f"{day.value.precision} {'near' if near else 'beside'}"


def _known(walk: Walk, told: Sequence[Stop], person: Person, place: Place) -> Iterator[str]:
    """What this sentence and those before tell of the person and of the place."""
    context = walk.context
    if (person, place.country) in context.told:
        yield "told before"
    elif any(who == person for who, _ in context.told):
        yield "travels"
    guests = len({who for who, country in context.told if country == place.country})
    if guests:
        yield "others went there"
    if place.preposition == "scene":
        yield f"scene of {min(guests, 4)}"
    if any(stop.visitor is person for stop in told):
        yield "goes elsewhere here"
    if any(stop.country == place.country for stop in told):
        yield "others go there here"
    for event in walk.events:
        if person in event.subject and event.modality:
            yield f"subject of {event.sense}, {event.modality}"
        if person in (event.agents if event.passive else event.subject) and event.sense in (
            "receive",
            "invite",
        ):
            yield "receives"
        if person in event.objects and event.sense in ("meet", "talks"):
            yield "is met"
        if person in (event.subject if event.passive else event.objects) and event.sense == "receive":
            yield "is received"


def setting_of(walk: Walk, presence: Presence) -> tuple[str, list[DateSpan]]:
    """Whether a presence is planned, ongoing, invited, cancelled or completed, and its dates."""
    item = presence.item
    places = [i for i in walk.items if isinstance(i.value, Place) and i is not item]
    low = max((i.end for i in places if i.end <= item.start), default=walk.span[0])
    following = (
        i.start for i in walk.items if i.start >= item.end and (i in places or i.value in _CLAUSE_ENDS)
    )
    high = next(following, walk.span[1])
    around = [i for i in walk.items if low <= i.start < item.start and i.kind in ("cue", "word")]
    around = around or [i for i in walk.items if item.end <= i.start < high]
    senses = {i.value.sense for i in around if isinstance(i.value, Cue)}
    words = [i for i in around if i.kind == "word"]
    if "cancel" in senses or any(i.value == "missed" for i in words):
        status = "cancelled"
    elif "invite" in senses:
        status = "invited"
    elif "due" in senses or any(i.value == "future" for i in words):
        status = "planned"
    elif any(i.value == "be present" and i.end <= item.start for i in words):
        status = "ongoing"
    else:
        status = "completed"
    days = list((walk.forward if status in ("planned", "cancelled", "invited") else walk.backward).values())
    behind = [d for d in days if 0 <= d.start_char - item.end < _NEAR]
    ahead = [d for d in days if low <= d.start_char < item.start]
    return status, behind[:1] or ahead[-1:] or (days if len(days) == 1 else [])
