"""Figures of the benchmark of decisions, from small cases computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from road_passes import passes
from small_town import EDGE, PLACES, lon_lat, town

from benchmarks.decisions.routing import Runs, _path, errors, intervals, row_of, runs_of


def test_runs_end_where_a_pass_is_left_out_and_have_at_least_a_kilometre() -> None:
    # Driver 4: A to B to E, then from C to D, which is not next. Driver 7: 500 m only.
    edge = [EDGE[name] for name in ("AB", "BE", "CD", "DB", "AC")]
    table = replace(
        passes(
            np.array(edge),
            np.array([0, 0, 0, 0, 1]),
            np.array([480.0, 482.0, 490.0, 492.0, 500.0]),
            np.array([250.0, 100.0, 100.0, 50.0, 50.0]),
        ),
        metres=np.array([1000.0, 500.0, 1000.0, 500.0, 500.0]),
    )
    runs = runs_of(table, town(), np.array([4, 7]))
    assert [each.tolist() for each in runs.edges] == [edge[:2], edge[2:4]]
    assert runs.seconds.tolist() == [350, 150]
    np.testing.assert_allclose(runs.metres, [1500, 1500], atol=0.01)
    assert runs.minute.tolist() == [480, 490]
    assert runs.driver.tolist() == [4, 4]
    path = _path(town(), runs, 1)
    assert path["begin"] == "2013-07-01T08:10"
    np.testing.assert_allclose(path["shape"], [lon_lat(*PLACES[name]) for name in "CDB"], atol=1e-6)


def test_a_path_begins_and_ends_where_the_driven_metres_do() -> None:
    # From A to B to E, of which 300 m and 100 m at the ends of the trip were not driven.
    table = replace(
        passes(
            np.array([EDGE["AB"], EDGE["BE"]]), np.zeros(2), np.array([480.0, 482.0]), np.ones(2)
        ),
        metres=np.array([700.0, 400.0]),
    )
    runs = runs_of(table, town(), np.array([4]))
    assert runs.metres.tolist() == [1100]
    np.testing.assert_allclose(runs.skipped_m, [[300, 100]], atol=0.01)
    shape = np.array(_path(town(), runs, 0)["shape"])
    a, b, e = (np.array(lon_lat(*PLACES[name])) for name in "ABE")
    ends = [a + 0.3 * (b - a), b, b + 0.8 * (e - b)]
    np.testing.assert_allclose(shape, ends, atol=2e-6)


def test_runs_are_drawn_with_their_segments() -> None:
    number = np.arange(50)
    runs = Runs([np.array([each]) for each in number], *(number.astype(float),) * 4, number)
    drawn = runs.drawn(10, 3)
    assert len(drawn) == len(set(drawn.driver.tolist())) == 10
    assert [each[0] for each in drawn.edges] == drawn.driver.tolist() == drawn.seconds.tolist()
    assert runs.drawn(10, 4).driver.tolist() != drawn.driver.tolist()
    assert len(runs.drawn(60, 3)) == 50


def test_errors_are_of_single_durations_and_of_their_sums() -> None:
    mape, bias = errors(np.array([50.0, 300.0]), np.array([100.0, 200.0]))
    np.testing.assert_allclose([mape, bias], [50.0, 100 * (350 / 300 - 1)])


def test_paths_that_valhalla_drives_otherwise_are_counted_and_left_out() -> None:
    ones = np.ones(3)
    metres, none = 1000 * ones, np.zeros((3, 2))
    runs = Runs([np.arange(1)] * 3, 100 * ones, metres, none, 480 * ones, np.arange(3))
    default = np.array([[50.0, 5.0, 1001.0], [10.0, 1.0, 1100.0], [np.nan] * 3])
    ours = np.array([[90.0, 9.0, 1001.0], [10.0, 1.0, 1000.0], [10.0, 1.0, 1000.0]])
    row = row_of(runs, {"default": default, "ours": ours}, 0)
    assert (row["runs"], row["followed"], row["drivers"]) == (3, 1, 1)
    np.testing.assert_allclose([row["mape_default"], row["mape_ours"]], [50, 10])
    np.testing.assert_allclose([row["bias_ours"], row["mape_ratio"]], [-10, 0.2])
    np.testing.assert_allclose(row["turn_share_ours"], 0.1)
    np.testing.assert_allclose(row["bias_ours_by_part"][1], -10)


def test_intervals_of_drivers_who_agree_are_narrow_and_of_others_wide() -> None:
    driver, actual = np.repeat(np.arange(20), 3), np.full(60, 100.0)
    same = {"default": np.full(60, 50.0), "ours": np.full(60, 80.0)}
    found = intervals(same, actual, driver, 0)
    np.testing.assert_allclose(found["mape_ours_95"], 20)
    np.testing.assert_allclose(found["bias_default_95"], -50)
    np.testing.assert_allclose(found["mape_ratio_95"], 0.4)
    by_driver = {"default": same["default"], "ours": np.where(driver % 2, 100.0, 60.0)}
    low, high = intervals(by_driver, actual, driver, 0)["mape_ours_95"]
    assert low < 17 < 23 < high
