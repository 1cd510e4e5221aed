"""What learns when heads are trained, and what does not."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from location_tables import table_of
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.prediction_loop import BATCH, answers
from trajganr_core.model.heads import Head
from trajganr_core.model.task_head import TaskHead


@pytest.fixture(scope="module")
def table(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> LocationFeatureTable:
    folder = save_untrained(bundle, tmp_path_factory.mktemp("models") / "untrained")
    return table_of(bundle, folder, trips=8, with_context=True)


@pytest.mark.parametrize("freeze", [True, False])
def test_gradients_reach_all_trained_parameters_and_no_frozen_ones(
    table: LocationFeatureTable, freeze: bool
) -> None:
    encoders = table.model.requires_grad_(not freeze).train()
    encoders.zero_grad()
    torch.manual_seed(0)
    head = Head(encoders.config, 3)
    features = table.features(table.select(np.arange(len(table)), trips=4))
    features = features.hiding(*torch.rand(2, len(table)) < 0.3)
    head(features).square().sum().backward()
    untouched = [name for name, p in head.named_parameters() if p.grad is None or not p.grad.any()]
    assert untouched == []
    learned = {name for name, p in encoders.named_parameters() if p.grad is not None}
    # Predicting paces is a task of pretraining.
    every = {name for name, _ in encoders.named_parameters() if not name.startswith("pace.")}
    assert learned == (set() if freeze else every)


def test_answers_do_not_depend_on_the_batch(table: LocationFeatureTable) -> None:
    head = Head(table.model.config, 2).eval()
    rows = np.arange(len(table))
    many = np.concatenate([rows] * (BATCH // len(rows) + 2))
    together = answers(head, table, many, trips=4)
    alone = torch.cat([answers(head, table, rows[i : i + 1], trips=4) for i in (0, 7)])
    torch.testing.assert_close(together[[0, 7]], alone, atol=1e-5, rtol=0)
    assert len(together) == len(many)
    assert answers(head, table, rows[:0], trips=4).shape == (0, 2)


def test_the_distance_is_to_the_nearest_training_road(table: LocationFeatureTable) -> None:
    rng = np.random.default_rng(0)
    training, queries = rng.uniform(-5e3, 5e3, (40, 2)), rng.uniform(-9e3, 9e3, (25, 2))
    network = Head(table.model.config, 1)
    head = TaskHead(network, torch.from_numpy(training).float())
    expected = np.linalg.norm(queries[:, None] - training, axis=-1).min(1)
    np.testing.assert_allclose(head.distance(queries), expected, atol=0.01)
