"""Turn restrictions of OpenStreetMap, and the turns between edges that they forbid."""

from __future__ import annotations

from pathlib import Path

import osm_town
import pytest
import town

from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import RoadReport, read_roads_with_report
from trajganr_core.data.roads.turn_restrictions import (
    AMBIGUOUS,
    CONDITIONAL,
    INCOMPLETE,
    NO_EFFECT,
    UNKNOWN,
    VIA_WAY,
    Member,
    restriction_of,
)
from trajganr_core.utils.study_area import StudyArea

CAR = ("vehicle", "motor_vehicle", "motorcar")
BUS = ("vehicle", "motor_vehicle", "psv", "bus")
MEMBERS = (Member("w", 11, "from"), Member("n", 1, "via"), Member("w", 12, "to"))

#: Four streets that meet at node 1: 11 in the west, 12 in the north, 13 in the east, and the
#: one-way street 14 in the south, which leads to the crossing; 15 passes node 2, the end of 12.
STREETS = (
    osm_town.node(1, (100, 100)),
    *(osm_town.node(number, place) for number, place in enumerate(
        [(100, 200), (0, 100), (200, 100), (100, 0), (0, 200), (200, 200)], 2
    )),
    osm_town.way(11, [3, 1], highway="residential"),
    osm_town.way(12, [1, 2], highway="residential"),
    osm_town.way(13, [1, 4], highway="residential"),
    osm_town.way(14, [5, 1], highway="residential", oneway="yes"),
    osm_town.way(15, [6, 2, 7], highway="residential"),
)  # fmt: skip


def read(tmp_path: Path, *relations: str, vehicle: str = "car") -> tuple[Network, RoadReport]:
    path = osm_town.write(tmp_path / "town.osm", *STREETS, *relations)
    return read_roads_with_report(path, town.AREA, RoadOptions(vehicle=vehicle))


def forbidden(network: Network) -> set[tuple[int, int]]:
    """Ways of the forbidden turns, whose edges meet."""
    for last, following in network.forbidden_turns:
        assert network.target[last] == network.source[following]
    return {(int(a), int(b)) for a, b in network.osm_id[network.forbidden_turns]}


def restricted(first: int, via: int, last: int, kind: str, number: int = 90, **tags: str) -> str:
    members = [("way", first, "from"), ("node", via, "via"), ("way", last, "to")]
    return osm_town.members(number, members, type="restriction", restriction=kind, **tags)


# ------------------------------------------------------------------------------- relations


@pytest.mark.parametrize(
    ("tags", "classes", "restricts"),
    [
        ({"restriction": "no_left_turn"}, CAR, True),
        ({"restriction": "no_left_turn"}, BUS, True),
        ({"restriction": "no_left_turn", "except": "psv"}, CAR, True),
        ({"restriction": "no_left_turn", "except": "bicycle; psv"}, BUS, False),
        ({"restriction": "no_left_turn", "except": "motorcar"}, CAR, False),
        ({"restriction:hgv": "no_left_turn"}, CAR, False),
        ({"restriction:motorcar": "no_left_turn"}, CAR, True),
        ({"restriction:motorcar": "no_left_turn"}, BUS, False),
        ({"restriction:bus": "no_left_turn"}, BUS, True),
        ({"restriction": "no_left_turn", "restriction:bus": "none"}, BUS, False),
        ({"restriction": "no_left_turn", "restriction:bus": "none"}, CAR, True),
        ({"restriction": "none"}, CAR, False),
        ({}, CAR, False),
    ],
)
def test_a_relation_restricts_the_vehicles_of_its_tags(
    tags: dict[str, str], classes: tuple[str, ...], restricts: bool
) -> None:
    found = restriction_of(tags, MEMBERS, classes)
    assert (found is not None) is restricts
    if found is not None:
        assert (found.turns, found.via, found.unused) == (((11, 12),), 1, None)


def test_the_most_specific_tag_has_priority() -> None:
    tags = {"restriction": "no_left_turn", "restriction:bus": "only_left_turn"}
    of_car, of_bus = (restriction_of(tags, MEMBERS, classes) for classes in (CAR, BUS))
    assert of_car is not None
    assert of_bus is not None
    assert (of_car.is_only, of_bus.is_only) == (False, True)


@pytest.mark.parametrize(
    ("tags", "members", "reason"),
    [
        ({"restriction": "no_left_turn"}, MEMBERS[:2], INCOMPLETE),
        ({"restriction": "no_left_turn"}, MEMBERS[::2], INCOMPLETE),
        ({"restriction": "no_left_turn"}, (*MEMBERS, Member("n", 2, "via")), INCOMPLETE),
        ({"restriction": "no_left_turn"}, (*MEMBERS[:2], Member("n", 2, "to")), INCOMPLETE),
        (
            {"restriction": "no_u_turn"},
            (MEMBERS[0], Member("w", 13, "via"), MEMBERS[2]),
            VIA_WAY,
        ),
        ({"restriction": "no_right_turn_on_red"}, MEMBERS, UNKNOWN),
        ({"restriction:conditional": "no_left_turn @ (07:00-09:00)"}, MEMBERS, CONDITIONAL),
        ({"restriction": "no_left_turn", "hour_on": "07:00"}, MEMBERS, CONDITIONAL),
    ],
)
def test_a_relation_that_cannot_be_used_has_a_reason(
    tags: dict[str, str], members: tuple[Member, ...], reason: str
) -> None:
    found = restriction_of(tags, members, CAR)
    assert found is not None
    assert (found.unused, found.turns) == (reason, ())
    assert found.ways == tuple(member.ref for member in members if member.type == "w")


# ----------------------------------------------------------------------------------- turns


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (restricted(11, 1, 12, "no_left_turn"), {(11, 12)}),
        (restricted(14, 1, 13, "no_right_turn"), {(14, 13)}),
        (restricted(11, 1, 11, "no_u_turn"), {(11, 11)}),
        (restricted(12, 2, 12, "no_u_turn"), {(12, 12)}),
        (restricted(11, 1, 13, "only_straight_on"), {(11, 11), (11, 12)}),
        (restricted(14, 1, 13, "only_right_turn"), {(14, 11), (14, 12)}),
    ],
)
def test_turns_between_edges_at_the_node_are_forbidden(
    tmp_path: Path, relation: str, expected: set[tuple[int, int]]
) -> None:
    network, report = read(tmp_path, relation)
    assert forbidden(network) == expected
    assert (report.restrictions, report.forbidden_turns) == (1, len(expected))
    assert report.unused_restrictions == {}
    assert f"Roads: 1 of 1 turn restrictions forbid {len(expected)} turns." in report.lines()


def test_no_entry_has_several_roads_before_and_no_exit_several_after(tmp_path: Path) -> None:
    into = [("way", 11, "from"), ("way", 13, "from"), ("node", 1, "via"), ("way", 12, "to")]
    from_ = [("way", 14, "from"), ("node", 1, "via"), ("way", 12, "to"), ("way", 13, "to")]
    network, report = read(
        tmp_path,
        osm_town.members(90, into, type="restriction", restriction="no_entry"),
        osm_town.members(91, from_, type="restriction", restriction="no_exit"),
    )
    assert forbidden(network) == {(11, 12), (13, 12), (14, 12), (14, 13)}
    assert report.restrictions == 2


def test_two_permitted_turns_from_a_road_are_both_permitted(tmp_path: Path) -> None:
    network, _ = read(
        tmp_path,
        restricted(11, 1, 13, "only_straight_on"),
        restricted(11, 1, 12, "only_left_turn", number=91),
    )
    assert forbidden(network) == {(11, 11)}


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (restricted(15, 2, 12, "no_left_turn"), AMBIGUOUS),
        (restricted(11, 1, 14, "no_right_turn"), NO_EFFECT),  # against the one-way street
        (restricted(11, 3, 12, "no_left_turn"), NO_EFFECT),  # they do not meet there
        (restricted(11, 1, 99, "only_straight_on"), NO_EFFECT),
    ],
)
def test_a_restriction_that_forbids_no_turn_is_counted(
    tmp_path: Path, relation: str, reason: str
) -> None:
    network, report = read(tmp_path, relation)
    assert network.forbidden_turns.shape == (0, 2)
    assert report.unused_restrictions == {reason: 1}
    assert f"Roads: 1 turn restrictions {reason} are not used." in report.lines()


def test_restrictions_of_the_reader_and_of_the_network_are_counted_together(
    tmp_path: Path,
) -> None:
    via_way = [("way", 11, "from"), ("way", 12, "via"), ("way", 15, "to")]
    elsewhere = [("way", 97, "from"), ("node", 96, "via"), ("way", 98, "to")]
    _, report = read(
        tmp_path,
        restricted(11, 1, 12, "no_left_turn"),
        restricted(15, 2, 12, "no_left_turn", number=91),
        osm_town.members(92, via_way, type="restriction", restriction="no_u_turn"),
        osm_town.members(93, elsewhere, type="restriction", restriction="no_u_turn"),
        osm_town.members(94, via_way, type="route"),
    )
    assert report.restrictions == 3
    assert report.unused_restrictions == {VIA_WAY: 1, AMBIGUOUS: 1}
    assert "Roads: 1 of 3 turn restrictions forbid 1 turns." in report.lines()


def test_relations_and_ways_may_come_before_their_members(tmp_path: Path) -> None:
    relation = restricted(11, 1, 12, "no_left_turn")
    path = osm_town.write(tmp_path / "town.osm", relation, *STREETS[::-1])
    assert forbidden(read_roads_with_report(path, town.AREA)[0]) == {(11, 12)}


def test_restrictions_of_a_binary_extract_are_read(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "town.osm.pbf", *STREETS, restricted(11, 1, 12, "no_left_turn")
    )
    assert forbidden(read_roads_with_report(path, town.AREA)[0]) == {(11, 12)}


def test_restrictions_outside_the_area_are_not_counted(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "town.osm", *STREETS, restricted(11, 1, 12, "no_left_turn"))
    west, south = town.lon_lat([(150, -10)])[0]
    east, north = town.lon_lat([(210, 50)])[0]
    far = StudyArea(west, south, east, north)
    more = osm_town.write(
        tmp_path / "more.osm",
        *STREETS,
        osm_town.node(20, (160, 0)),
        osm_town.node(21, (190, 0)),
        osm_town.way(20, [20, 21], highway="residential"),
        restricted(11, 1, 12, "no_left_turn"),
    )
    assert read_roads_with_report(path, town.AREA)[1].restrictions == 1
    assert read_roads_with_report(more, far)[1].restrictions == 0


def test_buses_may_take_turns_from_which_they_are_exempt(tmp_path: Path) -> None:
    relation = restricted(11, 1, 12, "no_left_turn", **{"except": "psv"})
    assert forbidden(read(tmp_path, relation)[0]) == {(11, 12)}
    assert forbidden(read(tmp_path, relation, vehicle="bus")[0]) == set()
    assert forbidden(read(tmp_path, relation, vehicle="taxi")[0]) == set()
