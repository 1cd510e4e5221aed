"""Training steps of the encoders on random trips: attention layouts, and the rate of a GPU."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.model.points import MOTION_FEATURES, Points
from trajganr_core.model.road_map import WAY_FEATURES
from trajganr_core.model.trajganr import TrajGANR
from trajganr_core.training.pretraining.objective import info_nce
from trajganr_core.training.pretraining.pretrain import model_config
from trajganr_core.utils.device import autocast

from ..figures import Row
from .measure import flops, interleaved, product_tflops, seconds

FIXES, PLACES = 64, 8
#: Queued locations per trip: 4096 for the usual 256 trips, and as many per trip in smaller batches.
QUEUED = 16
REPEATS = 3
TEMPERATURE = 0.07

PAPER, BEST = PretrainConfig(preset="paper"), PretrainConfig(preset="best")
JOINT = PretrainConfig(preset="paper", attention="joint")


class Step:
    """One step of pretraining without images: both encoders, the queue, loss, Adam.

    Args:
        config: of the model.
        trips: a batch.
        device: of the step.
        precision: as for :func:`autocast`.
        compiled: whether the trajectory encoder goes through ``torch.compile``.
    """

    def __init__(
        self,
        config: PretrainConfig,
        trips: int,
        device: torch.device,
        *,
        precision: str = "float32",
        compiled: bool = False,
    ) -> None:
        torch.manual_seed(0)
        self.model = TrajGANR(model_config(config, 0)).to(device)
        self.embed: Callable[[Points, Points], torch.Tensor] = self.model.embed_trajectory
        if compiled:
            self.embed = torch.compile(self.embed)
        self.optimiser = torch.optim.Adam(self.model.parameters(), lr=1e-4, weight_decay=1e-4)
        self.fixes = made_up(trips, FIXES).to(device)
        self.places = made_up(trips, PLACES).to(device)
        self.queue = torch.rand(QUEUED * trips, 2, device=device)
        self.excluded = torch.zeros(trips * PLACES, QUEUED * trips, dtype=torch.bool, device=device)
        self.autocast = autocast(device, precision)

    def __call__(self) -> None:
        """Forward, backward, clip, update."""
        self.optimiser.zero_grad(set_to_none=True)
        with self.autocast:
            z = self.embed(self.fixes, self.places).flatten(0, 1).float()
            places = self.places.xy.flatten(0, 1)
            g = self.model.embed_location(torch.cat([places, self.queue])).float()
        own, negatives = g.split([len(places), len(self.queue)])
        info_nce(z, own, negatives, self.excluded, TEMPERATURE).mean().backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()


def made_up(trips: int, points: int) -> Points:
    """Random points of full-length trips, which cost as much as real ones."""
    generator = torch.Generator().manual_seed(points)

    def rand(size: int) -> torch.Tensor:
        return torch.rand(trips, points, size, generator=generator)

    edge = torch.zeros(trips, points, dtype=torch.long)
    mask = torch.ones(trips, points, dtype=torch.bool)
    return Points(rand(2), rand(2), rand(3), rand(MOTION_FEATURES), rand(WAY_FEATURES), edge, mask)


def layouts(device: torch.device) -> list[Row]:
    """``encode_once`` compared with ``joint``, and its use of the machine."""
    trips = 256 if device.type == "cuda" else 64
    steps = {
        "encode_once": Step(PAPER, trips, device),
        "query_centred": Step(BEST, trips, device),
        "joint": Step(JOINT, trips, device),
        "joint_bfloat16": Step(JOINT, trips, device, precision="bfloat16"),
    }
    taken = interleaved(steps, REPEATS, device)
    size = f"L {FIXES}, M {PLACES}, 4 layers, {trips} trips, float32"
    reached = flops(steps["encode_once"]) / taken["encode_once"] / 1e12
    return [
        Row(
            "encode_once_speedup",
            taken["joint"] / taken["encode_once"],
            "×",
            "≥ 8",
            f"throughput over joint; {size}; medians of {REPEATS} interleaved steps",
        ),
        Row(
            "encode_once_flop_ratio",
            flops(Step(JOINT, 2, device)) / flops(Step(PAPER, 2, device)),
            "×",
            "",
            "operations of joint over encode_once, counted",
        ),
        Row("encode_once_step_seconds", taken["encode_once"], "s", "", size),
        Row("joint_step_seconds", taken["joint"], "s", "", size),
        Row("joint_bfloat16_step_seconds", taken["joint_bfloat16"], "s", "", "the same, bfloat16"),
        Row(
            "query_centred_step_seconds",
            taken["query_centred"],
            "s",
            "",
            "the same with the preset best: motion, offsets from query to fixes",
        ),
        Row("step_tflops", reached, "TFLOP/s", "", "encode_once, float32"),
        Row(
            "product_tflops",
            product_tflops(device, torch.float32),
            "TFLOP/s",
            "",
            "one large float32 matrix product here",
        ),
    ]


def on_gpu(device: torch.device, trips: int = 1024) -> list[Row]:
    """The effect of precision, compilation and pinned memory, and the share of the GPU's rate."""
    names = {
        "gpu_bf16_speedup": "×",
        "gpu_compile_speedup": "×",
        "gpu_compile_seconds": "s",
        "gpu_bf16_tflops": "TFLOP/s",
        "gpu_product_bf16_tflops": "TFLOP/s",
        "gpu_share_of_product_rate": "",
        "gpu_peak_gb": "GB",
        "gpu_pinned_copy_gb_per_s": "GB/s",
        "gpu_pageable_copy_gb_per_s": "GB/s",
    }
    if device.type != "cuda":
        return [Row(name, None, unit, "", "no GPU") for name, unit in names.items()]
    lower = Step(BEST, trips, device, precision="bfloat16")
    compiled = Step(BEST, trips, device, precision="bfloat16", compiled=True)
    compiling = time.perf_counter()
    compiled()
    compiling = time.perf_counter() - compiling
    torch.cuda.reset_peak_memory_stats(device)
    seconds(lower, device)
    peak = torch.cuda.max_memory_allocated(device) / 1e9
    steps = {"float32": Step(BEST, trips, device), "bfloat16": lower, "compiled": compiled}
    taken = interleaved(steps, 20, device)
    best = min(taken["bfloat16"], taken["compiled"])
    reached = flops(lower) / best / 1e12
    product = product_tflops(device, torch.bfloat16)
    size = f"preset best, {trips} trips, L {FIXES}, M {PLACES}"
    pinned, pageable = _copy_rates(device)
    values = {
        "gpu_bf16_speedup": (taken["float32"] / taken["bfloat16"], f"over float32; {size}"),
        "gpu_compile_speedup": (taken["bfloat16"] / taken["compiled"], f"bfloat16; {size}"),
        "gpu_compile_seconds": (compiling, "first step of a compiled encoder"),
        "gpu_bf16_tflops": (reached, "the faster of plain and compiled"),
        "gpu_product_bf16_tflops": (product, "one large bfloat16 matrix product on this card"),
        "gpu_share_of_product_rate": (reached / product, ""),
        "gpu_peak_gb": (peak, f"allocated in a plain bfloat16 step; {size}"),
        "gpu_pinned_copy_gb_per_s": (pinned, "256 MB to the card"),
        "gpu_pageable_copy_gb_per_s": (pageable, "256 MB to the card"),
    }
    return [Row(name, *_value(values[name], unit)) for name, unit in names.items()]


def _value(measured: tuple[float, str], unit: str) -> tuple[float, str, str, str]:
    value, note = measured
    return value, unit, "", note


def _copy_rates(device: torch.device) -> tuple[float, float]:
    """Gigabytes a second from pinned and from pageable memory."""
    pageable = torch.zeros(256_000_000, dtype=torch.uint8)
    pinned = pageable.pin_memory()
    taken = interleaved(
        {
            "pinned": lambda: pinned.to(device, non_blocking=True),
            "pageable": lambda: pageable.to(device),
        },
        10,
        device,
    )
    return 0.256 / taken["pinned"], 0.256 / taken["pageable"]
