"""Random splits of a city's drivers and days into context and targets, to train on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...data.passes import PassTable
from ...features.pass_context import PassContext, Surroundings
from ...utils.arrays import BoolArray, IntArray

#: Range of the share of the drivers that are the context.
CONTEXT_SHARES = (0.4, 0.9)
#: Share of the segments whose context is hidden: the prior is then learned on all kinds of
#: segments, not only on those that few drivers use.
HIDDEN_SHARE = 0.15


@dataclass(frozen=True)
class City:
    """The passes of a city, sorted by piece, and what is around them."""

    passes: PassTable
    surroundings: Surroundings

    @cached_property
    def days(self) -> IntArray:
        """The local days that have a pass, ascending."""
        days = [np.unique(part.local_day) for part in self.passes.parts()]
        return np.unique(np.concatenate(days)).astype(np.int64)


def context_and_targets(
    city: City, drivers: IntArray, rng: np.random.Generator, *, own_days: bool = False
) -> tuple[PassContext, BoolArray]:
    """The passes of some drivers as context, and which ``(p,)`` are targets: those of the others.

    Where there are several days, the context shows differences between times by some of them only,
    and the targets are of the other days.

    Args:
        city: also with passes of other drivers, which are left out.
        drivers: different numbers, at least two; there is one on either side at least.
        own_days: whether all days are on both sides instead.
    """
    passes, days = city.passes, city.days
    count = round(rng.uniform(*CONTEXT_SHARES) * len(drivers))
    context = rng.permutation(drivers)[: min(max(count, 1), len(drivers) - 1)]
    targets = drivers[~np.isin(drivers, context)]
    is_hidden = rng.random(len(city.surroundings.length_m)) < HIDDEN_SHARE
    is_known, is_target = driven_by(passes, context), driven_by(passes, targets)
    is_known &= ~is_hidden[passes.edge]
    is_timed = is_known
    if not own_days:
        # Few days are as frequent as many: what they tell differs most.
        known = round(np.exp(rng.uniform(0, np.log(max(len(days) - 1, 1)))))
        is_context_day = np.isin(passes.local_day, rng.permutation(days)[:known])
        is_timed = is_known & is_context_day
        is_target &= ~is_context_day | (len(days) == 1)
    return PassContext(city.surroundings, passes, is_known, is_timed), is_target


def folds_of_days(
    city: City, drivers: IntArray, held_out: IntArray, *, own_days: bool = False
) -> list[tuple[PassContext, BoolArray]]:
    """Contexts of drivers, and which ``(p,)`` are passes of held-out drivers on other days.

    Every other day shows in turn what differs between times. There is one fold with all days on
    both sides if ``own_days``, or in a city of one day.
    """
    passes = city.passes
    is_known, is_target = driven_by(passes, drivers), driven_by(passes, held_out)
    if own_days or len(city.days) == 1:
        return [(PassContext(city.surroundings, passes, is_known), is_target)]
    is_odd = np.isin(passes.local_day, city.days[1::2])
    return [
        (
            PassContext(city.surroundings, passes, is_known, is_known & of_context),
            is_target & ~of_context,
        )
        for of_context in (is_odd, ~is_odd)
    ]


def driven_by(passes: PassTable, drivers: IntArray) -> BoolArray:
    """``(p,)`` which passes are of some drivers."""
    is_one = np.zeros(1 + max(passes.driver.max(initial=0), drivers.max(initial=0)), dtype=bool)
    is_one[drivers] = True
    return np.asarray(is_one[passes.driver])
