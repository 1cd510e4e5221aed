"""Pretraining on the tiny city."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file

from trajganr_core.data.bundle import Bundle
from trajganr_core.errors import Code, TrajganrError, cancelled
from trajganr_core.storage import read_json
from trajganr_core.training.pretrain import PretrainConfig, pretrain


def test_the_loss_falls_and_all_modalities_take_part(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    card = pretrain(bundle, dataclasses.replace(small, epochs=6), tmp_path / "model")
    losses = card["pretraining"]["losses"]
    assert len(losses) == 6
    assert losses[-1] < losses[0]
    assert card["pretraining"]["figures"]["images"] == len(bundle.images)


def test_the_card_says_what_made_the_model(bundle: Bundle, pretrained: Path) -> None:
    card = read_json(pretrained / "card.json")
    assert card["name"] == "Tiny model"
    assert card["bundle"]["id"] == bundle.manifest["id"]
    assert card["device"] == "cpu"
    assert card["model"]["backbone"] == "test_vit"
    assert set(card["files"]) == {"encoders.safetensors", "backbone.safetensors"}


def test_the_same_seed_gives_the_same_weights(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    weights = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        pretrain(bundle, dataclasses.replace(small, epochs=1, seed=seed), tmp_path / name)
        weights.append(load_file(tmp_path / name / "encoders.safetensors"))
    first, again, other = (w["trajectory.token.weight"] for w in weights)
    assert first.equal(again)
    assert not first.equal(other)


def test_label_trips_do_not_touch_the_model(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    inputs = bundle.trips.take((~bundle.is_label).nonzero()[0])
    without = dataclasses.replace(bundle, trips=inputs, is_label=bundle.is_label[~bundle.is_label])
    pretrain(bundle, dataclasses.replace(small, epochs=1), tmp_path / "with")
    pretrain(without, dataclasses.replace(small, epochs=1), tmp_path / "without")
    a, b = (load_file(tmp_path / n / "encoders.safetensors") for n in ("with", "without"))
    assert all(a[key].equal(b[key]) for key in a)


def test_without_images_trajectory_and_location_are_aligned(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    blind = dataclasses.replace(bundle, images=bundle.images.iloc[:0])
    card = pretrain(blind, small, tmp_path / "model")
    assert card["model"]["image_features"] == 0
    assert not (tmp_path / "model" / "backbone.safetensors").exists()


def test_a_cancel_leaves_nothing_behind(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if stage == "Pretraining":
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        pretrain(bundle, small, tmp_path / "model", stop)
    assert caught.value.code is Code.JOB_CANCELLED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"backbone": "no_such_model"}, Code.INPUT_FIELD),
        ({"weights": "/no/such/file.safetensors"}, Code.MODEL_MISSING),
        ({"device": "cuda"}, Code.ENV_DRIVER),
    ],
)
def test_what_cannot_be_had_is_a_coded_error(
    bundle: Bundle, tmp_path: Path, change: dict[str, str], code: Code, small: PretrainConfig
) -> None:
    with pytest.raises(TrajganrError) as caught:
        pretrain(bundle, dataclasses.replace(small, **change), tmp_path / "model")
    assert caught.value.code is code
    assert caught.value.next_action
    assert not (tmp_path / "model").exists()


def test_a_picture_that_does_not_decode_is_named(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 no picture")
    images = bundle.images.copy()
    images.loc[3, "path"] = str(broken)
    with pytest.raises(TrajganrError) as caught:
        pretrain(dataclasses.replace(bundle, images=images), small, tmp_path / "model")
    assert caught.value.code is Code.INPUT_FORMAT
    assert "broken.jpg" in caught.value.message


def test_weights_of_another_backbone_are_refused(
    bundle: Bundle, pretrained: Path, tmp_path: Path, small: PretrainConfig
) -> None:
    config = dataclasses.replace(small, weights=str(pretrained / "encoders.safetensors"))
    with pytest.raises(TrajganrError) as caught:
        pretrain(bundle, config, tmp_path / "model")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_a_bundle_whose_trips_all_make_labels_is_refused(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    labels_only = dataclasses.replace(bundle, is_label=np.ones_like(bundle.is_label))
    with pytest.raises(TrajganrError) as caught:
        pretrain(labels_only, small, tmp_path / "model")
    assert caught.value.code is Code.INPUT_EMPTY
    assert "share of label drivers" in caught.value.next_action


@pytest.mark.parametrize(
    "change",
    [
        {"epochs": 0},
        {"learning_rate": float("nan")},
        {"dimension": 12},
        {"attention": "both"},
        {"query_time": "real"},
    ],
)
def test_options_that_mean_nothing_are_refused(
    small: PretrainConfig, change: dict[str, object]
) -> None:
    with pytest.raises(TrajganrError) as caught:
        dataclasses.replace(small, **change)
    assert caught.value.code is Code.INPUT_FIELD
