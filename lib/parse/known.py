"""Parsing with names that were added to the gazetteer, in whatever process the article comes to."""

import sys
from functools import partial

from lib import tables
from lib.corrections import Name, rows_of_names
from lib.parse import parse
from lib.records import Article, Rows


def parse_with(article: Article, names: tuple[Name, ...]) -> Rows:
    """The rows of every table that an article yields, given names beside those under data/."""
    know(names)
    return parse(article)


def know(names: tuple[Name, ...]) -> None:
    """Makes the parser of this process know some names, and no others, beside those under data/."""
    if names == _known[0]:
        return
    tables.add(rows_of_names(names))
    for module in [module for name, module in sys.modules.items() if name.startswith("lib.parse")]:
        for value in list(vars(module).values()):
            # What modules remember of the tables was true without these names.
            getattr(value, "cache_clear", partial(int))()
    _known[0] = names


_known: list[tuple[Name, ...]] = [()]
