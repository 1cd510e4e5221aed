"""The format of a file, told by what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import shapely

from ...contract.data_config import TripOptions
from ...contract.errors import Code, TrajganrError
from ..files import InputFile, nothing_in
from ..tables import UTF_16, csv_header, not_utf_8
from .cabspotting import is_cab, read_cab
from .challenge import POLYLINE, read_challenge
from .columns import LON_NAMES, matching_names
from .csv_rows import CsvRows
from .fixes import read_fixes
from .gpx import read_gpx
from .layer_rows import LayerRows, layers_in
from .moving_features import is_moving_features, read_moving_features
from .parquet_rows import ParquetRows
from .rows import GEOMETRY, Rows, kind_of
from .source import Reading
from .trip_layer import read_lines

__all__ = ["is_parquet", "recognise", "recognise_parquet"]

HEAD_BYTES = 1 << 16
PARQUET = b"PAR1"
#: Columns of Well-Known Text, as QGIS, GDAL and PostGIS call them.
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom")


def is_parquet(file: InputFile) -> bool:
    """Whether a file is a Parquet table."""
    return file.path.is_file() and file.head(len(PARQUET)) == PARQUET


def recognise(file: InputFile, options: TripOptions) -> Reading:
    """What a file is and how its trips are read.

    Raises:
        TrajganrError: ``INPUT.EMPTY``; ``INPUT.FORMAT`` for a file of no known format; the codes of
            the reader of its format.
    """
    head = file.head(HEAD_BYTES) if not file.path.is_dir() else b"\0"
    if not head.strip():
        raise nothing_in(file)
    if head.startswith(PARQUET):
        return recognise_parquet([file], options)
    if head.startswith(UTF_16):
        raise not_utf_8(file)
    text = _as_text(head)
    if text is not None:
        if "<gpx" in text:
            return read_gpx(file, options)
        if is_moving_features(text):
            return read_moving_features(file, options)
        if is_cab(text):
            return read_cab(file, options)
        if not text.lstrip().startswith(("<", "{", "[")):
            names, _ = csv_header(file)
            if POLYLINE in names:
                return read_challenge(file)
            if len(names) > 1:
                return _recognise_rows(_table(file, names, options), options, "CSV")
    return _recognise_layer(layers_in(file), options, str(file))


def recognise_parquet(files: Sequence[InputFile], options: TripOptions) -> Reading:
    """The table of one or more Parquet files.

    Raises:
        TrajganrError: the codes of :func:`read_fixes` and :func:`read_lines`.
    """
    rows = ParquetRows(files)
    return _recognise_rows(rows, options, "GeoParquet" if rows.geometry else "Parquet")


def _table(file: InputFile, names: Sequence[str], options: TripOptions) -> CsvRows:
    """A CSV, whose geometries count where it has no columns of longitude."""
    has_columns = options.lon_field or any(matching_names(names, lon) for lon in LON_NAMES)
    return CsvRows(file, wkt=() if has_columns else WKT_NAMES)


def _recognise_layer(layers: Sequence[LayerRows], options: TripOptions, path: str) -> Reading:
    """The first layer that can be trips or fixes; of several, the others are named."""
    failures: list[tuple[bool, TrajganrError]] = []
    for layer in layers:
        others = ", ".join(other.layer for other in layers if other is not layer)
        what = f"layer {layer.layer}" + (f" (not {others})" if others else "")
        try:
            return _recognise_rows(layer, options, what)
        except TrajganrError as failure:
            failures.append((layer.geometry in ("point", "line"), failure))
    if not failures:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{path} has no layers.",
            "Give a layer of points with time, or of measured lines.",
            path=path,
        )
    # Of what is wrong with each, that of a layer that could have been meant is said.
    raise next((failure for is_meant, failure in failures if is_meant), failures[0][1])


def _recognise_rows(rows: Rows, options: TripOptions, what: str) -> Reading:
    if rows.geometry == "mixed":
        rows.geometry = _kind_of_first(rows)
    if rows.geometry == "line":
        return read_lines(rows, options, what)
    if rows.geometry == "other" and not options.lon_field:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{where} is a layer of neither points nor lines.",
            "Give a layer of points with time, or of measured lines.",
            where=rows.where,
        )
    return read_fixes(rows, options, what)


def _kind_of_first(rows: Rows) -> str:
    """What the first rows with a geometry are, where the layer does not say it."""
    first = next(rows.batches([], Counter(), rows=1024), None)
    if first is None:
        return "other"
    types = {
        geometry.geom_type
        for geometry in shapely.from_wkb(first[GEOMETRY], on_invalid="ignore")
        if geometry
    }
    return kind_of(types) if types else "other"


def _as_text(head: bytes) -> str | None:
    """The beginning of a file as text; None if its first line is not text."""
    first_line = head.partition(b"\n")[0]
    try:
        first_line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A line may be longer than the head, and its last character cut in two.
        if len(first_line) < len(head) or error.start < len(head) - 4:
            return None
    return None if b"\0" in head else head.decode("utf-8-sig", errors="replace")
