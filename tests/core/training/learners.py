"""A learner small enough to test the loop with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.learner import Learner
from trajganr_core.utils.arrays import IntArray

ROWS = 40


class Line(Learner[tuple[Tensor, Tensor]]):
    """Fits ``y = x·w`` with dropout, on rows with noise; counts its steps in its state."""

    stage = "Fitting"

    def __init__(self, batch_size: int = 8, ranks: Ranks | None = None) -> None:
        self.ranks = ranks or Ranks()
        self.batch_size = batch_size
        self.x = torch.randn(ROWS, 5, generator=torch.Generator().manual_seed(0))
        self.y = self.x @ torch.arange(1.0, 6.0)
        torch.manual_seed(0)
        self.net = nn.Sequential(nn.Linear(5, 16), nn.Dropout(0.2), nn.Linear(16, 1))
        self.modules = {"net": self.net}
        self.choices = {"error": ("net",)}
        self.steps = torch.zeros(1)
        self.before_terms: Callable[[tuple[Tensor, Tensor]], None] = lambda batch: None
        self.figures: list[float] = []

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        return np.array_split(rng.permutation(ROWS), ROWS // self.batch_size)

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        noise = torch.from_numpy(rng.normal(size=len(rows)) / 10).float()
        own = slice(self.ranks.rank, None, self.ranks.world)
        return self.x[rows][own], (self.y[rows] + noise)[own] / len(rows)

    def terms(self, batch: tuple[Tensor, Tensor]) -> dict[str, Tensor]:
        self.before_terms(batch)
        x, y = batch
        return {
            "square": functional.mse_loss(self.net(x)[:, 0], y),
            "size": self.net[0].bias.norm(),
        }

    def stepped(self, batch: tuple[Tensor, Tensor]) -> None:
        self.steps += 1

    def evaluate(self) -> dict[str, float]:
        if self.figures:
            return {"error": self.figures.pop(0)}
        return {"error": float(functional.mse_loss(self.net(self.x)[:, 0], self.y))}

    def state(self) -> dict[str, Tensor]:
        return {"steps": self.steps}

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        self.steps = state["steps"].clone()
