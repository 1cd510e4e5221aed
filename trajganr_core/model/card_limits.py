"""Limits on the size of a model, checked on its card, which is untrusted input.

A model is built from its card before any weight is read: a card of a million layers would take all
memory. Cards of models that training makes are far within these limits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..contract.options.choices import (
    ALIGNMENTS,
    ATTENTIONS,
    GEOMETRIES,
    MAX_DIMENSION,
    MAX_LAYERS,
    MODALITIES,
    QUERY_TIMES,
    SPACE2VECS,
)
from ..contract.records.group_figures import GROUPINGS
from ..contract.records.model_card import HeadCard, ModelCard, ModelConfig, damaged_card

#: Integer fields of the encoders' configuration, and the largest value of each.
_ENCODERS = {
    "dimension": MAX_DIMENSION,
    "layers": MAX_LAYERS,
    "heads": 64,
    "ffn": 4 * MAX_DIMENSION,
    "time_dimension": MAX_DIMENSION,
    "image_features": 65_536,
}
_CHOICES = {
    "attention": ATTENTIONS,
    "query_time": QUERY_TIMES,
    "alignment": ALIGNMENTS,
    "modalities": tuple(MODALITIES),
    "space2vec": SPACE2VECS,
    "geometry": GEOMETRIES,
}
#: The same of the road function.
_ROAD_FUNCTION = {"features": 4096, "hidden": MAX_DIMENSION, "components": 64}
#: Bound of the location encoder's smallest scale, in widths of a study area.
_MAX_SCALE = 1e6
#: Most weights of the transformer: 2 GB.
_MAX_PARAMETERS = 500_000_000
#: Limits of a head: training roads, trees.
_MAX_ROADS, _MAX_TREES = 50_000_000, 10_000
_MAX_OUTPUTS = 100
#: Largest number of trips that a head uses for a location.
_MAX_TRIPS = 1 << 31


def check_card(card: ModelCard, model: str) -> None:
    """Refuse a card that is malformed or whose model would exceed the limits.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE``.
    """
    with reading_card(model):
        _check_encoders(card.model)
        for head in card.heads.values():
            _check_head(head)
        for name, most in _ROAD_FUNCTION.items():
            if card.road_function:
                _check(getattr(card.road_function, name), f"road function's {name}", most)


@contextmanager
def reading_card(model: str) -> Iterator[None]:
    """Report any failure in the block as a malformed card.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE``.
    """
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise damaged_card(model, reason) from error


def _check_encoders(config: ModelConfig) -> None:
    for name, most in _ENCODERS.items():
        _check(getattr(config, name), name, most, least=0 if name == "image_features" else 1)
    for name, choices in _CHOICES.items():
        if getattr(config, name) not in choices:
            raise ValueError(f"{name} is {getattr(config, name)!r:.50}")
    if not 0 < config.location_min_scale <= _MAX_SCALE:
        raise ValueError(f"location_min_scale is {config.location_min_scale!r:.50}")
    width = config.dimension
    if width % config.heads:
        raise ValueError(f"{config.heads} heads cannot share {width} dimensions")
    if config.layers * width * (4 * width + 2 * config.ffn) > _MAX_PARAMETERS:
        raise ValueError(f"its transformer has more than {_MAX_PARAMETERS:,} parameters")


def _check_head(head: HeadCard) -> None:
    for part, count in head.locations.items():
        _check(count, f"locations of {part}", _MAX_ROADS, least=0)
    _check(head.trees or 0, "trees", _MAX_TREES, least=0)
    _check(head.pictures or 0, "pictures", _ENCODERS["image_features"], least=0)
    if not 0 <= (0.0 if head.share is None else head.share) <= 1:
        raise ValueError(f"the share of its network is {head.share!r:.50}")
    _check(head.trips_per_location, "trips_per_location", _MAX_TRIPS, least=0)
    _check(head.target.get("outputs", 1), "outputs", _MAX_OUTPUTS)
    for name in ("bounds", "weights"):
        _check(len(head.target.get(name, ())), name, _MAX_OUTPUTS, least=0)
    for name in sorted({one.by for one in head.groups} - {*GROUPINGS}):
        raise ValueError(f"its figures are grouped by {name!r:.50}")
    if not 0 < (1.0 if head.shrinkage is None else head.shrinkage) < math.inf:
        raise ValueError(f"its shrinkage is {head.shrinkage!r:.50}")
    known = {"trees": head.trees, "mlp": head.epoch}
    if known.get(head.kind) is None:
        raise ValueError(f"it is of the kind {head.kind!r:.50} without what that needs")


def _check(value: Any, name: str, most: int, *, least: int = 1) -> None:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} is {value!r:.50}, and not from {least} to {most:,}")
