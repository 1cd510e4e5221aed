"""Figures of heads stand beside those of what needs no labels, on the same held-out roads."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.texts.model_facts import figures_of, model_facts
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation import block_interval
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.finetuning.task_data import fit_tasks
from trajganr_core.training.finetuning.without_labels import (
    gain_figures,
    labels_of_passes,
    speeds_without_labels,
)


def test_the_mean_of_the_passes_and_the_shipped_model_are_measured_on_the_same_roads(
    bundle: Bundle,
    pretrained: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(block_interval, "MIN_BLOCKS", 2)  # the city is small
    config = FinetuneConfig(tasks=("speed", "aoi"), head="mlp", epochs=1, device="cpu")
    with caplog.at_level(logging.INFO):
        card = finetune(pretrained, bundle, config, tmp_path / "tuned", beside=pretrained)
    metrics = card.heads["speed"].metrics
    assert {"passes_mae", "shipped_mae", "gain", "gain_low", "gain_high"} <= metrics.keys()
    assert metrics["gain"] == pytest.approx(metrics["shipped_mae"] - metrics["mae"])
    assert "over the shipped model" in caplog.text
    assert "the mean of their own trips is off by" in caplog.text
    head = model_facts(card)["heads"]["Traffic speed"]
    assert "mean of own trips" in head["MAE"]
    assert "over the shipped model" in head["training"]
    assert "tested roads with trips the mean of their own trips" in head["Is the mean enough?"]
    roads = metrics["trips_roads"] + metrics["no_trips_roads"]
    assert roads == card.heads["speed"].locations["test"]
    of_places = card.heads["aoi"].metrics
    assert not any(name.startswith(("passes_", "shipped_", "trips_")) for name in of_places)


def test_the_shipped_model_is_measured_only_where_asked_and_the_mean_of_the_passes_always(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    config = FinetuneConfig(tasks=("speed",), head="mlp", epochs=1, device="cpu")
    card = finetune(pretrained, bundle, config, tmp_path / "tuned")
    assert "shipped_mae" not in card.heads["speed"].metrics
    assert "passes_mae" in card.heads["speed"].metrics
    assert any(one.passes_error is not None for one in card.heads["speed"].groups)
    assert "shipped" not in figures_of("speed", card.heads["speed"].metrics)["MAE"]


def test_a_head_that_knows_every_label_gains_the_error_of_the_shipped_model(
    bundle: Bundle, pretrained: Path
) -> None:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    (fit,) = fit_tasks(bundle, split, ("speed",), 1.0, 0)
    tested = fit.rows["test"]
    block = np.arange(len(tested)) // 2
    shipped = speeds_without_labels(pretrained, bundle)
    figures = gain_figures(fit, fit.values[tested], shipped, block)
    assert figures["gain"] == pytest.approx(figures["shipped_mae"])
    assert 0 < figures["gain_low"] < figures["gain"] < figures["gain_high"]
    fast = np.full(len(bundle.network), 1e3)
    assert gain_figures(fit, fit.values[tested], fast, block)["gain_low"] > 500


def test_a_road_without_passes_has_the_mean_of_its_class(bundle: Bundle) -> None:
    labels = labels_of_passes(bundle)
    unused = (labels["trip_count"] == 0).to_numpy()
    assert not labels["speed_kmh_is_own"][unused].any()
    assert np.isfinite(labels["speed_kmh"]).all()
    classes = np.asarray(bundle.network.highway, dtype=str)
    for name in np.unique(classes[unused]):
        assert labels["speed_kmh"][unused & (classes == name)].nunique() == 1
