"""Device, precision and memory limits."""

from __future__ import annotations

import logging

import pytest
import torch
from meta_device import META

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.device import (
    autocast,
    full_precision,
    limit_memory,
    one_thread,
    resolve_device,
)

CPU = torch.device("cpu")
GPU = torch.device("cuda")


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A GPU of 40 GB without bfloat16, as far as torch would tell."""
    result: dict[str, object] = {}

    class Properties:
        total_memory = 40 * 10**9

    def fraction(share: float, device: int) -> None:
        assert isinstance(device, int)  # torch refuses `cuda` without a number
        result["share"] = share

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: False)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "Old GPU")
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda device: Properties)
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 0)
    monkeypatch.setattr(torch.cuda, "set_per_process_memory_fraction", fraction)
    return result


@pytest.mark.parametrize(
    ("precision", "dtype"),
    [("auto", torch.float32), ("float32", torch.float32), ("bfloat16", torch.bfloat16)],
)
def test_the_cpu_uses_float32_by_default(precision: str, dtype: torch.dtype) -> None:
    with autocast(CPU, precision):
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == dtype


def test_bfloat16_on_a_gpu_without_it_is_refused(gpu: dict[str, object]) -> None:
    with pytest.raises(TrajganrError) as caught:
        autocast(GPU, "bfloat16")
    assert caught.value.code is Code.ENV_DRIVER
    assert "float32" in caught.value.next_action


def test_a_missing_gpu_is_refused() -> None:
    if torch.cuda.is_available():
        pytest.skip("there is one")
    with pytest.raises(TrajganrError) as caught:
        resolve_device("cuda")
    assert caught.value.code is Code.ENV_DRIVER


def test_a_memory_limit_is_a_share_of_the_gpu(gpu: dict[str, object]) -> None:
    limit_memory(GPU, 10.0)
    assert gpu["share"] == 0.25
    limit_memory(GPU, 100.0)
    assert gpu["share"] == 1.0


def test_without_a_limit_gpu_memory_is_not_restricted(gpu: dict[str, object]) -> None:
    limit_memory(GPU, 0.0)
    assert gpu == {}


def test_a_limit_on_the_cpu_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        limit_memory(CPU, 10.0)
    assert "on the CPU it does nothing" in caplog.text


def test_one_thread_computes_meanwhile() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        with pytest.raises(KeyError), one_thread():
            assert torch.get_num_threads() == 1
            raise KeyError
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)


def test_a_device_without_autocast_computes_in_full_precision() -> None:
    with autocast(META, "auto"), full_precision(META):
        assert (
            torch.ones(2, 2, device=META) @ torch.ones(2, 2, device=META)
        ).dtype == torch.float32


def test_full_precision_ends_a_lower_one() -> None:
    with autocast(CPU, "bfloat16"), full_precision(CPU):
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == torch.float32
