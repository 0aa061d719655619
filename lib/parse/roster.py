"""The persons of one document: one entry for each, however they are named."""

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.persons import (
    Person,
    PersonMention,
    known_forms,
    known_people,
    transliterate,
    without_honorific,
)

_RANKS = {"military"}
_OFFICES = {"head_of_state", "head_of_government", "foreign_minister", "minister", "deputy"}
"""what a marshal or general is first of all, if he holds it"""


class Roster:
    """The persons of a document and their mentions, filled by those who find them."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.persons: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._named: list[tuple[Person, list[str]]] = []
        self._by_word: dict[str, list[int]] = {}

    def person(self, span: tuple[int, int], country: str | None, role: str | None, kinds: set[str]) -> Person:
        """The person of a name: one already met, or a new one."""
        printed = without_honorific(" ".join(self.doc.text[span[0] : span[1]].split()))
        name, slug = _in_latin(printed)
        words = fold(name).split()
        for number in sorted({n for word in words or [""] for n in self._by_word.get(word, ())}):
            person, have = self._named[number]
            if country and person.country and country != person.country and "counterpart" not in kinds:
                continue
            if (
                have == words
                or (len(words) == 1 and words[0] in have)
                or (len(have) == 1 and have[0] in words)
            ):
                if len(words) > len(have):
                    person.name, person.slug = name, slug or person.slug
                    self._index(number, person, words)
                self._enrich(person, country, role, kinds)
                return person
        person = Person(name, country, slug=slug)
        self._enrich(person, country, role, kinds)
        self.persons.append(person)
        self._named.append((person, words))
        self._index(len(self._named) - 1, person, words)
        return person

    def _index(self, number: int, person: Person, words: list[str]) -> None:
        self._named[number] = (person, words)
        for word in words or [""]:
            self._by_word.setdefault(word, []).append(number)

    def _enrich(self, person: Person, country: str | None, role: str | None, kinds: set[str]) -> None:
        person.country = person.country or country
        told = person.role and "descriptor" not in person.kinds
        if role and (not told or (person.kinds <= _RANKS and kinds & _OFFICES)):
            person.role = role
        person.kinds |= kinds
        if person.slug:
            person.country = person.country or known_people()[person.slug]["alpha3"] or None

    def mention(
        self, start: int, end: int, span: tuple[int, int], person: Person, form: str
    ) -> PersonMention:
        """Note that a person is meant by the words from `start` to `end`, of which `span` is the name."""
        mention = PersonMention(start, end, span[0], span[1], person, form)
        self.mentions.append(mention)
        person.mentions += 1
        return mention


def _in_latin(name: str) -> tuple[str, str | None]:
    """The name in Latin letters and the slug of the people table, if it is there."""
    folded = fold(name).split()
    known = known_forms().get(" ".join(folded)) or known_forms().get(
        " ".join(w for w in folded if len(w) > 1)
    )
    if name[0] < "\u0250":
        return name, known
    return (known_people()[known]["name"] if known else transliterate(name)), known
