"""A task's rows in each part of the split, and what is fitted on which of them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.tasks import TASKS
from trajganr_core.evaluation.splits import Split
from trajganr_core.training.finetuning.task_data import TaskData, few_shot, fit_task
from trajganr_core.training.finetuning.task_labels import TaskLabels

EDGES = 60
PARTS = {
    "train": np.arange(0, 36),
    "validation": np.arange(36, 42),
    "calibration": np.arange(42, 48),
    "test": np.arange(48, 60),
}


def labels(task: str = "speed", unknown: tuple[int, ...] = ()) -> TaskLabels:
    rng = np.random.default_rng(0)
    known = ~np.isin(np.arange(EDGES), unknown)
    values = np.where(known, rng.uniform(10, 80, EDGES), np.nan)[:, None]
    support = np.where(known, rng.integers(3, 40, EDGES), np.nan)
    return TaskLabels(TASKS[task], values, support, known)


def test_labels_of_places_near_test_blocks_are_left_out() -> None:
    part = np.repeat(np.arange(4, dtype=np.int8), EDGES // 4)
    near_test = np.arange(EDGES) % 5 == 0
    split = Split("block", 0, 0, part, near_test & (part != 3))
    edge, road = np.arange(EDGES), np.arange(EDGES)
    speed = fit_task(labels("speed"), edge, split, road, 1.0, 0)
    places = fit_task(labels("aoi"), edge, split, road, 1.0, 0)
    for name, rows in places.rows.items():
        expected = speed.rows[name]
        if name != "test":
            expected = expected[~near_test[expected]]
        assert rows.tolist() == expected.tolist()


class TestTaskFit:
    """What is fitted, and what the loss looks at."""

    def test_scalers_are_fitted_on_the_training_labels_only(self) -> None:
        changed = labels()
        changed.values[36:] *= 100
        edge = np.arange(EDGES)
        before, after = TaskData.of(labels(), edge, PARTS), TaskData.of(changed, edge, PARTS)
        assert before.target == after.target

    def test_rows_are_labelled_edges_of_their_part(self) -> None:
        edge = np.array([50, 2, 3, 36, 59, 43])
        parts = {name: np.flatnonzero(np.isin(edge, edges)) for name, edges in PARTS.items()}
        fit = TaskData.of(labels(unknown=(3, 43)), edge, parts)
        rows = {part: some.tolist() for part, some in fit.rows.items()}
        assert rows == {"train": [1], "validation": [3], "calibration": [], "test": [0, 4]}
        assert fit.learns.tolist() == [False, True, False, True, False, False]

    def test_the_loss_is_the_weighted_sum_over_training_rows(self) -> None:
        fit = TaskData.of(labels(unknown=(1,)), np.arange(EDGES), PARTS)
        rows = np.array([0, 1, 2, 50])  # 1 is unknown, 50 is tested
        raw = torch.randn(4, 1, generator=torch.Generator().manual_seed(0))
        total = fit.loss(raw, rows)
        losses = fit.target.losses(raw, fit.encoded[rows])
        expected = fit.weight[0] * losses[0] + fit.weight[2] * losses[2]
        assert float(total) == pytest.approx(float(expected), rel=1e-6)
        assert fit.weight_of(rows) == pytest.approx(fit.weight[0] + fit.weight[2])
        assert fit.weight[PARTS["train"][[0, 2]]].std() > 0

    def test_labels_from_trips_are_all_in_the_training_part(self) -> None:
        fitted = TaskData.of(labels(), np.arange(EDGES), PARTS)
        edge = np.array([50, 2, 3, 40])
        fit = TaskData.to_learn(labels(unknown=(3,)), edge, fitted.target)
        assert fit.target == fitted.target
        assert {part: rows.tolist() for part, rows in fit.rows.items()} == {
            "train": [0, 1, 3],
            "validation": [],
        }
        assert fit.learns.tolist() == [True, True, False, True]

    def test_a_batch_without_labels_has_zero_loss(self) -> None:
        fit = TaskData.of(labels(unknown=(0, 1)), np.arange(EDGES), PARTS)
        raw = torch.randn(2, 1, requires_grad=True)
        rows = np.array([0, 1])
        total = fit.loss(raw, rows)
        total.backward()
        assert (total.item(), fit.weight_of(rows)) == (0, 0)
        assert (raw.grad == 0).all()

    @pytest.mark.parametrize("part", ["train", "validation", "test"])
    def test_a_part_without_labels_is_named(self, part: str) -> None:
        with pytest.raises(TrajganrError) as caught:
            TaskData.of(labels(unknown=tuple(PARTS[part])), np.arange(EDGES), PARTS)
        assert caught.value.code is Code.INPUT_EMPTY
        assert caught.value.parameters["part"] == part

    def test_with_too_few_calibration_labels_there_are_no_intervals(self) -> None:
        fit = TaskData.of(labels(), np.arange(EDGES), PARTS)
        answers = {part: torch.zeros(len(fit.rows[part]), 1) for part in PARTS}
        trips = np.zeros(EDGES, dtype=np.int64)
        conformal = fit.calibrated(answers["validation"], answers["calibration"], trips)
        figures = fit.figures(conformal, answers["test"], trips)
        assert "6 labelled roads" in conformal.note
        assert figures["coverage"] is None
        assert figures["interval_width"] is None
        assert figures["mae"] > 0


class TestFewShot:
    """A share of the training labels."""

    road = np.arange(400) // 2 * 2  # both directions of 200 roads
    edges = np.arange(50, 350)

    def test_smaller_shares_are_parts_of_larger_ones(self) -> None:
        parts = [set(few_shot(self.edges, self.road, s, 0).tolist()) for s in (0.01, 0.05, 0.1, 1)]
        assert [len(part) for part in parts] == [4, 16, 30, 300]
        assert parts[0] < parts[1] < parts[2] < parts[3] == set(self.edges.tolist())

    def test_both_directions_of_a_road_are_drawn_together(self) -> None:
        chosen = few_shot(self.edges, self.road, 0.2, 0)
        assert {*chosen.tolist()} == {edge + side for edge in self.road[chosen] for side in (0, 1)}

    def test_the_seed_determines_the_draw(self) -> None:
        draws = [few_shot(self.edges, self.road, 0.1, seed).tolist() for seed in (0, 0, 1)]
        assert draws[0] == draws[1] != draws[2]

    def test_at_least_one_road_stays_if_there_is_any(self) -> None:
        assert len(few_shot(self.edges[:6], self.road, 0.01, 0)) == 2
        assert len(few_shot(self.edges[:0], self.road, 0.5, 0)) == 0
