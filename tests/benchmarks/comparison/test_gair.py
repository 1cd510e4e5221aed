"""GAIR: a checkpoint's location encoder, or its encoders trained on the area's street views."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from trajganr_comparison.fourier_encoder import FourierLocationEncoder
from trajganr_comparison.gair import Gair, load_gair
from trajganr_comparison.gair_training import DIMENSION, GairTraining
from trajganr_comparison.location_features import edge_middles
from trajganr_comparison.study import Study
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.utils.progress import silent

SMALL = GairTraining(
    backbone="test_vit", backbone_weights="none", epochs=2, batch_size=16, queue=24
)


@pytest.fixture(scope="module")
def encoder() -> FourierLocationEncoder:
    torch.manual_seed(0)
    return FourierLocationEncoder(DIMENSION)


def checkpoint(encoder: FourierLocationEncoder, prefix: str, path: Path) -> Path:
    """A file with the names of GAIR's model: its location encoder and some of the rest."""
    state = {f"{prefix}location_encoder.{k}": v for k, v in encoder.state_dict().items()}
    state |= {f"{prefix}query_feature": torch.zeros(1, 1, DIMENSION)}
    state |= {f"{prefix}queue_for_location": torch.zeros(2, 4096)}
    torch.save({"model": state, "epoch": 144}, path)
    return path


def without_images(study: Study, dropped: np.ndarray) -> Study:
    images = study.bundle.images[~dropped].reset_index(drop=True)
    return dataclasses.replace(study, bundle=dataclasses.replace(study.bundle, images=images))


def on_held_out_roads(study: Study) -> np.ndarray:
    held_out = np.concatenate([study.split.edges("test"), study.split.edges("buffer")])
    return np.isin(study.bundle.images["edge"].to_numpy(), held_out)


@pytest.mark.parametrize("prefix", ["", "module."])
def test_a_checkpoint_yields_its_embeddings(
    encoder: FourierLocationEncoder, prefix: str, study: Study, tmp_path: Path
) -> None:
    file = checkpoint(encoder, prefix, tmp_path / "checkpoint-144.pth")
    features = Gair(file).features(study, silent)
    with torch.no_grad():
        expected = encoder(torch.from_numpy(edge_middles(study.bundle.network))).numpy()
    np.testing.assert_allclose(features.values, expected, atol=1e-6)
    assert features.origin == "its authors' weights, from checkpoint-144.pth; location only"
    assert features.parameters == 0 and features.seconds == 0.0


def test_weights_of_geoclip_are_refused(tmp_path: Path) -> None:
    file = checkpoint(FourierLocationEncoder(512), "", tmp_path / "other.pth")
    with pytest.raises(TrajganrError) as caught:
        load_gair(file)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_training_on_the_area_yields_features_of_locations_and_street_views(study: Study) -> None:
    losses: list[float] = []

    def watch(stage: str, fraction: float, /, **figures: float) -> None:
        losses.extend(figures.values())

    training = dataclasses.replace(SMALL, epochs=12)
    features = Gair(training=training).features(study, watch)
    edges = len(study.bundle.network)
    assert features.values.shape == (edges, 2 * DIMENSION + 1)
    assert np.isfinite(features.values).all()
    has_image = edge_locations(study.bundle, np.arange(edges)).image >= 0
    assert 0 < has_image.sum() < edges
    np.testing.assert_array_equal(features.values[:, -1] > 0, has_image)
    views = features.values[:, DIMENSION:-1]
    assert (views[~has_image] == 0).all() and (views[has_image] != 0).any(1).all()
    assert features.origin.startswith("not its authors' weights")
    assert features.parameters > 0 and features.seconds > 0
    assert losses[-1] < 0.9 * losses[0]


def test_features_depend_only_on_the_seed_and_street_views_of_training_roads(study: Study) -> None:
    def values(of: Study) -> Any:
        return Gair(training=SMALL).features(of, silent).values

    everything = values(study)
    np.testing.assert_array_equal(values(study), everything)
    assert np.abs(values(dataclasses.replace(study, seed=1)) - everything).max() > 1e-3
    held_out = on_held_out_roads(study)
    assert 0 < held_out.sum() < len(held_out)
    without = values(without_images(study, held_out))
    np.testing.assert_allclose(without[:, :DIMENSION], everything[:, :DIMENSION], atol=1e-5)


def test_training_without_street_views_is_refused(study: Study) -> None:
    for dropped in (np.ones(len(study.bundle.images), dtype=np.bool_), ~on_held_out_roads(study)):
        with pytest.raises(TrajganrError) as caught:
            Gair(training=SMALL).features(without_images(study, dropped), silent)
        assert caught.value.code is Code.INPUT_EMPTY
        assert "street views" in caught.value.message
