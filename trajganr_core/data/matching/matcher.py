"""Matching trips to a network, batch by batch."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from ...cache import cache_folder
from ...errors import Code, TrajganrError
from ...geo import StudyArea
from ...input_options import MatchOptions
from ...progress import Progress, silent
from ..matched import MatchedTrips
from ..network import Network
from ..ragged import row_of_each
from ..trajectories import Trajectories
from .hops import plausible
from .pieces import assemble
from .report import MatchReport
from .road_graph import RoadGraph

__all__ = ["Matcher", "match_trips"]

log = logging.getLogger(__name__)

FloatArray = npt.NDArray[np.float64]


class Matcher:
    """Matches batches of trips to one network.

    Args:
        network: the roads.
        area: their study area.
        options: how far from roads fixes may be.
        cache: the folder in which tables of shortest paths are kept, each named by the content of
            its network; ``road-tables`` in the person's cache folder if absent.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` for a network without edges.
    """

    def __init__(
        self,
        network: Network,
        area: StudyArea,
        options: MatchOptions = MatchOptions(),
        cache: Path | None = None,
    ) -> None:
        if not len(network):
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "There is no road to match trips to.",
                "Choose a study area and a layer with drivable roads.",
            )
        self._network = network
        self._area = area
        self._options = options
        self._vertices = area.to_local(network.lon, network.lat)
        self._graph = RoadGraph(network, self._vertices, cache or cache_folder() / "road-tables")
        self._roads = shapely.STRtree(network.local_lines(area))

    def match(
        self, trips: Trajectories, progress: Progress = silent
    ) -> tuple[MatchedTrips, MatchReport]:
        """Match every trip, cutting it at fixes or hops that match no path.

        Args:
            trips: cleaned trips, EPSG:4326; none need match.
            progress: told about the share of trips that are done.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for coordinates that are no numbers.
        """
        xy = self._area.to_local(trips.lon, trips.lat)
        _refuse_no_numbers(xy)
        found = self._graph.hops(xy, trips.offsets, self._options, progress)
        hops = found.take(np.flatnonzero(plausible(found, self._network.length_m, xy, trips.t)))
        if not len(hops):
            matched, fix = MatchedTrips.empty(), np.empty(0, dtype=np.int64)
        else:
            matched, fix = assemble(hops, trips, self._network, xy, self._vertices)
        is_matched = np.zeros(trips.fixes, dtype=bool)
        is_matched[fix] = True
        trip_of_fix = row_of_each(trips.offsets)
        return matched, MatchReport(
            trips=len(trips),
            trips_matched=len(np.unique(trip_of_fix[fix])),
            pieces=len(matched),
            fixes=trips.fixes,
            fixes_matched=len(fix),
            fixes_far_from_roads=self._far_from_roads(xy[~is_matched]),
            hops=len(found),
            hops_cut=len(found) - len(hops),
        )

    def _far_from_roads(self, xy: FloatArray) -> int:
        """How many of the places ``(q, 2)`` have no road within the search radius."""
        near = self._roads.query(
            shapely.points(xy), predicate="dwithin", distance=self._options.search_radius_m
        )
        return len(xy) - len(np.unique(near[0]))


def match_trips(
    trips: Trajectories, network: Network, area: StudyArea, progress: Progress = silent
) -> MatchedTrips:
    """Match trips that are in memory, and log what became of them.

    Raises:
        TrajganrError: as :class:`Matcher`; ``INPUT.EMPTY`` when no trip matches anywhere.
    """
    matched, report = Matcher(network, area).match(trips, progress)
    for line in report.lines():
        log.info(line)
    report.refuse_nothing_matched()
    return matched


def _refuse_no_numbers(xy: FloatArray) -> None:
    bad = ~np.isfinite(xy).all(axis=1)
    if bad.any():
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{count} of {fixes} fixes have coordinates that are no numbers.",
            "Clean the trips before they are matched.",
            count=int(bad.sum()),
            fixes=len(xy),
        )
