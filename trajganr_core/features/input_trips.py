"""The trips of a bundle that are a model's input: never those that labels are made from.

The trips may be on disk (:mod:`..data.mapped_trips`), so they are read by number or in parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from ..contract.errors import Code, TrajganrError
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.matching.matched import MatchedTrips
from ..model.hops import Hops
from ..model.road_map import SUMS, RoadMap, driven
from ..model.tokens import TripTokens
from ..utils.arrays import FloatArray, IntArray
from ..utils.study_area import StudyArea
from ..utils.tensor_cache import TensorCache

#: Smallest number of pieces processed together; bounds memory.
TOGETHER = 16_384


@dataclass(frozen=True)
class InputTrips:
    """Pieces of input trips, numbered from 0.

    Attributes:
        rows: ``(n,)`` rows of the pieces that are input, ascending.
        bundle: that they are of, for models that see its road map.
    """

    trips: MatchedTrips
    rows: IntArray
    bundle: Bundle | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, number: IntArray) -> MatchedTrips:
        """The chosen pieces, in the order given."""
        return self.trips.take(self.rows[number])

    def tokens(self, trips: MatchedTrips, area: StudyArea, *, roads: bool) -> TripTokens:
        """Some of the pieces as the encoder's input.

        Args:
            trips: of :meth:`take`.
            area: the study area of the model.
            roads: whether the model sees what the road map tells.
        """
        way = self.road_map.way(trips, is_known=True) if roads else None
        return TripTokens(trips, area, way)

    @cached_property
    def road_map(self) -> RoadMap:
        """Of the bundle, with the paces of all of its input trips."""
        assert self.bundle is not None  # nosec B101 # only trips without a bundle have no map
        return bundle_road_map(self.bundle)

    def parts(self) -> Iterator[tuple[IntArray, MatchedTrips]]:
        """All pieces with their numbers, in parts; the pieces of a trip are in the same part."""
        trip_id = self.trips.trip_id[self.rows]
        begin = 0
        while begin < len(self):
            end = min(begin + TOGETHER, len(self))
            while end < len(self) and trip_id[end] == trip_id[end - 1]:
                end += 1
            number = np.arange(begin, end)
            yield number, self.take(number)
            begin = end

    def hops(self, area: StudyArea) -> Iterator[Hops]:
        """The motion of all pieces, part by part, in the local metres of an area."""
        for _, trips in self.parts():
            yield Hops(trips, area.to_local(trips.lon, trips.lat))

    def passing(self, edge: IntArray, offset_m: FloatArray) -> tuple[IntArray, IntArray]:
        """Passes through locations: ``(query, number)``, sorted by query and then by number.

        Only the index of passes is read, not the trips.

        Args:
            edge, offset_m: ``(q,)`` the locations, metres from the start of their edge.
        """
        query, piece = self.trips.edge_passes.through(edge, offset_m)
        number = self._number[piece]
        is_seen = number >= 0
        return query[is_seen], number[is_seen]

    @cached_property
    def _number(self) -> IntArray:
        """``(pieces,)`` the number of each piece of the bundle; -1 for those that are not input."""
        number = np.full(len(self.trips), -1)
        number[self.rows] = np.arange(len(self))
        return number


def bundle_road_map(bundle: Bundle, *, keep: bool = True) -> RoadMap:
    """The road map of a bundle, with the paces of its input trips, which are summed once.

    Args:
        keep: whether the sums are written into the cache.

    Raises:
        TrajganrError: as :func:`input_trips`.
    """
    cache = TensorCache("road_map", release=__version__, bundle=bundle.cache_key)
    kept = cache.load({"driven": (SUMS, len(bundle.network))})
    if kept is None:
        sums = np.zeros((SUMS, len(bundle.network)))
        for _, trips in input_trips(bundle).parts():
            sums += driven(trips, bundle.network)
        kept = {"driven": torch.from_numpy(sums)}
        if keep:
            cache.save(kept)
    return RoadMap.of(bundle.network, bundle.area, kept["driven"].numpy())


def input_trips(bundle: Bundle) -> InputTrips:
    """The input trips of a bundle.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when there are fewer than two.
    """
    rows = np.flatnonzero(~bundle.is_label)
    if len(rows) < 2:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The bundle {name!r} has {count} trips to learn from; its other {labels} make labels.",
            "Prepare it with more trips, of several drivers, or a smaller share of label drivers.",
            name=bundle.title,
            count=len(rows),
            labels=len(bundle.is_label) - len(rows),
        )
    return InputTrips(bundle.matched, rows, bundle)
