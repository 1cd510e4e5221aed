"""Match trips to roads: paths along the roads, their edges, and every matched fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.match import MatchParams, MatchResult
from ..data.layers import layer_bounds
from ..data.matching.matched import MatchedTrips
from ..data.matching.matcher import Matcher
from ..data.matching.report import MatchReport
from ..data.readers import open_trips
from ..data.roads.network import Network
from ..data.roads.osm import is_osm_extract
from ..data.roads.reading import read_roads_with_report
from ..data.trips.clean_trips import CleanTrips
from ..data.trips.measured_lines import (
    LayerWriter,
    edge_rows,
    fix_rows,
    path_rows,
    with_points,
)
from ..data.trips.trajectories import bounds
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

#: Margin around the overlap, about a kilometre: GPS has errors, and a straight road has no width.
MARGIN_DEGREES = 0.01

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
    area = StudyArea(*params.bbox) if params.bbox else _overlap(trajectories, roads, params)
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
        remarks=(*roads_report.lines(), *trips.remarks(), *report.lines()),
    )


def _overlap(trajectories: list[Path], roads: Path, params: MatchParams) -> StudyArea:
    """The area of both trips and roads; distant fixes without roads do not count."""
    if is_osm_extract(roads):  # It may cover a country; a stray fix would select all of it.
        raise TrajganrError(
            Code.INPUT_FIELD,
            "It is unknown which part of the extract {roads} to use.",
            "Enter the study area: west, south, east and north in degrees.",
            roads=roads.name,
        )
    west, south, east, north = layer_bounds(roads)
    fixes = bounds(batch for path in trajectories for batch in open_trips(path, params).batches())
    if not fixes[0] <= fixes[2]:  # No fix has a location; cleaning reports why.
        fixes = (west, south, east, north)
    box = (
        max(west, fixes[0]) - MARGIN_DEGREES,
        max(south, fixes[1]) - MARGIN_DEGREES,
        min(east, fixes[2]) + MARGIN_DEGREES,
        min(north, fixes[3]) + MARGIN_DEGREES,
    )
    # Written so that the NaN bounds of a layer without features fail too.
    if not (box[0] < box[2] and box[1] < box[3]):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Trips and roads do not overlap.",
            "Check that both cover the same area, and the CRS of the roads.",
        )
    return StudyArea(max(box[0], -180.0), max(box[1], -90.0), min(box[2], 180.0), min(box[3], 90.0))
