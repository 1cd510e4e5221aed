"""What pretraining minimises: which terms there are, what they are, and what learns from them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.points import MOTION_FEATURES, Points
from trajganr_core.model.road_map import WAY_FEATURES
from trajganr_core.model.street_view import ImageFeatures
from trajganr_core.model.trajganr import TrajGANR
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.loop import train
from trajganr_core.training.pretraining.objective import Objective, Temperature, terms_of
from trajganr_core.training.pretraining.pretrain import (
    build_pretraining,
    bundle_images,
    loop_config,
)
from trajganr_core.training.pretraining.training_area import Batch, NegativeQueue
from trajganr_core.training.pretraining.trip_sampler import Sample
from trajganr_core.training.pretraining.windows import CELLS, WINDOWS, Questions

CPU = torch.device("cpu")
#: Sizes of the backbone's features, of a batch, and of the queue.
FEATURES, TRIPS, PLACES, FIXES, ASKED, QUEUE = 6, 8, 3, 5, 2, 40
TAU, NEAR = 0.2, 0.1
EVERYTHING = frozenset({"vg", "zg", "zv", "time"})


class LearnedImages(ImageFeatures):
    """A backbone that learns, of a single layer."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(FEATURES, FEATURES)

    def forward(self, loaded: Tensor) -> Tensor:
        return self.layer(loaded)


def objective_of(terms: frozenset[str] = EVERYTHING, **shape: object) -> Objective:
    torch.manual_seed(0)
    config = ModelConfig(**{"dimension": 16, "layers": 1, "ffn": 32, "roads": True, **shape})
    model = TrajGANR(dataclasses.replace(config, image_features=FEATURES))
    return Objective(model, LearnedImages(), Temperature(TAU, learned=True), terms)


def batch_of(image: list[list[int]]) -> Batch:
    """A batch whose places are at these images, -1: at none."""
    torch.manual_seed(1)
    at = torch.tensor(image)
    trips = len(at)
    distinct = at[at >= 0].unique()
    seconds = torch.full((trips, ASKED), 20.0)
    seconds[0, 1] = 0  # this trip has one window only
    expected = torch.rand(trips, ASKED, 3)
    questions = Questions(points(trips, ASKED * CELLS), expected, expected**2, seconds)
    fixes = points(trips, FIXES)
    places = points(trips, at.shape[1])
    return Batch(
        area=0,
        near=NEAR,
        sample=Sample(fixes, places, at, questions),
        sizes={"trips": trips, "places": at.numel(), "images": len(distinct)},
        image=distinct.numpy(),
        loaded=torch.randn(len(distinct), FEATURES),
        image_xy=torch.rand(len(distinct), 2),
        image_order=torch.arange(len(distinct)),
        pair=(at >= 0).nonzero(),
        pair_image=torch.searchsorted(distinct, at[at >= 0]),
        own=slice(0, int((at >= 0).sum())),
        fresh=torch.zeros(0, 2),
    )


def points(trips: int, count: int) -> Points:
    return Points(
        xy=torch.rand(trips, count, 2),
        time=torch.rand(trips, count, 2),
        place=torch.rand(trips, count, 3),
        motion=torch.randn(trips, count, MOTION_FEATURES),
        road=torch.randn(trips, count, WAY_FEATURES),
        edge=torch.arange(count).repeat(trips, 1),
        mask=torch.ones(trips, count, dtype=torch.bool),
    )


def some_images() -> Batch:
    """Trips that pass some of four images; some images are passed by several trips."""
    return batch_of([[0, -1, 2], [2, 0, -1], [-1, -1, -1], [3, -1, 1], *[[-1, 2, -1]] * 4])


def queue_of(batch: Batch) -> NegativeQueue:
    """Random locations, some of them too near to a place or to an image."""
    queue = NegativeQueue(QUEUE, torch.ones(2), torch.rand(QUEUE // 2, 2), np.random.default_rng(0))
    near = torch.cat([batch.sample.places.xy[:3, 0], batch.image_xy[:2]])
    queue.xy[: len(near)] = near + 0.01
    return queue


@pytest.mark.parametrize(
    ("modalities", "alignment", "time_task", "terms"),
    [
        ("all", "fine", True, {"vg", "zg", "zv", "time"}),
        ("all", "segment", False, {"vg", "zg", "zv"}),
        ("all", "none", True, {"time"}),
        ("sv+loc", "fine", True, {"vg"}),
        ("traj+loc", "fine", False, {"zg"}),
        ("traj+loc", "segment", True, {"zg", "time"}),
    ],
)
def test_terms_follow_modalities_and_alignment(
    modalities: str, alignment: str, time_task: bool, terms: set[str]
) -> None:
    config = ModelConfig(modalities=modalities, alignment=alignment)
    assert terms_of(config, time_task=time_task, has_images=True) == terms
    if terms - {"vg"}:
        blind = terms_of(config, time_task=time_task, has_images=False)
        assert blind == terms - {"vg", "zv"}


@pytest.mark.parametrize(
    ("modalities", "alignment", "time_task"),
    [("loc", "fine", True), ("sv", "fine", True), ("all", "none", False), ("sv+loc", "none", True)],
)
def test_the_error_without_terms_names_the_option_to_change(
    modalities: str, alignment: str, time_task: bool
) -> None:
    config = ModelConfig(modalities=modalities, alignment=alignment)
    with pytest.raises(TrajganrError) as caught:
        terms_of(config, time_task=time_task, has_images=True)
    assert caught.value.code is Code.INPUT_FIELD
    assert "hidden windows" in caught.value.next_action


def test_images_alone_need_images() -> None:
    with pytest.raises(TrajganrError) as caught:
        terms_of(ModelConfig(modalities="sv+loc"), time_task=False, has_images=False)
    assert caught.value.code is Code.INPUT_EMPTY


@pytest.mark.parametrize(
    ("modalities", "alignment", "time_task"),
    [
        ("all", "fine", True),
        ("all", "fine", False),
        ("all", "segment", True),
        ("all", "segment", False),
        ("all", "none", True),
        ("traj+loc", "fine", True),
        ("traj+loc", "fine", False),
        ("sv+loc", "fine", False),
    ],
)
@pytest.mark.parametrize("ours", [True, False])
def test_a_term_has_gradients_only_in_the_parts_that_it_trains(
    modalities: str, alignment: str, time_task: bool, ours: bool
) -> None:
    geometry = "query_centred" if ours else "absolute"
    shape = {"modalities": modalities, "alignment": alignment, "geometry": geometry, "motion": ours}
    terms = terms_of(
        ModelConfig(modalities=modalities, alignment=alignment),
        time_task=time_task,
        has_images=True,
    )
    objective, batch = objective_of(terms, **shape), some_images()
    found = objective(batch, objective.embed(batch), queue_of(batch), Ranks())
    assert set(found) == terms
    torch.stack(list(found.values())).sum().backward()
    model = objective.model
    teachers = {
        model.location: {"vg", "zg"},
        model.trajectory: {"zg", "zv", "time"},
        model.image: {"vg", "zv"},
        model.pace: {"time"},
        objective.images: {"vg", "zv"},
        objective.temperature: {"vg", "zg", "zv"},
    }
    assert objective.learning() == [part for part, by in teachers.items() if by & terms]
    for part, by in teachers.items():
        for name, parameter in part.named_parameters():
            assert (parameter.grad is not None) == bool(by & terms), (type(part), name)


def test_the_terms_are_info_nce_with_queue_masks_and_several_positives() -> None:
    objective, batch = objective_of(), some_images()
    queue = queue_of(batch)
    embedded = objective.embed(batch)
    terms = objective(batch, embedded, queue, Ranks())

    def unit(x: Tensor) -> np.ndarray:
        x64 = x.detach().double().numpy()
        return x64 / np.linalg.norm(x64, axis=-1, keepdims=True)

    negatives = unit(objective.model.embed_location(queue.xy))
    masked = 0

    def location_loss(anchor: np.ndarray, xy: Tensor) -> float:
        nonlocal masked
        own = np.exp(anchor @ unit(objective.model.embed_location(xy[None]))[0] / TAU)
        others = 0.0
        for negative, place in zip(negatives, queue.xy.double().numpy(), strict=True):
            if np.hypot(*(place - xy.double().numpy())) >= NEAR:
                others += np.exp(anchor @ negative / TAU)
            else:
                masked += 1
        return -np.log(own / (own + others))

    places, images = batch.sample.places.xy, batch.sample.image
    z, v = unit(embedded.z), unit(embedded.v)
    zg = [location_loss(z[b, m], places[b, m]) for b, m in np.ndindex(*images.shape)]
    vg = [location_loss(one, xy) for one, xy in zip(v, batch.image_xy, strict=True)]
    assert masked
    pairs = [(z[b, m], int(images[b, m])) for b, m in np.ndindex(*images.shape)]
    pairs = [(one, image) for one, image in pairs if image >= 0]
    assert len(pairs) > len(v)  # some images are passed by several trips
    zv = []
    for one, image in pairs:
        own = np.exp(one @ v[image] / TAU)
        all_images = sum(np.exp(one @ other / TAU) for other in v)
        others = sum(np.exp(z_ @ v[image] / TAU) for z_, seen in pairs if seen != image)
        zv.append((-np.log(own / all_images) - np.log(own / (own + others))) / 2)
    for name, expected in (("zg", zg), ("vg", vg), ("zv", zv)):
        assert float(terms[name].detach()) == pytest.approx(np.mean(expected), rel=1e-4), name


def test_the_time_term_is_the_error_in_seconds_of_a_window_of_a_minute() -> None:
    objective, batch = objective_of(frozenset({"time"})), some_images()
    embedded = objective.embed(batch)
    terms = objective(batch, embedded, queue_of(batch), Ranks())
    questions = batch.sample.questions
    errors = questions.errors_s(embedded.pace).detach().double().numpy()
    total = 0.0
    for trip, window in np.argwhere(questions.seconds.numpy() > 0):
        minutes = float(questions.seconds[trip, window]) / 60
        total += errors[trip, window].mean() / np.sqrt(minutes)
    assert float(terms["time"].detach()) == pytest.approx(total / (TRIPS * WINDOWS), rel=1e-5)


def test_without_images_in_the_batch_their_terms_are_absent() -> None:
    objective, batch = objective_of(), batch_of([[-1] * PLACES] * TRIPS)
    terms = objective(batch, objective.embed(batch), queue_of(batch), Ranks())
    assert set(terms) == {"zg", "time"}


def test_a_batch_whose_trips_all_pass_one_image_stays_finite() -> None:
    objective, batch = objective_of(), batch_of([[0] * PLACES] * 1000)
    terms = objective(batch, objective.embed(batch), queue_of(batch), Ranks())
    torch.stack(list(terms.values())).sum().backward()
    assert float(terms["zv"].detach()) == 0
    for parameter in objective.model.parameters():
        assert parameter.grad is None or parameter.grad.isfinite().all()


def test_overfitting_a_batch_drives_every_term_to_its_floor() -> None:
    objective, batch = objective_of(), some_images()
    queue = queue_of(batch)
    optimiser = torch.optim.Adam(
        [p for part in objective.learning() for p in part.parameters()], lr=2e-2
    )
    for _ in range(50):
        terms = objective(batch, objective.embed(batch), queue, Ranks())
        optimiser.zero_grad()
        torch.stack(list(terms.values())).sum().backward()
        optimiser.step()
    last = {name: float(term.detach()) for name, term in terms.items()}
    assert last == pytest.approx({"vg": 0, "zg": 0, "zv": 0, "time": 0}, abs=0.1)


@pytest.mark.parametrize(
    ("changes", "learns"),
    [
        ({"preset": "paper"}, {"location", "trajectory", "image", "temperature", "images"}),
        ({"preset": "best", "alignment": "none"}, {"trajectory", "pace"}),
    ],
)
def test_training_changes_trained_parameters_only(
    bundle: Bundle, small: PretrainConfig, changes: dict[str, str], learns: set[str]
) -> None:
    config = dataclasses.replace(
        small, epochs=1, freeze_backbone=False, learn_temperature=True, **changes
    )
    images, _ = bundle_images([bundle], config, CPU)
    learner = build_pretraining([bundle], config, CPU, images)
    parts = {**dict(learner.model.named_children()), "temperature": learner.temperature}
    parts["images"] = learner.images
    before = {
        (part, name): parameter.clone()
        for part, module in parts.items()
        for name, parameter in module.named_parameters()
    }
    train(learner, loop_config(config), device=CPU, identity={}, checkpoint=None)
    for part, module in parts.items():
        for name, parameter in module.named_parameters():
            changed = not parameter.equal(before[part, name])
            assert changed == parameter.requires_grad == (part in learns), f"{part}.{name}"
