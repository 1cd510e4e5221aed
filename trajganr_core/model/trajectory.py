"""The trajectory encoder: a trip becomes a function of locations along its path.

Paper, sections 3.1 (waypoint tokens), 3.2 (query token), 4.3 (segment alignment) and A.2 (time
of a query).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..contract.records.model_card import ModelConfig
from .attention import Block, offset_features
from .encodings import Space2Vec, Time2Vec
from .points import MOTION_FEATURES, Points
from .road_map import WAY_FEATURES

#: Most tokens of joint sequences at once; every query has a sequence, and a city millions.
MAX_JOINT_TOKENS = 1 << 17


@dataclass(frozen=True)
class Memory:
    """Encoded trips.

    Attributes:
        keys, values: of the waypoints, one per layer, ``(B, heads, N, D/heads)``.
        outputs: ``(B, N, D)`` of the last layer; only with ``segment_mean``.
    """

    fixes: Points
    keys: list[Tensor]
    values: list[Tensor]
    outputs: Tensor | None


class TrajectoryEncoder(nn.Module):
    """``f_τ(l)``: localized embeddings of a trip at query locations.

    Waypoint tokens are ``x_i = W[Space2Vec(l_i) ; φ(t_i)]``. A query's token is the same with
    its synthetic time or, if masked, a learned vector instead of ``φ``; with ``motion`` the motion
    features are appended (ours; docs/method.md, "What preset `best` changes"). Tokens of a
    query-centred encoder do not contain the location, so that it transfers between streets.

    Encode once: waypoints never attend to queries, so a trip is encoded once for any number of
    queries. Joint: the literal concatenation, one pass per query; with absolute geometry only.
    With the alignment ``segment``, the paper's coarse alternative (section 4.3), the mean of the
    waypoints' outputs on the queried segment is returned instead; the output of the nearest
    waypoint along the path where none lies on it.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        dim, time_dim = config.dimension, config.time_dimension
        self.attention, self.motion, self.roads = config.attention, config.motion, config.roads
        self.segment_mean = config.alignment == "segment"
        self.query_centred = config.geometry == "query_centred"
        self.location = None if self.query_centred else Space2Vec(dim, variant=config.space2vec)
        self.time = Time2Vec(time_dim)
        masks_time = config.query_time == "masked" and not self.segment_mean
        self.masked_time = nn.Parameter(torch.randn(time_dim)) if masks_time else None
        width = (0 if self.query_centred else dim) + time_dim
        width += (MOTION_FEATURES if self.motion else 0) + (WAY_FEATURES if self.roads else 0)
        self.token = nn.Linear(width, dim)
        centred = self.query_centred and not self.segment_mean
        self._blocks = nn.ModuleList(
            Block(dim, config.heads, config.ffn, query_centred=centred)
            for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(dim)
        self.projection = nn.Linear(dim, dim)

    @property
    def blocks(self) -> list[Block]:
        """The transformer's layers."""
        return cast(list[Block], list(self._blocks))

    def forward(self, fixes: Points, queries: Points) -> Tensor:
        """Embeddings ``(B, Q, dim)`` of trips ``(B, N)`` at their queries ``(B, Q)``."""
        if self.attention == "joint" and not self.segment_mean:
            return self._joint(fixes, queries)
        return self.embed_queries(self.encode(fixes), queries)

    def encode(self, fixes: Points) -> Memory:
        """Encode trips once, for any number of :meth:`embed_queries`."""
        x = self._tokens(fixes, fixes.motion, self.time(fixes.time))
        mask = fixes.mask[:, None, None, :]
        keys, values = [], []
        for number, block in enumerate(self.blocks, start=1):
            key, value = block.keys_values(x)
            keys.append(key)
            values.append(value)
            # Queries need the last layer's keys and values, but not the waypoints' outputs.
            if number < len(self.blocks) or self.segment_mean:
                x = block.attend(x, key, value, mask)
        return Memory(fixes, keys, values, x if self.segment_mean else None)

    def embed_queries(self, memory: Memory, queries: Points) -> Tensor:
        """Localized embeddings ``(B, Q, dim)`` of encoded trips at queries ``(B, Q)``."""
        if memory.outputs is not None:
            return self._embedding(_mean_on_segment(memory.outputs, memory.fixes, queries))
        x = self._query_tokens(queries)
        mask = memory.fixes.mask[:, None, None, :]
        offsets = None
        if self.query_centred:
            offsets = offset_features(memory.fixes, queries, timed=self.masked_time is None)
        for block, key, value in zip(self.blocks, memory.keys, memory.values, strict=True):
            x = block.attend_queries(x, key, value, mask, offsets)
        return self._embedding(x)

    def _joint(self, fixes: Points, queries: Points) -> Tensor:
        waypoints = self._tokens(fixes, fixes.motion, self.time(fixes.time))
        real = queries.mask.nonzero(as_tuple=True)
        trip = real[0]
        at_once = max(1, MAX_JOINT_TOKENS // (fixes.mask.shape[1] + 1))
        parts = zip(
            trip.split(at_once), self._query_tokens(queries)[real].split(at_once), strict=True
        )
        found = [self._concatenated(waypoints[own], fixes.mask[own], query) for own, query in parts]
        z = torch.cat(found)
        # Padded queries cost nothing and stay zero.
        return z.new_zeros(*queries.mask.shape, z.shape[-1]).index_put(real, z)

    def _concatenated(self, waypoints: Tensor, mask: Tensor, query: Tensor) -> Tensor:
        """Embeddings ``(S, dim)`` of query tokens ``(S, dim)``, each in a sequence of its own."""
        x = torch.cat([waypoints, query.unsqueeze(1)], dim=1)  # (S, N + 1, D), the query last
        mask = functional.pad(mask, (0, 1), value=True)[:, None, None, :]
        *blocks, last = self.blocks
        for block in blocks:
            x = block.attend(x, *block.keys_values(x), mask)
        # Nothing attends to the waypoints after the last layer.
        x = last.attend(x[:, -1:], *last.keys_values(x), mask)
        return self._embedding(x.squeeze(1))

    def _tokens(self, points: Points, motion: Tensor, time: Tensor) -> Tensor:
        parts = [time]
        if self.location is not None:
            parts.insert(0, self.location(points.xy))
        if self.motion:
            parts.append(motion)
        if self.roads:
            parts.append(points.road)
        return self.token(torch.cat(parts, dim=-1))

    def _query_tokens(self, queries: Points) -> Tensor:
        if self.masked_time is None:
            return self._tokens(queries, queries.motion, self.time(queries.time))
        # The gaps to the neighbouring fixes would reveal a query's time.
        motion = functional.pad(queries.motion[..., :-2], (0, 2))
        time = self.masked_time.expand(*queries.time.shape[:-1], -1)
        return self._tokens(queries, motion, time)

    def _embedding(self, x: Tensor) -> Tensor:
        return self.projection(self.norm(x))


def _mean_on_segment(outputs: Tensor, fixes: Points, queries: Points) -> Tensor:
    """Mean output ``(B, Q, D)`` of the waypoints on each query's road segment."""
    on_segment = (fixes.edge[:, None] == queries.edge[:, :, None]) & fixes.mask[:, None]
    away = (fixes.place[:, None, :, 2] - queries.place[:, :, None, 2]).abs()
    nearest = away.masked_fill(~fixes.mask[:, None], torch.inf).argmin(-1)
    alone = functional.one_hot(nearest, fixes.mask.shape[1]).bool()
    chosen = torch.where(on_segment.any(-1, keepdim=True), on_segment, alone).to(outputs.dtype)
    return (chosen @ outputs) / chosen.sum(-1, keepdim=True)
