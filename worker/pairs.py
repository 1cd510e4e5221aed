"""Which trips of a bundle pass near which places, and when, as a Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from trajganr_core.data.bundle import read_manifest, read_network, trip_batches
from trajganr_core.data.matching.pairs import PairSearch
from trajganr_core.data.places.points import read_points
from trajganr_core.geo import StudyArea
from trajganr_core.progress import Progress

__all__ = ["write_pairs"]


def write_pairs(
    bundle: Path, locations: Path, distance_m: float, out: Path, progress: Progress
) -> dict[str, Any]:
    """Write a row for every time a trip passes within ``distance_m`` of a location.

    Columns: ``location`` (row of the file), ``trip_id, driver_id, piece``, ``time`` at the place
    of the trip's path nearest the location, ``distance_m`` to it, ``along_m`` the piece's path.

    Returns:
        ``counts``: locations, those that any trip passes, and pairs.

    Raises:
        TrajganrError: an ``INPUT`` code.
    """
    area = StudyArea.from_dict(read_manifest(bundle)["area"])
    network = read_network(bundle)
    lon, lat = read_points(locations)
    search = PairSearch(network, area, lon, lat, distance_m)
    passed = np.zeros(len(lon), dtype=bool)
    first_piece = pairs_found = 0
    with pq.ParquetWriter(out, SCHEMA) as writer:
        for trips in trip_batches(bundle):
            progress("looking for trips near the places", 0.0)
            pairs = search.find(trips)
            passed[pairs.location] = True
            writer.write_table(
                pa.table(
                    {
                        "location": pairs.location,
                        "trip_id": pa.array(trips.trip_id[pairs.trip], pa.string()),
                        "driver_id": pa.array(trips.driver_id[pairs.trip], pa.string()),
                        "piece": first_piece + pairs.trip,
                        "time": np.rint(pairs.t * 1000).astype("datetime64[ms]"),
                        "distance_m": pairs.distance_m,
                        "along_m": pairs.s,
                    }
                ).cast(SCHEMA)
            )
            first_piece += len(trips)
            pairs_found += len(pairs.location)
    counts = {"locations": len(lon), "passed": int(passed.sum()), "pairs": pairs_found}
    return {"counts": counts}


SCHEMA = pa.schema(
    {
        "location": pa.int64(),
        "trip_id": pa.string(),
        "driver_id": pa.string(),
        "piece": pa.int64(),
        "time": pa.timestamp("ms", tz="UTC"),
        "distance_m": pa.float64(),
        "along_m": pa.float64(),
    }
)
