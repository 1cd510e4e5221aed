"""The inputs behind the predictions of a directed segment, and reasons to trust them less.

:data:`~..contract.tasks.COMMON_FIELDS` names the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np

from ..contract.tasks import BASES, CAUTIONS
from ..features.query_locations import Locations
from ..model.trajganr import TrajGANR
from ..utils.arrays import FloatArray, IntArray, TextArray
from .predictors import LoadedHead

__all__ = ["basis_columns", "cautions", "input_counts"]

#: A road farther than this from every training road lies outside the training area: it is the side
#: of the blocks by which the spatial split holds roads out (ours).
FAR_M = 500.0


def basis_columns(model: TrajGANR, locations: Locations, trips: IntArray) -> dict[str, Any]:
    """``trips, images, basis`` of places: the inputs that each answer is based on.

    Args:
        locations: n places.
        trips: ``(n,)`` how many pass each.
    """
    images = (locations.image >= 0).astype(np.int64)
    # One of :data:`BASES`, by the modalities of the model that have inputs.
    by_trips = (trips > 0) & model.config.sees("trajectory")
    by_image = (images > 0) & model.config.sees("image") & (model.image is not None)
    basis = np.array(BASES, dtype=object)[by_trips + 2 * by_image]
    return {"trips": trips, "images": images, "basis": basis}


def input_counts(layer: gpd.GeoDataFrame) -> dict[str, int]:
    """How many rows of a layer with :func:`basis_columns` have trips, and images."""
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
