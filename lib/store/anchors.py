"""Which row of the store a correction names: found by what it says, wherever a new reading has put it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from lib.corrections import FigureName, ReportName, Source
from lib.records import TradeFigure
from lib.store.identity import same_name

HEADLINE = """
    CASE WHEN title IS NOT NULL
    THEN left(md5(concat_ws(' ', coalesce(source, ''), published::VARCHAR, title)), 8) END
"""
"""The mark of an article's headline, in SQL."""


class Known(NamedTuple):
    """A report in the store that may be the one named."""

    key: tuple[str, int]
    visitor: str
    host: str
    start: str


def name_report(source: Source, visitor: str, host: str, start: date | None, place: int) -> ReportName:
    """How a report is named.

    >>> str(name_report(Source("a1"), "Lavrov", "CUB", date(2020, 2, 5), 70))
    'a1|Lavrov|CUB|2020-02-05@70'
    """
    return ReportName(source, visitor, host, f"{start.isoformat() if start else ''}@{place}")


def name_figure(figure: TradeFigure, mark: str | None) -> FigureName:
    """How a figure is named, given the mark of its article's headline."""
    sentence = " ".join(figure.sentence.split()).encode("utf-8", "replace")
    amount = f"{figure.amount:.0f}" if figure.amount.is_integer() else repr(figure.amount)
    return FigureName(
        Source(figure.article_id, mark or ""),
        figure.start_char,
        figure.end_char,
        f"{amount} {figure.unit}",
        blake2b(sentence, digest_size=4).hexdigest(),
    )


def nearest_figure(named: FigureName, among: Sequence[FigureName]) -> int | None:
    """Which of an article's figures is the one named: two of place, amount and sentence agree; None: it is gone.

    >>> from lib.corrections import read_figure
    >>> at = read_figure("a|5..9|2 USD|c0ffee00")
    >>> nearest_figure(at, [at._replace(start=7, end=11), at._replace(said="3 EUR", sentence="x")])
    0
    """
    agree = [
        (
            ((one.start, one.end) == (named.start, named.end))
            + (one.said == named.said)
            + (one.sentence == named.sentence),
            -abs(one.start - named.start),
            -number,
        )
        for number, one in enumerate(among)
    ]
    best = max(agree, default=(0, 0, 0))
    return -best[2] if best[0] >= 2 else None


def same_report(named: ReportName, among: Sequence[Known]) -> tuple[str, int] | None:
    """Which of an article's reports is the one named: that of the visitor to the host, if there are more the one
    with the same first day, of these the nearest in the text; or the only one to that host.

    >>> from lib.corrections import read_reports
    >>> same_report(read_reports("a|Lavrov|CUB|@7")[0], [Known(("a", 1), "Sergey Lavrov", "CUB", "2020-02-05@9")])
    ('a', 1)
    """
    there = [one for one in among if one.host == named.host]
    mine = [one for one in there if same_name(one.visitor, named.visitor)] or there * (len(there) == 1)
    day, place = _day_and_place(named.start)

    def distance(one: Known) -> tuple[object, ...]:
        day_of_it, place_of_it = _day_and_place(one.start)
        return day_of_it != day, one.visitor != named.visitor, abs(place_of_it - place), one.key

    best = min(mine, key=distance, default=None)
    return best.key if best else None


def _day_and_place(start: str) -> tuple[str, int]:
    day, _, place = start.partition("@")
    return day, int(place) if place.isdecimal() else 0


def voted(votes: Iterable[str]) -> str | None:
    """The most named of some visits, the first of equals; None of none.

    >>> voted(["a", "b", "b"]), voted([])
    ('b', None)
    """
    counted: dict[str, int] = {}
    for vote in votes:
        counted[vote] = counted.get(vote, 0) + 1
    return max(counted, key=lambda vote: counted[vote], default=None)


def articles_named(sources: Iterable[Source], present: Mapping[str, str]) -> dict[Source, str]:
    """The id of each article named; `present` maps ids and marks of headlines to ids that the store holds."""
    found = {s: present.get(s.article_id) or present.get(f"~{s.headline}") for s in sources}
    return {source: article_id for source, article_id in found.items() if article_id}
