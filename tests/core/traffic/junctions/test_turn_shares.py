"""Shares of movements in the vehicles of their approach."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.traffic.junctions.movement_statistics import MovementTraffic
from trajganr_core.traffic.junctions.movements import LEFT, RIGHT, THROUGH, U_TURN, Movements
from trajganr_core.traffic.junctions.turn_shares import EXPECTED_PASSES, turn_shares

#: Two approaches, 0 and 1, with the same turns to the exits 2, 3, 4 and back.
TURN = np.tile([LEFT, THROUGH, RIGHT, U_TURN], 2)
MOVEMENTS = Movements(
    np.zeros(8, np.int64), np.repeat([0, 1], 4), np.tile([2, 3, 4, 5], 2), TURN, np.zeros(8)
)
VEHICLES = np.array([500.0, 500, 100, 200, 100, 700])


def observed(passes: dict[int, int]) -> MovementTraffic:
    """Published rows of movements."""
    movement = np.array(sorted(passes), dtype=np.int64)
    count = np.array([passes[each] for each in movement])
    approach = MOVEMENTS.approach[movement]
    total = np.bincount(approach, count, 2)
    unknown = np.full(len(movement), np.nan)
    return MovementTraffic(
        *(np.zeros(len(movement), np.int64), count, count, unknown, unknown, unknown),
        *(np.full(len(movement), ""), unknown, movement, count / total[approach]),
        *(unknown, unknown, unknown),
    )


def test_many_passes_are_the_shares_and_without_any_volumes_of_exits_are() -> None:
    share = turn_shares(MOVEMENTS, observed({0: 3000, 1: 6000, 2: 1000}), VEHICLES)
    np.testing.assert_allclose(share[:4], [0.3, 0.6, 0.1, 0], atol=1e-3)
    # Of the other approach nothing is known but the exits, and how turns are made elsewhere.
    assert share[4] > share[6] > 0 == share[7]
    assert share[4:].sum() == pytest.approx(1)
    alone = turn_shares(MOVEMENTS, observed({}), VEHICLES)
    np.testing.assert_allclose(alone, np.tile([0.25, 0.5, 0.25, 0], 2))


def test_withheld_movements_have_what_is_expected_of_them() -> None:
    share = turn_shares(MOVEMENTS, observed({1: 90}), VEHICLES)
    assert share[:4].sum() == pytest.approx(1)
    assert share[0] == pytest.approx(share[2])
    assert 0.9 < share[1] < 1 and share[3] == 0
    assert 2 * share[0] < EXPECTED_PASSES / (90 + EXPECTED_PASSES)


def test_published_u_turns_and_whole_approaches_add_up_to_one() -> None:
    share = turn_shares(MOVEMENTS, observed({0: 5, 1: 5, 2: 5, 3: 15}), VEHICLES)
    assert share[:4].sum() == pytest.approx(1)
    assert share[3] == pytest.approx(15 / 40)
