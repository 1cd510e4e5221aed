"""The road function: shrinkage between a prior and the passes, and its distributions."""

from __future__ import annotations

import math

import torch

from trajganr_core.model.road_function import (
    LARGEST_MEAN_VARIATION,
    LEAST_MEAN_VARIATION,
    PaceDistribution,
    RoadFunction,
    RoadQueries,
)

FEATURES, KERNELS = 4, 3


def queries(passes: float, mean: float, expected: float = 0.2) -> RoadQueries:
    """One query with so many equal passes, all at the asked time."""
    near = torch.full((1, KERNELS), passes)
    return RoadQueries(
        features=torch.zeros(1, FEATURES),
        passes=torch.tensor([passes]),
        mean=torch.tensor([mean]),
        geometric=torch.tensor([mean]),
        near_passes=near,
        near_seconds=near * mean,
        expected=torch.tensor([expected]),
        city=torch.zeros(1),
    )


def function() -> RoadFunction:
    """An untrained function; the networks' outputs are constants."""
    torch.manual_seed(0)
    return RoadFunction(FEATURES, KERNELS).eval()


def test_without_passes_the_mean_is_the_prior() -> None:
    answer = function()(queries(0.0, 1.0))
    torch.testing.assert_close(answer.mean, torch.tensor([0.2]))


def test_a_thousand_equal_passes_outweigh_any_prior() -> None:
    roads = function()
    # The strongest and slowest prior that the network can give.
    roads.trust[-1].bias.data[0] = 100.0
    roads.prior[-1].bias.data[0] = 100.0
    answer = roads(queries(1000.0, 0.1))
    assert abs(answer.mean.item() - 0.1) < 0.01


def test_more_passes_are_nearer_to_their_mean() -> None:
    means = [function()(queries(count, 0.1)).mean.item() for count in (0.0, 1.0, 10.0, 100.0)]
    assert means == sorted(means, reverse=True)
    assert 0.1 < means[-1] < 0.11


def test_the_mixture_has_the_mean() -> None:
    answer = function()(queries(3.0, 0.1))
    component = (answer.location + answer.spread**2 / 2).exp()
    mean = (answer.log_weight.exp() * component).sum(1)
    torch.testing.assert_close(mean, answer.mean)


def test_the_pseudo_count_is_that_of_the_passes_and_of_the_prior() -> None:
    counts = [function()(queries(count, 0.1)).pseudo_count.item() for count in (0.0, 10.0, 20.0)]
    assert 0 < counts[0] < 10
    assert counts[0] + 10 <= counts[1] <= counts[2] - 10


def test_the_variation_of_a_mean_falls_with_its_pseudo_count_between_its_bounds() -> None:
    few, some, many = (single(0.5, pseudo_count=count) for count in (1e-9, 40.0, 1e9))
    deviation = math.sqrt(math.exp(0.5**2) - 1)
    torch.testing.assert_close(some.variation, torch.tensor([deviation]))
    of_passes = torch.tensor([math.hypot(deviation / math.sqrt(40), LEAST_MEAN_VARIATION)])
    torch.testing.assert_close(some.mean_variation, of_passes, rtol=0.01, atol=0)
    largest = torch.tensor([math.hypot(LARGEST_MEAN_VARIATION, LEAST_MEAN_VARIATION)])
    torch.testing.assert_close(few.mean_variation, largest)
    torch.testing.assert_close(many.mean_variation, torch.tensor([LEAST_MEAN_VARIATION]))


def single(spread: float, pseudo_count: float = 1.0) -> PaceDistribution:
    """A log-normal distribution whose median is 0.1 s/m."""
    location, spreads = torch.tensor([[0.1]]).log(), torch.full((1, 1), spread)
    mean = (location + spreads**2 / 2).exp()[:, 0]
    return PaceDistribution(
        mean, torch.zeros(1, 1), location, spreads, torch.tensor([pseudo_count])
    )


def test_quantiles_and_density_of_a_single_log_normal() -> None:
    mean = torch.tensor([0.1])
    one = single(0.5)
    torch.testing.assert_close(one.quantile(0.5), mean)
    torch.testing.assert_close(one.quantile(0.95), mean * torch.tensor(0.5 * 1.644854).exp())
    normal = torch.distributions.Normal(mean.log(), 0.5)
    pace = torch.tensor([0.13])
    torch.testing.assert_close(one.log_likelihood(pace), normal.log_prob(pace.log()))
