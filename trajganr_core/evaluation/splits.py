"""Which locations are held out, so that a figure says something about roads not learned from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import Code, TrajganrError

__all__ = ["Split", "split_groups", "square_blocks"]

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

#: Held out for the final figures, and for choosing the epoch.
TEST_SHARE, VALIDATION_SHARE = 0.2, 0.1


@dataclass(frozen=True)
class Split:
    """Rows to learn from, to choose the epoch by, and to report figures on; disjoint."""

    train: IntArray
    validation: IntArray
    test: IntArray


def split_groups(group: IntArray, seed: int) -> Split:
    """Split rows so that no group is in two parts.

    Args:
        group: ``(n,)`` the road (both directions) or the block of each row.
        seed: of the shuffle.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than ten groups, which cannot be split honestly.
    """
    groups = np.unique(group)
    if len(groups) < 10:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Only {count} places have a label: too few to hold some out.",
            "Prepare a larger area or more trips.",
            count=len(groups),
        )
    shuffled = np.random.default_rng(seed).permutation(groups)
    tested = round(len(groups) * TEST_SHARE)
    validated = round(len(groups) * VALIDATION_SHARE)
    in_test = np.isin(group, shuffled[:tested])
    in_validation = np.isin(group, shuffled[tested : tested + validated])
    return Split(
        train=np.flatnonzero(~in_test & ~in_validation),
        validation=np.flatnonzero(in_validation),
        test=np.flatnonzero(in_test),
    )


def square_blocks(xy: FloatArray, size_m: float) -> IntArray:
    """The square of ``size_m`` that each point ``(n, 2)``, local metres, lies in."""
    column, row = np.floor(xy / size_m).astype(np.int64).T
    return (row - row.min()) * (np.ptp(column) + 1) + column - column.min()
