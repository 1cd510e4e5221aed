"""Steps of pretraining on a device that is not the processor."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import torch
from meta_device import META, meta_device

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.street_view import (
    FrozenImages,
    ImageFeatures,
    LearnedImages,
    create_backbone,
)
from trajganr_core.training.engine.loop import time_steps
from trajganr_core.training.engine.seeding import keyed_rng
from trajganr_core.training.pretraining.pretrain import (
    build_pretraining,
    image_paths,
    loop_config,
)

WITHOUT = {"modalities": "traj+loc"}
LAYOUTS: dict[str, dict[str, Any]] = {
    "best": {"preset": "best", **WITHOUT},
    "paper": {"preset": "paper", **WITHOUT},
    "joint": {"preset": "paper", "attention": "joint", **WITHOUT},
    "best with frozen pictures": {"preset": "best"},
    "paper with frozen pictures": {"preset": "paper", "freeze_backbone": True},
    "paper with learned pictures": {"preset": "paper", "freeze_backbone": False},
}


def images_of(bundle: Bundle, config: PretrainConfig) -> ImageFeatures | None:
    if config.modalities == WITHOUT["modalities"]:
        return None
    paths, backbone = image_paths([bundle]), create_backbone(config.backbone, "none")
    learned = LearnedImages(backbone, paths).to(META)
    if not config.freeze_backbone:
        return learned
    return FrozenImages(torch.zeros(len(paths), 2, learned.size))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_step_leaves_nothing_on_the_processor_and_waits_for_the_device_once(
    bundle: Bundle, small: PretrainConfig, layout: str
) -> None:
    config = dataclasses.replace(small, **LAYOUTS[layout])
    with meta_device():
        learner = build_pretraining([bundle], config, META, images_of(bundle, config))
        rows = learner.batches(keyed_rng(config.seed, 1))[:1]
        (seconds,) = time_steps(learner, loop_config(config), META, rows)
    assert seconds > 0
    parameters = learner.parameters()
    assert parameters and {each.device for each in parameters} == {META}
    assert any(each.grad is not None for each in parameters)
