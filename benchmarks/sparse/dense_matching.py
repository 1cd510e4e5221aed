"""Fixes of real Porto that a ``trajganr_core`` matches in a second; a file that runs with another.

``python benchmarks/sparse/dense_matching.py FOLDER TRIPS ROADS WEST SOUTH EAST NORTH``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from trajganr_core.contract.options.data_config import CleaningOptions, TripOptions
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.clean_trips import CleanTrips
from trajganr_core.data.trips.trajectories import concatenate
from trajganr_core.utils.study_area import StudyArea

RUNS = 3

trips_file, roads_file = (Path(each) for each in sys.argv[2:4])
area = StudyArea(*(float(each) for each in sys.argv[4:]))
source = CleanTrips([trips_file], TripOptions(), CleaningOptions(), area)
trips = concatenate(list(source.batches()))
matcher = Matcher(read_roads(roads_file, area), area, threads=1)
took = []
for _ in range(1 + RUNS):  # the first run compiles, and computes the table of paths
    began = time.process_time()
    matcher.match(trips)
    took.append(time.process_time() - began)
print(trips.fixes / min(took[1:]))
