"""Places queried in tiles, each with all inputs of its places, as units of work.

A tile has complete trips, because the encoder uses the whole of a trip, and images from as far
beyond the tile as they are used for a place. Trips are chosen, and segment features computed, over
the whole bundle. The answer for a place therefore does not depend on its tile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np
import torch
from torch import Tensor

from ..executors.base import Executor
from ..features.candidate_trips import CandidateTrips, candidate_trips
from ..features.image_features import PictureFeatures
from ..features.input_trips import InputTrips
from ..features.location_features import LocationFeatureTable
from ..features.pass_embeddings import PassEmbeddings
from ..features.query_locations import Locations
from ..features.segment_features import SegmentFeatures
from ..model.trajganr import TrajGANR
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

__all__ = ["Answer", "PredictTile", "Tile", "TileAnswers", "Tiles", "query_tiles"]

#: Maximum places of a tile: about a city. A trip is encoded once for each tile that it passes.
PLACES_A_TILE = 20_000

#: Computes the answers for the rows of a table and reports the given stage: one answer a predictor.
Answer = Callable[[LocationFeatureTable, str, Progress], list[Tensor]]


@dataclass(frozen=True)
class Tile:
    """Places and all their inputs.

    Attributes:
        locations: the places, with rows of these pictures.
        candidates: candidate trips of the places, complete.
        pictures: those near a place.
        context: of the places, for heads that use it.
    """

    locations: Locations
    candidates: CandidateTrips
    pictures: PictureFeatures
    context: SegmentFeatures | None


@dataclass(frozen=True)
class TileAnswers:
    """The answers for n places.

    Attributes:
        answers: ``(n, outputs)`` of each predictor.
        trips: ``(n,)`` how many trips pass each.
    """

    answers: list[Tensor]
    trips: IntArray


class Tiles(Sequence[Tile]):
    """Tiles of places, each created when it is accessed.

    Args:
        sides: n places; several lists of n where each is queried on several edges.
        area: the study area of the model.
        per_place: maximum number of candidate trips of a place.
        pictures: all of the bundle.
        priorities: of the input trips; see :mod:`..features.trip_cover`.
        context: of the bundle's edges, for heads that use it.
    """

    def __init__(
        self,
        sides: Sequence[Locations],
        *,
        area: StudyArea,
        trips: InputTrips,
        per_place: int,
        pictures: PictureFeatures,
        priorities: IntArray,
        context: SegmentFeatures | None = None,
    ) -> None:
        self.rows = _halved(area.to_local(*sides[0].lon_lat.T), PLACES_A_TILE)
        self._sides = sides
        self._trips = trips
        self._per_place = per_place
        self._priorities = priorities
        self._pictures = pictures
        self._context = context

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, number: int) -> Tile: ...
    @overload
    def __getitem__(self, number: slice) -> list[Tile]: ...
    def __getitem__(self, number: int | slice) -> Tile | list[Tile]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        rows = self.rows[number]
        places = Locations.concatenate([side.take(rows) for side in self._sides])
        pictures, image = self._pictures_of(places)
        return Tile(
            locations=replace(places, image=image),
            candidates=candidate_trips(self._trips, places, self._per_place, self._priorities),
            pictures=pictures,
            context=None if self._context is None else self._context.at(places.edge),
        )

    def _pictures_of(self, places: Locations) -> tuple[PictureFeatures, IntArray]:
        """The images near the places, and the row of each place's own image among them."""
        if not len(self._pictures):  # the model uses no images, whether or not a place has one
            return self._pictures, places.image
        own = places.image >= 0
        seen = np.union1d(self._pictures.near(places.lon_lat), places.image[own])
        image = np.where(own, np.searchsorted(seen, places.image), -1)
        return self._pictures.take(seen), image


@dataclass(frozen=True)
class PredictTile:
    """The work: the answers of a model's predictors for a tile.

    Attributes:
        encoders: of the model.
        area: its study area.
        answer: computes ``(n, outputs)`` of each predictor for n places.
        stage: name of the progress stage.
        sides: on how many edges each place is queried.
        kept: embeddings on disk, if the places are the bundle's roads.
    """

    encoders: TrajGANR
    area: StudyArea
    answer: Answer
    stage: str
    sides: int
    kept: PassEmbeddings | None

    def __call__(self, tile: Tile, progress: Progress, /) -> TileAnswers:
        """The answers for the tile's places, in their order."""
        table = LocationFeatureTable(
            self.encoders,
            self.area,
            tile.candidates,
            tile.locations,
            tile.pictures,
            context=tile.context,
        )
        table.precompute(progress, self.kept)
        passing = table.trips_through.reshape(self.sides, -1).sum(0)
        return TileAnswers(self.answer(table, self.stage, progress), passing)


def query_tiles(
    work: PredictTile, tiles: Tiles, executor: Executor, progress: Progress
) -> TileAnswers:
    """The answers for all places, in their order.

    Args:
        executor: runs the tiles, on a GPU each where the encoders are on one.
    """
    on_gpu = next(work.encoders.parameters()).device.type == "cuda"
    tile_answers = executor.map(work, tiles, work.stage, progress, gpu=on_gpu)
    back = np.argsort(np.concatenate(tiles.rows))
    answers = zip(*(one.answers for one in tile_answers), strict=True)
    return TileAnswers(
        [torch.cat(parts)[torch.from_numpy(back)] for parts in answers],
        np.concatenate([one.trips for one in tile_answers])[back],
    )


def _halved(xy: FloatArray, most: int) -> list[IntArray]:
    """Rows of places ``(n, 2)`` in tiles of limited size, halved across the longer side.

    A tile's rows keep their order.
    """
    waiting, tiles = [np.arange(len(xy))], []
    while waiting:
        rows = waiting.pop()
        if len(rows) <= most:
            tiles.append(rows)
            continue
        across = int(np.argmax(np.ptp(xy[rows], axis=0)))
        order = rows[np.argsort(xy[rows, across], kind="stable")]
        half = len(order) // 2
        waiting += [np.sort(order[half:]), np.sort(order[:half])]
    return tiles
