"""The split of trips by driver."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import town
from hypothesis import given, settings
from hypothesis import strategies as st
from matched_trips import match_trips

from trajganr_core.data.bundle_tables import TripWriter, read_frame
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.preparation.drivers import choose, label_trips, split_by_driver
from trajganr_core.data.roads.network import Network


def pieces(network: Network, drivers: list[str], first: int = 0) -> MatchedTrips:
    """A matched piece a driver, of as many trips."""
    one = match_trips(town.trips([[(0, 200), (60, 200)]]), network, town.AREA)
    trips = one.take(np.zeros(len(drivers), dtype=np.int64))
    names = [f"t{first + i}" for i in range(len(drivers))]
    return dataclasses.replace(
        trips,
        trip_id=np.array(names, dtype=object),
        driver_id=np.array(drivers, dtype=object),
    )


def written(folder: Path, *files: list[MatchedTrips]) -> list[Path]:
    """Files of pieces, a row group a batch."""
    paths = []
    for number, batches in enumerate(files):
        paths.append(folder / f"{number}.parquet")
        with TripWriter(paths[-1]) as writer:
            for batch in batches:
                writer.write(batch)
    return paths


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=1, max_size=12),
    st.integers(0, 12),
    st.floats(0, 0.99),
    st.integers(0, 99),
)
def test_no_driver_makes_both_labels_and_input(
    network: Network,
    tmp_path_factory: pytest.TempPathFactory,
    drivers: list[str],
    cut: int,
    share: float,
    seed: int,
) -> None:
    folder = tmp_path_factory.mktemp("split")
    whole = pieces(network, drivers)
    cut = min(cut, len(drivers))
    first, second = whole.take(np.arange(cut)), whole.take(np.arange(cut, len(drivers)))
    files = written(folder, [first], [second])
    split = split_by_driver(files, share, seed, folder / "split.parquet")
    is_label = read_frame(folder / "split.parquet")["is_label"].to_numpy()
    ids = {d for d in drivers if d}
    for driver in ids:
        assert len({is_label[i] for i, d in enumerate(drivers) if d == driver}) == 1
    count = len(ids) + drivers.count("")
    if share > 0 and count > 1:
        assert 0 < is_label.sum() < len(drivers)
    if share == 0 or count == 1:
        assert not is_label.any()
    assert (split.drivers, split.pieces) == (count, len(drivers))
    assert split.label_pieces == is_label.sum()
    # What is taken for labels is what the split says, however the pieces were cut into files.
    taken = list(label_trips(files, folder / "split.parquet"))
    named = [trip for batch in taken for trip in batch.trip_id]
    assert named == [f"t{i}" for i in np.flatnonzero(is_label)]


def test_trips_without_a_driver_and_a_driver_of_the_same_name_are_apart(
    network: Network, tmp_path: Path
) -> None:
    files = written(tmp_path, [pieces(network, ["t1", "", "t1"])])
    assert split_by_driver(files, 0.5, 0, tmp_path / "split.parquet").drivers == 2


@given(st.integers(0, 50), st.floats(0, 0.99), st.integers(0, 9))
def test_the_share_is_kept_as_near_as_it_can_be(drivers: int, share: float, seed: int) -> None:
    count = int(choose(drivers, share, seed).sum())
    assert abs(count - share * drivers) <= 1
    assert (choose(drivers, share, seed) == choose(drivers, share, seed)).all()


def test_another_seed_chooses_others() -> None:
    assert (choose(40, 0.5, 0) != choose(40, 0.5, 1)).any()
