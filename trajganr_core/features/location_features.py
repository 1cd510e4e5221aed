"""Features of locations: embeddings of the image, of the location and of the passing trips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor

from ..data.matching.footprints import Passes, passes_through
from ..data.matching.matched import MatchedTrips
from ..model.heads import LocationFeatures
from ..model.points import Points
from ..model.tokens import TripTokens, pad
from ..model.trajganr import TrajGANR
from ..utils.arrays import BoolArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea
from .candidate_trips import CandidateTrips, at_most
from .image_features import PictureFeatures
from .pass_embeddings import PassEmbeddings, pass_keys
from .query_locations import Locations
from .segment_features import SegmentFeatures

#: Trips and passes per step of the encoder; they bound memory and do not change the result.
TRIPS_AT_ONCE, PASSES_AT_ONCE = 128, 4096
#: Trips whose numbers of fixes differ by less are alike: padding to the longest one is small.
FIXES_ALIKE = 8
#: Largest number of fixes of a trip that the encoder receives (L).
MAX_LENGTH = 64


#: Embeds trips ``(B,)`` at queries ``(B, Q)``: ``(B, Q, D)``.
Embed: TypeAlias = Callable[[IntArray, Points], Tensor]


@dataclass(frozen=True)
class Selection:
    """Locations of a table, and the trips through them that are used.

    Attributes:
        rows: ``(B,)`` rows of the table.
        passes: ``(B, K)`` passes of the table, padded.
        mask: ``(B, K)`` true where there is a pass.
    """

    rows: IntArray
    passes: IntArray
    mask: BoolArray

    def shard(self, rank: int, world: int) -> Selection:
        """The share of one process: every ``world``-th location."""
        own = slice(rank, None, world)
        return Selection(self.rows[own], self.passes[own], self.mask[own])


class LocationFeatureTable:
    """Features of a set of locations.

    Passes are embedded once (:meth:`precompute`) or, to train encoders, at every call.

    Args:
        area: the study area of the model; locations are normalised in its frame.
        candidates: the trips that may be used.
        pictures: backbone features of the bundle's images.
        context: segment features of the locations, for a head that uses them.
        sees: as for :meth:`.image_features.PictureFeatures.around`.
        encoder: takes the trips' tokens and numbers and returns a function that embeds trips
            ``(B,)`` at queries ``(B, Q)`` as ``(B, Q, D)``; without it the model encodes each trip
            again.
    """

    def __init__(
        self,
        model: TrajGANR,
        area: StudyArea,
        candidates: CandidateTrips,
        locations: Locations,
        pictures: PictureFeatures,
        *,
        context: SegmentFeatures | None = None,
        sees: tuple[BoolArray, BoolArray] | None = None,
        encoder: Callable[[TripTokens, IntArray], Embed] | None = None,
    ) -> None:
        self.model = model
        self.area, self._candidates = area, candidates
        self._rows = candidates.row
        self.locations = locations
        self.pictures = pictures
        self.device = next(model.parameters()).device
        self.xy = area.normalise(locations.lon_lat)
        self.trips_through = candidates.passing
        passes = _passes(candidates.trips, locations)
        per_location, priorities = candidates.per_location, candidates.priorities
        kept = at_most(passes.query, passes.trip, per_location, priorities)
        self.passes = passes.take(kept)
        self.counts = np.bincount(self.passes.query, minlength=len(locations))
        self.first = np.cumsum(self.counts) - self.counts
        nothing = np.zeros((len(locations), 0), dtype=np.float32)
        self.segment = nothing if context is None else context.segment
        self.traffic = nothing if context is None else context.traffic
        self._z: Tensor | None = None
        self._embed_at: Embed = self._encode_and_embed
        if encoder is not None:
            self._embed_at = encoder(self.tokens, candidates.number)
        self._sees = sees
        self._image = locations.image
        if sees is not None and len(pictures):
            self._image = np.where(sees[1][locations.image] & ~sees[0], -1, locations.image)

    def __len__(self) -> int:
        return len(self.locations)

    @cached_property
    def tokens(self) -> TripTokens:
        """The candidates as the encoder's input; heads that see no trip do without."""
        candidates, roads = self._candidates, self.model.config.roads
        return candidates.inputs.tokens(candidates.trips, self.area, roads=roads)

    def precompute(self, progress: Progress = silent, kept: PassEmbeddings | None = None) -> None:
        """Embed every pass once; each trip is encoded once for all of its queries.

        Args:
            kept: embeddings on disk; the table's locations are then those of the bundle's roads.
        """
        embed = partial(self.embed, progress=progress)
        if kept is None:
            self._z = embed(np.arange(len(self.passes.query)))
            return
        self._z = kept.embedded(self.keys(), embed)

    def keys(self) -> IntArray:
        """``(p,)`` the keys of all passes at the bundle's roads."""
        passes = self.passes
        return pass_keys(passes.query, self._rows[passes.trip], self.locations.edge[passes.query])

    @torch.no_grad()
    def embed(self, passes: IntArray, progress: Progress = silent) -> Tensor:
        """Embeddings ``(p, D)`` of passes, on the CPU."""
        place = np.empty(len(self.passes.query), dtype=np.int64)
        place[passes] = np.arange(len(passes))
        z = torch.zeros(len(passes), self.model.config.dimension)
        done = 0
        for chunk in self._by_trip(passes):
            z[torch.from_numpy(place[chunk])] = self._embed(chunk).float().cpu()
            done += len(chunk)
            progress("Embedding trips", done / len(passes))
        return z

    def select(
        self, rows: IntArray, trips: int, rng: np.random.Generator | None = None
    ) -> Selection:
        """Select locations ``(B,)``, with up to ``trips`` trips each.

        With ``rng`` the trips are drawn at random; without it they are the first ones kept.
        """
        counts = self.counts[rows]
        width = max(int(min(counts.max(initial=0), trips)), 1)
        mask = np.arange(width) < counts[:, None]
        if rng is None:
            order = np.broadcast_to(np.arange(width), mask.shape)
        else:
            # Random order of the passes of each row; the padding comes last.
            score = rng.random((len(rows), max(int(counts.max(initial=0)), 1)))
            score[np.arange(score.shape[1]) >= counts[:, None]] = 2.0
            order = np.argsort(score, axis=1)[:, :width]
        return Selection(rows, np.where(mask, self.first[rows][:, None] + order, 0), mask)

    def features(self, selection: Selection) -> LocationFeatures:
        """Features of the selected locations."""
        rows, mask = selection.rows, torch.from_numpy(selection.mask).to(self.device)
        z = torch.zeros(*mask.shape, self.model.config.dimension, device=self.device)
        passes = selection.passes[selection.mask]
        if len(passes):
            z[self._places(selection.mask)] = self._embeddings(passes).float()
        image, values = self._image[rows], self.pictures.values
        if len(values):
            values = values[torch.from_numpy(np.maximum(image, 0))]
        else:
            values = torch.zeros(len(image), values.shape[-1])
        xy = torch.from_numpy(self.xy[rows]).float().to(self.device)
        segment, traffic = self.context(rows)
        around, has_around = self._around(rows)
        return LocationFeatures(
            v=self.model.embed_image(values.to(self.device)),
            has_image=torch.from_numpy(image >= 0).to(self.device),
            around=around.to(self.device),
            has_around=torch.from_numpy(has_around).to(self.device),
            xy=xy,
            g=self.model.embed_location(xy),
            z=z,
            has_trip=mask,
            segment=segment,
            traffic=traffic,
        )

    def at(self, rows: IntArray, trips: int) -> LocationFeatures:
        """Features of locations ``(B,)`` with the first ``trips`` trips of each."""
        return self.features(self.select(rows, trips))

    def embedded_by_trip(self, most: int, trips_at_once: int) -> Iterator[tuple[IntArray, Tensor]]:
        """Locations ``(p,)`` and embeddings ``(p, D)`` of passes, some trips after the other.

        Args:
            most: passes of a location that are used, the first ones kept.
            trips_at_once: their number.
        """
        used = np.arange(len(self.passes.query)) - self.first[self.passes.query] < most
        for passes in self._by_trip(np.flatnonzero(used), trips_at_once):
            yield self.passes.query[passes], self._embed(passes)

    def context(self, rows: IntArray) -> tuple[Tensor, Tensor]:
        """``segment`` ``(B, S)`` and ``traffic`` ``(B, T)`` of :class:`LocationFeatures`."""
        segment, traffic = (torch.from_numpy(one[rows]) for one in (self.segment, self.traffic))
        return segment.to(self.device), traffic.to(self.device)

    def around(self, rows: IntArray) -> Tensor:
        """Mean picture features ``(m, F)`` around those locations ``(B,)`` that have some."""
        around, has_any = self._around(rows)
        return around[torch.from_numpy(has_any)].to(self.device)

    def _around(self, rows: IntArray) -> tuple[Tensor, BoolArray]:
        """Mean features ``(B, F)`` of pictures around locations ``(B,)``, and whether any exist."""
        lon_lat = self.locations.lon_lat[rows]
        sees = self._sees and (self._sees[0][rows], self._sees[1])
        return self.pictures.around(lon_lat, sees)

    def _embeddings(self, passes: IntArray) -> Tensor:
        if self._z is not None:
            return self._z[torch.from_numpy(passes)].to(self.device)
        parts = list(self._by_trip(passes))
        z = torch.cat([self._embed(part) for part in parts])
        back = np.argsort(np.concatenate(parts), kind="stable")
        rank = np.argsort(np.argsort(passes, kind="stable"), kind="stable")
        return z[torch.from_numpy(back[rank]).to(self.device)]

    def _by_trip(self, passes: IntArray, trips_at_once: int = TRIPS_AT_ONCE) -> Iterator[IntArray]:
        """Passes grouped by trip, in chunks of trips with about as many fixes and passes."""
        trip = self.passes.trip[passes]
        counts = np.bincount(trip, minlength=len(self.tokens.trips))
        fixes = np.minimum(np.diff(self.tokens.trips.offsets), MAX_LENGTH) // FIXES_ALIKE
        order = passes[np.lexsort([trip, counts[trip], fixes[trip]])]
        begins = np.flatnonzero(np.diff(self.passes.trip[order], prepend=-1))
        if not len(order):
            return iter(())
        return iter(np.split(order, _chunks(begins, len(order), trips_at_once)))

    def _embed(self, passes: IntArray) -> Tensor:
        """Embeddings ``(p, D)`` of passes that are grouped by trip."""
        own = self.passes.take(passes)
        trips, row = np.unique(own.trip, return_inverse=True)
        order = np.argsort(row, kind="stable")
        index, mask = pad(row[order], len(trips))
        index = order[index]
        xy = self.xy[own.query][index]
        queries = self.tokens.queries(trips, own.s[index], own.t[index], xy, mask)
        z = self._embed_at(trips, queries.to(self.device))[self._places(mask)]
        return z[torch.from_numpy(np.argsort(order)).to(self.device)]

    def _places(self, mask: BoolArray) -> tuple[Tensor, ...]:
        """Where a mask is true, without waiting for the device to count these places."""
        return tuple(torch.from_numpy(each).to(self.device) for each in np.nonzero(mask))

    def _encode_and_embed(self, trip: IntArray, queries: Points) -> Tensor:
        fixes = self.tokens.fixes(trip, MAX_LENGTH).to(self.device)
        return self.model.embed_trajectory(fixes, queries)


def _chunks(begins: IntArray, passes: int, trips_at_once: int) -> list[int]:
    """Where to cut passes that are sorted by trip; a trip is never cut.

    Args:
        begins: ``(trips,)`` the first pass of each trip.
        passes: of all trips.
        trips_at_once: of a chunk, at most.
    """
    cuts, first = [], 0
    ends = np.append(begins[1:], passes)
    for trip, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        full = end - begins[first] > PASSES_AT_ONCE or trip - first == trips_at_once
        if full and trip > first:
            cuts.append(begin)
            first = trip
    return cuts


def _passes(trips: MatchedTrips, locations: Locations) -> Passes:
    """Passes through the locations that lie on the network."""
    on_network = np.flatnonzero(locations.edge >= 0)
    passes = passes_through(trips, locations.edge[on_network], locations.offset_m[on_network])
    return Passes(query=on_network[passes.query], trip=passes.trip, s=passes.s, t=passes.t)
