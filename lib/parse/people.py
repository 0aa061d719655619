"""Who is named: officials found by title and name, by the people table, then by surname and by title alone."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from lib.parse.document import Document, first_of
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name, Title
from lib.parse.linking import linking_words
from lib.parse.naming import given_names, is_particle, read_name, read_name_before
from lib.tables import load

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
# How many mentions back and forth a title may point.
_REACH = 60
_NOT_A_TRAVELLER = {"ambassador", "spokesperson", "honorific", "modifier", "counterpart"}
_AND = {"and", "y", "e", "et", "und", "и", "і", "a", "i", "ve", "en", "ed"}
# A comma, then at most an article and two words in lower case: ", the new (Australian foreign minister)".
_APPOSED = re.compile(
    r",\s+(?:(?:the|a|an|el|la|o|a|le|l|der|die|das|il|his|her|its|their|then|now)\s+|l['’])?(?:[a-zà-ÿ\-]+\s+){0,2}\Z"
)
_BODY = re.compile(r"[ \u00a0][a-zà-ÿ]+(?=[ ,.;])")
_BLANK = re.compile(r"(?:[ \u00a0]+|[ \u00a0]?\n)\Z")
_POSSESSIVE = re.compile(r"['’]s?\s+\Z")
_DETERMINER = re.compile(
    r"(?:\b(?:the|his|her|its|their|a|an|el|la|los|su|o|os|seu|sua|le|les|son|sa|l|der|die|das|den|dem|sein|seine|ihr|il|lo|suo)\s+|\bl['’])\Z",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Person:
    """One official or other person of the article."""

    name: str | None
    """full name as printed, in Latin letters; None when only a title tells of them"""
    country: str | None
    role: str | None = None
    kinds: set[str] = field(default_factory=set)
    slug: str | None = None
    mentions: int = 0

    @property
    def label(self) -> str:
        return self.name or self.role or "delegation"

    @property
    def surname(self) -> str:
        words = [w for w in (self.name or "").split() if not is_particle(w)]
        return words[-1] if words else ""


class PersonMention(NamedTuple):
    start: int
    end: int
    """the words that stand for the person, with title and country"""
    name_start: int
    name_end: int
    """the name alone; both equal to `start` where there is none"""
    person: Person
    form: str
    """full, surname, title"""


@cache
def _known() -> dict[str, dict[str, str]]:
    return {row["slug"]: row for row in load("gazetteer/people")}


@cache
def _by_form() -> dict[str, str]:
    """Every spelling of the people table, folded, with its slug."""
    return {
        " ".join(fold(form).split()): row["slug"]
        for row in load("gazetteer/people")
        for form in (row["name"], *row["forms"].split("|"))
        if " " in form or "-" in form
    }


@cache
def _title_forms(language: str) -> dict[str, Title]:
    rows = [row for row in load("gazetteer/titles") if row["language"] == language]
    return {" ".join(fold(row["form"]).split()): Title(row["role"], row["kind"], row["form"]) for row in rows}


@cache
def _offices() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in load("gazetteer/offices"):
        found.setdefault(row["slug"], []).append(row)
    return found


def transliterate(name: str) -> str:
    """A Cyrillic name in Latin letters, the way English news spells it.

    >>> transliterate("Сергей Шойгу")
    'Sergey Shoygu'
    """
    letters = dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g".split(" "),
            strict=True,
        )
    )
    return "".join(
        letters.get(c.lower(), c) if c.islower() else letters.get(c.lower(), c).capitalize() for c in name
    )


class People:
    """The people of a document and every place where one of them is meant."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.persons: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._names_at = {hit.start: hit for hit in doc.names}
        self._names_to = {hit.end: hit for hit in doc.names}
        self._name_starts = [hit.start for hit in doc.names]
        self._titles = [hit for hit in doc.hits.titles if isinstance(hit.entries[0], Title)]
        self._title_at = {}
        for hit in reversed(self._titles):
            self._title_at[hit.start] = hit
        self._unnamed: list[tuple[int, int, Title, str | None, bool]] = []
        self._find_titled()
        self._find_known()
        self._find_surnames()
        self._match_counterparts()
        self._match_advisers()
        for person in self.persons:
            person.country = person.country or _nation_of(person.role)
        self._resolve_titles()
        self._fill_roles()
        self.mentions.sort(key=lambda m: (m.start, -m.end))

    @property
    def _owning(self) -> tuple[str, ...]:
        """The kinds of name that stand before a title they own: "France president" only where the language allows it."""
        return (
            ("demonym",)
            if self.doc.language in ("ru", "uk", "pl", "es", "pt", "fr", "it")
            else ("country", "demonym", "metonym")
        )

    # -- countries beside a title ---------------------------------------------------------------

    def _country_before(self, start: int) -> tuple[str | None, int]:
        """The country of "Russian", "Russia's", "the U.S." right before a title, and where that begins."""
        text = self.doc.text
        position = start
        for _ in range(3):  # over "former", "acting", "Deputy" and the like
            blank = _BLANK.search(text, max(0, position - 4), position)
            gap = position - blank.start() if blank else 0
            end = position - gap
            owned = _POSSESSIVE.search(text, max(0, position - 5), position)
            hit = self._names_to.get(owned.start() if owned else end)
            if hit is not None and (owned or gap):
                for entry in hit.entries:
                    if (
                        isinstance(entry, Name)
                        and (entry.kind in self._owning or (owned and entry.kind == "capital"))
                        and entry.country
                    ):
                        return entry.country, hit.start
                    if isinstance(entry, Name) and entry.kind == "organisation":
                        return entry.country, hit.start
                return None, start
            word = re.search(r"[\w-]+\s*$", text[max(0, position - 24) : position])
            if word is None or fold(word.group()).strip() not in _modifiers():
                return None, start
            position -= len(word.group())
        return None, start

    def _country_after(self, end: int) -> tuple[str | None, int]:
        """The country of "of Russia" right after a title or a name, and where that ends."""
        text, folded = self.doc.text, self.doc.folded
        if text[end : end + 1] not in (" ", "\u00a0", "\n"):
            return None, end
        position = end + 1
        for word in (*sorted(linking_words(self.doc.language)["of"], key=len, reverse=True), ""):
            begin = position + len(word) + 1 if word else position
            if word and folded[position + 1 : begin + 1] != f"{word} ":
                continue
            if not word and self.doc.language == "en":
                break
            hit = self._names_at.get(begin)
            if hit is None and folded[begin + 1 : begin + 5] == "the ":
                hit = self._names_at.get(begin + 4)
            if hit is None and not word:  # "глава МИД КНР": a ministry's name that holds its country's
                index = bisect_right(self._name_starts, begin) - 1
                ministry = self.doc.names[index] if index >= 0 else None
                holder = (
                    first_of(ministry, "organisation")
                    if ministry is not None and begin < ministry.end
                    else None
                )
                if ministry is not None and holder is not None and holder.country:
                    return holder.country, ministry.end
            if hit is not None:
                for kind in (
                    "country",
                    "organisation",
                    "demonym" if not word or "delegation" in text[max(0, end - 12) : end] else "country",
                ):
                    entry = first_of(hit, kind)
                    if entry is not None and (entry.country or kind == "organisation"):
                        return entry.country, hit.end
                body = _BODY.match(text, hit.end) if word and first_of(hit, "demonym") else None
                if body is not None:  # "speaker of the Latvian parliament"
                    return hit.entries[0].country, body.end()  # type: ignore[union-attr]
        return None, end

    # -- names beside a title -------------------------------------------------------------------

    def _find_titled(self) -> None:
        doc = self.doc
        covered = -1
        for hit in self._titles:
            title = hit.entries[0]
            if self._inside_name(hit):
                continue
            if hit.start < covered or not isinstance(title, Title) or title.kind in ("honorific", "modifier"):
                continue
            headline = doc.is_headline(doc.sentences[doc.sentence_index(hit.start)])
            start, end = hit.start, hit.end
            country, start = self._country_before(start)
            role, kinds = title.role, {title.kind}
            end, role = self._joined(hit, role, kinds)
            covered = end
            after_country, after = self._country_after(end)
            country = country or after_country
            if after > end and (whole := self._around(hit, after)):
                after, role, kinds = whole[0], whole[1].role, {whole[1].kind}
            end = max(end, after)
            covered = end
            country = country or (self._owner_country(start) if title.kind != "counterpart" else None)
            also = [c for c in (country,) if c]
            also += self._more_countries(end) if after_country else []
            found = [] if headline else self._read_names(end, country, also, role, kinds, start)
            if not found and not headline:
                found = self._apposed(start, end, country, role, kinds)
            if found:
                covered = max(covered, found[-1].end)
            elif title.kind not in ("ambassador", "spokesperson") and not self._plural(hit.start, hit.end):
                self._unnamed.append((start, end, Title(role, title.kind, title.form), country, headline))

    def _around(self, hit: Hit, after: int) -> tuple[int, Title] | None:
        """The title that a demonym divides, "ministre allemand des Affaires étrangères", and where it ends."""
        base, rest, found = fold(self.doc.text[hit.start : hit.end]).split(), "", None
        for match, _ in zip(
            re.compile(r" ([^\W\d_]+)").finditer(self.doc.folded, after + 1), range(8), strict=False
        ):
            if match.start() != after + 1 + len(rest) or set(self.doc.text[after : match.end() - 1]) & set(
                ",.;:()"
            ):
                break
            rest += match.group()
            title = _title_forms(self.doc.language).get(" ".join((*base, *rest.split())))
            found = (match.end() - 1, title) if title else found
        return found

    def _inside_name(self, hit: Hit) -> bool:
        """Whether a title's words are part of the name of a body or a place: "UN General Assembly"."""
        index = bisect_right(self._name_starts, hit.start) - 1
        name = self.doc.names[index] if index >= 0 else None
        if name is None or name.end < hit.end or (name.start, name.end) == (hit.start, hit.end):
            return False
        return name.entries[0].kind in ("organisation", "mask", "place", "region")  # type: ignore[union-attr]

    def _owner_country(self, start: int) -> str | None:
        """The country behind "his trade minister", "whose president", "its foreign minister"."""
        word = re.search(r"(\w+)\s+$", self.doc.text[max(0, start - 10) : start])
        owner = word.group(1).lower() if word else ""
        if owner in ("his", "her", "su", "son", "sa", "seu", "sua", "suo", "sein", "seine", "ihr", "ihre"):
            opening = self.doc.sentence_span(start, start)[0]
            known = [m for m in self.mentions if m.person.country and m.start < start]
            here = [m.person for m in known if m.start >= opening]
            return (
                (here[0] if here else max((m.person for m in known), key=lambda p: p.mentions)).country
                if known
                else None
            )
        if owner in (
            "its",
            "whose",
            "cuyo",
            "cuya",
            "dont",
            "dessen",
            "deren",
            "cujo",
            "cuja",
            "il cui",
            "la cui",
        ):
            for hit in reversed([h for h in self.doc.names if start - 300 < h.start < start]):
                entry = first_of(hit, "country")
                if entry is not None:
                    return entry.country
        return None

    def _joined(self, hit: Hit, role: str, kinds: set[str]) -> tuple[int, str]:
        """ "Vice President and Foreign Minister" is one office of two names."""
        end = hit.end
        match = re.compile(r"\s+(?:and|y|e|et|und)\s+").match(self.doc.text, end)
        second = self._title_at.get(match.end()) if match else None
        if (
            second is not None
            and isinstance(second.entries[0], Title)
            and not hit.entries[0].form.endswith("s")
        ):
            other = second.entries[0]
            if other.kind not in ("counterpart", "honorific", "modifier") and read_name(
                self.doc.text, second.end
            ):
                kinds.add(other.kind)
                return second.end, f"{role} and {other.role}"
            after, _ = self._country_after(second.end)
            if after and other.kind not in ("counterpart", "honorific", "modifier"):
                kinds.add(other.kind)
                return second.end, f"{role} and {other.role}"
        return end, role

    def _more_countries(self, end: int) -> list[str]:
        """The further countries in "the presidents of Kazakhstan and the Philippines"."""
        found = []
        while match := re.compile(r"\s*,?\s+(?:and|y|e|et|und|и)\s+(?:the\s+)?|\s*,\s+(?:the\s+)?").match(
            self.doc.text, end
        ):
            hit = self._names_at.get(match.end())
            entry = first_of(hit, "country") if hit else None
            if hit is None or entry is None or entry.country is None:
                break
            found.append(entry.country)
            end = hit.end
        return found

    def _read_names(
        self, end: int, country: str | None, also: list[str], role: str, kinds: set[str], start: int
    ) -> list[PersonMention]:
        """The names after a title: one, or several joined by commas and "and"."""
        text = self.doc.text
        position = end
        if len(also) > 1:
            while (
                (
                    match := re.compile(
                        r"\s*,?\s+(?:and|y|e|et|und|и)\s+(?:the\s+)?|\s*,\s+(?:the\s+)?"
                    ).match(text, position)
                )
                and (hit := self._names_at.get(match.end()))
                and first_of(hit, "country")
            ):
                position = hit.end
        comma = text[position : position + 1] == ","
        span = self._name_at(position + 1 if comma else position)
        if span is None or (
            comma
            and not country
            and "counterpart" not in kinds
            and not _DETERMINER.search(text, max(0, start - 8), start)
        ):
            return []
        found: list[PersonMention] = []
        while span is not None and len(found) < 6:
            own, stop = self._country_after(span[1])
            nation = own or (
                also[len(found)] if len(found) < len(also) else (country if len(also) < 2 else None)
            )
            person = self._person(span, nation, role, kinds)
            found.append(
                self._mention(start if not found else span[0], max(stop, span[1]), span, person, "full")
            )
            match = re.compile(r"\s*,?\s+(?:and|y|e|et|und|и)\s+|\s*,\s+").match(text, stop)
            if match is None or match.end() in self._title_at or not (role and self._plural(start, end)):
                break
            span = self._name_at(match.end())
        return found

    def _plural(self, start: int, end: int) -> bool:
        """Whether a title is in the plural, so that several names may follow."""
        return fold(self.doc.text[start:end]).split(" of ")[0].rstrip().endswith(("s", "ы", "и", "ов"))

    def _name_at(self, position: int) -> tuple[int, int] | None:
        """A personal name at `position` that is not a country, a region or a body."""
        span = read_name(self.doc.text, position)
        if span is None:
            return None
        if span[0] in self._title_at:  # "the president, Prime Minister X"; but an honorific opens a name
            hit = self._title_at[span[0]]
            if isinstance(hit.entries[0], Title) and hit.entries[0].kind == "honorific":
                if " ".join(fold(self.doc.text[span[0] : span[1]]).split()) in _by_form():
                    return span  # "Sheikh Hasina" is a name
                return self._name_at(hit.end)
            after_comma = self.doc.text[max(0, position - 1) : position] == ","
            if isinstance(hit.entries[0], Title) and hit.entries[0].kind in (
                ("military",) if after_comma else ("military", "monarch")
            ):
                return self._name_at(
                    hit.end
                )  # "his foreign minister, Marshal Chen Yi"; "Foreign Minister Prince Saud"
            return None
        hit = self._names_at.get(span[0])
        if (
            hit is not None
            and hit.end >= span[1]
            and hit.entries[0].kind in ("country", "demonym", "metonym", "region", "organisation", "mask")
        ):  # type: ignore[union-attr]
            return None
        for position in range(span[0] + 1, span[1]):  # "Michael Russian"; a title inside ends the name
            inner = self._names_at.get(position)
            if (
                inner is not None
                and first_of(inner, "demonym")
                and not self.doc.text[span[0] : position].count(" ") > 2
            ):
                return (span[0], position - 1) if position - 1 > span[0] else None
            if (
                position in self._title_at
                and self.doc.text[position - 1] == " "
                and len(self.doc.text[position : span[1]].split()) > 1
            ):
                return span[0], position - 1
        return span

    def _apposed(
        self, start: int, end: int, country: str | None, role: str, kinds: set[str]
    ) -> list[PersonMention]:
        """The name before a title: "Svenja Schulze, the German development minister"."""
        text = self.doc.text
        opening = _APPOSED.search(text, max(0, start - 40), start)
        if opening is None:
            return []
        span = read_name_before(text, opening.start())
        if (
            span is None
            or (hit := self._names_to.get(span[1])) is not None
            and hit.start <= span[0]
            and hit.entries[0].kind != "person"
        ):  # type: ignore[union-attr]
            return []
        if "counterpart" in kinds or "delegation" in kinds or self._is_adverb(span):
            return []
        person = self._person(span, country, role, kinds)
        return [self._mention(span[0], end, span, person, "full")]

    def _is_adverb(self, span: tuple[int, int]) -> bool:
        """Whether a lone capital word that opens a sentence ("Recently, the minister …") is no name."""
        word = self.doc.text[span[0] : span[1]]
        if " " in word or span[0] != self.doc.sentence_span(*span)[0]:
            return False
        return word.endswith("ly") or self.doc.folded.count(f" {fold(word)} ") < 2

    # -- persons --------------------------------------------------------------------------------

    def _latin(self, name: str) -> tuple[str, str | None]:
        """The name in Latin letters and the slug of the people table, if it is there."""
        folded = fold(name).split()
        known = _by_form().get(" ".join(folded)) or _by_form().get(" ".join(w for w in folded if len(w) > 1))
        if name[0] < "\u0250":
            return name, known
        return (_known()[known]["name"] if known else transliterate(name)), known

    def _person(
        self, span: tuple[int, int], country: str | None, role: str | None, kinds: set[str]
    ) -> Person:
        """The person of a name: one already met, or a new one."""
        printed = _without_honorific(" ".join(self.doc.text[span[0] : span[1]].split()))
        name, slug = self._latin(printed)
        folded = fold(name).split()
        for person in self.persons:
            if person.name is None:
                continue
            have = fold(person.name).split()
            if country and person.country and country != person.country and "counterpart" not in kinds:
                continue
            if (
                have == folded
                or (len(folded) == 1 and folded[0] in have)
                or (len(have) == 1 and have[0] in folded)
            ):
                if len(folded) > len(have):
                    person.name, person.slug = name, slug or person.slug
                self._enrich(person, country, role, kinds)
                return person
        person = Person(name, country, slug=slug)
        self._enrich(person, country, role, kinds)
        self.persons.append(person)
        return person

    def _enrich(self, person: Person, country: str | None, role: str | None, kinds: set[str]) -> None:
        person.country = person.country or country
        if role and not (person.role and "descriptor" not in person.kinds):
            person.role = role
        person.kinds |= kinds
        if person.slug:
            person.country = person.country or _known()[person.slug]["alpha3"] or None

    def _mention(
        self, start: int, end: int, span: tuple[int, int], person: Person, form: str
    ) -> PersonMention:
        mention = PersonMention(start, end, span[0], span[1], person, form)
        self.mentions.append(mention)
        person.mentions += 1
        return mention

    # -- further mentions -----------------------------------------------------------------------

    @cached_property
    def _taken(self) -> list[bool]:
        taken = [False] * len(self.doc.text)
        for mention in self.mentions:
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        return taken

    def _find_known(self) -> None:
        """People of the table, named without a title."""
        taken = self._taken
        for hit in self.doc.names:
            entry = first_of(hit, "person")
            if entry is None or taken[hit.start]:
                continue
            person = self._person((hit.start, hit.end), entry.country, None, set())
            owner, start = self._country_before(hit.start)
            start = (
                start
                if owner
                and owner == person.country
                and self.doc.text[start : hit.start].rstrip()[-2:] in ("'s", "’s")
                else hit.start
            )
            self._mention(start, hit.end, (hit.start, hit.end), person, "full")

    def _find_surnames(self) -> None:
        """Later mentions by one or more words of a name already met: "Lavrov", "López Obrador"."""
        owners: dict[str, list[Person]] = {}
        for person in self.persons:
            words = [w for w in fold(person.name or "").split() if len(w) > 1 and not is_particle(w)]
            given = words[0] if len(words) > 1 and words[0] in given_names() else None
            for word in words:
                if (
                    word != given
                    or len(words) == 1
                    or (
                        len(word) > 3
                        and not any(
                            word in fold(p.name or "").split() for p in self.persons if p is not person
                        )
                    )
                ):
                    owners.setdefault(word, []).append(person)
            for form in _known()[person.slug]["surname"].split("|") if person.slug else ():
                if form:
                    owners.setdefault(fold(form).strip(), []).append(person)
        if not owners:
            return
        words = sorted(owners, key=len, reverse=True)
        taken = [False] * len(self.doc.text)
        for mention in self.mentions:
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        pattern = re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, words))})(?= )")
        previous: PersonMention | None = None
        for match in pattern.finditer(self.doc.folded):
            start, end = match.start() - 1, match.end() - 1
            first = self.doc.text[start:end].split(" ")[0]
            if taken[start] or not (
                first[0].isupper() or (is_particle(first) and self.doc.text[start + len(first) + 1].isupper())
            ):
                continue
            if previous and previous.end == start - 1 and previous.person in owners[match.group()]:
                self.mentions[-1] = previous = previous._replace(end=end, name_end=end)
                continue
            candidates = owners[match.group()]
            person = next(
                (
                    m.person
                    for m in sorted(self.mentions, key=lambda m: -m.start)
                    if m.start < start and m.person in candidates
                ),
                candidates[0],
            )
            previous = self._mention(start, end, (start, end), person, "surname")

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
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        for index, mention in enumerate(self.mentions):
            person = mention.person
            if person.role or "counterpart" not in person.kinds:
                continue
            peer = next(
                (
                    m.person
                    for m in reversed(self.mentions[:index])
                    if m.person.role and m.person is not person
                ),
                None,
            )
            if peer is not None:
                person.role = peer.role
                person.kinds |= peer.kinds

    def _resolve_titles(self) -> None:
        """Give "the minister", "the Iranian leader", "his Mexican counterpart" their person."""
        named = sorted(self.mentions, key=lambda m: m.start)
        starts = [m.start for m in named]
        unnamed: dict[tuple[str | None, str | None], Person] = {}
        for start, end, title, country, _ in self._unnamed:
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
            person = self._resolve(title, country, earlier, later)
            if person is None and title.kind != "counterpart" and country:
                role = title.role if title.kind != "delegation" else None
                person = unnamed.get((role, country)) or Person(None, country, role, {title.kind})
                if (role, country) not in unnamed:
                    unnamed[role, country] = person
                    self.persons.append(person)
            if person is not None:
                if person.role is None and title.kind not in _NOT_A_TRAVELLER | {"descriptor", "delegation"}:
                    person.role = title.role
                    person.kinds.add(title.kind)
                self._mention(start, end, (start, start), person, "title")

    def _fill_roles(self) -> None:
        """Give those whose office the article does not tell the one that the table knows for its day."""
        day = str(self.doc.article.published or "")
        for person in self.persons:
            if person.role is None and person.slug and not person.kinds and day:
                held = [
                    o["role"]
                    for o in _offices().get(person.slug, ())
                    if o["start"] <= day <= (o["end"] or "9")
                ]
                person.role = held[0] if held else None

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
                (m.person for m in earlier if m.person.kinds - _NOT_A_TRAVELLER),
                key=lambda p: p.mentions,
                default=None,
            )
        for mention in (*reversed(earlier), *later):
            person = mention.person
            if country and person.country != country:
                continue
            if person.kinds & wanted or person.role == title.role:
                return person
            if person.slug and any(_held(o["role"], title.role) for o in _offices().get(person.slug, ())):
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
            return bool(person.kinds - _NOT_A_TRAVELLER)
        return person.slug is not None and person.slug in _offices()


@cache
def _nations() -> dict[str, str]:
    return {row["role"]: row["alpha3"] for row in load("gazetteer/title_nations")}


def _nation_of(role: str | None) -> str | None:
    """The one country whose officials hold a title, or `None`.

    >>> _nation_of("Taoiseach"), _nation_of("president")
    ('IRL', None)
    """
    return _nations().get(" ".join(fold(role or "").split()))


def _held(office: str, words: str) -> bool:
    """Whether a title that news uses means an office: "the minister" a foreign minister.

    >>> _held("foreign minister", "minister"), _held("president", "minister")
    (True, False)
    """
    if office == words or words == "leader":
        return True
    return words in _GENERIC and office.endswith(f" {words}") and office != "prime minister"


@cache
def honorifics() -> frozenset[str]:
    """Words of respect before a name, folded."""
    return frozenset(
        fold(row["form"]).strip() for row in load("gazetteer/titles") if row["kind"] == "honorific"
    )


def _without_honorific(name: str) -> str:
    """A name without "Sheikh", "Mr.", "Dr" before it.

    >>> _without_honorific("Sheikh Tamim bin Hamad")
    'Tamim bin Hamad'
    >>> _without_honorific("Sheikh")
    'Sheikh'
    """
    first, _, rest = name.partition(" ")
    return rest if " " in rest and fold(first).strip() in honorifics() else name


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(
        fold(row["form"]).strip() for row in load("gazetteer/titles") if row["kind"] == "modifier"
    ) | {"then", "former", "ex"}
