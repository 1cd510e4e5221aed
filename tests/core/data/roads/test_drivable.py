"""Roads open to cars, and their directions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from trajganr_core.contract.options.choices import VEHICLES
from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.roads.drivable import is_road, open_directions, road_tags, unknown_oneway
from trajganr_core.data.roads.tags import tag_table

OSM = RoadOptions()
BOTH, ALONG, AGAINST, CLOSED = (True, True), (True, False), (False, True), (False, False)


def tags(options: RoadOptions = OSM, **values: object) -> pd.DataFrame:
    """One road with those tags; two underscores in a key stand for a colon."""
    row = {key.replace("__", ":"): [value] for key, value in values.items()}
    return tag_table(pd.DataFrame({"highway": ["primary"], **row}), road_tags(options))


def directions(options: RoadOptions = OSM, **values: object) -> tuple[bool, bool]:
    along, against = open_directions(tags(options, **values), options)[0]
    return bool(along), bool(against)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, BOTH),
        ({"oneway": None}, BOTH),
        ({"oneway": "no"}, BOTH),
        ({"oneway": "yes"}, ALONG),
        ({"oneway": "True"}, ALONG),
        ({"oneway": "1"}, ALONG),
        ({"oneway": 1}, ALONG),
        ({"oneway": 1.0}, ALONG),
        ({"oneway": True}, ALONG),
        ({"oneway": False}, BOTH),
        ({"oneway": "-1"}, AGAINST),
        ({"oneway": "reverse"}, AGAINST),
        ({"oneway": "reversible"}, BOTH),
        ({"oneway": "alternating"}, BOTH),
        ({"oneway": "F"}, ALONG),
        ({"oneway": "T"}, AGAINST),
        ({"oneway": "B"}, BOTH),
        ({"oneway": "TF"}, AGAINST),
        ({"junction": "roundabout"}, ALONG),
        ({"junction": "circular"}, ALONG),
        ({"junction": "roundabout", "oneway": "no"}, BOTH),
        ({"junction": "roundabout", "oneway": "-1"}, AGAINST),
        ({"junction": "yes"}, BOTH),
        ({"highway": "motorway"}, ALONG),
        ({"highway": "motorway_link"}, BOTH),
        ({"highway": "motorway", "oneway": "no"}, BOTH),
        ({"oneway": "yes", "oneway__motor_vehicle": "no"}, BOTH),
        ({"oneway__vehicle": "yes"}, ALONG),
        ({"oneway__bicycle": "yes"}, BOTH),
    ],
)
def test_oneway_is_understood_as_in_osm(
    values: dict[str, object], expected: tuple[bool, bool]
) -> None:
    assert directions(**values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"access": "no"}, CLOSED),
        ({"access": "private"}, CLOSED),
        ({"access": "Private"}, CLOSED),
        ({"access": "psv"}, CLOSED),
        ({"access": "agricultural;forestry"}, CLOSED),
        ({"access": "agricultural;destination"}, BOTH),
        ({"access": "yes"}, BOTH),
        ({"access": "permissive"}, BOTH),
        ({"access": "destination"}, BOTH),
        ({"access": "customers"}, BOTH),
        ({"access": "delivery"}, BOTH),
        ({"access": "permit"}, BOTH),
        ({"motorcar": "no"}, CLOSED),
        ({"motor_vehicle": "private"}, CLOSED),
        ({"vehicle": "no"}, CLOSED),
        ({"bicycle": "no", "hgv": "no"}, BOTH),
        ({"access": "no", "motor_vehicle": "yes"}, BOTH),
        ({"access": "no", "vehicle": "destination"}, BOTH),
        ({"vehicle": "no", "motorcar": "yes"}, BOTH),
        ({"access": "yes", "motor_vehicle": "no"}, CLOSED),
        ({"motor_vehicle": "yes", "motorcar": "no"}, CLOSED),
        ({"motor_vehicle__backward": "no"}, ALONG),
        ({"motor_vehicle__forward": "no"}, AGAINST),
        ({"motor_vehicle": "no", "motor_vehicle__backward": "destination"}, AGAINST),
        ({"oneway": "yes", "motor_vehicle__forward": "no"}, CLOSED),
    ],
)
def test_the_most_specific_access_tag_decides(
    values: dict[str, object], expected: tuple[bool, bool]
) -> None:
    assert directions(**values) == expected


@pytest.mark.parametrize(
    ("values", "car", "taxi", "bus"),
    [
        ({"access": "no", "psv": "yes"}, CLOSED, BOTH, BOTH),
        ({"access": "private", "taxi": "yes"}, CLOSED, BOTH, CLOSED),
        ({"motor_vehicle": "no", "bus": "designated"}, CLOSED, CLOSED, BOTH),
        ({"access": "bus"}, CLOSED, CLOSED, BOTH),
        ({"access": "psv"}, CLOSED, BOTH, BOTH),
        ({"access": "no", "psv": "yes", "taxi": "no"}, CLOSED, CLOSED, BOTH),
        ({"motorcar": "no"}, CLOSED, CLOSED, BOTH),
        ({"psv": "no"}, BOTH, CLOSED, CLOSED),
        ({"psv:backward": "designated", "motor_vehicle:backward": "no"}, ALONG, BOTH, BOTH),
        ({"oneway": "yes", "oneway:psv": "no"}, ALONG, BOTH, BOTH),
        ({"oneway": "yes", "oneway:bus": "no"}, ALONG, ALONG, BOTH),
        ({"junction": "roundabout", "oneway:taxi": "no"}, ALONG, BOTH, ALONG),
        ({"oneway": "yes", "lanes:psv:backward": "1"}, ALONG, BOTH, BOTH),
        ({"oneway": "yes", "lanes:psv:backward": "0"}, ALONG, ALONG, ALONG),
        ({"oneway": "yes", "bus:lanes:backward": "designated"}, ALONG, ALONG, BOTH),
        ({"oneway": "yes", "bus:lanes:backward": "no|"}, ALONG, ALONG, ALONG),
        ({"oneway": "yes", "busway": "opposite_lane"}, ALONG, ALONG, BOTH),
        ({"oneway": "-1", "busway:left": "opposite_lane"}, AGAINST, AGAINST, BOTH),
        ({"oneway": "yes", "busway": "lane"}, ALONG, ALONG, ALONG),
    ],
)
def test_taxis_and_buses_use_their_lanes_and_streets(
    values: dict[str, str], car: object, taxi: object, bus: object
) -> None:
    packed = {key.replace(":", "__"): value for key, value in values.items()}
    found = [directions(RoadOptions(vehicle=vehicle), **packed) for vehicle in VEHICLES]
    assert found == [car, taxi, bus]


@pytest.mark.parametrize(
    ("values", "vehicles"),
    [
        ({"highway": "busway"}, {"bus"}),
        ({"highway": "busway", "psv": "yes"}, {"taxi", "bus"}),
        ({"highway": "service", "access": "no", "psv": "yes"}, {"taxi", "bus"}),
        ({"highway": "pedestrian", "taxi": "yes"}, {"taxi"}),
        ({"highway": "service"}, set()),
        ({"highway": "platform", "bus": "yes"}, set()),
        ({"highway": "service", "bus": "yes", "area": "yes"}, set()),
    ],
)
def test_ways_for_taxis_and_buses_only_are_kept_for_these(
    values: dict[str, str], vehicles: set[str]
) -> None:
    options = {vehicle: RoadOptions(vehicle=vehicle) for vehicle in VEHICLES}
    kept = {name for name, each in options.items() if is_road(tags(each, **values), each)[0]}
    assert kept == vehicles


def test_chosen_classes_are_those_of_every_vehicle() -> None:
    options = RoadOptions(road_classes=("primary",), vehicle="bus")
    assert not is_road(tags(options, highway="busway"), options)[0]


@pytest.mark.parametrize(
    ("highway", "kept"),
    [
        ("motorway_link", True),
        ("living_street", True),
        ("road", True),
        ("service", False),
        ("track", False),
        ("footway", False),
        ("construction", False),
        ("proposed", False),
        ("bus_stop", False),
        ("", False),
    ],
)
def test_public_roads_for_cars_are_kept(highway: str, kept: bool) -> None:
    assert is_road(tags(highway=highway), OSM).tolist() == [kept]


def test_an_area_is_no_road() -> None:
    assert not is_road(tags(area="yes"), OSM)[0]
    assert is_road(tags(area="no"), OSM)[0]


def test_chosen_classes_replace_those_of_osm() -> None:
    options = RoadOptions(class_field="kind", road_classes=("A", "3"))
    frame = pd.DataFrame({"kind": ["A", "B", "3", "primary", None]})
    kept = is_road(tag_table(frame, road_tags(options)), options)
    assert kept.tolist() == [True, False, True, False, False]


def test_numbers_are_classes_too() -> None:
    options = RoadOptions(class_field="frc", road_classes=("1", "2"))
    frame = pd.DataFrame({"frc": [1.0, 2.0, 7.0, None]})
    kept = is_road(tag_table(frame, road_tags(options)), options)
    assert kept.tolist() == [True, True, False, False]


def test_a_chosen_oneway_field_replaces_all_oneway_tags() -> None:
    options = RoadOptions(oneway_field="dir")
    assert directions(options, dir="T", oneway="yes") == AGAINST


def test_oneway_values_that_are_not_understood_are_counted() -> None:
    frame = pd.DataFrame({"highway": "primary", "oneway": ["yes", "maybe", "maybe", "", "no"]})
    table = tag_table(frame, road_tags(OSM))
    assert unknown_oneway(table, OSM).to_dict() == {"maybe": 2}
    np.testing.assert_array_equal(open_directions(table, OSM)[1], BOTH)
