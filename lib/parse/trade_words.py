"""The words of trade in a document, and the small words that tie amounts and countries to them."""

import re
from dataclasses import dataclass
from functools import cache

from lib.parse.document import Document
from lib.parse.folding import fold
from lib.parse.lexicon import Cue, Hit
from lib.tables import load

FLOWS = frozenset(("trade", "export", "import", "investment", "loan", "aid", "debt", "contract"))
_SMALL = ("to", "from", "with", "between", "by", "of", "in", "at", "article", "and", "as", "comparison")
VERBAL = frozenset(("giver", "taker", "owes"))


@dataclass(frozen=True, slots=True)
class Sign:
    """A word of trade. `sense`: a flow, or what it does to a figure; `tense`: noun, or whose verb it is."""

    start: int
    end: int
    sense: str
    tense: str

    @property
    def verbal(self) -> bool:
        return self.tense in VERBAL


@cache
def links(link: str, language: str, plain: bool = False) -> frozenset[str]:
    """The small words of a language that tie in one way, folded unless `plain`.

    >>> "into" in links("to", "en"), "into" in links("from", "en"), links("to", "xx")
    (True, False, frozenset())
    """
    return frozenset(
        row["form"] if plain else " ".join(fold(row["form"]).split())
        for row in load("grammar/trade_links")
        if row["link"] == link and row["language"] == language
    )


@cache
def _sized(link: str, language: str) -> tuple[frozenset[str], int]:
    """The words of one tie, and how many the longest phrase among them has."""
    known = links(link, language)
    return known, max((len(form.split()) for form in known), default=0)


@cache
def small_words(language: str) -> frozenset[str]:
    """Prepositions, articles and their like, of a language, folded."""
    return frozenset().union(*(links(link, language) for link in _SMALL))


@cache
def link_pattern(link: str, language: str) -> re.Pattern[str]:
    """A pattern for the words of one tie in folded text; it matches nothing where a language has none."""
    forms = sorted(links(link, language), key=len, reverse=True)
    return re.compile(rf"(?<![^ ])(?:{'|'.join(forms)})(?![^ ])" if forms else r"(?!)")


def last_link(words: list[str], link: str, language: str) -> bool:
    """Whether `words` end in a word (or phrase) of one tie."""
    known, longest = _sized(link, language)
    if longest < 2:
        return words[-1:] != [] and words[-1] in known
    return any(" ".join(words[-size:]) in known for size in range(1, longest + 1) if len(words) >= size)


def find_signs(doc: Document) -> list[Sign]:
    """The words of trade of a document, by place; of those inside one another the longest."""
    kept: list[tuple[Hit, list[Cue]]] = []
    for hit in doc.hits.cues:
        cues = [e for e in hit.entries if isinstance(e, Cue) and e.table == "trade_words"]
        if not cues:
            continue
        if kept and hit.start < kept[-1][0].end:
            if hit.end - hit.start <= kept[-1][0].end - kept[-1][0].start:
                continue
            kept.pop()
        kept.append((hit, cues))
    return [
        Sign(hit.start, hit.end, cue.sense, cue.tense)
        for hit, cues in kept
        for cue in _reading(doc, hit.start, cues)
        if cue.sense != "none"
    ]


def _reading(doc: Document, start: int, cues: list[Cue]) -> list[Cue]:
    """Of a form that is noun and verb ("supplies", "purchase") the reading that the word before allows."""
    flows = {cue.tense in VERBAL for cue in cues if cue.sense in FLOWS}
    if len(flows) < 2:
        return cues
    words = doc.before(start, 24).split()
    modal = last_link(words, "modal", doc.language)
    noun = (
        (
            any(cue.sense == "aid" for cue in cues) and not modal  # "support", "help" as a rule
        )
        or (
            doc.text[start - 2 : start - 1] in "'’"
            or doc.text[start - 3 : start - 1] in ("'s", "’s")
            or any(
                last_link(words, link, doc.language) for link in ("article", "of", "by", "pronoun", "with")
            )
        )
    )
    return [cue for cue in cues if cue.sense not in FLOWS or (cue.tense not in VERBAL) == noun]
