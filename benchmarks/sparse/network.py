"""The implicit function as challenger of the simple models of gaps.

``python -m benchmarks.sparse.network [BUNDLE]``: encoders that are trained end to end with the
priors as input, on the bundle's input drivers, against the logit of ways and the boosting of times,
on its label drivers. It writes ``build/benchmark/sparse_network.json``, and its own figures into
``sparse.json``. Everything that was chosen was chosen on a third of the input drivers (``--choose``
asks those).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from scipy.sparse import csr_matrix
from torch import nn

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import Paces
from trajganr_core.data.recovery.place_times import place_times
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray, IntArray, TextArray
from trajganr_core.utils.ragged import row_of_each

from ..cities import CITIES
from ..figures import write_figures
from . import time_network, way_network
from .__main__ import FOLDS, GAPS_S, LEARNED, TESTED, folds_of
from .choice import Candidates, Choice, best_of, candidates_of, softmax
from .gaps import hidden_gaps
from .overlap import Driven
from .priors import Geometry, Priors
from .time_network import TimeTokens
from .time_questions import SPACINGS_S, Asked, Movements, boosted, thinned_gaps
from .times import ask as places_in
from .times import dense_paces
from .way_network import WayTokens

#: Gaps of so many seconds, from every fix on, that the encoder of ways learns from, a fold.
WAYS_LEARNED = {150: 3500, 300: 3000, 600: 2000}
#: Passes over the data.
WAY_EPOCHS, TIME_EPOCHS = 6, 6
#: Folds that the encoder of times learns from; a third takes too long.
TIME_FOLDS = 2
#: Weight of wrong metres beside the log-likelihood; rates of learning.
WRONG_METRES, WAY_RATE, TIME_RATE = 3.0, 2e-3, 4e-3
#: Seconds between fixes of dense trips, about: thinned trips may begin at each of them.
FIX_S = 15
#: Resamples of the drivers.
RESAMPLES = 2000
#: Ends of the names of figures that belong to the table of fleets that report seldom, too.
ENDS = ("_network", "_ranker")


class Interval(NamedTuple):
    """A difference and the 2.5th and 97.5th percentile over resampled drivers."""

    value: float
    low: float
    high: float


def difference(
    driver: TextArray, ours: tuple[FloatArray, FloatArray], others: tuple[FloatArray, FloatArray]
) -> Interval:
    """Of two ratios of sums, with a bootstrap over drivers.

    Args:
        driver: ``(n,)``.
        ours, others: ``(n,)`` what is summed above and below the line.
    """
    drivers, row = np.unique(driver.astype(str), return_inverse=True)
    sums = [np.bincount(row, each, len(drivers)) for each in (*ours, *others)]
    rng = np.random.default_rng(0)
    drawn = rng.multinomial(len(drivers), np.full(len(drivers), 1 / len(drivers)), RESAMPLES)
    above, below, above_2, below_2 = (drawn @ each for each in sums)
    low, high = np.percentile(above / below - above_2 / below_2, [2.5, 97.5])
    value = sums[0].sum() / sums[1].sum() - sums[2].sum() / sums[3].sum()
    return Interval(float(value), float(low), float(high))


class Split(NamedTuple):
    """Who is learned from, in folds whose priors are of the others; and who is asked."""

    trips: MatchedTrips
    network: Network
    geometry: Geometry
    xy: FloatArray
    known: list[tuple[IntArray, IntArray]]
    asked: IntArray

    @classmethod
    def of(cls, bundle: Bundle, *, choose: bool) -> Split:
        """Label drivers are asked; to choose, a third of the input drivers, and only they."""
        trips = bundle.matched
        learn, asked = np.flatnonzero(~bundle.is_label), np.flatnonzero(bundle.is_label)
        fold = folds_of(trips.driver_id[learn], 0)
        numbers = range(FOLDS)
        if choose:
            asked, learn = learn[fold == FOLDS - 1], learn[fold != FOLDS - 1]
            fold, numbers = fold[fold != FOLDS - 1], range(FOLDS - 1)
        return cls(
            trips,
            bundle.network,
            Geometry.of(bundle.network, bundle.area),
            bundle.area.to_local(trips.lon, trips.lat),
            [(learn[fold == number], learn[fold != number]) for number in numbers],
            asked,
        )

    @property
    def learned(self) -> IntArray:
        """All pieces that are learned from."""
        return np.sort(np.concatenate([own for own, _ in self.known]))

    def priors(self, pieces: IntArray) -> Priors:
        """That pieces tell."""
        return Priors.of(self.geometry, self.trips.take(pieces))


def expected_f1(ways: Candidates, probability: FloatArray) -> FloatArray:
    """``(w,)`` of each way with the ways of its gap, by their probabilities."""
    row, gap = row_of_each(ways.offsets), ways.gap
    start_m, end_m = ways.gaps.start_m[gap], ways.gaps.end_m[gap]
    driven = Driven.of(ways.edges, ways.offsets, start_m, end_m, ways.metres)
    edge, number = np.unique(gap[row] * len(ways.metres) + ways.edges, return_inverse=True)
    metres = np.zeros(len(edge))
    np.maximum.at(metres, number, driven.leave_m - driven.enter_m)
    shape = (len(gap), len(edge))
    has = csr_matrix((np.ones(len(row)), (row, number)), shape=shape)
    has.data[:] = 1.0  # an edge counts once
    length = has @ metres
    shared = (has.multiply(metres).tocsr() @ has.T).tocoo()
    f1 = 2 * shared.data / np.maximum(length[shared.row] + length[shared.col], 1e-9)
    return np.bincount(shared.row, f1 * probability[shared.col], len(gap))


def _size(model: nn.Module) -> int:
    return sum(each.numel() for each in model.parameters())


def ways(split: Split, seed: int) -> dict[str, Any]:
    """Which way was driven: F1 of the encoder, the logit and the trees."""
    trips, xy = split.trips, split.xy
    began = time.perf_counter()
    study: list[Candidates] = []
    many: list[tuple[Candidates, Priors]] = []
    for own, others in split.known:
        priors = split.priors(others)
        for seconds in GAPS_S:
            gaps = hidden_gaps(trips, own, seconds, LEARNED // FOLDS)
            study.append(candidates_of(gaps, priors))
        for seconds, most in WAYS_LEARNED.items():
            gaps = hidden_gaps(trips, own, seconds, most, 1, overlapping=True)
            many.append((candidates_of(gaps, priors), priors))
    # The simple models of the study, and the same from the encoder's gaps.
    simple, choice = Choice.fit(study), Choice.fit([found for found, _ in many])
    tokens = WayTokens.joined(
        [way_network.tokens_of(found, priors, choice, trips, xy) for found, priors in many]
    )
    print(f"ways to learn from: {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    model = way_network.fit(tokens, WAY_EPOCHS, WRONG_METRES, WAY_RATE, seed)
    trained_s = time.perf_counter() - began
    figures: dict[str, Any] = {"way_parameters": _size(model), "way_training_s": trained_s}
    print(f"encoder of ways: {_size(model):,} numbers, trained in {trained_s:.0f} s", flush=True)

    priors = split.priors(split.learned)
    for seconds in GAPS_S[1:]:
        found = candidates_of(hidden_gaps(trips, split.asked, seconds, TESTED), priors)
        tokens = way_network.tokens_of(found, priors, choice, trips, xy)
        began = time.perf_counter()
        utility = way_network.utilities(model, tokens)
        asked_ms = (time.perf_counter() - began) / len(found.gaps) * 1000
        answers = {
            "network": utility,
            "logit": simple.logit.utility(found.features),
            "logit_many": tokens.utility,
            "expected": expected_f1(found, softmax(found.gap, tokens.utility)),
            "ranker": simple.trees.predict(simple.table(found)),
            "ranker_many": choice.trees.predict(choice.table(found)),
            "best": found.f1,
        }
        driver = trips.driver_id[found.gaps.piece]
        chosen = {name: best_of(found.gap, value) for name, value in answers.items()}
        sums = {
            name: (2 * found.common_m[rows], (found.found_m + found.true_m)[rows])
            for name, rows in chosen.items()
        }
        f1 = {name: found.total_f1(rows) for name, rows in chosen.items()}
        beyond = {
            name: difference(driver, sums["network"], sums[name])
            for name in ("logit", "logit_many", "expected", "ranker", "ranker_many")
        }
        _say(f"{seconds} s, {len(found.gaps):,} gaps, {asked_ms:.2f} ms a gap", f1, beyond)
        figures |= {f"f1_{seconds}_{name}": value for name, value in f1.items()}
        figures |= {f"f1_{seconds}_network_over_{name}": value for name, value in beyond.items()}
        figures[f"way_ms_{seconds}"] = asked_ms
    return figures


def times(split: Split, seed: int) -> dict[str, Any]:
    """When places were passed: errors of the encoder, of boosting and of the mean of both."""
    parts: list[TimeTokens] = []
    known: dict[float, list[Asked]] = {spacing_s: [] for spacing_s in SPACINGS_S}
    many: dict[float, list[Asked]] = {spacing_s: [] for spacing_s in SPACINGS_S}
    for number, (own, others) in enumerate(split.known):
        priors = split.priors(others)
        trips = split.trips.take(own)
        movements = Movements.of(priors, split.trips.take(others))
        for spacing_s in SPACINGS_S:
            for first in range(spacing_s // FIX_S):
                tokens, asked = TimeTokens.of(trips, priors, movements, spacing_s, first)
                if number < TIME_FOLDS:
                    parts.append(tokens)
                many[spacing_s].append(asked)
                if not first:
                    known[spacing_s].append(asked)
    tokens = TimeTokens.joined(parts)
    began = time.perf_counter()
    model = time_network.fit(tokens, TIME_EPOCHS, TIME_RATE, seed)
    trained_s = time.perf_counter() - began
    figures: dict[str, Any] = {"time_parameters": _size(model), "time_training_s": trained_s}
    print(f"encoder of times: {_size(model):,} numbers, {len(tokens):,} gaps, {trained_s:.0f} s")

    priors = split.priors(split.learned)
    learned = split.trips.take(split.learned)
    movements, paces = Movements.of(priors, learned), dense_paces(learned, split.network)
    trips = split.trips.take(split.asked)
    for spacing_s in SPACINGS_S:
        tokens, asked = TimeTokens.of(trips, priors, movements, spacing_s, 0)
        began = time.perf_counter()
        share = time_network.shares(model, tokens)
        asked_ms = (time.perf_counter() - began) / len(tokens) * 1000
        trees = boosted(known[spacing_s], asked, loss="absolute_error", max_iter=300)
        more_trees = boosted(
            many[spacing_s], asked, most=600_000, loss="absolute_error", max_iter=400
        )
        simple = _by_efforts(trips, split.network, paces, spacing_s)
        answers = {
            "network": share,
            "linear": asked.linear,
            "prior": asked.by_turn,
            "efforts": simple,
            "boosting": trees,
            "boosting_many": more_trees,
            "network_and_efforts": (share + simple) / 2,
            "network_and_boosting_many": (share + more_trees) / 2,
        }
        off = {name: np.abs(each - asked.share) * asked.seconds for name, each in answers.items()}
        begin, _ = thinned_gaps(trips, spacing_s)
        driver = trips.driver_id[row_of_each(trips.offsets)[begin]]
        driver = np.repeat(driver, len(asked.share) // len(driver))
        one = np.ones(len(driver))
        mean = {name: float(each.mean()) for name, each in off.items()}
        pairs = {
            "linear": ("network", "linear"),
            "efforts": ("network", "efforts"),
            "both_efforts": ("network_and_efforts", "efforts"),
            "boosting": ("network", "boosting"),
            "boosting_many": ("network", "boosting_many"),
            "both_boosting_many": ("network_and_boosting_many", "boosting_many"),
        }
        beyond = {
            name: difference(driver, (off[ours], one), (off[other], one))
            for name, (ours, other) in pairs.items()
        }
        _say(f"{spacing_s} s, {len(one):,} places, {asked_ms:.2f} ms a gap", mean, beyond)
        figures |= {f"time_mae_{spacing_s}_{name}": value for name, value in mean.items()}
        figures |= {f"time_mae_{spacing_s}_over_{name}": each for name, each in beyond.items()}
        figures[f"time_ms_{spacing_s}"] = asked_ms
    return figures


def _by_efforts(
    trips: MatchedTrips, network: Network, paces: Paces, spacing_s: float
) -> FloatArray:
    """Shares at the same places by the simple model that is shipped."""
    places = places_in(trips, spacing_s)
    t = places.trips.t
    _, median, _ = place_times(places.trips, network, paces, places.piece, places.s)
    return np.asarray((median - t[places.fix]) / np.diff(t)[places.fix])


def _say(what: str, figures: dict[str, float], beyond: dict[str, Interval]) -> None:
    print(what, {name: round(value, 4) for name, value in figures.items()}, flush=True)
    for name, (value, low, high) in beyond.items():
        print(f"  less {name}: {value:+.4f} ({low:+.4f} to {high:+.4f})", flush=True)


def main() -> None:
    """Train, compare, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?")
    parser.add_argument("--only", choices=("ways", "times"))
    parser.add_argument("--choose", action="store_true", help="ask a third of the input drivers")
    parser.add_argument("--seed", type=int, default=0, help="of the training")
    options = parser.parse_args()
    torch.set_num_threads(1)
    split = Split.of(Bundle.load(options.bundle or CITIES["porto"]()), choose=options.choose)
    figures: dict[str, Any] = {}
    for name, measured in (("ways", ways), ("times", times)):
        if options.only in (None, name):
            figures |= measured(split, options.seed)
    if not options.choose:
        write_figures("sparse_network", figures, keep=True)
        own = {name: value for name, value in figures.items() if name.endswith(ENDS)}
        write_figures("sparse", own, keep=True)


if __name__ == "__main__":
    main()
