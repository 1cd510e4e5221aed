"""Bundles and models as a worker lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..bundle_manifest import BundleManifest
from ..errors import TrajganrError
from ..model_card import ModelCard

__all__ = ["BundleRecord", "DamagedRecord", "ModelRecord", "bundle_record", "model_record"]


@dataclass(frozen=True)
class BundleRecord:
    """A bundle of a worker.

    Attributes:
        id: on the worker.
        name: given by a person; the id if there is none.
        created_at: Unix seconds.
        manifest: what it contains.
    """

    id: str
    name: str
    created_at: float
    manifest: BundleManifest


@dataclass(frozen=True)
class ModelRecord:
    """A model of a worker.

    Attributes:
        id: on the worker.
        name: given by a person; the id if there is none.
        created_at: Unix seconds.
        card: of the model.
    """

    id: str
    name: str
    created_at: float
    card: ModelCard


@dataclass(frozen=True)
class DamagedRecord:
    """A bundle or model that cannot be used; it can only be deleted.

    Attributes:
        id, name, created_at: as of others.
        error: why, for :meth:`TrajganrError.from_dict`.
    """

    id: str
    name: str
    created_at: float
    error: Mapping[str, Any]


def bundle_record(listed: Mapping[str, Any]) -> BundleRecord | DamagedRecord:
    """A bundle as the worker answers it; damaged if this release cannot read its manifest."""
    about = (listed["id"], listed["name"], listed["created_at"])
    if listed.get("damaged"):
        return DamagedRecord(*about, listed.get("error") or {})
    try:
        return BundleRecord(*about, BundleManifest.from_dict(listed["manifest"], listed["id"]))
    except TrajganrError as error:
        return DamagedRecord(*about, error.to_dict())


def model_record(listed: Mapping[str, Any]) -> ModelRecord | DamagedRecord:
    """A model as the worker answers it; damaged if this release cannot read its card."""
    about = (listed["id"], listed["name"], listed["created_at"])
    if listed.get("damaged"):
        return DamagedRecord(*about, listed.get("error") or {})
    try:
        return ModelRecord(*about, ModelCard.from_dict(listed["card"], listed["id"]))
    except TrajganrError as error:
        return DamagedRecord(*about, error.to_dict())
