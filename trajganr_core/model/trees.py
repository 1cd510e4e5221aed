"""Boosted regression trees held as tensors: saved, moved and asked as networks are."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .heads import LocationFeatures

__all__ = ["Trees"]


class Trees(nn.Module):
    """Sums of trees on what a road is, what its trips did and where it lies (Friedman 2001).

    A leaf is its own child, so that all places take as many steps down all trees.

    Args:
        count: trees.
        leaves: at most, of a tree.
        outputs: values a location; each tree adds to one of them.
        segment, traffic: leading features of the segment context that they see …
        place: … and coordinates of the location.

    Attributes:
        feature: ``(count, nodes)`` that a node asks for.
        threshold: ``(count, nodes)``; a place goes right where its feature is larger.
        child: ``(count, nodes, 2)`` nodes to the left and right.
        value: ``(count, nodes)`` that a leaf adds.
        output: ``(count,)`` to which.
        start: ``(outputs,)`` without any tree.
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
        self.steps = leaves - 1  # down the longest tree of so many leaves
        self.segment, self.traffic, self.place = segment, traffic, place
        self.register_buffer("feature", torch.zeros(count, nodes, dtype=torch.int64))
        self.register_buffer("threshold", torch.zeros(count, nodes))
        itself = torch.arange(nodes)[:, None].expand(count, nodes, 2)
        self.register_buffer("child", itself.clone())
        self.register_buffer("value", torch.zeros(count, nodes))
        self.register_buffer("output", torch.zeros(count, dtype=torch.int64))
        self.register_buffer("start", torch.zeros(outputs))
        self.register_load_state_dict_post_hook(_refuse_what_is_not_there)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        adds_to = functional.one_hot(self.output, len(self.start)).to(self.value.dtype)
        columns = self.columns(features.segment, features.traffic, features.xy)
        return self.start + self.of_each_tree(columns) @ adds_to

    def columns(self, segment: Tensor, traffic: Tensor, xy: Tensor) -> Tensor:
        """What they see ``(B, F)`` of ``(B, S)``, ``(B, T)`` and ``(B, 2)``; see
        :class:`~.heads.LocationFeatures`.
        """
        parts = [segment[:, : self.segment], traffic[:, : self.traffic], xy[:, : self.place]]
        return torch.cat(parts, dim=-1)

    def of_each_tree(self, features: Tensor) -> Tensor:
        """What each tree adds ``(B, count)`` at locations of features ``(B, F)``."""
        nodes = self.feature.shape[1]
        root = torch.arange(len(self.feature), device=features.device) * nodes
        at = root.expand(len(features), -1)
        threshold, feature, child = (
            tensor.flatten(0, 1) for tensor in (self.threshold, self.feature, self.child)
        )
        for _ in range(self.steps):
            right = features.gather(1, feature[at]) > threshold[at]
            at = root + child[at, right.long()]
        return self.value.flatten()[at]


def _refuse_what_is_not_there(trees: Trees, _: object) -> None:
    """On a GPU an index from a damaged file would end the whole process, not the job alone."""
    indices = {
        "feature": (trees.feature, trees.segment + trees.traffic + trees.place),
        "child": (trees.child, trees.feature.shape[1]),
        "output": (trees.output, len(trees.start)),
    }
    for name, (index, count) in indices.items():
        if ((index < 0) | (index >= count)).any():
            raise RuntimeError(f"trees ask for a {name} that is none of the {count}")
