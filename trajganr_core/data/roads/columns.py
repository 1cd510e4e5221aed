"""The identifying columns of directed segments, with which every layer of segments begins.

``edge`` is the number of the segment in its network, from 0, and unique in a layer. In a layer of a
bundle's roads ``edge``, ``from_node`` and ``to_node`` are those of the bundle's network, and so the
same in all layers of the bundle. In a layer of other roads they are those of the network built
from these roads in the study area, and the same in all layers of the file.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...contract.layers.columns import ROAD, SPEED_LIMIT
from ...utils.arrays import IntArray
from .network import Network

#: The columns, documented in :data:`~trajganr_core.contract.layers.columns.ROAD`.
ROAD_COLUMNS = tuple(column.name for column in ROAD)


def road_columns(network: Network, edge: IntArray | None = None) -> dict[str, Any]:
    """:data:`ROAD_COLUMNS` of edges ``(n,)``, of all by default; speed limits if one is known."""
    chosen = np.arange(len(network)) if edge is None else edge
    limit = network.attributes.maxspeed_kmh
    limits = {} if np.isnan(limit).all() else {SPEED_LIMIT.name: limit[chosen].round(1)}
    return {
        "edge": chosen,
        "from_node": network.source[chosen],
        "to_node": network.target[chosen],
        "source_fid": network.source_fid[chosen],
        "osm_id": osm_ids(network, chosen),
        "direction": np.where(network.forward[chosen], "forward", "backward").astype(object),
        "highway": network.highway[chosen],
        "name": network.name[chosen],
        "length_m": network.length_m[chosen].round(1),
        **limits,
    }


def osm_ids(network: Network, edge: IntArray) -> pd.arrays.IntegerArray:
    """The OpenStreetMap way ids of edges ``(n,)``, missing where unknown."""
    way = network.osm_id[edge]
    return pd.arrays.IntegerArray(way, way == 0)
