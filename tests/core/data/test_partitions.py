"""Trips of a wide area are grouped by tile; row groups elsewhere are not read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from winding import AREA, walks

from trajganr_core.data import bundle_tables
from trajganr_core.data.bundle_tables import TripWriter, by_tile, is_wide, read_trip_batches
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.study_area import StudyArea

#: The winding town in some four by four tiles.
TILE_DEG = 0.004


@pytest.fixture(autouse=True)
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_tables, "TILE_DEG", TILE_DEG)


@pytest.fixture(scope="module")
def trips(winding: Network) -> MatchedTrips:
    return walks(winding, np.random.default_rng(2), 40)


def test_a_city_is_not_wide_and_a_country_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_wide(AREA)
    monkeypatch.undo()
    assert not is_wide(AREA)
    assert is_wide(StudyArea(-9.5, 37.0, -6.2, 42.1))


def test_pieces_lie_together_by_where_their_trip_begins(trips: MatchedTrips) -> None:
    twice = MatchedTrips.concatenate([trips, trips])  # a second piece of each trip
    parts = list(by_tile(twice))
    assert len(parts) > 4
    assert sorted(name for part in parts for name in part.trip_id) == sorted(twice.trip_id)
    for part in parts:
        first = part.offsets[:-1]
        places = np.column_stack([part.lat[first], part.lon[first]])
        assert len(np.unique(np.floor(places / TILE_DEG), axis=0)) == 1
        assert (np.unique(part.trip_id, return_counts=True)[1] == 2).all()
    assert not list(by_tile(MatchedTrips.empty()))


def test_row_groups_that_pass_nowhere_in_an_area_are_not_read(
    winding: Network, trips: MatchedTrips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "trips.parquet"
    with TripWriter(file, winding.boxes) as writer:
        writer.write(trips)
    groups = pq.ParquetFile(file).num_row_groups
    corner = StudyArea(AREA.west, AREA.south, AREA.west + 0.006, AREA.south + 0.006)
    inside = corner.meets(winding.boxes)
    read = list(read_trip_batches([file], corner))
    assert 0 < len(read) < groups == len(list(read_trip_batches([file])))
    passing = {t for t, e in zip(trips.trip_of_pass, trips.pass_edge, strict=True) if inside[e]}
    found = {name for batch in read for name in batch.trip_id}
    assert found >= {trips.trip_id[trip] for trip in passing}


def test_a_file_without_boxes_is_read_whole(trips: MatchedTrips, tmp_path: Path) -> None:
    file = tmp_path / "trips.parquet"
    with TripWriter(file) as writer:
        writer.write(trips)
    (read,) = read_trip_batches([file], StudyArea(0.0, 0.0, 1.0, 1.0))
    assert len(read) == len(trips)
