"""Encoding of labels as training targets, and decoding of a head's outputs to predictions.

Scalers, class bounds and weights are fitted on the training fold only. The parameters of decoding
are saved with the head.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..contract.tasks import POPULARITY_CLASSES, Kind, Task
from ..evaluation.metrics import distribution_metrics, ordinal_metrics, regression_metrics
from ..utils.arrays import FloatArray, IntArray

#: Labels skewed more than this are learned on a logarithmic scale: above one, by the usual rule
#: of thumb, a distribution is highly skewed, and a few large labels would dominate the loss.
SKEWED = 1.0
#: Huber's δ in standard deviations: larger errors have a linear loss.
HUBER_DELTA = 0.25
#: Largest ratio between the weights of a rare and a common class.
MAX_CLASS_WEIGHT = 5.0
#: Log rates are clipped to ±10 around the training labels' mean rate, which keeps the loss finite.
MAX_LOG_RATIO = 10.0
#: Smallest probability whose logarithm is taken.
MIN_SHARE = 1e-6


@dataclass(frozen=True)
class Target(ABC):
    """One kind of target, fitted.

    ``labels`` are always ``(n, columns)`` as
    :class:`~..training.finetuning.task_labels.TaskLabels` holds them;
    ``encoded`` is ``(n, c)`` float; ``raw`` are a head's outputs ``(n, outputs)``.

    Attributes:
        weighs_support: whether labels are weighted by their number of observations.
        outputs: number of outputs of a head.
        columns: number of columns of encoded labels (c).
    """

    kind: ClassVar[Kind]
    weighs_support: ClassVar[bool] = False
    outputs = 1
    columns = 1

    @abstractmethod
    def encode(self, labels: FloatArray) -> Tensor:
        """Labels as the loss takes them, ``(n, c)``."""

    @abstractmethod
    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        """Loss of each row, ``(n,)``."""

    def errors(self, raw: Tensor, encoded: Tensor) -> Tensor:
        """What the figures of a row measure, ``(n,)``; its loss, unless that differs."""
        return self.losses(raw, encoded)

    def decode(self, raw: Tensor) -> FloatArray:
        """Predictions: values ``(n, 1)``, or probabilities ``(n, outputs)``."""
        return np.asarray(raw.double().softmax(-1).numpy())

    @abstractmethod
    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        """Raw outputs ``(n, outputs)`` that decode to the weighted means of labels.

        Args:
            encoded: ``(n, k, c)`` k encoded labels per row.
            weight: ``(n, k)``, rows sum to one.
        """

    @abstractmethod
    def truth(self, labels: FloatArray) -> FloatArray:
        """Labels in the shape of predictions: values ``(n, 1)``, one-hot classes, or shares."""

    @abstractmethod
    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        """Figures of decoded predictions."""

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        """``count`` predictions of a trivial baseline, from the training labels alone."""
        return np.tile(self.truth(labels).mean(0), (count, 1))

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form for the card."""
        return {"kind": self.kind.value, **asdict(self)}


@dataclass(frozen=True)
class Regression(Target):
    """A standardised value, on a linear or logarithmic scale, trained with the Huber loss.

    Negative predictions are set to zero.

    Attributes:
        scale: ``linear``, or ``log`` for log(1 + value).
        mean, spread: of the training labels on that scale.
    """

    scale: str
    mean: float
    spread: float

    kind = Kind.REGRESSION
    weighs_support = True

    @classmethod
    def fit(cls, labels: FloatArray) -> Regression:
        """Choose the scale by the labels' skewness, and fit mean and standard deviation on it."""
        scale = "log" if _skewness(labels) > SKEWED else "linear"
        values = np.log1p(labels) if scale == "log" else labels
        spread = float(values.std())
        return cls(scale, float(values.mean()), spread if spread > 0 else 1.0)

    def encode(self, labels: FloatArray) -> Tensor:
        return self.standardised(torch.tensor(labels)).float()  # a copy: labels may be read-only

    def standardised(self, values: Tensor) -> Tensor:
        """Values as raw outputs of the same shape."""
        scaled = values.log1p() if self.scale == "log" else values
        return (scaled - self.mean) / self.spread

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


@dataclass(frozen=True)
class Rate(Target):
    """Events per unit of exposure, trained with the Poisson likelihood.

    ``log(rate) = log(mean rate) + raw``, and the events of a road are Poisson with mean
    exposure · rate, so that roads with more exposure have more influence: the exposure is the
    support. Labels are ``(n, 2)``: events, exposure.

    Attributes:
        rate: events over exposure of the training labels.
        events: mean number of events of a training label; the loss is divided by it so that it is
            comparable with the losses of other tasks.
    """

    rate: float
    events: float

    kind = Kind.RATE
    columns = 2

    @classmethod
    def fit(cls, labels: FloatArray) -> Rate:
        """Mean rate and mean number of events of training labels.

        Where there is no event at all, half an event is assumed.
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
        return (events / exposure / self.rate).clamp_min(MIN_SHARE).log()[:, None]

    def truth(self, labels: FloatArray) -> FloatArray:
        return labels[:, :1] / labels[:, 1:]

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return regression_metrics(self.truth(labels)[:, 0], predicted[:, 0])

    def trivial(self, labels: FloatArray, count: int) -> FloatArray:
        return np.full((count, 1), labels[:, 0].sum() / labels[:, 1].sum())

    def _log_rate(self, raw: Tensor) -> Tensor:
        return raw.clamp(-MAX_LOG_RATIO, MAX_LOG_RATIO) + float(np.log(self.rate))


@dataclass(frozen=True)
class Ordinal(Target):
    """Classes between quantiles of a count, trained with weighted cross-entropy.

    The count is the support. Weighting by it would favour busy roads.

    Attributes:
        bounds: between the classes; a count on a bound belongs to the lower class.
        weights: of the classes in the loss: inverse to their frequency in training, with a cap.
    """

    bounds: tuple[float, ...]
    weights: tuple[float, ...] = field(repr=False)

    kind = Kind.ORDINAL

    @classmethod
    def fit(cls, labels: FloatArray) -> Ordinal:
        """Bounds at equal quantiles of training labels; tied quantiles leave a class empty."""
        inner = np.linspace(0, 1, len(POPULARITY_CLASSES) + 1)[1:-1]
        bounds = np.quantile(labels, inner)
        sizes = np.bincount(_classes(bounds, labels), minlength=len(bounds) + 1)
        balanced = len(labels) / np.count_nonzero(sizes) / np.maximum(sizes, 1)
        weights = np.where(sizes > 0, np.minimum(balanced, MAX_CLASS_WEIGHT), 1.0)
        return cls(tuple(bounds.tolist()), tuple(weights.tolist()))

    @cached_property
    def outputs(self) -> int:  # type: ignore[override]
        return len(self.bounds) + 1

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(_classes(self.bounds, labels)).float()[:, None]

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        weights = torch.tensor(self.weights, device=raw.device, dtype=raw.dtype)
        return functional.cross_entropy(raw, encoded[:, 0].long(), weights, reduction="none")

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        classes = functional.one_hot(encoded[..., 0].long(), self.outputs)
        return (weight[..., None] * classes).sum(1).clamp_min(MIN_SHARE).log()

    def truth(self, labels: FloatArray) -> FloatArray:
        return np.asarray(np.eye(self.outputs)[_classes(self.bounds, labels)])

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return ordinal_metrics(_classes(self.bounds, labels), predicted)


@dataclass(frozen=True)
class Distribution(Target):
    """Shares that sum to one, trained with the Kullback-Leibler divergence."""

    outputs: int

    kind = Kind.DISTRIBUTION
    weighs_support = True

    @cached_property
    def columns(self) -> int:  # type: ignore[override]
        return self.outputs

    def encode(self, labels: FloatArray) -> Tensor:
        return torch.from_numpy(self.truth(labels)).float()

    def losses(self, raw: Tensor, encoded: Tensor) -> Tensor:
        return functional.kl_div(raw.log_softmax(-1), encoded, reduction="none").sum(-1)

    def errors(self, raw: Tensor, encoded: Tensor) -> Tensor:
        """The L1 distance: the divergence prefers shares that are too flat for it."""
        return (raw.softmax(-1) - encoded).abs().sum(-1)

    def average(self, encoded: Tensor, weight: Tensor) -> Tensor:
        return (weight[..., None] * encoded).sum(1).clamp_min(MIN_SHARE).log()

    def truth(self, labels: FloatArray) -> FloatArray:
        return np.asarray(labels / labels.sum(axis=1, keepdims=True))

    def metrics(self, labels: FloatArray, predicted: FloatArray) -> dict[str, float]:
        return distribution_metrics(self.truth(labels), predicted)


def fit_target(task: Task, labels: FloatArray) -> Target:
    """Fit a task's target on training labels ``(n, columns)``."""
    if task.kind is Kind.REGRESSION:
        return Regression.fit(labels)
    if task.kind is Kind.RATE:
        return Rate.fit(labels)
    if task.kind is Kind.ORDINAL:
        return Ordinal.fit(labels)
    return Distribution(labels.shape[1])


def target_from_dict(data: Mapping[str, Any]) -> Target:
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
    """``(n,)`` weights of labels by their number of observations; one on average in training.

    The variance of a mean of n passes is that between roads plus 1/n of that between passes, so
    its weight is n / (n + m), with m the number of passes at which both terms are equal. m is
    unknown and set to the training labels' median: the best observed labels count at most about
    twice as much as an ordinary one.

    Args:
        support: ``(n,)`` numbers of observations of the labels to be weighted.
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
