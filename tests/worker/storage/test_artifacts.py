"""Bundles and models are listed and described by their manifests."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from fake_cards import manifest_of

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_worker.storage.artifacts import Artifacts
from trajganr_worker.storage.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_damaged_bundles_are_listed_with_their_error(home: Home) -> None:
    artifacts = Artifacts(home)
    for name in ("whole", "partial", "old model", ".hidden"):
        (home.path / "bundles" / name).mkdir(parents=True)
    manifest_of(name="Porto").save(home.path / "bundles" / "whole")
    assert sorted(artifacts.ids("bundle")) == ["old model", "partial", "whole"]
    assert artifacts.describe("bundle", "whole")["name"] == "Porto"
    assert artifacts.summarise("bundle", "whole") == artifacts.describe("bundle", "whole")
    for damaged in ("partial", "old model"):
        with pytest.raises(TrajganrError, match=damaged) as caught:
            artifacts.describe("bundle", damaged)
        assert caught.value.code is Code.INPUT_FORMAT
        summary = artifacts.summarise("bundle", damaged)
        assert (summary["damaged"], summary["manifest"]) == (True, {})
        assert summary["error"] == caught.value.to_dict()


def test_ids_are_sorted_newest_first(home: Home) -> None:
    for seconds, name in enumerate(("old", "new")):
        (home.path / "models" / name).mkdir(parents=True)
        os.utime(home.path / "models" / name, (seconds, seconds))
    assert Artifacts(home).ids("model") == ["new", "old"]


def test_a_changed_or_deleted_manifest_is_not_served_from_the_cache(home: Home) -> None:
    artifacts, folder = Artifacts(home), home.path / "bundles" / "b"
    folder.mkdir(parents=True)
    for name in ("Porto", "Lisbon"):
        manifest_of(name=name).save(folder)
        assert artifacts.describe("bundle", "b")["name"] == name
    shutil.rmtree(folder)
    with pytest.raises(TrajganrError) as caught:
        artifacts.describe("bundle", "b")
    assert caught.value.code is Code.INPUT_NOT_FOUND


@pytest.mark.skipif(sys.platform == "win32", reason="not on Windows")
def test_a_pipe_in_the_place_of_a_card_is_not_read(home: Home) -> None:
    folder = home.path / "models" / "pipe"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "card.json")
    with pytest.raises(TrajganrError) as caught:
        Artifacts(home).describe("model", "pipe")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
