"""How far composed travel times of corridors are from those of whole trips, on real trips.

Corridors are stretches of single trips, 1 to 3.5 km long, with at least 60 whole traversals, that
share at most half of their segments. Of each whole traversal only a part is kept, before or after a
random node of the middle third; times are composed of these parts and of other trips' parts, and
compared with the whole traversals that nothing was composed of. *Independent* draws the times of
blocks without their correlation.

    .venv/worker/bin/python -m benchmarks.junctions.composed build/benchmark/porto_osm
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import driver_numbers
from trajganr_core.traffic.corridors.composed import (
    blocks_of,
    compose,
    correlations,
    draws_of,
    scores_of,
)
from trajganr_core.traffic.corridors.traversals import (
    Traversals,
    candidate_pieces,
    traversals_of,
)
from trajganr_core.traffic.junctions.division import refined_trips
from trajganr_core.utils.arrays import FloatArray, IntArray

SHARES = (0.15, 0.5, 0.85, 0.95)
ROUTES, LEAST_WHOLE, LEAST_DRIVERS = 60, 60, 5
NAMES = ("mean", "P15", "P50", "P85", "P95")


def routes(bundle: Bundle, rng: np.random.Generator) -> Iterator[IntArray]:
    """Stretches of trips, in random order."""
    trips, length_m = bundle.matched, bundle.network.length_m
    known: list[IntArray] = []
    for piece in rng.permutation(len(trips)):
        edge = trips.pass_edge[trips.pass_offsets[piece] : trips.pass_offsets[piece + 1]]
        if len(edge) < 12:
            continue
        edge = edge[rng.integers(0, len(edge) - 8) :]
        metres, wanted = np.cumsum(length_m[edge]), rng.uniform(1000, 3500)
        route = edge[: int(np.searchsorted(metres, wanted)) + 1]
        is_long = len(route) >= 6 and length_m[route].sum() >= 0.9 * wanted
        shared = (len(np.intersect1d(route, each)) > len(route) / 2 for each in known)
        if not is_long or len(np.unique(route)) < len(route) or any(shared):
            continue
        if found_on(bundle, route)[0].are_whole.sum() >= LEAST_WHOLE:
            known.append(route)
            yield route


def found_on(
    bundle: Bundle, route: IntArray, is_refined: bool = False
) -> tuple[Traversals, IntArray]:
    """Traversals of a route, and their drivers."""
    trips = bundle.matched.take(candidate_pieces(bundle.matched, route))
    if is_refined:
        trips = refined_trips(trips, bundle.network, bundle.area)
    found = traversals_of(trips, bundle.network, route, np.zeros(len(trips.pass_edge), dtype=bool))
    return found, driver_numbers(trips.trip_id, trips.driver_id)[
        trips.trip_of_pass[found.first_pass]
    ]


def cut(found: Traversals, rng: np.random.Generator) -> Traversals:
    """The same traversals, of whole ones a part only."""
    first, last, t = found.first.copy(), found.last.copy(), found.t.copy()
    comes, goes = found.comes.copy(), found.goes.copy()
    for row in np.flatnonzero(found.are_whole):
        at = rng.integers(found.segments // 3, 2 * found.segments // 3)
        if rng.random() < 0.5:
            t[row, :at], first[row], comes[row] = np.nan, at, True
        else:
            t[row, at + 1 :], last[row], goes[row] = np.nan, at - 1, True
    return replace(found, first=first, last=last, t=t, comes=comes, goes=goes)


def composed(
    found: Traversals, driver: IntArray, bounds_m: FloatArray, independent: bool
) -> FloatArray | None:
    """Mean and percentiles of composed times."""
    blocks = blocks_of(found, bounds_m, driver, LEAST_DRIVERS)
    if not blocks:
        return None
    rows = [np.flatnonzero(found.through(*block)) for block in blocks]
    seconds = [found.seconds(*block)[row] for block, row in zip(blocks, rows, strict=True)]
    correlation = correlations(scores_of(seconds, rows, len(found)))
    draws = draws_of(np.eye(len(blocks)) if independent else correlation, 0)
    once = np.ones((1, int(driver.max()) + 1), dtype=np.uint8)
    mean, quantiles = compose(seconds, [driver[row] for row in rows], draws, once, SHARES)
    return np.concatenate([mean, quantiles[0]])


def main() -> None:
    """Print bias and mean absolute error, per cent."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle", type=Path)
    bundle, rng = Bundle.load(parser.parse_args().bundle), np.random.default_rng(0)
    errors: dict[str, list[FloatArray]] = {
        "composed": [],
        "independent": [],
        "whole, resampled": [],
    }
    for _, route in zip(range(ROUTES), routes(bundle, rng), strict=False):
        found, driver = found_on(bundle, route, is_refined=True)
        bounds_m = np.concatenate([[0.0], np.cumsum(bundle.network.length_m[route])])
        whole = found.seconds(0, found.segments - 1)[found.are_whole]

        def summary(seconds: FloatArray) -> FloatArray:
            return np.r_[seconds.mean(), np.quantile(seconds, SHARES, method="inverted_cdf")]

        truth, parts = summary(whole), cut(found, rng)
        both = [composed(parts, driver, bounds_m, independent) for independent in (False, True)]
        if both[0] is None or both[1] is None:
            continue
        again = summary(rng.choice(whole, len(whole)))
        for name, value in zip(errors, (*both, again), strict=True):
            errors[name].append(100 * (value / truth - 1))
    for name, values in errors.items():
        table = np.array(values)
        cells = zip(NAMES, table.mean(0), np.abs(table).mean(0), strict=True)
        print(f"{name} ({len(table)} corridors):", end=" ")
        print(", ".join(f"{each} {bias:+.1f} ({error:.1f})" for each, bias, error in cells))


if __name__ == "__main__":
    main()
