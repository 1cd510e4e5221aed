"""The cache of compiled code: what is damaged, foreign or old costs time only."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.data.matching import compiled


def twice(number: int) -> int:
    return 2 * number


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled code."""
    monkeypatch.setattr(compiled, "_folder", lambda: tmp_path)
    compiled._warn_once.cache_clear()
    return tmp_path


def loads_from_cache() -> bool:
    """Whether a new process would find the code; fails if it computes something else."""
    function: Any = compiled.njit(twice)
    assert function(21) == 42
    return bool(function.stats.cache_hits)


def test_code_is_compiled_once(folder: Path) -> None:
    assert not loads_from_cache()
    assert loads_from_cache()


def cut_short(data: bytes) -> bytes:
    return data[: len(data) // 2]


def zeroed(data: bytes) -> bytes:
    """As after a power failure: a block of zeros, in code that pickle does not interpret."""
    return data[:2000] + bytes(2000) + data[4000:]


@pytest.mark.malformed
@pytest.mark.parametrize("suffix", ["nbi", "nbc"])
@pytest.mark.parametrize(
    "damage", [cut_short, zeroed, lambda _: b"", lambda _: pickle.dumps("another content")]
)
def test_damaged_code_is_compiled_again(
    folder: Path, suffix: str, damage: Callable[[bytes], bytes]
) -> None:
    loads_from_cache()
    (file,) = folder.glob(f"*/*.{suffix}")
    file.write_bytes(damage(file.read_bytes()))
    assert not loads_from_cache() or damage is zeroed  # an index is shorter than that
    assert loads_from_cache()


@pytest.mark.malformed
def test_code_that_cannot_be_kept_is_compiled_in_every_process(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    function: Any = compiled.njit(twice)
    (own,) = folder.iterdir()
    own.rmdir()
    own.write_bytes(b"in the way")
    assert function(21) == 42  # it was to be saved there
    assert not loads_from_cache()
    assert "compiles it again" in caplog.text


@pytest.mark.malformed
@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.parametrize("is_base", [False, True])
def test_a_folder_that_anybody_can_write_to_is_not_used(
    tmp_path: Path, is_base: bool, caplog: pytest.LogCaptureFixture
) -> None:
    folder = compiled.usable_folder(tmp_path / "compiled", "now")
    assert folder is not None
    (folder.parent if is_base else folder).chmod(0o777)
    compiled._warn_once.cache_clear()
    assert compiled.usable_folder(tmp_path / "compiled", "now") is None
    assert "other accounts can write" in caplog.text


@pytest.mark.malformed
def test_a_file_instead_of_the_folder_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "compiled").write_bytes(b"")
    compiled._warn_once.cache_clear()
    assert compiled.usable_folder(tmp_path / "compiled", "now") is None
    assert str(tmp_path) in caplog.text


def test_folders_that_were_not_used_for_long_are_removed_with_the_next_state(
    tmp_path: Path,
) -> None:
    long_ago = time.time() - 2 * compiled.UNUSED_S
    for name in ("unused", "used"):
        assert compiled.usable_folder(tmp_path / "compiled", name)
        (tmp_path / "compiled" / name / "code").write_bytes(b"")
        os.utime(tmp_path / "compiled" / name, (long_ago, long_ago))
    compiled.usable_folder(tmp_path / "compiled", "used")
    assert compiled.usable_folder(tmp_path / "compiled", "now")
    assert sorted(each.name for each in (tmp_path / "compiled").iterdir()) == ["now", "used"]
