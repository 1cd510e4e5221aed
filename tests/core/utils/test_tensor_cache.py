"""The disk cache of tensors, and damaged files in it."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from trajganr_core.utils import tensor_cache
from trajganr_core.utils.tensor_cache import TensorCache

SHAPE = {"embedding": (5, 3)}
VALUES = {"embedding": torch.arange(15.0).reshape(5, 3)}
ZEROS = {"embedding": torch.zeros(5, 3)}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def kept() -> TensorCache:
    kept = TensorCache("some", model="m", bundle="b")
    kept.save(VALUES)
    return kept


def test_saved_tensors_are_loaded_for_the_same_inputs_only(kept: TensorCache) -> None:
    found = TensorCache("some", bundle="b", model="m").load(SHAPE)
    assert found is not None
    assert found["embedding"].equal(VALUES["embedding"])
    assert TensorCache("some", bundle="b", model="n").load(SHAPE) is None
    assert TensorCache("other", bundle="b", model="m").load(SHAPE) is None


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign"])
def test_a_damaged_file_is_removed_and_reported(
    damage: str, kept: TensorCache, caplog: pytest.LogCaptureFixture
) -> None:
    if damage == "cut":
        kept.file.write_bytes(kept.file.read_bytes()[:-9])
    elif damage == "changed":
        tensors = {name: tensor.clone() for name, tensor in load_file(kept.file).items()}
        tensors["embedding"][2, 1] += 1
        save_file(tensors, kept.file)
    else:
        save_file({"something": torch.zeros(3)}, kept.file)
    with caplog.at_level(logging.WARNING):
        assert kept.load(SHAPE) is None
    assert str(kept.file) in caplog.text
    assert not kept.file.exists()


def test_tensors_of_other_shapes_or_names_are_not_loaded(kept: TensorCache) -> None:
    assert kept.load({"embedding": (5, 4)}) is None
    kept.save(VALUES)
    assert kept.load({**SHAPE, "more": (5, 3)}) is None


def test_least_recently_used_files_are_removed_first(
    kept: TensorCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, third = TensorCache("some", model="other"), TensorCache("some", model="third")
    other.save(ZEROS)
    os.utime(kept.file, (500, 500))
    os.utime(other.file, (600, 600))
    assert kept.load(SHAPE) is not None  # which is a use
    monkeypatch.setattr(tensor_cache, "MAX_BYTES", 2 * kept.file.stat().st_size)
    third.save(ZEROS)
    assert [one.file.exists() for one in (kept, other, third)] == [True, False, True]


def test_a_cache_that_cannot_be_written_is_logged_and_not_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "file"))
    TensorCache("some", model="m").save(ZEROS)
    assert "could not be written" in caplog.text
