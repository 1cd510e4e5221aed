"""Labels that cannot be are refused before anything is learned from them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from fake_cards import manifest_of

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.records.bundle_manifest import TaskSupport
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.text import Text
from trajganr_core.training.finetuning.task_labels import (
    TaskLabels,
    labelled_tasks,
    labels_from_trips,
    labels_of,
)

AOI = TASKS["aoi"].labels


def read(task: str, *, own: bool = False, **columns: list[float]) -> TaskLabels:
    manifest = SimpleNamespace(notes={}, own_labels=(task,) if own else ())
    bundle = SimpleNamespace(labels=pd.DataFrame(columns), manifest=manifest)
    return labels_of(bundle, TASKS[task])


def shares(*rows: list[float]) -> dict[str, list[float]]:
    return {name: [row[i] for row in rows] for i, name in enumerate(AOI)}


def test_the_tasks_of_a_bundle_are_those_that_have_enough_labels() -> None:
    def bundle(**tasks: int) -> Any:
        return SimpleNamespace(title="Porto", manifest=manifest_of(tasks=tasks))

    assert labelled_tasks(bundle(speed=40, aoi=0, popularity=7)) == ("speed", "popularity")
    poor = bundle(speed=40, popularity=7)
    few = {"popularity": TaskSupport(level="few", reasons=(Text("Few."),))}
    poor.manifest = replace(poor.manifest, support=few)
    assert labelled_tasks(poor) == ("speed",)
    with pytest.raises(TrajganrError) as caught:
        labelled_tasks(bundle(speed=0))
    assert caught.value.code is Code.INPUT_EMPTY


def test_a_label_is_known_if_it_has_enough_observations() -> None:
    labels = read("speed", speed_kmh=[20.0, np.nan, 30.0, 0.0], speed_passes=[3, 9, 2, 4])
    assert labels.known.tolist() == [True, False, False, True]
    assert labels.support.tolist() == [3, 9, 2, 4]
    assert labels.values[0].tolist() == [20]


def test_own_labels_are_known_without_a_minimum_of_observations() -> None:
    labels = read("speed", own=True, speed_kmh=[20.0, np.nan], speed_passes=[1, 0])
    assert labels.known.tolist() == [True, False]
    counted = read("popularity", own=True, trip_count=[0.0, np.nan])
    assert counted.known.tolist() == [True, False]


def test_a_rate_is_events_over_exposure() -> None:
    labels = read(
        "braking",
        braking_per_km=[0.5, np.nan],
        braking_events=[2, 0],
        braking_km=[4.0, 0.0],
        braking_passes=[9, 9],
    )
    assert labels.values.tolist() == [[2, 4], [0, 0]]
    assert labels.known.tolist() == [True, False]


def test_a_rate_without_counts_has_an_exposure_of_one() -> None:
    labels = read("braking", braking_per_km=[0.5, 2.0], braking_passes=[9, 1])
    assert labels.values.tolist() == [[0.5, 1], [2, 1]]
    assert labels.known.tolist() == [True, False]


@pytest.mark.parametrize(
    ("task", "columns", "column", "count"),
    [
        ("speed", {"speed_kmh": [-1.0, -2.0, 5.0], "speed_passes": [9, 9, 9]}, "speed_kmh", 2),
        ("speed", {"speed_kmh": [np.inf, 5.0], "speed_passes": [9, 9]}, "speed_kmh", 1),
        ("popularity", {"trip_count": [-3, 4]}, "trip_count", 1),
        ("braking", {"braking_per_km": [-0.5], "braking_passes": [9]}, "braking_per_km", 1),
        (
            "braking",
            {
                "braking_per_km": [1.0],
                "braking_events": [1],
                "braking_km": [0.0],
                "braking_passes": [9],
            },
            "braking_events",
            1,
        ),
        (
            "aoi",
            {**shares([0.5] * 8, [0.125] * 8, [np.nan] * 8), "poi_count": [4, 4, 0]},
            "aoi_food … aoi_transport",
            1,
        ),
        ("aoi", {**shares([2, -1] + [0] * 6), "poi_count": [4]}, "aoi_shop", 1),
    ],
)
def test_labels_outside_their_range_are_named_and_counted(
    task: str, columns: dict[str, list[float]], column: str, count: int
) -> None:
    with pytest.raises(TrajganrError) as caught:
        read(task, **columns)
    assert caught.value.code is Code.INPUT_FIELD
    assert caught.value.parameters["task"] == TASKS[task].title
    assert caught.value.parameters["column"] == column
    assert caught.value.parameters["count"] == count


def test_a_task_without_labels_is_named() -> None:
    with pytest.raises(TrajganrError) as caught:
        read("speed", trip_count=[1])
    assert caught.value.code is Code.INPUT_FIELD
    assert "speed_kmh" in caught.value.message


def test_labels_from_trips_need_a_single_pass() -> None:
    result = pd.DataFrame({"speed_kmh": [30.0, np.nan, 50.0], "speed_passes": [1, 0, 9]})
    labels = labels_from_trips(result, TASKS["speed"])
    assert labels.known.tolist() == [True, False, True]
    assert labels.support.tolist() == [1, 0, 9]


def test_trips_with_measured_speed_give_counts_of_hard_braking() -> None:
    result = {"braking_per_km": [0.5], "braking_events": [2], "braking_km": [4.0]}
    labels = labels_from_trips(pd.DataFrame({**result, "braking_passes": [1]}), TASKS["braking"])
    assert labels.values.tolist() == [[2, 4]]
