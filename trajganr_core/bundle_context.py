"""The segment context of a bundle, from all of its input trips."""

from __future__ import annotations

import torch

from .context import SEGMENT_FEATURES, TRAFFIC_FEATURES, SegmentContext, segment_context
from .data import mapped_trips
from .data.bundle import Bundle
from .kept_tensors import KeptTensors
from .seen_trips import SeenTrips
from .version import __version__

__all__ = ["bundle_context"]


def bundle_context(bundle: Bundle, seen: SeenTrips) -> SegmentContext:
    """The context of a bundle's edges.

    Every input trip is looked at. Of a bundle that is larger than memory that takes minutes, so
    its context is kept on disk.

    Args:
        bundle: the study area.
        seen: all of its input trips.
    """
    if bundle.trips.fixes <= mapped_trips.LARGEST_IN_MEMORY:
        return segment_context(bundle.network, seen.hops(bundle.area))
    kept = KeptTensors("context", release=__version__, bundle=bundle.manifest["id"])
    edges = len(bundle.network)
    found = kept.load({"segment": (edges, SEGMENT_FEATURES), "traffic": (edges, TRAFFIC_FEATURES)})
    if found is None:
        context = segment_context(bundle.network, seen.hops(bundle.area))
        found = {
            "segment": torch.from_numpy(context.segment),
            "traffic": torch.from_numpy(context.traffic),
        }
        kept.save(found)
    return SegmentContext(found["segment"].numpy(), found["traffic"].numpy())
