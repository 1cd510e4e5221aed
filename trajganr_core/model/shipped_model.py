"""The model that is shipped with this software, and what it was trained on."""

from __future__ import annotations

from pathlib import Path

from ..contract.errors import Code, TrajganrError
from ..contract.model_card import SHIPPED_FOLDER, ModelCard
from ..data.bundle import Bundle

__all__ = ["SHIPPED", "refuse_seen", "shipped_model"]

SHIPPED = SHIPPED_FOLDER


def shipped_model() -> Path:
    """The folder of the shipped model."""
    return SHIPPED


def refuse_seen(card: ModelCard, bundle: Bundle) -> None:
    """Refuse to measure weights on a city that they were trained on.

    Args:
        card: of the weights.
        bundle: the city.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if they have trips or roads in common.
    """
    seen = {one.sha256: one.name for one in card.data.sources if one.sha256}
    for own in bundle.manifest.sources:
        if own.role in ("trips", "roads") and own.sha256 in seen:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The weights were trained on {name}, of which the bundle {bundle!r} is made: a "
                "figure of them there would be too good.",
                "Measure on another city, or train weights without this one "
                "(`python -m benchmarks.shipped`).",
                name=own.name,
                bundle=bundle.manifest.name,
            )
