"""The rules of what figures are good enough for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trajganr_core.publish.fitness import Evidence, fitness

GOOD = Evidence(
    error=4.0,
    speed=30.0,
    spread=10.0,
    peak_segments=200,
    days=30,
    driven_percent=60.0,
)


def test_what_every_figure_meets_is_never_good_for_volumes() -> None:
    good, bad = fitness(GOOD)
    assert len(good) == 5
    assert [text[:15] for text in bad] == ["traffic volumes"]


@pytest.mark.parametrize(
    ("last_good", "first_bad", "begins"),
    [
        # tan(0.3 π) = 1.3764: the spread that gives the right order in 80 of 100 cases.
        ({"spread": 5.51}, {"spread": 5.50}, "comparing roads"),
        ({"speed": 26.67}, {"speed": 26.66}, "the speed of a single road"),
        ({"peak_segments": 100}, {"peak_segments": 99}, "peak against free flow"),
        ({"days": 28}, {"days": 27}, "a typical week"),
        ({"driven_percent": 50.0}, {"driven_percent": 49.9}, "network"),
    ],
)
def test_a_verdict_turns_at_its_threshold(
    last_good: dict[str, float], first_bad: dict[str, float], begins: str
) -> None:
    good, bad = fitness(replace(GOOD, **last_good))
    assert (len(good), len(bad)) == (5, 1)
    good, bad = fitness(replace(GOOD, **first_bad))
    assert (len(good), len(bad)) == (4, 2)
    assert begins in bad[0]


def test_nothing_is_said_of_errors_that_are_not_known() -> None:
    good, bad = fitness(replace(GOOD, error=None))
    assert [text.partition(":")[0] for text in good] == [
        "peak against free flow",
        "a typical week",
        "an overview of the whole network",
    ]
    assert len(bad) == 1
