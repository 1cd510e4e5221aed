"""Bad input is reported with a code and a next action, in QGIS and on the command line."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pytest
from command_line import call
from harness import TRAJGANR, AlgorithmError, QgisProcess
from qgis_python import QgisSession
from shapely.geometry import LineString
from tiny_city import AREA, TRIPS, TinyCity

WEST, SOUTH = AREA.bbox[:2]
START = 1_372_636_800


@dataclass(frozen=True)
class Input:
    """The two files that every study area needs."""

    trips: Path
    roads: Path


MakeInput = Callable[[TinyCity, Path], Input]


def missing_trips(city: TinyCity, folder: Path) -> Input:
    return Input(folder / "missing.csv", city.roads)


def missing_roads(city: TinyCity, folder: Path) -> Input:
    return Input(city.trips, folder / "missing.gpkg")


def empty_trips(city: TinyCity, folder: Path) -> Input:
    path = folder / "empty.csv"
    path.touch()
    return Input(path, city.roads)


def empty_roads(city: TinyCity, folder: Path) -> Input:
    path = folder / "empty.gpkg"
    path.touch()
    return Input(city.trips, path)


def roads_without_crs(city: TinyCity, folder: Path) -> Input:
    path = folder / "no_crs.shp"
    gpd.read_file(city.roads).to_file(path)
    path.with_suffix(".prj").unlink()
    return Input(city.trips, path)


def roads_elsewhere(city: TinyCity, folder: Path) -> Input:
    path = folder / "elsewhere.gpkg"
    lines = [LineString([(2.0, 48.0), (2.01, 48.01)])]
    gpd.GeoDataFrame({"highway": ["primary"]}, geometry=lines, crs=4326).to_file(path)
    return Input(city.trips, path)


def coordinates_in_metres(city: TinyCity, folder: Path) -> Input:
    return Input(_challenge_csv(folder, [[532000.0, 4556000.0], [532100.0, 4556100.0]]), city.roads)


def trips_of_one_fix(city: TinyCity, folder: Path) -> Input:
    return Input(_challenge_csv(folder, [[WEST + 0.01, SOUTH + 0.01]]), city.roads)


def times_that_stand_still(city: TinyCity, folder: Path) -> Input:
    path = folder / "still.csv"
    fixes = [f"1,7,{START},{WEST + 0.001 * i},{SOUTH + 0.01}" for i in range(5)]
    path.write_text("\n".join(["trip_id,driver_id,time,lon,lat", *fixes]) + "\n", encoding="utf-8")
    return Input(path, city.roads)


def times_without_a_zone(city: TinyCity, folder: Path) -> Input:
    return Input(_fixes_csv(folder, "trip_id,time,lon,lat", "1,2013-07-01 12:00:0{i}"), city.roads)


def days_of_a_spreadsheet(city: TinyCity, folder: Path) -> Input:
    return Input(_fixes_csv(folder, "trip_id,time,lon,lat", "1,41456.250{i}"), city.roads)


def a_quote_that_is_not_closed(city: TinyCity, folder: Path) -> Input:
    path = _fixes_csv(folder, "trip_id,time,lon,lat", f"1,{START}")
    path.write_text(path.read_text() + f'"1,{START},{WEST},{SOUTH}\n', encoding="utf-8")
    return Input(path, city.roads)


def a_speed_of_unknown_unit(city: TinyCity, folder: Path) -> Input:
    return Input(_fixes_csv(folder, "speed,trip_id,time,lon,lat", f"9,1,{START}"), city.roads)


def columns_that_may_both_be_meant(city: TinyCity, folder: Path) -> Input:
    return Input(_fixes_csv(folder, "Trip ID,TRIP-ID,time,lon,lat", f"1,1,{START}"), city.roads)


def degrees_called_metres(city: TinyCity, folder: Path) -> Input:
    path = folder / "null_island.gpkg"
    gpd.read_file(city.roads).set_crs("EPSG:3857", allow_override=True).to_file(path)
    return Input(city.trips, path)


def _fixes_csv(folder: Path, header: str, begin: str) -> Path:
    """Five fixes, whose rows begin with a given text and end with their locations."""
    path = folder / "fixes.csv"
    rows = [f"{begin.format(i=i)},{WEST + 0.001 * i},{SOUTH + 0.01}" for i in range(5)]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def _challenge_csv(folder: Path, polyline: list[list[float]]) -> Path:
    path = folder / "trips.csv"
    path.write_text(
        "TRIP_ID,TAXI_ID,TIMESTAMP,MISSING_DATA,POLYLINE\n"
        f'1,7,{START},False,"{json.dumps(polyline)}"\n',
        encoding="utf-8",
    )
    return path


#: Bad inputs with the code and next action of their errors: those that QGIS checks or converts
#: itself, and one that only the worker reads.
BAD_IN_QGIS = [
    (missing_trips, "INPUT.NOT_FOUND", "Check the path"),
    (missing_roads, "INPUT.NOT_FOUND", "Check the path"),
    (empty_trips, "INPUT.EMPTY", "file with data"),
    (empty_roads, "INPUT.EMPTY", "file with data"),
    (roads_without_crs, "INPUT.CRS", "[Ss]et (it|the layer's CRS)"),
    (roads_elsewhere, "INPUT.EMPTY", "Choose data of the same place|Choose another study area"),
    (degrees_called_metres, "INPUT.CRS", "EPSG:4326|true coordinate reference system"),
    (coordinates_in_metres, "INPUT.CRS", "longitude and latitude are swapped"),
]
#: The others are also read by the worker only, so their errors reach QGIS in the same way.
BAD = [
    *BAD_IN_QGIS,
    (trips_of_one_fix, "INPUT.TOO_FEW_POINTS", "which fields contain the trip ID"),
    (times_without_a_zone, "INPUT.TIME", "Set their time zone"),
    (days_of_a_spreadsheet, "INPUT.TIME", "Format the column"),
    (a_quote_that_is_not_closed, "INPUT.FORMAT", "Close the quotation mark"),
    (a_speed_of_unknown_unit, "INPUT.FIELD", "Set the unit"),
    (columns_that_may_both_be_meant, "INPUT.FIELD", "Choose one of them"),
    (times_that_stand_still, "INPUT.TIME", "which field contains the time"),
]


def each(bad: list[tuple[MakeInput, str, str]]) -> pytest.MarkDecorator:
    names = [make.__name__ for make, *_ in bad]
    return pytest.mark.parametrize(("make", "code", "next_action"), bad, ids=names)


@pytest.fixture(scope="module")
def qgis_logs(
    qgis: QgisSession, tiny_city: TinyCity, tmp_path_factory: pytest.TempPathFactory
) -> dict[MakeInput, str]:
    """The log of each bad input, all of which run in one QGIS."""
    folder = tmp_path_factory.mktemp("bad")
    trips = folder / "trips.gpkg"
    qgis.run("loadtrips", FILE=tiny_city.trips, OUTPUT=trips)
    logs: dict[MakeInput, str] = {}
    for make, *_ in BAD_IN_QGIS:
        (folder / make.__name__).mkdir()
        bad = make(tiny_city, folder / make.__name__)
        with pytest.raises(AlgorithmError) as caught:
            if bad.trips == tiny_city.trips:
                qgis.run("prepare", TRIPS=trips, ROADS=bad.roads, EXTENT=tiny_city.extent)
            else:
                output = folder / make.__name__ / "trips.gpkg"
                qgis.run("loadtrips", FILE=bad.trips, OUTPUT=output)
        logs[make] = caught.value.log
    return logs


@each(BAD_IN_QGIS)
def test_qgis_shows_the_error_code_and_next_action(
    make: MakeInput, code: str, next_action: str, qgis_logs: dict[MakeInput, str]
) -> None:
    assert f"[{code}]" in qgis_logs[make]
    assert re.search(next_action, qgis_logs[make])


def test_qgis_process_fails_with_the_message_of_a_failed_job(
    qgis_process: QgisProcess, tiny_city: TinyCity, tmp_path: Path
) -> None:
    bad = empty_trips(tiny_city, tmp_path)
    with pytest.raises(AlgorithmError, match="file with data") as caught:
        qgis_process.run("loadtrips", FILE=bad.trips, OUTPUT=tmp_path / "trips.gpkg")
    assert "[INPUT.EMPTY]" in caught.value.log
    assert caught.value.exit_code == 1


@each(BAD)
def test_the_command_line_shows_the_error_code_and_next_action(
    make: MakeInput, code: str, next_action: str, tiny_city: TinyCity, tmp_path: Path
) -> None:
    given = make(tiny_city, tmp_path)
    out = tmp_path / "bundle"
    message = _refusal(
        *("prepare", "--trips", given.trips, "--roads", given.roads),
        *("--bbox", *tiny_city.bbox, "--out", out),
    )
    assert f"[{code}]" in message
    assert re.search(next_action, message)
    assert not out.exists()


def test_qgis_reports_that_no_worker_runs(
    qgis_process: QgisProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(qgis_process.environment, "TRAJGANR_HOME", str(tmp_path / "nobody_home"))
    with pytest.raises(AlgorithmError, match="tart") as caught:
        qgis_process.run("workerstatus")
    assert "[TRANSPORT.DOWN]" in caught.value.log


def test_the_command_line_reports_that_no_worker_runs(tmp_path: Path) -> None:
    message = _refusal("jobs", "list", "--home", tmp_path)
    assert "[TRANSPORT.DOWN]" in message
    assert "trajganr worker start" in message


def _refusal(*arguments: str | Path) -> str:
    """The error output of a command that fails."""
    done = call(*arguments)
    assert done.returncode != 0
    return done.stderr


def test_dropped_rows_are_counted_in_the_log(
    qgis: QgisSession, tiny_city: TinyCity, tmp_path: Path
) -> None:
    path = tmp_path / "trips.csv"
    one_fix = f'999,7,{START},False,"[[{WEST}, {SOUTH}]]"\n'
    path.write_text(tiny_city.trips.read_text("utf-8") + one_fix, encoding="utf-8")
    lines: list[str] = []
    results = qgis.run("loadtrips", lines.append, FILE=path, OUTPUT=tmp_path / "trips.gpkg")
    assert results["TRIP_COUNT"] == str(TRIPS)
    assert "Dropped 1 trips and pieces of trips with too few fixes (1 fixes)." in lines
    (kept,) = (line for line in lines if line.startswith("Kept "))
    fixes, read = map(int, re.findall(r"\d+", kept.replace(",", ""))[:2])
    assert (str(fixes), read) == (results["FIXES"], fixes + 1)
    assert kept.endswith(f"in {TRIPS} pieces of {TRIPS} of {TRIPS + 1} trips.")


@pytest.mark.slow
@pytest.mark.malformed
@pytest.mark.parametrize("end", [b"0" * 80_000_000, b'a,1,"1,2\n' * 3])
def test_the_command_line_refuses_a_damaged_table_without_a_crash(
    end: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "trips.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trips.csv", b"trip_id,time,lon,lat\n" + b"a,1372636800,1,2\n" * 9 + end)
    for _ in range(3):
        done = subprocess.run(
            [TRAJGANR, "load", "trips", path, "--out", tmp_path / "trips.gpkg"],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1, done.stderr
        assert "[INPUT.FORMAT]" in done.stderr
        assert "line 11" in done.stderr
    assert not (tmp_path / "trips.gpkg").exists()
