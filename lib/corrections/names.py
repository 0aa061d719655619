"""How a correction names a row, so that it is found again in a store made anew: by what the row says.

A visit is named by some of its reports, each by article, visitor, host, first day and place; a figure by article,
place, amount and sentence; an entity by kind and id. An article is named by its id and by a mark of its headline,
in case a later version reads its text, on which the id hangs, otherwise.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

REPORTS = 3
"""of a visit that name it: enough to find it when one article is gone"""

BETWEEN = " ; "


class Source(NamedTuple):
    """An article as a correction names it."""

    article_id: str
    headline: str = ""

    def __str__(self) -> str:
        return f"{self.article_id}~{self.headline}" if self.headline else self.article_id

    @classmethod
    def read(cls, text: str) -> "Source":
        """The article that some text names."""
        article_id, _, mark = text.partition("~")
        return cls(article_id, mark)


class ReportName(NamedTuple):
    """A report as a correction names it."""

    source: Source
    visitor: str
    host: str
    start: str
    """its first day and where it stands in the article"""

    def __str__(self) -> str:
        return write_parts([str(self.source), self.visitor, self.host, self.start])


class FigureName(NamedTuple):
    """A trade figure as a correction names it."""

    source: Source
    start: int
    end: int
    said: str
    """amount and unit"""
    sentence: str
    """a mark of its sentence"""

    def __str__(self) -> str:
        return write_parts([str(self.source), f"{self.start}..{self.end}", self.said, self.sentence])


def read_reports(text: str) -> list[ReportName]:
    """The reports that name a visit; ValueError where they do not.

    >>> [str(name) for name in read_reports("a1~7f5d4b77|Lavrov|CUB|2020-02-05@70 ; b2|Lavrov|CUB|@9")]
    ['a1~7f5d4b77|Lavrov|CUB|2020-02-05@70', 'b2|Lavrov|CUB|@9']
    """
    names = []
    for part in text.split(BETWEEN.strip()):
        cells = read_parts(part.strip())
        if len(cells) != 4:
            raise ValueError(f"“{part.strip()}” does not name a report as article|visitor|host|day@place")
        day = cells[3].partition("@")[0]
        try:
            date.fromisoformat(day or "2020-02-05")
        except ValueError:
            raise ValueError(f"“{day}” is no day; write the first day of the report as 2020-02-05") from None
        names.append(ReportName(Source.read(cells[0]), *cells[1:]))
    return names


def write_reports(names: Iterable[str]) -> str:
    """The first few of a visit's reports, each as text, together."""
    return BETWEEN.join(sorted(set(names))[:REPORTS])


def read_figure(text: str) -> FigureName:
    """The figure that some text names; ValueError where it names none.

    >>> str(read_figure("a1|5..9|2400000000 USD|c0ffee00"))
    'a1|5..9|2400000000 USD|c0ffee00'
    """
    try:
        source, span, said, sentence = read_parts(text)
        start, end = map(int, span.split(".."))
        amount, _, unit = said.partition(" ")
        float(amount if unit else 0)
    except ValueError:
        raise ValueError(
            f"“{text}” does not name a figure as article|start..end|amount unit|sentence"
        ) from None
    return FigureName(Source.read(source), start, end, said, sentence)


def write_entity(kind: str, entity_id: str) -> str:
    """How a correction names an entity.

    >>> write_entity("person", "sergey-lavrov")
    'person|sergey-lavrov'
    """
    return write_parts([kind, entity_id])


def read_entity(text: str) -> tuple[str, str]:
    """The kind and id of the entity that some text names; ValueError where it names none.

    >>> read_entity("person|sergey-lavrov")
    ('person', 'sergey-lavrov')
    """
    cells = read_parts(text)
    if len(cells) != 2:
        raise ValueError(f"“{text}” does not name an entity as kind|id")
    return cells[0], cells[1]


def write_parts(parts: Iterable[str], between: str = "|") -> str:
    """Parts of a cell, joined so that `read_parts` tells them apart.

    >>> write_parts(["50|50", "a; b"]), read_parts(write_parts(["50|50", "a; b"]))
    ('50%7C50|a%3B b', ['50|50', 'a; b'])
    """
    return between.join(re.sub(r"[%|;]", lambda m: f"%{ord(m[0]):02X}", part) for part in parts)


def read_parts(text: str) -> list[str]:
    """What `write_parts` was given."""
    return [re.sub(r"%([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), part) for part in text.split("|")]


def write_values(values: Mapping[str, str]) -> str:
    """Fields and values of an added row in one cell.

    >>> write_values({"visitor": "A; B", "city": "", "status": "planned"})
    'visitor=A%3B B; status=planned'
    """
    return "; ".join(write_parts([f"{field}={value}"]) for field, value in values.items() if value)


def read_values(text: str) -> dict[str, str]:
    """What `write_values` was given; ValueError where a part is no `field=value`.

    >>> read_values("visitor=A%3B B; status=planned")
    {'visitor': 'A; B', 'status': 'planned'}
    """
    values = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        field, equals, value = part.partition("=")
        if not equals:
            raise ValueError(f"“{part}” is not written field=value")
        values[field.strip()] = read_parts(value)[0]
    return values
