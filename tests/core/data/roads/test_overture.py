"""Overture's segments as roads, and hostile files of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import shapely
from small_overture import AREA, crossing, ident, segment, write

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.preparation.provenance import licence_of
from trajganr_core.data.roads.overture import SCHEMA, boxes_near, feature_ids, read_overture
from trajganr_core.data.roads.reading import read_roads, read_roads_with_report
from trajganr_core.data.roads.source import source_attributes
from trajganr_core.data.roads.turn_restrictions import AMBIGUOUS


def at(network, begin, end):
    """The edge from one place to another."""
    first, last = network.offsets[:-1], network.offsets[1:] - 1
    ends = np.column_stack(
        [network.lon[first], network.lat[first], network.lon[last], network.lat[last]]
    )
    (edge,) = np.flatnonzero(np.abs(ends - np.r_[begin, end]).max(axis=1) < 1e-6)
    return int(edge)


def test_segments_meet_at_connectors_and_have_the_tags_of_their_rules(tmp_path):
    network, report = read_roads_with_report(write(tmp_path / "a.parquet", crossing()), AREA)
    west, middle, east = (-8.61, 41.15), (-8.60, 41.15), (-8.59, 41.15)
    onward = at(network, middle, east)
    south, north = at(network, (-8.60, 41.14), middle), at(network, middle, (-8.60, 41.16))
    limits = network.attributes.maxspeed_kmh
    assert limits[[onward, network.reverse[onward]]] == pytest.approx([70, 48.3], abs=0.1)
    assert (network.reverse[[south, north]] == -1).all()
    assert (
        network.target[at(network, west, middle)] == network.source[north] == network.target[south]
    )
    bridge = at(network, (-8.605, 41.14), (-8.595, 41.16))
    assert (network.highway[bridge], len(network)) == ("motorway_link", 8)
    assert network.osm_id[[onward, south]].tolist() == [17, 0]
    assert set(network.name) == {"Rua", ""}
    assert (report.total, report.outside, report.not_roads) == (6, 1, 2)
    # A limit and a transition of holidays, and one over two segments.
    assert report.unused_attributes == {"speed_limits": 1, "prohibited_transitions": 2}
    assert report.unused_restrictions == {AMBIGUOUS: 1}


def test_a_prohibited_transition_is_a_forbidden_turn(tmp_path):
    middle, west, north = (-8.60, 41.15), (-8.61, 41.15), (-8.60, 41.16)
    rule = {"sequence": [{"connector_id": "c", "segment_id": ident(2)}],
            "final_heading": "backward", "when": {"heading": "forward"}}  # fmt: skip
    places = {1: [west, middle], 2: [north, middle], 3: [middle, (-8.59, 41.15)]}
    ends = {1: {"w": 0.0, "c": 1.0}, 2: {"n": 0.0, "c": 1.0}, 3: {"c": 0.0, "e": 1.0}}
    items = [segment(each, places[each], ends[each]) for each in places]
    items[0]["prohibited_transitions"] = [rule]
    network = read_roads(write(tmp_path / "a.parquet", items), AREA)
    assert network.forbidden_turns.tolist() == [
        [at(network, west, middle), at(network, middle, north)]
    ]


def test_a_rule_for_vehicles_of_a_size_closes_nothing(tmp_path):
    items = crossing()
    heavy = [{"dimension": "weight", "comparison": "greater_than", "value": 3.5, "unit": "t"}]
    items[1]["access_restrictions"] = [{"access_type": "denied", "when": {"vehicle": heavy}}]
    network, report = read_roads_with_report(write(tmp_path / "a.parquet", items), AREA)
    assert (network.source_fid == feature_ids([ident(2)])).sum() == 4
    assert report.unused_attributes["access_restrictions"] == 1


def test_ids_licence_attribution_and_extent_travel(tmp_path):
    path = write(tmp_path / "a.parquet", crossing())
    network = read_roads(path, AREA)
    fields = source_attributes(path, network.source_fid, RoadOptions(), ())
    assert set(fields["id"]) == {ident(1), ident(2), ident(3)}
    assert fields["id"][at(network, (-8.60, 41.15), (-8.59, 41.15))] == ident(1)
    licence, attribution = licence_of(path)
    assert "ODbL" in licence
    assert all(
        name in attribution for name in ("OpenStreetMap contributors", "Town", "CC0", "Overture")
    )


@pytest.mark.parametrize(
    ("rules", "vehicle", "directions"),
    [
        ([{"access_type": "denied"}], "car", 0),
        ([{"access_type": "denied", "when": {"mode": ["hgv"]}}], "car", 2),
        ([{"access_type": "denied"},
          {"access_type": "allowed", "when": {"using": ["to_deliver"]}}], "car", 2),
        ([{"access_type": "denied"},
          {"access_type": "allowed", "when": {"recognized": ["as_private"]}}], "car", 0),
        ([{"access_type": "denied", "when": {"heading": "backward"}},
          {"access_type": "allowed", "when": {"heading": "backward", "mode": ["bus"]}}], "car", 1),
        ([{"access_type": "denied", "when": {"heading": "backward"}},
          {"access_type": "allowed", "when": {"heading": "backward", "mode": ["bus"]}}], "bus", 2),
        ([{"access_type": "denied", "when": {"heading": "forward"}}], "car", 1),
        ([{"access_type": "denied", "when": {"during": "Mo-Fr 08:00-10:00"}}], "car", 2),
    ],
)  # fmt: skip
def test_the_last_rule_of_the_vehicle_opens_or_closes(tmp_path, rules, vehicle, directions):
    items = [*crossing(), segment(7, [(-8.62, 41.16), (-8.61, 41.16)], {"p": 0.0, "q": 1.0})]
    items[-1]["access_restrictions"] = rules
    network = read_roads(write(tmp_path / "a.parquet", items), AREA, RoadOptions(vehicle=vehicle))
    assert (network.source_fid == feature_ids([ident(7)])).sum() == directions


def test_a_folder_is_read_without_connectors_and_segments_elsewhere(tmp_path):
    first, second = crossing()[:3], crossing()[3:]
    (tmp_path / "segments").mkdir()
    write(tmp_path / "segments" / "part-0.zstd.parquet", first, row_group_size=1)
    write(tmp_path / "segments" / "part-1.zstd.parquet", second, row_group_size=1)
    points = [
        {"id": "c", "geometry": shapely.to_wkb(shapely.Point(-8.6, 41.15)), "type": "connector"}
    ]
    write(tmp_path / "segments" / "connector.parquet", points)
    found = read_overture(tmp_path / "segments", AREA, "car")
    assert found.frame["id"].tolist() == [ident(number) for number in range(1, 6)]
    assert found.total == 6


def test_row_groups_elsewhere_are_not_read(tmp_path):
    path = write(tmp_path / "a.parquet", crossing(), row_group_size=1)
    (file,) = ds.dataset(path, pa.schema(SCHEMA), format="parquet").get_fragments()
    assert len(file.split_by_row_group(boxes_near(AREA))) == 5
    items = [{**item, "bbox": None} for item in crossing()]
    assert len(read_overture(write(path, items), AREA, "car").frame) == 6


def code_of(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_roads(path, AREA)
    assert error.value.next_action
    return error.value.code


def nested(depth: int) -> pa.Array:
    kind = pa.int32()
    for _ in range(depth):
        kind = pa.struct([("a", kind)])
    return pa.array([None] * 6, type=kind)


@pytest.mark.malformed
@pytest.mark.parametrize(
    "column",
    [
        {"connectors": pa.array(["w"] * 6)},
        {"class": pa.array([["residential"]] * 6)},
        {"access_restrictions": pa.array([[{"access_type": ["denied"]}]] * 6)},
        {"geometry": pa.array([1.5] * 6)},
        {"connectors": pa.array([[{"connector_id": "w", "at": None}]] * 6)},
        {"names": pa.array([{"primary": "x" * (60 << 20)}] * 6)},
        {"speed_limits": nested(120)},
    ],
)
def test_columns_of_other_types_and_texts_without_end_are_refused(tmp_path, column):
    table = pq.read_table(write(tmp_path / "good.parquet", crossing()))
    for name, values in column.items():
        table = table.drop_columns([name] if name in table.column_names else []).append_column(
            name, values
        )
    pq.write_table(table, tmp_path / "a.parquet")
    assert code_of(tmp_path / "a.parquet") is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_damaged_file_and_one_without_roads_here_are_refused(tmp_path):
    path = write(tmp_path / "a.parquet", crossing())
    path.write_bytes(path.read_bytes()[:-40])
    assert code_of(path) is Code.INPUT_FORMAT
    assert code_of(write(tmp_path / "b.parquet", crossing()[5:])) is Code.INPUT_EMPTY


@pytest.mark.malformed
@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize(
    "geometry",
    [
        b"",
        b"\1\2\0\0\0\xff\xff\xff\x7f",
        b"\1\7\0\0\0\1\0\0\0" * 100_000,
        shapely.to_wkb(shapely.Point(-8.6, 41.15)),
        shapely.to_wkb(shapely.LineString([(-8.6, 41.15), (np.nan, 41.15), (-8.5, 41.1)])),
        shapely.to_wkb(shapely.LineString([(-8.6, 41.15), (np.inf, 41.15)])),
        shapely.to_wkb(shapely.LineString([(-8.6, 41.15), (-8.6, 41.15)])),
        None,
    ],
)
def test_a_segment_with_a_geometry_that_cannot_be_read_is_left_out(tmp_path, geometry):
    items = crossing()
    items[2]["geometry"] = geometry
    network, report = read_roads_with_report(write(tmp_path / "a.parquet", items), AREA)
    assert feature_ids([ident(3)]) not in network.source_fid
    assert report.unusable["without a geometry that can be read"] == 1


@pytest.mark.malformed
def test_places_and_rules_that_make_no_sense_are_counted_and_not_used(tmp_path):
    items = crossing()
    items[0]["connectors"] += [{"connector_id": "k", "at": each} for each in (np.nan, 2.0, 0.3)]
    for begin, end in ((0.9, 0.1), (np.nan, 1.0), (-1.0, 1e300)):
        limit = {"max_speed": {"value": 999999, "unit": "?"}, "between": [begin, end]}
        items[0]["speed_limits"].append(limit)
    items.append(items[2])
    items[1]["prohibited_transitions"] = [
        {"sequence": [{"connector_id": "c", "segment_id": ident(2)}], "final_heading": "up"},
        {"sequence": [], "final_heading": None},
    ]
    network, report = read_roads_with_report(write(tmp_path / "a.parquet", items), AREA)
    assert len(network) == 8
    assert report.unused_attributes["connectors"] == 3
    assert report.unused_attributes["speed_limits"] == 3
    assert report.unused_attributes["id"] == 1
