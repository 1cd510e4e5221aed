"""Random splits of drivers into context and target drivers, to train on."""

from __future__ import annotations

import numpy as np

from ...data.passes import PassTable
from ...features.pass_context import PassContext, Surroundings
from ...utils.arrays import BoolArray, IntArray

__all__ = ["context_and_targets", "driven_by"]

#: Range of the share of the drivers that are the context.
CONTEXT_SHARES = (0.4, 0.9)
#: Share of the segments whose context is hidden: the prior is then learned on all kinds of
#: segments, not only on those that few drivers use.
HIDDEN_SHARE = 0.15


def context_and_targets(
    passes: PassTable, surroundings: Surroundings, drivers: IntArray, rng: np.random.Generator
) -> tuple[PassContext, BoolArray]:
    """The passes of some drivers as context, and which ``(p,)`` are those of the others.

    Args:
        passes: also of other drivers, which are left out.
        drivers: different numbers, at least two; there is one on either side at least.
    """
    count = round(rng.uniform(*CONTEXT_SHARES) * len(drivers))
    context = rng.permutation(drivers)[: min(max(count, 1), len(drivers) - 1)]
    targets = drivers[~np.isin(drivers, context)]
    is_hidden = rng.random(len(surroundings.length_m)) < HIDDEN_SHARE
    is_known = driven_by(passes, context)
    is_known &= ~is_hidden[passes.edge]
    return PassContext(surroundings, passes, is_known), driven_by(passes, targets)


def driven_by(passes: PassTable, drivers: IntArray) -> BoolArray:
    """``(p,)`` which passes are of some drivers."""
    is_one = np.zeros(1 + max(passes.driver.max(initial=0), drivers.max(initial=0)), dtype=bool)
    is_one[drivers] = True
    return np.asarray(is_one[passes.driver])
