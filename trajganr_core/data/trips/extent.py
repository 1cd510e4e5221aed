"""Where trips are, from a sample of their fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ...contract.errors import TrajganrError
from ...contract.options.data_config import CleaningOptions, TripOptions
from ...contract.records.extents import Extent, apart
from ...utils.arrays import FloatArray
from ...utils.study_area import StudyArea
from ..readers import open_trips
from .cleaning import CleaningReport, clean

#: Of the longitudes and latitudes: one fix of a hundred may be a stray one, or far out of town.
QUANTILES = (0.005, 0.995)
#: Every so many fixes are looked at; trips of round numbers of fixes must not lose the same ones.
EVERY = 7
#: Fixes of all files together that are read for the sample, and at least of each file.
MAX_FIXES, MIN_FIXES = 3_000_000, 100_000


def trips_extent(paths: Sequence[Path], options: TripOptions, cleaning: CleaningOptions) -> Extent:
    """West, south, east and north of nearly all fixes, degrees.

    Only the beginning of large files is read, so that it takes seconds.

    Raises:
        TrajganrError: an ``INPUT`` code for files that cannot be read, or without usable trips.
    """
    report = CleaningReport()
    samples: list[FloatArray] = []
    for path in paths:
        for lon_lat, counted in _samples(path, options, cleaning, len(paths)):
            samples.append(lon_lat)
            report += counted
    report.refuse_nothing_left()
    low, high = np.quantile(np.concatenate(samples), QUANTILES, axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def outside(
    paths: Sequence[Path], options: TripOptions, cleaning: CleaningOptions, area: StudyArea
) -> TrajganrError:
    """The error for trips of which none is in the study area; it says where they are."""
    return apart("trips", trips_extent(paths, options, cleaning), "study area", area.bbox)


def _samples(
    path: Path, options: TripOptions, cleaning: CleaningOptions, files: int
) -> Iterator[tuple[FloatArray, CleaningReport]]:
    """Longitudes and latitudes ``(n, 2)`` of some fixes of a file, batch by batch."""
    read = 0
    for batch in open_trips(path, options).batches():
        trips, report = clean(batch, None, cleaning)
        yield np.column_stack([trips.lon[::EVERY], trips.lat[::EVERY]]), report
        read += batch.fixes
        if read >= max(MAX_FIXES // files, MIN_FIXES):
            return
