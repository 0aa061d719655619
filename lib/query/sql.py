"""Filters as WHERE clauses. Values are always bound; the SQL holds only our own words.

Aliases: `a` headlines (articles without text), `r` reports or visit_reports, `v` travels or visits, `m` mentions or
named, `n` names, `t` figures or trade_figures, `p` problems; lib/store/derived.py says what the views hold.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, runtime_checkable

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


@runtime_checkable
class Remembering(Store, Protocol):
    """A store that keeps what a query found, so that a page's questions look a word up once."""

    def remembered(self, sql: str, parameters: Mapping[str, Any]) -> str:
        """The name of a table that holds the rows of a query, until the data change."""


class Found(NamedTuple):
    """Rows that several questions look for, bound under the name of the table that they are in a query."""

    query: str
    bound: dict[str, Any]


def frame(store: Store, query: str, bound: Mapping[str, Any]) -> pd.DataFrame:
    """The rows that a query finds; what it binds may be `Found`."""
    return store.frame(*_with_tables(store, query, bound))


def _with_tables(store: Store, query: str, bound: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    tables, values = [], {name: value for name, value in bound.items() if not isinstance(value, Found)}
    for name, value in bound.items():
        if isinstance(value, Found):
            found, given = _with_tables(store, *value)
            if isinstance(store, Remembering):
                found = f"FROM {store.remembered(found, given)}"
            else:
                values |= given
            tables.append(f"{name} AS MATERIALIZED ({found})")
    if not tables:
        return query, values
    joint, rest = (", ", query.lstrip()[5:]) if query.lstrip().startswith("WITH ") else (" ", query)
    return f"WITH {', '.join(tables)}{joint}{rest}", values


def among(column: str, parameter: str) -> str:
    """SQL for: the column's value, or its absence, is among the bound choices."""
    return f"list_contains(${parameter}, coalesce({column}, '{UNKNOWN}'))"


def all_of(*clauses: Clause) -> Clause:
    """Clauses joined by AND; `TRUE` when none says anything."""
    texts = [text for text, _ in clauses if text]
    return " AND ".join(texts) or "TRUE", {k: v for _, bound in clauses for k, v in bound.items()}


def articles(filters: Filters) -> Clause:
    """Which articles: by publication, source, language, words, and the visits they report; no copies of others,
    unless they are asked for."""
    copies: Clause = ("", {}) if filters.copies else ("a.duplicate_of IS NULL", {})
    return all_of(_published(filters, "a"), _document(filters, "a"), _reporting(filters), copies)


def visits(filters: Filters) -> Clause:
    """Which visits: by their own columns, and by some article that reports them."""
    document, bound = _document(filters, "a")
    reported = Found(
        f"SELECT DISTINCT r.visit FROM reports r JOIN headlines a USING (article) WHERE {document}", bound
    )
    return all_of(
        _overlap(filters, "v", "v.first_reported", "v.last_reported"),
        _visit(filters, "v"),
        _routed(filters),
        _arrived(filters),
        certain(filters, "v"),
        ("v.visit IN (FROM reported)", {"reported": reported}) if document else ("", {}),
    )


def visit_reports(filters: Filters) -> Clause:
    """Which reports: by their own columns, and by their article."""
    return all_of(
        _overlap(filters, "r", "a.published", "a.published"),
        _visit(filters, "r"),
        certain(filters, "r"),
        _document(filters, "a"),
        ("", {}) if filters.copies else ("a.duplicate_of IS NULL", {}),
    )


def trade_figures(filters: Filters) -> Clause:
    """Which figures: by their article, the two parties, and the claimant."""
    return all_of(
        _published(filters, "t"),
        _document(filters, "t"),
        _parties(filters),
        _claimant(filters),
        certain(filters, "t"),
        _no_copy(filters, "t"),
    )


def mentions(filters: Filters) -> Clause:
    """Which mentions: by their article, and by their confidence."""
    about, bound = all_of(_document(filters, "a"), _reporting(filters))
    chosen = Found(f"SELECT a.article FROM headlines a WHERE {about}", bound)
    return all_of(
        _published(filters, "m"),
        ("m.article IN (FROM chosen_articles)", {"chosen_articles": chosen}) if about != "TRUE" else ("", {}),
        _no_copy(filters, "m"),
        certain(filters, "m"),
    )


def _no_copy(filters: Filters, alias: str) -> Clause:
    return ("", {}) if filters.copies else (f"NOT {alias}.copy", {})


def certain(filters: Filters, alias: str) -> Clause:
    """Rows of at least the confidence asked for; the text is empty when none is."""
    if filters.confidence <= 0:
        return "", {}
    return f"{alias}.confidence >= $confidence", {"confidence": filters.confidence}


def problems(filters: Filters) -> Clause:
    """Which problems: by the day they were seen."""
    return _between(filters, "p.seen_at::DATE", "p.seen_at::DATE")


def _published(filters: Filters, alias: str) -> Clause:
    return _between(filters, f"{alias}.published", f"{alias}.published")


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


def _document(filters: Filters, alias: str) -> Clause:
    """Source, language and words of an article; the text is empty when none is asked for."""
    clauses: list[Clause] = []
    if filters.sources:
        clauses.append((among(f"{alias}.source", "sources"), {"sources": list(filters.sources)}))
    if filters.languages:
        clauses.append((among(f"{alias}.language", "languages"), {"languages": list(filters.languages)}))
    for number, term in enumerate(split_words(filters.words)):
        words = words_of(term[:LONGEST])
        name = f"term{number}"
        found = {name: Found(*_holding(words, name))} if words else {}
        clauses.append((f"{alias}.article IN (FROM {name})" if words else "FALSE", found))
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
    """A query for the articles in which some words follow each other; the last may begin a longer one."""
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
    return f"SELECT DISTINCT w0.article FROM {joined}", bound


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


def _routed(filters: Filters) -> Clause:
    """Visits on one of the routes chosen; the text is empty when none is."""
    if not filters.routes:
        return "", {}
    visitor, host = f"coalesce(v.visitor_country, '{UNKNOWN}')", "v.host_country"
    forms = [
        f"{visitor} || '>'",
        f"'>' || {host}",
        f"{visitor} || '>' || {host}",
        f"'>' || {host} || '.' || v.city",
    ]
    return f"list_has_any($routes, [{', '.join(forms)}])", {"routes": list(filters.routes)}


def _arrived(filters: Filters) -> Clause:
    """Visits begun in one of the spans of days chosen; the text is empty when none is."""
    if not filters.arrivals:
        return "", {}
    first, last = (f"try_cast(split_part(span, '/', {n}) AS DATE)" for n in (1, 2))
    spans = f"FROM unnest($arrivals) AS chosen(span) WHERE v.start_date BETWEEN {first} AND {last}"
    return f"EXISTS ({spans})", {"arrivals": list(filters.arrivals)}


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
