"""Names of junctions: that of their roundabout, or those of the roads that meet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...data.recovery.turns import CLASSES
from ...data.roads.network import Network
from ...utils.arrays import TextArray
from .consolidation import Junctions

#: Roads that a junction is named after, at most.
MOST_ROADS = 2


def names_of(network: Network, junctions: Junctions) -> TextArray:
    """``(J,)`` names such as ``Rua A / Rua B``, the larger road first; empty where none has one."""
    of_node, is_inner = junctions.of_node, junctions.is_inner
    rank = np.full(len(network), len(CLASSES))
    plain = np.char.replace(network.highway.astype(str), "_link", "")
    for number, name in enumerate(CLASSES):
        rank[plain == name] = number
    ring = np.flatnonzero(is_inner & (network.attributes.roundabout == 1))
    leave = np.flatnonzero((of_node[network.source] >= 0) & ~is_inner)
    arrive = np.flatnonzero((of_node[network.target] >= 0) & ~is_inner)
    edge = np.r_[ring, leave, arrive]
    # The name of a ring stands before the names of roads, and alone.
    roads = pd.DataFrame(
        {
            "junction": np.r_[
                of_node[network.source[np.r_[ring, leave]]], of_node[network.target[arrive]]
            ],
            "name": network.name[edge],
            "rank": np.r_[np.full(len(ring), -1), rank[np.r_[leave, arrive]]],
        }
    )
    roads = roads[roads["name"] != ""]
    found = roads.groupby(["junction", "name"], as_index=False).agg(
        rank=("rank", "min"), segments=("rank", "size")
    )
    found = found.sort_values(
        ["junction", "rank", "segments"], ascending=[True, True, False], kind="stable"
    )
    first = found.groupby("junction")["rank"].transform("first")
    place = found.groupby("junction").cumcount()
    kept = found[(place < MOST_ROADS) & ((first >= 0) | (place == 0))]
    names = np.full(len(junctions), "", dtype=object)
    joined = kept.groupby("junction")["name"].agg(" / ".join)
    names[joined.index.to_numpy(dtype=np.int64)] = joined.to_numpy()
    return names
