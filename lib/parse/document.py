"""An article made ready for the extractors: folded, cut into sentences, its known words found."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lib.parse.folding import fold
from lib.parse.layout import find_dateline, is_title_case
from lib.parse.lexicon import Hit, Hits, Name, lexicon
from lib.parse.sentences import Span, find_sentences
from lib.records import Article

_DATELINE_ZONE = 1200
_HEADLINE = 140
"""characters that no headline has"""


@dataclass(frozen=True)
class Document:
    """An article and what one pass over its text found."""

    article: Article

    @cached_property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def folded(self) -> str:
        """The folded text between two blanks: the character at `i` of the text is at `i + 1` here."""
        return f" {fold(self.text)} "

    @cached_property
    def hits(self) -> Hits:
        return lexicon(self.language).find(self.text, self.folded)

    @cached_property
    def language(self) -> str:
        return self.article.language or "en"

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences by place; a dateline is a span of its own before the sentence that it opens."""
        spans: list[Span] = []
        for start, end in find_sentences(self.text):
            if start < _DATELINE_ZONE and (opening := self._after_dateline(start)) > start:
                spans.append((start, min(opening, end)))
                start = opening
            if start < end:
                spans.append((start, end))
        return spans

    @cached_property
    def datelines(self) -> frozenset[int]:
        """The starts of those spans in `sentences` that are datelines."""
        return frozenset(s for s, _ in self.sentences if s < _DATELINE_ZONE and self._after_dateline(s) > s)

    @cached_property
    def _openings(self) -> dict[int, int]:
        return {}

    def _after_dateline(self, start: int) -> int:
        if start not in self._openings:
            self._openings[start] = find_dateline(self.text, start)
        return self._openings[start]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_index(self, position: int) -> int:
        """The number of the sentence around an offset."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def sentence_span(self, start: int, end: int) -> Span:
        """The sentence (or sentences) around a span."""
        first = self.sentences[self.sentence_index(start)] if self.sentences else (start, end)
        return min(first[0], start), max(first[1], end)

    def sentence(self, start: int, end: int) -> str:
        """The text of the sentence (or sentences) around a span."""
        a, b = self.sentence_span(start, end)
        return self.text[a:b]

    @cached_property
    def title_end(self) -> int:
        """Where the headline ends in the text; 0 when the text does not begin with it."""
        title = self.article.title
        return len(title) if title and self.text.startswith(title) else 0

    def is_headline(self, span: Span) -> bool:
        """Whether a sentence is the headline, or set like one."""
        if span[0] < self.title_end:
            return True
        if span[1] - span[0] >= _HEADLINE:
            return False
        words = self.text[span[0] : span[1]]
        return not words.rstrip().endswith((".", "!", "?", '"', "”")) and is_title_case(words)

    @cached_property
    def names(self) -> list[Hit]:
        """The names that stand: of overlapping ones the longest, the earlier one of equals."""
        return _longest(self.hits.names)

    def before(self, start: int, length: int = 40) -> str:
        """The folded words just before an offset, blanks single."""
        return " ".join(self.folded[max(0, start - length + 1) : start + 1].split())

    def after(self, end: int, length: int = 40) -> str:
        """The folded words just after an offset, blanks single."""
        return " ".join(self.folded[end + 1 : end + 1 + length].split())


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept


def first_of(hit: Hit, kind: str) -> Name | None:
    """The hit's first entry of a kind, or `None`."""
    return next((n for n in hit.entries if isinstance(n, Name) and n.kind == kind), None)
