"""Interleaved medians, and counted operations."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

import torch
from torch.utils.flop_counter import FlopCounterMode

Work = Callable[[], object]


def seconds(work: Work, device: torch.device) -> float:
    """Wall time of one call; on a GPU until it has finished."""
    synchronise(device)
    begun = time.perf_counter()
    work()
    synchronise(device)
    return time.perf_counter() - begun


def interleaved(works: Mapping[str, Work], repeats: int, device: torch.device) -> dict[str, float]:
    """Median seconds of each function, interleaved, so that other load affects all of them."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            taken[name].append(seconds(work, device))
    return {name: statistics.median(values) for name, values in taken.items()}


def flops(work: Work) -> int:
    """Floating-point operations of matrix products and attention in one call."""
    with FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops()


def product_tflops(device: torch.device, dtype: torch.dtype) -> float:
    """The rate of one large matrix product, 10¹² operations per second."""
    size, repeats = (8192, 20) if device.type == "cuda" else (1024, 10)
    a = torch.randn(size, size, device=device, dtype=dtype)
    b = torch.randn(size, size, device=device, dtype=dtype)
    taken = interleaved({"product": lambda: a @ b}, repeats, device)["product"]
    return 2 * size**3 / taken / 1e12


def synchronise(device: torch.device) -> None:
    """Wait until the GPU has finished."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
