"""Observed traffic of a bundle as a layer; :mod:`.observed_traffic` has the definitions."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import atomic_file
from ..contract.files.output_paths import refuse_input
from ..contract.kinds.observe import MEASURED, ObserveResult, TimeSetResult
from ..contract.layers.road_times import MIN_DRIVERS
from ..contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from ..contract.texts.text import Text
from ..data.bundle import Bundle
from ..data.local_time import days_by_hour, hours_of
from ..data.matching.matched import MatchedTrips
from ..data.pass_shares import remarks_on_passes
from ..data.passes import PassTable, passes_of_trips
from ..data.roads.columns import road_columns
from ..utils.arrays import FloatArray
from ..utils.progress import Progress, silent
from ..utils.remarks import days_of
from ..utils.study_area import GEOGRAPHIC
from .driver_bootstrap import LEVEL
from .least_drivers import layer_metadata, remarks_on_drivers, withheld_remark
from .ledger import Output, record_output
from .observed_traffic import Traffic, observe_traffic

__all__ = ["observed_layer", "write_observed"]

log = logging.getLogger(__name__)

DECIMALS = 2
HOURS_PER_WEEK = 168


def write_observed(
    path: Path,
    out: Path,
    time_sets: Sequence[str] = (),
    *,
    side: str = "all",
    min_drivers: int = MIN_DRIVERS,
    seed: int = 0,
    progress: Progress = silent,
) -> ObserveResult:
    """Write the observed traffic of a bundle's roads to a GeoPackage, layer ``observed``.

    Args:
        path: the bundle.
        out: the file.
        time_sets, side, min_drivers, seed, progress: as for :func:`observed_layer`.

    Raises:
        TrajganrError: as :meth:`~..data.bundle.Bundle.load` and :func:`observed_layer`.
    """
    refuse_input(out, (path,))
    bundle = Bundle.load(path)
    layer, result = observed_layer(
        bundle, time_sets, side=side, min_drivers=min_drivers, seed=seed, progress=progress
    )
    about = layer_metadata(bundle, result.min_drivers)
    with atomic_file(out) as temporary:
        layer.to_file(temporary, layer=ObserveResult.LAYER, driver="GPKG", layer_metadata=about)
    return result


def observed_layer(
    bundle: Bundle,
    time_sets: Sequence[str] = (),
    *,
    side: str = "all",
    min_drivers: int = MIN_DRIVERS,
    seed: int = 0,
    progress: Progress = silent,
) -> tuple[gpd.GeoDataFrame, ObserveResult]:
    """The observed traffic of a bundle's roads, and what was observed and left out.

    There is a row for each directed segment and time set that is published (:mod:`.privacy`).

    Args:
        bundle: the study area.
        time_sets: notations or names of :mod:`~trajganr_core.contract.options.time_sets`; the whole
            week if empty.
        side: ``all`` trips, or only the ``input`` or ``label`` trips.
        min_drivers: nothing about fewer is published.
        seed: of the bootstrap.
        progress: called with the fraction of the segments; may raise to stop.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a wrong time set; ``INPUT.EMPTY`` when there is no pass
            in any of them, or all rows are withheld.
    """
    chosen = parse_time_sets(time_sets) or (WHOLE_WEEK,)
    trips = bundle.trips if side == "all" else bundle.trips.take(bundle.pieces_of(side))
    zone = bundle.manifest.time_zone
    observed, report = passes_of_trips(trips, bundle.network, zone)
    traffic = observe_traffic(
        observed, chosen, least_drivers=min_drivers, seed=seed, progress=progress
    )
    _refuse_nothing(traffic, chosen, observed, min_drivers)
    remarks = [
        *bundle.manifest.remarks.get("local time", ()),
        *report.lines(),
        *remarks_on_passes(bundle.manifest),
        *_remarks_on_times(observed, chosen, traffic),
        *_remarks_on_privacy(trips, traffic, min_drivers),
    ]
    for line in remarks:
        log.info(line)
    remarks += record_output(bundle.path, Output.of("observe", chosen, side, min_drivers))
    days = days_by_hour([(observed.minute_of_week, observed.local_day)])
    hours = np.array([hours_of(each) @ days for each in chosen])
    layer = _layer(bundle, traffic, chosen, hours)
    counts = traffic.counts
    return layer, ObserveResult(
        files=(ObserveResult.FILE,),
        counts={
            "rows": len(traffic.edge),
            "passes": traffic.published_passes,
            "withheld_rows": sum(each.withheld for each in counts),
        },
        time_sets=tuple(
            TimeSetResult(
                name=each.name,
                passes=found.passes,
                segments=found.segments,
                withheld=found.withheld,
            )
            for each, found in zip(chosen, counts, strict=True)
        ),
        time_zone=zone,
        min_drivers=min_drivers,
        driving_side=bundle.driving_side,
        remarks=tuple(remarks),
    )


def _layer(
    bundle: Bundle, traffic: Traffic, time_sets: Sequence[TimeSet], hours: FloatArray
) -> gpd.GeoDataFrame:
    """The layer; ``hours`` are those of each time set in which there are passes."""
    names = np.array([each.name for each in time_sets], dtype=object)
    columns: dict[str, Any] = road_columns(bundle.network, traffic.edge)
    columns |= {
        "time_set": names[traffic.time_set],
        "passes": traffic.passes,
        "vehicles": traffic.vehicles,
        "passes_per_hour": (traffic.passes / hours[traffic.time_set]).round(DECIMALS),
    }
    for number, name in enumerate(column.name for column in MEASURED):
        columns[name] = traffic.values[:, number].round(DECIMALS)
        columns[f"{name}_low"] = traffic.low[:, number].round(DECIMALS)
        columns[f"{name}_high"] = traffic.high[:, number].round(DECIMALS)
    columns["free_flow_kmh"] = traffic.free_flow_kmh.round(DECIMALS)
    columns["free_flow_of"] = np.where(traffic.is_night, "night", "whole week").astype(object)
    geometry = bundle.network.lines[traffic.edge]
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=GEOGRAPHIC)


def _refuse_nothing(
    traffic: Traffic, time_sets: Sequence[TimeSet], table: PassTable, min_drivers: int
) -> None:
    if len(traffic.edge):
        return
    if not any(each.withheld for each in traffic.counts):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "There are no passes in the time set {times}; the trips have passes in {hours} of the "
            "168 hours of the week.",
            "Choose other times of the week or other trips.",
            times="; ".join(each.name for each in time_sets),
            hours=_hours(table),
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "On no road are there passes of at least {least} drivers at these times; the number of "
        "drivers of all trips is {drivers}.",
        "Choose longer times of the week, add trips of more drivers, or lower the minimum number "
        "of drivers.",
        least=min_drivers,
        drivers=len(np.unique(table.driver)),
    )


def _remarks_on_times(
    table: PassTable, time_sets: Sequence[TimeSet], traffic: Traffic
) -> list[Text]:
    lines = [
        Text(
            "There are no passes in the time set {name}: the layer has no rows for it.",
            name=each.name,
        )
        for each, counts in zip(time_sets, traffic.counts, strict=True)
        if not counts.segments and not counts.withheld
    ]
    hours, days = _hours(table), len(np.unique(table.local_day))
    if hours < HOURS_PER_WEEK:
        lines.append(
            Text(
                "The passes are in {hours:,} of the {week:,} hours of the week, on {days}; other "
                "times were not observed.",
                hours=hours,
                week=HOURS_PER_WEEK,
                days=days_of(days),
            )
        )
    return lines


def _remarks_on_privacy(trips: MatchedTrips, traffic: Traffic, min_drivers: int) -> list[Text]:
    withheld = sum(each.withheld for each in traffic.counts)
    rows = withheld + len(traffic.edge)
    lines = [
        withheld_remark(min_drivers, segments=(withheld, rows)),
        Text(
            "Percentiles with fewer than {n:,} drivers at or beyond them are missing.",
            n=min_drivers,
        ),
        Text(
            "Intervals contain {level:.0%} of the values of a bootstrap over drivers.", level=LEVEL
        ),
    ]
    return [*lines, *remarks_on_drivers(trips.driver_id)]


def _hours(table: PassTable) -> int:
    """In how many hours of the week there are passes."""
    return len(np.unique(table.minute_of_week // 60))
