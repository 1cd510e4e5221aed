"""Files and folders are whole or absent."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyogrio.errors import DataSourceError

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import (
    WORKING,
    atomic_file,
    atomic_folder,
    checkpoint_beside,
    disk_is_full,
    machine,
    read_json,
    remove_leftovers,
    working_folder,
)

ROOT = Path(__file__).parents[4]


def test_a_folder_appears_only_when_complete(tmp_path: Path) -> None:
    with atomic_folder(tmp_path / "out", "card.json") as folder:
        (folder / "card.json").write_text("{}")
        assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_keeps_the_old_folder_and_leaves_nothing_else(tmp_path: Path) -> None:
    with atomic_folder(tmp_path / "out", "card.json") as folder:
        (folder / "card.json").write_text("old")
    with pytest.raises(RuntimeError), atomic_folder(tmp_path / "out", "card.json") as folder:
        (folder / "card.json").write_text("new")
        raise RuntimeError
    assert (tmp_path / "out" / "card.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_content_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(TrajganrError) as caught, atomic_folder(tmp_path, "card.json"):
        pytest.fail("the block must not run")
    assert caught.value.code is Code.INPUT_FIELD
    assert (tmp_path / "holiday.jpg").exists()


def test_a_file_appears_only_when_complete(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    with pytest.raises(RuntimeError), atomic_file(tmp_path / "out.txt") as temporary:
        temporary.write_text("new")
        raise RuntimeError
    assert (tmp_path / "out.txt").read_text() == "old"
    with atomic_file(tmp_path / "out.txt") as temporary:
        temporary.write_text("new")
    assert (tmp_path / "out.txt").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_the_checkpoint_is_a_hidden_folder_beside_the_result(tmp_path: Path) -> None:
    assert checkpoint_beside(tmp_path / "model") == tmp_path / ".model.checkpoint"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "card.json")
    (tmp_path / "endless.json").symlink_to("/dev/zero")
    (tmp_path / "folder.json").mkdir()
    free = next_descriptor()
    for name in ("card.json", "endless.json", "folder.json"):
        with pytest.raises(OSError, match="regular"):
            read_json(tmp_path / name)
    assert next_descriptor() == free


def next_descriptor() -> int:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


@pytest.mark.parametrize(("free", "expected"), [(0, OSError), (1 << 30, DataSourceError)])
def test_a_failure_of_gdal_on_a_full_disk_is_reported_as_a_full_disk(
    free: int, expected: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    with pytest.raises(expected) as caught, working_folder(tmp_path):
        raise DataSourceError("Failed to commit transaction")
    assert disk_is_full(caught.value) is (free == 0)
    assert not list(tmp_path.iterdir())


HOLD = """
import sys, time
from pathlib import Path
from trajganr_core.contract.files.atomic_io import working_folder
with working_folder(Path(sys.argv[1])) as folder:
    (folder / "half").touch()
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there, the age of a folder decides")
def test_what_a_killed_process_left_is_removed_at_once_and_always(tmp_path: Path) -> None:
    """Also while it is a zombie: its parent need not ask for its exit status, or be able to."""
    for _ in range(5):
        killed = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert killed.stdout is not None
        left = Path(killed.stdout.readline().strip())
        with working_folder(tmp_path) as folder:
            assert sorted(tmp_path.iterdir()) == sorted([left, folder])
        killed.kill()
        os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)  # it stays a zombie
        with working_folder(tmp_path) as folder:
            assert list(tmp_path.iterdir()) == [folder]
        killed.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="there, the age of a folder decides")
def test_a_process_that_got_the_id_of_a_killed_one_does_not_keep_its_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / f"{WORKING}{machine()}-{os.getpid()}-00000000-x").mkdir()
    with working_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]
        remove_leftovers(tmp_path)
        assert folder.exists()


def test_a_link_with_the_name_of_a_leftover_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data" / "old").mkdir(parents=True)
    (tmp_path / "data" / "old" / "kept").touch()
    link = tmp_path / f"{WORKING}{machine()}-{2**30}-x"
    link.symlink_to(tmp_path / "data")
    remove_leftovers(tmp_path)
    assert (tmp_path / "data" / "old" / "kept").exists()
