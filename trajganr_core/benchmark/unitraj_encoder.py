"""UniTraj's masked autoencoder of trips, with the names of its published weights.

Zhu et al., "UniTraj: Learning a Universal Trajectory Foundation Model from Billion-Scale Worldwide
Traces" (NeurIPS 2025): a pre-norm transformer under rotary positions (RoPE), a point a token.

Where the published code drops hidden points, here no other point looks at them, which is the same.
Two things are ours: nothing looks at padding either, so that a trip is described alike in any
company; and points keep their order and number, which the published code shuffles before it counts
their positions.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from .checkpoints import fill, not_of, read_checkpoint, tensors_of

__all__ = ["Unitraj", "load_unitraj", "rotate"]

#: Of the published model; its weights do not tell.
HEADS = 4
#: Wave lengths of the rotary positions go up to 2π times this.
BASE = 10_000.0
#: Deviation of the tokens that stand for no point, before training.
TOKEN_STD = 0.02
TOKENIZER = "encoder.tokenizer.weight"


def rotate(x: Tensor) -> Tensor:
    """Turn the pairs ``(i, i + d/2)`` of vectors ``(…, N, d)`` by their position's angles.

    The product of two turned vectors depends on how far apart they stand, not on where.
    """
    half = x.shape[-1] // 2
    frequency = BASE ** (-torch.arange(half, device=x.device, dtype=torch.float32) / half)
    angle = torch.arange(x.shape[-2], device=x.device)[:, None] * frequency
    sin, cos = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)


class Unitraj(nn.Module):
    """The encoder, and the decoder that it learns with.

    Args:
        dimension: of the tokens.
        layers: of the encoder.
        decoder_layers: of the decoder.
    """

    def __init__(self, dimension: int = 128, layers: int = 8, decoder_layers: int = 4) -> None:
        super().__init__()
        self.encoder = _Encoder(dimension, layers)
        self.decoder = _Decoder(dimension, decoder_layers)
        self.interval_embedding = nn.Linear(1, dimension)

    def encode(self, places: Tensor, intervals: Tensor, seen: Tensor) -> Tensor:
        """Describe points from those of their trip that are seen.

        Args:
            places: ``(B, N, 2)`` standardised offsets from the trip's first point.
            intervals: ``(B, N)`` time since the point before.
            seen: ``(B, N)`` false for hidden points and padding.

        Returns:
            ``(B, N, dimension)``; of no meaning where a point is not seen.
        """
        return self.encoder(places, self.interval_embedding(intervals[..., None]), seen)

    def forward(self, places: Tensor, intervals: Tensor, real: Tensor, hidden: Tensor) -> Tensor:
        """Places ``(B, N, 2)`` as they are guessed without the hidden ones.

        Args:
            places, intervals: see :meth:`encode`.
            real: ``(B, N)`` false for padding.
            hidden: ``(B, N)`` true where only the time is known.
        """
        intervals = self.interval_embedding(intervals[..., None])
        encoded = self.encoder(places, intervals, real & ~hidden, with_first=True)
        return self.decoder(encoded, intervals, real, hidden)

    def describing(self) -> int:
        """How many weights :meth:`encode` uses."""
        used = (*self.encoder.parameters(), *self.interval_embedding.parameters())
        return sum(p.numel() for p in used)


def load_unitraj(path: Path) -> Unitraj:
    """Read a published file of weights (``.pt``), for evaluation.

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file, ``MODEL.INCOMPATIBLE`` for another.
    """
    state = tensors_of(read_checkpoint(path, "UniTraj"))
    tokenizer = state.get(TOKENIZER)
    shape = tuple(tokenizer.shape) if isinstance(tokenizer, Tensor) else ()
    if shape[1:] != (2, 1) or shape[0] % (2 * HEADS) or not shape[0]:
        problem = f"{TOKENIZER} is not that of single points and {HEADS} heads"
        raise not_of("UniTraj", path, problem)
    model = Unitraj(shape[0], _layers(state, "encoder"), _layers(state, "decoder"))
    fill(model, state, "UniTraj", path)
    return model.eval()


def _layers(state: dict[str, object], part: str) -> int:
    """Layers that a part has in a file."""
    prefix = f"{part}.transformer.layers."
    return len({name[len(prefix) :].split(".")[0] for name in state if name.startswith(prefix)})


class _Attention(nn.Module):
    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(dimension)
        self.to_qkv = nn.Linear(dimension, 3 * dimension, bias=False)
        self.to_out = nn.Sequential(nn.Linear(dimension, dimension))

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        parts = self.to_qkv(self.norm(x)).chunk(3, dim=-1)
        query, key, value = (part.unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in parts)
        attended = functional.scaled_dot_product_attention(
            rotate(query), rotate(key), value, attn_mask=seen[:, None, None]
        )
        out: Tensor = self.to_out(attended.transpose(1, 2).flatten(2))
        return out


class _FeedForward(nn.Module):
    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.LayerNorm(dimension),
            nn.Linear(dimension, 4 * dimension),
            nn.GELU(),
            nn.Identity(),  # where the published code has a dropout of nothing
            nn.Linear(4 * dimension, dimension),
        )

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.net(x)
        return out


class _Transformer(nn.Module):
    def __init__(self, dimension: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            nn.ModuleList([_Attention(dimension), _FeedForward(dimension)]) for _ in range(layers)
        )

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        """Update tokens ``(B, N, D)`` from those that are seen ``(B, N)``."""
        for layer in self.layers:
            attention, feed_forward = layer.children()
            x = x + attention(x, seen)
            x = x + feed_forward(x)
        return x


class _Encoder(nn.Module):
    def __init__(self, dimension: int, layers: int) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(_small(dimension))
        self.tokenizer = nn.Conv1d(2, dimension, 1)
        self.transformer = _Transformer(dimension, layers)
        self.layer_norm = nn.LayerNorm(dimension)

    def forward(
        self, places: Tensor, intervals: Tensor, seen: Tensor, *, with_first: bool = False
    ) -> Tensor:
        """Tokens of the points, ``with_first`` behind the one that stands for the trip."""
        tokens = self.tokenizer(places.transpose(1, 2)).transpose(1, 2) + intervals
        tokens = torch.cat([self.cls_token.expand(len(tokens), -1, -1), tokens], dim=1)
        encoded = self.layer_norm(self.transformer(tokens, _with_first(seen)))
        return encoded if with_first else encoded[:, 1:]


class _Decoder(nn.Module):
    def __init__(self, dimension: int, layers: int) -> None:
        super().__init__()
        self.mask_token = nn.Parameter(_small(dimension))
        self.time_token = nn.Parameter(_small(dimension))
        self.transformer = _Transformer(dimension, layers)
        self.head = nn.Linear(dimension, 2)

    def forward(self, encoded: Tensor, intervals: Tensor, real: Tensor, hidden: Tensor) -> Tensor:
        """Places from tokens ``(B, 1 + N, D)``, of which the hidden ones say nothing."""
        points = torch.where(hidden[..., None], self.mask_token, encoded[:, 1:]) + intervals
        tokens = torch.cat([encoded[:, :1] + self.time_token, points], dim=1)
        places: Tensor = self.head(self.transformer(tokens, _with_first(real))[:, 1:])
        return places


def _small(dimension: int) -> Tensor:
    return nn.init.trunc_normal_(torch.empty(1, 1, dimension), std=TOKEN_STD)


def _with_first(seen: Tensor) -> Tensor:
    """As ``seen``, behind the token that stands for the trip: all look at it."""
    return functional.pad(seen, (1, 0), value=True)
