"""Speeds of a week as Valhalla stores them, decoded as its source says."""

from __future__ import annotations

from base64 import b64decode

import numpy as np

from trajganr_core.routing.valhalla_speeds import (
    bucket_speeds,
    compressed,
    flow_speeds,
    traffic_line,
)

MONDAY_0, MONDAY_8 = 288, 288 + 8 * 12


def decoded(text: str) -> np.ndarray:
    """``decompress_speed_bucket`` of Valhalla for all intervals of the week."""
    stored = np.frombuffer(b64decode(text), ">i2").astype(float)
    assert len(stored) == 200
    bucket = np.arange(2016)[:, None] + 0.5
    cosines = np.cos(np.pi / 2016 * bucket * np.arange(1, 200))
    return 0.031497039 * (stored[0] * 0.707106781 + cosines @ stored[1:])


def week(kmh: float, **hours: float) -> np.ndarray:
    """Paces at one speed but for single hours of the week, s/m."""
    speeds = np.full((1, 168), kmh)
    for name, speed in hours.items():
        speeds[0, int(name.removeprefix("h"))] = speed
    return 3.6 / speeds


def test_a_constant_speed_is_one_coefficient() -> None:
    (text,) = compressed(bucket_speeds(week(30.0)))
    stored = np.frombuffer(b64decode(text), ">i2")
    # 30 km/h in 2,016 intervals: 30 · sqrt(2016)
    assert stored[0] == round(30 * 2016**0.5) == 1347
    assert not stored[1:].any()
    np.testing.assert_allclose(decoded(text), 30.0, atol=0.02)


def test_the_week_begins_on_sunday() -> None:
    speeds = bucket_speeds(week(40.0, h0=20.0))[0]  # Monday from 0 to 1 o'clock
    assert speeds.argmin() in (MONDAY_0 + 5, MONDAY_0 + 6)
    assert (speeds < 39.9).sum() == 24  # from half an hour before to half an hour after
    assert np.flatnonzero(speeds < 39.9)[[0, -1]].tolist() == [MONDAY_0 - 6, MONDAY_0 + 17]


def test_paces_are_interpolated_between_the_middles_of_hours_also_over_the_end_of_the_week() -> (
    None
):
    speeds = bucket_speeds(week(40.0, h167=20.0))[0]  # Sunday from 23 to 24 o'clock
    # Half an hour after 23:30 the pace is the mean of 0.18 and 0.09 s/m.
    assert np.isclose(speeds[MONDAY_0], 3.6 / (0.09 + 0.09 * (0.5 - 2.5 / 60)), rtol=1e-6)
    sunday = week(40.0, h144=20.0)  # Sunday from 0 to 1 o'clock is the first hour of Valhalla's
    assert bucket_speeds(sunday)[0].argmin() in (5, 6)


def test_a_peak_of_two_hours_is_kept_within_a_few_kmh() -> None:
    days = {f"h{24 * day + hour}": 15.0 for day in range(5) for hour in (8, 9)}
    speeds = bucket_speeds(week(40.0, **days))
    (text,) = compressed(speeds)
    found = decoded(text)
    assert np.abs(found - speeds[0]).max() < 8
    assert np.abs(found - speeds[0]).mean() < 1
    assert abs(found[MONDAY_8 + 12] - 15.0) < 3


def test_free_flow_is_the_mean_pace_of_the_night_and_constrained_that_of_the_day() -> None:
    hours = np.arange(168) % 24
    pace = np.where((hours >= 7) & (hours < 19), 3.6 / 20, 3.6 / 40)[None]
    assert flow_speeds(pace).tolist() == [[40, 20]]
    # A half of the hours of the day at 10 and a half at 30 km/h: 15 km/h, not 20.
    pace = np.where(hours % 2, 3.6 / 10, 3.6 / 30)[None]
    assert flow_speeds(pace).tolist() == [[15, 15]]


def test_a_line_has_the_id_both_speeds_and_the_text() -> None:
    assert traffic_line("2/755245/1", np.array([40, 20]), "AB=") == "2/755245/1,40,20,AB=\n"
