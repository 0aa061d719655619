"""Every column with its type and meaning, from the docstrings of the records."""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import get_args, get_type_hints

import pandas as pd

from lib.codes import VisitCodes
from lib.query import Sentence
from lib.records import TABLES


@dataclass(frozen=True, slots=True)
class Copied:
    """What an export says of an article beyond its own columns."""

    duplicate_of: str | None
    """the article that this one copies, as another outlet printed it first"""


ADDED: dict[str, tuple[type, ...]] = {
    "articles": (Copied,),
    "visits": (VisitCodes,),
    "visit_reports": (VisitCodes,),
}
"""the records whose columns an export adds to those of a table"""


def codebook() -> pd.DataFrame:
    """`table, column, type, meaning` of every table as exported, and of the sentences in a bundle.

    >>> codebook().query("column == 'cameo_host'")[["table", "type"]].values.tolist()
    [['visit_reports', 'text, may be empty'], ['visits', 'text, may be empty']]
    """
    records = {name: (record, *ADDED.get(name, ())) for name, record in TABLES.items()}
    rows = [
        (table, column, kind, meaning)
        for table, parts in {**records, "evidence": (Sentence,)}.items()
        for part in parts
        for column, (kind, meaning) in described(part).items()
    ]
    return pd.DataFrame(rows, columns=["table", "column", "type", "meaning"])


@cache
def described(record: type) -> dict[str, tuple[str, str]]:
    """The columns of a record with their type in plain words and their docstring, empty where it has none.

    >>> from lib.records import Article
    >>> described(Article)["language"]
    ('text, may be empty', 'ISO 639-1')
    """
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    assert isinstance(body, ast.ClassDef)
    hints = get_type_hints(record)
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
            found[name] = _plain(hints[name]), ""
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and name:
            found[name] = found[name][0], inspect.cleandoc(str(statement.value.value))
    return found


NAMES = {"str": "text", "int": "whole number", "float": "number", "date": "date", "datetime": "moment (UTC)"}


def _plain(hint: object) -> str:
    """A type as people say it.

    >>> _plain(str), _plain(float | None)
    ('text', 'number, may be empty')
    """
    first = (get_args(hint) or (hint,))[0]
    return NAMES[getattr(first, "__name__", "")] + (", may be empty" if get_args(hint) else "")
