"""Loading trips: what is sent to the worker, and what becomes of its answer."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, checked, job_params, memory_layer, run, sent
from qgis.core import (
    QgsApplication,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone

from qgis_plugin.processing import kind_algorithm as filling
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.options.option_fields import option
from trajganr_core.contract.protocol.client import Client

FIXES = "trip,t,lon,lat\n1,1000,-8.61,41.14\n1,1001,-8.62,41.15\n"


def load(feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict[str, Any]:
    return run("loadtrips", feedback, **{"OUTPUT": "TEMPORARY_OUTPUT", **parameters})


def write(folder: Path, name: str = "trips.csv", text: str = FIXES) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_gives_lines_with_times(worker: Path, tmp_path: Path) -> None:
    path = write(tmp_path)
    result = load(FILE=str(path))
    assert sent(worker, "trips.csv").read_bytes() == path.read_bytes()
    layer = result["OUTPUT"]
    assert QgsWkbTypes.hasM(layer.wkbType())
    assert layer.crs().authid() == "EPSG:4326"
    assert [field.name() for field in layer.fields()] == [
        "trip_id",
        "driver_id",
        "start_time",
        "end_time",
        "fixes",
        "speeds",
        "headings",
    ]
    first, second = layer.getFeatures()
    assert [v.m() for v in first.geometry().vertices()] == [1372636800.25, 1372636860.25]
    assert first["start_time"].toMSecsSinceEpoch() == 1372636800250
    assert (first["trip_id"], first["driver_id"], first["fixes"]) == ("1", "007", 2)
    assert first["speeds"] == "36.00,"
    assert not second["speeds"]
    assert (result["TRIP_COUNT"], result["FIXES"]) == (2, 4)


@dataclass(frozen=True, kw_only=True)
class NewerParams(LoadTripsParams):
    """What a later release of the plugin may send."""

    snap_m: float = option(1.0, title="Snapping distance", help="None of this release.")


def test_a_worker_that_lacks_a_parameter_is_refused_before_anything_is_uploaded(
    worker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded: list[Path] = []
    newer = replace(KINDS["load_trips"], params=NewerParams)
    registered = QgsApplication.processingRegistry().algorithmById("trajganr:loadtrips")
    monkeypatch.setattr(registered, "kind", newer)
    monkeypatch.setattr(Client, "put_file", lambda client, path, *_: uploaded.append(path))
    with pytest.raises(QgsProcessingException, match=r"load_trips\.snap_m"):
        load(FILE=str(write(tmp_path)))
    assert not uploaded


def test_format_and_omissions_are_logged(worker: Path, tmp_path: Path) -> None:
    feedback = QgsProcessingFeedback()
    load(feedback, FILE=str(write(tmp_path)))
    assert "A table with a row a fix." in feedback.textLog()
    assert "1 row whose time cannot be read was left out." in feedback.textLog()
    assert "trips: 2, fixes: 4" in feedback.textLog()


def test_the_layer_in_a_file_has_aliases_and_provenance(worker: Path, tmp_path: Path) -> None:
    path = tmp_path / "loaded.gpkg"
    job = load(FILE=str(write(tmp_path)), MAX_SPEED=150, OUTPUT=str(path))["JOB"]
    layer = QgsVectorLayer(str(path), "trips", "ogr")
    assert layer.attributeAlias(layer.fields().indexOf("speeds")) == (
        "Measured speed at each fix (km/h)"
    )
    history = layer.metadata().history()
    assert f"job: {job}" in history
    assert any('"max_speed_kmh": 150.0' in line for line in history)


def test_a_folder_is_sent_as_one_file(worker: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cabs"
    (folder / "deeper").mkdir(parents=True)
    write(folder, "new_abc.txt", "37.7 -122.4 0 1213084687\n")
    write(folder / "deeper", "new_def.txt", "37.7 -122.4 1 1213084687\n")
    write(folder, ".hidden")
    load(FOLDER=str(folder))
    with zipfile.ZipFile(sent(worker, "cabs.zip")) as archive:
        assert archive.namelist() == ["deeper/new_def.txt", "new_abc.txt"]
        assert archive.read("new_abc.txt") == (folder / "new_abc.txt").read_bytes()


def test_a_shapefile_is_sent_with_its_other_files(worker: Path, tmp_path: Path) -> None:
    for name in ("trips.shp", "trips.dbf", "trips.PRJ", "trips.gpkg", "other.dbf"):
        write(tmp_path, name)
    load(FILE=str(tmp_path / "trips.shp"))
    with zipfile.ZipFile(sent(worker, "trips.zip")) as archive:
        assert archive.namelist() == ["trips.PRJ", "trips.dbf", "trips.shp"]


def test_a_geopackage_is_sent_with_changes_in_its_log(worker: Path, tmp_path: Path) -> None:
    path = tmp_path / "edited.gpkg"
    with sqlite3.connect(path) as editing:
        editing.execute("PRAGMA journal_mode=WAL")
        editing.execute("CREATE TABLE trips (id INTEGER)")
        editing.execute("INSERT INTO trips VALUES (7)")
        editing.commit()
        assert path.with_name("edited.gpkg-wal").stat().st_size > 0
        load(FILE=str(path))
    editing.close()
    with sqlite3.connect(sent(worker, "edited.gpkg")) as db:
        assert db.execute("SELECT id FROM trips").fetchall() == [(7,)]


def test_a_layer_is_sent_with_unchanged_times(worker: Path) -> None:
    naive = QDateTime(QDate(2013, 7, 1), QTime(0, 0, 1, 250))
    zoned = QDateTime(QDate(2013, 7, 1), QTime(0, 0, 1, 250), QTimeZone(b"Europe/Lisbon"))
    points = memory_layer(
        "Point", "t:datetime", ["Point(-8.6 41.1)", "Point(2 48)"], [naive, zoned]
    )
    load(LAYER=points, EXTENT=Layers.extent)
    with sqlite3.connect(sent(worker, "layer.gpkg")) as db:
        times = [row[0] for row in db.execute("SELECT t FROM layer")]
    assert times == ["2013-07-01T00:00:01.250", "2013-07-01T00:00:01.250+01:00"]


@pytest.mark.parametrize(("suffix", "is_reported"), [("shp", True), ("gpkg", False)])
def test_texts_that_a_shapefile_cuts_are_reported(
    suffix: str, is_reported: bool, worker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "SHAPEFILE_TEXT", 0)
    feedback = QgsProcessingFeedback()
    load(feedback, FILE=str(write(tmp_path)), OUTPUT=str(tmp_path / f"out.{suffix}"))
    assert bool(re.search("fields were cut: .*trip_id", feedback.textLog())) is is_reported


def test_a_layer_without_geometry_is_sent_as_a_table(worker: Path) -> None:
    moment = QDateTime(QDate(2013, 7, 1), QTime(0, 0, 1), Qt.TimeSpec.UTC)
    load(LAYER=memory_layer("None", "t:datetime", [""], [moment]))
    assert sent(worker, "layer.csv").read_text("utf-8").splitlines() == [
        "t",
        "2013-07-01T00:00:01.000Z",
    ]


def test_the_trip_of_a_standing_vehicle_is_sent(worker: Path) -> None:
    still = memory_layer(
        "LineStringM", "trip_id:string", ["LineStringM(-8.6 41.1 1, -8.6 41.1 2)"], ["1"]
    )
    load(LAYER=still)
    layer = QgsVectorLayer(str(sent(worker, "layer.gpkg")), "trips", "ogr")
    assert layer.featureCount() == 1


def test_every_option_is_sent(worker: Path, tmp_path: Path) -> None:
    form = {
        "TRIP_FIELD": "journey",
        "DRIVER_FIELD": "cab",
        "TIME_FIELD": "when",
        "SPEED_FIELD": "v",
        "LON_FIELD": "x",
        "LAT_FIELD": "y",
        "SPEED_UNIT": "mph",
        "TIME_UNIT": "ms",
        "TIME_ZONE": "Europe/Lisbon",
        "CRS": "EPSG:3763",
        "CUT_BY": "gap",
        "TRIP_GAP": 120,
        "UNORDERED": "drop",
        "MAX_SPEED": 150,
        "MAX_JUMP": 500,
        "MAX_GAP": 0,
        "STOP": 60,
        "STOP_RADIUS": 25,
        "MIN_FIXES": 5,
    }
    load(FILE=str(write(tmp_path)), EXTENT=Layers.extent, **form)
    params = job_params(worker, "load_trips")
    assert params["bbox"] == [-8.63, 41.14, -8.6, 41.16]
    names = {
        "TRIP_GAP": "trip_gap_s",
        "MAX_SPEED": "max_speed_kmh",
        "MAX_JUMP": "max_jump_m",
        "MAX_GAP": "max_gap_s",
        "STOP": "stop_s",
        "STOP_RADIUS": "stop_radius_m",
    }
    for parameter, value in form.items():
        assert params[names.get(parameter, parameter.lower())] == value


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "INPUT.FIELD"),
        ({"FILE": "trips.csv", "FOLDER": "trips"}, "INPUT.FIELD"),
        ({"FILE": "nowhere.csv"}, "INPUT.NOT_FOUND"),
        ({"FOLDER": "nowhere"}, "INPUT.NOT_FOUND"),
        ({"FILE": "EMPTY"}, "INPUT.EMPTY"),
        ({"FILE": "TRIPS", "TIME_ZONE": "Atlantis"}, "Europe/Lisbon"),
        ({"FILE": "TRIPS", "MIN_FIXES": 1}, "at least 2"),
        ({"FILE": "TRIPS", "TRIP_GAP": 0}, "above 0"),
        ({"LAYER": "POINTS", "TIME_FIELD": "when"}, "its fields are t"),
    ],
    ids=str,
)
def test_invalid_inputs_are_refused_before_the_run(
    parameters: dict[str, Any], message: str, tmp_path: Path
) -> None:
    stand_ins = {
        "TRIPS": str(write(tmp_path)),
        "EMPTY": str(write(tmp_path, "empty.csv", "")),
        "POINTS": memory_layer("Point", "t:int", ["Point(1 1)"], [1]),
    }
    given = {name: stand_ins.get(value, value) for name, value in parameters.items()}
    is_fine, reason = checked("loadtrips", OUTPUT="TEMPORARY_OUTPUT", **given)
    assert not is_fine
    assert message in reason


def test_a_cancelled_load_is_an_error(worker: Path, tmp_path: Path) -> None:
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    with Client.connect(worker) as client:
        before = client.jobs()
        with pytest.raises(QgsProcessingException, match=r"JOB\.CANCELLED"):
            load(feedback, FILE=str(write(tmp_path)))
        later = [job for job in client.jobs() if job not in before]
    assert not [job for job in later if job.state == "SUCCEEDED"]
