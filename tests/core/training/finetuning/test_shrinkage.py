"""How far answers are shrunk to what trips show, by what the validation roads say."""

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
from trajganr_core.model.own_mean import OwnClass, OwnMean, Shrunk, own_of
from trajganr_core.model.segment_columns import LOG_TRIPS
from trajganr_core.model.targets import Ordinal
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
    own = own_of("speed", fit.target, table.model.config, segment_context=True)
    assert isinstance(own, OwnMean)
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


def counted_by_trips(
    bundle: Bundle,
    table: LocationFeatureTable,
    sign: int,
    error: int,
    monkeypatch: pytest.MonkeyPatch,
) -> TaskData:
    """The task popularity, whose labels rise, or fall, with the number of input trips.

    The predictor's classes have an error.
    """
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    (fit,) = fit_tasks(bundle, split, ("popularity",), 1.0, 0)
    trips = torch.from_numpy(table.traffic[:, LOG_TRIPS]).expm1().round().numpy()
    labels = (500 + sign * trips)[:, None].astype(np.float64)
    rows = {
        part: np.flatnonzero(np.arange(len(table)) % 3 == number)
        for number, part in enumerate(("train", "validation", "test"))
    }
    target = Ordinal.fit(labels[rows["train"]])
    fit = dataclasses.replace(
        fit,
        edge=table.locations.edge,
        values=labels,
        rows=rows,
        learns=np.ones(len(table), dtype=np.bool_),
        target=target,
        encoded=target.encode(labels),
        weight=np.ones(len(table), dtype=np.float32),
    )

    def answers(head: object, table: LocationFeatureTable, rows: np.ndarray, trips: int) -> Tensor:
        said = (fit.encoded[torch.from_numpy(rows)] + error).clamp(0, 4)
        return -((torch.arange(5.0) - said) ** 2)

    monkeypatch.setattr(shrinkage, "answers", answers)
    return fit


def test_classes_of_trips_follow_the_number_of_input_trips(
    bundle: Bundle,
    networks: Ensemble,
    table: LocationFeatureTable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fit = counted_by_trips(bundle, table, 1, -1, monkeypatch)
    chosen, passes = shrunk(networks, fit, table, TRIPS)
    assert isinstance(chosen, Shrunk)
    assert isinstance(chosen.own, OwnClass)
    assert passes == STRENGTHS[0]
    tested = fit.rows["test"]
    raw = chosen.shrink(shrinkage.answers(chosen, table, tested, TRIPS), table.context(tested)[1])
    truth = fit.target.truth(fit.values[tested]).argmax(1)
    assert (raw.argmax(1).numpy() == truth).mean() > 0.9


def test_classes_that_fall_with_the_number_of_trips_are_not_shrunk_to_it(
    bundle: Bundle,
    networks: Ensemble,
    table: LocationFeatureTable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fit = counted_by_trips(bundle, table, -1, 0, monkeypatch)
    monkeypatch.setattr(shrinkage, "STRENGTHS", (0.01,))  # weak shrinkage does no harm
    assert shrunk(networks, fit, table, TRIPS) == (networks, None)


def test_without_segment_features_there_is_no_shrinkage(
    bundle: Bundle, fit: TaskData, tmp_path: Path
) -> None:
    folder = save_untrained(bundle, tmp_path / "untrained")
    table = table_of(bundle, folder, fit.edge, trips=TRIPS, with_context=False)
    head = new_head(table.model.config, 1, segment_context=False, networks=["everything"]).eval()
    assert shrunk(head, fit, table, TRIPS) == (head, None)
