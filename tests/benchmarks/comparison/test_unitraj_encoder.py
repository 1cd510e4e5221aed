"""UniTraj's network: rotary positions, masks of hidden points and padding, published weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from unitraj_weights import WIDTH, published_layout, saved

from trajganr_comparison.unitraj_encoder import Unitraj, load_unitraj, rotate
from trajganr_core.contract.errors import Code, TrajganrError

POINTS = 9


@pytest.fixture
def model(tmp_path: Path) -> Unitraj:
    return load_unitraj(saved(published_layout(), tmp_path))


@pytest.fixture
def batch() -> tuple[Tensor, Tensor, Tensor]:
    """Places, intervals and which points are real, of trips with nine, six and three points."""
    generator = torch.Generator().manual_seed(1)
    real = torch.arange(POINTS) < torch.tensor([[9], [6], [3]])
    places = torch.randn(3, POINTS, 2, generator=generator)
    return places, 15 * torch.rand(3, POINTS, generator=generator), real


def test_rotary_positions_rotate_pairs_of_the_two_halves() -> None:
    x = torch.randn(2, 3, 7, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    pairs = x[..., :4].numpy() + 1j * x[..., 4:].numpy()
    turned = pairs * np.exp(1j * np.outer(np.arange(7), 10_000.0 ** (-np.arange(4) / 4)))
    expected = np.concatenate([turned.real, turned.imag], axis=-1)
    np.testing.assert_allclose(rotate(x).numpy(), expected, atol=1e-6)


def test_the_product_of_rotated_vectors_depends_only_on_their_distance() -> None:
    q, k = torch.randn(2, 8, generator=torch.Generator().manual_seed(0))
    scores = rotate(q.expand(20, -1)) @ rotate(k.expand(20, -1)).T
    for lag in (-7, 0, 3):
        diagonal = scores.diagonal(lag)
        torch.testing.assert_close(diagonal, diagonal[:1].expand_as(diagonal))
    assert (scores[0, 1:] - scores[0, 0]).abs().max() > 0.1


def test_the_encoder_computes_the_published_equations(model: Unitraj) -> None:
    """All points of a trip, in NumPy."""
    state = {name: value.double().numpy() for name, value in published_layout().items()}
    places = np.random.default_rng(0).normal(size=(5, 2))
    seconds = np.array([0.0, 15.0, 15.0, 30.0, 15.0])

    def norm(x: Any, name: str) -> Any:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        return x * state[f"{name}.weight"] + state[f"{name}.bias"]

    def linear(x: Any, name: str) -> Any:
        return x @ state[f"{name}.weight"].T + state.get(f"{name}.bias", 0.0)

    x = places @ state["encoder.tokenizer.weight"][..., 0].T + state["encoder.tokenizer.bias"]
    x = np.vstack(
        [state["encoder.cls_token"][0], x + linear(seconds[:, None], "interval_embedding")]
    )
    for number in range(2):
        layer = f"encoder.transformer.layers.{number}"
        qkv = linear(norm(x, f"{layer}.0.norm"), f"{layer}.0.to_qkv").reshape(6, 3, 4, 4)
        heads = []
        for head in range(4):
            q, k = (rotate(torch.from_numpy(qkv[:, part, head].copy())).numpy() for part in (0, 1))
            scores = np.exp(q @ k.T / 2)
            heads.append(scores / scores.sum(1, keepdims=True) @ qkv[:, 2, head])
        x = x + linear(np.hstack(heads), f"{layer}.0.to_out.0")
        inner = torch.from_numpy(linear(norm(x, f"{layer}.1.net.0"), f"{layer}.1.net.1"))
        x = x + linear(torch.nn.functional.gelu(inner).numpy(), f"{layer}.1.net.4")
    expected = norm(x, "encoder.layer_norm")[1:]
    inputs = torch.from_numpy(places)[None].float(), torch.from_numpy(seconds)[None].float()
    result = model.encode(*inputs, torch.ones(1, 5, dtype=torch.bool))[0]
    np.testing.assert_allclose(result.detach(), expected, atol=1e-4)


def test_padding_does_not_change_the_encoding(
    model: Unitraj, batch: tuple[Tensor, Tensor, Tensor]
) -> None:
    places, intervals, real = batch
    result = model.encode(places, intervals, real)
    for row, points in enumerate(real.sum(1).tolist()):
        alone = model.encode(
            places[row : row + 1, :points], intervals[row : row + 1, :points], real[:1, :points]
        )
        torch.testing.assert_close(result[row, :points], alone[0], atol=1e-5, rtol=1e-5)
    other = torch.where(real[..., None], places, 1e3)
    torch.testing.assert_close(model.encode(other, intervals, real)[real], result[real])


def test_the_order_of_a_batch_does_not_matter(
    model: Unitraj, batch: tuple[Tensor, Tensor, Tensor]
) -> None:
    turned = [part[[2, 0, 1]] for part in batch]
    result, others = model.encode(*batch)[[2, 0, 1]], model.encode(*turned)
    torch.testing.assert_close(others[turned[2]], result[turned[2]], atol=1e-5, rtol=1e-5)


def test_the_order_of_a_trip_matters(model: Unitraj, batch: tuple[Tensor, Tensor, Tensor]) -> None:
    places, intervals, real = (part[:1] for part in batch)
    back = model.encode(places.flip(1), intervals.flip(1), real).flip(1)
    assert (back - model.encode(places, intervals, real)).abs().max() > 0.01


def test_hidden_places_do_not_change_the_prediction(
    model: Unitraj, batch: tuple[Tensor, Tensor, Tensor]
) -> None:
    places, intervals, real = batch
    hidden = real & (torch.arange(POINTS) % 3 == 1)
    result = model(places, intervals, real, hidden)
    moved = torch.where(hidden[..., None], places + 100, places)
    torch.testing.assert_close(model(moved, intervals, real, hidden)[real], result[real])
    seen = torch.where((real & ~hidden)[..., None], places + 1, places)
    assert (model(seen, intervals, real, hidden) - result)[hidden].abs().min() > 0


def test_all_tensors_of_a_published_file_are_loaded(tmp_path: Path) -> None:
    state = published_layout(layers=3, decoder_layers=2)
    model = load_unitraj(saved(state, tmp_path))
    assert model.state_dict().keys() == state.keys()
    assert all(torch.equal(value, state[name]) for name, value in model.state_dict().items())
    assert not model.training


def test_tensor_names_of_a_training_on_several_devices_are_supported(tmp_path: Path) -> None:
    state = {f"module.{name}": value for name, value in published_layout().items()}
    model = load_unitraj(saved(state, tmp_path))
    assert torch.equal(model.encoder.cls_token, state["module.encoder.cls_token"])


@pytest.mark.parametrize(
    "changes",
    [
        {"encoder.tokenizer.weight": torch.zeros(WIDTH, 2, 2)},
        {"encoder.tokenizer.weight": torch.zeros(12, 2, 1)},
        {"encoder.tokenizer.weight": 3},
        {"decoder.head.weight": torch.zeros(4, WIDTH)},
        {"encoder.transformer.layers.1.0.to_qkv.weight": torch.zeros(4, WIDTH)},
        {"road_encoder.weight": torch.zeros(1)},
    ],
    ids=lambda changes: " ".join(changes),
)
def test_other_weights_are_refused(changes: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        load_unitraj(saved(published_layout() | changes, tmp_path))
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert next(iter(changes)) in caught.value.message


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    state = published_layout()
    del state["interval_embedding.bias"]
    with pytest.raises(TrajganrError) as caught:
        load_unitraj(saved(state, tmp_path))
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "interval_embedding.bias" in caught.value.message
