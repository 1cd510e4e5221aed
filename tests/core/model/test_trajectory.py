"""The trajectory encoder: layouts agree, and padding and batch have no effect."""

import dataclasses
from typing import Any

import numpy as np
import pytest
import torch
from meta_device import META, meta_device
from slow_encoder import SlowEncoder, one_query
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.model import trajectory
from trajganr_core.model.points import MOTION_FEATURES, Points
from trajganr_core.model.road_map import WAY_FEATURES
from trajganr_core.model.trajectory import TrajectoryEncoder
from trajganr_core.model.trajganr import TrajGANR
from trajganr_core.training.pretraining.pretrain import model_config

ABSOLUTE: dict[str, Any] = {"geometry": "absolute"}
CENTRED: dict[str, Any] = {"geometry": "query_centred"}
#: Every way to answer a query.
WAYS: list[dict[str, Any]] = [
    ABSOLUTE,
    {**ABSOLUTE, "attention": "joint"},
    {**ABSOLUTE, "query_time": "masked"},
    {**ABSOLUTE, "alignment": "segment"},
    CENTRED,
    {**CENTRED, "query_time": "masked"},
    {**CENTRED, "alignment": "segment"},
]


def name_of(way: dict[str, Any]) -> str:
    return " ".join(name if value is True else str(value) for name, value in way.items())


every_way = pytest.mark.parametrize("way", WAYS, ids=name_of)
encode_once = pytest.mark.parametrize(
    "way", [way for way in WAYS if not {"attention", "alignment"} & set(way)], ids=name_of
)


def encoder(**changes: Any) -> TrajectoryEncoder:
    torch.manual_seed(0)
    small = ModelConfig(
        dimension=32, layers=4, heads=4, ffn=64, time_dimension=8, geometry="absolute", motion=True
    )
    return TrajectoryEncoder(dataclasses.replace(small, **changes)).eval()


def points(batch: int, count: int, seed: int) -> Points:
    generator = torch.Generator().manual_seed(seed)

    def rand(size: int) -> Tensor:
        return torch.rand(batch, count, size, generator=generator)

    edge = torch.randint(0, 4, (batch, count), generator=generator)
    mask = torch.ones(batch, count).bool()
    return Points(rand(2), rand(2), rand(3), rand(MOTION_FEATURES), rand(WAY_FEATURES), edge, mask)


def difference(a: Tensor, b: Tensor) -> float:
    return float((a - b).norm() / b.norm())


def shuffled_padding(real: Points, extra: int, seed: int) -> tuple[Points, Tensor]:
    """Points with masked ones of any content among them; the second answer: where the real lie."""
    batch, count = real.mask.shape
    garbage = points(batch, extra, seed)
    garbage.mask[:] = False
    order = torch.randperm(count + extra, generator=torch.Generator().manual_seed(seed))
    mixed = real.concatenate(garbage)
    return Points(*(tensor[:, order] for tensor in mixed.tensors())), order.argsort()[:count]


@torch.no_grad()
@encode_once
def test_cached_keys_a_masked_pass_and_separate_passes_agree(way: dict[str, Any]) -> None:
    model, fixes, queries = encoder(**way), points(3, 12, 1), points(3, 5, 2)
    kept = model.embed_queries(model.encode(fixes), queries).numpy()
    slow = SlowEncoder(model)
    for row in range(3):
        trip, query = fixes[row : row + 1], queries[row : row + 1]
        single = slow.encode_once(trip, query)
        separate = [slow.encode_once(trip, one_query(query, number)) for number in range(5)]
        np.testing.assert_allclose(kept[row], single, atol=1e-5, rtol=0)
        np.testing.assert_allclose(kept[row], np.concatenate(separate), atol=1e-5, rtol=0)


@torch.no_grad()
def test_joint_is_the_literal_concatenation() -> None:
    model, fixes, queries = encoder(attention="joint"), points(1, 12, 1), points(1, 4, 2)
    slow = SlowEncoder(model).joint(fixes, queries)
    np.testing.assert_allclose(model(fixes, queries)[0].numpy(), slow, atol=1e-5, rtol=0)


@torch.no_grad()
def test_joint_sequences_in_parts_are_those_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    model, fixes, queries = encoder(attention="joint"), points(3, 12, 1), points(3, 7, 2)
    at_once = model(fixes, queries)
    monkeypatch.setattr(trajectory, "MAX_JOINT_TOKENS", 3 * 13 * 2)  # two queries of each trip
    torch.testing.assert_close(model(fixes, queries), at_once, atol=1e-5, rtol=0)


@torch.no_grad()
def test_an_encoded_trip_can_be_queried_repeatedly() -> None:
    for geometry in (ABSOLUTE, CENTRED):
        model, fixes, queries = encoder(**geometry), points(2, 12, 1), points(2, 6, 2)
        memory = model.encode(fixes)
        parts = [model.embed_queries(memory, one_query(queries, number)) for number in range(6)]
        torch.testing.assert_close(
            torch.cat(parts, dim=1), model(fixes, queries), atol=1e-5, rtol=0
        )


@torch.no_grad()
def test_joint_equals_encode_once_with_one_layer() -> None:
    fixes, queries = points(3, 20, 1), points(3, 5, 2)
    once, joint = encoder(layers=1), encoder(layers=1, attention="joint")
    torch.testing.assert_close(once(fixes, queries), joint(fixes, queries), atol=1e-5, rtol=0)


@torch.no_grad()
@pytest.mark.parametrize("motion", [False, True])
def test_joint_differs_by_less_than_a_hundredth_at_the_start_with_four(motion: bool) -> None:
    fixes, queries = points(2, 64, 1), points(2, 4, 2)
    answers = []
    for attention in ("encode_once", "joint"):
        torch.manual_seed(0)
        model = TrajectoryEncoder(ModelConfig(attention=attention, motion=motion))
        answers.append(model(fixes, queries))
    assert 1e-5 < difference(*answers) < 0.01


@torch.no_grad()
@every_way
def test_padding_of_a_trip_does_not_change_it(way: dict[str, Any]) -> None:
    model, fixes, queries = encoder(**way), points(2, 9, 1), points(2, 3, 2)
    padded, _ = shuffled_padding(fixes, 6, seed=3)
    torch.testing.assert_close(model(padded, queries), model(fixes, queries), atol=1e-5, rtol=0)


@torch.no_grad()
@every_way
def test_padding_of_queries_does_not_change_the_others(way: dict[str, Any]) -> None:
    model, fixes, queries = encoder(**way), points(2, 9, 1), points(2, 3, 2)
    padded, real = shuffled_padding(queries, 4, seed=3)
    torch.testing.assert_close(
        model(fixes, padded)[:, real], model(fixes, queries), atol=1e-5, rtol=0
    )


@torch.no_grad()
@every_way
def test_the_rest_of_a_batch_does_not_change_a_trip(way: dict[str, Any]) -> None:
    model, fixes, queries = encoder(**way), points(5, 9, 1), points(5, 3, 2)
    fixes.mask[3, 4:] = False
    together = model(fixes, queries)
    alone = [model(fixes[row : row + 1], queries[row : row + 1]) for row in range(5)]
    torch.testing.assert_close(together, torch.cat(alone), atol=1e-5, rtol=0)
    order = torch.tensor([4, 2, 0, 1, 3])
    torch.testing.assert_close(
        model(fixes[order], queries[order]), together[order], atol=1e-5, rtol=0
    )


@torch.no_grad()
@pytest.mark.parametrize("geometry", ["absolute", "query_centred"])
def test_with_masked_query_time_the_time_has_no_effect(geometry: str) -> None:
    fixes, queries = points(2, 9, 1), points(2, 3, 2)
    later = dataclasses.replace(queries, time=queries.time + 1)
    masked = encoder(query_time="masked", geometry=geometry)
    synthetic = encoder(query_time="synthetic", geometry=geometry)
    torch.testing.assert_close(masked(fixes, queries), masked(fixes, later))
    assert not torch.allclose(synthetic(fixes, queries), synthetic(fixes, later))


@torch.no_grad()
def test_only_an_encoder_with_roads_sees_what_the_map_tells() -> None:
    fixes, queries = points(2, 6, seed=0), points(2, 3, seed=1)
    elsewhere = dataclasses.replace(queries, road=queries.road + 1)
    blind, seeing = encoder(roads=False), encoder(roads=True)
    assert blind(fixes, queries).equal(blind(fixes, elsewhere))
    assert difference(seeing(fixes, queries), seeing(fixes, elsewhere)) > 0.01


@torch.no_grad()
def test_motion_has_an_effect_only_if_switched_on() -> None:
    fixes, queries = points(2, 9, 1), points(2, 3, 2)
    faster = dataclasses.replace(fixes, motion=fixes.motion + 1)
    still, moving = encoder(motion=False), encoder(motion=True)
    torch.testing.assert_close(still(fixes, queries), still(faster, queries))
    assert not torch.allclose(moving(fixes, queries), moving(faster, queries))


@torch.no_grad()
def test_a_query_centred_encoder_is_invariant_to_translation_and_rotation() -> None:
    fixes, queries = points(2, 9, 1), points(2, 3, 2)

    def elsewhere(there: Points) -> Points:
        shift = torch.tensor([3.0, -2.0, 0.5])  # another origin of the trip's own frame too
        return dataclasses.replace(there, xy=there.xy + 0.3, place=there.place + shift)

    centred, absolute = encoder(**CENTRED), encoder(**ABSOLUTE)
    here = centred(fixes, queries)
    torch.testing.assert_close(
        centred(elsewhere(fixes), elsewhere(queries)), here, atol=1e-5, rtol=0
    )
    assert not torch.allclose(
        absolute(elsewhere(fixes), elsewhere(queries)), absolute(fixes, queries), atol=1e-3
    )
    nearer = dataclasses.replace(queries, place=queries.place + 0.1)
    assert not torch.allclose(centred(fixes, nearer), here, atol=1e-3)


@torch.no_grad()
def test_the_mean_on_a_segment_is_of_its_waypoints_or_the_nearest_one() -> None:
    model, fixes, queries = encoder(alignment="segment"), points(1, 9, 1), points(1, 2, 2)
    fixes.edge[:] = torch.tensor([0, 0, 1, 1, 1, 2, 2, 3, 3])
    queries.edge[:] = torch.tensor([1, 7])  # nobody is on 7
    outputs = model.encode(fixes).outputs
    assert outputs is not None
    along = (fixes.place[0, :, 2] - queries.place[0, 1, 2]).abs()
    expected = torch.stack([outputs[0, 2:5].mean(0), outputs[0, along.argmin()]])
    torch.testing.assert_close(model(fixes, queries)[0], model._embedding(expected))


@every_way
def test_a_gradient_reaches_every_parameter(way: dict[str, Any]) -> None:
    model = encoder(**way)
    model(points(2, 9, 1), points(2, 3, 2)).pow(2).sum().backward()
    silent = [name for name, p in model.named_parameters() if p.grad is None or not p.grad.any()]
    assert silent == []


@pytest.mark.parametrize(
    "way", [ABSOLUTE, {**ABSOLUTE, "attention": "joint"}, CENTRED], ids=name_of
)
def test_a_compiled_encoder_has_the_answers_and_gradients_of_the_plain_one(
    way: dict[str, Any],
) -> None:
    """torch traces it as for a GPU, and then executes what it traced without a compiler."""
    model, fixes, queries = encoder(**way, layers=2), points(3, 12, 1), points(3, 5, 2)
    found = []
    for embed in (model, torch.compile(model, backend="aot_eager")):
        model.zero_grad()
        z = embed(fixes, queries)
        z.square().sum().backward()
        gradients = [p.grad.flatten() for p in model.parameters() if p.grad is not None]
        found.append((z.detach(), torch.cat(gradients)))
    (plain, plain_gradient), (compiled, gradient) = found
    torch.testing.assert_close(compiled, plain)
    torch.testing.assert_close(gradient, plain_gradient)


@every_way
def test_trips_are_encoded_on_a_device_that_is_not_the_processor(way: dict[str, Any]) -> None:
    with meta_device():
        model, fixes, queries = (
            each.to(META) for each in (encoder(**way), points(3, 12, 1), points(3, 5, 2))
        )
        z = model(fixes, queries)
        z.sum().backward()
    assert z.device == META
    assert z.shape == (3, 5, 32)


def test_joint_sequences_take_as_many_operations_as_the_page_says() -> None:
    """About six times as many, with the sizes of benchmarks/log/2026-11-24-model-speed.md."""
    operations = {}
    for attention in ("encode_once", "joint"):
        config = PretrainConfig(preset="paper", attention=attention)
        with meta_device(), FlopCounterMode(display=False) as counter:
            model = TrajGANR(model_config(config, 0)).to(META)
            places = points(2, 8, 2).to(META)
            model.embed_trajectory(points(2, 64, 1).to(META), places).sum().backward()
        operations[attention] = counter.get_total_flops()
    assert 6 < operations["joint"] / operations["encode_once"] < 7
