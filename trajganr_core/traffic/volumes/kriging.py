"""A Gaussian process for few places: a ridge regression whose residuals are alike nearby.

It is universal kriging with a prior on the coefficients (Rasmussen and Williams, "Gaussian
Processes for Machine Learning", 2006, chapter 2). How wide its priors are is what makes the values
most likely (there, section 5.4.1); outliers lose weight as under Student's distribution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.spatial.distance import cdist

from ...utils.arrays import FloatArray, IntArray
from ...utils.columns import Columns

#: First guesses of the standard deviations of coefficients, of residuals that are alike nearby and
#: of noise; how far they are alike, metres. Logarithms deviate by about one, and at most by four.
RIDGE, NEARBY, NOISE, METRES, FARTHEST = 0.2, 0.1, 0.3, 1000.0, 4.0
#: Standard deviation of the mean of all values, which is free.
FREE = 10.0
#: The priors of more places than these are found from a part of them.
MAX_SEARCHED = 300
#: Degrees of freedom of the noise; rounds in which outliers lose weight.
FREEDOM, ROUNDS = 4.0, 3


@dataclass(frozen=True)
class Sites(Columns):
    """Places with what is known of them.

    Attributes:
        features: ``(n, k)`` of about unit size.
        points: ``(n, 2)`` metres.
        noise: ``(n, j)`` by kind of noise, its variance relative to that at other places.
    """

    features: FloatArray
    points: FloatArray
    noise: FloatArray

    def covariance(self, other: Sites, theta: FloatArray) -> FloatArray:
        """``(n, m)`` without noise."""
        ridge, nearby, metres = np.exp(theta[:3])
        alike = np.exp(-cdist(self.points, other.points) / metres)
        return np.asarray(FREE**2 + ridge**2 * self.features @ other.features.T + nearby**2 * alike)

    def whole(self, theta: FloatArray, weight: FloatArray) -> FloatArray:
        """``(n, n)`` with noise, which is less where the weight ``(n,)`` is more."""
        noise = self.noise @ np.exp(2 * theta[3:]) / weight
        return self.covariance(self, theta) + np.diag(noise)


@dataclass(frozen=True)
class Kriging:
    """Fitted to values ``(n,)``: their weights, and ``theta``, the logarithms of the priors."""

    sites: Sites
    values: FloatArray
    theta: FloatArray
    weight: FloatArray

    @classmethod
    def fit(cls, sites: Sites, values: FloatArray) -> Kriging:
        """Of values ``(n,)`` at places."""
        guess = np.log([RIDGE, NEARBY, METRES, *np.full(sites.noise.shape[1], NOISE)])
        some = np.random.default_rng(0).permutation(len(values))[:MAX_SEARCHED]
        theta, weight = guess, np.ones(len(values))

        def cost(each: FloatArray) -> float:
            factor = cho_factor(sites.take(some).whole(each, weight[some]))
            misfit = 0.5 * values[some] @ cho_solve(factor, values[some])
            size = np.log(np.diag(factor[0])).sum()
            return float(misfit + size + 0.5 * ((each - guess) ** 2).sum())

        bounds = [(low, low + 2 * FARTHEST) for low in guess - FARTHEST]
        for _ in range(ROUNDS):
            theta = minimize(cost, theta, method="L-BFGS-B", bounds=bounds).x
            inverse = np.linalg.inv(sites.whole(theta, weight))
            # So many standard deviations is a value from what all others say (section 5.4.2).
            away = inverse @ values / np.sqrt(np.diag(inverse))
            weight = (FREEDOM + 1) / (FREEDOM + away**2)
        return cls(sites, values, theta, weight)

    def predict(self, used: IntArray, at: Sites) -> tuple[FloatArray, FloatArray]:
        """Means and standard deviations ``(m,)`` elsewhere, from the ``used`` values."""
        some = self.sites.take(used)
        inverse = np.linalg.inv(some.whole(self.theta, self.weight[used]))
        across = at.covariance(some, self.theta)
        ridge, nearby = np.exp(2 * self.theta[:2])
        prior = FREE**2 + ridge * (at.features**2).sum(1) + nearby
        known, noise = ((across @ inverse) * across).sum(1), at.noise @ np.exp(2 * self.theta[3:])
        spread = np.sqrt(np.maximum(prior - known + noise, 1e-6))
        return across @ (inverse @ self.values[used]), spread
