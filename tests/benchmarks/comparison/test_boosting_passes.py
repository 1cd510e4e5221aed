"""Boosting on single passes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from cells import TASKS, answers_of, cell_of, with_other_test_labels

from trajganr_comparison import boosting_passes
from trajganr_comparison.boosting_passes import PassBoosting, crossed
from trajganr_comparison.study import Study
from trajganr_comparison.trivial import TrainingMean
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.input_passes import input_passes
from trajganr_core.features.pass_context import Surroundings
from trajganr_core.utils.progress import silent


@pytest.fixture(autouse=True)
def small_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        boosting_passes, "TREES", {"learning_rate": 0.1, "max_iter": 40, "min_samples_leaf": 20}
    )


def test_it_predicts_speed_better_than_the_mean_without_any_label(study: Study) -> None:
    tasks = tuple(task for task in TASKS if task != "braking")
    cell = cell_of(study, tasks)
    learned, mean = (one.answer(cell, silent).raw for one in (PassBoosting(), TrainingMean()))
    for fit in cell.fits:
        rows = fit.rows["validation"]
        errors = [fit.metrics("validation", raw[fit.task.id][rows]) for raw in (learned, mean)]
        if fit.task.id == "speed":
            assert errors[0]["mae"] < 0.8 * errors[1]["mae"]
        else:
            assert errors[0] == pytest.approx(errors[1])
    after = answers_of(PassBoosting(), with_other_test_labels(study), ("speed",))
    assert learned["speed"].equal(after["speed"])


def test_a_driver_is_not_in_the_context_of_their_own_passes(study: Study) -> None:
    passes = input_passes(study.bundle)
    surroundings = Surroundings.of(study.bundle.network, study.bundle.area)
    parts = crossed(passes, surroundings, 0)
    assert sum(len(own) for _, own in parts) == len(passes)
    for context, own in parts:
        assert not np.isin(own.driver, passes.driver[context.rows]).any()


def test_of_very_many_passes_some_are_learned_from(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = input_passes(study.bundle)
    surroundings = Surroundings.of(study.bundle.network, study.bundle.area)
    whole = crossed(passes, surroundings, 0)
    monkeypatch.setattr(boosting_passes, "MAX_PASSES", len(passes) // 2)
    parts = crossed(passes, surroundings, 0)
    assert 0.4 < sum(len(own) for _, own in parts) / len(passes) < 0.6
    for (context, _), (same, _) in zip(whole, parts, strict=True):
        assert np.array_equal(context.counts, same.counts)


def test_passes_of_one_driver_are_refused(study: Study) -> None:
    bundle = study.bundle
    trips = dataclasses.replace(
        bundle.matched, driver_id=np.array(["one"] * len(bundle.matched), dtype=object)
    )
    alone = dataclasses.replace(study, bundle=dataclasses.replace(bundle, matched=trips))
    with pytest.raises(TrajganrError) as caught:
        PassBoosting().answer(cell_of(alone, ("speed",)), silent)
    assert caught.value.code is Code.INPUT_EMPTY
