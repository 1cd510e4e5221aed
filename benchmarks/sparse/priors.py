"""What dense trips of other drivers tell of turns, of segments and of what a way usually takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import row_of_each
from trajganr_core.utils.study_area import StudyArea

from .ways import Turns

#: Longest context of a turn, edges, and how many turns the shorter context counts as.
ORDER, BACK_OFF = 6, 2.0
#: Turns of its kind count as so many turns of the edge; passes of its class as so many passes.
PRIOR_TURNS, PRIOR_PASSES = 2.0, 3.0
#: Bounds between straight on, bends, turns and sharp turns, degrees.
ANGLES = (-135.0, -60.0, -20.0, 20.0, 60.0, 135.0)
#: A cheap turn costs something, so that searches end.
LEAST_COST = 1e-4
NDArrayU = NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Geometry:
    """What is known of turns and edges without any trip.

    Attributes:
        turns: of the network.
        metres: ``(E,)`` lengths, positive.
        kind: ``(E,)`` number of the road class, links with their class.
        angle: ``(T,)`` of each turn, degrees, positive to the right.
        turn_kind: ``(T,)`` by angle and by whether the class rises or falls.
        x, y: ``(E,)`` where each edge ends, local metres.
        start_x, start_y: ``(E,)`` where it starts.
        signals: ``(E,)`` number of signals, 0 where unknown.
    """

    turns: Turns
    metres: FloatArray
    kind: IntArray
    angle: FloatArray
    turn_kind: IntArray
    x: FloatArray
    y: FloatArray
    start_x: FloatArray
    start_y: FloatArray
    signals: FloatArray

    @classmethod
    def of(cls, network: Network, area: StudyArea) -> Geometry:
        """The geometry of a network."""
        turns = Turns.of(network)
        xy = area.to_local(network.lon, network.lat)
        begin, end = network.offsets[:-1], network.offsets[1:] - 1
        leaving, arriving = xy[begin + 1] - xy[begin], xy[end] - xy[end - 1]
        out_of, into = (
            np.degrees(np.arctan2(each[:, 0], each[:, 1])) for each in (arriving, leaving)
        )
        angle = (into[turns.head] - out_of[turns.tail] + 180.0) % 360.0 - 180.0
        ranks = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified",
                 "residential", "living_street")  # fmt: skip
        plain = np.char.replace(network.highway.astype(str), "_link", "")
        kind = np.full(len(network), len(ranks))
        for rank, name in enumerate(ranks):
            kind[plain == name] = rank
        change = np.sign(kind[turns.head] - kind[turns.tail]) + 1
        turn_kind = (np.digitize(angle, ANGLES) * 3 + change) * (1 + len(ranks)) + kind[turns.tail]
        return cls(
            turns,
            np.maximum(network.length_m, 1e-3),
            kind,
            angle,
            turn_kind,
            *xy[end].T,
            *xy[begin].T,
            np.nan_to_num(network.attributes.signals).astype(np.float64),
        )


@dataclass(frozen=True)
class Priors:
    """Learned from dense trips.

    Attributes:
        geometry: of the network.
        turn: ``(T,)`` −log probability of each turn, given the edge before it.
        seconds: ``(E,)`` what a whole edge usually takes.
        passes: ``(E,)`` number of passes.
        keys, counts: of contexts of 1 … ORDER edges with the edge after them, and
        context_keys, context_counts: of the contexts.
    """

    geometry: Geometry
    turn: FloatArray
    seconds: FloatArray
    passes: FloatArray
    keys: list[NDArrayU]
    counts: list[IntArray]
    context_keys: list[NDArrayU]
    context_counts: list[IntArray]

    @classmethod
    def of(cls, geometry: Geometry, trips: MatchedTrips) -> Priors:
        """The priors that trips tell."""
        turns, metres, edges = geometry.turns, geometry.metres, len(geometry.metres)
        edge = trips.pass_edge
        driven_s = np.bincount(edge, trips.pass_seconds, edges)
        driven_m = np.bincount(edge, trips.pass_exit_m - trips.pass_enter_m, edges)
        of_kind = np.bincount(geometry.kind, driven_s, 9) + 1.0
        of_kind /= np.bincount(geometry.kind, driven_m, 9) + 25 / 3.6
        prior_m = PRIOR_PASSES * metres
        pace = (driven_s + prior_m * of_kind[geometry.kind]) / (driven_m + prior_m)

        follows = np.diff(trips.trip_of_pass) == 0
        number = turns.number(edge[:-1][follows], edge[1:][follows])
        taken = np.bincount(number[number >= 0], minlength=len(turns.head)).astype(np.float64)
        offered = np.bincount(turns.tail, taken, edges)[turns.tail]
        rate = (np.bincount(geometry.turn_kind, taken) + 0.5) / (
            np.bincount(geometry.turn_kind, offered) + 5.0
        )
        usual = rate[geometry.turn_kind]
        usual = usual / np.bincount(turns.tail, usual, edges)[turns.tail]
        probability = (taken + PRIOR_TURNS * usual) / (offered + PRIOR_TURNS)

        tables = _contexts(edge, trips.pass_offsets)
        return cls(
            geometry,
            -np.log(probability),
            metres * pace,
            np.bincount(edge, minlength=edges).astype(np.float64),
            *tables,
        )

    def costs(self, seconds_weight: float) -> FloatArray:
        """``(4, T)`` metres, seconds, turns alone, turns and seconds; each with the edge after."""
        head = self.geometry.turns.head
        turns = self.turn + LEAST_COST
        return np.stack(
            [
                self.geometry.metres[head],
                self.seconds[head],
                turns,
                turns + seconds_weight * self.seconds[head],
            ]
        )

    def long_turns(self, edges: IntArray, offsets: IntArray, first: FloatArray) -> FloatArray:
        """−log probability of each edge of paths given the ORDER edges before it; 0 for the first.

        The probability by a longer context is drawn towards that by the next shorter one.

        Args:
            edges, offsets: of the paths.
            first: −log probability given one edge, for each edge.
        """
        probability = np.exp(-first)
        place = np.arange(len(edges)) - offsets[:-1][row_of_each(offsets)]
        for order in range(2, ORDER + 1):
            grams = _grams(edges, order + 1)
            context = np.zeros_like(grams)
            context[1:] = _grams(edges, order)[:-1]
            is_whole = place >= order
            count = _count(self.keys[order - 1], self.counts[order - 1], grams)
            of = _count(self.context_keys[order - 1], self.context_counts[order - 1], context)
            longer = (count + BACK_OFF * probability) / (of + BACK_OFF)
            probability = np.where(is_whole, longer, probability)
        return np.where(place > 0, -np.log(probability), 0.0)


def _grams(edges: IntArray, length: int) -> NDArrayU:
    """A number of the last so many edges, at each edge; of the earliest ones it is arbitrary."""
    with np.errstate(over="ignore"):
        value = np.zeros(len(edges), np.uint64)
        for back in range(length):
            shifted = np.zeros(len(edges), np.uint64)
            shifted[back:] = edges[: len(edges) - back].astype(np.uint64) + np.uint64(1)
            mixed = (shifted + np.uint64(1000003 * (back + 1))) * _MIX
            value ^= mixed ^ (mixed >> np.uint64(29))
            value *= _MIX | np.uint64(1)
        return value


def _contexts(
    edges: IntArray, offsets: IntArray
) -> tuple[list[NDArrayU], list[IntArray], list[NDArrayU], list[IntArray]]:
    place = np.arange(len(edges)) - offsets[:-1][row_of_each(offsets)]
    keys, counts, context_keys, context_counts = [], [], [], []
    for order in range(1, ORDER + 1):
        whole = np.flatnonzero(place >= order)
        own = np.unique(_grams(edges, order + 1)[whole], return_counts=True)
        context = np.unique(_grams(edges, order)[whole - 1], return_counts=True)
        keys.append(own[0])
        counts.append(own[1])
        context_keys.append(context[0])
        context_counts.append(context[1])
    return keys, counts, context_keys, context_counts


def _count(keys: NDArrayU, counts: IntArray, wanted: NDArrayU) -> FloatArray:
    row = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[row] == wanted, counts[row], 0).astype(np.float64)
