"""Randomness by counting: what a step draws depends on its number, not on the steps before it.

So a checkpoint holds no generator's state, a run that was interrupted goes on as if nothing had
happened, and the processes of a distributed run draw the same batch.
"""

from __future__ import annotations

import random

import numpy as np
import torch

__all__ = ["keyed_rng", "seed_libraries"]


def keyed_rng(seed: int, epoch: int, step: int = 0) -> np.random.Generator:
    """The generator of a step; step 0 is the epoch itself, epoch 0 what comes before training.

    Both count from one. NumPy pads a short key with zeros, so all keys have the same length.
    """
    return np.random.default_rng([seed, epoch, step])


def seed_libraries(seed: int, epoch: int, step: int = 0) -> None:
    """Seed torch, and Python's ``random`` from which timm's augmentations draw, for a step."""
    number = int(np.random.SeedSequence([seed, epoch, step]).generate_state(1)[0])
    torch.manual_seed(number)
    random.seed(number)
