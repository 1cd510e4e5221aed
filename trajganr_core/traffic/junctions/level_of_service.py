"""Level of service of junctions and movements by mean control delay.

Highway Capacity Manual, 6th edition (Transportation Research Board, 2016): exhibit 19-8 for
junctions with signals; exhibits 20-2, 21-8 and 22-8 for two-way stops, all-way stops and
roundabouts, which agree. Seconds a vehicle, up to and including:

======  =======  ==========
level   signals  no signals
======  =======  ==========
A       10       10
B       20       15
C       35       25
D       55       35
E       80       50
F       more     more
======  =======  ==========

The manual also gives F where demand exceeds capacity, which trips do not tell, and none to a whole
junction with two-way stops; here it is that of the mean of all its passes.
"""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, TextArray

#: Highest mean delay of each level but the last, seconds.
SIGNALS_S, NO_SIGNALS_S = (10.0, 20.0, 35.0, 55.0, 80.0), (10.0, 15.0, 25.0, 35.0, 50.0)
LEVELS = ("A", "B", "C", "D", "E", "F")


def levels_of_service(delay_s: FloatArray, has_signal: BoolArray) -> TextArray:
    """``(n,)`` letters; empty where the delay is unknown.

    Args:
        delay_s: ``(n,)`` mean control delay, seconds; NaN where unknown.
        has_signal: ``(n,)`` whether the junction has traffic signals.
    """
    bounds = (np.searchsorted(each, delay_s) for each in (NO_SIGNALS_S, SIGNALS_S))
    without, with_signal = (np.minimum(each, len(LEVELS) - 1) for each in bounds)
    letters = np.array(LEVELS, dtype=object)[np.where(has_signal, with_signal, without)]
    return np.where(np.isnan(delay_s), "", letters)
