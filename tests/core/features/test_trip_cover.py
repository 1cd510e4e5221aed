"""Few trips cover all roads, and which ones does not depend on the locations that are queried."""

from dataclasses import replace

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.features import candidate_trips
from trajganr_core.features.candidate_trips import (
    bundle_priorities,
    candidate_passes,
    covering_priorities,
    random_priorities,
)
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.features.query_locations import Locations, edge_locations


@pytest.fixture
def inputs(bundle: Bundle) -> InputTrips:
    return input_trips(bundle)


@pytest.fixture
def roads(bundle: Bundle) -> Locations:
    return edge_locations(bundle, np.arange(len(bundle.network)))


def test_priorities_are_a_permutation_that_the_seed_decides(
    inputs: InputTrips, roads: Locations
) -> None:
    first, again, other = (covering_priorities(inputs, roads, seed) for seed in (0, 0, 1))
    assert sorted(first) == list(range(len(inputs)))
    assert (first == again).all()
    assert (first != other).any()


def test_fewer_trips_cover_all_roads_than_in_a_random_order(
    inputs: InputTrips, roads: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate_trips, "LEVELS", (2, 4))
    monkeypatch.setattr(candidate_trips, "TRIPS_AT_ONCE", 1)
    covering, random = covering_priorities(inputs, roads, 0), random_priorities(len(inputs), 0)
    for level in (2, 4):
        (_, cover, passing), (_, drawn, _) = (
            candidate_passes(inputs, roads, level, order) for order in (covering, random)
        )
        assert len(cover) == len(drawn) == np.minimum(passing, level).sum()
        assert len(np.unique(cover)) < 0.9 * len(np.unique(drawn))


def test_a_trip_that_is_needed_nowhere_comes_after_the_cover(
    inputs: InputTrips, roads: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate_trips, "LEVELS", (1,))
    monkeypatch.setattr(candidate_trips, "TRIPS_AT_ONCE", 1)
    priorities = covering_priorities(inputs, roads, 0)
    _, cover, _ = candidate_passes(inputs, roads, 1, priorities)
    needed = np.unique(cover)
    assert len(needed) < len(inputs)
    in_cover = priorities <= priorities[needed].max()
    # Chosen trips were needed when they were chosen; few lost all their roads to earlier ones.
    assert in_cover.sum() <= 1.1 * len(needed) + 1


def test_priorities_of_a_bundle_are_kept_on_disk(
    bundle: Bundle, inputs: InputTrips, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = replace(bundle, manifest=replace(bundle.manifest, id="c" * 64))
    computed = bundle_priorities(named, inputs, 0)
    monkeypatch.setattr(candidate_trips, "covering_priorities", lambda *_: pytest.fail("again"))
    assert (bundle_priorities(named, inputs, 0) == computed).all()
