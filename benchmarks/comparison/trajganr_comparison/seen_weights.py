"""Shipped weights are not measured on a city that they were trained on."""

from __future__ import annotations

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.data_card import seen_of


def refuse_seen(card: ModelCard, bundle: Bundle) -> None:
    """Refuse to measure weights on a city that they were trained on.

    Args:
        card, bundle: as for :func:`~trajganr_core.model.data_card.seen_of`.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if they have trips or roads in common.
    """
    name = seen_of(card, bundle)
    if name:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The weights were trained on {name}, of which the bundle {bundle!r} is made: a "
            "figure of them there would be too good.",
            "Measure on another city, or train weights without this one "
            "(`python -m benchmarks.shipped`).",
            name=name,
            bundle=bundle.manifest.name,
        )
