"""How far answers are shrunk to the mean of the passes, by what the validation roads say."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from location_tables import table_of
from torch import Tensor
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.model.heads import Ensemble
from trajganr_core.model.own_mean import OwnMean, Shrunk
from trajganr_core.model.task_head import new_head
from trajganr_core.training.finetuning import shrinkage
from trajganr_core.training.finetuning.shrinkage import STRENGTHS, shrunk
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks

TRIPS = 4


@pytest.fixture(scope="module")
def fit(bundle: Bundle) -> TaskData:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return fit_tasks(bundle, split, ("speed",), 1.0, 0)[0]


@pytest.fixture(scope="module")
def table(
    bundle: Bundle, fit: TaskData, tmp_path_factory: pytest.TempPathFactory
) -> LocationFeatureTable:
    folder: Path = save_untrained(bundle, tmp_path_factory.mktemp("models") / "untrained")
    return table_of(bundle, folder, fit.edge, trips=TRIPS, with_context=True)


@pytest.fixture
def networks(table: LocationFeatureTable) -> Ensemble:
    torch.manual_seed(0)
    return new_head(table.model.config, 1, segment_context=True, networks=["everything"]).eval()


def labelled_by_means(fit: TaskData, table: LocationFeatureTable, change: float) -> TaskData:
    """The task, whose labels are the means of the passes plus a change (in standard deviations)."""
    own = OwnMean.of("speed", fit.target, table.model.config, segment_context=True)
    assert own is not None
    encoded = own.outputs(table.context(np.arange(len(table)))[1]) + change
    return dataclasses.replace(fit, encoded=encoded)


def set_answers(fit: TaskData, error: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the predictor answer the labels with an error (standard deviations)."""

    def answers(head: object, table: LocationFeatureTable, rows: np.ndarray, trips: int) -> Tensor:
        return fit.encoded[torch.from_numpy(rows)] + error

    monkeypatch.setattr(shrinkage, "answers", answers)


def test_shrinkage_is_strongest_where_labels_are_means_of_passes(
    networks: Ensemble,
    fit: TaskData,
    table: LocationFeatureTable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = labelled_by_means(fit, table, 0.0)
    set_answers(task, 0.5, monkeypatch)
    chosen, passes = shrunk(networks, task, table, TRIPS)
    assert isinstance(chosen, Shrunk)
    assert passes == chosen.passes == STRENGTHS[0]
    assert chosen.predictor is networks


def test_labels_that_mean_something_else_than_the_passes_allow_none(
    networks: Ensemble,
    fit: TaskData,
    table: LocationFeatureTable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = labelled_by_means(fit, table, 3.0)
    set_answers(task, -0.1, monkeypatch)
    assert shrunk(networks, task, table, TRIPS) == (networks, None)


def test_without_segment_features_there_is_no_shrinkage(
    bundle: Bundle, fit: TaskData, tmp_path: Path
) -> None:
    folder = save_untrained(bundle, tmp_path / "untrained")
    table = table_of(bundle, folder, fit.edge, trips=TRIPS, with_context=False)
    head = new_head(table.model.config, 1, segment_context=False, networks=["everything"]).eval()
    assert shrunk(head, fit, table, TRIPS) == (head, None)
