"""What people read on a terminal."""

from __future__ import annotations

import pytest

from worker.terminal import Terminal, duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "0 s"),
        (59, "59 s"),
        (90, "2 min"),
        (3599, "1 h 0 min"),
        (7800, "2 h 10 min"),
        (200_000, "2 d 7 h"),
    ],
)
def test_spans_of_time_are_said_in_their_largest_units(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_a_result_is_read_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    places = [{"name": "cpu", "slots": 1, "memory_bytes": None}]
    result = {"places": places, "disk": {"free_bytes": 24_316_907_520}, "models": [], "loss": 0.5}
    Terminal(as_json=False).result(result)
    assert capsys.readouterr().out.splitlines() == [
        "places:",
        "  name: cpu, slots: 1",
        "disk:",
        "  free: 24.3 GB",
        "models: none",
        "loss: 0.5",
    ]
