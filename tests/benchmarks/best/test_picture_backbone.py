"""The backbone of street views in benchmarks."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from benchmarks.best.picture_backbone import BACKBONE, add_backbone, seeing
from trajganr_comparison.system import Settings


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_backbone(parser)
    return parser.parse_args(words)


def test_all_systems_see_pictures_with_the_chosen_backbone(tmp_path: Path) -> None:
    words = "--backbone", "vit_small_patch14_dinov2", "--backbone-weights", "none"
    settings = seeing(Settings(published={"gair": {"epochs": 8}}), options(*words), tmp_path)
    chosen = {"backbone": words[1], "weights": words[3]}
    assert settings.pretraining == chosen
    assert settings.published["gair"] == {
        "epochs": 8,
        "backbone": words[1],
        "backbone_weights": words[3],
    }
    assert not list(tmp_path.iterdir())


def test_the_default_backbone_gets_weights_without_a_download(tmp_path: Path) -> None:
    settings = seeing(Settings(), options(), tmp_path)
    assert settings.pretraining["backbone"] == BACKBONE
    assert Path(settings.pretraining["weights"]).parent == tmp_path
    assert Path(settings.pretraining["weights"]).is_file()


@pytest.mark.malformed
def test_another_backbone_needs_weights(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="needs --backbone-weights"):
        seeing(Settings(), options("--backbone", "resnet18"), tmp_path)
