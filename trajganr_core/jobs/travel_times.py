"""Write travel times between points at a time of the week, and the roads that they reach."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.travel_times import TravelTimesParams, TravelTimesResult
from ..inference.travel_times import write_travel_times
from ..utils.progress import Progress
from .optional_inputs import bundle_at, path_at

__all__ = ["run"]


def run(params: TravelTimesParams, out: Path, progress: Progress) -> TravelTimesResult:
    """Write ``travel_times.gpkg`` into the folder ``out``."""
    out.mkdir()
    return write_travel_times(
        path_at(params.model),
        Path(params.origins),
        out / TravelTimesResult.FILE,
        destinations=path_at(params.destinations),
        bundle=bundle_at(params.bundle),
        time_set=params.time_set,
        limits_min=params.limits_min,
        isochrone_distance_m=params.isochrone_distance_m if params.with_isochrones else None,
        snap_m=params.snap_m,
        progress=progress,
    )
