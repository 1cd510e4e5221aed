"""The likeliest way of each distant hop, given all fixes of its chain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import offsets_of, take_rows
from .choice import calibrated, features_of, utility_of
from .decode import Decoded, agreement, decode
from .positions import positions_of
from .priors import WayPriors
from .search import Costs, Found, Positions, find_ways
from .shipped import Shipped


@dataclass(frozen=True)
class Fixes:
    """Fixes of pieces, one after the other.

    Attributes:
        xy: ``(fixes, 2)`` local metres.
        elapsed_s: ``(fixes,)`` to the next fix; negative where that is no distant hop.
        edge, offset_m: ``(fixes,)`` where the matcher has them.
        is_free: ``(fixes,)`` the others stay there.
        known_offsets, known_turn: ``(fixes+1,)`` and turns of the matcher's ways of distant hops.
    """

    xy: FloatArray
    elapsed_s: FloatArray
    edge: IntArray
    offset_m: FloatArray
    is_free: BoolArray
    known_offsets: IntArray
    known_turn: IntArray


@dataclass(frozen=True)
class HopWays:
    """Chosen ways of distant hops.

    Attributes:
        fix: ``(n,)`` where each hop begins, ascending.
        start_m, end_m: ``(n,)`` metres on the first and the last edge.
        offsets, edge: ``(n+1,)`` and ``(e,)`` the edges of each way.
        likely: ``(n,)`` probability of the way, but for its ends.
        probability: ``(e,)`` of each edge.
    """

    fix: IntArray
    start_m: FloatArray
    end_m: FloatArray
    offsets: IntArray
    edge: IntArray
    likely: FloatArray
    probability: FloatArray


@dataclass(frozen=True)
class Searched:
    """Ways of hops with their features.

    Attributes:
        positions: candidates of fixes.
        found: the ways.
        first_way: ``(fixes+1,)`` of the ways of each hop.
        features: of the ways.
    """

    positions: Positions
    found: Found
    first_way: IntArray
    features: dict[str, FloatArray]

    @classmethod
    def of(cls, fixes: Fixes, priors: WayPriors) -> Searched:
        """Search."""
        roads = priors.roads
        positions = positions_of(
            *(fixes.xy, fixes.is_free, fixes.edge, fixes.offset_m, roads.grid, priors.error_m)
        )
        costs = Costs(priors.turn, priors.seconds, roads.metres)
        found = find_ways(
            *(roads.turns, costs, positions),
            *(fixes.elapsed_s, fixes.known_offsets, fixes.known_turn),
        )
        first_way = offsets_of(np.bincount(found.fix, minlength=len(fixes.edge)))
        features = features_of(found, positions, fixes.elapsed_s, fixes.xy, priors)
        return cls(positions, found, first_way, features)

    def decoded(self, utility: FloatArray, position_weight: float) -> Decoded:
        """Given all fixes."""
        return decode(
            self.positions.number,
            self.positions.score * position_weight,
            self.first_way,
            self.found.start,
            self.found.end,
            utility,
        )

    def edges(self, priors: WayPriors) -> tuple[IntArray, IntArray]:
        """All edges of each way, its first one included, and offsets."""
        found = self.found
        offsets = found.offsets + np.arange(len(found.offsets))
        edges = np.empty(offsets[-1], dtype=np.int64)
        is_first = np.zeros(len(edges), dtype=bool)
        is_first[offsets[:-1]] = True
        edges[is_first] = self.positions.edge[found.fix, found.start]
        edges[~is_first] = priors.roads.turns.head[found.turn]
        return edges, offsets


def likeliest_ways(fixes: Fixes, priors: WayPriors, shipped: Shipped) -> HopWays:
    """Search the ways of all distant hops, and choose."""
    searched = Searched.of(fixes, priors)
    utility = utility_of(searched.features, shipped.weights)
    decoded = searched.decoded(utility, shipped.weights["position"])
    edges, offsets = searched.edges(priors)
    found, positions = searched.found, searched.positions
    end_m = positions.offset_m[found.fix + 1, found.end]
    driven_m = priors.roads.metres[edges]
    driven_m[offsets[1:] - 1] = end_m
    driven_m[offsets[:-1]] -= positions.offset_m[found.fix, found.start]
    agreed = agreement(
        found.fix,
        decoded.probability,
        decoded.is_chosen,
        offsets,
        edges,
        np.maximum(driven_m, 0.0),
        len(priors.roads.metres),
    )
    chosen = np.flatnonzero(decoded.is_chosen)
    rows, chosen_offsets = take_rows(offsets, chosen)
    fix = found.fix[chosen]
    elapsed_s = fixes.elapsed_s[fix]
    of_edge_s = np.repeat(elapsed_s, np.diff(chosen_offsets))
    edge = edges[rows]
    of_way, of_edge = priors.unknown_along(edge, chosen_offsets), priors.unknown[edge]
    return HopWays(
        fix=fix,
        start_m=positions.offset_m[fix, found.start[chosen]],
        end_m=end_m[chosen],
        offsets=chosen_offsets,
        edge=edge,
        likely=calibrated(agreed.likely, elapsed_s, of_way, shipped.ways),
        probability=calibrated(agreed.edge_probability, of_edge_s, of_edge, shipped.edges),
    )
