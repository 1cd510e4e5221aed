"""Reasons to trust the predictions of a directed segment less, and counts of their inputs."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np

from ..contract.tasks import BASES, FAR, NOTHING_NEARBY
from ..utils.arrays import FloatArray, TextArray
from .predictors import LoadedHead

__all__ = ["cautions", "input_counts"]


def input_counts(layer: gpd.GeoDataFrame) -> dict[str, int]:
    """How many rows of a layer have trips, and images.

    Args:
        layer: with columns of :func:`~..features.road_groups.basis_columns`.
    """
    return {f"with_{name}": int((layer[name] > 0).sum()) for name in ("trips", "images")}


def cautions(xy: FloatArray, basis: TextArray, heads: Sequence[LoadedHead]) -> TextArray:
    """Reasons to trust the predictions of roads at ``xy`` ``(n, 2)``, local metres, less; or empty.

    A road is far when it is beyond a distance of :data:`FAR` of every road that some task was
    trained on.
    """
    nothing = np.where(basis == BASES[0], NOTHING_NEARBY, "")
    far_m = np.max([np.zeros(len(xy)), *(head.module.distance(xy) for head in heads)], axis=0)
    far = np.array(["", *FAR.values()])[np.searchsorted(1000 * np.array([*FAR]), far_m)]
    found = ("; ".join(filter(None, both)) for both in zip(nothing, far, strict=True))
    return np.array([*found], dtype=object)
