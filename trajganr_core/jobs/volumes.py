"""Volumes of a bundle's roads as layers, from its trips and counts of vehicles.

:mod:`~..traffic.volumes.estimate` estimates them. Hours lost are volumes × delays. The delay of a
segment is its mean seconds from observed traffic less those at free flow, and never below zero.
Where observed traffic is not published, it is the length × the mean delay a metre of all vehicles
on the observed roads of the class; or of all roads, for a class without any.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.kinds.volumes import VolumesParams, VolumesResult
from ..data.pass_shares import remarks_on_passes
from ..data.roads.columns import road_columns
from ..inference.road_layer import volume_columns
from ..traffic.junctions.free_flow import free_paces
from ..traffic.observed_traffic import Traffic, observe_traffic
from ..traffic.published_layers import Asked, layer_metadata, write_layers
from ..traffic.volumes.estimate import Volumes
from ..traffic.volumes.published_passes import slots_of
from ..utils.progress import Progress, between
from ..utils.study_area import GEOGRAPHIC
from .changes import district_names
from .counted_volumes import Counted, counted_volumes, with_whole_week

#: Decimals of columns; those of others are 2.
DECIMALS = {"vehicles_day": 0, "vehicles_day_low": 0, "vehicles_day_high": 0, "penetration": 5}
#: Values of the column ``delay_source``.
OBSERVED, CLASS = "observed", "class"
SUMS = ["length_km", "vehicle_hours", "vehicle_km", "hours_lost"]


def run(params: VolumesParams, out: Path, progress: Progress) -> VolumesResult:
    """Write ``volumes.gpkg`` into the folder ``out``; errors as :func:`.counted_volumes`."""
    asked = Asked.of(params)
    bundle = asked.bundle
    district = district_names(bundle, np.arange(len(bundle.network)), params)
    counted = counted_volumes(asked, Path(params.counts), between(progress, 0.0, 0.6))
    wide = with_whole_week(asked)
    traffic = observe_traffic(
        counted.passes,
        wide.time_sets,
        min_drivers=asked.min_drivers,
        seed=params.seed,
        progress=between(progress, 0.6, 0.9),
    )
    rows = volume_rows(asked, counted.volumes, traffic)
    rows["district"] = np.tile(district, len(asked.time_sets))
    progress("Writing the layers", 0.9)
    totals = rows.groupby(["time_set", "district", "highway"], as_index=False, sort=False)[SUMS]
    table = totals.sum().round(2)
    layer = rows.drop(columns=["district", *SUMS[:-1]]).round(dict.fromkeys(rows, 2) | DECIMALS)
    lines = np.tile(bundle.network.lines, len(asked.time_sets))
    drawn = gpd.GeoDataFrame(layer, geometry=lines, crs=GEOGRAPHIC)
    layers = {
        VolumesResult.VOLUMES: (drawn, "LineString"),
        VolumesResult.STATIONS: (station_rows(asked, counted), "Point"),
        VolumesResult.TOTALS: (table, None),
    }
    write_layers(out / VolumesResult.FILE, layers, layer_metadata(bundle, asked.min_drivers))
    first = table[table["time_set"] == asked.time_sets[0].name]
    return VolumesResult(
        files=(VolumesResult.FILE,),
        counts={
            "rows": len(rows),
            "stations": counted.counts.stations,
            **{name: round(float(first[name].sum())) for name in SUMS[2:]},
        },
        time_sets=tuple(each.name for each in asked.time_sets),
        remarks=wide.published([*counted.remarks(), *remarks_on_passes(bundle.manifest)]),
        **asked.facts,
    )


def volume_rows(asked: Asked, volumes: Volumes, traffic: Traffic) -> pd.DataFrame:
    """A row for each time set, in the order of ``traffic``, and segment; also :data:`SUMS`."""
    network = asked.bundle.network
    free = free_paces(asked.bundle.matched, network)
    _, group = np.unique(network.highway, return_inverse=True)
    daily, parts = volume_columns(volumes, np.arange(len(network)), ()), []
    for number, time_set in enumerate(asked.time_sets):
        own = traffic.time_set == number
        delay, km = np.full(len(network), np.nan), network.length_m / 1000
        pace = 3.6 / traffic.values[own, 0]
        delay[traffic.edge[own]] = np.maximum(pace - free[traffic.edge[own]], 0)
        known, an_hour = np.isfinite(delay), volumes.at(time_set)
        low, high = volumes.interval_at(time_set)
        driven = np.bincount(group, np.where(known, an_hour * km, 0.0))
        lost = np.bincount(group, np.where(known, an_hour * km * delay, 0.0))
        driven, lost = (np.where(driven > 0, each, each.sum()) for each in (driven, lost))
        delay = np.where(known, delay, (lost / np.maximum(driven, 1e-9))[group])
        a_day = an_hour * time_set.hours_a_day
        columns = {
            **road_columns(network),
            "time_set": time_set.name,
            **daily,
            "vehicles_hour": an_hour,
            "vehicles_hour_low": low,
            "vehicles_hour_high": high,
            "penetration": volumes.penetration,
            "delay_s": delay * network.length_m,
            "delay_source": np.where(known, OBSERVED, CLASS).astype(object),
            "length_km": km,
            "vehicle_km": a_day * km,
            "vehicle_hours": a_day * (delay + free) * network.length_m / 3600,
            "hours_lost": a_day * delay * network.length_m / 3600,
        }
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def station_rows(asked: Asked, counted: Counted) -> gpd.GeoDataFrame:
    """A row for each station and direction."""
    counts, places, hours = counted.counts, counted.stations.places, slots_of(counted.counts)
    an_hour = counted.volumes.hourly[counts.edge]
    an_hour = np.where(counts.edge[:, :, None] >= 0, an_hour, 0.0).sum(axis=1)
    figures = {
        "hours": counts.hours.sum(axis=1),
        "counted": counts.vehicles,
        "estimated": (hours * an_hour).sum(axis=1),
        "held_out": counted.report.held_out,
    }
    sums = pd.DataFrame(figures).groupby([counts.station, *counts.edge.T]).sum(min_count=1)
    sums.index.names = ["station", "edge", "other_edge"]
    rows = places.join(sums, on=sums.index.names)
    rows["difference_percent"] = 100 * (
        rows["held_out"] / rows["counted"].where(rows["counted"] > 0) - 1
    )
    rows["station"] = rows.pop("name")
    rows["other_edge"] = rows["other_edge"].astype("Int64").mask(rows["other_edge"] < 0)
    lines = asked.bundle.network.lines[rows["edge"]]
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    stated = shapely.points(rows.pop("lon"), rows.pop("lat"))
    geometry = np.where(places["lon"].notna(), stated, middle)
    return gpd.GeoDataFrame(rows.round(1), geometry=geometry, crs=GEOGRAPHIC)
