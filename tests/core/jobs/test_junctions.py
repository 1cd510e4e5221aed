"""Junctions of a bundle and their movements as layers."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from job_runs import write_file
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.junctions import JunctionsResult
from trajganr_core.contract.options.choices import VECTOR_SUFFIXES
from trajganr_core.data.bundle import Bundle
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movements import Crossings, Movements


def measured(
    bundle: Bundle, out: Path, *time_sets: str, min_drivers: int = 1, **options: str
) -> tuple[JunctionsResult, gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """The result, and the layers of junctions and movements."""
    asked = {"time_sets": time_sets, "min_drivers": min_drivers, **options}
    result = write_file("junctions", out, bundle=bundle.path, **asked)
    layers = (JunctionsResult.JUNCTIONS, JunctionsResult.MOVEMENTS)
    return result, *(gpd.read_file(out, layer=layer) for layer in layers)


def test_movements_are_those_of_the_trips(bundle: Bundle, tmp_path: Path) -> None:
    result, junctions, movements = measured(bundle, tmp_path / "junctions.gpkg")
    network, area, trips = bundle.network, bundle.area, bundle.matched
    found = Junctions.of(network, area)
    all_movements = Movements.of(network, area, found)
    crossings, _ = Crossings.of(trips, network, found, all_movements)
    made, passes = np.unique(crossings.movement, return_counts=True)
    observed = movements[movements["source"] == "observed"]
    assert observed["passes"].tolist() == passes.tolist()
    assert observed["from_edge"].tolist() == all_movements.approach[made].tolist()
    assert observed["to_edge"].tolist() == all_movements.exit[made].tolist()
    shares = observed.groupby("from_edge")["share"].sum()
    np.testing.assert_allclose(shares, 1, atol=0.03)
    assert junctions["passes"].sum() == passes.sum() == result.counts["passes"]
    assert set(junctions["junction"]) == set(observed["junction"])
    assert not untranslated(result.remarks)


def test_other_movements_are_predicted_and_say_nothing_of_vehicles(
    bundle: Bundle, tmp_path: Path
) -> None:
    result, _, movements = measured(bundle, tmp_path / "junctions.gpkg", min_drivers=2)
    predicted = movements[movements["source"] == "predicted"]
    assert len(predicted) == result.counts["predicted"]
    of_trips = ["passes", "vehicles", "share", "delay_p50_s", "delay_p95_s", "delayed_share"]
    assert predicted[of_trips].isna().all().all()
    assert predicted["delay_s"].notna().all()
    assert "u_turn" not in set(predicted["turn"])
    pairs = movements[["from_edge", "to_edge"]]
    assert not pairs.duplicated().any()


def test_a_junction_names_its_worst_movement(bundle: Bundle, tmp_path: Path) -> None:
    _, junctions, movements = measured(bundle, tmp_path / "junctions.gpkg")
    observed = movements[movements["source"] == "observed"]
    for row in junctions.itertuples():
        own = observed[observed["junction"] == row.junction]
        levels = own["level_of_service"].dropna()
        assert (row.worst_level or "") == max(levels, default="")


def test_each_time_set_has_its_rows_and_one_without_trips_is_named(
    bundle: Bundle, tmp_path: Path
) -> None:
    sets = ("00:00-12:00", "12:00-24:00", "whole week", "Sun 03:00-03:30")
    result, junctions, movements = measured(bundle, tmp_path / "junctions.gpkg", *sets)
    observed = movements[movements["source"] == "observed"]
    for each in result.time_sets:
        assert each.movements == (observed["time_set"] == each.name).sum()
        assert (each.movements > 0) == (junctions["time_set"] == each.name).any()
    morning, evening, week, empty = (each.passes for each in result.time_sets)
    assert morning + evening == week > 0
    assert empty == 0
    assert "No trip drives through a junction in the time set Sun 03:00-03:30" in str(
        result.remarks
    )


def test_what_too_few_drivers_made_is_not_observed(bundle: Bundle, tmp_path: Path) -> None:
    _, _, every = measured(bundle, tmp_path / "all.gpkg")
    least = int(every["vehicles"].max())
    result, junctions, movements = measured(bundle, tmp_path / "some.gpkg", min_drivers=least)
    observed = movements[movements["source"] == "observed"]
    assert 0 < len(observed) < (every["source"] == "observed").sum()
    assert observed["vehicles"].min() >= least <= junctions["vehicles"].min()
    assert result.counts["withheld_rows"] > 0
    about = pyogrio.read_info(tmp_path / "some.gpkg", layer="movements")["layer_metadata"]
    assert about["MIN_DRIVERS"] == str(least)
    assert about["BUNDLE"] == bundle.path.name


@pytest.mark.parametrize("format", ["csv", "geoparquet", "flatgeobuf"])
def test_other_formats_have_the_movements(format: str, bundle: Bundle, tmp_path: Path) -> None:
    _, _, movements = measured(bundle, tmp_path / "junctions.gpkg")
    out = tmp_path / f"junctions{VECTOR_SUFFIXES[format]}"
    write_file("junctions", out, bundle=bundle.path, min_drivers=1, format=format)
    read = gpd.read_parquet(out) if format == "geoparquet" else gpd.read_file(out)
    assert sorted(map(int, read["from_edge"])) == sorted(movements["from_edge"])


def test_corrections_join_and_split_junctions(bundle: Bundle, tmp_path: Path) -> None:
    _, before, _ = measured(bundle, tmp_path / "before.gpkg")
    around = shapely.buffer(before.geometry.iloc[0], 1e-5)
    path = tmp_path / "corrections.gpkg"
    gpd.GeoDataFrame({"signal": ["yes"]}, geometry=[around], crs=4326).to_file(path)
    _, after, _ = measured(bundle, tmp_path / "after.gpkg", corrections=str(path))
    name = before["junction"].iloc[0]
    assert after.set_index("junction").loc[name, "signals"]


@pytest.mark.parametrize(
    ("time_sets", "min_drivers", "message"),
    [
        (("Sun 03:00-03:30",), 1, "No trip drives through a junction in the time set"),
        ((), 500, "Through no junction is there a movement of at least 500 drivers"),
    ],
)
def test_nothing_to_write_is_an_error_and_leaves_no_file(
    time_sets: tuple[str, ...], min_drivers: int, message: str, bundle: Bundle, tmp_path: Path
) -> None:
    with pytest.raises(TrajganrError, match=message) as caught:
        measured(bundle, tmp_path / "junctions.gpkg", *time_sets, min_drivers=min_drivers)
    assert caught.value.code is Code.INPUT_EMPTY
    assert caught.value.next_action
    assert list(tmp_path.iterdir()) == []
