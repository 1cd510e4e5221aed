"""The cache of backbone features, and damaged files in it."""

import logging
import os
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from trajganr_core.contract.errors import TrajganrError, cancelled
from trajganr_core.model import feature_cache
from trajganr_core.model.feature_cache import FeatureCache, Key
from trajganr_core.utils.progress import silent

CPU = torch.device("cpu")
CAT, DOG = "ca" * 32, "d0" * 32


def backbone(seed: int = 0) -> nn.Module:
    torch.manual_seed(seed)
    return nn.Linear(3, 4)


def cache(folder: Path, seed: int = 0, **config: object) -> FeatureCache:
    return FeatureCache(backbone(seed), config, CPU, folder)


def some() -> dict[Key, Tensor]:
    return {(CAT, 0): torch.rand(4), (CAT, 1): torch.rand(4), (DOG, 0): torch.rand(4)}


def test_only_saved_features_are_loaded(tmp_path: Path) -> None:
    features = some()
    cache(tmp_path).save(features)
    found = cache(tmp_path).load({(CAT, 1), (DOG, 0), (DOG, 1)})
    assert set(found) == {(CAT, 1), (DOG, 0)}
    assert found[CAT, 1].equal(features[CAT, 1])
    assert found[DOG, 0].equal(features[DOG, 0])


def test_another_backbone_or_preprocessing_has_its_own_features(
    tmp_path: Path,
) -> None:
    cache(tmp_path, size=224).save(some())
    assert cache(tmp_path, size=224).load({(CAT, 0)})
    assert not cache(tmp_path, size=160).load({(CAT, 0)})
    assert not cache(tmp_path, seed=1, size=224).load({(CAT, 0)})


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied"])
def test_a_damaged_file_is_logged_and_removed(
    damage: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache(tmp_path).save(some())
    (file,) = tmp_path.rglob("*.safetensors")
    content = file.read_bytes()
    file.write_bytes(
        {"cut": content[:-7], "changed": content[:-1] + b"\x01", "emptied": b""}[damage]
    )
    with caplog.at_level(logging.WARNING):
        assert cache(tmp_path).load({(CAT, 0)}) == {}
    assert str(file) in caplog.text
    assert not file.exists()


def test_two_processes_can_save_the_same_features(tmp_path: Path) -> None:
    one, other, features = cache(tmp_path), cache(tmp_path), some()
    one.save(features)
    other.save(features)
    other.save(some())
    assert set(one.load(set(features))) == set(features)
    assert all(file.suffix == ".safetensors" for file in one.folder.iterdir())


def test_least_recently_used_files_are_removed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = ({(CAT, view): torch.rand(4)} for view in range(3))
    kept = cache(tmp_path)
    for age, features in ((300, first), (200, second)):
        kept.save(features)
        for file in kept.folder.iterdir():
            if file.stat().st_mtime > 1e9:  # the new one
                os.utime(file, (1000 - age, 1000 - age))
    assert kept.load({(CAT, 0)})  # which is a use
    size = next(kept.folder.iterdir()).stat().st_size
    monkeypatch.setattr(feature_cache, "MAX_BYTES", 2 * size)
    kept.save(third)
    assert set(kept.load({(CAT, 0), (CAT, 1), (CAT, 2)})) == {(CAT, 0), (CAT, 2)}


def test_a_cache_that_cannot_be_written_is_logged_and_not_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "features").write_text("in the way")
    cache(tmp_path).save(some())
    assert "cannot be saved" in caplog.text


def test_a_second_process_waits_for_the_same_backbone(tmp_path: Path) -> None:
    result = []

    def ask(stage: str, fraction: float, /, **figures: float) -> None:
        result.append(stage)
        raise cancelled()

    with (
        cache(tmp_path).lock(silent),
        cache(tmp_path, seed=1).lock(silent),
        pytest.raises(TrajganrError),
        cache(tmp_path).lock(ask),
    ):
        pytest.fail("two look at once")
    assert result == ["Another process is reading street views"]
    with cache(tmp_path).lock(ask):
        pass


def test_a_lock_that_cannot_be_created_does_not_block(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "features").write_text("a file, where a folder should be")
    with cache(tmp_path).lock(silent):
        pass
    assert "cannot be saved" in caplog.text
