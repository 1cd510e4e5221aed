"""Shrinkage of a task's answers towards the mean of the road's own input passes (ours).

With many passes, the mean of a road is a better estimate than the answer of networks and trees,
which smooth over roads. With n passes, the mean has the weight n / (n + k), as in the posterior
mean of a normal distribution with known variances; k is their ratio (Efron and Morris 1975).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..contract.model_card import ModelConfig
from .heads import LocationFeatures
from .points import SPEED_UNIT_MPS
from .segment_columns import LOG_PASSES, SLOWDOWN, SPACE_MEAN_SPEED
from .targets import Regression, Target

__all__ = ["OwnMean", "Shrunk"]

#: By task, the position in the traffic features of the mean that has the meaning of a derived
#: label, and its unit in that of the task.
COLUMNS = {"speed": (SPACE_MEAN_SPEED, 3.6 * SPEED_UNIT_MPS), "slowdown": (SLOWDOWN, 1.0)}


@dataclass(frozen=True)
class OwnMean:
    """The mean of a road's own input passes, as a head's raw outputs.

    Attributes:
        column: of the mean in the traffic features; see :class:`~.heads.LocationFeatures`.
        unit: of the mean, in the unit of the task.
        target: of the head.
    """

    column: int
    unit: float
    target: Regression

    @classmethod
    def of(
        cls, task: str, target: Target, config: ModelConfig, *, segment_context: bool
    ) -> OwnMean | None:
        """For a task; None where passes do not show its label, or heads do not get their mean."""
        if not segment_context or not config.sees("trajectory") or task not in COLUMNS:
            return None
        return cls(*COLUMNS[task], target) if isinstance(target, Regression) else None

    def outputs(self, traffic: Tensor) -> Tensor:
        """``(B, 1)`` from ``(B, T)``; without meaning where there is no pass."""
        return self.target.standardised(traffic[:, [self.column]] * self.unit)


class Shrunk(nn.Module):
    """A predictor whose answers are shrunk towards the mean of the passes.

    Args:
        predictor: of the same task.
        own: the mean of the passes.
        passes: with so many, both have the same weight.
    """

    def __init__(self, predictor: nn.Module, own: OwnMean, passes: float) -> None:
        super().__init__()
        self.predictor, self.own, self.passes = predictor, own, passes

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, 1)`` for a batch of locations."""
        return self.shrink(self.predictor(features), features.traffic)

    def shrink(self, answers: Tensor, traffic: Tensor) -> Tensor:
        """Answers ``(B, 1)`` of the predictor, shrunk by the traffic features ``(B, T)``."""
        passes = traffic[:, [LOG_PASSES]].expm1()
        return torch.lerp(answers, self.own.outputs(traffic), passes / (passes + self.passes))
