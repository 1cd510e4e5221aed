"""Origin–destination matrices: the trips from zone to zone, as a table and as lines.

A trip goes from the zone of its first matched fix to that of its last one, at the time of the
first. :mod:`..privacy` says which rows are published. Shares are those of the trips in these rows:
shares of all trips would tell how many there are in the others. With :mod:`..noise`, all numbers
are noisy, and that module says which are written.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.files.output_paths import refuse_input
from ...contract.kinds.od_matrix import OdMatrixResult
from ...contract.kinds.select_link import FlowTimeSet
from ...contract.layers.road_times import MIN_DRIVERS
from ...contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from ...contract.texts.text import Text
from ...data.bundle import Bundle
from ...data.local_time import is_in, times_of_week
from ...data.passes import driver_numbers
from ...utils.arrays import BoolArray, Float32Array, Int32Array, IntArray
from ...utils.progress import Progress, silent
from ...utils.study_area import GEOGRAPHIC
from ..least_drivers import layer_metadata, remarks_on_drivers, withheld_remark
from ..ledger import Output, record_output
from ..noise import MAX_TRIPS, Noise
from ..privacy import published_number, published_time_sets
from .group_counts import count_groups
from .rows import DECIMALS, Rows, counted, write_layers
from .through import first_and_last_fix, trip_numbers
from .zones import OUTSIDE, Zones, read_zones

__all__ = ["write_od_matrix"]

log = logging.getLogger(__name__)

#: Numbers that get noise, of all pairs of zones at all times.
MAX_NUMBERS = 50_000_000


@dataclass(frozen=True)
class _Journeys:
    """Where and when trips begin and end.

    Attributes:
        driver: ``(t,)`` number of the driver of each trip.
        zone: ``(t, 2)`` of origin and destination, :data:`~.zones.OUTSIDE` for none.
        minute_of_week: ``(t,)`` local time at which the trip begins.
        in_several: whether origins or destinations are in several zones.
    """

    driver: Int32Array
    zone: IntArray
    minute_of_week: Float32Array
    in_several: bool

    def __len__(self) -> int:
        return len(self.driver)

    @property
    def is_inside(self) -> BoolArray:
        """``(t,)`` whether both ends are in zones."""
        return np.asarray((self.zone != OUTSIDE).all(axis=1))


def write_od_matrix(
    path: Path,
    zones: Path,
    out: Path,
    zone_field: str = "",
    time_sets: Sequence[str] = (),
    *,
    side: str = "all",
    min_drivers: int = MIN_DRIVERS,
    noise: float | None = None,
    progress: Progress = silent,
) -> OdMatrixResult:
    """Write a GeoPackage of the trips of a bundle between zones.

    The table ``matrix`` has a row for each time set and pair of zones that is published; the layer
    ``lines`` has a line for each of them whose zones differ.

    Args:
        path: the bundle.
        zones: a polygon layer in any CRS.
        out: the file.
        zone_field: as for :func:`~.zones.read_zones`.
        time_sets: notations or names of :mod:`~trajganr_core.contract.options.time_sets`; the whole
            week if empty.
        side: ``all`` trips, or only the ``input`` or ``label`` trips.
        min_drivers: nothing about fewer is published.
        noise: ε of the noise that is added to all numbers; exact numbers if None.
        progress: called with the fraction of the work; may raise to stop.

    Raises:
        TrajganrError: as :meth:`~...data.bundle.Bundle.load` and :func:`~.zones.read_zones`;
            ``INPUT.FIELD`` for a wrong time set; ``INPUT.EMPTY`` when no trip begins and ends in
            the zones at these times, or all rows are withheld.
    """
    chosen = parse_time_sets(time_sets) or (WHOLE_WEEK,)
    refuse_input(out, (path, zones))
    bundle = Bundle.load(path)
    progress("Finding trips", 0.0)
    known = read_zones(zones, bundle.area, zone_field)
    pieces = bundle.pieces_of(side)
    journeys = _journeys(bundle, pieces, known)
    at_time = [is_in(each, journeys.minute_of_week) for each in chosen]
    progress("Counting trips", 0.5)
    if noise is None:
        found = _exact(journeys, known, chosen, at_time, min_drivers)
        remarks = [
            *bundle.manifest.remarks.get("local time", ()),
            *_remarks_on_zones(known, several=journeys.in_several),
            *found.remarks,
            *remarks_on_drivers(bundle.trips.driver_id[pieces]),
        ]
    else:
        found = _noisy(journeys, known, Noise(noise, chosen), at_time)
        remarks = [*_remarks_on_zones(known, several=False), *found.remarks]
    for line in remarks:
        log.info(line)
    if noise is None:
        output = Output.of("od_matrix", chosen, side, min_drivers, known.fingerprint)
        remarks += record_output(bundle.path, output)
    progress("Writing the layers", 0.9)
    rows, drawn = found.rows, _drawn(found.rows)
    about = layer_metadata(bundle, min_drivers)
    if noise is not None:
        about["NOISE_EPSILON"] = f"{noise:g}"
    _write(known, rows, about, out)
    return OdMatrixResult(
        files=(OdMatrixResult.FILE,),
        counts={
            "trips": found.different,
            "rows": len(rows.frame),
            "zones": len(known),
            "outside": found.outside,
            "withheld_rows": sum(rows.withheld),
        },
        time_sets=tuple(
            FlowTimeSet(
                name=each.name,
                trips=trips,
                rows=int((drawn["time_set"] == each.name).sum()),
                withheld=withheld,
            )
            for each, trips, withheld in zip(chosen, found.trips, rows.withheld, strict=True)
        ),
        time_zone=bundle.manifest.time_zone,
        min_drivers=min_drivers,
        driving_side=bundle.driving_side,
        remarks=tuple(remarks),
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


def _exact(
    journeys: _Journeys,
    zones: Zones,
    time_sets: Sequence[TimeSet],
    at_time: Sequence[BoolArray],
    min_drivers: int,
) -> _Counted:
    """What may be published of the trips at each time."""
    inside = [mask & journeys.is_inside for mask in at_time]
    rows, published = _rows(journeys, zones, time_sets, inside, min_drivers)
    _refuse_nothing(rows, time_sets, inside, min_drivers)
    is_outside = np.any(at_time, axis=0) & ~journeys.is_inside
    outside = published_number(is_outside, journeys.driver, min_drivers)
    remarks = [
        Text(
            "Trips of fewer than {drivers:,} drivers begin or end outside all zones and were left "
            "out."
            if outside is None
            else "{n:,} trips begin or end outside all zones and were left out.",
            drivers=min_drivers,
            n=outside or 0,
        ),
        *_remarks_on_times(time_sets, inside, rows),
        withheld_remark(min_drivers, zones=rows.tally),
    ]
    trips = [int(mask.sum()) for mask in published]
    return _Counted(rows, trips, int(np.any(published, axis=0).sum()), outside or 0, remarks)


def _noisy(
    journeys: _Journeys, zones: Zones, noise: Noise, at_time: Sequence[BoolArray]
) -> _Counted:
    """Numbers of trips with noise: of all pairs of zones at each time, those that are not small.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` if all are; ``INPUT.FIELD`` for so many zones that their
            numbers do not fit memory.
    """
    if len(zones) ** 2 * len(at_time) > MAX_NUMBERS:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{zones} zones at {times} times of the week are too many for noise: all of their pairs "
            "get it, and at most {most} numbers fit memory.",
            "Choose fewer zones or fewer times of the week.",
            zones=len(zones),
            times=len(at_time),
            most=MAX_NUMBERS,
        )
    pair = journeys.zone[:, 0] * len(zones) + journeys.zone[:, 1]
    within = journeys.is_inside & np.any(at_time, axis=0)
    counts = np.zeros((len(at_time), len(zones) ** 2), dtype=np.int64)
    own = np.flatnonzero(within)
    own = own[noise.counted(journeys.driver[own])]
    for number, mask in enumerate(at_time):
        counts[number] = np.bincount(pair[own[mask[own]]], minlength=counts.shape[1])
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
        parts.append((pd.DataFrame(columns), len(of_set) - len(shown)))
    rows = Rows.of(parts)
    if rows.frame.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No number of trips is larger than the noise: with an ε of {epsilon}, numbers below "
            "{least} are not written.",
            "Choose larger zones, fewer times of the week, or a larger ε.",
            epsilon=noise.epsilon,
            least=least,
        )
    trips = [int(frame["trip_count"].sum()) for frame, _ in parts]
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


def _journeys(bundle: Bundle, pieces: IntArray, zones: Zones) -> _Journeys:
    """The trips of some pieces, all those of a trip."""
    trips, trip_of_piece = bundle.trips, trip_numbers(bundle)
    trip, first = np.unique(trip_of_piece[pieces], return_index=True)
    fixes = first_and_last_fix(bundle, trip_of_piece, trip)
    minute, _ = times_of_week(trips.t[fixes[:, 0]], bundle.manifest.time_zone)
    zone, in_several = zones.zone_of(trips.lon[fixes.ravel()], trips.lat[fixes.ravel()])
    driver = driver_numbers(trips.trip_id, trips.driver_id)
    return _Journeys(driver[pieces[first]], zone.reshape(-1, 2), minute, in_several > 0)


def _rows(
    journeys: _Journeys,
    zones: Zones,
    time_sets: Sequence[TimeSet],
    inside: Sequence[BoolArray],
    min_drivers: int,
) -> tuple[Rows, list[BoolArray]]:
    """A row for each published time set and pair of zones, and the trips in the rows of each."""
    within = journeys.is_inside
    pair = journeys.zone[:, 0] * len(zones) + journeys.zone[:, 1]
    pairs, place = np.unique(np.where(within, pair, -1), return_inverse=True)
    may = published_time_sets(
        *(place[within], journeys.driver[within], journeys.minute_of_week[within]),
        *(time_sets, min_drivers),
        places=len(pairs),
    )
    parts, published = [], []
    for number, (time_set, mask) in enumerate(zip(time_sets, inside, strict=True)):
        shown = mask & may[place, number]
        counts = count_groups(pair[shown], journeys.driver[shown])
        columns = {
            "time_set": time_set.name,
            "origin": zones.name[counts.group // len(zones)],
            "destination": zones.name[counts.group % len(zones)],
            **counted(counts, int(shown.sum())),
        }
        parts.append((pd.DataFrame(columns), len(np.unique(pair[mask])) - len(counts)))
        published.append(shown)
    return Rows.of(parts), published


def _refuse_nothing(
    rows: Rows, time_sets: Sequence[TimeSet], inside: Sequence[BoolArray], min_drivers: int
) -> None:
    if len(rows.frame):
        return
    times = "; ".join(each.name for each in time_sets)
    if not any(mask.any() for mask in inside):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip begins and ends in the zones in the time set {times}.",
            "Choose other zones, other times of the week or other trips.",
            times=times,
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "Between no two zones are there trips of at least {least} drivers in the time set {times}.",
        "Choose larger zones or longer times of the week, add trips of more drivers, or lower the "
        "minimum number of drivers.",
        least=min_drivers,
        times=times,
    )


def _drawn(rows: Rows) -> pd.DataFrame:
    """The rows that are lines, the widest last, on top: a trip within a zone has no line."""
    between = rows.frame[rows.frame["origin"] != rows.frame["destination"]]
    return between.sort_values("trip_count", kind="stable")


def _write(zones: Zones, rows: Rows, about: Mapping[str, str], out: Path) -> None:
    """Write the table, and a line from a point inside the one zone to a point inside the other."""
    place = dict(zip(zones.name, shapely.point_on_surface(zones.shape), strict=True))
    drawn = _drawn(rows)
    lines = [
        shapely.LineString([place[origin], place[destination]])
        for origin, destination in zip(drawn["origin"], drawn["destination"], strict=True)
    ]
    layers = {
        OdMatrixResult.LINES: (
            gpd.GeoDataFrame(drawn, geometry=lines, crs=GEOGRAPHIC),
            "LineString",
        ),
        OdMatrixResult.MATRIX: (rows.frame, None),
    }
    write_layers(out, layers, about)


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


def _remarks_on_times(
    time_sets: Sequence[TimeSet], inside: Sequence[BoolArray], rows: Rows
) -> list[Text]:
    lines = []
    for number, each in enumerate(time_sets):
        if not inside[number].any():
            lines.append(
                Text(
                    "No trip begins and ends in the zones in the time set {name}: there are no "
                    "rows for it.",
                    name=each.name,
                )
            )
        elif not (rows.frame["time_set"] == each.name).any():
            lines.append(Text("All rows of the time set {name} are withheld.", name=each.name))
    return lines
