"""Perspective drawing: projects metres in front of a camera to pixels, with haze over distance.

``x`` runs to the right of the road's centre line, ``y`` up and ``z`` ahead of the camera, metres.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point3 = tuple[float, float, float]

WIDTH, HEIGHT, SUPERSAMPLING = 224, 168, 3
CAMERA_HEIGHT_M = 2.1
NEAR_M, FAR_M = 2.2, 190.0
FOCAL, HORIZON = 0.66, 0.47  # shares of the picture's width and height
HAZE_M = 210.0


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """The linear mix of two colours; ``share`` is the weight of the second."""
    r, g, bl = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return r, g, bl


def shade(colour: Colour, factor: float) -> Colour:
    """The colour with its brightness scaled."""
    r, g, b = (int(np.clip(c * factor, 0, 255)) for c in colour)
    return r, g, b


class Canvas:
    """Draws polygons of the scene in perspective, with haze over distance."""

    def __init__(self, camera_x: float, haze: Colour) -> None:
        self.width, self.height = WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING
        self.image = Image.new("RGB", (self.width, self.height))
        self.draw = ImageDraw.Draw(self.image)
        self.camera_x, self.haze = camera_x, haze

    def project(self, point: Point3) -> tuple[float, float]:
        """The pixel of a point farther away than ``NEAR_M``."""
        x, y, z = point
        scale = FOCAL * self.width / z
        u = self.width / 2 + (x - self.camera_x) * scale
        return u, HORIZON * self.height + (CAMERA_HEIGHT_M - y) * scale

    def scale(self, z: float) -> float:
        """Pixels per metre at a distance."""
        return FOCAL * self.width / z

    def hazed(self, colour: Colour, z: float) -> Colour:
        """The colour as seen through the haze."""
        return mix(colour, self.haze, 1 - float(np.exp(-max(z, 0) / HAZE_M)))

    def polygon(self, points: Sequence[Point3], colour: Colour) -> None:
        """A flat polygon, clipped at ``NEAR_M``."""
        clipped = _clip_near(points)
        if len(clipped) >= 3:
            z = sum(p[2] for p in clipped) / len(clipped)
            self.draw.polygon([self.project(p) for p in clipped], fill=self.hazed(colour, z))

    def ground(
        self, x0: float, x1: float, z0: float, z1: float, colour: Colour, y: float = 0
    ) -> None:
        """A horizontal rectangle, divided along z so that haze increases with distance."""
        cuts = np.unique(np.clip([z0, 4, 8, 14, 22, 34, 50, 75, 110, 150, z1], z0, z1))
        for near, far in pairwise(cuts):
            self.polygon([(x0, y, near), (x1, y, near), (x1, y, far), (x0, y, far)], colour)

    def disc(self, centre: Point3, radius_m: float, colour: Colour) -> None:
        """A disc that faces the camera."""
        if centre[2] <= NEAR_M:
            return
        (u, v), r = self.project(centre), radius_m * self.scale(centre[2])
        self.draw.ellipse([u - r, v - r, u + r, v + r], fill=self.hazed(colour, centre[2]))

    def board(self, x0: float, x1: float, y0: float, y1: float, z: float, colour: Colour) -> None:
        """An upright rectangle that faces the camera."""
        self.polygon([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)], colour)

    def wall(self, x: float, z0: float, z1: float, y0: float, y1: float, colour: Colour) -> None:
        """An upright rectangle along the road."""
        self.polygon([(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)], colour)

    def post(self, x: float, z: float, height: float, thickness: float, colour: Colour) -> None:
        """A thin vertical post on the ground."""
        self.board(x - thickness / 2, x + thickness / 2, 0, height, z, colour)


def _clip_near(points: Sequence[Point3]) -> list[Point3]:
    kept: list[Point3] = []
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if a[2] >= NEAR_M:
            kept.append(a)
        if (a[2] < NEAR_M) != (b[2] < NEAR_M):
            t = (NEAR_M - a[2]) / (b[2] - a[2])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAR_M))
    return kept
