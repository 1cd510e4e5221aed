"""MovingFeatures JSON, both encodings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from reading import code_of, dropped, read, refusal, times, write

from trajganr_core.contract.errors import Code
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.readers import moving_features, open_trips

T = 1372636853
ISO = ["2013-07-01T00:00:53Z", "2013-07-01T00:00:54.500Z", "2013-07-01T01:00:55+01:00"]
PLACES = [[139.1, 35.1, 0.5], [139.2, 35.2, 2], [139.3, 35.3, 4]]
POINT = {"type": "MovingPoint", "datetimes": ISO, "coordinates": PLACES, "interpolation": "Linear"}
PRISM = {"type": "Feature", "id": "mf-1", "temporalGeometry": POINT}
TRAJECTORY = {
    "type": "Feature",
    "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
    "properties": {"trip_id": "7", "vehicle": "bus", "datetimes": ["2013-07-01 00:00:53", ISO[1]]},
}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


def dump(path: Path, document: Any, **options: Any) -> Path:
    return write(path / "a.json", json.dumps(document, **options))


def test_a_prism_is_a_trip(tmp_path: Path) -> None:
    trips = read(dump(tmp_path, PRISM))
    assert times(trips) == {"mf-1": [T, T + 1.5, T + 2]}
    assert trips.lon.tolist() == [139.1, 139.2, 139.3]
    assert trips.lat.tolist() == [35.1, 35.2, 35.3]


def test_a_trajectory_is_a_trip(tmp_path: Path) -> None:
    trips = read(dump(tmp_path, collection(TRAJECTORY)), time_zone="Europe/Lisbon")
    assert times(trips) == {"7": [T - 3600, T + 1.5]}
    assert trips.driver_id.tolist() == ["bus"]
    assert trips.lat.tolist() == [2, 4]


def test_a_collection_may_mix_encodings(tmp_path: Path) -> None:
    path = dump(tmp_path, collection(PRISM, TRAJECTORY), indent=1)
    source = open_trips(path, TripOptions(time_zone="UTC"))
    assert source.format == "moving_features"
    assert [batch.trip_id.tolist() for batch in source.batches()] == [["mf-1", "7"]]


def test_prisms_of_a_geometry_are_pieces_of_one_trip(tmp_path: Path) -> None:
    geometry = {"type": "MovingGeometryCollection", "prisms": [POINT, POINT]}
    trips = read(dump(tmp_path, {**PRISM, "temporalGeometry": geometry}))
    assert trips.trip_id.tolist() == ["mf-1", "mf-1"]
    assert trips.offsets.tolist() == [0, 3, 6]


def test_sequences_of_mobilitydb_are_pieces_of_one_trip(tmp_path: Path) -> None:
    piece = {"datetimes": ["2013-07-01T00:00:53+00"], "coordinates": [[1, 2]], "lower_inc": True}
    point = {"type": "MovingGeomPoint", "sequences": [piece, piece], "interpolation": "Linear"}
    trips = read(dump(tmp_path, point))
    assert trips.t.tolist() == [T, T]
    assert trips.offsets.tolist() == [0, 1, 2]


def test_times_may_be_numbers(tmp_path: Path) -> None:
    point = {**POINT, "datetimes": [T * 1000, T * 1000 + 500, T * 1000 + 900]}
    assert read(dump(tmp_path, {**PRISM, "temporalGeometry": point})).t.tolist() == [
        T,
        T + 0.5,
        T + 0.9,
    ]


@pytest.mark.parametrize("unit", [{"form": "KMH"}, {"uom": "km/h"}])
def test_speed_at_the_times_of_the_fixes_is_read(tmp_path: Path, unit: dict[str, str]) -> None:
    speed = {"values": [36, 72, 0], **unit}
    feature = {**PRISM, "temporalProperties": [{"datetimes": ISO, "speed": speed}]}
    np.testing.assert_allclose(read(dump(tmp_path, feature)).speed, [10, 20, 0])


@pytest.mark.parametrize("name", ["heading", "course", "bearing"])
def test_headings_at_the_times_of_the_fixes_are_read(tmp_path: Path, name: str) -> None:
    heading = {"values": [0, 359.5, 511], "form": "deg"}
    feature = {**PRISM, "temporalProperties": [{"datetimes": ISO, name: heading}]}
    path = dump(tmp_path, feature)
    np.testing.assert_array_equal(read(path).heading, [0, 359.5, np.nan])
    assert dropped(path) == {"headings that are no degrees from 0 to 360": 1}


def test_headings_of_an_unknown_unit_are_dropped_and_counted(tmp_path: Path) -> None:
    heading = {"values": [0, 1, 2], "uom": "rad"}
    feature = {**PRISM, "temporalProperties": [{"datetimes": ISO, "heading": heading}]}
    path = dump(tmp_path, feature)
    assert np.isnan(read(path).heading).all()
    assert dropped(path) == {"headings of features with an unknown unit or wrong number": 1}


@pytest.mark.parametrize(
    ("name", "unit", "reason"),
    [
        ("heading", "deg", "headings that are no degrees from 0 to 360"),
        ("speed", "KMH", "speeds that are no numbers"),
    ],
)
@pytest.mark.parametrize("value", [10**400, float("inf"), "north", [1], {}])
def test_a_measured_value_that_is_no_number_is_unknown_and_counted(
    tmp_path: Path, name: str, unit: str, reason: str, value: object
) -> None:
    measured = {"values": [0, value, None], "form": unit}
    feature = {**PRISM, "temporalProperties": [{"datetimes": ISO, name: measured}]}
    path = dump(tmp_path, feature)
    np.testing.assert_array_equal(getattr(read(path), name), [0, np.nan, np.nan])
    assert dropped(path) == {reason: 1}


def test_speed_of_an_unknown_unit_is_dropped_and_counted(tmp_path: Path) -> None:
    speed = {"values": [36, 72, 0], "uom": "furlongs"}
    feature = {**PRISM, "temporalProperties": [{"datetimes": ISO, "speed": speed}]}
    path = dump(tmp_path, feature)
    assert np.isnan(read(path).speed).all()
    assert dropped(path) == {"speeds of features with an unknown unit or wrong number": 1}


def test_other_moving_things_are_left_out_and_counted(tmp_path: Path) -> None:
    area = {"type": "Feature", "temporalGeometry": {"type": "MovingPolygon"}}
    path = dump(tmp_path, collection(area, PRISM))
    assert len(read(path)) == 1
    assert dropped(path) == {"features that are not moving points": 1}


def test_features_without_ids_are_numbered(tmp_path: Path) -> None:
    feature = {key: value for key, value in PRISM.items() if key != "id"}
    assert read(dump(tmp_path, collection(feature, feature))).trip_id.tolist() == ["1", "2"]


def test_a_field_can_be_chosen(tmp_path: Path) -> None:
    path = dump(tmp_path, {**PRISM, "properties": {"Name": "car1", "trip": "no"}})
    assert read(path, trip_field="name").trip_id.tolist() == ["car1"]


def test_another_crs_is_brought_to_degrees(tmp_path: Path) -> None:
    point = {**POINT, "coordinates": [[500000, 4560000]] * 3}
    crs = {"type": "Name", "properties": {"name": "urn:ogc:def:crs:EPSG::32629"}}
    path = dump(tmp_path, collection({**PRISM, "temporalGeometry": point}, crs=crs))
    np.testing.assert_allclose(read(path).lon, -9, atol=1e-9)


def test_large_collections_are_read_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dump(tmp_path, collection(*[{**PRISM, "id": i} for i in range(60)]))
    monkeypatch.setattr(moving_features, "CHARACTERS", 100)
    assert read(path).trip_id.tolist() == [str(i) for i in range(60)]


@pytest.mark.malformed
class TestMalformed:
    """What cannot be used, and the code that says why."""

    def test_a_moving_point_without_datetimes(self, tmp_path: Path) -> None:
        point = {"type": "MovingPoint", "coordinates": PLACES}
        error = refusal(dump(tmp_path, {**PRISM, "temporalGeometry": point}))
        assert error.code is Code.INPUT_FORMAT
        assert "no datetimes" in error.message

    @pytest.mark.parametrize(
        "bad",
        [
            {"temporalGeometry": {"type": "MovingPoint", "coordinates": PLACES}},
            {"temporalGeometry": {**POINT, "coordinates": PLACES[:2]}},
            {"temporalGeometry": {**POINT, "coordinates": [["east", "north"]] * 3}},
            {"temporalGeometry": ["MovingPoint"]},
            {"properties": 7},
        ],
        ids=str,
    )
    def test_a_feature_that_cannot_be_read_is_left_out_and_counted(
        self, tmp_path: Path, bad: dict[str, Any]
    ) -> None:
        path = dump(tmp_path, collection({**PRISM, **bad}, PRISM, PRISM))
        assert len(read(path)) == 2
        assert dropped(path) == {"features that do not follow Moving Features JSON": 1}
        error = refusal(dump(tmp_path, collection({**PRISM, **bad}, PRISM, {**PRISM, **bad})))
        assert error.code is Code.INPUT_FORMAT
        assert "2 of 3" in error.message

    def test_more_times_than_places(self, tmp_path: Path) -> None:
        point = {**POINT, "coordinates": PLACES[:2]}
        error = refusal(dump(tmp_path, {**PRISM, "temporalGeometry": point}))
        assert error.code is Code.INPUT_FORMAT
        assert "mf-1" in error.message

    def test_places_that_are_no_numbers(self, tmp_path: Path) -> None:
        point = {**POINT, "coordinates": [["east", "north"]] * 3}
        path = dump(tmp_path, {**PRISM, "temporalGeometry": point})
        assert code_of(path) is Code.INPUT_FORMAT

    def test_invalid_times_are_unreadable(self, tmp_path: Path) -> None:
        point = {**POINT, "datetimes": ["morning", "noon", "evening"]}
        path = dump(tmp_path, {**PRISM, "temporalGeometry": point})
        assert code_of(path) is Code.INPUT_TIME

    def test_text_that_is_cut_off(self, tmp_path: Path) -> None:
        text = json.dumps(collection(PRISM, PRISM))
        assert code_of(write(tmp_path / "a.json", text[:-50])) is Code.INPUT_FORMAT

    def test_a_collection_of_other_things(self, tmp_path: Path) -> None:
        area = {"type": "Feature", "temporalGeometry": {"type": "MovingPolygon"}}
        assert code_of(dump(tmp_path, collection(area))) is Code.INPUT_EMPTY

    def test_a_crs_that_does_not_exist(self, tmp_path: Path) -> None:
        crs = {"type": "Name", "properties": {"name": "EPSG:1"}}
        assert code_of(dump(tmp_path, {**PRISM, "crs": crs})) is Code.INPUT_CRS

    def test_a_crs_that_comes_after_the_features(self, tmp_path: Path) -> None:
        crs = {"type": "Name", "properties": {"name": "EPSG:32629"}}
        path = dump(tmp_path, {**collection(PRISM), "crs": crs})
        assert code_of(path) is Code.INPUT_CRS


@pytest.mark.malformed
def test_the_hour_that_the_clock_repeats_is_decided_by_the_order(tmp_path: Path) -> None:
    clock = ["2013-10-27T00:50:00", "2013-10-27T01:30:00", "2013-10-27T01:10:00"]
    point = {**POINT, "datetimes": clock}
    trips = read(dump(tmp_path, {**PRISM, "temporalGeometry": point}), time_zone="Europe/Lisbon")
    assert np.diff(trips.t).tolist() == [40 * 60, 40 * 60]
