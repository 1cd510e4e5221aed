"""A Gaussian process for few places: a ridge regression whose residuals are alike nearby.

It is universal kriging with a prior on the coefficients (Rasmussen and Williams, "Gaussian
Processes for Machine Learning", 2006, sections 2.2 and 2.7; Cressie, "Statistics for Spatial Data",
1993, section 3.4). How wide the priors are is what makes the observed values most likely.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.spatial.distance import cdist

from ...utils.arrays import FloatArray

#: First guesses of the standard deviations of the coefficients, of the near and the wide residuals,
#: and of what is left; and of the distances at which residuals are alike, metres.
DEVIATIONS, RANGES_M = (0.3, 0.2, 0.2, 0.2), (300.0, 1500.0)
#: Weak beliefs in these guesses, as standard deviations of their logarithms.
BELIEF = 1.0
#: Steps of the search.
STEPS = 60


@dataclass(frozen=True)
class Sites:
    """Places with what is known of them.

    Attributes:
        features: ``(n, k)`` of about unit size; the first is one, and its coefficient is free.
        points: ``(n, 2)`` metres.
        noise: ``(n,)`` variances of the values by chance, relative to the others.
    """

    features: FloatArray
    points: FloatArray
    noise: FloatArray

    def take(self, rows: object) -> Sites:
        """The chosen places."""
        return Sites(self.features[rows], self.points[rows], self.noise[rows])  # type: ignore[index]


#: Standard deviation of a free coefficient.
FREE = 10.0


def _kernel(a: Sites, b: Sites, theta: FloatArray) -> FloatArray:
    ridge, near, wide, _, near_m, wide_m, _ = np.exp(theta)
    distance = cdist(a.points, b.points)
    linear = FREE**2 + ridge**2 * (a.features @ b.features.T)
    return np.asarray(
        linear + near**2 * np.exp(-distance / near_m) + wide**2 * np.exp(-distance / wide_m)
    )


def _own(sites: Sites, theta: FloatArray) -> FloatArray:
    """Variances that a place shares with no other."""
    return np.asarray(np.exp(2 * theta[3]) + np.exp(2 * theta[6]) * sites.noise)


@dataclass(frozen=True)
class Kriging:
    """A fitted process."""

    sites: Sites
    theta: FloatArray
    factor: tuple[FloatArray, bool]
    weights: FloatArray

    @classmethod
    def fit(cls, sites: Sites, values: FloatArray) -> Kriging:
        """Of values ``(n,)`` at places."""
        start = np.log([*DEVIATIONS, *RANGES_M, 1.0])

        def cost(theta: FloatArray) -> float:
            covariance = _kernel(sites, sites, theta) + np.diag(_own(sites, theta))
            try:
                factor = cho_factor(covariance, lower=True)
            except np.linalg.LinAlgError:
                return 1e9
            fit = 0.5 * values @ cho_solve(factor, values) + np.log(np.diag(factor[0])).sum()
            return float(fit + 0.5 * (((theta - start) / BELIEF) ** 2).sum())

        theta = minimize(cost, start, method="L-BFGS-B", options={"maxiter": STEPS}).x
        covariance = _kernel(sites, sites, theta) + np.diag(_own(sites, theta))
        factor = cho_factor(covariance, lower=True)
        return cls(sites, theta, factor, cho_solve(factor, values))

    def predict(self, sites: Sites) -> tuple[FloatArray, FloatArray]:
        """Means and standard deviations ``(m,)`` of the values at other places."""
        across = _kernel(sites, self.sites, self.theta)
        mean = across @ self.weights
        ridge, near, wide = np.exp(self.theta[:3])
        prior = FREE**2 + ridge**2 * (sites.features**2).sum(1) + near**2 + wide**2
        known = (across * cho_solve(self.factor, across.T).T).sum(1)
        variance = prior - known + _own(sites, self.theta)
        return mean, np.sqrt(np.maximum(variance, 1e-6))
