"""Embeddings on disk are found again, and never trusted when they are damaged."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from trajganr_core import kept_embeddings
from trajganr_core.kept_embeddings import KeptEmbeddings

SHAPE = (5, 3)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def kept() -> KeptEmbeddings:
    kept = KeptEmbeddings(model="m", bundle="b")
    kept.save(torch.arange(15.0).reshape(SHAPE))
    return kept


def test_what_was_kept_is_found_under_the_same_facts_only(kept: KeptEmbeddings) -> None:
    found = KeptEmbeddings(bundle="b", model="m").load(SHAPE)
    assert found is not None
    assert found.equal(torch.arange(15.0).reshape(SHAPE))
    assert KeptEmbeddings(bundle="b", model="n").load(SHAPE) is None


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign"])
def test_a_damaged_file_is_removed_and_told(
    damage: str, kept: KeptEmbeddings, caplog: pytest.LogCaptureFixture
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


def test_embeddings_of_another_shape_are_not_taken(kept: KeptEmbeddings) -> None:
    assert kept.load((5, 4)) is None


def test_those_used_least_recently_go_first(
    kept: KeptEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, third = KeptEmbeddings(model="other"), KeptEmbeddings(model="third")
    other.save(torch.zeros(SHAPE))
    os.utime(kept.file, (500, 500))
    os.utime(other.file, (600, 600))
    assert kept.load(SHAPE) is not None  # which is a use
    monkeypatch.setattr(kept_embeddings, "LARGEST_BYTES", 2 * kept.file.stat().st_size)
    third.save(torch.zeros(SHAPE))
    assert [one.file.exists() for one in (kept, other, third)] == [True, False, True]


def test_a_cache_that_cannot_be_written_is_told_and_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "file"))
    KeptEmbeddings(model="m").save(torch.zeros(SHAPE))
    assert "not kept" in caplog.text
