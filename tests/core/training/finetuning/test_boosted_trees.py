"""Boosted trees of a task."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest
import torch
from braking import with_braking
from location_tables import table_of
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.prediction_loop import answers
from trajganr_core.model.best.boosted import SegmentTable
from trajganr_core.model.targets import Distribution
from trajganr_core.training.finetuning import boosted_trees
from trajganr_core.training.finetuning.boosted_trees import (
    BOUNDS,
    Examples,
    _as_tensors,
    _grown,
    bounds_of,
    grow_trees,
    ranked,
)
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.utils.arrays import Float32Array

TASKS = ("speed", "popularity", "braking")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosted_trees, "ROUNDS", 20)


@pytest.fixture(scope="module")
def braking(bundle: Bundle) -> Bundle:
    return with_braking(bundle)


@pytest.fixture(scope="module")
def columns(braking: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Float32Array:
    folder = save_untrained(braking, tmp_path_factory.mktemp("models") / "untrained")
    edge = fits_of(braking, *TASKS)[0].edge
    table: LocationFeatureTable = table_of(braking, folder, edge, trips=0, with_context=True)
    segments = SegmentTable(table.model.config)
    return answers(segments, table, np.arange(len(table)), trips=0).numpy()


def fits_of(bundle: Bundle, *tasks: str) -> list[TaskData]:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return fit_tasks(bundle, split, tasks, 1.0, 0)


def fit_of(bundle: Bundle, task: str) -> TaskData:
    return next(fit for fit in fits_of(bundle, *TASKS) if fit.task.id == task)


def in_classes(bundle: Bundle, classes: Sequence[int]) -> TaskData:
    """Popularity where all training roads are of some of its classes."""
    fit = fit_of(bundle, "popularity")
    train = fit.rows["train"]
    kept = train[np.isin(fit.encoded[train, 0].numpy(), classes)]
    return dataclasses.replace(fit, rows={**fit.rows, "train": kept})


@pytest.mark.parametrize("task", TASKS)
def test_tensors_predict_the_same_as_the_grown_ensembles(
    braking: Bundle, columns: Float32Array, task: str
) -> None:
    fit = fit_of(braking, task)
    bounds = bounds_of([columns])
    grown = list(_grown([Examples(columns, fit)], bounds))
    raw = _as_tensors(fit, grown, bounds, boosted_trees.ROUNDS)(torch.from_numpy(columns))
    assert raw.std(0).max() > 0
    ranks = ranked(columns, bounds)
    if task == "popularity":
        classes = list(grown[0].model.classes_)
        result, expected = raw.softmax(-1).numpy(), grown[0].model.predict_proba(ranks)
        assert 1 - result[:, classes].sum(1).min() < 1e-4
        result = result[:, classes]
    elif task == "braking":
        result, expected = fit.target.decode(raw)[:, 0], grown[0].model.predict(ranks)
    else:
        result = raw[:, 0].numpy()
        expected = np.mean([one.model.predict(ranks) for one in grown], axis=0)
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("task", TASKS)
def test_the_validation_roads_choose_the_number_of_rounds(
    braking: Bundle, columns: Float32Array, task: str
) -> None:
    fit, bounds = fit_of(braking, task), bounds_of([columns])
    rows = fit.rows["validation"]
    grown = list(_grown([Examples(columns, fit)], bounds))
    seen = torch.from_numpy(columns[rows])
    misfits = [
        fit.misfit(_as_tensors(fit, grown, bounds, rounds)(seen), rows)
        for rounds in range(1, boosted_trees.ROUNDS + 1)
    ]
    chosen = grow_trees(fit, columns)
    assert fit.misfit(chosen(seen), rows) == pytest.approx(min(misfits), rel=1e-5)


def test_other_test_labels_grow_the_same_trees(braking: Bundle, columns: Float32Array) -> None:
    labels = braking.labels.copy()
    tested = split_edges(braking.network, braking.area, "segment", 0, 0).edges("test")
    labels.loc[tested, "speed_kmh"] *= 3
    other = dataclasses.replace(braking, labels=labels)
    before, after = (grow_trees(fit_of(one, "speed"), columns) for one in (braking, other))
    for name, tensor in before.state_dict().items():
        assert tensor.equal(after.state_dict()[name])


def test_further_examples_draw_the_answers_towards_them(
    braking: Bundle, columns: Float32Array
) -> None:
    fit = fit_of(braking, "speed")
    faster = dataclasses.replace(fit, encoded=fit.encoded + 5)
    # So that the rounds are the same: these roads agree with the further examples.
    seen, chosen = torch.from_numpy(columns), dataclasses.replace(fit, encoded=fit.encoded + 2)
    alone = grow_trees(fit, columns)(seen)
    joined = grow_trees(chosen, columns, [Examples(columns, faster, weight=2.0)])(seen)
    assert (joined > alone).float().mean() > 0.95


def test_ranks_are_in_the_order_of_the_values() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(2000, 2)).astype(np.float32)
    values[:, 1] = values[:, 1] > 0
    bounds = bounds_of([values[:500], values[500:]])
    ranks = ranked(values, bounds)
    assert len(np.unique(ranks[:, 0])) == BOUNDS + 1
    assert (np.diff(ranks[np.argsort(values[:, 0]), 0]) >= 0).all()
    assert len(np.unique(ranks[:, 1])) == 2
    at_most = ranks[:, 0] <= 100
    assert np.array_equal(at_most, values[:, 0] <= bounds[100, 0])


def test_where_all_roads_are_of_one_class_it_is_predicted(
    braking: Bundle, columns: Float32Array
) -> None:
    trees = grow_trees(in_classes(braking, [2]), columns)
    assert len(trees.output) == 0
    result = trees(torch.from_numpy(columns)).softmax(-1)
    assert (result[:, 2] > 0.99).all()


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([[0.6, 0.4, 0], [0.5, 0.5, 0], [0, 0.5, 0.5]], [0.5, 0.5, 0]),
        ([[1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]], [1, 0, 0]),  # medians are zero
    ],
)
def test_shares_have_no_trees_but_are_the_same_everywhere(
    braking: Bundle, shares: list[list[float]], expected: list[float]
) -> None:
    (fit,) = fits_of(braking, "aoi")
    values = np.array(shares, dtype=np.float64)
    rows = {"train": np.arange(len(values)), "validation": np.arange(len(values))}
    target = Distribution(3)
    fit = dataclasses.replace(
        fit, values=values, encoded=target.encode(values), rows=rows, target=target
    )
    columns = np.zeros((len(values), 2), dtype=np.float32)
    trees = grow_trees(fit, columns)
    assert len(trees.output) == 0
    predicted = target.decode(trees(torch.from_numpy(columns)))
    np.testing.assert_allclose(predicted, np.tile(expected, (len(values), 1)), atol=1e-5)


def test_with_two_classes_the_others_are_not_predicted(
    braking: Bundle, columns: Float32Array
) -> None:
    fit, bounds = in_classes(braking, [0, 4]), bounds_of([columns])
    grown = list(_grown([Examples(columns, fit)], bounds))
    trees = _as_tensors(fit, grown, bounds, boosted_trees.ROUNDS)
    result = trees(torch.from_numpy(columns)).softmax(-1).numpy()
    expected = grown[0].model.predict_proba(ranked(columns, bounds))
    np.testing.assert_allclose(result[:, [0, 4]], expected, atol=1e-4)
    assert result[:, 1:4].max() < 1e-4
