"""Additive figures of matched trips: the figures of batches add up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

import numpy as np

from ...contract.records.bundle_manifest import BinCounts
from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import row_of_each
from ...utils.study_area import StudyArea
from ..matching.matched import MatchedTrips, distances_m
from ..roads.network import Network

#: Bins of seconds to the next fix: whole seconds up to two minutes, then coarser.
INTERVAL_S = (0.0, *(n + 0.5 for n in range(121)), 150.0, 180.0, 240.0, 300.0, 450.0, 600.0, 3600.0)
#: Bins of metres from a fix to its matched position.
DISTANCE_M = (*(n / 2 for n in range(101)), 60.0, 75.0, 100.0, 150.0, 200.0)
NOTHING = np.empty(0)


@dataclass(frozen=True)
class Histogram:
    """A histogram; values beyond the last bound count in the last bin.

    Attributes:
        bounds: ``(n+1,)`` increasing.
        counts: ``(n,)``.
    """

    bounds: tuple[float, ...]
    counts: IntArray

    @classmethod
    def of(cls, values: FloatArray, bounds: tuple[float, ...]) -> Self:
        """Count values."""
        inside = np.clip(values, bounds[0], bounds[-1])
        return cls(bounds, np.histogram(inside, np.array(bounds))[0].astype(np.int64))

    def __add__(self, other: Histogram) -> Histogram:
        return Histogram(self.bounds, self.counts + other.counts)

    @property
    def highest(self) -> float:
        """The upper bound of the highest bin with values; the lowest bound without any."""
        return self.bounds[int(np.flatnonzero(self.counts).max(initial=-1)) + 1]

    def quantile(self, share: float) -> float:
        """The quantile, as the middle of its bin; NaN without values."""
        total = int(self.counts.sum())
        if not total:
            return math.nan
        bin_ = int(np.searchsorted(np.cumsum(self.counts), share * total))
        return (self.bounds[bin_] + self.bounds[bin_ + 1]) / 2

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {"bounds": list(self.bounds), "counts": self.counts.tolist()}

    def to_manifest(self) -> BinCounts:
        """The histogram as manifests describe it, without the empty bins at its end."""
        used = int(np.flatnonzero(self.counts).max(initial=0)) + 1
        return BinCounts(bounds=self.bounds[: used + 1], counts=tuple(self.counts[:used].tolist()))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild from :meth:`to_dict`."""
        return cls(tuple(data["bounds"]), np.array(data["counts"], dtype=np.int64))


@dataclass(frozen=True)
class TripFigures:
    """Number, period, length and sampling of trips; by default of none.

    Attributes:
        trips: different trips; all pieces of a trip must be in one batch.
        pieces, fixes: matched.
        metres: driven along the roads.
        begin, end: Unix seconds of the first and the last fix; infinite without any.
        interval_s: histogram of the seconds to the next fix.
        distance_m: histogram of the metres from a fix to its matched position.
    """

    trips: int = 0
    pieces: int = 0
    fixes: int = 0
    metres: float = 0.0
    begin: float = math.inf
    end: float = -math.inf
    interval_s: Histogram = field(default_factory=partial(Histogram.of, NOTHING, INTERVAL_S))
    distance_m: Histogram = field(default_factory=partial(Histogram.of, NOTHING, DISTANCE_M))

    @classmethod
    def of(cls, trips: MatchedTrips, network: Network, area: StudyArea) -> Self:
        """The figures of a batch."""
        same_piece = np.diff(row_of_each(trips.offsets)) == 0
        return cls(
            trips=len(set(trips.trip_id.tolist())),
            pieces=len(trips),
            fixes=len(trips.t),
            metres=float(trips.s[trips.offsets[1:] - 1].sum()),
            begin=float(trips.t.min(initial=math.inf)),
            end=float(trips.t.max(initial=-math.inf)),
            interval_s=Histogram.of(np.diff(trips.t)[same_piece], INTERVAL_S),
            distance_m=Histogram.of(distances_m(trips, network, area), DISTANCE_M),
        )

    def __add__(self, other: TripFigures) -> TripFigures:
        return TripFigures(
            trips=self.trips + other.trips,
            pieces=self.pieces + other.pieces,
            fixes=self.fixes + other.fixes,
            metres=self.metres + other.metres,
            begin=min(self.begin, other.begin),
            end=max(self.end, other.end),
            interval_s=self.interval_s + other.interval_s,
            distance_m=self.distance_m + other.distance_m,
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form; an unknown time is null."""
        return {
            **self.__dict__,
            "begin": self.begin if self.fixes else None,
            "end": self.end if self.fixes else None,
            "interval_s": self.interval_s.to_dict(),
            "distance_m": self.distance_m.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild from :meth:`to_dict`."""
        histograms = {
            name: Histogram.from_dict(data[name]) for name in ("interval_s", "distance_m")
        }
        return cls(
            **{name: value for name, value in data.items() if value is not None} | histograms
        )
