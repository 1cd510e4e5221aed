"""Embeddings of the middle of every directed edge, for systems that only use locations."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import Float32Array, FloatArray
from trajganr_core.utils.progress import Progress

from .study import Study

#: Locations per batch, which bounds memory.
CHUNK = 2048


def edge_middles(network: Network) -> FloatArray:
    """``(E, 2)`` longitude and latitude of the middle of every directed edge, degrees.

    Both directions of a road have the same middle, so that such systems cannot distinguish them.
    """
    return network.locate(np.arange(len(network)), network.length_m / 2)


def places_of(study: Study) -> FloatArray:
    """``(n, 2)`` degrees of the study's locations with labels; :func:`edge_middles` without any."""
    return study.at.locations.lon_lat if study.at else edge_middles(study.bundle.network)


@torch.no_grad()
def embed_places(
    encode: Callable[[Tensor], Tensor],
    lon_lat: FloatArray,
    device: torch.device,
    progress: Progress,
) -> tuple[Float32Array, float]:
    """Embeddings of locations, and the time per location.

    Args:
        encode: embeddings ``(n, d)`` of longitudes and latitudes ``(n, 2)``, degrees, float64.
        lon_lat: ``(n, 2)`` degrees.
        device: of the encoder.
        progress: called after every chunk.

    Returns:
        ``(n, d)``, and microseconds per location.
    """
    started = time.perf_counter()
    embedded = []
    for chunk in torch.from_numpy(lon_lat).split(CHUNK):
        embedded.append(encode(chunk.to(device)).float().cpu())
        progress("Embedding locations", sum(map(len, embedded)) / len(lon_lat))
    seconds = time.perf_counter() - started
    return torch.cat(embedded).numpy(), 1e6 * seconds / len(lon_lat)
