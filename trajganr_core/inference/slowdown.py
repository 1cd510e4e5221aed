"""Slow-down intensity of roads from their own input trips, without labels.

With n passes, a road's own value has the weight n / (n + k) beside that of its class, as in the
posterior mean of a normal distribution with known variances; k is their ratio, within roads and
between them (Efron and Morris 1975). Both variances and the intervals come from what the two halves
of the input drivers show of the same roads. What fewer than five drivers show of a road tells how
single persons drove, and is not used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import torch

from ..contract.layers.road_times import MIN_DRIVERS
from ..contract.tasks import TASKS
from ..contract.texts.text import Text
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.labels.derived import slowdown_of_passes, sum_slowdown
from ..data.passes import driver_numbers
from ..data.roads.network import Network
from ..evaluation.conformal import Conformal, scores_of
from ..evaluation.predicted_spread import fit_spread
from ..features.input_trips import InputTrips
from ..traffic.privacy import are_enough, count_drivers
from ..training.finetuning.driver_halves import halves
from ..utils.arrays import FloatArray, IntArray
from ..utils.tensor_cache import TensorCache

SLOWDOWN = TASKS["slowdown"]
#: What is summed: the decrease of v²/2 (m²/s²), the metres that show it, and passes.
SUMS = ("slowdown_sum", "slowdown_km", "slowdown_passes")


@dataclass(frozen=True)
class SlowDown:
    """Slow-down intensity of all directed segments.

    Attributes:
        value: ``(E, 1)`` m/s².
        passes: ``(E,)`` that show it; 0 where too few drivers made them.
        conformal: intervals of what other drivers, half as many, show of a road.
    """

    value: FloatArray
    passes: IntArray
    conformal: Conformal

    @classmethod
    def of(cls, sums: FloatArray, road_class: IntArray) -> SlowDown | None:
        """From :func:`sums_of_halves`; None where no road with enough drivers shows it.

        Args:
            sums: ``(2, 4, E)``.
            road_class: ``(E,)`` numbers.
        """
        every = sums.sum(0)
        if not (_own_passes(every) * every[1]).any():
            return None
        of_classes = _sums_of_classes(every, road_class)
        prior = _ratio(of_classes, _ratio(of_classes.sum(1)[:, None], 0.0))[road_class]
        weight = _weight_of_a_pass(sums, prior)

        def shrunk(some: FloatArray) -> FloatArray:
            own = _own_passes(some) * weight / (_own_passes(some) * weight + 1)
            return np.asarray(prior + own * (_ratio(some, prior) - prior))[:, None]

        def scores(known: FloatArray, other: FloatArray) -> tuple[FloatArray, FloatArray, IntArray]:
            rows = other[2] >= SLOWDOWN.minimum_support
            predicted, truth = shrunk(known)[rows], _ratio(other, prior)[rows, None]
            return scores_of(SLOWDOWN.kind, predicted, truth), predicted, _own_passes(known)[rows]

        spread = fit_spread(SLOWDOWN.kind, *scores(*sums))
        conformal = Conformal.fit(*scores(*sums[::-1]), spread)
        return cls(shrunk(every), _own_passes(every), conformal)

    source: ClassVar[Text] = Text(
        "Half the squared speed that input trips lose per metre driven on the road, between fixes "
        "more than 2 s and at most 60 s apart, shrunk towards roads of its class, whose value "
        "roads with fewer than {least} drivers have; comparable between roads with similar "
        "sampling; it is not hard braking.",
        least=MIN_DRIVERS,
    )

    @property
    def remark(self) -> Text:
        """A sentence for the result: no label was needed."""
        if note := self.conformal.note:
            return Text("{name}: {fact}", name=Text(SLOWDOWN.title), fact=note)
        return Text(
            "Slow-down intensity is predicted without labels, from the trips on each road and on "
            "roads of its class; intervals are calibrated on {n:,} roads between two halves of the "
            "drivers.",
            n=sum(self.conformal.counts),
        )

    def at(self, edge: IntArray) -> tuple[FloatArray, FloatArray]:
        """Values ``(n, 1)`` and half widths of intervals ``(n,)`` of edges; NaN where one is -1."""
        radius = self.conformal.radius(self.value, self.passes)
        value = np.where(edge[:, None] >= 0, self.value[edge], np.nan)
        return value, np.where(edge >= 0, radius[edge], np.nan)


def bundle_slowdown(bundle: Bundle, inputs: InputTrips) -> SlowDown | None:
    """From the input trips of a bundle, whose sums are kept on disk."""
    cache = TensorCache("slowdown", release=__version__, bundle=bundle.cache_key)
    kept = cache.load({"sums": (2, len(SUMS) + 1, len(bundle.network))})
    if kept is None:
        kept = {"sums": torch.from_numpy(sums_of_halves(inputs, bundle.network))}
        cache.save(kept)
    road_class = np.unique(bundle.network.highway.astype(str), return_inverse=True)[1]
    return SlowDown.of(kept["sums"].numpy(), road_class)


def sums_of_halves(inputs: InputTrips, network: Network) -> FloatArray:
    """``(2, 4, E)`` of each half of the drivers: :data:`SUMS`, in metres, and how many drivers."""
    trips, rows = inputs.trips, inputs.rows
    driver = driver_numbers(trips.trip_id[rows], trips.driver_id[rows])
    sums, first = np.zeros((2, len(SUMS) + 1, len(network))), halves(inputs)
    for of_half, is_in in zip(sums, (first, ~first), strict=True):
        half = replace(inputs, rows=rows[is_in])
        pairs = [np.empty((2, 0), dtype=np.int64)]
        for number, some in half.parts():
            slowed, driven = slowdown_of_passes(some)
            of_half[:-1] += sum_slowdown(some, network, slowed, driven)[list(SUMS)].to_numpy().T
            shown = (driven > 0) & some.pass_is_likely
            pair = some.pass_edge[shown], driver[is_in][number][some.trip_of_pass[shown]]
            pairs.append(np.unique(np.stack(pair).astype(np.int64), axis=1))
        edge, of = np.concatenate(pairs, axis=1)
        of_half[-1] = count_drivers(edge, of, len(network))
    sums[:, 1] *= 1000
    return sums


def _sums_of_classes(sums: FloatArray, road_class: IntArray) -> FloatArray:
    """``(3, classes)`` sums of the roads of each class that enough drivers drove.

    With other roads, theirs would follow by subtraction.
    """
    known = sums[:-1] * (_own_passes(sums) > 0)
    return np.stack([np.bincount(road_class, each) for each in known])


def _own_passes(sums: FloatArray) -> IntArray:
    """``(E,)`` passes of each column of sums ``(4, E)``; 0 where too few drivers made them."""
    return np.where(are_enough(sums[3], MIN_DRIVERS), sums[2], 0).astype(np.int64)


def _weight_of_a_pass(sums: FloatArray, prior: FloatArray) -> float:
    """Variance between roads ÷ that of a pass within a road; 0 where neither is known."""
    passes = sums[:, 2]
    both = (passes > 0).all(0)
    if not both.any():
        return 0.0
    one, other = ((_ratio(half, prior) - prior)[both] for half in sums)
    inverse = (1 / passes[:, both]).sum(0)
    between = np.average(one * other, weights=1 / inverse)
    within = ((one - other) ** 2).sum() / inverse.sum()
    return float(max(between, 0) / within) if within > 0 else 0.0


def _ratio(sums: FloatArray, unknown: FloatArray | float) -> FloatArray:
    """Slow-down ÷ metres of each column of sums ``(3, n)``; ``unknown`` where there are none."""
    filled = np.broadcast_to(np.asarray(unknown, dtype=np.float64), sums[0].shape).copy()
    return np.divide(sums[0], sums[1], out=filled, where=sums[1] > 0)
