"""A location is described by the passing trips of highest priority."""

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.features import candidate_trips
from trajganr_core.features.candidate_trips import random_priorities
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.query_locations import Locations, edge_locations


@pytest.mark.parametrize(("together", "busy"), [(2_000_000, 1024), (20, 1024), (20, 1)])
@pytest.mark.parametrize("count", [1, 3, 1000])
def test_trips_of_the_highest_priority_are_kept(
    bundle: Bundle, together: int, busy: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate_trips, "PASSES_TOGETHER", together)
    monkeypatch.setattr(candidate_trips, "BUSY", busy)
    seen = input_trips(bundle)
    edges = edge_locations(bundle, np.arange(len(bundle.network)))
    nowhere = Locations(np.array([-1]), np.zeros(1), np.zeros((1, 2)), np.array([-1]))
    places = Locations.concatenate([nowhere, edges, edges.take(np.array([5]))])
    priority = random_priorities(len(seen), 3)
    expected, passing = [], []
    for edge, offset in zip(places.edge, places.offset_m, strict=True):
        _, trip = seen.passing(np.array([max(edge, 0)]), np.array([offset]))
        trip = trip[: len(trip) * (edge >= 0)]
        expected += sorted(trip, key=lambda number: priority[number])[:count]
        passing.append(len(trip))
    query, number, found = candidate_trips.candidate_passes(seen, places, count, priority)
    assert found.tolist() == passing
    assert max(passing) > 3
    assert number.tolist() == expected
    kept = np.minimum(passing, count)
    assert query.tolist() == np.repeat(np.arange(len(places)), kept).tolist()
    candidates = candidate_trips.candidate_trips(seen, places, count, priority)
    assert candidates.number.tolist() == sorted(set(expected))
    assert candidates.priorities.tolist() == priority[candidates.number].tolist()
    assert candidates.trips.trip_id.tolist() == seen.take(candidates.number).trip_id.tolist()
