"""How fast junctions, travel times with turns and corridors are, on real Porto.

``python -m benchmarks.junctions.speed [BUNDLE]`` prints seconds of a processor; jobs read a bundle.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from trajganr_core.contract.kinds.corridor import CorridorParams
from trajganr_core.contract.kinds.junctions import JunctionsParams
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.recovery.turns import Turns
from trajganr_core.evaluation.path_step import PathStep
from trajganr_core.jobs import corridor, junctions
from trajganr_core.routing.arcs import Roads, Travel
from trajganr_core.routing.stops import stops_on
from trajganr_core.routing.times import times_between
from trajganr_core.utils.progress import silent

from ..figures import BUILD

POINTS = 1000
#: From the west of Porto to its east, about 10 km by road.
ENDS = ((-8.6830, 41.1560), (-8.5830, 41.1620))


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of a processor of the second call: the first one compiles."""
    work()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def matrix(bundle: Bundle) -> None:
    """Times between random points, with turns."""
    network, area = bundle.network, bundle.area
    turns, length_m = Turns.of(network), network.length_m
    rng = np.random.default_rng(0)
    mean = length_m * rng.uniform(0.05, 0.2, len(length_m))
    travel = Travel(mean, mean, mean, mean / 3, rng.normal(2.0, 3.0, len(turns.head)))
    roads = Roads.of(network, turns, travel)
    begin, end = (
        stops_on(network, area, network.locate(edge, length_m[edge] / 2), 200.0, "points")
        for edge in rng.choice(len(network), (2, POINTS))
    )
    times_between(roads, begin, end, PathStep(1.0, 1.0, 0.8, 1.2))


def speed_figures(folder: Path) -> dict[str, float]:
    """``junctions_s``, ``od_turns_s``, ``corridor_s``."""
    bundle = Bundle.load(folder)
    points = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": at}}
        for at in ENDS
    ]
    with TemporaryDirectory() as scratch:
        out = Path(scratch)
        route = out / "route.geojson"
        route.write_text(json.dumps({"type": "FeatureCollection", "features": points}))
        jobs = {
            "junctions_s": lambda: junctions.run(JunctionsParams(bundle=str(folder)), out, silent),
            "corridor_s": lambda: corridor.run(
                CorridorParams(bundle=str(folder), route=str(route)), out, silent
            ),
            "od_turns_s": lambda: matrix(bundle),
        }
        return {name: round(seconds_of(job), 2) for name, job in jobs.items()}


def main() -> None:
    """Print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?", default=BUILD / "porto_osm")
    print(speed_figures(parser.parse_args().bundle))


if __name__ == "__main__":
    main()
