"""Origin–destination matrices: the trips from zone to zone, as a table and as lines.

A trip goes from the zone of its first matched fix to that of its last one, at the time of the
first. :mod:`~..traffic.privacy` says which rows are published. Shares are those of the trips in
these rows: shares of all trips would tell how many there are in the others. With
:mod:`~..traffic.noise`, all numbers are noisy, and that module says which are written.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.od_matrix import OdMatrixParams, OdMatrixResult
from ..contract.kinds.select_link import FlowTimeSet
from ..contract.options.time_sets import TimeSet
from ..contract.texts.text import Text
from ..data.local_time import are_in, times_of_week
from ..data.passes import driver_numbers
from ..publish.omx import Matrix, write_omx
from ..traffic.flows.through import first_and_last_fix, trip_numbers
from ..traffic.flows.zones import OUTSIDE, Zones, read_zones
from ..traffic.noise import MAX_TRIPS, Noise
from ..traffic.privacy import published_number, published_time_sets
from ..traffic.published_layers import (
    DECIMALS,
    Asked,
    Rows,
    count_published,
    layer_metadata,
    withheld_remark,
    write_layers,
)
from ..utils.arrays import BoolArray, Float32Array, Int32Array, IntArray, TextArray
from ..utils.progress import Progress
from ..utils.study_area import GEOGRAPHIC

log = logging.getLogger(__name__)

#: Numbers of matrices, or that get noise: of all pairs of zones at all times.
MAX_NUMBERS = 50_000_000


@dataclass(frozen=True)
class _Journeys:
    """Where and when trips begin and end.

    Attributes:
        asked: of which trips and times.
        zones: between which they are counted.
        driver: ``(t,)`` number of the driver of each trip.
        zone: ``(t, 2)`` of origin and destination, :data:`~..traffic.flows.zones.OUTSIDE` for none.
        minute_of_week: ``(t,)`` local time at which the trip begins.
        in_several: whether origins or destinations are in several zones.
    """

    asked: Asked
    zones: Zones
    driver: Int32Array
    zone: IntArray
    minute_of_week: Float32Array
    in_several: bool

    @property
    def is_inside(self) -> BoolArray:
        """``(t,)`` whether both ends are in zones."""
        return np.asarray((self.zone != OUTSIDE).all(axis=1))

    @property
    def pair(self) -> IntArray:
        """``(t,)`` number of the pair of zones, of trips whose ends are in zones."""
        return self.zone[:, 0] * len(self.zones) + self.zone[:, 1]

    @property
    def at_time(self) -> BoolArray:
        """``(t, s)`` whether each trip begins in each time set."""
        return are_in(self.asked.time_sets, self.minute_of_week)


def run(params: OdMatrixParams, out: Path, progress: Progress) -> OdMatrixResult:
    """Write ``od_matrix.gpkg``, and ``od_matrix.omx`` if asked, into the folder ``out``.

    The table ``matrix`` has a row for each time set and pair of zones that is published; the layer
    ``lines`` has a line for each of them whose zones differ. A matrix is NaN where the table has no
    row: there are no trips, or they are not published.

    Raises:
        TrajganrError: as :meth:`~..data.bundle.Bundle.load` and
            :func:`~..traffic.flows.zones.read_zones`; ``INPUT.EMPTY`` when no trip begins and ends
            in the zones at these times, or all rows are withheld; ``INPUT.FIELD`` for too many
            zones; as :func:`~..publish.omx.write_omx`.
    """
    asked = Asked.of(params)
    progress("Finding trips", 0.0)
    zones = read_zones(Path(params.zones), asked.bundle.area, params.zone_field)
    has_matrices = params.format == "omx"
    if has_matrices:
        _refuse_many(len(zones), len(asked.time_sets))
    journeys = _journeys(asked, zones)
    progress("Counting trips", 0.5)
    about = layer_metadata(asked.bundle, asked.min_drivers)
    if params.noise is None:
        found = _exact(journeys)
        remarks = asked.published(
            [*_remarks_on_zones(zones, several=journeys.in_several), *found.remarks],
            zones.fingerprint,
        )
    else:
        found = _noisy(journeys, Noise(params.noise, asked.time_sets))
        remarks = (*_remarks_on_zones(zones, several=False), *found.remarks)
        for line in remarks:
            log.info(line)
        about["NOISE_EPSILON"] = f"{params.noise:g}"
    progress("Writing the layers", 0.9)
    rows, drawn = found.rows, _drawn(found.rows)
    _write(journeys, rows, drawn, about, out / OdMatrixResult.FILE)
    if has_matrices:
        matrices = _matrices(asked.time_sets, zones, rows)
        write_omx(out / OdMatrixResult.OMX, matrices, _lookups(zones), about)
    return OdMatrixResult(
        files=(OdMatrixResult.FILE, *([OdMatrixResult.OMX] if has_matrices else [])),
        counts={
            "trips": found.different,
            "rows": len(rows.frame),
            "zones": len(zones),
            "outside": found.outside,
            "withheld_rows": sum(rows.withheld),
        },
        time_sets=tuple(
            FlowTimeSet(name=each.name, trips=trips, rows=drawn.at(each), withheld=withheld)
            for each, trips, withheld in zip(
                asked.time_sets, found.trips, rows.withheld, strict=True
            )
        ),
        remarks=remarks,
        **asked.facts,
    )


@dataclass(frozen=True)
class _Counted:
    """The rows, and the numbers of trips in them.

    Attributes:
        rows: of the matrix.
        trips: of each time set.
        different: number of different trips; with noise, the largest number of a time set.
        outside: number of trips that begin or end outside all zones; 0 if it is not published.
        remarks: about all that.
    """

    rows: Rows
    trips: list[int]
    different: int
    outside: int
    remarks: list[Text]


def _rows(journeys: _Journeys) -> tuple[Rows, BoolArray]:
    """A row for each published time set and pair of zones, and ``(t, s)`` the trips in them."""
    asked, zones, within = journeys.asked, journeys.zones, journeys.is_inside
    pairs, place = np.unique(np.where(within, journeys.pair, -1), return_inverse=True)
    published = published_time_sets(
        *(place[within], journeys.driver[within], journeys.minute_of_week[within]),
        *(asked.time_sets, asked.min_drivers),
        places=len(pairs),
    )
    inside = journeys.at_time & within[:, None]
    parts = []
    for time_set, of_set, may in zip(asked.time_sets, inside.T, published.T, strict=True):
        counts = count_published(place, journeys.driver, of_set, may)
        pair = pairs[counts.place]
        columns = {
            "time_set": time_set.name,
            "origin": zones.name[pair // len(zones)],
            "destination": zones.name[pair % len(zones)],
            **counts.columns,
        }
        parts.append((columns, counts.withheld))
    return Rows.of(*parts), inside & published[place]


def _exact(journeys: _Journeys) -> _Counted:
    """What may be published of the trips at each time."""
    asked, at_time = journeys.asked, journeys.at_time
    inside = at_time & journeys.is_inside[:, None]
    rows, shown = _rows(journeys)
    _refuse_nothing(asked, rows, inside)
    is_outside = at_time.any(axis=1) & ~journeys.is_inside
    outside = published_number(is_outside, journeys.driver, asked.min_drivers)
    remarks = [
        Text(
            "Trips of fewer than {drivers:,} drivers begin or end outside all zones and were left "
            "out."
            if outside is None
            else "{n:,} trips begin or end outside all zones and were left out.",
            drivers=asked.min_drivers,
            n=outside or 0,
        ),
        *_remarks_on_times(asked, rows, inside),
        withheld_remark(asked.min_drivers, zones=rows.tally),
    ]
    different = int(shown.any(axis=1).sum())
    return _Counted(rows, shown.sum(axis=0).tolist(), different, outside or 0, remarks)


def _noisy(journeys: _Journeys, noise: Noise) -> _Counted:
    """Numbers of trips with noise: of all pairs of zones at each time, those that are not small.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` if all are; ``INPUT.FIELD`` for so many zones that their
            numbers do not fit memory.
    """
    zones, at_time = journeys.zones, journeys.at_time
    times = at_time.shape[1]
    _refuse_many(len(zones), times)
    counts = np.zeros((times, len(zones) ** 2), dtype=np.int64)
    own = np.flatnonzero(journeys.is_inside & at_time.any(axis=1))
    own = own[noise.counted(journeys.driver[own])]
    for number, of_set in enumerate(at_time[own].T):
        counts[number] = np.bincount(journeys.pair[own[of_set]], minlength=counts.shape[1])
    numbers, least = noise.added_to(counts), noise.least_written(counts.size)
    parts = []
    for time_set, of_set in zip(noise.time_sets, numbers, strict=True):
        shown = np.flatnonzero(of_set >= least)
        columns = {
            "time_set": time_set.name,
            "origin": zones.name[shown // len(zones)],
            "destination": zones.name[shown % len(zones)],
            "trip_count": of_set[shown],
            "share": (of_set[shown] / max(of_set[shown].sum(), 1)).round(DECIMALS),
            "vehicles": pd.array([pd.NA] * len(shown), dtype="Int64"),
        }
        parts.append((columns, len(of_set) - len(shown)))
    rows = Rows.of(*parts)
    if rows.frame.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No number of trips is larger than the noise: with an ε of {epsilon}, numbers below "
            "{least} are not written.",
            "Choose larger zones, fewer times of the week, or a larger ε.",
            epsilon=noise.epsilon,
            least=least,
        )
    trips = [int(columns["trip_count"].sum()) for columns, _ in parts]
    line = Text(
        "All numbers have noise: the table is differentially private with an ε of {epsilon:g} of "
        "a driver, or of a trip without a driver id. A driver counts with at most {trips:,} trips, "
        "numbers are off by {scale:,.1f} on average, and those below {least:,} are not written. "
        "Each further table of these trips adds its ε: publish one.",
        epsilon=noise.epsilon,
        trips=MAX_TRIPS,
        scale=noise.scale,
        least=least,
    )
    return _Counted(rows, trips, max(trips), 0, [line])


def _journeys(asked: Asked, zones: Zones) -> _Journeys:
    """The trips of the chosen side."""
    trips, trip_of_piece = asked.bundle.matched, trip_numbers(asked.bundle)
    trip, first = np.unique(trip_of_piece[asked.pieces], return_index=True)
    fixes = first_and_last_fix(asked.bundle, trip_of_piece, trip)
    minute, _ = times_of_week(trips.t[fixes[:, 0]], asked.bundle.manifest.time_zone)
    zone, in_several = zones.zone_of(trips.lon[fixes.ravel()], trips.lat[fixes.ravel()])
    driver = driver_numbers(trips.trip_id, trips.driver_id)[asked.pieces[first]]
    return _Journeys(asked, zones, driver, zone.reshape(-1, 2), minute, in_several > 0)


def _refuse_nothing(asked: Asked, rows: Rows, inside: BoolArray) -> None:
    if len(rows.frame):
        return
    if not inside.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip begins and ends in the zones in the time set {times}.",
            "Choose other zones, other times of the week or other trips.",
            times=asked.times,
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "Between no two zones are there trips of at least {least} drivers in the time set {times}.",
        "Choose larger zones or longer times of the week, add trips of more drivers, or lower the "
        "minimum number of drivers.",
        least=asked.min_drivers,
        times=asked.times,
    )


def _drawn(rows: Rows) -> Rows:
    """The rows that are lines, the widest last, on top: a trip within a zone has no line."""
    between = rows.frame[rows.frame["origin"] != rows.frame["destination"]]
    return Rows(between.sort_values("trip_count", kind="stable"), rows.withheld)


def _write(journeys: _Journeys, rows: Rows, drawn: Rows, about: dict[str, str], out: Path) -> None:
    """Write the table, and a line from a point inside the one zone to a point inside the other."""
    zones = journeys.zones
    place = dict(zip(zones.name, shapely.point_on_surface(zones.shape), strict=True))
    lines = [
        shapely.LineString([place[origin], place[destination]])
        for origin, destination in drawn.frame[["origin", "destination"]].itertuples(index=False)
    ]
    layers = {
        OdMatrixResult.LINES: (
            gpd.GeoDataFrame(drawn.frame, geometry=lines, crs=GEOGRAPHIC),
            "LineString",
        ),
        OdMatrixResult.MATRIX: (rows.frame, None),
    }
    write_layers(out, layers, about)


def _refuse_many(zones: int, times: int) -> None:
    if zones**2 * times > MAX_NUMBERS:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{zones} zones at {times} times of the week have too many pairs for noise and for "
            "matrices: at most {most} numbers fit memory.",
            "Choose fewer zones or fewer times of the week.",
            zones=zones,
            times=times,
            most=MAX_NUMBERS,
        )


def _matrices(time_sets: Sequence[TimeSet], zones: Zones, rows: Rows) -> Iterator[Matrix]:
    """The numbers of trips at each time; all that is not written is NaN, whatever the reason."""
    number = pd.Series(np.arange(len(zones)), zones.name)
    for time_set in time_sets:
        of_set = rows.frame[rows.frame["time_set"] == time_set.name]
        values = np.full((len(zones), len(zones)), np.nan)
        values[number[of_set["origin"]], number[of_set["destination"]]] = of_set["trip_count"]
        yield time_set.slug, values, {"time_set": time_set.name, "unit": "trips"}


def _lookups(zones: Zones) -> dict[str, IntArray | TextArray]:
    """The names of the zones, and their numbers: the names if these are numbers."""
    is_number = all(re.fullmatch("[1-9][0-9]{0,8}", name) for name in zones.name)
    number = zones.name.astype(np.int64) if is_number else np.arange(1, len(zones) + 1)
    return {"zone": number, "zone_name": zones.name}


def _remarks_on_zones(zones: Zones, *, several: bool) -> list[Text]:
    lines = [
        Text(
            "Left out: 1 feature of the layer of zones {why}."
            if count == 1
            else "Left out: {n:,} features of the layer of zones {why}.",
            n=count,
            why=why,
        )
        for why, count in zones.dropped.items()
    ]
    if zones.unnamed:
        lines.append(
            Text(
                "Zones without a name: {n:,}; their numbers in the layer are their names.",
                n=zones.unnamed,
            )
        )
    if several:
        lines.append(
            Text(
                "Some origins and destinations are in several zones, which overlap; they count in "
                "the first of them, in the order of the layer."
            )
        )
    return lines


def _remarks_on_times(asked: Asked, rows: Rows, inside: BoolArray) -> list[Text]:
    return [
        Text(
            "All rows of the time set {name} are withheld."
            if of_set.any()
            else "No trip begins and ends in the zones in the time set {name}: there are no "
            "rows for it.",
            name=each.name,
        )
        for each, of_set in zip(asked.time_sets, inside.T, strict=True)
        if not rows.at(each)
    ]
