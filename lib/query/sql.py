"""Filters as WHERE clauses. Values are always bound; the SQL holds only our own words.

Aliases: `a` headlines (articles without text), `r` reports or visit_reports, `v` travels or visits, `m` mentions or
named, `n` names, `t` figures or trade_figures, `p` problems; lib/store/derived.py says what the views hold.
"""

import re
from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from lib.query.filters import UNKNOWN, Filters
from lib.store.search import words_of

LONGEST = 100
"""letters of a search term that are looked at"""

FIRST_UNCASED = "\u0590"
"""the first letter of a script without case, Hebrew's; in order after Latin, Greek, Cyrillic and Armenian"""

Clause = tuple[str, dict[str, Any]]
"""a condition and the values it binds"""


class Store(Protocol):
    """What a query needs of a store: frames from SQL over the views, and a version to cache by."""

    @property
    def version(self) -> str: ...

    def frame(self, sql: str, parameters: Mapping[str, Any]) -> pd.DataFrame:
        """The rows that a query over the tables finds."""


def among(column: str, parameter: str) -> str:
    """SQL for: the column's value, or its absence, is among the bound choices."""
    return f"list_contains(${parameter}, coalesce({column}, '{UNKNOWN}'))"


def all_of(*clauses: Clause) -> Clause:
    """Clauses joined by AND; `TRUE` when none says anything."""
    texts = [text for text, _ in clauses if text]
    return " AND ".join(texts) or "TRUE", {k: v for _, bound in clauses for k, v in bound.items()}


def articles(filters: Filters) -> Clause:
    """Which articles: by publication, source, language, words, and the visits they report."""
    return all_of(_published(filters), _document(filters), _reporting(filters), original(filters))


def original(filters: Filters) -> Clause:
    """No copies of other articles, unless they are asked for."""
    return ("", {}) if filters.copies else ("a.duplicate_of IS NULL", {})


def visits(filters: Filters) -> Clause:
    """Which visits: by their own columns, and by some article that reports them."""
    document, bound = _document(filters)
    reported = (
        f"v.visit IN (SELECT r.visit FROM reports r JOIN headlines a USING (article) WHERE {document})"
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
        original(filters),
    )


def trade_figures(filters: Filters) -> Clause:
    """Which figures: by their article, the two parties, and the claimant."""
    return all_of(
        _published(filters), _document(filters), _parties(filters), _claimant(filters), certain(filters, "t"),
        original(filters),
    )  # fmt: skip


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
    for number, term in enumerate(split_words(filters.words)):
        clauses.append(_holding(words_of(term[:LONGEST]), f"term{number}"))
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


def _holding(words: list[str], parameter: str) -> Clause:
    """Articles in which some words follow each other; the last may begin a longer one."""
    if not words:
        return "FALSE", {}
    parts, bound = [], {}
    for place, word in enumerate(words):
        key = f"{parameter}_{place}"
        found = f"word = ${key}"
        if place == len(words) - 1:
            # Scripts without case (Arabic, Korean) write short words onto the next: there any part counts.
            inside = len(words) == 1 and not word[0].isdigit() and word[0].lower() == word[0].upper()
            found = (
                f"contains(word, ${key})" if inside else f"word >= ${key} AND word < ${key} || chr(1114111)"
            )
            found += f" AND word >= '{FIRST_UNCASED}'" if inside else ""
        parts.append(f"(SELECT article, place FROM words WHERE {found}) w{place}")
        bound[key] = word
    joined = parts[0] + "".join(
        f" JOIN {part} ON w{n}.article = w0.article AND w{n}.place = w0.place + {n}"
        for n, part in enumerate(parts[1:], 1)
    )
    return f"a.article IN (SELECT w0.article FROM {joined})", bound


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
        clauses.append((f"{alias}.visitor_slug IN ({CHOSEN_PEOPLE})", {"people": list(filters.people)}))
    return all_of(*clauses) if clauses else ("", {})


CHOSEN_PEOPLE = "SELECT slug(chosen.name) FROM unnest($people) AS chosen(name)"


def _reporting(filters: Filters) -> Clause:
    condition, bound = _visit(filters, "r")
    if not condition:
        return "", {}
    condition, bound = all_of((condition, bound), certain(filters, "r"))
    reporting = f"a.article IN (SELECT r.article FROM reports r WHERE {condition})"
    if filters.visitor_countries or filters.host_countries or filters.statuses:
        return reporting, bound
    naming = (
        "a.article IN (SELECT m.article FROM named m WHERE m.name IN (SELECT n.name FROM names n"
        f" WHERE n.kind = 'person' AND (n.entity_slug IN ({CHOSEN_PEOPLE}) OR n.id_slug IN ({CHOSEN_PEOPLE}))))"
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
    claimed = "contains('-' || t.claimant || '-', '-' || slug(chosen.name) || '-')"
    return (
        f"EXISTS (SELECT 1 FROM unnest($people) AS chosen(name) WHERE {claimed})",
        {"people": list(filters.people)},
    )
