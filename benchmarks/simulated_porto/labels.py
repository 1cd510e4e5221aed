"""True labels of directed edges, from all vehicles but those whose trips are input."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.labels.derived import aoi_labels
from trajganr_core.utils.study_area import GEOGRAPHIC

from .streets import Streets

LAYER = "labels"
#: As ``trajganr prepare --label`` takes them.
LABEL_FIELDS = (
    ("speed", "speed_kmh"),
    ("popularity", "trip_count"),
    ("aoi", "aoi_"),
    ("braking", "braking_per_km"),
)
#: A rate over less says more of chance than of the road, vehicle-kilometres.
MIN_KM = 1.0


def true_labels(
    passes: pd.DataFrame, input_vehicles: Collection[str], streets: Streets, places: pd.DataFrame
) -> pd.DataFrame:
    """Labels of the four tasks of the paper.

    Args:
        passes: of all vehicles.
        input_vehicles: those that make no labels.
        streets: the edges.
        places: ``lon, lat, category``.

    Returns:
        ``(E,)`` rows: ``speed_kmh`` (mean over whole passes of metres ÷ seconds), ``speed_passes``,
        ``trip_count`` (vehicles), ``braking_per_km`` (events per vehicle-kilometre),
        ``braking_events``, ``braking_km``, and those of :func:`aoi_labels`. NaN where too few
        vehicles passed, or no place is near.
    """
    passes = passes[~passes["vehicle"].isin(input_vehicles)]
    edges = range(len(streets))
    whole = passes[passes["whole"] & (passes["seconds"] > 0)]
    speed = (3.6 * whole["metres"] / whole["seconds"]).groupby(whole["edge"])
    by_edge = passes.groupby("edge")
    driven = by_edge["metres"].sum().reindex(edges, fill_value=0.0) / 1000
    events = by_edge["events"].sum().reindex(edges, fill_value=0)
    count = speed.size().reindex(edges, fill_value=0)
    enough = count >= TASKS["speed"].minimum_support
    table = pd.DataFrame(
        {
            "speed_kmh": speed.mean().reindex(edges).where(enough),
            "speed_passes": count,
            "trip_count": by_edge["vehicle"].nunique().reindex(edges, fill_value=0),
            "braking_per_km": (events / driven).where(driven >= MIN_KM),
            "braking_events": events,
            "braking_km": driven,
        }
    )
    return pd.concat([table, aoi_labels(places, streets.network, streets.area)], axis=1)


def write_labels(labels: pd.DataFrame, streets: Streets, path: Path) -> None:
    """Write a layer with a line a directed edge, drawn as it is driven, EPSG:4326."""
    network = streets.network
    roads = pd.DataFrame(
        {
            "edge": np.arange(len(streets)),
            "source_fid": network.source_fid,
            "direction": np.where(network.forward, "forward", "backward"),
            "highway": network.highway,
            "name": network.name,
            "length_m": network.length_m.round(1),
        }
    )
    table = pd.concat([roads, labels], axis=1)
    layer = gpd.GeoDataFrame(table, geometry=network.lines, crs=GEOGRAPHIC)
    layer.to_file(path, layer=LAYER, driver="GPKG")
