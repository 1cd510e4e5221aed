"""The directed road network.

Predictions are for directed segments, so a two-way road has two edges, each the ``reverse`` of the
other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Self

import numpy as np
import shapely
from pyproj import Geod
from scipy.sparse import coo_array

from ...contract.errors import Code, TrajganrError
from ...utils.arrays import BoolArray, Float32Array, FloatArray, GeometryArray, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.ragged import last_before, row_of_each, take_rows
from ...utils.study_area import StudyArea


@dataclass(frozen=True)
class RoadAttributes(Columns):
    """Attributes of directed edges, all ``(E,)``, NaN where unknown.

    Attributes:
        maxspeed_kmh: speed limit, km/h.
        lanes: in the direction of the edge; half of the lanes of a two-way road that does not say
            more, and so 0.5 where both directions share one.
        roundabout: 1 in a roundabout, else 0.
        signals, stop_signs, crossings: on the edge for its traffic; those at its end count, those
            at its start do not. Stop signs include give-way signs.
    """

    maxspeed_kmh: Float32Array
    lanes: Float32Array
    roundabout: Float32Array
    signals: Float32Array
    stop_signs: Float32Array
    crossings: Float32Array

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the attributes."""
        return tuple(each.name for each in fields(cls))

    @classmethod
    def unknown(cls, edges: int) -> Self:
        """All unknown."""
        return cls(*np.full((len(cls.names()), edges), np.nan, dtype=np.float32))


@dataclass(frozen=True)
class Network:
    """Directed edges of a study area.

    Attributes:
        offsets: ``(E+1,)``, vertices of edge e are ``offsets[e]:offsets[e+1]``.
        lon, lat: vertices in the direction of their edge, EPSG:4326 degrees.
        source, target: ``(E,)`` node numbers.
        reverse: ``(E,)`` the opposite edge of the same road, -1 on a one-way road.
        length_m: ``(E,)`` metres in the area's local frame.
        source_fid: ``(E,)`` feature id in the source layer.
        osm_id: ``(E,)`` OpenStreetMap way id, 0 where unknown.
        forward: ``(E,)`` whether the edge has the digitised direction of its feature.
        highway, name: ``(E,)`` strings, empty where unknown.
        attributes: speed limits, lanes, roundabouts, traffic controls.
        forbidden_turns: ``(t, 2)`` different pairs of edges, in ascending order. The second begins
            where the first ends, and must not be driven directly after it.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for vertices that are not finite.
    """

    offsets: IntArray
    lon: FloatArray
    lat: FloatArray
    source: IntArray
    target: IntArray
    reverse: IntArray
    length_m: FloatArray
    source_fid: IntArray
    osm_id: IntArray
    forward: BoolArray
    highway: TextArray
    name: TextArray
    attributes: RoadAttributes
    forbidden_turns: IntArray = field(default_factory=lambda: np.empty((0, 2), dtype=np.int64))

    def __post_init__(self) -> None:
        good = np.isfinite(self.lon) & np.isfinite(self.lat)
        if not good.all():
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "{count} of {vertices} vertices of the road network have coordinates that are no "
                "numbers.",
                "Read the roads again from their source.",
                count=int((~good).sum()),
                vertices=len(good),
            )

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lines(self) -> GeometryArray:
        """``(E,)`` shapely lines in degrees."""
        return linestrings(np.column_stack([self.lon, self.lat]), self.offsets)

    def local_lines(self, area: StudyArea) -> GeometryArray:
        """``(E,)`` shapely lines in the area's local metres."""
        return linestrings(area.to_local(self.lon, self.lat), self.offsets)

    @cached_property
    def boxes(self) -> FloatArray:
        """``(E, 4)`` west, south, east, north of each edge, degrees."""
        return np.asarray(shapely.bounds(self.lines))

    def take(self, edges: IntArray) -> Network:
        """The chosen edges, in the order given; the reverse is -1 if it is not chosen.

        Turns between two chosen edges remain forbidden.
        """
        vertices, offsets = take_rows(self.offsets, edges)
        number = np.full(len(self) + 1, -1)  # the last one is for no edge (-1)
        number[edges] = np.arange(len(edges))
        ends = np.unique([self.source[edges], self.target[edges]], return_inverse=True)[1]
        source, target = ends.reshape(2, -1)
        turns = number[self.forbidden_turns]
        same = ("length_m", "source_fid", "osm_id", "forward", "highway", "name")
        return Network(
            offsets=offsets,
            lon=self.lon[vertices],
            lat=self.lat[vertices],
            source=source,
            target=target,
            reverse=number[self.reverse[edges]],
            attributes=self.attributes.take(edges),
            forbidden_turns=np.unique(turns[(turns >= 0).all(axis=1)], axis=0),
            **{name: getattr(self, name)[edges] for name in same},
        )

    def locate(
        self, edge: IntArray, offset_m: FloatArray, vertices: FloatArray | None = None
    ) -> FloatArray:
        """Points at ``offset_m`` metres along ``edge``.

        Args:
            edge, offset_m: ``(q,)``.
            vertices: ``(vertices, 2)`` all vertices in some frame; degrees if absent.

        Returns:
            ``(q, 2)`` in that frame; (lon, lat) for degrees.
        """
        before = last_before(self.vertex_m, self.offsets, offset_m, edge)
        before = np.minimum(before, self.offsets[edge + 1] - 2)
        gap = self.vertex_m[before + 1] - self.vertex_m[before]
        alpha = np.clip((offset_m - self.vertex_m[before]) / gap, 0, 1)[:, None]
        if vertices is None:  # only of the requested edges, as a network may be large
            start, end = (
                np.column_stack([self.lon[rows], self.lat[rows]]) for rows in (before, before + 1)
            )
        else:
            start, end = vertices[before], vertices[before + 1]
        return np.asarray(start + alpha * (end - start))

    @cached_property
    def vertex_m(self) -> FloatArray:
        """``(vertices,)`` metres from the start of the edge; at the last vertex its length."""
        hop = Geod(ellps="WGS84").inv(self.lon[:-1], self.lat[:-1], self.lon[1:], self.lat[1:])[2]
        driven = np.concatenate([[0.0], np.cumsum(hop)])
        start, end = driven[self.offsets[:-1]], driven[self.offsets[1:] - 1]
        edge = row_of_each(self.offsets)
        return np.asarray((driven - start[edge]) / (end - start)[edge] * self.length_m[edge])


def connectivity(network: Network) -> tuple[int, int]:
    """Numbers of edges that are not strongly connected with the rest.

    Returns:
        ``(isolated, trapped)``: edges outside the largest weakly connected component, and edges in
        it that are outside its largest strongly connected component.
    """
    from scipy.sparse.csgraph import connected_components  # slow to import; clicks do without

    if not len(network):
        return 0, 0
    nodes = int(max(network.source.max(), network.target.max())) + 1
    graph = coo_array(
        (np.ones(len(network)), (network.source, network.target)), shape=(nodes, nodes)
    )
    weak = connected_components(graph, connection="weak")[1][network.source]
    largest = weak == np.bincount(weak).argmax()
    strong = connected_components(graph, connection="strong")[1]
    within = largest & (strong[network.source] == strong[network.target])
    routable = np.bincount(strong[network.source[within]]).max(initial=0)
    return int((~largest).sum()), int(largest.sum() - routable)


def linestrings(xy: FloatArray, offsets: IntArray) -> GeometryArray:
    """Shapely lines of flat vertices ``(v, 2)``, those of line i at ``offsets[i]:offsets[i+1]``."""
    if len(offsets) == 1:
        return np.empty(0, dtype=object)
    return np.asarray(shapely.linestrings(xy, indices=row_of_each(offsets)))


def road_of_edge(network: Network) -> IntArray:
    """``(E,)`` a number of the road, the same for both directions."""
    edge = np.arange(len(network))
    return np.where(network.reverse >= 0, np.minimum(edge, network.reverse), edge)


def headings(lines: GeometryArray, offset_m: FloatArray) -> FloatArray:
    """Unit vectors ``(n, 2)`` along lines in local metres, near offsets from their starts."""
    behind = shapely.line_interpolate_point(lines, np.maximum(offset_m - 1, 0))
    ahead = shapely.line_interpolate_point(lines, np.minimum(offset_m + 1, shapely.length(lines)))
    step = shapely.get_coordinates(ahead) - shapely.get_coordinates(behind)
    return np.asarray(step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9))
