"""Who is named: officials by title and name, people of the table, then by surname and by title alone."""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Name, Title
from lib.parse.naming import given_names, is_particle
from lib.parse.officials import Officials, Unnamed
from lib.parse.persons import (
    NOT_A_TRAVELLER,
    Person,
    PersonMention,
    gender_of,
    holders,
    honorifics,
    known_people,
    nation_of,
    offices,
    title_forms,
)
from lib.parse.roster import Roster
from lib.parse.title_countries import TitleCountries

# Kinds of title that a later "the minister", "the leader" … may stand for.
_GENERIC = {
    "president": {"head_of_state"},
    "minister": {"foreign_minister", "minister", "deputy"},
    "prime minister": {"head_of_government"},
    "premier": {"head_of_government"},
    "secretary": {"foreign_minister", "minister", "envoy"},
    "leader": {"head_of_state", "head_of_government", "monarch", "party", "descriptor"},
    "head of state": {"head_of_state", "monarch"},
    "head of government": {"head_of_government"},
    "diplomat": {"foreign_minister", "envoy", "deputy", "minister"},
    "foreign minister": {"foreign_minister"},
    "envoy": {"envoy"},
}
_LEADERS = {"head_of_state", "head_of_government", "monarch"}
_HEADS_OF_GOVERNMENT = {"prime minister", "premier", "chancellor", "chairman of the council of ministers"}
_RANKS = ("head_of_state", "monarch", "head_of_government", "foreign_minister", "minister")
# A lone surname behind a country: the next word is in lower case, or there is none.
_POSSESSED = re.compile(r"['’]s? ([^\W\d_]+(?:-[^\W\d_]+)?)(?=[,.;:]|\s[^\W\dA-Z]|['’]|\Z)")
# How many mentions back and forth a title may point.
_REACH = 60

# Where the family name comes first, "Kim" and "Li" are one, though they are given names elsewhere.
_FAMILY_FIRST = frozenset(("CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM"))


class People:
    """The people of a document and every place where one of them is meant."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._roster = Roster(doc)
        self.persons, self.mentions = self._roster.persons, self._roster.mentions
        self._countries = TitleCountries(doc)
        officials = Officials(self._roster, self._countries)
        officials.find()
        self._find_known()
        self._find_possessed()
        self._match_holders()
        self._find_surnames()
        self._match_counterparts()
        self._match_advisers()
        for person in self.persons:
            person.country = person.country or nation_of(person.role)
        self._resolve_titles(officials.unnamed)
        self._fill_roles()
        self.mentions.sort(key=_place)

    def _taken(self) -> bytearray:
        """Which characters stand for a person already."""
        taken = bytearray(len(self.doc.text))
        for mention in self.mentions:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        return taken

    def _find_known(self) -> None:
        """People of the table, named without a title."""
        taken = self._taken()
        for hit in self.doc.names:
            entry = first_of(hit, "person")
            if entry is None or taken[hit.start]:
                continue
            person = self._roster.person((hit.start, hit.end), entry.country, None, set())
            owner, start = self._countries.before(hit.start)
            start = (
                start
                if owner
                and owner == person.country
                and self.doc.text[start : hit.start].rstrip()[-2:] in ("'s", "’s")
                else hit.start
            )
            self._roster.mention(start, hit.end, (hit.start, hit.end), person, "full")

    def _find_possessed(self) -> None:
        """Office-holders of the day by their country and surname: "Russia's Putin"."""
        day = str(self.doc.article.published or "")
        if not day:
            return
        taken = self._taken()
        for hit in self.doc.names:
            name = _POSSESSED.match(self.doc.text, hit.end)
            entry = first_of(hit, "country") if name is not None else None
            if name is None or entry is None or taken[name.start(1)]:
                continue
            held = {
                office["slug"]
                for office in holders().get(fold(name.group(1)), ())
                if office["alpha3"] == entry.country and office["start"] <= day <= (office["end"] or "9")
            }
            if len(held) == 1:
                person = self._roster.person(name.span(1), entry.country, None, set())
                person.slug = person.slug or held.pop()
                self._roster.mention(hit.start, name.end(1), name.span(1), person, "full")

    def _find_surnames(self) -> None:
        """Later mentions by one or more words of a name already met: "Lavrov", "López Obrador"."""
        owners: dict[str, list[Person]] = {}
        bearers = Counter(word for person in self.persons for word in set(fold(person.name or "").split()))
        for person in self.persons:
            for alone in _words_alone(person, bearers):
                owners.setdefault(alone, []).append(person)
        if not owners:
            return
        taken = self._taken()
        met: dict[int, list[int]] = defaultdict(list)
        for mention in sorted(self.mentions, key=_place):
            met[id(mention.person)].append(mention.start)
        folded = self.doc.folded
        opening: dict[str, list[str]] = {}
        for known in sorted(owners, key=len, reverse=True):
            opening.setdefault(known.partition(" ")[0], []).append(known)
        previous: PersonMention | None = None
        end = -1
        for start, word in _places_of(opening, folded):
            if start < end:
                continue
            form = next((f for f in opening[word] if folded.startswith(f"{f} ", start + 1)), None)
            if form is None:
                continue
            end = start + len(form)
            first = self.doc.text[start:end].split(" ")[0]
            last = self.doc.text[start:end].replace("-", " ").split(" ")[-1]
            if taken[start] or not (first[0].isupper() or (is_particle(first) and last[:1].isupper())):
                continue
            candidates = owners[form]
            if previous and previous.end == start - 1 and previous.person in candidates:
                self.mentions[-1] = previous = previous._replace(end=end, name_end=end)
                continue
            candidates = self._of_gender(candidates, start)
            person = max(candidates, key=lambda p: _last_before(met[id(p)], start))
            insort(met[id(person)], start)
            previous = self._roster.mention(start, end, (start, end), person, "surname")

    def _of_gender(self, candidates: list[Person], start: int) -> list[Person]:
        """Those of several people of one surname whom "Mr" or "Mrs" before it may mean."""
        words = self.doc.before(start, 12).split() if len(candidates) > 1 else []
        gender = gender_of(words[-1]) if words and words[-1] in honorifics() else ""
        told = [gender_of((person.name or "").split(" ")[0]) for person in candidates]
        fitting = [p for p, own in zip(candidates, told, strict=True) if not gender or own in (gender, "")]
        return fitting or candidates

    def _match_holders(self) -> None:
        """ "President Reagan" of 1987 is the one who held that office then, where his country is named."""
        day = str(self.doc.article.published or "")
        known = {person.slug for person in self.persons}
        spoken: set[str | None] | None = None
        for person in self.persons if day else ():
            if person.slug or not person.role or not person.name:
                continue
            held = [
                office
                for office in holders().get(" ".join(fold(person.name).split()), ())
                if office["start"] <= day <= (office["end"] or "9")
                and office["alpha3"] == (person.country or office["alpha3"])
                and _same_office(office["role"], person.role)
            ]
            if not held or len({office["slug"] for office in held}) > 1 or held[0]["slug"] in known:
                continue
            if spoken is None:
                spoken = {n.country for hit in self.doc.names for n in hit.entries if isinstance(n, Name)}
            if held[0]["alpha3"] in spoken:
                person.slug, person.country = held[0]["slug"], held[0]["alpha3"]

    def _match_advisers(self) -> None:
        """An "adviser to President Lula" is of the president's country."""
        for mention, following in zip(self.mentions, self.mentions[1:], strict=False):
            person = mention.person
            if (
                person.country is None
                and following.person.country
                and self.doc.text[mention.end : following.start].strip() in ("to", "of")
            ):
                person.country = following.person.country

    def _match_counterparts(self) -> None:
        """ "His Cuban counterpart, Bruno Rodríguez" holds the office of the one spoken of just before."""
        self.mentions.sort(key=_place)
        peer: Person | None = None
        for mention in self.mentions:
            person = mention.person
            if peer is not None and not person.role and "counterpart" in person.kinds:
                person.role = peer.role
                person.kinds |= peer.kinds
            if person.role:
                peer = person

    def _resolve_titles(self, titles: list[Unnamed]) -> None:
        """Give "the minister", "the Iranian leader", "his Mexican counterpart" their person."""
        named = sorted(self.mentions, key=lambda m: m.start)
        starts = [m.start for m in named]
        unnamed: dict[tuple[str | None, str | None], Person] = {}
        for start, end, title, country in titles:
            here = bisect_left(starts, start)
            earlier, later = named[max(0, here - _REACH) : here], named[here : here + _REACH]
            if self.doc.before(start, 8).split()[-1:] in (["als"], ["como"], ["comme"], ["come"]) and earlier:
                holder = earlier[-1].person  # "war 2004 als Kanzler in Wien"
                if holder.role is None and not country:
                    holder.role, holder.kinds = title.role, holder.kinds | {title.kind}
                    continue
            if (
                self.doc.text[start].isupper() and not country
            ):  # "the Minister" of a communiqué is the one it is about
                earlier.sort(key=lambda m: m.person.mentions)
            person = self._resolve(title, country, earlier, later) or self._adopted(title, country, earlier)
            if person is None and title.kind != "counterpart" and country:
                role = title.role if title.kind != "delegation" else None
                person = unnamed.get((role, country)) or Person(None, country, role, {title.kind})
                if (role, country) not in unnamed:
                    unnamed[role, country] = person
                    self._roster.persons.append(person)
            if person is not None:
                if person.role is None and title.kind not in NOT_A_TRAVELLER | {"descriptor", "delegation"}:
                    person.role = title.role
                    person.kinds.add(title.kind)
                self._roster.mention(start, end, (start, start), person, "title")

    def _fill_roles(self) -> None:
        """Give those whose office the article does not tell the one that the table knows for its day."""
        day = str(self.doc.article.published or "")
        for person in self.persons:
            if person.role is None and person.slug and not person.kinds and day:
                held = [
                    o["role"]
                    for o in offices().get(person.slug, ())
                    if o["start"] <= day <= (o["end"] or "9")
                ]
                person.role = min(held, key=_rank, default=None)

    def _resolve(
        self, title: Title, country: str | None, earlier: list[PersonMention], later: list[PersonMention]
    ) -> Person | None:
        """Whom a title means: the nearest person before it who holds such an office, else the next after."""
        wanted = _GENERIC.get(title.role, {title.kind})
        if title.kind == "counterpart":
            return next(
                (m.person for m in reversed(earlier) if country and m.person.country == country), None
            )
        if title.role == "politician":  # "die CDU-Politikerin": whom the article is about
            return max(
                (m.person for m in earlier if m.person.kinds - NOT_A_TRAVELLER),
                key=lambda p: p.mentions,
                default=None,
            )
        for mention in (*reversed(earlier), *later):
            person = mention.person
            if country and person.country != country:
                continue
            if person.kinds & wanted or person.role == title.role:
                return person
            if person.slug and any(_held(o["role"], title.role) for o in offices().get(person.slug, ())):
                return person
        return None

    def _adopted(self, title: Title, country: str | None, earlier: list[PersonMention]) -> Person | None:
        """ "The South Korean leader" is the one leader named so far whose country nothing has told."""
        wanted = _GENERIC.get(title.role, {title.kind}) & _LEADERS
        told = [m.person for m in earlier if m.person.kinds & _LEADERS and m.person.name]
        homeless = {id(p): p for p in told if p.country is None and not p.slug}
        if not country or not wanted or len(homeless) != 1 or any(p.country == country for p in told):
            return None
        person = next(iter(homeless.values()))
        if person.kinds & wanted:
            person.country = country
            return person
        return None

    def is_official(self, person: Person) -> bool:
        """Whether news of this person's travel is a visit: an office is told, or the table knows one."""
        if (
            person.name is None
            and person.kinds <= {"descriptor"}
            and person.role not in ("leader", "head of state", "head of government")
        ):
            return False  # "a senior official"
        if person.kinds:
            return bool(person.kinds - NOT_A_TRAVELLER)
        return person.slug is not None and person.slug in offices()


def _place(mention: PersonMention) -> tuple[int, int]:
    return mention.start, -mention.end


def _places_of(words: Iterable[str], folded: str) -> list[tuple[int, str]]:
    """Where words stand in a text, by place, for its folded form between two blanks."""
    found: list[tuple[int, str]] = []
    for word in words:
        form, place = f" {word} ", -1
        while (place := folded.find(form, place + 1)) >= 0:
            found.append((place, word))
    return sorted(found)


def _last_before(starts: list[int], position: int) -> int:
    """The last of some offsets in order that lies before a position; -1 without one."""
    index = bisect_left(starts, position)
    return starts[index - 1] if index else -1


def _words_alone(person: Person, bearers: Counter[str]) -> Iterator[str]:
    """The words that may stand for a person without the rest of the name; `bearers` counts who has each."""
    words = [w for w in fold(person.name or "").split() if len(w) > 1 and not is_particle(w)]
    given = words[0] if len(words) > 1 and words[0] in given_names() else None
    for word in words:
        if word != given or person.country in _FAMILY_FIRST or (len(word) > 3 and bearers[word] == 1):
            yield word
    spelled = fold(person.name or "").split()
    for index, word in enumerate(spelled[1:], 1):
        if is_particle(word):  # "Von Brandt", "de la Tour"
            yield " ".join(spelled[index:])
    for form in known_people()[person.slug]["surname"].split("|") if person.slug else ():
        if form:
            yield fold(form).strip()


def _rank(role: str) -> int:
    """How far an office stands from the highest: of two that a person holds, news tells the higher."""
    title = title_forms("en").get(role)
    return _RANKS.index(title.kind) if title is not None and title.kind in _RANKS else len(_RANKS)


def _same_office(office: str, words: str) -> bool:
    """Whether a title that stands before a name means an office.

    >>> _same_office("prime minister", "premier"), _same_office("monarch", "president")
    (True, False)
    """
    return office == words or _held(office, words) or {office, words} <= _HEADS_OF_GOVERNMENT


def _held(office: str, words: str) -> bool:
    """Whether a title that news uses means an office: "the minister" a foreign minister.

    >>> _held("foreign minister", "minister"), _held("president", "minister")
    (True, False)
    """
    if office == words or words == "leader":
        return True
    return words in _GENERIC and office.endswith(f" {words}") and office != "prime minister"
