"""Trainings in several processes: they end well, go on after a death, and leave nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hang import HANG_S
from harness import ROOT

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.atomic_io import checkpoint_beside, read_json
from trajganr_core.contract.kinds.finetune import FinetuneParams, FinetuneResult
from trajganr_core.contract.kinds.pretrain import PretrainParams, PretrainResult
from trajganr_worker.execution.jobs import find_job

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]

EPOCHS = 40
RESTARTED = "restarting from the checkpoint (1 of 3)"


@pytest.fixture(scope="module")
def bundle(plain_bundle: Path) -> Path:
    return plain_bundle


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, (ROOT, ROOT / "worker"))))


def params_of(bundle: Path, processes: int, **options: object) -> PretrainParams:
    return PretrainParams(
        **{
            "bundle": str(bundle),
            "epochs": EPOCHS,
            "batch_size": 16,
            "dimension": 16,
            "layers": 1,
            "modalities": "traj+loc",
            "weights": "none",
            "backbone": "test_vit",
            "device": "cpu",
            "processes": processes,
            **options,
        }
    )


class Watch:
    """A job's progress, which hands each epoch that is reported to a function.

    Args:
        act: receives the number of the epoch.
    """

    def __init__(self, act: Callable[[float], None] = lambda _: None) -> None:
        self.epochs: list[float] = []
        self._act = act

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        if "epoch" in figures:
            self.epochs.append(figures["epoch"])
            self._act(figures["epoch"])


def ranks_under(folder: Path) -> dict[int, int]:
    """Numbers of the processes that train into a folder, by rank."""
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            words = (entry / "cmdline").read_text().split("\0")
            if "trajganr_worker.processes.torchrun_worker" in words[:-1] and any(
                word.startswith(str(folder)) for word in words
            ):
                environment = (entry / "environ").read_text().split("\0")
                rank = [w.removeprefix("RANK=") for w in environment if w.startswith("RANK=")]
                found.update({int(rank[0]): int(entry.name)} if rank else {})
    return found


def figures_of(out: Path) -> dict[str, float]:
    """The figures of a training that do not depend on the speed of the machine."""
    figures = read_json(out / "card.json")["pretraining"]["figures"]
    return {name: value for name, value in figures.items() if name not in ("waiting", "seconds")}


@pytest.fixture(scope="module")
def alone(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes, undisturbed."""
    out = tmp_path_factory.mktemp("models") / "alone"
    find_job("pretrain")(params_of(bundle, 1), out, Watch())
    return out


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "model"
    assert not ranks_under(tmp_path)
    assert not list(tmp_path.glob(".trajganr-*"))


def test_heads_are_fitted_in_two_processes(bundle: Path, alone: Path, out: Path) -> None:
    params = FinetuneParams(
        model=str(alone),
        bundle=str(bundle),
        tasks=("speed",),
        epochs=2,
        head="mlp",  # trees are not trained in steps
        device="cpu",
        processes=2,
    )
    result = find_job("finetune")(params, out, Watch())
    assert isinstance(result, FinetuneResult)
    assert (result.metrics["speed"]["mae"] or 0.0) > 0
    assert (out / "heads" / "speed.safetensors").is_file()


def test_a_training_survives_a_killed_process_and_a_cancel(
    bundle: Path, alone: Path, out: Path, caplog: pytest.LogCaptureFixture, capfd: object
) -> None:
    """It is restarted from its checkpoint, cancelled, and resumed in one process."""

    killed: list[float] = []
    restarted: list[float] = []

    def disturb(epoch: float) -> None:
        """Kill a process; cancel an epoch after the restart, however late epochs are reported."""
        if not killed and epoch >= 2:
            killed.append(epoch)
            os.kill(ranks_under(out.parent)[1], signal.SIGKILL)
        elif not restarted and RESTARTED in caplog.text:
            restarted.append(epoch)  # of before the restart: its processes have yet to start
        elif restarted and epoch > restarted[0]:
            raise cancelled()

    watch = Watch(disturb)
    with pytest.raises(TrajganrError) as caught:
        find_job("pretrain")(params_of(bundle, 2), out, watch)
    assert caught.value.code is Code.JOB_CANCELLED
    assert RESTARTED in caplog.text
    assert "Resuming from the checkpoint" in capfd.readouterr().err  # type: ignore[attr-defined]
    assert watch.epochs and watch.epochs == sorted(watch.epochs)
    assert not out.exists()
    kept = read_json(checkpoint_beside(out) / "checkpoint.json")["position"]
    assert kept["epoch"] >= restarted[0]
    watch = Watch()
    result = find_job("pretrain")(params_of(bundle, 1), out, watch)
    assert isinstance(result, PretrainResult)
    assert result.figures == read_json(out / "card.json")["pretraining"]["figures"]
    assert watch.epochs[0] in (kept["epoch"] + 1, kept["epoch"] + 2)  # after a whole one
    assert figures_of(out) == pytest.approx(figures_of(alone), rel=1e-3)


@pytest.mark.malformed
def test_an_error_of_a_process_is_reported_and_not_retried(bundle: Path, out: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        find_job("pretrain")(params_of(bundle, 2, learning_rate=1e30), out, Watch())
    assert caught.value.code is Code.INPUT_FIELD
    assert "diverged" in caught.value.message
    assert not out.exists()


def test_nothing_is_left_when_the_job_is_killed(bundle: Path, out: Path) -> None:
    params = json.dumps(params_of(bundle, 2, epochs=5000).to_dict())
    program = (
        "import json, sys\nfrom pathlib import Path\n"
        "from trajganr_core.contract.protocol.job_parsing import params_from_dict\n"
        "from trajganr_worker.execution.jobs import find_job\n"
        "params = params_from_dict('pretrain', json.loads(sys.argv[1]))\n"
        "find_job('pretrain')(params, Path(sys.argv[2]), lambda *a, **k: None)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, params, str(out)], start_new_session=True
    ) as job:
        deadline = time.monotonic() + HANG_S
        while len(ranks_under(out.parent)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(ranks_under(out.parent)) == 2
        os.killpg(job.pid, signal.SIGKILL)
    deadline = time.monotonic() + HANG_S
    while ranks_under(out.parent) and time.monotonic() < deadline:
        time.sleep(0.05)
    for leftover in out.parent.glob(".trajganr-*"):  # nobody was left to remove it
        shutil.rmtree(leftover)
