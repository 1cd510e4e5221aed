"""UniTraj trained on a study area's input trips, for use without its published weights.

The objective is UniTraj's: predict the hidden points of a thinned trip. Labels and label trips are
not used.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.training.engine.seeding import keyed_rng, seed_libraries
from trajganr_core.utils.progress import Progress

from .study import Study
from .unitraj_encoder import Unitraj
from .unitraj_masks import hide, resample
from .unitraj_trips import MAX_LENGTH, PaddedTrips, Scale, padded, scale_of


@dataclass(frozen=True)
class UnitrajTraining:
    """Options; sizes and learning rate are those of the published model.

    Attributes:
        dimension, layers, decoder_layers: see :class:`.unitraj_encoder.Unitraj`.
        epochs: the minimum; ours, because no data are held out to choose it.
        batch_size: trips per step; ours, a sixteenth of the published one, because there are fewer
            trips.
        learning_rate: initial value of Adam; decays to zero as a cosine (ours: the published one is
            halved when the loss of held-out trips stops falling).
    """

    dimension: int = 128
    layers: int = 8
    decoder_layers: int = 4
    epochs: int = 30
    batch_size: int = 64
    learning_rate: float = 1e-3


@dataclass(frozen=True)
class TrainedUnitraj:
    """The result of a training.

    Attributes:
        model: for evaluation.
        scale: of the training's trips.
        loss: mean squared error of hidden points in the last epoch, standardised.
        of_mean: the same error of the mean of all points.
    """

    model: Unitraj
    scale: Scale
    loss: float
    of_mean: float


def train_unitraj(
    study: Study, trips: InputTrips, config: UnitrajTraining, progress: Progress
) -> TrainedUnitraj:
    """Train on input trips.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    scale = scale_of(trips)
    seed_libraries(study.seed, 0)
    model = Unitraj(config.dimension, config.layers, config.decoder_layers).to(study.device)
    optimiser = torch.optim.Adam(model.parameters(), lr=config.learning_rate)
    steps = math.ceil(len(trips) / config.batch_size)
    epochs = study.epochs(config.epochs, len(trips), config.batch_size)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps * epochs)
    figures = np.zeros((steps, 3))
    for epoch in range(1, epochs + 1):
        order = keyed_rng(study.seed, epoch).permutation(len(trips))
        for step, rows in enumerate(np.array_split(order, steps)):
            rng = keyed_rng(study.seed, epoch, step + 1)
            batch, hidden = _thinned(trips.take(rows), scale, rng)
            batch, hidden = batch.to(study.device), hidden.to(study.device)
            predicted = model(batch.places, batch.intervals, batch.real, hidden)[hidden]
            errors = (predicted - batch.places[hidden]) ** 2
            optimiser.zero_grad()
            errors.mean().backward()
            optimiser.step()
            schedule.step()
            of_mean = float((batch.places[hidden] ** 2).sum())
            figures[step] = float(errors.detach().sum()), of_mean, errors.numel()
            done = ((epoch - 1) * steps + step + 1) / (steps * epochs)
            progress("Training UniTraj", done, loss=figures[step, 0] / figures[step, 2])
    error, of_mean, count = figures.sum(0)
    return TrainedUnitraj(model.eval(), scale, error / count, of_mean / count)


def _thinned(
    trips: MatchedTrips, scale: Scale, rng: np.random.Generator
) -> tuple[PaddedTrips, Tensor]:
    """Thinned trips, and which of their points ``(B, N)`` are hidden."""
    lon_lat, t = [], []
    for ends in pairwise(trips.offsets):
        fixes = slice(*ends)
        place = np.column_stack([trips.lon[fixes], trips.lat[fixes]])
        place, clock = resample(place, trips.t[fixes], rng)
        lon_lat.append(place[:MAX_LENGTH])
        t.append(clock[:MAX_LENGTH])
    batch = padded(lon_lat, t, scale)
    hidden = torch.zeros_like(batch.real)
    for number, place in enumerate(lon_lat):
        hidden[number, : len(place)] = torch.from_numpy(hide(place, rng))
    return batch, hidden
