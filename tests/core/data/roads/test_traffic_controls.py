"""Traffic signals, stop signs and crossings on directed edges."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osm_town
import pyogrio
import pytest
import town

from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.osm_layers import write_osm_layers
from trajganr_core.data.roads.reading import read_roads, read_roads_with_report
from trajganr_core.data.roads.traffic_controls import CONTROLS

#: A street of 100 m, by its nodes 1 to 5, with a junction at either end.
PLACES = {1: 0.0, 2: 20.0, 3: 45.0, 4: 80.0, 5: 100.0}


def street(folder: Path, tags: dict[int, dict[str, str]], **of_way: str) -> Path:
    """The street with tags of its nodes; two underscores in a key stand for a colon."""
    nodes = [osm_town.node(i, (x, 0), **tags.get(i, {})) for i, x in PLACES.items()]
    ends = [osm_town.node(6, (0, 50)), osm_town.node(7, (100, 50))]
    return osm_town.write(
        folder / "town.osm",
        *nodes,
        *ends,
        osm_town.way(1, list(PLACES), highway="primary", name="street", **of_way),
        osm_town.way(2, [6, 1], highway="primary", oneway="yes"),
        osm_town.way(3, [5, 7], highway="primary", oneway="yes"),
    )


def counts(network: Network, kind: str) -> list[float]:
    """Of the street's edge as digitised, and of that against it."""
    of_street = network.name == "street"
    values = getattr(network.attributes, kind)
    return [
        value for way in (True, False) for value in values[of_street & (network.forward == way)]
    ]


SIGNALS, CROSSING = {"highway": "traffic_signals"}, {"highway": "crossing"}


@pytest.mark.parametrize(
    ("tags", "kind", "expected"),
    [
        # Before the junction at the end of an edge.
        ({4: SIGNALS}, "signals", [1, 0]),
        ({2: SIGNALS}, "signals", [0, 1]),
        # At the junctions themselves.
        ({5: SIGNALS}, "signals", [1, 0]),
        ({1: SIGNALS, 5: SIGNALS}, "signals", [1, 1]),
        # With a direction.
        ({2: {**SIGNALS, "traffic_signals__direction": "forward"}}, "signals", [1, 0]),
        ({4: {**SIGNALS, "traffic_signals__direction": "backward"}}, "signals", [0, 1]),
        ({4: {**SIGNALS, "direction": "both"}}, "signals", [1, 1]),
        ({4: {**SIGNALS, "direction": "SW"}}, "signals", [1, 0]),
        ({4: {"highway": "stop"}}, "stop_signs", [1, 0]),
        ({2: {"highway": "give_way", "direction": "forward"}}, "stop_signs", [1, 0]),
        # Crossings concern both directions.
        ({3: CROSSING}, "crossings", [1, 1]),
        ({2: CROSSING, 3: CROSSING}, "crossings", [2, 2]),
        ({1: CROSSING}, "crossings", [0, 1]),
        ({3: {**CROSSING, "crossing": "traffic_signals"}}, "crossings", [1, 1]),
        ({3: {**CROSSING, "crossing": "island;traffic_signals"}}, "signals", [1, 1]),
        ({3: {**CROSSING, "crossing": "zebra"}}, "signals", [0, 0]),
        ({4: {**SIGNALS, "crossing": "marked"}}, "crossings", [1, 1]),
        ({4: {**SIGNALS, "crossing": "no"}}, "crossings", [0, 0]),
    ],
)
def test_controls_of_both_directions(
    tags: dict[int, dict[str, str]], kind: str, expected: list[float], tmp_path: Path
) -> None:
    path = street(tmp_path, tags)
    assert counts(read_roads(path, town.AREA), kind) == expected
    write_osm_layers(path, None, tmp_path / "osm.gpkg")
    assert counts(read_roads(tmp_path / "osm.gpkg", town.AREA), kind) == expected


def test_all_signals_of_a_one_way_road_are_for_its_traffic(tmp_path: Path) -> None:
    path = street(tmp_path, {2: SIGNALS, 4: SIGNALS}, oneway="yes")
    assert counts(read_roads(path, town.AREA), "signals") == [2]


def test_a_signal_at_a_junction_is_for_the_edges_that_end_there(tmp_path: Path) -> None:
    network = read_roads(street(tmp_path, {1: SIGNALS}), town.AREA)
    at_signal = network.target == network.source[(network.name == "street") & network.forward]
    np.testing.assert_array_equal(network.attributes.signals, at_signal)


def test_an_extract_without_such_nodes_does_not_know_them(tmp_path: Path) -> None:
    network = read_roads(street(tmp_path, {}), town.AREA)
    for kind in CONTROLS:
        assert np.isnan(getattr(network.attributes, kind)).all()


def test_an_extract_with_such_nodes_elsewhere_has_none_here(tmp_path: Path) -> None:
    nodes = [osm_town.node(i, (100.0 * i, 0)) for i in (1, 2)]
    elsewhere = osm_town.node(9, (500, 500), **SIGNALS)
    street_here = osm_town.way(1, [1, 2], highway="primary", name="street")
    path = osm_town.write(tmp_path / "town.osm", *nodes, elsewhere, street_here)
    assert counts(read_roads(path, town.AREA), "signals") == [0, 0]


@pytest.mark.parametrize("order", [1, -1])
def test_nodes_may_come_after_ways(order: int, tmp_path: Path) -> None:
    elements = (
        osm_town.node(1, (0, 0)),
        osm_town.node(2, (80, 0), **SIGNALS),
        osm_town.node(3, (100, 0)),
        osm_town.way(1, [1, 2, 3], highway="primary", name="street"),
    )
    path = osm_town.write(tmp_path / "town.osm.pbf", *elements[::order])
    assert counts(read_roads(path, town.AREA), "signals") == [1, 0]


def test_a_layer_lists_the_vertices(tmp_path: Path) -> None:
    stop = {"highway": "stop", "direction": "backward"}
    path = street(tmp_path, {2: SIGNALS, 3: stop, 5: SIGNALS})
    write_osm_layers(path, None, tmp_path / "osm.gpkg")
    roads = pyogrio.read_dataframe(tmp_path / "osm.gpkg", layer="roads")
    assert roads["signals"].tolist() == ["at 1, 4", "0", "at 0"]
    assert roads["stop_signs"].tolist() == ["at 2 backward", "0", "0"]


def test_an_own_layer_may_have_numbers_of_controls(tmp_path: Path) -> None:
    streets = town.streets().assign(signals=[2, 1, 0, None, 0, 0])
    streets.to_file(tmp_path / "roads.gpkg")
    network = read_roads(tmp_path / "roads.gpkg", town.AREA)
    signals = network.attributes.signals
    assert set(signals[network.name == "street 0"]) == {2}
    assert set(signals[network.name == "street 2"]) == {0}
    assert np.isnan(signals[network.name == "street 3"]).all()


@pytest.mark.malformed
@pytest.mark.parametrize("text", ["at 99", "at 1, 5", "at 1 sideways", "at -1", "at", "3, 4"])
def test_lists_of_missing_vertices_are_counted(text: str, tmp_path: Path) -> None:
    streets = town.streets().assign(crossings=[text, *["0"] * 5])
    streets.to_file(tmp_path / "roads.gpkg")
    report = read_roads_with_report(tmp_path / "roads.gpkg", town.AREA)[1]
    assert report.unused_attributes == {"crossings": 1}
