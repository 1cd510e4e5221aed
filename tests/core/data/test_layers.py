"""Layers: extents, dropped features and errors."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.layers import LINES, layer_bounds, read_layer


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


GOOD = [[(-8.6, 41.1), (-8.5, 41.2)], [(-8.7, 41.0), (-8.6, 41.1)]]
#: What is wrong with a feature, and the feature.
UNUSABLE = {
    "with a coordinate that is not a finite number": [
        shapely.LineString([(np.nan, 41.1), (-8.5, 41.2)]),
        shapely.LineString([(-8.6, 41.1), (-8.5, np.inf)]),
    ],
    "without a geometry that can be read": [None, shapely.LineString()],
    "of no length": [shapely.LineString([(-8.6, 41.1), (-8.6, 41.1)])],
    "of another type of geometry": [
        shapely.Point(-8.6, 41.1),
        shapely.GeometryCollection([shapely.LineString(GOOD[0])]),
    ],
    "with coordinates that are not on Earth": [shapely.LineString([(-8.6, 41.1), (500, 41)])],
}


@pytest.mark.malformed
@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize("suffix", [".gpkg", ".geojsonl"])
@pytest.mark.parametrize(("reason", "shapes"), UNUSABLE.items())
def test_features_that_cannot_be_used_are_left_out_and_counted(
    tmp_path: Path, reason: str, shapes: list[shapely.Geometry | None], suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    good = [shapely.LineString(line) for line in GOOD]
    frame = gpd.GeoDataFrame(geometry=[good[0], *shapes, good[1]], crs="EPSG:4326")
    frame["highway"] = "primary"
    frame.to_file(path)
    if suffix == ".geojsonl" and "finite" in reason:
        pytest.skip("GeoJSON has no such numbers")
    dropped: Counter[str] = Counter()
    assert len(read_layer(path, LINES, dropped=dropped)) == 2
    assert dropped == {reason: len(shapes)}
    assert len(read_layer(path, LINES, bbox=(-8.8, 40.9, -8.65, 41.05))) == 1
    assert layer_bounds(path) == pytest.approx((-8.7, 41.0, -8.5, 41.2))


@pytest.mark.malformed
def test_coordinates_that_their_crs_does_not_have_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame = lines(*GOOD, [(-8.6, 41.1), (-8.5, 41.2)]).to_crs("EPSG:32629")
    frame.loc[2, "geometry"] = shapely.LineString([(5e5, 4e6), (1e30, 1e30)])
    frame.to_file(path)
    dropped: Counter[str] = Counter()
    assert len(read_layer(path, LINES, dropped=dropped)) == 2
    assert dropped == {"with coordinates that are not on Earth": 1}


@pytest.mark.malformed
@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32629", "EPSG:3763", "EPSG:2154"])
@pytest.mark.parametrize("bbox", [None, (-8.8, 40.9, -8.4, 41.3)])
def test_degrees_that_are_said_to_be_metres_are_refused(
    tmp_path: Path, crs: str, bbox: tuple[float, float, float, float] | None
) -> None:
    path = tmp_path / "a.gpkg"
    lines(*GOOD, crs=crs).to_file(path)
    for read in (lambda: read_layer(path, LINES, bbox), lambda: layer_bounds(path)):
        with pytest.raises(TrajganrError, match=crs) as error:
            read()
        assert error.value.code is Code.INPUT_CRS
        assert "EPSG:4326" in error.value.next_action


@pytest.mark.malformed
def test_metres_that_are_said_to_be_degrees_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    lines(*GOOD).to_crs("EPSG:3857").set_crs("EPSG:4326", allow_override=True).to_file(path)
    with pytest.raises(TrajganrError) as error:
        read_layer(path, LINES, bbox=(-8.8, 40.9, -8.4, 41.3))
    assert error.value.code is Code.INPUT_CRS


def test_a_local_frame_may_have_its_origin_in_the_layer(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    local = "+proj=aeqd +lon_0=-8.6 +lat_0=41.1 +datum=WGS84 +units=m"
    lines([(0, 0), (80, 50)], crs=local).to_file(path)
    assert len(read_layer(path, LINES)) == 1


def test_curves_become_lines(tmp_path: Path) -> None:
    text = 'WKT,highway\n"CIRCULARSTRING(-8.6 41.1,-8.5 41.2,-8.4 41.1)",primary\n'
    (tmp_path / "a.csv").write_text(text)
    frame = gpd.read_file(tmp_path / "a.csv", geometry="WKT")
    assert frame.geometry.geom_type.tolist() == ["LineString"]
    path = tmp_path / "a.gpkg"
    frame.set_crs("EPSG:4326").to_file(path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'COMPOUNDCURVE'")
    assert len(read_layer(path, LINES)) == 1


@pytest.mark.malformed
def test_a_file_that_is_no_layer_is_refused_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    with pytest.raises(TrajganrError, match="cannot be read as a vector layer: it is") as error:
        read_layer(path, LINES)
    assert error.value.code is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_line_of_one_vertex_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    lines(*GOOD).to_file(path)
    with sqlite3.connect(path) as database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        (blob,) = database.execute("SELECT geom FROM a WHERE fid = 1").fetchone()
        head = blob[:40]  # with the envelope
        one = shapely.to_wkb(shapely.LineString(GOOD[0]))
        cut = one[:5] + (1).to_bytes(4, "little") + one[9:25]
        database.execute("UPDATE a SET geom = ? WHERE fid = 1", (head + cut,))
    dropped: Counter[str] = Counter()
    assert len(read_layer(path, LINES, dropped=dropped)) == 1
    assert dropped == {"without a geometry that can be read": 1}
