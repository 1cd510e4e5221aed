"""Estimates the time and memory of a pretraining before it starts."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from ...contract.options.training_config import PretrainConfig
from ...data.bundle import Bundle
from ...model.street_view import CHUNK, FrozenImages, ImageFeatures, LearnedImages, create_backbone
from ...utils.device import limit_memory, resolve_device
from ..pretraining.pretrain import (
    EVALUATE_EVERY,
    VIEWS,
    build_pretraining,
    image_paths,
    loop_config,
    seconds_of_roads,
    sees_images,
)
from .loop import EVALUATION_SHARE, EVALUATIONS, time_steps
from .seeding import keyed_rng

#: Timed steps. Before them, one step of each area warms up and shows the peak of memory.
STEPS = 2


def estimate_pretraining(bundles: Sequence[Bundle], config: PretrainConfig) -> dict[str, Any]:
    """Time and memory of a pretraining, from a few real steps at the configured batch.

    Nothing is written, and no weights are fetched: a backbone of random weights takes as long.

    Returns:
        ``device``, ``trips``, ``images``, ``steps``; ``step_seconds``; ``evaluation_seconds`` of
        all evaluations, ``image_seconds`` of the features of all images, without a cache, and
        ``road_seconds`` of learning times of the week; ``seconds`` in total, if training does not
        stop early; ``peak_memory_gb`` (10⁹ bytes) of the GPU, or on the CPU of this process, None
        where it is not available.

    Raises:
        TrajganrError: as :func:`~..pretraining.pretrain.pretrain`; ``RESOURCE.GPU_OOM`` or
            ``RESOURCE.RAM`` with the batch size that fits.
    """
    device = resolve_device(config.device)
    limit_memory(device, config.memory_limit_gb)
    config = config.with_length(on_gpu=device.type == "cuda")
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    road_seconds = seconds_of_roads(bundles[0], config)
    images, image_seconds = _images(bundles, config, device)
    learner = build_pretraining(bundles, config, device, images)
    steps_an_epoch = len(learner.batches(keyed_rng(config.seed, 1)))
    step_seconds = evaluation_seconds = 0.0
    steps = 0
    if config.epochs != 0:
        # Longest trips first: no step needs more memory.
        longest = learner.longest_batches()
        typical = learner.batches(keyed_rng(config.seed, 1))[:STEPS]
        timed = time_steps(learner, loop_config(config), device, [*longest, *typical])
        step_seconds = float(np.mean(timed[len(longest) :]))
        begun = time.perf_counter()
        with torch.no_grad():
            learner.evaluate()
        once = time.perf_counter() - begun
        steps, evaluation_seconds = _length(
            config, steps_an_epoch, step_seconds, once, road_seconds
        )
    return {
        "device": str(device),
        "trips": learner.counts()["trips"],
        "images": len(image_paths(bundles)) if images is not None else 0,
        "steps": steps,
        "step_seconds": step_seconds,
        "evaluation_seconds": evaluation_seconds,
        "image_seconds": image_seconds,
        "road_seconds": road_seconds,
        "seconds": steps * step_seconds + evaluation_seconds + image_seconds + road_seconds,
        "peak_memory_gb": _peak_memory_gb(device),
    }


def _length(
    config: PretrainConfig,
    steps_an_epoch: int,
    step_seconds: float,
    once: float,
    road_seconds: float,
) -> tuple[int, float]:
    """Number of steps, and the seconds of all evaluations, of which each takes ``once``."""
    most = sys.maxsize if config.epochs is None else config.epochs * steps_an_epoch
    if config.budget_s is None:
        return most, -(-most // (EVALUATE_EVERY * steps_an_epoch)) * once
    evaluation_seconds = min(EVALUATIONS * once, EVALUATION_SHARE * config.budget_s)
    left = config.budget_s - road_seconds - evaluation_seconds
    return min(most, int(left / step_seconds)), evaluation_seconds


def _images(
    bundles: Sequence[Bundle], config: PretrainConfig, device: torch.device
) -> tuple[ImageFeatures | None, float]:
    """Images as in training, and the seconds to compute their features beforehand."""
    if not sees_images(bundles, config):
        return None, 0.0
    backbone, paths = create_backbone(config.backbone, "none"), image_paths(bundles)
    learned = LearnedImages(backbone, paths).to(device)
    if not config.freeze_backbone:
        return learned, 0.0
    some = np.arange(min(CHUNK, len(paths)))
    with torch.no_grad():
        begun = time.perf_counter()
        learned(learned.load(some, (0,)).to(device))
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        seconds_a_view = (time.perf_counter() - begun) / len(some)
    # The features are not computed: one random row stands for those of all images.
    features = torch.randn(1, 1, learned.size).expand(len(paths), -1, -1)
    return FrozenImages(features), seconds_a_view * (1 + VIEWS) * len(paths)


def _peak_memory_gb(device: torch.device) -> float | None:
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / 1e9
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e9
