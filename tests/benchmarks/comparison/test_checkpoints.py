"""Published weights are loaded completely and without running code, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from trajganr_comparison.checkpoints import fill, read_checkpoint, tensors_of
from trajganr_core.contract.errors import Code, TrajganrError


class Mischief:
    """Would write a file where a pickle of it is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_a_missing_checkpoint_is_reported_as_missing(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        read_checkpoint(tmp_path / "none.ckpt", "SatCLIP")
    assert caught.value.code is Code.MODEL_MISSING


def test_files_that_are_not_checkpoints_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "text.ckpt"
    file.write_text("not a checkpoint")
    with pytest.raises(TrajganrError) as caught:
        read_checkpoint(file, "SatCLIP")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "SatCLIP" in caught.value.message


def test_code_in_a_checkpoint_is_not_run(tmp_path: Path) -> None:
    file, trace = tmp_path / "bad.ckpt", tmp_path / "ran"
    torch.save({"state_dict": Mischief(trace)}, file)
    with pytest.raises(TrajganrError) as caught:
        read_checkpoint(file, "SatCLIP")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert not trace.exists()


def test_bare_tensors_are_refused(tmp_path: Path) -> None:
    torch.save(torch.zeros(3), tmp_path / "tensor.ckpt")
    with pytest.raises(TrajganrError) as caught:
        read_checkpoint(tmp_path / "tensor.ckpt", "SatCLIP")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_all_weights_are_loaded(tmp_path: Path) -> None:
    layer = nn.Linear(2, 3)
    state = {"weight": torch.full((3, 2), 2.0), "bias": torch.full((3,), 5.0)}
    fill(layer, state, "SatCLIP", tmp_path)
    assert torch.equal(layer.weight, state["weight"])
    assert torch.equal(layer.bias, state["bias"])


def test_prefixes_of_tensor_names_are_removed() -> None:
    state = {"module.encoder.a": 1, "encoder.b": 2, "module.decoder.a": 3, 4: 5}
    assert tensors_of(state, "encoder.") == {"a": 1, "b": 2}
    assert tensors_of({"module.a": 1}) == {"a": 1}


@pytest.mark.parametrize(
    "state",
    [
        {"weight": torch.zeros(3, 2)},
        {"weight": torch.zeros(3, 2), "bias": torch.zeros(3), "more": torch.zeros(1)},
        {"weight": torch.zeros(2, 3), "bias": torch.zeros(3)},
        {1: torch.zeros(1), "more": torch.zeros(1)},
    ],
    ids=["one is missing", "one too many", "another shape", "a number for a name"],
)
def test_other_weights_are_refused(state: dict[str, torch.Tensor], tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        fill(nn.Linear(2, 3), state, "SatCLIP", tmp_path)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
