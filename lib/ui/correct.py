"""Forms that correct a row by hand: a visit, a trade figure, an entity, or one that is missing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib import format, query
from lib.corrections import QUOTE, write_entity, write_values
from lib.query import by_hand
from lib.records import Visit
from lib.store.corrected import said
from lib.ui import log, prose
from lib.ui.data import View
from lib.ui.form import Draft, Offer, Target, begun, draw_form, fields_of, inputs, known, picked, say, typed
from lib.ui.table import Column, Listing

MARK = Column("corrected", "Corrected", 85, str)


def correct_row(view: View, table: str, asked: Any, address: str) -> None:
    """Below the evidence of a visit or a figure, opened by a parameter of the address: what became of the last
    correction, and the form for the next."""
    if table == "visits":
        visit = view.look(by_hand.visit_row, asked)
        if visit is None:
            return
        target = _target(view, table, str(asked), view.look(by_hand.visit_name, asked), visit)
        offers = {
            "Edit": _edit,
            "Reject": _reject,
            "Merge": _merge(view, visit),
            "Split off": _split(view, visit),
        }
    elif table == "trade_figures":
        found = view.look(by_hand.figure_row, *asked)
        if found is None:
            return
        target = _target(view, table, f"{asked[0]}.{asked[1]}", found[1], found[0])
        offers = {"Edit": _edit, "Reject": _reject}
    else:
        return
    made = view.ask(query.corrections)
    for row in made[(made["key"] == target.key) & (made["state"] == "applied")].to_dict("records"):
        prose.note(
            f"Corrected by hand: {log.change(row)} ({row['who']}, {format.day(row['made_at'])}: {row['why']})"
        )
    target = target._replace(address=address)
    draw_form(view, f"Correct this {'visit' if table == 'visits' else 'figure'}", target, offers)


def correct_entity(view: View, chosen: pd.Series | None, others: pd.DataFrame) -> None:
    """The form that corrects the entity of a row of the ranking; `others` are those it may be one with."""
    if chosen is None:
        say()
        return
    name = write_entity(chosen["kind"], chosen["entity_id"])
    country = view.look(by_hand.entity_country, chosen["kind"], chosen["entity_id"])
    values = {"entity": chosen["entity"], "kind": chosen["kind"], "country": country}
    target = Target("entities", name, name, values, known(view))
    names = {
        write_entity(row["kind"], row["entity_id"]): str(row["entity"])
        for row in others.to_dict("records")
        if row["entity_id"] != chosen["entity_id"]
    }

    def merge(target: Target) -> Callable[[], list[Draft]]:
        key = f"into {target.key}"
        st.selectbox("It is the same as", list(names), None, lambda one: names[one], key=key)
        return lambda: [
            Draft("merge", "entities", target.row, new=picked(key, "the name that it is the same as"))
        ]

    draw_form(view, "Correct this name", target, {"Edit": _edit, "Reject": _reject, "Merge": merge})


def add_row(view: View, article_id: str) -> None:
    """Below an article: the form for a visit or a figure that it states and that was not found."""
    source = view.look(by_hand.source_name, article_id) if article_id else ""
    seen = known(view)

    def adding(table: str) -> Callable[[Target], Callable[[], list[Draft]]]:
        def draw(target: Target) -> Callable[[], list[Draft]]:
            started = {"status": "completed" if table == "visits" else "actual", "flow": "trade"}
            key = f"{table} {target.key}"
            inputs(table, started, key)
            if article_id:
                words = begun(f"{QUOTE} {key}", "")
                st.text_input(
                    "The words that say so", words, key=f"{QUOTE} {key}", help="As printed in the article"
                )
            return lambda: [
                Draft(
                    "add",
                    table,
                    source,
                    new=write_values(typed(table, key, {}) | _quote(view, article_id, key)),
                )
            ]

        return draw

    offers = {"A visit": adding("visits")}
    if article_id:
        offers["A trade figure"] = adding("trade_figures")
    draw_form(view, "Add what is missing", Target("", article_id or "none", source, {}, seen), offers)


def _quote(view: View, article_id: str, key: str) -> dict[str, str]:
    words = str(st.session_state.get(f"{QUOTE} {key}") or "").strip()
    if not article_id:
        return {}
    reading = view.look(query.article, article_id)
    if not words or reading is None or words not in reading.article["text"]:
        raise ValueError("Copy the words that say so from the article, exactly as printed.")
    return {QUOTE: words}


def mark(view: View, table: str, listed: Listing, columns: Sequence[Column], key: Callable[[Any], str]) -> tuple[
    Listing, Sequence[Column]
]:  # fmt: skip
    """A listing with a column that says which rows were corrected by hand, where any were."""
    marked = view.ask(query.marked).get(table)
    if not marked:
        return listed, columns

    def add(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(
            corrected=["by hand" if key(row) in marked else "as read" for row in frame.to_dict("records")]
        )

    frame = add(listed.frame)
    if "by hand" not in set(frame["corrected"]):
        return listed, columns
    whole = listed.everything
    return listed._replace(frame=frame, everything=lambda: add(whole())), [*columns[:4], MARK, *columns[4:]]


def _target(view: View, table: str, key: str, name: str, row: object) -> Target:
    values = {field.name: said(row, field.name) for field in fields_of(table)}
    return Target(table, key, name, values, known(view))


def _edit(target: Target) -> Callable[[], list[Draft]]:
    inputs(target.table, target.said, target.key)

    def read() -> list[Draft]:
        now = typed(target.table, target.key, target.said)
        changed = [name for name, value in now.items() if value != target.said[name]]
        if not changed:
            raise ValueError("Nothing was changed.")
        return [
            Draft("edit", target.table, target.row, name, target.said[name], now[name]) for name in changed
        ]

    return read


def _reject(target: Target) -> Callable[[], list[Draft]]:
    what = {"visits": "no visit", "trade_figures": "no trade figure"}.get(target.table, "no such name")
    prose.note(
        f"What was read here is {what}: the row goes from tables, charts and exports, until this is undone."
    )
    return lambda: [Draft("reject", target.table, target.row)]


def _merge(view: View, visit: Visit) -> Offer:
    near = view.look(by_hand.near_visits, visit)
    told = {row["visit_id"]: _told(row) for row in near.to_dict("records")}

    def draw(target: Target) -> Callable[[], list[Draft]]:
        prose.note(
            "Visits between the same countries, nearest in time first; their articles come to this one."
        )
        key = f"into {target.key}"
        st.selectbox("It is the same visit as", list(told), None, lambda one: told[one], key=key)

        def read() -> list[Draft]:
            other = view.look(by_hand.visit_name, picked(key, "the visit that it is the same as"))
            return [Draft("merge", target.table, other, new=target.row)]

        return read

    return draw


def _split(view: View, visit: Visit) -> Offer:
    reports = view.look(by_hand.reports_of, visit.visit_id)
    found = view.look(query.evidence, "visits", [visit.visit_id]).to_dict("records")
    printed = {
        (
            row["article_id"],
            row["start_char"],
        ): f"{format.day(row['published'])}, {format.stated(row['title'])}"
        for row in found
    }
    told = {row.name: printed.get(row[1:], row.article_id or "added by hand") for row in reports}

    def draw(target: Target) -> Callable[[], list[Draft]]:
        key = f"off {target.key}"
        if len(told) < 2:
            prose.note("One article reports this visit, so that there is nothing to split off.")
        else:
            prose.note("The article is then read as telling of a visit of its own.")
            st.selectbox(
                "Which article tells of another visit", list(told), None, lambda one: told[one], key=key
            )
        return lambda: [Draft("split", target.table, picked(key, "the article that tells of another visit"))]

    return draw


def _told(row: Mapping[str, Any]) -> str:
    when = format.period(row["start_date"], row["end_date"], row["date_precision"])
    if when == format.NOT_STATED:
        when = f"reported {format.day(row['first_reported'])}"
    return f"{row['visitor']}, {when}, {row['status']}"
