"""Deleted items are moved away at once, even if their removal fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_worker import fake_worker
from waiting import wait_until

from trajganr_worker.storage import trash
from trajganr_worker.storage.trash import Trash


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder" / "below").mkdir(parents=True)
    (tmp_path / "folder" / "below" / "file").write_text("x")
    return tmp_path / "folder"


def test_a_folder_is_removed(folder: Path, tmp_path: Path) -> None:
    Trash(tmp_path / "trash").throw(folder, wait=True)
    assert not folder.exists()
    wait_until(lambda: not any((tmp_path / "trash").iterdir()))


def test_deleting_a_missing_path_is_no_error(tmp_path: Path) -> None:
    Trash(tmp_path / "trash").throw(tmp_path / "nothing")


def test_failed_removals_are_moved_away_and_retried(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(trash.shutil, "rmtree", lambda *_, **__: None)  # the process was killed
        Trash(tmp_path / "trash").throw(folder, wait=True)
    assert not folder.exists()
    assert len(list((tmp_path / "trash").iterdir())) == 1
    Trash(tmp_path / "trash").empty()
    wait_until(lambda: not any((tmp_path / "trash").iterdir()))


def test_a_link_is_removed_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    Trash(tmp_path / "trash").throw(tmp_path / "link", wait=True)
    assert (folder / "below" / "file").exists()
    assert not (tmp_path / "link").is_symlink()


def test_a_worker_empties_the_trash_of_an_earlier_one(tmp_path: Path, folder: Path) -> None:
    home = tmp_path / "home"
    (home / ".trash").mkdir(parents=True)
    folder.rename(home / ".trash" / "x")
    with fake_worker(home):
        wait_until(lambda: not any((home / ".trash").iterdir()))
