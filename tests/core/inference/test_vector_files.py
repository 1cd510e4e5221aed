"""Layers in each format, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from trajganr_core.contract.errors import TrajganrError, cancelled
from trajganr_core.contract.options.choices import VECTOR_FORMATS
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.trips.measured_lines import path_rows
from trajganr_core.inference.vector_files import file_name, write_layer, write_measured_lines

LAYER = gpd.GeoDataFrame(
    {
        "name": ["Rua, do Teste", "Avenida"],
        "length_m": [12.5, np.nan],
        "trips": [3, 0],
    },
    geometry=[
        shapely.LineString([(-8.6, 41.1), (-8.5, 41.2)]),
        shapely.LineString([(0, 0), (1, 1)]),
    ],
    crs=4326,
)


def read(path: Path) -> gpd.GeoDataFrame:
    """A file as its readers take it, in the order of its names."""
    if path.suffix == ".parquet":
        return gpd.read_parquet(path)
    if path.suffix == ".csv":
        table = pd.read_csv(path)
        lines = gpd.GeoSeries.from_wkt(table.pop("WKT"))
        return gpd.GeoDataFrame(table, geometry=lines, crs=4326)
    return pyogrio.read_dataframe(path)


@pytest.fixture(scope="module")
def paths(bundle: Bundle) -> list[pa.Table]:
    """The first trips of a bundle in two batches."""
    first, then = (bundle.matched.take(np.arange(a, b)) for a, b in ((0, 4), (4, 7)))
    return [path_rows(first, bundle.network), path_rows(then, bundle.network, 4)]


@pytest.mark.parametrize("format", VECTOR_FORMATS)
def test_a_layer_comes_back_as_it_was_written(format: str, tmp_path: Path) -> None:
    out = tmp_path / file_name("roads", format)
    write_layer(LAYER, out, "roads", format)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    found = read(out).sort_values("length_m").reset_index(drop=True)
    assert found.crs == LAYER.crs
    pd.testing.assert_frame_equal(
        pd.DataFrame(found[list(LAYER)].drop(columns="geometry")),
        pd.DataFrame(LAYER.drop(columns="geometry")),
        check_dtype=False,
    )
    assert shapely.equals_exact(found.geometry, LAYER.geometry, 1e-9).all()


def test_texts_in_csv_cannot_be_formulas(paths: list[pa.Table], tmp_path: Path) -> None:
    texts = ["=HYPERLINK(1)", "Avenida"]
    layer = LAYER.assign(name=texts, kind=pd.Categorical(["@a", "b"]), lon=[-8.6, np.nan])
    write_layer(layer.rename(columns={"lon": "-lon"}), tmp_path / "roads.csv", "roads", "csv")
    table = pd.read_csv(tmp_path / "roads.csv")
    assert list(table["name"]) == ["'=HYPERLINK(1)", "Avenida"]
    assert list(table["kind"]) == ["'@a", "b"]
    assert table["'-lon"][0] == -8.6

    ids = pa.array(["+cmd", *["7"] * (len(paths[0]) - 1)])
    place = paths[0].schema.get_field_index("trip_id")
    trips = paths[0].set_column(place, "trip_id", ids)
    write_measured_lines([trips], tmp_path / "trips.csv", "trips", "csv")
    assert list(pd.read_csv(tmp_path / "trips.csv")["trip_id"].astype(str))[:2] == ["'+cmd", "7"]


@pytest.mark.filterwarnings("ignore:Measured")
@pytest.mark.parametrize("format", ["gpkg", "csv"])
def test_times_are_the_m_of_lines_where_a_format_has_it(
    format: str, paths: list[pa.Table], tmp_path: Path
) -> None:
    out = tmp_path / file_name("trips", format)
    assert write_measured_lines(iter(paths), out, "trips", format) == 7
    if format == "csv":
        lines = shapely.from_wkt(pd.read_csv(out)["WKT"])
    else:
        meta, table = pyogrio.raw.read_arrow(out)
        lines = shapely.from_wkb(table[meta["geometry_name"]].to_numpy())
    expected = shapely.from_wkb(pa.concat_tables(paths)["geometry"].to_numpy())
    found, result = (shapely.get_coordinates(one, include_m=True) for one in (lines, expected))
    np.testing.assert_allclose(found, result, atol=1e-3)


@pytest.mark.parametrize("format", ["geoparquet", "flatgeobuf"])
def test_times_are_a_column_where_lines_have_no_m(
    format: str, paths: list[pa.Table], tmp_path: Path
) -> None:
    out = tmp_path / file_name("trips", format)
    assert write_measured_lines(iter(paths), out, "trips", format) == 7
    found = read(out).sort_values("piece").reset_index(drop=True)
    assert found.crs.to_epsg() == 4326
    assert found["trip_id"].tolist() == pa.concat_tables(paths)["trip_id"].to_pylist()
    expected = shapely.from_wkb(pa.concat_tables(paths)["geometry"].to_numpy())
    for line, times, timed in zip(found.geometry, found["times"], expected, strict=True):
        if format == "flatgeobuf":
            times = [float(text) for text in times.split(",")]
        result = shapely.get_coordinates(timed, include_m=True)
        np.testing.assert_allclose(times, result[:, 2], atol=1e-3)
        np.testing.assert_allclose(line.coords, result[:, :2], atol=1e-9)


def test_geoparquet_has_geometry_metadata(paths: list[pa.Table], tmp_path: Path) -> None:
    out = tmp_path / "trips.parquet"
    write_measured_lines(iter(paths), out, "trips", "geoparquet")
    file = pq.ParquetFile(out)
    assert file.num_row_groups == 2
    assert b"LineString" in file.schema_arrow.metadata[b"geo"]


@pytest.mark.parametrize("format", VECTOR_FORMATS)
def test_a_cancellation_leaves_no_file(format: str, paths: list[pa.Table], tmp_path: Path) -> None:
    def interrupted() -> Iterator[pa.Table]:
        yield paths[0]
        raise cancelled()

    with pytest.raises(TrajganrError, match=r"JOB\.CANCELLED"):
        write_measured_lines(interrupted(), tmp_path / file_name("trips", format), "trips", format)
    assert list(tmp_path.iterdir()) == []


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    """GDAL takes the ending for the format, and would make a folder of another one."""
    for format in VECTOR_FORMATS:
        write_layer(LAYER, tmp_path / f"layer.{format}.data", "roads", format)
    assert all(path.is_file() for path in tmp_path.iterdir())
