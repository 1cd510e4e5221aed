"""Writes GeoPackage, GeoParquet, FlatGeobuf or CSV layers, EPSG:4326; complete or not at all.

A CSV has its geometry as Well-Known Text in the column ``WKT``, where GDAL and QGIS look for it.
Its texts cannot be formulas (:mod:`..contract.layers.spreadsheets`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyproj import CRS

from ..contract.files.atomic_io import atomic_file
from ..contract.layers.spreadsheets import not_a_formula
from ..contract.options.choices import VECTOR_SUFFIXES
from ..data.tables import without_formulas
from ..data.trips.measured_lines import GEOMETRY, LayerWriter
from ..utils.ragged import offsets_of
from ..utils.study_area import GEOGRAPHIC

#: GDAL's driver for each format, and its options.
DRIVERS: dict[str, tuple[str, dict[str, str]]] = {
    "gpkg": ("GPKG", {}),
    "flatgeobuf": ("FlatGeobuf", {}),
    "csv": ("CSV", {"GEOMETRY": "AS_WKT"}),
}
COMPRESSION = "zstd"
#: Unix seconds at each vertex of a line, in formats whose lines have no M.
TIMES = "times"


def file_name(layer: str, format: str) -> str:
    """The file name of a layer."""
    return layer + VECTOR_SUFFIXES[format]


def write_layer(frame: gpd.GeoDataFrame, out: Path, layer: str, format: str) -> None:
    """Write a layer that is in memory.

    Args:
        frame: EPSG:4326.
        out: the file; an existing one is replaced once the new one is complete.
        layer: its name, where the format has one.
        format: one of :data:`~..contract.options.choices.VECTOR_FORMATS`.
    """
    with _new_file(out, format) as file:
        if format == "geoparquet":
            frame.to_parquet(file, index=False, compression=COMPRESSION)
        else:
            driver, options = DRIVERS[format]
            if format == "csv":
                frame = without_formulas(frame)
            pyogrio.write_dataframe(frame, file, layer=layer, driver=driver, layer_options=options)


def write_measured_lines(tables: Iterable[pa.Table], out: Path, layer: str, format: str) -> int:
    """Write tables of :mod:`~..data.trips.measured_lines` as they come, a table at a time.

    GeoPackage and CSV keep the times of the vertices as M. GeoParquet and FlatGeobuf get plain
    lines and the times in the column ``times``: a list in the one, a text with commas in the other.

    Args:
        tables: at least one, all of the same columns, with lines whose M are Unix seconds.
        out, layer, format: as for :func:`write_layer`.

    Returns:
        How many rows were written.
    """
    with _new_file(out, format) as file:
        if format == "gpkg":
            return _append(tables, file, layer)
        if format == "geoparquet":
            return _write_parquet(map(_timed, tables), file)
        if format == "flatgeobuf":
            tables = map(_with_text_times, map(_timed, tables))
        if format == "csv":
            tables = map(_without_formulas, tables)
        return _stream(tables, file, layer, format)


@contextmanager
def _new_file(out: Path, format: str) -> Iterator[Path]:
    """A temporary file that becomes ``out``, with the suffix that GDAL expects of its format."""
    with atomic_file(out) as temporary:
        file = temporary.with_name(file_name("layer", format))
        yield file
        file.replace(temporary)


def _append(tables: Iterable[pa.Table], file: Path, layer: str) -> int:
    writer = LayerWriter(file, layer, "LineString")
    for table in tables:
        writer.write(table)
    return writer.rows


def _write_parquet(tables: Iterable[pa.Table], file: Path) -> int:
    """Write GeoParquet 1.0, with the metadata of the geometry column."""
    crs = CRS.from_user_input(GEOGRAPHIC).to_json_dict()
    column = {"encoding": "WKB", "geometry_types": ["LineString"], "crs": crs}
    about = {"version": "1.0.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
    rows = 0
    writer: pq.ParquetWriter | None = None
    try:
        for table in tables:
            if writer is None:
                schema = table.schema.with_metadata({"geo": json.dumps(about)})
                writer = pq.ParquetWriter(file, schema, compression=COMPRESSION)
            writer.write_table(table.replace_schema_metadata(schema.metadata))
            rows += table.num_rows
    finally:
        if writer is not None:
            writer.close()
    return rows


def _stream(tables: Iterable[pa.Table], file: Path, layer: str, format: str) -> int:
    """Write tables through GDAL in one call, for formats that cannot be appended to."""
    remaining = iter(tables)
    first = next(remaining)
    failures: list[BaseException] = []
    rows = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal rows
        try:
            table: pa.Table | None = first
            while table is not None:
                rows += table.num_rows
                yield from table.to_batches()
                table = next(remaining, None)
        except BaseException as error:
            failures.append(error)
            raise

    driver, options = DRIVERS[format]
    try:
        pyogrio.raw.write_arrow(
            pa.RecordBatchReader.from_batches(first.schema, batches()),
            file,
            layer=layer,
            driver=driver,
            geometry_name=GEOMETRY,
            geometry_type="LineString",
            crs=GEOGRAPHIC,
            layer_options=options,
        )
    except Exception:
        if failures:  # such as a cancellation, which GDAL would report as an error of its stream
            raise failures[0] from None
        raise
    return rows


def _timed(table: pa.Table) -> pa.Table:
    """Lines without M, and a list of the times of their vertices."""
    lines = shapely.from_wkb(table[GEOMETRY].to_numpy())
    times = shapely.get_coordinates(lines, include_m=True)[:, 2].round(3)
    offsets = pa.array(offsets_of(shapely.get_num_coordinates(lines)).astype(np.int32))
    plain = pa.array(shapely.to_wkb(shapely.force_2d(lines)), pa.binary())
    place = table.schema.get_field_index(GEOMETRY)
    return table.set_column(place, GEOMETRY, plain).append_column(
        TIMES, pa.ListArray.from_arrays(offsets, pa.array(times))
    )


def _without_formulas(table: pa.Table) -> pa.Table:
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            texts = pa.array(map(not_a_formula, table[field.name].to_pylist()), field.type)
            table = table.set_column(place, field, texts)
    return table


def _with_text_times(table: pa.Table) -> pa.Table:
    place = table.schema.get_field_index(TIMES)
    numbers = table[TIMES].cast(pa.list_(pa.string()))
    return table.set_column(place, TIMES, pc.binary_join(numbers, ","))
