"""What mentions are measured in: their number, the share of articles, how many to a thousand words."""

from lib.query import sql

MEASURES = {
    "count": ("mentions", "1"),
    "share": ("articles", "published"),
    "rate": ("1000 * mentions", "words"),
}
"""each measure as a part and the whole it is taken of; `rate` is mentions per thousand words"""


def value(measure: str, over: str = "") -> str:
    """A measure in SQL, from `mentions` and `articles` that name an entity and all articles `published` and
    their `words`; `over` a window both are summed in. Missing where the whole is 0.

    >>> value("share")
    '(articles)::DOUBLE / nullif(published, 0)'
    >>> value("sum")
    Traceback (most recent call last):
        ...
    ValueError: measure is one of count, share, rate
    """
    if measure not in MEASURES:
        raise ValueError(f"measure is one of {', '.join(MEASURES)}")
    part, whole = MEASURES[measure]
    if over:
        part, whole = f"sum({part}) OVER {over}", f"sum({whole}) OVER {over}"
    return f"({part})::DOUBLE / nullif({whole}, 0)"


def articles(forms: tuple[str, ...]) -> str:
    """SQL for how many articles name an entity, in any form or in the one asked for: each counts with its surest
    mention, which passes when any does."""
    return f"count(*) FILTER ({first(forms)})"


def first(forms: tuple[str, ...]) -> str:
    """SQL for: this mention stands for its entity in the article."""
    return "m.first_of_form" if forms else "m.first"


def names(kind: str | None, forms: tuple[str, ...]) -> sql.Clause:
    """Which names: of a kind, in some form (one at most)."""
    if len(forms) > 1:
        raise ValueError("name one form, or none")
    clauses: list[sql.Clause] = []
    if kind is not None:
        clauses.append(("n.kind = $kind", {"kind": kind}))
    if forms:
        clauses.append(("n.form = $form", {"form": forms[0]}))
    return sql.all_of(*clauses)
