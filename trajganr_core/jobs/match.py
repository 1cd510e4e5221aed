"""Match trips to roads: paths along the roads, their edges, and every matched fix."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ..contract.files.atomic_io import working_folder
from ..contract.kinds.match import MatchParams, MatchResult
from ..contract.options.choices import RECOVER_FROM_S
from ..data.bundle_tables import TripWriter, read_trip_batches
from ..data.matching.matched import MatchedTrips
from ..data.matching.matcher import Matcher
from ..data.matching.pass_times import Paces, learn_paces, with_times
from ..data.matching.report import MatchReport
from ..data.preparation.inferred_area import inferred_area, remark_on
from ..data.recovery.learning import learn_priors
from ..data.recovery.recover import recovered
from ..data.recovery.report import RecoveryReport
from ..data.roads.network import Network
from ..data.roads.reading import read_roads_with_report
from ..data.trips.clean_trips import CleanTrips
from ..data.trips.measured_lines import LayerWriter, edge_rows, fix_rows, path_rows, with_points
from ..utils.arrays import IntArray
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

#: Trips have no sides here: all learn from each other.
SIDES = 1


@dataclass(frozen=True)
class Batch:
    """Matched pieces with their roads.

    Attributes:
        trips: the pieces.
        network, area: their roads.
        paces: what the times between their fixes follow from.
        first_piece: number of the first piece.
    """

    trips: MatchedTrips
    network: Network
    area: StudyArea
    paces: Paces
    first_piece: int


def run(params: MatchParams, out: Path, progress: Progress) -> MatchResult:
    """Write ``matched.gpkg`` with layers ``paths``, ``fixes`` and ``edges`` into the folder."""
    paths = LayerWriter(out / MatchResult.FILE, MatchResult.PATHS, "LineString")
    fixes = LayerWriter(out / MatchResult.FILE, MatchResult.FIXES, "Point")
    edges = LayerWriter(out / MatchResult.FILE, MatchResult.EDGES)

    def write(batch: Batch) -> None:
        trips, network, first = batch.trips, batch.network, batch.first_piece
        paths.write(path_rows(trips, network, first))
        fixes.write(with_points(fix_rows(trips, network, batch.area, first)))
        edges.write(edge_rows(trips, network, first))

    return match_to(write, params, out, (MatchResult.FILE,), progress)


def match_to(
    sink: Callable[[Batch], None],
    params: MatchParams,
    folder: Path,
    files: tuple[str, ...],
    progress: Progress,
) -> MatchResult:
    """Match the trips, fill their gaps and give them batch by batch to ``sink``.

    Args:
        sink: writes ``files``.
        params: of the job.
        folder: for a copy of the trips, which is removed.
        files: of the result.
        progress: of the job.

    Raises:
        TrajganrError: an ``INPUT`` code, also when nothing matches.
    """
    trajectories = [Path(path) for path in params.trips]
    roads = Path(params.roads)
    progress("Reading roads", 0.0)
    area = (
        StudyArea(*params.bbox)
        if params.bbox
        else inferred_area(trajectories, roads, params, params)
    )
    network, roads_report = read_roads_with_report(roads, area, params)
    trips = CleanTrips(trajectories, params, params, area)
    progress("Preparing the network", 0.0)
    matcher = Matcher(network, area, params)
    report, first_piece = MatchReport(), 0
    with working_folder(folder) as working:
        table = working / "matched.parquet"
        with TripWriter(table) as writer:
            for matched, more in matcher.match_all(trips, progress):
                writer.append(matched)
                report += more
        trips.refuse_nothing_left()
        report.refuse_nothing_matched()
        table, recovery = _recovered(table, network, area, RECOVER_FROM_S[params.recover], progress)
        (paces,) = learn_paces(lambda: _batches(table), network, SIDES)
        for matched, _ in _batches(table):
            progress("Writing the layers", first_piece / report.pieces)
            timed = with_times(matched, network, paces)
            sink(Batch(timed, network, area, paces, first_piece))
            first_piece += len(timed)
    return MatchResult(
        files=files,
        counts={
            "trips": report.trips_matched,
            "pieces": report.pieces,
            "fixes": report.fixes_matched,
            "edges": len(network),
        },
        cleaning=asdict(trips.report),
        matching=report.to_dict(),
        remarks=(
            *([] if params.bbox else [remark_on(area)]),
            *roads_report.lines(),
            *trips.remarks(),
            *report.lines(),
            *recovery.lines(),
        ),
    )


def _recovered(
    table: Path, network: Network, area: StudyArea, min_gap_s: float, progress: Progress
) -> tuple[Path, RecoveryReport]:
    """A file of the trips with the likeliest way in each gap of at least ``min_gap_s`` seconds."""
    report = RecoveryReport()
    if math.isinf(min_gap_s):
        return table, report
    progress("Learning from the trips", 0.0)
    (priors,) = learn_priors(lambda: _batches(table), network, area, SIDES, progress)
    recovered_table = table.with_name("recovered.parquet")
    with TripWriter(recovered_table) as writer:
        for trips, _ in _batches(table):
            progress("Recovering ways in gaps", 0.0)
            found, counts = recovered(trips, network, area, priors, min_gap_s)
            writer.append(found)
            report += counts
    return recovered_table, report


def _batches(table: Path) -> Iterator[tuple[MatchedTrips, IntArray]]:
    """The batches of trips of a file, and the side of each piece."""
    for trips in read_trip_batches([table]):
        yield trips, np.zeros(len(trips), dtype=np.int64)
