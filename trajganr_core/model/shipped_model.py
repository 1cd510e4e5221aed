"""The model that is shipped with this software, and what it was trained on."""

from __future__ import annotations

from pathlib import Path

from ..contract.records.model_card import SHIPPED_FOLDER, ModelCard
from ..data.bundle import Bundle

__all__ = ["SHIPPED", "seen_of", "shipped_model"]

SHIPPED = SHIPPED_FOLDER


def shipped_model() -> Path:
    """The folder of the shipped model."""
    return SHIPPED


def seen_of(card: ModelCard, bundle: Bundle) -> str:
    """The name of a file that shipped weights were trained on and a bundle is made of, or ''.

    Args:
        card: of the shipped weights, or of a model that began with them.
        bundle: a city, whose trips or roads may be among those of the training.
    """
    sources = card.data.sources if card.shipped is None else card.shipped.sources
    seen = {one.sha256 for one in sources if one.sha256}
    own = (one for one in bundle.manifest.sources if one.role in ("trips", "roads"))
    return next((one.name for one in own if one.sha256 in seen), "")
