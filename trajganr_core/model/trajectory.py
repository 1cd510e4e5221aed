"""The trajectory encoder: a trip becomes a function that can be asked at any place on its path.

Paper, sections 3.1 (waypoint tokens), 3.2 (query token) and A.2 (time of a query).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from .space2vec import Space2Vec
from .time2vec import Time2Vec

__all__ = ["MOTION_FEATURES", "Points", "TrajectoryEncoder"]

MOTION_FEATURES = 6


@dataclass(frozen=True)
class Points:
    """Places in a trip, padded: its fixes, or the locations asked of it.

    Attributes:
        xy: ``(B, N, 2)``, normalised frame.
        time: ``(B, N, 2)``: time since the trip's start (10 min) and time of week (days).
        motion: ``(B, N, MOTION_FEATURES)``: speed to the previous and the next fix (15 m/s),
            heading as (east, north) unit vector, log gap to either side.
        mask: ``(B, N)``, true where there is a point.
    """

    xy: Tensor
    time: Tensor
    motion: Tensor
    mask: Tensor

    def to(self, device: torch.device) -> Points:
        """The same points on a device."""
        return Points(*(tensor.to(device) for tensor in self._tensors()))

    def __getitem__(self, rows: Tensor) -> Points:
        return Points(*(tensor[rows] for tensor in self._tensors()))

    def _tensors(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.xy, self.time, self.motion, self.mask


@dataclass(frozen=True)
class Memory:
    """A trip once encoded: keys and values of its waypoints in every layer."""

    keys: list[Tensor]
    values: list[Tensor]
    mask: Tensor


class Block(nn.Module):
    """A pre-norm transformer layer whose waypoints and queries attend separately."""

    def __init__(self, dim: int, heads: int, ffn: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(dim)
        self.query = nn.Linear(dim, dim)
        self.key_value = nn.Linear(dim, 2 * dim)
        self.out = nn.Linear(dim, dim)
        self.ffn_norm = nn.LayerNorm(dim)
        self.ffn = nn.Sequential(nn.Linear(dim, ffn), nn.GELU(), nn.Linear(ffn, dim))

    def keys_values(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of tokens ``(B, N, D)``, each ``(B, heads, N, D/heads)``."""
        key, value = self.key_value(self.attention_norm(x)).chunk(2, dim=-1)
        return self._split(key), self._split(value)

    def attend(self, x: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """Update tokens ``(B, N, D)`` from keys under a mask that broadcasts to their scores."""
        query = self._split(self.query(self.attention_norm(x)))
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return self._feed_forward(x, attended)

    def ask(self, x: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """Update queries ``(B, Q, D)``, each from the waypoints' keys and its own alone."""
        query = self._split(self.query(self.attention_norm(x)))
        own_key, own_value = self.keys_values(x)
        scale = 1 / math.sqrt(query.shape[-1])
        scores = (query @ key.transpose(-1, -2) * scale).masked_fill(~mask, -torch.inf)
        own_score = (query * own_key).sum(-1, keepdim=True) * scale
        weights = torch.cat([scores, own_score], dim=-1).softmax(-1)
        attended = weights[..., :-1] @ value + weights[..., -1:] * own_value
        return self._feed_forward(x, attended)

    def _feed_forward(self, x: Tensor, attended: Tensor) -> Tensor:
        x = x + self.out(attended.transpose(1, 2).flatten(2))
        return x + self.ffn(self.ffn_norm(x))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class TrajectoryEncoder(nn.Module):
    """``f_τ(l)``: localized embeddings of a trip at query locations.

    Waypoint tokens are ``x_i = W[Space2Vec(l_i) ; φ(t_i)]``, a query's token is the same with
    its synthetic time or, masked, a learned vector instead of ``φ``; with ``motion`` the motion
    features stand beside them (ours, SCIENCE.md "past the paper").

    Args:
        dim: width of the transformer and of the embedding.
        layers, heads, ffn: of the transformer.
        time_dim: size of Time2Vec.
        attention: ``encode_once``: waypoints never attend to queries, so a trip is encoded once
            and any number of locations asked of it. ``joint``: the literal concatenation, one
            pass a query.
        query_time: ``synthetic`` or ``masked`` (paper A.2.1, A.2.2).
        motion: whether tokens carry motion features.
    """

    def __init__(
        self,
        dim: int,
        *,
        layers: int,
        heads: int,
        ffn: int,
        time_dim: int,
        attention: str,
        query_time: str,
        motion: bool,
    ) -> None:
        super().__init__()
        self.attention = attention
        self.motion = motion
        self.location = Space2Vec(dim)
        self.time = Time2Vec(time_dim)
        self.masked_time = nn.Parameter(torch.randn(time_dim)) if query_time == "masked" else None
        self.token = nn.Linear(dim + time_dim + (MOTION_FEATURES if motion else 0), dim)
        self._blocks = nn.ModuleList(Block(dim, heads, ffn) for _ in range(layers))
        self.norm = nn.LayerNorm(dim)
        self.projection = nn.Linear(dim, dim)

    @property
    def blocks(self) -> list[Block]:
        """The transformer's layers."""
        return cast(list[Block], list(self._blocks))

    def forward(self, fixes: Points, queries: Points) -> Tensor:
        """Ask each trip ``(B, N)`` at its queries ``(B, Q)``: embeddings ``(B, Q, dim)``."""
        if self.attention == "joint":
            return self._joint(fixes, queries)
        return self.ask(self.encode(fixes), queries)

    def encode(self, fixes: Points) -> Memory:
        """Encode trips once, for any number of :meth:`ask`."""
        x = self._tokens(fixes, self.time(fixes.time))
        mask = fixes.mask[:, None, None, :]
        memory = Memory([], [], mask)
        for block in self.blocks:
            key, value = block.keys_values(x)
            memory.keys.append(key)
            memory.values.append(value)
            x = block.attend(x, key, value, mask)
        return memory

    def ask(self, memory: Memory, queries: Points) -> Tensor:
        """Localized embeddings ``(B, Q, dim)`` of encoded trips at queries ``(B, Q)``."""
        x = self._tokens(queries, self._query_time(queries))
        for block, key, value in zip(self.blocks, memory.keys, memory.values, strict=True):
            x = block.ask(x, key, value, memory.mask)
        return self._embedding(x)

    def _joint(self, fixes: Points, queries: Points) -> Tensor:
        batch, asked = queries.mask.shape
        waypoints = self._tokens(fixes, self.time(fixes.time))
        query = self._tokens(queries, self._query_time(queries))
        # One sequence a query: (B Q, N + 1, D), the query last.
        x = torch.cat(
            [waypoints.repeat_interleave(asked, dim=0), query.flatten(0, 1).unsqueeze(1)], dim=1
        )
        mask = functional.pad(fixes.mask, (0, 1), value=True)
        mask = mask.repeat_interleave(asked, dim=0)[:, None, None, :]
        for block in self.blocks:
            x = block.attend(x, *block.keys_values(x), mask)
        return self._embedding(x[:, -1].unflatten(0, (batch, asked)))

    def _tokens(self, points: Points, time: Tensor) -> Tensor:
        parts = [self.location(points.xy), time]
        if self.motion:
            parts.append(points.motion)
        return self.token(torch.cat(parts, dim=-1))

    def _query_time(self, queries: Points) -> Tensor:
        if self.masked_time is not None:
            return self.masked_time.expand(*queries.time.shape[:-1], -1)
        return self.time(queries.time)

    def _embedding(self, x: Tensor) -> Tensor:
        return self.projection(self.norm(x))
