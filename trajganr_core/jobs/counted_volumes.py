"""Volumes for jobs that were given counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from ..contract.errors import Code, TrajganrError
from ..contract.options.time_sets import WHOLE_WEEK
from ..contract.texts.text import Text
from ..data.counts.counts import Counts
from ..data.counts.reading import CountReport, read_counts
from ..data.passes import PassTable, passes_of_trips
from ..traffic.published_layers import Asked
from ..traffic.volumes.estimate import VolumeReport, Volumes, estimate_volumes
from ..utils.progress import Progress, silent

#: Volumes need so many stations; fewer than the second number are called few.
LEAST_STATIONS, FEW_STATIONS = 3, 30


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
        if self.report.stations < FEW_STATIONS:
            yield Text(
                "Volumes rest on counts of {n:,} stations only: elsewhere, errors may be larger "
                "than these few tell.",
                n=self.report.stations,
            )
        error, of_factor = self.report.error_percent, self.report.error_one_factor_percent
        if error is None or of_factor is None:
            yield Text("With so few or so small counts, the error of volumes cannot be measured.")
        else:
            yield Text(
                "At stations that were held out, with more than 1,000 vehicles a day, the median "
                "error of volumes is {error:.0f} %; that of passes times one factor is "
                "{one:.0f} %.",
                error=error,
                one=of_factor,
            )


def counted_volumes(asked: Asked, path: Path, progress: Progress = silent) -> Counted:
    """Estimate the volumes of a bundle's segments from counts and its trips of a side.

    Raises:
        TrajganrError: as :func:`~..data.counts.reading.read_counts`; ``INPUT.EMPTY`` with too few
            stations or vehicles.
    """
    progress("Reading the counts", 0.0)
    bundle = asked.bundle
    network, area, zone = bundle.network, bundle.area, bundle.manifest.time_zone
    counts, stations = read_counts(path, network, area, zone)
    if counts.stations < LEAST_STATIONS:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Volumes need at least {least} counting stations on these roads; {name} has {n}.",
            "Add counts. Without them, volumes cannot be estimated; popularity and passes need "
            "none.",
            name=path.name,
            n=counts.stations,
            least=LEAST_STATIONS,
        )
    trips = bundle.matched if asked.side == "all" else bundle.matched.take(asked.pieces)
    passes, _ = passes_of_trips(trips, network, zone)
    with threadpool_limits(1):  # of small matrices; threads of a busy machine wait spinning
        found = estimate_volumes(
            *(passes, network, area, counts), min_drivers=asked.min_drivers, progress=progress
        )
    return Counted(*found, counts, stations, passes)


def given_volumes(
    asked: Asked, counts: str | None, progress: Progress
) -> tuple[Asked, Volumes | None, list[Text]]:
    """What the job publishes; volumes of segments and remarks on them if counts were given."""
    if counts is None:
        return asked, None, []
    found = counted_volumes(asked, Path(counts), progress)
    return with_whole_week(asked), found.volumes, [*found.remarks()]


def with_whole_week(asked: Asked) -> Asked:
    """The same with the passes of the whole week, which volumes rest on."""
    return replace(asked, time_sets=tuple(dict.fromkeys([*asked.time_sets, WHOLE_WEEK])))
