"""Evidence tables for tests, as a model's folder and a bundle make them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.image_features import bundle_features
from trajganr_core.features.location_features import (
    LocationFeatureTable,
    input_tokens,
    priorities_of,
)
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.features.segment_features import segment_context
from trajganr_core.model.model_folder import load_encoders
from trajganr_core.model.tokens import TripTokens

CPU = torch.device("cpu")


def table_of(
    bundle: Bundle,
    model: Path,
    edge: np.ndarray | None = None,
    *,
    trips: int,
    with_context: bool = False,
    tokens: TripTokens | None = None,
    **options: Any,
) -> LocationFeatureTable:
    """Evidence about edges, all of them where none are given, with up to ``trips`` trips of each.

    Args:
        bundle, model: the folder of a pretrained one.
        edge: see above.
        trips: see above.
        with_context: whether segment context stands beside it.
        tokens: trips that are seen; the input trips where absent.
        options: further ones of the table.
    """
    encoders, card = load_encoders(model, CPU)
    seen = tokens or input_tokens(bundle, bundle.area)
    edges = np.arange(len(bundle.network)) if edge is None else edge
    context = segment_context(bundle.network, [seen.hops]).at(edges) if with_context else None
    return LocationFeatureTable(
        encoders,
        bundle.area,
        seen,
        edge_locations(bundle, edges),
        bundle_features(model, card, bundle, CPU),
        per_location=trips,
        turns=priorities_of(len(seen.trips), 0),
        context=context,
        **options,
    )
