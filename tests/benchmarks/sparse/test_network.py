"""Encoders of gaps: what they see, and where they start from."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from road_passes import AREA, chain

from benchmarks.sparse.choice import Candidates
from benchmarks.sparse.gaps import Gaps
from benchmarks.sparse.network import difference, expected_f1
from benchmarks.sparse.priors import Geometry, Priors
from benchmarks.sparse.time_network import TimeEncoder, TimeTokens, shares
from benchmarks.sparse.time_questions import Movements
from benchmarks.sparse.times import ask
from benchmarks.sparse.way_network import WayEncoder, WayTokens, utilities


@pytest.fixture
def ways():
    """Candidates of three gaps."""
    rng = np.random.default_rng(0)
    counts = np.array([2, 1, 3])
    count = counts.sum()
    fixes = rng.normal(size=(3, 6, 5))
    fixes[:, :, -1] = [[1], [0], [1]]
    arrays = (rng.normal(size=(count, 20, 4)), fixes, rng.normal(size=(count, 7)))
    return WayTokens(
        np.repeat(np.arange(3), counts),
        *(each.astype(np.float32) for each in arrays),
        rng.normal(size=count).astype(np.float32),
        rng.random(count),
        np.ones(count),
    )


def test_an_untrained_encoder_of_ways_is_the_logit(ways):
    assert utilities(WayEncoder(ways).eval(), ways) == pytest.approx(ways.utility)


def test_utilities_of_a_gap_do_not_depend_on_other_gaps(ways):
    model = WayEncoder(ways).eval()
    torch.nn.init.normal_(model.out.weight)
    alone = WayTokens(
        ways.gap[3:] - 2, ways.points[3:], ways.fixes[2:], ways.known[3:], ways.utility[3:],
        ways.f1[3:], ways.true_m[3:],
    )  # fmt: skip
    assert utilities(model, alone) == pytest.approx(utilities(model, ways)[3:], abs=1e-5)
    assert utilities(model, ways) != pytest.approx(ways.utility)


@pytest.fixture
def gaps_of():
    """Tokens of a trip in gaps of 60 s."""

    def of(trips, first=0):
        priors = Priors.of(Geometry.of(chain(20), AREA), trips)
        return TimeTokens.of(trips, priors, Movements.of(priors, trips), 60, first)[0]

    return of


def test_an_untrained_encoder_of_times_answers_with_the_prior(trips, gaps_of):
    tokens = gaps_of(trips)
    assert shares(TimeEncoder(tokens).eval(), tokens) == pytest.approx(tokens.prior.ravel())


def test_hidden_fixes_of_a_gap_change_the_truth_only(trips, gaps_of):
    hidden = np.arange(trips.fixes) % 4 != 0
    hidden[-1] = False
    late = gaps_of(replace(trips, t=trips.t + 4.0 * hidden))
    usual = gaps_of(trips)
    for name, value in vars(usual).items():
        assert np.array_equal(value, getattr(late, name)) == (name != "share"), name


def test_the_shipped_model_is_asked_at_the_same_places(trips, gaps_of):
    places, tokens = ask(trips, 60), gaps_of(trips)
    t = places.trips.t
    share = (places.t - t[places.fix]) / np.diff(t)[places.fix]
    assert share == pytest.approx(tokens.share.ravel(), abs=1e-6)


def test_a_difference_beyond_chance_has_an_interval_without_zero():
    rng = np.random.default_rng(0)
    driver = np.repeat(np.arange(100).astype(str), 10)
    one, noise = np.ones(len(driver)), rng.normal(size=len(driver))
    better = difference(driver, (noise + 1, one), (noise, one))
    assert better.low <= better.value <= better.high
    assert better == pytest.approx((1.0, 1.0, 1.0))
    same = difference(driver, (rng.normal(size=len(driver)), one), (noise, one))
    assert same.low < 0 < same.high


def test_the_expected_f1_counts_metres_in_common_with_likely_ways():
    edge, nothing = np.zeros(1, np.int64), np.zeros(2)
    gaps = Gaps(
        *(edge, edge, edge, edge, np.zeros(1), edge + 1, np.array([100.0]), np.array([60.0])),
        *(np.array([0, 2]), np.array([0, 1])),
    )
    ways = Candidates(
        gaps, np.array([0, 0]), np.array([0, 1, 0, 2]), np.array([0, 2, 4]), np.zeros((2, 0)), [],
        nothing, nothing, nothing, np.full(3, 100.0),
    )  # fmt: skip
    expected = expected_f1(ways, np.array([0.75, 0.25]))
    assert expected == pytest.approx([0.75 + 0.25 / 2, 0.25 + 0.75 / 2])
