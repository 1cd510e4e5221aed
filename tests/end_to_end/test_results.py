"""Results of a model in QGIS with a real worker: embeddings, metrics, similarity, exports."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
from command_line import succeed
from qgis_python import QgisSession
from tiny_city import AREA, SIDE, SPACING_M, TinyCity

from trajganr_core.contract.layers.geopackage_styles import stored_styles
from trajganr_core.contract.layers.road_times import PLAYED_TITLE

SEGMENTS = 4 * SIDE * (SIDE - 1)


def test_roads_are_embedded(qgis: QgisSession, model_id: str, tmp_path: Path) -> None:
    path = tmp_path / "vectors.gpkg"
    results = qgis.run("embedlocations", MODEL=model_id, DEVICE="cpu", OUTPUT=path)
    table = pyogrio.read_dataframe(path, layer="embeddings")
    assert len(table) == int(results["LOCATION_COUNT"]) == SEGMENTS
    assert int(results["DIMENSIONS"]) == sum(name.startswith("e_") for name in table.columns)


def test_evaluating_a_model_writes_metrics_and_residuals(
    qgis: QgisSession, model_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "residuals.gpkg"
    results = qgis.run("evaluate", MODEL=model_id, DEVICE="cpu", OUTPUT=path)
    assert float(results["SPEED_MAE"]) > 0
    assert 0 <= float(results["POPULARITY_F1_MACRO"]) <= 1
    assert results["ON"] == "held-out roads"
    table = pyogrio.read_dataframe(path, layer="roads")
    assert len(table) == int(results["ROAD_COUNT"])
    off = table.speed_kmh_true - table.speed_kmh_predicted
    assert (off - table.speed_kmh_residual).abs().max() < 0.002


def test_times_of_the_week_and_hours_are_predicted(
    qgis: QgisSession, model_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "roads.gpkg"
    form = {"TIME_SETS": "weekday morning peak | Sat,Sun 10:00-12:00", "EACH_HOUR": True}
    qgis.run("predictroads", MODEL=model_id, DEVICE="cpu", OUTPUT=path, **form)
    table = pyogrio.read_dataframe(path, layer="roads")
    assert len(table) == SEGMENTS
    for slug in ("weekday_morning_peak", "sat_sun_1000_to_1200"):
        speed, low, high = (table[f"speed_kmh{end}_{slug}"] for end in ("", "_low", "_high"))
        assert speed.between(low, high).where(low.notna(), True).all()
        assert set(table[f"basis_{slug}"]) <= {"passes", "few passes", "prior"}
    assert table.speed_kmh_weekend_23.gt(0).all()
    assert set(stored_styles(path, "roads")) >= {
        "Traffic speed, weekday morning peak",
        "Traffic speed, Sat,Sun 10:00-12:00",
        PLAYED_TITLE,
    }


def test_a_study_area_is_reported(qgis: QgisSession, model_id: str, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    qgis.run("areareport", MODEL=model_id, DEVICE="cpu", OUTPUT=report)
    assert report.read_bytes().startswith(b"%PDF")


def test_roads_are_compared_with_the_road_at_a_location(
    qgis: QgisSession, model_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "similar.gpkg"
    ((lon, lat),) = AREA.to_geographic(np.array([[20.0, SPACING_M / 2]]))  # on a street
    place = f"{lon},{lat} [EPSG:4326]"
    results = qgis.run("similarroads", MODEL=model_id, POINT=place, OUTPUT=path)
    table = pyogrio.read_dataframe(path, layer="similar")
    assert len(table) == int(results["ROAD_COUNT"]) == SEGMENTS
    assert table.similarity.max() == pytest.approx(1, abs=0.01)
    assert table.similarity.min() >= -1


def test_a_repeated_batch_export_writes_only_missing_files(
    qgis: QgisSession, bundle_id: str, model_id: str, tmp_path: Path
) -> None:
    form = {"BUNDLES": bundle_id, "MODELS": model_id, "FORMAT": "gpkg", "FOLDER": tmp_path}
    first = qgis.run("batchexport", LAYERS=["roads"], **form)
    assert first["MADE"] == "1"
    layers = ["roads", "trips", "predictions"]
    again = qgis.run("batchexport", LAYERS=layers, **form)
    assert (again["FILE_COUNT"], again["MADE"]) == ("3", "2")
    (predictions,) = tmp_path.glob("*/*/predictions.gpkg")
    assert pyogrio.read_dataframe(predictions, layer="roads").speed_kmh.notna().all()


def test_predictions_are_updated_with_new_trips_in_the_area_of_the_model(
    qgis: QgisSession, model_id: str, tiny_city: TinyCity, tmp_path: Path
) -> None:
    trips, path = tmp_path / "trips.gpkg", tmp_path / "again.gpkg"
    qgis.run("loadtrips", FILE=tiny_city.trips, OUTPUT=trips)
    qgis.run(
        "updatepredictionswithnewtrips",
        MODEL=model_id,
        TRIPS=trips,
        ROADS=tiny_city.roads,
        predicted_roads=path,
    )
    assert len(pyogrio.read_dataframe(path, layer="roads")) == SEGMENTS


def test_the_command_line_exports_several_bundles(
    home: Path, bundle_id: str, tmp_path: Path
) -> None:
    bundles = [home / "bundles" / bundle_id]
    result = succeed("batch-export", *bundles, "--layer", "labels", "--out", tmp_path / "all")
    assert result["made"] == 1
    again = succeed("batch-export", *bundles, "--layer", "labels", "--out", tmp_path / "all")
    assert (again["made"], again["files"]) == (0, result["files"])


def test_speeds_for_routing_programs_are_those_of_the_predicted_roads(
    qgis: QgisSession, model_id: str, tmp_path: Path
) -> None:
    peak, roads = "weekday morning peak", tmp_path / "roads.gpkg"
    qgis.run("predictroads", MODEL=model_id, DEVICE="cpu", OUTPUT=roads, TIME_SETS=peak)
    qgis.run("routingexport", MODEL=model_id, TIME_SETS=peak, FOLDER=tmp_path / "speeds")
    expected = pyogrio.read_dataframe(roads, layer="roads", read_geometry=False)
    found = gpd.read_parquet(tmp_path / "speeds" / "speeds.parquet")
    both = found.merge(expected, on="edge", suffixes=("", "_predicted"))
    assert len(both) == len(found) == SEGMENTS
    for name in ("speed_kmh_weekday_morning_peak", "travel_s_weekday_morning_peak"):
        assert (both[name] == both[f"{name}_predicted"]).all()


def test_travel_times_are_those_between_the_features_of_a_layer(
    qgis: QgisSession, model_id: str, tmp_path: Path
) -> None:
    roads, points = tmp_path / "roads.gpkg", tmp_path / "points.gpkg"
    peak = "weekday morning peak"
    qgis.run("predictroads", MODEL=model_id, DEVICE="cpu", OUTPUT=roads, TIME_SETS=peak)
    segments = gpd.read_file(roads, layer="roads").iloc[[0, 9, 14]]
    middles = [line.interpolate(0.5, normalized=True) for line in segments.geometry]
    fids = [7, 21, 40]  # those of the layer in QGIS
    gpd.GeoDataFrame({"fid": fids}, geometry=middles, crs=4326).to_file(points)
    form = {"MODEL": model_id, "ORIGINS": points, "TIME_SET": peak, "REACH": "0.5, 1"}
    outputs = {"OUTPUT": tmp_path / "times.gpkg", "REACHED": tmp_path / "reached.gpkg"}
    results = qgis.run("traveltimes", **form, **outputs)
    times = pyogrio.read_dataframe(outputs["OUTPUT"], read_geometry=False)
    assert len(times) == int(results["PAIRS"]) == 9
    assert set(times.origin_fid) == set(times.destination_fid) == set(fids)
    assert int(times.minutes.isna().sum()) == int(results["UNREACHABLE"])
    assert (times.minutes[times.origin_fid == times.destination_fid] == 0).all()
    assert times.minutes.max() > 0
    reached = pyogrio.read_dataframe(outputs["REACHED"], layer="reached")
    assert len(reached) == int(results["PARTS"])
    assert set(reached.within_min) == {0.5, 1.0}
    assert set(reached.origin_fid) == set(fids)
    # A part of the segment that the first point is on, driven at its speed.
    part = reached[(reached.origin_fid == 7) & (reached.edge == segments.edge.iloc[0])].iloc[0]
    pace = segments["travel_s_weekday_morning_peak"].iloc[0] / segments["length_m"].iloc[0]
    assert part.end_min - part.begin_min == pytest.approx(part.length_m * pace / 60, abs=0.03)
    assert list(stored_styles(outputs["REACHED"], "reached")) == ["Reached roads"]
