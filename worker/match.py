"""Match trips to roads and write every matched fix to a Parquet file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from trajganr_core.data.layers import read_layer
from trajganr_core.data.matching import MatchedTrips, match_trips
from trajganr_core.data.ragged import row_of_each
from trajganr_core.data.readers import read_trajectories
from trajganr_core.data.roads import Network, read_roads
from trajganr_core.data.trajectories import Trajectories, clean, concatenate
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.geo import StudyArea, check_lon_lat
from trajganr_core.progress import Progress

__all__ = ["match_files"]

#: Around the overlap, about a kilometre: GPS strays, and a straight road has no extent.
MARGIN_DEGREES = 0.01


def match_files(
    trajectories: Sequence[Path],
    roads: Path,
    out: Path,
    bbox: tuple[float, float, float, float] | None,
    progress: Progress,
) -> dict[str, Any]:
    """Match the trips of some files to a road layer.

    Args:
        trajectories: files of trips, any recognised format.
        roads: a line layer.
        out: the Parquet file, a row a matched fix.
        bbox: west, south, east, north, degrees; where trips and roads overlap if absent.
        progress: told about every stage.

    Returns:
        ``counts``, and in ``cleaning`` what was dropped before matching.

    Raises:
        TrajganrError: an ``INPUT`` code.
    """
    progress("reading trips", 0.0)
    raw = concatenate([read_trajectories(path) for path in trajectories])
    check_lon_lat(raw.lon, raw.lat, "Trajectories")
    progress("reading roads", 0.0)
    area = StudyArea(*bbox) if bbox is not None else _overlap(raw, roads)
    network = read_roads(roads, area)
    trips, cleaning = clean(raw, area)
    matched = match_trips(trips, network, area, progress)
    progress("writing", 0.0)
    pq.write_table(_table(matched, network), out)
    progress("writing", 1.0)
    return {
        "counts": {
            "trips": len(np.unique(matched.trip_id)),
            "pieces": len(matched),
            "fixes": len(matched.t),
            "edges": len(network),
        },
        "cleaning": {**cleaning.to_dict(), "fixes_unmatched": trips.fixes - len(matched.t)},
    }


def _overlap(trips: Trajectories, roads: Path) -> StudyArea:
    """Where trips and roads both are; single fixes far away do not count without roads there."""
    lines = read_layer(roads, ("LineString", "MultiLineString")).total_bounds
    lon, lat = trips.lon[np.isfinite(trips.lon)], trips.lat[np.isfinite(trips.lat)]
    far = np.inf  # No fixes have an extent that overlaps nothing.
    fixes = (
        lon.min(initial=far),
        lat.min(initial=far),
        lon.max(initial=-far),
        lat.max(initial=-far),
    )
    box = (
        max(lines[0], fixes[0]) - MARGIN_DEGREES,
        max(lines[1], fixes[1]) - MARGIN_DEGREES,
        min(lines[2], fixes[2]) + MARGIN_DEGREES,
        min(lines[3], fixes[3]) + MARGIN_DEGREES,
    )
    # Written so that the NaN bounds of a layer without features fail too.
    if not (box[0] < box[2] and box[1] < box[3]):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Trips and roads do not overlap.",
            "Check that both are of the same place, and the roads' CRS.",
        )
    return StudyArea(*map(float, box))


def _table(matched: MatchedTrips, network: Network) -> pa.Table:
    piece = row_of_each(matched.offsets)
    place = network.locate(matched.edge, matched.edge_offset)
    milliseconds = np.rint(matched.t * 1000).astype(np.int64)
    return pa.table(
        {
            "trip_id": matched.trip_id[piece],
            "driver_id": matched.driver_id[piece],
            "piece": piece,
            "time": pa.array(milliseconds, type=pa.timestamp("ms", tz="UTC")),
            "lon": matched.lon,
            "lat": matched.lat,
            "speed_mps": pa.array(matched.speed, from_pandas=True),
            "matched_lon": place[:, 0],
            "matched_lat": place[:, 1],
            "distance_m": matched.s,
            "edge": matched.edge,
            "edge_offset_m": matched.edge_offset,
            "source_fid": network.source_fid[matched.edge],
            "direction": np.where(network.forward[matched.edge], "forward", "backward"),
            "highway": network.highway[matched.edge],
            "name": network.name[matched.edge],
        }
    )
