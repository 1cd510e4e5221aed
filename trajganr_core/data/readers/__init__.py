"""Readers of trips, one per format; the format is recognised from the content."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ..files import InputFile, input_files, nothing_in
from .recognition import is_parquet, recognise, recognise_parquet
from .source import Reading, TripSource, readable_text

__all__ = ["TripSource", "open_trips"]

log = logging.getLogger(__name__)


def open_trips(path: Path, options: TripOptions = TripOptions()) -> TripSource:
    """Recognise the trips of a file, a ZIP, or a folder with its subfolders.

    Supported are the CSV of the ECML/PKDD 2015 taxi challenge; Cabspotting's files; GPX;
    MovingFeatures JSON; CSV, Parquet and any point layer that GDAL reads with one fix per row; and
    GeoParquet and any layer of measured lines (LineStringM) that GDAL reads. Several files must
    have the same format. Parquet files of one folder are one table; otherwise each trip is within
    one file, and with several files its id begins with the file name.

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
    for file in files:
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
