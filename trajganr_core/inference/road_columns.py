"""Reasons to trust the predictions of a directed segment less, and counts of their inputs."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np

from ..contract.tasks import BASES, CAUTIONS
from ..utils.arrays import FloatArray, TextArray
from .predictors import LoadedHead

__all__ = ["cautions", "input_counts"]

#: A road farther than this from every training road lies outside the training area: it is the side
#: of the blocks by which the spatial split holds roads out (ours).
FAR_M = 500.0


def input_counts(layer: gpd.GeoDataFrame) -> dict[str, int]:
    """How many rows of a layer have trips, and images.

    Args:
        layer: with columns of :func:`~..features.road_groups.basis_columns`.
    """
    return {f"with_{name}": int((layer[name] > 0).sum()) for name in ("trips", "images")}


def cautions(xy: FloatArray, basis: TextArray, heads: Sequence[LoadedHead]) -> TextArray:
    """Reasons to trust the predictions of roads at ``xy`` ``(n, 2)``, local metres, less; or empty.

    A road is far when it lies beyond :data:`FAR_M` of every road that some task was trained on.
    """
    caution = np.where(basis == BASES[0], CAUTIONS["nothing nearby"], "").astype(object)
    far_m = np.max([np.zeros(len(xy)), *(head.module.distance(xy) for head in heads)], axis=0)
    for row in np.flatnonzero(far_m > FAR_M):
        far = CAUTIONS["far"].format(km=f"{far_m[row] / 1000:.1f}")
        caution[row] = "; ".join(filter(None, (caution[row], far)))
    return caution
