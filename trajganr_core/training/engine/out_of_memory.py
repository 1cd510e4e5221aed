"""Handling of steps that do not fit into memory."""

from __future__ import annotations

import gc
from collections.abc import Callable

import torch

from ...contract.errors import Code, TrajganrError

#: Advice by the batch size that fits: unknown, none, or some.
ADVICE = {
    None: "Halve the batch size.",
    0: "Choose a smaller dimension, fewer layers or a smaller street-view backbone.",
    1: "Choose a batch size of {fits} or less.",
}


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the error says that a GPU's or the computer's memory is exhausted."""
    return isinstance(error, torch.OutOfMemoryError | MemoryError) or (
        isinstance(error, RuntimeError) and "DefaultCPUAllocator" in str(error)
    )


def batch_that_fits(
    attempt: Callable[[int], object], size: int, device: torch.device, reserve_bytes: int = 0
) -> int:
    """Halve a batch until a step of it fits.

    Args:
        attempt: tries a step of so many rows.
        size: the batch size that did not fit.
        reserve_bytes: GPU memory to keep free meanwhile for a later step.

    Returns:
        The size; 0 where not even one row fits.
    """
    while size > 1:
        size //= 2
        gc.collect()
        if device.type == "cuda":
            torch.cuda.empty_cache()
        try:
            count = reserve_bytes if device.type == "cuda" else 0
            reserved = torch.empty(count, dtype=torch.uint8, device=device)
            attempt(size)
            del reserved
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            continue
        return size
    return 0


def out_of_memory(device: torch.device, size: int, fits: int | None) -> TrajganrError:
    """The error for a batch that does not fit.

    Args:
        fits: the size that does, 0: none, None: not known.
    """
    on_gpu = device.type == "cuda"
    return TrajganrError(
        Code.RESOURCE_GPU_OOM if on_gpu else Code.RESOURCE_RAM,
        "A batch of {size} does not fit into the memory of the {device}.",
        ADVICE[None if fits is None else min(fits, 1)],
        size=size,
        fits=fits,
        device="GPU" if on_gpu else "computer",
    )
