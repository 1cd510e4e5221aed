"""Shrinkage of a task's answers towards what the road's own input trips show (ours).

With many passes, the mean of a road is a better estimate than an answer that smooths over roads.
With n passes, the mean has the weight n / (n + k), as in the posterior mean of a normal
distribution with known variances; k is their ratio (Efron and Morris 1975).

Classes of a count are ordered: what is shrunk is the expected class, towards the class that the
road's own number of trips has. The most probable of few classes ignores this order, and is seldom
one in the middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from ...contract.records.model_card import ModelConfig
from ..points import SPEED_UNIT_MPS
from ..segment_columns import LOG_PASSES, LOG_TRIPS, SLOWDOWN, SPACE_MEAN_SPEED
from ..targets import Ordinal, Regression, Target

#: By task, the position in the traffic features of the mean that has the meaning of a derived
#: label, and its unit in that of the task.
COLUMNS = {"speed": (SPACE_MEAN_SPEED, 3.6 * SPEED_UNIT_MPS), "slowdown": (SLOWDOWN, 1.0)}
#: The task whose label is a class of the number of trips.
COUNTED = "popularity"


@dataclass(frozen=True)
class OwnMean:
    """The mean of a road's own input passes, as a head's raw outputs.

    Attributes:
        column: of the mean in the traffic features; see
            :class:`~..heads.LocationFeatures`.
        unit: of the mean, in the unit of the task.
    """

    column: int
    unit: float
    target: Regression

    counted: ClassVar[int] = LOG_PASSES

    def outputs(self, traffic: Tensor) -> Tensor:
        """``(B, 1)`` from ``(B, T)``; without meaning where there is no pass."""
        return self.target.standardised(traffic[:, [self.column]] * self.unit)

    def shrink(self, answers: Tensor, traffic: Tensor, weight: Tensor) -> Tensor:
        """Answers ``(B, 1)``, shrunk with the weights ``(B, 1)`` of the mean."""
        return torch.lerp(answers, self.outputs(traffic), weight)


class OwnClass(nn.Module):
    """The class of a road's own number of input trips.

    Both the expected class and the number of trips are cut so that as many labelled roads come
    into each class as are of it: other drivers make the labels, so that their numbers differ.

    Attributes:
        trips: ``(classes - 1,)`` bounds of the number of trips; one on a bound is below it.
        expected: ``(classes - 1,)`` bounds of the shrunk expected class.
    """

    trips: Tensor
    expected: Tensor
    counted: ClassVar[int] = LOG_TRIPS

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.register_buffer("trips", torch.zeros(classes - 1))
        self.register_buffer("expected", torch.zeros(classes - 1))

    def fit(self, answers: Tensor, traffic: Tensor, weight: Tensor, sizes: Tensor) -> None:
        """Set the bounds.

        Args:
            answers, traffic, weight: of labelled roads, as for :meth:`shrink`.
            sizes: ``(classes,)`` number of these roads of each class.
        """
        self.trips.copy_(_bounds(_trips(traffic), sizes))
        self.expected.copy_(_bounds(self.expected_class(answers, traffic, weight), sizes))

    def shrink(self, answers: Tensor, traffic: Tensor, weight: Tensor) -> Tensor:
        """Raw outputs in which the class of the shrunk expected class is the most probable one.

        It trades places with the class that was. Its probability is no more than that one's was,
        so that sets of classes keep their size.

        Args:
            answers: ``(B, classes)`` raw outputs.
            traffic: ``(B, T)`` traffic features.
            weight: ``(B, 1)`` of the class of the number of trips.
        """
        expected = self.expected_class(answers, traffic, weight)
        named = torch.bucketize(expected, self.expected)[:, None]
        leading = answers.argmax(1, keepdim=True)
        others = answers.scatter(1, leading, answers.gather(1, named))
        return others.scatter(1, named, answers.gather(1, leading))

    def expected_class(self, answers: Tensor, traffic: Tensor, weight: Tensor) -> Tensor:
        """``(B,)`` the expected class, shrunk; arguments as for :meth:`shrink`."""
        numbers = torch.arange(answers.shape[1], dtype=answers.dtype, device=answers.device)
        own = torch.bucketize(_trips(traffic), self.trips).to(answers.dtype)
        return torch.lerp(answers.softmax(1) @ numbers, own, weight[:, 0])


def own_of(task: str, target: Target, config: ModelConfig) -> OwnMean | OwnClass | None:
    """What a road's own trips show of a task; None where they do not, or no trips are seen."""
    if not config.sees("trajectory"):
        return None
    if isinstance(target, Regression) and task in COLUMNS:
        return OwnMean(*COLUMNS[task], target)
    return OwnClass(target.outputs) if isinstance(target, Ordinal) and task == COUNTED else None


class Shrinkage(nn.Module):
    """Shrinks answers towards what the road's own trips show.

    Args:
        own: the mean of the passes, or the class of the number of trips.
        passes: with so many passes or trips, both have the same weight.
    """

    def __init__(self, own: OwnMean | OwnClass, passes: float) -> None:
        super().__init__()
        self.own, self.passes = own, passes

    def forward(self, answers: Tensor, traffic: Tensor) -> Tensor:
        """Answers ``(B, outputs)``, shrunk by traffic features ``(B, T)``."""
        return self.own.shrink(answers, traffic, self.weight(traffic))

    def weight(self, traffic: Tensor) -> Tensor:
        """``(B, 1)`` of what the road's own trips show."""
        passes = traffic[:, [self.own.counted]].expm1()
        return passes / (passes + self.passes)


def _trips(traffic: Tensor) -> Tensor:
    """``(B,)`` the number of a road's own trips."""
    return traffic[:, LOG_TRIPS].expm1().round()


def _bounds(values: Tensor, sizes: Tensor) -> Tensor:
    """Bounds that cut n values into groups of these sizes, midway between two values."""
    infinite = values.new_tensor([float("inf")])
    ordered = torch.cat([-infinite, values.sort().values, infinite])
    last = sizes.cumsum(0)[:-1]
    return (ordered[last] + ordered[last + 1]) / 2
