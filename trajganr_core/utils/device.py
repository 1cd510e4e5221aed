"""Device, precision and memory limits of training and inference."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import sys
from collections.abc import Iterator

import torch
from torch import Tensor

from ..contract.errors import Code, TrajganrError

log = logging.getLogger(__name__)

#: Parameter numbers of glibc's `mallopt`, and the largest value that it accepts.
M_TRIM_THRESHOLD, M_MMAP_MAX, MAX_SIZE = -1, -4, 2**31 - 1


def resolve_device(name: str) -> torch.device:
    """The device ``auto``, ``cpu`` or ``cuda``; the choice of ``auto`` is logged.

    Under ``torchrun`` each process of a machine gets a GPU of its own.

    Raises:
        TrajganrError: ``ENV.DRIVER`` when a GPU is requested and there is none.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
        log.info("Running on %s", name)
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise TrajganrError(
            Code.ENV_DRIVER,
            "torch {version} finds no CUDA device.",
            "Install the driver and a CUDA build of torch in the worker's environment, or choose "
            "the device `cpu`.",
            version=torch.__version__,
        )
    if name == "cpu":
        _keep_freed_memory()
    if name == "cuda" and "LOCAL_RANK" in os.environ:
        name = f"cuda:{os.environ['LOCAL_RANK']}"
        torch.cuda.set_device(name)
    return torch.device(name)


def _keep_freed_memory() -> None:
    """Let this process reuse large memory blocks that it has freed (glibc).

    Every step allocates the same blocks. By default glibc maps and unmaps them in every step,
    which takes more time than the arithmetic of a convolutional backbone.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library
            libc = ctypes.CDLL("libc.so.6")
            libc.mallopt(M_MMAP_MAX, 0)
            libc.mallopt(M_TRIM_THRESHOLD, MAX_SIZE)


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Compute with one thread meanwhile: operations on small tensors take longer with several."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def numbers(values: Tensor) -> list[float]:
    """The values ``(n,)`` on the CPU: where a training step waits for its device, once a step."""
    found: list[float] = values.tolist()
    return found


def on_cpu(values: Tensor) -> Tensor:
    """The values on the CPU: where a prediction waits for its device, once a batch."""
    return values.cpu()


def full_precision(device: torch.device) -> contextlib.AbstractContextManager[object]:
    """A context without autocast, also on a device that has none."""
    if not torch.amp.is_autocast_available(device.type):
        return contextlib.nullcontext()
    return torch.autocast(device.type, enabled=False)


def autocast(device: torch.device, precision: str) -> contextlib.AbstractContextManager[object]:
    """The autocast context of a step; it may be entered again.

    Args:
        precision: ``float32``, ``bfloat16``, or ``auto``: bfloat16 on a GPU that has it.

    Raises:
        TrajganrError: ``ENV.DRIVER`` when bfloat16 is requested on a GPU without it.
    """
    on_gpu = device.type == "cuda"
    has_bfloat16 = not on_gpu or torch.cuda.is_bf16_supported(including_emulation=False)
    if precision == "bfloat16" and not has_bfloat16:
        raise TrajganrError(
            Code.ENV_DRIVER,
            "The GPU {device} does not compute in bfloat16.",
            "Choose the precision `float32` or `auto`.",
            device=torch.cuda.get_device_name(device),
        )
    lower = precision == "bfloat16" or (precision == "auto" and on_gpu and has_bfloat16)
    if not lower:
        return full_precision(device)
    return torch.autocast(device.type, dtype=torch.bfloat16)


def limit_memory(device: torch.device, limit_gb: float) -> None:
    """Limit this process's use of GPU memory, 10⁹ bytes; 0: no limit.

    Allocations beyond the limit fail as if the GPU had no more memory.
    """
    if not limit_gb:
        return
    if device.type != "cuda":
        log.warning("The memory limit of %g GB bounds a GPU; on the CPU it does nothing", limit_gb)
        return
    # torch requires a device index here; `cuda` means the current device.
    number = torch.cuda.current_device() if device.index is None else device.index
    whole = torch.cuda.get_device_properties(number).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, limit_gb * 1e9 / whole), number)
