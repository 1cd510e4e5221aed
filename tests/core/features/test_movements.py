"""How the pace on a segment depends on the segments before and after it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_town import EDGE, driven, town

from trajganr_core.features.movements import USUAL_PASSES, Movements, neighbours_on_paths

#: Over C and D to B, and back over D; CD has 1 km.
TO_B, BACK = ("AC", "CD", "DB"), ("AC", "CD", "DC")


def edges(*names: str) -> list[np.ndarray]:
    return [np.array([EDGE.get(name, -1)]) for name in names]


def trip(names: tuple[str, ...], on_cd: float) -> list[tuple[str, float]]:
    return [(name, on_cd if name == "CD" else 50.0) for name in names]


def test_a_movement_has_the_pace_of_its_own_passes_over_that_of_its_segment() -> None:
    known = Movements.of(town(), [driven(trip(TO_B, 200.0), trip(BACK, 100.0), trip(BACK, 90.0))])
    usual = (200 + 100 + 90) / 3
    expected = (200 + USUAL_PASSES * usual) / ((1 + USUAL_PASSES) * usual)
    assert known.ratios(*edges(*TO_B))[0] == pytest.approx(expected)
    expected = (100 + 90 + USUAL_PASSES * usual) / ((2 + USUAL_PASSES) * usual)
    assert known.ratios(*edges(*BACK))[0] == pytest.approx(expected)


def test_many_passes_outweigh_those_of_the_segment() -> None:
    slow, fast = [trip(TO_B, 150.0)] * 500, [trip(BACK, 50.0)] * 500
    known = Movements.of(town(), [driven(*slow, *fast)])
    assert known.ratios(*edges(*TO_B))[0] == pytest.approx(1.5, rel=0.01)
    assert known.ratios(*edges(*BACK))[0] == pytest.approx(0.5, rel=0.02)


def test_a_movement_without_a_pass_and_the_ends_of_paths_are_as_their_segment() -> None:
    known = Movements.of(town(), [driven(trip(TO_B, 200.0), trip(BACK, 100.0))])
    assert known.ratios(*edges("DC", "CD", "DB"))[0] == 1
    assert known.ratios(*edges("", "CD", "DB"))[0] == 1
    assert known.ratios(*edges("AC", "CD", ""))[0] == 1
    assert Movements.of(town(), []).ratios(*edges(*TO_B))[0] == 1


def test_all_movements_have_different_keys() -> None:
    network = town()
    edge = np.arange(len(network))
    every = np.stack([each.ravel() for each in np.meshgrid(edge, edge, edge)])
    follows = network.target[every[0]] == network.source[every[1]]
    follows &= network.target[every[1]] == network.source[every[2]]
    possible = every[:, follows]
    keys, is_one = Movements.of(network, [])._keys_of(*possible)
    assert is_one.all()
    assert len(np.unique(keys)) == possible.shape[1] > 20


def test_parts_of_a_table_are_summed() -> None:
    trips = [trip(TO_B, 200.0), trip(BACK, 100.0), trip(TO_B, 170.0), trip(BACK, 90.0)]
    table = driven(*trips)
    whole = Movements.of(town(), [table])
    parts = Movements.of(town(), [table.take(slice(0, 6)), table.take(slice(6, 12))])
    np.testing.assert_array_equal(parts.keys, whole.keys)
    np.testing.assert_allclose(parts.known, whole.known)


def test_segments_of_another_path_or_behind_a_gap_are_no_neighbours() -> None:
    edge = np.array([EDGE[name] for name in ("AC", "CD", "BE", "DB", "BE")])
    before, own, after = neighbours_on_paths(town(), edge, np.array([0, 0, 0, 1, 1]))
    np.testing.assert_array_equal(own, edge)
    np.testing.assert_array_equal(before, [-1, edge[0], -1, -1, edge[3]])
    np.testing.assert_array_equal(after, [edge[1], -1, -1, edge[4], -1])


def test_passes_count_by_their_weight() -> None:
    trips = [trip(TO_B, 200.0), trip(BACK, 100.0)]
    twice = driven(*trips, *trips)
    twice = replace(twice, weight=twice.weight / 2)
    expected = Movements.of(town(), [driven(*trips)])
    np.testing.assert_allclose(Movements.of(town(), [twice]).known, expected.known)
