"""Probabilities of sums when the signs of their terms are random, compiled."""

from __future__ import annotations

import numpy as np

from ...data.matching.compiled import njit
from ...utils.arrays import FloatArray, IntArray


@njit
def fill_probabilities(
    offsets: IntArray,
    terms: FloatArray,
    observed: FloatArray,
    rest: FloatArray,
    most: int,
    enough: int,
    seed: int,
    probability: FloatArray,
) -> None:
    """Fill in how often a sum is at least as far from zero when each term has a random sign.

    Draws end when ``enough`` of them were as far (Besag and Clifford, "Sequential Monte Carlo
    p-values", Biometrika 78 (1991), 301-304), so that only small probabilities need many.

    Args:
        offsets: ``(g+1,)``, terms of group i are ``offsets[i]:offsets[i+1]``.
        terms: ``(n,)``.
        observed: ``(g,)`` the sum of each group.
        rest: ``(g,)`` the standard deviation of the sum of many further small terms of the group
            with random signs.
        most, enough: largest number of draws, and of draws as far.
        seed: of the signs.
        probability: ``(g,)`` filled in.
    """
    np.random.seed(seed)
    for group in range(len(offsets) - 1):
        first, last = offsets[group], offsets[group + 1]
        # Sums of the same terms in another order may differ by rounding.
        bound = abs(observed[group]) * (1 - 1e-9)
        drawn, as_far = 0, 0
        while drawn < most and as_far < enough:
            total = rest[group] * np.random.normal() if rest[group] > 0 else 0.0
            bits, left = 0, 0
            for each in range(first, last):
                if not left:
                    bits, left = np.random.randint(0, 1 << 30), 30
                total += terms[each] if bits & 1 else -terms[each]
                bits >>= 1
                left -= 1
            drawn += 1
            if abs(total) >= bound:
                as_far += 1
        if as_far == enough:
            probability[group] = enough / drawn
        else:
            probability[group] = (as_far + 1) / (drawn + 1)
