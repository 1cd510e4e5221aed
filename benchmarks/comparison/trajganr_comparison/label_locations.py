"""Labels at locations on roads instead of labels of roads: the protocol of published figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from trajganr_core.contract.options.choices import LOCATION_SPLIT
from trajganr_core.contract.records.model_card import SplitChoice
from trajganr_core.contract.tasks import task
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network, road_of_edge
from trajganr_core.evaluation.splits import parts_of_groups
from trajganr_core.features.query_locations import Locations
from trajganr_core.training.finetuning.task_data import LabelLocations
from trajganr_core.training.finetuning.task_labels import labels_of
from trajganr_core.utils.arrays import IntArray

#: Points of each road of a bundle without images.
POINTS_PER_ROAD = 4


def label_locations(bundle: Bundle, tasks: Sequence[str], fold: int, seed: int) -> LabelLocations:
    """The locations of all images or, without images, some points of every road.

    As in the published protocol, a location has a single label: it is on the direction of its road
    that has labels for most tasks. Distinct points are shuffled into parts as
    :func:`~trajganr_core.evaluation.splits.split_edges` shuffles roads; then those on roads without
    a label are left out.

    Args:
        tasks: ids; a road with a label for one of them has its locations.
        fold: 0 to 4.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than ten points; as
            :func:`~trajganr_core.training.finetuning.task_labels.labels_of`.
    """
    labels = np.sum([labels_of(bundle, task(name)).known for name in tasks], axis=0)
    points = _image_points(bundle) if len(bundle.images) else _road_points(bundle.network)
    every = _directed(points, bundle.network, labels)
    point = np.unique(every.lon_lat, axis=0, return_inverse=True)[1].reshape(-1)
    part = parts_of_groups(point, fold, seed)
    rows = np.flatnonzero(labels[every.edge])
    return LabelLocations(
        every.take(rows),
        part[rows],
        np.unique(point[rows], return_inverse=True)[1],
        SplitChoice(LOCATION_SPLIT, fold, seed),
    )


def _image_points(bundle: Bundle) -> Locations:
    """The locations of all images."""
    images = bundle.images
    return Locations(
        edge=images["edge"].to_numpy(dtype=np.int64),
        offset_m=images["offset_m"].to_numpy(dtype=np.float64),
        lon_lat=images[["lon", "lat"]].to_numpy(dtype=np.float64),
        image=np.arange(len(images)),
    )


def _road_points(network: Network) -> Locations:
    """:data:`POINTS_PER_ROAD` evenly spaced points of every road."""
    roads = np.flatnonzero(road_of_edge(network) == np.arange(len(network)))
    edge = np.repeat(roads, POINTS_PER_ROAD)
    along = (np.arange(len(edge)) % POINTS_PER_ROAD + 0.5) / POINTS_PER_ROAD
    offset = along * network.length_m[edge]
    return Locations(edge, offset, network.locate(edge, offset), np.full(len(edge), -1))


def _directed(points: Locations, network: Network, labels: IntArray) -> Locations:
    """The points on the direction with most ``labels`` ``(E,)``, the road's own among equals."""
    own = road_of_edge(network)[points.edge]
    opposite = network.reverse[own]
    edge = np.where((opposite >= 0) & (labels[opposite] > labels[own]), opposite, own)
    offset = np.where(
        edge == points.edge, points.offset_m, network.length_m[edge] - points.offset_m
    )
    return replace(points, edge=edge, offset_m=offset)
