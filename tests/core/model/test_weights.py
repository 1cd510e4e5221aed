"""Backbone weights from files of many origins, without executing code."""

import pickle
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.model.street_view import create_backbone

NAME = "test_vit"


@pytest.fixture(scope="module")
def state() -> dict[str, Tensor]:
    torch.manual_seed(7)
    return create_backbone(NAME, "none").state_dict()


def holds(backbone: nn.Module, state: dict[str, Tensor]) -> bool:
    return all(value.equal(state[key]) for key, value in backbone.state_dict().items())


def prefixed(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {prefix + key: value for key, value in state.items()}


def refusal(path: Path, name: str = NAME) -> TrajganrError:
    with pytest.raises(TrajganrError) as caught:
        create_backbone(name, str(path))
    assert str(path) in caught.value.message
    assert caught.value.next_action
    return caught.value


def test_safetensors_fill_the_backbone(state: dict[str, Tensor], tmp_path: Path) -> None:
    save_file(state, tmp_path / "w.safetensors")
    backbone = create_backbone(NAME, str(tmp_path / "w.safetensors"))
    assert holds(backbone, state)
    assert not any(parameter.requires_grad for parameter in backbone.parameters())


@pytest.mark.parametrize(
    "wrap",
    [
        lambda state: state,
        lambda state: {"model": state, "epoch": 3},
        lambda state: {"state_dict": prefixed(state, "module.")},
        lambda state: {"teacher": prefixed(state, "backbone."), "optimizer": {"lr": 1.0}},
        lambda state: {"model": {"module": prefixed(state, "encoder.")}},
        lambda state: prefixed(state, "module.backbone.") | {"head.weight": torch.zeros(1000, 64)},
    ],
    ids=["plain", "model", "module", "teacher", "nested", "prefix and classifier"],
)
def test_a_checkpoint_is_searched_for_the_backbone(
    wrap: Any, state: dict[str, Tensor], tmp_path: Path
) -> None:
    torch.save(wrap(state), tmp_path / "w.pth")
    assert holds(create_backbone(NAME, str(tmp_path / "w.pth")), state)


def test_the_teacher_is_loaded_from_a_checkpoint_with_a_student(
    state: dict[str, Tensor], tmp_path: Path
) -> None:
    student = {key: value + 1 for key, value in state.items()}
    torch.save({"student": student, "teacher": state}, tmp_path / "w.pt")
    assert holds(create_backbone(NAME, str(tmp_path / "w.pt")), state)


def test_half_precision_weights_are_converted_to_the_backbones_type(
    state: dict[str, Tensor], tmp_path: Path
) -> None:
    half = {key: value.half() for key, value in state.items()}
    save_file(half, tmp_path / "w.safetensors")
    backbone = create_backbone(NAME, str(tmp_path / "w.safetensors"))
    assert holds(backbone, {key: value.float() for key, value in half.items()})


def test_positions_of_another_picture_size_are_resampled(
    state: dict[str, Tensor], tmp_path: Path
) -> None:
    _, tokens, dim = state["pos_embed"].shape
    larger = torch.full((1, 1 + 4 * (tokens - 1), dim), 0.5)
    save_file({**state, "pos_embed": larger}, tmp_path / "w.safetensors")
    backbone = create_backbone(NAME, str(tmp_path / "w.safetensors"))
    positions = backbone.state_dict()["pos_embed"]
    assert positions.shape == state["pos_embed"].shape
    torch.testing.assert_close(positions, torch.full_like(positions, 0.5))


def test_weights_of_another_model_are_refused(state: dict[str, Tensor], tmp_path: Path) -> None:
    save_file(state, tmp_path / "w.safetensors")
    assert refusal(tmp_path / "w.safetensors", "test_resnet").code is Code.MODEL_INCOMPATIBLE


def test_a_missing_tensor_is_named(state: dict[str, Tensor], tmp_path: Path) -> None:
    save_file({k: v for k, v in state.items() if k != "norm.bias"}, tmp_path / "w.safetensors")
    error = refusal(tmp_path / "w.safetensors")
    assert error.code is Code.MODEL_INCOMPATIBLE
    assert "norm.bias" in error.message


class Trap:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_code_in_a_checkpoint_does_not_run(tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    torch.save({"model": Trap(trap)}, tmp_path / "w.pth")
    (tmp_path / "w.pkl").write_bytes(pickle.dumps(Trap(trap)))
    for name in ("w.pth", "w.pkl"):
        assert refusal(tmp_path / name).code is Code.MODEL_INCOMPATIBLE
    assert not trap.exists()


@pytest.mark.parametrize("name", ["w.safetensors", "w.pth"])
@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04 cut"])
def test_a_file_without_weights_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name).code is Code.MODEL_INCOMPATIBLE


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "w.pth").code is Code.MODEL_MISSING
