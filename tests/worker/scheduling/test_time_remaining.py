"""The remaining time of a job or stage is estimated where enough is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from trajganr_core.contract.kinds import KINDS
from trajganr_worker.scheduling.time_remaining import StageClock

ROOT = Path(__file__).parents[3]


class Watch:
    """A job that is watched, by a clock that the test sets."""

    def __init__(
        self, history: Sequence[Mapping[str, float]] = (), expected_s: float | None = None
    ) -> None:
        self.now = 0.0
        shares = {"training": 80.0, "saving": 20.0}
        self.clock = StageClock(lambda: self.now, history, shares, expected_s=expected_s)

    def work(self, stage: str, seconds: float, *, to: float = 1.0, steps: int = 20) -> None:
        """Go through a stage evenly, up to a fraction of it."""
        for step in range(steps + 1):
            self.clock.update(stage, to * step / steps)
            self.now += seconds / steps if step < steps else 0.0


def test_there_is_no_estimate_at_first() -> None:
    watch = Watch()
    assert watch.clock.remaining() is None
    watch.clock.update("training", 0.0)
    assert watch.clock.remaining() is None


def test_without_past_jobs_the_remaining_time_is_that_of_the_stage() -> None:
    watch = Watch()
    watch.work("training", 30.0, to=0.25)
    assert watch.clock.remaining() == (pytest.approx(90.0), "stage")


def test_an_estimate_counts_until_the_job_has_a_rate_of_its_own() -> None:
    watch = Watch(expected_s=200.0)
    watch.work("training", 0.0, to=0.0, steps=1)
    assert watch.clock.remaining() == (pytest.approx(200.0), "job")
    watch.work("training", 30.0, to=0.02)  # by its rate, this stage would take 25 minutes
    remaining, of = watch.clock.remaining() or (0.0, "")
    assert of == "job"
    assert 150 < remaining < 260
    for step in range(1, 23):
        watch.now += 5.0
        watch.clock.update("training", 0.02 + 0.04 * step)
    remaining, _ = watch.clock.remaining() or (0.0, "")
    assert remaining == pytest.approx(0.1 * 125 + 0.2 * 200, rel=0.2)


def test_a_job_that_outlasts_its_estimate_is_not_about_to_end() -> None:
    watch = Watch(expected_s=10.0)
    watch.clock.update("training", 0.0)
    watch.now = 100.0
    assert watch.clock.remaining() == (pytest.approx(5.0), "job")


def test_time_since_the_last_report_is_subtracted() -> None:
    watch = Watch()
    watch.work("training", 30.0, to=0.25)
    watch.now += 10.0
    assert watch.clock.remaining() == (pytest.approx(80.0), "stage")
    watch.now += 1000.0
    assert watch.clock.remaining() == (0.0, "stage")


def test_remaining_time_of_a_resumed_training_uses_its_present_rate() -> None:
    watch = Watch()
    for step in range(11):
        watch.clock.update("training", 0.5 + 0.01 * step)
        watch.now += 1.0
    remaining, _ = watch.clock.remaining() or (0.0, "")
    assert remaining == pytest.approx(39.0, abs=1.5)


def test_a_machine_that_becomes_slower_is_noticed() -> None:
    watch = Watch()
    watch.work("training", 100.0, to=0.5)
    for step in range(100):
        watch.clock.update("training", 0.5 + 0.0005 * (step + 1))
        watch.now += 4.0
    remaining, _ = watch.clock.remaining() or (0.0, "")
    assert remaining == pytest.approx(0.45 / 0.0005 * 4.0, rel=0.1)


def test_a_stage_that_advances_in_long_steps_has_an_estimate() -> None:
    watch = Watch()
    for second in range(1000):
        watch.clock.update("training", 0.1 * (second // 300))
        watch.now += 1.0
    remaining, of = watch.clock.remaining() or (0.0, "")
    assert of == "stage"
    assert remaining == pytest.approx(0.7 * 3000, rel=0.15)


def test_with_past_jobs_the_later_stages_count() -> None:
    watch = Watch([{"reading": 10.0, "training": 100.0, "writing": 5.0}])
    watch.work("reading", 5.0, to=0.5)
    assert watch.clock.remaining() == (pytest.approx(5.0 + 105.0), "job")


def test_later_stages_are_scaled_by_how_the_earlier_ones_went() -> None:
    watch = Watch([{"reading": 10.0, "training": 100.0, "writing": 5.0}])
    watch.work("reading", 40.0)
    watch.work("training", 100.0, to=0.25)
    assert watch.clock.remaining() == (pytest.approx(300.0 + 4 * 5.0), "job")


def test_a_stage_that_no_past_job_had_is_judged_alone() -> None:
    watch = Watch([{"training": 100.0}])
    watch.work("reading", 10.0, to=0.5)
    assert watch.clock.remaining() == (pytest.approx(10.0), "stage")


def test_repeated_stages_have_no_estimate() -> None:
    watch = Watch()
    for _ in range(2):
        watch.work("reading", 10.0)
        watch.work("matching", 10.0, to=0.5)
    assert watch.clock.remaining() is None


def test_the_seconds_of_each_stage_are_recorded_in_order() -> None:
    watch = Watch()
    watch.work("reading", 10.0)
    watch.work("matching", 20.0)
    watch.work("reading", 5.0)
    assert list(watch.clock.seconds()) == ["reading", "matching"]
    assert watch.clock.seconds() == {
        "reading": pytest.approx(15.0),
        "matching": pytest.approx(20.0),
    }


def test_progress_covers_the_whole_job_and_never_decreases() -> None:
    clock = StageClock(lambda: 0.0, [{"read": 10.0, "train": 90.0}])
    seen = []
    for stage, fraction in (
        ("read", 0.0),
        ("read", 0.5),
        ("read", 1.0),
        ("train", 0.0),
        ("train", 0.5),
        ("read", 0.2),  # it comes again
        ("train", 1.0),
    ):
        clock.update(stage, fraction)
        seen.append(clock.progress)
    assert seen[1] == pytest.approx(0.05)
    assert seen[4] == pytest.approx(0.55)
    assert seen == sorted(seen)
    assert seen[-1] < 1


def test_progress_of_a_first_job_uses_the_usual_shares_of_its_stages() -> None:
    clock = StageClock(lambda: 0.0, [], {"read": 1, "train": 3})
    clock.update("train", 0.0)
    assert clock.progress == pytest.approx(0.25)


def test_an_unknown_stage_gets_half_of_the_remaining_progress() -> None:
    clock = StageClock(lambda: 0.0, [])
    clock.update("first", 1.0)
    assert clock.progress == pytest.approx(0.5)
    clock.update("second", 1.0)
    assert clock.progress == pytest.approx(0.75)


def test_the_usual_stages_are_stages_that_jobs_report() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("trajganr_core",)
        for path in (ROOT / folder).rglob("*.py")
    )
    for stages in (kind.stages for kind in KINDS.values()):
        for stage in stages:
            assert f'"{stage}"' in sources
