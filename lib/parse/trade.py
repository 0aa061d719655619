"""What is traded: the figures an article states about exchange between countries, with who claims them."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from lib.parse.claims import find_claimant
from lib.parse.document import Document
from lib.parse.lexicon import Cue, Name
from lib.parse.mentions import is_country_word
from lib.parse.metonyms import stands_for_government
from lib.parse.money import find_money
from lib.parse.people import People
from lib.parse.places import Places
from lib.parse.quantities import find_periods, find_quantities
from lib.parse.sentences import Span
from lib.records import TradeFigure

_FLOWS = frozenset(("trade", "export", "import", "investment", "loan", "aid", "debt", "contract"))
_DATED = frozenset(("trade", "export", "import"))
_CLAUSE = re.compile(r";|\bwhile\b|\bwhereas\b|\bmientras\b|\benquanto\b|\btandis que\b|\bwährend\b|, but\b")
_TO = frozenset(
    "to into in for on toward towards a al en para em no na ao à au aux dans vers pour nach für in an nel nella в во на для".split()
)
_FROM = frozenset("from by de desde por da do du par aus von dal из от".split())
_WITH = frozenset("with con com avec mit с со".split())
_BETWEEN = frozenset("between entre zwischen tra fra между".split())
_REGION_AFTER = frozenset("region continent bloc area hemisphere región região région".split())
_EARLIER = frozenset("than from over with against compared que em do que a von als gegenüber по".split())
_ANAPHOR = re.compile(
    r"\b(?:it|that sum|that amount|of which|of that|of this|another|a further|an additional|the figure|the sum|the volume|the total|the bloc|the rest)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Country:
    start: int
    end: int
    alpha3: str
    tie: str
    """to, from, with, between, owner, region-less subject (empty)"""


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """A trade word of the sentence."""

    start: int
    end: int
    sense: str
    tense: str


@dataclass(slots=True)
class _Pair:
    """What the figures before leave behind."""

    reporter: str | None = None
    partner: str | None = None
    flow: str = ""
    sentence: int = -9


def find_trade_figures(doc: Document, people: People) -> list[TradeFigure]:
    """The trade figures of a document, one row each, by place in the text."""
    signs = [h for h in doc.hits.cues if any(isinstance(e, Cue) and e.table == "trade_words" for e in h.entries)]
    if not any(e.sense in _FLOWS for h in signs for e in h.entries if isinstance(e, Cue)):
        return []
    starts = [h.start for h in signs]
    reader = _Reader(doc, people)
    found: list[TradeFigure] = []
    for index, span in enumerate(doc.sentences):
        if span[0] in doc.datelines or not any(c.isdigit() for c in doc.text[span[0] : span[1]]) and "illion" not in doc.text[span[0] : span[1]]:
            continue
        within = signs[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        found.extend(reader.read(index, span, [
            _Sign(h.start, h.end, e.sense, e.tense) for h in within for e in h.entries if isinstance(e, Cue) and e.table == "trade_words"
        ]))  # fmt: skip
    return _one_row_each(doc, found)


class _Reader:
    """Reads sentence after sentence, remembering the pair last spoken of."""

    def __init__(self, doc: Document, people: People) -> None:
        self.doc = doc
        self.people = people
        self.places = Places(doc)
        self.last = _Pair()
        self._names = doc.names
        self._starts = [h.start for h in self._names]

    def read(self, index: int, span: Span, signs: list[_Sign]) -> list[TradeFigure]:
        amounts = self._amounts(span)
        if not amounts:
            return []
        doc, published = self.doc, self.doc.article.published
        countries = self._countries(span)
        found: list[TradeFigure] = []
        for number, amount in enumerate(amounts):
            left = amounts[number - 1].end if number else span[0]
            right = amounts[number + 1].start if number + 1 < len(amounts) else span[1]
            flow_sign = self._governing(amount, left, signs)
            flow = flow_sign.sense if flow_sign else ""
            if not flow and not any(s.sense == "stop" for s in signs) and self.last.sentence >= index - 1 and self.last.flow:
                if found or _ANAPHOR.search(doc.text[span[0] : span[1]]) or re.match(r"[^.]{0,40}\b(?:its|their|su|sua)\b", doc.text[span[0] : span[1]]):
                    flow = self.last.flow
            if not flow or not self._is_figure(amount, left, right, signs, flow_sign):
                continue
            change = self._change(amount, left, right, signs) if amount.unit == "%" else ""
            if amount.unit == "%" and not change:
                continue
            reporter, partner = self._pair(flow, flow_sign, amount, left, right, span, countries, signs, index)
            if reporter is None and partner is None:
                continue
            period = self._period(span, amount, left, right, amounts, flow, published)
            if period is None and found and found[-1].flow == flow and flow in _DATED:
                period = (found[-1].period_start, found[-1].period_end) if found[-1].period_start and found[-1].period_end else None
            target = self._is_target(amount, left, right, span, signs, period, published)
            found.append(
                TradeFigure(
                    doc.article.article_id, amount.start, amount.end, doc.text[span[0] : span[1]],
                    -amount.amount if change == "fall" else amount.amount, amount.unit, flow, reporter, partner,
                    period[0] if period else None, period[1] if period else None, "target" if target else "actual",
                    find_claimant(doc, self.people, span, amount.start),
                )
            )  # fmt: skip
            self.last = _Pair(reporter, partner, flow, index)
        return found

    # -- the sentence's parts -------------------------------------------------------------------

    def _amounts(self, span: Span) -> list[_Amount]:
        text, base = self.doc.text[span[0] : span[1]], span[0]
        language = self.doc.language
        found = [_Amount(m.start_char + base, m.end_char + base, m.amount, m.currency) for m in find_money(text, language) if m.currency]
        for q in find_quantities(text, language):
            if not any(a.start < q.end_char + base and q.start_char + base < a.end for a in found):
                found.append(_Amount(q.start_char + base, q.end_char + base, q.amount, q.unit))
        found.sort(key=lambda a: a.start)
        kept: list[_Amount] = []
        for amount in found:  # a second currency in brackets is no second figure
            opening = self.doc.text[max(0, amount.start - 24) : amount.start]
            if kept and amount.unit != "%" and kept[-1].unit != "%" and "(" in self.doc.text[kept[-1].end : amount.start] and ")" not in opening:
                continue
            kept.append(amount)
        return kept

    def _countries(self, span: Span) -> list[_Country]:
        found: list[_Country] = []
        text = self.doc.text
        for hit in self._names[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]:
            name = self.places.reading(hit)
            if name is None or name.country is None:
                continue
            capital = name.kind == "capital" and stands_for_government(self.doc, hit.start, hit.end)
            body = name.kind == "organisation" and name.country == "EUE"
            if not (is_country_word(name) or capital or body):
                continue
            found.append(_Country(hit.start, hit.end, name.country, self._tie(name, hit.start, hit.end, found)))
        if re.search(r"\bhis country\b|\bher country\b|\bhis nation\b", text[span[0] : span[1]]):
            person = next((m.person for m in self.people.mentions if span[0] <= m.start < span[1] and m.person.country), None)
            match = re.search(r"\b(?:his|her) (?:country|nation)\b", text[span[0] : span[1]])
            if person is not None and person.country and match:
                start = span[0] + match.start()
                words = self.doc.before(start, 12).split()
                tie = "to" if words and words[-1] in _TO else ""
                found.append(_Country(start, span[0] + match.end(), person.country, tie))
                found.sort(key=lambda c: c.start)
        return found

    def _tie(self, name: Name, start: int, end: int, found: list[_Country]) -> str:
        words = self.doc.before(start, 30).split()
        while words and words[-1] in ("the", "la", "el", "os", "o", "a", "les", "le", "l", "die", "der", "den", "dem", "il"):
            if words[-1] in _TO and len(words) > 1 and words[-2] not in _BETWEEN:
                break
            words.pop()
        word = words[-1] if words else ""
        text = self.doc.text
        owner = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in ("'", "’") or name.kind == "demonym"
        if word in ("and", "y", "e", "et", "und", "и") and found:
            between = text[found[-1].end : start]
            if len(between.split()) <= 2:
                return found[-1].tie if found[-1].tie != "owner" or owner else ""
        if word in _BETWEEN:
            return "between"
        if word in _WITH:
            return "with"
        if word in _FROM and not (word in ("de", "da", "do", "du", "di") and self.doc.language not in ("en",) and False):
            return "from"
        if word in _TO:
            return "to"
        if word == "of":
            return "owner"
        return "owner" if owner else ""

    def _governing(self, amount: _Amount, left: int, signs: list[_Sign]) -> _Sign | None:
        """The flow word that governs an amount; `None` where none does or a word such as "budget" is nearer."""
        best: tuple[int, _Sign] | None = None
        for sign in signs:
            if sign.sense not in _FLOWS and sign.sense != "stop":
                continue
            if sign.end <= amount.start:
                distance = amount.start - sign.end + (40 if sign.end <= left else 0)
                between = self.doc.text[sign.end : amount.start]
            elif sign.start >= amount.end:
                distance = sign.start - amount.end + 30
                between = self.doc.text[amount.end : sign.start]
                if sign.sense == "stop" and "," in between:
                    continue
            else:
                continue
            if _CLAUSE.search(between):
                distance += 200
            if best is None or distance < best[0] or (distance == best[0] and best[1].sense == "aid"):
                best = distance, sign
        if best is None or best[1].sense == "stop":
            return None
        return best[1]

    def _is_figure(self, amount: _Amount, left: int, right: int, signs: list[_Sign], flow: _Sign | None) -> bool:
        if flow is not None or amount.unit == "%":
            return True
        return not any(s.sense == "stop" and left <= s.start <= right for s in signs)

    def _change(self, amount: _Amount, left: int, right: int, signs: list[_Sign]) -> str:
        """What a percentage says: rise, fall, share; nothing where it is no change of a flow."""
        near: list[tuple[int, str]] = []
        for sign in signs:
            if sign.sense not in ("rise", "fall", "share"):
                continue
            if sign.end <= amount.start and sign.start >= left:
                near.append((amount.start - sign.end, sign.sense))
            elif amount.end <= sign.start <= min(right, amount.end + 30):
                near.append((sign.start - amount.end, sign.sense))
        return min(near)[1] if near else ""

    # -- who trades with whom -------------------------------------------------------------------

    def _pair(
        self, flow: str, sign: _Sign | None, amount: _Amount, left: int, right: int, span: Span,
        countries: list[_Country], signs: list[_Sign], index: int,
    ) -> tuple[str | None, str | None]:  # fmt: skip
        text = self.doc.text
        begin, end = span
        for match in _CLAUSE.finditer(text, span[0], span[1]):
            if match.end() <= amount.start and not (sign and sign.end <= match.start()):
                begin = match.end()
            elif match.start() >= amount.end:
                end = match.start()
                break
        local = [c for c in countries if begin <= c.start < end and not self._excluded(c)]
        two = any(s.sense == "two" and begin <= s.start < end for s in signs)
        after = [c for c in local if amount.end <= c.start < right]
        if flow in ("trade", "contract"):
            pair = self._between(local, amount, left, right)
            if pair:
                return pair
        if flow == "trade":
            return self._trade_pair(local, amount, left, two, index)
        origin: str | None = None
        destination: str | None = None
        buyer = sign is not None and (sign.tense == "taker" or (flow == "import" and sign.tense == "noun"))
        verb = sign is not None and sign.tense in ("giver", "taker", "owes")
        for c in sorted(local, key=lambda c: (c not in after, abs(c.start - amount.start))):
            if c.tie == "from" and origin is None:
                origin = c.alpha3
            elif c.tie == "to" and destination is None and c.alpha3 != origin:
                destination = c.alpha3
        subjects = [c for c in local if sign is not None and c.end <= sign.start and c.tie in ("", "owner") and c.alpha3 not in (origin, destination)]
        subject = subjects[-1].alpha3 if subjects else None
        direct = next((c.alpha3 for c in local if sign is not None and 0 <= c.start - sign.end <= 6 and c.tie == ""), None)
        if sign is not None and sign.tense == "owes":
            origin, destination = direct or origin or destination, subject
        elif buyer:
            destination = subject or destination
            origin = origin or next((c.alpha3 for c in local if sign and c.start >= sign.end and c.alpha3 != destination), None)
        elif verb or subject:
            if direct and direct != subject:
                destination = direct
            passive = verb and sign is not None and re.search(r"\b(?:was|were|been|be|are|is|being)\s+$", text[max(0, sign.start - 12) : sign.start]) is not None
            if passive:
                destination = destination or subject
            else:
                origin = origin or subject
        partner_with = next((c.alpha3 for c in local if c.tie == "with"), None)
        if flow == "contract" and partner_with and partner_with != origin:
            origin, destination = partner_with, origin or destination or subject
        spare = [c.alpha3 for c in local if c.alpha3 not in (origin, destination)]
        region = self._to_region(amount, sign, span)
        if origin is None and spare:
            origin = spare.pop(0)
            spare = [s for s in spare if s != origin]
        if destination is None and spare and not region:
            destination = spare.pop(0)
        if flow == "contract" and origin == subject and not verb and spare:
            origin, destination = spare[0], origin
        last = (self.last.reporter, self.last.partner) if self.last.sentence >= index - 3 else self._main_pair()
        if self.last.flow == "import" and last == (self.last.reporter, self.last.partner):
            last = (last[1], last[0])
        if origin is None and (destination is None or destination in last or self.last.sentence >= index - 1):
            origin = next((c for c in last if c and c != destination), None)
        if destination is None and origin in last and not region:
            destination = next((c for c in last if c and c != origin), None)
        if origin == destination:
            destination = None
        return (destination, origin) if flow == "import" else (origin, destination)

    def _excluded(self, country: _Country) -> bool:
        """Whether a country only serves to compare: "after Brazil", "behind China", "more than Peru"."""
        words = self.doc.before(country.start, 24).split()
        return bool(words) and words[-1] in ("after", "behind", "than", "like", "unlike", "tras", "depois", "après", "nach", "после")

    def _between(self, local: list[_Country], amount: _Amount, left: int, right: int) -> tuple[str, str] | None:
        pairs = [(a, b) for a, b in zip(local, local[1:], strict=False) if a.tie == b.tie == "between" and a.alpha3 != b.alpha3]
        if not pairs:
            return None
        def far(pair: tuple[_Country, _Country]) -> int:
            a, b = pair
            return amount.start - b.end if b.end <= amount.start else a.start - amount.end + (0 if a.start < right and b.end <= right else 500)
        before = [p for p in pairs if left <= p[0].start and p[1].end <= amount.start]
        behind = [p for p in pairs if amount.end <= p[0].start and p[1].end <= right]
        chosen = min(before or behind or pairs, key=far)
        return chosen[0].alpha3, chosen[1].alpha3

    def _trade_pair(self, local: list[_Country], amount: _Amount, left: int, two: bool, index: int) -> tuple[str | None, str | None]:
        known = list(dict.fromkeys(c.alpha3 for c in sorted(local, key=lambda c: (c.tie == "to", c.start))))
        recent = (self.last.reporter, self.last.partner) if self.last.sentence >= index - 1 and self.last.partner else (None, None)
        if len(known) >= 2:
            return known[0], known[1]
        context = recent if all(recent) else self._near_pair(amount.start)
        if len(known) == 1:
            if self._to_region(amount, None, self.doc.sentence_span(amount.start, amount.end)):
                return known[0], None
            other = next((c for c in context if c and c != known[0]), None) if known[0] in context or two else None
            return known[0], other
        return context

    def _to_region(self, amount: _Amount, sign: _Sign | None, span: Span) -> bool:
        """Whether the other side is a region: "to Latin America", "for the region"."""
        text = self.doc.text
        for hit in self._names[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]:
            if any(isinstance(e, Name) and e.kind == "region" for e in hit.entries):
                words = self.doc.before(hit.start, 16).split()
                if words and (words[-1] in _TO | _WITH or words[-1] in ("the", "and")):
                    return True
        return bool(re.search(r"\b(?:to|for|with|in|into|across)\s+the\s+(?:region|continent|area|hemisphere|world|rest)\b", text[span[0] : span[1]]))

    def _near_pair(self, position: int) -> tuple[str | None, str | None]:
        """The last two countries named before a place in the text, else the headline's."""
        seen: list[str] = []
        for hit in reversed(self._names[: bisect_left(self._starts, position)]):
            if position - hit.start > 700:
                break
            name = self.places.reading(hit)
            if name is not None and name.country and is_country_word(name) and name.country not in seen:
                seen.append(name.country)
                if len(seen) == 2:
                    return seen[1], seen[0]
        return self._main_pair()

    def _main_pair(self) -> tuple[str | None, str | None]:
        seen: list[str] = []
        for hit in self._names:
            name = self.places.reading(hit)
            if name is not None and name.country and (is_country_word(name) or name.kind == "capital") and name.country not in seen:
                seen.append(name.country)
                if len(seen) == 2:
                    return seen[0], seen[1]
        return (seen[0] if seen else None), None

    # -- when, and whether it has happened ------------------------------------------------------

    def _period(
        self, span: Span, amount: _Amount, left: int, right: int, amounts: list[_Amount], flow: str, published: date | None
    ) -> tuple[date, date] | None:
        if flow not in _DATED and not (flow in ("investment", "aid", "loan") and False):
            return None
        text = self.doc.text[span[0] : span[1]]
        periods = []
        for p in find_periods(text, published, self.doc.language):
            start = p.start_char + span[0]
            words = self.doc.before(start, 16).split()
            while words and words[-1] in ("in", "the", "en", "el", "em", "of", "a", "im", "année", "l", "o"):
                words.pop()
            if words and words[-1] in ("than", "from", "over", "against", "que", "als", "by") and not (words[-1] == "by" and p.start_date.year > (published.year if published else 0)):
                continue
            periods.append((start, p.end_char + span[0], p.start_date, p.end_date))
        if not periods:
            return None
        after = [p for p in periods if amount.end <= p[0] < right]
        if after and not _CLAUSE.search(self.doc.text, amount.end, after[0][0]):
            return after[0][2], after[0][3]
        before = [p for p in periods if p[1] <= amount.start and (p[0] >= left or not after)]
        if before:
            return before[-1][2], before[-1][3]
        return (after[0][2], after[0][3]) if after else None

    def _is_target(
        self, amount: _Amount, left: int, right: int, span: Span, signs: list[_Sign], period: tuple[date, date] | None, published: date | None
    ) -> bool:
        if period and published and period[0] > published:
            return True
        opening = self.doc.before(amount.start, 20).split()
        if opening[-1:] == ["from"] or opening[-2:] in (["from", "about"], ["from", "some"]):
            return False
        for sign in signs:
            if sign.sense == "target" and left <= sign.start < amount.start and not _CLAUSE.search(self.doc.text, sign.end, amount.start):
                return True
            if sign.sense == "target" and amount.end <= sign.start < right and sign.start - amount.end < 20 and left == span[0] and "," not in self.doc.text[amount.end : sign.start]:
                return True
        return False


def _one_row_each(doc: Document, found: list[TradeFigure]) -> list[TradeFigure]:
    """A figure told twice is one row: the telling that says most, the body's before the headline's."""
    kept: list[TradeFigure] = []
    for figure in found:
        twin = next((k for k in kept if k.amount == figure.amount and k.unit == figure.unit and _same(k, figure, doc)), None)
        if twin is None:
            kept.append(figure)
        elif _told(doc, figure) > _told(doc, twin):
            kept[kept.index(twin)] = replace(figure, claimed_by=figure.claimed_by or twin.claimed_by)
    return kept


def _same(a: TradeFigure, b: TradeFigure, doc: Document) -> bool:
    if a.period_start and b.period_start and (a.period_start, a.period_end) != (b.period_start, b.period_end):
        return False
    if {a.reporter, a.partner} - {None} & {b.reporter, b.partner} == set() and a.reporter and b.reporter:
        return a.start_char < doc.title_end
    return a.flow == b.flow or a.start_char < doc.title_end


def _told(doc: Document, figure: TradeFigure) -> tuple[bool, int]:
    body = not doc.is_headline((doc.sentence_span(figure.start_char, figure.end_char))) and figure.sentence.rstrip()[-1:] in ".!?\"”»"
    return body, sum(v is not None for v in (figure.reporter, figure.partner, figure.period_start, figure.claimed_by))
