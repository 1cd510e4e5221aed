"""Cabspotting's files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reading import CABS, code_of, dropped, read, times, write, write_zip

from trajganr_core.contract.errors import Code
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.readers import open_trips

T = 1_213_084_000
#: Oldest first: vacant, a ride of three fixes, vacant, a ride of two after a long gap.
RECORD = [(0, 0), (60, 1), (120, 1), (180, 1), (240, 0), (900, 1), (960, 1)]


def record(rows: list[tuple[int, int]] = RECORD) -> str:
    return "".join(f"37.75{t:03d} -122.39 {occupied} {T + t}\n" for t, occupied in rows)


def test_rides_of_passengers_are_trips(tmp_path: Path) -> None:
    path = write(tmp_path / "new_abboip.txt", record())
    trips = read(path)
    assert times(trips) == {
        "abboip 2008-06-10T07:47:40Z": [T + 60, T + 120, T + 180],
        "abboip 2008-06-10T08:01:40Z": [T + 900, T + 960],
    }
    assert trips.driver_id.tolist() == ["abboip", "abboip"]
    assert trips.lat[0] == 37.75060
    assert trips.lon[0] == -122.39
    assert dropped(path) == {"fixes without a passenger": 2}


def test_newest_first_is_read_as_oldest_first(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    oldest_first = read(write(tmp_path / "one/new_a.txt", record()))
    newest_first = read(write(tmp_path / "other/new_a.txt", record(RECORD[::-1])))
    assert times(newest_first) == times(oldest_first)
    assert newest_first.lat.tolist() == oldest_first.lat.tolist()


def test_cut_at_gaps_all_that_was_driven_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "new_a.txt", record())
    trips = read(path, cut_by="gap")
    assert [t - T for t in trips.t] == [t for t, _ in RECORD]
    assert trips.offsets.tolist() == [0, 5, 7]
    assert not dropped(path, cut_by="gap")
    assert len(read(path, cut_by="gap", trip_gap_s=700)) == 1


def test_a_folder_and_a_zip_of_it_are_all_of_its_cabs(tmp_path: Path) -> None:
    folder = tmp_path / "cabs"
    folder.mkdir()
    files = {"new_a.txt": record(), "new_b.txt": record(RECORD[:4]), "_cabs.txt": "<cab id='a'/>"}
    for name, text in files.items():
        write(folder / name, text)
    write(folder / "README", "Cabspotting\n")
    of_folder = read(folder)
    of_zip = read(
        write_zip(tmp_path / "cabs.zip", {f"cabs/{name}": text for name, text in files.items()})
    )
    assert sorted(set(of_folder.driver_id)) == ["a", "b"]
    assert times(of_zip) == times(of_folder)
    assert len(of_folder) == 3


def test_the_recognised_format_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "new_a.txt", record())
    assert open_trips(path).format == "cabspotting"
    assert "a ride with a passenger" in open_trips(path).description
    by_gap = open_trips(path, TripOptions(cut_by="gap")).description
    assert "at a gap of more than 300 s" in by_gap


def test_damaged_rows_are_dropped_and_counted(tmp_path: Path) -> None:
    text = record() + "37.7 -122.3 1\n" + "37.7 west 1 1213085000\n"
    assert dropped(write(tmp_path / "new_a.txt", text)) == {
        "fixes without a passenger": 2,
        "rows with too few or too many values": 1,
        "rows whose time or position cannot be read": 1,
    }


@pytest.mark.malformed
def test_a_row_of_three_columns_is_no_cab(tmp_path: Path) -> None:
    path = write(tmp_path / "new_a.txt", "37.75134 -122.39488 1213084687\n")
    assert code_of(path) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_cabs_that_never_have_a_passenger_have_no_trips(tmp_path: Path) -> None:
    path = write(tmp_path / "new_a.txt", record([(0, 0), (60, 0)]))
    assert code_of(path) is Code.INPUT_EMPTY


def rows_of_real_cabs() -> list[tuple[str, float, float, bool, float]]:
    """Cab, time, place, occupied of every row of the real files, in a few plain lines."""
    rows = []
    for path in sorted(CABS.glob("new_*.txt")):
        for line in path.read_text().splitlines():
            lat, lon, occupied, t = line.split()
            rows.append((path.stem[4:], float(t), float(lon), float(lat), occupied == "1"))
    return rows


@pytest.mark.skipif(not CABS.exists(), reason="the real cabs are not on this machine")
class TestRealCabs:
    """The six files, four newest first and two oldest first."""

    def test_every_fix_with_a_passenger_is_in_a_trip(self) -> None:
        rows = rows_of_real_cabs()
        trips = read(CABS)
        assert trips.fixes == sum(occupied for *_, occupied in rows) == 46677
        cab = np.repeat(trips.driver_id, np.diff(trips.offsets))
        found = sorted(zip(cab, trips.t, trips.lon, trips.lat, strict=True))
        assert found == sorted(row[:4] for row in rows if row[4])

    def test_trips_are_the_runs_of_occupied_fixes(self) -> None:
        rides = 0
        before = ("", False)
        for cab, _, _, _, occupied in sorted(rows_of_real_cabs(), key=lambda row: row[:2]):
            rides += occupied and before != (cab, True)
            before = (cab, occupied)
        trips = read(CABS)
        assert len(trips) == rides
        assert len(set(trips.trip_id)) == rides

    def test_cut_at_gaps_every_fix_is_in_a_trip(self) -> None:
        rows = rows_of_real_cabs()
        trips = read(CABS, cut_by="gap")
        assert trips.fixes == len(rows) == 107507
        gaps = np.diff(trips.t)[trips.offsets[1:-1] - 1]
        same_cab = trips.driver_id[1:] == trips.driver_id[:-1]
        assert (gaps[same_cab] > 300).all()
        inside = np.delete(np.diff(trips.t), trips.offsets[1:-1] - 1)
        assert ((inside >= 0) & (inside <= 300)).all()
