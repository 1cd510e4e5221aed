"""The houses of the city's districts, drawn with street fronts and gable ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from perspective import NEAR_M, Canvas, Colour, shade

GLASS, SHUTTER, SHOP_WINDOW, ROOF = (104, 132, 152), (92, 116, 98), (72, 88, 98), (150, 82, 64)
DETAIL_M = 120.0  # farther houses are drawn without windows
BAY_M = {"glass": 3.2, "bands": 4.0, "brick": 3.6, "shed": 9.0}
STOREY_M = {"shed": 3.6, "glass": 3.4}


@dataclass(frozen=True)
class Buildings:
    """The buildings of a district: ranges in metres and storeys; ``gap`` is between two houses."""

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


@dataclass(frozen=True)
class House:
    """One house beside the road.

    Attributes:
        kind: one of those in ``BUILDINGS``.
        side: -1 left, 1 right of the road.
        x: position of its front, which extends from ``z0`` to ``z1`` along the road.
        sunny: whether its front is in sunlight.
        tones: random numbers in [0, 1) for the shades of its windows.
    """

    kind: str
    side: int
    x: float
    z0: float
    z1: float
    storeys: int
    wall: Colour
    sunny: bool
    tones: npt.NDArray[np.float64]

    @property
    def pitched(self) -> bool:
        """Whether it has a pitched roof."""
        return self.kind in ("house", "gabled")

    @property
    def storey_m(self) -> float:
        """Height of a storey."""
        return STOREY_M.get(self.kind, 3.1)

    @property
    def height(self) -> float:
        """Height of the front."""
        return self.storeys * self.storey_m + (0.0 if self.kind == "shed" else 0.6)

    @property
    def back(self) -> float:
        """``x`` of the rear wall."""
        return self.x + self.side * (10.0 if self.pitched else 14.0)

    @property
    def front(self) -> Colour:
        """Colour of the front, in sun or shade."""
        return shade(self.wall, 1.06 if self.sunny else 0.84)

    @property
    def end(self) -> Colour:
        """Colour of the end wall that faces the camera."""
        return shade(self.wall, 0.92)

    def draw(self, canvas: Canvas) -> None:
        """Draw the house."""
        detailed = max(self.z0, NEAR_M) < DETAIL_M
        if self.pitched:
            self._gable(canvas)
        else:
            canvas.board(self.x, self.back, 0, self.height, self.z0, self.end)
        canvas.wall(self.x, self.z0, self.z1, 0, self.height, self.front)
        if not detailed:
            return
        if self.kind == "shed":
            self._cladding(canvas)
            return
        for storey in range(self.storeys):
            self._storey(canvas, storey)
        top = self.storeys * self.storey_m
        canvas.wall(self.x, self.z0, self.z1, top + 0.25, top + 0.6, shade(self.front, 0.78))
        if not self.pitched:
            self._end_windows(canvas)

    def _gable(self, canvas: Canvas) -> None:
        x, back, z0, z1, height = self.x, self.back, self.z0, self.z1, self.height
        middle, ridge, eave = (x + back) / 2, height + 4.2, x - self.side * 0.4
        gable = [
            (x, 0, z0),
            (back, 0, z0),
            (back, height, z0),
            (middle, ridge, z0),
            (x, height, z0),
        ]
        canvas.polygon(gable, self.end)
        roof = [(eave, height - 0.2, z0), (middle, ridge, z0), (middle, ridge, z1),
                (eave, height - 0.2, z1)]  # fmt: skip
        canvas.polygon(roof, shade(ROOF, 1.05 if self.sunny else 0.85))
        for share in (0.28, 0.62):
            window = x + (back - x) * share
            canvas.board(window - 0.6, window + 0.6, 1.0, 2.2, z0, GLASS)
            canvas.board(window - 0.6, window + 0.6, 4.0, 5.2, z0, GLASS)

    def _end_windows(self, canvas: Canvas) -> None:
        a, b = self.x + (self.back - self.x) * 0.08, self.x + (self.back - self.x) * 0.92
        glass = shade(self.end, 0.8) if self.kind == "glass" else GLASS
        for storey in range(self.storeys):
            y = storey * self.storey_m + 1.1
            canvas.board(a, b, y, y + 1.4, self.z0, glass)

    def _bays(self) -> npt.NDArray[np.float64]:
        bays = max(1, int((self.z1 - self.z0) // BAY_M.get(self.kind, 2.7)))
        return np.linspace(self.z0, self.z1, bays + 1)

    def _storey(self, canvas: Canvas, storey: int) -> None:
        y, x = storey * self.storey_m, self.x
        if self.kind == "bands":
            canvas.wall(x, self.z0 + 0.8, self.z1 - 0.8, y + 1.1, y + 2.5, shade(GLASS, 0.95))
            return
        shop = storey == 0 and self.kind in ("shuttered", "block")
        bays = self._bays()
        for bay, (a, c) in enumerate(pairwise(bays)):
            tone = 0.82 + 0.36 * float(self.tones[(7 * storey + 13 * bay) % len(self.tones)])
            if self.kind == "glass":
                glass = shade(self.front, tone * 0.88)
                canvas.wall(x, a + 0.12, c - 0.12, y + 0.35, y + self.storey_m - 0.15, glass)
            elif shop:
                canvas.wall(x, a + 0.3, c - 0.3, 0.5, 2.5, shade(SHOP_WINDOW, tone))
            else:
                self._window(canvas, a, c, y, tone)

    def _window(self, canvas: Canvas, a: float, c: float, y: float, tone: float) -> None:
        middle, half = (a + c) / 2, (c - a) * (0.34 if self.kind == "brick" else 0.24)
        glass = shade(GLASS, tone * 0.85)
        canvas.wall(self.x, middle - half, middle + half, y + 0.95, y + 2.45, glass)
        if self.kind == "shuttered":
            for z in (middle - half - 0.38, middle + half):
                canvas.wall(self.x, z, z + 0.38, y + 0.95, y + 2.45, SHUTTER)

    def _cladding(self, canvas: Canvas) -> None:
        for z in np.arange(self.z0, self.z1, 1.6):
            canvas.wall(self.x, z, z + 0.25, 0, self.height, shade(self.front, 0.9))
        canvas.wall(
            self.x, self.z0, self.z1, self.height - 0.9, self.height, shade(self.front, 0.72)
        )
        bays = self._bays()
        for bay, a in enumerate(bays[:-1] + 0.3 * np.diff(bays)):
            door = (206, 206, 200) if bay % 2 else (84, 106, 128)
            canvas.wall(self.x, a, a + 3.8, 0, 4.2, door)
