"""Attributes of directed edges that depend on tags of roads; :mod:`.attributes` parses these."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from ...utils.arrays import Float32Array
from ...utils.columns import Columns

__all__ = ["RoadAttributes"]


@dataclass(frozen=True)
class RoadAttributes(Columns):
    """Attributes of directed edges, all ``(E,)``, NaN where unknown.

    Attributes:
        maxspeed_kmh: speed limit, km/h.
        lanes: in the direction of the edge; half of the lanes of a two-way road that does not say
            more, and so 0.5 where both directions share one.
        roundabout: 1 in a roundabout, else 0.
        signals, stop_signs, crossings: on the edge for its traffic; those at its end count, those
            at its start do not. Stop signs include give-way signs.
    """

    maxspeed_kmh: Float32Array
    lanes: Float32Array
    roundabout: Float32Array
    signals: Float32Array
    stop_signs: Float32Array
    crossings: Float32Array

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the attributes."""
        return tuple(each.name for each in fields(cls))

    @classmethod
    def unknown(cls, edges: int) -> Self:
        """All unknown."""
        return cls(*np.full((len(cls.names()), edges), np.nan, dtype=np.float32))
