"""Interface between the training loop and what it trains."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from torch import Tensor, nn

from ...utils.arrays import IntArray

Batch = TypeVar("Batch")


@dataclass(frozen=True)
class LoopConfig:
    """Settings of the training loop.

    Attributes:
        seed: of all draws.
        epochs: passes over the rows; None: as many as the budget allows.
        budget_s: time after which training ends, seconds; None: when the epochs are complete.
        learning_rate: its peak.
        weight_decay: of Adam.
        decoupled: AdamW instead of Adam.
        evaluate_every: epochs between evaluations without a budget; the last epoch is always
            evaluated.
        patience: evaluations without any better figure before training stops early; 0: never.
        precision: ``auto``, ``float32`` or ``bfloat16``.
    """

    seed: int
    epochs: int | None
    learning_rate: float
    budget_s: float | None = None
    weight_decay: float = 0.0
    decoupled: bool = False
    evaluate_every: int = 1
    patience: int = 0
    precision: str = "auto"


class Learner(ABC, Generic[Batch]):
    """The modules, data and loss of a training.

    Attributes:
        stage: name of the progress stage.
        modules: the trained modules by name; their parameters that require a gradient are trained,
            and their whole state is checkpointed.
        choices: modules whose weights are kept together, by the figure that is smallest in the
            epoch that they are kept from; without, the last epoch is kept.
        validation: the figure of :meth:`evaluate` that is reported with the loss, and is the same
            sum of terms; '': none.
    """

    stage: str
    modules: dict[str, nn.Module]
    choices: Mapping[str, tuple[str, ...]] = {}
    validation: str = ""

    @abstractmethod
    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        """The rows of each step of an epoch, for all ranks together; always as many steps."""

    @abstractmethod
    def prepare(self, rows: IntArray, rng: np.random.Generator) -> Batch:
        """This rank's share of a step, on the CPU.

        Draws for all rows, then takes the rank's. On a GPU it runs in a thread, a step ahead, so it
        draws from ``rng`` alone and does not touch the modules.
        """

    @abstractmethod
    def terms(self, batch: Batch) -> dict[str, Tensor]:
        """The terms of the loss, scalars with gradient; the ranks' sum is that of the batch."""

    def stepped(self, batch: Batch) -> None:
        """Called when the step of ``batch`` is complete, to change what :meth:`state` holds."""

    def evaluate(self) -> dict[str, float]:
        """Held-out figures; the modules are in evaluation mode, and no gradient is kept."""
        return {}

    def state(self) -> dict[str, Tensor]:
        """The state that a checkpoint needs beyond the modules."""
        return {}

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        """Restore :meth:`state`."""

    def parameter_groups(self) -> list[dict[str, Any]]:
        """Parameter groups for torch's optimisers."""
        return [{"params": self.parameters()}]

    def parameters(self) -> list[nn.Parameter]:
        """All trained parameters."""
        return [p for m in self.modules.values() for p in m.parameters() if p.requires_grad]
