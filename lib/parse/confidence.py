"""How certain a row is: its evidence is put into a class, and the class has a share of rows that were right.

The shares stand in data/grammar/confidence.csv, which tests/calibrate_confidence.py measures on labelled
articles; (right + 10 × the table's share) ÷ (rows + 10), so that a rare class says little. A class that the
table lacks has its table's share.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Cue, Hit, Name
from lib.parse.sentences import Span
from lib.records import Mention, Rows, TradeFigure, VisitReport
from lib.tables import load

ANY = "any"
"""the row of a table that holds its share over all classes"""

_MEETING = {"meet", "talks", "attend", "begin", "say", "call"}
"""senses of visiting that a call or a meeting at home has, too"""

_EXCHANGE = {"trade", "export", "import", "investment"}


def with_confidence(doc: Document, rows: Rows) -> Rows:
    """The rows of a document, each with its confidence."""
    shares = _shares()

    def of(table: str, evidence: str) -> float:
        return shares.get((table, evidence), shares[table, ANY])

    found = Evidence(doc, rows.mentions)
    return Rows(
        tuple(_mention(m, of("mentions", found.of_mention(m))) for m in rows.mentions),
        tuple(replace(r, confidence=of("visit_reports", found.of_visit(r))) for r in rows.visit_reports),
        tuple(replace(f, confidence=of("trade_figures", found.of_figure(f))) for f in rows.trade_figures),
    )


def _mention(m: Mention, confidence: float) -> Mention:
    """What `replace` would give, in half its time, which counts: mentions are many."""
    return Mention(
        m.article_id, m.start_char, m.end_char, m.sentence, m.surface, m.kind, m.form, m.entity_id, m.entity,
        m.country, confidence,
    )  # fmt: skip


@cache
def _shares() -> dict[tuple[str, str], float]:
    return {(r["table"], r["evidence"]): float(r["confidence"]) for r in load("grammar/confidence")}


class Evidence:
    """The evidence classes of a document's rows; what is named in a sentence is read off the mentions."""

    def __init__(self, doc: Document, mentions: tuple[Mention, ...]) -> None:
        self._doc = doc
        self._mentions = mentions
        self._starts = [m.start_char for m in mentions]
        self._ambiguous = {hit.start for hit in doc.names if is_ambiguous(hit)} if mentions else set()

    def of_mention(self, mention: Mention) -> str:
        """Kind and form of a mention, and whether its words mean something else, too."""
        if mention.kind == "person":
            return "person, full name" if len(mention.surface.split()) > 1 else "person, one name"
        kind = f"country, {mention.form}" if mention.form else mention.kind
        return f"{kind}, ambiguous" if mention.start_char in self._ambiguous else kind

    def of_visit(self, report: VisitReport) -> str:
        """Who and what the evidence sentence names: visitor, host, journey or mere meeting, date."""
        span = self._doc.sentence_span(report.start_char, report.end_char)
        named = list(self._within(span))
        if all(m.country != report.host_country or m.kind == "person" for m in named):
            return "host carried over"
        people = {m.entity for m in named if m.kind == "person"}
        own = [name for name in people if _alike(name, report.visitor)]
        if own:
            visitor = "visitor alone" if len(people) == 1 else "visitor among others"
        else:
            visitor = "visitor by office" if report.visitor.islower() else "visitor carried over"
        senses = set(self._senses(report.start_char, report.end_char))
        what = "no word of travel" if not senses else "meeting" if senses <= _MEETING else "journey"
        return f"{visitor}, {what}, {'dated' if report.start_date else 'undated'}"

    def of_figure(self, figure: TradeFigure) -> str:
        """What a figure measures, whether its sentence names the pair, and whether it tells a period."""
        span = self._doc.sentence_span(figure.start_char, figure.end_char)
        named = {m.country or ("EUE" if m.entity_id == "european-union" else "") for m in self._within(span)}
        what = "exchange" if figure.flow in _EXCHANGE else "credit, aid or contract"
        pair = "named" if {figure.reporter, figure.partner} - {None} <= named else "carried over"
        return f"{what}, pair {pair}, {'period told' if figure.period_start else 'no period'}"

    def _within(self, span: Span) -> Iterator[Mention]:
        for place in range(bisect_left(self._starts, span[0]), len(self._starts)):
            if self._starts[place] >= span[1]:
                return
            yield self._mentions[place]

    def _senses(self, start: int, end: int) -> Iterator[str]:
        cues = self._doc.hits.cues
        for place in range(bisect_left(cues, (start,)), len(cues)):
            if cues[place].start >= end:
                return
            for cue in cues[place].entries:
                if isinstance(cue, Cue) and cue.table == "visit_words":
                    yield cue.sense


def is_ambiguous(hit: Hit) -> bool:
    """Whether the words of a name are known to stand in several countries, or to be other words, too."""
    names = [entry for entry in hit.entries if isinstance(entry, Name)]
    return len({n.country for n in names}) > 1 or any(n.risk for n in names)


def _alike(a: str, b: str) -> bool:
    """Whether two names end in the same word.

    >>> _alike("Lavrov", "Sergey Lavrov"), _alike("Xi Jinping", "Xi"), _alike("Ana", "")
    (True, False, False)
    """
    return fold(a).split()[-1:] == fold(b).split()[-1:] != []
