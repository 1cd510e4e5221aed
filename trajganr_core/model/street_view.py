"""The street-view encoder: any timm backbone, frozen, and a learnable projection.

Paper, section 3.1: ``v = P_v(ViT(I))``. The backbone is frozen, so its features are computed
once per image and view, and only the projection is trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import timm
import torch
from PIL import Image, UnidentifiedImageError
from safetensors.torch import load_file
from timm.data import create_transform, resolve_data_config
from torch import Tensor, nn

from ..errors import Code, TrajganrError
from ..progress import Progress, silent

__all__ = ["create_backbone", "image_features"]

#: Images a forward pass of the backbone; bounds memory, not the result.
CHUNK = 32


def create_backbone(name: str, weights: str) -> nn.Module:
    """A timm backbone without classifier, in evaluation mode and frozen.

    Args:
        name: timm's name of the model.
        weights: ``hub`` (timm's published weights), ``none`` (random) or a file: safetensors, or
            a checkpoint that loads with ``weights_only``.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when the weights cannot be had, ``MODEL.INCOMPATIBLE``
            when they are another model's, ``INPUT.FIELD`` for an unknown name.
    """
    if not timm.is_model(name):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "timm {version} has no model {name!r}.",
            "Choose a name that `timm.list_models()` prints.",
            name=name,
            version=timm.__version__,
        )
    options = {"img_size": 224} if "dinov2" in name else {}  # 518 px by default: 5 times the work
    try:
        backbone = timm.create_model(name, pretrained=weights == "hub", num_classes=0, **options)
    except (OSError, RuntimeError) as error:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The weights of {name} could not be fetched from the hub: {reason}",
            "Check the connection and proxy, or give a weight file or `none` instead of `hub`.",
            name=name,
            reason=str(error),
        ) from error
    if weights not in ("hub", "none"):
        _load_weights(backbone, name, Path(weights))
    backbone.requires_grad_(False).eval()
    return backbone


def image_features(
    backbone: nn.Module,
    paths: Sequence[str],
    *,
    views: int = 0,
    device: torch.device,
    progress: Progress = silent,
) -> Tensor:
    """Backbone features of one or more images: ``(N, 1 + views, F)``, the plain view first.

    Further views are random crops, flips and colour changes (timm's training transform), the
    usual augmentations of contrastive learning.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for an image that does not decode.
    """
    config = resolve_data_config({}, model=backbone)
    plain = create_transform(**config, is_training=False)
    augmented = create_transform(
        **config, is_training=True, scale=(0.5, 1.0), auto_augment=None, color_jitter=0.4
    )
    transforms = [plain, *[augmented] * views]
    backbone = backbone.to(device)
    features = []
    with torch.inference_mode():
        for start in range(0, len(paths), CHUNK):
            progress("Reading street views", start / len(paths))
            images = [_open_image(path) for path in paths[start : start + CHUNK]]
            chunk = [
                backbone(torch.stack([transform(image) for image in images]).to(device)).cpu()
                for transform in transforms
            ]
            features.append(torch.stack(chunk, dim=1))
    return torch.cat(features).clone()  # out of inference mode


def _open_image(path: str) -> Image.Image:
    try:
        with Image.open(path) as image:
            return image.convert("RGB")
    except (OSError, UnidentifiedImageError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The street-view image {path} cannot be read: {reason}",
            "Replace or remove the picture, then prepare the bundle again.",
            path=str(path),
            reason=str(error),
        ) from error


def _load_weights(backbone: nn.Module, name: str, path: Path) -> None:
    if not path.is_file():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "There is no weight file {path}.",
            "Give an existing file, `hub` or `none`.",
            path=str(path),
        )
    if path.suffix == ".safetensors":
        state = load_file(path)
    else:
        state = torch.load(path, map_location="cpu", weights_only=True)
    own = backbone.state_dict()
    # A published checkpoint also carries its classifier, which a backbone does not have.
    state = {key: value.to(own[key].dtype) for key, value in state.items() if key in own}
    problem = _mismatch(own, state)
    if problem:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "{path} does not hold the weights of {name}: {problem}.",
            "Choose the backbone that the file was made for.",
            path=str(path),
            name=name,
            problem=problem,
        )
    backbone.load_state_dict(state)


def _mismatch(own: dict[str, Tensor], state: dict[str, Tensor]) -> str:
    missing = sorted(set(own) - set(state))
    if missing:
        return f"{len(missing)} of {len(own)} tensors are missing, first {missing[0]}"
    for key, value in state.items():
        if value.shape != own[key].shape:
            return f"{key} is {tuple(value.shape)} instead of {tuple(own[key].shape)}"
    return ""
