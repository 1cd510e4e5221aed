"""Spans of time and sizes of files."""

from __future__ import annotations

import pytest

from trajganr_core.contract.texts.quantities import bytes_text, duration_text


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.2, "0 s"),
        (59, "59 s"),
        (90, "2 min"),
        (3599, "1 h 0 min"),
        (7800, "2 h 10 min"),
        (200_000, "2 d 7 h"),
    ],
)
def test_durations_are_said_in_their_largest_units(seconds: float, expected: str) -> None:
    assert duration_text(seconds) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(118_800, "119 kB"), (2.4e6, "2.4 MB"), (1.26e9, "1.26 GB")]
)
def test_sizes_have_three_digits(count: float, expected: str) -> None:
    assert bytes_text(count) == expected
