"""Loading trips."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import processing
import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer, QgsWkbTypes

CHALLENGE = (
    '"TRIP_ID","CALL_TYPE","ORIGIN_CALL","ORIGIN_STAND","TAXI_ID","TIMESTAMP","DAY_TYPE",'
    '"MISSING_DATA","POLYLINE"\n'
)


def challenge_row(trip: str, polyline: list[list[float]], missing: bool = False) -> str:
    return f'"{trip}","C","","","007","1372636853","A","{missing}","{json.dumps(polyline)}"\n'


def load(path: Path, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict:
    return processing.run(
        "trajganr:loadtrajectories",
        {"FILE": str(path), "OUTPUT": "TEMPORARY_OUTPUT", **parameters},
        feedback=feedback or QgsProcessingFeedback(),
    )


def write(folder: Path, text: str, name: str = "trips.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def times(layer: QgsVectorLayer) -> list[list[float]]:
    return [[v.m() for v in feature.geometry().vertices()] for feature in layer.getFeatures()]


def test_challenge_rows_become_lines_with_a_time_every_15_seconds(tmp_path: Path) -> None:
    path = write(tmp_path, CHALLENGE + challenge_row("1", [[-8.61, 41.14], [-8.62, 41.15]]))
    result = load(path)
    layer = result["OUTPUT"]
    assert QgsWkbTypes.hasM(layer.wkbType())
    assert layer.crs().authid() == "EPSG:4326"
    assert times(layer) == [[1372636853.0, 1372636868.0]]
    feature = next(layer.getFeatures())
    assert (feature["trip_id"], feature["driver_id"], feature["fixes"]) == ("1", "007", 2)
    assert feature["start_time"].toSecsSinceEpoch() == 1372636853
    assert (result["TRIPS"], result["FIXES"]) == (1, 2)


def test_a_zipped_csv_is_read_without_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "train.csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("t.csv", CHALLENGE + challenge_row("1", [[-8.61, 41.14], [-8.62, 41.15]]))
    assert load(path)["TRIPS"] == 1


def test_short_and_incomplete_trips_are_dropped_and_counted(tmp_path: Path) -> None:
    two = [[-8.61, 41.14], [-8.62, 41.15]]
    rows = [
        challenge_row("1", two),
        challenge_row("2", two[:1]),
        challenge_row("3", []),
        challenge_row("4", two, missing=True),
    ]
    feedback = QgsProcessingFeedback()
    assert load(write(tmp_path, CHALLENGE + "".join(rows)), feedback)["TRIPS"] == 1
    assert "Left out 2 trips with fewer than two fixes." in feedback.textLog()
    assert "Left out 1 trips marked MISSING_DATA." in feedback.textLog()


def test_fixes_are_grouped_by_trip_and_put_in_time_order(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "trip_id,vehicle,time,lon,lat,speed_kmh\n"
        "a,7,2013-07-01T00:01:00Z,-8.62,41.15,20\n"
        "b,8,2013-07-01T00:00:00+01:00,-8.60,41.14,\n"
        "a,7,2013-07-01 00:00:00,-8.61,41.15,10.5\n"
        "b,8,2013-07-01T00:00:10+01:00,-8.60,41.15,\n",
    )
    layer = load(path)["OUTPUT"]
    assert times(layer) == [[1372636800.0, 1372636860.0], [1372633200.0, 1372633210.0]]
    first, second = layer.getFeatures()
    assert (first["driver_id"], second["driver_id"]) == ("7", "8")
    assert first["speeds"] == "10.50,20.00"
    assert not second["speeds"]


def test_measured_speeds_are_kept_in_kilometres_per_hour(tmp_path: Path) -> None:
    path = write(tmp_path, "trip,t,lon,lat,velocity\n1,1000,-8.6,41.1,10\n1,1001,-8.6,41.2,20\n")
    layer = load(path, SPEED_FIELD="velocity", SPEED_UNIT="m/s")["OUTPUT"]
    assert next(layer.getFeatures())["speeds"] == "36.00,72.00"


def test_a_field_that_names_its_unit_is_believed(tmp_path: Path) -> None:
    path = write(tmp_path, "trip,t,lon,lat,speed_ms\n1,1000,-8.6,41.1,10\n1,1001,-8.6,41.2,20\n")
    layer = load(path)["OUTPUT"]
    assert next(layer.getFeatures())["speeds"] == "36.00,72.00"


def test_projected_coordinates_are_transformed(tmp_path: Path) -> None:
    path = write(tmp_path, "trip,t,x,y\n1,1000,532000,4556000\n1,1001,532100,4556100\n")
    layer = load(path, CRS="EPSG:32629")["OUTPUT"]
    line = next(layer.getFeatures()).geometry()
    point = line.vertexAt(0)
    assert point.x() == pytest.approx(-8.618, abs=1e-3)
    assert point.y() == pytest.approx(41.155, abs=1e-2)


BAD = {
    "a missing file": (None, "INPUT.NOT_FOUND"),
    "an empty file": ("", "INPUT.EMPTY"),
    "a header alone": ("trip,t,lon,lat\n", "INPUT.EMPTY"),
    "no field for the time": ("trip,lon,lat\n1,0,0\n", "INPUT.FIELD"),
    "no CRS for x and y": ("trip,t,x,y\n1,0,5,5\n1,1,5,5\n", "INPUT.CRS"),
    "swapped axes": ("trip,t,lon,lat\n1,0,41,-98\n1,1,41,-98\n", "INPUT.CRS"),
    "one fix a trip": ("trip,t,lon,lat\n1,0,8,41\n2,1,8,41\n", "INPUT.TOO_FEW_POINTS"),
    "times that stand still": ("trip,t,lon,lat\n1,5,8,41\n1,5,9,41\n", "INPUT.TIME"),
}


@pytest.mark.parametrize(("text", "code"), BAD.values(), ids=BAD)
def test_what_cannot_be_loaded_is_refused_with_a_code(
    text: str | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "trips.csv" if text is None else write(tmp_path, text)
    with pytest.raises(QgsProcessingException, match=code):
        load(path)


def test_a_cancelled_load_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, CHALLENGE + challenge_row("1", [[-8.61, 41.14], [-8.62, 41.15]]))
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    with pytest.raises(QgsProcessingException):
        load(path, feedback)
