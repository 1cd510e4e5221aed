"""A device that is not the processor and needs no card.

Its tensors have shapes and types but no values, and an operation refuses them beside tensors of the
processor, as those of a GPU. So what is left behind on the processor, or is read back from the
device where nobody expects it, is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
import torch
from torch import Tensor
from torch.fx.experimental import _config

from trajganr_core.features import prediction_loop
from trajganr_core.training.engine import loop

META = torch.device("meta")

optimizer = import_module("torch.optim.optimizer")  # not an attribute of torch.optim


def _numbers(values: Tensor) -> list[float]:
    """In the place of :func:`trajganr_core.utils.device.numbers`."""
    assert values.device == META
    return [0.0] * len(values)


def _on_cpu(values: Tensor) -> Tensor:
    """In the place of :func:`trajganr_core.utils.device.on_cpu`."""
    assert values.device == META
    return torch.zeros(values.shape, dtype=values.dtype)


@contextmanager
def meta_device() -> Iterator[None]:
    """Let steps and predictions be computed there, with zeros where values are read back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "numbers", _numbers)
        patch.setattr(prediction_loop, "on_cpu", _on_cpu)
        # torch has the operation of the fused optimiser for this device, but does not list it.
        listed = optimizer._get_fused_kernels_supported_devices
        name = "_get_fused_kernels_supported_devices"
        patch.setattr(optimizer, name, lambda: [*listed(), META.type])
        # A mask selects all: shapes cannot depend on values that do not exist.
        with _config.patch(meta_nonzero_assume_all_nonzero=True):
            yield
