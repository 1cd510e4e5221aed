"""The road function: shrinkage between a prior and the passes, and its distributions."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
from meta_device import META

from trajganr_core.model.road_function import (
    MAX_MEAN_VARIATION,
    MIN_MEAN_VARIATION,
    PaceDistribution,
    RoadFunction,
    RoadQueries,
)

FEATURES = 4


def queries(
    passes: float, mean: float, expected: float = 0.2, day_variance: float = 0.0
) -> RoadQueries:
    """One query with so many equal passes, all at the asked time."""
    return RoadQueries(
        features=torch.zeros(1, FEATURES),
        passes=torch.tensor([passes]),
        mean=torch.tensor([mean]),
        near_passes=torch.tensor([passes]),
        near_seconds=torch.tensor([passes * mean]),
        expected=torch.tensor([expected]),
        city=torch.zeros(1),
        day_variance=torch.tensor([day_variance]),
    )


def function() -> RoadFunction:
    """An untrained function; the networks' outputs are constants."""
    torch.manual_seed(0)
    return RoadFunction(FEATURES).eval()


def test_without_passes_the_mean_is_the_prior() -> None:
    answer = function()(queries(0.0, 1.0))
    torch.testing.assert_close(answer.mean, torch.tensor([0.2]))


def test_a_thousand_equal_passes_outweigh_any_prior() -> None:
    roads = function()
    # The strongest and slowest prior that the network can give.
    roads.to_mean[-1].bias.data[:2] = 100.0
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
    of_passes = torch.tensor([math.hypot(deviation / math.sqrt(40), MIN_MEAN_VARIATION)])
    torch.testing.assert_close(some.mean_variation, of_passes, rtol=0.01, atol=0)
    largest = torch.tensor([math.hypot(MAX_MEAN_VARIATION, MIN_MEAN_VARIATION)])
    torch.testing.assert_close(few.mean_variation, largest)
    torch.testing.assert_close(many.mean_variation, torch.tensor([MIN_MEAN_VARIATION]))


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


def bisected(mixture: PaceDistribution, level: float) -> torch.Tensor:
    """Quantiles in float64, of the logarithm of the pace."""
    weight, location = mixture.log_weight.double().exp(), mixture.location.double()
    low, high = (location - 10).amin(1), (location + 10).amax(1)
    for _ in range(60):
        middle = (low + high) / 2
        z = (middle[:, None] - location) / mixture.spread
        below = (weight * torch.special.ndtr(z)).sum(1) < level
        low, high = torch.where(below, middle, low), torch.where(below, high, middle)
    return (low + high) / 2


@pytest.mark.parametrize("level", [0.05, 0.15, 0.5, 0.85, 0.95])
@pytest.mark.parametrize(("components", "apart"), [(3, 0.3), (3, 1.5), (15, 0.5), (2, 4.0)])
def test_quantiles_of_mixtures_are_those_of_bisection(
    components: int, apart: float, level: float
) -> None:
    """Also where components are far apart, so that Newton's method alone goes astray."""
    rng = torch.Generator().manual_seed(0)
    shape = (5000, components)
    weights = (2 * torch.randn(shape, generator=rng)).softmax(1)
    weights[:100, 0] = 0.0  # of a time that has no share
    nothing = torch.ones(len(weights))
    mixture = PaceDistribution(
        nothing,
        (weights / weights.sum(1, keepdim=True)).log(),
        math.log(0.1) + apart * torch.randn(shape, generator=rng),
        0.05 + 1.2 * torch.rand(shape, generator=rng) ** 2,
        nothing,
    )
    found, exact = mixture.quantile(level).log().double(), bisected(mixture, level)
    z = (found[:, None] - mixture.location) / mixture.spread
    share = (mixture.log_weight.double().exp() * torch.special.ndtr(z)).sum(1)
    # Between components that are far apart almost nothing is: no float32 share tells a place there.
    assert ((found - exact).abs() < 1e-4).logical_or((share - level).abs() < 1e-5).all()
    assert (found - exact).abs().quantile(0.99) < 1e-5


def test_features_beyond_the_range_of_the_training_count_as_its_ends() -> None:
    roads = RoadFunction(FEATURES).eval()
    torch.manual_seed(0)
    for network in (roads.to_mean, roads.shape, roads.to_median):
        torch.nn.init.normal_(network[-1].weight)
    rows = torch.zeros(64, FEATURES)
    # The first feature is the same in all of the training, the second one within [0, 1].
    rows[:, 0], rows[:, 1] = 3.0, torch.linspace(0, 1, 64)
    roads.standardise(with_features(rows))

    def answer(first: float, second: float) -> tuple[float, ...]:
        asked = with_features(torch.tensor([[first, second, 0.0, 0.0]]))
        found = roads(asked)
        median = roads.median(asked, found)
        return found.mean.item(), found.variation.item(), median.item()

    assert answer(0.0, 0.5) == answer(3.0, 0.5) == answer(9.0, 0.5)
    assert answer(3.0, 1.0) == answer(3.0, 1.5) != answer(3.0, 0.5)


def with_features(features: torch.Tensor) -> RoadQueries:
    """Queries that differ in their features only."""
    return replace(queries(2.0, 0.1).take(torch.zeros(len(features)).long()), features=features)


def test_before_its_training_the_median_is_the_mean() -> None:
    roads, asked = function(), queries(2.0, 0.1)
    answer = roads(asked)
    torch.testing.assert_close(roads.median(asked, answer), answer.mean)


def test_the_mean_of_another_day_is_less_certain_however_many_passes_are_known() -> None:
    roads = function()
    variations = [
        roads(queries(10_000.0, 0.1, day_variance=each)).mean_variation.item()
        for each in (0.0, 1.1, 1.5)
    ]
    assert variations == sorted(variations)
    between = variations[2] ** 2 - variations[0] ** 2
    assert abs(between - 1.5 * roads.day_variation.item() ** 2) < 1e-5


def test_it_is_trained_on_a_device_that_is_not_the_processor() -> None:
    asked = queries(3.0, 0.2)
    moved = RoadQueries(**{name: value.to(META) for name, value in vars(asked).items()})
    roads = function().to(META)
    roads.standardise(moved)
    answer = roads(moved)
    pace = torch.full((1,), 0.1, device=META)
    (answer.mean - answer.log_likelihood(pace) + roads.median(moved, answer)).sum().backward()
    assert {p.grad.device for p in roads.parameters() if p.grad is not None} == {META}
