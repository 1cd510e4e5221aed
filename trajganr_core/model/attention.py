"""A transformer layer in which waypoints and queries attend separately."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from .points import Points

OFFSET_FEATURES = 16
#: Scales of distance (km) and time (s) between a fix and a query.
NEAR_KM = (0.025, 0.1, 0.4, 1.6)
NEAR_S = (15.0, 60.0, 240.0)
ELAPSED_UNIT_S = 600.0


def offset_features(fixes: Points, queries: Points, *, timed: bool) -> Tensor:
    """Relative position and time of fixes ``(B, N)`` to queries ``(B, Q)``: ``(B, Q, N, F)``.

    Distances are metres along the path and, in the frame of the query's heading, ahead and
    aside. The features are invariant to translation and rotation of the map together with the trip
    (ours; docs/method.md, "What preset `best` changes").

    Args:
        timed: whether the queries' times are known; masked times are ignored.
    """
    offset = fixes.place[:, None] - queries.place[:, :, None]  # (B, Q, N, 3) km
    east, north, along = offset.unbind(-1)
    heading = functional.normalize(queries.motion[..., 3:5] + queries.motion[..., 5:7], dim=-1)
    cos, sin = (component[..., None] for component in heading.unbind(-1))
    ahead, aside = cos * east + sin * north, cos * north - sin * east
    seconds = (fixes.time[:, None, :, 0] - queries.time[:, :, None, 0]) * ELAPSED_UNIT_S
    if not timed:
        seconds = torch.zeros_like(seconds)
    speed = along.abs() * 1000 / (seconds.abs() + 1.0)  # m/s between query and fix
    distance, span = along.abs(), seconds.abs()
    near = [torch.exp(-distance / scale) for scale in NEAR_KM]
    near += [torch.exp(-span / scale) for scale in NEAR_S]
    return torch.stack(
        [
            along.clamp(-4, 4),
            ahead.clamp(-4, 4),
            aside.clamp(-4, 4),
            along.sign(),
            (seconds / 60).clamp(-10, 10),
            torch.log1p(distance * 10),
            torch.log1p(span / 10),
            (speed / 15).clamp(0, 3),
            (speed / 15).clamp(0, 3) * near[1],
            *near,
        ],
        dim=-1,
    )


class Block(nn.Module):
    """A pre-norm transformer layer.

    Args:
        query_centred: whether a query's attention to the waypoints also depends on their
            offsets: a bias and a value term per head from :func:`offset_features`.
    """

    def __init__(self, dim: int, heads: int, ffn: int, *, query_centred: bool = False) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(dim)
        self.query = nn.Linear(dim, dim)
        self.key_value = nn.Linear(dim, 2 * dim)
        self.out = nn.Linear(dim, dim)
        self.ffn_norm = nn.LayerNorm(dim)
        self.ffn = nn.Sequential(nn.Linear(dim, ffn), nn.GELU(), nn.Linear(ffn, dim))
        self.bias = nn.Linear(OFFSET_FEATURES, heads, bias=False) if query_centred else None
        self.offset_value = nn.Linear(OFFSET_FEATURES, dim, bias=False) if query_centred else None

    def keys_values(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of tokens ``(B, N, D)``, each ``(B, heads, N, D/heads)``."""
        key, value = self.key_value(self.attention_norm(x)).chunk(2, dim=-1)
        return self._split(key), self._split(value)

    def attend(self, x: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """Update tokens ``(B, N, D)`` from keys under a mask that broadcasts to their scores."""
        query = self._split(self.query(self.attention_norm(x)))
        return self._feed_forward(x, _attention(query, key, value, mask))

    def attend_queries(
        self, x: Tensor, key: Tensor, value: Tensor, mask: Tensor, offsets: Tensor | None
    ) -> Tensor:
        """Update queries ``(B, Q, D)``; each attends to the waypoints and to itself only.

        Args:
            key, value: ``(B, heads, N, D/heads)`` of the waypoints.
            mask: ``(B, 1, 1, N)`` of the waypoints.
            offsets: ``(B, Q, N, F)`` of a query-centred layer.
        """
        query = self._split(self.query(self.attention_norm(x)))
        own_key, own_value = self.keys_values(x)
        scale = 1 / math.sqrt(query.shape[-1])
        scores = query @ key.transpose(-1, -2) * scale
        if self.bias is not None and offsets is not None:
            scores = scores + self.bias(offsets).permute(0, 3, 1, 2)
        own_score = (query * own_key).sum(-1, keepdim=True) * scale
        scores = torch.cat([scores.masked_fill(~mask, -torch.inf), own_score], dim=-1)
        weights = scores.softmax(-1)
        to_fixes, to_itself = weights[..., :-1], weights[..., -1:]
        attended = to_fixes @ value + to_itself * own_value
        if self.offset_value is not None and offsets is not None:
            attended = attended + self._mean_offset(to_fixes, offsets)
        return self._feed_forward(x, attended)

    def _mean_offset(self, weights: Tensor, offsets: Tensor) -> Tensor:
        """The value term. It is linear, so offsets are averaged before the projection."""
        assert self.offset_value is not None  # nosec B101 # holds by construction
        mean = torch.einsum("bhqn,bqnf->bqhf", weights, offsets)
        projection = self.offset_value.weight.unflatten(0, (self.heads, -1))  # (H, D/H, F)
        return torch.einsum("bqhf,hdf->bhqd", mean, projection)

    def _feed_forward(self, x: Tensor, attended: Tensor) -> Tensor:
        x = x + self.out(attended.transpose(1, 2).flatten(2))
        return x + self.ffn(self.ffn_norm(x))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


def _attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """``softmax(Q Kᵀ / √d) V``; on a CPU in float32, where torch's gradient in bfloat16 is slow."""
    attention = functional.scaled_dot_product_attention
    if query.device.type != "cpu" or query.dtype == torch.float32:
        return attention(query, key, value, attn_mask=mask)
    with torch.autocast("cpu", enabled=False):
        attended = attention(query.float(), key.float(), value.float(), attn_mask=mask)
    return attended.to(query.dtype)
