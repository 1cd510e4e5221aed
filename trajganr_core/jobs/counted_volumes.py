"""Volumes for jobs that were given counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..contract.texts.text import Text
from ..data.bundle import Bundle
from ..data.counts.counts import Counts
from ..data.counts.reading import CountReport, read_counts
from ..data.passes import PassTable, passes_of_trips
from ..traffic.volumes.estimate import VolumeReport, Volumes, estimate_volumes
from ..utils.progress import Progress

#: Fewer stations are called few.
FEW_STATIONS = 30


class Counted(NamedTuple):
    """Volumes of a bundle's segments, and the counts and passes that they were estimated from."""

    volumes: Volumes
    report: VolumeReport
    counts: Counts
    stations: CountReport
    passes: PassTable

    def remarks(self) -> Iterator[Text]:
        """What was left out, and how right volumes are where a station was held out."""
        yield from self.stations.remarks
        report, few = self.report, self.report.stations < FEW_STATIONS
        yield Text(
            "Volumes rest on counts of {n:,} stations only: errors elsewhere may be larger than "
            "these few tell."
            if few
            else "Volumes rest on counts of {n:,} stations.",
            n=report.stations,
        )
        one, by_class = report.error_one_factor_percent, report.error_by_class_percent
        if None in (report.error_percent, one, by_class, report.coverage):
            yield Text("With so few or so small counts, the error of volumes cannot be measured.")
            return
        yield Text(
            "At stations that were held out, with more than 1,000 vehicles a day, the median error "
            "of volumes is {error:.0f} %. With one factor for all passes it is {one:.0f} %, with a "
            "factor for each class of roads {by_class:.0f} %.",
            error=report.error_percent,
            one=one,
            by_class=by_class,
        )
        yield Text(
            "The 90 % intervals of volumes contain {share:.0%} of the held-out counts.",
            share=report.coverage,
        )


def counted_volumes(
    bundle: Bundle, path: Path, min_drivers: int, progress: Progress, vehicles_field: str = ""
) -> Counted:
    """Estimate the volumes of a bundle's segments from counts and all of its trips.

    Raises:
        TrajganrError: as :func:`~..data.counts.reading.read_counts` and
            :func:`~..traffic.volumes.estimate.estimate_volumes`.
    """
    progress("Reading the counts", 0.0)
    network, area, zone = bundle.network, bundle.area, bundle.manifest.time_zone
    counts, stations = read_counts(path, network, area, zone, vehicles_field)
    passes, _ = passes_of_trips(bundle.matched, network, zone)
    found = estimate_volumes(
        passes, network, area, counts, min_drivers=min_drivers, progress=progress
    )
    return Counted(*found, counts, stations, passes)


def given_volumes(
    bundle: Bundle, counts: str | None, min_drivers: int, progress: Progress
) -> tuple[Volumes | None, list[Text]]:
    """Volumes of a bundle's segments if counts were given, with remarks."""
    if counts is None:
        return None, []
    found = counted_volumes(bundle, Path(counts), min_drivers, progress)
    return found.volumes, [*found.remarks()]
