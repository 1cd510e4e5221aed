"""Which trips drive through roads, in which order and when, on hand-made passes."""

from __future__ import annotations

import numpy as np
import pytest
from road_passes import passes

from trajganr_core.data.passes import PassTable
from trajganr_core.traffic.flows.through import ThroughTrips, trips_through

A, B, C = 3, 5, 7


def table(*trips: list[tuple[int, float]]) -> PassTable:
    """Passes of trips: edges and minutes of the week."""
    rows = [(edge, trip, minute) for trip, each in enumerate(trips) for edge, minute in each]
    edge, driver, minute = (np.array(column) for column in zip(*rows, strict=True))
    return passes(edge, driver, minute.astype(float), np.full(len(rows), 10.0))


def found(of: PassTable, through: list[int], then: list[int] | None = None) -> ThroughTrips:
    trips = np.arange(int(of.piece.max()) + 1)
    return trips_through(of, trips, np.array(through), np.array(then or [], dtype=np.int64))


@pytest.mark.parametrize(
    ("trip", "expected"),
    [
        ([(A, 1), (B, 2)], True),
        ([(B, 1), (A, 2)], False),
        ([(B, 1), (A, 2), (B, 3)], True),
        ([(A, 1), (C, 2)], False),
        ([(A, 1), (C, 2), (B, 3)], True),
        ([(B, 1)], False),
    ],
)
def test_through_a_then_b_needs_b_after_a(trip: list[tuple[int, float]], expected: bool) -> None:
    assert len(found(table(trip), [A], [B])) == expected


def test_a_road_that_is_chosen_twice_needs_two_passes() -> None:
    assert len(found(table([(A, 1)]), [A], [A])) == 0
    assert len(found(table([(A, 1), (C, 2), (A, 3)]), [A], [A])) == 1


def test_a_trip_counts_when_it_first_enters_the_roads() -> None:
    result = found(table([(C, 1), (A, 20), (B, 30), (A, 40)]), [A, B])
    assert result.minute_of_week.tolist() == [20]
    # Through A then B: the passes of A after the last one of B do not count.
    late = table([(A, 10), (C, 15), (A, 20), (B, 30), (A, 40)])
    assert found(late, [A], [B]).minute_of_week.tolist() == [10]


def test_each_segment_counts_once_a_trip() -> None:
    result = found(table([(A, 1), (C, 2), (A, 3)], [(C, 1)], [(A, 9)]), [A])
    assert result.trip.tolist() == [0, 2]
    pairs = list(zip(result.row.tolist(), result.edge.tolist(), strict=True))
    assert pairs == [(0, A), (0, C), (1, A)]


def test_pieces_of_one_trip_are_one_trip() -> None:
    """A trip that matching has cut between A and B still drives through A and then B."""
    cut = table([(A, 1)], [(B, 2)])
    one = trips_through(cut, np.array([0, 0]), np.array([A]), np.array([B]))
    assert one.trip.tolist() == [0]
    assert one.edge.tolist() == [A, B]
