"""Counter-based randomness: the draws of a step depend on its number, not on earlier steps.

A checkpoint therefore holds no generator's state, a resumed run makes the same draws, and the
processes of a distributed run draw the same batch.
"""

from __future__ import annotations

import random

import numpy as np
import torch


def keyed_rng(seed: int, epoch: int, step: int = 0) -> np.random.Generator:
    """The generator of a step; step 0 is for the epoch itself, epoch 0 for draws before training.

    Both count from one. NumPy pads a short key with zeros, so all keys have the same length.
    """
    return np.random.default_rng([seed, epoch, step])


def seed_libraries(seed: int, epoch: int, step: int = 0) -> None:
    """Seed torch, and Python's ``random``, which timm's augmentations use, for a step."""
    number = int(np.random.SeedSequence([seed, epoch, step]).generate_state(1)[0])
    torch.manual_seed(number)
    random.seed(number)
