"""Which road a directed segment is: the columns that every layer of segments begins with.

``edge`` is the number of the segment in its network, from 0 on, and is in a layer once. In a layer
of a bundle's roads it is the bundle's, and ``from_node`` and ``to_node`` are its nodes: all layers
of one bundle agree in them. In a layer of other roads they are of the network that these roads make
in the study area, and all layers of the same file agree.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...utils.arrays import IntArray
from .network import Network

__all__ = ["ROAD_COLUMNS", "osm_ids", "road_columns"]

#: The columns; :data:`~trajganr_core.contract.tasks.COMMON_FIELDS` says what they are.
ROAD_COLUMNS = (
    "edge",
    "from_node",
    "to_node",
    "source_fid",
    "osm_id",
    "direction",
    "highway",
    "name",
    "length_m",
)


def road_columns(network: Network, edge: IntArray | None = None) -> dict[str, Any]:
    """:data:`ROAD_COLUMNS` of edges ``(n,)``, all where absent."""
    chosen = np.arange(len(network)) if edge is None else edge
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
    }


def osm_ids(network: Network, edge: IntArray) -> pd.arrays.IntegerArray:
    """The OpenStreetMap ways of edges ``(n,)``, missing where they are not known."""
    way = network.osm_id[edge]
    return pd.arrays.IntegerArray(way, way == 0)
