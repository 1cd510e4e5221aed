"""Predictions of the same roads before and after, from two layers of predicted roads."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.options.time_sets import WHOLE_WEEK, TimeSet
from ...data.layers import read_layer
from ...data.roads.network import Network
from ...utils.arrays import FloatArray

LINES = ("LineString", "MultiLineString")
#: The compared columns of predicted roads. Those of the tasks are of all times of the week.
PREDICTED = ("speed_kmh", "popularity_class", "slowdown_mps2")
#: Layers have lengths with a decimal, metres.
SAME_LENGTH_M = 0.11


def predictions_of(path: Path, network: Network, time_set: TimeSet) -> dict[str, FloatArray]:
    """The predictions ``(E,)`` of a bundle's segments by column; NaN for a segment without one.

    Args:
        path: a layer of *Predict roads*, of the bundle's own roads.
        time_set: a set other than the whole week has speeds only.

    Raises:
        TrajganrError: as :func:`~...data.layers.read_layer`; ``INPUT.FIELD`` for a layer of other
            roads, or without predictions for these times.
    """
    frame = read_layer(path, LINES)
    edge = _edges(frame, network, path)
    columns = {name: name for name in PREDICTED}
    if time_set != WHOLE_WEEK or time_set.column("speed_kmh") in frame:
        columns["speed_kmh"] = time_set.column("speed_kmh")
    if time_set != WHOLE_WEEK:
        columns = {"speed_kmh": columns["speed_kmh"]}
    found = {}
    for name, column in columns.items():
        if column in frame:
            found[name] = np.full(len(network), np.nan)
            found[name][edge] = pd.to_numeric(frame[column], errors="coerce")
    if not found:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{path} has no predictions for the time set {time}.",
            "Choose a layer of 'Predict roads' or 'trajganr predict' with these times of the week.",
            path=path.name,
            time=time_set.name,
        )
    return found


def _edges(frame: gpd.GeoDataFrame, network: Network, path: Path) -> np.ndarray:
    """The segment of each feature."""
    if {"edge", "length_m"} <= set(frame.columns):
        edge = pd.to_numeric(frame["edge"], errors="coerce").fillna(-1).to_numpy().astype(np.int64)
        is_known = (edge >= 0) & (edge < len(network))
        length = network.length_m[np.where(is_known, edge, 0)]
        same = np.abs(frame["length_m"].to_numpy(dtype=np.float64) - length) < SAME_LENGTH_M
        if (is_known & same).all() and len(np.unique(edge)) == len(edge):
            return edge
    raise TrajganrError(
        Code.INPUT_FIELD,
        "The roads of {path} are not those of the bundle.",
        "Choose predictions of the bundle's own roads: 'Predict roads' without a road layer.",
        path=path.name,
    )
