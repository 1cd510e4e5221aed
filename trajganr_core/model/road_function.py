"""The road function: the distribution of the pace of a further vehicle on a segment at a time.

Ours, in the spirit of conditional neural processes (Garnelo et al. 2018): the context is a set of
passes of other drivers, which :mod:`~..features.pass_context` summarises. The mean of the
distribution is a weighted mean of the passes and of a predicted prior. The weights are predicted
pseudo counts with an upper bound: the prior rules where there is no pass, and vanishes where there
are many.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from statistics import NormalDist

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Largest weight of the prior, in passes.
MAX_PRIOR = 33.0
#: Largest change of the prior from the expected pace, and of the median of a road's mean from the
#: expected one, of their logarithms: where there are few passes, single vehicles that stood would
#: otherwise make roads many times too slow.
MAX_CHANGE = 0.7
#: Values of an answer from which the median of a road's mean is predicted, beside the features.
MEDIAN_FEATURES = 6
#: Pace whose logarithm is the zero of a feature: 36 km/h, in s/m.
USUAL_PACE = 0.1
#: Share of hidden values that the training of the median leaves out.
MEDIAN_DROPOUT = 0.3
#: Standardised features are clipped to this.
MAX_FEATURE = 5.0
#: Smallest scale of a feature. Most are logarithms: a difference of 5 % is a small one.
MIN_SCALE = 0.05
#: Smallest standard deviation of a component, of the logarithm of the pace.
MIN_SPREAD = 0.05
#: Standard deviation of the logarithm of the city's mean pace at an hour between days, before it is
#: learned.
DAY_VARIATION = 0.08
#: What remains of the variation of a mean, however many passes are known: drivers differ.
#: Without any pass it is that of roads of a city among each other at most.
MIN_MEAN_VARIATION, MAX_MEAN_VARIATION = 0.06, 1.5
#: Largest logarithm of the mean square of a pace over the square of its mean.
MAX_EXCESS = 3.0
#: Levels of the quantiles between which the middle of a distribution is, and how many standard
#: deviations of a normal distribution they are apart.
MIDDLE, DEVIATIONS_BETWEEN = (0.15, 0.85), 2.0729
#: Last step of the logarithm of a quantile: the next one would be smaller than float32 resolves.
MIN_STEP, MAX_STEPS = 1e-5, 40


@dataclass(frozen=True)
class RoadQueries:
    """Segments at times, and the passes of other drivers on and around them.

    Attributes:
        features: ``(q, f)``.
        passes: ``(q,)`` passes of the segment, in lengths of it.
        mean: ``(q,)`` space mean of their pace, s/m; 1 where there is none.
        near_passes, near_seconds: ``(q,)`` passes near the asked time, weighted by a kernel, and
            their seconds per metre summed.
        expected: ``(q,)`` mean pace of the segment and its surroundings at any time, s/m.
        city: ``(q,)`` logarithm of the city's pace at the time over that at any time, shrunk by the
            number of days of which it is known.
        day_variance: ``(q,)`` how far the asked day may be from the days of the passes: a variance,
            in variances between days; 0 without a time.
    """

    features: Tensor
    passes: Tensor
    mean: Tensor
    near_passes: Tensor
    near_seconds: Tensor
    expected: Tensor
    city: Tensor
    day_variance: Tensor

    def __len__(self) -> int:
        return len(self.features)

    def take(self, rows: Tensor | slice) -> RoadQueries:
        """The chosen queries."""
        return RoadQueries(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    @classmethod
    def concatenate(cls, parts: list[RoadQueries]) -> RoadQueries:
        """The queries of all parts, in their order."""
        columns = {each.name: [getattr(part, each.name) for part in parts] for each in fields(cls)}
        return cls(**{name: torch.cat(values) for name, values in columns.items()})


@dataclass(frozen=True)
class PaceDistribution:
    """Mixtures of log-normal distributions of pace.

    Attributes:
        mean: ``(q,)`` of the mixture, s/m.
        log_weight: ``(q, c)`` logarithms of weights, which sum to one.
        location, spread: ``(q, c)`` mean and standard deviation of the logarithm of the pace.
        pseudo_count: ``(q,)`` passes of the segment that the mean is worth, with the prior.
        day_variance: ``(q,)`` of the logarithm of the mean, because the asked day is another one.
    """

    mean: Tensor
    log_weight: Tensor
    location: Tensor
    spread: Tensor
    pseudo_count: Tensor
    day_variance: Tensor | float = 0.0

    @property
    def variation(self) -> Tensor:
        """``(q,)`` standard deviation of the pace of single vehicles over the mean."""
        square = torch.logsumexp(self.log_weight + 2 * (self.location + self.spread**2), dim=1)
        excess = (square - 2 * self.mean.log()).clamp(max=MAX_EXCESS).exp() - 1
        return excess.clamp(min=MIN_SPREAD**2).sqrt()

    @property
    def deviation(self) -> Tensor:
        """``(q,)`` standard deviation of the pace of single vehicles, s/m, as if log-normal.

        It is that of the middle of the distribution, without its tails.
        """
        low, high = (self.quantile(level) for level in MIDDLE)
        return self.mean * (high / low).log() / DEVIATIONS_BETWEEN

    @property
    def mean_variation(self) -> Tensor:
        """``(q,)`` standard deviation of the road's mean over the mean, before calibration."""
        known = self.pseudo_count / self.variation**2 + 1 / MAX_MEAN_VARIATION**2
        return (1 / known + MIN_MEAN_VARIATION**2 + self.day_variance).sqrt()

    def log_likelihood(self, pace: Tensor) -> Tensor:
        """``(q,)`` log density of the logarithm of observed paces ``(q,)``, s/m."""
        z = (pace.log()[:, None] - self.location) / self.spread
        normal = -0.5 * z**2 - self.spread.log() - 0.5 * math.log(2 * math.pi)
        return torch.logsumexp(self.log_weight + normal, dim=1)

    def quantile(self, level: float) -> Tensor:
        """``(q,)`` pace below which a share ``level`` of the vehicles is, s/m."""
        weight = self.log_weight.exp()
        own = self.location + self.spread * NormalDist().inv_cdf(level)
        # The quantile of a mixture is between those of its components.
        low, high, found = own.amin(1), own.amax(1), (weight * own).sum(1)
        step = high - low
        for _ in range(MAX_STEPS):
            z = (found[:, None] - self.location) / self.spread
            excess = (weight * torch.special.ndtr(z)).sum(1) - level
            density = (weight / self.spread * (-0.5 * z**2).exp()).sum(1) / math.sqrt(2 * math.pi)
            low, high = torch.where(excess < 0, found, low), torch.where(excess < 0, high, found)
            newton = found - excess / density
            # Newton's method may leave the interval or oscillate within it: then halve it.
            most = (step / 2).clamp(min=MIN_STEP)
            converges = (newton >= low) & (newton <= high) & ((newton - found).abs() <= most)
            before, found = found, torch.where(converges, newton, (low + high) / 2)
            step = (found - before).abs()
            if not (step > MIN_STEP).any():
                break
        return found.exp()


class RoadFunction(nn.Module):
    """Pace distributions of queries."""

    def __init__(self, features: int, hidden: int = 96, components: int = 3) -> None:
        super().__init__()
        self.hidden, self.components = hidden, components
        self.centre = nn.Parameter(torch.zeros(features), requires_grad=False)
        self.scale = nn.Parameter(torch.ones(features), requires_grad=False)
        self.day_variation = nn.Parameter(torch.tensor(DAY_VARIATION), requires_grad=False)
        self.low = nn.Parameter(torch.full((features,), -MAX_FEATURE), requires_grad=False)
        self.high = nn.Parameter(torch.full((features,), MAX_FEATURE), requires_grad=False)
        self.to_mean = _network(features, hidden, [0.0, 1.5, 0.0, -0.5, 0.0])
        shape = [*torch.linspace(1, -1, components).tolist(), *[0.0] * components]
        self.shape = _network(features, hidden, [*shape, *[-0.6] * components])
        self.to_median = _network(features + MEDIAN_FEATURES, hidden, [0.0], MEDIAN_DROPOUT)

    def standardise(self, queries: RoadQueries) -> None:
        """Fit the scales and the ranges of the features to training queries.

        Values beyond the range of a feature are clipped to it: what is far from all that the
        networks were trained on would have arbitrary answers, and a feature that hardly varies in
        training is far from it at once.
        """
        x = queries.features
        self.centre.data, self.scale.data = x.mean(0), x.std(0) + MIN_SCALE
        x = self._scaled(x)
        self.low.data, self.high.data = x.amin(0), x.amax(0)

    def forward(self, queries: RoadQueries) -> PaceDistribution:
        """The distribution at each query."""
        x = self._inputs(queries)
        mean, pseudo_count = self._mean(queries, x)
        weight, offset, spread = self.shape(x).split(self.components, dim=1)
        log_weight, spread = weight.log_softmax(1), functional.softplus(spread) + MIN_SPREAD
        # The components are shifted together so that the mixture has the mean.
        own = torch.logsumexp(log_weight + offset + spread**2 / 2, dim=1)
        # The mean learns from the mean's loss only: densities would pull it into the tails.
        location = offset + (mean.detach().log() - own)[:, None]
        between_days = self.day_variation**2 * queries.day_variance
        return PaceDistribution(mean, log_weight, location, spread, pseudo_count, between_days)

    def median_inputs(self, queries: RoadQueries, answer: PaceDistribution) -> Tensor:
        """``(q, f)`` what :meth:`median_change` is predicted from."""
        log_mean = answer.mean.log()
        own = [
            log_mean - math.log(USUAL_PACE),
            log_mean - queries.expected.log(),
            (answer.log_weight.exp() * answer.location).sum(1) - log_mean,
            answer.variation.log(),
            answer.mean_variation.log(),
            answer.pseudo_count.log() / 2 - 1,
        ]
        return torch.cat([self._inputs(queries), torch.stack(own, dim=1)], dim=1)

    def median_change(self, inputs: Tensor) -> Tensor:
        """``(q,)`` logarithm of the median of a road's own mean pace over its expected value."""
        return _bounded(self.to_median(inputs)[:, 0])

    def median(self, queries: RoadQueries, answer: PaceDistribution) -> Tensor:
        """``(q,)`` pace that the road's own mean is as likely above as below, s/m.

        It is of queries without a time. The predicted mean is the expected value of the road's own
        mean: times of trips add up. Few roads that are much slower than others raise it where
        little is known of a road. The median is without them, and the absolute error of its speed
        is smaller.

        Args:
            queries: without a time.
            answer: at these queries.
        """
        return answer.mean * self.median_change(self.median_inputs(queries, answer)).exp()

    def _scaled(self, features: Tensor) -> Tensor:
        x = (features - self.centre) / self.scale
        return x.clamp(-MAX_FEATURE, MAX_FEATURE)

    def _inputs(self, queries: RoadQueries) -> Tensor:
        """``(q, f)`` standardised features within the range of the training."""
        return self._scaled(queries.features).clamp(self.low, self.high)

    def _mean(self, queries: RoadQueries, x: Tensor) -> tuple[Tensor, Tensor]:
        """The mean, and its total weight in units of a pass of the segment."""
        change, *strengths, all_day = self.to_mean(x).unbind(1)
        prior = queries.expected * (queries.city + _bounded(change)).exp()
        of_prior, of_pass, of_near = (
            each.clamp(-6, math.log(MAX_PRIOR)).exp() for each in strengths
        )
        of_pass, of_near = of_pass.clamp(1, 8), of_near.clamp(max=8)
        of_mean = of_pass * queries.passes
        is_timed = (queries.day_variance > 0).float()
        at_time = (queries.city + is_timed * all_day.clamp(-1, 1)).exp()
        total = of_prior * prior + of_mean * queries.mean * at_time + of_near * queries.near_seconds
        weight = of_prior + of_mean + of_near * queries.near_passes
        return total / weight, weight.detach() / of_pass.detach()


def _bounded(change: Tensor) -> Tensor:
    """A change within :data:`MAX_CHANGE` either way."""
    return MAX_CHANGE * torch.tanh(change / MAX_CHANGE)


def _network(features: int, hidden: int, start: list[float], dropout: float = 0.0) -> nn.Sequential:
    """Two hidden layers; before training the outputs are ``start``."""
    last = nn.Linear(hidden, len(start))
    nn.init.zeros_(last.weight)
    last.bias.data = torch.tensor(start)
    layers: list[nn.Module] = []
    for inputs in (features, hidden):
        layers += [nn.Linear(inputs, hidden), nn.GELU()]
        layers += [nn.Dropout(dropout)] if dropout else []
    return nn.Sequential(*layers, last)
