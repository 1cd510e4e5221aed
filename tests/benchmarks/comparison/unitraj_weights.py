"""Weights in the layout in which UniTraj's are published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

WIDTH = 16


def published_layout(
    width: int = WIDTH, layers: int = 2, decoder_layers: int = 1
) -> dict[str, Any]:
    """A state dict with the names of the published ones, and random weights."""
    generator = torch.Generator().manual_seed(0)

    def drawn(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator) / 4

    def norm(name: str) -> dict[str, Tensor]:
        return {f"{name}.weight": 1 + drawn(width), f"{name}.bias": drawn(width)}

    def transformer(name: str, count: int) -> dict[str, Tensor]:
        state: dict[str, Tensor] = {}
        for number in range(count):
            layer = f"{name}.transformer.layers.{number}"
            state |= norm(f"{layer}.0.norm") | norm(f"{layer}.1.net.0")
            state[f"{layer}.0.to_qkv.weight"] = drawn(3 * width, width)
            state[f"{layer}.0.to_out.0.weight"] = drawn(width, width)
            state[f"{layer}.0.to_out.0.bias"] = drawn(width)
            state[f"{layer}.1.net.1.weight"] = drawn(4 * width, width)
            state[f"{layer}.1.net.1.bias"] = drawn(4 * width)
            state[f"{layer}.1.net.4.weight"] = drawn(width, 4 * width)
            state[f"{layer}.1.net.4.bias"] = drawn(width)
        return state

    return {
        "encoder.cls_token": drawn(1, 1, width),
        "encoder.tokenizer.weight": drawn(width, 2, 1),
        "encoder.tokenizer.bias": drawn(width),
        **transformer("encoder", layers),
        **norm("encoder.layer_norm"),
        "decoder.mask_token": drawn(1, 1, width),
        "decoder.time_token": drawn(1, 1, width),
        **transformer("decoder", decoder_layers),
        "decoder.head.weight": drawn(2, width),
        "decoder.head.bias": drawn(2),
        "interval_embedding.weight": drawn(width, 1),
        "interval_embedding.bias": drawn(width),
    }


def saved(state: dict[str, Any], folder: Path) -> Path:
    torch.save(state, folder / "unitraj.pt")
    return folder / "unitraj.pt"
