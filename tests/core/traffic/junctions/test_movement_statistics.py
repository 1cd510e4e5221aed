"""Delays of movements and junctions by time set, against loops."""

from __future__ import annotations

import numpy as np
import pytest
from junction_roads import AREA, roads

from trajganr_core.contract.options.time_sets import parse_time_sets
from trajganr_core.data.local_time import is_in, times_of_week
from trajganr_core.traffic import driver_bootstrap
from trajganr_core.traffic.driver_bootstrap import driver_weights, tail_of
from trajganr_core.traffic.junctions import movement_statistics
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.delays import DELAYED_S, CrossingDelays
from trajganr_core.traffic.junctions.movement_statistics import observe_movements
from trajganr_core.traffic.junctions.movements import Movements

#: Two crossings, x with signals.
PLACES = {"w": (-400, 0), "x": (0, 0), "y": (300, 0), "e": (700, 0), "n": (0, 300),
          "s": (0, -300), "N": (300, 300)}  # fmt: skip
NETWORK = roads(
    PLACES, two_way=("wx", "xy", "ye", "xn", "xs", "yN"), signals=("wx", "nx", "sx", "yx")
)
JUNCTIONS = Junctions.of(NETWORK, AREA)
MOVEMENTS = Movements.of(NETWORK, AREA, JUNCTIONS)
TIMES = parse_time_sets(["whole week", "weekdays", "Mon 06:00-10:00"])
ZONE, LEAST = "UTC", 3
#: A Monday.
BEGIN_S = 4 * 86400.0


def some_delays(rng, count, drivers=12, movements=None):
    """Passes of some movements at any time of a week; a fifth have no delay."""
    made = rng.choice(len(MOVEMENTS), movements or 5, replace=False)
    delay_s = rng.exponential(12.0, count)
    return CrossingDelays(
        movement=rng.choice(made, count),
        driver=rng.integers(0, drivers, count).astype(np.int32),
        t=BEGIN_S + 3600.0 * rng.choice([7, 8, 20, 31, 33, 130], count),
        weight=rng.choice([0.6, 1.0, 1.0], count).astype(np.float32),
        delay_s=np.where(rng.random(count) < 0.2, np.nan, delay_s),
        free_s=np.ones(count),
        from_m=np.ones(count),
        to_m=np.ones(count),
        spacing_s=rng.choice([15.0, 30.0], count),
    )


def _observed(delays, least=LEAST):
    return observe_movements(
        delays, MOVEMENTS, JUNCTIONS, TIMES, zone=ZONE, min_drivers=least, seed=3
    )


def _expected(delays, weights):
    """Mean delay, and its interval by the bootstrap, by loops."""
    own = [k for k in range(len(delays)) if np.isfinite(delays.delay_s[k])]
    drivers = len({int(delays.driver[k]) for k in own})
    means = []
    for row in weights.astype(float):
        counts = [row[delays.driver[k]] * float(delays.weight[k]) for k in own]
        if sum(counts):
            of_row = sum(c * delays.delay_s[k] for c, k in zip(counts, own, strict=True))
            means.append(of_row / sum(counts))
    replicates = sorted(means[1:])
    tail = tail_of(np.array([drivers - 1.0])).item()
    ranks = (round(share * (len(replicates) + 1)) - 1 for share in (tail, 1 - tail))
    low, high = (replicates[min(max(rank, 0), len(replicates) - 1)] for rank in ranks)
    spacing_s = sum(delays.spacing_s[k] for k in own) / len(own)
    error = 0.6**2 + (0.05 * means[0]) ** 2 + 6.0**2 / len(own)
    error *= (1.6449 * max(spacing_s / 15, 1.0)) ** 2
    below, above = means[0] - low, high - means[0]
    return means[0], means[0] - (below**2 + error) ** 0.5, means[0] + (above**2 + error) ** 0.5


@pytest.mark.parametrize("together", [1, 1000])
def test_statistics_are_those_of_loops(monkeypatch, together):
    monkeypatch.setattr(driver_bootstrap, "REPLICATES", 40)
    monkeypatch.setattr(movement_statistics, "GROUPS_TOGETHER", together)
    delays = some_delays(np.random.default_rng(5), 900)
    minute = times_of_week(delays.t, ZONE)[0]
    weights = driver_weights(12, 3)
    observed = _observed(delays)
    rows = observed.movements
    assert len(rows) == 15
    for row in range(len(rows)):
        inside = is_in(TIMES[rows.time_set[row]], minute)
        here = inside & (delays.movement == rows.movement[row])
        own = delays.take(here)
        at_approach = MOVEMENTS.approach == MOVEMENTS.approach[rows.movement[row]]
        assert rows.passes[row] == here.sum()
        assert rows.vehicles[row] == len(set(own.driver.tolist()))
        assert rows.share[row] == here.sum() / (inside & at_approach[delays.movement]).sum()
        found = [rows.delay_s[row], rows.delay_low_s[row], rows.delay_high_s[row]]
        np.testing.assert_allclose(found, _expected(own, weights), rtol=1e-4)
        known = own.take(own.is_measured)
        late = known.weight[known.delay_s > DELAYED_S].sum(dtype=float)
        assert rows.delayed_share[row] == pytest.approx(late / known.weight.sum(dtype=float))
        value = known.delay_s[np.argsort(known.delay_s)]
        reached = np.cumsum(known.weight[np.argsort(known.delay_s)].astype(float))
        assert rows.p50_s[row] == value[np.searchsorted(reached, 0.5 * reached[-1] - 1e-9)]
    junctions = observed.junctions
    for row in range(len(junctions)):
        inside = is_in(TIMES[junctions.time_set[row]], minute)
        here = inside & (MOVEMENTS.junction[delays.movement] == junctions.junction[row])
        assert junctions.passes[row] == here.sum()
        assert junctions.movements[row] == len(set(delays.movement[here].tolist()))
        found = [junctions.delay_s[row], junctions.delay_low_s[row], junctions.delay_high_s[row]]
        np.testing.assert_allclose(found, _expected(delays.take(here), weights), rtol=1e-4)


def test_levels_of_service_are_those_of_junctions_with_signals_where_there_are_some():
    delays = some_delays(np.random.default_rng(5), 900, movements=len(MOVEMENTS))
    delays = delays.take(delays.is_measured)
    delays.delay_s[:] = 18.0
    rows = _observed(delays).movements
    at_x = JUNCTIONS.has_signal[MOVEMENTS.junction[rows.movement]]
    assert set(rows.level_of_service[at_x]) == {"B"}
    assert set(rows.level_of_service[~at_x]) == {"C"}


def test_a_movement_of_too_few_drivers_is_withheld_and_in_no_total():
    rng = np.random.default_rng(2)
    delays = some_delays(rng, 300, movements=1)
    one = MOVEMENTS.junction[delays.movement[0]]
    at_one = np.flatnonzero(MOVEMENTS.approach == MOVEMENTS.approach[delays.movement[0]])
    other = at_one[at_one != delays.movement[0]][0]
    rare = some_delays(rng, 4, drivers=LEAST - 1)
    rare.movement[:] = other
    observed = _observed(CrossingDelays.concatenate([delays, rare]))
    assert other not in observed.movements.movement
    assert observed.withheld[0] == 1
    assert observed.movements.share[0] == 1.0
    assert observed.junctions.passes[observed.junctions.junction == one][0] == 300
    # What is withheld of several movements is in the totals where it is of enough drivers.
    third = at_one[~np.isin(at_one, [delays.movement[0], other])][0]
    more = some_delays(rng, 6, drivers=LEAST - 1)
    more.movement[:] = third
    more.driver[:] += 5
    observed = _observed(CrossingDelays.concatenate([delays, rare, more]))
    assert observed.junctions.passes[observed.junctions.junction == one][0] == 310
    assert observed.movements.share[0] == pytest.approx(300 / 310)


def test_nobody_and_nothing_measured_give_empty_rows_and_unknown_delays():
    nobody = some_delays(np.random.default_rng(1), 0)
    assert len(_observed(nobody).movements) == len(_observed(nobody).junctions) == 0
    delays = some_delays(np.random.default_rng(1), 200)
    delays.delay_s[:] = np.nan
    rows = _observed(delays).movements
    assert len(rows)
    assert np.isnan(rows.delay_s).all()
    assert np.isnan(rows.p50_s).all()
    assert set(rows.level_of_service) == {""}
