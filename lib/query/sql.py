"""Filters as WHERE clauses. Values are always bound; the SQL holds only our own words.

Aliases: `a` articles, `r` visit_reports, `v` visits, `m` mentions, `t` trade_figures, `p` problems.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol
from unicodedata import combining, normalize

import pandas as pd

from lib.query.filters import UNKNOWN, Filters

LONGEST = 100
"""letters of a search term that are looked at"""

_START = r"(?:^|[^\pL\pN])"

Clause = tuple[str, dict[str, Any]]
"""a condition and the values it binds"""


class Store(Protocol):
    """What a query needs of a store: frames from SQL over the views, and a version to cache by."""

    @property
    def version(self) -> str: ...

    def frame(self, sql: str, parameters: Mapping[str, Any]) -> pd.DataFrame:
        """The rows that a query over the tables finds."""


def slug(expression: str) -> str:
    """SQL that folds a name: case, accents and punctuation no longer matter."""
    return rf"trim(regexp_replace(lower(strip_accents({expression})), '[^\pL\pN]+', '-', 'g'), '-')"


def among(column: str, parameter: str) -> str:
    """SQL for: the column's value, or its absence, is among the bound choices."""
    return f"list_contains(${parameter}, coalesce({column}, '{UNKNOWN}'))"


def all_of(*clauses: Clause) -> Clause:
    """Clauses joined by AND; `TRUE` when none says anything."""
    texts = [text for text, _ in clauses if text]
    return " AND ".join(texts) or "TRUE", {k: v for _, bound in clauses for k, v in bound.items()}


def articles(filters: Filters) -> Clause:
    """Which articles: by publication, source, language, words, and the visits they report."""
    return all_of(_published(filters), _document(filters), _reporting(filters))


def visits(filters: Filters) -> Clause:
    """Which visits: by their own columns, and by some article that reports them."""
    document, bound = _document(filters)
    reported = (
        "v.visit_id IN (SELECT r.visit_id FROM visit_reports r JOIN articles a USING (article_id)"
        f" WHERE {document})"
        if document
        else ""
    )
    return all_of(
        _overlap(filters, "v", "v.first_reported", "v.last_reported"),
        _visit(filters, "v"),
        certain(filters, "v"),
        (reported, bound),
    )


def visit_reports(filters: Filters) -> Clause:
    """Which reports: by their own columns, and by their article."""
    return all_of(
        _overlap(filters, "r", "a.published", "a.published"),
        _visit(filters, "r"),
        certain(filters, "r"),
        _document(filters),
    )


def trade_figures(filters: Filters) -> Clause:
    """Which figures: by their article, the two parties, and the claimant."""
    return all_of(
        _published(filters), _document(filters), _parties(filters), _claimant(filters), certain(filters, "t")
    )


def mentions(filters: Filters) -> Clause:
    """Which mentions: by their article, and by their confidence."""
    return all_of(articles(filters), certain(filters, "m"))


def certain(filters: Filters, alias: str) -> Clause:
    """Rows of at least the confidence asked for; the text is empty when none is."""
    if filters.confidence <= 0:
        return "", {}
    return f"{alias}.confidence >= $confidence", {"confidence": filters.confidence}


def problems(filters: Filters) -> Clause:
    """Which problems: by the day they were seen."""
    return _between(filters, "p.seen_at::DATE", "p.seen_at::DATE")


def _published(filters: Filters) -> Clause:
    return _between(filters, "a.published", "a.published")


def _between(filters: Filters, first: str, last: str) -> Clause:
    clauses: list[Clause] = []
    if filters.start:
        clauses.append((f"{last} >= $start", {"start": filters.start}))
    if filters.end:
        clauses.append((f"{first} <= $end", {"end": filters.end}))
    return all_of(*clauses)


def _overlap(filters: Filters, alias: str, first: str, last: str) -> Clause:
    own = f"coalesce({alias}.start_date, {alias}.end_date"
    return _between(filters, f"{own}, {first})", f"coalesce({alias}.end_date, {alias}.start_date, {last})")


def _document(filters: Filters) -> Clause:
    """Source, language and words of an article; the text is empty when none is asked for."""
    clauses: list[Clause] = []
    if filters.sources:
        clauses.append((among("a.source", "sources"), {"sources": list(filters.sources)}))
    if filters.languages:
        clauses.append((among("a.language", "languages"), {"languages": list(filters.languages)}))
    for number, word in enumerate(split_words(filters.words)):
        clauses.append(_word(word, f"word{number}"))
    return all_of(*clauses) if clauses else ("", {})


def split_words(words: str) -> list[str]:
    """Search terms as typed: single words, and phrases in double quotes.

    >>> split_words('oil "joint venture" Cuba')
    ['oil', 'joint venture', 'Cuba']
    >>> split_words('  "" ')
    []
    """
    found = (phrase.strip() or word for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words))
    return [term for term in found if term]


def _word(word: str, parameter: str) -> Clause:
    # One regular expression over the text as it is: folding every text first takes ten times as long.
    text = "coalesce(a.title, '') || ' ' || a.text"
    return f"regexp_matches({text}, ${parameter})", {parameter: pattern(word)}


def pattern(word: str) -> str:
    """The RE2 pattern of a search term: any case and accents, at the start of a word.

    >>> pattern("7 %"), pattern("古巴")
    ('(?is)(?:^|[^\\\\pL\\\\pN])7\\\\s+%', '(?is)[古]\\\\pM*[巴]\\\\pM*')
    """
    letters = normalize("NFD", word[:LONGEST].lower())
    body = "".join(_letter(letter) for letter in letters if not combining(letter))
    # Scripts without case (Chinese, Arabic, Thai) join words: there any occurrence counts.
    spaced = word[0].isdigit() or word[0].lower() != word[0].upper()
    return f"(?is){_START if spaced else ''}{body}"


def _letter(letter: str) -> str:
    if letter.isspace():
        return r"\s+"
    return rf"[{letter}{_accented().get(letter, '')}]\pM*" if letter.isalpha() else re.escape(letter)


@cache
def _accented() -> dict[str, str]:
    """Letters that carry accents, by the letter under them."""
    variants: dict[str, str] = {}
    for letter in map(chr, range(0xC0, 0x2000)):
        base = normalize("NFD", letter)[0].lower()
        if base != letter.lower() and base.isalpha():
            variants[base] = variants.get(base, "") + letter
    return variants


def _visit(filters: Filters, alias: str) -> Clause:
    clauses: list[Clause] = []
    for field, column in (
        ("visitor_countries", "visitor_country"),
        ("host_countries", "host_country"),
        ("statuses", "status"),
    ):
        if chosen := getattr(filters, field):
            clauses.append((among(f"{alias}.{column}", field), {field: list(chosen)}))
    if filters.people:
        clauses.append(
            (f"{slug(f'{alias}.visitor')} IN ({_chosen_people()})", {"people": list(filters.people)})
        )
    return all_of(*clauses) if clauses else ("", {})


def _chosen_people() -> str:
    return f"SELECT {slug('chosen.name')} FROM unnest($people) AS chosen(name)"


def _reporting(filters: Filters) -> Clause:
    condition, bound = _visit(filters, "r")
    if not condition:
        return "", {}
    condition, bound = all_of((condition, bound), certain(filters, "r"))
    reporting = f"a.article_id IN (SELECT r.article_id FROM visit_reports r WHERE {condition})"
    if filters.visitor_countries or filters.host_countries or filters.statuses:
        return reporting, bound
    naming = (
        "a.article_id IN (SELECT m.article_id FROM mentions m WHERE m.kind = 'person'"
        f" AND ({slug('m.entity')} IN ({_chosen_people()}) OR {slug('m.entity_id')} IN ({_chosen_people()})))"
    )
    return f"({reporting} OR {naming})", bound


def _parties(filters: Filters) -> Clause:
    fields = [field for field in ("visitor_countries", "host_countries") if getattr(filters, field)]
    bound = {field: list(getattr(filters, field)) for field in fields}
    reporter = [among("t.reporter", field) for field in fields]
    partner = [among("t.partner", field) for field in fields]
    if not fields:
        return "", {}
    if len(fields) == 1:
        return f"({reporter[0]} OR {partner[0]})", bound
    return f"(({reporter[0]} AND {partner[1]}) OR ({partner[0]} AND {reporter[1]}))", bound


def _claimant(filters: Filters) -> Clause:
    if not filters.people:
        return "", {}
    # "Foreign Minister Sergey Lavrov" claims what Sergey Lavrov claims.
    claimant = f"'-' || {slug('t.claimed_by')} || '-'"
    claimed = f"contains({claimant}, '-' || {slug('chosen.name')} || '-')"
    return (
        f"EXISTS (SELECT 1 FROM unnest($people) AS chosen(name) WHERE {claimed})",
        {"people": list(filters.people)},
    )
