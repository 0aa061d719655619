"""The countries that take part in a sentence's trade, each with the small word that ties it to the rest."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from lib.parse.denominations import Denominations
from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Hit, Name
from lib.parse.mentions import is_country_word
from lib.parse.metonyms import stands_for_government
from lib.parse.party import NOBODY, OTHER, Party
from lib.parse.people import People
from lib.parse.places import Places
from lib.parse.sentences import Span
from lib.parse.trade_words import FLOWS, Sign, last_link, link_pattern, links

_HANDED_TO = 60
"""characters between a word of trade and a capital it goes to: "lent 2 billion to Kyiv" """
_GIFT = 5
"""characters between a gift and who gives it: " of " """
_OWNED = 40
"""characters between a capital and a word of trade that it owns: "Beijing's loans" """
_SPOKEN = 60
"""mentions of people among which "he" is looked for"""
_EPITHET = re.compile(r"(?:ed|ous|ern|less|torn|hit|rich|poor|ry|en)$")
"""how adjectives end that stand between a preposition and a country"""
_LEAD = 300
_TIES = ("between", "with", "apart", "from", "by", "to", "of", "in", "at")


class Parties:
    """Finds the parties of sentences, and what countries the document is about."""

    def __init__(self, doc: Document, people: People) -> None:
        self.doc = doc
        self.people = people
        self.home: str | None = None
        """what "the country" stands for"""
        self._places = Places(doc)
        self._names = doc.names
        self._starts = [hit.start for hit in self._names]
        self._mentioned = [m.start for m in people.mentions]

    def within(self, span: Span, signs: list[Sign]) -> list[Party]:
        """The parties of a sentence, by place."""
        found: list[Party] = []
        for hit in self._names[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]:
            name = self._places.reading(hit)
            if name is not None and name.kind == "region":
                following = self.doc.after(hit.end, 16).split()[:1]
                one = bool(set(following) & links("land", self.doc.language))  # "the African country"
                found.append(
                    self._party(
                        hit.start, hit.end, OTHER if one else "", "alias" if one else "region", found, signs
                    )
                )
            if name is not None and name.kind == "organisation" and name.country is None:
                code, kind = (NOBODY, "lender") if _lends(name, "lender") else ("", "institution")
                found.append(self._party(hit.start, hit.end, code, kind, found, signs))
            if name is None or name.country is None:
                continue
            kind = self._kind(name, hit, signs)
            if kind:
                found.append(self._party(hit.start, hit.end, name.country, kind, found, signs))
        for sign in signs:
            if sign.sense not in ("alias", "region") or self._inside_name(sign):
                continue
            if sign.sense == "region":
                found.append(self._party(sign.start, sign.end, "", "region", found, signs))
            else:
                known = self._told(sign, span)
                kind = "lender" if known == NOBODY else "alias"
                if known:
                    found.append(self._party(sign.start, sign.end, known, kind, found, signs))
        found.extend(self._his_country(span, signs))
        found.sort(key=lambda p: p.start)
        return found

    def _kind(self, name: Name, hit: Hit, signs: list[Sign]) -> str:
        """What sort of party a name is here; empty where it is none."""
        if is_country_word(name):
            return "demonym" if name.kind == "demonym" else "name"
        if name.kind in ("capital", "place") and self._in(hit):
            return "place"
        if name.kind == "organisation":
            bank = "bank" if _lends(name, "state lender") else "body"
            return "name" if name.country == "EUE" else bank
        if name.kind == "capital" and (
            stands_for_government(self.doc, hit.start, hit.end) or self._acts(hit, signs)
        ):
            return "name"
        return ""

    def _in(self, hit: Hit) -> bool:
        """Whether a town is where something happens: "in Ouagadougou he promised …"."""
        return last_link(self.doc.before(hit.start, 16).split(), "in", self.doc.language)

    def _acts(self, hit: Hit, signs: list[Sign]) -> bool:
        """Whether a capital stands right before a verb of trade, or right behind one."""
        text, language = self.doc.text, self.doc.language
        words = self.doc.before(hit.start, 20).split()
        if any(s.sense in FLOWS for s in signs) and (
            last_link(words, "between", language)
            or (
                last_link(words, "and", language)
                and last_link(self.doc.before(hit.start, 40).split()[:-2], "between", language)
            )
        ):
            return True
        if any(last_link(words, link, language) for link in ("in", "at", "of")):
            return False
        if any(last_link(words, link, language) for link in ("to", "from")):
            near = max(hit.start - _HANDED_TO, text.rfind(",", 0, hit.start))
            return any(s.sense in FLOWS and near <= s.end <= hit.start for s in signs)
        if text[hit.end : hit.end + 2] in ("'s", "’s"):
            return any(s.sense in FLOWS and 0 <= s.start - hit.end <= _OWNED for s in signs)
        for sign in signs:
            if sign.verbal or sign.sense == "target":
                between = text[hit.end : sign.start]
                if 0 <= sign.start - hit.end <= 25 and "." not in between and between.count(",") != 1:
                    return True
                if 0 <= hit.start - sign.end <= 2:
                    return True
        return False

    def _party(
        self, start: int, end: int, alpha3: str, kind: str, found: list[Party], signs: list[Sign]
    ) -> Party:
        text = self.doc.text
        owner = text[end : end + 1] in ("'", "’") or kind == "demonym" or self._whose(end)
        return Party(start, end, alpha3, self._tie(start, end, owner, kind, found, signs), owner, kind)

    def _tie(
        self, start: int, end: int, owner: bool, kind: str, found: list[Party], signs: list[Sign]
    ) -> str:
        language = self.doc.language
        words = self.doc.before(start, 40).split()
        if words and words[-1] in links("maybe to", language):
            return "to" if any(0 <= start - s.end - len(words[-1]) <= 2 for s in signs if s.verbal) else ""
        if any(s.sense == "attribution" and self._speaks(start, end, s) for s in signs):
            return "said"
        if any(s.verbal and 0 <= start - s.end <= 1 for s in signs) or self._whose(end):
            return ""  # the object of "turned to"; "a reply to China, whose loans"
        following = self.doc.after(end, 16).split()[:1] if self.doc.text[end : end + 1] == "," else []
        moved = any(last_link(words, tie, language) for tie in ("to", "from"))
        if following and following[0] in links("relative", language) and not moved:
            return ""  # "on Venezuela, which shipped …"
        previous = found[-1] if found else None
        while words and words[-1] in links("article", language):
            if any(last_link(words, tie, language) for tie in ("to", "of")) and not (
                len(words) > 1 and last_link(words[:-1], "between", language)
            ):
                break
            words.pop()
        if last_link(words, "and", language) and previous is not None:
            between = self.doc.folded[previous.end + 1 : start + 1].split()
            clause = "," in self.doc.text[previous.end : start] and any(
                s.verbal and 0 <= s.start - end <= 12 for s in signs
            )
            if clause:
                return ""
            if len(between) <= 3 or (previous.tie == "between" and len(between) <= 7):
                return previous.tie if previous.tie or not owner else ""
        if len(words) > 1 and _EPITHET.search(words[-1]) and not any(0 < start - s.end <= 2 for s in signs):
            bare = words[:-1]
            while bare and bare[-1] in links("article", language):
                bare.pop()
            epithet = any(last_link(bare, tie, language) for tie in ("to", "from", "with", "by"))
            words = bare if epithet else words  # "to hungry North Koreans"
        tie = next((tie for tie in _TIES if last_link(words, tie, language)), "")
        if last_link(words, "leaving", language) and any(s.sense == "goods" for s in signs):
            return "from"  # "oil worth 6 billion left Angola"
        if tie == "apart" and any(
            (s.verbal or s.sense == "transfer") and 0 <= s.start - end <= 2 for s in signs
        ):
            return ""  # "a day after the Fund approved"
        behind = kind == "demonym" and links("noun first", language) and len(words) > 1
        if tie or not behind or any(0 <= start - s.end <= 1 for s in signs):
            return tie
        words.pop()  # the noun of "para o mercado russo"
        while words and words[-1] in links("article", language):
            words.pop()
        return next((tie for tie in _TIES if last_link(words, tie, language)), "")

    def _whose(self, end: int) -> bool:
        """Whether what follows belongs to a country: "China, whose loans"."""
        words = self.doc.after(end, 16).split()[:1] if self.doc.text[end : end + 1] == "," else []
        return not links("whose", self.doc.language).isdisjoint(words)

    def _speaks(self, start: int, end: int, said: Sign) -> bool:
        """Whether a country belongs to who is quoted: "the Guyanese finance ministry said"."""
        if 0 <= start - said.end <= 1 and said.tense == "noun":
            return True
        if said.tense == "according":
            return 0 <= start - said.end <= 5
        between = self.doc.text[end : said.start]
        return (
            0 <= said.start - end <= 40
            and 1 < len(between.split()) + (not between.strip()) <= 4
            and "," not in between
        )

    def _inside_name(self, sign: Sign) -> bool:
        """Whether a word is part of a name: "nations" in "United Nations"."""
        at = bisect_right(self._starts, sign.start)
        named = (at > 0 and self._names[at - 1].end >= sign.end) or (
            at < len(self._names) and self._names[at].start < sign.end
        )
        return named or (
            sign.sense == "region"
            and self.doc.text[sign.start].isupper()
            and self.doc.sentence_span(sign.start, sign.start)[0] != sign.start
        )

    def _told(self, sign: Sign, span: Span) -> str:
        """The country of "the bloc", "his country"; `OTHER` where only the context can tell."""
        if sign.tense.isupper():
            return sign.tense if sign.tense in self.often else ""
        if sign.tense == "lender":
            return NOBODY if self._lent_before(sign) else ""
        if sign.tense == "union" and self._union(sign.start):
            return "EUE"
        if sign.tense == "home":
            return self.home if self.home and self.home not in self.countries(span) else OTHER
        if sign.tense == "own":
            speakers = [m.person.country for m in self.people.mentions if span[0] <= m.start < sign.start]
            return next(filter(None, speakers), None) or self._he(sign.start) or OTHER
        return OTHER

    def _lent_before(self, sign: Sign) -> bool:
        """Whether "the Fund", "the lender" stands for a bank or fund named earlier."""
        word = self.doc.text[sign.start : sign.end].rpartition(" ")[2]
        earlier = self._names[: bisect_left(self._starts, sign.start)]
        names = (e for hit in earlier for e in hit.entries if isinstance(e, Name) and not e.country)
        lenders = (e for e in names if e.kind == "organisation" and _lends(e, "lender"))
        return (word[0].isupper() or word == "lender") and next(lenders, None) is not None

    def _union(self, before: int) -> bool:
        """Whether the European Union was named earlier."""
        return any(
            isinstance(e, Name) and e.country == "EUE"
            for hit in self._names[: bisect_left(self._starts, before)]
            for e in hit.entries
        )

    def _his_country(self, span: Span, signs: list[Sign]) -> list[Party]:
        """The country of the official who acts, where a sentence has no other word for it: "he lent …"."""
        found: list[Party] = []
        verbs = [s for s in signs if s.verbal or s.sense == "target"]
        if not verbs:
            return found
        said = [s for s in signs if s.sense == "attribution"]
        for match in link_pattern("person", self.doc.language).finditer(
            self.doc.folded, span[0] + 1, span[1] + 1
        ):
            start, end = match.start() - 1, match.end() - 1
            if any(0 <= s.start - end <= 2 for s in said):
                continue
            country = self._he(start)
            if country:
                found.append(Party(start, end, country, "", False, "person"))
        first, last = (bisect_left(self._mentioned, at) for at in span)
        for m in self.people.mentions[first:last]:
            owns = self.doc.text[m.end : m.end + 2] in ("'s", "’s")
            gift = any(
                s.sense == "aid" and 0 <= m.start - s.end <= _GIFT for s in signs
            )  # "the gift of Mr Modi"
            brings = not found and any(s.start > m.end and self._brought(s) for s in signs)
            acts = owns or gift or brings or any(0 <= v.start - m.end <= 30 for v in verbs)
            if m.person.country and acts and not any(0 <= s.start - m.end <= 2 for s in said):
                found.append(Party(m.start, m.end, m.person.country, "", False, "person"))
        return found

    def _brought(self, sign: Sign) -> bool:
        """Whether somebody comes "with a promise of", "with a loan of"."""
        words = self.doc.before(sign.start, 24).split()
        while words and words[-1] in links("article", self.doc.language):
            words.pop()
        offer = sign.sense in ("aid", "loan", "investment") or (sign.sense, sign.tense) == ("target", "noun")
        return offer and last_link(words, "with", self.doc.language)

    def leans(self, span: Span) -> bool:
        """Whether a sentence opens on what came before: "It …", "Of this …", "Their …"."""
        end = min(span[0] + 40, span[1])
        pattern = link_pattern("pronoun", self.doc.language)
        return pattern.search(self.doc.folded, span[0] + 1, end + 1) is not None

    def _he(self, position: int) -> str | None:
        """The country of the official most spoken of before a place."""
        before = self.people.mentions[: bisect_left(self._mentioned, position)][-_SPOKEN:]
        earlier = [m.person for m in before if m.person.country and self.people.is_official(m.person)][-6:]
        near = Counter(id(person) for person in earlier)
        return max(reversed(earlier), key=lambda p: (near[id(p)], p.mentions)).country if earlier else None

    # -- what the text is about -----------------------------------------------------------------

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Every place where a country is meant: by its name, a town of it, an official of it."""
        found = [(start, country) for start, _, country in self.named_spans()]
        found += [(m.start, m.person.country) for m in self.people.mentions if m.person.country]
        return sorted(found)

    def named_spans(self) -> Iterator[tuple[int, int, str]]:
        """Start, end and country of every name of a country or of what is in it."""
        for hit in self._names:
            name = self._places.reading(hit)
            if name is not None and name.country and name.kind not in ("mask", "person"):
                yield hit.start, hit.end, name.country

    @cached_property
    def denominations(self) -> Denominations:
        """Whose currency the text means by a word that several countries share."""
        return Denominations(self.doc.text, self.doc.folded, self.often)

    def countries(self, span: Span) -> list[str]:
        """The countries named in a sentence."""
        first = bisect_left(self._named, (span[0], ""))
        return [country for _, country in self._named[first : bisect_left(self._named, (span[1], ""))]]

    def subject(self, position: int) -> str | None:
        """The country that the sentence before a place names first: what "it" and "its" stand for."""
        index = self.doc.sentence_index(position)
        if not index:
            return None
        before = self.doc.sentences[index - 1]
        if "\n\n" in self.doc.text[before[1] : position]:
            return None
        named = self.countries(before)
        return named[0] if named else None

    def opens_on_pronoun(self, position: int) -> bool:
        """Whether the sentence of a place begins with "it", "its", "their"."""
        index = self.doc.sentence_index(position)
        start = self.doc.sentences[index][0]
        match = link_pattern("pronoun", self.doc.language).search(self.doc.folded, start + 1, start + 8)
        return match is not None and match.start() == start + 1

    @cached_property
    def often(self) -> Counter[str]:
        """How often each country is meant."""
        return Counter((*(country for _, country in self._named), *self._headline))

    @cached_property
    def _headline(self) -> list[str]:
        """The countries of a headline that is no part of the text."""
        title = self.doc.article.title
        if self.doc.title_end or not title:
            return []
        doc = Document(replace(self.doc.article, text=title))
        readings = map(Places(doc).reading, doc.names)
        return [n.country for n in readings if n and n.country and n.kind not in ("mask", "person")]

    @cached_property
    def lead(self) -> frozenset[str]:
        """The countries of the headline and the first lines."""
        end = max(self.doc.title_end, _LEAD)
        opening = (c for _, c in self._named[: bisect_left(self._named, (end, ""))])
        return frozenset((*opening, *self._headline))

    def topics(self, position: int, end: int) -> list[str]:
        """The countries the text is about at a place, the likeliest first; `end` closes its sentence."""
        text = self.doc.text
        paragraph = max(text.rfind("\n\n", 0, position), 0)
        first, last = (bisect_left(self._named, (at, "")) for at in (paragraph, end))
        near = Counter(country for _, country in self._named[first:last])
        most = max(self.often.values(), default=1)
        score = {c: min(near[c], 2) + 3 * n / most + (c in self.lead) for c, n in self.often.items()}
        return sorted(score, key=lambda c: -score[c])


def _lends(name: Name, link: str) -> bool:
    """Whether a body's name says that it lends."""
    return not links(link, "en").isdisjoint(fold(name.name).split())
