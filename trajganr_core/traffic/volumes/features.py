"""What is known of each directed segment beside its counts: its passes, its roads, its neighbours."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.study_area import StudyArea
from .kriging import Sites
from .published_passes import PublishedPasses

#: Classes of roads that may have a level of their own; links belong to their road.
CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential")
LINK = "_link"
#: Passes around a segment are averaged within these distances, metres.
AROUND_M = (300.0, 1000.0)


def class_of(highway: TextArray) -> IntArray:
    """``(E,)`` number of the class, ``len(CLASSES)`` for all others."""
    number = {name: at for at, name in enumerate(CLASSES)}
    names = (str(name).removesuffix(LINK) for name in highway)
    return np.array([number.get(name, len(CLASSES)) for name in names], dtype=np.int64)


def middles_of(network: Network, area: StudyArea) -> FloatArray:
    """``(E, 2)`` local metres."""
    vertices = area.to_local(network.lon, network.lat)
    return network.locate(np.arange(len(network)), network.length_m / 2, vertices)


def sites_of(network: Network, area: StudyArea, known: PublishedPasses) -> Sites:
    """All segments as places of :class:`~.kriging.Kriging`."""
    a_day, middles = known.a_day, middles_of(network, area)
    unit = np.median(a_day[known.is_published]) if known.is_published.any() else 1.0
    level = np.log1p(a_day / unit * 4)
    before, after = _beside(network, a_day / unit * 4)
    opposite = np.where(network.reverse >= 0, level[network.reverse], level)
    classes = class_of(network.highway)
    lanes = np.nan_to_num(np.asarray(network.attributes.lanes, dtype=float), nan=1.0)
    limit = np.asarray(network.attributes.maxspeed_kmh, dtype=float)
    limit = np.where(np.isfinite(limit), limit, 50.0)
    columns = [
        np.ones(len(network)),
        level,
        ~known.is_published,
        before,
        after,
        opposite,
        network.reverse >= 0,
        np.log(np.maximum(lanes, 0.5)),
        np.log(np.maximum(limit, 10.0) / 50.0),
        np.char.endswith(network.highway.astype(str), LINK),
        *(_around(middles, level, network.length_m, metres) for metres in AROUND_M),
        *(classes == number for number in range(len(CLASSES) + 1)),
    ]
    features = np.column_stack([np.asarray(column, dtype=float) for column in columns])
    return Sites(features, middles, 1 / (known.passes + 1))


def _beside(network: Network, passes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Logarithms of the passes on the segments that lead to each one, and away from it."""
    nodes = int(max(network.source.max(), network.target.max())) + 1
    into = np.bincount(network.target, passes, nodes)[network.source]
    out = np.bincount(network.source, passes, nodes)[network.target]
    own = np.where(network.reverse >= 0, passes[network.reverse], 0.0)
    return np.log1p(np.maximum(into - own, 0)), np.log1p(np.maximum(out - own, 0))


def _around(
    middles: FloatArray, value: FloatArray, weight: FloatArray, metres: float
) -> FloatArray:
    """``(E,)`` means of values of the segments within a distance."""
    tree = cKDTree(middles)
    near = csr_array(tree.sparse_distance_matrix(tree, metres, output_type="coo_matrix") != 0)
    total = near @ weight + weight
    return np.asarray((near @ (weight * value) + weight * value) / total)
