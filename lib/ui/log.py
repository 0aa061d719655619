"""The list of corrections: what each did, the way back, and lines of the file that are none."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib import countries, format
from lib.corrections import read_entity, read_figure, read_reports, read_values, stay
from lib.store import Store
from lib.ui import form, prose
from lib.ui.data import View
from lib.ui.filters import pack
from lib.ui.form import TITLES, Draft
from lib.ui.table import Column, table

STATES = {
    "applied": "applied", "already so": "already so", "overtaken": "overtaken by a later one",
    "row gone": "its row no longer exists", "undone": "undone",
}  # fmt: skip
CORRECTIONS = (
    Column("made_at", "When", 95, shown=lambda row: format.day(row["made_at"])),
    Column("who", "Who", 100),
    Column("about", "Row", 205),
    Column("change", "Change", 245),
    Column("state", "State", 160, lambda value: STATES.get(value, value)),
    Column("why", "Why", 180),
    Column("note", "Note", 220),
)
FAULTS = (
    Column("line", "Line", 60, shown=lambda row: str(row["line"])),
    Column("reason", "What is wrong", 280),
    Column("remedy", "What to do", 300),
    Column("text", "The line", 400),
)
HOW = (
    "To correct a row, select it on its page and open the form under its sentences; what is missing is added under "
    "the article that says it. Tables, charts and exports show rows as corrected. Filters do not concern this list."
)
BAD = "These lines stay in the file as they are and do nothing until they are mended; all others apply."
PAGES = {"visits": ("pages/visits.py", "visit"), "trade_figures": ("pages/trade.py", "figure")}


def lead(corrections: pd.DataFrame, faults: pd.DataFrame) -> str:
    """How many corrections there are, and what became of them.

    >>> lead(pd.DataFrame({"action": ["edit"], "state": ["row gone"]}), pd.DataFrame())
    '1 correction by hand: the row of 1 no longer exists.'
    >>> lead(pd.DataFrame({"action": ["edit", "undo"], "state": ["undone", "applied"]}), pd.DataFrame())
    '2 corrections by hand: 1 undoing another, 1 undone.'
    >>> lead(pd.DataFrame({"action": [], "state": []}), pd.DataFrame())
    '0 corrections by hand: every row is as it was read.'
    """
    said = f"{format.count(len(corrections), 'correction')} by hand"
    undoing = (corrections["action"] == "undo") & (corrections["state"] == "applied")
    counts = corrections["state"].mask(undoing, "undoing").value_counts()
    words = {
        "applied": "{} applied", "already so": "{} already so", "overtaken": "{} overtaken",
        "undoing": "{} undoing another", "undone": "{} undone", "row gone": "the row of {} no longer exists",
    }  # fmt: skip
    parts = [words[state].format(counts[state]) for state in words if state in counts]
    bad = f" {format.count(len(faults), 'line')} of the file cannot be used." if len(faults) else ""
    return f"{said}: {', '.join(parts) or 'every row is as it was read'}.{bad}"


def listing(view: View, corrections: pd.DataFrame) -> None:
    """The corrections, one of which can be selected and undone."""
    rows = corrections.to_dict("records")
    by_id = {row["id"]: row for row in rows}
    told = corrections.assign(
        about=[about(by_id.get(row["row"], row) if row["action"] == "undo" else row) for row in rows],
        change=[change(row) for row in rows],
    )
    chosen = table(told, CORRECTIONS, "corrections", "correction", "Select one to see its row or to undo it.")
    form.say()
    if chosen is None:
        return
    prose.lead(f"{chosen['about']}: {chosen['change']}.")
    prose.note(f"{chosen['who']}, {format.day(chosen['made_at'])}: {chosen['why']}")
    if chosen["key"] and chosen["tab"] in PAGES and chosen["action"] != "reject":
        page, name = PAGES[chosen["tab"]]
        st.page_link(page, label="See the row", query_params={name: pack([chosen["key"]])})
    if chosen["state"] != "undone":
        with st.form(f"undo {chosen['id']}", border=False):
            undo = Draft("undo", "", str(chosen["id"]))
            target = form.Target("", f"undo {undo.row} {view.version}", undo.row, {}, form.known(view))
            signed = form.signature(target.key)
            st.form_submit_button("Undo it", on_click=form.keep, args=(view, target, lambda: [undo], signed))


def file(store: Store) -> None:
    """The file itself, to keep, compare or mend."""
    path = store.corrections.path
    if not path.exists():
        return
    st.subheader("The file", anchor=False)
    prose.note(f"{path}: one line a correction. Lines are only added; it stays when the store is removed.")
    st.download_button(
        "Download the file", path.read_bytes, path.name, "text/csv", on_click="ignore", type="tertiary",
        key="download corrections file",
    )  # fmt: skip


def about(row: Mapping[Any, Any]) -> str:
    """The row that a correction concerns, in words.

    >>> about({"tab": "visits", "action": "edit", "row": "a|Lavrov|CUB|2020-02-05@7"})
    'Lavrov to Cuba, 5 Feb 2020'
    >>> about({"tab": "entities", "action": "edit", "row": "person|lavrov"})
    'lavrov, person'
    """
    if row["action"] == "add":
        values = read_values(row["new"])
        return values.get("visitor") or f"{values['amount']} {values['unit']}"
    if row["tab"] == "visits":
        name = read_reports(row["row"])[0]
        day = name.start.partition("@")[0]
        when = f", {format.day(date.fromisoformat(day))}" if day else ""
        return f"{name.visitor} to {countries.name(name.host)}{when}"
    if row["tab"] == "trade_figures":
        amount, _, unit = read_figure(row["row"]).said.partition(" ")
        return format.amount(float(amount), unit) if unit else "a figure added by hand"
    if row["tab"] == "entities":
        kind, entity = read_entity(row["row"])
        return f"{entity}, {kind}"
    return f"correction {row['row']}"


def change(row: Mapping[Any, Any]) -> str:
    """What a correction does, in words.

    >>> change({"tab": "visits", "action": "edit", "field": "host_country", "old": "CUB", "new": ""})
    'Where to: Cuba → not stated'
    >>> change({"tab": "visits", "action": "edit", "field": "dates", "old": "sometime", "new": "2020"})
    'When: sometime → 2020'
    >>> change({"tab": "visits", "action": "split"})
    'split off'
    """
    if row["action"] == "edit":
        old, new = (_value(row["field"], row[name]) for name in ("old", "new"))
        return f"{TITLES[row['field']]}: {old} → {new}"
    if row["action"] == "merge":
        other = about({**row, "action": "edit", "row": row["new"]})
        return f"the same as {other}"
    words = {"reject": "rejected", "split": "split off", "undo": "correction undone"}
    if row["action"] in words:
        return words[row["action"]]
    values = read_values(row["new"]).items()
    return "added: " + ", ".join(f"{_value(name, value)}" for name, value in values if name != "quote")


def _value(field: str, value: str) -> str:
    if field in ("dates", "period"):
        try:
            return format.period(*stay(value))
        except ValueError:
            return value
    land = field in ("visitor_country", "host_country", "reporter", "partner", "country")
    return countries.name(value) if land else format.stated(value)
