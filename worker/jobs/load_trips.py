"""Read trips of any recognised format into a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.contract.protocol.jobs import LoadTripsParams
from trajganr_core.data.trips.clean_trips import CleanTrips
from trajganr_core.data.trips.measured_lines import TRIPS, LayerWriter, trip_rows
from trajganr_core.utils.progress import Progress
from trajganr_core.utils.study_area import StudyArea

__all__ = ["FILE", "run"]

#: The file that the job leaves in its folder.
FILE = "trips.gpkg"


def run(params: LoadTripsParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Write ``trips.gpkg`` into the folder ``out``.

    Returns:
        ``files``; ``counts``; ``cleaning``, what was dropped; ``remarks``, the same in sentences.
    """
    out.mkdir()
    area = None if params.bbox is None else StudyArea(*params.bbox)
    trips = CleanTrips([Path(path) for path in params.trajectories], params, params, area)
    layer = LayerWriter(out / FILE, TRIPS, "LineString")
    for batch in trips.batches(progress):
        layer.write(trip_rows(batch))
    return {
        "files": [FILE],
        "counts": {"trips": layer.rows, "fixes": trips.report.fixes_kept},
        "cleaning": trips.report.to_dict(),
        "remarks": trips.remarks(),
    }
