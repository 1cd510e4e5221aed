"""Gaps between fixes: their ways and times depend on all trips of a side of the split."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from ...utils.arrays import IntArray
from ...utils.progress import Progress
from ...utils.study_area import StudyArea
from .. import bundle
from ..bundle_tables import TripWriter, is_wide, read_columns, read_trip_batches, write_frame
from ..matching.edge_trips import trips_on_edges
from ..matching.matched import MatchedTrips
from ..matching.pass_times import learn_paces, with_times
from ..pass_shares import PassShares
from ..recovery.learning import learn_priors
from ..recovery.recover import recovered
from ..recovery.report import RecoveryReport
from ..roads.network import Network
from .prepare_stages import write_report
from .trip_stage import ON_EDGES

#: Input trips and label trips: neither side's ways and times depend on the other side's trips.
SIDES = 2
#: Folder of trips with ways and without times, while the stage runs.
WAYS = "ways"
RECOVERING, DIVIDING = "Recovering ways in gaps", "Dividing times in gaps"

#: Changes the pieces of one side.
Change = Callable[[MatchedTrips, int], MatchedTrips]


def fill_gaps(
    folder: Path,
    files: Sequence[Path],
    split: Path,
    network: Network,
    area: StudyArea,
    min_gap_s: float | None,
    progress: Progress,
) -> None:
    """Write the files of trips with the ways and the times of their passes in gaps.

    Args:
        folder: receives ``trips/0000.parquet`` … with the pieces and row groups in the same order,
            ``trips_on_edges.parquet`` and the report.
        files: of matched trips.
        split: ``is_label`` of each piece.
        network, area: their roads.
        min_gap_s: gaps of at least so many seconds get the likeliest way; None if none do.
        progress: called for each batch.
    """
    edge_boxes = network.boxes if is_wide(area) else None
    report, shares = RecoveryReport(), PassShares()
    on_edges = np.zeros(len(network))

    def batches(tables: Sequence[Path], stage: str) -> Iterator[tuple[MatchedTrips, IntArray]]:
        for trips, side in zip(read_trip_batches(tables), _sides(split), strict=True):
            progress(stage, 0.0)
            yield trips, side

    def changed(tables: Sequence[Path], change: Change, into: Path, stage: str) -> list[Path]:
        into.mkdir()
        sides, written = _sides(split), []
        for number, table in enumerate(tables):
            written.append(into / f"{number:04d}.parquet")
            with TripWriter(written[-1], edge_boxes) as writer:
                for trips in read_trip_batches([table]):
                    progress(stage, number / len(tables))
                    writer.append(_by_side(trips, next(sides), change))
        return written

    if min_gap_s is not None:
        priors = learn_priors(lambda: batches(files, RECOVERING), network, area, SIDES, progress)

        def recover(trips: MatchedTrips, side: int) -> MatchedTrips:
            nonlocal report
            found, counts = recovered(trips, network, area, priors[side], min_gap_s)
            report += counts
            return found

        files = changed(files, recover, folder / WAYS, RECOVERING)
    paces = learn_paces(lambda: batches(files, DIVIDING), network, SIDES)

    def divide(trips: MatchedTrips, side: int) -> MatchedTrips:
        nonlocal shares, on_edges
        timed = with_times(trips, network, paces[side])
        shares += PassShares.of(timed, network)
        on_edges += trips_on_edges(timed, network)
        return timed

    changed(files, divide, folder / bundle.TRIPS, DIVIDING)
    shutil.rmtree(folder / WAYS, ignore_errors=True)
    write_frame(pd.DataFrame({"trips": on_edges}), folder / ON_EDGES)
    write_report(
        folder, remarks=report.lines(), dropped={}, recovery=asdict(report), passes=shares.of_class
    )


def _by_side(trips: MatchedTrips, side: IntArray, change: Change) -> MatchedTrips:
    """The changed pieces of all sides, in the order of the unchanged ones."""
    rows = [np.flatnonzero(side == number) for number in range(SIDES)]
    parts = [change(trips.take(own), number) for number, own in enumerate(rows)]
    return MatchedTrips.concatenate(parts).take(np.argsort(np.concatenate(rows)))


def _sides(split: Path) -> Iterator[IntArray]:
    for table in read_columns([split], ["is_label"]):
        yield table["is_label"].to_numpy().astype(np.int64)
