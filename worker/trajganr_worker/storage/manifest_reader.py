"""Reads manifests of bundles and cards of models, which may come from anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.records.bundle_manifest import LEDGER, MANIFEST, BundleManifest
from trajganr_core.contract.records.json_records import read_record, reason_of
from trajganr_core.contract.records.model_card import (
    BACKBONE,
    CARD,
    ENCODERS,
    HEADS,
    ROAD_FUNCTION,
    ModelCard,
)

MANIFESTS = {"bundle": MANIFEST, "model": CARD}
#: All that a bundle or model folder can contain; a folder with more holds a user's own files.
CONTENTS = {
    "bundle": (
        *(MANIFEST, "network.parquet", "labels.parquet", "coverage.parquet"),
        *("split.parquet", "images.parquet", "trips", "images", LEDGER),
    ),
    "model": (CARD, ENCODERS, BACKBONE, ROAD_FUNCTION, HEADS),
}

#: The longest manifest or card that can be sent in a message.
MAX_BYTES = 1 << 20

Made = TypeVar("Made")


def read_bundle(folder: Path) -> BundleManifest:
    """The manifest of a bundle.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if it is missing, too long, damaged or of another format.
    """
    return _read("bundle", folder, BundleManifest.from_dict)


def read_model(folder: Path) -> ModelCard:
    """The card of a model.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` if it is missing, too long, damaged or of another
            schema.
    """
    return _read("model", folder, ModelCard.from_dict)


def read_manifest(kind: str, folder: Path) -> BundleManifest | ModelCard:
    """The result of :func:`read_bundle` or :func:`read_model`."""
    return read_bundle(folder) if kind == "bundle" else read_model(folder)


def bundle_behind(model: Path) -> Path | None:
    """The default bundle of a model; None for a folder that is not a model."""
    try:
        bundle = read_model(model).bundle
    except TrajganrError:
        return None
    return bundle.folder(model) if bundle.path else None


def _read(kind: str, folder: Path, build: Callable[[Mapping[str, Any], str], Made]) -> Made:
    name = MANIFESTS[kind]
    try:
        content = read_record(folder / name, MAX_BYTES)
    except (OSError, ValueError) as error:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE if kind == "model" else Code.INPUT_FORMAT,
            "The {kind} {id!r} is damaged: its {name} cannot be used ({reason}).",
            "Delete it and make it again, or copy its folder again.",
            kind=kind,
            id=folder.name,
            name=name,
            reason=reason_of(error),
        ) from error
    return build(content, folder.name)
