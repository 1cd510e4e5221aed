"""Readers of trips, one per format; the format is recognised from the content."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
from ..files import InputFile, input_files, nothing_in
from ..tables import UTF_16, csv_header, not_utf_8
from .cabspotting import is_cab, read_cab
from .challenge import POLYLINE, read_challenge
from .columns import LON_NAMES, matching_names
from .fixes import read_fixes
from .gpx import read_gpx
from .gtfs_rt import feeds_among, read_feeds
from .moving_features import is_moving_features, read_moving_features
from .rows import GEOMETRY, CsvRows, LayerRows, ParquetRows, Rows, kind_of, layers_in
from .source import Reading, TripSource, readable_text
from .trip_layer import read_lines

__all__ = ["TripSource", "open_trips"]

log = logging.getLogger(__name__)

HEAD_BYTES = 1 << 16
PARQUET = b"PAR1"
#: Names of Well-Known Text columns in QGIS, GDAL and PostGIS.
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom")


def open_trips(path: Path, options: TripOptions = TripOptions()) -> TripSource:
    """Recognise the trips of a file, a ZIP, or a folder with its subfolders.

    Supported are the CSV of the ECML/PKDD 2015 taxi challenge; Cabspotting's files; GPX;
    MovingFeatures JSON; saved feeds of GTFS-Realtime; CSV, Parquet and any point layer that GDAL
    reads with one fix per row; and GeoParquet and any layer of measured lines (LineStringM) that
    GDAL reads. Several files must have the same format. Parquet files of one folder are one table,
    as are feeds; otherwise each trip is within one file, and with several files its id begins with
    the file name.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY``; ``INPUT.FORMAT`` for an unknown or
            damaged format, or several; ``INPUT.FIELD`` for a missing column; ``INPUT.GEOMETRY``
            for a layer of neither points nor lines; ``INPUT.CRS`` for an unknown CRS;
            ``INPUT.TIME`` for unreadable times.
    """
    files = input_files(path)
    left_out: list[str] = []
    if all(map(is_parquet, files)):
        with readable_text(path):
            readings = [recognise_parquet(files, options)]
    else:
        readings = _recognise_each(path, files, options, left_out)
    source = TripSource(path, readings, left_out)
    log.info("%s: %s", path.name, source.description)
    for warning in source.warnings():
        log.warning("%s: %s", path.name, warning)
    return source


def _recognise_each(
    path: Path, files: Sequence[InputFile], options: TripOptions, left_out: list[str]
) -> list[Reading]:
    """Recognise each file; names of files without trips are added to ``left_out``."""
    readings: dict[InputFile, Reading] = {}
    failures: dict[InputFile, TrajganrError] = {}
    if feeds := feeds_among(files):
        readings[feeds[0]] = read_feeds(feeds, str(path))
    known = set(feeds)
    for file in files:
        if file in known:
            continue
        try:
            with readable_text(file):
                readings[file] = replace(recognise(file, options), size=file.packed_bytes)
        except TrajganrError as error:
            failures[file] = error
    kinds = {_suffix(file) for file in readings}
    for file, failure in failures.items():
        # A damaged file with the suffix of the others must raise its error and not be skipped.
        if not readings or (_suffix(file) in kinds and failure.code is not Code.INPUT_EMPTY):
            raise nothing_in(path) if failure.code is Code.INPUT_EMPTY else failure
        left_out.append(file.name)
    _refuse_several_formats(path, readings)
    if len(readings) == 1:
        return list(readings.values())
    names = _names_within(list(readings), path)
    return [
        replace(reading, prefix=f"{name}/") if reading.has_local_ids else reading
        for name, reading in zip(names, readings.values(), strict=True)
    ]


def _refuse_several_formats(path: Path, readings: dict[InputFile, Reading]) -> None:
    first_of: dict[str, InputFile] = {}
    for file, reading in readings.items():
        first_of.setdefault(reading.format, file)
    if len(first_of) > 1:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} contains trips in several formats: {formats}.",
            "Load each format separately.",
            path=str(path),
            formats=", ".join(f"{format_} ({file.name})" for format_, file in first_of.items()),
        )


def _names_within(files: Sequence[InputFile], path: Path) -> list[str]:
    """Relative file names in the folder or ZIP; without suffixes if they stay distinct."""
    whole = [
        PurePath(file.member) if file.member else file.path.relative_to(path) for file in files
    ]
    short = [name.with_name(file.stem).as_posix() for name, file in zip(whole, files, strict=True)]
    times = Counter(short)
    return [
        name if times[name] == 1 else full.as_posix()
        for name, full in zip(short, whole, strict=True)
    ]


def _suffix(file: InputFile) -> str:
    return PurePath(file.name).suffix.lower()


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
