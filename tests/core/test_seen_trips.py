"""The trips that a model may see, taken by number or in parts."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from trajganr_core import seen_trips as module
from trajganr_core.data.bundle import Bundle
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.seen_trips import SeenTrips, seen_trips


@pytest.fixture
def seen(bundle: Bundle) -> SeenTrips:
    return seen_trips(bundle)


def test_they_are_never_those_that_labels_come_from(bundle: Bundle, seen: SeenTrips) -> None:
    assert len(seen) == np.count_nonzero(~bundle.is_label)
    makes_labels = set(bundle.trips.driver_id[bundle.is_label])
    assert makes_labels
    assert not makes_labels & set(seen.whole().driver_id)
    assert seen.take(np.array([3, 1])).trip_id.tolist() == seen.whole().trip_id[[3, 1]].tolist()


def test_parts_are_all_of_them_in_order(seen: SeenTrips, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", 7)
    numbers, trips = zip(*seen.parts(), strict=True)
    assert np.concatenate(numbers).tolist() == list(range(len(seen)))
    assert max(map(len, trips)) == 7
    assert [name for part in trips for name in part.trip_id] == seen.whole().trip_id.tolist()
    some = np.array([0, 4, 20])
    (number, part), *rest = seen.parts(some)
    assert (number.tolist(), rest) == ([0, 4, 20], [])
    assert part.trip_id.tolist() == seen.take(some).trip_id.tolist()


def test_pieces_of_a_trip_are_in_one_part(bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", 7)
    ids = np.array([f"trip {row // 5}" for row in range(len(bundle.trips))], dtype=object)
    trips = dataclasses.replace(bundle.trips, trip_id=ids)
    everything = SeenTrips(trips, np.arange(len(trips)))
    names = [set(part.trip_id) for _, part in everything.parts()]
    assert len(names) > 2
    assert sum(map(len, names)) == len(set(ids))


@pytest.mark.parametrize("together", [7, 10_000])
def test_those_on_edges_pass_one_of_them(
    bundle: Bundle, seen: SeenTrips, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", together)
    trips = seen.whole()
    for edge in ([3], [0, 17, 40], [len(bundle.network) - 1], list(range(len(bundle.network)))):
        expected = np.unique(trips.trip_of_pass[np.isin(trips.pass_edge, edge)])
        assert seen.on_edges(np.array(edge)).tolist() == expected.tolist()
    assert seen.on_edges(np.zeros(0, dtype=np.int64)).tolist() == []


def test_a_bundle_whose_trips_make_labels_has_none(bundle: Bundle) -> None:
    with pytest.raises(TrajganrError) as caught:
        seen_trips(dataclasses.replace(bundle, is_label=np.ones_like(bundle.is_label)))
    assert caught.value.code is Code.INPUT_EMPTY
