"""Where training and inference run."""

from __future__ import annotations

import logging

import torch

from ..errors import Code, TrajganrError

__all__ = ["resolve_device"]

log = logging.getLogger(__name__)


def resolve_device(name: str) -> torch.device:
    """The device called ``auto``, ``cpu`` or ``cuda``; what ``auto`` chose is logged.

    Raises:
        TrajganrError: ``ENV.DRIVER`` when a GPU is asked for and there is none.
    """
    if name == "auto":
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        log.info("Running on %s", device.type)
        return device
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise TrajganrError(
            Code.ENV_DRIVER,
            "torch {version} finds no CUDA device.",
            "Install the driver and a CUDA build of torch in the worker's environment, or choose "
            "the device `cpu`.",
            version=torch.__version__,
        )
    return torch.device(name)
