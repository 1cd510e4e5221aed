"""Matching trips to a network, batch by batch."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import MatchOptions
from ...executors.process_pool import THREADS, cores
from ...utils.arrays import FloatArray
from ...utils.progress import Progress, between, silent
from ...utils.ragged import row_of_each
from ...utils.study_area import StudyArea
from ..roads.network import Network
from ..trips.trajectories import Trajectories
from .confidence import path_probability
from .gaps import gap_seconds
from .matched import MatchedTrips
from .pieces import assemble
from .report import MatchReport
from .road_graph import RoadGraph
from .viterbi import ESTIMATED

if TYPE_CHECKING:
    from ..trips.clean_trips import CleanTrips  # it needs more packages than an installation has


class Matcher:
    """Matches batches of trips to one network.

    Args:
        network: the roads.
        area: their study area.
        options: of matching, such as the search radius.
        threads: number of threads; by default one per processor, or as many as
            ``OMP_NUM_THREADS`` says. Results do not depend on it.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` for a network without edges.
    """

    def __init__(
        self,
        network: Network,
        area: StudyArea,
        options: MatchOptions = MatchOptions(),
        threads: int | None = None,
    ) -> None:
        if not len(network):
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "There is no road to match trips to.",
                "Choose a study area and a layer with drivable roads.",
            )
        self._network = network
        self._area = area
        self._gps_error_m = ESTIMATED if options.gps_error_m is None else options.gps_error_m
        self._vertices = area.to_local(network.lon, network.lat)
        self._graph = RoadGraph(
            *(network, self._vertices, options.search_radius_m), threads or usual_threads()
        )

    def match_all(
        self, trips: CleanTrips, progress: Progress = silent
    ) -> Iterator[tuple[MatchedTrips, MatchReport]]:
        """Read, clean and match trips, batch by batch.

        Raises:
            TrajganrError: as :meth:`match`, and an ``INPUT`` code for unreadable data.
        """
        share = 0.0
        for batch in trips.batches(progress):
            yield self.match(batch, between(progress, share, trips.share))
            share = trips.share

    def match(
        self, trips: Trajectories, progress: Progress = silent
    ) -> tuple[MatchedTrips, MatchReport]:
        """Match every trip, cutting it where no plausible path leads on.

        Args:
            trips: cleaned trips, EPSG:4326.
            progress: receives the share of trips that are done.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for coordinates or times that are not finite.
        """
        xy = self._area.to_local(trips.lon, trips.lat)
        _refuse_no_numbers(xy, trips.t)
        found, hops = self._graph.match(
            *(xy, trips.t, trips.speed, trips.heading, trips.offsets),
            *(self._gps_error_m, progress),
        )
        if not len(hops):
            matched, fix = MatchedTrips.empty(), np.empty(0, dtype=np.int64)
        else:
            matched, fix = assemble(
                hops,
                found.is_off_path,
                path_probability(found, hops),
                self._graph.edge_probability(hops, trips.t),
                trips,
                self._network,
                xy,
                self._vertices,
            )
        is_unmatched = np.ones(trips.fixes, dtype=bool)
        is_unmatched[fix] = False
        is_passed_by = is_unmatched & hops.covers(trips.fixes)
        far, far_passed_by = (
            self._graph.count_far_from_roads(xy[which]) for which in (is_unmatched, is_passed_by)
        )
        trips_matched = np.unique(row_of_each(trips.offsets)[fix])
        is_gap = gap_seconds(matched) > 0
        pass_m = matched.pass_exit_m - matched.pass_enter_m
        return matched, MatchReport(
            trips=len(trips),
            trips_matched=len(trips_matched),
            pieces=len(matched),
            fixes=trips.fixes,
            fixes_matched=len(fix),
            fixes_far_from_roads=far,
            fixes_skipped=int(is_passed_by.sum()) - far_passed_by,
            cuts_too_fast=int(found.too_fast.sum()),
            cuts_detour=int(found.detours.sum()),
            gps_errors_cm=int(np.rint(100 * found.error_m[trips_matched]).sum()),
            gaps=int(is_gap.sum()),
            recovered_cm=int(np.rint(100 * np.diff(matched.s, append=0.0)[is_gap]).sum()),
            uncertain_cm=int(np.rint(100 * pass_m[~matched.pass_is_likely]).sum()),
        )


def usual_threads() -> int:
    """As many as the environment says, whose variable may hold a list of numbers or nonsense."""
    number = os.environ.get(THREADS, "").split(",")[0].strip()
    return int(number) if number.isdecimal() and int(number) else cores()


def _refuse_no_numbers(xy: FloatArray, t: FloatArray) -> None:
    good = np.isfinite(xy).all(axis=1) & np.isfinite(t)
    if not good.all():
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{count} of {fixes} fixes have coordinates or times that are no numbers.",
            "Clean the trips before they are matched.",
            count=int((~good).sum()),
            fixes=len(good),
        )
