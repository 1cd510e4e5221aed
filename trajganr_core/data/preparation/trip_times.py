"""The times of passes in gaps between fixes, which depend on all trips of a side of the split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ...utils.arrays import IntArray
from ...utils.progress import Progress
from ..bundle_tables import TripWriter, read_columns, read_trip_batches
from ..matching.matched import MatchedTrips
from ..matching.pass_times import Paces, learn_paces, with_times
from ..roads.network import Network

#: Input trips and label trips: neither side's times depend on the other side's trips.
SIDES = 2


def divide_times(
    files: Sequence[Path], split: Path, network: Network, out: Path, progress: Progress
) -> list[Path]:
    """Write the files of trips with the times of their passes divided by usual paces in gaps.

    Args:
        files: of matched trips.
        split: ``is_label`` of each piece.
        network: their roads.
        out: a folder, which is created.
        progress: called for each batch.

    Returns:
        The new files, with the pieces, row groups and names ``0000.parquet`` … in the same order.
    """

    def batches() -> Iterator[tuple[MatchedTrips, IntArray]]:
        for trips, side in zip(read_trip_batches(files), _sides(split), strict=True):
            progress("Dividing times in gaps", 0.0)
            yield trips, side

    paces = learn_paces(batches, network, SIDES)
    out.mkdir()
    sides, written = _sides(split), []
    for number, file in enumerate(files):
        written.append(out / f"{number:04d}.parquet")
        with TripWriter.like(file, written[-1]) as writer:
            for trips in read_trip_batches([file]):
                progress("Dividing times in gaps", number / len(files))
                writer.append(_divided(trips, next(sides), network, paces))
    return written


def _divided(
    trips: MatchedTrips, side: IntArray, network: Network, paces: Sequence[Paces]
) -> MatchedTrips:
    rows = [np.flatnonzero(side == number) for number in range(SIDES)]
    parts = [
        with_times(trips.take(own), network, learned)
        for own, learned in zip(rows, paces, strict=True)
    ]
    return MatchedTrips.concatenate(parts).take(np.argsort(np.concatenate(rows)))


def _sides(split: Path) -> Iterator[IntArray]:
    for table in read_columns([split], ["is_label"]):
        yield table["is_label"].to_numpy().astype(np.int64)
