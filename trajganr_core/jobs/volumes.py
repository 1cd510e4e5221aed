"""Volumes of a bundle's roads as layers, from its trips and counts of vehicles.

:mod:`~..traffic.volumes.estimate` estimates them. Hours lost are volumes × delays. The delay of a
segment is its mean seconds from observed traffic less those at free flow, and never below zero.
Where observed traffic is not published, it is the length × the mean delay a metre of all vehicles
on the observed roads of the class; or of all roads, for a class without any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.kinds.volumes import VolumesParams, VolumesResult
from ..contract.options.time_sets import WHOLE_WEEK
from ..contract.texts.text import Text
from ..data.pass_shares import remarks_on_passes
from ..data.roads.columns import road_columns
from ..traffic.junctions.free_flow import free_paces
from ..traffic.observed_traffic import observe_traffic
from ..traffic.published_layers import Asked, layer_metadata, write_layers
from ..traffic.volumes.estimate import SOURCES, Volumes
from ..traffic.volumes.published_passes import SLOT_OF_HOUR, SLOTS
from ..utils.arrays import BoolArray, FloatArray
from ..utils.progress import Progress, between
from ..utils.study_area import GEOGRAPHIC
from .changes import district_names
from .counted_volumes import Counted, counted_volumes

DECIMALS = 2
#: Of shares of vehicles.
SHARE_DECIMALS = 5
#: Values of the column ``delay_source``.
OBSERVED, CLASS = "observed", "class"


@dataclass(frozen=True)
class Delays:
    """Delays of segments in time sets.

    Attributes:
        seconds: ``(s, E)`` mean travel times.
        delay_s: ``(s, E)`` mean seconds more than at free flow.
        is_observed: ``(s, E)`` whether they are those of the segment's passes.
    """

    seconds: FloatArray
    delay_s: FloatArray
    is_observed: BoolArray


def run(params: VolumesParams, out: Path, progress: Progress) -> VolumesResult:
    """Write ``volumes.gpkg`` into the folder ``out``.

    Raises:
        TrajganrError: as :meth:`~..data.bundle.Bundle.load`, :func:`~..data.counts.reading
            .read_counts`, :func:`~..traffic.volumes.estimate.estimate_volumes`, and
            :func:`~..traffic.flows.zones.read_zones`.
    """
    asked = Asked.of(params)
    bundle, network = asked.bundle, asked.bundle.network
    district = district_names(bundle, np.arange(len(network)), params)
    counted = counted_volumes(
        asked, Path(params.counts), params.vehicles_field, between(progress, 0.0, 0.6)
    )
    volumes = counted.volumes
    delays = delays_at(asked, counted, params.seed, between(progress, 0.6, 0.9))
    progress("Writing the layers", 0.9)
    layer = volume_rows(asked, volumes, delays)
    totals = total_rows(asked, volumes, delays, district)
    layers = {
        VolumesResult.VOLUMES: (layer, "LineString"),
        VolumesResult.STATIONS: (station_rows(asked, counted), "Point"),
        VolumesResult.TOTALS: (totals, None),
    }
    write_layers(out / VolumesResult.FILE, layers, layer_metadata(bundle, asked.min_drivers))
    # Volumes tell of the whole week.
    told = replace(asked, time_sets=(*dict.fromkeys([*asked.time_sets, WHOLE_WEEK]),))
    of_first = totals[totals["time_set"] == asked.time_sets[0].name]
    names = ("vehicle_km", "vehicle_hours", "hours_lost")
    return VolumesResult(
        files=(VolumesResult.FILE,),
        counts={
            "rows": len(layer),
            "stations": counted.counts.stations,
            **{name: round(float(of_first[name].sum())) for name in names},
        },
        time_sets=tuple(each.name for each in asked.time_sets),
        remarks=told.published(
            [
                *counted.remarks(),
                *remarks_on_passes(bundle.manifest),
                *_remarks_on_delays(asked, delays),
            ]
        ),
        **asked.facts,
    )


def delays_at(asked: Asked, counted: Counted, seed: int, progress: Progress) -> Delays:
    """Delays at the asked times; the bootstrap of observed traffic needs a seed."""
    network, trips = asked.bundle.network, asked.bundle.matched
    free = free_paces(trips, network)
    traffic = observe_traffic(
        counted.passes,
        asked.time_sets,
        min_drivers=asked.min_drivers,
        seed=seed,
        progress=progress,
    )
    delay = np.full((len(asked.time_sets), len(network)), np.nan)
    delay[traffic.time_set, traffic.edge] = np.maximum(
        3.6 / traffic.values[:, 0] - free[traffic.edge], 0
    )
    is_observed = np.isfinite(delay)
    _, group = np.unique(network.highway, return_inverse=True)
    for number, time_set in enumerate(asked.time_sets):
        known = is_observed[number]
        weight = counted.volumes.at(time_set) * network.length_m
        lost = np.where(known, weight * np.nan_to_num(delay[number]), 0.0)
        driven = np.where(known, weight, 0.0)
        of_class = np.bincount(group, lost) / np.maximum(np.bincount(group, driven), 1e-9)
        of_class[np.bincount(group, driven) <= 0] = lost.sum() / max(driven.sum(), 1e-9)
        delay[number] = np.where(known, delay[number], of_class[group])
    return Delays((delay + free) * network.length_m, delay * network.length_m, is_observed)


def volume_rows(asked: Asked, volumes: Volumes, delays: Delays) -> gpd.GeoDataFrame:
    """A row for each segment and time set."""
    network = asked.bundle.network
    parts = []
    for number, time_set in enumerate(asked.time_sets):
        an_hour = volumes.at(time_set)
        lost = an_hour * time_set.hours_a_day * delays.delay_s[number] / 3600
        columns: dict[str, Any] = road_columns(network) | {
            "time_set": time_set.name,
            "vehicles_day": volumes.daily.round(),
            "vehicles_day_low": volumes.low.round(),
            "vehicles_day_high": volumes.high.round(),
            "vehicles_hour": an_hour.round(1),
            "vehicles_source": np.array(SOURCES, dtype=object)[volumes.source],
            "penetration": volumes.penetration.round(SHARE_DECIMALS),
            "delay_s": delays.delay_s[number].round(DECIMALS),
            "delay_source": np.where(delays.is_observed[number], OBSERVED, CLASS).astype(object),
            "hours_lost": lost.round(DECIMALS),
        }
        parts.append(pd.DataFrame(columns))
    lines = np.tile(network.lines, len(parts))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry=lines, crs=GEOGRAPHIC)


def total_rows(asked: Asked, volumes: Volumes, delays: Delays, district: Any) -> pd.DataFrame:
    """Sums over the segments of each time set, district ``(E,)`` and class."""
    network, parts = asked.bundle.network, []
    for number, time_set in enumerate(asked.time_sets):
        a_day = volumes.at(time_set) * time_set.hours_a_day
        columns = {
            "time_set": time_set.name,
            "district": district,
            "highway": network.highway,
            "length_km": network.length_m / 1000,
            "vehicle_km": a_day * network.length_m / 1000,
            "vehicle_hours": a_day * delays.seconds[number] / 3600,
            "hours_lost": a_day * delays.delay_s[number] / 3600,
        }
        parts.append(pd.DataFrame(columns))
    rows = pd.concat(parts, ignore_index=True)
    return rows.groupby(list(rows)[:3], as_index=False, sort=False).sum().round(DECIMALS)


def station_rows(asked: Asked, counted: Counted) -> gpd.GeoDataFrame:
    """A row for each station and direction."""
    volumes, report, counts, stations, _ = counted
    places, network = stations.places, asked.bundle.network
    hours = np.zeros((len(counts), SLOTS))
    np.add.at(hours.T, SLOT_OF_HOUR, counts.hours.T)
    an_hour = np.vstack([volumes.hourly, np.zeros(SLOTS)])[counts.edge].sum(axis=1)
    sums = pd.DataFrame(
        {
            "hours": counts.hours.sum(axis=1),
            "counted": counts.vehicles,
            "estimated": (hours * an_hour).sum(axis=1),
            "held_out": report.held_out,
        }
    )
    own = [counts.station, *counts.edge.T]
    sums = sums.groupby(own).sum(min_count=1)
    sums = sums.loc[list(zip(places.station, *places.edge.T, strict=True))].reset_index(drop=True)
    error = (sums["held_out"] / sums["counted"].where(sums["counted"] > 0) - 1) * 100
    middle = shapely.line_interpolate_point(network.lines[places.edge[:, 0]], 0.5, normalized=True)
    stated = shapely.points(places.lon, places.lat)
    columns = {
        "station": stations.name[places.station],
        "edge": places.edge[:, 0],
        "other_edge": pd.arrays.IntegerArray(places.edge[:, 1], places.edge[:, 1] < 0),
        "metres": places.metres.round(1),
        "degrees": places.degrees.round(),
        **sums.round(1),
        "difference_percent": error.round(1),
    }
    geometry = np.where(np.isfinite(places.lon), stated, middle)
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=GEOGRAPHIC)


def _remarks_on_delays(asked: Asked, delays: Delays) -> Iterator[Text]:
    for number, each in enumerate(asked.time_sets):
        yield Text(
            "In the time set {name}, {n:,} of {all:,} segments have a delay of their own; others "
            "have that of their class.",
            name=each.name,
            n=int(delays.is_observed[number].sum()),
            all=delays.is_observed.shape[1],
        )
