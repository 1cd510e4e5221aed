"""Trips and matched paths as layers of measured lines (LineStringM, M = Unix seconds).

They work with QGIS' temporal tools and the reader of trip layers. They are written batch by batch,
so that a city's trips need not be in memory at once.
"""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from ...contract.kinds.load_trips import LoadTripsResult
from ...contract.kinds.match import MatchResult
from ...utils.arrays import Float32Array, FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each
from ...utils.study_area import GEOGRAPHIC, StudyArea
from ..matching.gaps import recovered_passes
from ..matching.matched import MatchedTrips, distances_m
from ..roads.network import Network
from .timetable import Timetable
from .trajectories import Trajectories

TRIPS, PATHS = LoadTripsResult.LAYER, MatchResult.PATHS
FIXES, EDGES = MatchResult.FIXES, MatchResult.EDGES
GEOMETRY = "geometry"
#: Geometry type of Well-Known Binary (OGC 06-103r4, table 7).
WKB_LINE_M = 2002
LITTLE_ENDIAN = b"\x01"


class LayerWriter:
    """Appends tables to a layer of a GeoPackage, EPSG:4326; the first table creates it.

    The geometry type is ``LineString`` or ``Point``; M is kept although the name does not have it.
    Without a type, the layer is a table without geometry.
    """

    def __init__(self, path: Path, layer: str, geometry_type: str | None = None) -> None:
        self._path = path
        self._layer = layer
        self._geometry_type = geometry_type
        self._append = False
        self.rows = 0

    def write(self, table: pa.Table) -> None:
        """Append rows whose column ``geometry``, if the layer has one, is Well-Known Binary."""
        import pyogrio  # large; clicks do without

        has_geometry = self._geometry_type is not None
        with warnings.catch_warnings():
            # GDAL detects and keeps M, with a warning; pyogrio has no name for such a type.
            warnings.filterwarnings("ignore", message=".*non-M geometry type.*")
            pyogrio.raw.write_arrow(
                table,
                self._path,
                layer=self._layer,
                driver="GPKG",
                geometry_name=GEOMETRY if has_geometry else None,
                geometry_type=self._geometry_type,
                crs=GEOGRAPHIC if has_geometry else None,
                append=self._append,
            )
        self._append = True
        self.rows += table.num_rows


def trip_rows(trips: Trajectories) -> pa.Table:
    """One row per trip, in the format of the plugin's trip layers.

    ``speeds`` in km/h, ``headings`` in degrees.
    """
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id, pa.string()),
            "driver_id": pa.array(trips.driver_id, pa.string()),
            **_period(trips.t, trips.offsets),
            "fixes": np.diff(trips.offsets).astype(np.int32),
            "speeds": _listed(trips.speed * 3.6, trips.offsets),
            "headings": _listed(np.round(trips.heading, 2) % 360.0, trips.offsets),
            GEOMETRY: measured_lines(trips.lon, trips.lat, trips.t, trips.offsets),
        }
    )


def path_rows(trips: MatchedTrips, network: Network, first_piece: int = 0) -> pa.Table:
    """One row per matched piece: its path along the roads, with its times as M.

    Pieces are numbered from ``first_piece``.
    """
    piece, _, t, lon_lat = path_places(trips, network)
    metres = np.maximum(trips.pass_exit_m - trips.pass_enter_m, 1e-3)
    likely_m, all_m = (
        np.bincount(trips.trip_of_pass, weight, len(trips))
        for weight in (metres * trips.pass_probability, metres)
    )
    offsets = offsets_of(np.bincount(piece, minlength=len(trips)))
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id, pa.string()),
            "driver_id": pa.array(trips.driver_id, pa.string()),
            "piece": first_piece + np.arange(len(trips)),
            **_period(trips.t, trips.offsets),
            "fixes": np.diff(trips.offsets).astype(np.int32),
            "length_m": trips.s[trips.offsets[1:] - 1],
            "rms_m": trips.rms_m,
            "share_matched": trips.matched_share,
            "confidence": trips.confidence,
            "probability": likely_m / all_m,
            GEOMETRY: measured_lines(lon_lat[:, 0], lon_lat[:, 1], t, offsets),
        }
    )


def fix_rows(
    trips: MatchedTrips, network: Network, area: StudyArea, first_piece: int = 0
) -> pa.Table:
    """One row per matched fix, at its position on the road; pieces as in :func:`path_rows`.

    ``distance_m`` is along the path, ``road_distance_m`` is from the fix to its position.
    """
    piece = row_of_each(trips.offsets)
    place = network.locate(trips.edge, trips.edge_offset)
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id[piece], pa.string()),
            "driver_id": pa.array(trips.driver_id[piece], pa.string()),
            "piece": first_piece + piece,
            "time": timestamps(trips.t),
            "lon": trips.lon,
            "lat": trips.lat,
            "speed_kmh": pa.array(trips.speed * 3.6, from_pandas=True),
            "matched_lon": place[:, 0],
            "matched_lat": place[:, 1],
            "distance_m": trips.s,
            "road_distance_m": distances_m(trips, network, area),
            "edge": trips.edge,
            "edge_offset_m": trips.edge_offset,
            "from_node": network.source[trips.edge],
            "to_node": network.target[trips.edge],
            **source_of(trips.edge, network),
            "highway": pa.array(network.highway[trips.edge], pa.string()),
            "name": pa.array(network.name[trips.edge], pa.string()),
        }
    )


def edge_rows(trips: MatchedTrips, network: Network, first_piece: int = 0) -> pa.Table:
    """One row per edge of each path, in the order driven; pieces as in :func:`path_rows`.

    Edges are numbered from 1 within a piece. ``enter_m`` and ``exit_m`` are metres from the edge's
    start in its direction of travel, with their times. ``inferred`` is true for edges on which the
    vehicle was between distant fixes, ``probability`` that it drove there; see
    :mod:`..matching.gaps`.
    """
    piece, edge = trips.trip_of_pass, trips.pass_edge
    enter_t = trips.pass_t.copy()
    enter_t[trips.pass_offsets[:-1]] = trips.t[trips.offsets[:-1]]  # also if the vehicle stood
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id[piece], pa.string()),
            "piece": first_piece + piece,
            "number": 1 + np.arange(len(edge)) - trips.pass_offsets[piece],
            "edge": edge,
            **source_of(edge, network),
            "enter_t": timestamps(enter_t),
            "exit_t": timestamps(trips.pass_t + trips.pass_seconds),
            "enter_m": trips.pass_enter_m,
            "exit_m": trips.pass_exit_m,
            "inferred": recovered_passes(trips),
            "probability": trips.pass_probability,
        }
    )


def with_points(rows: pa.Table) -> pa.Table:
    """Fixes of :func:`fix_rows` with their matched positions as geometry."""
    points = shapely.points(rows["matched_lon"].to_numpy(), rows["matched_lat"].to_numpy())
    return rows.append_column(GEOMETRY, pa.array(shapely.to_wkb(points), pa.binary()))


def path_places(
    trips: MatchedTrips, network: Network
) -> tuple[IntArray, FloatArray, FloatArray, FloatArray]:
    """The fixes of pieces and the road vertices between them, in driving order.

    Returns:
        ``(piece, s, t, lon_lat)``: ``(p,)``, ``(p,)`` metres along the path, ``(p,)`` Unix seconds,
        ``(p, 2)`` degrees.
    """
    bend, offsets = concatenated_ranges(
        network.offsets[trips.pass_edge], network.offsets[trips.pass_edge + 1]
    )
    passed = row_of_each(offsets)
    at = network.vertex_m[bend]
    # The common vertex of two edges is taken from the first one.
    driven = (at > trips.pass_enter_m[passed]) & (at <= trips.pass_exit_m[passed])
    bend, passed, at = bend[driven], passed[driven], at[driven]
    bend_piece = trips.trip_of_pass[passed]
    bend_s = trips.pass_s[passed] + at - trips.pass_enter_m[passed]
    piece = np.concatenate([bend_piece, row_of_each(trips.offsets)])
    s = np.concatenate([bend_s, trips.s])
    t = np.concatenate([Timetable.of(trips).time_at(bend_piece, bend_s), trips.t])
    lon_lat = np.concatenate(
        [
            np.column_stack([network.lon[bend], network.lat[bend]]),
            network.locate(trips.edge, trips.edge_offset),
        ]
    )
    # Fixes at the same position (standing) are ordered by time.
    order = np.lexsort((t, s, piece))
    return piece[order], s[order], t[order], lon_lat[order]


def source_of(edge: IntArray, network: Network) -> dict[str, Any]:
    """Ids of the features that edges come from, and the direction along the digitised feature."""
    return {
        "source_fid": network.source_fid[edge],
        "osm_id": pa.array(network.osm_id[edge], mask=network.osm_id[edge] == 0),
        "direction": np.where(network.forward[edge], "forward", "backward"),
    }


def measured_lines(x: FloatArray, y: FloatArray, m: FloatArray, offsets: IntArray) -> pa.Array:
    """Lines as Well-Known Binary, because pyogrio does not write M from shapely geometries."""
    coordinates = memoryview(np.column_stack([x, y, m]).astype("<f8").tobytes())
    size = 3 * 8
    lines = [
        LITTLE_ENDIAN
        + struct.pack("<II", WKB_LINE_M, stop - start)
        + coordinates[size * start : size * stop]
        for start, stop in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    ]
    return pa.array(lines, pa.binary())


def _period(t: FloatArray, offsets: IntArray) -> dict[str, Any]:
    return {"start_time": timestamps(t[offsets[:-1]]), "end_time": timestamps(t[offsets[1:] - 1])}


def timestamps(t: FloatArray) -> pa.Array:
    """Unix seconds as timestamps in milliseconds."""
    return pa.array(np.rint(t * 1000).astype(np.int64), pa.timestamp("ms", tz="UTC"))


def _listed(values: Float32Array, offsets: IntArray) -> pa.Array:
    """Measured values of each trip, comma-separated; null if a trip has none."""
    measured = np.isfinite(values)
    if not measured.any():
        return pa.nulls(len(offsets) - 1, pa.string())
    texts = np.where(measured, np.char.mod("%.2f", values), "")
    bounds = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    return pa.array(
        [",".join(texts[a:b]) if measured[a:b].any() else None for a, b in bounds], pa.string()
    )
