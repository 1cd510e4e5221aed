"""What figures of a study area are good enough for: rules with their thresholds and reasons.

Whether a model is better than the mean of the road's own trips is said by
:mod:`~..contract.texts.verdicts`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..contract.texts.facts import filled
from ..contract.texts.text import Text

#: Of two roads, the map must have the faster one first in so many of 100 cases: four of five.
RIGHT_ORDER_PERCENT = 80
#: Largest error of a road's speed, of a usual speed, to rely on a single road: that of information
#: on travel times in the USA, which must be at least 85 percent accurate (23 CFR 511.309).
SINGLE_ROAD_PERCENT = 15
#: With as many roads, a mean speed of a peak is that of a network rather than of some streets.
PEAK_SEGMENTS = 100
#: Four of each day of the week: an event or a holiday is at most a quarter of a usual day.
TYPICAL_WEEK_DAYS = 28
#: A network of which trips miss more is described by the model rather than by trips.
DRIVEN_PERCENT = 50


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The figures from which verdicts follow; None where a figure is not known.

    Attributes:
        error: mean absolute error of predicted speeds that were held out, km/h.
        speed: a usual road's predicted speed, km/h.
        spread: mean distance of roads' predicted speeds from their median, km/h.
        peak_segments: directed segments with a published speed in the peak.
        days: of the trips.
        driven_percent: directed segments with a trip.
    """

    error: float | None
    speed: float | None
    spread: float | None
    peak_segments: int
    days: int
    driven_percent: float

    @property
    def right_order_percent(self) -> float | None:
        """How often the faster one of two roads is predicted to be faster, of 100 cases.

        ``1/2 + atan(spread / error) / π``, for normal speeds and normal errors.
        """
        if not self.error or self.spread is None:
            return None
        return 100 * (0.5 + math.atan(self.spread / self.error) / math.pi)


GOOD = {
    "comparing": "comparing roads: of two roads, the faster one is predicted to be faster in "
    "{comparing:.0f} of 100 cases",
    "single": "the speed of a single road: the mean error is {single:.0f} % of the usual speed",
    "peak": "peak against free flow: {peak:,} segments are observed in the peak",
    "week": "a typical week: the trips are of {week:,} days",
    "network": "an overview of the whole network: {network:.0f} % of the segments have trips",
}
BAD = {
    "comparing": "comparing roads: of two roads, the faster one is predicted to be faster in only "
    "{comparing:.0f} of 100 cases",
    "single": "the speed of a single road that is not measured: the mean error is {single:.0f} % "
    "of the usual speed",
    "peak": "peak against free flow: only {peak:,} segments are observed in the peak",
    "week": "a typical week: the trips are of {week:,} days only",
    "network": "judging the whole network by trips: {network:.0f} % of the segments have any",
    "always": "traffic volumes and persons: the trips are of a sample of vehicles",
}


def fitness(of: Evidence) -> tuple[list[Text], list[Text]]:
    """What the figures are good enough for, and what they are not good enough for."""
    order = of.right_order_percent
    single = None if of.error is None or not of.speed else 100 * of.error / of.speed
    # Each figure, and whether it is good enough.
    rules = {
        "comparing": (order, order is not None and order >= RIGHT_ORDER_PERCENT),
        "single": (single, single is not None and single <= SINGLE_ROAD_PERCENT),
        "peak": (of.peak_segments, of.peak_segments >= PEAK_SEGMENTS),
        "week": (of.days, of.days >= TYPICAL_WEEK_DAYS),
        "network": (of.driven_percent, of.driven_percent >= DRIVEN_PERCENT),
    }
    good = {name: value for name, (value, is_good) in rules.items() if is_good}
    bad = {name: value for name, (value, is_good) in rules.items() if not is_good}
    return filled(GOOD, good), filled(BAD, {**bad, "always": True})
