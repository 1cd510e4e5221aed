"""Prediction by nearest neighbours in the embedding space."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from untrained import save_untrained

from trajganr_core.contract.model_card import ModelConfig
from trajganr_core.contract.training_config import FinetuneConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.heads import LocationFeatures
from trajganr_core.model.nearest_neighbours import (
    NEIGHBOURS,
    TEMPERATURE,
    NearestNeighbours,
    embedding,
)
from trajganr_core.model.targets import Distribution, Ordinal, Rate, Regression
from trajganr_core.training.finetuning.finetune import finetune

DIM = 4


def features(count: int, seed: int = 0) -> LocationFeatures:
    generator = torch.Generator().manual_seed(seed)
    nothing = torch.zeros(count, 0)
    return LocationFeatures(
        v=torch.randn(count, DIM, generator=generator),
        has_image=torch.rand(count, generator=generator) < 0.6,
        around=nothing,
        has_around=torch.zeros(count).bool(),
        xy=torch.zeros(count, 2),
        g=torch.randn(count, DIM, generator=generator),
        z=torch.randn(count, 3, DIM, generator=generator),
        has_trip=torch.arange(3) < torch.randint(0, 4, (count, 1), generator=generator),
        segment=nothing,
        traffic=nothing,
    )


def obvious_embedding(of: LocationFeatures, row: int, seen: str) -> np.ndarray:
    def unit(x: np.ndarray) -> np.ndarray:
        return x / np.linalg.norm(x)

    parts = [np.zeros(DIM)] * 3
    if of.has_image[row] and "v" in seen:
        parts[0] = unit(of.v[row].numpy())
    if "g" in seen:
        parts[1] = unit(of.g[row].numpy())
    if of.has_trip[row].any() and "z" in seen:
        parts[2] = unit(of.z[row][of.has_trip[row]].mean(0).numpy())
    return np.concatenate(parts)


@pytest.mark.parametrize(("modalities", "seen"), [("all", "vgz"), ("traj+loc", "gz"), ("sv", "v")])
def test_the_embedding_is_the_concatenation_of_the_parts(modalities: str, seen: str) -> None:
    of = features(30)
    answer = embedding(of, ModelConfig(dimension=DIM, modalities=modalities)).numpy()
    for row in range(30):
        np.testing.assert_allclose(answer[row], obvious_embedding(of, row, seen), atol=1e-6)


def test_the_prediction_is_the_weighted_mean_of_the_nearest_labels() -> None:
    config = ModelConfig(dimension=DIM)
    train, queries = features(40, seed=1), features(6, seed=2)
    labels = np.random.default_rng(0).uniform(10, 80, (40, 1))
    target = Regression("linear", 0.0, 1.0)
    head = NearestNeighbours(config, target, embedding(train, config), target.encode(labels), k=5)
    answers = target.decode(head(queries))
    for row in range(6):
        one = obvious_embedding(queries, row, "vgz")
        others = np.stack([obvious_embedding(train, other, "vgz") for other in range(40)])
        cosine = others @ one / np.linalg.norm(others, axis=1) / np.linalg.norm(one)
        nearest = np.argsort(-cosine)[:5]
        weight = np.exp(cosine[nearest] / TEMPERATURE)
        expected = (weight * labels[nearest, 0]).sum() / weight.sum()
        assert answers[row, 0] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("target", "labels"),
    [
        (Regression("log", 1.0, 2.0), [[30.0], [3.0]]),
        (Rate(0.5, 1.0), [[4.0, 2.0], [0.0, 5.0]]),
        (Ordinal((1.0, 2.0, 3.0, 4.0), (1.0,) * 5), [[1.0], [9.0]]),
        (Distribution(2), [[0.3, 0.7], [1.0, 0.0]]),
    ],
)
def test_a_training_road_gets_its_own_label(target, labels) -> None:
    config = ModelConfig(dimension=DIM)
    train = features(2)
    labels = np.array(labels)
    head = NearestNeighbours(config, target, embedding(train, config), target.encode(labels), k=1)
    np.testing.assert_allclose(target.decode(head(train)), target.truth(labels), atol=1e-4)


def test_zero_shot_needs_no_training(bundle: Bundle, tmp_path: Path) -> None:
    model = save_untrained(bundle, tmp_path / "model")
    config = FinetuneConfig(tasks=("speed", "popularity", "aoi"), head="neighbours", device="cpu")
    card = finetune(model, bundle, config, tmp_path / "out")
    for head in card.heads.values():
        assert head.kind == "neighbours"
        assert head.k in NEIGHBOURS
        assert head.epoch is None
        assert "coverage" in head.metrics
    # Places are near each other in the location encoder, and areas of interest are, too.
    assert card.heads["aoi"].metrics["l1"] < card.heads["aoi"].metrics["baseline_l1"]
    few = dataclasses.replace(config, tasks=("aoi",), label_share=0.01)
    assert finetune(model, bundle, few, tmp_path / "few").heads["aoi"].k <= 3
