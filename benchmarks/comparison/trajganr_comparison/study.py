"""The input of every system of a benchmark, and the features that an extractor returns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import Split
from trajganr_core.training.finetuning.task_data import LabelLocations
from trajganr_core.utils.arrays import BoolArray, Float32Array
from trajganr_core.utils.progress import Progress


@dataclass(frozen=True)
class Study:
    """A bundle and the roads that are held out from all systems.

    Attributes:
        bundle: roads, input trips, images and labels.
        split: of the bundle's directed edges; of its test part, only the input trips may be
            learned from, because a prediction uses them too.
        seed: of all random numbers of a system.
        device: to compute on.
        folder: for files of this study.
        shared: for pretrained models, which systems of one series use at any share of the labels.
        fewest_steps: minimum number of steps of every training without labels.
        at: locations with labels, if not roads are held out but locations; the split is then used
            only for the images that trainings without labels leave out.
    """

    bundle: Bundle
    split: Split
    seed: int
    device: torch.device
    folder: Path
    shared: Path
    fewest_steps: int = 0
    at: LabelLocations | None = None

    @property
    def hidden(self) -> BoolArray:
        """``(E,)`` edges whose images training rows do not see; none if locations are held out."""
        return self.split.is_held_out & (self.at is None)

    def epochs(self, usual: int, examples: int, batch_size: int) -> int:
        """Epochs of a training without labels: more in a small study area.

        Args:
            usual: the minimum.
            examples: number of trips, pictures or locations to learn from.
            batch_size: examples per step.
        """
        return max(usual, math.ceil(self.fewest_steps / math.ceil(examples / batch_size)))


@dataclass(frozen=True)
class Features:
    """Features of every directed edge, computed without labels.

    Attributes:
        values: ``(E, d)`` at the middle of each edge, or ``(n, d)`` at the study's locations with
            labels; finite and not standardised.
        origin: where the weights come from, in words for the table.
        query_us: microseconds per edge, without the training.
        parameters: number of weights trained on this study area.
        seconds: of that training.
        at_locations: whether rows are the study's locations with labels.
    """

    values: Float32Array
    origin: str
    query_us: float
    parameters: int = 0
    seconds: float = 0.0
    at_locations: bool = False


class Extractor(Protocol):
    """A system of frozen features, on which the benchmark's head learns the tasks.

    Systems of trips describe a road, others a location on it.

    Attributes:
        id: in results.
        title: in tables and figures.
    """

    id: str
    title: str

    def features(self, study: Study, progress: Progress) -> Features:
        """Features of every directed edge of the study's bundle, or of its locations with labels.

        Raises:
            TrajganrError: for weights that are missing or of another shape; ``JOB.CANCELLED``.
        """
