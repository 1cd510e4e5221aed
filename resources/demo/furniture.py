"""Objects in and beside a street: cars, trees, lamps, signals and signs of points of interest.

``x`` and ``z`` are an object's position, ``side`` is -1 to the left and 1 to the right of the road.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from perspective import Canvas, Colour, mix, shade
from PIL import ImageFont

DARK, STEEL, POLE = (44, 46, 52), (92, 96, 102), (140, 144, 148)
RED, AMBER, GREEN, UNLIT = (222, 50, 44), (236, 186, 60), (70, 190, 96), (66, 68, 72)
TAIL_LIGHT, HEADLIGHT, WINDOW = (206, 44, 40), (250, 244, 214), (66, 76, 86)


def car(canvas: Canvas, x: float, z: float, colour: Colour, away: bool) -> None:
    """A car seen from behind (``away``) or from the front."""
    toward = 1 if x < canvas.camera_x else -1
    flank, roof = x + toward * 0.88, x + toward * 0.7
    canvas.ground(x - 1.0, x + 1.0, z - 0.1, z + 4.4, (62, 63, 67))
    for wheel in (z + 0.8, z + 3.4):
        canvas.disc((flank, 0.33, wheel), 0.33, DARK)
    body = [(flank, 0.3, z), (flank, 0.3, z + 4.2), (flank, 0.9, z + 4.2), (flank, 0.95, z)]
    cabin = [(flank, 0.92, z + 0.2), (flank, 0.9, z + 3.2), (roof, 1.45, z + 2.5),
             (roof, 1.45, z + 0.6)]  # fmt: skip
    top = [(x - 0.72, 1.45, z + 0.6), (x + 0.72, 1.45, z + 0.6), (x + 0.7, 1.45, z + 2.6),
           (x - 0.7, 1.45, z + 2.6)]  # fmt: skip
    screen = [(x - 0.84, 0.95, z), (x + 0.84, 0.95, z), (x + 0.7, 1.45, z + 0.5),
              (x - 0.7, 1.45, z + 0.5)]  # fmt: skip
    canvas.polygon(body, shade(colour, 0.82))
    canvas.polygon(cabin, WINDOW)
    canvas.polygon(top, shade(colour, 1.12))
    canvas.board(x - 0.88, x + 0.88, 0.3, 0.95, z, colour)
    canvas.polygon(screen, (70, 84, 96))
    for lamp in (x - 0.68, x + 0.68):
        canvas.board(lamp - 0.17, lamp + 0.17, 0.66, 0.86, z, TAIL_LIGHT if away else HEADLIGHT)
    canvas.board(x - 0.88, x + 0.88, 0.2, 0.36, z, DARK)


def tree(canvas: Canvas, x: float, z: float, height: float, tone: float,
         blobs: npt.NDArray[np.float64]) -> None:  # fmt: skip
    """A tree with a crown of discs; ``blobs`` ``(n, 2)`` are their offsets."""
    leaves = mix((78, 118, 62), (112, 146, 74), tone)
    canvas.post(x, z, height * 0.5, 0.3, (98, 78, 62))
    for k, (dx, dy) in enumerate(blobs):
        rise = (dy * 0.5 + (k - 4) * 0.12) * height * 0.12
        centre = (x + dx * height * 0.11, height * 0.68 + rise, z)
        canvas.disc(centre, height * 0.19, shade(leaves, 0.78 + 0.06 * k))


def boat(canvas: Canvas, x: float, z: float, colour: Colour) -> None:
    """A moored boat with its mast."""
    hull = [(x - 3, 0.9, z), (x + 3, 0.9, z), (x + 2.2, 0, z), (x - 2.2, 0, z)]
    cabin = [(x - 1.2, 0.9, z), (x + 1.2, 0.9, z), (x + 0.9, 1.8, z), (x - 0.9, 1.8, z)]
    canvas.polygon(hull, colour)
    canvas.polygon(cabin, (240, 240, 236))
    canvas.post(x, z, 9.0, 0.16, (120, 104, 88))


def guard_rail(canvas: Canvas, x: float, z: float) -> None:
    """Eight metres of guard rail."""
    canvas.wall(x, z, z + 8, 0.45, 0.85, (176, 180, 184))
    canvas.post(x, z + 7.5, 0.6, 0.12, (130, 134, 138))


def lamp_post(canvas: Canvas, x: float, z: float, side: int, height: float) -> None:
    """A street lamp that reaches over the road."""
    canvas.post(x, z, height, 0.14, STEEL)
    a, b = sorted((x, x - side * 1.8))
    canvas.board(a, b, height, height + 0.15, z, STEEL)


def signal_head(canvas: Canvas, x: float, y: float, z: float, lit: Colour) -> None:
    """The three lamps of a traffic signal, one of them lit."""
    canvas.board(x - 0.32, x + 0.32, y, y + 1.6, z, (36, 38, 42))
    for k, lamp in enumerate((GREEN, AMBER, RED)):
        canvas.disc((x, y + 0.32 + 0.48 * k, z), 0.19, lamp if lamp == lit else UNLIT)


def signals(canvas: Canvas, pole: float, z: float, over: list[float], lit: Colour) -> None:
    """A signal on a pole and, on a mast arm, one over each lane at the positions ``over``."""
    canvas.post(pole, z, 5.6, 0.18, STEEL)
    signal_head(canvas, pole, 2.6, z, lit)
    if over:
        canvas.board(over[-1], pole, 5.5, 5.65, z, STEEL)
        for x in over:
            signal_head(canvas, x, 4.1, z, lit)


def speed_sign(canvas: Canvas, x: float, z: float, limit: int) -> None:
    """The sign of the speed limit."""
    centre = (x, 2.6, z)
    canvas.post(x, z, 2.6, 0.09, POLE)
    canvas.disc(centre, 0.62, (200, 40, 40))
    canvas.disc(centre, 0.47, (250, 250, 248))
    font = ImageFont.load_default(size=max(8, int(0.62 * canvas.scale(z))))
    canvas.draw.text(canvas.project(centre), str(limit), fill=DARK, font=font, anchor="mm")


def awning(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """A striped awning over a café's tables."""
    for k in range(6):
        a, b = z - 2.4 + 0.8 * k, z - 1.6 + 0.8 * k
        colour = tint if k % 2 else (246, 242, 232)
        canvas.polygon(
            [(x, 3.0, a), (x, 3.0, b), (x - side * 1.3, 2.4, b), (x - side * 1.3, 2.4, a)],
            colour,
        )
    for dz in (-1.2, 1.2):
        canvas.post(x - side * 0.9, z + dz, 0.75, 0.7, (150, 108, 72))


def shop_sign(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """A lit shop window under a coloured sign."""
    canvas.wall(x, z - 2.8, z + 2.8, 0.3, 2.6, (232, 222, 190))
    canvas.wall(x - side * 0.05, z - 2.8, z + 2.8, 2.6, 3.4, tint)
    canvas.wall(x - side * 0.06, z - 1.8, z + 1.8, 2.85, 3.15, (250, 248, 240))


def banner(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """The banner of a hotel or a tourist attraction."""
    canvas.post(x - side * 0.4, z, 6.0, 0.1, (150, 150, 150))
    a, b = sorted((x - side * 0.4, x - side * 1.4))
    canvas.board(a, b, 3.0, 5.8, z, (126, 76, 40))
    canvas.board(a + 0.15, b - 0.15, 4.6, 5.4, z, (250, 246, 230))


def cross(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """The red cross of a clinic or pharmacy."""
    m = x - side * 0.7
    canvas.board(m - 0.75, m + 0.75, 2.7, 4.2, z, (250, 250, 250))
    for a, b in ((0.55, 0.18), (0.18, 0.55)):
        canvas.board(m - a, m + a, 3.45 - b, 3.45 + b, z, (214, 40, 44))


def school_sign(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """The warning sign in front of a school."""
    m = x - side * 0.9
    canvas.post(m, z, 3.0, 0.1, (140, 144, 148))
    canvas.polygon([(m - 0.75, 2.3, z), (m + 0.75, 2.3, z), (m, 3.6, z)], (206, 44, 44))
    canvas.polygon([(m - 0.45, 2.48, z), (m + 0.45, 2.48, z), (m, 3.25, z)], (252, 238, 170))


def bench(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """A park bench."""
    a, b = sorted((x + side * 0.2, x + side * 1.9))
    for y in (0.5, 0.85):
        canvas.board(a, b, y, y + 0.14, z, (150, 100, 62))
    canvas.post(x + side * 0.4, z, 0.5, 0.1, DARK)
    canvas.post(x + side * 1.7, z, 0.5, 0.1, DARK)


def office_sign(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """The sign beside an office door."""
    m = x - side * 0.5
    canvas.board(m - 0.55, m + 0.55, 0, 2.6, z, (40, 62, 92))
    canvas.board(m - 0.4, m + 0.4, 1.7, 2.3, z, (220, 228, 236))


def bus_stop(canvas: Canvas, x: float, z: float, side: int, tint: Colour) -> None:
    """A bus stop's shelter and sign."""
    m = x - side * 0.9
    canvas.polygon([(x, 0, z), (x, 2.5, z), (x, 2.5, z + 4), (x, 0, z + 4)], (150, 180, 196))
    canvas.polygon([(x, 2.5, z), (m, 2.5, z), (m, 2.5, z + 4), (x, 2.5, z + 4)], (70, 76, 84))
    canvas.board(min(x, m), max(x, m), 2.4, 2.65, z, (70, 76, 84))
    canvas.post(m, z, 3.4, 0.1, (120, 124, 128))
    canvas.board(m - 0.5, m + 0.5, 2.8, 3.6, z, (34, 96, 172))


PLACE_SIGNS: dict[str, Callable[[Canvas, float, float, int, Colour], None]] = {
    "food": awning,
    "shop": shop_sign,
    "tourism": banner,
    "health": cross,
    "education": school_sign,
    "leisure": bench,
    "office": office_sign,
    "transport": bus_stop,
}
