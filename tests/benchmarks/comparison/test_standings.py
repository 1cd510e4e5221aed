"""The ranking of systems on each task."""

from __future__ import annotations

from typing import Any

from result_files import of_rows

from trajganr_comparison.standings import main_rows, ranked

PLACE: dict[str, Any] = {"split": "block", "fold": 0, "labels": 1.0, "roads": "all"}
TITLES = {
    "boosting": "Boosting",
    "trajganr_best": "TrajGANR, best",
    "trajganr_best_attention_joint": "TrajGANR, best, joint",
    "geoclip": "GeoCLIP",
}


def rows(task: str, metric: str, **values: list[float | None]) -> list[dict[str, Any]]:
    """Of systems, a seed each."""
    return [
        {**PLACE, "system": system, "seed": seed, "task": task, "metric": metric, "value": value}
        for system, seeds in values.items()
        for seed, value in enumerate(seeds)
    ]


def order(metric: str, *some: dict[str, Any]) -> list[tuple[str, float]]:
    return list(ranked(main_rows(of_rows({"systems": TITLES}, some)), metric).items())


def test_the_smallest_mean_error_is_first() -> None:
    some = rows("speed", "mae", boosting=[5.0, 7.0], trajganr_best=[4.0, 6.0])
    found = order("mae", *some, *rows("speed", "r2", boosting=[0.9]))
    assert found == [("trajganr_best", 5.0), ("boosting", 6.0)]


def test_the_largest_score_is_first() -> None:
    found = order("f1_macro", *rows("popularity", "f1_macro", boosting=[0.4], trajganr_best=[0.5]))
    assert found == [("trajganr_best", 0.5), ("boosting", 0.4)]


def test_systems_without_a_value_are_not_ranked() -> None:
    assert order("mae", *rows("speed", "mae", boosting=[None, 3.0], geoclip=[None])) == [
        ("boosting", 3.0)
    ]
    assert main_rows(of_rows({"systems": TITLES}, ())).empty


def test_only_all_roads_and_the_main_split_count() -> None:
    some = rows("speed", "mae", boosting=[3.0])
    others = [
        {**row, "value": 1.0, **change}
        for row in some
        for change in ({"roads": "with image"}, {"split": "segment"})
    ]
    assert order("mae", *some, *others) == [("boosting", 3.0)]


def test_variants_of_presets_are_not_ranked() -> None:
    some = rows("speed", "mae", trajganr_best=[3.0], trajganr_best_attention_joint=[2.0])
    assert order("mae", *some) == [("trajganr_best", 3.0)]
