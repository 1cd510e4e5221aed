"""How far a task's answers are shrunk to the mean of a road's own passes, by the validation roads.

Ours; :mod:`trajganr_core.model.own_mean` is what is chosen.
"""

from __future__ import annotations

from ...features.location_features import LocationFeatureTable
from ...model.heads import Blend, Ensemble
from ...model.own_mean import OwnMean, Shrunk
from .task_data import TaskData
from .train_heads import answers

__all__ = ["shrunk"]

#: Numbers of passes at which the mean of the passes has half of the weight; the strongest first.
STRENGTHS = (50.0, 100.0, 200.0, 400.0, 800.0)
#: Shrinkage is used unless it makes the loss on the validation roads larger than this times the
#: smallest one: few of these have many passes, so that they hardly tell strengths apart.
TOLERANCE = 1.01


def shrunk(
    predictor: Ensemble | Blend, fit: TaskData, table: LocationFeatureTable, trips: int
) -> tuple[Ensemble | Blend | Shrunk, float | None]:
    """The predictor with the strongest shrinkage that the validation roads allow.

    A label that does not mean what the passes show, such as a speed limit, allows none.

    Args:
        predictor: trained and weighted.
        table: location features, with segment features.
        trips: maximum number of trips used for a location (K).

    Returns:
        The predictor, and the number of passes for the card; as given and None without shrinkage.
    """
    has_context = table.traffic.shape[1] > 0
    own = OwnMean.of(fit.task.id, fit.target, table.model.config, segment_context=has_context)
    rows = fit.rows["validation"]
    if own is None or not len(rows):
        return predictor, None
    plain, traffic = answers(predictor, table, rows, trips), table.context(rows)[1].cpu()
    candidates = [Shrunk(predictor, own, passes) for passes in STRENGTHS]
    misfits = [fit.misfit(each.shrink(plain, traffic), rows) for each in candidates]
    allowed = TOLERANCE * min(*misfits, fit.misfit(plain, rows))
    for candidate, misfit in zip(candidates, misfits, strict=True):
        if misfit <= allowed:
            return candidate.to(table.device).eval(), candidate.passes
    return predictor, None
