"""Cabspotting's taxis: one file per cab, rows ``lat lon occupied unixtime`` in any order.

M. Piórkowski, N. Sarafijanovic-Djukic, M. Grossglauser, "A parsimonious model of mobile
partitioned networks", COMSNETS 2009. A cab's record covers weeks. By default a trip is the ride of
a passenger, and the fixes in between are dropped and counted; if records are cut at gaps, all fixes
are kept.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.csv

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
from ..csv_blocks import row_blocks, tables_of_blocks
from ..files import InputFile, in_brackets
from ..trips.trajectories import Trajectories
from .records import cut_into_trips, cuts_by_occupancy, how_cut
from .source import Dropped, Reading
from .times import is_unix_time
from .values import numbers, truths

COLUMNS = ["lat", "lon", "occupied", "time"]


def is_cab(head: str) -> bool:
    """Whether a file with this beginning is the record of a cab."""
    row = head.lstrip().partition("\n")[0].split()
    try:
        lat, lon, occupied, t = (float(value) for value in row)
    except ValueError:
        return False
    return abs(lat) <= 90 and abs(lon) <= 180 and occupied in (0, 1) and t > 0


def read_cab(file: InputFile, options: TripOptions) -> Reading:
    """A cab's record; its id is from the file name: ``abboip`` of ``new_abboip.txt``."""
    return Reading(
        format="cabspotting",
        description=Text(
            "Cabspotting's records (latitude, longitude, occupied, Unix seconds; EPSG:4326), one "
            "file per cab, driver from the file name, {how}",
            how=how_cut(options, True),
        ),
        trips=lambda dropped: iter([_trips(file, options, dropped)]),
        has_local_ids=False,
    )


def _trips(file: InputFile, options: TripOptions, dropped: Dropped) -> Trajectories:
    table = _rows(file, dropped)
    lat, lon, t = (numbers(table[name].combine_chunks()) for name in ("lat", "lon", "time"))
    occupied = truths(table["occupied"].combine_chunks())
    readable = np.isfinite(lat) & np.isfinite(lon) & is_unix_time(t)
    dropped[Text("rows whose time or position cannot be read")] += int((~readable).sum())
    cab = file.stem.removeprefix("new_")
    record = Trajectories(
        offsets=np.array([0, readable.sum()]),
        lon=lon[readable],
        lat=lat[readable],
        t=t[readable],
        speed=np.full(readable.sum(), np.nan, dtype=np.float32),
        heading=np.full(readable.sum(), np.nan, dtype=np.float32),
        trip_id=np.array([cab], dtype=object),
        driver_id=np.array([cab], dtype=object),
    )
    by_occupancy = cuts_by_occupancy(options, True)
    return cut_into_trips(record, occupied[readable] if by_occupancy else None, options, dropped)


def _rows(file: InputFile, dropped: Dropped) -> pa.Table:
    def drop(row: pyarrow.csv.InvalidRow) -> str:
        dropped[Text("rows with too few or too many values")] += 1
        return "skip"

    with file.open() as content:
        try:
            blocks = row_blocks(file, content, " ", first_line=1)
            return pa.concat_tables(tables_of_blocks(blocks, COLUMNS, " ", drop, text=COLUMNS))
        except pa.ArrowInvalid as error:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} cannot be read as a record of Cabspotting: a row is invalid ({reason}).",
                "Write rows of latitude, longitude, 0 or 1, and Unix seconds.",
                path=str(file),
                reason=in_brackets(error),
            ) from error
