"""Readers of trips, one a format; the format is recognised from the file itself."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path

from ...errors import Code, TrajganrError
from ..files import existing_file, nothing_in
from ..tables import csv_columns
from ..trajectories import Trajectories
from . import challenge, fix_table, trip_layer

__all__ = ["read_trajectories"]

log = logging.getLogger(__name__)


def read_trajectories(path: Path) -> Trajectories:
    """Trips of a file as they are, before cleaning.

    Understood are the CSV of the ECML/PKDD 2015 taxi challenge, a CSV with a fix a row (both
    also zipped), and a vector layer of measured lines (LineStringM, M = Unix seconds).

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT`` for an unknown
            format, ``INPUT.FIELD`` for a missing column, ``INPUT.CRS`` for a layer without CRS,
            ``INPUT.TIME`` for times that cannot be read.
    """
    existing_file(path)
    if path.suffix.lower() in (".csv", ".txt") or zipfile.is_zipfile(path):
        trips = _read_table(path)
    else:
        log.info("%s: a layer of measured lines", path.name)
        trips = trip_layer.read_trip_layer(path)
    if not trips.fixes:
        raise nothing_in(path)
    log.info("%s: %d trips, %d fixes", path.name, len(trips), trips.fixes)
    return trips


def _read_table(path: Path) -> Trajectories:
    columns = csv_columns(path)
    if "POLYLINE" in columns:
        log.info("%s: CSV of the ECML/PKDD 2015 challenge", path.name)
        return challenge.read_challenge(path)
    if "trip_id" in columns or {"lon", "lat"} <= set(columns):
        log.info("%s: CSV with a fix a row", path.name)
        return fix_table.read_fix_table(path)
    raise TrajganrError(
        Code.INPUT_FORMAT,
        "{path} is no known table of trips; its columns are {columns}.",
        "Give columns trip_id, time, lon, lat (a fix a row), or the taxi challenge's columns.",
        path=str(path),
        columns=", ".join(columns),
    )
