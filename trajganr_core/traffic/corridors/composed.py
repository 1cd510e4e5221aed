"""Travel times of a route composed of trips that drive parts of it.

The route is cut into blocks of segments, as few as possible, such that enough trips drive through
any two consecutive ones. A composed trip has a time of each block, drawn from those of the trips
through it. Times of blocks are correlated, as drivers, queues and waves of signals are: their ranks
are drawn from a Gaussian copula, whose correlations are those of the trips through both blocks
(Nelsen, "An Introduction to Copulas", 2006). Blocks that too few trips have in common are as
correlated as the blocks between them make them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from ...data.matching.compiled import njit
from ...utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ...utils.ragged import offsets_of
from ..privacy import are_enough
from .traversals import Traversals

#: Positions of the first and the last segment of a block on the route.
Block: TypeAlias = tuple[int, int]
#: Traversals through two consecutive blocks, of all times.
MIN_PAIRS = 30
#: Composed trips; and those of one block, whose percentiles are then those of its trips.
DRAWS, EVEN_DRAWS = 2000, 1000


def blocks_of(
    found: Traversals, bounds_m: FloatArray, driver: Int32Array, least: int
) -> list[Block]:
    """The fewest blocks, at least two, of about equal length; none if trips allow none.

    Args:
        found: traversals of the route.
        bounds_m: ``(k+1,)`` metres to the bounds of its segments.
        driver: ``(n,)`` of the traversals.
        least: number of drivers through two consecutive blocks.
    """
    number, middle = 2, (bounds_m[1:] + bounds_m[:-1]) / 2
    while number <= found.segments:
        cuts = np.unique(np.searchsorted(middle, np.linspace(0.0, bounds_m[-1], number + 1)))
        blocks = [(begin, end - 1) for begin, end in pairwise(cuts.tolist())]
        both = (found.through(first[0], second[1]) for first, second in pairwise(blocks))
        if len(blocks) > 1 and all(_are_many(rows, driver, least) for rows in both):
            return blocks
        number += max(1, number // 4)
    return []


def _are_many(rows: BoolArray, driver: Int32Array, least: int) -> bool:
    drivers = len(np.unique(driver[rows]))
    return int(rows.sum()) >= MIN_PAIRS and bool(are_enough(drivers, least))


def scores_of(
    seconds: Sequence[FloatArray], rows: Sequence[IntArray], traversals: int
) -> FloatArray:
    """``(n, b)`` normal scores of the ranks of times of blocks; NaN where a trip has none.

    Args:
        seconds, rows: of each block, times and the rows of the traversals.
        traversals: n.
    """
    scores = np.full((traversals, len(rows)), np.nan)
    for block, (took, row) in enumerate(zip(seconds, rows, strict=True)):
        ranks = np.empty(len(took))
        ranks[np.argsort(took, kind="stable")] = np.arange(1, len(took) + 1)
        scores[row, block] = ndtri(ranks / (len(took) + 1))
    return scores


def correlations(scores: FloatArray, prior: FloatArray | None = None) -> FloatArray:
    """``(b, b)`` correlations of the times of blocks.

    Args:
        scores: of :func:`scores_of`.
        prior: ``(b, b)`` correlations that count as :data:`MIN_PAIRS` trips; absent, those of
            consecutive blocks multiplied.
    """
    known = np.isfinite(scores).astype(np.float64)
    filled = np.nan_to_num(scores)
    pairs, product = known.T @ known, filled.T @ filled
    square = (filled**2).T @ known
    found = product / np.maximum(np.sqrt(square * square.T), 1e-9)
    if prior is None:
        prior = _chained(found)
    shrunk = (pairs * found + MIN_PAIRS * prior) / (pairs + MIN_PAIRS)
    values, vectors = np.linalg.eigh(shrunk)  # pairs of different trips may not be of one matrix
    positive = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    scale = 1 / np.sqrt(np.diag(positive))
    return np.asarray(positive * scale * scale[:, None])


def _chained(found: FloatArray) -> FloatArray:
    """Correlations of blocks as the product of those of the consecutive ones between them."""
    chained = np.eye(len(found))
    for block in range(1, len(found)):
        chained[block, :block] = found[block, block - 1] * chained[block - 1, :block]
        chained[:block, block] = chained[block, :block]
    return chained


def draws_of(correlation: FloatArray, seed: int) -> FloatArray:
    """``(draws, b)`` shares in [0, 1] of the times of blocks, correlated; of one block, evenly."""
    if len(correlation) == 1:
        return (np.arange(EVEN_DRAWS)[:, None] + 0.5) / EVEN_DRAWS
    normal = np.random.default_rng(seed).standard_normal((DRAWS // 2, len(correlation)))
    both = np.concatenate([normal, -normal])  # so that no block is fast or slow by chance
    return np.asarray(ndtr(both @ np.linalg.cholesky(correlation).T))


def compose(
    seconds: Sequence[FloatArray],
    driver: Sequence[Int32Array],
    draws: FloatArray,
    weights: npt.NDArray[np.uint8],
    shares: Sequence[float],
) -> tuple[FloatArray, FloatArray]:
    """Mean ``(rows,)`` and quantiles ``(rows, q)`` of composed times, seconds.

    NaN for a row of weights that leaves a block without a trip.

    Args:
        seconds, driver: of each block, those of the traversals through it.
        draws: of :func:`draws_of`.
        weights: ``(rows, drivers)`` how often each driver counts.
        shares: ``(q,)`` of the quantiles.
    """
    order = [np.argsort(took, kind="stable") for took in seconds]
    mean = np.full(len(weights), np.nan)
    quantiles = np.full((len(weights), len(shares)), np.nan)
    _fill(
        offsets_of(np.array([len(took) for took in seconds])),
        np.concatenate([took[by] for took, by in zip(seconds, order, strict=True)]),
        np.concatenate([each[by] for each, by in zip(driver, order, strict=True)]),
        np.argsort(draws, axis=0).T.copy(),
        draws.T.copy(),
        weights,
        np.array(shares),
        mean,
        quantiles,
    )
    return mean, quantiles


@njit
def _fill(
    offsets: IntArray,
    seconds: FloatArray,
    driver: Int32Array,
    order: IntArray,
    draws: FloatArray,
    weights: npt.NDArray[np.uint8],
    shares: FloatArray,
    mean: FloatArray,
    quantiles: FloatArray,
) -> None:
    """Fill in :func:`compose`; ``order`` ``(b, draws)`` sorts the draws of each block."""
    count = draws.shape[1]
    for row in range(len(weights)):
        weight = weights[row]
        total, all_mean, is_known = np.zeros(count), 0.0, True
        for block in range(len(draws)):
            first, last = offsets[block], offsets[block + 1]
            times, taken = 0.0, 0.0
            for each in range(first, last):
                times += weight[driver[each]]
                taken += weight[driver[each]] * seconds[each]
            if times == 0.0:
                is_known = False
                break
            all_mean += taken / times
            at, reached = first, 0.0 + weight[driver[first]]
            for draw in order[block]:
                while reached < draws[block, draw] * times - 1e-9 and at < last - 1:
                    at += 1
                    reached += weight[driver[at]]
                total[draw] += seconds[at]
        if is_known:
            total.sort()
            mean[row] = all_mean
            for number in range(len(shares)):
                quantiles[row, number] = total[max(0, int(np.ceil(shares[number] * count)) - 1)]
