"""The delay of movements that too few drivers made, from the map and from movements around them.

Trees learn the mean delay of a movement from facts of the map (:func:`movement_facts`) and from
what is published of other movements of its approach, its exit and its junction
(:func:`movements_around`).

No pass of too few drivers enters: only rows of :class:`~.movement_statistics.MovementTraffic` are
read, which all may be published. So what is predicted of a movement is the same whether nobody made
it, or one driver.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree
from threadpoolctl import threadpool_limits

from ...data.recovery.turns import CLASSES, road_classes
from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray
from ...utils.study_area import StudyArea
from .arms import Arms, turned_deg
from .consolidation import Junctions
from .delays import Windows
from .movement_statistics import MovementTraffic
from .movements import Movements

#: Signals farther away than this do not matter, metres.
FAR_M = 500.0
#: What trees see where the map says nothing.
UNKNOWN = -1.0
#: Trees, and parts of the movements that are predicted by trees of the others.
TREES = {
    "max_iter": 200,
    "learning_rate": 0.05,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 10,
    "max_features": 0.3,
}
FOLDS = 4
#: Bounds between values of a column. For scikit-learn to find them takes longer than the trees.
BOUNDS = 253
#: More passes of a movement count as so many.
MOST_PASSES = 10.0
#: So many movements have to be known in a time set.
LEAST_KNOWN = 50
#: Delays in a time set are at most so many times as long as usual, and at least a part of that.
MOST_LEVEL = 5.0
#: Quantiles of errors that an interval lies between.
TAILS = (0.05, 0.95)
#: Part of the noise that is taken off. All would be too much: errors are larger where few passed.
NOISE = 0.7
#: In units of the errors: cells of the grid of errors, width of the middle ones about, rounds, and
#: the least noise.
CELLS, FINE, ROUNDS, LEAST_NOISE = 201, 0.3, 20, 0.05
#: Keeps scales from being zero.
LEAST_S = 1e-6


def movement_facts(
    network: Network, area: StudyArea, junctions: Junctions, movements: Movements
) -> FloatArray:
    """``(M, F)`` what the map says of movements; :data:`UNKNOWN` where it says nothing."""
    approach, leave, junction = movements.approach, movements.exit, movements.junction
    arms = junctions.legs(network, area)
    of_approach, of_exit = arms.of_segments(len(network))
    before, after = of_approach[approach], of_exit[leave]
    angle = turned_deg(arms.heading_deg[before] + 180.0, arms.heading_deg[after])
    road_class, windows = road_classes(network), Windows.of(network, junctions)
    class_of_arm = np.minimum(*np.r_[road_class, len(CLASSES)][[arms.approach, arms.exit]])
    best = np.full(len(junctions), len(CLASSES))
    np.minimum.at(best, arms.junction, class_of_arm)
    entering = np.bincount(arms.junction[arms.approach >= 0], minlength=len(junctions))
    has_signal = np.r_[junctions.has_signal, False]  # the last one is for no junction
    attributes = network.attributes
    columns = [
        movements.turn,
        angle,
        np.abs(angle),
        movements.inner_m,
        best[junction],
        road_class[approach] - best[junction],
        _crossed_class(arms, class_of_arm, before, after),
        junctions.has_signal[junction],
        junctions.is_roundabout[junction],
        junctions.nodes[junction],
        junctions.arms[junction],
        entering[junction],
        _metres_to_signals(junctions)[junction],
        has_signal[junctions.of_node[network.source[approach]]],
        has_signal[junctions.of_node[network.target[leave]]],
        attributes.stop_signs[approach],
        windows.up_m[approach],
        windows.down_m[leave],
    ]
    for edge in (approach, leave):
        columns += [
            road_class[edge],
            network.length_m[edge],
            network.reverse[edge] < 0,
            attributes.lanes[edge],
            attributes.maxspeed_kmh[edge],
            attributes.crossings[edge],
        ]
    return np.nan_to_num(np.column_stack(columns).astype(np.float64), nan=UNKNOWN)


def _crossed_class(
    arms: Arms, class_of_arm: IntArray, before: IntArray, after: IntArray
) -> IntArray:
    """``(M,)`` best class of the arms by which a movement neither comes nor goes."""
    order = np.lexsort((class_of_arm, arms.junction))
    first = np.searchsorted(arms.junction[order], arms.junction[before])
    found = np.full(len(before), len(CLASSES))
    for place in (2, 1, 0):  # one of the three best arms is another one
        row = np.minimum(first + place, len(order) - 1)
        arm = order[row]
        other = (arms.junction[arm] == arms.junction[before]) & (arm != before) & (arm != after)
        found[other] = class_of_arm[arm[other]]
    return found


def _metres_to_signals(junctions: Junctions) -> FloatArray:
    """``(J,)`` to the nearest other junction with signals, at most :data:`FAR_M`."""
    points = junctions.points[junctions.has_signal]
    if not len(points):
        return np.full(len(junctions), FAR_M)
    metres, _ = cKDTree(points).query(junctions.points, k=[1, 2])
    return np.minimum(np.where(junctions.has_signal, metres[:, 1], metres[:, 0]), FAR_M)


def movements_around(movements: Movements, delay_s: FloatArray, passes: FloatArray) -> FloatArray:
    """``(M, F)`` what is published of the other movements of the approach, exit and junction.

    Args:
        delay_s: ``(M,)`` mean delay.
        passes: ``(M,)``; 0 where nothing is published.
    """
    weight = np.minimum(passes, MOST_PASSES)
    columns = []
    for group in (movements.approach, movements.exit, movements.junction):
        known, total, seconds, driven = (
            np.bincount(group, each)[group] - each
            for each in (passes > 0, weight, weight * delay_s, passes)
        )
        mean = np.where(known > 0, seconds / np.maximum(total, 1.0), UNKNOWN)
        columns += [mean, known, np.log1p(driven)]
    return np.column_stack(columns)


def grown(columns: FloatArray, value: FloatArray, weight: FloatArray) -> FloatArray:
    """``(M,)`` values predicted by trees; a known one by trees that did not see it.

    Args:
        columns: ``(M, F)``.
        value: ``(M,)``.
        weight: ``(M,)``; 0 where the value is unknown.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor  # slow to import

    known = np.flatnonzero(weight > 0)
    bounds = np.quantile(columns[known], np.linspace(0, 1, BOUNDS + 2)[1:-1], axis=0)
    pairs = zip(bounds.T, columns.T, strict=True)
    columns = np.column_stack([np.searchsorted(*pair) for pair in pairs])
    fold = np.full(len(value), FOLDS)
    fold[known] = np.random.default_rng(0).permutation(len(known)) % FOLDS
    predicted = np.zeros(len(value))
    with threadpool_limits(1):  # threads of small trees wait for each other
        for number in np.unique(fold):
            rows, asked = known[fold[known] != number], fold == number
            trees = HistGradientBoostingRegressor(**TREES, early_stopping=False, random_state=0)
            trees.fit(columns[rows], value[rows], sample_weight=weight[rows])
            predicted[asked] = trees.predict(columns[asked])
    return predicted


def quantiles_without_noise(
    value: FloatArray, noise: FloatArray, levels: tuple[float, ...]
) -> FloatArray:
    """Quantiles of what values are without their normal noise.

    The distribution on a grid is found by expectation-maximisation (Laird, "Nonparametric Maximum
    Likelihood Estimation of a Mixing Distribution", JASA 73 (1978), 805-811), which is stopped
    early so that it remains smooth.

    Args:
        value, noise: ``(n,)`` the noise is a standard deviation.
        levels: of the quantiles.
    """
    scale = np.sqrt(np.mean(value**2)) + LEAST_S
    value, noise = value / scale, np.maximum(noise / scale, LEAST_NOISE)
    reach = np.arcsinh(np.abs(value).max() / FINE)
    grid = FINE * np.sinh(np.linspace(-reach, reach, CELLS))
    likelihood = np.exp(-0.5 * ((value[:, None] - grid) / noise[:, None]) ** 2) + 1e-300
    share = np.gradient(grid) / (1 + grid**2)
    for _ in range(ROUNDS):
        of_value = likelihood * share
        of_value /= of_value.sum(axis=1, keepdims=True)
        share = of_value.mean(axis=0)
    return np.asarray(scale * np.interp(levels, np.cumsum(share) - share / 2, grid))


class PredictedDelays(NamedTuple):
    """Mean delays of all movements ``(M,)`` and bounds of their 90 % intervals, seconds."""

    delay_s: FloatArray
    low_s: FloatArray
    high_s: FloatArray


def predicted_delays(
    network: Network,
    area: StudyArea,
    junctions: Junctions,
    movements: Movements,
    traffic: MovementTraffic,
    time_sets: int,
) -> list[PredictedDelays]:
    """The mean delay of every movement in each time set.

    Of a movement whose delay is published, this is what the others would say of it.

    Args:
        network, area: the roads.
        junctions, movements: of the network.
        traffic: what is published, of all time sets.
        time_sets: their number.

    Returns:
        One for each time set; NaN where fewer than :data:`LEAST_KNOWN` movements have a delay.
    """
    rows = traffic.take(np.isfinite(traffic.delay_s))
    known = np.bincount(rows.time_set, minlength=time_sets) >= LEAST_KNOWN
    unknown = PredictedDelays(*np.full((3, len(movements)), np.nan))
    if not known.any():
        return [unknown] * time_sets
    level, delay_s, passes = _levels(rows, len(movements), time_sets)
    facts = movement_facts(network, area, junctions, movements)
    columns = np.hstack([facts, movements_around(movements, delay_s, passes)])
    usual = grown(columns, delay_s, np.minimum(passes, MOST_PASSES))
    return [
        _banded(level[number] * usual, rows.take(rows.time_set == number)) if enough else unknown
        for number, enough in enumerate(known)
    ]


def _levels(
    rows: MovementTraffic, movements: int, time_sets: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """How long delays are in each time set, and how long usually.

    Levels by kind of movement were no better.

    Returns:
        ``(s,)`` the factor of each time set; ``(M,)`` mean delay without it, and passes, over all
        time sets.
    """
    seconds = rows.passes * rows.delay_s
    passes = np.bincount(rows.movement, rows.passes, movements).astype(np.float64)
    total = np.bincount(rows.movement, seconds, movements)
    usual = rows.passes * (total / np.maximum(passes, 1))[rows.movement]
    own, of_mean = (np.bincount(rows.time_set, each, time_sets) for each in (seconds, usual))
    level = np.clip(own / np.maximum(of_mean, 1.0), 1 / MOST_LEVEL, MOST_LEVEL)
    scaled = np.bincount(rows.movement, rows.passes * level[rows.time_set], movements)
    return level, total / np.maximum(scaled, 1 / MOST_LEVEL), passes


def _banded(delay_s: FloatArray, rows: MovementTraffic) -> PredictedDelays:
    """Predicted delays ``(M,)`` with their intervals.

    The size of errors grows with the delay. Their distribution is that of the published movements,
    predicted by trees that did not see them, without the noise of their few passes.

    Args:
        rows: what is published in the time set.
    """
    size = np.maximum(delay_s, 0.0) + np.abs(rows.delay_s).mean() + LEAST_S
    noise = rows.sampling_s
    own = size[rows.movement]
    errors = (rows.delay_s - delay_s[rows.movement]) / own
    known = np.isfinite(noise)
    if known.sum() < LEAST_KNOWN:
        return PredictedDelays(delay_s, *np.full((2, len(delay_s)), np.nan))
    low, high = quantiles_without_noise(errors[known], NOISE * (noise / own)[known], TAILS)
    return PredictedDelays(delay_s, delay_s + low * size, delay_s + high * size)
