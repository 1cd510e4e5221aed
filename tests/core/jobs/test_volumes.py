from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from job_runs import run_job
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.volumes import VolumesResult
from trajganr_core.data.bundle import Bundle

PEAK = "weekday morning peak"
TIMES = ("whole week", PEAK)


@pytest.fixture(scope="module")
def counts(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up counts: a thousandth of the vehicles are in the trips, on each fifth segment."""
    passes = np.bincount(bundle.matched.pass_edge, minlength=len(bundle.network))
    edge = np.flatnonzero(passes > 0)[::5]
    path = tmp_path_factory.mktemp("counts") / "counts.gpkg"
    points = shapely.line_interpolate_point(bundle.network.lines[edge], 0.5, normalized=True)
    frame = {"edge": edge, "station": [f"S{each}" for each in edge], "aadt": 1000 * passes[edge]}
    gpd.GeoDataFrame(frame, geometry=points, crs=4326).to_file(path)
    return path


@pytest.fixture(scope="module")
def made(
    bundle: Bundle, counts: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[VolumesResult, dict[str, pd.DataFrame]]:
    folder = tmp_path_factory.mktemp("volumes")
    result = run_job(
        "volumes", folder, bundle=bundle.path, counts=counts, time_sets=TIMES, min_drivers=1
    )
    assert isinstance(result, VolumesResult)
    names = (VolumesResult.VOLUMES, VolumesResult.STATIONS, VolumesResult.TOTALS)
    file = folder / VolumesResult.FILE
    return result, {name: pyogrio.read_dataframe(file, layer=name) for name in names}


def test_hours_lost_are_vehicles_times_their_delay(
    bundle: Bundle, made: tuple[VolumesResult, dict[str, pd.DataFrame]]
) -> None:
    rows = made[1]["volumes"]
    assert len(rows) == 2 * len(bundle.network)
    for name, hours in zip(TIMES, (24, 2), strict=True):
        own = rows[rows["time_set"] == name]
        lost = own["vehicles_hour"] * hours * own["delay_s"] / 3600
        np.testing.assert_allclose(own["hours_lost"], lost, atol=0.02, rtol=0.02)
    week = rows[rows["time_set"] == "whole week"]
    np.testing.assert_allclose(24 * week["vehicles_hour"], week["vehicles_day"], atol=3)
    assert (rows["delay_s"] >= 0).all()
    assert set(rows["delay_source"]) == {"observed", "class"}


def test_roads_without_observed_traffic_have_the_delay_a_metre_of_their_class(
    made: tuple[VolumesResult, dict[str, pd.DataFrame]],
) -> None:
    week = made[1]["volumes"].query("time_set == 'whole week'")
    for _, own in week.groupby("highway"):
        known = own[own["delay_source"] == "observed"]
        others = own[own["delay_source"] == "class"]
        if known.empty or others.empty:
            continue
        driven = (known["vehicles_day"] * known["length_m"]).sum()
        of_class = (known["vehicles_day"] * known["delay_s"]).sum() / driven
        np.testing.assert_allclose(
            others["delay_s"], of_class * others["length_m"], rtol=0.05, atol=0.1
        )


def test_totals_are_sums_over_classes_and_districts(
    made: tuple[VolumesResult, dict[str, pd.DataFrame]],
) -> None:
    result, layers = made
    rows, totals = layers["volumes"], layers["totals"]
    for name in TIMES:
        own, sums = (each[each["time_set"] == name] for each in (rows, totals))
        assert own["hours_lost"].sum() == pytest.approx(sums["hours_lost"].sum(), rel=0.01, abs=1)
        assert own["length_m"].sum() / 1000 == pytest.approx(sums["length_km"].sum(), rel=0.01)
    week = totals[totals["time_set"] == "whole week"]
    assert result.counts["vehicle_km"] == pytest.approx(week["vehicle_km"].sum(), abs=1)
    assert (totals["vehicle_hours"] >= totals["hours_lost"]).all()


def test_each_station_has_what_was_counted_and_what_was_estimated_without_it(
    counts: Path, made: tuple[VolumesResult, dict[str, pd.DataFrame]]
) -> None:
    result, layers = made
    stations, given = layers["stations"].set_index("station"), gpd.read_file(counts)
    assert len(stations) == len(given) == result.counts["stations"]
    given = given.set_index("station").loc[stations.index]
    assert stations["counted"].tolist() == given["aadt"].tolist()
    assert stations["edge"].tolist() == given["edge"].tolist()
    np.testing.assert_allclose(stations["estimated"], stations["counted"], rtol=0.01, atol=1)
    if stations["held_out"].notna().any():
        error = 100 * (stations["held_out"] / stations["counted"] - 1)
        np.testing.assert_allclose(stations["difference_percent"], error, atol=0.2)


def test_few_stations_are_said_and_every_remark_can_be_translated(
    made: tuple[VolumesResult, dict[str, pd.DataFrame]],
) -> None:
    said = " ".join(map(str, made[0].remarks))
    assert "stations only" in said
    assert not untranslated(made[0].remarks)


def test_districts_are_those_of_a_layer(bundle: Bundle, counts: Path, tmp_path: Path) -> None:
    west, south, east, north = bundle.manifest.area.bbox
    box = shapely.box(west, south, (west + east) / 2, north)
    gpd.GeoDataFrame({"name": ["half"]}, geometry=[box], crs=4326).to_file(tmp_path / "d.gpkg")
    run_job(
        "volumes", tmp_path, bundle=bundle.path, counts=counts, districts=tmp_path / "d.gpkg",
        district_field="name", min_drivers=1,
    )  # fmt: skip
    totals = pyogrio.read_dataframe(tmp_path / VolumesResult.FILE, layer=VolumesResult.TOTALS)
    assert set(totals["district"]) == {"half", "other"}


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("".join(f"{edge},0\n" for edge in range(9)), "No vehicle"),
        ("999999,5\n", "no count"),
        ("0,5\n", "csv has 1"),
    ],
)
def test_without_usable_counts_volumes_cannot_be_told(
    bundle: Bundle, tmp_path: Path, rows: str, what: str
) -> None:
    (tmp_path / "counts.csv").write_text("edge,vehicles\n" + rows)
    with pytest.raises(TrajganrError, match=what) as caught:
        run_job("volumes", tmp_path, bundle=bundle.path, counts=tmp_path / "counts.csv")
    assert caught.value.code is Code.INPUT_EMPTY
