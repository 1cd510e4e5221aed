"""What counts of vehicles add to predictions, junctions and corridors."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from job_runs import predict_roads, run_job, write_file
from untranslated import untranslated

from trajganr_core.contract.kinds.corridor import CorridorResult
from trajganr_core.contract.kinds.junctions import JunctionsResult
from trajganr_core.contract.options.time_sets import parse_time_set
from trajganr_core.data.bundle import Bundle
from trajganr_core.jobs.counted_volumes import counted_volumes
from trajganr_core.traffic.published_layers import Asked
from trajganr_core.traffic.volumes.estimate import Volumes

PEAK = "weekday morning peak"


@pytest.fixture(scope="module")
def counts(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up counts: a twentieth of the vehicles are in the trips, on each third segment."""
    passes = np.bincount(bundle.matched.pass_edge, minlength=len(bundle.network))
    edge = np.flatnonzero(passes > 0)[::3]
    path = tmp_path_factory.mktemp("counts") / "counts.csv"
    pd.DataFrame({"edge": edge, "vehicles": 20 * passes[edge]}).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def volumes(bundle: Bundle, counts: Path) -> Volumes:
    return estimated(bundle, counts, 1)


def estimated(bundle: Bundle, counts: Path, least: int) -> Volumes:
    asked = Asked("volumes", bundle, bundle.pieces_of("all"), (), "all", least)
    return counted_volumes(asked, counts).volumes


def test_junctions_have_the_hours_of_all_vehicles_and_rank_by_them(
    bundle: Bundle, counts: Path, volumes: Volumes, tmp_path: Path
) -> None:
    out, asked = tmp_path / "junctions.gpkg", {"min_drivers": 1, "time_sets": (PEAK, "whole week")}
    result = write_file("junctions", out, bundle=bundle.path, counts=counts, **asked)
    assert not untranslated(result.remarks)
    movements = gpd.read_file(out, layer=JunctionsResult.MOVEMENTS)
    junctions = gpd.read_file(out, layer=JunctionsResult.JUNCTIONS)
    for name, hours in ((PEAK, 2), ("whole week", 24)):
        own = movements[movements["time_set"] == name]
        on_approach = own.groupby("from_edge")["vehicles_hour"].sum()
        expected = volumes.at(parse_time_set(name))[on_approach.index]
        np.testing.assert_allclose(on_approach, expected, atol=0.1)
        known = own[own["delay_s"].notna()]  # the delay of the others is predicted
        lost = known["delay_s"] * known["vehicles_hour"] * hours / 3600
        np.testing.assert_allclose(known["hours_lost"], lost, atol=0.02)
        of = junctions[junctions["time_set"] == name].set_index("junction")
        sums = own.groupby("junction")["hours_lost"].sum()
        assert own["hours_lost"].notna().all()
        np.testing.assert_allclose(of["hours_lost"], sums[of.index], atol=0.1)
        ranked = of.sort_values("rank")
        assert ranked["rank"].tolist() == list(range(1, len(of) + 1))
        assert ranked["hours_lost"].is_monotonic_decreasing
    write_file("junctions", out, bundle=bundle.path, **asked)
    assert "hours_lost" not in gpd.read_file(out, layer=JunctionsResult.MOVEMENTS)


def test_bottlenecks_rank_by_the_hours_of_all_vehicles(
    bundle: Bundle, counts: Path, volumes: Volumes, tmp_path: Path
) -> None:
    network = bundle.network
    passes = np.bincount(bundle.matched.pass_edge, minlength=len(network))
    edge = int(passes.argmax())
    route = [edge]
    while len(route) < 6:
        then = np.flatnonzero(network.source == network.target[route[-1]])
        then = then[(then != network.reverse[route[-1]]) & ~np.isin(then, route)]
        route.append(int(then[passes[then].argmax()]))
    path = tmp_path / "route.csv"
    pd.DataFrame({"edge": route}).to_csv(path, index=False)
    asked = {"bundle": bundle, "route": path, "min_drivers": 1, "bottleneck_share": 0.95}
    run_job("corridor", tmp_path, counts=counts, **asked)
    read = pyogrio.read_dataframe
    stretches = read(tmp_path / CorridorResult.FILE, layer=CorridorResult.CORRIDOR)
    lost = stretches["delay_s"] * volumes.daily[stretches["edge"]] / 3600
    np.testing.assert_allclose(stretches["hours_lost"], lost, atol=0.02 + 0.01 * lost.max())
    slow = read(tmp_path / CorridorResult.FILE, layer=CorridorResult.BOTTLENECKS)
    assert len(slow)
    assert slow.sort_values("rank")["hours_lost"].is_monotonic_decreasing


def test_predictions_have_volumes_but_not_of_roads_that_the_bundle_has_not(
    bundle: Bundle, counts: Path, tmp_path: Path
) -> None:
    own = gpd.GeoDataFrame(
        {"name": ["own", "far"]}, geometry=[bundle.network.lines[0]] * 2, crs=4326
    )
    west, south, *_ = bundle.area.bbox
    ends = [(west + 0.0001, south + 0.0001), (west + 0.0002, south + 0.0001)]
    own.loc[1, "geometry"] = shapely.LineString(ends)
    own.to_file(tmp_path / "own.gpkg")
    asked = {"bundle": bundle.path, "counts": counts, "time_sets": (PEAK,)}
    result = predict_roads(None, tmp_path / "roads.gpkg", **asked)
    assert not untranslated(result.remarks)
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    volumes = estimated(bundle, counts, 5)
    np.testing.assert_allclose(layer["vehicles_day"], volumes.daily[layer["edge"]], atol=0.06)
    at_peak = volumes.at(parse_time_set(PEAK))[layer["edge"]]
    np.testing.assert_allclose(layer["vehicles_hour_weekday_morning_peak"], at_peak, atol=0.06)
    assert {f"vehicles_hour_{end}_weekday_morning_peak" for end in ("low", "high")} <= set(layer)
    known = layer["vehicles_day_low"].notna()
    assert (layer["vehicles_day_low"] <= layer["vehicles_day"])[known].all()
    assert set(layer["vehicles_source"]) <= {"counted", "from trips", "predicted"}
    predict_roads(None, tmp_path / "other.gpkg", roads=tmp_path / "own.gpkg", **asked)
    rows = gpd.read_file(tmp_path / "other.gpkg", layer="roads").groupby("name")
    for column in ("vehicles_day", "vehicles_source", "vehicles_hour_weekday_morning_peak"):
        assert rows[column].count().to_dict() == {"far": 0, "own": 2}
