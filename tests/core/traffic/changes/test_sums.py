"""What drivers did on a crossing on two days, counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from crossing_bundle import EAST, NORTH, WEST, edge, prepared

from trajganr_core.contract.options.periods import parse_period
from trajganr_core.contract.options.time_sets import WHOLE_WEEK, parse_time_set
from trajganr_core.data.bundle import Bundle
from trajganr_core.traffic.changes import sums
from trajganr_core.traffic.changes.sums import SUMS, SidePasses, Sums, TwoSides, passes_of_side

KM, HOURS, TRIPS = (SUMS.index(name) for name in ("km", "hours", "trips"))


def days(text: str) -> tuple[int, int] | None:
    period = parse_period(text)
    return period.days if period else None


def on_segment(found: Sums, segment: int) -> np.ndarray:
    return found.sums[found.edge == segment]


def summed(before: SidePasses, after: SidePasses) -> Sums:
    """The sums of all segments as one part."""
    parts = list(TwoSides(before, after).parts())
    names = ("edge", "driver", "day", "sums")
    return Sums(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def test_passes_are_those_of_the_days_and_times(crossing: Bundle) -> None:
    def count(days_text: str, times: str) -> int:
        return len(passes_of_side(crossing, "all", parse_time_set(times), days(days_text)))

    # five trips on Monday and two on Saturday, each over two segments
    assert count("", "whole week") == 14
    assert count("2013-07-01", "whole week") == count("", "weekdays") == 10
    assert count("2013-07-02/2013-07-06", "whole week") == count("", "Sat 12:00-13:00") == 4
    assert count("2013-07-02/2013-07-05", "whole week") == count("", "Sat 13:00-14:00") == 0


def test_sums_are_those_of_each_driver_and_trips_count_on_any_road(crossing: Bundle) -> None:
    monday = passes_of_side(crossing, "all", WHOLE_WEEK, days("2013-07-01"))
    saturday = passes_of_side(crossing, "all", WHOLE_WEEK, days("2013-07-06"))
    found = summed(monday, saturday)
    west, east, north = (edge(crossing, each) for each in (WEST, EAST, NORTH))
    assert on_segment(found, west)[:, :, TRIPS].sum(axis=0).tolist() == [4, 2]
    assert len({*found.driver[found.edge == west]}) == 4  # anna and ben are on both sides
    assert len({*found.day[found.edge == west]}) == 2
    assert on_segment(found, east)[:, :, TRIPS].sum(axis=0).tolist() == [3, 0]
    assert on_segment(found, north)[:, :, TRIPS].sum(axis=0).tolist() == [1, 2]
    km, hours = on_segment(found, west)[:, :, (KM, HOURS)].sum(axis=0)[0]
    assert km == pytest.approx(0.8, rel=0.01)
    assert km / hours == pytest.approx(36, rel=0.01)  # 50 m every 5 s
    trips = TwoSides(monday, saturday).trips
    assert sorted(trips.of("driver").tolist()) == [[1, 0], [1, 0], [1, 0], [1, 1], [1, 1]]
    assert trips.of("day").tolist() == [[5, 0], [0, 2]]
    assert sorted(trips.of("both").tolist()) == [*[[0, 1]] * 2, *[[1, 0]] * 5]
    assert trips.days == (1, 1)


def test_sums_are_the_same_in_any_number_of_parts(
    crossing: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both_sides() -> Sums:
        monday = passes_of_side(crossing, "all", WHOLE_WEEK, days("2013-07-01"))
        return summed(monday, passes_of_side(crossing, "all", WHOLE_WEEK))

    together = both_sides()
    monkeypatch.setattr(sums, "PASSES_TOGETHER", 2)
    few = both_sides()
    for name in ("edge", "driver", "day", "sums"):
        np.testing.assert_allclose(getattr(few, name), getattr(together, name))


def test_trips_without_a_driver_are_drivers_and_those_of_two_bundles_are_different(
    crossing: Bundle, tmp_path: Path
) -> None:
    nameless = prepared(tmp_path / "nameless", with_drivers=False)
    side = passes_of_side(nameless, "all", WHOLE_WEEK)
    assert TwoSides(side, side).trips.of("driver").tolist() == [[1, 1]] * 7
    other = passes_of_side(crossing, "all", WHOLE_WEEK)
    assert TwoSides(side, other).trips.drivers == 7 + 5


def test_passes_count_by_the_probability_of_their_way_and_trips_as_one(crossing: Bundle) -> None:
    every = passes_of_side(crossing, "all", WHOLE_WEEK)
    crossing.matched.pass_probability[:] = 0.75
    some = passes_of_side(crossing, "all", WHOLE_WEEK)
    crossing.matched.pass_probability[:] = 1.0
    for name in ("km", "hours", "slowed", "slowdown_m"):
        assert getattr(some, name) == pytest.approx(0.75 * getattr(every, name))
    west = edge(crossing, WEST)
    assert on_segment(summed(some, some), west)[:, :, TRIPS].sum(axis=0).tolist() == [6, 6]
