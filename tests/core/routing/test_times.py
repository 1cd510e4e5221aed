"""Travel times between points, against sums by hand."""

from __future__ import annotations

import numpy as np
import pytest
from small_town import AREA, EDGE, HIGH, LOW, at, lon_lat, roads, town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.evaluation.path_step import COMMON, PathStep
from trajganr_core.routing import times as routing_times
from trajganr_core.routing.arcs import Roads, Travel
from trajganr_core.routing.stops import Stops, stops_on
from trajganr_core.routing.times import Times, times_along, times_between

#: Points at the junctions A, B and D.
A, B, D = ("AC", 0.0), ("DB", 500.0), ("CD", 1000.0)


#: The sums are the mean and the median of drives, whose 90 % reach two deviations either way.
SUMS = PathStep(mean=1.0, median=1.0, shorter=2.0, longer=2.0)


def times(begin: Stops, end: Stops, known: Roads | None = None, step: PathStep = SUMS) -> Times:
    return times_between(known or roads(), begin, end, step)


def mean(begin: tuple[str, float], end: tuple[str, float], **changed: float) -> float:
    """Seconds from one point to another."""
    return float(times(at(begin), at(end), roads(**changed)).mean[0, 0])


def test_the_fastest_route_has_the_speeds_of_its_directions() -> None:
    assert mean(A, B) == pytest.approx(50 + 100 + 50)  # over C and D, faster than 250 s ahead
    assert mean(B, A) == pytest.approx(70 + 120 + 60)  # not against the one-way road
    assert mean(A, B, AB=150) == pytest.approx(150)


def test_a_part_of_a_segment_takes_its_part_of_the_time() -> None:
    assert mean(("AB", 400.0), ("BE", 250.0)) == pytest.approx(0.6 * 250 + 50)
    assert mean(("CD", 250.0), ("AC", 100.0)) == pytest.approx(0.25 * 120 + 0.8 * 60)


def test_ahead_on_the_same_segment_the_time_is_that_of_the_part_between() -> None:
    assert mean(("AB", 400.0), ("AB", 600.0)) == pytest.approx(50)
    assert mean(("CD", 600.0), ("CD", 400.0)) == pytest.approx(0.2 * 120)  # the other direction
    assert mean(A, A) == pytest.approx(0, abs=1e-3)


def test_behind_on_a_one_way_road_the_route_goes_round() -> None:
    around = 0.4 * 250 + (70 + 120 + 60) + 0.4 * 250
    assert mean(("AB", 600.0), ("AB", 400.0)) == pytest.approx(around)


def test_pairs_without_a_route_are_empty() -> None:
    found = times(at(("BE", 250.0)), at(A, ("BE", 400.0)))
    assert np.isnan([found.mean[0, 0], found.low[0, 0], found.high[0, 0]]).all()
    assert np.isnan([found.drive_low[0, 0], found.drive_high[0, 0]]).all()
    assert found.mean[0, 1] == pytest.approx(30)


def test_a_segment_without_a_speed_is_not_driven() -> None:
    assert mean(A, B, CD=np.nan) == pytest.approx(250)
    assert np.isnan(mean(B, A, DC=np.nan))


def test_a_forbidden_turn_is_not_made() -> None:
    found = times(at(A), at(B), roads(("AC", "CD")))
    assert found.mean[0, 0] == pytest.approx(250)
    # A point behind the turn on the first segment may not make it either; one after it may go on.
    found = times(at(("AC", 400.0), ("CD", 10.0)), at(B), roads(("AC", "CD")))
    assert found.mean[0, 0] == pytest.approx(0.8 * 60 + 250)
    assert found.mean[1, 0] == pytest.approx(0.99 * 100 + 50)


def test_an_interval_is_the_sum_of_those_of_the_segments_of_the_fastest_route() -> None:
    known = roads()
    known.travel.high[3] = 1000.0  # of CD, which stays the fastest in the mean
    found = times(at(A, ("DB", 250.0)), at(B, A), known)
    back = 0.5 * 70 + 120 + 60
    np.testing.assert_allclose(found.mean, [[200, 0], [25, back]], atol=1e-3)
    np.testing.assert_allclose(found.low, LOW * found.mean, atol=1e-3)
    np.testing.assert_allclose(found.high[0], [1.5 * 100 + 1000, 0], atol=1e-3)
    np.testing.assert_allclose(found.high[1], HIGH * found.mean[1], atol=1e-3)


def test_a_turn_takes_its_seconds_on_the_routes_that_make_it() -> None:
    """Of the routes from A over C and D, those to B and beyond make the turn in D."""
    points = at(B, D, ("CD", 400.0), ("BE", 250.0))
    plain, found = times(at(A), points), times(at(A), points, roads(turn_s={("CD", "DB"): 9.0}))
    np.testing.assert_allclose(found.mean - plain.mean, [[9, 0, 0, 9]], atol=1e-6)
    np.testing.assert_allclose(found.low - plain.low, [[9, 0, 0, 9]], atol=1e-6)
    np.testing.assert_allclose(found.high - plain.high, [[9, 0, 0, 9]], atol=1e-6)


def test_a_slow_turn_is_avoided_and_a_fast_one_is_sought() -> None:
    assert mean(A, B) == pytest.approx(200)
    assert times(at(A), at(B)).metres[0, 0] == pytest.approx(2000)
    slow, fast = ({("AC", "CD"): extra} for extra in (60.0, -30.0))
    assert times(at(A), at(B), roads(turn_s=slow)).mean[0, 0] == pytest.approx(250)  # ahead on AB
    assert times(at(A), at(B), roads(turn_s=fast)).mean[0, 0] == pytest.approx(170)


def test_vehicles_turn_round_at_dead_ends_only() -> None:
    # Only towards D, and only back from it; the road on to B does not lead back.
    begin, back = at(("CD", 600.0)), at(("DC", 400.0))
    one_way = [Stops(1, each.point[:1], each.edge[:1], each.offset_m[:1]) for each in (begin, back)]
    assert np.isnan(times(*one_way).mean[0, 0])
    dead_end = roads(("CD", "DB"))  # no other turn is permitted
    assert times(*one_way, dead_end).mean[0, 0] == pytest.approx(0.4 * 100 + 0.4 * 120)


def test_a_way_over_whole_segments_takes_these_and_the_turns_between_them() -> None:
    step, travel = PathStep(1.1, 0.9, 1.0, 2.0), roads().travel
    edge = np.array([EDGE[name] for name in ("AC", "CD", "DB")])
    on_way = (getattr(travel, name)[edge] for name in ("mean", "low", "high", "deviation"))
    length_m = np.array([500.0, 1000.0, 700.0])
    found = times_along(Travel(*on_way, np.array([0.0, 9.0])), length_m, step)
    assert found.metres.item() == 2200
    ends = (found.mean.item(), found.low.item(), found.high.item(), found.median.item())
    expected = (1.1 * 209, 1.1 * (LOW * 200 + 9), 1.1 * (HIGH * 200 + 9), 0.9 * 209)
    assert ends == pytest.approx(expected)
    assert found.drive_low.item() < found.median.item() < found.drive_high.item()


def test_levels_make_the_sums_the_mean_and_the_median_of_drives() -> None:
    step = PathStep(mean=1.1, median=0.9, shorter=1.0, longer=2.0)
    plain = times(at(A), at(B))
    found = times(at(A), at(B), step=step)
    assert found.mean[0, 0] == pytest.approx(1.1 * 200)
    assert found.median[0, 0] == pytest.approx(0.9 * 200)
    np.testing.assert_allclose(found.low, 1.1 * plain.low)


def test_drives_differ_less_on_a_route_of_several_segments_than_on_one() -> None:
    found = times(at(A), at(B, ("AB", 500.0)))
    # Over C and D, 50 + 100 + 50 s, and half of AB, 125 s.
    own = 0.3 * np.sqrt(50**2 + 100**2 + 50**2) / 200, 0.3
    for column, (expected, share) in enumerate(zip((200, 125), own, strict=True)):
        reach = np.exp(2 * np.hypot(COMMON, share))
        assert found.drive_low[0, column] == pytest.approx(expected / reach)
        assert found.drive_high[0, column] == pytest.approx(expected * reach)
    widths = found.drive_high / found.drive_low
    assert widths[0, 0] < widths[0, 1]


def test_a_route_with_an_unknown_interval_of_the_mean_has_that_of_drives() -> None:
    known = roads()
    known.travel.low[3] = known.travel.high[3] = np.nan  # of CD
    found = times(at(A), at(B, ("AB", 500.0)), known)
    np.testing.assert_allclose(found.mean, [[200, 125]])
    np.testing.assert_allclose(found.low, [[np.nan, LOW * 125]])
    np.testing.assert_allclose(found.high, [[np.nan, HIGH * 125]])
    assert (found.drive_low < found.drive_high).all()


def test_origins_may_be_searched_in_any_number_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    points = at(A, B, D, ("AB", 400.0), ("BE", 250.0))
    together = times(points, points)
    monkeypatch.setattr(routing_times, "TOGETHER", 2)
    parts = times(points, points)
    np.testing.assert_array_equal(together.mean, parts.mean)
    np.testing.assert_array_equal(together.high, parts.high)


def test_a_search_can_be_stopped() -> None:
    def stop(stage: str, share: float, **figures: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        times_between(roads(), at(A), at(B), SUMS, progress=stop)


def test_a_point_stops_at_the_nearest_road_in_both_directions() -> None:
    places = np.array([lon_lat(300, -40), lon_lat(30, 100)])
    stops = stops_on(town(), AREA, places, 200.0, "points")
    assert stops.point.tolist() == [0, 1, 1]
    assert stops.edge.tolist() == [0, 1, 2]  # AB; AC and CA
    np.testing.assert_allclose(stops.offset_m, [300, 100, 400], atol=0.01)


@pytest.mark.parametrize("place", [lon_lat(300, -250), np.array([np.nan, np.nan])])
def test_a_point_far_from_all_roads_is_refused(place: np.ndarray) -> None:
    with pytest.raises(TrajganrError) as caught:
        stops_on(town(), AREA, np.array([lon_lat(300, -40), place]), 200.0, "shops.csv")
    assert caught.value.code is Code.INPUT_GEOMETRY
    assert "1 of 2 points of shops.csv" in caught.value.message
    assert "200 m" in caught.value.message


def test_no_points_are_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        stops_on(town(), AREA, np.empty((0, 2)), 200.0, "shops.csv")
    assert caught.value.code is Code.INPUT_EMPTY
