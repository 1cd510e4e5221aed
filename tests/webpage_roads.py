"""Small layers of predicted and of observed roads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

#: A name that would run a program if it became markup.
HOSTILE = "</script><img src=x onerror=document.title='broken'>"


def roads(**columns: list[Any]) -> gpd.GeoDataFrame:
    """Two directions of a street, a street west of it, and one without a name."""
    street = [(-8.61, 41.15), (-8.61, 41.152)]
    lines = [
        street,
        street[::-1],
        [(-8.614, 41.15), (-8.614, 41.152)],
        [(-8.612, 41.15), (-8.612, 41.1504)],
    ]
    usual = {
        "edge": [10, 11, 12, 13],
        "name": ["Avenida da Boavista", "Avenida da Boavista", HOSTILE, None],
        "highway": ["primary", "primary", "residential", "service"],
        "length_m": [222.4, 222.4, 222.4, 44.5],
        "osm_id": [1, 1, 2, 3],
    }
    shapes = [shapely.LineString(line) for line in lines]
    return gpd.GeoDataFrame(usual | columns, geometry=shapes, crs="EPSG:4326")


def write_predicted(folder: Path) -> Path:
    """Predictions of all tasks, and speeds at two times of the week."""
    shares = {f"aoi_{name}": [0.5, 0.1, 0.0, 0.0] for name in ("education", "health", "leisure")}
    more = {f"aoi_{name}": [0.0] * 4 for name in ("tourism", "office", "transport")}
    layer = roads(
        trips=[120, 80, 0, 0],
        images=[0, 0, 0, 0],
        basis=["trips", "trips", "place only", "place only"],
        caution=["", "", "more than 2 km from every training road", "no trips or image nearby"],
        speed_kmh=[42.25, 12.0, 30.0, None],
        speed_kmh_low=[38.0, 9.0, None, None],
        speed_kmh_high=[47.5, 15.5, None, None],
        popularity=["very high", "high", "low", None],
        popularity_class=[4, 3, 1, None],
        popularity_set=["high; very high", "high", "low", None],
        aoi_main=["food", "shop", "food", None],
        aoi_food=[0.6, 0.1, 0.9, 0.0],
        aoi_shop=[0.1, 0.7, 0.0, 0.0],
        **shares,
        **more,
        speed_kmh_weekday_morning_peak=[21.0, 11.0, 20.0, 10.0],
        speed_kmh_low_weekday_morning_peak=[19.0, 8.0, 15.0, 5.0],
        speed_kmh_high_weekday_morning_peak=[23.0, 14.0, 25.0, 15.0],
        basis_weekday_morning_peak=["passes", "few passes", "few passes", "few passes"],
        expected_passes_weekday_morning_peak=[12.0, 0.05, 0.2, None],
        speed_kmh_weekend=[50.0, 50.0, 50.0, 50.0],
        basis_weekend=["prior"] * 4,
        speed_kmh_weekday_08=[18.0, 10.0, 20.0, 10.0],
    )
    about = {
        "MODEL": "model-1",
        "TIME_SETS": "weekday morning peak | weekend",
        "DRIVING_SIDE": "left",
        "LICENCE": "ODbL <b>1.0</b>",
        "ATTRIBUTION": "© OpenStreetMap contributors",
        "CREATED": "2026-11-28T12:00:00+00:00",
    }
    path = folder / "predicted.gpkg"
    layer.to_file(path, layer="roads", driver="GPKG", layer_metadata=about)
    return path


def write_observed(folder: Path) -> Path:
    """Observed speeds at two times, of which one road has one only."""
    layer = roads().iloc[[0, 2, 0]]
    layer = layer.assign(
        time_set=["weekday morning peak", "weekday morning peak", "weekend"],
        passes=[40, 9, 12],
        passes_per_hour=[5.0, 1.1, 0.2],
        speed_kmh=[22.0, 31.0, 47.0],
        speed_kmh_low=[20.0, 25.0, 44.0],
        speed_kmh_high=[24.0, 38.0, 49.0],
    )
    path = folder / "observed.gpkg"
    layer.to_file(path, layer="observed", driver="GPKG")
    return path
