"""Evidence tables for tests, as a model's folder and a bundle make them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.candidate_trips import candidate_trips, random_priorities
from trajganr_core.features.image_features import bundle_features
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.features.segment_features import segment_context
from trajganr_core.model.model_folder import load_encoders

CPU = torch.device("cpu")


def table_of(
    bundle: Bundle,
    model: Path,
    edge: np.ndarray | None = None,
    *,
    trips: int,
    with_context: bool = False,
    seen: InputTrips | None = None,
    **options: Any,
) -> LocationFeatureTable:
    """Location features of edges, of all where none are given, with up to ``trips`` trips each.

    Args:
        bundle, model: the folder of a pretrained one.
        edge: see above.
        trips: see above.
        with_context: whether segment context stands beside it.
        seen: trips that are seen; the input trips where absent.
        options: further ones of the table.
    """
    encoders, card = load_encoders(model, CPU)
    seen = seen or input_trips(bundle)
    edges = np.arange(len(bundle.network)) if edge is None else edge
    locations = edge_locations(bundle, edges)
    hops = seen.hops(bundle.area)
    context = segment_context(bundle.network, hops).at(edges) if with_context else None
    return LocationFeatureTable(
        encoders,
        bundle.area,
        candidate_trips(seen, locations, trips, random_priorities(len(seen), 0)),
        locations,
        bundle_features(model, card, bundle, CPU),
        context=context,
        **options,
    )
