"""Recognition of a file's format by its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
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
#: Names of Well-Known Text columns in QGIS, GDAL and PostGIS.
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom")


def is_parquet(file: InputFile) -> bool:
    """Whether a file is a Parquet table."""
    return file.path.is_file() and file.head(len(PARQUET)) == PARQUET


def recognise(file: InputFile, options: TripOptions) -> Reading:
    """Recognise a file's format and return its reader.

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
                has_lon = options.lon_field or any(matching_names(names, lon) for lon in LON_NAMES)
                # A geometry column is used only without longitudes.
                rows = CsvRows(file, wkt=() if has_lon else WKT_NAMES)
                return _recognise_rows(rows, options, "CSV")
    return _recognise_layer(layers_in(file), options, str(file))


def recognise_parquet(files: Sequence[InputFile], options: TripOptions) -> Reading:
    """The table of one or more Parquet files.

    Raises:
        TrajganrError: the codes of :func:`read_fixes` and :func:`read_lines`.
    """
    rows = ParquetRows(files)
    return _recognise_rows(rows, options, "GeoParquet" if rows.geometry else "Parquet")


def _recognise_layer(layers: Sequence[LayerRows], options: TripOptions, path: str) -> Reading:
    """The first layer that can be trips or fixes; the description names the others."""
    failures: list[tuple[bool, TrajganrError]] = []
    for layer in layers:
        others = ", ".join(other.layer for other in layers if other is not layer)
        kind = Text(
            "layer {name} (not {others})" if others else "layer {name}",
            name=layer.layer,
            others=others,
        )
        try:
            return _recognise_rows(layer, options, kind)
        except TrajganrError as failure:
            failures.append((layer.geometry in ("point", "line"), failure))
    if not failures:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{path} has no layers.",
            "Choose a layer of points with times, or of measured lines.",
            path=path,
        )
    # Report the error of the most likely layer.
    raise next((failure for is_meant, failure in failures if is_meant), failures[0][1])


def _recognise_rows(rows: Rows, options: TripOptions, kind: str | Text) -> Reading:
    if rows.geometry == "mixed":
        rows.geometry = _kind_of_first(rows)
    if rows.geometry == "line":
        return read_lines(rows, options, kind)
    if rows.geometry == "other" and not options.lon_field:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{where} contains neither points nor lines.",
            "Choose a layer of points with times, or of measured lines.",
            where=rows.where,
        )
    return read_fixes(rows, options, kind)


def _kind_of_first(rows: Rows) -> str:
    """Geometry type of the first rows, if the layer does not declare one."""
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
    """The beginning of a file as text; None if the first line is not text."""
    first_line = head.partition(b"\n")[0]
    try:
        first_line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The head may end within a multi-byte character.
        if len(first_line) < len(head) or error.start < len(head) - 4:
            return None
    return None if b"\0" in head else head.decode("utf-8-sig", errors="replace")
