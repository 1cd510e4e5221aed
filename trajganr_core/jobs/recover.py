"""Recover the ways and times of trips whose fixes are minutes apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..contract.kinds.recover import RecoverParams, RecoverResult
from ..contract.options.choices import RECOVER_FROM_S
from ..data.matching.gaps import gap_seconds
from ..data.trips.measured_lines import LayerWriter, path_rows
from ..data.trips.recovered_rows import gap_rows, position_rows
from ..utils.progress import Progress
from .match import Batch, match_to


def run(params: RecoverParams, out: Path, progress: Progress) -> RecoverResult:
    """Write ``recovered.gpkg`` with layers ``positions``, ``gaps`` and ``paths`` into the folder.

    Raises:
        TrajganrError: as :func:`.match_to`.
    """
    file = out / RecoverResult.FILE
    positions = LayerWriter(file, RecoverResult.POSITIONS, "Point")
    gaps = LayerWriter(file, RecoverResult.GAPS, "LineString")
    paths = LayerWriter(file, RecoverResult.PATHS, "LineString")
    # Without recovery, the same gaps have the shortest way.
    min_gap_s = min(RECOVER_FROM_S[params.recover], RECOVER_FROM_S["auto"])

    count = 0

    def write(batch: Batch) -> None:
        nonlocal count
        trips, network, first = batch.trips, batch.network, batch.first_piece
        positions.write(position_rows(trips, network, batch.paces, params.every_s, first))
        gaps.write(gap_rows(trips, network, min_gap_s, first))
        paths.write(path_rows(trips, network, first))
        count += int(np.count_nonzero(gap_seconds(trips) >= min_gap_s))

    matched = match_to(write, params, out, (RecoverResult.FILE,), progress)
    return RecoverResult(
        **{
            **vars(matched),
            "counts": {**matched.counts, "gaps": count, "positions": positions.rows},
        }
    )
