"""A Gaussian process for few places: a ridge regression whose residuals are alike nearby.

It is universal kriging with a prior on the coefficients (Cressie, "Statistics for Spatial Data",
1993, section 3.4; Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, chapter
2). How wide its priors are is what makes the observed values most likely (there, section 5.4.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.spatial.distance import cdist

from ...utils.arrays import FloatArray

#: First guesses of the standard deviations of coefficients, of residuals that are alike nearby, of
#: those that are alike in a quarter, of what a place has for itself, and of noise by its unit; and
#: of the two distances at which residuals are alike, metres.
GUESS = np.log([0.3, 0.2, 0.2, 0.2, 1.0, 300.0, 1500.0])
#: Weak beliefs in them: standard deviation of the logarithms; and steps of the search.
BELIEF, STEPS = 1.0, 60
#: Standard deviation of the mean of all values, which is free.
FREE = 10.0
#: The priors of more places than these are found from a part of them.
MAX_SEARCHED = 500


@dataclass(frozen=True)
class Sites:
    """Places with what is known of them.

    Attributes:
        features: ``(n, k)`` of about unit size.
        points: ``(n, 2)`` metres.
        noise: ``(n,)`` variances of the values by chance, relative to each other.
    """

    features: FloatArray
    points: FloatArray
    noise: FloatArray

    def take(self, rows: Any) -> Sites:
        """The chosen places."""
        return Sites(self.features[rows], self.points[rows], self.noise[rows])

    def covariance(self, other: Sites, theta: FloatArray) -> list[FloatArray]:
        """``(n, m)`` of the values at both, by part, and metres between them."""
        ridge, near, wide, _, _, near_m, wide_m = np.exp(theta)
        metres = cdist(self.points, other.points)
        return [
            ridge**2 * (self.features @ other.features.T),
            near**2 * np.exp(-metres / near_m),
            wide**2 * np.exp(-metres / wide_m),
            metres,
        ]

    def own(self, theta: FloatArray) -> tuple[FloatArray, FloatArray]:
        """``(n,)`` variances that a place shares with no other: for itself, and by chance."""
        alone, noise = np.exp(2 * theta[3:5])
        return np.full(len(self.points), alone), noise * self.noise


@dataclass(frozen=True)
class Kriging:
    """A fitted process.

    Attributes:
        sites, values: where what was observed.
        theta: logarithms of the priors, as :data:`GUESS`.
        inverse: ``(n, n)`` of the covariance.
    """

    sites: Sites
    values: FloatArray
    theta: FloatArray
    inverse: FloatArray

    @classmethod
    def fit(cls, sites: Sites, values: FloatArray) -> Kriging:
        """Of values ``(n,)`` at places."""
        some = np.random.default_rng(0).permutation(len(values))[:MAX_SEARCHED]
        searched, of_searched = sites.take(some), values[some]

        def cost(theta: FloatArray) -> tuple[float, FloatArray]:
            return _cost(searched, of_searched, theta)

        options = {"maxiter": STEPS}
        theta = minimize(cost, GUESS, jac=True, method="L-BFGS-B", options=options).x
        return cls(sites, values, theta, _inverse(_whole(sites, theta))[0])

    def predict(self, sites: Sites) -> tuple[FloatArray, FloatArray]:
        """Means and standard deviations ``(m,)`` of the values at other places."""
        across = FREE**2 + sum(sites.covariance(self.sites, self.theta)[:3])
        ridge, near, wide = np.exp(2 * self.theta[:3])
        prior = FREE**2 + ridge * (sites.features**2).sum(1) + near + wide
        variance = prior - ((across @ self.inverse) * across).sum(1) + sum(sites.own(self.theta))
        return across @ (self.inverse @ self.values), np.sqrt(np.maximum(variance, 1e-6))

    def without(self, rows: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Means and standard deviations at some of its own places, if these were not observed.

        Args:
            rows: ``(r,)`` numbers of the places, which are left out together.

        The formula is that of Rasmussen and Williams, section 5.4.2, for a block.
        """
        block = np.linalg.inv(self.inverse[np.ix_(rows, rows)])
        mean = self.values[rows] - block @ (self.inverse @ self.values)[rows]
        return mean, np.sqrt(np.diag(block))


def _whole(sites: Sites, theta: FloatArray) -> FloatArray:
    parts = sites.covariance(sites, theta)[:3]
    return np.asarray(FREE**2 + sum(parts) + np.diag(sum(sites.own(theta))))


def _inverse(covariance: FloatArray) -> tuple[FloatArray, float]:
    """The inverse, and half of the logarithm of the determinant."""
    factor = cho_factor(covariance, lower=True)
    identity = np.eye(len(covariance))
    return cho_solve(factor, identity), float(np.log(np.diag(factor[0])).sum())


def _cost(sites: Sites, values: FloatArray, theta: FloatArray) -> tuple[float, FloatArray]:
    """How unlikely values and priors are, and how that changes with each prior."""
    linear, near, wide, metres = sites.covariance(sites, theta)
    alone, noise = sites.own(theta)
    whole = FREE**2 + linear + near + wide + np.diag(alone + noise)
    inverse, half = _inverse(whole)
    weights = inverse @ values
    slope = 0.5 * (inverse - np.outer(weights, weights))
    near_m, wide_m = np.exp(theta[5:])
    each = [2 * linear, 2 * near, 2 * wide, near * metres / near_m, wide * metres / wide_m]
    own = [2 * (np.diag(slope) * x).sum() for x in (alone, noise)]
    sums = [(slope * x).sum() for x in each]
    belief = (theta - GUESS) / BELIEF
    cost = 0.5 * values @ weights + half + 0.5 * (belief**2).sum()
    return float(cost), np.array([*sums[:3], *own, *sums[3:]]) + belief / BELIEF
