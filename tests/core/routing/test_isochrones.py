"""Areas around the parts of roads that are reached within some times, against sizes by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from small_town import AREA, at, lon_lat, roads, town

from trajganr_core.routing.isochrones import Isochrones, isochrones
from trajganr_core.routing.reached import reached_parts
from trajganr_core.routing.stops import Stops

A, ON_BE = ("AC", 0.0), ("BE", 250.0)
DISTANCE_M = 10.0
DISC_M2 = math.pi * DISTANCE_M**2


def found(origins: Stops, *limits_s: float, distance_m: float = DISTANCE_M) -> Isochrones:
    return isochrones(town(), AREA, reached_parts(roads(), origins, limits_s), distance_m)


def size(isochrone: shapely.Geometry) -> float:
    """Square metres of an area in degrees."""
    return float(shapely.area(shapely.transform(isochrone, lambda each: AREA.to_local(*each.T))))


def test_an_area_ends_at_its_distance_from_where_the_time_is_used_up() -> None:
    areas = found(at(ON_BE), 20)  # 100 m of BE, which takes 100 s for 500 m
    assert size(areas.areas[0]) == pytest.approx(2 * DISTANCE_M * 100 + DISC_M2, rel=0.002)
    assert areas.km2[0] == pytest.approx(size(areas.areas[0]) / 1e6)
    west, south, east, north = shapely.bounds(areas.areas[0])
    np.testing.assert_allclose(AREA.to_local(west, south)[0], [1240, -10], atol=0.1)
    np.testing.assert_allclose(AREA.to_local(east, north)[0], [1360, 10], atol=0.1)


def test_an_area_goes_round_corners_and_counts_both_directions_once() -> None:
    areas = found(at(A), 60)  # 240 m of AB, the 500 m of AC, and 100 m of CD; parts of CA
    straight = 2 * DISTANCE_M * (240 + 500 + 100) + DISC_M2
    corner = DISC_M2 / 4 - DISTANCE_M**2  # more outside, less inside
    assert size(areas.areas[0]) == pytest.approx(straight + 2 * corner, rel=0.002)


def test_areas_of_longer_times_are_without_those_of_shorter_ones() -> None:
    areas = found(at(ON_BE), 20, 40)
    assert (areas.origin.tolist(), areas.limit.tolist()) == ([0, 0], [0, 1])
    # The disc at the end of the first part is in the first area.
    assert size(areas.areas[1]) == pytest.approx(2 * DISTANCE_M * 100, rel=0.002)
    assert shapely.intersection(*areas.areas).area == pytest.approx(0, abs=1e-15)
    (both,) = found(at(ON_BE), 40).areas
    assert size(shapely.symmetric_difference(shapely.union_all(areas.areas), both)) < 0.01


def test_a_block_without_reached_roads_nearby_is_a_hole() -> None:
    (around,) = found(at(A), 1000).areas  # AB, AC, CD and DB enclose the block
    centre = shapely.Point(lon_lat(500, 250))
    assert not shapely.contains(around, centre)
    (wide,) = found(at(A), 1000, distance_m=260.0).areas
    assert shapely.contains(wide, centre)


def test_every_origin_has_its_own_areas() -> None:
    areas = found(at(A, ON_BE), 20)
    assert areas.origin.tolist() == [0, 1]
    assert size(areas.areas[1]) == pytest.approx(size(found(at(ON_BE), 20).areas[0]))


def test_an_area_that_a_longer_time_does_not_enlarge_has_no_second_one() -> None:
    assert found(at(ON_BE), 60, 120).limit.tolist() == [0]  # E is a dead end after 50 s


def test_drawing_can_be_stopped() -> None:
    def stop(stage: str, share: float, **figures: object) -> None:
        raise KeyboardInterrupt

    parts = reached_parts(roads(), at(A), [60])
    with pytest.raises(KeyboardInterrupt):
        isochrones(town(), AREA, parts, DISTANCE_M, stop)
