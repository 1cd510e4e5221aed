"""Travel times of corridors by probes against those of all vehicles, on a simulated day.

Corridors are stretches of vehicles' ways, 400 to 1,500 m long, with at least 150 whole traversals
of all vehicles, that share at most half of their segments. Each set of probes is a tenth of the
vehicles, with fixes each 15 s. Errors are per cent: bias, mean absolute error, and for how many the
90 % interval contains the time of all vehicles.

    .venv/worker/bin/python -m benchmarks.junctions.corridors build/junctions/day22
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import with_even_times
from trajganr_core.data.passes import driver_numbers
from trajganr_core.data.roads.network import Network
from trajganr_core.traffic.corridors.composed import blocks_of
from trajganr_core.traffic.corridors.slices import Slice, Sliced
from trajganr_core.traffic.corridors.travel_times import MEASURES, QUANTILES, travel_times
from trajganr_core.traffic.corridors.traversals import (
    Traversals,
    candidate_pieces,
    traversals_of,
)
from trajganr_core.traffic.junctions.division import refined_trips
from trajganr_core.utils.arrays import FloatArray, IntArray

from .simulated import PROBE_SETS, Day

ROUTES, LEAST_WHOLE, LEAST_DRIVERS = 80, 150, 5
#: Mean and percentiles.
SHOWN = 1 + len(QUANTILES)


def found_on(
    trips: MatchedTrips, network: Network, route: IntArray
) -> tuple[Traversals, MatchedTrips]:
    """Traversals of a route, and the trips that may drive along it."""
    near = trips.take(candidate_pieces(trips, route))
    is_recovered = np.zeros(len(near.pass_edge), dtype=bool)
    return traversals_of(near, network, route, is_recovered), near


def routes(trips: MatchedTrips, network: Network) -> Iterator[tuple[IntArray, FloatArray]]:
    """Stretches of vehicles' ways in random order, and the times ``(5,)`` of all vehicles there."""
    rng, passes = np.random.default_rng(0), np.bincount(trips.pass_edge, minlength=len(network))
    known: list[IntArray] = []
    for piece in rng.permutation(len(trips)):
        edge = trips.pass_edge[trips.pass_offsets[piece] + 1 : trips.pass_offsets[piece + 1] - 1]
        if len(edge) < 4:
            continue
        edge = edge[rng.integers(0, max(1, len(edge) - 4)) :]
        wanted = rng.uniform(400, 1500)
        route = edge[: int(np.searchsorted(np.cumsum(network.length_m[edge]), wanted)) + 1]
        is_long = len(route) >= 3 and network.length_m[route].sum() >= 0.9 * wanted
        shared = (len(np.intersect1d(route, each)) > len(route) / 2 for each in known)
        is_new = len(np.unique(route)) == len(route) and not any(shared)
        if not is_long or not is_new or passes[route].min() < LEAST_WHOLE:
            continue
        found, _ = found_on(trips, network, route)
        seconds = found.seconds(0, found.segments - 1)[found.are_whole]
        if len(seconds) >= LEAST_WHOLE:
            known.append(route)
            quantiles = np.quantile(seconds, QUANTILES, method="inverted_cdf")
            yield route, np.r_[seconds.mean(), quantiles]


def main() -> None:
    """Print the errors of whole and of composed times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("day", type=Path)
    day = Day.load(parser.parse_args().day)
    network, area = day.bundle.network, day.bundle.area
    probes = [refined_trips(day.probes(k), network, area) for k in range(PROBE_SETS)]
    rows: list[FloatArray] = []
    every = routes(with_even_times(day.truth), network)
    for _, (route, truth) in zip(range(ROUTES), every, strict=False):
        bounds_m = np.concatenate([[0.0], np.cumsum(network.length_m[route])])
        for trips in probes:
            found, near = found_on(trips, network, route)
            piece = near.trip_of_pass[found.first_pass]
            driver = driver_numbers(near.trip_id, near.driver_id)[piece]
            sides = np.ones((len(found), 1), dtype=bool)
            sliced = Sliced([Slice(WHOLE_WEEK)], driver, sides, "UTC", LEAST_DRIVERS)
            blocks = blocks_of(found, bounds_m, driver, LEAST_DRIVERS)
            times = travel_times(found, sliced, blocks, 1.0, 0)
            low, high = (each[:, :SHOWN] for each in times.bounds())
            holds = np.where(np.isfinite(low), (low <= truth) & (truth <= high), np.nan)
            errors = times.values[:, :SHOWN] / truth - 1
            rows += [*np.column_stack([times.source, errors, holds])]
    table = 100 * np.array(rows)
    for number, source in enumerate(("whole", "composed")):
        own = table[table[:, 0] == 100 * number, 1:]
        print(f"{source} ({len(own)}):")
        for at, name in enumerate(MEASURES[:SHOWN]):
            error, is_in = own[:, at], own[:, SHOWN + at]
            print(
                f"  {name} ({np.isfinite(error).sum()}): bias {np.nanmean(error):+.1f}, error "
                f"{np.nanmean(np.abs(error)):.1f}, intervals hold {np.nanmean(is_in):.0f}"
            )


if __name__ == "__main__":
    main()
