"""Which systems there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.benchmark.frozen_head import FrozenHead
from trajganr_core.benchmark.profiles import PROFILES
from trajganr_core.benchmark.systems import chosen_systems
from trajganr_core.configuration import FinetuneConfig, PretrainConfig
from trajganr_core.errors import Code, TrajganrError


def test_every_system_has_a_name_of_its_own() -> None:
    systems = chosen_systems((), {}, {})
    assert len({system.id for system in systems}) == len(systems)
    assert len({system.title for system in systems}) == len(systems)


def test_some_are_chosen_in_the_order_of_the_tables() -> None:
    chosen = chosen_systems(("trajganr_best", "training_mean"), {}, {})
    assert [system.id for system in chosen] == ["training_mean", "trajganr_best"]


def test_weights_reach_their_system(tmp_path: Path) -> None:
    file = tmp_path / "weights.pth"
    file.write_bytes(b"weights")
    (system,) = chosen_systems(("geoclip",), {"geoclip": file}, {})
    assert isinstance(system, FrozenHead)
    assert vars(system.extractor)["weights"] == file


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        chosen_systems(("magic",), {}, {})
    assert caught.value.code is Code.INPUT_FIELD
    assert "trajganr_best" in str(caught.value)


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_name_systems_and_options_that_there_are(name: str) -> None:
    profile = PROFILES[name]
    for held in profile.held:
        assert len(chosen_systems(held.systems, {}, profile.settings.published)) >= max(
            1, len(held.systems)
        )
        for fold in held.folds:
            PretrainConfig(split=held.split, fold=fold, **profile.settings.pretraining)
    FinetuneConfig(tasks=("speed",), **profile.settings.tuning)
