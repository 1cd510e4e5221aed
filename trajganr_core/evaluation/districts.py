"""Districts of roads, and whether a model errs more in one than in another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import stdtrit

from ..contract.options.districts import DISTRICTS, JOINED, MIN_BLOCKS, MIN_ROADS, DistrictGap
from ..utils.arrays import FloatArray, IntArray, TextArray
from ..utils.study_area import StudyArea

#: Side of the grid of districts.
SIDE = 3
#: Probability that the intervals of all pairs of districts hold at once.
LEVEL = 0.95


def districts_of(area: StudyArea, lon: FloatArray, lat: FloatArray) -> TextArray:
    """``(n,)`` the ninth of the study area that each place is in, or nearest to."""
    west, south, east, north = area.bbox
    column = np.clip(SIDE * (lon - west) / (east - west), 0, SIDE - 1).astype(np.int64)
    row = np.clip(SIDE * (north - lat) / (north - south), 0, SIDE - 1).astype(np.int64)
    return np.array(DISTRICTS, dtype=object)[SIDE * row + column]


def merged_districts(district: TextArray, block: IntArray) -> dict[str, str]:
    """The name under which each district is evaluated.

    Districts with too few tested roads or blocks are merged, the smallest first, with the nearest
    district that has tested roads; of several with the smallest.

    Args:
        district: ``(n,)`` of each tested road, as :func:`districts_of`.
        block: ``(n,)`` the block of each tested road; errors of roads in a block are alike.
    """
    groups = [[name] for name in DISTRICTS if (district == name).any()]

    def size(names: Sequence[str]) -> tuple[int, int]:
        chosen = np.isin(district, list(names))
        return len(np.unique(block[chosen])), int(chosen.sum())

    while len(groups) > 1:
        small = min(groups, key=size)
        if not any(_is_small(*size(names)) for names in groups):
            break
        groups.remove(small)
        other = min(groups, key=lambda names: (_distance(small, names), size(names)))
        other.extend(small)
    joined = {
        name: JOINED.join(sorted(names, key=DISTRICTS.index)) for names in groups for name in names
    }
    return {name: joined.get(name, name) for name in DISTRICTS}


def largest_gap(district: TextArray, block: IntArray, errors: FloatArray) -> DistrictGap | None:
    """The districts with the largest and the smallest mean error, with an interval.

    The pair is the most extreme of all, so its interval, Welch's for two means, is of a level at
    which those of all pairs hold at once (Bonferroni). The units are blocks, as the errors of roads
    in a block are alike: a mean error is a ratio of sums over blocks, with its linearised variance.

    Args:
        district: ``(n,)`` merged districts of tested roads.
        block: ``(n,)`` of the roads.
        errors: ``(n,)`` of the roads.

    Returns:
        None if fewer than two districts are large enough.
    """
    means = {}  # the mean error, its variance and the number of blocks of each district
    for name in sorted(set(district)):
        chosen = district == name
        number = np.unique(block[chosen], return_inverse=True)[1]
        roads = np.bincount(number)
        total = np.bincount(number, weights=errors[chosen]).astype(np.float64)
        if not _is_small(len(roads), int(chosen.sum())):
            blocks, mean = len(roads), total.sum() / roads.sum()
            rest = ((total - mean * roads) ** 2).sum() / roads.sum() ** 2
            means[str(name)] = float(mean), float(rest * blocks / (blocks - 1)), blocks
    if len(means) < 2:
        return None
    worst, *_, best = sorted(means, key=lambda name: -means[name][0])
    (one, one_variance, one_blocks), (other, other_variance, other_blocks) = (
        means[name] for name in (worst, best)
    )
    variance = one_variance + other_variance
    margin = 0.0
    if variance > 0:
        # Welch's degrees of freedom.
        parts = one_variance**2 / (one_blocks - 1) + other_variance**2 / (other_blocks - 1)
        degrees = variance**2 / parts
        pairs = len(means) * (len(means) - 1) // 2
        margin = float(stdtrit(degrees, 1 - (1 - LEVEL) / (2 * pairs)) * np.sqrt(variance))
    difference = one - other
    return DistrictGap(
        worst=worst,
        best=best,
        difference=difference,
        low=difference - margin,
        high=difference + margin,
    )


def _is_small(blocks: int, roads: int) -> bool:
    """Whether a district has too few tested roads for figures of its own."""
    return blocks < MIN_BLOCKS or roads < MIN_ROADS


def _distance(some: Sequence[str], others: Sequence[str]) -> int:
    """The least number of steps between cells of two groups of districts."""
    cells = [[divmod(DISTRICTS.index(name), SIDE) for name in names] for names in (some, others)]
    return min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a in cells[0] for b in cells[1])
