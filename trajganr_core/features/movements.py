"""How the pace on a segment depends on the segments driven before and after it.

Where a vehicle turns decides how long it waits at a junction, which the mean pace of a segment does
not tell. A movement is a segment with the one before and the one after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..data.passes import PassTable
from ..data.roads.network import Network
from ..utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ..utils.ragged import rank_within

#: Passes at the segment's own pace that count as much as all passes of a movement, in lengths of
#: the segment. Chosen on seeds 0 to 2 of the benchmark; benchmarks/log/2026-11-30-travel-times.md.
USUAL_PASSES = 6.0


@dataclass(frozen=True)
class Movements:
    """Ratios of the mean paces of movements over those of their segments.

    Attributes:
        before, after: ``(E,)`` number of a segment among those that end, and that begin, at the
            same node, from 0.
        ways: more than any of these.
        keys: ``(k,)`` of the movements that have a pass, ascending.
        known: ``(k,)`` their ratios.
    """

    before: IntArray
    after: IntArray
    ways: int
    keys: IntArray
    known: FloatArray

    @classmethod
    def of(cls, network: Network, passes: Iterable[PassTable]) -> Movements:
        """The movements of passes.

        Args:
            passes: in parts, each sorted as a table is; a movement over two parts is not counted.
        """
        edges = len(network)
        before, after = rank_within(network.target), rank_within(network.source)
        ways = 1 + int(max(before.max(initial=0), after.max(initial=0)))
        found = cls(before, after, ways, np.empty(0, dtype=np.int64), np.empty(0))
        keys, sums = found.keys, np.empty((2, 0))
        of_segments = np.zeros((2, edges))
        for part in passes:
            driven = np.stack([part.expected_s, part.expected_m]).astype(np.float64)
            edge = part.edge.astype(np.int64)
            of_segments += [np.bincount(edge, values, edges) for values in driven]
            own, is_one = found._keys_of(*neighbours_on_paths(network, edge, part.piece))
            keys, row = np.unique(np.r_[keys, own[is_one]], return_inverse=True)
            columns = np.hstack([sums, driven[:, is_one]])
            sums = np.stack([np.bincount(row, values, len(keys)) for values in columns])
        seconds, metres = of_segments[:, keys % edges]
        usual_m = USUAL_PASSES * network.length_m[keys % edges]
        usual_pace = seconds / metres
        ratios = (sums[0] + usual_m * usual_pace) / ((sums[1] + usual_m) * usual_pace)
        return cls(before, after, ways, keys, ratios)

    def ratios(self, before: IntArray, edge: IntArray, after: IntArray) -> FloatArray:
        """``(n,)`` ratio of each movement; 1 where no pass is known or a segment is missing (-1).

        Args:
            before, edge, after: ``(n,)`` segments that follow each other.
        """
        ratios = np.ones(len(edge))
        key, is_one = self._keys_of(before, edge, after)
        if len(self.keys):
            row = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
            is_known = is_one & (self.keys[row] == key)
            ratios[is_known] = self.known[row[is_known]]
        return ratios

    def _keys_of(
        self, before: IntArray, edge: IntArray, after: IntArray
    ) -> tuple[IntArray, BoolArray]:
        """A number of each movement, and whether it is one; of others the number is arbitrary."""
        pair = self.before[before] * self.ways + self.after[after]
        return pair * len(self.before) + edge, (before >= 0) & (after >= 0)


def neighbours_on_paths(
    network: Network, edge: IntArray, path: Int32Array
) -> tuple[IntArray, IntArray, IntArray]:
    """The segments before and after those of paths, -1 at their ends and gaps.

    Args:
        edge: ``(n,)`` segments, in the order driven.
        path: ``(n,)`` ascending numbers of the paths.

    Returns:
        ``(n,)`` each: the segment before, the segment itself, and the one after.
    """
    follows = (path[1:] == path[:-1]) & (network.target[edge[:-1]] == network.source[edge[1:]])
    before, after = np.full((2, len(edge)), -1)
    before[1:][follows], after[:-1][follows] = edge[:-1][follows], edge[1:][follows]
    return before, edge, after
