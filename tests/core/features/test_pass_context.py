"""What a road function sees of the passes on and around a segment."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from road_passes import AREA, chain, halves, passes

from trajganr_core.data import passes as passes_module
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import RoadQueries

MONDAY_8, TUESDAY_8, SATURDAY_8 = 480.0, 1920.0, 7680.0


@pytest.fixture(scope="module")
def surroundings() -> Surroundings:
    """Six segments in a row."""
    return Surroundings.of(chain(6), AREA)


def context(
    surroundings: Surroundings, *rows: tuple[int, float, float], day: np.ndarray | None = None
) -> PassContext:
    """Passes ``(edge, minute, seconds)`` of different drivers, on one day if none are given."""
    edge, minute, seconds = np.array(rows, dtype=float).T
    own = passes(edge, np.arange(len(rows)), minute, seconds)
    if day is not None:
        own = replace(own, local_day=day.astype(np.int32))
    return PassContext(surroundings, own)


def test_the_space_mean_of_the_own_passes(
    surroundings: Surroundings,
) -> None:
    known = context(surroundings, (2, MONDAY_8, 10), (2, MONDAY_8, 40))
    found = known.queries(np.array([2]), np.array([MONDAY_8]))
    assert found.passes.tolist() == [2.0]
    np.testing.assert_allclose(found.mean, [0.25])


def test_passes_count_by_how_near_their_time_is(surroundings: Surroundings) -> None:
    known = context(surroundings, (2, MONDAY_8, 10))
    minutes = MONDAY_8 + np.array([0.0, 60.0, 720.0])
    near = known.queries(np.full(3, 2), minutes).near_passes
    assert near.shape == (3,)
    np.testing.assert_allclose(near[0], 1.0)
    assert near[0] > near[1] > near[2]
    assert near[2] < 1e-3


def test_passes_of_another_weekday_count_for_the_hour_of_the_day_only(
    surroundings: Surroundings,
) -> None:
    known = context(surroundings, (2, MONDAY_8, 10))
    minutes = np.array([TUESDAY_8, SATURDAY_8])
    near = known.queries(np.array([2, 2]), minutes).near_passes
    np.testing.assert_allclose(near, [1, 0], atol=1e-6)


def test_the_city_is_shrunk_to_what_is_usual_by_the_number_of_its_days(
    surroundings: Surroundings,
) -> None:
    # Mornings take twice as long as nights.
    rows = [(2, minute, seconds) for minute, seconds in ((MONDAY_8, 1e4), (99.0, 5e3))] * 16
    asked = np.array([2, 2, 2]), np.array([MONDAY_8, SATURDAY_8, np.nan])
    few, many = (
        context(surroundings, *rows, day=np.arange(len(rows)) // 2 % days).queries(*asked)
        for days in (2, 16)
    )
    assert 0 < few.city[0] < many.city[0]
    assert few.city[1:].tolist() == many.city[1:].tolist() == [0, 0]
    assert few.day_variance[0] > many.day_variance[0] > 1
    assert few.day_variance[1] > few.day_variance[0]
    assert few.day_variance[2] == 0


def test_a_query_at_any_time_does_not_depend_on_the_times_of_passes(
    surroundings: Surroundings,
) -> None:
    asked = np.array([2, 5]), np.full(2, np.nan)
    one, other = (
        context(surroundings, (2, minute, 10), (4, minute, 30)).queries(*asked)
        for minute in (MONDAY_8, SATURDAY_8)
    )
    assert_equal(one, other)


def test_queries_with_and_without_a_time_are_answered_together_as_alone(
    surroundings: Surroundings,
) -> None:
    rng = np.random.default_rng(0)
    rows = np.column_stack(
        [rng.integers(0, 6, 200), rng.uniform(0, 10_080, 200), rng.uniform(1, 50, 200)]
    )
    known = context(surroundings, *map(tuple, rows.tolist()))
    # All times of the week, so that kernels are cut into days.
    edge = rng.integers(0, 6, 1500)
    minute = np.where(rng.random(1500) < 0.2, np.nan, rng.uniform(0, 10_080, 1500))
    together = known.queries(edge, minute)
    for is_timed in (False, True):
        for row in np.flatnonzero(np.isfinite(minute) == is_timed)[:9]:
            alone = known.queries(edge[[row]], minute[[row]])
            for field in fields(RoadQueries):
                found = getattr(together, field.name)[[row]]
                torch.testing.assert_close(getattr(alone, field.name), found, atol=1e-5, rtol=1e-5)


def test_no_sums_over_times_are_made_for_queries_without_a_time(
    surroundings: Surroundings,
) -> None:
    known = context(surroundings, (2, MONDAY_8, 10))
    known.queries(np.arange(6), np.full(6, np.nan))
    assert "_grids" not in vars(known)
    known.queries(np.arange(6), np.full(6, MONDAY_8))
    assert "_grids" in vars(known)


def test_the_order_of_passes_does_not_matter(surroundings: Surroundings) -> None:
    rows = [(1, MONDAY_8, 10.0), (2, TUESDAY_8, 20.0), (2, MONDAY_8 + 7, 30.0), (4, 99.0, 5.0)]
    asked = np.array([1, 2, 3]), np.array([MONDAY_8, 100.0, np.nan])
    one = context(surroundings, *rows).queries(*asked)
    assert_equal(one, context(surroundings, *reversed(rows)).queries(*asked))


def test_a_few_segments_have_the_same_answers_as_among_all_segments() -> None:
    rng = np.random.default_rng(0)
    edges, count = 40, 300
    edge, driver = rng.integers(edges, size=count), rng.integers(30, size=count)
    minute, seconds = rng.uniform(0, 10080, count), rng.uniform(3, 40, count)
    known = PassContext(Surroundings.of(chain(edges), AREA), passes(edge, driver, minute, seconds))
    asked, times = np.array([17, 3, 17, 30]), np.array([MONDAY_8, 99.0, SATURDAY_8, np.nan])
    every = np.r_[asked, np.arange(edges)]
    among_all = known.queries(every, np.r_[times, np.full(edges, MONDAY_8)])
    assert_equal(known.queries(asked, times), among_all.take(slice(4)))


def test_some_passes_of_a_table_that_are_read_in_parts_are_the_context(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(0)
    edges, count = 40, 300
    edge, driver = rng.integers(edges, size=count), rng.integers(30, size=count)
    minute, seconds = rng.uniform(0, 10080, count), rng.uniform(3, 40, count)
    where, table = Surroundings.of(chain(edges), AREA), passes(edge, driver, minute, seconds)
    rows = driver < 20
    asked = np.tile(np.arange(edges), 2), np.repeat([MONDAY_8, np.nan], edges)
    expected = PassContext(where, table.take(rows)).queries(*asked)
    monkeypatch.setattr(passes_module, "PASSES_TOGETHER", 7)
    assert_equal(PassContext(where, table, rows).queries(*asked), expected)


def test_passes_that_show_no_times_count_for_the_means_only(surroundings: Surroundings) -> None:
    rows = [(2, MONDAY_8, 10.0), (2, MONDAY_8, 40.0), (2, TUESDAY_8, 20.0)]
    table = context(surroundings, *rows).table
    timed = np.array([False, False, True])
    asked = np.array([2, 2]), np.array([MONDAY_8, np.nan])
    every = PassContext(surroundings, table).queries(*asked)
    found = PassContext(surroundings, table, np.ones(3, dtype=bool), timed).queries(*asked)
    assert found.passes.equal(every.passes)
    assert found.mean.equal(every.mean)
    np.testing.assert_allclose(found.near_passes, [1, 0], atol=1e-6)
    np.testing.assert_allclose(found.near_seconds[0], 0.2, rtol=1e-6)


def test_a_segment_without_passes_is_expected_to_be_as_its_neighbours(
    surroundings: Surroundings,
) -> None:
    fast = [(edge, MONDAY_8, 5.0) for edge in (1, 3) for _ in range(50)]
    slow = [(5, MONDAY_8, 50.0) for _ in range(50)]
    expected = context(surroundings, *fast, *slow).expected
    assert expected[2] < expected[4] < expected[5]
    np.testing.assert_allclose(expected[2], 0.05, rtol=0.4)


def assert_equal(one: RoadQueries, other: RoadQueries) -> None:
    """All columns are the same."""
    for each in fields(RoadQueries):
        torch.testing.assert_close(getattr(one, each.name), getattr(other, each.name))


def test_passes_count_by_their_weight(surroundings: Surroundings) -> None:
    known = context(surroundings, (2, MONDAY_8, 10), (2, TUESDAY_8, 40), (3, SATURDAY_8, 20))
    twice = PassContext(surroundings, halves(known.table))
    asked = np.repeat(np.arange(6), 2), np.tile([MONDAY_8, np.nan], 6)
    one, other = (each.queries(*asked) for each in (known, twice))
    for field in fields(RoadQueries):
        torch.testing.assert_close(getattr(one, field.name), getattr(other, field.name))
