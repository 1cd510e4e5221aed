"""Precomputed features of locations equal those computed on demand."""

from pathlib import Path

import numpy as np
import pytest
import torch
from location_tables import table_of

from trajganr_core.data.bundle import Bundle
from trajganr_core.features import location_features
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.features.location_features import LocationFeatureTable


@pytest.fixture
def table(bundle: Bundle, pretrained: Path) -> LocationFeatureTable:
    return table_of(bundle, pretrained, trips=6)


def test_label_trips_are_never_inputs(bundle: Bundle, table: LocationFeatureTable) -> None:
    seen = set(table.tokens.trips.driver_id)
    assert seen
    assert not seen & set(bundle.matched.driver_id[bundle.is_label])


@torch.no_grad()
def test_precomputed_embeddings_are_the_same(table: LocationFeatureTable) -> None:
    rows = np.array([40, 3, 17, 60])
    on_demand = table.features(table.select(rows, trips=4))
    table.precompute()
    ahead = table.features(table.select(rows, trips=4))
    assert torch.equal(on_demand.has_trip, ahead.has_trip)
    torch.testing.assert_close(on_demand.z, ahead.z, atol=1e-5, rtol=0)


@torch.no_grad()
def test_features_of_a_location_do_not_depend_on_the_batch(table: LocationFeatureTable) -> None:
    together = table.features(table.select(np.array([8, 9, 10]), trips=6))
    alone = table.features(table.select(np.array([9]), trips=6))
    count = int(alone.has_trip.sum())
    assert count == int(together.has_trip[1].sum())
    torch.testing.assert_close(together.z[1, :count], alone.z[0, :count], atol=1e-5, rtol=0)
    torch.testing.assert_close(together.g[1], alone.g[0])


@torch.no_grad()
def test_a_location_has_the_same_trips_in_a_larger_table(
    bundle: Bundle, pretrained: Path, table: LocationFeatureTable
) -> None:
    edge = int(table.trips_through.argmax())
    assert table.trips_through[edge] > table.counts[edge] == 6
    alone = table_of(bundle, pretrained, np.array([edge]), trips=6)
    expected = table.features(table.select(np.array([edge]), trips=6)).z
    on_demand = alone.features(alone.select(np.array([0]), trips=6)).z
    torch.testing.assert_close(on_demand, expected, atol=1e-5, rtol=0)


def test_the_number_of_trips_is_limited_and_all_are_counted(table: LocationFeatureTable) -> None:
    rows = np.arange(len(table))
    assert int(table.features(table.select(rows, trips=2)).has_trip.sum(1).max()) == 2
    assert table.counts.max() == 6
    assert table.trips_through.max() > 6


def test_draws_differ_between_epochs(table: LocationFeatureTable) -> None:
    table.precompute()
    busy = np.flatnonzero(table.counts == 6)[:5]
    first, again, other = (
        table.select(busy, trips=3, rng=np.random.default_rng(seed)) for seed in (0, 0, 1)
    )
    assert (first.passes == again.passes).all()
    assert (first.passes != other.passes).any()
    halves = [first.shard(rank, 2) for rank in range(2)]
    assert [half.rows.tolist() for half in halves] == [busy[::2].tolist(), busy[1::2].tolist()]
    assert table.features(halves[1]).z.equal(table.features(first).z[1::2])


def test_thousands_of_trips_through_one_location_are_counted_but_not_all_embedded(
    bundle: Bundle, pretrained: Path
) -> None:
    trips = bundle.matched.take(np.zeros(3000, dtype=np.int64))
    crowd = InputTrips(trips, np.arange(3000), bundle)
    edge = int(crowd.trips.pass_edge[1])  # driven whole, by every one of them
    table = table_of(bundle, pretrained, np.array([edge]), trips=8, seen=crowd)
    table.precompute()
    assert table.trips_through[0] >= 3000
    features = table.features(table.select(np.array([0]), trips=100))
    assert features.has_trip.sum() == 8
    torch.testing.assert_close(features.z[0, 0], features.z[0, 7], atol=1e-5, rtol=0)


def test_features_do_not_depend_on_the_chunk_size(
    table: LocationFeatureTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = np.arange(len(table))
    table.precompute()
    whole = table.features(table.select(rows, trips=6)).z
    monkeypatch.setattr(location_features, "TRIPS_AT_ONCE", 3)
    monkeypatch.setattr(location_features, "PASSES_AT_ONCE", 7)
    sizes = []
    for chunk in table._by_trip(np.arange(len(table.passes.query))):
        trip = table.passes.trip[chunk]
        sizes.append((len(np.unique(trip)), len(chunk)))
    # A trip is never cut, so one that passes more places than that stands alone.
    assert all(trips == 1 or (trips <= 3 and passes <= 7) for trips, passes in sizes)
    assert sum(passes for _, passes in sizes) == len(table.passes.query)
    table.precompute()
    few = table.features(table.select(rows, trips=6)).z
    torch.testing.assert_close(few, whole, atol=1e-5, rtol=0)


def test_pictures_of_tested_roads_are_used_on_tested_roads_only(
    bundle: Bundle, pretrained: Path
) -> None:
    edges = np.arange(len(bundle.network))
    is_tested = edges % 3 == 0
    on_tested = is_tested[bundle.images["edge"].to_numpy()]
    assert on_tested.any() and not on_tested.all()
    table, free = (
        table_of(bundle, pretrained, trips=2, sees=sees) for sees in ((is_tested, on_tested), None)
    )
    some, everything = (one.features(one.select(edges, trips=2)) for one in (table, free))
    assert torch.equal(some.around[is_tested], everything.around[is_tested])
    # Other features on those pictures change nothing for roads that are not tested.
    table.pictures.values[on_tested] += 1
    changed = table.features(table.select(edges, trips=2))
    table.pictures.values[on_tested] -= 1
    for seen, has, image in (
        (some.around, some.has_around, changed.around),
        (some.v, some.has_image, changed.v),
    ):
        alike = (seen == image).all(-1) | ~has
        assert alike[~is_tested].all()
        assert not alike[is_tested].all()
    lost = everything.has_image & ~some.has_image
    assert lost.any() and not lost[is_tested].any()
