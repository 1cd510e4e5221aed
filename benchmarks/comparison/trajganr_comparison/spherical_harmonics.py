"""Real spherical harmonics as SatCLIP uses them, in float64 and by recurrence.

Rußwurm et al., "Geographic Location Encoding with Spherical Harmonics and Sinusoidal
Representation Networks" (ICLR 2024). Weights only fit the features on which they were trained, and
the published code computes these in two ways:

- ``analytic``: without the Condon-Shortley sign, and orders of 0 are π times too large;
- ``closed-form``: orthonormal, with the sign (-1)^m.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

CALCULATIONS = ("analytic", "closed-form")


def spherical_harmonics(lon_lat: Tensor, degrees: int, calculation: str) -> Tensor:
    """All harmonics of degree l < L, sorted by degree and then by order -l … l.

    Args:
        lon_lat: ``(n, 2)`` degrees, float64: at degree 39, streets differ in the sixth digit.
        degrees: L, the number of degrees.
        calculation: one of :data:`CALCULATIONS`.

    Returns:
        ``(n, L²)``, float64.
    """
    # The published code measures both angles from the south pole and 180° W.
    azimuth = torch.deg2rad(lon_lat[:, 0] + 180)
    colatitude = torch.deg2rad(lon_lat[:, 1] + 90)
    orders = torch.arange(degrees, dtype=torch.float64, device=lon_lat.device)
    phase = azimuth[:, None] * orders
    sines, cosines = math.sqrt(2) * phase.sin(), math.sqrt(2) * phase.cos()
    cosines[:, 0] = math.pi if calculation == "analytic" else 1.0
    if calculation == "closed-form":
        signs = 1 - 2 * (orders % 2)
        sines, cosines = signs * sines, signs * cosines
    columns = []
    for degree, legendre in enumerate(_legendre(colatitude, degrees)):
        negative = legendre[:, 1:] * sines[:, 1 : degree + 1]
        columns += [negative.flip(1), legendre * cosines[:, : degree + 1]]
    return torch.cat(columns, dim=1)


def _legendre(colatitude: Tensor, degrees: int) -> list[Tensor]:
    """Orthonormal associated Legendre functions of each degree l: ``(n, l + 1)``, order 0 first.

    The usual recurrence over the degree is stable. The published code expands polynomials instead,
    whose terms cancel at high degrees.
    """
    x, sine = colatitude.cos()[:, None], colatitude.sin()[:, None]
    rows = [torch.full_like(x, math.sqrt(1 / (4 * math.pi)))]
    for l in range(1, degrees):  # noqa: E741 (the field's own symbol)
        m = torch.arange(l - 1, dtype=torch.float64, device=x.device)
        highest = math.sqrt((2 * l + 1) / (2 * l)) * sine * rows[-1][:, -1:]
        second = math.sqrt(2 * l + 1) * x * rows[-1][:, -1:]
        lower = rows[-1][:, :0]
        if l > 1:
            scale = ((4 * l**2 - 1) / (l**2 - m**2)).sqrt()
            back = (((l - 1) ** 2 - m**2) / (4 * (l - 1) ** 2 - 1)).sqrt()
            lower = scale * (x * rows[-1][:, : l - 1] - back * rows[-2])
        rows.append(torch.cat([lower, second, highest], dim=1))
    return rows
