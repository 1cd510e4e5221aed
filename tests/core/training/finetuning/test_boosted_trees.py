"""Trees that answer beside networks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest
from braking import with_braking
from location_tables import table_of
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.model.task_head import blank_trees
from trajganr_core.model.trees import Trees
from trajganr_core.training.finetuning import boosted_trees
from trajganr_core.training.finetuning.boosted_trees import (
    _as_tensors,
    _features,
    _grown,
    grow_trees,
)
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.training.finetuning.train_heads import answers

TASKS = ("speed", "popularity", "aoi", "braking")
TRIPS = 4


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosted_trees, "ROUNDS", 20)


@pytest.fixture(scope="module")
def braking(bundle: Bundle) -> Bundle:
    return with_braking(bundle)


@pytest.fixture(scope="module")
def table(braking: Bundle, tmp_path_factory: pytest.TempPathFactory) -> LocationFeatureTable:
    folder = save_untrained(braking, tmp_path_factory.mktemp("models") / "untrained")
    edge = fits_of(braking, *TASKS)[0].edge
    return table_of(braking, folder, edge, trips=TRIPS, with_context=True)


def fits_of(bundle: Bundle, *tasks: str) -> list[TaskData]:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return fit_tasks(bundle, split, tasks, 1.0, 0)


def fit_of(bundle: Bundle, task: str) -> TaskData:
    return next(fit for fit in fits_of(bundle, *TASKS) if fit.task.id == task)


def features_of(table: LocationFeatureTable) -> np.ndarray:
    return _features(table, blank_trees(table.model.config, 1, 0))


def in_classes(bundle: Bundle, classes: Sequence[int]) -> TaskData:
    """Popularity where all training roads are of some of its classes."""
    fit = fit_of(bundle, "popularity")
    train = fit.rows["train"]
    kept = train[np.isin(fit.encoded[train, 0].numpy(), classes)]
    return dataclasses.replace(fit, rows={**fit.rows, "train": kept})


@pytest.mark.parametrize("task", TASKS)
def test_tensors_predict_the_same_as_the_grown_ensembles(
    braking: Bundle, table: LocationFeatureTable, task: str
) -> None:
    fit = fit_of(braking, task)
    features = features_of(table)
    grown = list(_grown(fit, features[fit.rows["train"]]))
    trees = _as_tensors(table.model.config, fit, grown, boosted_trees.ROUNDS)
    raw = answers(trees, table, np.arange(len(table)), TRIPS)
    assert raw.std(0).max() > 0
    if task in ("popularity", "aoi"):
        classes = list(grown[0].model.classes_)
        result, expected = raw.softmax(-1).numpy(), grown[0].model.predict_proba(features)
        assert 1 - result[:, classes].sum(1).min() < 1e-4
        result = result[:, classes]
    elif task == "braking":
        result, expected = fit.target.decode(raw)[:, 0], grown[0].model.predict(features)
    else:
        result = raw[:, 0].numpy()
        expected = np.mean([one.model.predict(features) for one in grown], axis=0)
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("task", TASKS)
def test_the_validation_roads_choose_the_number_of_trees_and_their_inputs(
    braking: Bundle, table: LocationFeatureTable, task: str
) -> None:
    fit = fit_of(braking, task)
    rows, config = fit.rows["validation"], table.model.config
    features = features_of(table)
    blind = features.copy()
    blind[:, -2:] = 0.0

    def loss_of(trees: Trees) -> float:
        return float(fit.loss(answers(trees, table, rows, TRIPS), rows))

    losses = [
        loss_of(_as_tensors(config, fit, grown, rounds))
        for seen in (features, blind)
        for grown in [list(_grown(fit, seen[fit.rows["train"]]))]
        for rounds in range(1, boosted_trees.ROUNDS + 1)
    ]
    chosen = grow_trees(fit, table)
    assert chosen is not None
    assert loss_of(chosen) == pytest.approx(min(losses), rel=1e-5)


def test_other_test_labels_grow_the_same_trees(
    braking: Bundle, table: LocationFeatureTable
) -> None:
    labels = braking.labels.copy()
    tested = split_edges(braking.network, braking.area, "segment", 0, 0).edges("test")
    labels.loc[tested, "speed_kmh"] *= 3
    other = dataclasses.replace(braking, labels=labels)
    before, after = (grow_trees(fit_of(one, "speed"), table) for one in (braking, other))
    assert before is not None and after is not None
    for name, tensor in before.state_dict().items():
        assert tensor.equal(after.state_dict()[name])


def test_no_trees_are_grown_for_a_single_class(
    braking: Bundle, table: LocationFeatureTable
) -> None:
    assert grow_trees(in_classes(braking, [2]), table) is None


def test_with_two_classes_the_others_are_not_predicted(
    braking: Bundle, table: LocationFeatureTable
) -> None:
    fit = in_classes(braking, [0, 4])
    features = features_of(table)
    grown = list(_grown(fit, features[fit.rows["train"]]))
    trees = _as_tensors(table.model.config, fit, grown, boosted_trees.ROUNDS)
    result = answers(trees, table, np.arange(len(table)), TRIPS).softmax(-1).numpy()
    expected = grown[0].model.predict_proba(features)
    np.testing.assert_allclose(result[:, [0, 4]], expected, atol=1e-4)
    assert result[:, 1:4].max() < 1e-4
