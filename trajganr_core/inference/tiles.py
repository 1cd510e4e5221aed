"""Places queried in tiles, each with all inputs of its places, as units of work.

A tile has complete trips, because the encoder uses the whole of a trip, and images from as far
beyond the tile as they are used for a place. Trips are chosen, and segment features computed, over
the whole bundle. The answer for a place therefore does not depend on its tile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from ..executors.base import Executor
from ..features.candidate_trips import CandidateTrips, candidate_trips
from ..features.image_features import PictureFeatures
from ..features.location_features import LocationFeatureTable
from ..features.model_inputs import ModelInputs
from ..features.pass_embeddings import PassEmbeddings
from ..features.query_locations import Locations
from ..features.segment_features import SegmentFeatures
from ..model.trajganr import TrajGANR
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

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


@dataclass(frozen=True)
class Tiles:
    """Tiles of places, each created when it is accessed.

    Attributes:
        inputs: of the model.
        sides: n places; several lists of n where each is queried on several edges.
        per_place: maximum number of candidate trips of a place.
        pictures: all of the bundle.
        with_context: whether heads use segment features.
    """

    inputs: ModelInputs
    sides: Sequence[Locations]
    per_place: int
    pictures: PictureFeatures
    with_context: bool = False

    @cached_property
    def rows(self) -> list[IntArray]:
        """The places of each tile."""
        return _halved(self.inputs.area.to_local(*self.sides[0].lon_lat.T), PLACES_A_TILE)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Tile:
        inputs = self.inputs
        places = Locations.concatenate([side.take(self.rows[number]) for side in self.sides])
        pictures, image = self._pictures_of(places)
        return Tile(
            locations=replace(places, image=image),
            candidates=candidate_trips(inputs.trips, places, self.per_place, inputs.priorities),
            pictures=pictures,
            context=inputs.context.at(places.edge) if self.with_context else None,
        )

    def _pictures_of(self, places: Locations) -> tuple[PictureFeatures, IntArray]:
        """The images near the places, and the row of each place's own image among them."""
        if not len(self.pictures):  # the model uses no images, whether or not a place has one
            return self.pictures, places.image
        own = places.image >= 0
        seen = np.union1d(self.pictures.near(places.lon_lat), places.image[own])
        image = np.where(own, np.searchsorted(seen, places.image), -1)
        return self.pictures.take(seen), image


@dataclass(frozen=True)
class PredictTile:
    """The work: the answers of a model's predictors for a tile.

    Attributes:
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
