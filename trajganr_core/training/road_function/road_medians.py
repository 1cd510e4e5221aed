"""Training of the median of a road's own mean pace, after that of the distributions.

The space-mean speed of the target drivers' passes of a segment, over all times, is predicted from
the passes of the context drivers. The absolute error of speeds is smallest at their median. The
rest of the road function does not change.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ...features.pass_context import PassContext, SegmentSums
from ...model.road_function import RoadFunction
from ...utils.arrays import BoolArray, IntArray
from .driver_splits import City, context_and_targets

#: Splits of the drivers of one city, and the fewest of each of many.
SPLITS, MIN_SPLITS = 8, 2
#: Fewest target passes of a segment, and the passes whose mean has half of the largest weight.
MIN_PASSES, HALF_WEIGHT = 3, 5.0
#: Most segments of a split.
MAX_SEGMENTS = 5000
EPOCHS, BATCH, LEARNING_RATE, WEIGHT_DECAY = 20, 256, 2e-3, 0.05
#: Speed error that has a loss of one, km/h.
SPEED_UNIT_KMH = 10.0


def train_medians(
    function: RoadFunction, cities: Sequence[tuple[City, IntArray]], rng: np.random.Generator
) -> None:
    """Train the median of a road function whose distributions are trained, in place.

    Without a segment that has enough passes of target drivers, the median remains the mean.

    Args:
        cities: with at least two of their drivers each.
    """
    count = max(MIN_SPLITS, SPLITS // len(cities))
    splits = [
        _segments(function.eval(), *context_and_targets(city, drivers, rng, own_days=True))
        for city, drivers in cities
        for _ in range(count)
    ]
    inputs, mean, speed, weight = (torch.cat(column) for column in zip(*splits, strict=True))
    steps = EPOCHS * -(-len(mean) // BATCH)
    network = function.to_median.train()
    optimiser = torch.optim.AdamW(network.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    decay = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(steps, 1))
    for _ in range(EPOCHS if len(mean) else 0):
        for rows in torch.randperm(len(mean)).split(BATCH):
            median = mean[rows] * function.median_change(inputs[rows]).exp()
            error = (3.6 / median - speed[rows]).abs() / SPEED_UNIT_KMH
            optimiser.zero_grad()
            (weight[rows] * error).mean().backward()
            optimiser.step()
            decay.step()
    function.eval()


def _segments(
    function: RoadFunction, known: PassContext, is_target: BoolArray
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Inputs, predicted mean pace, observed speed and weight of segments with enough passes."""
    target = SegmentSums.of(known.table, len(known.counts), is_target)
    count = target.passes
    edge = np.flatnonzero(count >= MIN_PASSES)
    edge = edge[torch.randperm(len(edge)).numpy()][:MAX_SEGMENTS]
    metres, seconds = (
        torch.from_numpy(values[edge]).float() for values in (target.metres, target.seconds)
    )
    queries = known.queries(edge, np.full(len(edge), np.nan))
    with torch.no_grad():
        answer = function(queries)
        inputs = function.median_inputs(queries, answer)
    weight = torch.from_numpy(count[edge] / (count[edge] + HALF_WEIGHT)).float()
    return inputs, answer.mean, 3.6 * metres / seconds, weight
