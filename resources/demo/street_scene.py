"""Street-view pictures drawn in perspective from what is true of a road and its surroundings.

The camera looks along the road from the right-hand lane. In the scene, ``x`` runs to the right of
the road's centre line, ``y`` up and ``z`` ahead of the camera, all in metres.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Colour = tuple[int, int, int]
Point3 = tuple[float, float, float]

WIDTH, HEIGHT, SUPERSAMPLING = 224, 168, 3
CAMERA_HEIGHT_M = 2.1
NEAR_M, FAR_M = 2.2, 190.0
FOCAL, HORIZON = 0.66, 0.47  # shares of the picture's width and height
HAZE_M = 210.0

ASPHALT, MARKING, KERB, PAVING = (92, 94, 99), (238, 238, 232), (168, 166, 160), (186, 181, 172)
GRASS, WATER, DARK, GLASS = (116, 150, 84), (86, 132, 160), (44, 46, 52), (104, 132, 152)
CAR_COLOURS = ((196, 58, 52), (52, 88, 140), (230, 230, 228), (60, 62, 68), (150, 154, 160),
               (208, 168, 62), (74, 116, 92))  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A place along the road: its category, side (-1 left, 1 right) and distance ahead, metres."""

    category: str
    side: int
    ahead_m: float


@dataclass(frozen=True)
class Scene:
    """What is true of the road at the camera.

    Attributes:
        district, highway, maxspeed, oneway: of the road; ``lanes`` is per direction.
        junction_m: distance ahead to the next junction.
        signal: whether signals stand there.
        traffic: vehicles per km of lane in the picture's hour.
        places: places beside the road, ahead of the camera.
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
class Buildings:
    """How a district is built: ranges in metres and storeys; ``gap`` lies between two houses."""

    kind: str
    storeys: tuple[int, int]
    width: tuple[float, float]
    gap: tuple[float, float]
    setback: tuple[float, float]
    walls: tuple[Colour, ...]
    trees: float


BUILDINGS = {
    "old town": Buildings("shuttered", (3, 4), (8, 13), (0, 0), (0, 0.6),
        ((226, 196, 146), (214, 160, 120), (232, 216, 186), (196, 204, 200), (222, 178, 128)), 0.1),
    "shopping": Buildings("block", (4, 6), (13, 20), (0, 1), (0, 1),
        ((206, 198, 188), (186, 176, 170), (222, 214, 200), (168, 150, 140)), 0.35),
    "business": Buildings("glass", (7, 13), (20, 30), (4, 10), (2, 5),
        ((120, 150, 172), (142, 166, 180), (104, 134, 160)), 0.4),
    "hospital": Buildings("bands", (5, 7), (28, 42), (8, 16), (6, 10),
        ((240, 240, 238), (228, 234, 238)), 0.5),
    "school": Buildings("brick", (2, 3), (26, 38), (8, 14), (6, 10),
        ((176, 104, 82), (186, 118, 90)), 0.7),
    "park": Buildings("none", (1, 1), (10, 10), (10, 10), (10, 10), ((200, 200, 200),), 2.6),
    "station": Buildings("block", (4, 5), (18, 26), (1, 5), (1, 3),
        ((190, 186, 182), (204, 190, 172), (172, 178, 184)), 0.3),
    "harbour": Buildings("gabled", (2, 3), (7, 10), (0, 1.5), (0.5, 2),
        ((190, 84, 70), (232, 226, 214), (98, 134, 160), (226, 188, 96)), 0.1),
    "industry": Buildings("shed", (2, 3), (32, 48), (8, 18), (8, 14),
        ((150, 160, 168), (176, 172, 160), (120, 142, 156)), 0.15),
    "residential": Buildings("house", (2, 2), (9, 12), (5, 9), (5, 8),
        ((234, 222, 200), (214, 186, 160), (222, 226, 222), (196, 150, 122)), 0.9),
}  # fmt: skip


def _mix(a: Colour, b: Colour, share: float) -> Colour:
    r, g, bl = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return r, g, bl


def _shade(colour: Colour, factor: float) -> Colour:
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
        """The pixel of a point that lies beyond ``NEAR_M``."""
        x, y, z = point
        scale = FOCAL * self.width / z
        u = self.width / 2 + (x - self.camera_x) * scale
        return u, HORIZON * self.height + (CAMERA_HEIGHT_M - y) * scale

    def scale(self, z: float) -> float:
        """Pixels per metre at a distance."""
        return FOCAL * self.width / z

    def hazed(self, colour: Colour, z: float) -> Colour:
        return _mix(colour, self.haze, 1 - float(np.exp(-max(z, 0) / HAZE_M)))

    def polygon(self, points: Sequence[Point3], colour: Colour) -> None:
        clipped = _clip_near(points)
        if len(clipped) >= 3:
            z = sum(p[2] for p in clipped) / len(clipped)
            self.draw.polygon([self.project(p) for p in clipped], fill=self.hazed(colour, z))

    def ground(
        self, x0: float, x1: float, z0: float, z1: float, colour: Colour, y: float = 0
    ) -> None:
        """A flat rectangle, cut along z so that haze deepens with distance."""
        cuts = np.unique(np.clip([z0, 4, 8, 14, 22, 34, 50, 75, 110, 150, z1], z0, z1))
        for near, far in zip(cuts[:-1], cuts[1:], strict=True):
            self.polygon([(x0, y, near), (x1, y, near), (x1, y, far), (x0, y, far)], colour)

    def disc(self, centre: Point3, radius_m: float, colour: Colour) -> None:
        if centre[2] <= NEAR_M:
            return
        (u, v), r = self.project(centre), radius_m * self.scale(centre[2])
        self.draw.ellipse([u - r, v - r, u + r, v + r], fill=self.hazed(colour, centre[2]))

    def post(self, x: float, z: float, height: float, thickness: float, colour: Colour) -> None:
        half = thickness / 2
        self.polygon(
            [(x - half, 0, z), (x + half, 0, z), (x + half, height, z), (x - half, height, z)],
            colour,
        )


def _clip_near(points: Sequence[Point3]) -> list[Point3]:
    kept: list[Point3] = []
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if a[2] >= NEAR_M:
            kept.append(a)
        if (a[2] < NEAR_M) != (b[2] < NEAR_M):
            t = (NEAR_M - a[2]) / (b[2] - a[2])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAR_M))
    return kept


@dataclass(frozen=True)
class Layout:
    """Where the parts of the street lie across it, metres from its centre line."""

    lane: float
    left: float
    right: float
    parking: float
    sidewalk: float
    camera_x: float

    def edge(self, side: int) -> float:
        """Where the roadway ends on that side, parking included."""
        return (self.right + self.parking) if side > 0 else (self.left - self.parking)


def _layout(scene: Scene) -> Layout:
    lane = {"trunk": 3.6, "primary": 3.4, "secondary": 3.4}.get(scene.highway, 3.1)
    half = lane * scene.lanes
    left, right = (-lane * 0.6, lane * 0.6) if scene.oneway else (-half, half)
    parks = scene.maxspeed <= 50 and scene.lanes == 1 and scene.district not in ("park", "industry")
    sidewalk = {"trunk": 0.0, "unclassified": 1.2}.get(scene.highway, 2.4)
    return Layout(
        lane,
        left,
        right,
        2.1 if parks else 0.0,
        sidewalk,
        0.0 if scene.oneway else right - lane / 2,
    )


class Painter:
    """Paints one scene; near things are painted after far ones."""

    def __init__(self, scene: Scene, rng: np.random.Generator) -> None:
        self.scene, self.rng, self.layout = scene, rng, _layout(scene)
        self.haze = _mix((214, 226, 236), (236, 228, 214), float(rng.random()))
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

    def _later(self, z: float, thing: Callable[[], None]) -> None:
        self.things.append((z, thing))

    def _in_junction(self, z: float, margin: float = 0.0) -> bool:
        start = self.scene.junction_m
        return start - margin <= z <= start + 13 + margin

    def _sky(self) -> None:
        canvas, rng = self.canvas, self.rng
        horizon = int(HORIZON * canvas.height) + 1
        top = _mix((92, 148, 208), (150, 176, 202), float(rng.random()))
        for v in range(horizon):
            canvas.draw.line(
                [(0, v), (canvas.width, v)], fill=_mix(top, self.haze, (v / horizon) ** 1.3)
            )
        clouds = Image.new("L", canvas.image.size)
        pen = ImageDraw.Draw(clouds)
        for _ in range(int(rng.integers(2, 6))):
            u, v = rng.random() * canvas.width, rng.random() * horizon * 0.6
            for _ in range(7):
                du, dv, r = rng.normal(0, 42), rng.normal(0, 7), rng.uniform(14, 34)
                pen.ellipse(
                    [u + du - 2 * r, v + dv - r / 2, u + du + 2 * r, v + dv + r / 2], fill=150
                )
        canvas.image.paste((252, 252, 250), mask=clouds.filter(ImageFilter.GaussianBlur(9)))
        canvas.draw.rectangle([0, horizon - 1, canvas.width, canvas.height], fill=self.haze)

    def _grounds(self) -> None:
        green = self.scene.district in ("park", "residential", "hospital", "school") or (
            self.scene.highway == "trunk"
        )
        base = {"industry": (158, 154, 142)}.get(self.scene.district, PAVING)
        self.canvas.ground(-260, 260, NEAR_M, FAR_M, GRASS if green else base)
        if self._water_side():
            quay = self.layout.edge(-1) - self.layout.sidewalk - 3
            self.canvas.ground(-400, quay, NEAR_M, FAR_M, WATER)
            for z in (30, 45, 70, 110):
                self.canvas.ground(-300, quay - 6, z, z + 1.2, _shade(WATER, 1.12))

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
        paving = (
            (128, 120, 112) if scene.district == "old town" and scene.maxspeed == 30 else ASPHALT
        )
        canvas.ground(layout.edge(-1), layout.edge(1), near, far, paving)
        if layout.parking:
            for x0, x1 in ((layout.edge(-1), layout.left), (layout.right, layout.edge(1))):
                canvas.ground(x0, x1, near, far, _shade(paving, 1.12))
        if scene.junction_m < FAR_M - 20:
            z = scene.junction_m
            canvas.ground(-200, 200, z, z + 12, ASPHALT, y=0.1)
            canvas.ground(layout.left, layout.right, z - 1, z + 13, paving, y=0.1)
        self._lines()

    def _lines(self) -> None:
        scene, layout = self.scene, self.layout
        marked = scene.highway not in ("residential",)
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
            for k in range(1, scene.lanes):
                for side in (-1, 1):
                    self._line(side * k * layout.lane, 0.13, dash=4.0 if fast else 3.0, gap=6.0)
        if scene.highway == "trunk":
            self._barriers()
        if scene.junction_m < 110:
            self._crossing(scene.junction_m - 5)
            stop = scene.junction_m - 7
            self.canvas.ground(
                0 if not scene.oneway else layout.left, layout.right, stop, stop + 0.5, MARKING
            )

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
        def rail(x: float, z: float) -> Callable[[], None]:
            def draw() -> None:
                self.canvas.polygon(
                    [(x, 0.45, z), (x, 0.85, z), (x, 0.85, z + 8), (x, 0.45, z + 8)],
                    (176, 180, 184),
                )
                self.canvas.post(x, z + 7.5, 0.6, 0.12, (130, 134, 138))

            return draw

        for x in (self.layout.left - 0.9, self.layout.right + 0.9):
            for z in np.arange(0, 110, 8.0):
                if not self._in_junction(z, 9):
                    self._later(z + 4, rail(x, z))

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
                self._later(
                    z + width / 2,
                    self._building(style.kind, side, front, z, z + width, storeys, wall),
                )
            z += width + float(rng.uniform(*style.gap))

    def _building(self, kind: str, side: int, x: float, z0: float, z1: float, storeys: int,
                  wall: Colour) -> Callable[[], None]:  # fmt: skip
        canvas = self.canvas
        storey_m = {"shed": 3.6, "glass": 3.4}.get(kind, 3.1)
        height = storeys * storey_m + (0.6 if kind != "shed" else 0)
        depth = 10.0 if kind in ("house", "gabled") else 14.0
        lit = 1.06 if side != self.sun_side else 0.84
        facade, end = _shade(wall, lit), _shade(wall, 0.92)
        back = x + side * depth
        tones = self.rng.random(64)

        def draw() -> None:
            if kind in ("house", "gabled"):
                self._gable(x, back, z0, z1, height, end, facade, side)
            else:
                canvas.polygon(
                    [(x, 0, z0), (back, 0, z0), (back, height, z0), (x, height, z0)], end
                )
            canvas.polygon([(x, 0, z0), (x, 0, z1), (x, height, z1), (x, height, z0)], facade)
            if max(z0, NEAR_M) < 120:
                self._facade(kind, x, z0, z1, storeys, storey_m, facade, tones)
                if kind not in ("house", "gabled"):
                    self._end_windows(kind, x, back, z0, storeys, storey_m, end)

        return draw

    def _gable(self, x: float, back: float, z0: float, z1: float, height: float, end: Colour,
               facade: Colour, side: int) -> None:  # fmt: skip
        canvas, ridge = self.canvas, height + 4.2
        middle = (x + back) / 2
        roof = _shade((150, 82, 64), 1.05 if side != self.sun_side else 0.85)
        canvas.polygon(
            [(x, 0, z0), (back, 0, z0), (back, height, z0), (middle, ridge, z0), (x, height, z0)],
            end,
        )
        canvas.polygon([(x - side * 0.4, height - 0.2, z0), (middle, ridge, z0), (middle, ridge, z1),
                        (x - side * 0.4, height - 0.2, z1)], roof)  # fmt: skip
        for bay in (0.28, 0.62):
            wx = x + (back - x) * bay
            self._front_window(wx, 1.0, 2.2, z0)
            self._front_window(wx, 4.0, 5.2, z0)

    def _front_window(self, x: float, y0: float, y1: float, z: float) -> None:
        self.canvas.polygon(
            [(x - 0.6, y0, z), (x + 0.6, y0, z), (x + 0.6, y1, z), (x - 0.6, y1, z)], GLASS
        )

    def _end_windows(self, kind: str, x: float, back: float, z: float, storeys: int, storey_m: float,
                     wall: Colour) -> None:  # fmt: skip
        if kind == "shed":
            return
        a, b = x + (back - x) * 0.08, x + (back - x) * 0.92
        glass = GLASS if kind != "glass" else _shade(wall, 0.8)
        for k in range(storeys):
            y = k * storey_m + 1.1
            self.canvas.polygon([(a, y, z), (b, y, z), (b, y + 1.4, z), (a, y + 1.4, z)], glass)

    def _pane(self, x: float, za: float, zb: float, y0: float, y1: float, colour: Colour) -> None:
        self.canvas.polygon([(x, y0, za), (x, y0, zb), (x, y1, zb), (x, y1, za)], colour)

    def _facade(self, kind: str, x: float, z0: float, z1: float, storeys: int, storey_m: float,
                wall: Colour, tones: np.ndarray) -> None:  # fmt: skip
        bay_m = {"glass": 3.2, "bands": 4.0, "brick": 3.6, "shed": 9.0}.get(kind, 2.7)
        bays = max(1, int((z1 - z0) // bay_m))
        bay = (z1 - z0) / bays
        if kind == "shed":
            self._shed(x, z0, z1, storeys * storey_m, bays, wall)
            return
        for k in range(storeys):
            y = k * storey_m
            shop = k == 0 and kind in ("shuttered", "block")
            if kind == "bands":
                self._pane(x, z0 + 0.8, z1 - 0.8, y + 1.1, y + 2.5, _shade(GLASS, 0.95))
                continue
            for b in range(bays):
                tone = 0.82 + 0.36 * float(tones[(7 * k + 13 * b) % 64])
                a, c = z0 + b * bay, z0 + (b + 1) * bay
                if kind == "glass":
                    self._pane(
                        x,
                        a + 0.12,
                        c - 0.12,
                        y + 0.35,
                        y + storey_m - 0.15,
                        _shade(wall, tone * 0.88),
                    )
                elif shop:
                    self._pane(x, a + 0.3, c - 0.3, 0.5, 2.5, _shade((72, 88, 98), tone))
                else:
                    m, w = (a + c) / 2, bay * (0.34 if kind == "brick" else 0.24)
                    self._pane(x, m - w, m + w, y + 0.95, y + 2.45, _shade(GLASS, tone * 0.85))
                    if kind == "shuttered":
                        for s in (m - w - 0.38, m + w):
                            self._pane(x, s, s + 0.38, y + 0.95, y + 2.45, (92, 116, 98))
        self._pane(
            x, z0, z1, storeys * storey_m + 0.25, storeys * storey_m + 0.6, _shade(wall, 0.78)
        )

    def _shed(self, x: float, z0: float, z1: float, height: float, bays: int, wall: Colour) -> None:
        for z in np.arange(z0, z1, 1.6):
            self._pane(x, z, z + 0.25, 0, height, _shade(wall, 0.9))
        self._pane(x, z0, z1, height - 0.9, height, _shade(wall, 0.72))
        step = (z1 - z0) / bays
        for b in range(bays):
            a = z0 + (b + 0.3) * step
            self._pane(x, a, a + 3.8, 0, 4.2, (206, 206, 200) if b % 2 else (84, 106, 128))

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
            deep = scene.district in ("park",) or scene.highway == "trunk"
            x = kerb + side * (
                float(rng.exponential(9)) + 2.5 if deep else float(rng.uniform(0, 2.2))
            )
            self._later(z, self._tree(x, z, float(rng.uniform(4.5, 8.5))))

    def _tree(self, x: float, z: float, height: float) -> Callable[[], None]:
        base = _mix((78, 118, 62), (112, 146, 74), float(self.rng.random()))
        blobs = self.rng.normal(0, 1, (9, 2))

        def draw() -> None:
            self.canvas.post(x, z, height * 0.5, 0.3, (98, 78, 62))
            for k, (dx, dy) in enumerate(blobs):
                light = 0.78 + 0.06 * k
                self.canvas.disc(
                    (x + dx * height * 0.11, height * 0.68 + (dy * 0.5 + (k - 4) * 0.12) * height * 0.12, z),
                    height * 0.19, _shade(base, light),
                )  # fmt: skip

        return draw

    def _boats(self) -> None:
        quay = self.layout.edge(-1) - self.layout.sidewalk - 3

        def boat(x: float, z: float, colour: Colour) -> Callable[[], None]:
            def draw() -> None:
                c = self.canvas
                c.polygon(
                    [(x - 3, 0.9, z), (x + 3, 0.9, z), (x + 2.2, 0, z), (x - 2.2, 0, z)], colour
                )
                c.polygon(
                    [(x - 1.2, 0.9, z), (x + 1.2, 0.9, z), (x + 0.9, 1.8, z), (x - 0.9, 1.8, z)],
                    (240, 240, 236),
                )
                c.post(x, z, 9.0, 0.16, (120, 104, 88))

            return draw

        for z in np.arange(14, 130, 9.0):
            colour = ((236, 236, 232), (60, 88, 130), (170, 60, 52))[int(self.rng.integers(3))]
            self._later(z, boat(quay - float(self.rng.uniform(4, 16)), z, colour))
        for z in np.arange(4, 110, 3.0):
            self._later(z, lambda z=z: self.canvas.post(quay, z, 1.0, 0.08, (120, 124, 128)))

    def _lamps(self, side: int) -> None:
        spacing = 38.0 if self.scene.maxspeed >= 60 else 27.0
        height = 9.0 if self.scene.maxspeed >= 60 else 5.5
        x = self.layout.edge(side) + side * (0.7 if self.layout.sidewalk else 1.8)

        def lamp(z: float) -> Callable[[], None]:
            def draw() -> None:
                self.canvas.post(x, z, height, 0.14, (92, 96, 102))
                a, b = sorted((x, x - side * 1.8))
                self.canvas.polygon(
                    [(a, height, z), (b, height, z), (b, height + 0.15, z), (a, height + 0.15, z)],
                    (92, 96, 102),
                )

            return draw

        for z in np.arange(float(self.rng.uniform(7, 7 + spacing)), 130, spacing):
            if not self._in_junction(z, 1):
                self._later(z, lamp(z))

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

    def _car(self, x: float, z: float, away: bool = True) -> None:
        colour = CAR_COLOURS[int(self.rng.integers(len(CAR_COLOURS)))]
        canvas, toward = self.canvas, 1 if x < self.layout.camera_x else -1

        def draw() -> None:
            side_x = x + toward * 0.88
            canvas.ground(x - 1.0, x + 1.0, z - 0.1, z + 4.4, (62, 63, 67))
            for wheel in (z + 0.8, z + 3.4):
                canvas.disc((side_x, 0.33, wheel), 0.33, DARK)
            canvas.polygon(
                [
                    (side_x, 0.3, z),
                    (side_x, 0.3, z + 4.2),
                    (side_x, 0.9, z + 4.2),
                    (side_x, 0.95, z),
                ],
                _shade(colour, 0.82),
            )
            canvas.polygon(
                [
                    (side_x, 0.92, z + 0.2),
                    (side_x, 0.9, z + 3.2),
                    (x + toward * 0.7, 1.45, z + 2.5),
                    (x + toward * 0.7, 1.45, z + 0.6),
                ],
                (66, 76, 86),
            )
            canvas.polygon(
                [
                    (x - 0.72, 1.45, z + 0.6),
                    (x + 0.72, 1.45, z + 0.6),
                    (x + 0.7, 1.45, z + 2.6),
                    (x - 0.7, 1.45, z + 2.6),
                ],
                _shade(colour, 1.12),
            )
            canvas.polygon(
                [(x - 0.88, 0.3, z), (x + 0.88, 0.3, z), (x + 0.88, 0.95, z), (x - 0.88, 0.95, z)],
                colour,
            )
            canvas.polygon(
                [
                    (x - 0.84, 0.95, z),
                    (x + 0.84, 0.95, z),
                    (x + 0.7, 1.45, z + 0.5),
                    (x - 0.7, 1.45, z + 0.5),
                ],
                (70, 84, 96),
            )
            for lx in (-0.68, 0.68):
                lamp = (206, 44, 40) if away else (250, 244, 214)
                canvas.polygon(
                    [
                        (x + lx - 0.17, 0.66, z),
                        (x + lx + 0.17, 0.66, z),
                        (x + lx + 0.17, 0.86, z),
                        (x + lx - 0.17, 0.86, z),
                    ],
                    lamp,
                )
            canvas.polygon(
                [(x - 0.88, 0.2, z), (x + 0.88, 0.2, z), (x + 0.88, 0.36, z), (x - 0.88, 0.36, z)],
                DARK,
            )

        self._later(z, draw)

    def _traffic(self) -> None:
        scene, rng, layout = self.scene, self.rng, self.layout
        directions = (1,) if scene.oneway else (1, -1)
        spacing = 1000 / max(scene.traffic, 1.0)
        for direction in directions:
            for k in range(scene.lanes):
                x = 0.0 if scene.oneway else direction * (k + 0.5) * layout.lane
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
        z = scene.junction_m - 3
        colour = ((222, 50, 44), (70, 190, 96))[int(self.rng.integers(2))]

        def head(x: float, y: float) -> None:
            c = self.canvas
            c.polygon(
                [
                    (x - 0.32, y, z),
                    (x + 0.32, y, z),
                    (x + 0.32, y + 1.6, z),
                    (x - 0.32, y + 1.6, z),
                ],
                (36, 38, 42),
            )
            for k, lamp in enumerate(((70, 190, 96), (236, 186, 60), (222, 50, 44))):
                c.disc((x, y + 0.32 + 0.48 * k, z), 0.19, lamp if lamp == colour else (66, 68, 72))

        def draw() -> None:
            pole = layout.edge(1) + 0.5
            self.canvas.post(pole, z, 5.6, 0.18, (86, 90, 96))
            head(pole, 2.6)
            if scene.maxspeed >= 50 and not scene.oneway:
                reach = layout.lane * (scene.lanes - 0.5)
                self.canvas.polygon(
                    [(reach, 5.5, z), (pole, 5.5, z), (pole, 5.65, z), (reach, 5.65, z)],
                    (86, 90, 96),
                )
                for k in range(scene.lanes):
                    head(layout.lane * (k + 0.5), 4.1)

        self._later(z, draw)

    def _speed_sign(self) -> None:
        z = float(self.rng.uniform(13, 22))
        if self._in_junction(z, 2):
            return
        x = self.layout.edge(1) + (0.8 if self.layout.sidewalk else 1.6)

        def draw() -> None:
            c, centre = self.canvas, (x, 2.6, z)
            c.post(x, z, 2.6, 0.09, (140, 144, 148))
            c.disc(centre, 0.62, (200, 40, 40))
            c.disc(centre, 0.47, (250, 250, 248))
            font = ImageFont.load_default(size=max(8, int(0.62 * c.scale(z))))
            c.draw.text(
                c.project(centre), str(self.scene.maxspeed), fill=DARK, font=font, anchor="mm"
            )

        self._later(z, draw)

    def _places(self) -> None:
        for place in self.scene.places:
            z = max(place.ahead_m, 6.0 + float(self.rng.uniform(0, 3)))
            if z < 100 and not self._in_junction(z, 5):
                front = self.layout.edge(place.side) + place.side * (self.layout.sidewalk + 0.3)
                self._later(z - 3.2, self._place(place.category, place.side, front, z))

    def _place(self, category: str, side: int, x: float, z: float) -> Callable[[], None]:
        vivid = ((206, 60, 56), (44, 104, 168), (232, 170, 48), (40, 130, 110), (130, 70, 140))
        tint = vivid[int(self.rng.integers(len(vivid)))]
        draws = {
            "food": self._awning, "shop": self._shop_sign, "tourism": self._banner,
            "health": self._cross, "education": self._school_sign, "leisure": self._bench,
            "office": self._office_sign, "transport": self._bus_stop,
        }  # fmt: skip
        return lambda: draws[category](x, z, side, tint)

    def _awning(self, x: float, z: float, side: int, tint: Colour) -> None:
        for k in range(6):
            a, b = z - 2.4 + 0.8 * k, z - 1.6 + 0.8 * k
            colour = tint if k % 2 else (246, 242, 232)
            self.canvas.polygon(
                [(x, 3.0, a), (x, 3.0, b), (x - side * 1.3, 2.4, b), (x - side * 1.3, 2.4, a)],
                colour,
            )
        for dz in (-1.2, 1.2):
            self.canvas.post(x - side * 0.9, z + dz, 0.75, 0.7, (150, 108, 72))

    def _shop_sign(self, x: float, z: float, side: int, tint: Colour) -> None:
        self._pane(x, z - 2.8, z + 2.8, 0.3, 2.6, (232, 222, 190))
        self._pane(x - side * 0.05, z - 2.8, z + 2.8, 2.6, 3.4, tint)
        self._pane(x - side * 0.06, z - 1.8, z + 1.8, 2.85, 3.15, (250, 248, 240))

    def _banner(self, x: float, z: float, side: int, tint: Colour) -> None:
        self.canvas.post(x - side * 0.4, z, 6.0, 0.1, (150, 150, 150))
        a, b = sorted((x - side * 0.4, x - side * 1.4))
        self.canvas.polygon([(a, 3.0, z), (b, 3.0, z), (b, 5.8, z), (a, 5.8, z)], (126, 76, 40))
        self.canvas.polygon(
            [(a + 0.15, 4.6, z), (b - 0.15, 4.6, z), (b - 0.15, 5.4, z), (a + 0.15, 5.4, z)],
            (250, 246, 230),
        )

    def _cross(self, x: float, z: float, side: int, tint: Colour) -> None:
        m = x - side * 0.7
        self.canvas.polygon(
            [(m - 0.75, 2.7, z), (m + 0.75, 2.7, z), (m + 0.75, 4.2, z), (m - 0.75, 4.2, z)],
            (250, 250, 250),
        )
        for a, b in ((0.55, 0.18), (0.18, 0.55)):
            self.canvas.polygon(
                [
                    (m - a, 3.45 - b, z),
                    (m + a, 3.45 - b, z),
                    (m + a, 3.45 + b, z),
                    (m - a, 3.45 + b, z),
                ],
                (214, 40, 44),
            )

    def _school_sign(self, x: float, z: float, side: int, tint: Colour) -> None:
        m = x - side * 0.9
        self.canvas.post(m, z, 3.0, 0.1, (140, 144, 148))
        self.canvas.polygon([(m - 0.75, 2.3, z), (m + 0.75, 2.3, z), (m, 3.6, z)], (206, 44, 44))
        self.canvas.polygon(
            [(m - 0.45, 2.48, z), (m + 0.45, 2.48, z), (m, 3.25, z)], (252, 238, 170)
        )

    def _bench(self, x: float, z: float, side: int, tint: Colour) -> None:
        a, b = sorted((x + side * 0.2, x + side * 1.9))
        for y in (0.5, 0.85):
            self.canvas.polygon(
                [(a, y, z), (b, y, z), (b, y + 0.14, z), (a, y + 0.14, z)], (150, 100, 62)
            )
        self.canvas.post(x + side * 0.4, z, 0.5, 0.1, DARK)
        self.canvas.post(x + side * 1.7, z, 0.5, 0.1, DARK)

    def _office_sign(self, x: float, z: float, side: int, tint: Colour) -> None:
        m = x - side * 0.5
        self.canvas.polygon(
            [(m - 0.55, 0, z), (m + 0.55, 0, z), (m + 0.55, 2.6, z), (m - 0.55, 2.6, z)],
            (40, 62, 92),
        )
        self.canvas.polygon(
            [(m - 0.4, 1.7, z), (m + 0.4, 1.7, z), (m + 0.4, 2.3, z), (m - 0.4, 2.3, z)],
            (220, 228, 236),
        )

    def _bus_stop(self, x: float, z: float, side: int, tint: Colour) -> None:
        m = x - side * 0.9
        self.canvas.polygon(
            [(x, 0, z), (x, 2.5, z), (x, 2.5, z + 4), (x, 0, z + 4)], (150, 180, 196)
        )
        self.canvas.polygon(
            [(x, 2.5, z), (m, 2.5, z), (m, 2.5, z + 4), (x, 2.5, z + 4)], (70, 76, 84)
        )
        self.canvas.polygon(
            [(min(x, m), 2.4, z), (max(x, m), 2.4, z), (max(x, m), 2.65, z), (min(x, m), 2.65, z)],
            (70, 76, 84),
        )
        self.canvas.post(m, z, 3.4, 0.1, (120, 124, 128))
        self.canvas.polygon(
            [(m - 0.5, 2.8, z), (m + 0.5, 2.8, z), (m + 0.5, 3.6, z), (m - 0.5, 3.6, z)],
            (34, 96, 172),
        )


def paint_scene(scene: Scene, rng: np.random.Generator) -> Image.Image:
    """Draw the scene: an RGB picture of ``WIDTH`` by ``HEIGHT`` pixels."""
    return Painter(scene, rng).paint()
