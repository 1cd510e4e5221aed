"""Which systems there are."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest

from trajganr_comparison.choices import BENCHMARK_SWITCHES, BENCHMARK_SYSTEMS, BENCHMARK_TABLES
from trajganr_comparison.frozen_head import FrozenHead
from trajganr_comparison.profiles import PROFILES
from trajganr_comparison.system import System
from trajganr_comparison.systems import ablation, chosen_systems
from trajganr_comparison.tables import TABLES, chosen_tables
from trajganr_comparison.trajganr import TrajGANRSystem
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.choices import (
    ALIGNMENTS,
    ATTENTIONS,
    LOCATION_SPLIT,
    MODALITIES,
    QUERY_TIMES,
)
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig


def test_ids_and_titles_of_systems_are_unique() -> None:
    systems = chosen_systems((), {}, {})
    assert len({system.id for system in systems}) == len(systems)
    assert len({system.title for system in systems}) == len(systems)


def test_every_system_can_be_sent_to_another_process() -> None:
    systems = chosen_systems(tuple(BENCHMARK_SYSTEMS), {}, {})
    received = pickle.loads(pickle.dumps(systems))
    assert [system.id for system in received] == [system.id for system in systems]


@pytest.mark.parametrize(
    ("switch", "values"),
    [
        ("alignment", tuple(ALIGNMENTS)),
        ("modalities", tuple(MODALITIES)),
        ("query_time", tuple(QUERY_TIMES)),
        ("attention", tuple(ATTENTIONS)),
    ],
)
def test_an_ablation_has_every_value_of_its_switch(switch: str, values: tuple[str, ...]) -> None:
    systems = chosen_systems(ablation(switch), {}, {})
    assert all(isinstance(system, TrajGANRSystem) for system in systems)
    for model in BENCHMARK_SWITCHES[switch]:
        own = [s for s in systems if s.id.startswith(f"trajganr_{model}")]
        configs = [PretrainConfig(**_options(system)) for system in own]
        assert sorted(getattr(one, switch) for one in configs) == sorted(values)
        rest = [dataclasses.replace(one, **{switch: values[0]}) for one in configs]
        assert rest == rest[:1] * len(values)


def _options(system: System) -> dict[str, Any]:
    assert isinstance(system, TrajGANRSystem)
    return {"preset": system.preset, "epochs": 0, **system.pretraining}


def test_the_centred_model_differs_from_paper_only_in_its_tokens() -> None:
    (system,) = chosen_systems(("trajganr_centred",), {}, {})
    centred, paper = PretrainConfig(**_options(system)), PretrainConfig(preset="paper", epochs=0)
    assert centred.of_preset.geometry == "query_centred"
    assert centred.of_preset.motion
    assert not centred.of_preset.time_task
    carried = {"geometry": None, "motion": None, "location_min_scale": None}
    assert dataclasses.replace(centred, **carried) == paper  # type: ignore[arg-type]


def test_table_ids_equal_those_of_the_contract() -> None:
    assert tuple(TABLES) == BENCHMARK_TABLES


def test_system_ids_equal_those_of_the_contract() -> None:
    systems = chosen_systems(BENCHMARK_SYSTEMS, {}, {})
    assert tuple(system.id for system in systems) == BENCHMARK_SYSTEMS
    usual = [system.id for system in chosen_systems((), {}, {})]
    assert usual == list(BENCHMARK_SYSTEMS[: len(usual)])


def test_chosen_systems_are_in_the_order_of_the_tables() -> None:
    chosen = chosen_systems(("trajganr_best", "training_mean"), {}, {})
    assert [system.id for system in chosen] == ["training_mean", "trajganr_best"]


def test_weights_are_passed_to_their_system(tmp_path: Path) -> None:
    file = tmp_path / "weights.pth"
    file.write_bytes(b"weights")
    (system,) = chosen_systems(("geoclip",), {"geoclip": file}, {})
    assert isinstance(system, FrozenHead)
    assert vars(system.extractor)["weights"] == file


def test_unitraj_is_compared_without_the_columns_of_the_number_of_trips() -> None:
    with_counts, without = chosen_systems(("unitraj", "unitraj_without_counts"), {}, {})
    assert isinstance(with_counts, FrozenHead) and isinstance(without, FrozenHead)
    assert without.series == with_counts.series == "unitraj"
    assert range(10)[with_counts.columns] == range(10)
    assert range(10)[without.columns] == range(8)


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        chosen_systems(("magic",), {}, {})
    assert caught.value.code is Code.INPUT_FIELD
    assert "trajganr_best" in str(caught.value)


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_have_valid_tables_systems_and_options(name: str) -> None:
    profile = PROFILES[name]
    for table in chosen_tables(profile.tables):
        systems = chosen_systems(table.systems, {}, profile.settings.published)
        assert len(systems) >= max(1, len(table.systems))
        for split in set(table.splits) - {LOCATION_SPLIT}:  # trainings have the split block there
            for fold in profile.folds:
                PretrainConfig(split=split, fold=fold, **profile.settings.pretraining)
    FinetuneConfig(tasks=("speed",), **profile.settings.tuning)
    assert {*profile.once, *profile.left_out} <= set(BENCHMARK_SYSTEMS)
