"""Input trips, accessed by number or in parts."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from all_trips import all_of

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.footprints import passes_through
from trajganr_core.features import input_trips as module
from trajganr_core.features.input_trips import InputTrips, input_trips


@pytest.fixture
def seen(bundle: Bundle) -> InputTrips:
    return input_trips(bundle)


def test_input_trips_are_never_label_trips(bundle: Bundle, seen: InputTrips) -> None:
    assert len(seen) == np.count_nonzero(~bundle.is_label)
    makes_labels = set(bundle.matched.driver_id[bundle.is_label])
    assert makes_labels
    assert not makes_labels & set(all_of(seen).driver_id)
    assert seen.take(np.array([3, 1])).trip_id.tolist() == all_of(seen).trip_id[[3, 1]].tolist()


def test_parts_contain_all_trips_in_order(
    seen: InputTrips, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", 7)
    numbers, trips = zip(*seen.parts(), strict=True)
    assert np.concatenate(numbers).tolist() == list(range(len(seen)))
    assert max(map(len, trips)) == 7
    assert [name for part in trips for name in part.trip_id] == all_of(seen).trip_id.tolist()


def test_pieces_of_a_trip_are_in_one_part(bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", 7)
    ids = np.array([f"trip {row // 5}" for row in range(len(bundle.matched))], dtype=object)
    trips = dataclasses.replace(bundle.matched, trip_id=ids)
    everything = InputTrips(trips, np.arange(len(trips)))
    names = [set(part.trip_id) for _, part in everything.parts()]
    assert len(names) > 2
    assert sum(map(len, names)) == len(set(ids))


def test_passing_trips_are_given_by_number(bundle: Bundle, seen: InputTrips) -> None:
    network = bundle.network
    edge = np.array([3, 0, 17, 3, len(network) - 1])
    offset = np.array([0.25, 0.5, 0.5, 0.75, 0.5]) * network.length_m[edge]
    expected = passes_through(all_of(seen), edge, offset)
    query, number = seen.passing(edge, offset)
    assert query.tolist() == expected.query.tolist()
    assert number.tolist() == expected.trip.tolist()
    assert len(query)


def test_a_bundle_with_label_trips_only_has_no_input_trips(bundle: Bundle) -> None:
    with pytest.raises(TrajganrError) as caught:
        input_trips(dataclasses.replace(bundle, is_label=np.ones_like(bundle.is_label)))
    assert caught.value.code is Code.INPUT_EMPTY
