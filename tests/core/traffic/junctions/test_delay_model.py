"""Predicted delays of movements on a grid of streets, whose true delays are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from junction_roads import AREA, roads
from scipy.special import stdtrit

from trajganr_core.contract.options.time_sets import parse_time_sets
from trajganr_core.traffic.junctions import delay_model
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.delay_model import (
    UNKNOWN,
    movement_facts,
    movements_around,
    predicted_delays,
    quantiles_without_noise,
)
from trajganr_core.traffic.junctions.delays import CrossingDelays
from trajganr_core.traffic.junctions.movement_statistics import MovementTraffic, observe_movements
from trajganr_core.traffic.junctions.movements import LEFT, Movements

SIDE = 13
NAMES = [[chr(0x4E00 + SIDE * row + column) for column in range(SIDE)] for row in range(SIDE)]
PLACES = {
    name: (150.0 * column, 150.0 * row)
    for row, names in enumerate(NAMES)
    for column, name in enumerate(names)
}
STREETS = [
    row[k] + row[k + 1] for row in [*NAMES, *zip(*NAMES, strict=True)] for k in range(SIDE - 1)
]
#: Every third node has signals.
SIGNALS = [pair for street in STREETS for pair in (street, street[::-1]) if ord(pair[1]) % 3 == 0]
NETWORK = roads(PLACES, two_way=STREETS, signals=SIGNALS)
JUNCTIONS = Junctions.of(NETWORK, AREA)
MOVEMENTS = Movements.of(NETWORK, AREA, JUNCTIONS)
SIGNAL = JUNCTIONS.has_signal[MOVEMENTS.junction]
#: Drivers of each published movement, and the standard error of its mean delay.
DRIVERS, NOISE_S = 8, 2.0
FACTS = movement_facts(NETWORK, AREA, JUNCTIONS, MOVEMENTS)


def _true(rng):
    """Signals and left turns cost time; junctions differ, and so do movements."""
    delay_s = 4.0 + 14.0 * SIGNAL + 6.0 * (MOVEMENTS.turn == LEFT)
    own = rng.normal(0, 2, len(JUNCTIONS))[MOVEMENTS.junction] + rng.normal(0, 1, len(MOVEMENTS))
    return delay_s + own * delay_s / delay_s.mean()


def _traffic(rng, true, published, factors):
    """Means of few passes, with errors and their intervals, in each time set."""
    rows = np.flatnonzero(published)
    blank, counts = np.zeros(len(rows)), np.full(len(rows), DRIVERS)
    half = NOISE_S * stdtrit(DRIVERS - 1, 0.95)
    parts = []
    for number, factor in enumerate(factors):
        mean = factor * true[rows] + rng.normal(0, NOISE_S, len(rows))
        columns = {
            "time_set": np.full(len(rows), number), "movement": rows, "passes": counts,
            "vehicles": counts, "share": blank, "delay_s": mean, "delay_low_s": mean - half,
            "delay_high_s": mean + half, "p50_s": blank, "p95_s": blank, "delayed_share": blank,
            "level_of_service": blank.astype(object), "sampling_s": blank + NOISE_S,
        }  # fmt: skip
        parts.append(MovementTraffic(**columns))
    return MovementTraffic.concatenate(parts)


def _predicted(traffic, time_sets=1):
    return predicted_delays(NETWORK, AREA, JUNCTIONS, MOVEMENTS, traffic, time_sets)


@pytest.fixture(scope="module")
def city():
    """True delays, published movements and what is predicted of all; the second set is slower."""
    rng = np.random.default_rng(5)
    true = _true(rng)
    published = rng.random(len(MOVEMENTS)) < 0.6
    traffic = _traffic(rng, true, published, (1.0, 1.5))
    return true, published, traffic, _predicted(traffic, 2)


def test_delays_of_movements_that_are_not_published_are_nearer_than_the_mean_of_their_kind(city):
    true, published, _, ((delay_s, _, _), _) = city
    kind = MOVEMENTS.turn + 4 * SIGNAL
    sums = [np.bincount(kind[published], each) for each in (true[published], None)]
    of_kind = (sums[0] / sums[1])[kind]
    errors = [np.abs(each - true)[~published].mean() for each in (delay_s, of_kind)]
    assert errors[0] < 0.8 * errors[1]


def test_bands_hold_nine_tenths_of_true_means_though_published_ones_are_noisy(city, monkeypatch):
    true, published, traffic, _ = city
    shares, widths = [], []
    for noise in (1.0, delay_model.NOISE, 0.0):
        monkeypatch.setattr(delay_model, "NOISE", noise)
        _, low, high = _predicted(traffic, 2)[0]
        shares.append(((low <= true) & (true <= high))[~published].mean())
        widths.append((high - low).mean())
    assert 0.86 < shares[0] < 0.94
    assert shares[1] > 0.88
    assert widths[0] < 0.9 * widths[1] < 0.8 * widths[2]


def test_a_time_set_has_the_level_of_its_published_movements(city):
    *_, (week, slow) = city
    assert slow[0] / week[0] == pytest.approx(1.5, abs=0.05)


def test_nothing_is_predicted_from_too_few_movements(city):
    _, _, traffic, _ = city
    few = np.flatnonzero(traffic.time_set == 1)[: delay_model.LEAST_KNOWN - 1]
    kept = np.r_[np.flatnonzero(traffic.time_set == 0), few]
    week, slow = _predicted(traffic.take(kept), 2)
    assert np.isfinite(week).all() and np.isnan(slow).all()
    assert np.isnan(_predicted(traffic.take(few[:0]))).all()


def test_the_same_seed_gives_the_same_predictions(city):
    *_, traffic, found = city
    np.testing.assert_array_equal(_predicted(traffic, 2), found)


def _observed(rng, made, delay_s):
    count = len(made)
    delays = CrossingDelays(
        movement=made,
        driver=(np.arange(count) % 7).astype(np.int32),
        t=np.zeros(count),
        weight=np.ones(count, dtype=np.float32),
        delay_s=delay_s,
        free_s=np.ones(count),
        from_m=np.ones(count),
        to_m=np.ones(count),
        spacing_s=np.full(count, 15.0),
    )
    options = {"zone": "UTC", "min_drivers": 5, "seed": 1}
    return observe_movements(
        delays, MOVEMENTS, JUNCTIONS, parse_time_sets(["whole week"]), **options
    ).movements


def test_what_too_few_drivers_did_changes_no_prediction():
    rng = np.random.default_rng(2)
    many, few = np.split(rng.permutation(len(MOVEMENTS))[:300], [200])
    made = np.r_[np.repeat(many, 7), np.repeat(few, 7)]
    delay_s = rng.exponential(9.0, len(made))
    kept = np.arange(len(made)) % 7 < np.r_[np.full(1400, 7), np.full(700, 4)]
    own = np.isin(made, few)
    first = _predicted(_observed(rng, made[kept], delay_s[kept]))
    slower = np.where(own, 200.0, delay_s)
    np.testing.assert_array_equal(_predicted(_observed(rng, made[kept], slower[kept])), first)
    np.testing.assert_array_equal(_predicted(_observed(rng, made[~own], delay_s[~own])), first)


def test_a_movement_sees_the_others_of_its_approach_exit_and_junction_but_not_itself():
    rng = np.random.default_rng(0)
    passes = rng.integers(0, 30, len(MOVEMENTS)) * (rng.random(len(MOVEMENTS)) < 0.5)
    delay_s = rng.exponential(9.0, len(MOVEMENTS))
    found = movements_around(MOVEMENTS, delay_s, passes.astype(float))
    for row in rng.choice(len(MOVEMENTS), 20, replace=False):
        for number, name in enumerate(("approach", "exit", "junction")):
            group = getattr(MOVEMENTS, name)
            others = (group == group[row]) & (np.arange(len(group)) != row) & (passes > 0)
            weight = np.minimum(passes[others], delay_model.MOST_PASSES)
            mean = np.average(delay_s[others], weights=weight) if others.any() else UNKNOWN
            expected = [mean, others.sum(), np.log1p(passes[others].sum())]
            np.testing.assert_allclose(found[row, 3 * number : 3 * number + 3], expected)


def test_noise_is_taken_off_the_quantiles_of_errors():
    rng = np.random.default_rng(1)
    errors, noise = rng.normal(0, 2, 4000), rng.uniform(0.5, 3, 4000)
    seen = errors + noise * rng.normal(0, 1, 4000)
    found = quantiles_without_noise(seen, noise, (0.05, 0.95))
    np.testing.assert_allclose(found, [-3.29, 3.29], atol=0.35)
    assert np.quantile(seen, 0.95) > 4.0


def test_facts_say_unknown_where_the_map_is_silent():
    assert np.isfinite(FACTS).all()
    assert (FACTS == UNKNOWN).any()
    known = replace(NETWORK, attributes=replace(NETWORK.attributes, lanes=np.full(len(NETWORK), 2)))
    changed = movement_facts(known, AREA, JUNCTIONS, MOVEMENTS) != FACTS
    assert np.flatnonzero(changed.any(axis=0)).size == 2
