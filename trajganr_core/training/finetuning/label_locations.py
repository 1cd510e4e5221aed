"""Labels at locations on roads instead of labels of roads: the protocol of published figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...contract.choices import LOCATION_SPLIT
from ...contract.model_card import SplitChoice
from ...contract.tasks import task
from ...data.bundle import Bundle
from ...evaluation.splits import parts_of_groups
from ...features.query_locations import Locations, image_locations, point_locations
from ...utils.arrays import IntArray
from .task_labels import labels_of

__all__ = ["POINTS_PER_ROAD", "LabelLocations", "label_locations"]

#: Locations on each road of a bundle without images.
POINTS_PER_ROAD = 4


@dataclass(frozen=True)
class LabelLocations:
    """Locations that have the label of their edge, and the part of the split of each.

    Locations of one edge are in different parts, so that a tested label is among the training
    labels too. Figures of such a split are only for comparison with published ones.

    Attributes:
        locations: n locations; several have the same edge.
        part: ``(n,)`` indices into :data:`~...evaluation.splits.PARTS`.
        group: ``(n,)`` below n, the same for both directions at one point.
        split: how the parts were drawn.
    """

    locations: Locations
    part: npt.NDArray[np.int8]
    group: IntArray
    split: SplitChoice


def label_locations(bundle: Bundle, tasks: Sequence[str], fold: int, seed: int) -> LabelLocations:
    """The locations of all images or, without images, some points of every road.

    Points are shuffled into parts as :func:`~...evaluation.splits.split_edges` shuffles roads, both
    directions of a point together. Then those on edges without a label are left out.

    Args:
        tasks: ids; an edge with a label for one of them has its locations.
        fold: 0 to 4.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than ten points; as
            :func:`~.task_labels.labels_of`.
    """
    has_images = len(bundle.images) > 0
    every = (
        image_locations(bundle) if has_images else point_locations(bundle.network, POINTS_PER_ROAD)
    )
    point = np.unique(every.lon_lat, axis=0, return_inverse=True)[1].reshape(-1)
    part = parts_of_groups(point, fold, seed)
    known = np.any([labels_of(bundle, task(name)).known for name in tasks], axis=0)
    rows = np.flatnonzero(known[every.edge])
    return LabelLocations(
        every.take(rows),
        part[rows],
        np.unique(point[rows], return_inverse=True)[1],
        SplitChoice(LOCATION_SPLIT, fold, seed),
    )
