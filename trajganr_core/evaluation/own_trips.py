"""What roads' own trips show, the first thing that a model's answers are compared with."""

from __future__ import annotations

from dataclasses import dataclass

from ..contract.tasks import Kind
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.columns import Columns
from .block_interval import mean_interval
from .metrics import errors_of


@dataclass(frozen=True)
class OwnTrips(Columns):
    """What a road's own input trips show of a task, for n roads.

    Attributes:
        mean: ``(n, …)`` in the shape of predictions; the mean of its class for a road without
            trips.
        known: ``(n,)`` whether the road has trips of its own.
    """

    mean: FloatArray
    known: BoolArray


def trip_figures(
    kind: Kind, predicted: FloatArray, truth: FloatArray, own: OwnTrips, block: IntArray
) -> dict[str, float | None]:
    """Mean errors of a model and of the mean of the own trips, on the same roads.

    Those on roads with trips begin with ``trips_``, those on the others with ``no_trips_``: the
    number of ``roads``, and the errors of the ``model`` and of the ``mean``, which is that of the
    road class where a road has no trips. ``trips_low`` and ``trips_high`` are the 95 % interval of
    by how much the mean's error is larger, where there are enough blocks for one.

    Args:
        kind, predicted, truth: as for :func:`.errors_of`.
        block: ``(n,)`` in which errors are alike.
    """
    model, mean = (errors_of(kind, each, truth) for each in (predicted, own.mean))
    figures: dict[str, float | None] = {}
    for name, chosen in (("trips", own.known), ("no_trips", ~own.known)):
        figures[f"{name}_roads"] = float(chosen.sum())
        if chosen.any():
            figures[f"{name}_model"] = float(model[chosen].mean())
            figures[f"{name}_mean"] = float(mean[chosen].mean())
    if interval := mean_interval((mean - model)[own.known], block[own.known]):
        figures |= dict(zip(("trips_low", "trips_high"), interval, strict=True))
    return figures
