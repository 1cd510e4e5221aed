"""A model on disk: a folder with its card, its weights and its heads, without pickle.

``card.json``           configuration, bundle, seed, device, versions, figures, heads
``encoders.safetensors``
``backbone.safetensors``  the frozen image backbone, where the model has one
``heads/<task>.safetensors``
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from ..contract.atomic_io import read_json, sha256_of, write_json
from ..contract.errors import Code, TrajganrError
from ..contract.model_card import SCHEMA, check_schema, known_areas
from ..contract.protocol.file_names import inside
from ..contract.tasks import TASKS
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.study_area import StudyArea
from .card_limits import MOST_CARD_BYTES, check_card, reading_card
from .street_view import backbone_bytes, create_backbone
from .trajganr import ModelConfig, TrajGANR

__all__ = [
    "CARD",
    "area_of",
    "bundle_reference",
    "copy_model",
    "learned_from",
    "load_backbone",
    "load_encoders",
    "load_head",
    "new_card",
    "pretrained_area",
    "read_card",
    "save_model",
]

CARD = "card.json"
ENCODERS, BACKBONE = "encoders.safetensors", "backbone.safetensors"


def new_card(
    *, name: str, area: StudyArea, bundle: dict[str, Any], seed: int, device: torch.device
) -> dict[str, Any]:
    """The part of a card that every model has.

    ``learned_from`` lists the training data of its encoders: entries of :func:`learned_from`.
    """
    return {
        "schema": SCHEMA,
        "name": name,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "area": area.to_dict(),
        "bundle": bundle,
        "seed": seed,
        "device": str(device),
        "versions": {"trajganr": __version__, "torch": torch.__version__, "timm": version("timm")},
        "files": {},
        "heads": {},
        "learned_from": [],
    }


def bundle_reference(bundle: Bundle) -> dict[str, Any]:
    """The card's entry for the bundle that a model was trained on."""
    return {
        "id": bundle.manifest["id"],
        "name": bundle.manifest["name"],
        "path": str(bundle.path.absolute()),
    }


def pretrained_area(bundle: Bundle) -> dict[str, Any]:
    """The card's entry for a study area of pretraining, whose frame locations are normalised in."""
    return {"bundle": bundle_reference(bundle), "area": bundle.area.to_dict()}


def learned_from(bundle: Bundle, kind: str, fold: int, seed: int) -> dict[str, Any]:
    """The card's entry for the encoders' training data: a bundle without a split's test roads."""
    return {
        "bundle": bundle.manifest["id"],
        "area": bundle.area.to_dict(),
        "kind": kind,
        "fold": fold,
        "seed": seed,
    }


def copy_model(source: Path, folder: Path, card: dict[str, Any], *, with_heads: bool) -> None:
    """Copy a model's weights into another folder, and their entries into its card.

    Raises:
        TrajganrError: as :func:`read_card`; ``MODEL.MISSING`` where a file is missing,
            ``INPUT.FORMAT`` where it is a link.
    """
    known = read_card(source)
    card["files"] = dict(known["files"])
    names = list(known["files"])
    if with_heads:
        card["heads"] = dict(known["heads"])
        names += map(_head_file, known["heads"])
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(_existing(source, name), folder / name)


def save_model(
    folder: Path,
    card: dict[str, Any],
    *,
    encoders: TrajGANR | None = None,
    backbone: nn.Module | None = None,
    heads: Mapping[str, tuple[nn.Module, dict[str, Any]]] | None = None,
) -> None:
    """Write weights and the card to a model's folder, and complete ``card``.

    Args:
        folder: of the model.
        card: completed in place.
        encoders, backbone: their weights.
        heads: by task, each with its entry in the card.
    """
    if encoders is not None:
        card["model"] = dataclasses.asdict(encoders.config)
    for name, module in {ENCODERS: encoders, BACKBONE: backbone}.items():
        if module is not None:
            card["files"][name] = _save(module, folder / name)
    for task, (head, description) in (heads or {}).items():
        sha256 = _save(head, folder / _head_file(task))
        card["heads"][task] = {**description, "sha256": sha256}
    write_json(folder / CARD, card)


def _why_unreadable(error: OSError | ValueError) -> str:
    """A reason for people; a parser's message about damaged text would not help them."""
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return "it is damaged"
    return getattr(error, "strerror", None) or str(error)


def read_card(folder: Path) -> dict[str, Any]:
    """A model's card.

    Raises:
        TrajganrError: ``MODEL.MISSING``; ``MODEL.INCOMPATIBLE`` for another schema, unknown files
            or tasks, or a model beyond the limits.
    """
    try:
        if (folder / CARD).stat().st_size > MOST_CARD_BYTES:
            raise ValueError(f"it is longer than {MOST_CARD_BYTES} bytes")
        card: dict[str, Any] = read_json(folder / CARD)
        if not isinstance(card, dict):
            raise ValueError("it is not a JSON object")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "There is no model in {folder}: it has no {card}.",
            "Give the folder that `pretrain` or `finetune` wrote.",
            folder=str(folder),
            card=CARD,
        ) from error
    except (OSError, ValueError) as error:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model in {folder} cannot be used: its {card} cannot be read ({reason}).",
            "Copy the folder again, or train the model again.",
            folder=str(folder),
            card=CARD,
            reason=_why_unreadable(error),
        ) from error
    check_schema(card, str(folder))
    check_card(card, str(folder))
    unknown = sorted({*card["files"]} - {ENCODERS, BACKBONE}) + sorted({*card["heads"]} - {*TASKS})
    if unknown:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The card of the model {folder} names files or tasks that no model has: {names}.",
            "Use a model that 'pretrain' or 'finetune' wrote, from somebody you trust.",
            folder=str(folder),
            names=", ".join(map(repr, unknown))[:200],
        )
    return card


def area_of(card: dict[str, Any], bundle: Bundle) -> StudyArea:
    """The study area in whose frame a model normalises a bundle's locations: the bundle's.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` when the bundle is of another area.
    """
    areas = [StudyArea.from_dict(one) for one in known_areas(card)]
    if bundle.area not in areas:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The model was trained in {model}, the bundle is of {bundle}.",
            "Use a bundle prepared for the model's study area, or fine-tune the model on this one.",
            model=list(areas[0].bbox),
            bundle=list(bundle.area.bbox),
        )
    return bundle.area


def load_encoders(folder: Path, device: torch.device) -> tuple[TrajGANR, dict[str, Any]]:
    """A pretrained model in evaluation mode, and its card.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
    """
    card = read_card(folder)
    with reading_card(str(folder)):
        config = ModelConfig(**card["model"])
    model = TrajGANR(config)
    _load(model, folder, ENCODERS, card["files"][ENCODERS])
    return model.to(device).eval(), card


def load_backbone(folder: Path, card: dict[str, Any]) -> nn.Module:
    """The frozen image backbone of a model that has one.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``. The last also
            for a backbone that is larger than its file, because it is built before a weight is
            read.
    """
    name = str(card["model"].get("backbone", ""))
    size = _existing(folder, BACKBONE).stat().st_size
    if backbone_bytes(name) > size:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The card of the model {folder} names the backbone {name}, which is larger than the "
            "file of its weights.",
            "Copy the model's folder again, or train it again.",
            folder=str(folder),
            name=name,
        )
    backbone = create_backbone(name, "none")
    _load(backbone, folder, BACKBONE, card["files"].get(BACKBONE, ""))
    return backbone


def load_head(folder: Path, task: str, head: nn.Module, card: dict[str, Any]) -> None:
    """Fill ``head`` with the weights of the model's head for ``task``."""
    _load(head, folder, _head_file(task), card["heads"][task]["sha256"])


def _save(module: nn.Module, path: Path) -> str:
    path.parent.mkdir(exist_ok=True)
    save_file({key: value.contiguous() for key, value in module.state_dict().items()}, path)
    return sha256_of(path)


def _head_file(task: str) -> str:
    return f"heads/{task}.safetensors"


def _existing(folder: Path, name: str) -> Path:
    path = inside(folder, name)
    if not path.is_file():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model has no file {path}.",
            "Copy the model's folder again, or train it again.",
            path=str(path),
        )
    return path


def _load(module: nn.Module, folder: Path, name: str, sha256: str) -> None:
    path = _existing(folder, name)
    if sha256_of(path) != sha256:
        raise TrajganrError(
            Code.MODEL_HASH,
            "{path} is not the file that the model's card names.",
            "Copy the model's folder again, or train it again.",
            path=str(path),
        )
    try:
        module.load_state_dict(load_file(path))
    except (RuntimeError, SafetensorError) as error:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "{path} does not fit the model's configuration: {reason}",
            "Use the release that made the model, or train it again.",
            path=str(path),
            reason=str(error),
        ) from error
