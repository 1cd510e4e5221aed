"""Travel times and reached roads of a model, as a file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
from job_runs import predict_roads, run_job, write_file
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.travel_times import TravelTimesResult
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.path_step import COMMON, PathStep
from trajganr_core.features.turn_times import TurnTimes
from trajganr_core.inference.road_times import RoadTimes
from trajganr_core.jobs import travel_times
from trajganr_core.model.model_folder import read_card

STEP = PathStep(mean=1.0, median=0.9, shorter=2.0, longer=3.0)
PEAK, TRAVEL_S = "weekday morning peak", "travel_s_weekday_morning_peak"


@pytest.fixture
def points(bundle: Bundle, tmp_path: Path) -> Path:
    """Points on the middles of three segments, as a CSV."""
    network = bundle.network
    edges = np.array([0, 5, 11])
    lon, lat = network.locate(edges, network.length_m[edges] / 2).T
    pd.DataFrame({"name": ["a", "b", "c"], "lon": lon, "lat": lat}).to_csv(tmp_path / "points.csv")
    return tmp_path / "points.csv"


def write_travel_times(model: Path, points: Path, out: Path, **params: Any) -> TravelTimesResult:
    result: TravelTimesResult = write_file(
        "travel_times", out, model=model, origins=points, **params
    )
    return result


def times_in(path: Path) -> pd.DataFrame:
    return pyogrio.read_dataframe(path, layer="travel_times", read_geometry=False)


def every_turn_takes(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(
        TurnTimes, "between", lambda self, _: np.full(len(self.city.facts), seconds)
    )


def test_times_are_the_sums_of_those_of_the_predicted_roads_at_the_level_of_drives(
    pretrained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_turn_takes(monkeypatch, 5.0)
    predict_roads(pretrained, tmp_path / "roads.gpkg", time_sets=[PEAK], device="cpu")
    roads = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    first = roads.iloc[0]
    is_after = roads["from_node"] == first["to_node"]
    second = roads[is_after & (roads["to_node"] != first["from_node"])].iloc[0]
    for name, road in (("a", first), ("b", second)):
        middle = road.geometry.interpolate(0.5, normalized=True)
        gpd.GeoDataFrame(geometry=[middle], crs=4326).to_file(tmp_path / f"{name}.gpkg")
    write_travel_times(
        pretrained,
        tmp_path / "a.gpkg",
        tmp_path / "times.gpkg",
        destinations=tmp_path / "b.gpkg",
        time_set=PEAK,
    )
    (row,) = times_in(tmp_path / "times.gpkg").to_dict("records")
    learned = read_card(pretrained).road_function
    assert learned is not None
    step = PathStep.from_dict(learned.path_step or {})
    halves = (first[TRAVEL_S] + second[TRAVEL_S]) / 2 + 5
    assert row["minutes"] == pytest.approx(step.mean * halves / 60, rel=0.01, abs=0.006)
    assert row["drive_minutes_median"] == pytest.approx(
        step.median * halves / 60, rel=0.01, abs=0.006
    )


def test_slow_ends_of_speeds_are_long_times(
    pretrained: Path, points: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = RoadTimes.at

    def with_intervals(self: RoadTimes, *asked: Any) -> dict[str, Any]:
        columns = usual(self, *asked)
        speed = columns["speed_kmh"]
        return columns | {
            "speed_kmh_low": speed / 2,
            "speed_kmh_high": speed * 4,
        }

    monkeypatch.setattr(RoadTimes, "at", with_intervals)
    every_turn_takes(monkeypatch, 0.0)
    write_travel_times(pretrained, points, tmp_path / "times.gpkg")
    table = times_in(tmp_path / "times.gpkg").dropna(subset="minutes")
    assert (table["minutes"] > 0).any()
    np.testing.assert_allclose(table["minutes_low"], table["minutes"] / 4, atol=0.01)
    np.testing.assert_allclose(table["minutes_high"], table["minutes"] * 2, atol=0.02)


def test_drives_have_the_spread_of_single_passes(
    pretrained: Path, points: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = RoadTimes.at

    def even(self: RoadTimes, *asked: Any) -> dict[str, Any]:
        columns = usual(self, *asked)
        speed = columns["speed_kmh"]
        same = ("speed_kmh_low", "speed_kmh_high", "speed_p15_kmh", "speed_p85_kmh")
        return columns | dict.fromkeys(same, speed)

    monkeypatch.setattr(RoadTimes, "at", even)
    monkeypatch.setattr(PathStep, "from_dict", lambda values: STEP)
    write_travel_times(pretrained, points, tmp_path / "times.gpkg")
    table = times_in(tmp_path / "times.gpkg").dropna()
    median = table["drive_minutes_median"]
    np.testing.assert_allclose(median, 0.9 * table["minutes"], atol=0.02)
    # Nothing differs between passes and the mean is certain: what whole drives differ remains.
    np.testing.assert_allclose(table["drive_minutes_high"], median * np.exp(3 * COMMON), atol=0.02)
    np.testing.assert_allclose(table["drive_minutes_low"], median * np.exp(-2 * COMMON), atol=0.02)


def test_every_pair_of_points_has_a_row(pretrained: Path, points: Path, tmp_path: Path) -> None:
    result = write_travel_times(pretrained, points, tmp_path / "times.gpkg", time_set=PEAK)
    table = times_in(tmp_path / "times.gpkg")
    assert list(table) == [
        *("origin_fid", "destination_fid"),
        *("minutes", "minutes_low", "minutes_high"),
        *("drive_minutes_median", "drive_minutes_low", "drive_minutes_high"),
        "metres",
    ]
    pairs = [(begin, end) for begin in range(3) for end in range(3)]
    assert list(zip(table["origin_fid"], table["destination_fid"], strict=True)) == pairs
    empty = int(table["minutes"].isna().sum())
    assert dict(result.counts) == {
        "origins": 3,
        "destinations": 3,
        "pairs": 9,
        "unreachable": empty,
    }
    assert (table["minutes"][table["origin_fid"] == table["destination_fid"]] == 0).all()
    assert f"times are empty: {empty} of 9." in result.remarks[0]
    assert not untranslated(result.remarks)
    assert (result.time_set, result.limits_min) == (PEAK, ())
    assert pyogrio.list_layers(tmp_path / "times.gpkg")[:, 0].tolist() == ["travel_times"]


def test_matrices_are_the_columns_of_the_table_and_aequilibrae_opens_them(
    pretrained: Path, points: Path, tmp_path: Path
) -> None:
    openmatrix = pytest.importorskip("openmatrix")
    run_job(
        *("travel_times", tmp_path / "out"),
        model=pretrained,
        origins=points,
        time_set=PEAK,
        format="omx",
    )
    path = tmp_path / "out" / TravelTimesResult.OMX
    table = times_in(tmp_path / "out" / TravelTimesResult.FILE)
    names = list(table.columns[2:])
    with openmatrix.open_file(str(path)) as file:
        assert sorted(names) == file.list_matrices()
        for name in names:
            np.testing.assert_array_equal(file[name][:].ravel(), table[name])
            about = file[name].attrs
            assert (about["time_set"], about["unit"]) == (PEAK, "m" if name == "metres" else "min")
        assert file.map_entries("origin") == file.map_entries("destination") == [0, 1, 2]
        assert file.root._v_attrs["TIME_ZONE"] == "Europe/Lisbon"
    if find_spec("aequilibrae") is None:
        pytest.skip("AequilibraE is not installed")
    from aequilibrae.matrix import AequilibraeMatrix

    opened = AequilibraeMatrix()
    opened.load(path)
    opened.computational_view(["drive_minutes_median"])
    np.testing.assert_array_equal(opened.matrix_view.ravel(), table["drive_minutes_median"])


def test_reached_roads_are_parts_within_their_limits(
    pretrained: Path, points: Path, tmp_path: Path
) -> None:
    out = tmp_path / "times.gpkg"
    result = write_travel_times(pretrained, points, out, reach=["0.25", "1"])
    layer = gpd.read_file(out, layer="reached_roads")
    assert len(layer) == result.counts["parts"] > 0
    assert set(layer["within_min"]) <= {0.25, 1.0}
    assert (layer["end_min"] <= layer["within_min"] + 0.006).all()
    assert (layer["begin_min"] <= layer["end_min"]).all()
    assert set(layer["origin_fid"]) == {0, 1, 2}
    metres = layer.to_crs(layer.estimate_utm_crs()).length
    np.testing.assert_allclose(metres, layer["length_m"], rtol=0.01, atol=0.2)
    about = pyogrio.read_info(out, layer="reached_roads")["layer_metadata"]
    assert (about["MODEL"], about["TIME_SETS"]) == (pretrained.name, "whole week")
    assert {"BUNDLE", "CREATED", "VERSION", "DRIVING_SIDE"} <= about.keys()
    with closing(sqlite3.connect(out)) as database:
        found = database.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall()
    assert dict(found)["reached_roads"] == "features"
    assert dict(found)["travel_times"] == "attributes"


def test_isochrones_are_polygons_around_the_reached_roads(
    pretrained: Path, points: Path, tmp_path: Path
) -> None:
    out = tmp_path / "times.gpkg"
    result = write_travel_times(
        pretrained,
        points,
        out,
        time_set=PEAK,
        reach=["0.25", "1"],
        with_isochrones=True,
        isochrone_distance_m=30.0,
    )
    layer = gpd.read_file(out, layer="isochrones")
    assert len(layer) == result.counts["isochrones"]
    assert list(layer["origin_fid"]) == [0, 0, 1, 1, 2, 2]
    assert list(layer["within_min"]) == 3 * [0.25, 1.0]
    assert list(layer["from_min"]) == 3 * [0.0, 0.25]
    assert set(layer["time_set"]) == {PEAK}
    assert set(layer.geom_type) == {"MultiPolygon"}
    metres = layer.to_crs(layer.estimate_utm_crs())
    np.testing.assert_allclose(metres.area / 1e6, layer["area_km2"], rtol=0.01)
    roads = gpd.read_file(out, layer="reached_roads").to_crs(metres.crs)
    for origin in range(3):
        around = metres[metres["origin_fid"] == origin].union_all().buffer(0.1)
        assert around.contains(roads[roads["origin_fid"] == origin].union_all())
    about = pyogrio.read_info(out, layer="isochrones")["layer_metadata"]
    assert (about["MODEL"], about["TIME_SETS"]) == (pretrained.name, PEAK)


def test_too_many_pairs_are_refused(
    pretrained: Path, points: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(travel_times, "MAX_PAIRS", 8)
    with pytest.raises(TrajganrError) as caught:
        write_travel_times(pretrained, points, tmp_path / "times.gpkg")
    assert caught.value.code is Code.INPUT_FIELD
    assert not (tmp_path / "times.gpkg").exists()


def test_a_time_without_trips_is_said(pretrained: Path, points: Path, tmp_path: Path) -> None:
    out = tmp_path / "times.gpkg"
    result = write_travel_times(pretrained, points, out, time_set="Sun 03:00-04:00")
    assert any("no trips in the time set Sun 03:00-04:00" in line for line in result.remarks)


def test_a_model_that_has_not_learned_times_is_refused(
    finetuned: Path, points: Path, tmp_path: Path
) -> None:
    with pytest.raises(TrajganrError) as caught:
        write_travel_times(finetuned, points, tmp_path / "times.gpkg")
    assert caught.value.code is Code.MODEL_MISSING
