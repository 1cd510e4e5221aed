"""SatCLIP: its checkpoint is read as it was published, or its encoder is trained on the area."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from cells import stop

from trajganr_comparison.location_features import edge_middles
from trajganr_comparison.satclip import Satclip
from trajganr_comparison.satclip_encoder import SatclipLocationEncoder, load_satclip
from trajganr_comparison.satclip_training import SatclipTraining, train_satclip
from trajganr_comparison.spherical_harmonics import spherical_harmonics
from trajganr_comparison.study import Study
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.progress import silent

SMALL = SatclipTraining(degrees=10, hidden=32, dimension=16, epochs=2, batch_size=16)

#: Of the published L = 10 model, as its lightning module saves them, sizes aside.
HYPER_PARAMETERS: dict[str, Any] = {
    "embed_dim": 6,
    "image_resolution": 224,
    "vision_layers": "moco_vit16",
    "vision_width": 128,
    "vision_patch_size": 32,
    "in_channels": 13,
    "le_type": "sphericalharmonics",
    "pe_type": "siren",
    "frequency_num": 32,
    "max_radius": 0.001,
    "min_radius": 0.00001,
    "legendre_polys": 4,
    "harmonics_calculation": "analytic",
    "sh_embedding_dims": 4,
    "learning_rate": 0.0001,
    "weight_decay": 0.01,
    "num_hidden_layers": 2,
    "capacity": 8,
}


def published_layout(**changes: Any) -> dict[str, Any]:
    """A checkpoint with the keys of the published ones, and random weights."""
    generator = torch.Generator().manual_seed(0)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    net = {
        "layers.0.weight": drawn(8, 16),
        "layers.0.bias": drawn(8),
        "layers.1.weight": drawn(8, 8),
        "layers.1.bias": drawn(8),
        "last_layer.weight": drawn(6, 8),
        "last_layer.bias": drawn(6),
    }
    state = {"model.logit_scale": drawn(), "model.visual.cls_token": drawn(1, 1, 4)}
    for prefix in ("model.nnet.", "model.location.nnet."):  # the module has it under both names
        state |= {prefix + name: value for name, value in net.items()}
    return {
        "epoch": 499,
        "global_step": 1000,
        "pytorch-lightning_version": "2.0.0",
        "state_dict": state,
        "hyper_parameters": {**HYPER_PARAMETERS, **changes},
        "optimizer_states": [{"state": {0: {"step": drawn()}}, "param_groups": [{"lr": 1e-4}]}],
    }


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.save(published_layout(), tmp_path / "satclip-vit16-l4.ckpt")
    return tmp_path / "satclip-vit16-l4.ckpt"


def test_a_published_checkpoint_yields_its_embeddings(checkpoint: Path) -> None:
    lon_lat = torch.tensor([[-8.62, 41.15], [116.4, 39.9]], dtype=torch.float64)
    net = {
        key.removeprefix("model.location.nnet."): value.numpy()
        for key, value in published_layout()["state_dict"].items()
    }
    y = spherical_harmonics(lon_lat, 4, "analytic").numpy()
    y = np.sin(30.0 * (y @ net["layers.0.weight"].T + net["layers.0.bias"]))
    y = np.sin(y @ net["layers.1.weight"].T + net["layers.1.bias"])
    y = y @ net["last_layer.weight"].T + net["last_layer.bias"]
    np.testing.assert_allclose(load_satclip(checkpoint)(lon_lat).detach(), y, atol=1e-12)


def test_harmonics_are_computed_as_the_checkpoint_specifies(tmp_path: Path) -> None:
    torch.save(published_layout(harmonics_calculation="closed-form"), tmp_path / "a.ckpt")
    assert load_satclip(tmp_path / "a.ckpt").calculation == "closed-form"


@pytest.mark.parametrize(
    "changes",
    [
        {"le_type": "grid"},
        {"pe_type": "fcnet"},
        {"harmonics_calculation": "discretized"},
        {"legendre_polys": 5},
        {"legendre_polys": None},
        {"num_hidden_layers": 3},
        {"capacity": 0},
    ],
    ids=str,
)
def test_other_encoders_are_refused(changes: dict[str, Any], tmp_path: Path) -> None:
    torch.save(published_layout(**changes), tmp_path / "other.ckpt")
    with pytest.raises(TrajganrError) as caught:
        load_satclip(tmp_path / "other.ckpt")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_a_bare_state_dict_is_refused(tmp_path: Path) -> None:
    torch.save(published_layout()["state_dict"], tmp_path / "bare.ckpt")
    with pytest.raises(TrajganrError) as caught:
        load_satclip(tmp_path / "bare.ckpt")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "hyper_parameters" in caught.value.message


def test_with_a_checkpoint_nothing_is_trained(study: Study, checkpoint: Path) -> None:
    features = Satclip(checkpoint).features(study, silent)
    lon_lat = torch.from_numpy(edge_middles(study.bundle.network))
    expected = load_satclip(checkpoint)(lon_lat).detach().float().numpy()
    np.testing.assert_array_equal(features.values, expected)
    assert features.origin == "published weights, from satclip-vit16-l4.ckpt"
    assert features.parameters == 0 and features.seconds == 0.0


def test_without_a_checkpoint_the_encoder_is_trained_on_the_area(study: Study) -> None:
    losses: list[float] = []

    def watch(stage: str, fraction: float, /, **figures: float) -> None:
        losses.extend(figures.values())

    features = Satclip(training=SMALL).features(study, watch)
    assert features.values.shape == (len(study.bundle.network), 16)
    assert np.isfinite(features.values).all()
    assert "not the published weights" in features.origin
    assert f"loss {losses[-1]:.2f}; chance level " in features.origin
    encoder = SatclipLocationEncoder(10, 32, 16, 2)
    assert features.parameters == sum(p.numel() for p in encoder.parameters())
    assert features.seconds > 0


def test_training_distinguishes_locations_that_are_far_apart(study: Study) -> None:
    """The tiny city's roads, as far from each other as cities of a continent are."""
    network = study.bundle.network
    far = dataclasses.replace(
        network,
        lon=(network.lon - network.lon.mean()) * 4000,
        lat=(network.lat - network.lat.mean()) * 4000,
    )
    continent = dataclasses.replace(study, bundle=dataclasses.replace(study.bundle, network=far))
    training = dataclasses.replace(SMALL, hidden=256, epochs=60)
    trained = train_satclip(continent, training, silent)
    assert trained.loss < 0.9 * trained.chance_level


def test_features_depend_only_on_the_seed(study: Study) -> None:
    def values(seed: int) -> Any:
        return Satclip(training=SMALL).features(dataclasses.replace(study, seed=seed), silent)

    np.testing.assert_array_equal(values(0).values, values(0).values)
    assert np.abs(values(0).values - values(1).values).max() > 1e-3


def test_neither_labels_nor_label_trips_are_used(study: Study) -> None:
    bundle = study.bundle
    inputs = np.flatnonzero(~bundle.is_label)
    without = dataclasses.replace(
        study,
        bundle=dataclasses.replace(
            bundle,
            matched=bundle.matched.take(inputs),
            is_label=np.zeros(len(inputs), dtype=np.bool_),
            labels=bundle.labels.iloc[:0],
        ),
    )
    seen = Satclip(training=SMALL).features(study, silent).values
    np.testing.assert_array_equal(Satclip(training=SMALL).features(without, silent).values, seen)


def test_training_can_be_cancelled(study: Study) -> None:
    with pytest.raises(TrajganrError) as caught:
        Satclip(training=SMALL).features(study, stop)
    assert caught.value.code is Code.JOB_CANCELLED


def test_too_few_roads_with_trips_are_refused(study: Study) -> None:
    bundle = study.bundle
    without_trips = dataclasses.replace(
        bundle, is_label=np.ones(len(bundle.matched), dtype=np.bool_)
    )
    with pytest.raises(TrajganrError) as caught:
        Satclip(training=SMALL).features(dataclasses.replace(study, bundle=without_trips), silent)
    assert caught.value.code is Code.INPUT_EMPTY
