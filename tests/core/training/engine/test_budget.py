"""Trainings with a budget of time, on a clock that only steps and evaluations advance."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import torch
from learners import ROWS, Line

from trajganr_core.contract.errors import TrajganrError, cancelled
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.learner import LoopConfig
from trajganr_core.training.engine.loop import Result, train
from trajganr_core.utils.progress import Progress, silent

CONFIG = LoopConfig(seed=3, epochs=None, learning_rate=1e-2, budget_s=200.0)


class Timed(Line):
    """A learner of five steps an epoch, with the clock that its steps and evaluations advance."""

    def __init__(self, step_s: float = 1.0, evaluation_s: float = 0.1) -> None:
        super().__init__()
        self.now = 1000.0
        self.step_s, self.evaluation_s = step_s, evaluation_s
        self.before_terms = self._spend
        self.done = 0

    def _spend(self, batch: object) -> None:
        # The first step is slow, as it is on a GPU.
        self.now += self.step_s if self.done else 20 * self.step_s
        self.done += 1

    def evaluate(self) -> dict[str, float]:
        self.now += self.evaluation_s
        return super().evaluate()


@pytest.fixture
def rates(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The learning rate of every step."""
    seen: list[float] = []
    update = torch.optim.Adam.step

    def watched(self: torch.optim.Adam, closure: None = None) -> None:
        seen.append(self.param_groups[0]["lr"])
        update(self)

    monkeypatch.setattr(torch.optim.Adam, "step", watched)
    return seen


def run(
    learner: Timed,
    config: LoopConfig = CONFIG,
    folder: Path | None = None,
    progress: Progress = silent,
    ranks: Ranks | None = None,
    spent_s: float = 0.0,
) -> Result:
    return train(
        learner,
        config,
        device=torch.device("cpu"),
        identity={},
        checkpoint=folder,
        ranks=ranks,
        progress=progress,
        spent_s=spent_s,
        clock=lambda: learner.now,
    )


def test_what_was_spent_before_is_part_of_the_budget() -> None:
    learner = Timed()
    result = run(learner, spent_s=100.0)
    assert 90 < result.seconds <= 100


def test_a_training_uses_its_budget_and_no_more(rates: list[float]) -> None:
    learner = Timed()
    result = run(learner)
    # 20 s for the first step, and 2 s for 20 evaluations.
    assert 197 < learner.now - 1000 <= 200
    assert result.steps == result.planned_steps == len(rates) == pytest.approx(179, abs=2)
    assert result.seconds == pytest.approx(learner.now - 1000)
    assert not result.stopped_early


def test_the_learning_rate_rises_and_decays_within_the_budget(rates: list[float]) -> None:
    run(Timed())
    peak = rates.index(max(rates))
    assert max(rates) == pytest.approx(CONFIG.learning_rate, rel=0.01)
    assert 4 < peak < 14
    assert rates[0] < 0.01 * CONFIG.learning_rate
    assert rates[-1] < 0.01 * CONFIG.learning_rate


@pytest.mark.parametrize("factor", [0.25, 4.0])
def test_a_machine_whose_speed_changes_keeps_to_the_budget(
    rates: list[float], factor: float
) -> None:
    learner = Timed()

    def change(stage: str, fraction: float, /, **figures: float) -> None:
        if len(rates) == 60:
            learner.step_s *= factor

    run(learner, progress=change)
    # Up to a step: its time is only known when it is done.
    assert abs(learner.now - 1000 - 200) < 1.5 * learner.step_s
    assert rates[-1] < 0.1 * CONFIG.learning_rate


def test_the_time_before_an_interruption_counts(tmp_path: Path) -> None:
    whole = Timed()
    expected = run(whole)

    first = Timed()
    fractions: list[float] = []

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        fractions.append(fraction)
        if len(fractions) == 100:
            raise cancelled()

    with pytest.raises(TrajganrError):
        run(first, folder=tmp_path / "run", progress=stop)
    second = Timed()
    second.done = 1  # has no slow step
    second.now = 5e6  # another day
    result = run(second, folder=tmp_path / "run")
    assert result.steps == expected.steps
    assert result.history == expected.history
    assert result.seconds == pytest.approx(expected.seconds)
    for key, value in whole.net.state_dict().items():
        assert second.net.state_dict()[key].equal(value), key

    again = Timed()
    assert run(again, folder=tmp_path / "run").history == expected.history
    assert again.done == 0


def test_a_run_that_stopped_before_its_last_evaluation_is_evaluated(tmp_path: Path) -> None:
    expected = run(Timed())
    count = itertools.count(1)

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if next(count) == expected.steps:
            raise cancelled()

    with pytest.raises(TrajganrError):
        run(Timed(), folder=tmp_path / "run", progress=stop)
    assert run(Timed(), folder=tmp_path / "run").history == expected.history


def test_a_budget_has_twenty_evaluations() -> None:
    history = run(Timed()).history
    assert 18 <= len(history) <= 20
    assert all("error" in row for row in history)
    assert history[-1]["epoch"] == pytest.approx(179 / 5, abs=0.4)


def test_slow_evaluations_are_fewer() -> None:
    learner = Timed(evaluation_s=10.0)
    history = run(learner).history
    assert 2 <= len(history) <= 3
    assert learner.now - 1000 <= 200 + 10  # the time of an evaluation is unknown before the first


def test_a_budget_may_end_within_the_first_epoch() -> None:
    result = run(Timed(), dataclasses.replace(CONFIG, budget_s=23.5))
    assert result.steps == 4
    assert result.history[-1]["epoch"] == 0.8
    assert result.best["error"]["epoch"] <= 0.8


def test_the_shortest_budget_allows_two_steps() -> None:
    assert run(Timed(), dataclasses.replace(CONFIG, budget_s=1.0)).steps == 2


def test_epochs_that_end_before_the_budget_are_trained_as_without_one(rates: list[float]) -> None:
    with_budget, without = Timed(), Timed()
    few = dataclasses.replace(CONFIG, epochs=4)
    result = run(with_budget, few)
    run(without, dataclasses.replace(few, budget_s=None))
    assert result.steps == result.planned_steps == 4 * ROWS // 8
    assert rates[:20] == rates[20:]
    for key, value in without.net.state_dict().items():
        assert with_budget.net.state_dict()[key].equal(value), key


def test_epochs_that_do_not_fit_the_budget_are_cut() -> None:
    learner = Timed()
    result = run(learner, dataclasses.replace(CONFIG, epochs=1000))
    assert learner.now - 1000 <= 200
    assert result.steps < 1000


def test_patience_ends_a_training_before_its_budget_with_a_decay(rates: list[float]) -> None:
    learner = Timed()
    learner.figures = [2.0, 1.0, 1.5, 1.5, 1.5, 1.5, 0.5]
    result = run(learner, dataclasses.replace(CONFIG, patience=3))
    assert result.stopped_early
    assert len(result.history) == 7
    stopped = round(5 * result.history[4]["epoch"])
    assert result.steps == round(stopped / 0.8) < 0.5 * result.planned_steps
    assert rates[stopped - 1] > 0.5 * CONFIG.learning_rate
    assert 0.12 * CONFIG.learning_rate > rates[stopped] > rates[-1]
    assert rates[-1] < 0.01 * CONFIG.learning_rate
    assert result.best["error"] == {"epoch": result.steps / 5, "value": 0.5}


class Followed(Ranks):
    """The first process, whose values are kept."""

    values: ClassVar[list[Any]] = []

    def agree(self, facts: Any) -> Any:
        self.values.append(facts)
        return facts


class Following(Ranks):
    """Another process, which gets the values of the first."""

    values: ClassVar[Iterator[Any]]

    def agree(self, facts: Any) -> Any:
        return next(self.values)


def test_all_processes_follow_the_clock_of_the_first(rates: list[float]) -> None:
    first = run(Timed(), ranks=Followed())
    Following.values = iter(Followed.values)
    other = run(Timed(step_s=7.0), ranks=Following())
    assert other.steps == first.steps
    assert other.history == first.history
    assert rates[: first.steps] == rates[first.steps :]
