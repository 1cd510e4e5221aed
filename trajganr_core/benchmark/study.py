"""What every system of a benchmark is given, and what one that describes roads gives back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

from ..data.bundle import Bundle
from ..evaluation.splits import Split
from ..utils.arrays import Float32Array
from ..utils.progress import Progress

__all__ = ["Extractor", "Features", "Study"]


@dataclass(frozen=True)
class Study:
    """A bundle with the roads that are held out from all systems alike.

    Attributes:
        bundle: roads, input trips, images and labels.
        split: of the bundle's directed edges; nothing of its test part may be learned from but
            what a prediction sees too: the input trips.
        seed: of all that a system draws.
        device: what to compute on.
        folder: of this study alone, for what a system keeps.
        shared: of the studies that differ in labels alone, for what the next one needs again.
        fewest_steps: of every training without labels.
    """

    bundle: Bundle
    split: Split
    seed: int
    device: torch.device
    folder: Path
    shared: Path
    fewest_steps: int = 0

    def epochs(self, usual: int, examples: int, batch_size: int) -> int:
        """Passes over the examples of a training without labels: more in a small study area.

        Args:
            usual: as many at least.
            examples: trips, pictures or places to learn from.
            batch_size: of them a step.
        """
        return max(usual, math.ceil(self.fewest_steps / math.ceil(examples / batch_size)))


@dataclass(frozen=True)
class Features:
    """What a system says of every directed edge before any label was seen.

    Attributes:
        values: ``(E, d)``, finite and not standardised; asked at the middle of each edge.
        origin: where the weights come from, in words for the table.
        parameters: how many of them were trained on this study area.
        seconds: how long that took.
        query_us: microseconds an edge that is asked, without the training.
    """

    values: Float32Array
    origin: str
    parameters: int
    seconds: float
    query_us: float


class Extractor(Protocol):
    """A system whose features are frozen; the benchmark's head learns the tasks on them.

    Attributes:
        id: in results.
        title: for people.
    """

    id: str
    title: str

    def features(self, study: Study, progress: Progress) -> Features:
        """Describe every directed edge of the study's bundle.

        Raises:
            TrajganrError: where weights are missing or of another shape; ``JOB.CANCELLED``.
        """
