"""Ways between distant fixes on the town's streets, learned from trips."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import town
from matched_trips import assert_equal, match_trips
from town import edge_between

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.recovery.learning import learn_priors
from trajganr_core.data.recovery.recover import recovered
from trajganr_core.data.roads.network import Network

#: From west to east in the south, then north: around the corner or through the middle.
AROUND = [(x, 2) for x in range(50, 400, 50)] + [(398, y) for y in range(50, 400, 50)]
ENDS = [AROUND[0], AROUND[-1]]


def learned_from(trips: MatchedTrips, network: Network) -> tuple[MatchedTrips, float]:
    """The way between the two ends that trips tell, and the least probability of its passes."""
    (priors,) = learn_priors(
        lambda: iter([(trips, np.zeros(len(trips), dtype=np.int64))]), network, town.AREA, 1
    )
    sparse = match_trips(town.trips([ENDS], seconds=130.0), network, town.AREA)
    found, report = recovered(sparse, network, town.AREA, priors, 45.0)
    assert (report.gaps, report.gaps_recovered) == (1, 1)
    return found, float(found.pass_probability.min())


def test_the_way_is_that_of_other_trips(network: Network) -> None:
    middle = [(x, 2) for x in range(50, 200, 50)]
    middle += [(202, y) for y in range(0, 400, 50)] + [(x, 398) for x in range(200, 400, 50)]
    for path in (AROUND, [*middle, (398, 350)]):
        others = match_trips(town.trips([path] * 20, seconds=8.0), network, town.AREA)
        found, _ = learned_from(others, network)
        taken = set(found.pass_edge.tolist())
        assert taken <= set(others.pass_edge.tolist())


def test_trips_without_distant_fixes_stay_as_they_are(network: Network) -> None:
    trips = match_trips(town.trips([AROUND], seconds=10.0), network, town.AREA)
    (priors,) = learn_priors(
        lambda: iter([(trips, np.zeros(1, dtype=np.int64))]), network, town.AREA, 1
    )
    same, report = recovered(trips, network, town.AREA, priors, 45.0)
    assert_equal(same, trips)
    assert report.gaps == 0


def test_close_fixes_of_a_piece_keep_their_passes(network: Network) -> None:
    trips = match_trips(town.trips([AROUND], seconds=10.0), network, town.AREA)
    kept = np.ones(trips.fixes, dtype=bool)
    kept[7:12] = False
    sparse = trips.with_fixes(kept)
    (priors,) = learn_priors(
        lambda: iter([(trips, np.zeros(1, dtype=np.int64))]), network, town.AREA, 1
    )
    found, _ = recovered(sparse, network, town.AREA, priors, 45.0)
    np.testing.assert_array_equal(found.pass_edge, trips.pass_edge)
    np.testing.assert_allclose(found.s, sparse.s)
    np.testing.assert_allclose(found.pass_exit_m, trips.pass_exit_m)


def test_forbidden_turns_and_one_way_streets_are_never_driven(network: Network) -> None:
    closed = replace(
        network,
        forbidden_turns=np.array(
            [[edge_between(network, (1, 0), (2, 0)), edge_between(network, (2, 0), (2, 1))]]
        ),
    )
    back = [ENDS[1], ENDS[0]]
    sparse = match_trips(town.trips([ENDS, back], seconds=150.0), closed, town.AREA)
    (priors,) = learn_priors(
        lambda: iter([(sparse, np.zeros(len(sparse), dtype=np.int64))]), closed, town.AREA, 1
    )
    found, _ = recovered(sparse, closed, town.AREA, priors, 45.0)
    follows = np.diff(found.trip_of_pass) == 0
    pairs = np.column_stack([found.pass_edge[:-1], found.pass_edge[1:]])[follows]
    assert (closed.target[pairs[:, 0]] == closed.source[pairs[:, 1]]).all()
    assert not (pairs[:, None] == closed.forbidden_turns[None]).all(axis=2).any()
