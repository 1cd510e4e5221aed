"""The ranking of systems on each task."""

from __future__ import annotations

from typing import Any

from result_files import of_rows

from trajganr_core.benchmark.standings import standings
from trajganr_core.contract.results import Standing

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


def order(found: tuple[Standing, ...]) -> list[tuple[str, float]]:
    (one,) = found
    return [(system.title, system.value) for system in one.systems]


def of(*some: dict[str, Any]) -> tuple[Standing, ...]:
    return standings(of_rows({"systems": TITLES}, some))


def test_the_smallest_mean_error_is_first() -> None:
    some = rows("speed", "mae", boosting=[5.0, 7.0], trajganr_best=[4.0, 6.0])
    found = of(*some, *rows("speed", "r2", boosting=[0.9]))
    assert order(found) == [("TrajGANR, best", 5.0), ("Boosting", 6.0)]
    assert (found[0].task, found[0].metric, found[0].split) == ("speed", "mae", "block")
    assert [system.is_ours for system in found[0].systems] == [True, False]


def test_the_largest_score_is_first() -> None:
    found = of(*rows("popularity", "f1_macro", boosting=[0.4], trajganr_best=[0.5]))
    assert order(found) == [("TrajGANR, best", 0.5), ("Boosting", 0.4)]


def test_systems_without_a_value_are_not_ranked() -> None:
    assert order(of(*rows("speed", "mae", boosting=[None, 3.0], geoclip=[None]))) == [
        ("Boosting", 3.0)
    ]
    assert of(*rows("speed", "mae", geoclip=[None])) == ()
    assert of() == ()


def test_only_all_roads_all_labels_and_the_main_split_count() -> None:
    some = rows("speed", "mae", boosting=[3.0])
    others = [
        {**row, "value": 1.0, **change}
        for row in some
        for change in ({"labels": 0.1}, {"roads": "with image"}, {"split": "segment"})
    ]
    assert order(of(*some, *others)) == [("Boosting", 3.0)]


def test_variants_of_presets_are_not_ranked() -> None:
    found = of(*rows("speed", "mae", trajganr_best=[3.0], trajganr_best_attention_joint=[2.0]))
    assert order(found) == [("TrajGANR, best", 3.0)]
