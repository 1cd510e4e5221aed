"""How far a task's answers are shrunk to what a road's own trips show, by the validation roads.

Ours; :mod:`trajganr_core.model.best.own_passes` is what is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from ...model.best.own_passes import OwnClass, OwnMean, Shrinkage
from .task_data import TaskData

__all__ = ["TOLERANCE", "fitted_shrinkage"]

#: Numbers of passes at which their mean has half of the weight, the strongest first.
STRENGTHS = (50.0, 100.0, 200.0, 400.0, 800.0)
#: The same for trips and the class of their number, from which that of a label hardly differs.
STRENGTHS_OF_CLASSES = (12.5, 25.0, *STRENGTHS)
#: Shrinkage is used unless it makes the error on the validation roads larger than this times the
#: smallest one: few of these have many passes, so that they hardly tell strengths apart.
TOLERANCE = 1.01


def fitted_shrinkage(
    own: OwnMean | OwnClass | None, fit: TaskData, answers: Tensor, traffic: Tensor
) -> Shrinkage | None:
    """The strongest shrinkage that the validation roads allow.

    A label that does not mean what the trips show, such as a speed limit, allows none. Of a mean,
    the loss says so; of a class, the squared error of the expected one: the most probable one of
    few classes changes by leaps.

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
    misfits = [_misfit(each, fit, answers[at], traffic[at]) for each in candidates]
    unshrunk = _misfit(Shrinkage(own, math.inf), fit, answers[at], traffic[at])
    allowed = TOLERANCE * min(*misfits, unshrunk)
    found = zip(candidates, misfits, strict=True)
    return next((candidate for candidate, misfit in found if misfit <= allowed), None)


def _misfit(shrinkage: Shrinkage, fit: TaskData, answers: Tensor, traffic: Tensor) -> float:
    """On the validation roads, of whose answers and traffic features it is."""
    rows, own = fit.rows["validation"], shrinkage.own
    if isinstance(own, OwnMean):
        return fit.misfit(shrinkage(answers, traffic), rows)
    expected = own.expected_class(answers, traffic, shrinkage.weight(traffic))
    return float((expected - fit.encoded[torch.from_numpy(rows), 0]).square().mean())


def _candidates(
    own: OwnMean | OwnClass, fit: TaskData, answers: Tensor, traffic: Tensor
) -> Iterator[Shrinkage]:
    """Shrinkage of each strength; roads to learn from and to validate on bound the classes."""
    if isinstance(own, OwnMean):
        yield from (Shrinkage(own, passes) for passes in STRENGTHS)
        return
    at = torch.from_numpy(np.flatnonzero(fit.learns))
    sizes = fit.encoded[at, 0].long().bincount(minlength=fit.target.outputs)
    for passes in STRENGTHS_OF_CLASSES:
        classes = OwnClass(fit.target.outputs)
        shrinkage = Shrinkage(classes, passes)
        classes.fit(answers[at], traffic[at], shrinkage.weight(traffic[at]), sizes)
        yield shrinkage
