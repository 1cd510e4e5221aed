"""Vehicles counted at stations, on directed segments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.columns import Columns


@dataclass(frozen=True)
class Counts(Columns):
    """Counts of vehicles, each of a station, one direction or both, and some hours of the week.

    Attributes:
        station: ``(c,)`` number from 0; directions counted at one place share it.
        edge: ``(c, 2)`` directed segment, and the other one that is counted with it, or -1.
        hours: ``(c, 168)`` how many hours of each hour of the week the count lasted, local time,
            Monday 0:00 first. An average day of the week has 1/7 of each.
        vehicles: ``(c,)`` on both segments together.
    """

    station: IntArray
    edge: IntArray
    hours: FloatArray
    vehicles: FloatArray

    @property
    def stations(self) -> int:
        """How many stations there are."""
        return len(np.unique(self.station))
