"""Passes that are expected in an hour."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from road_passes import AREA, chain, passes

from trajganr_core.contract.layers.road_times import MIN_DRIVERS
from trajganr_core.contract.options.time_sets import WHOLE_WEEK, parse_time_set
from trajganr_core.data import passes as passes_module
from trajganr_core.data.local_time import hours_of
from trajganr_core.features.expected_passes import ExpectedPasses
from trajganr_core.features.pass_context import Surroundings

EDGES, DRIVERS = 6, 400
MORNING, NIGHT = "Mon 08:00-09:00", "Mon 02:00-03:00"


def expected(edge: np.ndarray, driver: np.ndarray, minute: np.ndarray) -> ExpectedPasses:
    """From passes on the chain of segments."""
    table = passes(edge, driver, minute, np.full(len(edge), 10.0))
    return ExpectedPasses(Surroundings.of(chain(EDGES), AREA), table)


@pytest.fixture(scope="module")
def known() -> ExpectedPasses:
    """All drivers pass all segments but the last on Monday, half at 8:30 and half at 2:30.

    The first segment is passed in the morning only.
    """
    edge, driver = np.tile(np.arange(EDGES - 1), DRIVERS), np.repeat(np.arange(DRIVERS), EDGES - 1)
    is_morning = (driver % 2 == 0) | (edge == 0)
    return expected(edge, driver, np.where(is_morning, 510.0, 150.0))


def at(known: ExpectedPasses, text: str) -> np.ndarray:
    return known.at(hours_of(parse_time_set(text)))


def test_often_driven_segments_are_expected_to_be_driven_as_often(known: ExpectedPasses) -> None:
    np.testing.assert_allclose(at(known, MORNING)[1:5, 0], DRIVERS / 2, rtol=0.15)
    # The passes are in two hours of the week; the others are not part of the mean.
    np.testing.assert_allclose(known.at(hours_of(WHOLE_WEEK))[1:5, 0], DRIVERS / 2, rtol=0.05)


def test_hours_are_those_of_the_segment(known: ExpectedPasses) -> None:
    assert at(known, MORNING)[0, 0] > 0.9 * DRIVERS
    assert at(known, NIGHT)[0, 0] < 0.1 * DRIVERS


def test_hours_of_few_drivers_are_those_of_the_city(known: ExpectedPasses) -> None:
    table = known.passes
    for drivers, follows_city in ((MIN_DRIVERS - 1, True), (MIN_DRIVERS, False)):
        kept = (table.edge != 0) | (table.driver < drivers)
        few = ExpectedPasses(known.surroundings, table.take(kept))
        city = np.bincount(table.take(kept).minute_of_week >= 480)
        ratio = at(few, MORNING)[0, 0] / at(few, NIGHT)[0, 0]
        assert (ratio == pytest.approx(city[1] / city[0])) == follows_city


def test_a_segment_without_a_pass_is_expected_to_have_some(known: ExpectedPasses) -> None:
    mean = at(known, MORNING)[:, 0]
    assert 0 < mean[5] < 0.1 * mean[4]


def test_times_without_trips_have_no_expectation(known: ExpectedPasses) -> None:
    assert np.isnan(at(known, "Sat,Sun")).all()
    # The hour without trips is left out.
    np.testing.assert_allclose(at(known, "Mon 08:00-10:00"), at(known, MORNING))
    half = at(known, "Mon 08:30-09:00")
    np.testing.assert_allclose(half, at(known, MORNING))  # per hour


def test_several_sets_and_segments_are_asked_at_once(known: ExpectedPasses) -> None:
    sets = [MORNING, "Sat,Sun", NIGHT, "Mon 07:30-10:15", "whole week"]
    edge = np.array([5, 0, 0])
    found = known.of(edge, np.stack([hours_of(parse_time_set(each)) for each in sets]))
    for number, each in enumerate(sets):
        np.testing.assert_allclose(found[:, number], at(known, each)[edge])


def test_passes_of_two_weeks_are_halved(known: ExpectedPasses) -> None:
    table = known.passes
    later = dataclasses.replace(
        table, driver=table.driver + DRIVERS, local_day=table.local_day + np.int32(7)
    )
    both = ExpectedPasses(known.surroundings, type(table).concatenate([table, later]))
    np.testing.assert_allclose(at(both, MORNING)[1:5, 0], DRIVERS / 2, rtol=0.1)


def test_passes_that_are_read_in_parts_are_expected_alike(
    known: ExpectedPasses, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = at(known, "Mon 00:00-10:00")
    monkeypatch.setattr(passes_module, "PASSES_TOGETHER", 101)
    again = ExpectedPasses(known.surroundings, known.passes)
    np.testing.assert_allclose(at(again, "Mon 00:00-10:00"), whole)


def test_intervals_contain_the_mean_and_are_narrower_where_more_is_known(
    known: ExpectedPasses,
) -> None:
    mean, low, high = at(known, MORNING).T
    assert (low < mean).all()
    assert (mean < high).all()
    width = (high - low) / mean
    assert width[1] < 0.5
    assert width[5] > 2


def test_the_dispersion_is_that_among_drivers() -> None:
    edge, minute = np.repeat(np.arange(5), 100), np.full(500, 510.0)
    assert expected(edge, np.tile(np.arange(100), 5), minute).dispersion.tolist() == [1] * EDGES
    # Each of five drivers passes one segment a hundred times.
    assert expected(edge, edge, minute).dispersion == pytest.approx(100)
    # Passes of ten drivers, ten times each, on one segment only.
    often = np.where(edge == 0, np.tile(np.arange(100) // 10, 5), np.tile(np.arange(100), 5))
    dispersion = expected(edge, often, minute).dispersion
    assert dispersion[0] > 2 * dispersion[1]
    assert (dispersion[1:5] == dispersion[1]).all()
