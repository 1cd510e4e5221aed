"""What people read on a terminal."""

from __future__ import annotations

import pytest

from worker.terminal import duration


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
