"""Fine-tuning on the tiny city."""

import dataclasses
from pathlib import Path

import pytest
from safetensors.torch import load_file

from trajganr_core.data.bundle import Bundle
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.training.finetune import FinetuneConfig, finetune

CONFIG = FinetuneConfig(tasks=("speed", "popularity", "aoi"), epochs=8, device="cpu")


def test_heads_report_held_out_figures_beside_the_trivial_ones(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    card = finetune(pretrained, bundle, CONFIG, tmp_path / "model")
    assert set(card["heads"]) == {"speed", "popularity", "aoi"}
    speed = card["heads"]["speed"]
    assert set(speed["metrics"]) == {
        name for metric in ("mae", "rmse", "r2") for name in (metric, f"baseline_{metric}")
    }
    # North is twice as fast as south, and the trips say so.
    assert speed["metrics"]["mae"] < speed["metrics"]["baseline_mae"]
    assert 1 <= speed["epoch"] <= CONFIG.epochs
    assert min(speed["locations"].values()) > 0


def test_frozen_encoders_stay_as_they_were_and_earlier_heads_are_kept(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    one = dataclasses.replace(CONFIG, tasks=("speed",), epochs=1)
    other = dataclasses.replace(CONFIG, tasks=("aoi",), epochs=1)
    finetune(pretrained, bundle, one, tmp_path / "one")
    card = finetune(tmp_path / "one", bundle, other, tmp_path / "both")
    assert set(card["heads"]) == {"speed", "aoi"}
    before = load_file(pretrained / "encoders.safetensors")
    after = load_file(tmp_path / "both" / "encoders.safetensors")
    assert all(before[key].equal(after[key]) for key in before)


def test_encoders_that_learn_change_and_drop_earlier_heads(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    one = dataclasses.replace(CONFIG, tasks=("speed",), epochs=1)
    full = dataclasses.replace(CONFIG, tasks=("aoi",), epochs=1, freeze=False)
    finetune(pretrained, bundle, one, tmp_path / "one")
    card = finetune(tmp_path / "one", bundle, full, tmp_path / "full")
    assert set(card["heads"]) == {"aoi"}
    assert [path.name for path in (tmp_path / "full" / "heads").iterdir()] == ["aoi.safetensors"]
    before = load_file(pretrained / "encoders.safetensors")
    after = load_file(tmp_path / "full" / "encoders.safetensors")
    for part in ("trajectory.token.weight", "location.1.weight", "image.0.weight"):
        assert not before[part].equal(after[part])


def test_blocks_can_be_held_out_instead_of_segments(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    # The city is 800 m wide, hardly more than a block of 500 m: too few blocks to hold some out.
    config = dataclasses.replace(CONFIG, split="block")
    with pytest.raises(TrajganrError) as caught:
        finetune(pretrained, bundle, config, tmp_path / "model")
    assert caught.value.code is Code.INPUT_EMPTY


def test_a_task_without_labels_says_why(bundle: Bundle, pretrained: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, tasks=("braking",))
    with pytest.raises(TrajganrError) as caught:
        finetune(pretrained, bundle, config, tmp_path / "model")
    assert caught.value.code is Code.INPUT_FIELD
    assert "2 s" in caught.value.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", [{"split": "random"}, {"epochs": 0}, {"batch_size": -1}])
def test_options_that_mean_nothing_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(TrajganrError) as caught:
        dataclasses.replace(CONFIG, **change)
    assert caught.value.code is Code.INPUT_FIELD


def test_an_unknown_task_is_refused(bundle: Bundle, pretrained: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, tasks=("noise",))
    with pytest.raises(TrajganrError) as caught:
        finetune(pretrained, bundle, config, tmp_path / "model")
    assert caught.value.code is Code.INPUT_FIELD
