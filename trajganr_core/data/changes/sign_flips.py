"""Probabilities of sums when the signs of their terms are random, compiled."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ..matching.compiled import njit

__all__ = ["fill_probabilities"]


@njit
def flipped(terms: FloatArray, first: int, last: int, rest: float) -> float:
    """The sum of some terms with random signs, and of many further small ones."""
    total = rest * np.random.normal() if rest > 0 else 0.0
    bits, left = 0, 0
    for each in range(first, last):
        if not left:
            bits, left = np.random.randint(0, 1 << 30), 30
        total += terms[each] if bits & 1 else -terms[each]
        bits >>= 1
        left -= 1
    return total


@njit
def fill_probabilities(
    offsets: IntArray,
    terms: FloatArray,
    rest: FloatArray,
    day_offsets: IntArray,
    day_terms: FloatArray,
    day_rest: FloatArray,
    scale: FloatArray,
    observed: FloatArray,
    most: int,
    enough: int,
    seed: int,
    probability: FloatArray,
) -> None:
    """Fill in how often a sum is at least as far from zero when each term has a random sign.

    A draw is a sum over drivers plus one over days, times a factor.

    Draws end when ``enough`` of them were as far (Besag and Clifford, "Sequential Monte Carlo
    p-values", Biometrika 78 (1991), 301-304), so that only small probabilities need many.

    Args:
        offsets: ``(g+1,)``, terms of group i are ``offsets[i]:offsets[i+1]``.
        terms: ``(n,)``.
        rest: ``(g,)`` the standard deviation of the sum of many further small terms of the group
            with random signs.
        day_offsets, day_terms, day_rest: likewise; without terms if days do not count.
        scale: ``(g,)`` the factor of both sums.
        observed: ``(g,)`` the sum of each group, which is that of the drivers' terms.
        most, enough: largest number of draws, and of draws as far.
        seed: of the signs.
        probability: ``(g,)`` filled in.
    """
    np.random.seed(seed)
    for group in range(len(offsets) - 1):
        first, last = offsets[group], offsets[group + 1]
        day_first, day_last = day_offsets[group], day_offsets[group + 1]
        # Sums of the same terms in another order may differ by rounding.
        bound = abs(observed[group]) * (1 - 1e-9)
        drawn, as_far = 0, 0
        while drawn < most and as_far < enough:
            total = flipped(terms, first, last, rest[group])
            total += flipped(day_terms, day_first, day_last, day_rest[group])
            drawn += 1
            if abs(scale[group] * total) >= bound:
                as_far += 1
        if as_far == enough:
            probability[group] = enough / drawn
        else:
            probability[group] = (as_far + 1) / (drawn + 1)
