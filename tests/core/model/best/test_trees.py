"""Trees as tensors."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from trajganr_core.model.best.trees import Trees


def two_trees() -> Trees:
    """One asks for the second column, then for the fourth; the other is a leaf."""
    trees = Trees(2, leaves=3, outputs=2, columns=4)
    trees.feature[0, :2] = torch.tensor([1, 3])
    trees.threshold[0, :2] = torch.tensor([0.5, -1.0])
    trees.child[0, 0] = torch.tensor([1, 2])
    trees.child[0, 1] = torch.tensor([3, 4])
    trees.value[0, 2:] = torch.tensor([10.0, 20.0, 30.0])
    trees.value[1, 0] = 0.25
    trees.output[1] = 1
    trees.start += torch.tensor([1.0, 2.0])
    return trees


def some_rows() -> Tensor:
    torch.manual_seed(0)
    return torch.randn(50, 4)


@pytest.mark.parametrize(
    ("traffic", "north", "value"),
    [(0.6, 9.0, 10.0), (0.5, -1.0, 20.0), (0.5, -0.9, 30.0), (-9.0, -9.0, 20.0)],
)
def test_a_value_above_the_threshold_leads_to_the_right_child(
    traffic: float, north: float, value: float
) -> None:
    row = torch.tensor([[0.0, traffic, 0.0, north]])
    assert two_trees()(row).tolist() == [[1 + value, 2.25]]


def test_saved_trees_give_the_same_outputs() -> None:
    batch = some_rows()
    loaded = Trees(2, leaves=3, outputs=2, columns=4)
    assert not loaded(batch).equal(two_trees()(batch))
    loaded.load_state_dict(two_trees().state_dict())
    assert loaded(batch).equal(two_trees()(batch))


@pytest.mark.parametrize("index", [-1, 7])
@pytest.mark.parametrize("name", ["feature", "child", "output"])
def test_trees_with_invalid_indices_are_not_loaded(name: str, index: int) -> None:
    saved = two_trees().state_dict()
    saved[name].view(-1)[0] = index
    loaded = Trees(2, leaves=3, outputs=2, columns=4)
    with pytest.raises(RuntimeError, match=f"index of {name}"):
        loaded.load_state_dict(saved)
