"""The worker's clock does not count time asleep."""

from __future__ import annotations

import pytest

from trajganr_worker.scheduling import awake_clock as clock_module
from trajganr_worker.scheduling.awake_clock import MAX_STEP_S, AwakeClock


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The machine's own clock, as a list of one."""
    now = [1000.0]
    monkeypatch.setattr(clock_module.time, "monotonic", lambda: now[0])
    return now


def test_time_while_the_process_runs_counts(machine: list[float]) -> None:
    clock = AwakeClock()
    for _ in range(10):
        machine[0] += 0.5
        clock.tick()
    assert clock.now() == pytest.approx(5.0)


def test_time_asleep_does_not_count(machine: list[float]) -> None:
    clock = AwakeClock()
    machine[0] += 8 * 3600
    clock.tick()
    assert clock.now() == MAX_STEP_S


def test_between_two_ticks_time_stands_still(machine: list[float]) -> None:
    clock = AwakeClock()
    machine[0] += 1.0
    assert clock.now() == 0.0
