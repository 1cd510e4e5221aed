"""What a pretraining would take."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.trajganr import TrajGANR
from trajganr_core.training.engine.estimate import estimate_pretraining
from trajganr_core.training.pretraining import pretrain as pretraining
from trajganr_core.training.pretraining.pretrain import pretrain


def test_an_estimate_counts_the_steps_of_the_training_and_writes_nothing(
    bundle: Bundle, small: PretrainConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    estimate = estimate_pretraining([bundle], dataclasses.replace(small, weights="hub"))
    assert list(tmp_path.iterdir()) == []
    steps = []

    def count(stage: str, fraction: float, /, **figures: float) -> None:
        if stage == "Pretraining" and "rate" in figures:  # not an evaluation
            steps.append(figures["loss"])

    card = pretrain([bundle], small, tmp_path / "model", count)
    assert estimate["steps"] == len(steps)
    assert estimate["trips"] == card.pretraining.figures["trips"]
    assert estimate["images"] == len(bundle.images)
    assert estimate["device"] == "cpu"
    parts = sum(estimate[f"{part}_seconds"] for part in ("evaluation", "image", "road"))
    assert estimate["step_seconds"] > 0 and parts > 0
    assert estimate["seconds"] == pytest.approx(len(steps) * estimate["step_seconds"] + parts)
    assert estimate["peak_memory_gb"] > 0.1


def test_times_of_the_week_are_part_of_a_budget(
    bundle: Bundle, small: PretrainConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pretraining, "time_roads", lambda *_: 1000.0)
    config = dataclasses.replace(small, road_function=True, modalities="traj+loc")
    assert estimate_pretraining([bundle], config)["road_seconds"] == 1000
    config = dataclasses.replace(config, epochs=None, budget="60s")
    estimate = estimate_pretraining([bundle], config)
    assert estimate["road_seconds"] == 30
    assert 0 < estimate["seconds"] <= 60


def test_a_trainable_backbone_has_no_features_computed_in_advance(
    bundle: Bundle, small: PretrainConfig
) -> None:
    config = dataclasses.replace(small, freeze_backbone=False)
    assert estimate_pretraining([bundle], config)["image_seconds"] == 0


def test_zero_epochs_take_no_steps(bundle: Bundle, small: PretrainConfig) -> None:
    config = dataclasses.replace(small, epochs=0, modalities="loc")
    estimate = estimate_pretraining([bundle], config)
    assert estimate["steps"] == estimate["seconds"] == 0


def test_the_error_for_a_batch_that_does_not_fit_names_one_that_does(
    bundle: Bundle, small: PretrainConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed = TrajGANR.embed_trajectory

    def small_memory(self: TrajGANR, fixes: object, queries: object) -> torch.Tensor:
        z = embed(self, fixes, queries)  # type: ignore[arg-type]
        if len(z) > 5:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return z

    monkeypatch.setattr(TrajGANR, "embed_trajectory", small_memory)
    with pytest.raises(TrajganrError) as caught:
        estimate_pretraining([bundle], small)
    assert caught.value.code in (Code.RESOURCE_GPU_OOM, Code.RESOURCE_RAM)
    assert caught.value.parameters["fits"] == 4


def test_a_training_by_budget_takes_its_budget(bundle: Bundle, small: PretrainConfig) -> None:
    config = dataclasses.replace(small, epochs=None, budget="1h")
    estimate = estimate_pretraining([bundle], config)
    training = estimate["seconds"] - estimate["image_seconds"]
    assert training == pytest.approx(3600, abs=estimate["step_seconds"] + 1e-6)
    assert estimate["steps"] > 0


def test_the_estimate_of_epochs_that_fit_the_budget_is_that_of_the_epochs(
    bundle: Bundle, small: PretrainConfig
) -> None:
    steps = estimate_pretraining([bundle], small)["steps"]
    config = dataclasses.replace(small, budget="100000h")
    assert estimate_pretraining([bundle], config)["steps"] == steps
