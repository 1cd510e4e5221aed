"""Where the cache lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trajganr_core.utils.cache import cache_folder, keep_small


def test_the_cache_lies_where_it_is_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("TRAJGANR_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "trajganr"


def test_a_file_that_is_in_use_stays_and_the_next_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate("abc"):
        (tmp_path / name).write_bytes(bytes(10))
        os.utime(tmp_path / name, (number, number))
    unlink = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self.name == "a":  # Windows keeps a file that somebody has mapped
            raise PermissionError
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    keep_small(tmp_path, "*", 20)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]
