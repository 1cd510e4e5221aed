"""Draw street-view pictures in perspective from the attributes of a road and its surroundings.

The camera looks along the road from the right-hand lane. In the scene, ``x`` runs to the right of
the road's centre line, ``y`` up and ``z`` ahead of the camera, all in metres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from furniture import (
    GREEN,
    PLACE_SIGNS,
    RED,
    boat,
    car,
    guard_rail,
    lamp_post,
    signals,
    speed_sign,
    tree,
)
from houses import BUILDINGS, House
from perspective import FAR_M, HEIGHT, HORIZON, NEAR_M, WIDTH, Canvas, mix, shade
from PIL import Image, ImageDraw, ImageFilter

ASPHALT, SETTS, MARKING = (92, 94, 99), (128, 120, 112), (238, 238, 232)
KERB, PAVING, YARD = (168, 166, 160), (186, 181, 172), (158, 154, 142)
GRASS, WATER = (116, 150, 84), (86, 132, 160)
BOAT_COLOURS = ((236, 236, 232), (60, 88, 130), (170, 60, 52))
SIGN_COLOURS = ((206, 60, 56), (44, 104, 168), (232, 170, 48), (40, 130, 110), (130, 70, 140))
CAR_COLOURS = ((196, 58, 52), (52, 88, 140), (230, 230, 228), (60, 62, 68), (150, 154, 160),
               (208, 168, 62), (74, 116, 92))  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A point of interest: category, side (-1 left, 1 right) and distance ahead in metres."""

    category: str
    side: int
    ahead_m: float


@dataclass(frozen=True)
class Scene:
    """Attributes of the road at the camera.

    Attributes:
        district, highway, maxspeed, oneway: attributes of the road; ``lanes`` is per direction.
        junction_m: distance ahead to the next junction.
        signal: whether that junction has traffic signals.
        traffic: vehicles per km of lane in the picture's hour.
        places: points of interest beside the road, ahead of the camera.
    """

    district: str
    highway: str
    maxspeed: int
    lanes: int
    oneway: bool
    junction_m: float
    signal: bool
    traffic: float
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Layout:
    """The cross-section of a street, metres from its centre line."""

    lane: float
    left: float
    right: float
    parking: float
    sidewalk: float
    camera_x: float

    def edge(self, side: int) -> float:
        """The edge of the roadway on one side, including parking."""
        return (self.right + self.parking) if side > 0 else (self.left - self.parking)


def _layout(scene: Scene) -> Layout:
    lane = {"trunk": 3.6, "primary": 3.4, "secondary": 3.4}.get(scene.highway, 3.1)
    half = lane * (max(0.6, scene.lanes / 2) if scene.oneway else scene.lanes)
    parks = scene.maxspeed <= 50 and scene.lanes == 1 and scene.district not in ("park", "industry")
    sidewalk = {"trunk": 0.0, "unclassified": 1.2}.get(scene.highway, 2.4)
    return Layout(
        lane,
        -half,
        half,
        2.1 if parks else 0.0,
        sidewalk,
        0.0 if scene.oneway else half - lane / 2,
    )


class Painter:
    """Paints one scene, from far objects to near ones."""

    def __init__(self, scene: Scene, rng: np.random.Generator) -> None:
        self.scene, self.rng, self.layout = scene, rng, _layout(scene)
        self.haze = mix((214, 226, 236), (236, 228, 214), float(rng.random()))
        self.canvas = Canvas(self.layout.camera_x, self.haze)
        self.sun_side = int(rng.choice([-1, 1]))
        self.things: list[tuple[float, Callable[[], None]]] = []

    def paint(self) -> Image.Image:
        self._sky()
        self._grounds()
        self._roadway()
        for side in (-1, 1):
            self._buildings(side)
            self._trees(side)
            self._lamps(side)
            self._parked_cars(side)
        self._places()
        self._signals()
        self._speed_sign()
        self._traffic()
        for _, thing in sorted(self.things, key=lambda item: -item[0]):
            thing()
        return self.canvas.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    def _later(self, z: float, draw: Callable[..., None], *where: Any) -> None:
        """Queue an object, to be drawn in order of distance."""
        self.things.append((z, partial(draw, self.canvas, *where)))

    def _in_junction(self, z: float, margin: float = 0.0) -> bool:
        start = self.scene.junction_m
        return start - margin <= z <= start + 13 + margin

    def _sky(self) -> None:
        canvas, rng = self.canvas, self.rng
        horizon = int(HORIZON * canvas.height) + 1
        top = mix((92, 148, 208), (150, 176, 202), float(rng.random()))
        for v in range(horizon):
            canvas.draw.line(
                [(0, v), (canvas.width, v)], fill=mix(top, self.haze, (v / horizon) ** 1.3)
            )
        clouds = Image.new("L", canvas.image.size)
        pen = ImageDraw.Draw(clouds)
        for _ in range(int(rng.integers(2, 6))):
            x, y = rng.random() * canvas.width, rng.random() * horizon * 0.6
            for _ in range(7):
                u, w, r = x + rng.normal(0, 42), y + rng.normal(0, 7), rng.uniform(14, 34)
                pen.ellipse([u - 2 * r, w - r / 2, u + 2 * r, w + r / 2], fill=150)
        canvas.image.paste((252, 252, 250), mask=clouds.filter(ImageFilter.GaussianBlur(9)))
        canvas.draw.rectangle([0, horizon - 1, canvas.width, canvas.height], fill=self.haze)

    def _grounds(self) -> None:
        green = self.scene.district in ("park", "residential", "hospital", "school") or (
            self.scene.highway == "trunk"
        )
        base = YARD if self.scene.district == "industry" else PAVING
        self.canvas.ground(-260, 260, NEAR_M, FAR_M, GRASS if green else base)
        if self._water_side():
            quay = self.layout.edge(-1) - self.layout.sidewalk - 3
            self.canvas.ground(-400, quay, NEAR_M, FAR_M, WATER)
            for z in (30, 45, 70, 110):
                self.canvas.ground(-300, quay - 6, z, z + 1.2, shade(WATER, 1.12))

    def _water_side(self) -> bool:
        return self.scene.district == "harbour" and self.scene.highway == "tertiary"

    def _roadway(self) -> None:
        scene, layout, canvas = self.scene, self.layout, self.canvas
        near, far = NEAR_M, FAR_M
        for side in (-1, 1):
            kerb = layout.edge(side)
            if layout.sidewalk:
                a, b = sorted((kerb, kerb + side * layout.sidewalk))
                canvas.ground(a, b, near, far, PAVING, y=0.1)
                a, b = sorted((kerb, kerb + side * 0.25))
                canvas.ground(a, b, near, far, KERB, y=0.1)
        setts = scene.district == "old town" and scene.maxspeed == 30
        paving = SETTS if setts else ASPHALT
        canvas.ground(layout.edge(-1), layout.edge(1), near, far, paving)
        if layout.parking:
            for x0, x1 in ((layout.edge(-1), layout.left), (layout.right, layout.edge(1))):
                canvas.ground(x0, x1, near, far, shade(paving, 1.12))
        if scene.junction_m < FAR_M - 20:
            z = scene.junction_m
            canvas.ground(-200, 200, z, z + 12, ASPHALT, y=0.1)
            canvas.ground(layout.left, layout.right, z - 1, z + 13, paving, y=0.1)
        self._lines()

    def _lines(self) -> None:
        scene, layout = self.scene, self.layout
        marked = scene.highway != "residential"
        fast = scene.maxspeed >= 60
        if marked:
            for x in (layout.left + 0.2, layout.right - 0.2):
                self._line(x, 0.14)
            if not scene.oneway:
                if scene.lanes > 1:
                    self._line(-0.15, 0.14)
                    self._line(0.15, 0.14)
                else:
                    self._line(0, 0.13, dash=3.0, gap=4.5)
            for x in self._between_lanes():
                self._line(x, 0.13, dash=4.0 if fast else 3.0, gap=6.0)
        if scene.highway == "trunk":
            self._barriers()
        if scene.junction_m < 110:
            self._crossing(scene.junction_m - 5)
            stop = scene.junction_m - 7
            self.canvas.ground(
                0 if not scene.oneway else layout.left, layout.right, stop, stop + 0.5, MARKING
            )

    def _between_lanes(self) -> list[float]:
        """The boundaries between lanes of the same direction."""
        lanes, lane = self.scene.lanes, self.layout.lane
        if self.scene.oneway:
            return [(k - lanes / 2) * lane for k in range(1, lanes)]
        return [side * k * lane for k in range(1, lanes) for side in (-1, 1)]

    def _line(self, x: float, width: float, dash: float = 0.0, gap: float = 0.0) -> None:
        if not dash:
            self.canvas.ground(
                x - width / 2, x + width / 2, NEAR_M, min(self.scene.junction_m, 140), MARKING
            )
            return
        for z in np.arange(self.rng.uniform(0, dash + gap), 130, dash + gap):
            if not self._in_junction(z, 4):
                self.canvas.ground(x - width / 2, x + width / 2, z, z + dash, MARKING)

    def _crossing(self, z: float) -> None:
        if self.scene.highway == "trunk" and not self.scene.signal:
            return
        for x in np.arange(self.layout.edge(-1) + 0.3, self.layout.edge(1) - 0.3, 1.1):
            self.canvas.ground(x, x + 0.55, z, z + 3, MARKING)

    def _barriers(self) -> None:
        for x in (self.layout.left - 0.9, self.layout.right + 0.9):
            for z in np.arange(0, 110, 8.0):
                if not self._in_junction(z, 9):
                    self._later(z + 4, guard_rail, x, z)

    def _buildings(self, side: int) -> None:
        scene, rng, layout = self.scene, self.rng, self.layout
        style = BUILDINGS[scene.district]
        if style.kind == "none" or (side < 0 and self._water_side()):
            return
        verge = 16.0 if scene.highway == "trunk" else 0.0
        z = float(rng.uniform(-20, -2))
        while z < FAR_M:
            width = float(rng.uniform(*style.width))
            wall = style.walls[int(rng.integers(len(style.walls)))]
            storeys = int(rng.integers(style.storeys[0], style.storeys[1] + 1))
            front = layout.edge(side) + side * (
                layout.sidewalk + verge + rng.uniform(*style.setback)
            )
            if not (
                self._in_junction(z)
                or self._in_junction(z + width)
                or z < scene.junction_m < z + width
            ):
                house = House(style.kind, side, front, z, z + width, storeys, wall,
                              side != self.sun_side, self.rng.random(64))  # fmt: skip
                self._later(z + width / 2, house.draw)
            z += width + float(rng.uniform(*style.gap))

    def _trees(self, side: int) -> None:
        scene, rng, layout = self.scene, self.rng, self.layout
        density = BUILDINGS[scene.district].trees * (1.2 if scene.highway == "trunk" else 1.0)
        if side < 0 and self._water_side():
            self._boats()
            return
        count = int(rng.poisson(density * 17))
        for z in sorted(rng.uniform(5, 150, count)):
            if self._in_junction(z, 3):
                continue
            kerb = layout.edge(side) + side * (layout.sidewalk + 0.6)
            deep = scene.district == "park" or scene.highway == "trunk"
            x = kerb + side * (
                float(rng.exponential(9)) + 2.5 if deep else float(rng.uniform(0, 2.2))
            )
            height, tone = float(rng.uniform(4.5, 8.5)), float(rng.random())
            self._later(z, tree, x, z, height, tone, rng.normal(0, 1, (9, 2)))

    def _boats(self) -> None:
        quay = self.layout.edge(-1) - self.layout.sidewalk - 3

        for z in np.arange(14, 130, 9.0):
            colour = BOAT_COLOURS[int(self.rng.integers(len(BOAT_COLOURS)))]
            self._later(z, boat, quay - float(self.rng.uniform(4, 16)), z, colour)
        for z in np.arange(4, 110, 3.0):
            self._later(z, Canvas.post, quay, z, 1.0, 0.08, (120, 124, 128))

    def _lamps(self, side: int) -> None:
        spacing = 38.0 if self.scene.maxspeed >= 60 else 27.0
        height = 9.0 if self.scene.maxspeed >= 60 else 5.5
        x = self.layout.edge(side) + side * (0.7 if self.layout.sidewalk else 1.8)

        for z in np.arange(float(self.rng.uniform(7, 7 + spacing)), 130, spacing):
            if not self._in_junction(z, 1):
                self._later(z, lamp_post, x, z, side, height)

    def _parked_cars(self, side: int) -> None:
        if not self.layout.parking:
            return
        filled = {"old town": 0.6, "shopping": 0.8, "business": 0.7, "residential": 0.4}.get(
            self.scene.district, 0.45
        )
        x = self.layout.edge(side) - side * 1.05
        for z in np.arange(
            float(self.rng.uniform(6, 11)), min(self.scene.junction_m - 12, 120), 6.2
        ):
            if self.rng.random() < filled:
                self._car(x, z, away=side > 0 or self.scene.oneway)

    def _car(self, x: float, z: float, away: bool) -> None:
        colour = CAR_COLOURS[int(self.rng.integers(len(CAR_COLOURS)))]
        self._later(z, car, x, z, colour, away)

    def _traffic(self) -> None:
        scene, rng, layout = self.scene, self.rng, self.layout
        directions = (1,) if scene.oneway else (1, -1)
        spacing = 1000 / max(scene.traffic, 1.0)
        for direction in directions:
            for k in range(scene.lanes):
                from_middle = k - (scene.lanes - 1) / 2 if scene.oneway else direction * (k + 0.5)
                x = from_middle * layout.lane
                own = abs(x - layout.camera_x) < 1
                z = 9.0 + float(rng.exponential(spacing)) + (2 if own else 0)
                while z < 130:
                    if not (own and z < 10):
                        self._car(x, z, away=direction > 0)
                    z += 6.5 + float(rng.exponential(spacing))

    def _signals(self) -> None:
        scene, layout = self.scene, self.layout
        if not scene.signal or scene.junction_m > 110:
            return
        over = []
        if scene.maxspeed >= 50 and not scene.oneway:
            over = [layout.lane * (k + 0.5) for k in reversed(range(scene.lanes))]
        lit = (RED, GREEN)[int(self.rng.integers(2))]
        z = scene.junction_m - 3
        self._later(z, signals, layout.edge(1) + 0.5, z, over, lit)

    def _speed_sign(self) -> None:
        z = float(self.rng.uniform(13, 22))
        if self._in_junction(z, 2):
            return
        x = self.layout.edge(1) + (0.8 if self.layout.sidewalk else 1.6)
        self._later(z, speed_sign, x, z, self.scene.maxspeed)

    def _places(self) -> None:
        for place in self.scene.places:
            z = max(place.ahead_m, 6.0 + float(self.rng.uniform(0, 3)))
            if z < 100 and not self._in_junction(z, 5):
                front = self.layout.edge(place.side) + place.side * (self.layout.sidewalk + 0.3)
                tint = SIGN_COLOURS[int(self.rng.integers(len(SIGN_COLOURS)))]
                self._later(z - 3.2, PLACE_SIGNS[place.category], front, z, place.side, tint)


def paint_scene(scene: Scene, rng: np.random.Generator) -> Image.Image:
    """Draw the scene: an RGB picture of ``WIDTH`` by ``HEIGHT`` pixels."""
    return Painter(scene, rng).paint()
