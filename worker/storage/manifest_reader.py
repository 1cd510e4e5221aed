"""Reads manifests of bundles and cards of models, which may come from anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from trajganr_core.contract.atomic_io import open_regular
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import finite_or_none, json_depth

__all__ = ["CONTENTS", "MANIFESTS", "bundle_behind", "counts_of", "read_made"]

MANIFESTS = {"bundle": "bundle.json", "model": "card.json"}
#: All that a bundle or model folder can contain; a folder with more holds a user's own files.
CONTENTS = {
    "bundle": (
        *("bundle.json", "network.parquet", "labels.parquet", "coverage.parquet"),
        *("split.parquet", "images.parquet", "trips", "images"),
    ),
    "model": ("card.json", "encoders.safetensors", "backbone.safetensors", "heads"),
}

#: The longest manifest or card that is read; a model with all heads has a tenth of it.
MOST_BYTES = 1 << 20
#: Maximum nesting; less than the limit of a message, in which the manifest is sent.
MOST_DEPTH = 24

#: Entries that are used without further checks, with their types if present.
_TYPES: dict[str, dict[str, type]] = {
    "bundle": {
        "id": str,
        "name": str,
        "area": dict,
        "counts": dict,
        "tasks": dict,
        "sources": list,
    },
    "model": {
        "schema": int,
        "name": str,
        "area": dict,
        "bundle": dict,
        "seed": int,
        "files": dict,
        "heads": dict,
        "learned_from": list,
        "model": dict,
        "pretraining": dict,
    },
}

#: Entries that every manifest must have, with their types: clients rely on them.
_NEEDED: dict[str, tuple[tuple[str, str, type], ...]] = {
    "bundle": (("area", "bbox", list), ("area", "crs", str), ("counts", "", dict)),
    "model": (("bundle", "path", str),),
}


def read_made(kind: str, folder: Path) -> dict[str, Any]:
    """The manifest of a ``bundle``, or the card of a ``model``.

    NaN and infinities, which JSON lacks, become None.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a bundle and ``MODEL.INCOMPATIBLE`` for a model whose
            manifest is missing, too long, or invalid.
    """
    name = MANIFESTS[kind]
    try:
        with open_regular(folder / name) as file:
            text = file.read(MOST_BYTES + 1)
        manifest = _parsed(text)
        _check_types(kind, manifest)
    except (OSError, ValueError, RecursionError) as error:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE if kind == "model" else Code.INPUT_FORMAT,
            "The {kind} {id!r} is damaged: its {name} cannot be used ({reason}).",
            "Delete it and make it again, or copy its folder again.",
            kind=kind,
            id=folder.name,
            name=name,
            reason=_reason(error),
        ) from error
    return manifest


def bundle_behind(model: Path) -> Path | None:
    """The bundle that a model uses unless another one is named; None for an invalid model."""
    try:
        path = read_made("model", model).get("bundle", {}).get("path")
    except TrajganrError:
        return None
    return Path(path) if isinstance(path, str) and path else None


def counts_of(bundle: Path) -> dict[str, float]:
    """Counts of a bundle's content: ``edges``, ``trips`` and others.

    Raises:
        TrajganrError: as :func:`read_made`, also where the counts are missing.
    """
    counts = read_made("bundle", bundle).get("counts", {})
    return {name: float(count) for name, count in counts.items() if _is_count(count)}


def _parsed(text: bytes) -> dict[str, Any]:
    if len(text) > MOST_BYTES:
        raise ValueError(f"it is longer than {MOST_BYTES} bytes")
    if json_depth(text) > MOST_DEPTH:
        raise ValueError("it is nested too deeply")
    manifest = json.loads(text, parse_constant=lambda name: None, parse_float=finite_or_none)
    if not isinstance(manifest, dict):
        raise ValueError("it is not a JSON object")
    # An unpaired surrogate is not valid text and could not be sent.
    json.dumps(manifest, ensure_ascii=False).encode("utf-8")
    return manifest


def _check_types(made: str, manifest: dict[str, Any]) -> None:
    for name, kind in _TYPES[made].items():
        value = manifest.get(name, kind())
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ValueError(f"{name!r} is of another type")
    for name, inner, kind in _NEEDED[made]:
        if not isinstance(manifest.get(name), dict):
            raise ValueError(f"{name!r} is missing")
        if inner and not isinstance(manifest[name].get(inner), kind):
            raise ValueError(f"{name!r} has no {inner}")
    box = manifest.get("area", {}).get("bbox", [0.0] * 4)
    if not isinstance(box, list) or len(box) != 4 or not all(map(_is_number, box)):
        raise ValueError("'area' has no bbox of four numbers")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return _is_number(value) and 0 <= value < 1 << 53


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error)[:200] or type(error).__name__
