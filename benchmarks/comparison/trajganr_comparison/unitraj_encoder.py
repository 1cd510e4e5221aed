"""UniTraj's masked autoencoder of trips, with the names of its published weights.

Zhu et al., "UniTraj: Learning a Universal Trajectory Foundation Model from Billion-Scale Worldwide
Traces" (NeurIPS 2025): a pre-norm transformer under rotary positions (RoPE), a point a token.

The published code drops hidden points; here they are masked in the attention, which is equivalent.
Two things are ours: padding is masked too, so that the encoding of a trip does not depend on its
batch; and points keep their order and position, which the published code shuffles before it
computes the positional encoding.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from .checkpoints import fill, not_of, read_checkpoint, tensors_of

#: Attention heads of the published model, which its weights do not show.
HEADS = 4
#: The longest wave length of the rotary positions is 2π times this.
BASE = 10_000.0
#: Standard deviation of the initial special tokens.
TOKEN_STD = 0.02
TOKENIZER = "encoder.tokenizer.weight"


def rotate(x: Tensor) -> Tensor:
    """Rotate the pairs ``(i, i + d/2)`` of vectors ``(…, N, d)`` by the angles of their position.

    The product of two rotated vectors depends on the difference of their positions only.
    """
    half = x.shape[-1] // 2
    frequency = BASE ** (-torch.arange(half, device=x.device, dtype=torch.float32) / half)
    angle = torch.arange(x.shape[-2], device=x.device)[:, None] * frequency
    sin, cos = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)


class Unitraj(nn.Module):
    """The encoder, and the decoder that is only used in training.

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
        """Encode points, from the visible points of their trip.

        Args:
            places: ``(B, N, 2)`` standardised offsets from the trip's first point.
            intervals: ``(B, N)`` time since the previous point.
            seen: ``(B, N)`` false for hidden points and padding.

        Returns:
            ``(B, N, dimension)``; undefined where a point is not visible.
        """
        return self.encoder(places, self.interval_embedding(intervals[..., None]), seen)[:, 1:]

    def forward(self, places: Tensor, intervals: Tensor, real: Tensor, hidden: Tensor) -> Tensor:
        """Predicted places ``(B, N, 2)``, without the hidden ones as input.

        Args:
            places, intervals: see :meth:`encode`.
            real: ``(B, N)`` false for padding.
            hidden: ``(B, N)`` true where only the time is an input.
        """
        intervals = self.interval_embedding(intervals[..., None])
        encoded = self.encoder(places, intervals, real & ~hidden)
        return self.decoder(encoded, intervals, real, hidden)

    def encoder_size(self) -> int:
        """Number of the weights that :meth:`encode` uses."""
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
        raise not_of("UniTraj", path, f"{TOKENIZER} is not for single points and {HEADS} heads")
    model = Unitraj(shape[0], _layers(state, "encoder"), _layers(state, "decoder"))
    fill(model, state, "UniTraj", path)
    return model.eval()


def _layers(state: dict[str, object], part: str) -> int:
    """Number of layers of a part."""
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
            nn.Identity(),  # the published code has a dropout of 0 here
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
        """Update tokens ``(B, N, D)`` from the visible ones ``(B, N)``."""
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

    def forward(self, places: Tensor, intervals: Tensor, seen: Tensor) -> Tensor:
        """The token of the trip, and those of its points."""
        tokens = self.tokenizer(places.transpose(1, 2)).transpose(1, 2) + intervals
        tokens = torch.cat([self.cls_token.expand(len(tokens), -1, -1), tokens], dim=1)
        encoded: Tensor = self.layer_norm(self.transformer(tokens, _with_first(seen)))
        return encoded


class _Decoder(nn.Module):
    def __init__(self, dimension: int, layers: int) -> None:
        super().__init__()
        self.mask_token = nn.Parameter(_small(dimension))
        self.time_token = nn.Parameter(_small(dimension))
        self.transformer = _Transformer(dimension, layers)
        self.head = nn.Linear(dimension, 2)

    def forward(self, encoded: Tensor, intervals: Tensor, real: Tensor, hidden: Tensor) -> Tensor:
        """Places from tokens ``(B, 1 + N, D)``; those of hidden points are replaced."""
        points = torch.where(hidden[..., None], self.mask_token, encoded[:, 1:]) + intervals
        tokens = torch.cat([encoded[:, :1] + self.time_token, points], dim=1)
        places: Tensor = self.head(self.transformer(tokens, _with_first(real))[:, 1:])
        return places


def _small(dimension: int) -> Tensor:
    return nn.init.trunc_normal_(torch.empty(1, 1, dimension), std=TOKEN_STD)


def _with_first(seen: Tensor) -> Tensor:
    """``seen`` after the token of the trip, which is always visible."""
    return functional.pad(seen, (1, 0), value=True)
