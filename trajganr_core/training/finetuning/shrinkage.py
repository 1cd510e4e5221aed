"""How far a task's answers are shrunk to what a road's own trips show, by the validation roads.

Ours; :mod:`trajganr_core.model.own_mean` is what is chosen.
"""

from __future__ import annotations

import torch

from ...features.location_features import LocationFeatureTable
from ...model.heads import Blend, Ensemble
from ...model.own_mean import OwnClass, OwnMean, Shrunk, own_of
from .task_data import TaskData
from .train_heads import answers

__all__ = ["shrunk"]

#: Numbers of passes, or trips, at which what they show has half of the weight; the strongest first.
STRENGTHS = (50.0, 100.0, 200.0, 400.0, 800.0)
#: Shrinkage is used unless it makes the loss on the validation roads larger than this times the
#: smallest one: few of these have many passes, so that they hardly tell strengths apart.
TOLERANCE = 1.01


def shrunk(
    predictor: Ensemble | Blend, fit: TaskData, table: LocationFeatureTable, trips: int
) -> tuple[Ensemble | Blend | Shrunk, float | None]:
    """The predictor with the strongest shrinkage that the validation roads allow.

    A label that does not mean what the trips show, such as a speed limit, allows none.

    Args:
        predictor: trained and weighted.
        table: location features, with segment features.
        trips: maximum number of trips used for a location (K).

    Returns:
        The predictor, and the number of passes or trips for the card; as given and None without
        shrinkage.
    """
    has_context = table.traffic.shape[1] > 0
    config, rows = table.model.config, fit.rows["validation"]
    own = own_of(fit.task.id, fit.target, config, segment_context=has_context)
    if own is None or not len(rows):
        return predictor, None
    candidates = _candidates(predictor, own, fit, table, trips)
    plain, traffic = answers(predictor, table, rows, trips), table.context(rows)[1].cpu()
    misfits = [fit.misfit(each.shrink(plain, traffic), rows) for each in candidates]
    allowed = TOLERANCE * min(*misfits, fit.misfit(plain, rows))
    for candidate, misfit in zip(candidates, misfits, strict=True):
        if misfit <= allowed:
            return candidate.to(table.device).eval(), candidate.passes
    return predictor, None


def _candidates(
    predictor: Ensemble | Blend,
    own: OwnMean | OwnClass,
    fit: TaskData,
    table: LocationFeatureTable,
    trips: int,
) -> list[Shrunk]:
    """The predictor with each strength."""
    if isinstance(own, OwnMean):
        return [Shrunk(predictor, own, passes) for passes in STRENGTHS]
    rows, classes = fit.rows["train"], fit.target.outputs
    plain, traffic = answers(predictor, table, rows, trips), table.context(rows)[1].cpu()
    sizes = fit.encoded[torch.from_numpy(rows), 0].long().bincount(minlength=classes)
    candidates = []
    for passes in STRENGTHS:
        bounds = OwnClass(classes)
        candidates.append(Shrunk(predictor, bounds, passes))
        bounds.fit(plain, traffic, candidates[-1].weight(traffic), sizes)
    return candidates
