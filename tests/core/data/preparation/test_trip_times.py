"""Times in gaps: they are learned on each side of the split, and files keep their order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import town
from matched_trips import match_trips

from trajganr_core.data.bundle_tables import TripWriter, read_frame, read_trips
from trajganr_core.data.matching.pass_times import learn_paces, with_times
from trajganr_core.data.preparation.drivers import split_by_driver
from trajganr_core.data.preparation.trip_times import divide_times
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.progress import silent


@pytest.fixture
def files(network: Network, tmp_path: Path) -> list[Path]:
    """Trips of six drivers with a fix every 40 s, in two files of two row groups."""
    rng = np.random.default_rng(0)
    paths = []
    for number in range(2):
        paths.append(tmp_path / f"{number}.parquet")
        with TripWriter(paths[-1]) as writer:
            for _ in range(2):
                drives = [
                    [(x, 200) for x in np.cumsum([5, *rng.uniform(40, 180, 2)])] for _ in range(6)
                ]
                drivers = [f"driver {each}" for each in range(6)]
                trips = town.trips(drives, seconds=40, drivers=drivers)
                writer.write(match_trips(trips, network, town.AREA))
    return paths


def test_each_piece_has_the_times_of_its_side(
    files: list[Path], network: Network, tmp_path: Path
) -> None:
    before = read_trips(files)
    split = tmp_path / "split.parquet"
    split_by_driver(files, 0.5, 0, split)
    is_label = read_frame(split)["is_label"].to_numpy()
    assert 0 < is_label.sum() < len(before)
    written = divide_times(files, split, network, tmp_path / "divided", silent)
    after = read_trips(written)
    assert [path.name for path in written] == ["0000.parquet", "0001.parquet"]
    assert after.trip_id.tolist() == before.trip_id.tolist()
    np.testing.assert_array_equal(after.t, before.t)
    assert (after.pass_seconds != before.pass_seconds).any()
    paces = learn_paces(lambda: [(before, is_label.astype(np.int64))], network, 2)
    for side, learned in zip((0, 1), paces, strict=True):
        own = np.flatnonzero(is_label == side)
        expected = with_times(before.take(own), network, learned)
        np.testing.assert_allclose(
            after.take(own).pass_seconds, expected.pass_seconds, rtol=1e-6, atol=1e-6
        )
