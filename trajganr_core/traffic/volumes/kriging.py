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
from ...utils.columns import Columns

#: First guesses of the standard deviations of coefficients, of residuals that are alike nearby and
#: of those that are alike in a quarter; and of these two distances, metres.
GUESS = (0.2, 0.1, 0.1, 300.0, 1500.0)
#: Weak beliefs in them: standard deviation of their logarithms, and farthest search; and its steps.
BELIEF, FARTHEST, STEPS = 1.0, 4.0, 60
#: First guess of the standard deviation of each kind of noise.
NOISE = 0.3
#: Degrees of freedom of the noise, which has outliers; rounds in which these lose weight.
FREEDOM, ROUNDS = 4.0, 3
#: Standard deviation of the mean of all values, which is free.
FREE = 10.0
#: The priors of more places than these are found from a part of them.
MAX_SEARCHED = 500


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

    def __getitem__(self, rows: Any) -> Sites:
        """The chosen places, also where they are a column."""
        return self.take(rows)

    def covariance(self, other: Sites, theta: FloatArray) -> list[FloatArray]:
        """``(n, m)`` of the values at both, by part, and metres between them."""
        ridge, near, wide, near_m, wide_m = np.exp(theta[:5])
        metres = cdist(self.points, other.points)
        return [
            ridge**2 * (self.features @ other.features.T),
            near**2 * np.exp(-metres / near_m),
            wide**2 * np.exp(-metres / wide_m),
            metres,
        ]

    def own(self, theta: FloatArray) -> FloatArray:
        """``(n, j)`` variances that a place shares with no other."""
        return np.asarray(np.exp(2 * theta[5:]) * self.noise)


@dataclass(frozen=True)
class Kriging:
    """A fitted process.

    Attributes:
        sites, values: where what was observed.
        theta: logarithms of the priors, as :data:`GUESS`.
        weight: ``(n,)`` of the values; outliers have little.
        inverse: ``(n, n)`` of the covariance.
    """

    sites: Sites
    values: FloatArray
    theta: FloatArray
    weight: FloatArray
    inverse: FloatArray

    @classmethod
    def fit(cls, sites: Sites, values: FloatArray) -> Kriging:
        """Of values ``(n,)`` at places."""
        some = np.random.default_rng(0).permutation(len(values))[:MAX_SEARCHED]
        theta = np.log([*GUESS, *np.full(sites.noise.shape[1], NOISE)])
        weight = np.ones(len(values))
        for _ in range(ROUNDS):
            theta = _search(sites.take(some), values[some], weight[some], theta)
            fitted = cls(sites, values, theta, weight, _inverse(_whole(sites, weight, theta))[0])
            # Without itself, a value is so far from what the others say.
            away = fitted.inverse @ values / np.sqrt(np.diag(fitted.inverse))
            weight = (FREEDOM + 1) / (FREEDOM + away**2)
        return fitted

    def predict(self, sites: Sites) -> tuple[FloatArray, FloatArray]:
        """Means and standard deviations ``(m,)`` of the values at other places."""
        across = FREE**2 + sum(sites.covariance(self.sites, self.theta)[:3])
        ridge, near, wide = np.exp(2 * self.theta[:3])
        prior = FREE**2 + ridge * (sites.features**2).sum(1) + near + wide
        variance = prior - ((across @ self.inverse) * across).sum(1) + sites.own(self.theta).sum(1)
        return across @ (self.inverse @ self.values), np.sqrt(np.maximum(variance, 1e-6))


def _whole(sites: Sites, weight: FloatArray, theta: FloatArray) -> FloatArray:
    parts = sites.covariance(sites, theta)[:3]
    return np.asarray(FREE**2 + sum(parts) + np.diag(sites.own(theta).sum(1) / weight))


def _search(sites: Sites, values: FloatArray, weight: FloatArray, theta: FloatArray) -> FloatArray:
    """The likeliest priors."""
    guess = np.log([*GUESS, *np.full(sites.noise.shape[1], NOISE)])

    def cost(each: FloatArray) -> tuple[float, FloatArray]:
        return _cost(sites, values, weight, each, guess)

    bounds = list(zip(guess - FARTHEST, guess + FARTHEST, strict=True))
    options = {"maxiter": STEPS}
    found = minimize(cost, theta, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return np.asarray(found.x)


def _inverse(covariance: FloatArray) -> tuple[FloatArray, float]:
    """The inverse, and half of the logarithm of the determinant."""
    factor = cho_factor(covariance, lower=True)
    identity = np.eye(len(covariance))
    return cho_solve(factor, identity), float(np.log(np.diag(factor[0])).sum())


def _cost(
    sites: Sites, values: FloatArray, weight: FloatArray, theta: FloatArray, guess: FloatArray
) -> tuple[float, FloatArray]:
    """How unlikely values and priors are, and how that changes with each prior."""
    linear, near, wide, metres = sites.covariance(sites, theta)
    own = sites.own(theta) / weight[:, None]
    whole = FREE**2 + linear + near + wide + np.diag(own.sum(1))
    inverse, half = _inverse(whole)
    weights = inverse @ values
    slope = 0.5 * (inverse - np.outer(weights, weights))
    near_m, wide_m = np.exp(theta[3:5])
    each = [2 * linear, 2 * near, 2 * wide, near * metres / near_m, wide * metres / wide_m]
    slopes = [*((slope * x).sum() for x in each), *(2 * np.diag(slope) @ own)]
    belief = (theta - guess) / BELIEF
    cost = 0.5 * values @ weights + half + 0.5 * (belief**2).sum()
    return float(cost), np.array(slopes) + belief / BELIEF
