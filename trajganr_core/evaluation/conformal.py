"""Split-conformal prediction: distribution-free prediction intervals and sets.

Of n calibration roads that the head was not trained on, the k-th smallest score with
``k = ceil((n + 1) · level)`` bounds the score of a new road with probability at least ``level``
and, without ties, at most ``level + 1/(n + 1)``, if the new road and those of the calibration are
exchangeable (Vovk et al. 2005; Lei et al. 2018, theorem 2.2).

Where blocks are held out, this holds between blocks and only approximately between roads: roads of
a block, and both directions of a road, are correlated. On Porto's speed, 90 % intervals covered
between 85 % and 95 % in nine of ten random halves of held-out blocks. A guarantee for a road of a
new block (Lee, Barber & Willett 2023) made the intervals there 1.4 times as wide and is not used.
In addition, a test block is at least 100 m from all training roads and a calibration block is not:
a model that memorises locations has too small scores on the latter. The validation part is not used
for calibration, because the epoch was selected on it. The card reports the coverage on the test
fold, also by group of roads.

Intervals are local. The score of a value is divided by the predicted size of its error (normalised
scores: Lei et al. 2018, section 5.2), which is learned on validation roads
(:mod:`.predicted_spread`). All roads then have one quantile: groups have fewer calibration roads
each, which made intervals of real Porto's validation roads wider and the coverage of road classes
less even. Where sizes of errors are not predicted (classes, shares, few validation roads), roads
are grouped by their number of input trips instead (Mondrian conformal prediction), and the
guarantee holds in each group.

Scores, all in the task's own unit before they are divided:

* a value: the absolute error.
* classes: ``1 − p(true class)`` (LAC; Sadinle et al. 2019), whose sets are the smallest on
  average. Classes between two of the set are added, as the classes are ordered, and so is the
  most likely class; both only enlarge the set.
* shares: the L1 distance between the predicted and the true ones, a radius.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..contract.records.model_card import Intervals, SpreadCard
from ..contract.tasks import INTERVAL_SIZES, Kind
from ..contract.texts.text import Text
from ..utils.arrays import BoolArray, FloatArray, IntArray
from .predicted_spread import SAME_SPREAD, spread_of

LEVEL = 0.9
#: Numbers of input trips at which a group of roads may begin.
GROUP_STARTS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 256)
#: Smallest group; smaller ones are merged with a neighbour, because their quantiles are noisy.
MIN_GROUP = 50
#: No fit gives a larger exponent of a spread.
MAX_EXPONENT = 1e3
#: Rounding tolerance of probabilities, which depend slightly on the batch. One of the calibration
#: roads is exactly at the radius, and must be included.
ROUNDING = 1e-5


@dataclass(frozen=True)
class Conformal:
    """Calibrated quantiles of the divided scores, by number of input trips.

    Attributes:
        spread: the predicted size of errors, by which scores are divided.
        starts: least number of trips of each group, ascending, the first one 0; none when there
            were too few calibration roads.
        quantiles: of the divided scores in each group.
        counts: calibration roads in each group, also where they were too few.
        level: share of new roads that should be covered.
    """

    spread: SpreadCard
    starts: tuple[int, ...]
    quantiles: tuple[float, ...]
    counts: tuple[int, ...]
    level: float = LEVEL

    @classmethod
    def fit(
        cls, scores: FloatArray, predicted: FloatArray, trips: IntArray, spread: SpreadCard
    ) -> Conformal:
        """Quantiles of the calibration roads' divided scores.

        Args:
            scores: ``(n,)`` of :func:`scores_of`.
            predicted: ``(n, 1)`` values, or ``(n, c)`` probabilities.
            trips: ``(n,)`` input trips through each road.
            spread: of other roads.
        """
        if math.isinf(conformal_quantile(scores, LEVEL)):
            return cls(spread, (), (), (len(scores),))
        starts = _merged(trips) if spread == SAME_SPREAD else [0]
        group = np.searchsorted(starts, trips, side="right") - 1
        divided = scores / spread_of(spread, predicted, trips)
        members = [divided[group == number] for number in range(len(starts))]
        return cls(
            spread,
            tuple(starts),
            tuple(conformal_quantile(some, LEVEL) for some in members),
            tuple(map(len, members)),
        )

    def radius(self, predicted: FloatArray, trips: IntArray) -> FloatArray:
        """``(n,)`` bound of the score of each road; NaN where it was not calibrated.

        Args:
            predicted, trips: as for :meth:`fit`.
        """
        if not self.starts:
            return np.full(len(trips), np.nan)
        group = np.searchsorted(self.starts, trips, side="right") - 1
        spread = spread_of(self.spread, predicted, trips)
        return np.array(self.quantiles)[group] * spread

    @property
    def note(self) -> Text | None:
        """The reason why there are no intervals; None if there are."""
        if self.starts:
            return None
        fewest = math.ceil(round(self.level / (1 - self.level), 9))  # for a finite quantile
        return Text(
            "No intervals: {n:,} labelled roads to calibrate them on, of which {level:.0%} "
            "intervals need {fewest:,}.",
            n=self.counts[0],
            level=self.level,
            fewest=fewest,
        )

    @property
    def groups(self) -> str:
        """The calibration groups in words; or the reason why there are none.

        An interval covers the labels of :attr:`level` of the roads of its group.
        """
        if self.note:
            return self.note
        if len(self.starts) == 1:
            return f"calibrated on {self.counts[0]:,} roads"
        ends = [*(start - 1 for start in self.starts[1:]), None]
        return "calibrated on " + ", ".join(
            f"{count:,} roads with {_trips(start, end)}"
            for start, end, count in zip(self.starts, ends, self.counts, strict=True)
        )

    def to_card(self) -> Intervals:
        """Its entry in a head's card."""
        return Intervals(
            level=self.level,
            spread=self.spread,
            trips_from=self.starts,
            quantiles=self.quantiles,
            calibrated_on=self.counts,
            note=self.note,
        )

    @classmethod
    def of_card(cls, card: Intervals) -> Conformal:
        """Rebuild from :meth:`to_card`.

        Raises:
            ValueError: for values that no calibration gives.
        """
        starts, spread = card.trips_from, card.spread
        lengths = len(card.quantiles), len(card.calibrated_on)
        if lengths != (len(starts), max(len(starts), 1)):
            raise ValueError("the groups of the intervals are malformed")
        if [*starts] != sorted({0, *starts})[: len(starts)] or min(card.quantiles, default=0) < 0:
            raise ValueError("the quantiles of the intervals are malformed")
        usual = min(spread.usual_trips, spread.usual_value, spread.least_value)
        if usual <= 0 or max(abs(spread.trips), abs(spread.value)) > MAX_EXPONENT:
            raise ValueError("the spread of the intervals is malformed")
        return cls(spread, starts, card.quantiles, card.calibrated_on, card.level)


def conformal_quantile(scores: FloatArray, level: float) -> float:
    """The ``ceil((n + 1) · level)``-th smallest score; infinite where there are too few."""
    # Rounding keeps e.g. 10 · 0.9 from becoming a little more than nine.
    rank = math.ceil(round((len(scores) + 1) * level, 9))
    return float(np.sort(scores)[rank - 1]) if rank <= len(scores) else math.inf


def scores_of(kind: Kind, predicted: FloatArray, truth: FloatArray) -> FloatArray:
    """``(n,)`` nonconformity score of each prediction.

    Args:
        predicted: values ``(n, 1)`` or probabilities ``(n, c)``.
        truth: values ``(n, 1)``, one-hot classes or shares ``(n, c)``.
    """
    if kind is Kind.ORDINAL:
        return np.asarray(1 - (predicted * truth).sum(1))
    return np.asarray(np.abs(predicted - truth).sum(1))


def interval(predicted: FloatArray, radius: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Lower and upper bounds ``(n,)`` of values ``(n, 1)``; never negative."""
    return np.maximum(predicted[:, 0] - radius, 0), predicted[:, 0] + radius


def label_set(probabilities: FloatArray, radius: FloatArray) -> BoolArray:
    """``(n, c)`` prediction sets: contiguous, never empty.

    Rows whose radius is NaN hold every class.
    """
    possible = ~(1 - probabilities > radius[:, None] + ROUNDING)
    possible[np.arange(len(possible)), probabilities.argmax(1)] = True
    above = np.maximum.accumulate(possible, axis=1)
    below = np.maximum.accumulate(possible[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(above & below)


def figures_of(
    kind: Kind, predicted: FloatArray, truth: FloatArray, radius: FloatArray
) -> dict[str, float | None]:
    """Coverage on a test fold, and the mean size of the intervals or sets.

    Returns:
        ``coverage``, and ``interval_width`` (of a value, in its unit), ``set_size`` (classes) or
        ``radius`` (L1 of shares); ``None`` without calibration.
    """
    size = INTERVAL_SIZES[kind]
    if np.isnan(radius).any():
        return {"coverage": None, size: None}
    covered, sizes = covered_and_sizes(kind, predicted, truth, radius)
    return {"coverage": float(covered.mean()), size: float(sizes.mean())}


def covered_and_sizes(
    kind: Kind, predicted: FloatArray, truth: FloatArray, radius: FloatArray
) -> tuple[BoolArray, FloatArray]:
    """``(n,)`` whether each label is in its interval or set, and the size of that.

    The size is a width in the unit of a value, a number of classes, or a radius of shares.
    """
    if kind is Kind.ORDINAL:
        chosen = label_set(predicted, radius)
        return np.asarray((chosen & (truth > 0)).any(1)), chosen.sum(1).astype(np.float64)
    covered = scores_of(kind, predicted, truth) <= radius
    if kind is Kind.DISTRIBUTION:
        return covered, radius
    low, high = interval(predicted, radius)
    return covered, high - low


def _merged(trips: IntArray) -> list[int]:
    """Starts of the groups, ascending in trips; each group is large enough."""
    sizes = np.bincount(
        np.searchsorted(GROUP_STARTS, trips, side="right") - 1, minlength=len(GROUP_STARTS)
    )
    starts = [0]
    members = 0
    for start, size in zip(GROUP_STARTS, sizes, strict=True):
        if members >= MIN_GROUP:
            starts.append(start)
            members = 0
        members += int(size)
    if members < MIN_GROUP and len(starts) > 1:
        starts.pop()
    return starts


def _trips(start: int, end: int | None) -> str:
    """A range of numbers of trips in words; without an end it is open."""
    if end is None:
        return f"{start} trips or more"
    if start < end:
        return f"{start} to {end} trips"
    return f"{start} trip" if start == 1 else f"{start} trips"
