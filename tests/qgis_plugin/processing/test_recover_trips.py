"""Recover sparse trips: from layers or files, as layers with their probabilities."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import Layers, job_params, run

TEMPORARY = "TEMPORARY_OUTPUT"
OUTPUTS = {"POSITIONS": TEMPORARY, "GAPS": TEMPORARY}


def test_positions_and_ways_have_probabilities_and_the_options_reach_the_job(
    worker: Path, layers: Layers
) -> None:
    inputs = {"TRIPS": layers.trips(), "ROADS": layers.roads()}
    found = run("recovertrips", **inputs, **OUTPUTS, EVERY=30, RECOVER="always")
    assert (found["GAP_COUNT"], found["POSITION_COUNT"], found["TRIP_COUNT"]) == (1, 1, 1)
    (between,) = found["POSITIONS"].getFeatures()
    assert (between["recovered"], between["probability"]) == (True, 0.6)
    (way,) = found["GAPS"].getFeatures()
    assert [v.m() for v in way.geometry().vertices()] == [1372636800.25, 1372636860.25]
    assert "PATHS" not in found
    params = job_params(worker, "recover")
    assert (params["every_s"], params["recover"]) == (30.0, "always")


def test_trips_and_roads_may_be_files(worker: Path, layers: Layers) -> None:
    path = layers.folder / "fleet.csv"
    path.write_text("trip,time,lon,lat\n1,1000,-8.61,41.14\n", encoding="utf-8")
    roads = layers.folder / "porto.osm"
    roads.write_text("<osm/>", encoding="utf-8")
    found = run("recovertrips", TRIPS=str(path), ROADS=str(roads), CLASS_FIELD="type", **OUTPUTS)
    assert found["POSITIONS"].featureCount() == 1
    params = job_params(worker, "recover")
    assert (params["name"], params["class_field"]) == ("fleet", "type")
