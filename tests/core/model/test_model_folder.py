"""Model folders are complete and consistent, or refused."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, sha256_of, write_json
from trajganr_core.model.best.trees import Trees
from trajganr_core.model.model_folder import (
    copy_model,
    load_backbone,
    load_encoders,
    load_head,
    read_card,
)
from trajganr_core.model.street_view import create_backbone

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
    assert model.config.dimension == card.model.dimension
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


def test_a_file_that_is_not_safetensors_is_refused(copy: Path) -> None:
    path = copy / "encoders.safetensors"
    path.write_bytes(b"no tensors")
    card = read_json(copy / "card.json")
    card["files"]["encoders.safetensors"] = sha256_of(path)
    write_json(copy / "card.json", card)
    assert refused(copy) is Code.MODEL_INCOMPATIBLE


def test_trees_with_invalid_indices_are_refused(finetuned: Path, tmp_path: Path) -> None:
    trees = Trees(2, leaves=3, outputs=1, columns=4)
    trees.child[0, 0, 0] = 5
    file = tmp_path / "heads" / "speed.safetensors"
    file.parent.mkdir()
    save_file(trees.state_dict(), file)
    entry = replace(read_card(finetuned).heads["speed"], sha256=sha256_of(file))
    with pytest.raises(TrajganrError) as caught:
        load_head(tmp_path, "speed", trees, entry)
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


def rename(folder: Path, what: str, old: str, new: str) -> None:
    """Have a card call a file or a task by another name."""
    card = read_json(folder / "card.json")
    card[what][new] = card[what].pop(old)
    write_json(folder / "card.json", card)


@pytest.mark.parametrize("name", ["../victim", "/victim", "a/b", "more.safetensors"])
@pytest.mark.parametrize("what", ["files", "heads"])
def test_a_card_names_only_the_files_that_a_model_has(
    what: str, name: str, finetuned: Path, tmp_path: Path
) -> None:
    source = Path(shutil.copytree(finetuned, tmp_path / "in" / "model"))
    (tmp_path / "victim").write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    rename(source, what, "encoders.safetensors" if what == "files" else "speed", name)
    with pytest.raises(TrajganrError) as caught:
        copy_model(source, out, read_card(finetuned), with_heads=True)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert not list(out.iterdir())
    assert (tmp_path / "victim").read_text() == "mine"


@pytest.mark.parametrize("name", ["encoders.safetensors", "heads/speed.safetensors", "heads"])
def test_a_model_with_a_link_in_it_is_not_copied(
    name: str, finetuned: Path, tmp_path: Path
) -> None:
    source = Path(shutil.copytree(finetuned, tmp_path / "model"))
    secret = (source / name).rename(tmp_path / "secret")
    (source / name).symlink_to(secret)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(TrajganrError) as caught:
        copy_model(source, out, read_card(finetuned), with_heads=True)
    assert caught.value.code is Code.INPUT_FORMAT


def test_only_the_files_of_a_model_are_copied(
    pretrained: Path, finetuned: Path, tmp_path: Path
) -> None:
    source = Path(shutil.copytree(finetuned, tmp_path / "model"))
    (source / "heads" / "more").write_text("strange")
    (source / "heads" / "linked").symlink_to(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    card = copy_model(source, out, read_card(pretrained), with_heads=True)
    made = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert made == {*card.files, *(f"heads/{task}.safetensors" for task in card.heads)}


def test_a_backbone_larger_than_its_file_is_not_built(pretrained: Path, tmp_path: Path) -> None:
    backbone = create_backbone("test_vit", "none")
    file = tmp_path / "backbone.safetensors"
    save_file(backbone.state_dict(), file)
    original = read_card(pretrained)
    small = replace(original.model, backbone="test_vit")
    card = replace(original, model=small, files={file.name: sha256_of(file)})
    assert torch.equal(load_backbone(tmp_path, card).cls_token, backbone.cls_token)
    large = replace(card, model=replace(small, backbone="vit_7b_patch16_dinov3"))
    with pytest.raises(TrajganrError, match="larger") as caught:
        load_backbone(tmp_path, large)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
