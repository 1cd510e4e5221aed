"""Write the observed traffic of a bundle's roads as a layer."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.observe import ObserveParams, ObserveResult
from ..traffic.observed_layer import write_observed
from ..utils.progress import Progress

__all__ = ["run"]


def run(params: ObserveParams, out: Path, progress: Progress) -> ObserveResult:
    """Write ``observed.gpkg`` into the folder ``out``."""
    out.mkdir()
    progress("Observing traffic", 0.0)
    return write_observed(
        Path(params.bundle),
        out / ObserveResult.FILE,
        params.time_sets,
        side=params.side,
        min_drivers=params.min_drivers,
        seed=params.seed,
        progress=progress,
    )
