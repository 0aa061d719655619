"""No figure of `dateline check` falls below the recorded one; tests/record_floors.py records a rise."""

from pathlib import Path

import pytest
from labels import FOLDERS
from record_floors import Figures, floors, measured, record

FLOORS = floors()


@pytest.fixture(scope="module", params=FLOORS)
def figures(request: pytest.FixtureRequest) -> tuple[Figures, Figures]:
    """What is measured and what was recorded, of one corpus."""
    return measured(request.param), FLOORS[request.param]


def test_every_corpus_has_floors() -> None:
    assert set(FLOORS) == {name for name, folder in FOLDERS.items() if (folder / "articles.csv").exists()}


@pytest.mark.parametrize(("kind", "key"), [("tables", "f1"), ("fields", "share")])
def test_no_figure_falls(figures: tuple[Figures, Figures], kind: str, key: str) -> None:
    now, floor = figures
    fallen = {
        name: f"{now[kind][name][key]:.4f} after {recorded[key]:.4f}"
        for name, recorded in floor[kind].items()
        if now[kind][name][key] < recorded[key]
    }
    assert not fallen


def test_what_is_recorded_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("record_floors.ACCURACY", tmp_path / "accuracy.csv")
    record(FLOORS)
    assert floors() == FLOORS


def test_the_corpus_has_not_shrunk(figures: tuple[Figures, Figures]) -> None:
    now, floor = figures
    assert now["articles"] >= floor["articles"]
