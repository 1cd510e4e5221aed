"""The aggregator is invariant to the order of trips and to padding."""

import numpy as np
import torch

from trajganr_core.model.heads import Aggregator


def aggregator() -> Aggregator:
    torch.manual_seed(0)
    return Aggregator(16, heads=4).eval()


@torch.no_grad()
def test_the_order_of_trips_does_not_matter() -> None:
    z, mask = torch.randn(3, 7, 16), torch.ones(3, 7).bool()
    order = torch.randperm(7)
    model = aggregator()
    torch.testing.assert_close(model(z, mask), model(z[:, order], mask), atol=1e-6, rtol=0)


@torch.no_grad()
def test_padding_does_not_matter() -> None:
    z, mask = torch.randn(3, 7, 16), torch.ones(3, 7).bool()
    mask[:, 4:] = False
    model, order = aggregator(), torch.randperm(7)
    few = model(z[:, :4], mask[:, :4])
    torch.testing.assert_close(model(z, mask), few, atol=1e-6, rtol=0)
    torch.testing.assert_close(model(z[:, order], mask[:, order]), few, atol=1e-6, rtol=0)


@torch.no_grad()
def test_the_rest_of_a_batch_has_no_effect() -> None:
    z, mask = torch.randn(4, 7, 16), torch.rand(4, 7) < 0.6
    mask[:, 0], mask[3] = True, False
    model = aggregator()
    alone = [model(z[row : row + 1], mask[row : row + 1]) for row in range(4)]
    torch.testing.assert_close(model(z, mask), torch.cat(alone), atol=1e-6, rtol=0)


@torch.no_grad()
def test_it_equals_multi_head_attention_of_cls_over_itself_and_the_trips() -> None:
    model, z = aggregator(), torch.randn(5, 16)
    w = {name: value.double().numpy() for name, value in model.state_dict().items()}
    tokens = np.concatenate([w["cls"][None], z.double().numpy()])
    spread = np.sqrt(tokens.var(1, keepdims=True) + 1e-5)
    normal = (tokens - tokens.mean(1, keepdims=True)) / spread * w["norm.weight"] + w["norm.bias"]
    projected = normal @ w["attention.in_proj_weight"].T + w["attention.in_proj_bias"]
    query, key, value = np.split(projected, 3, axis=1)
    attended = []
    for head in range(4):
        part = slice(4 * head, 4 * head + 4)
        weights = np.exp(key[:, part] @ query[0, part] / np.sqrt(4))
        attended += list(weights / weights.sum() @ value[:, part])
    out = np.array(attended) @ w["attention.out_proj.weight"].T + w["attention.out_proj.bias"]
    answer = model(z[None], torch.ones(1, 5).bool())[0].numpy()
    np.testing.assert_allclose(answer, w["cls"] + out, atol=1e-6)


@torch.no_grad()
def test_a_location_without_trips_gets_the_absent_vector() -> None:
    model = aggregator()
    answer = model(torch.randn(2, 3, 16), torch.tensor([[True] * 3, [False] * 3]))
    torch.testing.assert_close(answer[1], model.absent.detach())
    assert not torch.allclose(answer[0], model.absent)
