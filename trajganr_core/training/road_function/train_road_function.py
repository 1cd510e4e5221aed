"""Training of a road function from the passes of one or many cities; it needs no labels.

Each round splits the training drivers of each city at random into context and target drivers, and
its days. The passes of the target drivers, and the durations of their trips, are predicted from
those of the context drivers. Some drivers are held out: they choose the round whose weights are
kept. The medians of roads are learned at the end.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from ...contract.errors import Code, TrajganrError
from ...data.passes import PassTable
from ...evaluation.road_intervals import RoadIntervals
from ...features.pass_context import PassContext
from ...model.road_function import DAY_VARIATION, RoadFunction, RoadQueries
from ...utils.arrays import BoolArray, IntArray
from ...utils.device import one_thread
from ...utils.progress import Progress, silent
from .calibration import calibrated, variation_between_days
from .driver_splits import City, context_and_targets, folds_of_days
from .road_medians import train_medians

#: Share of the drivers that are held out.
HELD_OUT_SHARE = 0.2
#: Fewest drivers that can be split into context, target and held-out ones.
MIN_SPLIT_DRIVERS = 5
#: Share of the trips that are asked without a time.
ANY_TIME_SHARE = 0.2
#: Of a budget, the share in which rounds end; medians and intervals follow.
ROUNDS_SHARE = 0.8
#: Trips shorter than this have no duration loss, metres.
MIN_TRIP_M = 1000.0
#: Weights of the relative error of trips and of the likelihood of passes; that of the mean is one.
TRIP_WEIGHT, LIKELIHOOD_WEIGHT = 0.08, 0.3


@dataclass(frozen=True)
class RoadTraining:
    """How a road function is trained.

    Attributes:
        rounds: each has its own split of the drivers.
        pieces: of trips in a step.
        learning_rate: the largest; it decays with a cosine.
        targets: most passes of a city that are predicted in a round, and of its held-out drivers;
            of more, some trips are.
        seed: of everything that is drawn.
        budget_s: seconds by the clock, into which fewer rounds may fit; at least one is done.
    """

    rounds: int = 40
    pieces: int = 48
    learning_rate: float = 2e-3
    targets: int = 200_000
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
        held_out: numbers of the drivers of each city that were held out, ascending.
        losses: ``(rounds,)`` of the held-out drivers.
        road_intervals: calibrated on them.
    """

    function: RoadFunction
    held_out: tuple[IntArray, ...]
    losses: tuple[float, ...]
    road_intervals: RoadIntervals


def check_drivers(passes: PassTable) -> None:
    """Refuse passes of too few drivers.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than :data:`MIN_SPLIT_DRIVERS`.
    """
    drivers = len(passes.drivers)
    if drivers < MIN_SPLIT_DRIVERS:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Passes of {drivers} drivers are too few to learn how fast roads are driven.",
            "Prepare the study area with trips of at least {fewest} drivers.",
            drivers=drivers,
            fewest=MIN_SPLIT_DRIVERS,
        )


@one_thread()
def train_road_function(
    cities: Sequence[City],
    training: RoadTraining = RoadTraining(),
    progress: Progress = silent,
    start: RoadFunction | None = None,
) -> TrainedRoads:
    """Train on the passes of cities, at least one.

    Args:
        start: a trained function that is adapted to the cities, in place; a new one is trained if
            absent. A new function of one city is trained and calibrated on the days of its context:
            the days of one city do not show what is usual. It is for benchmarks.

    Raises:
        TrajganrError: as :func:`check_drivers`.
    """
    begun = time.monotonic()
    rng = np.random.default_rng(training.seed)
    torch.manual_seed(training.seed)
    own_days = 0.0
    if len(cities) == 1:
        # A city of two days would else never be asked with both days known, as later. A city of one
        # day has no other one to show what is usual: when adapted, it is not asked for times.
        days = len(cities[0].days)
        own_days = 1.0 if start is None else 1 / days if days > 1 else 0.0
    parts = [_Part.of(city, training, own_days, rng) for city in cities]
    checks = [check for part in parts for check in part.checks]
    if start is None:
        queries = [check.queries for check in checks] + [part.round(rng).queries for part in parts]
        function = RoadFunction(queries[0].features.shape[1])
        function.standardise(RoadQueries.concatenate(queries))
        best = math.inf
    else:
        function, best = start, _loss(start, checks)
    optimiser = torch.optim.AdamW(function.parameters(), lr=training.learning_rate)
    kept, losses = _weights(function), []
    number, rounds, ready = 0, training.rounds, time.monotonic()
    while number < rounds:
        for group in optimiser.param_groups:
            decay = 0.51 + 0.49 * math.cos(math.pi * number / rounds)
            group["lr"] = training.learning_rate * (min(1.0, (number + 1) / 2) * decay)
        for chosen in rng.permutation(len(parts)):
            targets = parts[chosen].round(rng)
            for step in rng.permutation(targets.steps):
                loss = targets.loss(function, step)
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(function.parameters(), 1.0)
                optimiser.step()
        losses.append(_loss(function, checks))
        if losses[-1] < best:
            best, kept = losses[-1], _weights(function)
        # Without the loss: it is of another kind than that of the encoders, whose curve people see.
        number += 1
        rounds = training.rounds_within(number, ready - begun, time.monotonic() - ready)
        progress("Learning times of the week", number / rounds)
    function.load_state_dict(kept)
    train_medians(function, [(part.city, part.learning) for part in parts], rng)
    folds = [fold for part in parts for fold in part.folds]
    if start is None:
        between = variation_between_days(function, folds)
        function.day_variation.data.fill_(between or DAY_VARIATION)
    intervals = calibrated(function, folds, training.seed)
    held_out = tuple(part.held_out for part in parts)
    return TrainedRoads(function, held_out, tuple(losses), intervals)


@dataclass(frozen=True)
class _Part:
    """A city in a training.

    Attributes:
        learning, held_out: its drivers.
        folds: contexts of the learning drivers, and passes of the held-out ones on other days.
        checks: targets of the folds.
        own_days: share of the rounds in which times are asked of the days of the context.
    """

    city: City
    learning: IntArray
    held_out: IntArray
    folds: list[tuple[PassContext, PassTable]]
    checks: list[_Targets]
    training: RoadTraining
    own_days: float

    @classmethod
    def of(
        cls, city: City, training: RoadTraining, own_days: float, rng: np.random.Generator
    ) -> _Part:
        check_drivers(city.passes)
        shuffled = rng.permutation(city.passes.drivers)
        count = max(1, round(HELD_OUT_SHARE * len(shuffled)))
        held_out, learning = np.sort(shuffled[:count]), shuffled[count:]
        found = folds_of_days(city, learning, held_out, own_days=own_days == 1)
        most = training.targets // len(found)
        folds = [(known, _sampled(city.passes, rows, most, rng)) for known, rows in found]
        is_timed = own_days == 1 or len(city.days) > 1
        checks = [
            _Targets.of(own, known, rng, training.pieces, is_timed)
            for known, own in folds
            if len(own)
        ]
        return cls(city, learning, held_out, folds, checks, training, own_days)

    def round(self, rng: np.random.Generator) -> _Targets:
        """Targets of a random split; the context of some segments is hidden."""
        own_days = rng.random() < self.own_days
        known, rows = context_and_targets(self.city, self.learning, rng, own_days=own_days)
        targets = _sampled(self.city.passes, rows, self.training.targets, rng)
        is_timed = own_days or len(self.city.days) > 1
        return _Targets.of(targets, known, rng, self.training.pieces, is_timed)


@dataclass(frozen=True)
class _Targets:
    """Passes to predict, in the order of their pieces.

    Attributes:
        metres, seconds, weight: ``(p,)`` of the passes; the first two are weighted.
        piece: ``(p,)`` number of the piece, ascending from 0.
        first: ``(steps + 1,)`` the first pass of each step.
    """

    queries: RoadQueries
    metres: Tensor
    seconds: Tensor
    weight: Tensor
    piece: Tensor
    first: IntArray

    @property
    def steps(self) -> int:
        """Number of steps of a round."""
        return len(self.first) - 1

    @classmethod
    def of(
        cls,
        passes: PassTable,
        known: PassContext,
        rng: np.random.Generator,
        together: int,
        is_timed: bool,
    ) -> _Targets:
        """Pieces in random order, ``together`` in a step; most at their time, or none."""
        names, piece = np.unique(passes.piece, return_inverse=True)
        place = rng.permutation(len(names))
        order = np.argsort(place[piece], kind="stable")
        passes, piece = passes.take(order), place[piece][order]
        starts = np.arange(0, len(names) + together, together)
        share = ANY_TIME_SHARE if is_timed else 1.0
        any_time = (rng.random(len(names)) < share)[piece]
        minute = np.where(any_time, np.nan, passes.minute_of_week.astype(np.float64))
        return cls(
            known.queries(passes.edge.astype(np.int64), minute),
            torch.from_numpy(passes.expected_m.astype(np.float32)),
            torch.from_numpy(passes.expected_s.astype(np.float32)),
            torch.from_numpy(passes.weight.astype(np.float32)),
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
        weight = self.weight[rows]
        likelihood = (pace.log_likelihood(observed) * weight).sum() / weight.sum()
        piece = self.piece[rows] - self.piece[rows][0]
        sums = torch.zeros(3, int(piece[-1]) + 1).index_add(
            1, piece, torch.stack([pace.mean * metres, seconds, metres])
        )
        predicted, actual = sums[:2, sums[2] >= MIN_TRIP_M]
        error = ((predicted - actual).abs() / actual).sum() / max(len(actual), 1)
        mean = (deviance * metres).sum() / metres.sum()
        return mean + TRIP_WEIGHT * error - LIKELIHOOD_WEIGHT * likelihood


def _loss(function: RoadFunction, checks: Sequence[_Targets]) -> float:
    """The mean loss of the steps of targets."""
    with torch.no_grad():
        found = [
            float(check.loss(function, step)) for check in checks for step in range(check.steps)
        ]
    return float(np.mean(found))


def _sampled(passes: PassTable, rows: BoolArray, most: int, rng: np.random.Generator) -> PassTable:
    """The passes of a mask ``(p,)``, or about ``most`` of them, of random pieces."""
    count = np.count_nonzero(rows)
    if count > most:
        has_pass = np.zeros(1 + passes.piece[-1], dtype=bool)
        has_pass[passes.piece[rows]] = True
        pieces = np.flatnonzero(has_pass)
        has_pass[pieces[rng.random(len(pieces)) >= most / count]] = False
        rows = rows & has_pass[passes.piece]
    return passes.take(rows)


def _weights(function: RoadFunction) -> Mapping[str, Tensor]:
    return {name: value.detach().clone() for name, value in function.state_dict().items()}
