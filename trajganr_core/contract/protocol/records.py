"""Bundles and models in a worker's lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..errors import TrajganrError
from ..records.bundle_manifest import BundleManifest
from ..records.model_card import ModelCard
from .answers import Listed, ListedBundle, ListedModel

C = TypeVar("C")
R = TypeVar("R")


@dataclass(frozen=True)
class _Record:
    """The common fields.

    Attributes:
        id: on the worker.
        name: given by a person; the id if there is none.
        created_at: Unix seconds.
    """

    id: str
    name: str
    created_at: float


@dataclass(frozen=True)
class BundleRecord(_Record):
    """A bundle, with its manifest."""

    manifest: BundleManifest


@dataclass(frozen=True)
class ModelRecord(_Record):
    """A model, with its card."""

    card: ModelCard


@dataclass(frozen=True)
class DamagedRecord(_Record):
    """A bundle or model that cannot be used, only deleted.

    Attributes:
        error: the reason, for :meth:`TrajganrError.from_dict`.
    """

    error: Mapping[str, Any]


def bundle_record(listed: ListedBundle) -> BundleRecord | DamagedRecord:
    """A bundle of a worker's answer; damaged if this release cannot read its manifest."""
    return _record(
        listed, BundleRecord, lambda: BundleManifest.from_dict(listed.manifest, listed.id)
    )


def model_record(listed: ListedModel) -> ModelRecord | DamagedRecord:
    """A model of a worker's answer; damaged if this release cannot read its card."""
    return _record(listed, ModelRecord, lambda: ModelCard.from_dict(listed.card, listed.id))


def _record(
    listed: Listed, cls: Callable[[str, str, float, C], R], read: Callable[[], C]
) -> R | DamagedRecord:
    common = (listed.id, listed.name, listed.created_at)
    if listed.damaged:
        return DamagedRecord(*common, listed.error or {})
    try:
        return cls(*common, read())
    except TrajganrError as error:
        return DamagedRecord(*common, error.to_dict())
