"""What pretraining minimises: which terms there are, what they are, and whom they teach."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
import torch

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.trajganr import ModelConfig
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.loop import train
from trajganr_core.training.pretraining.negative_queue import NEAR_POSITIVE_M
from trajganr_core.training.pretraining.objective import terms_of
from trajganr_core.training.pretraining.pretrain import (
    PretrainConfig,
    build_pretraining,
    bundle_images,
    loop_config,
)
from trajganr_core.training.pretraining.pretrain_learner import Pretraining

CPU = torch.device("cpu")


def learner_of(bundle: Bundle, small: PretrainConfig, **changes: object) -> Pretraining:
    config = dataclasses.replace(small, **changes)
    return build_pretraining([bundle], config, CPU, bundle_images([bundle], config, CPU)[0])


@pytest.mark.parametrize(
    ("modalities", "alignment", "motion_task", "terms"),
    [
        ("all", "fine", True, {"vg", "zg", "zv", "motion"}),
        ("all", "segment", False, {"vg", "zg", "zv"}),
        ("all", "none", True, {"motion"}),
        ("sv+loc", "fine", True, {"vg"}),
        ("traj+loc", "fine", False, {"zg"}),
        ("traj+loc", "segment", True, {"zg", "motion"}),
    ],
)
def test_terms_follow_modalities_and_alignment(
    modalities: str, alignment: str, motion_task: bool, terms: set[str]
) -> None:
    config = ModelConfig(modalities=modalities, alignment=alignment)
    assert terms_of(config, motion_task=motion_task, has_images=True) == terms
    if terms - {"vg"}:
        blind = terms_of(config, motion_task=motion_task, has_images=False)
        assert blind == terms - {"vg", "zv"}


@pytest.mark.parametrize(
    ("modalities", "alignment", "motion_task"),
    [("loc", "fine", True), ("sv", "fine", True), ("all", "none", False), ("sv+loc", "none", True)],
)
def test_nothing_to_learn_says_what_to_switch(
    modalities: str, alignment: str, motion_task: bool
) -> None:
    config = ModelConfig(modalities=modalities, alignment=alignment)
    with pytest.raises(TrajganrError) as caught:
        terms_of(config, motion_task=motion_task, has_images=True)
    assert caught.value.code is Code.INPUT_FIELD
    assert "motion task" in caught.value.next_action


def test_images_alone_need_images() -> None:
    with pytest.raises(TrajganrError) as caught:
        terms_of(ModelConfig(modalities="sv+loc"), motion_task=False, has_images=False)
    assert caught.value.code is Code.INPUT_EMPTY


@pytest.mark.parametrize(
    ("preset", "modalities", "alignment"),
    [
        *itertools.product(("paper", "best"), ("all", "traj+loc", "sv+loc"), ("fine",)),
        *itertools.product(("paper", "best"), ("all",), ("segment",)),
        ("best", "all", "none"),
    ],
)
@pytest.mark.parametrize("freeze_backbone", [True, False])
@pytest.mark.parametrize("learn_temperature", [True, False])
def test_a_gradient_reaches_all_that_learns_and_nothing_else(
    bundle: Bundle,
    small: PretrainConfig,
    preset: str,
    modalities: str,
    alignment: str,
    freeze_backbone: bool,
    learn_temperature: bool,
) -> None:
    learner = learner_of(
        bundle,
        small,
        preset=preset,
        modalities=modalities,
        alignment=alignment,
        freeze_backbone=freeze_backbone,
        learn_temperature=learn_temperature,
    )
    terms = learner.objective.wanted
    before = {
        f"{name}.{key}": tensor.clone()
        for name, module in learner.modules.items()
        for key, tensor in module.named_parameters()
    }
    config = dataclasses.replace(loop_config(small), epochs=1)
    train(learner, config, device=CPU, identity={}, checkpoint=None)
    expected = {
        "model.location": terms & {"vg", "zg"},
        "model.trajectory": terms & {"zg", "zv", "motion"},
        "model.image": terms & {"vg", "zv"},
        "model.motion": terms & {"motion"},
        "temperature": learn_temperature and terms - {"motion"},
        "images": not freeze_backbone and terms & {"vg", "zv"},
    }
    for name, module in learner.modules.items():
        for key, parameter in module.named_parameters():
            part = next(part for part in expected if f"{name}.{key}".startswith(part))
            changed = not parameter.equal(before[f"{name}.{key}"])
            assert changed == bool(expected[part]), f"{name}.{key}"
            assert parameter.requires_grad == bool(expected[part]), f"{name}.{key}"


def test_the_terms_are_info_nce_with_queue_masks_and_several_positives(
    bundle: Bundle, small: PretrainConfig
) -> None:
    learner = learner_of(bundle, small, preset="paper", temperature=0.2)
    (area,) = learner.areas
    batch = learner.prepare(area.trips[:8], np.random.default_rng(0))
    embedded = learner.objective.embed(batch)
    terms = learner.objective(batch, embedded, area.queue, Ranks())

    def embed(xy: torch.Tensor) -> np.ndarray:
        return unit(learner.model.embed_location(xy))

    def unit(x: torch.Tensor) -> np.ndarray:
        x64 = x.detach().double().numpy()
        return x64 / np.linalg.norm(x64, axis=-1, keepdims=True)

    queue, near = area.queue.xy, NEAR_POSITIVE_M / bundle.area.half_extent_m
    negatives = embed(queue)
    masked = 0

    def location_loss(anchor: np.ndarray, xy: torch.Tensor) -> float:
        nonlocal masked
        own, sum_ = np.exp(anchor @ embed(xy[None])[0] / 0.2), 0.0
        for negative, place in zip(negatives, queue.double().numpy(), strict=True):
            if np.hypot(*(place - xy.double().numpy())) >= near:
                sum_ += np.exp(anchor @ negative / 0.2)
            else:
                masked += 1
        return -np.log(own / (own + sum_))

    places, images = batch.sample.places.xy, batch.sample.image
    z, v = unit(embedded.z), unit(embedded.v)
    zg = [location_loss(z[b, m], places[b, m]) for b, m in np.ndindex(*images.shape)]
    vg = [location_loss(one, xy) for one, xy in zip(v, batch.image_xy, strict=True)]
    assert masked
    assert len(v) == len(set(images[images >= 0].tolist()))  # each image once
    v_of = dict(zip(batch.image.tolist(), v, strict=True))
    pairs = [(z[b, m], int(images[b, m])) for b, m in np.ndindex(*images.shape)]
    pairs = [(one, image) for one, image in pairs if image >= 0]
    assert len(pairs) > len(v)  # some images are passed by several trips
    zv = []
    for one, image in pairs:
        own = np.exp(one @ v_of[image] / 0.2)
        all_images = sum(np.exp(one @ other / 0.2) for other in v_of.values())
        others = sum(np.exp(z_ @ v_of[image] / 0.2) for z_, seen in pairs if seen != image)
        zv.append((-np.log(own / all_images) - np.log(own / (own + others))) / 2)
    for name, expected in (("zg", zg), ("vg", vg), ("zv", zv)):
        assert float(terms[name].detach()) == pytest.approx(np.mean(expected), rel=1e-4), name


def test_a_batch_whose_trips_all_pass_one_image_stays_finite(
    bundle: Bundle, small: PretrainConfig
) -> None:
    learner = learner_of(dataclasses.replace(bundle, images=bundle.images.iloc[:1]), small)
    through = learner.areas[0].sampler.with_images
    assert len(through)
    batch = learner.prepare(np.repeat(through[:1], 1000), np.random.default_rng(0))
    terms = learner.terms(batch)
    torch.stack(list(terms.values())).sum().backward()
    assert float(terms["zv"].detach()) == 0
    for parameter in learner.parameters():
        assert parameter.grad is None or parameter.grad.isfinite().all()


def test_overfitting_ten_trips_drives_every_term_to_its_floor(
    bundle: Bundle, small: PretrainConfig
) -> None:
    learner = learner_of(bundle, small, preset="paper", motion_task=True, dimension=32)
    (area,) = learner.areas
    area.queue.xy = area.queue.xy[:512]
    batch = learner.prepare(area.trips[:10], np.random.default_rng(0))
    optimiser = torch.optim.Adam(learner.parameter_groups(), lr=5e-3)
    for _ in range(200):
        terms = learner.terms(batch)
        optimiser.zero_grad()
        torch.stack(list(terms.values())).sum().backward()
        optimiser.step()
    last = {name: float(term.detach()) for name, term in terms.items()}
    assert last == pytest.approx({"vg": 0, "zg": 0, "zv": 0, "motion": 0}, abs=0.1)
