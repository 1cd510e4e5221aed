"""Read trips of any recognised format into a layer."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from ..contract.kinds.load_trips import LoadTripsParams, LoadTripsResult
from ..data.trips.clean_trips import CleanTrips
from ..data.trips.measured_lines import LayerWriter, trip_rows
from ..utils.progress import Progress
from ..utils.study_area import StudyArea


def run(params: LoadTripsParams, out: Path, progress: Progress) -> LoadTripsResult:
    """Write ``trips.gpkg`` into the folder ``out``."""
    area = None if params.bbox is None else StudyArea(*params.bbox)
    trips = CleanTrips([Path(path) for path in params.trips], params, params, area)
    layer = LayerWriter(out / LoadTripsResult.FILE, LoadTripsResult.LAYER, "LineString")
    for batch in trips.batches(progress):
        layer.write(trip_rows(batch))
    trips.refuse_nothing_left()
    return LoadTripsResult(
        files=(LoadTripsResult.FILE,),
        counts={"trips": layer.rows, "fixes": trips.report.fixes_kept},
        cleaning=asdict(trips.report),
        remarks=tuple(trips.remarks()),
    )
