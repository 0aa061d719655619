"""What corrections make of rows: visits with their reports, trade figures, entities; rows in, rows out.

The structure comes first (added, merged, split, rejected), then what fields say, each in order of time: so an edit
finds its visit wherever a merge has put it.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lib.corrections import (
    QUOTE,
    Correction,
    FigureName,
    ReportName,
    read_figure,
    read_reports,
    read_values,
    stay,
    written,
)
from lib.records import TradeFigure, Visit, VisitReport
from lib.store.anchors import voted
from lib.store.merge import Key, Report, summed
from lib.store.visits import Row

APPLIED, ALREADY, OVERTAKEN, GONE, UNDONE = "applied", "already so", "overtaken", "row gone", "undone"


class Outcome(NamedTuple):
    """What became of a correction: one of the states above, what there is to say, and the row that it concerns."""

    state: str
    note: str = ""
    key: str = ""


class Place(NamedTuple):
    """An article that an added row names, as far as the store holds it."""

    article_id: str
    published: Any
    source: str | None
    text: str


class Corrected:
    """Visits under correction; `changes`, `reports` and `outcomes` hold what came of it."""

    def __init__(self, visits: Mapping[str, Row], reports: Mapping[Key, Report]) -> None:
        """Visits with all of their reports as the store has them."""
        self.standing = visits
        self.reports = dict(reports)
        self.outcomes: dict[str, Outcome] = {}
        self.members = {visit_id: list(row.reports) for visit_id, row in visits.items()}
        self._home = {key: visit_id for visit_id, row in visits.items() for key in row.reports}
        self._rejected: dict[Key, Correction] = {}
        self._new: dict[str, Visit] = {}
        self._said: dict[Key, VisitReport] = {}
        self.marked: set[str] = set()

    def apply(
        self,
        corrections: Iterable[Correction],
        find: Callable[[ReportName], Key | None],
        added: Mapping[str, Place],
    ) -> None:
        """Takes in corrections of visits; `find` gives the report that one names, `added` the article by correction."""
        mine = [c for c in corrections if c.table == "visits"]
        for correction in mine:
            if correction.action == "add":
                self._add(correction, added.get(correction.id))
        for correction in mine:
            if correction.action in STRUCTURE:
                names = [key for name in read_reports(correction.row) if (key := self._find(name, find))]
                others = read_reports(correction.new) if correction.action == "merge" else []
                into = [key for name in others if (key := self._find(name, find))]
                self.outcomes[correction.id] = STRUCTURE[correction.action](self, correction, names, into)
        for visit_id in self.members:
            self._new[visit_id] = self._summed(visit_id)
        last: dict[tuple[str, str], Correction] = {}
        for correction in mine:
            if correction.action == "edit":
                names = [key for name in read_reports(correction.row) if (key := self._find(name, find))]
                self._edit(correction, names, last)

    def _find(self, name: ReportName, find: Callable[[ReportName], Key | None]) -> Key | None:
        if name.source.article_id.startswith("+"):
            key = Key(name.source.article_id, 0)
            return key if key in self.reports else None
        return find(name)

    def _at(self, keys: Sequence[Key]) -> str | None:
        return voted(self._home[key] for key in keys if key in self._home)

    def _missing(self, keys: Sequence[Key]) -> Outcome:
        for key in keys:
            if key in self._rejected:
                return Outcome(OVERTAKEN, f"the visit was rejected by {self._rejected[key].who}")
        return Outcome(GONE)

    def _add(self, correction: Correction, place: Place | None) -> None:
        values = read_values(correction.new)
        days = stay(values.get("dates", ""))
        quote = values.get(QUOTE, "")
        start = max(place.text.find(quote), 0) if place and quote else 0
        end = start + len(quote) if place and quote and place.text.startswith(quote, start) else start
        report = VisitReport(
            place.article_id if place else "", start, end, quote, values["visitor"], values.get("visitor_role"),
            values.get("visitor_country"), values["host_country"], values.get("city"), *days, values["status"], 1.0,
        )  # fmt: skip
        key, visit_id = Key(f"+{correction.id}", 0), f"added-{correction.id}"
        self.reports[key] = Report(key, report, place and place.published, place and place.source)
        self.members[visit_id], self._home[key] = [key], visit_id
        note = "" if place or not correction.row else "its article is not in the library"
        self._mark(correction, visit_id, note)

    def _mark(self, correction: Correction, visit_id: str, note: str = "") -> Outcome:
        self.marked.add(visit_id)
        self.outcomes[correction.id] = Outcome(APPLIED, note, visit_id)
        return self.outcomes[correction.id]

    def _reject(self, correction: Correction, keys: Sequence[Key], into: Sequence[Key]) -> Outcome:
        visit_id = self._at(keys)
        if visit_id is None:
            return self._missing(keys)
        for key in self.members.pop(visit_id):
            self._rejected[key] = correction
            del self._home[key]
        return Outcome(APPLIED, "", visit_id)

    def _merge(self, correction: Correction, keys: Sequence[Key], into: Sequence[Key]) -> Outcome:
        gone, kept = self._at(keys), self._at(into)
        if gone is None or kept is None:
            return self._missing(keys if gone is None else into)
        if gone == kept:
            return Outcome(ALREADY, "the articles are read as one visit", kept)
        moved = self.members.pop(gone)
        self.members[kept] += moved
        self._home |= dict.fromkeys(moved, kept)
        return self._mark(correction, kept)

    def _split(self, correction: Correction, keys: Sequence[Key], into: Sequence[Key]) -> Outcome:
        visit_id = self._at(keys)
        if visit_id is None:
            return self._missing(keys)
        parting = [key for key in keys if self._home.get(key) == visit_id]
        if len(parting) == len(self.members[visit_id]):
            return Outcome(ALREADY, "the report stands alone", visit_id)
        name = f"{visit_id}-{correction.id}"
        self.members[visit_id] = [key for key in self.members[visit_id] if key not in parting]
        self.members[name] = parting
        self._home |= dict.fromkeys(parting, name)
        self.marked.add(visit_id)
        return self._mark(correction, name)

    def _summed(self, visit_id: str) -> Visit:
        keys, before = self.members[visit_id], self.standing.get(visit_id)
        if before and sorted(keys) == sorted(before.reports):
            return before.visit
        told = [self.reports[key] for key in keys]
        visit = summed(told)
        printed = [r for r in told if r.report.article_id]
        return dataclasses.replace(
            visit,
            visit_id=visit_id,
            visitor_country=before.visit.visitor_country if before else visit.visitor_country,
            host_country=before.visit.host_country if before else visit.host_country,
            n_articles=len({r.report.article_id for r in printed}),
            n_sources=len({r.source for r in printed}),
        )

    def _edit(
        self, correction: Correction, keys: Sequence[Key], last: dict[tuple[str, str], Correction]
    ) -> None:
        visit_id = self._at(keys)
        if visit_id is None:
            self.outcomes[correction.id] = self._missing(keys)
            return
        visit, field = self._new[visit_id], correction.field
        before, now = said(visit, field), columns_of(field, correction.new)
        earlier = last.get((visit_id, field))
        if earlier:
            note = f"{correction.who} corrected it again"
            self.outcomes[earlier.id] = Outcome(OVERTAKEN, note, visit_id)
        elif before == correction.new:
            self.outcomes[correction.id] = Outcome(ALREADY, "the articles are read so now", visit_id)
            return
        last[visit_id, field] = correction
        note = "" if earlier or before == correction.old else f"the articles are now read as “{before}”"
        self._mark(correction, visit_id, note)
        wrong = {name: getattr(visit, name) for name in now}
        self._new[visit_id] = dataclasses.replace(visit, **now)
        # Reports that said the same wrong thing are mended with it; those that differ keep what they say.
        for key in self.members[visit_id]:
            report = self._said.get(key, self.reports[key].report)
            if all(getattr(report, name) == value for name, value in wrong.items()):
                self._said[key] = dataclasses.replace(report, **now)

    @property
    def changed(self) -> dict[str, Visit | None]:
        """The visits that are no longer as in the store; None: there is none any more."""
        after = {v: self._new[v] for v in self.members}
        found = {v: row for v, row in after.items() if v in self.marked or self._differs(v)}
        return found | {v: None for v in self.standing if v not in after}

    def _differs(self, visit_id: str) -> bool:
        before = self.standing.get(visit_id)
        return before is None or sorted(before.reports) != sorted(self.members[visit_id])

    def reported(self, visit_id: str) -> list[tuple[Key, VisitReport]]:
        """The reports of a visit as they are to be shown."""
        return [(key, self._said.get(key, self.reports[key].report)) for key in self.members[visit_id]]


STRUCTURE = {"reject": Corrected._reject, "merge": Corrected._merge, "split": Corrected._split}


def said(row: Any, field: str) -> str:
    """What a field of a row says, as a correction writes it."""
    if field == "dates":
        return written(row.start_date, row.end_date, row.date_precision)
    if field == "period":
        return written(row.period_start, row.period_end)
    value = getattr(row, field)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return value or ""


def columns_of(field: str, value: str) -> dict[str, Any]:
    """The columns of a record that a field's value fills.

    >>> columns_of("city", ""), columns_of("amount", "2")
    ({'city': None}, {'amount': 2.0})
    """
    if field == "dates":
        return dict(zip(("start_date", "end_date", "date_precision"), stay(value), strict=True))
    if field == "period":
        return dict(zip(("period_start", "period_end"), stay(value)[:2], strict=True))
    return {field: float(value) if field == "amount" else value or None}


class Figures(NamedTuple):
    """The figures of some articles after correction, each with its name, and those that were corrected."""

    rows: list[tuple[TradeFigure, str]]
    marked: set[tuple[str, int]]
    outcomes: dict[str, Outcome]


def correct_figures(
    corrections: Iterable[Correction],
    rows: Sequence[tuple[FigureName, TradeFigure]],
    find: Callable[[FigureName, Sequence[FigureName]], int | None],
    added: Mapping[str, Place],
) -> Figures:
    """Figures under correction, given all of the articles concerned; `find` gives the number of the one named."""
    mine = [c for c in corrections if c.table == "trade_figures"]
    names = [name for name, _ in rows]
    now: dict[int, TradeFigure] = {number: row for number, (_, row) in enumerate(rows)}
    outcomes: dict[str, Outcome] = {}
    touched: set[int] = set()
    last: dict[tuple[int, str], Correction] = {}
    for c in mine:
        if c.action == "add":
            if (place := added.get(c.id)) is None:
                outcomes[c.id] = Outcome(GONE, "its article is not in the library")
                continue
            name, figure = _added(c, place)
            now[len(names)] = figure
            touched.add(len(names))
            names.append(name)
            outcomes[c.id] = Outcome(APPLIED, "", f"{figure.article_id}.{figure.start_char}")
    rejected: dict[int, Correction] = {}
    for c in sorted((c for c in mine if c.action != "add"), key=lambda c: c.action == "edit"):
        number = find(read_figure(c.row), names)
        if number is None:
            outcomes[c.id] = Outcome(GONE)
        elif number in rejected:
            outcomes[c.id] = Outcome(OVERTAKEN, f"the figure was rejected by {rejected[number].who}")
        elif c.action == "reject":
            rejected[number] = c
            gone = now.pop(number)
            outcomes[c.id] = Outcome(APPLIED, "", f"{gone.article_id}.{gone.start_char}")
        else:
            figure = now[number]
            key, before = f"{figure.article_id}.{figure.start_char}", said(figure, c.field)
            if earlier := last.get((number, c.field)):
                outcomes[earlier.id] = Outcome(OVERTAKEN, f"{c.who} corrected it again", key)
            elif before == c.new:
                outcomes[c.id] = Outcome(ALREADY, "the article is read so now", key)
                continue
            last[number, c.field] = c
            note = "" if earlier or before == c.old else f"the article is now read as “{before}”"
            outcomes[c.id] = Outcome(APPLIED, note, key)
            now[number] = dataclasses.replace(figure, **columns_of(c.field, c.new))
            touched.add(number)
    marked = {(now[n].article_id, now[n].start_char) for n in touched if n in now}
    return Figures([(row, str(names[number])) for number, row in now.items()], marked, outcomes)


def _added(correction: Correction, place: Place) -> tuple[FigureName, TradeFigure]:
    values = read_values(correction.new)
    quote = values.get(QUOTE, "")
    start = max(place.text.find(quote), 0)
    end = start + len(quote) if place.text.startswith(quote, start) else start
    columns: dict[str, Any] = {"reporter": None, "partner": None, "period_start": None, "period_end": None}
    columns["claimed_by"] = None
    for field, value in values.items():
        if field != QUOTE:
            columns |= columns_of(field, value)
    figure = TradeFigure(place.article_id, start, end, quote, **columns, confidence=1.0)
    return read_figure(f"+{correction.id}|{start}..{end}|added|added"), figure
