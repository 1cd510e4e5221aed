"""GPX: tracks of GPS receivers. A segment of a track is a trip.

Routes and waypoints have no times and are ignored. Headings are read from ``course``, which GPX 1.0
defines, or an extension with a usual name.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
from ..files import InputFile, check_archive
from ..trips.trajectories import Trajectories
from .columns import HEADING_NAMES, find_column
from .limits import check_held
from .rows import GEOMETRY, LayerRows
from .source import Dropped, Reading
from .times import Times
from .values import UNKNOWN_HEADINGS, headings, numbers

TRACK, SEGMENT, TIME = "track_fid", "track_seg_id", "time"
POINTS = "track_points"
#: Zone of times without one, by the GPX specification.
UTC = "UTC"


def read_gpx(file: InputFile, options: TripOptions) -> Reading:
    """Recognise the tracks of a GPX file.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file; ``INPUT.EMPTY`` without tracks;
            ``INPUT.TIME`` for tracks without times.
    """
    if not file.member:
        check_archive(file.path)
    rows = LayerRows(file, POINTS)
    _check_first_points(rows, options)
    return Reading(
        format="gpx",
        description=Text("GPX with one trip per segment of a track (EPSG:4326)"),
        trips=lambda dropped: iter([_trips(rows, options, dropped)]),
    )


def _check_first_points(rows: LayerRows, options: TripOptions) -> None:
    first = next(rows.batches([TIME], Counter()), None)
    if first is None or not len(first):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{where} has no tracks.",
            "Choose a file of recorded tracks; routes and waypoints have no times.",
            where=rows.where,
        )
    times = Times(zone=options.time_zone or UTC)
    if not np.isfinite(times.read(first[TIME])).any():
        raise times.none_readable(f"{rows.where}, {TIME}")


def _trips(rows: LayerRows, options: TripOptions, dropped: Dropped) -> Trajectories:
    times = Times(zone=options.time_zone or UTC)
    heading_field = find_column(rows, options.heading_field, HEADING_NAMES)
    fields = [TRACK, SEGMENT, TIME, *([heading_field] if heading_field else [])]
    columns = []
    fixes = 0
    for batch in rows.batches(fields, dropped):
        fixes += len(batch)
        check_held(fixes, rows.where)
        track, segment, t = numbers(batch[TRACK]), numbers(batch[SEGMENT]), times.read(batch[TIME])
        xy = shapely.get_coordinates(shapely.from_wkb(batch[GEOMETRY].to_numpy(False)))
        heading = numbers(batch[heading_field]) if heading_field else np.full(len(t), np.nan)
        columns.append(np.column_stack([track, segment, t, xy, heading]))
    points = np.concatenate(columns)
    timed = np.isfinite(points[:, 2])
    dropped[Text("track points without a readable time")] += int((~timed).sum())
    points = points[timed]
    heading = headings(points[:, 5])
    dropped[UNKNOWN_HEADINGS] += int((np.isfinite(points[:, 5]) & np.isnan(heading)).sum())
    begins = np.r_[True, (np.diff(points[:, :2], axis=0) != 0).any(axis=1)][: len(points)]
    start = np.flatnonzero(begins)
    ids = [f"{track + 1:.0f}.{segment + 1:.0f}" for track, segment in points[start, :2]]
    return Trajectories(
        offsets=np.r_[start, len(points)].astype(np.int64),
        lon=points[:, 3].copy(),
        lat=points[:, 4].copy(),
        t=points[:, 2].copy(),
        speed=np.full(len(points), np.nan, dtype=np.float32),
        heading=heading,
        trip_id=np.array(ids, dtype=object),
        driver_id=np.full(len(ids), "", dtype=object),
    )
