"""Observed traffic of a bundle as a layer; :mod:`~..traffic.observed_traffic` defines it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.observe import MEASURED, ObserveParams, ObserveResult, TimeSetResult
from ..contract.options.time_sets import TimeSet
from ..contract.texts.text import Text
from ..data.bundle import Bundle
from ..data.local_time import HOURS_PER_WEEK, days_by_hour, hours_of
from ..data.pass_shares import remarks_on_passes
from ..data.passes import PassTable, passes_of_trips
from ..data.roads.columns import road_columns
from ..traffic.driver_bootstrap import LEVEL
from ..traffic.observed_traffic import Traffic, observe_traffic
from ..traffic.published_layers import Asked, layer_metadata, withheld_remark, write_layers
from ..utils.arrays import FloatArray
from ..utils.progress import Progress, silent
from ..utils.remarks import days_of
from ..utils.study_area import GEOGRAPHIC

DECIMALS = 2


def run(params: ObserveParams, out: Path, progress: Progress) -> ObserveResult:
    """Write ``observed.gpkg`` into the folder ``out``.

    Raises:
        TrajganrError: as :func:`observed_layer`.
    """
    progress("Observing traffic", 0.0)
    asked = Asked.of(params)
    layer, result = observed_layer(asked, seed=params.seed, progress=progress)
    layers = {ObserveResult.LAYER: (layer, "LineString")}
    about = layer_metadata(asked.bundle, asked.min_drivers)
    write_layers(out / ObserveResult.FILE, layers, about)
    return result


def observed_layer(
    asked: Asked, *, seed: int = 0, progress: Progress = silent
) -> tuple[gpd.GeoDataFrame, ObserveResult]:
    """The observed traffic of a bundle's roads, and what was observed and left out.

    There is a row for each directed segment and time set that is published
    (:mod:`~..traffic.privacy`).

    Args:
        asked: the trips and the times.
        seed: of the bootstrap.
        progress: called with the fraction of the segments; may raise to stop.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when there is no pass in any of the time sets, or all rows
            are withheld.
    """
    bundle, chosen, min_drivers = asked.bundle, asked.time_sets, asked.min_drivers
    trips = bundle.matched if asked.side == "all" else bundle.matched.take(asked.pieces)
    observed, report = passes_of_trips(trips, bundle.network, bundle.manifest.time_zone)
    traffic = observe_traffic(
        observed, chosen, min_drivers=min_drivers, seed=seed, progress=progress
    )
    _refuse_nothing(asked, traffic, observed)
    remarks = asked.published(
        [
            *report.lines(),
            *remarks_on_passes(bundle.manifest),
            *_remarks_on_times(observed, chosen, traffic),
            *_remarks_on_privacy(traffic, min_drivers),
        ]
    )
    days = days_by_hour([(observed.minute_of_week, observed.local_day)])
    hours = np.array([hours_of(each) @ days for each in chosen])
    return _layer(bundle, traffic, chosen, hours), ObserveResult(
        files=(ObserveResult.FILE,),
        counts={
            "rows": len(traffic.edge),
            "passes": traffic.published_passes,
            "withheld_rows": sum(each.withheld for each in traffic.counts),
        },
        time_sets=tuple(
            TimeSetResult(name=each.name, **asdict(found))
            for each, found in zip(chosen, traffic.counts, strict=True)
        ),
        remarks=remarks,
        **asked.facts,
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
        "recovered_share": traffic.recovered_share.round(DECIMALS),
    }
    for number, name in enumerate(column.name for column in MEASURED):
        columns[name] = traffic.values[:, number].round(DECIMALS)
        columns[f"{name}_low"] = traffic.low[:, number].round(DECIMALS)
        columns[f"{name}_high"] = traffic.high[:, number].round(DECIMALS)
    columns["free_flow_kmh"] = traffic.free_flow_kmh.round(DECIMALS)
    columns["free_flow_of"] = np.where(traffic.is_night, "night", "whole week").astype(object)
    geometry = bundle.network.lines[traffic.edge]
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=GEOGRAPHIC)


def _refuse_nothing(asked: Asked, traffic: Traffic, table: PassTable) -> None:
    if len(traffic.edge):
        return
    if not any(each.withheld for each in traffic.counts):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "There are no passes in the time set {times}; the trips have passes in {hours} of the "
            "168 hours of the week.",
            "Choose other times of the week or other trips.",
            times=asked.times,
            hours=_hours(table),
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "On no road are there passes of at least {least} drivers at these times; the number of "
        "drivers of all trips is {drivers}.",
        "Choose longer times of the week, add trips of more drivers, or lower the minimum number "
        "of drivers.",
        least=asked.min_drivers,
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


def _remarks_on_privacy(traffic: Traffic, min_drivers: int) -> list[Text]:
    withheld = sum(each.withheld for each in traffic.counts)
    return [
        withheld_remark(min_drivers, segments=(withheld, withheld + len(traffic.edge))),
        Text(
            "Percentiles with fewer than {n:,} drivers at or beyond them are missing.",
            n=min_drivers,
        ),
        Text(
            "Intervals contain {level:.0%} of the values of a bootstrap over drivers.", level=LEVEL
        ),
    ]


def _hours(table: PassTable) -> int:
    """In how many hours of the week there are passes."""
    return len(np.unique(table.minute_of_week // 60))
