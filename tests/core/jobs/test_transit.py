"""Speeds between stops and dwell, as layers that do not tell of single drivers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyogrio
import pytest

from benchmarks.exchange.buses import Fleet
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.received_files import declared, receive
from trajganr_core.contract.kinds.transit import BETWEEN_STOPS, STOPS, TransitParams, TransitResult
from trajganr_core.jobs import job_of
from trajganr_core.utils.progress import silent


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder, fleet = tmp_path_factory.mktemp("fleet"), Fleet.simulated(32, 14)
    feeds, schedule = fleet.save(folder / "feeds", 20, 5), fleet.save_schedule(folder / "gtfs")
    return {"feeds": str(feeds), "schedule": str(schedule)}


def run(out: Path, **params: Any) -> TransitResult:
    result = job_of("transit")(TransitParams(**params), out, silent)
    assert isinstance(result, TransitResult)
    return result


def test_both_layers_have_what_is_declared(tmp_path: Path, inputs: dict[str, str]) -> None:
    sets = ("whole week", "Mon 06:00-06:40")
    result = run(tmp_path / "out", **inputs, time_sets=sets)
    file = tmp_path / "out" / TransitResult.FILE
    receive(declared("transit", file.name), file.name, file, lambda: None)
    layers = {name: pyogrio.read_dataframe(file, layer=name) for name in ("between_stops", "stops")}
    for layer, columns in zip(layers.values(), (BETWEEN_STOPS, STOPS), strict=True):
        assert list(layer.columns) == [*(column.name for column in columns), "geometry"]
        assert (layer["vehicles"] >= 5).all()
        assert set(layer["time_set"]) == set(sets)
    between, stops = layers.values()
    assert result.counts["rows"] == len(between) == 48 - result.counts["withheld_rows"]
    assert set(between.geometry.geom_type) == {"LineString"}
    assert between["speed_kmh"].between(10, 60).all()
    ordered = between[["speed_p15_kmh", "speed_p50_kmh", "speed_p85_kmh"]].dropna()
    assert (ordered.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    # A trip begins at the first stop, where nothing is known of the dwell.
    assert stops.loc[stops["stop_id"] == "s0", "dwell_p50_s"].isna().all()
    assert stops.loc[stops["stop_id"] == "s5", "dwell_p50_s"].notna().any()
    info = pyogrio.read_info(file, layer="between_stops")["layer_metadata"]
    assert info["ATTRIBUTION"] == result.attribution == "Buses (https://example.org)"


def test_percentiles_of_too_few_vehicles_are_not_written(
    tmp_path: Path, inputs: dict[str, str]
) -> None:
    run(tmp_path / "out", **inputs, min_drivers=8)
    rows = pyogrio.read_dataframe(tmp_path / "out" / TransitResult.FILE, layer="between_stops")
    # Of 12 vehicles, fewer than 8 are slower than the slowest 15 %.
    assert rows["speed_p15_kmh"].isna().all()
    assert rows["speed_p85_kmh"].isna().all()


def test_nothing_follows_of_fewer_vehicles_by_subtraction(
    tmp_path: Path, inputs: dict[str, str]
) -> None:
    # Beside the whole week less the last quarter of an hour, a few runs would be left.
    sets = ("whole week", "Mon 00:00-06:35")
    result = run(tmp_path / "out", **inputs, time_sets=sets, min_drivers=6)
    rows = pyogrio.read_dataframe(tmp_path / "out" / TransitResult.FILE, layer="between_stops")
    runs = rows.pivot_table("runs", "stop_id", "time_set")
    left = runs["whole week"] - runs.get(sets[1], runs["whole week"])
    assert (left.dropna().eq(0) | (left.dropna() >= 6)).all()
    assert result.counts["withheld_rows"] > 0


def test_without_enough_vehicles_or_feeds_it_says_so(
    tmp_path: Path, inputs: dict[str, str]
) -> None:
    with pytest.raises(TrajganrError) as error:
        run(tmp_path / "a", **inputs, min_drivers=13)
    assert error.value.code is Code.INPUT_EMPTY
    with pytest.raises(TrajganrError) as error:
        run(tmp_path / "b", feeds=inputs["schedule"], schedule=inputs["schedule"])
    assert error.value.code is Code.INPUT_FORMAT
