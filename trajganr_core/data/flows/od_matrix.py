"""Origin–destination matrices: the trips from zone to zone, as a table and as lines.

A trip goes from the zone of its first matched fix to that of its last one, at the time of the
first. Nothing that trips of fewer drivers than a minimum did is written.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.geopackage_styles import of_rows
from ...contract.output_paths import refuse_input
from ...contract.results import FlowTimeSet, OdMatrixResult
from ...contract.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from ...utils.arrays import BoolArray, Float32Array, Int32Array, IntArray
from ...utils.number_of import number_of
from ...utils.progress import Progress, silent
from ...utils.shipped_styles import shipped_style
from ...utils.study_area import GEOGRAPHIC
from ..bundle import Bundle
from ..least_drivers import layer_metadata, remarks_on_drivers
from ..local_time import is_in, times_of_week
from ..passes import driver_numbers
from .group_counts import count_groups
from .rows import Layer, Rows, are_enough, counted, shown_first, withheld_remark, write_layers
from .through import first_and_last_fix, trip_numbers
from .zones import OUTSIDE, Zones, read_zones

__all__ = ["write_od_matrix"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Journeys:
    """Where and when trips begin and end.

    Attributes:
        driver: ``(t,)`` number of the driver of each trip.
        zone: ``(t, 2)`` of origin and destination, :data:`~.zones.OUTSIDE` for none.
        minute_of_week: ``(t,)`` local time at which the trip begins.
        in_several: how many origins and destinations are in several zones.
    """

    driver: Int32Array
    zone: IntArray
    minute_of_week: Float32Array
    in_several: int

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
    min_drivers: int = 5,
    progress: Progress = silent,
) -> OdMatrixResult:
    """Write a GeoPackage of the trips of a bundle between zones.

    The table ``matrix`` has a row for each time set and pair of zones with trips of enough drivers;
    the layer ``lines`` has a line for each of them whose zones differ.

    Args:
        path: the bundle.
        zones: a polygon layer in any CRS.
        out: the file.
        zone_field: as for :func:`~.zones.read_zones`.
        time_sets: notations or names of :mod:`~trajganr_core.contract.time_sets`; the whole week if
            empty.
        side: ``all`` trips, or only the ``input`` or ``label`` trips.
        min_drivers: rows of fewer drivers are withheld.
        progress: called with the fraction of the work; may raise to stop.

    Raises:
        TrajganrError: as :meth:`~..bundle.Bundle.load` and :func:`~.zones.read_zones`;
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
    inside = [mask & journeys.is_inside for mask in at_time]
    progress("Counting trips", 0.5)
    rows = _rows(journeys, known, chosen, inside, min_drivers)
    _refuse_nothing(rows, chosen, inside, min_drivers)
    outside = int(np.any(at_time, axis=0).sum() - np.any(inside, axis=0).sum())
    remarks = [
        *bundle.manifest.remarks.get("local time", ()),
        *_remarks_on_zones(known, journeys),
        f"{outside:,} of {int(np.any(at_time, axis=0).sum()):,} trips begin or end outside all "
        "zones and were left out.",
        *_remarks_on_times(chosen, inside, rows),
        withheld_remark(min_drivers, **{"pairs of zones": rows}),
        *remarks_on_drivers(bundle.trips.driver_id[pieces]),
    ]
    for line in remarks:
        log.info(line)
    progress("Writing the layers", 0.9)
    drawn = _drawn(rows)
    _write(bundle, known, rows, shown_first(chosen, drawn), min_drivers, out)
    return OdMatrixResult(
        files=(OdMatrixResult.FILE,),
        counts={
            "trips": int(np.any(inside, axis=0).sum()),
            "rows": len(rows.frame),
            "zones": len(known),
            "outside": outside,
            "withheld_rows": sum(rows.withheld),
        },
        time_sets=tuple(
            FlowTimeSet(
                name=each.name,
                trips=int(mask.sum()) * are_enough(journeys.driver[mask], min_drivers),
                rows=int((drawn["time_set"] == each.name).sum()),
                withheld=withheld,
            )
            for each, mask, withheld in zip(chosen, inside, rows.withheld, strict=True)
        ),
        time_zone=bundle.manifest.time_zone,
        min_drivers=min_drivers,
        driving_side=bundle.driving_side,
        remarks=tuple(remarks),
    )


def _journeys(bundle: Bundle, pieces: IntArray, zones: Zones) -> _Journeys:
    """The trips of some pieces, all those of a trip."""
    trips, trip_of_piece = bundle.trips, trip_numbers(bundle)
    trip, first = np.unique(trip_of_piece[pieces], return_index=True)
    fixes = first_and_last_fix(bundle, trip_of_piece, trip)
    minute, _ = times_of_week(trips.t[fixes[:, 0]], bundle.manifest.time_zone)
    zone, in_several = zones.zone_of(trips.lon[fixes.ravel()], trips.lat[fixes.ravel()])
    driver = driver_numbers(trips.trip_id, trips.driver_id)
    return _Journeys(driver[pieces[first]], zone.reshape(-1, 2), minute, in_several)


def _rows(
    journeys: _Journeys,
    zones: Zones,
    time_sets: Sequence[TimeSet],
    inside: Sequence[BoolArray],
    min_drivers: int,
) -> Rows:
    """A row for each time set and pair of zones with trips of enough drivers."""
    pair = journeys.zone[:, 0] * len(zones) + journeys.zone[:, 1]
    parts = []
    for time_set, mask in zip(time_sets, inside, strict=True):
        counts = count_groups(pair[mask], journeys.driver[mask], min_drivers)
        columns = {
            "time_set": time_set.name,
            "origin": zones.name[counts.group // len(zones)],
            "destination": zones.name[counts.group % len(zones)],
            **counted(counts, int(mask.sum())),
        }
        parts.append((pd.DataFrame(columns), counts.withheld))
    return Rows.of(parts)


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


def _write(
    bundle: Bundle, zones: Zones, rows: Rows, names: Sequence[str], min_drivers: int, out: Path
) -> None:
    """Write the table, and a line from a point inside the one zone to a point inside the other."""
    qml = shipped_style("od_lines", bundle.driving_side)
    place = dict(zip(zones.name, shapely.point_on_surface(zones.shape), strict=True))
    drawn = _drawn(rows)
    lines = [
        shapely.LineString([place[origin], place[destination]])
        for origin, destination in zip(drawn["origin"], drawn["destination"], strict=True)
    ]
    layers = {
        OdMatrixResult.LINES: Layer(
            gpd.GeoDataFrame(drawn, geometry=lines, crs=GEOGRAPHIC),
            "LineString",
            {name: of_rows(qml, "share", time_set=name) for name in names},
        ),
        OdMatrixResult.MATRIX: Layer(rows.frame, "", {}),
    }
    write_layers(out, layers, layer_metadata(bundle, min_drivers))


def _remarks_on_zones(zones: Zones, journeys: _Journeys) -> list[str]:
    lines = [
        f"Left out: {number_of(count, 'feature')} of the layer of zones {reason}."
        for reason, count in zones.dropped.items()
    ]
    if zones.unnamed:
        lines.append(
            f"Zones without a name: {zones.unnamed:,}; their numbers in the layer are their names."
        )
    if journeys.in_several:
        lines.append(
            f"{journeys.in_several:,} of {2 * len(journeys):,} origins and destinations are in "
            "several zones, which overlap; they count in the first of them, in the order of the "
            "layer."
        )
    return lines


def _remarks_on_times(
    time_sets: Sequence[TimeSet], inside: Sequence[BoolArray], rows: Rows
) -> list[str]:
    lines = []
    for number, each in enumerate(time_sets):
        if not inside[number].any():
            lines.append(
                f"No trip begins and ends in the zones in the time set {each.name}: there are no "
                "rows for it."
            )
        elif not (rows.frame["time_set"] == each.name).any():
            lines.append(f"All rows of the time set {each.name} are those of too few drivers.")
    return lines
