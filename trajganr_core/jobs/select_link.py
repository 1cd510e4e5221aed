"""Write the trips through chosen roads of a bundle as layers."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.select_link import SelectLinkParams, SelectLinkResult
from ..traffic.flows.select_link import write_select_link
from ..utils.progress import Progress

__all__ = ["run"]


def run(params: SelectLinkParams, out: Path, progress: Progress) -> SelectLinkResult:
    """Write ``select_link.gpkg`` into the folder ``out``."""
    out.mkdir()
    return write_select_link(
        Path(params.bundle),
        out / SelectLinkResult.FILE,
        params.through,
        params.then,
        params.time_sets,
        side=params.side,
        min_drivers=params.min_drivers,
        cell_m=params.cell_m,
        progress=progress,
    )
