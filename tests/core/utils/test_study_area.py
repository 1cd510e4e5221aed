"""The study area's frames."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.study_area import StudyArea, check_lon_lat

PORTO = StudyArea(-8.691294, 41.13835, -8.552009, 41.185935)


@st.composite
def areas(draw: st.DrawFn) -> StudyArea:
    """Boxes up to a degree wide, poles and date line aside."""
    west = draw(st.floats(-178, 177))
    south = draw(st.floats(-79, 78))
    width = draw(st.floats(0.01, 1))
    height = draw(st.floats(0.01, 1))
    return StudyArea(west, south, west + width, south + height)


@given(areas(), st.floats(0, 1), st.floats(0, 1))
def test_the_local_frame_is_inverted_exactly(area: StudyArea, u: float, v: float) -> None:
    lon = np.array([area.west + u * (area.east - area.west)])
    lat = np.array([area.south + v * (area.north - area.south)])
    back = area.to_geographic(area.to_local(lon, lat))
    np.testing.assert_allclose(back, [[lon[0], lat[0]]], atol=1e-9)


@given(areas(), st.floats(0, 1), st.floats(0, 1))
def test_the_area_normalises_into_the_unit_square(area: StudyArea, u: float, v: float) -> None:
    lon = np.array([area.west + u * (area.east - area.west)])
    lat = np.array([area.south + v * (area.north - area.south)])
    assert np.abs(area.normalise(np.column_stack([lon, lat]))).max() <= 1.01


@given(areas(), st.floats(-0.005, 0.005), st.floats(-0.005, 0.005))
def test_short_distances_are_those_on_the_ellipsoid(area: StudyArea, u: float, v: float) -> None:
    lon, lat = area.centre
    _, _, on_ellipsoid = Geod(ellps="WGS84").inv(lon, lat, lon + u, lat + v)
    ends = (np.array([value]) for value in (lon, lat, lon + u, lat + v))
    assert area.short_distances_m(*ends)[0] == pytest.approx(on_ellipsoid, rel=1e-6, abs=1e-4)


def test_distances_from_the_centre_are_those_on_the_ellipsoid() -> None:
    lon, lat = np.array([PORTO.east]), np.array([PORTO.north])
    _, _, on_ellipsoid = Geod(ellps="WGS84").inv(*PORTO.centre, lon[0], lat[0])
    assert np.hypot(*PORTO.to_local(lon, lat)[0]) == pytest.approx(on_ellipsoid, abs=1e-3)


def test_degrees_normalise_as_their_local_metres_do() -> None:
    lon_lat = [(-8.61, 41.15), PORTO.centre]
    lon, lat = np.array(lon_lat).T
    expected = PORTO.normalise_local(PORTO.to_local(lon, lat))
    np.testing.assert_array_equal(PORTO.normalise(lon_lat), expected)


def test_normalised_metres_are_square() -> None:
    east_and_north = PORTO.normalise_local(np.array([[100.0, 0.0], [0.0, 100.0]]))
    assert east_and_north[0, 0] == east_and_north[1, 1] == 100 / PORTO.half_extent_m


@pytest.mark.parametrize(
    "box",
    [(1, 0, 1, 1), (2, 0, 1, 1), (0, 1, 1, 0), (-181, 0, 1, 1), (0, 0, 1, 91), (np.nan, 0, 1, 1)],
)
def test_an_empty_reversed_or_impossible_box_is_refused(box: tuple[float, ...]) -> None:
    with pytest.raises(TrajganrError) as error:
        StudyArea(*box)
    assert error.value.code is Code.INPUT_GEOMETRY


def test_an_area_is_restored_from_its_json_form() -> None:
    assert StudyArea.of(PORTO.to_area()) == PORTO


def test_contains_includes_the_edges() -> None:
    lon = np.array([PORTO.west, PORTO.centre[0], PORTO.east + 1e-9])
    lat = np.array([PORTO.south, PORTO.centre[1], PORTO.north])
    assert PORTO.contains(lon, lat).tolist() == [True, True, False]


def test_impossible_coordinates_are_refused_and_counted() -> None:
    with pytest.raises(TrajganrError) as error:
        check_lon_lat(np.array([0.0, 530000.0]), np.array([0.0, 4560000.0]), "trips")
    assert error.value.code is Code.INPUT_CRS
    assert error.value.parameters["count"] == 1


def test_missing_coordinates_are_accepted() -> None:
    check_lon_lat(np.array([np.nan]), np.array([np.nan]), "trips")


def test_boxes_intersect_an_area_if_they_share_a_point() -> None:
    area = StudyArea(0.0, 0.0, 2.0, 1.0)
    boxes = [[1, 0.5, 1, 0.5], [-1, -1, 3, 3], [2, 1, 4, 4], [2.1, 0, 3, 1], [0, -2, 2, -0.1]]
    assert area.meets(np.array(boxes, dtype=float)).tolist() == [True, True, True, False, False]
