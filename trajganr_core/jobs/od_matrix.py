"""Write the trips of a bundle between zones as a table and lines."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.od_matrix import OdMatrixParams, OdMatrixResult
from ..traffic.flows.od_matrix import write_od_matrix
from ..utils.progress import Progress

__all__ = ["run"]


def run(params: OdMatrixParams, out: Path, progress: Progress) -> OdMatrixResult:
    """Write ``od_matrix.gpkg`` into the folder ``out``."""
    out.mkdir()
    return write_od_matrix(
        Path(params.bundle),
        Path(params.zones),
        out / OdMatrixResult.FILE,
        params.zone_field,
        params.time_sets,
        side=params.side,
        min_drivers=params.min_drivers,
        noise=params.noise,
        progress=progress,
    )
