"""The machine of a benchmark."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import torch

from trajganr_core.benchmark.machine import PeakMemory, device_name, versions


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
