"""The head that learns on frozen features."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from cells import TASKS, answers_of, cell_of, with_braking, with_other_test_labels

from trajganr_comparison.frozen_head import (
    FrozenHead,
    KeptFeatures,
    StandardisedMlp,
    answers,
    fit_heads,
)
from trajganr_comparison.hand_statistics import HandStatistics
from trajganr_comparison.label_locations import label_locations
from trajganr_comparison.study import Features, Study
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.model.heads import HIDDEN
from trajganr_core.utils.arrays import Float32Array
from trajganr_core.utils.progress import Progress, silent

CPU = torch.device("cpu")


@dataclasses.dataclass(frozen=True)
class FixedFeatures:
    """An extractor with given features."""

    values: Float32Array
    id: str = "fixed"
    title: str = "FixedFeatures"
    at_locations: bool = False

    def features(self, study: Study, progress: Progress) -> Features:
        return Features(self.values, "given by the test", 13.0, 7, 11.0, self.at_locations)


def test_features_are_standardised_by_the_training_rows() -> None:
    training = torch.tensor([[1.0, 5.0], [3.0, 5.0]])
    mlp = StandardisedMlp(training, 1)
    assert mlp.mean.tolist() == [2.0, 5.0]
    assert mlp.spread.tolist() == [1.0, 1.0]  # a constant is left alone


def test_scale_and_offset_of_features_do_not_matter(study: Study) -> None:
    cell = cell_of(study, TASKS[:3])
    rng = np.random.default_rng(0)
    values = rng.normal(size=(len(cell.edge), 5)).astype(np.float32)
    found = [
        answers(fit_heads(cell.fits, some, cell.tuning, CPU, silent), some, CPU)
        for some in (values, (values * 1e-3 + 0.5).astype(np.float32))
    ]
    for task, raw in found[0].items():
        assert raw.numpy() == pytest.approx(found[1][task].numpy(), abs=5e-2), task


def test_a_feature_that_determines_the_speed_is_learned(study: Study) -> None:
    """Half of the error of the mean, at least."""
    speed = study.bundle.labels["speed_kmh"].to_numpy(dtype=np.float32)
    result = np.nan_to_num(speed)[:, None]
    cell = cell_of(study, ("speed",))
    longer = dataclasses.replace(
        cell, settings=dataclasses.replace(cell.settings, tuning={"epochs": 60})
    )
    figures = longer.figures(FrozenHead(FixedFeatures(result)).answer(longer, silent).raw)["speed"]
    assert figures["mae"] < figures["baseline_mae"] / 2  # type: ignore[operator]


def test_heads_of_all_kinds_of_tasks_do_not_use_test_labels(study: Study) -> None:
    braking_study = with_braking(study)
    system = FrozenHead(HandStatistics())
    before = answers_of(system, braking_study)
    after = answers_of(system, with_other_test_labels(braking_study))
    assert set(before) == set(TASKS)
    for task, raw in before.items():
        assert raw.equal(after[task]), task


def test_heads_depend_on_the_seed(study: Study) -> None:
    system = FrozenHead(HandStatistics())
    one, again = (answers_of(system, study, ("speed",))["speed"] for _ in range(2))
    other = answers_of(system, dataclasses.replace(study, seed=1), ("speed",))["speed"]
    assert one.equal(again)
    assert not one.equal(other)


def test_costs_include_extractor_and_heads(study: Study) -> None:
    cell = cell_of(study, ("speed",))
    values = np.zeros((len(study.bundle.network), 3), dtype=np.float32)
    outcome = FrozenHead(FixedFeatures(values)).answer(cell, silent)
    assert outcome.parameters == 7 + (3 * HIDDEN + HIDDEN) + (HIDDEN + 1)
    assert outcome.origin == "given by the test"
    assert outcome.seconds > 11.0
    assert outcome.query_us > 13.0


def test_features_are_of_roads_or_of_the_locations_that_are_held_out(study: Study) -> None:
    at = label_locations(study.bundle, ("speed",), 0, 0)
    cell = cell_of(dataclasses.replace(study, at=at), ("speed",))
    of_roads = np.random.default_rng(0).normal(size=(len(study.bundle.network), 2))
    by_road = FixedFeatures(of_roads.astype(np.float32))
    by_location = FixedFeatures(by_road.values[at.locations.edge], at_locations=True)
    answers = [FrozenHead(one).answer(cell, silent).raw["speed"] for one in (by_road, by_location)]
    assert len(answers[0]) == len(at.part)
    assert answers[0].equal(answers[1])


def test_features_that_are_not_finite_are_refused(study: Study) -> None:
    values = np.full((len(study.bundle.network), 2), np.nan, dtype=np.float32)
    with pytest.raises(TrajganrError) as caught:
        FrozenHead(FixedFeatures(values)).answer(cell_of(study, ("speed",)), silent)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


class Counted(FixedFeatures):
    """An extractor that counts its calls."""

    calls = 0

    def features(self, study: Study, progress: Progress) -> Features:
        Counted.calls += 1
        return super().features(study, progress)


def test_systems_of_a_series_share_features_and_may_use_some_columns(study: Study) -> None:
    """The second column is the label; without it, the system has nothing to learn from."""
    speed = np.nan_to_num(study.bundle.labels["speed_kmh"].to_numpy(dtype=np.float32))
    extractor = KeptFeatures(Counted(np.column_stack([0 * speed, speed])))
    every = FrozenHead(extractor)
    some = FrozenHead(extractor, "some", "Some", slice(-1))
    assert (every.series, some.series) == ("fixed", "fixed")
    assert (some.id, some.title) == ("some", "Some, MLP")
    cell = cell_of(study, ("speed",))
    first, other = every.answer(cell, silent), some.answer(cell, silent)
    assert Counted.calls == 1
    assert first.origin == other.origin == "given by the test"
    assert first.raw["speed"].std() > 0
    assert other.raw["speed"].std() == 0
    assert other.seconds > 11 and first.seconds > 11
