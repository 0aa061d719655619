"""A visit's life: order, slippage and disagreements, on the sample and on reports made up for a rule."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest
from gold_store import FrameStore

from lib import query
from lib.query import EVERYTHING, Days
from lib.query.history import disagreements, slippage


def report(published: str, status: str, first: str = "", last: str = "", **more: Any) -> Mapping[str, Any]:
    return {
        "published": pd.Timestamp(published),
        "status": status,
        "start_date": pd.Timestamp(first) if first else pd.NaT,
        "end_date": pd.Timestamp(last or first) if first else pd.NaT,
        "date_precision": "day" if first else None,
        "city": None,
        "host_country": "VEN",
        "source": None,
        **more,
    }


def test_a_history_holds_every_report_in_order_of_publication(gold_store: FrameStore) -> None:
    visits = query.visits(gold_store, EVERYTHING)
    for visit in visits[visits["n_articles"] > 1].to_dict("records"):
        told = query.history(gold_store, visit["visit_id"])
        assert told.articles == visit["n_articles"]
        assert told.reports["published"].dropna().is_monotonic_increasing
        assert told.reports["published"].iloc[0] == visit["first_reported"]
        assert set(told.reports["visit_id"]) == {visit["visit_id"]}
    assert query.history(gold_store, "nobody").reports.empty


def test_what_the_sample_says_of_a_visit_put_off(gold_store: FrameStore) -> None:
    (beijing,) = (
        v["visit_id"]
        for v in query.visits(gold_store, EVERYTHING).to_dict("records")
        if v["visitor"] == "Alberto Fernández" and v["host_country"] == "CHN"
    )
    told = query.history(gold_store, beijing)
    assert told.slippage is not None
    assert (told.slippage.days, told.slippage.made) == (2, True)
    assert told.disagreements == (), "a plan and its outcome do not contradict each other"


SLIPS = [
    # reports, days later, made
    ([report("2020-02-01", "planned", "2020-02-05"), report("2020-02-09", "completed", "2020-02-07", "2020-02-08")], 2, True),
    ([report("2020-02-01", "planned", "2020-02-05"), report("2020-02-09", "completed", "2020-02-03")], -2, True),
    # one day of several, either way round, is no slip
    ([report("2020-02-01", "planned", "2020-02-05", "2020-02-06"), report("2020-02-09", "completed", "2020-02-06")], 0, True),
    ([report("2020-02-01", "planned", "2020-02-05"), report("2020-02-09", "completed", "2020-02-04", "2020-02-06")], 0, True),
    # put off, and not yet made
    ([report("2020-02-01", "planned", "2020-02-05"), report("2020-02-03", "planned", "2020-02-08")], 3, False),
    # the first announcement counts, and an invitation is one
    ([report("2020-01-01", "invited", "2020-02-04"), report("2020-02-01", "planned", "2020-02-05"), report("2020-02-09", "completed", "2020-02-06")], 2, True),
]  # fmt: skip
NO_SLIPS = [
    [],
    [report("2020-02-01", "planned", "2020-02-05")],
    [report("2020-02-09", "completed", "2020-02-07")],
    [report("2020-02-01", "planned"), report("2020-02-09", "completed", "2020-02-07")],
    [report("2020-02-01", "planned", "2020-02-05"), report("2020-02-09", "completed")],
    # what was told before the announcement is another thing
    [report("2020-01-01", "completed", "2020-01-01"), report("2020-02-01", "planned", "2020-02-05")],
    [report("2020-02-01", "planned", "2020-02-05"), report("2020-02-03", "cancelled", "2020-02-05")],
    [report("2020-02-01", "planned", "2020-02-05"), report("2020-02-03", "planned", "2020-02-05")],
]


@pytest.mark.parametrize(("rows", "days", "made"), SLIPS)
def test_slippage(rows: list[Any], days: int, made: bool) -> None:
    found = slippage(rows)
    assert found is not None
    assert (found.days, found.made) == (days, made)


@pytest.mark.parametrize("rows", NO_SLIPS)
def test_without_an_announcement_and_an_outcome_nothing_slips(rows: list[Any]) -> None:
    assert slippage(rows) is None


def test_a_month_announced_does_not_slip_within() -> None:
    month = {"end_date": pd.Timestamp("2020-02-29"), "date_precision": "month"}
    found = slippage([report("2020-01-01", "planned", "2020-02-01", **month), report("2020-02-09", "completed", "2020-02-07")])  # fmt: skip
    assert found is not None
    assert found.announced == Days(date(2020, 2, 1), date(2020, 2, 29), "month")
    assert found.days is None


AGREE = [
    [report("2020-02-01", "planned", "2020-02-05"), report("2020-02-09", "completed", "2020-02-07")],
    [report("2020-02-09", "completed", "2020-02-05", "2020-02-07"), report("2020-02-09", "completed", "2020-02-07")],
    [report("2020-02-01", "planned"), report("2020-02-01", "completed")],
    [report("2020-02-01", "completed"), report("2020-02-01", "planned")],  # of one day: which is later is not known
    [report("2020-02-01", "completed", city="Caracas"), report("2020-02-01", "completed")],
    [report("2020-02-01", "completed", city="Brasília"), report("2020-02-01", "completed", city="Brasilia")],
]  # fmt: skip
DISAGREE = [
    ("dates", [report("2020-02-09", "completed", "2020-02-05"), report("2020-02-10", "ongoing", "2020-02-07")]),
    ("dates announced", [report("2020-02-01", "planned", "2020-02-05"), report("2020-02-02", "invited", "2020-02-07")]),
    ("city", [report("2020-02-01", "completed", city="Caracas"), report("2020-02-02", "completed", city="Maracaibo")]),
    ("status", [report("2020-02-01", "cancelled"), report("2020-02-02", "completed")]),
    ("status", [report("2020-02-01", "completed"), report("2020-02-02", "planned")]),
    # what contradicts the last planned report is not hidden by what the first one agrees with
    ("status", [report("2020-02-01", "planned"), report("2020-02-02", "completed"), report("2020-02-03", "planned")]),
]  # fmt: skip


@pytest.mark.parametrize("rows", AGREE)
def test_what_is_finer_or_later_does_not_contradict(rows: list[Any]) -> None:
    assert list(disagreements(rows)) == []


@pytest.mark.parametrize(("about", "rows"), DISAGREE)
def test_disagreements_are_named(about: str, rows: list[Any]) -> None:
    (found,) = disagreements(rows)
    assert found.about == about
    assert len(found.said) == 2


def test_who_says_what() -> None:
    sources = ("Atlas", None, "Post")
    cities = ("Caracas", "Maracaibo", "Caracas")
    days = ("2020-02-01", "2020-02-02", "2020-02-03")
    (found,) = disagreements(
        [report(day, "completed", city=c, source=s) for day, c, s in zip(days, cities, sources, strict=True)]  # type: ignore[misc]
    )
    assert dict(found.said) == {
        "Caracas": (("Atlas", date(2020, 2, 1)), ("Post", date(2020, 2, 3))),
        "Maracaibo": ((None, date(2020, 2, 2)),),
    }
