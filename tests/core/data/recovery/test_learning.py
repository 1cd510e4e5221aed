"""What trips tell of turns and segments, side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import town
from matched_trips import match_trips
from town import edge_between

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.recovery.choice import calibrated
from trajganr_core.data.recovery.learning import learn_priors
from trajganr_core.data.recovery.priors import WayPriors
from trajganr_core.data.recovery.recover import recovered
from trajganr_core.data.recovery.shipped import Shipped
from trajganr_core.data.recovery.turns import CLASSES, TURN_KINDS
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import IntArray

#: Along the street in the middle, and a turn at its first crossing.
STRAIGHT = [(x, 202) for x in range(50, 400, 40)]
TURNING = [(x, 202) for x in range(50, 200, 40)] + [(202, y) for y in range(220, 390, 40)]


def learned(trips: MatchedTrips, side: IntArray, network: Network) -> list[WayPriors]:
    return list(learn_priors(lambda: iter([(trips, side)]), network, town.AREA, 2))


def probability(priors: WayPriors, network: Network, to: tuple[int, int]) -> float:
    """Of the turn at the first crossing of the middle street."""
    edges = edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), to)
    (number,) = priors.roads.turns.number(*(np.array([edge]) for edge in edges))
    return float(np.exp(-priors.turn[number]))


@pytest.mark.parametrize("seconds", [8.0, 60.0])
def test_each_side_knows_the_turns_of_its_own_trips(network: Network, seconds: float) -> None:
    trips = match_trips(
        town.trips([STRAIGHT] * 10 + [TURNING] * 10, seconds=seconds), network, town.AREA
    )
    straight, turning = learned(trips, np.arange(len(trips)) // 10, network)
    assert (
        probability(straight, network, (2, 1)) > 0.8 > 0.2 > probability(straight, network, (1, 2))
    )
    assert probability(turning, network, (1, 2)) > 0.8 > 0.2 > probability(turning, network, (2, 1))
    # What the other side drives makes no difference.
    alone, _ = learned(trips.take(np.arange(10)), np.zeros(10, dtype=np.int64), network)
    np.testing.assert_array_equal(alone.turn, straight.turn)
    np.testing.assert_array_equal(alone.seconds, straight.seconds)


def test_usual_seconds_are_those_of_the_trips(network: Network) -> None:
    trips = match_trips(town.trips([STRAIGHT] * 100, seconds=4.0), network, town.AREA)
    priors, _ = learned(trips, np.zeros(len(trips), dtype=np.int64), network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert priors.seconds[middle] == pytest.approx(200 / 10, rel=0.05)
    assert priors.passes[middle] == 100


def test_ways_are_less_certain_where_only_distant_fixes_tell_of_roads(network: Network) -> None:
    close, distant = (
        match_trips(town.trips([STRAIGHT] * 10, seconds=each), network, town.AREA)
        for each in (8.0, 60.0)
    )
    known, _ = learned(close, np.zeros(10, dtype=np.int64), network)
    unknown, _ = learned(distant, np.zeros(10, dtype=np.int64), network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert known.unknown[middle] == pytest.approx(1 / 11)
    assert unknown.unknown[middle] == 1
    assert known.passes[middle] == 10 > unknown.passes[middle] > 5
    ways = [
        recovered(distant, network, town.AREA, priors, 45.0)[0].pass_probability
        for priors in (known, replace(known, unknown=unknown.unknown))
    ]
    assert (ways[0] > ways[1]).all()


def test_distant_fixes_tell_little_where_close_ones_tell_more(network: Network) -> None:
    straight, turning = (
        match_trips(town.trips([drive] * 10, seconds=each), network, town.AREA)
        for drive, each in ((STRAIGHT, 8.0), (TURNING, 60.0))
    )
    both = MatchedTrips.concatenate([straight, turning])
    priors, distant = (
        learned(trips, np.zeros(len(trips), dtype=np.int64), network)[0]
        for trips in (both, turning)
    )
    assert probability(distant, network, (1, 2)) > 0.5
    assert probability(priors, network, (1, 2)) < 0.2
    assert probability(priors, network, (2, 1)) > 0.8


def test_what_is_shipped_fits_the_kinds_and_classes() -> None:
    shipped = Shipped.load()
    assert len(shipped.turn_rates) == TURN_KINDS
    assert len(shipped.speeds_kmh) == len(CLASSES) + 1
    assert ((shipped.turn_rates > 0) & (shipped.turn_rates < 1)).all()
    likely = np.linspace(0.05, 0.95, 9)
    for minutes in (1.0, 5.0, 10.0):
        for weights in (shipped.ways, shipped.edges):
            said, less = (
                calibrated(likely, np.full(9, 60 * minutes), np.full(9, unknown), weights)
                for unknown in (0.0, 1.0)
            )
            assert (np.diff(said) > 0).all()
            assert ((said > less) & (less > 0) & (said < 1)).all()
