"""Checks between options, and values of presets."""

from __future__ import annotations

from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.presets import PRESETS
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig


@pytest.mark.parametrize(
    "options",
    [
        {"attention": "joint"},  # the preset is query-centred
        {"attention": "joint", "geometry": "query_centred"},
        {"attention": "both"},
        {"query_time": "real"},
        {"geometry": "relative"},
        {"space2vec": "sphere"},
        {"dimension": 20},
        {"epochs": -1},
        {"budget": "30"},
        {"budget": "0min"},
        {"budget": "-5min"},
        {"budget": "half an hour"},
        {"budget": "1h30min"},
        {"budget": "9" * 400 + "h"},
        {"seed": -1},
        {"batch_size": 0},
        {"learning_rate": float("nan")},
        {"precision": "float16"},
        {"memory_limit_gb": -1.0},
        {"split": "districts"},
        {"fold": 5},
        {"device": "tpu"},
        {"preset": "worst"},
        {"location_min_scale": 0.0},
        {"temperature": 0.0},
        {"temperature": float("nan")},
        {"modalities": "loc"},
        {"modalities": "sv"},
        {"modalities": "sv+traj"},
        {"alignment": "coarse"},
        {"alignment": "none", "preset": "paper"},
    ],
    ids=str,
)
def test_impossible_options_of_pretraining_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        PretrainConfig(**options)
    assert caught.value.code is Code.INPUT_FIELD
    assert caught.value.next_action


@pytest.mark.parametrize(
    "options",
    [
        {"attention": "joint", "preset": "paper"},
        {"attention": "joint", "geometry": "absolute"},
        {"alignment": "none"},  # the task of hidden windows is left
        {"modalities": "loc", "epochs": 0},
    ],
    ids=str,
)
def test_unusual_options_of_pretraining_are_accepted(options: dict[str, Any]) -> None:
    PretrainConfig(**options)


@pytest.mark.parametrize(
    "options",
    [
        {"tasks": ("weather",)},
        {"label_share": 0.0},
        {"label_share": 1.5},
        {"head": "tree"},
        {"head": "trees", "freeze": False},
        {"trips_per_location": 0},
        {"seed": -1},
        {"epochs": 0},
        {"batch_size": -1},
        {"precision": "float16"},
        {"fold": -1},
        {"split": "city"},
    ],
    ids=str,
)
def test_impossible_options_of_fine_tuning_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        FinetuneConfig(**{"tasks": ("speed",), **options})
    assert caught.value.code is Code.INPUT_FIELD


def test_unset_switches_have_the_value_of_the_preset() -> None:
    best = PretrainConfig()
    assert best.of_preset.geometry == PRESETS["best"].geometry
    assert best.of_preset.location_min_scale == PRESETS["best"].location_min_scale
    assert best.of_preset.motion
    assert best.of_preset.time_task
    plain = PretrainConfig(geometry="absolute", motion=False, time_task=False)
    assert plain.of_preset.geometry == "absolute"
    assert not plain.of_preset.motion
    assert not plain.of_preset.time_task


def test_a_model_without_trajectories_has_no_time_task() -> None:
    assert not PretrainConfig(modalities="sv+loc", time_task=True).of_preset.time_task


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("30min", 1800), ("2h", 7200), (" 1.5 h ", 5400), ("", None)],
)
def test_a_budget_is_a_number_of_seconds_minutes_or_hours(text: str, seconds: float | None) -> None:
    assert PretrainConfig(budget=text).budget_s == seconds


@pytest.mark.parametrize(
    ("options", "cpu", "gpu"),
    [
        ({}, (100, "30min"), (100, "")),
        ({"epochs": 7}, (7, ""), (7, "")),
        ({"epochs": 0}, (0, ""), (0, "")),
        ({"budget": "2h"}, (None, "2h"), (None, "2h")),
        ({"epochs": 7, "budget": "2h"}, (7, "2h"), (7, "2h")),
    ],
    ids=str,
)
def test_only_a_training_without_any_length_has_the_default_one(
    options: dict[str, Any], cpu: tuple[int | None, str], gpu: tuple[int | None, str]
) -> None:
    config = PretrainConfig(**options)
    for on_gpu, expected in ((False, cpu), (True, gpu)):
        length = config.with_length(on_gpu=on_gpu)
        assert (length.epochs, length.budget) == expected


def test_a_training_with_a_budget_stops_early_unless_patience_is_set() -> None:
    assert PretrainConfig(epochs=7).patience_in_effect == 0
    assert PretrainConfig(budget="2h").patience_in_effect > 0
    assert PretrainConfig(budget="2h", patience=0).patience_in_effect == 0
    assert PretrainConfig(epochs=7, patience=3).patience_in_effect == 3
