"""Preprocessing of pictures for a backbone: decoding, cropping, augmentation.

The augmentations are those usual in contrastive learning (a random crop, a flip, a change of
colours). They are drawn from a generator that the caller passes, so that the same generator gives
the same view in any thread. timm's transforms use global generators, which threads share.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageEnhance, ImageOps
from torch import Tensor, nn

from ..contract.errors import Code, TrajganrError
from ..utils.image_limits import open_picture

#: Share of the picture that a random crop keeps, and the crop's width to height.
CROP_SHARE = (0.5, 1.0)
CROP_RATIO = (3 / 4, 4 / 3)
#: Brightness, contrast and saturation change by up to this share in either direction.
COLOUR_CHANGE = 0.4
FLIP = 0.5
#: A JPEG is decoded at a reduced scale if that still has this many times the pixels per side.
OVERSAMPLING = 2


def decode(content: bytes, path: str, side: int) -> Image.Image:
    """An RGB picture, rotated by its EXIF orientation.

    Args:
        content: the file.
        path: its name in errors.
        side: the backbone's input size, pixels; a much larger JPEG is decoded at a reduced scale.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` when it does not decode, is cut short, or has more pixels
            than :mod:`~trajganr_core.utils.image_limits` allows.
    """
    try:
        with open_picture(io.BytesIO(content), OVERSAMPLING * side) as image:
            return ImageOps.exif_transpose(image).convert("RGB")
    # Decoders raise many kinds of errors for a broken file; Pillow does not list them.
    except Exception as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The picture {path} cannot be read: {reason}",
            "Replace or remove the picture, then prepare the bundle again.",
            path=path,
            reason=str(error) or type(error).__name__,
        ) from error


@dataclass(frozen=True)
class Views:
    """Input pixels ``(3, H, W)`` of a backbone; bytes until :meth:`normalised`.

    Attributes:
        config: timm's size, interpolation and normalisation for the backbone.
    """

    config: dict[str, Any]

    @classmethod
    def of(cls, backbone: nn.Module) -> Views:
        """The views of a timm backbone."""
        from timm.data import resolve_data_config  # imported late, as in create_backbone

        # The config of a model made for another input size still has the published size.
        made_for = getattr(getattr(backbone, "patch_embed", None), "img_size", None)
        size = {} if made_for is None else {"input_size": (3, *made_for)}
        return cls(resolve_data_config(size, model=backbone))

    @property
    def shape(self) -> tuple[int, int, int]:
        """3, H, W."""
        channels, height, width = self.config["input_size"]
        return channels, height, width

    @property
    def side(self) -> int:
        """The longer side, pixels."""
        return max(self.shape)

    @cached_property
    def _plain(self) -> Callable[[Image.Image], Tensor]:
        from timm.data import create_transform

        return create_transform(**self.config, is_training=False, normalize=False)

    def plain(self, image: Image.Image) -> Tensor:
        """The centre crop, at the size the backbone was trained with: ``uint8``."""
        return self._plain(image)

    def augmented(self, image: Image.Image, rng: np.random.Generator) -> Tensor:
        """A random crop with random flip and colour jitter: ``uint8``."""
        _, height, width = self.shape
        interpolation = Image.Resampling[str(self.config["interpolation"]).upper()]
        image = image.resize((width, height), interpolation, box=_random_box(image, rng))
        if rng.random() < FLIP:
            image = ImageOps.mirror(image)
        changes = (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color)
        for change in rng.permutation(len(changes)):
            factor = rng.uniform(1 - COLOUR_CHANGE, 1 + COLOUR_CHANGE)
            image = changes[change](image).enhance(factor)
        return torch.from_numpy(np.array(image)).permute(2, 0, 1)

    def normalised(self, pixels: Tensor) -> Tensor:
        """Bytes ``(n, 3, H, W)`` as normalised floats, on the same device."""
        mean, std = (
            torch.tensor(self.config[name], device=pixels.device)[:, None, None]
            for name in ("mean", "std")
        )
        return (pixels.float() / 255 - mean) / std


def _random_box(image: Image.Image, rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a random crop inside a picture."""
    share = rng.uniform(*CROP_SHARE)
    ratio = math.exp(rng.uniform(*np.log(CROP_RATIO)))
    # A crop that does not fit into the picture is clipped to it.
    width = min(math.sqrt(share * image.width * image.height * ratio), image.width)
    height = min(math.sqrt(share * image.width * image.height / ratio), image.height)
    left = rng.uniform(0, image.width - width)
    top = rng.uniform(0, image.height - height)
    return left, top, left + width, top + height
