"""Gradient-boosted trees."""

from __future__ import annotations

import pytest
from cells import TASKS, answers_of, cell_of, with_braking, with_other_test_labels

from trajganr_comparison import boosting
from trajganr_comparison.boosting import Boosting
from trajganr_comparison.study import Study
from trajganr_core.utils.progress import silent


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosting, "ROUNDS", 12)
    monkeypatch.setattr(boosting, "LEAVES", (4, 8))


def test_predictions_of_all_kinds_of_tasks_do_not_use_test_labels(study: Study) -> None:
    braking_study = with_braking(study)
    before = answers_of(Boosting(), braking_study)
    after = answers_of(Boosting(), with_other_test_labels(braking_study))
    assert set(before) == set(TASKS)
    for task, raw in before.items():
        assert raw.equal(after[task]), task


def test_predictions_are_in_the_range_of_their_target(study: Study) -> None:
    cell = cell_of(with_braking(study))
    raw = Boosting().answer(cell, silent).raw
    for fit in cell.fits:
        predicted = fit.target.decode(raw[fit.task.id])
        assert (predicted >= 0).all()
        if predicted.shape[1] > 1:
            assert predicted.sum(1) == pytest.approx(1, abs=1e-4)
        assert predicted.std(axis=0).max() > 0


def test_validation_roads_choose_the_ensemble(study: Study) -> None:
    """No ensemble of the grid, with any number of trees, does better there than the chosen one."""
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    rows = fit.rows["validation"]
    features = boosting._features(cell)
    chosen = boosting._tuned(fit, features, study.seed)
    least = float(fit.loss(chosen.predict(fit, features)[rows], rows))
    for leaves in boosting.LEAVES:
        for columns in (slice(None), slice(-2)):
            members = boosting._grown(fit, features[:, columns], leaves, study.seed)
            for predicted in boosting._stages(fit, members, features[rows, columns]):
                loss = float(fit.loss(boosting.raw_of(fit.target, predicted), rows))
                assert loss >= least - 1e-4
