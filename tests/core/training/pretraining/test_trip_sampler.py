"""Batches of similar lengths, and places along trips."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features import input_trips
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.training.pretraining.trip_sampler import (
    PLACES,
    TripSampler,
    _choose,
    bucketed_batches,
)


def lengths_like_porto(count: int) -> np.ndarray:
    """Porto's fixes a trip: median 41, 95th percentile 104; the encoder sees 64."""
    fixes = np.exp(np.random.default_rng(0).normal(np.log(41), 0.566, count))
    return np.clip(fixes.astype(np.int64), 2, 64)


def padding_waste(lengths: np.ndarray, batches: list[np.ndarray]) -> float:
    """Share of the padded tokens of all batches that are padding."""
    padded = sum(len(rows) * int(lengths[rows].max()) for rows in batches)
    return 1 - sum(int(lengths[rows].sum()) for rows in batches) / padded


@pytest.mark.parametrize("count", [3_500, 50_000])
def test_bucketing_wastes_under_a_tenth_of_the_tokens(count: int) -> None:
    lengths = lengths_like_porto(count)
    rng = np.random.default_rng(1)
    batches = bucketed_batches(lengths, 256, rng)
    assert padding_waste(lengths, batches) < 0.1
    shuffled = np.array_split(rng.permutation(count), len(batches))
    assert padding_waste(lengths, shuffled) > 0.3
    halves = [rows[rank::2] for rows in batches for rank in range(2)]
    assert padding_waste(lengths, halves) < 0.1
    widths = [[lengths[rows[rank::2]].max() for rank in range(2)] for rows in batches]
    assert np.abs(np.diff(widths)).max() <= 3  # no rank waits for the other


@pytest.mark.parametrize(("count", "size"), [(1, 4), (4, 4), (5, 4), (997, 10), (100, 1)])
def test_every_row_is_in_one_batch_and_batches_are_of_one_size(count: int, size: int) -> None:
    lengths = np.random.default_rng(0).integers(2, 60, count)
    batches = bucketed_batches(lengths, size, np.random.default_rng(1))
    assert sorted(np.concatenate(batches)) == list(range(count))
    sizes = [len(rows) for rows in batches]
    assert len(batches) == -(-count // size)
    assert max(sizes) - min(sizes) <= 1 and max(sizes) <= size


def test_batches_are_shuffled_by_the_key_alone() -> None:
    lengths = lengths_like_porto(1000)
    one, again, other = (
        bucketed_batches(lengths, 32, np.random.default_rng(key)) for key in (1, 1, 2)
    )
    assert all(np.array_equal(a, b) for a, b in zip(one, again, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    means = [lengths[rows].mean() for rows in one]
    assert not np.all(np.diff(means) >= 0) and not np.all(np.diff(means) <= 0)


def test_choices_are_distinct_within_their_range_and_evenly_drawn() -> None:
    start = np.array([0, 10, 20, 20])
    stop = np.array([10, 20, 20, 22])  # ten, ten, none, two
    rng = np.random.default_rng(0)
    counts = np.zeros(22)
    for _ in range(2000):
        chosen, found = _choose(start, stop, 4, rng)
        assert found.sum(1).tolist() == [4, 4, 0, 2]
        for row in range(4):
            items = chosen[row, found[row]]
            assert len(set(items)) == len(items)
            assert ((items >= start[row]) & (items < stop[row])).all()
            counts[items] += 1
    np.testing.assert_allclose(counts[:20], 800, atol=100)
    np.testing.assert_allclose(counts[20:], 2000)


@pytest.fixture(scope="module")
def sampler(bundle: Bundle) -> TripSampler:
    usable = np.ones(len(bundle.images), dtype=np.bool_)
    return TripSampler(bundle, usable, hide=True)


def test_places_of_images_are_where_the_trip_passes_them(sampler: TripSampler) -> None:
    trips = np.arange(len(sampler))
    draw = sampler.draw(trips, np.random.default_rng(0))
    at_image = draw.image >= 0
    assert at_image.any(axis=1).mean() > 0.5
    xy = sampler.sample(draw).places.xy.numpy()[at_image]
    np.testing.assert_allclose(xy, sampler.image_xy[draw.image[at_image]], atol=1e-7)
    for row in trips:
        images = draw.image[row][at_image[row]]
        passes = slice(sampler.first[row], sampler.first[row + 1])
        assert set(images) <= set(sampler.image[passes])
        assert len(images) == min(PLACES, sampler.first[row + 1] - sampler.first[row])


def test_places_do_not_depend_on_the_number_of_trips_processed_together(
    bundle: Bundle, sampler: TripSampler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_trips, "TOGETHER", 7)
    usable = np.ones(len(bundle.images), dtype=np.bool_)
    again = TripSampler(bundle, usable, hide=True)
    for name in ("first", "image", "s", "t"):
        assert np.array_equal(getattr(again, name), getattr(sampler, name)), name


def test_random_fixes_are_of_the_input_trips(bundle: Bundle, sampler: TripSampler) -> None:
    trips = bundle.matched.take(np.flatnonzero(~bundle.is_label))
    fixes = bundle.area.normalise(np.column_stack([trips.lon, trips.lat]))
    drawn = sampler.random_fixes(500, np.random.default_rng(0))
    assert {tuple(xy) for xy in drawn} <= {tuple(xy) for xy in fixes}
    assert len({tuple(xy) for xy in drawn}) > 250


def test_a_trip_without_images_gets_places_of_its_path(bundle: Bundle) -> None:
    none = np.zeros(len(bundle.images), dtype=np.bool_)
    sampler = TripSampler(bundle, none, hide=False)
    sample = sampler.sample(sampler.draw(np.arange(5), np.random.default_rng(0)))
    assert (sample.image == -1).all()
    assert sample.places.mask.all()
    assert sample.questions.cells.mask.shape == (5, 0)
    assert len(sampler.with_images) == 0


def test_a_rank_samples_its_own_trips_as_one_process_samples_all(sampler: TripSampler) -> None:
    draw = sampler.draw(np.arange(7), np.random.default_rng(3))
    whole = sampler.sample(draw)
    for rank in range(2):
        own = sampler.sample(draw.of_rank(rank, 2))
        assert own.image.equal(whole.image[rank::2])
        parts = [(one.fixes, one.places, one.questions.cells) for one in (own, whole)]
        for mine, all_trips in zip(*parts, strict=True):
            everybody = all_trips[slice(rank, None, 2)]
            width = mine.mask.shape[1]  # padded to the longest of its own
            assert not everybody.mask[:, width:].any()
            pairs = zip(mine.tensors(), everybody.tensors(), strict=True)
            for one, other in pairs:
                assert one[mine.mask].equal(other[:, :width][mine.mask])


def test_a_rank_reads_no_trips_but_its_own(
    sampler: TripSampler, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    take = InputTrips.take

    def watched(self: InputTrips, number: np.ndarray) -> MatchedTrips:
        taken.extend(number.tolist())
        return take(self, number)

    monkeypatch.setattr(InputTrips, "take", watched)
    draw = sampler.draw(np.arange(7), np.random.default_rng(3))
    assert taken == []
    sampler.sample(draw.of_rank(1, 3))
    assert taken == [1, 4]
