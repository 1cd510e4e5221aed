"""Extents of layers."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from trajganr_core.data.layers import layer_bounds, read_layer
from trajganr_core.errors import Code, TrajganrError


def lines(*coordinates: list[tuple[float, float]], crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[shapely.LineString(c) for c in coordinates], crs=crs)


def test_bounds_are_those_of_all_lines_in_degrees(tmp_path: Path) -> None:
    frame = lines([(-8.6, 41.1), (-8.5, 41.2)], [(-8.7, 41.0), (-8.6, 41.1)])
    frame.to_crs("EPSG:32629").to_file(tmp_path / "a.gpkg")
    bounds = layer_bounds(tmp_path / "a.gpkg")
    assert bounds == pytest.approx((-8.7, 41.0, -8.5, 41.2), abs=1e-3)


@pytest.mark.malformed
def test_a_layer_without_lines_has_no_bounds(tmp_path: Path) -> None:
    empty = lines([(0, 0), (1, 1)]).iloc[:0]
    empty.to_file(tmp_path / "a.gpkg", geometry_type="LineString")
    with pytest.raises(TrajganrError) as error:
        layer_bounds(tmp_path / "a.gpkg")
    assert error.value.code is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_shapefile_that_is_cut_is_a_format_error(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    lines(*[[(i, 0), (i, 1)] for i in range(100)]).to_file(path)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(TrajganrError) as error:
        read_layer(path, ("LineString",), bbox=(0.0, 0.0, 99.0, 0.5))
    assert error.value.code is Code.INPUT_FORMAT
