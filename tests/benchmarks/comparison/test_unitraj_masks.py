"""Thinning of trips and hiding of points in UniTraj's training."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from trajganr_comparison import unitraj_masks
from trajganr_comparison.unitraj_masks import KINDS, hide, key_points, resample, sampling_share

ZIGZAG = np.array([[0, 0], [1, 0], [2, 0], [3, 3], [4, 6], [4, 6.00001], [4, 9], [0, 9]]) / 1000


def line(points: int) -> Any:
    return np.column_stack([np.arange(points) / 1000, np.zeros(points)])


def drawn(kind: str, lon_lat: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The hidden points of two hundred draws of a kind."""
    monkeypatch.setattr(unitraj_masks, "KINDS", {kind: 1.0})
    rng = np.random.default_rng(0)
    return [hide(lon_lat, rng) for _ in range(200)]


def longest_run(hidden: Any) -> int:
    return max(len(run) for run in "".join(".x"[int(one)] for one in hidden).split("."))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("points", [2, 3, 11, 40, 200])
def test_half_of_the_points_are_hidden(
    kind: str, points: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hidden in drawn(kind, line(points), monkeypatch):
        assert hidden.shape == (points,) and hidden.sum() == points // 2


def test_any_point_may_be_hidden_at_random(monkeypatch: pytest.MonkeyPatch) -> None:
    share = np.mean(drawn("random", line(40), monkeypatch), axis=0)
    assert share.min() > 0.3 and share.max() < 0.7


def test_key_points_are_hidden_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for hidden in drawn("key points", ZIGZAG, monkeypatch):
        assert hidden[[2, 6]].all() and hidden[[4, 5]].any()
    for hidden in drawn("key points", ZIGZAG[[0, 2, 4, 6, 7]], monkeypatch):
        assert not hidden[[0, 4]].any()  # three bends, two are hidden


def test_a_block_can_be_anywhere_in_the_trip(monkeypatch: pytest.MonkeyPatch) -> None:
    masks = drawn("block", line(100), monkeypatch)
    assert min(map(longest_run, masks)) >= 5
    assert np.any(masks, axis=0).all()


def test_the_last_points_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    masks = np.array(drawn("last", line(100), monkeypatch))
    assert masks[:, -3:].all()
    assert not masks[:, -4].all() and masks[:, -7].mean() > masks[:, :50].mean()


def test_kinds_have_the_published_probabilities() -> None:
    """Kinds are recognised by a completely hidden part: the end of a trip, or all bends."""
    rng = np.random.default_rng(0)
    points = np.arange(200)
    winding = np.column_stack([points, points // 8 % 2]) / 1000
    bends = np.flatnonzero(key_points(winding))[1:-1]
    assert 30 < len(bends) < 70
    masks = np.array([hide(winding, rng) for _ in range(3000)])
    assert masks[:, bends].all(1).mean() == pytest.approx(0.15, abs=0.02)
    by_chance = 0.9 / 2**3
    assert masks[:, -3:].all(1).mean() == pytest.approx(0.1 + by_chance, abs=0.03)


def test_key_points_are_the_bends() -> None:
    np.testing.assert_array_equal(np.flatnonzero(key_points(ZIGZAG)), [0, 2, 4, 6, 7])


def test_the_key_point_of_a_loop_is_farthest_from_its_ends() -> None:
    loop = np.array([[0, 0], [1, 0], [2, 0], [1, 0], [0, 0]]) / 1000
    np.testing.assert_array_equal(np.flatnonzero(key_points(loop)), [0, 2, 4])


def test_longer_trips_keep_a_smaller_share() -> None:
    shares = [sampling_share(points) for points in range(2, 700)]
    assert shares[:35] == [1.0] * 35 and shares[-1] == pytest.approx(0.35)
    assert (np.diff(shares) <= 0).all()
    assert sampling_share(100) == pytest.approx(1 - 0.65 * np.log(65) / np.log(565))


def test_thinned_trips_keep_points_and_order() -> None:
    rng = np.random.default_rng(0)
    t = 1e9 + 15.0 * np.arange(100)
    for _ in range(20):
        place, clock = resample(line(100), t, rng)
        assert len(clock) == int(100 * sampling_share(100))
        assert (np.diff(clock) > 0).all()
        np.testing.assert_array_equal(place, line(100)[((clock - 1e9) / 15).astype(int)])


@pytest.mark.parametrize(
    ("points", "shortest", "longest"), [(360, 3, 6), (500, 6, 10), (600, 8, 15)]
)
def test_some_long_trips_are_averaged_over_time_spans(
    points: int, shortest: int, longest: int
) -> None:
    rng = np.random.default_rng(0)
    t = 1e9 + np.arange(float(points))
    spans = Counter[int]()
    for _ in range(400):
        place, clock = resample(line(points), t, rng)
        steps = np.unique(np.diff(clock))
        if len(steps) > 1:
            continue
        span = int(steps[0])
        spans[span] += 1
        inner = slice(1, -1)
        middle = (clock - 1e9 + (span - 1) / 2) / 1000
        np.testing.assert_allclose(place[inner, 0], middle[inner])
    assert sorted(spans) == list(range(shortest, longest + 1))
    assert sum(spans.values()) / 400 == pytest.approx(0.3, abs=0.1)
