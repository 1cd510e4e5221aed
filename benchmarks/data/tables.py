"""Time and size of the tables of short paths: ``… benchmarks.data.tables NAME FOLDER``.

``sample`` is the network of the sample, ``grid`` a synthetic one of a million edges. Prints a JSON
list with one entry per length of the longest paths that the matcher chooses from.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely

from trajganr_core.data.matching.__main__ import main as compile_matcher
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.road_graph import MAX_PATHS_M
from trajganr_core.data.matching.viterbi import DETOUR_ALLOWED_M, MAX_DETOUR
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.noding import node_parts, parts_of_lines
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.study_area import StudyArea

from ..memory import peak_gb
from .matching import area_of

GRID_ROADS = 501
GRID_AREA = StudyArea(-9.0, 41.0, -8.4, 41.45)


class TableLog(logging.Handler):
    """Collects the tables that the matcher logs: ``longest_m``, ``nodes`` and ``mb`` of each."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.tables: list[dict[str, float]] = []
        log = logging.getLogger("trajganr_core.data.matching.road_graph")
        log.setLevel(logging.INFO)
        log.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the values of a message about a table."""
        if isinstance(record.args, tuple) and len(record.args) == 3:
            self.tables.append(dict(zip(("longest_m", "nodes", "mb"), record.args, strict=True)))


def main() -> None:
    """Measure the tables of one network and print them as JSON."""
    network, area = NETWORKS[sys.argv[1]](Path(sys.argv[2]))
    compile_matcher()
    log = TableLog()
    found = []
    for wanted_m in MAX_PATHS_M:
        matcher = Matcher(network, area, threads=1)
        begun = time.process_time()
        matcher.match(pair_of_fixes(area, (wanted_m - DETOUR_ALLOWED_M) / MAX_DETOUR))
        seconds = time.process_time() - begun
        found.append(
            {"wanted_m": wanted_m, "edges": len(network), "seconds": seconds, **log.tables[-1]}
        )
    print(json.dumps([{**table, "peak_gb": peak_gb()} for table in found]))


def pair_of_fixes(area: StudyArea, apart_m: float) -> Trajectories:
    """A trip of two fixes at the centre of an area, so far apart."""
    text = np.array([""], dtype=object)
    lon, lat = area.to_geographic(np.array([[0.0, 0.0], [apart_m - 1.0, 0.0]])).T
    return Trajectories(
        offsets=np.array([0, 2]),
        lon=lon,
        lat=lat,
        t=np.array([0.0, 120.0]),
        speed=np.full(2, np.nan, dtype=np.float32),
        heading=np.full(2, np.nan, dtype=np.float32),
        trip_id=text,
        driver_id=text,
    )


def sample_network(folder: Path) -> tuple[Network, StudyArea]:
    """The roads of the sample."""
    area = area_of(folder)
    return read_roads(folder / "roads.gpkg", area), area


def grid_network(_folder: Path) -> tuple[Network, StudyArea]:
    """Streets every 100 m, two-way: about a million edges."""
    axis = 100.0 * (np.arange(GRID_ROADS) - GRID_ROADS // 2)
    x, y = np.meshgrid(axis, axis)
    places = GRID_AREA.to_geographic(np.column_stack([x.ravel(), y.ravel()]))
    grid = np.round(places, 9).reshape(GRID_ROADS, GRID_ROADS, 2)
    lines = [*grid, *grid.transpose(1, 0, 2)]
    text = np.full(len(lines), "", dtype=object)
    network = node_parts(
        parts_of_lines(shapely.linestrings(np.array(lines))),
        GRID_AREA,
        fid=np.arange(len(lines)),
        oneway=np.zeros(len(lines), dtype=np.int8),
        highway=text,
        name=text,
    )
    return network, GRID_AREA


NETWORKS: dict[str, Callable[[Path], tuple[Network, StudyArea]]] = {
    "sample": sample_network,
    "grid": grid_network,
}

if __name__ == "__main__":
    main()
