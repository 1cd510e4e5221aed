"""A model with a bundle, and what its heads see of that; computed when it is first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..contract.records.model_card import ROAD_FUNCTION, ModelCard
from ..data.bundle import Bundle
from ..model.trajganr import TrajGANR
from ..utils.arrays import IntArray
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea
from .candidate_trips import bundle_priorities, candidate_trips
from .image_features import PictureFeatures, bundle_features
from .input_trips import InputTrips, input_trips
from .known_roads import KnownRoads
from .location_features import LocationFeatureTable
from .pass_embeddings import PassEmbeddings
from .query_locations import edge_locations
from .segment_features import SegmentFeatures, bundle_segment_features, kept_segment_features


@dataclass(frozen=True)
class ModelInputs:
    """A model and a bundle of its study area.

    Attributes:
        path, card: of the model; the card's seed is that of the order of the trips.
        encoders: the model's encoders.
        bundle: its trips and images are the model's inputs.
        area: of both.
    """

    path: Path
    card: ModelCard
    encoders: TrajGANR
    bundle: Bundle
    area: StudyArea

    @property
    def device(self) -> torch.device:
        """Device of the encoders."""
        return next(self.encoders.parameters()).device

    @cached_property
    def trips(self) -> InputTrips:
        """The trips that the model may use as inputs."""
        return input_trips(self.bundle)

    @cached_property
    def priorities(self) -> IntArray:
        """``(trips,)`` the order in which the trips describe a place."""
        return bundle_priorities(self.bundle, self.trips, self.card.seed)

    @cached_property
    def known_roads(self) -> KnownRoads | None:
        """The model's road function with these trips; None if it has none.

        Raises:
            TrajganrError: as :meth:`.KnownRoads.of`.
        """
        return KnownRoads.of(self.path, self.card, self.bundle)

    @cached_property
    def context(self) -> SegmentFeatures:
        """Segment features of the bundle's edges."""
        # What is kept needs no road function, which the first click would wait for.
        kept = kept_segment_features(self.bundle, self.card.files.get(ROAD_FUNCTION, ""))
        return kept or bundle_segment_features(self.bundle, self.trips, self.known_roads)

    def pictures(self, progress: Progress = silent) -> PictureFeatures:
        """Backbone features of the bundle's images."""
        return bundle_features(self.path, self.card, self.bundle, self.device, progress)

    def kept(self, progress: Progress = silent) -> PassEmbeddings:
        """Embeddings of the passes at the bundle's roads, computed if they are not on disk."""
        trips, seed = self.card.finetune_defaults.trips_per_location, self.card.seed
        device = self.device.type  # results of GPUs are rounded otherwise
        origin = {"area": self.area.to_dict(), "device": device, "trips": trips, "seed": seed}
        kept = PassEmbeddings(self.card, self.bundle, **origin)
        every = np.arange(len(self.bundle.network))

        def embed() -> tuple[IntArray, Tensor]:
            roads = edge_locations(self.bundle, every)
            nothing = torch.zeros(0, self.encoders.config.image_features)
            blind = PictureFeatures(nothing, np.zeros((0, 2)), self.bundle.area)
            candidates = candidate_trips(self.trips, roads, trips, self.priorities)
            table = LocationFeatureTable(self.encoders, self.area, candidates, roads, blind)
            keys = table.keys()
            rows = np.flatnonzero(keys >= 0)
            return keys[rows], table.embed(rows, progress)

        counts = np.minimum(self.trips.trips.edge_passes.counts(every), trips)
        kept.prepare(int(counts.sum()), embed)
        return kept
