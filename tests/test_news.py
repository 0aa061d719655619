"""News are what was added since a moment, whenever it was published; saved views keep when they were looked at."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib import query
from lib.errors import StoreError
from lib.query import EVERYTHING, Filters
from lib.records import Article, Rows, TradeFigure, VisitReport
from lib.store import Bookmarks, Facts, Store

MONDAY, WEDNESDAY, FRIDAY = (datetime(2026, 11, day, 12) for day in (16, 18, 20))
BEFORE = datetime(2026, 11, 1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The moment at which the next batches are written, to be changed by a test."""
    clock = [MONDAY]
    monkeypatch.setattr(
        "lib.store.batches.time.time_ns",
        lambda: int(clock[0].replace(tzinfo=UTC).timestamp() * 1000) * 1_000_000,
    )
    yield clock


def told(name: str, published: date, status: str, host: str = "CUB") -> tuple[Article, Rows]:
    """An article that reports one visit of 20 November, and a figure."""
    text = f"{name}: the president and $5 million."
    span = (name, 0, 10, text)
    day = date(2026, 11, 20)
    return Article(name, "Daily", None, name, published, None, "en", text), Rows(
        visit_reports=(
            VisitReport(*span, "Ana Quispe", "president", "PER", host, None, day, day, "day", status, 0.9),
        ),
        trade_figures=(
            TradeFigure(*span, 5e6, "USD", "export", "PER", host, None, None, "actual", None, 0.9),
        ),
    )


@pytest.fixture
def facts(tmp_path: Path, at: list[datetime]) -> Facts:
    """Monday: a visit to Cuba is planned. Wednesday: one to Chile is told. Friday: that to Cuba was made."""
    store = Store(tmp_path / "store")
    for moment, told_then in (
        (MONDAY, told("first", date(2026, 11, 15), "planned")),
        (WEDNESDAY, told("second", date(2019, 1, 1), "completed", "CHL")),
        (FRIDAY, told("third", date(2026, 11, 20), "completed")),
    ):
        at[0] = moment
        store.add([told_then])
    return Facts(tmp_path / "store")


def test_news_are_counted_from_when_articles_were_added(facts: Facts) -> None:
    everything, later, latest, none = (
        query.news(facts, EVERYTHING, since) for since in (BEFORE, MONDAY, WEDNESDAY, FRIDAY)
    )
    assert (everything.articles, everything.visits, everything.changed, everything.figures) == (3, 2, 0, 3)
    assert (later.articles, later.visits, later.changed, later.figures) == (2, 1, 1, 2)
    assert (latest.articles, latest.visits, latest.changed, latest.figures) == (1, 0, 1, 1)
    assert not none.any


def test_news_pass_the_filters(facts: Facts) -> None:
    found = query.news(facts, Filters(host_countries=("CHL",)), MONDAY)
    assert (found.articles, found.visits, found.changed, found.figures) == (1, 1, 0, 1)
    found = query.news(facts, Filters(words="third", sources=("Daily",)), MONDAY)
    assert (found.articles, found.visits, found.changed, found.figures) == (1, 0, 1, 1)


def test_the_rows_are_those_counted(facts: Facts) -> None:
    assert list(query.new_articles(facts, EVERYTHING, MONDAY)["title"]) == ["third", "second"]
    assert list(query.new_visits(facts, EVERYTHING, MONDAY)["host_country"]) == ["CHL"]
    (changed,) = query.changed_visits(facts, EVERYTHING, MONDAY).to_dict("records")
    assert (changed["host_country"], changed["before"], changed["status"]) == ("CUB", "planned", "completed")
    assert len(query.new_figures(facts, EVERYTHING, MONDAY)) == 2
    assert len(query.new_articles(facts, EVERYTHING, BEFORE, limit=2)) == 2
    assert query.changed_visits(facts, EVERYTHING, FRIDAY).empty


def test_the_newest_article_is_the_last_added(facts: Facts, empty_store: query.Store) -> None:
    assert query.newest(facts) == FRIDAY
    assert query.newest(empty_store) is None


def test_compacting_and_indexing_bring_no_news(facts: Facts, tmp_path: Path) -> None:
    Store(tmp_path / "store").compact()
    facts.save()
    assert query.news(Facts(tmp_path / "store"), EVERYTHING, WEDNESDAY) == query.news(
        facts, EVERYTHING, WEDNESDAY
    )
    assert query.news(facts, EVERYTHING, WEDNESDAY).articles == 1


def test_values_that_no_row_has_are_found(facts: Facts) -> None:
    chosen = Filters(
        host_countries=("CUB", "ZZZ", query.UNKNOWN), people=("ana-quispe", "Ana Quispe", "nobody"),
        sources=("Daily", "Nightly"), start=date(2050, 1, 1),
    )  # fmt: skip
    assert query.absent(facts, chosen) == [
        ("host_countries", "ZZZ"),
        ("people", "nobody"),
        ("sources", "Nightly"),
    ]
    assert query.absent(facts, EVERYTHING) == []


NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def marks(tmp_path: Path) -> Bookmarks:
    return Bookmarks(tmp_path / "news.store")


def test_a_view_is_saved_renamed_looked_at_and_deleted(marks: Bookmarks) -> None:
    assert marks.views() == []
    marks.save("  Cuba   trips ", "visits", "host=CUB", NOW)
    marks.save("Aid", "trade", "", NOW)
    assert [(v.name, v.page, v.query, v.saved) for v in marks.views()] == [
        ("Aid", "trade", "", NOW),
        ("Cuba trips", "visits", "host=CUB", NOW),
    ]
    assert marks.looked("Aid") is None
    marks.look("Aid", NOW)
    marks.look("", NOW)
    marks.rename("Aid", "Loans")
    assert marks.looked("Loans") == marks.looked() == NOW
    marks.delete("Loans")
    assert [v.name for v in marks.views()] == ["Cuba trips"]
    assert marks.looked() == NOW
    assert marks.path.name == "news.store.views.json"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Cuba"])
def test_a_name_that_cannot_be_is_refused(marks: Bookmarks, name: str) -> None:
    marks.save("Cuba", "visits", "", NOW)
    with pytest.raises(StoreError, match="choose another name"):
        marks.save(name, "visits", "", NOW)
    with pytest.raises(StoreError, match="choose another name"):
        marks.rename("Cuba", name)
    with pytest.raises(StoreError, match="no saved view is named"):
        marks.delete("Peru")
    assert [v.name for v in marks.views()] == ["Cuba"]


def test_a_view_of_a_newer_version_is_kept_as_it_is(marks: Bookmarks) -> None:
    newer = {"format": 2, "name": "Later", "where": {"page": "visits"}, "colour": "red"}
    marks.path.write_text(json.dumps({"format": 1, "views": [newer], "also": 1}), encoding="utf-8")
    (view,) = marks.views()
    assert view.newer
    for change in (lambda: marks.rename("Later", "Now"), lambda: marks.delete("Later")):
        with pytest.raises(StoreError, match="a newer Dateline saved this view"):
            change()
    marks.save("Mine", "visits", "", NOW)
    kept = json.loads(marks.path.read_text(encoding="utf-8"))
    assert kept["views"][0] == newer
    assert kept["also"] == 1


def test_a_file_of_a_newer_version_is_read_and_left_alone(marks: Bookmarks) -> None:
    content = json.dumps({"format": 2, "views": [{"format": 2, "name": "Later"}]})
    marks.path.write_text(content, encoding="utf-8")
    assert [view.name for view in marks.views()] == ["Later"]
    with pytest.raises(StoreError, match="update Dateline"):
        marks.save("Mine", "visits", "", NOW)
    assert marks.path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"format": 1}', '{"format": 1, "views": [1]}', '{"views": [], "format": "x"}']
)
def test_a_damaged_file_is_said_and_left_alone(marks: Bookmarks, content: str) -> None:
    marks.path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="move it away"):
        marks.views()
    with pytest.raises(StoreError, match="move it away"):
        marks.save("Mine", "visits", "", NOW)
    assert marks.path.read_text(encoding="utf-8") == content
