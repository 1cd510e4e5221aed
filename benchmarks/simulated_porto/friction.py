"""Side friction: how much people, parking and deliveries along the street slow traffic, by hour.

Simulated, and to be called so: which use of a quarter slows traffic when is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trajganr_core.utils.arrays import FloatArray

from .quarters import Quarters, points_at
from .streets import Streets

#: By use: periods of weekdays and of Saturdays, ``(middle, width, strength)`` in hours and in
#: free travel times that are added in the middle. Other uses slow nobody.
_Periods = tuple[tuple[float, float, float], ...]
SLOWED: dict[str, tuple[_Periods, _Periods]] = {
    "old town": (((12.0, 3.0, 0.3), (20.0, 3.0, 0.3)), ((15.0, 6.0, 0.5),)),
    "shopping": (((12.0, 3.0, 0.4), (18.0, 2.0, 0.6)), ((15.0, 4.0, 0.9),)),
    "school": (((8.3, 1.0, 1.0), (17.0, 1.5, 0.8)), ()),
    "business": (((9.0, 1.5, 0.6), (18.0, 1.5, 0.6)), ()),
    "hospital": (((11.0, 4.0, 0.4),), ()),
    "station": (((8.3, 1.5, 0.7), (18.0, 2.0, 0.7)), ((14.0, 5.0, 0.4),)),
    "residential": (((8.0, 1.0, 0.2), (18.5, 1.5, 0.25)), ((12.0, 3.0, 0.15),)),
}
#: Standard deviation of the logarithm of the strength among streets of the same use.
SPREAD = 0.5
HOURS = 24


@dataclass(frozen=True)
class Friction:
    """Of directed edges.

    Attributes:
        use: ``(E,)`` of the quarter around.
        strength: ``(E,)`` relative to the usual one of the use.
    """

    use: npt.NDArray[np.str_]
    strength: FloatArray

    def speed_factors(self, is_weekday: bool) -> FloatArray:
        """``(E, 24)`` by which speed limits are multiplied, by local hour."""
        hour = np.arange(HOURS) + 0.5
        added = np.zeros((len(self.use), HOURS))
        for use, (weekday, saturday) in SLOWED.items():
            rows = self.use == use
            for middle, width, strength in weekday if is_weekday else saturday:
                near = np.exp(-0.5 * ((hour - middle) / width) ** 2)
                added[rows] += strength * self.strength[rows, None] * near
        return 1 / (1 + added)


def draw_friction(streets: Streets, quarters: Quarters, rng: np.random.Generator) -> Friction:
    """The friction of a city's edges; both directions of a road have a strength of their own."""
    middles = points_at(streets, np.arange(len(streets)), streets.network.length_m / 2)
    return Friction(quarters.use_at(middles), np.exp(rng.normal(0, SPREAD, len(streets))))
