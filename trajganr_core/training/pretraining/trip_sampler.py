"""Trajectory-centric samples (paper A.1.2), in batches of trips of similar length."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ...contract.errors import Code, TrajganrError
from ...data.bundle import Bundle
from ...data.matching.footprints import Passes, interpolate_time, passes_through, position_at
from ...data.matching.matched import MatchedTrips
from ...features.input_trips import bundle_road_map, input_trips
from ...features.location_features import MAX_LENGTH
from ...features.query_locations import image_locations
from ...model.points import Points
from ...model.tokens import TripTokens, visible_columns
from ...utils.arrays import BoolArray, FloatArray, IntArray, TextArray
from ...utils.ragged import offsets_of, rank_within
from .windows import ASKED, WINDOWS, Questions, draws, hidden_fixes, windows_of

#: Images or places sampled of a trip in a step (M).
PLACES = 4
#: Trips are sorted by length among so many batches. More reduce padding, and let a trip share a
#: batch with fewer others: on 6,313 trips of Porto in batches of 256, 16 waste 9.4 % of the tokens
#: and 32 waste 5.0 %; in 20 epochs a trip meets 858 or 528 others. Negatives come from the queue.
BATCHES_SORTED_TOGETHER = 32


@dataclass(frozen=True)
class Draw:
    """The random draws of a step's trips, made without reading their data.

    Attributes:
        trip: ``(B,)``.
        share: ``(B, M)`` of the path, of a place anywhere along it.
        image: ``(B, M)`` the image that a place is at instead, -1: none.
        s, t: ``(B, M)`` where the trip passes that image, metres along its path and Unix seconds.
        columns, visible: ``(B, N)`` of :func:`~...model.tokens.visible_columns`.
        seed: ``(B,)`` of the draw of each trip's windows.
    """

    trip: IntArray
    share: FloatArray
    image: IntArray
    s: FloatArray
    t: FloatArray
    columns: IntArray
    visible: BoolArray
    seed: IntArray

    def of_rank(self, rank: int, world: int) -> Draw:
        """Every ``world``-th trip, so that all ranks have trips of similar lengths."""
        return Draw(*(getattr(self, field.name)[rank::world] for field in fields(self)))


@dataclass(frozen=True)
class Sample:
    """A step's trips, with their query places and targets.

    Attributes:
        fixes: ``(B, N)`` waypoints; without those that are hidden in windows.
        places: ``(B, M)`` to be aligned.
        image: ``(B, M)`` the image there, -1: none.
        questions: about the windows.
    """

    fixes: Points
    places: Points
    image: Tensor
    questions: Questions

    def mapped(self, move: Callable[[Tensor], Tensor]) -> Sample:
        """The same sample with every tensor mapped."""
        fixes, places = self.fixes.mapped(move), self.places.mapped(move)
        return Sample(fixes, places, move(self.image), self.questions.mapped(move))


class TripSampler:
    """Samples a trip and up to M places along it, at images where it passes some.

    Images come first; a trip that passes fewer than M gets random places of its path instead, at
    which only trajectory and location are aligned.

    Only the trips of a step are converted to tokens, when they are drawn: of a bundle whose trips
    are on disk (:mod:`~...data.mapped_trips`) only a few numbers a trip are in memory.

    Args:
        bundle: the study area, in whose frame locations are normalised.
        usable: ``(images,)`` which images may be used.
        hide: whether windows of fixes are hidden, and times in them asked.

    Attributes:
        inputs: the trips.
        lengths: ``(n,)`` fixes of each trip that the encoder gets.
        first: ``(n+1,)`` trip i passes the images ``image[first[i]:first[i+1]]``.
        s, t: where it passes each, metres along its path and Unix seconds.
        with_images: trips that pass an image.
        image_xy: ``(images, 2)`` locations of all images of the bundle, normalised frame.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` for fewer than two trips; ``INPUT.GEOMETRY`` for coordinates
            that are not numbers.
    """

    def __init__(self, bundle: Bundle, usable: BoolArray, *, hide: bool) -> None:
        self.network = bundle.network
        self.area = bundle.area
        self.hide = hide
        self.inputs = input_trips(bundle)
        self.road_map = bundle_road_map(bundle, keep=False) if hide else None
        counts = np.diff(bundle.matched.offsets)[self.inputs.rows]
        self._offsets = offsets_of(counts)
        self.lengths = np.minimum(counts, MAX_LENGTH)
        images = bundle.images[["lon", "lat"]].to_numpy(dtype=np.float64)
        self.image_xy = self.area.normalise(images)
        _refuse_no_numbers(self.image_xy, "images")
        locations = image_locations(bundle)
        usable_rows = np.flatnonzero(usable[locations.image])
        passes = self._passes_through(locations.edge[usable_rows], locations.offset_m[usable_rows])
        self.image = locations.image[usable_rows[passes.query]]
        self.s, self.t = passes.s, passes.t
        self.first = np.searchsorted(passes.trip, np.arange(len(self) + 1))
        self.with_images = np.flatnonzero(np.diff(self.first))

    def __len__(self) -> int:
        return len(self.inputs)

    @property
    def trip_id(self) -> TextArray:
        """``(n,)`` the trip that each is a piece of."""
        return self.inputs.trips.trip_id[self.inputs.rows]

    @property
    def driver_id(self) -> TextArray:
        """``(n,)`` the driver of each; empty where unknown."""
        return self.inputs.trips.driver_id[self.inputs.rows]

    def random_fixes(self, count: int, rng: np.random.Generator) -> FloatArray:
        """``(count, 2)`` locations of random fixes, normalised frame; long trips have more."""
        fix = rng.integers(self._offsets[-1], size=count)
        trip = np.searchsorted(self._offsets, fix, side="right") - 1
        trips = self.inputs.trips
        row = trips.offsets[self.inputs.rows[trip]] + fix - self._offsets[trip]
        return self.area.normalise_local(self.area.to_local(trips.lon[row], trips.lat[row]))

    def draw(self, trip: IntArray, rng: np.random.Generator) -> Draw:
        """The random draws for trips ``(B,)``: query places, inputs and windows."""
        shape = (len(trip), PLACES)
        share = rng.random(shape)
        chosen, at_image = _choose(self.first[trip], self.first[trip + 1], PLACES, rng)
        image, s, t = np.full(shape, -1), np.zeros(shape), np.zeros(shape)
        passed = chosen[at_image]
        image[at_image] = self.image[passed]
        s[at_image], t[at_image] = self.s[passed], self.t[passed]
        counts = self._offsets[trip + 1] - self._offsets[trip]
        columns, visible = visible_columns(counts, MAX_LENGTH, rng)
        seed = np.zeros(len(trip), dtype=np.int64)
        if self.hide:
            seed = rng.integers(2**31, size=len(trip))
        return Draw(trip, share, image, s, t, columns, visible, seed)

    def sample(self, draw: Draw) -> Sample:
        """Waypoints, queries and images of the drawn trips; only their data are read."""
        trips = self.inputs.take(draw.trip)
        own = np.arange(len(trips))
        s, t, xy = self._places(trips, draw)
        everywhere = np.ones(s.shape, dtype=np.bool_)
        image = torch.from_numpy(draw.image)
        if self.road_map is None:
            tokens = TripTokens(trips, self.area)
            queries = tokens.queries(own, s, t, xy, everywhere)
            fixes = tokens.fixes_at(own, draw.columns, draw.visible)
            return Sample(fixes, queries, image, Questions.none(fixes))
        hidden = hidden_fixes(trips, draw.seed)
        seen = trips.with_fixes(~hidden)
        tokens = TripTokens(seen, self.area, self.road_map.way(seen, is_known=True))
        t = interpolate_time(seen, np.repeat(own, s.shape[1]), s.ravel()).reshape(s.shape)
        queries = tokens.queries(own, s, t, xy, everywhere)
        windows = windows_of(trips, hidden)
        numbers = draws(windows, draw.seed, 1 + ASKED)
        chosen = rank_within(windows.piece, numbers[:, 0]) < WINDOWS
        windows, share = windows.take(chosen), numbers[chosen, 1:]
        questions = Questions.of(tokens, trips, windows, windows.places(share))
        return Sample(tokens.fixes(own, MAX_LENGTH), queries, image, questions)

    def first_places(self, draw: Draw) -> Tensor:
        """``(B, 2)`` the first place of each trip, normalised frame."""
        columns = {name: getattr(draw, name)[:, :1] for name in ("share", "image", "s", "t")}
        first = dataclasses.replace(draw, **columns)
        _, _, xy = self._places(self.inputs.take(draw.trip), first)
        return torch.from_numpy(xy[:, 0]).float()

    def _places(self, trips: MatchedTrips, draw: Draw) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Places of trips: metres along the path and Unix seconds ``(B, M)``; ``(B, M, 2)``."""
        shape = draw.share.shape
        s = draw.share * trips.s[trips.offsets[1:] - 1][:, None]
        trip = np.repeat(np.arange(len(trips)), shape[1])
        t = interpolate_time(trips, trip, s.ravel()).reshape(shape)
        edge, offset = position_at(trips, trip, s.ravel())
        xy = self.area.normalise(self.network.locate(edge, offset)).reshape(*shape, 2)
        at_image = draw.image >= 0
        s[at_image], t[at_image] = draw.s[at_image], draw.t[at_image]
        xy[at_image] = self.image_xy[draw.image[at_image]]
        return s, t, xy

    def _passes_through(self, edge: IntArray, offset_m: FloatArray) -> Passes:
        """Passes of all trips through locations on edges, sorted by trip and then by location."""
        parts = []
        for number, trips in self.inputs.parts():
            _refuse_no_numbers(np.column_stack([trips.lon, trips.lat]), "trips")
            passes = passes_through(trips, edge, offset_m)
            order = np.argsort(passes.trip, kind="stable")
            columns = (passes.query, number[passes.trip], passes.s, passes.t)
            parts.append(tuple(column[order] for column in columns))
        return Passes(*map(np.concatenate, zip(*parts, strict=True)))


def bucketed_batches(lengths: IntArray, size: int, rng: np.random.Generator) -> list[IntArray]:
    """Shuffled batches of rows of similar length.

    Rows are shuffled, sorted by length within groups of some batches, cut, and the batches are
    shuffled again. Within a batch rows are sorted, so that the shards of ranks are of the
    same lengths too.

    Args:
        lengths: ``(n,)`` of the rows.
        size: at most so many rows a batch; all batches have the same size, or one row less.

    Returns:
        Positions in ``lengths``.
    """
    count = math.ceil(len(lengths) / size)
    groups = math.ceil(count / BATCHES_SORTED_TOGETHER)
    per_batch = np.array([len(part) for part in np.array_split(np.arange(len(lengths)), count)])
    shuffled = rng.permutation(len(lengths))
    ends = np.cumsum([part.sum() for part in np.array_split(per_batch, groups)])
    in_order = [
        group[np.argsort(lengths[group], kind="stable")] for group in np.split(shuffled, ends[:-1])
    ]
    batches = np.split(np.concatenate(in_order), np.cumsum(per_batch)[:-1])
    return [batches[number] for number in rng.permutation(count)]


def _choose(
    start: IntArray, stop: IntArray, count: int, rng: np.random.Generator
) -> tuple[IntArray, BoolArray]:
    """Up to ``count`` distinct items of each range, in random order, and where there is one.

    Floyd's sampling, all rows at once: a row of a million items costs what a row of ten does.
    """
    available = stop - start
    wanted = np.minimum(available, count)
    chosen = np.full((len(start), count), -1)
    for number in range(count):
        newest = available - wanted + number
        drawn = (rng.random(len(start)) * (newest + 1)).astype(np.int64)
        again = (chosen[:, :number] == drawn[:, None]).any(1)
        item = np.where(again, newest, drawn)
        chosen[:, number] = np.where(number < wanted, item, -1)
    found = chosen >= 0
    return chosen + start[:, None], found


def _refuse_no_numbers(xy: npt.NDArray[np.floating], of: str) -> None:
    bad = ~np.isfinite(xy).all(axis=1)
    if bad.any():
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{count} coordinates of the bundle's {of} are not finite numbers.",
            "Prepare the bundle again from data without such coordinates.",
            count=int(bad.sum()),
            of=of,
        )
