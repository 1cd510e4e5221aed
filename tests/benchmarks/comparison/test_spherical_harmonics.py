"""Spherical harmonics are SciPy's, in both ways that SatCLIP's published code computes them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.special import sph_harm_y

from trajganr_comparison.spherical_harmonics import CALCULATIONS, spherical_harmonics

FloatArray = np.ndarray


def reference(lon_lat: FloatArray, degrees: int, calculation: str) -> FloatArray:
    """Real harmonics from SciPy's complex ones, which carry the Condon-Shortley sign."""
    theta, phi = np.radians(lon_lat[:, 1] + 90), np.radians(lon_lat[:, 0] + 180)
    columns = []
    for degree in range(degrees):
        for order in range(-degree, degree + 1):
            complex_one = sph_harm_y(degree, abs(order), theta, phi)
            sign = (-1.0) ** order if calculation == "analytic" else 1.0
            if order == 0:
                scale = np.pi if calculation == "analytic" else 1.0
                columns.append(scale * complex_one.real)
            else:
                part = complex_one.real if order > 0 else complex_one.imag
                columns.append(sign * np.sqrt(2) * part)
    return np.stack(columns, axis=1)


@pytest.mark.parametrize("calculation", CALCULATIONS)
@pytest.mark.parametrize("degrees", [1, 2, 10, 40])
def test_harmonics_equal_those_of_scipy(degrees: int, calculation: str) -> None:
    rng = np.random.default_rng(0)
    lon_lat = np.column_stack([rng.uniform(-180, 180, 50), rng.uniform(-90, 90, 50)])
    lon_lat[:2] = [[0, 90], [0, -90]]
    values = spherical_harmonics(torch.from_numpy(lon_lat), degrees, calculation)
    assert values.shape == (50, degrees**2) and values.dtype == torch.float64
    np.testing.assert_allclose(values.numpy(), reference(lon_lat, degrees, calculation), atol=1e-10)


def test_the_first_harmonics_equal_those_of_the_published_code() -> None:
    """Its formulas, as it prints them, for degrees 0 and 1 of ``analytic``."""
    lon, lat = -8.62, 41.15
    theta, phi = np.radians(lat + 90), np.radians(lon + 180)
    expected = [
        0.886226925452758,
        0.48860251190292 * np.sin(theta) * np.sin(phi),
        1.53499006191973 * np.cos(theta),
        0.48860251190292 * np.sin(theta) * np.cos(phi),
    ]
    place = torch.tensor([[lon, lat]], dtype=torch.float64)
    np.testing.assert_allclose(spherical_harmonics(place, 2, "analytic")[0], expected, rtol=1e-12)


def test_harmonics_of_degree_39_differ_between_streets() -> None:
    places = torch.tensor([[-8.62, 41.15], [-8.6199, 41.15]], dtype=torch.float64)
    here, ten_metres_on = spherical_harmonics(places, 40, "analytic")
    assert (here - ten_metres_on).abs().max() > 1e-6
