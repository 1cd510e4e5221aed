"""How far a task's answers are shrunk to what a road's own trips show, by the validation roads.

Ours; :mod:`trajganr_core.model.best.own_passes` is what is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from ...model.best.own_passes import OwnClass, OwnMean, Shrinkage
from .task_data import TaskData

__all__ = ["TOLERANCE", "fitted_shrinkage"]

#: Numbers of passes, or trips, at which what they show has half of the weight; the strongest first.
STRENGTHS = (50.0, 100.0, 200.0, 400.0, 800.0)
#: Shrinkage is used unless it makes the loss on the validation roads larger than this times the
#: smallest one: few of these have many passes, so that they hardly tell strengths apart.
TOLERANCE = 1.01


def fitted_shrinkage(
    own: OwnMean | OwnClass | None, fit: TaskData, answers: Tensor, traffic: Tensor
) -> Shrinkage | None:
    """The strongest shrinkage that the validation roads allow.

    A label that does not mean what the trips show, such as a speed limit, allows none.

    Args:
        own: what the trips show; None where they show nothing.
        answers: at all rows of the task, ``(n, outputs)``.
        traffic: ``(n, T)`` traffic features of the rows.
    """
    rows = fit.rows["validation"]
    if own is None or not len(rows):
        return None
    at = torch.from_numpy(rows)
    candidates = list(_candidates(own, fit, answers, traffic))
    misfits = [fit.misfit(each(answers[at], traffic[at]), rows) for each in candidates]
    allowed = TOLERANCE * min(*misfits, fit.misfit(answers[at], rows))
    found = zip(candidates, misfits, strict=True)
    return next((candidate for candidate, misfit in found if misfit <= allowed), None)


def _candidates(
    own: OwnMean | OwnClass, fit: TaskData, answers: Tensor, traffic: Tensor
) -> Iterator[Shrinkage]:
    """Shrinkage of each strength."""
    at = torch.from_numpy(fit.rows["train"])
    for passes in STRENGTHS:
        if isinstance(own, OwnMean):
            yield Shrinkage(own, passes)
            continue
        sizes = fit.encoded[at, 0].long().bincount(minlength=fit.target.outputs)
        classes = OwnClass(fit.target.outputs)
        shrinkage = Shrinkage(classes, passes)
        classes.fit(answers[at], traffic[at], shrinkage.weight(traffic[at]), sizes)
        yield shrinkage
