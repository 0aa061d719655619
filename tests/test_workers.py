"""Workers: results in order, whatever dies or hangs on the way, and never more than a few chunks at once."""

from pathlib import Path

import pytest
from chores import assert_few_chunks_are_held_at_once, count, total, unsendable

from lib.workers import Lost, Workers

SHORT = 2.0
"""Seconds after which something hangs, in these tests."""


def said(found: object) -> object:
    return f"{found.item} {found.reason}" if isinstance(found, Lost) else found


@pytest.mark.parametrize(
    ("chunks", "expected", "why"),
    [
        ([], [], "nothing to do"),
        ([[1, 2], [], [3]], [3, 0, 3], "an empty chunk has a result too"),
        ([[n] for n in range(12)], list(range(12)), "in order, though two run at once"),
        (
            [[1, 2], [3, 13], [4], [5, 6]],
            [3, 3, "13 ended the process", 4, 11],
            "the chunk's other item is kept",
        ),
        ([[13], [13], [13], [1]], ["13 ended the process"] * 3 + [1], "more deaths than processes"),
    ],
)
def test_each_chunk_has_its_result(chunks: list[list[int]], expected: list[object], why: str) -> None:
    with Workers(2) as workers:
        assert [said(found) for found in workers.map(total, chunks)] == expected, why


def test_what_hangs_is_stopped_and_tried_alone() -> None:
    with Workers(2, seconds=SHORT, alone=SHORT) as workers:
        found = [said(one) for one in workers.map(total, [[1], [2, 17, 3], [4]])]
    assert found == [1, 2, f"17 took longer than {SHORT:g} s", 3, 4]


def test_an_error_of_the_function_is_raised_and_costs_no_process() -> None:
    with Workers(2) as workers:
        results = workers.map(total, [[1], [19], [2]])
        assert next(results) == 1
        with pytest.raises(ValueError, match="no nineteen"):
            next(results)
        assert list(workers.map(total, [[2]])) == [2]


def test_what_cannot_be_sent_is_an_error() -> None:
    with Workers(2) as workers:
        with pytest.raises(TypeError, match="the result cannot be sent"):
            list(workers.map(unsendable, [[1]]))
        with pytest.raises((AttributeError, TypeError)):
            list(workers.map(lambda chunk: 0, [[1]]))


def test_a_process_killed_midway_loses_nothing(tmp_path: Path) -> None:
    markers = [tmp_path / str(n) for n in range(12)]
    markers[4].touch()
    with Workers(2) as workers:
        found = list(workers.map(count, [markers[n : n + 3] for n in range(0, 12, 3)]))
    assert found == [3, 1, 1, 1, 3, 3]
    assert not markers[4].exists()


def test_few_chunks_are_held_at_once() -> None:
    with Workers(2) as workers:
        assert_few_chunks_are_held_at_once(workers)


def test_leaving_stops_what_still_runs() -> None:
    with Workers(2) as workers:
        results = workers.map(total, [[1], [17], [17], [17], [17], [17]])
        assert next(results) == 1
    with pytest.raises(RuntimeError):
        list(workers.map(total, [[1]]))


def test_workers_must_be_some() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Workers(0)
