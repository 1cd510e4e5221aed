"""From labels to what a head learns, and from what it answers to predictions.

Scalers, class bounds and weights are fitted on the training fold only. What decoding needs
travels with the head.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Protocol

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..contract.tasks import POPULARITY_CLASSES, Kind, Task
from ..evaluation.metrics import distribution_metrics, ordinal_metrics, regression_metrics
from ..utils.arrays import FloatArray, IntArray

__all__ = ["Target", "fit_target", "support_weights", "target_from_dict"]

#: Labels skewed more than this are learned on a logarithmic scale: beyond one, by the usual rule
#: of thumb, a distribution is highly skewed, and a few large labels would decide the loss.
SKEWED = 1.0
#: Standard deviations beyond which an error of a regression counts by its size (Huber's δ).
HUBER_DELTA = 0.25
#: A rare class counts at most this much more than a common one.
LARGEST_CLASS_WEIGHT = 5.0
#: A rate is predicted within e^±10 of the training labels' mean rate, which keeps the loss finite.
LARGEST_LOG_RATIO = 10.0
#: Stands for a probability of zero where its logarithm is taken.
SMALLEST_SHARE = 1e-6


class Target(Protocol):
    """One kind of target, fitted.

    ``labels`` are always ``(n, columns)`` as
    :class:`~..training.finetuning.task_labels.TaskLabels` holds them;
    ``encoded`` is ``(n, c)`` float; ``raw`` are a head's outputs ``(n, outputs)``.
    """

    kind: ClassVar[Kind]
    #: Whether labels with more observations behind them should count for more.
    weighs_support: ClassVar[bool]

    @property
    def outputs(self) -> int:
        """Values a head has to answer."""

    @property
    def columns(self) -> int:
        """Columns of encoded labels (c)."""

    def encode(self, labels: FloatArray) -> Tensor:
        """What the loss compares with."""

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        """Loss of each row ``(n,)``."""

    def decode(self, raw: Tensor) -> FloatArray:
        """Predictions: values ``(n, 1)``, or probabilities ``(n, outputs)``."""

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        """Raw outputs ``(n, outputs)`` that decode to the weighted mean of labels.

        Args:
            encoded: ``(n, k, c)`` of k labels each.
            weight: ``(n, k)``, rows sum to one.
        """

    def truth(self, labels: FloatArray) -> FloatArray:
        """Labels in the shape of predictions: values ``(n, 1)``, one-hot classes, or shares."""

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        """Figures of decoded predictions."""

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        """What one would predict ``count`` times from the training labels alone."""

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form for the card."""


@dataclass(frozen=True)
class Regression:
    """A value standardised as it is or by its logarithm, learned by Huber's loss.

    Predictions below zero become zero.

    Attributes:
        scale: ``linear``, or ``log`` for log(1 + value).
        mean, spread: of the training labels on that scale.
    """

    scale: str
    mean: float
    spread: float

    kind: ClassVar[Kind] = Kind.REGRESSION
    weighs_support: ClassVar[bool] = True
    outputs: ClassVar[int] = 1
    columns: ClassVar[int] = 1

    @classmethod
    def fit(cls, labels: FloatArray) -> Regression:
        """Scale by the labels' skewness; mean and standard deviation on it."""
        scale = "log" if _skewness(labels) > SKEWED else "linear"
        values = np.log1p(labels) if scale == "log" else labels
        spread = float(values.std())
        return cls(scale, float(values.mean()), spread if spread > 0 else 1.0)

    def encode(self, labels: FloatArray) -> Tensor:
        values = np.log1p(labels) if self.scale == "log" else labels
        return torch.from_numpy((values - self.mean) / self.spread).float()

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        return functional.huber_loss(raw, encoded, delta=HUBER_DELTA, reduction="none")[:, 0]

    def decode(self, raw: Tensor) -> FloatArray:
        values = raw.double().numpy() * self.spread + self.mean
        return np.maximum(np.expm1(values) if self.scale == "log" else values, 0)

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        return (weight[..., None] * encoded).sum(1)

    def truth(self, labels: FloatArray) -> FloatArray:
        return labels

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return regression_metrics(labels[:, 0], predicted[:, 0])

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.full((count, 1), labels.mean())

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind.value, **asdict(self)}


@dataclass(frozen=True)
class Rate:
    """Events per unit of exposure, learned by the Poisson likelihood.

    ``log(rate) = log(mean rate) + raw``, and the events of a road are Poisson with mean
    exposure · rate: a road that was driven much says more than one that was driven once.
    Labels are ``(n, 2)``: events, exposure.

    Attributes:
        rate: events over exposure of the training labels.
        events: mean of a training label, by which the loss is divided so that it stands beside
            the losses of other tasks.
    """

    rate: float
    events: float

    kind: ClassVar[Kind] = Kind.RATE
    #: The exposure is the support, and the likelihood knows it.
    weighs_support: ClassVar[bool] = False
    outputs: ClassVar[int] = 1
    columns: ClassVar[int] = 2

    @classmethod
    def fit(cls, labels: FloatArray) -> Rate:
        """Mean rate and mean number of events of training labels.

        Where there is no event at all, half of one stands for how rare they are.
        """
        events, exposure = labels.sum(axis=0)
        return cls(float(max(events, 0.5) / exposure), float(max(events / len(labels), 1.0)))

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(labels).float()

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        events, exposure = encoded.unbind(-1)
        log_mean = self._log_rate(raw)[:, 0] + exposure.log()
        return functional.poisson_nll_loss(log_mean, events, reduction="none") / self.events

    def decode(self, raw: Tensor) -> FloatArray:
        return np.asarray(self._log_rate(raw.double()).exp().numpy())

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        events, exposure = (weight[..., None] * encoded).sum(1).unbind(-1)
        return (events / exposure / self.rate).clamp_min(SMALLEST_SHARE).log()[:, None]

    def truth(self, labels: FloatArray) -> FloatArray:
        return labels[:, :1] / labels[:, 1:]

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return regression_metrics(self.truth(labels)[:, 0], predicted[:, 0])

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.full((count, 1), labels[:, 0].sum() / labels[:, 1].sum())

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind.value, **asdict(self)}

    def _log_rate(self, raw: Tensor) -> Tensor:
        return raw.clamp(-LARGEST_LOG_RATIO, LARGEST_LOG_RATIO) + float(np.log(self.rate))


@dataclass(frozen=True)
class Ordinal:
    """Classes between quantiles of a count, learned by weighted cross-entropy.

    Attributes:
        bounds: between the classes; a count on a bound is of the lower class.
        weights: of the classes in the loss: inverse to their frequency in training, so that
            each class counts alike, but capped.
    """

    bounds: tuple[float, ...]
    weights: tuple[float, ...] = field(repr=False)

    kind: ClassVar[Kind] = Kind.ORDINAL
    #: The count is the support: weights would say that a busy road matters more.
    weighs_support: ClassVar[bool] = False
    columns: ClassVar[int] = 1

    @classmethod
    def fit(cls, labels: FloatArray) -> Ordinal:
        """Bounds at equal quantiles of training labels; tied quantiles leave a class empty."""
        inner = np.linspace(0, 1, len(POPULARITY_CLASSES) + 1)[1:-1]
        bounds = np.quantile(labels, inner)
        sizes = np.bincount(_classes(bounds, labels), minlength=len(bounds) + 1)
        alike = len(labels) / np.count_nonzero(sizes) / np.maximum(sizes, 1)
        weights = np.where(sizes > 0, np.minimum(alike, LARGEST_CLASS_WEIGHT), 1.0)
        return cls(tuple(bounds.tolist()), tuple(weights.tolist()))

    @property
    def outputs(self) -> int:
        return len(self.bounds) + 1

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(_classes(self.bounds, labels)).float()[:, None]

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        weights = torch.tensor(self.weights, device=raw.device, dtype=raw.dtype)
        return functional.cross_entropy(raw, encoded[:, 0].long(), weights, reduction="none")

    def decode(self, raw: Tensor) -> FloatArray:
        return np.asarray(raw.double().softmax(-1).numpy())

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        classes = functional.one_hot(encoded[..., 0].long(), self.outputs)
        return (weight[..., None] * classes).sum(1).clamp_min(SMALLEST_SHARE).log()

    def truth(self, labels: FloatArray) -> FloatArray:
        return np.asarray(np.eye(self.outputs)[_classes(self.bounds, labels)])

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return ordinal_metrics(_classes(self.bounds, labels), predicted)

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.tile(self.truth(labels).mean(0), (count, 1))

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind.value, **asdict(self)}


@dataclass(frozen=True)
class Distribution:
    """Shares that sum to one, learned by Kullback-Leibler divergence."""

    outputs: int

    kind: ClassVar[Kind] = Kind.DISTRIBUTION
    weighs_support: ClassVar[bool] = True

    @property
    def columns(self) -> int:
        return self.outputs

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(self.truth(labels)).float()

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        return functional.kl_div(raw.log_softmax(-1), encoded, reduction="none").sum(-1)

    def decode(self, raw: Tensor) -> FloatArray:
        return np.asarray(raw.double().softmax(-1).numpy())

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        return (weight[..., None] * encoded).sum(1).clamp_min(SMALLEST_SHARE).log()

    def truth(self, labels: FloatArray) -> FloatArray:
        return np.asarray(labels / labels.sum(axis=1, keepdims=True))

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return distribution_metrics(self.truth(labels), predicted)

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.tile(self.truth(labels).mean(0), (count, 1))

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind.value, **asdict(self)}


def fit_target(task: Task, labels: FloatArray) -> Target:
    """Fit a task's target on training labels ``(n, columns)``."""
    if task.kind is Kind.REGRESSION:
        return Regression.fit(labels)
    if task.kind is Kind.RATE:
        return Rate.fit(labels)
    if task.kind is Kind.ORDINAL:
        return Ordinal.fit(labels)
    return Distribution(labels.shape[1])


def target_from_dict(data: dict[str, Any]) -> Target:
    """Rebuild a target from a head's card."""
    kind = Kind(data["kind"])
    if kind is Kind.REGRESSION:
        return Regression(data["scale"], data["mean"], data["spread"])
    if kind is Kind.RATE:
        return Rate(data["rate"], data["events"])
    if kind is Kind.ORDINAL:
        return Ordinal(tuple(data["bounds"]), tuple(data["weights"]))
    return Distribution(data["outputs"])


def support_weights(support: FloatArray, training: FloatArray) -> FloatArray:
    """``(n,)`` weights of labels by the observations behind them; one on average in training.

    A mean of n passes errs by the roads' own spread and by 1/n of the passes' spread, so its
    weight is n / (n + m), with m the number of passes at which both are alike. m is unknown and
    taken as the training labels' median: the best known labels count at most about twice as
    much as an ordinary one.

    Args:
        support: ``(n,)`` observations of the labels to be weighted.
        training: ``(m,)`` those of the training labels.
    """
    middle = np.median(training)
    mean = (training / (training + middle)).mean()
    return np.asarray(support / (support + middle) / mean)


def _classes(bounds: FloatArray | tuple[float, ...], labels: FloatArray) -> IntArray:
    return np.searchsorted(bounds, labels[:, 0], side="left")


def _skewness(values: FloatArray) -> float:
    """Fisher's moment coefficient; zero where all values are the same."""
    apart = values - values.mean()
    spread = apart.std()
    return float((apart**3).mean() / spread**3) if spread > 0 else 0.0
