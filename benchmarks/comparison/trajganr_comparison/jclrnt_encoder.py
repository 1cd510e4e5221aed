"""JCLRNT's encoders of roads and of trips, and its objective.

Mao et al., "Jointly Contrastive Representation Learning on Road Network and Trajectory" (CIKM
2022).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Layers of each encoder, attention heads and dropout of that of trips.
LAYERS, HEADS, DROPOUT = 2, 4, 0.2
#: Slope of the attention's activation below zero (Veličković et al. 2018).
SLOPE = 0.2


class GraphAttention(nn.Module):
    """A layer of graph attention with one head (Veličković et al. 2018).

    Args:
        width: of its input and output.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, width, bias=False)
        self.score = nn.Linear(width, 2, bias=False)
        self.bias = nn.Parameter(torch.zeros(width))
        for linear in (self.project, self.score):
            nn.init.xavier_uniform_(linear.weight)

    def forward(self, nodes: Tensor, edges: Tensor) -> Tensor:
        """Each node's attention over the sources of its edges.

        Args:
            nodes: ``(n, width)``.
            edges: ``(2, e)`` source and target of each; each node has one from itself.
        """
        source, target = edges
        projected = self.project(nodes)
        of_source, of_target = self.score(projected).unbind(1)
        score = functional.leaky_relu(of_source[source] + of_target[target], SLOPE)
        largest = torch.full_like(of_target, -math.inf).scatter_reduce(
            0, target, score.detach(), "amax"
        )
        weight = (score - largest[target]).exp()
        total = torch.zeros_like(of_target).index_add(0, target, weight)
        share = (weight / total[target])[:, None]
        mean = torch.zeros_like(projected).index_add(0, target, share * projected[source])
        return mean + self.bias


class Jclrnt(nn.Module):
    """Two views of every road, and trips as sequences of roads.

    Args:
        roads: number of directed segments.
        width: of all embeddings.
        longest: number of roads of the longest trip.
    """

    positions: Tensor

    def __init__(self, roads: int, width: int, longest: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(roads, width)
        bound = 0.5 / width
        nn.init.uniform_(self.embedding.weight, -bound, bound)
        self.graphs = nn.ModuleList(
            nn.ModuleList(GraphAttention(width) for _ in range(LAYERS)) for _ in range(2)
        )
        layer = nn.TransformerEncoderLayer(width, HEADS, width, DROPOUT, batch_first=True)
        self.trips = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.dropout = nn.Dropout(DROPOUT)
        self.register_buffer("positions", _positions(longest, width), persistent=False)

    def views(self, graphs: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Embeddings ``(roads, width)`` in the road graph and in that of the context.

        Args:
            graphs: edges of each, see :class:`GraphAttention`.
        """
        first, second = (
            self._view(layers, edges) for layers, edges in zip(self.graphs, graphs, strict=True)
        )
        return first, second

    def _view(self, layers: nn.Module, edges: Tensor) -> Tensor:
        nodes = self.embedding.weight
        assert isinstance(layers, nn.ModuleList)  # nosec B101 # for mypy
        for layer in layers:
            nodes = functional.relu(layer(nodes, edges))
        return nodes

    def encode(self, view: Tensor, paths: Tensor) -> Tensor:
        """Embeddings ``(B, width)`` of trips.

        Args:
            view: ``(roads, width)``.
            paths: ``(B, n)`` their roads; -1 where a trip has ended.
        """
        real = paths >= 0
        roads = view[paths.clamp_min(0)] * real[..., None]
        encoded = self.trips(
            self.dropout(roads + self.positions[: paths.shape[1]]), src_key_padding_mask=~real
        )
        return (encoded * real[..., None]).sum(1) / real.sum(1, keepdim=True)


def contrast(one: Tensor, other: Tensor, positive: Tensor) -> Tensor:
    """The negative of the Jensen–Shannon estimate of the mutual information.

    Args:
        one: ``(n, d)``.
        other: ``(m, d)``.
        positive: ``(n, m)`` which pairs belong together; some do, and some do not.
    """
    score = one @ other.T
    of_negative = functional.softplus(score) - math.log(2)
    of_positive = score - of_negative  # log 2 - softplus(-score)
    chosen = positive.to(score.dtype)
    count = chosen.sum()
    negative = (of_negative * (1 - chosen)).sum() / (chosen.numel() - count)
    return negative - (of_positive * chosen).sum() / count


def _positions(count: int, width: int) -> Tensor:
    """``(count, width)`` sines and cosines (Vaswani et al. 2017)."""
    rate = torch.exp(torch.arange(0, width, 2) * (-math.log(10_000) / width))
    angle = torch.arange(count)[:, None] * rate
    return torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)
