"""Parallel processes, their results, cancellation and end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.executors import process_pool
from trajganr_core.executors.process_pool import ProcessPool
from trajganr_core.utils.progress import Progress, silent

# A process imports this module, and torch only where it is asked for its threads.


def threads(item: int, progress: Progress) -> tuple[int, int, int]:
    """The process and its threads, by torch or, where it is not imported, by the environment."""
    if item != 3:
        return item, int(os.environ["OMP_NUM_THREADS"]), os.getpid()
    import torch

    return item, torch.get_num_threads(), os.getpid()


def process(item: int, progress: Progress) -> tuple[int, int]:
    return item, os.getpid()


def dies(item: int, progress: Progress) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fails(item: int, progress: Progress) -> None:
    raise ZeroDivisionError(item)


def lasts(folder: Path, progress: Progress) -> None:
    """For ever, but for what progress says."""
    (folder / f"{os.getpid()}").touch()
    while True:
        progress("Lasting", 0.0)
        time.sleep(0.01)


def waits(folder: Path, progress: Progress) -> None:
    """Half is done until somebody has seen that."""
    while not (folder / "seen").exists():
        progress("Waiting", 0.5)
        time.sleep(0.01)


def sleeps(folder: Path, progress: Progress) -> None:
    """Without progress, and with a lock that the system releases when the process ends."""
    with FileLock(folder / f"{os.getpid()}.lock"):
        (folder / f"{os.getpid()}.begun").touch()
        time.sleep(600)


def test_results_come_in_the_order_of_the_items_from_processes_with_their_share_of_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process_pool, "cores", lambda: 4)
    before = os.environ.get("OMP_NUM_THREADS")
    found = ProcessPool(2).map(threads, [3, 1, 2], "Counting", silent)
    assert [item for item, _, _ in found] == [3, 1, 2]
    assert {number for _, number, _ in found} == {2}
    assert os.getpid() not in {pid for _, _, pid in found}
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_progress_grows_within_the_parts(tmp_path: Path) -> None:
    shares = []

    def go_on(stage: str, fraction: float, /, **figures: float) -> None:
        shares.append(fraction)
        if fraction == pytest.approx(0.5):
            (tmp_path / "seen").touch()

    ProcessPool(2).map(waits, [tmp_path] * 2, "Waiting", go_on)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_cancelling_ends_all_processes(tmp_path: Path) -> None:
    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if list(tmp_path.iterdir()):
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        ProcessPool(2).map(lasts, [tmp_path] * 3, "Lasting", stop)
    assert caught.value.code is Code.JOB_CANCELLED
    for begun in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(begun.name), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_is_reported(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        ProcessPool(2).map(dies, [1, 2], "Dying", silent)
    assert caught.value.code is Code.RESOURCE_RAM


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    here = Path(__file__).parent
    code = (
        f"import sys; sys.path.insert(0, {str(here)!r})\n"
        "from pathlib import Path; from test_process_pool import ProcessPool, silent, sleeps\n"
        f"ProcessPool(2).map(sleeps, [Path({str(tmp_path)!r})] * 2, 'Sleeping', silent)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    try:
        while len(list(tmp_path.glob("*.begun"))) < 2:
            assert parent.poll() is None
            time.sleep(0.05)
    finally:
        parent.kill()
        parent.wait()
    for lock in tmp_path.glob("*.lock"):
        with FileLock(lock, timeout=60):
            pass


def test_unexpected_errors_are_raised_unchanged() -> None:
    with pytest.raises(ZeroDivisionError):
        ProcessPool(2).map(fails, [1, 2], "Failing", silent)


def test_items_are_consumed_lazily() -> None:
    """A million of them are never there at once."""
    requested, finished = [], []

    class Parts(Sequence[int]):
        def __len__(self) -> int:
            return 12

        def __getitem__(self, number: int) -> int:  # type: ignore[override]
            requested.append(number)
            assert len(requested) - len(finished) <= 6
            return number

    def report(stage: str, fraction: float, /, **figures: float) -> None:
        finished.extend([None] * (round(12 * fraction) - len(finished)))

    found = ProcessPool(2).map(process, Parts(), "Counting", report)
    assert [item for item, _ in found] == list(range(12))
    assert len(finished) == 12


def test_gpu_parts_and_single_parts_run_in_this_process() -> None:
    for items, gpu in (([1, 2], True), ([1], False)):
        found = ProcessPool(2).map(process, items, "Counting", silent, gpu=gpu)
        assert {pid for _, pid in found} == {os.getpid()}
