"""Tables of kept predictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks import segments
from benchmarks.segments import BEST, MEAN, page
from trajganr_comparison.profiles import PROFILES
from trajganr_comparison.systems import chosen_systems
from trajganr_core.data.bundle import Bundle


def predictions() -> pd.DataFrame:
    """Five roads of two blocks, one in each class of density, in two seeds.

    Best is wrong by 1 everywhere, the mean by 2 except on roads with most passes, by 0.5.
    """
    parts = []
    for system, errors in ((BEST, [1.0] * 5), (MEAN, [2.0, 2.0, 2.0, 2.0, 0.5])):
        for task in segments.TASKS:
            truth = np.array([1.0, 2.0, 0.0, 1.0, 2.0])
            predicted = truth if task == "popularity" else truth + errors
            columns = {"edge": range(5), "block": [0, 0, 1, 1, 1], "passes": [0, 4, 5, 20, 100]}
            for seed in (0, 1):
                parts.append(
                    pd.DataFrame(
                        {
                            "system": system,
                            "task": task,
                            "seed": seed,
                            "fold": 0,
                            **columns,
                            "truth": truth,
                            "predicted": predicted + 0.1 * seed * (task != "popularity"),
                        }
                    )
                )
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def record() -> dict[str, Any]:
    roads = {task: {"train": 10, "test": 5} for task in segments.TASKS}
    return {
        "titles": {BEST: "Best", MEAN: "Mean"},
        "cells": [
            {"system": system, "seed": seed, "fold": 0, "seconds": 60.0, "roads": roads}
            for system in (BEST, MEAN)
            for seed in (0, 1)
        ],
    }


def test_best_is_compared_with_the_other_systems(record: dict[str, Any]) -> None:
    lines = page(predictions(), record)
    # Errors of the mean: (4 · 2 + 0.5) / 5 = 1.7, and 1.8 with the second seed.
    (speed,) = (line for line in lines if line.startswith("| speed | mae | Mean | "))
    assert speed.startswith("| speed | mae | Mean | 1.050 | 1.750 | -0.700 | ")
    assert any(
        line.startswith("| popularity | f1_macro | Mean | 1.000 | 1.000 |") for line in lines
    )


def test_each_class_of_density_has_its_errors(record: dict[str, Any]) -> None:
    lines = page(predictions(), record)
    speed = [line for line in lines if line.startswith("| speed | ")]
    assert "| speed | 0 | 1 | 1.05 | 2.05 | -1.00 | -1.00 to -1.00 |" in speed
    assert "| speed | 1–4 | 1 | 1.05 | 2.05 | -1.00 | -1.00 to -1.00 |" in speed
    assert "| speed | 100 and more | 1 | 1.05 | 0.55 | +0.50 | +0.50 to +0.50 |" in speed


def test_best_is_compared_with_a_named_system_by_density(record: dict[str, Any]) -> None:
    rows, record["titles"]["former"] = predictions(), "Former"
    former = rows[rows["system"] == MEAN].assign(system="former")
    record["cells"] += [{**one, "system": "former"} for one in record["cells"][2:]]
    former["predicted"] += 1.0 * (former["task"] == "speed")
    lines = page(pd.concat([rows, former]), record, "former", segments.TASKS)
    assert "| task | input passes | directed segments | best | Former |" in lines[-17]
    assert "| speed | 0 | 1 | 1.05 | 3.05 | -2.00 | -2.00 to -2.00 |" in lines
    assert "| popularity | 0 | 1 | 1.00 | 1.00 | +0.00 | +0.00 to +0.00 |" in lines
    assert "| slowdown | 0 | 1 | 1.05 | 2.05 | -1.00 | -1.00 to -1.00 |" in lines
    (speed,) = (line for line in lines if line.startswith("| speed | mae | Former | "))
    assert speed.startswith("| speed | mae | Former | 1.050 | 2.750 | -1.700 | ")


def test_a_task_that_a_system_was_not_asked_is_left_out(record: dict[str, Any]) -> None:
    rows = predictions()
    lines = page(rows[(rows["task"] == "speed") | (rows["system"] == MEAN)], record)
    assert any(line.startswith("| speed |") for line in lines)
    assert not any(line.startswith(("| slowdown |", "| popularity |")) for line in lines)


def test_added_predictions_replace_those_of_the_same_cells(
    record: dict[str, Any], tmp_path: Path
) -> None:
    old, other = tmp_path / "old.parquet", tmp_path / "other.parquet"
    rows = predictions()
    again = rows[(rows["system"] == MEAN) & (rows["seed"] == 1)].assign(predicted=7.0)
    further = again.assign(system="further", seed=2)
    rows.to_parquet(old)
    pd.concat([again, further]).to_parquet(other)
    old.with_suffix(".json").write_text(json.dumps(record), "utf-8")
    made = {"commit": "abc", "measured_at": "2026-11-28", "titles": {"further": "Further"}}
    roads = record["cells"][0]["roads"]
    made["cells"] = [
        {"system": system, "seed": seed, "fold": 0, "seconds": 1.0, "roads": roads}
        for system, seed in ((MEAN, 1), ("further", 2))
    ]
    other.with_suffix(".json").write_text(json.dumps(made), "utf-8")
    segments.add(old, other)
    found = pd.read_parquet(old)
    assert len(found) == len(rows) + len(further)
    is_again = (found["system"] == MEAN) & (found["seed"] == 1)
    assert (found["predicted"] == 7.0).equals(is_again | (found["system"] == "further"))
    after = json.loads(old.with_suffix(".json").read_text("utf-8"))
    assert after["titles"] == {**record["titles"], "further": "Further"}
    seconds = {(one["system"], one["seed"]): one["seconds"] for one in after["cells"]}
    assert seconds == {
        (BEST, 0): 60.0,
        (BEST, 1): 60.0,
        (MEAN, 0): 60.0,
        (MEAN, 1): 1.0,
        ("further", 2): 1.0,
    }
    assert [one.get("commit") for one in after["cells"]] == [None] * 3 + ["abc"] * 2


@pytest.mark.parametrize("task", ["speed", "aoi"])
def test_only_shares_have_a_distance_in_collected_predictions(
    bundle: Bundle, tmp_path: Path, task: str
) -> None:
    rows = predictions().query(f"system == '{BEST}' and task == 'speed' and seed == 0")
    distance = np.arange(5) / 10 if task == "aoi" else np.nan
    rows = rows.assign(task=task, highway="residential", distance=distance)
    rows.to_parquet(tmp_path / "best-seed0-fold0.parquet")
    roads = {"system": BEST, "title": "Best", "seed": 0, "fold": 0, "seconds": 1.0, "roads": {}}
    (tmp_path / "best-seed0-fold0.json").write_text(json.dumps(roads), "utf-8")
    segments.collect(bundle, tmp_path)
    found = pd.read_parquet(tmp_path / segments.PREDICTIONS)
    assert ("distance" in found) == (task == "aoi")
    if task == "aoi":
        np.testing.assert_array_equal(found["distance"], distance)


def test_the_systems_of_the_script_exist() -> None:
    assert {system.id for system in chosen_systems(segments.SYSTEMS, {}, {})} == set(
        segments.SYSTEMS
    )


def test_systems_have_the_sizes_of_the_quick_profile() -> None:
    for name in ("unitraj", "jclrnt"):
        kept = vars(segments.system_of(name))["extractor"]
        training = vars(kept.extractor)["training"]
        expected = PROFILES["quick"].settings.published[name]
        assert {key: getattr(training, key) for key in expected} == dict(expected)
