"""The machine of a benchmark."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from trajganr_comparison import machine
from trajganr_comparison.machine import PeakMemory, device_name, versions


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux reports the peak")
def test_the_peak_memory_is_measured_from_the_start_of_the_measurement() -> None:
    large = np.ones(25_000_000)  # 200 MB
    before = PeakMemory(torch.device("cpu")).figures()["peak_mb"]
    del large
    after = PeakMemory(torch.device("cpu")).figures()
    assert before is not None
    assert after["peak_mb"] is not None
    assert before - after["peak_mb"] > 100
    assert after["peak_gpu_mb"] is None


def test_machine_and_versions_are_named() -> None:
    assert "cores" in device_name(torch.device("cpu"))
    assert versions()["torch"] == torch.__version__


def test_outside_a_checkout_the_commit_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed package, which may lie in a checkout of another project."""
    monkeypatch.setattr(machine, "ROOT", tmp_path)
    assert machine.commit.__wrapped__() is None
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "one"]):
        subprocess.run([*git, *command], check=True)
    commit = machine.commit.__wrapped__()
    assert commit
    assert re.fullmatch(r"[0-9a-f]{7,40}", commit)
