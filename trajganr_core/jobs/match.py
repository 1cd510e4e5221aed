"""Match trips to roads: paths along the roads, their edges, and every matched fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ..contract.kinds.match import MatchParams, MatchResult
from ..data.matching.matched import MatchedTrips
from ..data.matching.matcher import Matcher
from ..data.matching.report import MatchReport
from ..data.preparation.inferred_area import inferred_area, remark_on
from ..data.roads.network import Network
from ..data.roads.reading import read_roads_with_report
from ..data.trips.clean_trips import CleanTrips
from ..data.trips.measured_lines import LayerWriter, edge_rows, fix_rows, path_rows, with_points
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

#: Receives a batch of pieces, their network and area, and the number of the first piece.
Sink = Callable[[MatchedTrips, Network, StudyArea, int], None]


def run(params: MatchParams, out: Path, progress: Progress) -> MatchResult:
    """Write ``matched.gpkg`` with layers ``paths``, ``fixes`` and ``edges`` into the folder."""
    paths = LayerWriter(out / MatchResult.FILE, MatchResult.PATHS, "LineString")
    fixes = LayerWriter(out / MatchResult.FILE, MatchResult.FIXES, "Point")
    edges = LayerWriter(out / MatchResult.FILE, MatchResult.EDGES)

    def write(trips: MatchedTrips, network: Network, area: StudyArea, first_piece: int) -> None:
        paths.write(path_rows(trips, network, first_piece))
        fixes.write(with_points(fix_rows(trips, network, area, first_piece)))
        edges.write(edge_rows(trips, network, first_piece))

    return match_to(write, params, (MatchResult.FILE,), progress)


def match_to(
    sink: Sink, params: MatchParams, files: tuple[str, ...], progress: Progress
) -> MatchResult:
    """Match the trips batch by batch and give each batch to ``sink``, which writes ``files``.

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
    report = MatchReport()
    for matched, more in matcher.match_all(trips, progress):
        if len(matched):
            sink(matched, network, area, report.pieces)
        report = report + more
    trips.refuse_nothing_left()
    report.refuse_nothing_matched()
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
        ),
    )
