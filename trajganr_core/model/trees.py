"""Boosted regression trees stored as tensors, so that they are used like networks."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .heads import LocationFeatures

__all__ = ["Trees"]


class Trees(nn.Module):
    """Sums of trees on segment features and the location (Friedman 2001).

    A leaf is its own child, so that all locations take the same number of steps in all trees.

    Args:
        leaves: largest number of leaves of a tree.
        outputs: number of outputs per location; each tree adds to one of them.
        segment, traffic: numbers of leading segment features that are inputs.
        place: number of coordinates of the location that are inputs.

    Attributes:
        feature: ``(count, nodes)`` feature that a node tests.
        threshold: ``(count, nodes)``; a larger feature leads to the right child.
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

    def __init__(
        self, count: int, *, leaves: int, outputs: int, segment: int, traffic: int, place: int
    ) -> None:
        super().__init__()
        nodes = 2 * leaves - 1
        self.steps = leaves - 1  # depth of the deepest tree with so many leaves
        self.segment, self.traffic, self.place = segment, traffic, place
        self.register_buffer("feature", torch.zeros(count, nodes, dtype=torch.int64))
        self.register_buffer("threshold", torch.zeros(count, nodes))
        itself = torch.arange(nodes)[:, None].expand(count, nodes, 2)
        self.register_buffer("child", itself.clone())
        self.register_buffer("value", torch.zeros(count, nodes))
        self.register_buffer("output", torch.zeros(count, dtype=torch.int64))
        self.register_buffer("start", torch.zeros(outputs))
        self.register_load_state_dict_post_hook(_check_indices)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        adds_to = functional.one_hot(self.output, len(self.start)).to(self.value.dtype)
        columns = self.columns(features.segment, features.traffic, features.xy)
        return self.start + self.of_each_tree(columns) @ adds_to

    def columns(self, segment: Tensor, traffic: Tensor, xy: Tensor) -> Tensor:
        """Input columns ``(B, F)`` from ``(B, S)``, ``(B, T)`` and ``(B, 2)``; see
        :class:`~.heads.LocationFeatures`.
        """
        parts = [segment[:, : self.segment], traffic[:, : self.traffic], xy[:, : self.place]]
        return torch.cat(parts, dim=-1)

    def of_each_tree(self, features: Tensor) -> Tensor:
        """Value ``(B, count)`` of each tree for features ``(B, F)``."""
        count, nodes = self.feature.shape
        root = nodes * torch.arange(count, device=features.device)
        at = root.expand(len(features), -1)
        threshold, feature = self.threshold.flatten(), self.feature.flatten()
        child = (root[:, None, None] + self.child).flatten()  # left and right of the nodes of all
        for _ in range(self.steps):
            right = features.gather(1, feature.take(at)) > threshold.take(at)
            at = child.take(2 * at + right)
        return self.value.take(at)


def _check_indices(trees: Trees, _: object) -> None:
    """Refuse invalid indices of a damaged file; on a GPU they would crash the whole process."""
    indices = {
        "feature": (trees.feature, trees.segment + trees.traffic + trees.place),
        "child": (trees.child, trees.feature.shape[1]),
        "output": (trees.output, len(trees.start)),
    }
    for name, (index, count) in indices.items():
        if ((index < 0) | (index >= count)).any():
            raise RuntimeError(f"an index of {name} is outside 0 to {count - 1}")
