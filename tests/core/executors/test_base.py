"""The serial executor."""

from __future__ import annotations

import pytest

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.executors.base import SERIAL
from trajganr_core.utils.progress import Progress, silent


def double(item: int, progress: Progress, /) -> int:
    progress("doubling", 0.5, item=float(item))
    return 2 * item


def test_results_are_in_the_order_of_the_parts() -> None:
    assert SERIAL.map(double, [3, 1, 2], "doubling", silent) == [6, 2, 4]
    assert SERIAL.map(double, [], "doubling", silent) == []


def test_progress_is_over_all_parts() -> None:
    result: list[tuple[str, float, float]] = []

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        result.append((stage, fraction, figures["item"]))

    SERIAL.map(double, [3, 1], "doubling", progress)
    assert result == [("doubling", 0.25, 3.0), ("doubling", 0.75, 1.0)]


def test_a_cancellation_ends_the_running_part() -> None:
    done: list[int] = []

    def work(item: int, progress: Progress, /) -> None:
        progress("working", 0.0)
        done.append(item)

    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        if fraction >= 0.5:
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        SERIAL.map(work, [1, 2, 3, 4], "working", cancel)
    assert caught.value.code is Code.JOB_CANCELLED
    assert done == [1, 2]
