"""LightGBM behind scikit-learn's interface."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import numpy as np
import pytest
from cells import TASKS, answers_of, cell_of, with_braking, with_other_test_labels

from trajganr_comparison import boosting
from trajganr_comparison.boosting import LIGHTGBM, Boosting
from trajganr_comparison.lightgbm_trees import LightgbmClassifier, LightgbmRegressor
from trajganr_comparison.study import Study
from trajganr_comparison.trivial import TrainingMean
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.progress import silent

OPTIONS = {"learning_rate": 0.1, "max_leaf_nodes": 8, "early_stopping": False, "random_state": 0}
SYSTEM = Boosting("lightgbm", "LightGBM", LIGHTGBM)


@pytest.fixture
def features() -> Any:
    return np.random.default_rng(0).uniform(size=(600, 3)).astype(np.float32)


@pytest.mark.parametrize("loss", ["squared_error", "absolute_error", "poisson"])
def test_values_are_learned_tree_by_tree(features: Any, loss: str) -> None:
    truth = 1 + 4 * (features[:, 0] > 0.5)
    model = LightgbmRegressor(loss, max_iter=60, **OPTIONS)
    stages = list(model.fit(features, truth, np.ones(600)).staged_predict(features))
    errors = [np.abs(stage - truth).mean() for stage in stages]
    assert len(stages) == 60
    assert errors[-1] < 0.2 < 1 < errors[0]
    assert stages[-1] == pytest.approx(model._booster.predict(features), abs=1e-6)


def test_weights_count(features: Any) -> None:
    truth, weight = np.repeat([1.0, 3.0], 300), np.repeat([3.0, 1.0], 300)
    model = LightgbmRegressor("squared_error", max_iter=1, **OPTIONS)
    constant = np.zeros_like(features)
    (stage,) = model.fit(constant, truth, weight).staged_predict(constant)
    assert stage == pytest.approx(np.full(600, 1.5))


def test_classes_are_learned_under_their_own_numbers(features: Any) -> None:
    truth = np.where(features[:, 1] > 0.5, 4, np.where(features[:, 0] > 0.5, 2, 0))
    model = LightgbmClassifier(max_iter=60, **OPTIONS)
    *_, last = model.fit(features, truth, np.ones(600)).staged_predict_proba(features)
    assert model.classes_.tolist() == [0, 2, 4]
    assert last.sum(1) == pytest.approx(1)
    assert (model.classes_[last.argmax(1)] == truth).mean() > 0.98


def test_a_single_class_is_certain(features: Any) -> None:
    model = LightgbmClassifier(max_iter=2, **OPTIONS)
    model.fit(features, np.full(600, 3), np.ones(600))
    *_, last = model.staged_predict_proba(features)
    assert last == pytest.approx(np.ones((600, 1)), abs=1e-3)


def test_too_few_examples_for_a_split_give_their_mean_in_every_round(features: Any) -> None:
    model = LightgbmRegressor("squared_error", max_iter=5, **OPTIONS)
    model.fit(features[:4], np.arange(4.0), np.ones(4))
    stages = list(model.staged_predict(features))
    assert [stage == pytest.approx(np.full(600, 1.5)) for stage in stages] == [True] * 5


def test_the_system_learns_all_kinds_of_tasks_without_test_labels(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boosting, "ROUNDS", 12)
    study = with_braking(study)
    cell = cell_of(study)
    before = SYSTEM.answer(cell, silent).raw
    after = answers_of(SYSTEM, with_other_test_labels(study))
    trivial = TrainingMean().answer(cell, silent).raw
    assert set(before) == set(TASKS)
    for fit in cell.fits:
        task, rows = fit.task.id, fit.rows["validation"]
        assert before[task].equal(after[task]), task
        assert fit.loss(before[task][rows], rows) < fit.loss(trivial[task][rows], rows), task


def test_without_the_package_the_system_says_what_to_install(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(TrajganrError) as caught:
        SYSTEM.answer(cell_of(study, ("speed",)), silent)
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert "pip install lightgbm" in caught.value.next_action


def test_without_openmp_the_system_says_what_to_install(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_openmp(name: str, *args: Any, **options: Any) -> Any:
        if name == "lightgbm":
            raise OSError("libgomp.so.1: cannot open shared object file")
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without_openmp)
    with pytest.raises(TrajganrError) as caught:
        SYSTEM.answer(cell_of(study, ("speed",)), silent)
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert "libgomp.so.1" in caught.value.message
    assert "libgomp1" in caught.value.next_action
