"""Matched trips: pieces of trips, the edges they pass, and the quality of the match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray, TextArray
from ...utils.ragged import offsets_of, row_of_each, take_rows
from ...utils.study_area import StudyArea
from ..roads.network import Network
from .edge_passes import EdgePasses

#: Columns of :class:`MatchedTrips` with a value per piece, fix and pass, and their types.
PIECE_COLUMNS = {
    **dict.fromkeys(("trip_id", "driver_id"), "O"),
    **dict.fromkeys(("matched_share", "rms_m", "confidence"), "f4"),
}
FIX_COLUMNS = {
    **dict.fromkeys(("lon", "lat", "t"), "f8"),
    "speed": "f4",
    "s": "f8",
    "edge": "i8",
    "edge_offset": "f8",
}
PASS_COLUMNS = {
    "pass_edge": "i8",  # nosec B105 # not a password: edges of a path
    **dict.fromkeys(("pass_s", "pass_enter_m", "pass_exit_m", "pass_t", "pass_seconds"), "f8"),
    "pass_probability": "f4",  # nosec B105 # nor this
}


@dataclass(frozen=True)
class MatchedTrips:
    """Pieces of trips on the network; a trip is cut where matching failed.

    Attributes:
        offsets: ``(n+1,)``, fixes of piece i are ``offsets[i]:offsets[i+1]``.
        lon, lat, t, speed: ``(fixes,)`` as in :class:`.Trajectories`, matched fixes only.
        s: ``(fixes,)`` metres along the matched path since the piece's first fix;
            non-decreasing, because a backward step counts as standing.
        edge, edge_offset: ``(fixes,)`` matched edge and metres from its start.
        trip_id, driver_id: ``(n,)`` strings.
        matched_share: ``(n,)`` share of the fixes of the cleaned trip that are matched, in this
            piece or another; in (0, 1].
        rms_m: ``(n,)`` root mean square distance of its fixes to their matched positions, metres.
        confidence: ``(n,)`` mean probability that a fix is on the path where it is matched, in
            (0, 1]; see :mod:`~.confidence`.
        pass_offsets: ``(n+1,)``, edge passes of piece i are
            ``pass_offsets[i]:pass_offsets[i+1]``, in the order driven.
        pass_edge: ``(passes,)`` the edge.
        pass_s: ``(passes,)`` s at which the pass begins.
        pass_enter_m, pass_exit_m: ``(passes,)`` metres on the edge where it begins and ends.
        pass_t, pass_seconds: ``(passes,)`` Unix seconds at which it begins, and its duration; see
            :mod:`~.pass_times`.
        pass_probability: ``(passes,)`` that the vehicle drove there, in (0, 1]; 1 between close
            fixes; see :mod:`~.second_ways`.
    """

    offsets: IntArray
    lon: FloatArray
    lat: FloatArray
    t: FloatArray
    speed: Float32Array
    s: FloatArray
    edge: IntArray
    edge_offset: FloatArray
    trip_id: TextArray
    driver_id: TextArray
    matched_share: Float32Array
    rms_m: Float32Array
    confidence: Float32Array
    pass_offsets: IntArray
    pass_edge: IntArray
    pass_s: FloatArray
    pass_enter_m: FloatArray
    pass_exit_m: FloatArray
    pass_t: FloatArray
    pass_seconds: FloatArray
    pass_probability: Float32Array

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def fixes(self) -> int:
        """Number of fixes of all pieces."""
        return len(self.t)

    @cached_property
    def trip_of_pass(self) -> IntArray:
        """``(passes,)`` the piece of each pass."""
        return row_of_each(self.pass_offsets)

    @property
    def pass_is_likely(self) -> BoolArray:
        """``(passes,)`` whether the vehicle drove there more likely than not."""
        return np.asarray(self.pass_probability > 0.5)

    @cached_property
    def passes_by_edge(self) -> tuple[IntArray, IntArray]:
        """Indices of the passes sorted by edge, and the start of each edge in them."""
        return np.argsort(self.pass_edge, kind="stable"), offsets_of(np.bincount(self.pass_edge))

    @cached_property
    def edge_passes(self) -> EdgePasses:
        """The index of the passes by edge."""
        return EdgePasses.of(self.pass_edge, self.trip_of_pass, self.pass_enter_m, self.pass_exit_m)

    @classmethod
    def empty(cls) -> MatchedTrips:
        """Zero pieces."""
        return cls(
            offsets=np.zeros(1, dtype=np.int64),
            pass_offsets=np.zeros(1, dtype=np.int64),
            **{
                name: np.empty(0, dtype=kind)
                for name, kind in (PIECE_COLUMNS | FIX_COLUMNS | PASS_COLUMNS).items()
            },
        )

    @classmethod
    def concatenate(cls, parts: Sequence[MatchedTrips]) -> MatchedTrips:
        """The pieces of all parts, in their order."""
        if not parts:
            return cls.empty()
        return cls(
            offsets=offsets_of(np.concatenate([np.diff(part.offsets) for part in parts])),
            pass_offsets=offsets_of(np.concatenate([np.diff(part.pass_offsets) for part in parts])),
            **{
                name: np.concatenate([getattr(part, name) for part in parts])
                for name in (*PIECE_COLUMNS, *FIX_COLUMNS, *PASS_COLUMNS)
            },
        )

    def take(self, trips: IntArray) -> MatchedTrips:
        """The chosen pieces, in the order given."""
        fixes, offsets = take_rows(self.offsets, trips)
        passes, pass_offsets = take_rows(self.pass_offsets, trips)
        return MatchedTrips(
            offsets=offsets,
            pass_offsets=pass_offsets,
            **{name: getattr(self, name)[trips] for name in PIECE_COLUMNS},
            **{name: getattr(self, name)[fixes] for name in FIX_COLUMNS},
            **{name: getattr(self, name)[passes] for name in PASS_COLUMNS},
        )

    def with_fixes(self, kept: BoolArray) -> MatchedTrips:
        """The same pieces and paths with some of their fixes only, at least two of each.

        Args:
            kept: ``(fixes,)``.
        """
        counts = np.add.reduceat(kept.astype(np.int64), self.offsets[:-1])
        columns = {name: getattr(self, name)[kept] for name in FIX_COLUMNS}
        return replace(self, offsets=offsets_of(counts), **columns)


def distances_m(trips: MatchedTrips, network: Network, area: StudyArea) -> FloatArray:
    """``(fixes,)`` metres from each fix to its matched position."""
    place = network.locate(trips.edge, trips.edge_offset)
    return area.short_distances_m(trips.lon, trips.lat, place[:, 0], place[:, 1])
