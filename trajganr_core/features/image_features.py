"""Backbone features of street views: of each picture, and averaged around a location."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_array
from scipy.spatial import cKDTree
from torch import Tensor

from ..contract.records.model_card import ModelCard
from ..data.bundle import Bundle
from ..model.model_folder import load_backbone
from ..model.street_view import image_features
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea

#: Distance weighting of pictures around a location, metres: standard deviation and cut-off.
AROUND_M, REACH_M = 75.0, 225.0
#: Largest number of pictures averaged for a location; the nearest ones are used.
MAX_COUNT = 64


@dataclass(frozen=True)
class PictureFeatures:
    """Backbone features of a bundle's pictures, and the positions of these pictures.

    Attributes:
        values: ``(images, F)``, on the CPU.
        lon_lat: ``(images, 2)`` degrees.
        area: the bundle's study area; distances are computed in its local metres.
    """

    values: Tensor
    lon_lat: FloatArray
    area: StudyArea

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: IntArray) -> PictureFeatures:
        """The chosen rows, in the order given."""
        return PictureFeatures(self.values[torch.from_numpy(rows)], self.lon_lat[rows], self.area)

    def near(self, lon_lat: FloatArray) -> IntArray:
        """Rows of the pictures that may be near one of the locations ``(n, 2)``, degrees, in order.

        These are the pictures in the locations' bounding box, extended by :data:`REACH_M`.
        """
        xy, places = self.area.to_local(*self.lon_lat.T), self.area.to_local(*lon_lat.T)
        low, high = places.min(0) - REACH_M, places.max(0) + REACH_M
        return np.flatnonzero(((low <= xy) & (xy <= high)).all(1))

    def around(
        self, lon_lat: FloatArray, sees: tuple[BoolArray, BoolArray] | None = None
    ) -> tuple[Tensor, BoolArray]:
        """Distance-weighted mean features of the pictures around locations (ours).

        The :data:`MAX_COUNT` nearest pictures within :data:`REACH_M` get Gaussian weights
        exp(−d² / 2σ²) with σ = :data:`AROUND_M`.

        Args:
            lon_lat: ``(n, 2)`` locations, degrees.
            sees: ``(n,)`` which locations may use the pictures of tested roads, and ``(images,)``
                which pictures these are; without it all locations may use all pictures.

        Returns:
            ``(n, F)``, zero where no picture is in reach; and ``(n,)`` whether one is.
        """
        if not len(self):
            nothing = torch.zeros(len(lon_lat), self.values.shape[-1])
            return nothing, np.zeros(len(lon_lat), dtype=np.bool_)
        distance, picture = self._tree.query(
            self.area.to_local(*lon_lat.T), k=range(1, MAX_COUNT + 1), distance_upper_bound=REACH_M
        )
        place, rank = np.nonzero(np.isfinite(distance))
        picture, distance = picture[place, rank], distance[place, rank]
        weight = np.exp(-0.5 * (distance / AROUND_M) ** 2)
        if sees is not None:
            weight *= sees[0][place] | ~sees[1][picture]
        total = np.bincount(place, weight, minlength=len(lon_lat))
        share = weight / np.where(total > 0, total, 1.0)[place]
        mixed = csr_array(
            (share.astype(np.float32), (place, picture)), shape=(len(lon_lat), len(self))
        )
        return torch.from_numpy(mixed @ self.values.numpy()), total > 0

    @cached_property
    def _tree(self) -> cKDTree:
        """Spatial index of the pictures; cached, because every map click needs it."""
        return cKDTree(self.area.to_local(*self.lon_lat.T))


def bundle_features(
    model: Path, card: ModelCard, bundle: Bundle, device: torch.device, progress: Progress = silent
) -> PictureFeatures:
    """Backbone features of a bundle's images; empty for a model without images."""
    size = card.model.image_features
    lon_lat = bundle.images[["lon", "lat"]].to_numpy(dtype=np.float64)
    if not size or not len(bundle.images):
        return PictureFeatures(torch.zeros(0, size), lon_lat[:0], bundle.area)
    backbone = load_backbone(model, card)
    paths = bundle.images["path"].tolist()
    features = image_features(backbone, paths, device=device, progress=progress)[:, 0]
    return PictureFeatures(features, lon_lat, bundle.area)
