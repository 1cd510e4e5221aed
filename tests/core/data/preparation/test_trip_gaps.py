"""Gaps: ways and times are learned on each side of the split, and files keep their order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import town
from matched_trips import match_trips

from trajganr_core.data.bundle_tables import (
    TripWriter,
    read_frame,
    read_trip_batches,
    read_trips,
)
from trajganr_core.data.matching.edge_trips import trips_on_edges
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import learn_paces, with_times
from trajganr_core.data.preparation.drivers import split_by_driver
from trajganr_core.data.preparation.trip_gaps import fill_gaps
from trajganr_core.data.recovery.learning import learn_priors
from trajganr_core.data.recovery.recover import recovered
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


@pytest.mark.parametrize("min_gap_s", [None, 30.0])
def test_each_piece_has_the_ways_and_times_of_its_side(
    files: list[Path], network: Network, tmp_path: Path, min_gap_s: float | None
) -> None:
    before = read_trips(files)
    split = tmp_path / "split.parquet"
    split_by_driver(files, 0.5, 0, split)
    is_label = read_frame(split)["is_label"].to_numpy()
    assert 0 < is_label.sum() < len(before)
    folder = tmp_path / "stage"
    folder.mkdir()
    fill_gaps(folder, files, split, network, town.AREA, min_gap_s, silent)
    written = sorted((folder / "trips").iterdir())
    assert [path.name for path in written] == ["0000.parquet", "0001.parquet"]
    assert sorted(path.name for path in folder.iterdir()) == [
        *("report.json", "trips", "trips_on_edges.parquet")
    ]
    after = read_trips(written)
    assert after.trip_id.tolist() == before.trip_id.tolist()
    np.testing.assert_array_equal(after.t, before.t)
    assert not np.array_equal(after.pass_seconds, before.pass_seconds)
    sides = is_label.astype(np.int64)
    if min_gap_s is not None:
        priors = learn_priors(lambda: [(before, sides)], network, town.AREA, 2)
        parts = [
            recovered(before.take(np.flatnonzero(sides == side)), network, town.AREA, own, 30.0)[0]
            for side, own in enumerate(priors)
        ]
        rows = np.concatenate([np.flatnonzero(sides == side) for side in (0, 1)])
        before = MatchedTrips.concatenate(parts).take(np.argsort(rows))
    paces = learn_paces(lambda: [(before, sides)], network, 2)
    for side, learned in zip((0, 1), paces, strict=True):
        own = np.flatnonzero(is_label == side)
        expected = with_times(before.take(own), network, learned)
        np.testing.assert_array_equal(after.take(own).pass_edge, expected.pass_edge)
        np.testing.assert_allclose(
            after.take(own).pass_seconds, expected.pass_seconds, rtol=1e-6, atol=1e-6
        )
    on_edges = read_frame(folder / "trips_on_edges.parquet")["trips"].to_numpy()
    expected = sum(trips_on_edges(each, network) for each in read_trip_batches(written))
    np.testing.assert_allclose(on_edges, expected)
