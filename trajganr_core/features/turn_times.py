"""What turns take beyond the mean paces of their segments.

A trip's time from the middle of the segment before a turn to the middle of the one after it is
compared with the mean seconds on these halves. Trees (Friedman 2001) learn what is beyond from what
turns are and how fast their segments are at that time; the passes of a turn itself then change it.

It is cross-fitted (Chernozhukov et al. 2018): the mean seconds are those of the passes of other
drivers. An evaluation on some drivers must leave them out of all of this. Otherwise their own times
are in the mean seconds of the others, and the result is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from ..contract.layers.road_times import MIN_DRIVERS
from ..data.bundle import Bundle
from ..data.matching.matched import MatchedTrips
from ..data.recovery.turns import CLASSES, Turns, road_classes, turn_angles
from ..data.roads.network import Network
from ..data.turn_passes import TurnPasses
from ..model.road_function import RoadFunction
from ..traffic.privacy import are_enough, count_drivers
from ..utils.arrays import FloatArray, IntArray
from ..utils.study_area import StudyArea
from .pass_context import PassContext

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingRegressor

#: Parts of the drivers.
PARTS = 4
#: Passes as the trees predict that count as much as all of a turn. Chosen on input drivers.
USUAL_PASSES = 12.0
#: A turn takes at least this share of the mean seconds on the halves.
LEAST_SHARE = 0.2
TREES = {"max_iter": 80, "learning_rate": 0.06, "max_leaf_nodes": 16, "min_samples_leaf": 200}


@dataclass(frozen=True)
class CityTurns:
    """The turns of a city and the trips that made them.

    Attributes:
        turns: permitted ones.
        half_m: ``(T, 2)`` lengths of half of the segments before and after each, metres.
        facts: ``(T, f)`` what is known of each without any trip.
        passes: of trips.
    """

    turns: Turns
    half_m: FloatArray
    facts: FloatArray
    passes: TurnPasses

    @classmethod
    def of(cls, bundle: Bundle, pieces: IntArray | None = None) -> CityTurns:
        """Those of a bundle, and its input trips.

        Args:
            pieces: other trips, ascending numbers of pieces, with all those of a trip.
        """
        rows = np.flatnonzero(~bundle.is_label) if pieces is None else pieces
        zone = bundle.manifest.time_zone
        return cls.on(bundle.network, bundle.area, bundle.matched, rows, zone)

    @classmethod
    def on(
        cls, network: Network, area: StudyArea, trips: MatchedTrips, pieces: IntArray, zone: str
    ) -> CityTurns:
        """Those of a network, and trips on it; arguments as for :meth:`.TurnPasses.of`."""
        turns = Turns.of(network)
        half_m = network.length_m[np.column_stack([turns.tail, turns.head])] / 2
        passes = TurnPasses.of(trips, pieces, network, turns, zone)
        return cls(turns, half_m, turn_facts(network, area, turns), passes)

    def columns(self, turn: IntArray, halves_s: FloatArray) -> FloatArray:
        """``(n, f)`` facts of turns, and the mean pace on both halves of their segments."""
        return np.column_stack([self.facts[turn], halves_s / self.half_m.sum(1)[turn]])


@dataclass(frozen=True)
class TurnTimes:
    """Seconds of turns beyond the mean seconds on half of the segments before and after them.

    Attributes:
        city: whose turns they are.
        trees: of what :meth:`CityTurns.columns` tells; None where no trip made any turn.
        own_s: ``(T,)`` what the passes of each turn add; 0 where too few drivers made it, of whom
            times along routes would tell.
    """

    city: CityTurns
    trees: HistGradientBoostingRegressor | None
    own_s: FloatArray

    @classmethod
    def learn(cls, function: RoadFunction, known: PassContext, city: CityTurns) -> TurnTimes:
        """Learn from trips.

        Args:
            function: of the road, in evaluation mode.
            known: passes of input trips; turns that other drivers made are not learned from.
            city: with the same input trips.
        """
        from sklearn.ensemble import HistGradientBoostingRegressor  # its import is slow

        table, turns = known.table, len(city.facts)
        rows = np.ones(len(table), dtype=bool) if known.rows is None else known.rows
        drivers = 1 + int(max(table.driver.max(initial=0), city.passes.driver.max(initial=0)))
        is_known = np.zeros(drivers, dtype=bool)
        is_known[table.driver[rows]] = True
        passes = city.passes.take(is_known[city.passes.driver])
        if not len(passes):
            return cls(city, None, np.zeros(turns))
        part_of = np.random.default_rng(0).integers(0, PARTS, drivers)
        usual_s = np.zeros(len(passes))
        for part in range(PARTS):
            others = rows & (part_of[table.driver] != part)
            context = PassContext(known.surroundings, table, others, known.timed)
            asked = part_of[passes.driver] == part
            usual_s[asked] = mean_halves_s(function, context, city, passes.take(asked))
        # What all turns have in common is in the level of the path step.
        level = passes.seconds.sum() / usual_s.sum()
        extra_s, columns = passes.seconds - level * usual_s, city.columns(passes.turn, usual_s)
        trees = HistGradientBoostingRegressor(**TREES, random_state=0)
        with threadpool_limits(1, user_api="openmp"):  # threads of a busy machine wait spinning
            trees.fit(columns, extra_s)
            beyond_s = np.bincount(passes.turn, extra_s - trees.predict(columns), turns)
        count = np.bincount(passes.turn, minlength=turns)
        known_by = count_drivers(passes.turn, passes.driver, turns)
        own_s = np.where(are_enough(known_by, MIN_DRIVERS), beyond_s / (count + USUAL_PASSES), 0.0)
        return cls(city, trees, own_s)

    def extra_s(self, turn: IntArray, halves_s: FloatArray) -> FloatArray:
        """``(n,)`` seconds of turns beyond those of the halves; may be negative.

        Args:
            turn: ``(n,)``.
            halves_s: ``(n,)`` mean seconds on the halves of the segments before and after each, at
                the time that is asked; NaN where they are not driven.
        """
        if self.trees is None or not len(turn):
            return np.zeros(len(turn))
        extra_s = self.trees.predict(self.city.columns(turn, halves_s)) + self.own_s[turn]
        return np.maximum(extra_s, (LEAST_SHARE - 1) * halves_s)

    def between(self, segments_s: FloatArray) -> FloatArray:
        """``(T,)`` the same for all turns, by the mean seconds ``(E,)`` on whole segments."""
        turns = self.city.turns
        halves_s = (segments_s[turns.tail] + segments_s[turns.head]) / 2
        return self.extra_s(np.arange(len(halves_s)), halves_s)


def turn_facts(network: Network, area: StudyArea, turns: Turns) -> FloatArray:
    """``(T, f)`` what is known of turns without any trip; -1 where an attribute is unknown."""
    tail, head, road_class = turns.tail, turns.head, road_classes(network)
    node, sides = network.target[tail], (network.source, network.target)
    nodes = 1 + int(max(each.max() for each in sides))
    largest = np.full(nodes, len(CLASSES))
    for ends in sides:
        np.minimum.at(largest, ends, road_class)
    known = network.attributes
    columns = np.column_stack(
        [
            turn_angles(network, area.to_local(network.lon, network.lat), turns),
            *(road_class[tail], road_class[head], largest[node]),
            *(
                np.bincount(ends, minlength=nodes)[node]
                for ends in (network.source, network.target)
            ),
            *(network.reverse[tail] < 0, network.length_m[tail], network.length_m[head]),
            *(known.lanes[tail], known.lanes[head], known.maxspeed_kmh[tail]),
            *(known.roundabout[tail], known.roundabout[head]),
            *(known.signals[tail], known.stop_signs[tail], known.crossings[tail]),
        ]
    )
    return np.nan_to_num(columns.astype(np.float64), nan=-1.0)


def mean_halves_s(
    function: RoadFunction, known: PassContext, city: CityTurns, passes: TurnPasses
) -> FloatArray:
    """``(n,)`` mean seconds on the halves of the segments of passes, at their times."""
    seconds = np.zeros(len(passes))
    minute = passes.minute_of_week.astype(np.float64)
    for side, edge in enumerate((city.turns.tail, city.turns.head)):
        with torch.no_grad():
            pace = function(known.queries(edge[passes.turn], minute)).mean
        seconds += pace.double().numpy() * city.half_m[passes.turn, side]
    return seconds
