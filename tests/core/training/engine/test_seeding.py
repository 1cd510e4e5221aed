"""Randomness by counting."""

from __future__ import annotations

import itertools
import random

import torch

from trajganr_core.training.engine.seeding import keyed_rng, seed_libraries


def test_every_epoch_and_step_has_its_own_draws() -> None:
    keys = list(itertools.product(range(3), range(4), range(4)))
    draws = {key: keyed_rng(*key).integers(2**62) for key in keys}
    assert len(set(draws.values())) == len(keys)
    assert all(keyed_rng(*key).integers(2**62) == draw for key, draw in draws.items())


def test_torch_and_python_repeat_a_step() -> None:
    draws = []
    for step in (1, 2, 1):
        seed_libraries(7, 3, step)
        draws.append((torch.rand(3).tolist(), random.random()))
    assert draws[0] == draws[2]
    assert draws[0] != draws[1]
