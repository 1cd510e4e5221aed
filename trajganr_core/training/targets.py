"""From labels to what a head learns, and from what it answers to predictions.

Scalers and class bounds are fitted on the training fold only, and travel with the head.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from ..evaluation.metrics import distribution_metrics, ordinal_metrics, regression_metrics
from ..tasks import POPULARITY_CLASSES, Kind, Task

__all__ = ["Target", "fit_target", "target_from_dict"]

FloatArray = npt.NDArray[np.float64]


class Target(Protocol):
    """One kind of target, fitted.

    ``labels`` are always ``(n, columns)`` as the task's label columns hold them; ``raw`` are a
    head's outputs ``(n, outputs)``.
    """

    @property
    def outputs(self) -> int:
        """Values a head has to answer."""

    def encode(self, labels: FloatArray) -> Tensor:
        """What the loss compares with."""

    def loss(self, raw: Tensor, encoded: Tensor) -> Tensor:
        """Mean loss, a scalar."""

    def decode(self, raw: Tensor) -> FloatArray:
        """Predictions: values ``(n, 1)``, or probabilities ``(n, outputs)``."""

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        """Figures of decoded predictions."""

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        """What one would predict ``count`` times from the training labels alone."""

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form for the card."""


@dataclass(frozen=True)
class Regression:
    """A standardised value, learned by Huber loss; predictions below zero become zero."""

    mean: float
    spread: float
    outputs: int = 1

    @classmethod
    def fit(cls, labels: FloatArray) -> Regression:
        """Mean and standard deviation of training labels."""
        spread = float(labels.std())
        return cls(float(labels.mean()), spread if spread > 0 else 1.0)

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy((labels - self.mean) / self.spread).float()

    def loss(self, raw: Tensor, encoded: Tensor) -> Tensor:
        return functional.huber_loss(raw, encoded)

    def decode(self, raw: Tensor) -> FloatArray:
        return np.maximum(raw.double().numpy() * self.spread + self.mean, 0)

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return regression_metrics(labels[:, 0], predicted[:, 0])

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.full((count, 1), labels.mean())

    def to_dict(self) -> dict[str, Any]:
        return {"kind": Kind.REGRESSION.value, "mean": self.mean, "spread": self.spread}


@dataclass(frozen=True)
class Ordinal:
    """Classes between quantiles of a count, learned by cross-entropy."""

    bounds: tuple[float, ...]

    @classmethod
    def fit(cls, labels: FloatArray) -> Ordinal:
        """Bounds at equal quantiles of training labels; tied quantiles leave a class empty."""
        inner = np.linspace(0, 1, len(POPULARITY_CLASSES) + 1)[1:-1]
        return cls(tuple(float(bound) for bound in np.quantile(labels, inner)))

    @property
    def outputs(self) -> int:
        return len(self.bounds) + 1

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(np.searchsorted(self.bounds, labels[:, 0], side="left"))

    def loss(self, raw: Tensor, encoded: Tensor) -> Tensor:
        return functional.cross_entropy(raw, encoded)

    def decode(self, raw: Tensor) -> FloatArray:
        return raw.double().softmax(-1).numpy()

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return ordinal_metrics(self.encode(labels).numpy(), predicted)

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        shares = np.bincount(self.encode(labels).numpy(), minlength=self.outputs) / len(labels)
        return np.tile(shares, (count, 1))

    def to_dict(self) -> dict[str, Any]:
        return {"kind": Kind.ORDINAL.value, "bounds": list(self.bounds)}


@dataclass(frozen=True)
class Distribution:
    """Shares that sum to one, learned by Kullback-Leibler divergence."""

    outputs: int

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(labels).float()

    def loss(self, raw: Tensor, encoded: Tensor) -> Tensor:
        return functional.kl_div(raw.log_softmax(-1), encoded, reduction="batchmean")

    def decode(self, raw: Tensor) -> FloatArray:
        return raw.double().softmax(-1).numpy()

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return distribution_metrics(labels, predicted)

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.tile(labels.mean(0), (count, 1))

    def to_dict(self) -> dict[str, Any]:
        return {"kind": Kind.DISTRIBUTION.value, **dataclasses.asdict(self)}


def fit_target(task: Task, labels: FloatArray) -> Target:
    """Fit a task's target on training labels ``(n, columns)``."""
    if task.kind is Kind.REGRESSION:
        return Regression.fit(labels)
    if task.kind is Kind.ORDINAL:
        return Ordinal.fit(labels)
    return Distribution(labels.shape[1])


def target_from_dict(data: dict[str, Any]) -> Target:
    """Rebuild a target from a head's card."""
    if data["kind"] == Kind.REGRESSION.value:
        return Regression(data["mean"], data["spread"])
    if data["kind"] == Kind.ORDINAL.value:
        return Ordinal(tuple(data["bounds"]))
    return Distribution(data["outputs"])
