"""The way between two distant fixes on real Porto: ``python -m benchmarks.sparse [BUNDLE]``.

Trips of the bundle's input drivers are learned from whole; fixes of the other drivers' trips are
hidden. Both ends' positions are given. It writes ``build/benchmark/sparse_study.json``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray, TextArray

from ..cities import CITIES
from ..figures import write_figures
from .choice import (
    DRIVEN,
    Candidates,
    Choice,
    best_of,
    calibration,
    candidates_of,
    driven_edges,
)
from .gaps import hidden_gaps
from .priors import Geometry, Priors

#: Seconds of the gaps.
GAPS_S = (75, 150, 300, 600)
#: Which way of the candidates: the cheapest by a cost, the likeliest, the best by its truth.
NAMES = ("shortest", "fastest", "turns", "turns_pace", "long_turns_pace", "logit", "ranker", "best")
#: Gaps to learn the choice from, a length; and to test.
LEARNED, TESTED = 2400, 2000
#: Parts of the input drivers: the choice is learned from one with priors of the others.
FOLDS = 3


def folds_of(driver: TextArray, seed: int) -> IntArray:
    """A fold of each piece, by its driver."""
    drivers, row = np.unique(driver.astype(str), return_inverse=True)
    return (np.random.default_rng(seed).permutation(len(drivers)) % FOLDS)[row]


def half_of(driver: TextArray, seed: int) -> BoolArray:
    """The pieces of half of the drivers."""
    drivers, row = np.unique(driver.astype(str), return_inverse=True)
    return (np.random.default_rng(seed).permutation(len(drivers)) % 2 == 1)[row]


def first_by(ways: Candidates, cost: int) -> IntArray:
    """Of each gap the first way under a cost, which may have been found under an earlier one."""
    columns = {0: "length", 1: "seconds", 2: "turns"}
    if cost in columns:
        return best_of(ways.gap, -ways.features[:, ways.names.index(columns[cost])])
    return best_of(ways.gap, -ways.features[:, ways.names.index("above_cost")])


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, help="of the drivers' split, in place of the bundle's")
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle or CITIES["porto"]())
    trips, seed = bundle.matched, options.seed or 0
    is_held = bundle.is_label if options.seed is None else half_of(trips.driver_id, seed)
    learn, held = np.flatnonzero(~is_held), np.flatnonzero(is_held)
    geometry = Geometry.of(bundle.network, bundle.area)
    fold = folds_of(trips.driver_id[learn], seed)
    parts: list[Candidates] = []
    began = time.perf_counter()
    for number in range(FOLDS):
        priors = Priors.of(geometry, trips.take(learn[fold != number]))
        for seconds in GAPS_S:
            gaps = hidden_gaps(trips, learn[fold == number], seconds, LEARNED // FOLDS, seed)
            parts.append(candidates_of(gaps, priors))
    print(f"candidates to learn from: {time.perf_counter() - began:.0f} s", flush=True)
    choice = Choice.fit(parts)
    print(f"learned: {time.perf_counter() - began:.0f} s", flush=True)
    order = np.argsort(-np.abs(choice.logit.weight))
    print([(parts[0].names[at], round(float(choice.logit.weight[at]), 2)) for at in order[:14]])
    priors = Priors.of(geometry, trips.take(learn))
    figures: dict[str, object] = {}
    said: list[tuple[FloatArray, ...]] = []
    print(f"| gap | gaps | {' | '.join(NAMES)} | ways | exact | gaps/s |", flush=True)
    for seconds in GAPS_S:
        gaps = hidden_gaps(trips, held, seconds, TESTED, seed)
        began = time.perf_counter()
        asked = len(gaps)
        ways = candidates_of(gaps, priors)
        gaps = ways.gaps
        probability = choice.probability(ways)
        took = time.perf_counter() - began
        table = choice.table(ways)
        expected = choice.trees.predict(table)
        picks = [first_by(ways, number) for number in range(4)]
        picks.append(best_of(ways.gap, -ways.features[:, ways.names.index("above_long_cost")]))
        picks += [best_of(ways.gap, probability), best_of(ways.gap, expected)]
        best = best_of(ways.gap, ways.f1)
        f1 = [ways.total_f1(each) for each in (*picks, best)]
        driven = np.clip(choice.driven.predict(table), 0, 1)[picks[-1]]
        said.append((driven, (ways.f1[picks[-1]] >= DRIVEN).astype(float)))
        rows, was = driven_edges(ways, picks[-1])
        likely = choice.edge_probability(ways, probability)[rows]
        said.append((likely, was, geometry.metres[ways.edges[rows]]))
        exact = (ways.f1[best] >= DRIVEN).mean()
        cells = [f"{seconds} s", f"{len(gaps):,} of {asked:,}", *(f"{each:.3f}" for each in f1)]
        cells += [f"{len(ways.gap) / len(gaps):.1f}", f"{exact:.3f}", f"{len(gaps) / took:.0f}"]
        print(f"| {' | '.join(cells)} |", flush=True)
        figures |= {f"f1_{seconds}_{name}": each for name, each in zip(NAMES, f1, strict=True)}
    whole = [np.concatenate(each) for each in zip(*said[0::2], strict=True)]
    print("ways: said, was, number", *calibration(*whole, np.ones(len(whole[0]))), sep="\n")
    edges = [np.concatenate(each) for each in zip(*said[1::2], strict=True)]
    print("edges: said, was, metres", *calibration(*edges), sep="\n")
    figures["probability_calibration"] = calibration(*whole, np.ones(len(whole[0])))
    write_figures("sparse_study", figures)


if __name__ == "__main__":
    main()
