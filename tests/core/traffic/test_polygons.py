"""Unions of polygons that are valid, badly drawn, or made to take long."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.traffic.polygons import unions

SQUARE = shapely.box(0, 0, 1, 1)
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


def ring(vertices: int) -> shapely.Polygon:
    """A regular polygon, as long as a coast."""
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    return shapely.Polygon(np.column_stack([np.cos(angle), np.sin(angle)]))


def comb(teeth: int, slant: float) -> shapely.Polygon:
    """A valid polygon with as many teeth, whose boxes meet if they are slanted."""
    x, up = np.linspace(0, 1, 2 * teeth), np.arange(2 * teeth) % 2
    return shapely.Polygon(np.column_stack([np.r_[x + slant * up, 1, 0], np.r_[up, -1, -1]]))


def star(points: int) -> shapely.Polygon:
    """An odd number of chords that all cross each other."""
    angle = np.arange(points) * 2 * np.pi * (points // 2) / points
    return shapely.Polygon(np.column_stack([np.cos(angle), np.sin(angle)]))


def union_of(*shapes: shapely.Geometry) -> shapely.Geometry:
    (found,) = unions([np.array(shapes, dtype=object)], "zones.gpkg")
    return found


def test_polygons_of_a_group_become_one() -> None:
    found = union_of(SQUARE, shapely.box(1, 0, 2, 1), shapely.box(0.5, 0.5, 3, 0.6))
    assert found.geom_type == "Polygon"
    assert found.area == pytest.approx(2.1)


def test_an_outline_that_crosses_itself_is_mended() -> None:
    found = union_of(BOW_TIE)
    assert shapely.is_valid(found)
    assert found.area == pytest.approx(0.5)


def test_a_long_outline_stays_as_it_is() -> None:
    coast = ring(60_000)
    assert union_of(coast) is coast


@pytest.mark.malformed
@pytest.mark.parametrize(
    "shapes",
    [
        [comb(30_000, 0.0)],
        [comb(30_000, 1.0)],
        [star(60_001)],
        [star(401)],
        [comb(500, 0.0), shapely.transform(comb(500, 0.0), np.fliplr)],
    ],
    ids=["comb", "slanted comb", "star", "small star", "two combs across"],
)
def test_outlines_that_take_long_are_refused(shapes: list[shapely.Polygon]) -> None:
    with pytest.raises(TrajganrError) as error:
        union_of(*shapes)
    assert error.value.code is Code.INPUT_GEOMETRY


@pytest.mark.malformed
def test_many_outlines_have_one_limit() -> None:
    group = np.array([star(151)], dtype=object)
    assert len(unions([group], "zones.gpkg")) == 1
    with pytest.raises(TrajganrError, match="too intricate"):
        unions([group] * 9, "zones.gpkg")
