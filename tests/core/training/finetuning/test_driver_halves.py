"""What half of the input drivers show of roads that the other half describes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from all_trips import all_of

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.model.segment_columns import LOG_TRIPS
from trajganr_core.training.finetuning.driver_halves import Half, driver_halves, halves


@pytest.fixture(scope="module")
def seen(bundle: Bundle) -> InputTrips:
    return input_trips(bundle)


@pytest.fixture(scope="module")
def both(bundle: Bundle, seen: InputTrips) -> list[Half]:
    return list(driver_halves(bundle, seen, ["speed", "popularity", "aoi", "braking"]))


def with_ids(trips: MatchedTrips, *, drivers: bool, journeys: bool) -> MatchedTrips:
    """The trips, told apart by driver, by trip, or not at all."""
    same = np.full(len(trips), "one", dtype=object)
    return dataclasses.replace(
        trips,
        driver_id=trips.driver_id if drivers else same,
        trip_id=trips.trip_id if journeys else same,
    )


@pytest.mark.parametrize(
    ("drivers", "journeys", "together"),
    [(True, True, "driver_id"), (False, True, "trip_id"), (False, False, None)],
)
def test_both_halves_are_of_one_size_and_no_driver_is_in_both(
    seen: InputTrips, drivers: bool, journeys: bool, together: str | None
) -> None:
    trips = with_ids(all_of(seen), drivers=drivers, journeys=journeys)
    first = halves(InputTrips(trips, np.arange(len(trips))))
    fixes = np.diff(trips.offsets)
    assert fixes[first].sum() == pytest.approx(fixes[~first].sum(), rel=0.25)
    if together:
        ids = getattr(trips, together)
        assert not set(ids[first]) & set(ids[~first])


def test_a_half_has_features_of_its_trips_and_labels_of_the_others(
    bundle: Bundle, both: list[Half], seen: InputTrips
) -> None:
    first = halves(seen)
    parts = [seen.take(np.flatnonzero(half)) for half in (first, ~first)]
    counts = [trip_labels(observe(part, bundle.network))["trip_count"] for part in parts]
    for own, others, half in zip(counts, reversed(counts), both, strict=True):
        labels = half.labels["popularity"]
        assert labels.known.any()
        np.testing.assert_array_equal(
            labels.values[labels.known, 0], others.to_numpy()[labels.known]
        )
        trips = np.expm1(half.context.traffic[:, LOG_TRIPS])
        np.testing.assert_allclose(trips, own, rtol=1e-4)


def test_the_labels_of_the_bundle_are_not_used(
    bundle: Bundle, both: list[Half], seen: InputTrips
) -> None:
    without = dataclasses.replace(bundle, labels=bundle.labels.iloc[:, :0])
    again = list(driver_halves(without, seen, ["speed"]))
    for before, after in zip(both, again, strict=True):
        one, other = before.labels["speed"], after.labels["speed"]
        np.testing.assert_array_equal(one.known, other.known)
        np.testing.assert_array_equal(one.values[one.known], other.values[one.known])


def test_tasks_without_labels_from_trips_are_left_out(both: list[Half]) -> None:
    for half in both:  # fixes of 15 s show no hard braking
        assert set(half.labels) == {"speed", "popularity"}


def test_without_labels_from_trips_there_are_no_halves(bundle: Bundle, seen: InputTrips) -> None:
    assert list(driver_halves(bundle, seen, ["aoi"])) == []
