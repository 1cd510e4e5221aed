"""Unpacked sizes are recorded."""

from __future__ import annotations

from pathlib import Path

from trajganr_worker.storage.unpacked_size import keep_size, kept_size


def test_the_size_is_stored_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(b"x" * 10)
    assert kept_size(path) == 10
    keep_size(tmp_path, 12345)
    assert kept_size(path) == 12345
