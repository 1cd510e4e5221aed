"""A model's folder is whole and its own, or refused."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.model.trees import Trees
from trajganr_core.storage import read_json, sha256_of, write_json
from trajganr_core.training.checkpoint import load_encoders, load_head

CPU = torch.device("cpu")


@pytest.fixture
def copy(pretrained: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pretrained, tmp_path / "copy"))


def refused(folder: Path) -> Code:
    with pytest.raises(TrajganrError) as caught:
        load_encoders(folder, CPU)
    assert caught.value.next_action
    return caught.value.code


def test_a_copied_model_loads(copy: Path) -> None:
    model, card = load_encoders(copy, CPU)
    assert model.config.dimension == card["model"]["dimension"]
    assert not model.training


def test_a_tampered_file_is_refused(copy: Path) -> None:
    path = copy / "encoders.safetensors"
    weights = load_file(path)
    weights["trajectory.token.bias"] += 1
    save_file(weights, path)
    assert refused(copy) is Code.MODEL_HASH


def test_weights_of_another_shape_are_refused(copy: Path) -> None:
    card = read_json(copy / "card.json")
    card["model"]["layers"] += 1
    write_json(copy / "card.json", card)
    assert refused(copy) is Code.MODEL_INCOMPATIBLE


def test_a_file_that_is_no_safetensors_is_refused(copy: Path) -> None:
    path = copy / "encoders.safetensors"
    path.write_bytes(b"no tensors")
    card = read_json(copy / "card.json")
    card["files"]["encoders.safetensors"] = sha256_of(path)
    write_json(copy / "card.json", card)
    assert refused(copy) is Code.MODEL_INCOMPATIBLE


def test_trees_that_ask_for_what_is_not_there_are_refused(tmp_path: Path) -> None:
    trees = Trees(2, leaves=3, outputs=1, segment=1, traffic=1, place=2)
    trees.child[0, 0, 0] = 5
    file = tmp_path / "heads" / "speed.safetensors"
    file.parent.mkdir()
    save_file(trees.state_dict(), file)
    card = {"heads": {"speed": {"sha256": sha256_of(file)}}}
    with pytest.raises(TrajganrError) as caught:
        load_head(tmp_path, "speed", trees, card)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert caught.value.next_action


def test_a_missing_file_card_or_folder_is_named(copy: Path, tmp_path: Path) -> None:
    (copy / "encoders.safetensors").unlink()
    assert refused(copy) is Code.MODEL_MISSING
    (copy / "card.json").write_text(json.dumps({"schema": 999}))
    assert refused(copy) is Code.MODEL_INCOMPATIBLE
    (copy / "card.json").write_text("{")
    assert refused(copy) is Code.MODEL_MISSING
    assert refused(tmp_path / "nowhere") is Code.MODEL_MISSING
