"""A file of corrections: one line of CSV each, with who, when and why; text ↔ `Correction`.

Lines are only ever added: an undo is a line of its own.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime
from typing import NamedTuple

from lib.corrections.fields import FIELDS, QUOTE, REQUIRED, checked
from lib.corrections.names import read_entity, read_figure, read_reports, read_values, write_values
from lib.format import guarded, unguarded
from lib.records import EARLIEST, LATEST

ACTIONS = ("edit", "reject", "add", "merge", "split", "undo")


@dataclass(frozen=True, slots=True)
class Correction:
    """One change: `row` names what is changed, `old` and `new` are what a field said and is to say.

    `row` is written by `lib.store.anchors`; of an undo it is the id of the correction undone, and of an `add` the
    article. `new` holds, of a merge, the row merged into, and of an `add` the values of the new row.
    """

    id: str
    when: datetime
    who: str
    why: str
    action: str
    table: str
    row: str
    field: str = ""
    old: str = ""
    new: str = ""


COLUMNS = tuple(field.name for field in fields(Correction))
HEADER = ",".join(COLUMNS)


class Fault(NamedTuple):
    """A line that is no correction, and what would make it one."""

    line: int
    reason: str
    remedy: str
    text: str


class Log(NamedTuple):
    """The corrections of a file in order of time, and the lines that are none."""

    corrections: tuple[Correction, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def in_force(self) -> tuple[Correction, ...]:
        """The corrections that nobody undid, without the undoing."""
        undone = self.undone
        return tuple(c for c in self.corrections if c.action != "undo" and c.id not in undone)

    @property
    def undone(self) -> dict[str, Correction]:
        """What was undone, by id, and by which correction; an undo can be undone, too."""
        done: dict[str, Correction] = {}
        for correction in reversed(self.corrections):
            if correction.action == "undo" and correction.id not in done:
                done.setdefault(correction.row, correction)
        return done


def read_log(data: bytes) -> Log:
    """The corrections in a file, and each line that is none; one bad line spoils no other.

    >>> log = read_log(b"id,when,who,why,action,table,row,field,old,new\\r\\n1,noon,,,,,,,,\\r\\n")
    >>> log.faults[0].line, log.faults[0].reason
    (2, '“noon” is no time')
    >>> read_log(b"id;when;who\\n").faults[0].reason
    'the first line does not name the columns'
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines:
        return Log()
    head = [cell.strip() for cell in lines[0].decode("utf-8", "replace").split(",")]
    if sorted(head) != sorted(COLUMNS):
        remedy = f"write “{HEADER}” there, and save with commas between cells"
        return Log((), (Fault(1, "the first line does not name the columns", remedy, _shown(lines[0])),))
    found: dict[str, Correction] = {}
    faults = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            correction = _correction(head, line)
            if correction.id in found:
                raise _UnusableError(f"the id {correction.id} is there twice", "remove one of the two lines")
            found[correction.id] = correction
        except _UnusableError as error:
            faults.append(Fault(number, error.reason, error.remedy, _shown(line)))
    return Log(tuple(sorted(found.values(), key=lambda c: c.when)), tuple(faults))


class _UnusableError(Exception):
    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def _shown(line: bytes) -> str:
    return line.decode("utf-8", "replace")


def _correction(head: Sequence[str], line: bytes) -> Correction:
    try:
        cells = next(csv.reader([line.decode()], strict=True))
    except UnicodeDecodeError:
        raise _UnusableError("it is not in UTF-8", "save the file as CSV in UTF-8") from None
    except csv.Error:
        raise _UnusableError("its quotation marks do not match", 'put “"” at both ends of the cell') from None
    if len(cells) != len(head):
        raise _UnusableError(f"it has {len(cells)} cells instead of {len(head)}", "give every column a cell")
    said = {name: unguarded(cell.strip()) for name, cell in zip(head, cells, strict=True)}
    try:
        when = datetime.fromisoformat(said["when"])
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise _UnusableError(f"“{said['when']}” is no time", "write it like 2026-02-06T12:30:00Z") from None
    said.pop("when")
    correction = Correction(when=when, **said)
    for name in ("id", "who", "why"):
        if not said[name]:
            raise _UnusableError(
                f"“{name}” is empty", "say who made the correction and why, and give it an id"
            )
    try:
        return check(correction)
    except ValueError as error:
        raise _UnusableError(str(error), "mend the cell, or remove the line") from None


def write_line(correction: Correction) -> str:
    """A correction as a line of CSV that no spreadsheet takes for formulas.

    >>> made = Correction("1", datetime(2026, 2, 6, tzinfo=UTC), "Ana", "=1", "undo", "", "7")
    >>> write_line(made)
    "1,2026-02-06T00:00:00Z,Ana,'=1,undo,,7,,,\\n"
    >>> read_log(f"{HEADER}\\n{write_line(made)}".encode()).corrections == (made,)
    True
    """
    said = [
        cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if isinstance(cell, datetime)
        else guarded(" ".join(cell.split()))
        for cell in astuple(correction)
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(said)
    return text.getvalue()


def check(correction: Correction) -> Correction:
    """The correction with its values as they are kept; ValueError says why it can be applied to no row.

    >>> made = Correction("1", datetime(2026, 2, 6, tzinfo=UTC), "Ana", "why", "edit", "visits", "a|b|CUB|@0")
    >>> check(replace(made, field="host_country", new="cub")).new
    'CUB'
    """
    action, table = correction.action, correction.table
    if not EARLIEST <= correction.when.date() <= LATEST:
        raise ValueError(f"the year {correction.when.year} is not between {EARLIEST.year} and {LATEST.year}")
    if action not in ACTIONS:
        raise ValueError(f"“{action}” is none of {', '.join(ACTIONS)}")
    if action != "undo" and table not in FIELDS:
        raise ValueError(f"“{table}” is none of {', '.join(FIELDS)}")
    if (action in ("split", "merge") and table == "trade_figures") or (
        action == "split" and table != "visits"
    ):
        raise ValueError(f"rows of {table} cannot be {action}")
    if action == "add" and table == "entities":
        raise ValueError("an entity is added as a name to the gazetteer")
    if not correction.row and (action, table) != ("add", "visits"):
        raise ValueError("no row is named")
    if action == "merge" and not correction.new:
        raise ValueError("the row to merge into is not named")
    read = {"visits": read_reports, "trade_figures": read_figure, "entities": read_entity}.get(table)
    if read and action not in ("add", "undo"):
        for cell in (correction.row, *([correction.new] * (action == "merge"))):
            read(cell)
    if action == "edit":
        return replace(correction, new=checked(table, correction.field, correction.new))
    if action == "add":
        values = read_values(correction.new)
        for field in REQUIRED[table]:
            values.setdefault(field, "")
        for field, value in values.items():
            values[field] = value if field == QUOTE else checked(table, field, value)
        return replace(correction, new=write_values(values))
    return replace(correction, table="") if action == "undo" else correction


def contradicted(log: Log, made: Correction, seen: frozenset[str]) -> Correction | None:
    """The latest correction that whoever made this one had not seen and that concerns the same thing, if any."""
    others = [c for c in log.corrections if c.id not in seen]
    if made.action == "undo":
        return next((c for c in reversed(others) if c.action == "undo" and c.row == made.row), None)
    undone = log.undone
    return next(
        (
            c
            for c in reversed(others)
            if c.id not in undone and c.action not in ("undo", "add") and _touch(c, made)
        ),
        None,
    )


def _touch(one: Correction, other: Correction) -> bool:
    if one.table != other.table or not _named(one) & _named(other):
        return False
    return not (one.action == other.action == "edit") or one.field == other.field


def _named(correction: Correction) -> set[str]:
    """The rows that a correction names; of a visit, each of its reports."""
    cells = [correction.row, correction.new] if correction.action == "merge" else [correction.row]
    return {part.strip() for cell in cells for part in cell.split(";")} - {""}
