"""Slots of the machine, from the output of the driver's tool."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from trajganr_worker.scheduling.slots import find_slots, joined
from trajganr_worker.storage.settings import Settings


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fake of the driver's tool, written by a test."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path / "nvidia-smi"


def write_tool(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)


def test_without_a_driver_only_the_processor_is_a_slot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    slots = find_slots(Settings())
    assert [(slot.name, slot.wants, slot.slots) for slot in slots] == [
        ("cpu", "cpu", 1),
        ("interactive", "cpu", 1),
    ]
    assert all(not slot.environment for slot in slots)


def test_every_gpu_is_a_slot_whose_jobs_see_only_that_gpu(driver: Path) -> None:
    rows = ["0, NVIDIA H100 80GB HBM3, 81559", "1, NVIDIA A100, 40960"]
    write_tool(driver, "\n".join(f"echo '{row}'" for row in rows))
    gpus = [slot for slot in find_slots(Settings(slots={"cuda:1": 2})) if slot.wants == "gpu"]
    assert [(gpu.name, gpu.device, gpu.slots) for gpu in gpus] == [
        ("cuda:0", "NVIDIA H100 80GB HBM3", 1),
        ("cuda:1", "NVIDIA A100", 2),
    ]
    assert [gpu.environment["CUDA_VISIBLE_DEVICES"] for gpu in gpus] == ["0", "1"]
    assert gpus[0].memory_bytes == 81559 << 20


def test_beside_gpus_jobs_of_the_processor_see_none(driver: Path) -> None:
    write_tool(driver, "echo '0, NVIDIA T4, 15360'")
    cpu = next(slot for slot in find_slots(Settings()) if slot.name == "cpu")
    assert cpu.environment == {"CUDA_VISIBLE_DEVICES": ""}


@pytest.mark.parametrize("script", ["exit 9", "echo 'No devices were found'", "echo 'a, b, c'"])
def test_a_failing_driver_is_treated_as_missing(script: str, driver: Path) -> None:
    write_tool(driver, script)
    assert [slot.name for slot in find_slots(Settings())] == ["cpu", "interactive"]


def test_a_joined_slot_shows_all_its_gpus_to_the_job(driver: Path) -> None:
    rows = ["0, NVIDIA H100, 81559", "3, NVIDIA A100, 40960"]
    write_tool(driver, "\n".join(f"echo '{row}'" for row in rows))
    slot = joined([slot for slot in find_slots(Settings()) if slot.wants == "gpu"])
    assert slot.takes == ("cuda:0", "cuda:3")
    assert slot.environment == {"CUDA_VISIBLE_DEVICES": "0,3"}
    assert slot.device == "NVIDIA H100, NVIDIA A100"
