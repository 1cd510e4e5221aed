"""The trajectory as an implicit function: layouts agree, padding and company do not matter."""

import dataclasses

import pytest
import torch
from torch import Tensor

from trajganr_core.model.points import MOTION_FEATURES, Points
from trajganr_core.model.trajectory import TrajectoryEncoder


def encoder(**changes: object) -> TrajectoryEncoder:
    torch.manual_seed(0)
    options = {
        "layers": 4,
        "heads": 4,
        "ffn": 64,
        "time_dim": 8,
        "attention": "encode_once",
        "query_time": "synthetic",
        "motion": True,
    }
    return TrajectoryEncoder(32, **{**options, **changes}).eval()  # type: ignore[arg-type]


def points(batch: int, count: int, seed: int) -> Points:
    generator = torch.Generator().manual_seed(seed)

    def rand(size: int) -> Tensor:
        return torch.rand(batch, count, size, generator=generator)

    edge = torch.zeros(batch, count, dtype=torch.long)
    mask = torch.ones(batch, count).bool()
    return Points(rand(2), rand(2), rand(3), rand(MOTION_FEATURES), edge, mask)


def masked_single_pass(model: TrajectoryEncoder, fixes: Points, queries: Points) -> Tensor:
    """One sequence of waypoints and queries; a mask lets a query see waypoints and itself."""
    n, q = fixes.mask.shape[1], queries.mask.shape[1]
    x = torch.cat(
        [
            model._tokens(fixes, fixes.motion, model.time(fixes.time)),
            model._query_tokens(queries),
        ],
        dim=1,
    )
    mask = torch.zeros(n + q, n + q, dtype=torch.bool)
    mask[:, :n] = True
    mask[n:, n:] = torch.eye(q).bool()
    for block in model.blocks:
        x = block.attend(x, *block.keys_values(x), mask)
    return model._embedding(x[:, n:])


def one_query(queries: Points, number: int) -> Points:
    return Points(*(tensor[:, number : number + 1] for tensor in queries.tensors()))


@torch.no_grad()
def test_kept_keys_one_masked_pass_and_separate_passes_agree() -> None:
    model, fixes, queries = encoder(), points(3, 20, 1), points(3, 5, 2)
    kept = model(fixes, queries)
    single = masked_single_pass(model, fixes, queries)
    separate = torch.cat(
        [masked_single_pass(model, fixes, one_query(queries, i)) for i in range(5)], dim=1
    )
    torch.testing.assert_close(kept, single, atol=1e-5, rtol=0)
    torch.testing.assert_close(kept, separate, atol=1e-5, rtol=0)


@torch.no_grad()
def test_joint_equals_encode_once_with_one_layer_and_differs_with_more() -> None:
    fixes, queries = points(3, 20, 1), points(3, 5, 2)
    once, joint = encoder(layers=1), encoder(layers=1, attention="joint")
    torch.testing.assert_close(once(fixes, queries), joint(fixes, queries), atol=1e-5, rtol=0)
    deep, deep_joint = encoder()(fixes, queries), encoder(attention="joint")(fixes, queries)
    assert not torch.allclose(deep, deep_joint, atol=1e-5)


@torch.no_grad()
@pytest.mark.parametrize("attention", ["encode_once", "joint"])
def test_padding_and_company_do_not_change_a_trip(attention: str) -> None:
    model, fixes, queries = encoder(attention=attention), points(2, 9, 1), points(2, 3, 2)
    alone = model(
        Points(*(tensor[:1] for tensor in fixes.tensors())),
        Points(*(tensor[:1] for tensor in queries.tensors())),
    )
    padding = points(2, 6, 3)
    padded = Points(
        *(
            torch.cat([tensor, extra], dim=1)
            for tensor, extra in zip(fixes.tensors(), padding.tensors(), strict=True)
        )
    )
    padded.mask[:, 9:] = False
    torch.testing.assert_close(model(padded, queries)[:1], alone, atol=1e-5, rtol=0)


@torch.no_grad()
def test_a_masked_query_time_does_not_depend_on_the_time_asked() -> None:
    fixes, queries = points(2, 9, 1), points(2, 3, 2)
    later = dataclasses.replace(queries, time=queries.time + 1)
    masked, synthetic = encoder(query_time="masked"), encoder(query_time="synthetic")
    torch.testing.assert_close(masked(fixes, queries), masked(fixes, later))
    assert not torch.allclose(synthetic(fixes, queries), synthetic(fixes, later))


@torch.no_grad()
def test_motion_is_seen_only_where_switched_on() -> None:
    fixes, queries = points(2, 9, 1), points(2, 3, 2)
    faster = dataclasses.replace(fixes, motion=fixes.motion + 1)
    still, moving = encoder(motion=False), encoder(motion=True)
    torch.testing.assert_close(still(fixes, queries), still(faster, queries))
    assert not torch.allclose(moving(fixes, queries), moving(faster, queries))


def test_a_gradient_reaches_every_parameter() -> None:
    for attention in ("encode_once", "joint"):
        model = encoder(attention=attention, query_time="masked")
        model(points(2, 9, 1), points(2, 3, 2)).pow(2).sum().backward()
        silent = [name for name, p in model.named_parameters() if p.grad is None]
        assert silent == []
