"""Index of the passes of matched trips by edge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each

#: A fix this close to the end of an edge is on the next one, metres: tolerance of rounding.
ROUNDING_M = 1e-6


@dataclass(frozen=True)
class EdgePasses:
    """The passes of matched pieces, sorted by edge.

    Attributes:
        first: ``(e+1,)`` passes of edge i are ``first[i]:first[i+1]``, sorted by piece; it ends
            after the highest edge that has a pass.
        piece: ``(passes,)`` the piece of each pass.
        enter_m, exit_m: ``(passes,)`` metres on the edge where the pass begins and ends.
    """

    first: IntArray
    piece: IntArray
    enter_m: FloatArray
    exit_m: FloatArray

    @classmethod
    def of(
        cls, edge: IntArray, piece: IntArray, enter_m: FloatArray, exit_m: FloatArray
    ) -> EdgePasses:
        """The index of passes ``(passes,)`` that are sorted by piece."""
        order = np.argsort(edge, kind="stable")
        return cls(offsets_of(np.bincount(edge)), piece[order], enter_m[order], exit_m[order])

    def counts(self, edge: IntArray) -> IntArray:
        """Number of passes of each of the edges ``(q,)``."""
        start, stop = passes_of_edges(self.first, edge)
        return stop - start

    def through(self, edge: IntArray, offset_m: FloatArray) -> tuple[IntArray, IntArray]:
        """Passes through locations: ``(query, piece)``, sorted by query and then by piece.

        Args:
            edge, offset_m: ``(q,)`` the locations, metres from the start of their edge.
        """
        rows, offsets = concatenated_ranges(*passes_of_edges(self.first, edge))
        query = row_of_each(offsets)
        at = offset_m[query]
        inside = (self.enter_m[rows] <= at) & (at <= self.exit_m[rows])
        return query[inside], self.piece[rows[inside]]


def passes_of_edges(first: IntArray, edge: IntArray) -> tuple[IntArray, IntArray]:
    """Start and stop of the passes of each edge ``(q,)``, where passes are sorted by edge.

    Args:
        first: ``(e+1,)`` start of the passes of each edge; it ends after the highest edge that has
            a pass.
        edge: ``(q,)``.
    """
    last = len(first) - 1
    return first[np.minimum(edge, last)], first[np.minimum(edge + 1, last)]
