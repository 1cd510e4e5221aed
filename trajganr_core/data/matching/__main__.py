"""Compile the matcher ahead of its first use: ``python -m trajganr_core.data.matching``.

It takes about twenty seconds, which the first job would wait otherwise; see :mod:`.compiled` for
where the result is kept.
"""

from __future__ import annotations

import numpy as np

from ...utils.study_area import StudyArea
from ..roads.network import Network, RoadAttributes
from ..trips.trajectories import Trajectories
from .matcher import Matcher


def main() -> None:
    """Match a trip on a single road."""
    text = np.array([""], dtype=object)
    road = Network(
        offsets=np.array([0, 2]),
        lon=np.array([0.0, 0.01]),
        lat=np.zeros(2),
        source=np.array([0]),
        target=np.array([1]),
        reverse=np.array([-1]),
        length_m=np.array([1113.0]),
        source_fid=np.array([1]),
        osm_id=np.array([0]),
        forward=np.array([True]),
        highway=text,
        name=text,
        attributes=RoadAttributes.unknown(1),
    )
    trip = Trajectories(
        offsets=np.array([0, 2]),
        lon=np.array([0.002, 0.006]),
        lat=np.zeros(2),
        t=np.array([0.0, 60.0]),
        speed=np.full(2, np.nan, dtype=np.float32),
        heading=np.full(2, np.nan, dtype=np.float32),
        trip_id=text,
        driver_id=text,
    )
    Matcher(road, StudyArea(-0.01, -0.01, 0.02, 0.01), threads=1).match(trip)


if __name__ == "__main__":
    main()
