"""OpenStreetMap extracts: ways and places of ``.osm``, ``.osm.gz``, ``.osm.bz2`` and ``.osm.pbf``.

An extract may cover a whole country. Python objects are created only for nodes that are POIs or
traffic controls. The locations of all nodes are in a table of pyosmium, 16 bytes per node, which is
in a temporary file for large extracts. Ways outside of the area are dropped while reading.
"""

from __future__ import annotations

import bz2
import gzip
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import osmium
import pandas as pd
import shapely
from osmium.osm import NODE, RELATION, WAY, Node, Relation, Way
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ...contract.errors import Code, TrajganrError
from ...contract.records.extents import Extent
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import offsets_of, row_of_each
from ...utils.study_area import StudyArea
from ..files import check_unpacked, existing_file, in_brackets
from .noding import Parts, numbered_places, without_repeats
from .traffic_controls import CONTROLS, NODES, TrafficControls, scopes_of_node
from .turn_restrictions import Member, Restriction, restriction_of

LICENCE = "Open Data Commons Open Database License 1.0 (ODbL)"
ATTRIBUTION = "© OpenStreetMap contributors, https://www.openstreetmap.org/copyright"

EXTRACTS = (".osm", ".osm.gz", ".osm.bz2", ".pbf")
#: Size above which node locations are kept in a temporary file instead of in memory.
LARGE_BYTES = 256 << 20
#: The same for unpacked XML, in which nodes are larger.
LARGE_XML_BYTES = 10 * LARGE_BYTES
#: Reasons why features are not POIs.
UNWANTED, CUT = Text("whose tags define no place"), Text("cut at the border of the extract")
UNREADABLE = (
    *(RuntimeError, ValueError, osmium.InvalidLocationError),
    *(OSError, EOFError, zlib.error),
)
GZIP, BZIP2 = b"\x1f\x8b", b"BZh"
#: OSM stores degrees as integers of this resolution.
PER_DEGREE = 10_000_000


def is_osm_extract(path: Path) -> bool:
    """Whether a file is an OpenStreetMap extract, by its name."""
    return path.name.lower().endswith(EXTRACTS)


def described_extract(timestamp: str) -> Text:
    """What an extract is called, with its time if that is known."""
    return Text(
        "an OpenStreetMap extract of {time}" if timestamp else "an OpenStreetMap extract",
        time=timestamp,
    )


def extract_timestamp(path: Path) -> str:
    """Timestamp of an extract's data, ISO 8601; "" if unknown."""
    if path.name.lower().endswith(".pbf"):
        with _readable(path), osmium.io.Reader(_osm_file(path), osmium.osm.NOTHING) as reader:
            return reader.header().get("osmosis_replication_timestamp")
    with _readable(path), _decompressed(path) as file:
        beginning = file.read(4096).decode("utf-8", errors="replace")
    match = re.search(r'<(?:meta|osm)\b[^>]*\b(?:osm_base|timestamp)="([^"]+)"', beginning)
    return match.group(1) if match else ""


def extract_bounds(path: Path) -> Extent | None:
    """West, south, east, north that an extract says it covers, degrees; None if it does not."""
    with _readable(path), osmium.io.Reader(_osm_file(path), osmium.osm.NOTHING) as reader:
        box = reader.header().box()
        if not box.valid():
            return None
        low, high = box.bottom_left, box.top_right
        return low.lon, low.lat, high.lon, high.lat


@dataclass(frozen=True)
class OsmWays:
    """Ways with a given tag that touch an area.

    Attributes:
        way_id: ``(n,)``.
        tags: ``(n,)`` rows, one column per tag, "" where a way does not have it. The columns of
            traffic controls, if requested, are those of :mod:`.traffic_controls`; they are empty
            if the extract has no such nodes.
        parts: of the n ways; they are connected at shared OSM nodes, not at equal positions.
        total: number of ways in the extract with the tag.
        incomplete: number of the n ways that are cut because the extract lacks some nodes.
        vertex_of: vertices of those of the requested nodes that belong to ways near the area.
    """

    way_id: IntArray
    tags: pd.DataFrame
    parts: Parts
    total: int
    incomplete: int
    vertex_of: dict[int, int]


def read_restrictions(path: Path, classes: Sequence[str]) -> list[Restriction]:
    """The turn restrictions of a vehicle, whose access classes are from general to specific.

    Raises:
        TrajganrError: as :func:`read_ways`.
    """
    found = []
    with _readable(path):
        of_type = osmium.filter.TagFilter(("type", "restriction"))
        for relation in _read(path, RELATION, of_type):
            members = [Member(each.type, each.ref, each.role) for each in relation.members]
            found.append(restriction_of(dict(relation.tags), members, classes))
    return [restriction for restriction in found if restriction is not None]


@dataclass(frozen=True)
class NodePairs:
    """Consecutive nodes of ways, in the order of the way.

    Attributes:
        way: ``(n,)`` ids of the ways.
        node: ``(n, 2)`` ids of both nodes, which differ.
        begin, end: ``(n, 2)`` their longitude and latitude, EPSG:4326 degrees.
    """

    way: IntArray
    node: IntArray
    begin: FloatArray
    end: FloatArray


def read_node_pairs(path: Path, ways: IntArray) -> NodePairs:
    """The consecutive nodes of ways ``(w,)``; nodes that the extract lacks are left out.

    Raises:
        TrajganrError: as :func:`read_ways`.
    """
    wanted = set(ways.tolist())
    columns = _WayColumns()
    with _readable(path):
        locations = _node_locations(path)
        for way in _read(path, WAY, locations, osmium.filter.KeyFilter("highway")):
            if way.id in wanted:
                columns.add(way, None)
    return columns.pairs()


def read_ways(
    path: Path, key: str, tags: Sequence[str], area: StudyArea | None, nodes: Collection[int] = ()
) -> OsmWays:
    """The ways with the tag ``key`` that touch the area.

    Nodes, ways and relations of the extract may come in any order. ``tags`` are those to keep,
    ``nodes`` ids of nodes whose vertices are requested.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` for an empty file, ``INPUT.FORMAT`` for
            one that is damaged, truncated or not an extract.
    """
    columns = _WayColumns()
    rows: list[tuple[str, ...]] = []
    total = 0
    controls = _ControlNodes()
    with _readable(path):
        locations = _node_locations(path, controls)
        for way in _read(path, WAY, locations, osmium.filter.KeyFilter(key)):
            total += 1
            if columns.add(way, area):
                own = dict(way.tags)
                rows.append(tuple(own.get(tag, "") for tag in tags))
    table = pd.DataFrame(rows, columns=list(tags), dtype=object)
    return columns.ways(table, total, area, nodes, controls)


Tags = dict[str, str]


@dataclass
class TaggedPlaces:
    """Nodes, closed ways and multipolygons with given tags.

    Attributes:
        path: the extract.
        keys: features with none of these tags are skipped.
        wanted: whether a feature with such tags is kept.
        dropped: reason → number of dropped features, complete after the iteration.
    """

    path: Path
    keys: Sequence[str]
    wanted: Callable[[Tags], bool]
    dropped: Counter[Text] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[tuple[str, int, float, float, Tags]]:
        """Features as ``(type, id, lon, lat, tags)``: node, way or relation; centroids of areas.

        Raises:
            TrajganrError: as :func:`read_ways`.
        """
        with_key = osmium.filter.KeyFilter(*self.keys)
        with _readable(self.path):
            locations = _node_locations(self.path)
            yield from self._nodes(_read(self.path, NODE, with_key))
            manager = osmium.area.AreaManager()
            relations = manager.first_pass_handler()
            with osmium.io.Reader(_osm_file(self.path), RELATION) as reader:
                osmium.apply(reader, with_key, relations)
            areas = osmium.BufferIterator(with_key)
            to_areas = manager.second_pass_to_buffer(areas)
            for thing in _read(self.path, WAY | RELATION, locations, to_areas, with_key):
                self._expect_area(thing)
                yield from self._areas(areas)
            yield from self._areas(areas)
        self.dropped += Counter()  # removes zero counts

    def _nodes(self, nodes: Iterable[Node]) -> Iterator[tuple[str, int, float, float, Tags]]:
        for node in nodes:
            tags = dict(node.tags)
            place = node.location
            if not self.wanted(tags):
                self.dropped[UNWANTED] += 1
            elif not place.valid():
                self.dropped[Text("without coordinates")] += 1
            else:
                yield "node", node.id, place.lon, place.lat, tags

    def _expect_area(self, thing: Way | Relation) -> None:
        """Count an area as incomplete until it has been assembled."""
        if isinstance(thing, Way):
            is_area = thing.is_closed() and thing.tags.get("area") != "no"
        else:
            is_area = thing.tags.get("type") in ("multipolygon", "boundary")
        if not self.wanted(dict(thing.tags)):
            self.dropped[UNWANTED] += 1
        else:
            self.dropped[CUT if is_area else Text("that are lines, not areas")] += 1

    def _areas(self, areas: Iterable[Any]) -> Iterator[tuple[str, int, float, float, Tags]]:
        factory = osmium.geom.WKBFactory()
        for area in areas:
            tags = dict(area.tags)
            if self.wanted(tags):
                self.dropped[CUT] -= 1
                centre = shapely.from_wkb(factory.create_multipolygon(area)).centroid
                kind = "way" if area.from_way() else "relation"
                yield kind, area.orig_id(), centre.x, centre.y, tags


class _ControlNodes:
    """Collects nodes with traffic controls; a handler for pyosmium."""

    def __init__(self) -> None:
        self.ids, self.scopes = array("q"), array("B")

    def node(self, node: Node) -> None:
        """Add a node."""
        self.ids.append(node.id)
        self.scopes.extend(scopes_of_node(dict(node.tags)))

    def at_vertices(self, node: IntArray, vertex: IntArray) -> TrafficControls:
        """The controls at vertices ``(v,)`` with the ids of their nodes."""
        controls = TrafficControls.at(
            np.asarray(self.ids), np.asarray(self.scopes).reshape(-1, len(CONTROLS))
        )
        place, row = controls.found(node)
        return TrafficControls.at(vertex[place], controls.scopes[row])


class _WayColumns:
    """Collects ways as columns."""

    def __init__(self) -> None:
        self.way_id = array("q")
        self.incomplete = array("b")
        self.node, self.x, self.y = array("q"), array("i"), array("i")
        self.part_size, self.part_way = array("q"), array("q")

    def add(self, way: Way, area: StudyArea | None) -> bool:
        """Add the parts of a way with known nodes, if they may touch the area."""
        parts: list[list[tuple[int, int, int]]] = [[]]
        missing = False
        for node in way.nodes:
            location = node.location
            if location.valid():
                parts[-1].append((node.ref, location.x, location.y))
            else:
                missing = True
                parts.append([])
        parts = [part for part in parts if len(part) > 1]
        if not parts or (area is not None and _is_apart(parts, area)):
            return False
        for part in parts:
            self.part_size.append(len(part))
            self.part_way.append(len(self.way_id))
            columns = (self.node, self.x, self.y)
            for column, values in zip(columns, zip(*part, strict=True), strict=True):
                column.extend(values)
        self.way_id.append(way.id)
        self.incomplete.append(missing)
        return True

    def ways(
        self,
        tags: pd.DataFrame,
        total: int,
        area: StudyArea | None,
        nodes: Collection[int],
        controls: _ControlNodes,
    ) -> OsmWays:
        """The ways that touch the area, and the vertices of some nodes."""
        xy, offsets = self._xy(), offsets_of(np.asarray(self.part_size))
        node = np.unique(np.asarray(self.node), return_inverse=True)[1]
        vertex = _joined_where_a_way_stands_still(node, xy, offsets)
        parts = without_repeats(xy, vertex, offsets, np.asarray(self.part_way))
        way_id = np.asarray(self.way_id)
        if area is None:
            kept = np.isin(np.arange(len(way_id)), parts.line)
        else:
            kept = parts.touching(area, len(way_id))
        parts = parts.of_lines(kept)
        tags = tags[kept].reset_index(drop=True)
        requested = [kind for kind in CONTROLS if kind in tags]
        if not controls.ids:
            tags[requested] = ""
        elif requested:
            at_vertices = controls.at_vertices(np.asarray(self.node), vertex)
            tags[requested] = at_vertices.columns(parts.vertex, parts.vertex_line, len(tags))[
                requested
            ]
        return OsmWays(
            way_id[kept],
            tags,
            parts,
            total,
            int(np.asarray(self.incomplete)[kept].sum()),
            _values_of(nodes, np.asarray(self.node), vertex),
        )

    def pairs(self) -> NodePairs:
        """The consecutive nodes of the ways."""
        node, xy = np.asarray(self.node), self._xy()
        part = row_of_each(offsets_of(np.asarray(self.part_size)))
        first = np.flatnonzero((part[1:] == part[:-1]) & (node[1:] != node[:-1]))
        way = np.asarray(self.way_id)[np.asarray(self.part_way)[part[first]]]
        both = np.column_stack([node[first], node[first + 1]])
        return NodePairs(way, both, xy[first], xy[first + 1])

    def _xy(self) -> FloatArray:
        """``(v, 2)`` degrees of all nodes."""
        return np.column_stack([np.asarray(self.x), np.asarray(self.y)]) / PER_DEGREE


def _values_of(wanted: Collection[int], node: IntArray, value: IntArray) -> dict[int, int]:
    """The value of each wanted node that occurs."""
    found = np.isin(node, np.fromiter(wanted, np.int64, len(wanted)))
    return dict(zip(node[found].tolist(), value[found].tolist(), strict=True))


def _is_apart(parts: list[list[tuple[int, int, int]]], area: StudyArea) -> bool:
    """Whether the bounding box of the parts is disjoint from the area."""
    x = [x for part in parts for _, x, _ in part]
    y = [y for part in parts for _, _, y in part]
    west, south, east, north = (degrees * PER_DEGREE for degrees in area.bbox)
    return max(x) < west or min(x) > east or max(y) < south or min(y) > north


def _joined_where_a_way_stands_still(node: IntArray, xy: FloatArray, offsets: IntArray) -> IntArray:
    """Merge consecutive nodes of a way that have the same position.

    Otherwise there would be an edge of length zero between them.
    """
    place, part = numbered_places(xy), row_of_each(offsets)
    still = np.flatnonzero(
        (place[1:] == place[:-1]) & (part[1:] == part[:-1]) & (node[1:] != node[:-1])
    )
    nodes = int(node.max(initial=-1)) + 1
    if not len(still):
        return node
    pairs = coo_array((np.ones(len(still)), (node[still], node[still + 1])), shape=(nodes, nodes))
    return connected_components(pairs, directed=False)[1][node]


def _node_locations(
    path: Path, controls: _ControlNodes | None = None
) -> osmium.NodeLocationsForWays:
    """A handler with all node locations of the file, which adds them to ways.

    Nodes with traffic controls are added to ``controls``.

    Nodes are read in a separate pass, because some exports have them after the ways.
    """
    stat = existing_file(path).stat()
    unpacked = _unpacked_bytes(path, stat.st_size, stat.st_mtime_ns)
    large = stat.st_size > LARGE_BYTES or unpacked > LARGE_XML_BYTES
    table = osmium.index.create_map("sparse_file_array" if large else "flex_mem")
    locations = osmium.NodeLocationsForWays(table)
    locations.ignore_errors()
    with osmium.io.Reader(_osm_file(path), NODE) as reader:
        if controls is None:
            osmium.apply(reader, locations)
        else:
            of_controls = osmium.filter.TagFilter(*(("highway", value) for value in NODES))
            osmium.apply(reader, locations, of_controls, controls)
    return locations


def _osm_file(path: Path) -> osmium.io.File:
    """The file for pyosmium, which detects formats by name, in lower case only."""
    suffix = next((name for name in EXTRACTS if path.name.lower().endswith(name)), "")
    return osmium.io.File(str(path), suffix.removeprefix("."))


def _read(path: Path, kinds: Any, *handlers: Any) -> Iterator[Any]:
    """The nodes, ways or relations of a file that pass these handlers of pyosmium."""
    with osmium.io.Reader(_osm_file(path), kinds) as reader:
        yield from osmium.OsmFileIterator(reader, *handlers)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Convert errors of pyosmium, gzip and bz2 to coded errors."""
    existing_file(path)
    try:
        yield
    except UNREADABLE as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a complete OpenStreetMap extract ({reason}).",
            "Download or export it again; .osm, .osm.gz, .osm.bz2 and .osm.pbf are read.",
            path=str(path),
            reason=in_brackets(error),
        ) from error


@lru_cache
def _unpacked_bytes(path: Path, packed: int, changed_ns: int) -> int:
    """Unpacked size of a compressed XML extract, 0 for others; cached while it is unchanged.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for one that unpacks to more than the limit.
    """
    unpacked = 0
    if not _magic(path).startswith((GZIP, BZIP2)):
        return unpacked
    with _decompressed(path) as content:
        while block := content.read(1 << 20):
            unpacked += len(block)
            check_unpacked(path, packed, unpacked)
    return unpacked


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(3)


def _decompressed(path: Path) -> BinaryIO | gzip.GzipFile | bz2.BZ2File:
    """Decompress by content, as pyosmium does: plain XML may be named .gz."""
    magic = _magic(path)
    if magic.startswith(GZIP):
        return gzip.open(path)
    return bz2.open(path) if magic.startswith(BZIP2) else path.open("rb")
