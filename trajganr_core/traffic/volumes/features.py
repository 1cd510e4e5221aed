"""What is known of directed segments beside counts: their passes, their roads, their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.study_area import StudyArea
from .kriging import Sites
from .published_passes import PublishedPasses

#: Classes of roads that may have a level of their own; links belong to their road.
CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential")
LINK = "_link"
#: So many times as far as other coefficients may those be from 0 that stand in for passes.
INSTEAD_OF_PASSES = 3.0


@dataclass(frozen=True)
class Prior:
    """What is expected of segments before any count.

    Attributes:
        passes: ``(E,)`` a day; where they are withheld, half of the fewest that are published.
        sites: the segments, with what may change their vehicles a pass.
    """

    passes: FloatArray
    sites: Sites

    @classmethod
    def of(cls, network: Network, area: StudyArea, known: PublishedPasses) -> Prior:
        """From published passes and the roads."""
        seen, a_day = known.is_published, known.a_day
        least = a_day[seen].min(initial=1.0) / 2
        passes = np.where(seen, a_day, least)
        level = _standard(np.log(passes), seen)
        classes = class_of(network.highway)
        beside = [_standard(each, ~seen) for each in _beside(network, a_day / least)]
        instead = [np.ones(len(network)), *beside, _standard(_is_main(classes), ~seen)]
        columns = [
            seen * level / 2,
            *(classes == number for number in range(len(CLASSES) + 1)),
            *(INSTEAD_OF_PASSES * ~seen * each for each in instead),
        ]
        noise = [seen, seen / (known.passes + 1), ~seen]
        vertices = area.to_local(network.lon, network.lat)
        middles = network.locate(np.arange(len(network)), network.length_m / 2, vertices)
        features, noises = (np.column_stack(x).astype(np.float64) for x in (columns, noise))
        return cls(passes, Sites(features, middles, noises))


def class_of(highway: TextArray) -> IntArray:
    """``(E,)`` number of the class, ``len(CLASSES)`` for all others."""
    number = {name: at for at, name in enumerate(CLASSES)}
    names = (str(name).removesuffix(LINK) for name in highway)
    return np.array([number.get(name, len(CLASSES)) for name in names], dtype=np.int64)


def _is_main(classes: IntArray) -> FloatArray:
    return np.asarray(classes < CLASSES.index("residential"), dtype=np.float64)


def _standard(value: FloatArray, rows: FloatArray) -> FloatArray:
    """With a mean of 0 and a standard deviation of 1 on some rows."""
    some = value[rows] if rows.any() else value
    return np.asarray((value - some.mean()) / max(float(some.std()), 1e-6))


def _beside(network: Network, passes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Logarithms of the passes on the segments that lead to each one, and away from it."""
    nodes = int(max(network.source.max(), network.target.max())) + 1
    into = np.bincount(network.target, passes, nodes)[network.source]
    out = np.bincount(network.source, passes, nodes)[network.target]
    own = np.where(network.reverse >= 0, passes[network.reverse], 0.0)
    return np.log1p(np.maximum(into - own, 0)), np.log1p(np.maximum(out - own, 0))
