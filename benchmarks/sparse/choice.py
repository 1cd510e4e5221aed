"""The probability of each candidate way: a conditional logit, and boosting upon it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.isotonic import IsotonicRegression

from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.ragged import row_of_each

from .gaps import Gaps
from .overlap import Driven, metres_in_common
from .priors import Priors
from .ways import Ways, candidate_ways, edges_of

#: Seconds a nat, of the cost of turns and seconds; chosen on input drivers.
SECONDS_WEIGHT = 0.06
#: Searches by metres, seconds, turns, turns and seconds.
ROUNDS = (2, 4, 3, 5)
#: A turn is sharper than this, degrees.
TURN_DEGREES = 45.0
#: Penalty on the squared weights of the logit, for standardised features.
RIDGE = 1e-3
#: A candidate is the way that was driven if its F1 is at least this.
DRIVEN = 0.98
#: Least of both numbers of seconds in a ratio.
LEAST_S = 5.0


@dataclass(frozen=True)
class Candidates:
    """Candidate ways of gaps with what is known of them.

    Attributes:
        gaps: the gaps.
        gap: ``(w,)`` the gap of each way.
        edges, offsets: of the ways.
        features: ``(w, F)``.
        names: of the features.
        common_m, found_m, true_m: ``(w,)`` metres in common with the truth, and of both.
        metres: ``(E,)`` lengths of edges.
    """

    gaps: Gaps
    gap: IntArray
    edges: IntArray
    offsets: IntArray
    features: FloatArray
    names: list[str]
    common_m: FloatArray
    found_m: FloatArray
    true_m: FloatArray
    metres: FloatArray

    @property
    def f1(self) -> FloatArray:
        """``(w,)``."""
        return 2 * self.common_m / np.maximum(self.found_m + self.true_m, 1e-9)

    def total_f1(self, chosen: IntArray) -> float:
        """Twice the metres in common over those of both, of chosen ways."""
        both = (self.found_m + self.true_m)[chosen].sum()
        return float(2 * self.common_m[chosen].sum() / both)


def best_of(gap: IntArray, value: FloatArray) -> IntArray:
    """The way with the largest value of each gap."""
    order = np.lexsort((-value, gap))
    return order[np.r_[True, np.diff(gap[order]) > 0]]


def true_ways(gaps: Gaps, metres: FloatArray) -> Driven:
    """The ways that were driven between the positions of gaps."""
    return Driven.of(gaps.edges, gaps.offsets, gaps.start_m, gaps.end_m, metres)


def candidates_of(gaps: Gaps, priors: Priors, truth: Gaps | None = None) -> Candidates:
    """Search the candidates of gaps, and describe them.

    Args:
        gaps: the gaps; those without any way are left out.
        priors: of turns and segments.
        truth: the same gaps with the true positions, where the gaps have others.
    """
    geometry = priors.geometry
    metres = geometry.metres
    ways = candidate_ways(
        geometry.turns,
        priors.costs(SECONDS_WEIGHT),
        np.asarray(ROUNDS),
        *(gaps.start_edge, gaps.start_m, gaps.end_edge, gaps.end_m),
    )
    edges, offsets = edges_of(ways, geometry.turns, gaps.start_edge)
    # Where no way leads on, the network lacks a link, or the vehicle turned round on a road.
    has_way = np.diff(ways.gap_offsets) > 0
    gap = (np.cumsum(has_way) - 1)[row_of_each(ways.gap_offsets)]
    true = true_ways((truth or gaps).take(np.flatnonzero(has_way)), metres)
    gaps = gaps.take(np.flatnonzero(has_way))
    driven = Driven.of(edges, offsets, gaps.start_m[gap], gaps.end_m[gap], metres)
    parts = metres_in_common(driven, true, gap, len(metres))
    names, features = _features(gaps, priors, ways, gap, edges, offsets)
    return Candidates(gaps, gap, edges, offsets, features, names, *parts, metres)


def _features(
    gaps: Gaps, priors: Priors, ways: Ways, gap: IntArray, edges: IntArray, offsets: IntArray
) -> tuple[list[str], FloatArray]:
    geometry = priors.geometry
    metres, count = geometry.metres, len(gap)
    row, turn_row = row_of_each(offsets), row_of_each(ways.offsets)

    def along(values: FloatArray) -> FloatArray:
        """Sums over whole edges, less the parts of the first and last that are not driven."""
        first, last = edges[offsets[:-1]], edges[offsets[1:] - 1]
        off_start = gaps.start_m[gap] / metres[first]
        off_end = 1 - gaps.end_m[gap] / metres[last]
        total = np.bincount(row, values[edges], count)
        return np.asarray(total - off_start * values[first] - off_end * values[last])

    def over_turns(values: FloatArray) -> FloatArray:
        return np.bincount(turn_row, values[ways.turn], count)

    length, seconds = along(metres), along(priors.seconds)
    turns = over_turns(priors.turn)
    is_later = np.ones(len(edges), dtype=bool)
    is_later[offsets[:-1]] = False
    first_order = np.zeros(len(edges))
    first_order[is_later] = priors.turn[ways.turn]
    long_turns = np.bincount(row, priors.long_turns(edges, offsets, first_order), count)
    elapsed = gaps.seconds[gap]
    late = np.log(np.maximum(seconds, LEAST_S) / np.maximum(elapsed, LEAST_S))
    straight = np.hypot(
        geometry.x[gaps.start_edge] - geometry.start_x[gaps.end_edge],
        geometry.y[gaps.start_edge] - geometry.start_y[gaps.end_edge],
    )[gap]
    scarce = 1.0 / (1.0 + priors.passes)
    columns = {
        "turns": turns,
        "long_turns": long_turns,
        "seconds": seconds / 60,
        "length": length / 1000,
        "late": np.maximum(late, 0),
        "early": np.maximum(-late, 0),
        "late2": np.maximum(late, 0) ** 2,
        "early2": np.maximum(-late, 0) ** 2,
        "too_fast": np.maximum(length / np.maximum(elapsed, 1) - 20, 0),
        "detour": np.log(np.maximum(length, 10) / np.maximum(straight, 10)),
        "left": over_turns((geometry.angle < -TURN_DEGREES).astype(float)),
        "right": over_turns((geometry.angle > TURN_DEGREES).astype(float)),
        "back": over_turns((np.abs(geometry.angle) > 150).astype(float)),
        "changes": over_turns(
            (geometry.kind[geometry.turns.tail] != geometry.kind[geometry.turns.head]).astype(float)
        ),
        "edges": np.diff(offsets).astype(float),
        "signals": np.bincount(row, geometry.signals[edges], count),
        "motorway": along(metres * (geometry.kind <= 1)) / 1000,
        "main": along(metres * ((geometry.kind == 2) | (geometry.kind == 3))) / 1000,
        "small": along(metres * (geometry.kind >= 5)) / 1000,
        "popularity": along(metres * np.log1p(priors.passes)) / np.maximum(length, 1),
        "unseen": along(metres * (priors.passes == 0)) / 1000,
        "scarce": along(metres * scarce) / 1000,
        "path_size": _path_size(gap, row, edges, metres, length),
    }
    cost = turns + SECONDS_WEIGHT * seconds
    for name, value in (
        ("cost", cost),
        ("long_cost", long_turns + SECONDS_WEIGHT * seconds),
        ("seconds", seconds / 60),
        ("length", length / 1000),
    ):
        least = value[best_of(gap, -value)]
        columns[f"above_{name}"] = value - least[gap]
    for number in range(len(ROUNDS)):
        columns[f"by_{number}"] = ((ways.cost_of == number) & (ways.round_of == 0)).astype(float)
    columns["round"] = ways.round_of.astype(float)
    return list(columns), np.column_stack(list(columns.values()))


def _path_size(
    gap: IntArray, row: IntArray, edges: IntArray, metres: FloatArray, length: FloatArray
) -> FloatArray:
    """Logarithm of the path size (Ben-Akiva and Bierlaire 1999): low where ways overlap."""
    key = gap[row] * len(metres) + edges
    _, inverse, shared = np.unique(key, return_inverse=True, return_counts=True)
    size = np.bincount(row, metres[edges] / shared[inverse], len(gap))
    whole = np.bincount(row, metres[edges], len(gap))
    return np.log(size / whole)


def softmax(gap: IntArray, utility: FloatArray) -> FloatArray:
    """Probabilities of ways within their gap."""
    raised = np.exp(utility - utility[best_of(gap, utility)][gap])
    return np.asarray(raised / np.bincount(gap, raised)[gap])


@dataclass(frozen=True)
class Logit:
    """A conditional logit (McFadden 1974).

    Attributes:
        mean, scale: ``(F,)`` of the features.
        weight: ``(F,)``.
    """

    mean: FloatArray
    scale: FloatArray
    weight: FloatArray

    @classmethod
    def fit(cls, features: FloatArray, gap: IntArray, target: FloatArray) -> Logit:
        """Maximum likelihood with a ridge; ``target`` sums to one or, with no way, zero a gap."""
        mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
        x = (features - mean) / scale
        total = np.bincount(gap, target)

        def loss(weight: FloatArray) -> tuple[float, FloatArray]:
            probability = softmax(gap, x @ weight)
            value = -(target * np.log(np.maximum(probability, 1e-12))).sum()
            gradient = x.T @ (total[gap] * probability - target)
            size = max(total.sum(), 1.0)
            ridge = RIDGE * float(weight @ weight)
            return value / size + ridge, gradient / size + 2 * RIDGE * weight

        found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
        return cls(mean, scale, found.x)

    def utility(self, features: FloatArray) -> FloatArray:
        """``(w,)``."""
        return np.asarray((features - self.mean) / self.scale @ self.weight)


@dataclass(frozen=True)
class Choice:
    """The probability of ways, and which to take.

    Attributes:
        logit: of the ways.
        trees: expected F1 of a way.
        driven: probability that a way was driven as it is, others than candidates possible.
        edges: probability that an edge was driven, from that by the logit.
    """

    logit: Logit
    trees: HistGradientBoostingRegressor
    driven: HistGradientBoostingRegressor
    edges: IsotonicRegression

    @classmethod
    def fit(cls, parts: list[Candidates]) -> Choice:
        """Learn from candidates with known ways."""
        gap, features = [], []
        shift = 0
        for part in parts:
            gap.append(part.gap + shift)
            shift += len(part.gaps)
            features.append(part.features)
        of, x = np.concatenate(gap), np.concatenate(features)
        f1 = np.concatenate([part.f1 for part in parts])
        is_best = np.zeros(len(of))
        is_best[best_of(of, f1)] = 1.0
        target = is_best * (f1 > 0.8)
        logit = Logit.fit(x, of, target)
        table = np.concatenate([_with_logit(part, logit) for part in parts])
        trees = HistGradientBoostingRegressor(
            max_iter=250, learning_rate=0.06, max_leaf_nodes=24, min_samples_leaf=60,
            l2_regularization=1.0, early_stopping=False, random_state=0,
        ).fit(table, f1)  # fmt: skip
        driven = HistGradientBoostingRegressor(
            max_iter=200, learning_rate=0.06, max_leaf_nodes=16, min_samples_leaf=80,
            l2_regularization=1.0, early_stopping=False, random_state=0,
        ).fit(table, (f1 >= DRIVEN).astype(float))  # fmt: skip
        said, was, metres = [], [], []
        for part in parts:
            probability = softmax(part.gap, logit.utility(part.features))
            rows, is_driven = driven_edges(part, best_of(part.gap, probability))
            said.append(driven_probability(part, probability)[0][rows])
            was.append(is_driven)
            metres.append(part.metres[part.edges[rows]])
        edges = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(
            *(np.concatenate(each) for each in (said, was, metres))
        )
        return cls(logit, trees, driven, edges)

    def probability(self, ways: Candidates) -> FloatArray:
        """``(w,)`` by the logit; they sum to one a gap."""
        return softmax(ways.gap, self.logit.utility(ways.features))

    def edge_probability(self, ways: Candidates, probability: FloatArray) -> FloatArray:
        """Of each edge of each way the probability that it was driven."""
        return np.asarray(self.edges.predict(driven_probability(ways, probability)[0]))

    def table(self, ways: Candidates) -> FloatArray:
        """What the trees see."""
        return _with_logit(ways, self.logit)


def _with_logit(ways: Candidates, logit: Logit) -> FloatArray:
    utility = logit.utility(ways.features)
    probability = softmax(ways.gap, utility)
    gap = ways.gap
    ways_of = np.bincount(gap)[gap]
    top = probability[best_of(gap, probability)][gap]
    return np.column_stack(
        [
            ways.features,
            utility - utility[best_of(gap, utility)][gap],
            probability,
            top,
            driven_probability(ways, probability)[1],
            ways_of,
            ways.gaps.seconds[gap],
        ]
    )


def driven_probability(ways: Candidates, probability: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Of each edge of each way the probability that it was driven; its mean over the way."""
    row = row_of_each(ways.offsets)
    key = ways.gap[row] * (int(ways.edges.max()) + 1) + ways.edges
    _, inverse = np.unique(key, return_inverse=True)
    of_edge = np.minimum(np.bincount(inverse, probability[row])[inverse], 1.0)
    mean = np.bincount(row, of_edge) / np.diff(ways.offsets)
    return of_edge, mean


def driven_edges(ways: Candidates, chosen: IntArray) -> tuple[IntArray, FloatArray]:
    """Rows of the edges of chosen ways, and of each 1 if it was driven, else 0."""
    is_chosen = np.zeros(len(ways.gap), dtype=bool)
    is_chosen[chosen] = True
    row = row_of_each(ways.offsets)
    rows = np.flatnonzero(is_chosen[row])
    edges = len(ways.metres)
    true = row_of_each(ways.gaps.offsets) * edges + ways.gaps.edges
    was = np.isin(ways.gap[row[rows]] * edges + ways.edges[rows], true)
    return rows, was.astype(np.float64)


def calibration(
    said: FloatArray, was: BoolArray | FloatArray, weight: FloatArray
) -> list[tuple[float, float, float]]:
    """Of ten groups by the probability said: its mean, the share that was, the weight."""
    group = np.minimum((said * 10).astype(int), 9)
    rows = []
    for number in range(10):
        own = group == number
        if weight[own].sum() > 0:
            mean, share = (np.average(each[own], weights=weight[own]) for each in (said, was))
            rows.append((float(mean), float(share), float(weight[own].sum())))
    return rows
