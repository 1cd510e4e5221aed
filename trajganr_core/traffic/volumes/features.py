"""What is known of directed segments before any count: their passes, roads and neighbours."""

from __future__ import annotations

import numpy as np

from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.study_area import StudyArea
from .kriging import Sites
from .published_passes import PublishedPasses

#: Classes of roads with a level of their own; links belong to their road. All others are the last.
CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential", "")
LINK = "_link"
#: So many times as far from 0 as others may coefficients be that stand in for passes.
INSTEAD_OF_PASSES = 3.0


def class_of(highway: TextArray) -> IntArray:
    """``(E,)`` number of the class."""
    number = {name: at for at, name in enumerate(CLASSES)}
    names = (str(name).removesuffix(LINK) for name in highway)
    return np.array([number.get(name, len(CLASSES) - 1) for name in names], dtype=np.int64)


def expected_passes(
    network: Network, area: StudyArea, known: PublishedPasses
) -> tuple[FloatArray, Sites]:
    """``(E,)`` passes a day, and what may change the vehicles for each of them.

    Where passes are withheld, they are half of the fewest that are published, and the passes on the
    segments that begin and end at the same nodes stand in for them.
    """
    seen, a_day = known.is_published, known.a_day
    passes = np.where(seen, a_day, a_day[seen].min(initial=1.0) / 2)
    nodes = int(max(network.source.max(), network.target.max())) + 1
    near = sum(
        np.bincount(ends, a_day, nodes)[beside] / passes
        for ends, beside in ((network.target, network.source), (network.source, network.target))
    )
    instead = INSTEAD_OF_PASSES * ~seen
    classes = np.eye(len(CLASSES))[class_of(network.highway)]
    features = np.column_stack([classes, instead, instead * np.log1p(near) / 3])
    noise = np.column_stack([seen, seen / (known.passes + 1), ~seen]).astype(np.float64)
    vertices = area.to_local(network.lon, network.lat)
    middles = network.locate(np.arange(len(network)), network.length_m / 2, vertices)
    return passes, Sites(features, middles, noise)
