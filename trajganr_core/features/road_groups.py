"""The inputs behind the predictions of a place, and the groups of roads that follow from them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..contract.tasks import BASES
from ..data.roads.network import Network
from ..evaluation.districts import districts_of
from ..evaluation.group_figures import RoadGroups
from ..evaluation.splits import block_of_edge
from ..model.trajganr import TrajGANR
from ..utils.arrays import IntArray
from ..utils.study_area import StudyArea
from .location_features import LocationFeatureTable
from .query_locations import Locations


def basis_columns(model: TrajGANR, locations: Locations, trips: IntArray) -> dict[str, Any]:
    """``trips, images, basis`` of places: the inputs that each answer is based on.

    :data:`~..contract.layers.columns.ROAD` names the columns.

    Args:
        trips: ``(n,)`` how many pass each.
    """
    images = (locations.image >= 0).astype(np.int64)
    # One of :data:`BASES`, by the modalities of the model that have inputs.
    by_trips = (trips > 0) & model.config.sees("trajectory")
    by_image = (images > 0) & model.config.sees("image") & (model.image is not None)
    basis = np.array(BASES, dtype=object)[by_trips + 2 * by_image]
    return {"trips": trips, "images": images, "basis": basis}


def road_groups(network: Network, area: StudyArea, table: LocationFeatureTable) -> RoadGroups:
    """What the rows of a table, all on the network, are grouped by."""
    locations, trips = table.locations, table.trips_through
    basis = basis_columns(table.model, locations, trips)["basis"]
    lon, lat = locations.lon_lat.T
    block = block_of_edge(network, area)[locations.edge]
    district = districts_of(area, lon, lat)
    return RoadGroups(network.highway[locations.edge], trips, basis, district, block)
