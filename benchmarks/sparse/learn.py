"""Learn what recovery ships: ``python -m benchmarks.sparse.learn [BUNDLE]``.

It writes ``trajganr_core/weights/recovery.json`` from the trips of a bundle's input drivers: rates
of kinds of turns, speeds of classes, weights of the choice and its calibration. The drivers are in
folds: ways of a fold are asked with the priors of the others' dense trips. Its probabilities are
calibrated with these, and with those of the fold's own trips, thinned. Fixes are hidden, and have a
noise of 10 m or are as recorded.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.recovery.choice import LEAST_LIKELY, utility_of
from trajganr_core.data.recovery.decode import SAME_M, SAME_SHARE
from trajganr_core.data.recovery.hop_ways import Fixes, Searched, likeliest_ways
from trajganr_core.data.recovery.priors import PassSums, WayPriors
from trajganr_core.data.recovery.shipped import FILE, Shipped
from trajganr_core.data.recovery.turns import CLASSES, TURN_KINDS, Roads
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import FloatArray, IntArray, TextArray

from ..cities import CITIES, TRIPS
from .fleets import City, noisy, thinned
from .gaps import Gaps, hidden_gaps
from .known_trips import of_bundle
from .overlap import Driven, metres_in_common

#: Seconds of the gaps, and gaps to learn from, a length, a fold and a noise.
GAPS_S, LEARNED = (75, 150, 300, 600), 1400
#: Noise in x and y, metres; None as recorded.
NOISES_M = (10.0, None)
FOLDS, ROUNDS, RIDGE = 3, 2, 1e-3
#: The likeliest way of all fixes is better where positions count more than for a single gap.
POSITIONS_COUNT = 2.0
#: Features of a way; without any of them the choice is no better.
FEATURES = ("turns", "length", "late", "early2", "detour", "scarce", "edges")
#: A calibration that changes nothing.
AS_IT_IS = np.array([0.0, 1.0, 0.0, 0.0, 0.0])
#: A candidate with less in common than this is not the way that was driven.
SIMILAR = 0.8


@dataclass(frozen=True)
class Hidden:
    """Chains of gaps whose ways are known.

    Attributes:
        fixes: of the chains.
        gaps: with their true ways.
        priors: of other drivers.
    """

    fixes: Fixes
    gaps: Gaps
    priors: WayPriors

    def overlap(
        self,
        fix: IntArray,
        edges: IntArray,
        offsets: IntArray,
        start_m: FloatArray,
        end_m: FloatArray,
    ) -> tuple[FloatArray, FloatArray]:
        """``(w,)`` metres in common with the truth, and metres of both together."""
        metres = self.priors.roads.metres
        gap = np.searchsorted(np.flatnonzero(self.fixes.elapsed_s >= 0), fix)
        true = Driven.of(
            self.gaps.edges, self.gaps.offsets, self.gaps.start_m, self.gaps.end_m, metres
        )
        ways = Driven.of(edges, offsets, start_m, end_m, metres)
        common, found, driven = metres_in_common(ways, true, gap, len(metres))
        return common, found + driven


def folds_of(driver: TextArray) -> IntArray:
    """A fold of each piece, by its driver."""
    drivers, row = np.unique(driver.astype(str), return_inverse=True)
    return (np.random.default_rng(0).permutation(len(drivers)) % FOLDS)[row]


def priors_of(roads: Roads, shipped: Shipped, trips: MatchedTrips) -> WayPriors:
    """What dense trips tell."""
    return WayPriors.of(roads, shipped, PassSums.empty(roads).with_trips(roads, trips))


def hidden(
    bundle: Bundle, pieces: IntArray, priors: WayPriors, seconds: float, noise_m: float | None
) -> Hidden:
    """Chains of gaps of about so many seconds, at random."""
    gaps = hidden_gaps(bundle.matched, pieces, seconds, most=10**9)
    rng = np.random.default_rng(0)
    chains = _chains(gaps)
    order = rng.permutation(len(chains))
    count = np.cumsum([chains[at].stop - chains[at].start for at in order])
    chosen = np.sort(order[: int(np.searchsorted(count, LEARNED)) + 1])
    gaps = gaps.take(np.concatenate([np.r_[chains[at]] for at in chosen]))
    chains = _chains(gaps)
    edge, along, fix, elapsed_s = (
        np.concatenate(each)
        for each in zip(*(_fixes_of(gaps, chain) for chain in chains), strict=True)
    )
    area, trips = bundle.area, bundle.matched
    if noise_m is None:
        xy = area.to_local(trips.lon[fix], trips.lat[fix])
    else:
        vertices = area.to_local(bundle.network.lon, bundle.network.lat)
        xy = bundle.network.locate(edge, along, vertices)
        xy += rng.normal(0, noise_m, xy.shape)
    count = len(edge)
    fixes = Fixes(
        xy=xy,
        elapsed_s=elapsed_s,
        edge=np.full(count, -1),
        offset_m=np.zeros(count),
        is_free=np.ones(count, dtype=bool),
        known_offsets=np.arange(count + 1),
        known_turn=np.full(count, -1),
    )
    return Hidden(fixes, gaps, replace(priors, error_m=noise_m or priors.error_m))


def _chains(gaps: Gaps) -> list[slice]:
    """Gaps of which each begins where the one before ended."""
    follows = gaps.start_fix[1:] == gaps.end_fix[:-1]
    return [slice(*each) for each in pairwise([0, *np.flatnonzero(~follows) + 1, len(gaps)])]


def _fixes_of(gaps: Gaps, chain: slice) -> tuple[IntArray, FloatArray, IntArray, FloatArray]:
    """Edge, metres on it and number of the fixes of a chain, and seconds to the next one."""
    start, end, fix = (
        np.r_[of_start[chain], of_end[chain][-1:]]
        for of_start, of_end in (
            (gaps.start_edge, gaps.end_edge),
            (gaps.start_m, gaps.end_m),
            (gaps.start_fix, gaps.end_fix),
        )
    )
    return start, end, fix, np.r_[gaps.seconds[chain], -1.0]


def fitted(parts: list[Hidden]) -> dict[str, float]:
    """The weights of the logit, by maximum likelihood with a ridge.

    The likelihood of a gap's candidates depends on the fixes before and after, and so on the
    weights: it is fitted again with those that were found.
    """
    weights = {"turns": -1.0, "length": -1.0, "late": -4.0, "position": 1.0}
    searched = [Searched.of(part.fixes, part.priors) for part in parts]
    for _ in range(ROUNDS):
        tables, gaps, targets, shift = [], [], [], 0
        for part, ways in zip(parts, searched, strict=True):
            found, positions = ways.found, ways.positions
            utility = utility_of(ways.features, weights)
            elsewhere = ways.decoded(utility, weights["position"]).elsewhere / weights["position"]
            edges, offsets = ways.edges(part.priors)
            common, both = part.overlap(
                *(found.fix, edges, offsets, positions.offset_m[found.fix, found.start]),
                positions.offset_m[found.fix + 1, found.end],
            )
            f1 = 2 * common / np.maximum(both, 1e-9)
            best = _largest(found.fix, f1)
            target = np.zeros(len(f1))
            target[best] = f1[best] > SIMILAR
            highest = np.zeros(len(part.fixes.edge))
            own = _largest(found.fix, elsewhere)
            highest[found.fix[own]] = elsewhere[own]
            elsewhere = np.maximum(elsewhere - highest[found.fix], -30.0)
            columns = [ways.features[name] for name in FEATURES]
            tables.append(np.column_stack([*columns, elsewhere]))
            gaps.append(found.fix + shift)
            targets.append(target)
            shift += len(part.fixes.edge)
        found_weights = _logit(*(np.concatenate(each) for each in (tables, gaps, targets)))
        weights = dict(zip((*FEATURES, "position"), found_weights.tolist(), strict=True))
    return weights | {"position": weights["position"] * POSITIONS_COUNT}


def _largest(gap: IntArray, value: FloatArray) -> IntArray:
    """The way with the largest value of each gap."""
    order = np.lexsort((-value, gap))
    return order[np.r_[True, np.diff(gap[order]) > 0]]


def _logit(features: FloatArray, gap: IntArray, target: FloatArray) -> FloatArray:
    scale = features.std(axis=0) + 1e-9
    x, total = features / scale, np.bincount(gap, target)

    def loss(weight: FloatArray) -> tuple[float, FloatArray]:
        utility = x @ weight
        highest = np.zeros(len(total))
        best = _largest(gap, utility)
        highest[gap[best]] = utility[best]
        raised = np.exp(utility - highest[gap])
        probability = raised / np.bincount(gap, raised)[gap]
        value = -(target * np.log(np.maximum(probability, 1e-12))).sum()
        gradient = x.T @ (total[gap] * probability - target)
        size = total.sum()
        return (
            value / size + RIDGE * float(weight @ weight),
            gradient / size + 2 * RIDGE * weight,
        )

    start = np.zeros(x.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x / scale)


def calibration(
    parts: list[Hidden], shipped: Shipped
) -> Iterator[tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]]:
    """Of ways and of edges: what was said, seconds of the gap, unknown, whether it was, weight."""
    ways: list[tuple[FloatArray, ...]] = []
    of_edges: list[tuple[FloatArray, ...]] = []
    for part in parts:
        found = likeliest_ways(part.fixes, part.priors, shipped)
        common, both = part.overlap(
            found.fix, found.edge, found.offsets, found.start_m, found.end_m
        )
        was = both - 2 * common <= np.maximum(SAME_SHARE * both, SAME_M)
        seconds = part.fixes.elapsed_s[found.fix]
        unknown = part.priors.unknown_along(found.edge, found.offsets)
        ways.append((found.likely, seconds, unknown, was, np.ones(len(was))))
        edges, gaps = len(part.priors.roads.metres), part.gaps
        true = np.repeat(np.arange(len(gaps)), np.diff(gaps.offsets)) * edges + gaps.edges
        count = np.diff(found.offsets)
        gap = np.searchsorted(np.flatnonzero(part.fixes.elapsed_s >= 0), found.fix)
        is_true = np.isin(np.repeat(gap, count) * edges + found.edge, true)
        metres = part.priors.roads.metres[found.edge]
        unknown = part.priors.unknown[found.edge]
        seconds = np.repeat(seconds, count)
        of_edges.append((found.probability, seconds, unknown, is_true, metres))
    for rows in (ways, of_edges):
        said, seconds, unknown, was, weight = (
            np.concatenate(each) for each in zip(*rows, strict=True)
        )
        yield said, seconds, unknown, was.astype(np.float64), weight


def calibrated_by(
    said: FloatArray,
    seconds: FloatArray,
    unknown: FloatArray,
    was: FloatArray,
    weight: FloatArray,
) -> FloatArray:
    """The weights of :func:`~trajganr_core.data.recovery.choice.calibrated`."""
    likely = np.clip(said, LEAST_LIKELY, 1 - LEAST_LIKELY)
    odds, minutes = np.log(likely / (1 - likely)), np.log(seconds / 60)
    x = np.column_stack([np.ones(len(said)), odds, minutes, odds * minutes, unknown])

    def loss(values: FloatArray) -> tuple[float, FloatArray]:
        z = x @ values
        log_loss = weight @ (np.logaddexp(0, z) - was * z)
        gradient = x.T @ (weight * (1 / (1 + np.exp(-z)) - was))
        return log_loss / weight.sum(), gradient / weight.sum()

    return np.asarray(minimize(loss, AS_IT_IS, jac=True).x)


def rates_of(roads: Roads, trips: MatchedTrips) -> tuple[FloatArray, FloatArray]:
    """How often turns of each kind are taken, and the speeds of classes, km/h."""
    sums = PassSums.empty(roads).with_trips(roads, trips)
    offered = np.bincount(roads.turns.tail, sums.taken, len(roads.metres))[roads.turns.tail]
    taken = np.bincount(roads.kind, sums.taken, TURN_KINDS)
    rates = (taken + 0.5) / (np.bincount(roads.kind, offered, TURN_KINDS) + 5.0)
    metres, seconds = (
        np.bincount(roads.road_class, each, 1 + len(CLASSES))
        for each in (sums.metres, sums.seconds)
    )
    return rates, 3.6 * (metres + 2000.0) / (seconds + 2000.0 * 3.6 / 25.0)


def own_priors(city: City, trips: Trajectories, seconds: float, noise_m: float | None) -> WayPriors:
    """What the trips tell with a fix in so many seconds."""
    few = noisy(thinned(trips, seconds), city.area, noise_m or 0.0, seed=1)
    return city.priors([city.matched(few)])


def write(shipped: Shipped) -> None:
    """For the package, which reads it again."""
    values = {
        "turn_rates": shipped.turn_rates.round(5).tolist(),
        "speeds_kmh": shipped.speeds_kmh.round(1).tolist(),
        "weights": {name: round(value, 4) for name, value in shipped.weights.items()},
        "ways": shipped.ways.round(4).tolist(),
        "edges": shipped.edges.round(4).tolist(),
    }
    path = Path(__file__).parents[2] / "trajganr_core/weights" / FILE
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    Shipped.load.cache_clear()


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?")
    parser.add_argument("--calibrate", action="store_true", help="all else stays as shipped")
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle or CITIES["porto"]())
    trips, learn = bundle.matched, np.flatnonzero(~bundle.is_label)
    roads, fold = Roads.of(bundle.network, bundle.area), folds_of(trips.driver_id[learn])
    city, recorded, _ = of_bundle(bundle, TRIPS)
    shipped = replace(Shipped.load(), ways=AS_IT_IS, edges=AS_IT_IS)
    if not options.calibrate:
        rates, speeds = rates_of(roads, trips.take(learn))
        shipped = replace(shipped, turn_rates=rates, speeds_kmh=speeds)
    parts, further = [], []
    for number in range(FOLDS):
        priors = priors_of(roads, shipped, trips.take(learn[fold != number]))
        own = learn[fold == number]
        of_own = np.isin(recorded.driver_id.astype(str), trips.driver_id[own].astype(str))
        few = recorded.take_trips(np.flatnonzero(of_own))
        for seconds, noise_m in product(GAPS_S, NOISES_M):
            parts.append(hidden(bundle, own, priors, seconds, noise_m))
            further.append((own, few, seconds, noise_m))
    if not options.calibrate:
        shipped = replace(shipped, weights=fitted(parts))
        write(_calibrated(parts, shipped))  # own priors follow from it
    for own, few, seconds, noise_m in further:
        priors = own_priors(city, few, seconds, noise_m)
        parts.append(hidden(bundle, own, priors, seconds, noise_m))
    shipped = _calibrated(parts, shipped)
    write(shipped)
    print(shipped)


def _calibrated(parts: list[Hidden], shipped: Shipped) -> Shipped:
    """With probabilities that are true of the parts."""
    ways, edges = (calibrated_by(*rows) for rows in calibration(parts, shipped))
    return replace(shipped, ways=ways, edges=edges)


if __name__ == "__main__":
    main()
