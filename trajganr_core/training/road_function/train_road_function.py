"""Training of a road function from the passes of a bundle's input trips; it needs no labels.

Each round splits the training drivers at random into context and target drivers. The passes of the
target drivers, and the durations of their trips, are predicted from those of the context drivers.
Some drivers are held out: they choose the round whose weights are kept. The medians of roads are
learned at the end.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from ...contract.errors import Code, TrajganrError
from ...data.passes import PassTable
from ...evaluation.pace_intervals import PaceIntervals
from ...evaluation.road_intervals import RoadIntervals
from ...features.pass_context import KERNELS, PassContext, Surroundings
from ...model.road_function import RoadFunction, RoadQueries
from ...utils.arrays import BoolArray, IntArray
from ...utils.device import one_thread
from ...utils.progress import Progress, silent
from .calibration import calibrated
from .driver_splits import context_and_targets, driven_by
from .road_medians import train_medians

__all__ = [
    "FEWEST_DRIVERS",
    "RoadTraining",
    "TrainedRoads",
    "check_drivers",
    "train_road_function",
]

#: Share of the drivers that are held out.
HELD_OUT_SHARE = 0.2
#: Fewest drivers that can be split into context, target and held-out ones.
FEWEST_DRIVERS = 5
#: Shares of the trips that are asked without passes of the same day, and without a time.
OTHER_DAY_SHARE, ANY_TIME_SHARE = 0.2, 0.2
#: Of a budget, the share in which rounds end; medians and intervals follow.
ROUNDS_SHARE = 0.8
#: Most passes that are predicted in a round, and of the held-out drivers; of more, some trips are.
MOST_TARGETS = 200_000
#: Trips shorter than this have no duration loss, metres.
SHORTEST_TRIP_M = 1000.0
#: Weights of the relative error of trips and of the likelihood of passes; that of the mean is one.
TRIP_WEIGHT, LIKELIHOOD_WEIGHT = 0.08, 0.3


@dataclass(frozen=True)
class RoadTraining:
    """How a road function is trained.

    Attributes:
        rounds: each has its own split of the drivers.
        pieces: of trips in a step.
        learning_rate: the largest; it decays with a cosine.
        seed: of everything that is drawn.
        budget_s: seconds by the clock, into which fewer rounds may fit; at least one is done.
    """

    rounds: int = 40
    pieces: int = 48
    learning_rate: float = 2e-3
    seed: int = 0
    budget_s: float | None = None

    def rounds_within(self, done: int, before_s: float, rounds_s: float) -> int:
        """How many rounds there are in all.

        Args:
            done: of them, at least one.
            before_s, rounds_s: seconds until the first one, and of those that are done.
        """
        if self.budget_s is None:
            return self.rounds
        left = ROUNDS_SHARE * self.budget_s - before_s - rounds_s
        fitting = max(0, int(left / max(rounds_s / done, 1e-9)))
        return min(self.rounds, done + fitting)


@dataclass(frozen=True)
class TrainedRoads:
    """A trained road function.

    Attributes:
        function: its weights are those of the best round.
        held_out: numbers of the drivers that were held out, ascending.
        losses: ``(rounds,)`` of the held-out drivers.
        pace_intervals, road_intervals: of single passes and of roads, calibrated on them.
    """

    function: RoadFunction
    held_out: IntArray
    losses: tuple[float, ...]
    pace_intervals: PaceIntervals
    road_intervals: RoadIntervals


def check_drivers(passes: PassTable) -> None:
    """Refuse passes of too few drivers.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than :data:`FEWEST_DRIVERS`.
    """
    drivers = len(passes.drivers)
    if drivers < FEWEST_DRIVERS:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Passes of {drivers} drivers are too few to learn how fast roads are driven.",
            "Prepare the study area with trips of at least {fewest} drivers.",
            drivers=drivers,
            fewest=FEWEST_DRIVERS,
        )


@one_thread()
def train_road_function(
    passes: PassTable,
    surroundings: Surroundings,
    training: RoadTraining = RoadTraining(),
    progress: Progress = silent,
) -> TrainedRoads:
    """Train on passes, which are sorted by piece.

    Raises:
        TrajganrError: as :func:`check_drivers`.
    """
    check_drivers(passes)
    begun = time.monotonic()
    drivers = passes.drivers
    rng = np.random.default_rng(training.seed)
    torch.manual_seed(training.seed)
    shuffled = rng.permutation(drivers)
    count = max(1, round(HELD_OUT_SHARE * len(drivers)))
    held_out, learning = np.sort(shuffled[:count]), shuffled[count:]
    known = PassContext(surroundings, passes, driven_by(passes, learning))
    checked = _sampled(passes, driven_by(passes, held_out), rng)
    check = _Targets.of(checked, known, rng, training.pieces)
    function = RoadFunction(check.queries.features.shape[1], KERNELS)
    example = _round(passes, surroundings, learning, rng, training.pieces)
    function.standardise(RoadQueries.concatenate([check.queries, example.queries]))
    optimiser = torch.optim.AdamW(function.parameters(), lr=training.learning_rate)
    best, losses = (math.inf, _weights(function)), []
    number, rounds, ready = 0, training.rounds, time.monotonic()
    while number < rounds:
        targets = _round(passes, surroundings, learning, rng, training.pieces)
        for group in optimiser.param_groups:
            group["lr"] = training.learning_rate * _decay(number, rounds)
        for step in rng.permutation(targets.steps):
            loss = targets.loss(function, step)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(function.parameters(), 1.0)
            optimiser.step()
        with torch.no_grad():
            found = [float(check.loss(function, step)) for step in range(check.steps)]
        losses.append(float(np.mean(found)))
        if losses[-1] < best[0]:
            best = losses[-1], _weights(function)
        # Without the loss: it is of another kind than that of the encoders, whose curve people see.
        number += 1
        rounds = training.rounds_within(number, ready - begun, time.monotonic() - ready)
        progress("Learning times of the week", number / rounds)
    function.load_state_dict(best[1])
    train_medians(function, passes, surroundings, rng)
    intervals = calibrated(function, known, checked, training.seed)
    return TrainedRoads(function, held_out, tuple(losses), *intervals)


@dataclass(frozen=True)
class _Targets:
    """Passes to predict, in the order of their pieces.

    Attributes:
        queries: of the passes.
        metres, seconds: ``(p,)`` of the passes.
        piece: ``(p,)`` number of the piece, ascending from 0.
        first: ``(steps + 1,)`` the first pass of each step.
    """

    queries: RoadQueries
    metres: Tensor
    seconds: Tensor
    piece: Tensor
    first: IntArray

    @property
    def steps(self) -> int:
        """Number of steps of a round."""
        return len(self.first) - 1

    @classmethod
    def of(
        cls, passes: PassTable, known: PassContext, rng: np.random.Generator, together: int
    ) -> _Targets:
        """Pieces in random order, ``together`` in a step."""
        names, piece = np.unique(passes.piece, return_inverse=True)
        place = rng.permutation(len(names))
        order = np.argsort(place[piece], kind="stable")
        passes, piece = passes.take(order), place[piece][order]
        starts = np.arange(0, len(names) + together, together)
        kind = rng.random(len(names))[piece]
        return cls(
            _mixed_queries(known, passes, kind),
            torch.from_numpy(passes.metres.astype(np.float32)),
            torch.from_numpy(passes.seconds.astype(np.float32)),
            torch.from_numpy(piece),
            np.unique(np.searchsorted(piece, starts)),
        )

    def loss(self, function: RoadFunction, step: int) -> Tensor:
        """The loss of a step."""
        rows = slice(int(self.first[step]), int(self.first[step + 1]))
        metres, seconds, pace = (
            self.metres[rows],
            self.seconds[rows],
            function(self.queries.take(rows)),
        )
        observed = seconds / metres
        # The Poisson deviance is smallest at the mean, and its errors add up to zero over trips.
        deviance = (pace.mean - observed * pace.mean.log()) / observed.mean()
        likelihood = pace.log_likelihood(observed).mean()
        piece = self.piece[rows] - self.piece[rows][0]
        sums = torch.zeros(3, int(piece[-1]) + 1).index_add(
            1, piece, torch.stack([pace.mean * metres, seconds, metres])
        )
        predicted, actual = sums[:2, sums[2] >= SHORTEST_TRIP_M]
        error = ((predicted - actual).abs() / actual).sum() / max(len(actual), 1)
        mean = (deviance * metres).sum() / metres.sum()
        return mean + TRIP_WEIGHT * error - LIKELIHOOD_WEIGHT * likelihood


def _round(
    passes: PassTable,
    surroundings: Surroundings,
    drivers: IntArray,
    rng: np.random.Generator,
    together: int,
) -> _Targets:
    """Targets of a random split of the drivers; the context of some segments is hidden."""
    known, is_target = context_and_targets(passes, surroundings, drivers, rng)
    return _Targets.of(_sampled(passes, is_target, rng), known, rng, together)


def _sampled(passes: PassTable, rows: BoolArray, rng: np.random.Generator) -> PassTable:
    """The passes of a mask ``(p,)``, or about :data:`MOST_TARGETS` of them, of random pieces."""
    count = np.count_nonzero(rows)
    if count > MOST_TARGETS:
        has_pass = np.zeros(1 + passes.piece[-1], dtype=bool)
        has_pass[passes.piece[rows]] = True
        pieces = np.flatnonzero(has_pass)
        has_pass[pieces[rng.random(len(pieces)) >= MOST_TARGETS / count]] = False
        rows = rows & has_pass[passes.piece]
    return passes.take(rows)


def _mixed_queries(known: PassContext, passes: PassTable, kind: np.ndarray) -> RoadQueries:
    """Queries of passes ``(p,)``: at their time, at that of another day, or at any time."""
    edge, minute = passes.edge.astype(np.int64), passes.minute_of_week.astype(np.float64)
    other_day = kind < OTHER_DAY_SHARE
    any_time = kind > 1 - ANY_TIME_SHARE
    minute = np.where(any_time, np.nan, minute)
    parts = [
        known.queries(edge[rows], minute[rows], same_day=same_day)
        for rows, same_day in ((~other_day, True), (other_day, False))
    ]
    order = np.argsort(np.concatenate([np.flatnonzero(~other_day), np.flatnonzero(other_day)]))
    return RoadQueries.concatenate(parts).take(torch.from_numpy(order))


def _decay(number: int, rounds: int) -> float:
    return min(1.0, (number + 1) / 2) * (0.51 + 0.49 * math.cos(math.pi * number / rounds))


def _weights(function: RoadFunction) -> Mapping[str, Tensor]:
    return {name: value.detach().clone() for name, value in function.state_dict().items()}
