"""OpenStreetMap extracts: ways and tagged places, in any order, truncated or damaged."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import osm_town
import pytest
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.roads import osm
from trajganr_core.data.roads.osm import (
    OsmWays,
    TaggedPlaces,
    extract_timestamp,
    is_osm_extract,
    read_ways,
)
from trajganr_core.utils.study_area import StudyArea


def ways(path: Path, area: StudyArea | None = town.AREA) -> OsmWays:
    return read_ways(path, "highway", ["highway", "name"], area)


def places(path: Path) -> tuple[list[tuple[str, int]], TaggedPlaces]:
    tagged = TaggedPlaces(path, ["amenity", "shop"], lambda tags: tags.get("amenity") != "bench")
    return [(kind, number) for kind, number, *_ in tagged], tagged


@pytest.mark.parametrize(
    ("name", "is_extract"),
    [
        ("a.osm", True),
        ("porto_2022-11.osm.gz", True),
        ("a.osm.bz2", True),
        ("portugal-latest.osm.pbf", True),
        ("PORTUGAL.PBF", True),
        ("osm.gpkg", False),
        ("a.csv.gz", False),
    ],
)
def test_extracts_are_recognised_by_their_names(name: str, is_extract: bool) -> None:
    assert is_osm_extract(Path(name)) is is_extract


def test_ways_come_with_their_tags_and_vertices(tmp_path: Path) -> None:
    read = ways(osm_town.write(tmp_path / "town.osm", *osm_town.CROSSING))
    assert read.way_id.tolist() == [11, 12, 14]
    assert read.tags["highway"].tolist() == ["residential", "primary", "footway"]
    assert read.tags["name"].tolist() == ["Long street", "", ""]
    expected = np.round(town.lon_lat([(0, 0), (100, 0), (200, 0)]), 7)
    np.testing.assert_array_equal(read.parts.xy[:3], expected)


def test_nodes_may_come_after_the_ways(tmp_path: Path) -> None:
    """As Overpass' usual export has them; their ids may be in any order, too."""
    sorted_ = ways(osm_town.write(tmp_path / "a.osm", *osm_town.CROSSING))
    mixed = ways(osm_town.write(tmp_path / "b.osm", *osm_town.CROSSING[::-1]))
    order = np.argsort(mixed.way_id)
    assert mixed.way_id[order].tolist() == sorted_.way_id.tolist()
    assert sorted(map(tuple, mixed.parts.xy)) == sorted(map(tuple, sorted_.parts.xy))


def test_a_large_extract_keeps_its_nodes_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = osm_town.write(tmp_path / "a.osm", *osm_town.CROSSING[::-1])
    small = ways(path)
    monkeypatch.setattr(osm, "LARGE_BYTES", 0)
    large = ways(path)
    np.testing.assert_array_equal(large.parts.xy, small.parts.xy)
    np.testing.assert_array_equal(large.way_id, small.way_id)


def test_ways_apart_from_the_area_are_left_out(tmp_path: Path) -> None:
    far = [osm_town.node(70 + i, (90_000 + i, 0)) for i in range(2)]
    # Around the area's corner: the box of this way meets the area, the way itself does not.
    corner = [osm_town.node(80, (2400, 0)), osm_town.node(81, (0, 2400))]
    path = osm_town.write(
        tmp_path / "a.osm",
        *osm_town.CROSSING,
        *far,
        *corner,
        osm_town.way(90, [70, 71], highway="primary"),
        osm_town.way(91, [80, 81], highway="primary"),
    )
    assert ways(path).way_id.tolist() == [11, 12, 14]
    assert ways(path).total == 5
    assert ways(path, None).way_id.tolist() == [11, 12, 14, 90, 91]


def test_different_nodes_at_one_place_along_a_way_are_one_vertex(tmp_path: Path) -> None:
    """An edge between them would have no length."""
    path = osm_town.write(
        tmp_path / "a.osm",
        *(osm_town.node(i, (x, y)) for i, (x, y) in enumerate([(0, 0), (50, 0), (50, 0)], 1)),
        *(osm_town.node(i, (x, y)) for i, (x, y) in enumerate([(99, 0), (50, 50)], 4)),
        osm_town.way(1, [1, 2, 3, 4], highway="primary"),
        osm_town.way(2, [2, 5], highway="primary"),
        osm_town.way(3, [3, 5], highway="primary"),
    )
    parts = ways(path).parts
    assert np.diff(parts.offsets).tolist() == [3, 2, 2]
    assert parts.vertex[parts.offsets[1]] == parts.vertex[parts.offsets[2]] == parts.vertex[1]


def test_nodes_closed_ways_and_multipolygons_are_places(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "a.osm",
        *osm_town.CROSSING,
        osm_town.node(30, (10, 10), amenity="bench"),
        osm_town.way(40, [1, 3]),
        osm_town.way(41, [3, 5, 1]),
        osm_town.way(42, [1, 5], shop="yes"),
        osm_town.way(43, [1, 5, 3, 1], shop="yes", area="no"),
        osm_town.relation(50, [40, 41], type="multipolygon", shop="mall"),
        osm_town.relation(51, [40], type="site", shop="mall"),
    )
    found, tagged = places(path)
    assert found == [("node", 2), ("way", 13), ("relation", 50)]
    assert tagged.dropped == {"whose tags define no place": 1, "that are lines, not areas": 3}


def test_areas_are_at_their_centroid(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "a.osm", *osm_town.CROSSING)
    tagged = TaggedPlaces(path, ["amenity"], lambda tags: True)
    lon, lat = next((lon, lat) for kind, _, lon, lat, _ in tagged if kind == "way")
    np.testing.assert_allclose([lon, lat], town.lon_lat([(130, 30)])[0], atol=1e-7)


def test_areas_cut_at_the_border_of_the_extract_are_counted(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "a.osm",
        *osm_town.CROSSING,
        osm_town.way(40, [6, 7, 99, 9, 6], shop="mall"),
        osm_town.way(41, [1, 3, 5]),
        osm_town.relation(50, [41, 98], type="multipolygon", shop="mall"),
    )
    found, tagged = places(path)
    assert found == [("node", 2), ("way", 13)]
    assert tagged.dropped == {"cut at the border of the extract": 2}


@pytest.mark.parametrize(
    ("head", "timestamp"),
    [
        ('<meta osm_base="2024-05-01T10:00:00Z"/>', "2024-05-01T10:00:00Z"),
        ("<note>© contributors</note>", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("suffix", [".osm", ".osm.gz", ".osm.bz2"])
def test_the_time_of_the_data_is_read_where_it_is_reported(
    suffix: str, head: str, timestamp: str, tmp_path: Path
) -> None:
    path = osm_town.write(tmp_path / f"a{suffix}", *osm_town.CROSSING, head=head)
    assert extract_timestamp(path) == timestamp


# ------------------------------------------------------------------------------- malformed

WHOLE = osm_town.document(*osm_town.CROSSING).encode()


def refused(path: Path, content: bytes) -> Code:
    path.write_bytes(content)
    for read in (ways, places, extract_timestamp):
        try:
            read(path)
        except TrajganrError as error:
            assert error.next_action
            assert read is not extract_timestamp or path.suffix in (".gz", ".bz2", ".pbf")
            code = error.code
        else:
            assert read is extract_timestamp
    return code


@pytest.mark.malformed
def test_broken_xml_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.osm", WHOLE.replace(b"<nd ", b"<nd <")) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_xml_that_ends_in_the_middle_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.osm", WHOLE[: len(WHOLE) // 2]) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_cut_gzip_is_refused(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 1 << 60, 3000)
    long = osm_town.document(*(osm_town.node(i, (0, 0), ref=str(i)) for i in noise)).encode()
    packed = gzip.compress(long)
    assert refused(tmp_path / "a.osm.gz", packed[: len(packed) // 2]) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_file_wrongly_named_gzip_or_bzip2_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.osm.bz2", WHOLE) is Code.INPUT_FORMAT
    assert refused(tmp_path / "a.osm.gz", b"\x1f\x8b no gzip") is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_cut_pbf_is_refused(tmp_path: Path) -> None:
    whole = osm_town.write(tmp_path / "whole.osm.pbf", *osm_town.CROSSING).read_bytes()
    assert refused(tmp_path / "cut.osm.pbf", whole[:-20]) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_text_that_is_called_pbf_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.osm.pbf", b"This is no protocol buffer.") is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_web_page_that_is_called_osm_is_refused(tmp_path: Path) -> None:
    page = b"<html><body>Error 429: too many requests</body></html>"
    assert refused(tmp_path / "a.osm", page) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_an_extract_of_another_version_is_refused(tmp_path: Path) -> None:
    old = WHOLE.replace(b'version="0.6"', b'version="0.5"')
    assert refused(tmp_path / "a.osm", old) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_coordinate_that_is_no_number_is_refused(tmp_path: Path) -> None:
    wrong = WHOLE.replace(b'lat="', b'lat="north', 1)
    assert refused(tmp_path / "a.osm", wrong) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_an_id_that_is_no_number_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.osm", WHOLE.replace(b'id="1"', b'id="x"')) is Code.INPUT_FORMAT
