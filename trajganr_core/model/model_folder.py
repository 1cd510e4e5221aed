"""A model on disk: a folder with its card, its weights and its heads, without pickle.

``card.json``           configuration, bundle, seed, device, versions, figures, heads
``encoders.safetensors``
``backbone.safetensors``  the frozen image backbone, where the model has one
``road_function.safetensors``  where the model predicts times of the week
``heads/<task>.safetensors``
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import sha256_of
from ..contract.protocol.file_names import inside
from ..contract.records.model_card import (
    BACKBONE,
    ENCODERS,
    HEADS,
    ROAD_FUNCTION,
    BundleReference,
    FinetuningCard,
    HeadCard,
    LearnedFrom,
    ModelCard,
    ModelConfig,
    PretrainedArea,
    PretrainingCard,
    damaged_card,
)
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.study_area import StudyArea
from .card_limits import check_card, reading_card
from .data_card import data_card
from .road_function import RoadFunction
from .street_view import backbone_bytes, create_backbone
from .trajganr import TrajGANR


def new_card(
    bundle: Bundle,
    *,
    name: str,
    seed: int,
    device: torch.device,
    pretraining: PretrainingCard,
    model: ModelConfig,
    learned_from: Sequence[LearnedFrom] = (),
    finetuning: FinetuningCard | None = None,
) -> ModelCard:
    """The card of a model that has just learned from a bundle, still without files and heads."""
    return ModelCard(
        name=name,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        area=bundle.area.to_area(),
        bundle=bundle_reference(bundle),
        data=data_card(bundle),
        seed=seed,
        device=str(device),
        versions={"trajganr": __version__, "torch": torch.__version__, "timm": version("timm")},
        files={},
        heads={},
        learned_from=tuple(learned_from),
        pretraining=pretraining,
        model=model,
        finetuning=finetuning,
    )


def bundle_reference(bundle: Bundle) -> BundleReference:
    """How a card refers to a bundle."""
    manifest = bundle.manifest
    return BundleReference(manifest.id, manifest.name, str(bundle.path.absolute()))


def pretrained_area(bundle: Bundle) -> PretrainedArea:
    """How a card refers to a study area that a model was pretrained in."""
    return PretrainedArea(bundle_reference(bundle), bundle.area.to_area())


def learned_from(bundle: Bundle, kind: str, fold: int, seed: int) -> LearnedFrom:
    """The entry of a card for a bundle, without the test roads of a split."""
    return LearnedFrom(bundle.manifest.id, bundle.area.to_area(), kind, fold, seed)


def copy_model(source: Path, folder: Path, card: ModelCard, *, with_heads: bool) -> ModelCard:
    """Copy a model's weights into another folder.

    Returns:
        ``card`` with the entries of the copied files, which is not yet written.

    Raises:
        TrajganrError: as :func:`read_card`; ``MODEL.MISSING`` if a file is missing,
            ``INPUT.FORMAT`` if it is a link.
    """
    original = read_card(source)
    heads = original.heads if with_heads else {}
    for name in (*original.files, *map(_head_file, heads)):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(_existing(source, name), folder / name)
    return replace(
        card,
        files=original.files,
        heads=heads,
        road_function=original.road_function,
        shipped=original.shipped,
    )


def save_model(
    folder: Path,
    card: ModelCard,
    *,
    encoders: TrajGANR | None = None,
    backbone: nn.Module | None = None,
    road_function: RoadFunction | None = None,
    heads: Mapping[str, tuple[nn.Module, HeadCard]] | None = None,
) -> ModelCard:
    """Write weights and the card into a model's folder.

    Args:
        card: of the files that are already in the folder.
        encoders, backbone, road_function: their weights.
        heads: by task, each with its entry in the card, of which ``sha256`` is not yet known.

    Returns:
        The card as it was written.
    """
    files, entries = dict(card.files), dict(card.heads)
    modules = {ENCODERS: encoders, BACKBONE: backbone, ROAD_FUNCTION: road_function}
    for name, module in modules.items():
        if module is not None:
            files[name] = _save(module, folder / name)
    for task, (head, entry) in (heads or {}).items():
        entries[task] = replace(entry, sha256=_save(head, folder / _head_file(task)))
    card = replace(card, files=files, heads=entries)
    card.save(folder)
    return card


def read_card(folder: Path) -> ModelCard:
    """The card of a model that is not larger than any that training makes.

    Raises:
        TrajganrError: as :meth:`ModelCard.load`; ``MODEL.INCOMPATIBLE`` for a larger model.
    """
    card = ModelCard.load(folder)
    check_card(card, str(folder))
    return card


def area_of(card: ModelCard, bundle: Bundle) -> StudyArea:
    """The study area in whose frame a model places what a bundle holds: the bundle's.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` when the bundle is of another area.
    """
    areas = [StudyArea.of(one) for one in card.known_areas]
    if bundle.area not in areas:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The model was trained in {model}, the bundle is of {bundle}.",
            "Use a bundle prepared for the model's study area, or fine-tune the model on this one.",
            model=list(areas[0].bbox),
            bundle=list(bundle.area.bbox),
        )
    return bundle.area


def load_encoders(
    folder: Path, device: torch.device, card: ModelCard | None = None
) -> tuple[TrajGANR, ModelCard]:
    """A pretrained model in evaluation mode, and its card.

    Args:
        card: that :func:`read_card` returned; it is read if absent.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
    """
    card = card or read_card(folder)
    if ENCODERS not in card.files:
        raise damaged_card(str(folder), f"{ENCODERS} is not among its files")
    with reading_card(str(folder)):
        model = TrajGANR(card.model)
    _load(model, folder, ENCODERS, card.files[ENCODERS])
    return model.to(device).eval(), card


def load_backbone(folder: Path, card: ModelCard) -> nn.Module:
    """The frozen image backbone of a model that has one.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``. The last also
            for a backbone that is larger than its file, because it is built before a weight is
            read.
    """
    name = card.model.backbone
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
    _load(backbone, folder, BACKBONE, card.files.get(BACKBONE, ""))
    return backbone


def load_road_function(folder: Path, card: ModelCard) -> RoadFunction | None:
    """The road function of a model in evaluation mode, on the CPU; None if it has none.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
    """
    shape = card.road_function
    if shape is None:
        return None
    if ROAD_FUNCTION not in card.files:
        raise damaged_card(str(folder), f"{ROAD_FUNCTION} is not among its files")
    function = RoadFunction(shape.features, shape.hidden, shape.components)
    _load(function, folder, ROAD_FUNCTION, card.files[ROAD_FUNCTION])
    return function.eval()


def load_head(folder: Path, task: str, head: nn.Module, entry: HeadCard) -> None:
    """Fill ``head`` with the weights of the model's head for ``task``."""
    _load(head, folder, _head_file(task), entry.sha256)


def _save(module: nn.Module, path: Path) -> str:
    path.parent.mkdir(exist_ok=True)
    save_file({key: value.contiguous() for key, value in module.state_dict().items()}, path)
    return sha256_of(path)


def _head_file(task: str) -> str:
    return f"{HEADS}/{task}.safetensors"


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
