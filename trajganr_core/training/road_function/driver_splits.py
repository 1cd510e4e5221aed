"""Random splits of drivers into context and target drivers, to train on."""

from __future__ import annotations

import numpy as np

from ...data.passes import PassTable
from ...features.pass_context import PassContext, Surroundings
from ...utils.arrays import IntArray

__all__ = ["context_and_targets"]

#: Range of the share of the drivers that are the context.
CONTEXT_SHARES = (0.4, 0.9)
#: Share of the segments whose context is hidden: the prior is then learned on all kinds of
#: segments, not only on those that few drivers use.
HIDDEN_SHARE = 0.15


def context_and_targets(
    passes: PassTable, surroundings: Surroundings, drivers: IntArray, rng: np.random.Generator
) -> tuple[PassContext, PassTable]:
    """The passes of some drivers as context, and those of the others.

    Args:
        passes: also of other drivers, which are left out.
        drivers: different numbers, at least two; there is one on either side at least.
    """
    count = round(rng.uniform(*CONTEXT_SHARES) * len(drivers))
    context = rng.permutation(drivers)[: min(max(count, 1), len(drivers) - 1)]
    is_context = np.isin(passes.driver, context)
    is_target = np.isin(passes.driver, drivers) & ~is_context
    hidden = rng.random(len(surroundings.length_m)) < HIDDEN_SHARE
    known = PassContext(surroundings, passes.take(is_context & ~hidden[passes.edge]))
    return known, passes.take(is_target)
