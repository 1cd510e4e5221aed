"""What tests of matched trips share."""

from __future__ import annotations

import dataclasses

import numpy as np

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.progress import Progress, silent
from trajganr_core.utils.study_area import StudyArea


def match_trips(
    trips: Trajectories, network: Network, area: StudyArea, progress: Progress = silent
) -> MatchedTrips:
    """Trips that are in memory, matched with the default options."""
    matched, _ = Matcher(network, area).match(trips, progress)
    return matched


def assert_equal(one: MatchedTrips, other: MatchedTrips) -> None:
    """Every column is the same, and of the same type."""
    for field in dataclasses.fields(MatchedTrips):
        a, b = getattr(one, field.name), getattr(other, field.name)
        np.testing.assert_array_equal(a, b, err_msg=field.name)
        assert a.dtype == b.dtype, field.name
