"""SatCLIP's encoder trained on a study area, for use without its published weights.

The objective is SatCLIP's: match the pictures and locations of a batch, in both directions. A
bundle has no satellite pictures; statistics of the input trips on the road replace them. Labels
and label trips are not used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.roads.network import road_of_edge
from trajganr_core.features.query_locations import first_of_each
from trajganr_core.training.engine.seeding import keyed_rng, seed_libraries
from trajganr_core.training.pretraining.objective import Temperature, paired_info_nce
from trajganr_core.utils.arrays import IntArray
from trajganr_core.utils.progress import Progress

from .hand_statistics import hand_statistics
from .location_features import edge_middles
from .satclip_encoder import SatclipLocationEncoder
from .study import Study


@dataclass(frozen=True)
class SatclipTraining:
    """Options; sizes, decay and temperature are those of the published L = 40 model.

    Attributes:
        degrees, hidden, dimension, layers: see :class:`.satclip_encoder.SatclipLocationEncoder`.
        epochs: the minimum; ours, because no data are held out to choose it.
        batch_size: locations per step.
        learning_rate: of AdamW; ours, ten times the published one, because there are fewer epochs.
        weight_decay: of AdamW.
        temperature: initial value; it is learned.
    """

    degrees: int = 40
    hidden: int = 512
    dimension: int = 256
    layers: int = 2
    epochs: int = 30
    batch_size: int = 512
    learning_rate: float = 1e-3
    weight_decay: float = 0.01
    temperature: float = 0.07


@dataclass(frozen=True)
class TrainedSatclip:
    """The result of a training.

    Attributes:
        encoder: for evaluation.
        loss: mean of the last epoch.
        chance_level: the loss without any information. Harmonics of degree 39 change over hundreds
            of kilometres, so that within a city the encoder may not do better.
    """

    encoder: SatclipLocationEncoder
    loss: float
    chance_level: float


def train_satclip(study: Study, config: SatclipTraining, progress: Progress) -> TrainedSatclip:
    """Train on the roads that have input trips.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than two such roads; ``JOB.CANCELLED``.
    """
    edges, traffic = _roads_with_trips(study)
    places = torch.from_numpy(edge_middles(study.bundle.network)[edges])
    road = np.unique(road_of_edge(study.bundle.network)[edges], return_inverse=True)[1]
    if road.max(initial=0) < 1:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Only {count} roads of the study area have input trips: too few to train SatCLIP.",
            "Prepare the study area with more trips, or give a file with SatCLIP's weights.",
            count=len(np.unique(road)),
        )
    seed_libraries(study.seed, 0)
    trained = _Pair(config, traffic.shape[1]).to(study.device)
    optimiser = torch.optim.AdamW(trained.groups(config.weight_decay), lr=config.learning_rate)
    epochs = study.epochs(config.epochs, len(road), config.batch_size)
    for epoch in range(1, epochs + 1):
        seed_libraries(study.seed, epoch)
        losses, sizes = [], []
        for rows in _batches(road, config.batch_size, keyed_rng(study.seed, epoch)):
            loss = trained.loss(places[rows].to(study.device), traffic[rows].to(study.device))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            trained.temperature.clamp()
            losses.append(float(loss.detach()))
            sizes.append(len(rows))
        mean = float(np.mean(losses))
        progress("Training SatCLIP", epoch / epochs, loss=mean)
    return TrainedSatclip(trained.location.eval(), mean, float(np.log(sizes).mean()))


class _Pair(nn.Module):
    """The two encoders that are aligned, and their temperature."""

    def __init__(self, config: SatclipTraining, columns: int) -> None:
        super().__init__()
        self.location = SatclipLocationEncoder(
            config.degrees, config.hidden, config.dimension, config.layers
        )
        self.traffic = nn.Sequential(
            nn.Linear(columns, config.hidden),
            nn.ReLU(),
            nn.Linear(config.hidden, config.dimension),
        )
        self.temperature = Temperature(config.temperature, learned=True)

    def loss(self, lon_lat: Tensor, traffic: Tensor) -> Tensor:
        """Contrastive loss of locations ``(n, 2)`` and trip statistics ``(n, columns)``."""
        each = torch.arange(len(lon_lat), device=lon_lat.device)
        location = self.location(lon_lat).float()
        return paired_info_nce(self.traffic(traffic), location, each, self.temperature()).mean()

    def groups(self, weight_decay: float) -> list[dict[str, object]]:
        """As in SatCLIP: no weight decay of biases and of the temperature."""
        weights = [p for p in self.parameters() if p.ndim > 1]
        others = [p for p in self.parameters() if p.ndim < 2]
        return [
            {"params": weights, "weight_decay": weight_decay},
            {"params": others, "weight_decay": 0.0},
        ]


def _roads_with_trips(study: Study) -> tuple[IntArray, Tensor]:
    """Edges ``(n,)`` with input trips, and statistics of these trips ``(n, columns)``.

    Columns are standardised; constant ones are left out.
    """
    bundle = study.bundle
    traffic = hand_statistics(bundle)
    edges = np.flatnonzero(traffic[:, 0] > 0)
    values = traffic[edges].astype(np.float64)
    values = values[:, values.std(0) > 0] if len(edges) else values
    standard = (values - values.mean(0)) / values.std(0) if len(edges) else values
    return edges, torch.from_numpy(standard.astype(np.float32))


def _batches(road: IntArray, size: int, rng: np.random.Generator) -> Iterator[Tensor]:
    """Rows in random order, one direction of each road: both have the same location."""
    rows = first_of_each(road, rng.random(len(road)), int(road.max()) + 1)
    for batch in np.array_split(rng.permutation(rows), math.ceil(len(rows) / size)):
        yield torch.from_numpy(batch)
