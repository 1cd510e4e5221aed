"""Boosted regression trees stored as tensors, so that they are used like networks."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Largest number of leaves of a tree.
LEAVES = 8


class Trees(nn.Module):
    """Sums of trees on the columns of a table (Friedman 2001).

    A leaf is its own child, so that all locations take the same number of steps in all trees.

    Args:
        outputs: number of outputs per row; each tree adds to one of them.

    Attributes:
        feature: ``(count, nodes)`` column that a node tests.
        threshold: ``(count, nodes)``; a larger value leads to the right child.
        child: ``(count, nodes, 2)`` left and right child.
        value: ``(count, nodes)`` value that a leaf adds.
        output: ``(count,)`` output that a tree adds to.
        start: ``(outputs,)`` initial value.
    """

    feature: Tensor
    threshold: Tensor
    child: Tensor
    value: Tensor
    output: Tensor
    start: Tensor

    def __init__(self, count: int, *, outputs: int, columns: int, leaves: int = LEAVES) -> None:
        super().__init__()
        nodes = 2 * leaves - 1
        self.steps = leaves - 1  # depth of the deepest tree with so many leaves
        self.columns = columns
        self.register_buffer("feature", torch.zeros(count, nodes, dtype=torch.int64))
        self.register_buffer("threshold", torch.zeros(count, nodes))
        itself = torch.arange(nodes)[:, None].expand(count, nodes, 2)
        self.register_buffer("child", itself.clone())
        self.register_buffer("value", torch.zeros(count, nodes))
        self.register_buffer("output", torch.zeros(count, dtype=torch.int64))
        self.register_buffer("start", torch.zeros(outputs))
        self.register_load_state_dict_post_hook(_check_indices)

    def forward(self, table: Tensor) -> Tensor:
        """Raw outputs ``(B, outputs)`` of the rows of a table ``(B, columns)``."""
        adds_to = functional.one_hot(self.output, len(self.start)).to(self.value.dtype)
        return self.start + self.of_each_tree(table) @ adds_to

    def of_each_tree(self, table: Tensor) -> Tensor:
        """Value ``(B, count)`` of each tree for the rows of a table ``(B, columns)``."""
        count, nodes = self.feature.shape
        root = nodes * torch.arange(count, device=table.device)
        at = root.expand(len(table), -1)
        threshold, feature = self.threshold.flatten(), self.feature.flatten()
        child = (root[:, None, None] + self.child).flatten()  # left and right of the nodes of all
        for _ in range(self.steps):
            right = table.gather(1, feature.take(at)) > threshold.take(at)
            at = child.take(2 * at + right)
        return self.value.take(at)


def _check_indices(trees: Trees, _: object) -> None:
    """Refuse invalid indices of a damaged file; on a GPU they would crash the whole process."""
    indices = {
        "feature": (trees.feature, trees.columns),
        "child": (trees.child, trees.feature.shape[1]),
        "output": (trees.output, len(trees.start)),
    }
    for name, (index, count) in indices.items():
        if ((index < 0) | (index >= count)).any():
            raise RuntimeError(f"an index of {name} is outside 0 to {count - 1}")
