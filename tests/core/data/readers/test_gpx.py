"""GPX: segments of tracks are trips."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reading import code_of, dropped, read, times, write, write_zip

from trajganr_core.contract.errors import Code
from trajganr_core.data.readers import open_trips


def gpx(*tracks: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
        f'<wpt lat="7" lon="7"><name>home</name></wpt>{"".join(tracks)}</gpx>'
    )


def track(*segments: str) -> str:
    return "<trk>" + "".join(f"<trkseg>{segment}</trkseg>" for segment in segments) + "</trk>"


def point(lon: float, time: str) -> str:
    inside = f"<ele>12</ele><time>{time}</time>" if time else ""
    return f'<trkpt lat="41.5" lon="{lon}">{inside}</trkpt>'


A = point(1, "2013-07-01T00:00:53Z") + point(2, "2013-07-01T00:00:54.500Z")
B = point(3, "2013-07-01T02:00:53+02:00") + point(4, "")
C = point(5, "2013-07-01T00:01:00Z")


def test_each_segment_of_each_track_is_a_trip(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpx", gpx(track(A, B), track(C)))
    trips = read(path)
    assert times(trips) == {
        "1.1": [1372636853, 1372636854.5],
        "1.2": [1372636853],
        "2.1": [1372636860],
    }
    assert trips.lon.tolist() == [1, 2, 3, 5]
    assert trips.lat.tolist() == [41.5] * 4
    assert trips.driver_id.tolist() == ["", "", ""]


def test_courses_are_headings(tmp_path: Path) -> None:
    time = "<time>2013-07-01T00:00:53Z</time>"
    courses = ["<course>12.5</course>", "<course>511</course>", ""]
    points = [f'<trkpt lat="1" lon="{i}">{time}{each}</trkpt>' for i, each in enumerate(courses)]
    text = gpx(track("".join(points))).replace("1.1", "1.0").replace("GPX/1/1", "GPX/1/0")
    path = write(tmp_path / "a.gpx", text)
    np.testing.assert_array_equal(read(path).heading, [12.5, np.nan, np.nan])
    assert dropped(path) == {"headings that are no degrees from 0 to 360": 1}


def test_points_without_time_are_dropped_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpx", gpx(track(A, B)))
    assert dropped(path) == {"track points without a readable time": 1}


def test_a_folder_and_a_zip_of_files_are_all_of_their_tracks(tmp_path: Path) -> None:
    files = {"monday.gpx": gpx(track(A)), "2013/tuesday.gpx": gpx(track(C))}
    folder = tmp_path / "tracks"
    (folder / "2013").mkdir(parents=True)
    for name, text in files.items():
        write(folder / name, text)
    expected = {"2013/tuesday/1.1": [1372636860], "monday/1.1": [1372636853, 1372636854.5]}
    assert times(read(folder)) == expected
    assert times(read(write_zip(tmp_path / "a.zip", files))) == expected
    assert "2 files of this format" in open_trips(folder).description


def test_the_format_is_recognised_under_any_name(tmp_path: Path) -> None:
    assert open_trips(write(tmp_path / "a.xml", gpx(track(A)))).format == "gpx"


@pytest.mark.malformed
def test_tracks_without_times_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpx", gpx(track(point(1, "") + point(2, ""))))
    assert code_of(path) is Code.INPUT_TIME


@pytest.mark.malformed
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    text = gpx(track(A * 100))
    assert code_of(write(tmp_path / "a.gpx", text[: len(text) // 2])) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_file_without_tracks_is_empty(tmp_path: Path) -> None:
    assert code_of(write(tmp_path / "a.gpx", gpx())) is Code.INPUT_EMPTY
