"""Roads, trips and passes of a bundle as GeoDataFrames, EPSG:4326, with the columns of exports."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from ..utils.arrays import BoolArray
from ..utils.study_area import GEOGRAPHIC
from .matching.matched import MatchedTrips
from .roads.columns import road_columns
from .roads.network import Network
from .trips.measured_lines import GEOMETRY, edge_rows, path_rows


def roads_frame(network: Network, coverage: pd.DataFrame) -> gpd.GeoDataFrame:
    """One row per directed segment.

    Args:
        network: of the bundle.
        coverage: ``trips`` and ``images`` of each segment.
    """
    columns = {
        **road_columns(network),
        "reverse": network.reverse,
        "source": network.source,
        "target": network.target,
        "trips": coverage["trips"].to_numpy(),
        "images": coverage["images"].to_numpy(),
    }
    return gpd.GeoDataFrame(columns, geometry=network.lines, crs=GEOGRAPHIC)


def trip_table(
    trips: MatchedTrips, network: Network, is_label: BoolArray, first_piece: int = 0
) -> pa.Table:
    """As :func:`.path_rows`, with ``makes_labels``: whether labels are made from the piece."""
    rows = path_rows(trips, network, first_piece)
    return rows.append_column("makes_labels", pa.array(is_label))


def trips_frame(trips: MatchedTrips, network: Network, is_label: BoolArray) -> gpd.GeoDataFrame:
    """One row per matched piece of a trip: its path along the roads."""
    frame = trip_table(trips, network, is_label).to_pandas()
    paths = shapely.force_2d(shapely.from_wkb(frame.pop(GEOMETRY).to_numpy()))
    return gpd.GeoDataFrame(frame, geometry=paths, crs=GEOGRAPHIC)


def passes_frame(trips: MatchedTrips, network: Network, is_label: BoolArray) -> gpd.GeoDataFrame:
    """One row per pass of a directed segment, in the order driven, with the segment's line."""
    frame = edge_rows(trips, network).to_pandas()
    frame.insert(1, "driver_id", trips.driver_id[trips.trip_of_pass])
    metres = trips.pass_exit_m - trips.pass_enter_m
    frame["seconds"] = trips.pass_seconds
    frame["speed_kmh"] = 3.6 * metres / frame["seconds"].where(frame["seconds"] > 0)
    frame["makes_labels"] = is_label[trips.trip_of_pass]
    return gpd.GeoDataFrame(frame, geometry=network.lines[trips.pass_edge], crs=GEOGRAPHIC)
