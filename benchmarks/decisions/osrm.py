"""Does OSRM drive at the speeds of ``trajganr routing-export``?

    .venv/peers/bin/python benchmarks/decisions/osrm.py EXTRACT SPEEDS

Builds OSRM's graph of an extract with its profile for cars, without the speeds and with them: a
file of the folder ``osrm``. Asks for routes between random nodes of the file, there and back, and
compares the seconds between consecutive nodes with metres ÷ speed of this direction. Prints the
figures, and fails if any differ by more than OSRM rounds. Runs in ``.venv/peers`` with
osrm-bindings and osmium, and imports nothing of this repository.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import osmium
import osrm

HOME = Path(osrm.__file__).parent
ROUTES, SEED = 500, 0
#: OSRM knows the seconds between two nodes in such steps, and at least one.
STEP_S = 0.1

Pair = tuple[int, int]
Place = tuple[float, float]
Leg = Mapping[str, Any]


def main(extract: str, speeds: str) -> None:
    """Build, ask, compare and print."""
    with Path(speeds).open(encoding="ascii") as file:
        kmh = {(int(a), int(b)): float(speed) for a, b, speed in csv.reader(file)}
    with TemporaryDirectory() as folder:
        graph = Path(folder) / "map.osrm"
        places = write_map(extract, graph.with_suffix(".osm.pbf"), {a for a, _ in kmh})
        run("extract", "-p", HOME / "share/profiles/car.lua", graph.with_suffix(".osm.pbf"))
        run("partition", graph)
        drawn = [places[node] for node in random.Random(SEED).sample(sorted(places), 2 * ROUTES)]
        there = list(zip(drawn[::2], drawn[1::2], strict=True))
        ends = there + [(end, begin) for begin, end in there]
        run("customize", graph)
        usual = routes(graph, ends)
        run("customize", graph, "--segment-speed-file", speeds)
        ours = routes(graph, ends)
    found = figures(kmh, ours)
    found |= {"mean_s": mean_s(ours), "mean_s_of_the_profile": mean_s(usual)}
    print(json.dumps(found, indent=2))
    if found["different"] or found["ignored"]:
        sys.exit("OSRM does not drive at these speeds.")


def write_map(extract: str, path: Path, nodes: set[int]) -> dict[int, Place]:
    """Write an extract as ``.pbf``; returns longitude and latitude of some nodes."""
    places = {}
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for each in osmium.FileProcessor(extract):
            writer.add(each)
            if each.is_node() and each.id in nodes:
                places[each.id] = (each.location.lon, each.location.lat)
    return places


def routes(graph: Path, ends: Sequence[tuple[Place, Place]]) -> list[Leg]:
    """The fastest route between each pair of places."""
    engine = osrm.OSRM(algorithm="MLD", storage_config=str(graph), use_shared_memory=False)
    kinds = ["nodes", "duration", "distance", "datasources"]
    legs = []
    for pair in ends:
        asked = osrm.RouteParameters(coordinates=pair, annotations=kinds, overview="false")
        legs.append(engine.Route(asked)["routes"][0]["legs"][0])
    return legs


def figures(kmh: Mapping[Pair, float], legs: Sequence[Leg]) -> dict[str, Any]:
    """Numbers of pairs of nodes on the routes, and what turns add to the seconds between nodes."""
    difference: dict[Pair, float] = {}
    others: set[Pair] = set()
    for leg in legs:
        about = leg["annotation"]
        columns = (about[name] for name in ("duration", "distance", "datasources"))
        pairs = pairwise(int(node) for node in about["nodes"])
        # A route begins and ends between two nodes.
        for pair, seconds, metres, source in list(zip(pairs, *columns, strict=True))[1:-1]:
            if source == 0:
                others.add(pair)
            else:
                difference[pair] = seconds - max(3.6 * metres / kmh[pair], STEP_S)
    both = [(a, b) for a, b in difference if a < b and (b, a) in difference]
    between_s = sum(sum(leg["annotation"]["duration"]) for leg in legs)
    return {
        "pairs": len(kmh),
        "routes": len(legs),
        "on_routes": len(difference),
        "of_two_directions_with_two_speeds": sum(kmh[a, b] != kmh[b, a] for a, b in both),
        "largest_difference_s": max(map(abs, difference.values())),
        "different": sum(abs(each) > 0.6 * STEP_S for each in difference.values()),
        "ignored": len(others & kmh.keys()),
        "with_speeds_of_the_profile": len(others),
        "share_of_turns": 1 - between_s / (mean_s(legs) * len(legs)),
    }


def mean_s(legs: Sequence[Leg]) -> float:
    """Mean seconds of routes."""
    return float(sum(leg["duration"] for leg in legs) / len(legs))


def run(program: str, *arguments: object) -> None:
    """Run a program of OSRM with one thread; it says itself why it failed."""
    command = [
        str(HOME / "bin" / f"osrm-{program}"),
        *map(str, arguments),
        "-t",
        "1",
        "-l",
        "ERROR",
    ]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
