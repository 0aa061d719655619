"""The names that tables and front matter give to an article's fields: data/grammar/columns.csv."""

from collections.abc import Iterable
from functools import cache

from lib.tables import load


@cache
def _synonyms() -> dict[str, tuple[str, int]]:
    return {row["name"]: (row["column"], rank) for rank, row in enumerate(load("grammar/columns"))}


def _key(name: str) -> str:
    return name.strip().strip("\ufeff\"'").casefold().replace(" ", "_").replace("-", "_")


def column_of(name: str) -> str | None:
    """The field of an article that a column name stands for.

    >>> column_of("Headline"), column_of("pub date"), column_of("price")
    ('title', 'published', None)
    """
    key = _key(name)
    found = _synonyms().get(key) or _synonyms().get(key.replace("_", ""))
    return found[0] if found else None


def map_columns(names: Iterable[str]) -> dict[str, str]:
    """For each field of an article the column that holds it best: the synonym listed first wins.

    >>> map_columns(["id", "url", "Body", "n"])
    {'url': 'url', 'text': 'Body'}
    """
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        key = _key(name)
        found = _synonyms().get(key) or _synonyms().get(key.replace("_", ""))
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], name)
    return {field: name for field, (_, name) in best.items()}
