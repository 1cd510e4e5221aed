"""Speed limits, lanes and junctions of roads, from the tags of ways and the columns of layers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import osm_town
import pandas as pd
import pytest
import town

from trajganr_core.data.roads.attributes import ATTRIBUTE_TAGS, WayAttributes
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads, read_roads_with_report
from trajganr_core.data.roads.tags import tag_table

UNKNOWN = np.nan


def of_way(
    *, oneway: bool = False, unused: Counter[str] | None = None, **values: object
) -> WayAttributes:
    """The attributes of one way; two underscores in a key stand for a colon."""
    row = {key.replace("__", ":"): [value] for key, value in values.items()}
    tags = tag_table(pd.DataFrame({"highway": ["primary"], **row}), ATTRIBUTE_TAGS)
    directions = np.array([[True, not oneway]])
    return WayAttributes.of_tags(tags, directions, Counter() if unused is None else unused)


@pytest.mark.parametrize(
    ("values", "along", "against"),
    [
        ({}, UNKNOWN, UNKNOWN),
        ({"maxspeed": "50"}, 50, 50),
        ({"maxspeed": 50}, 50, 50),
        ({"maxspeed": 48.3}, 48.3, 48.3),
        ({"maxspeed": "50 km/h"}, 50, 50),
        ({"maxspeed": "30 mph"}, 48.28, 48.28),
        ({"maxspeed": "30mph"}, 48.28, 48.28),
        ({"maxspeed": "0"}, UNKNOWN, UNKNOWN),
        ({"maxspeed": "walk"}, 6, 6),
        ({"maxspeed": "none"}, 130, 130),
        ({"maxspeed": "PT:urban"}, 50, 50),
        ({"maxspeed": "DE:rural"}, 100, 100),
        ({"maxspeed": "DE:motorway"}, 130, 130),
        ({"maxspeed": "GB:nsl_single"}, 96.56, 96.56),
        ({"maxspeed": "DE:zone:30"}, 30, 30),
        ({"maxspeed": "FR:30"}, 30, 30),
        ({"maxspeed": "50", "maxspeed__backward": "30"}, 50, 30),
        ({"maxspeed__forward": "70"}, 70, UNKNOWN),
        ({"maxspeed__type": "PT:zone30"}, 30, 30),
        ({"source__maxspeed": "PT:rural"}, 90, 90),
        ({"maxspeed": "60", "maxspeed__type": "PT:urban"}, 60, 60),
        ({"maxspeed__type": "sign"}, UNKNOWN, UNKNOWN),
    ],
)
def test_speed_limits(values: dict[str, object], along: float, against: float) -> None:
    unused: Counter[str] = Counter()
    found = of_way(unused=unused, **values).maxspeed_kmh
    np.testing.assert_allclose(found, [[along, against]], atol=0.01)
    assert not unused


@pytest.mark.parametrize(
    ("oneway", "values", "along", "against"),
    [
        (False, {}, UNKNOWN, UNKNOWN),
        (False, {"lanes": "2"}, 1, 1),
        (False, {"lanes": "1"}, 0.5, 0.5),
        (False, {"lanes": "3", "lanes__forward": "2"}, 2, 1),
        (False, {"lanes": "3", "lanes__backward": "2"}, 1, 2),
        (False, {"lanes": "2", "lanes__forward": "2"}, 2, 1),
        (False, {"lanes__forward": "2"}, 2, UNKNOWN),
        (False, {"lanes": "0"}, UNKNOWN, UNKNOWN),
        (True, {"lanes": "3"}, 3, 3),
        (True, {"lanes": 3.0}, 3, 3),
    ],
)
def test_lanes_of_a_direction(
    oneway: bool, values: dict[str, object], along: float, against: float
) -> None:
    found = of_way(oneway=oneway, **values).lanes
    np.testing.assert_array_equal(found, [[along, against]])


@pytest.mark.malformed
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("maxspeed", "1e99"),
        ("maxspeed", "999"),
        ("maxspeed", "-50"),
        ("maxspeed", "50;30"),
        ("maxspeed", "['50', '30']"),
        ("maxspeed", "signals"),
        ("maxspeed", "ES:urban"),  # depends on the lanes
        ("maxspeed", "XX:rural"),
        ("maxspeed", "nan"),
        ("maxspeed", "5" * 10_000_000),
        ("maxspeed__backward", "fast"),
        ("lanes", "-2"),
        ("lanes", "99"),
        ("lanes", "0.0001"),
        ("lanes", "2;3"),
        ("lanes", "2" * 10_000_000),
        ("signals", "-1"),
        ("signals", "Siemens"),
        ("crossings", "at 3," + "4, " * 1_000_000),
    ],
)
def test_values_that_are_unusable_are_ignored_and_counted(key: str, value: str) -> None:
    unused: Counter[str] = Counter()
    found = of_way(unused=unused, **{key: value})
    assert unused == {key.replace("__", ":"): 1}
    for values in (found.maxspeed_kmh, found.lanes, found.controls):
        assert np.isnan(values).all()


def by_name(network: Network, name: str) -> dict[str, list[float]]:
    """An attribute of the edges of each street."""
    values = getattr(network.attributes, name)
    return {street: values[network.name == street].tolist() for street in set(network.name)}


def test_an_extract_has_attributes_of_each_direction(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "town.osm",
        *(osm_town.node(i, (100.0 * i, 0)) for i in range(1, 5)),
        osm_town.way(
            *(1, [1, 2]),
            highway="primary",
            name="two-way",
            maxspeed="50",
            maxspeed__backward="30",
            lanes="3",
            lanes__forward="2",
        ),
        osm_town.way(2, [2, 3], highway="primary", name="circle", junction="roundabout", lanes="2"),
        osm_town.way(3, [3, 4], highway="primary", name="bad", maxspeed="50;30", lanes="many"),
    )
    network, report = read_roads_with_report(path, town.AREA)
    assert network.forward[network.name == "two-way"].tolist() == [True, False]
    assert by_name(network, "maxspeed_kmh")["two-way"] == [50, 30]
    assert by_name(network, "lanes")["two-way"] == [2, 1]
    assert by_name(network, "lanes")["circle"] == [2]
    assert by_name(network, "roundabout") == {"two-way": [0, 0], "circle": [1], "bad": [0, 0]}
    assert np.isnan(by_name(network, "maxspeed_kmh")["bad"]).all()
    assert report.unused_attributes == {"maxspeed": 1, "lanes": 1}
    assert "Roads: 1 values of maxspeed are unknown or out of range and not used." in report.lines()
    assert report.known_attributes["maxspeed_kmh"] == 2
    assert any("speed limit 40%" in line for line in report.lines())


@pytest.mark.parametrize(
    ("speed", "lanes"),
    [("maxspeed", "lanes"), ("MaxSpeed", "LANES"), ("speed_limit", "num_lanes")],
)
def test_usual_columns_of_a_layer_are_recognised(speed: str, lanes: str, tmp_path: Path) -> None:
    streets = town.streets().assign(**{speed: [30, 50, None, 70, 0, 50], lanes: 2})
    streets.to_file(tmp_path / "roads.gpkg")
    network = read_roads(tmp_path / "roads.gpkg", town.AREA)
    limits = by_name(network, "maxspeed_kmh")
    assert (set(limits["street 0"]), set(limits["street 3"])) == ({30}, {70})
    assert np.isnan(limits["street 2"] + limits["street 4"]).all()
    is_oneway = network.reverse < 0
    assert set(network.attributes.lanes[is_oneway]) == {2}
    assert set(network.attributes.lanes[~is_oneway]) == {1}


def test_tags_that_gdal_packs_are_attributes_too(tmp_path: Path) -> None:
    streets = town.streets()
    streets["other_tags"] = ['"maxspeed"=>"40","junction"=>"roundabout"', *[None] * 5]
    streets.to_file(tmp_path / "roads.gpkg")
    network = read_roads(tmp_path / "roads.gpkg", town.AREA)
    assert set(by_name(network, "maxspeed_kmh")["street 0"]) == {40}
    assert set(by_name(network, "roundabout")["street 0"]) == {1}


def test_attributes_without_a_column_are_unknown(network: Network) -> None:
    for name in network.attributes.names():
        assert np.isnan(getattr(network.attributes, name)).all()


def test_chosen_edges_keep_their_attributes(tmp_path: Path) -> None:
    town.streets().assign(maxspeed=[30, 40, 50, 60, 70, 80]).to_file(tmp_path / "roads.gpkg")
    network = read_roads(tmp_path / "roads.gpkg", town.AREA)
    edges = np.arange(len(network))[::-2]
    np.testing.assert_array_equal(
        network.take(edges).attributes.maxspeed_kmh, network.attributes.maxspeed_kmh[edges]
    )
