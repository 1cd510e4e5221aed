"""What street views show, as a backbone sees them: of each picture, and around a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.sparse import csr_array
from scipy.spatial import cKDTree
from torch import Tensor

from ..data.bundle import Bundle
from ..model.model_folder import load_backbone
from ..model.street_view import image_features
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea

__all__ = ["PictureFeatures", "bundle_features"]

#: How far pictures tell of a place, metres: a standard deviation, and where they end.
AROUND_M, REACH_M = 75.0, 225.0
#: Pictures that tell of a place at most, the nearest ones.
MOST = 64


@dataclass(frozen=True)
class PictureFeatures:
    """Backbone features of a bundle's pictures, and where these were taken.

    Attributes:
        values: ``(images, F)``, on the CPU.
        lon_lat: ``(images, 2)`` degrees.
        area: of the bundle, in whose metres distances are taken.
    """

    values: Tensor
    lon_lat: FloatArray
    area: StudyArea

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: IntArray) -> PictureFeatures:
        """The chosen ones, in the order given."""
        return PictureFeatures(self.values[torch.from_numpy(rows)], self.lon_lat[rows], self.area)

    def near(self, lon_lat: FloatArray) -> IntArray:
        """Rows of all pictures that may tell of one of the places ``(n, 2)``, degrees, in order.

        These are the pictures in the places' bounding box and :data:`REACH_M` around it.
        """
        xy, places = self.area.to_local(*self.lon_lat.T), self.area.to_local(*lon_lat.T)
        low, high = places.min(0) - REACH_M, places.max(0) + REACH_M
        return np.flatnonzero(((low <= xy) & (xy <= high)).all(1))

    def around(
        self, lon_lat: FloatArray, hidden: BoolArray | None = None
    ) -> tuple[Tensor, BoolArray]:
        """Mean features of the pictures around places, the nearer ones counting more (ours).

        Weights are Gaussian, exp(−d² / 2σ²) with σ = :data:`AROUND_M`, of the :data:`MOST` nearest
        pictures within :data:`REACH_M`.

        Args:
            lon_lat: ``(n, 2)`` places, degrees.
            hidden: ``(images,)`` pictures that are not looked at.

        Returns:
            ``(n, F)``, zero where no picture is near; and ``(n,)`` whether one is.
        """
        if not len(self):
            nothing = torch.zeros(len(lon_lat), self.values.shape[-1])
            return nothing, np.zeros(len(lon_lat), dtype=np.bool_)
        distance, picture = self._tree.query(
            self.area.to_local(*lon_lat.T), k=range(1, MOST + 1), distance_upper_bound=REACH_M
        )
        place, rank = np.nonzero(np.isfinite(distance))
        picture, distance = picture[place, rank], distance[place, rank]
        weight = np.exp(-0.5 * (distance / AROUND_M) ** 2)
        if hidden is not None:
            weight *= ~hidden[picture]
        total = np.bincount(place, weight, minlength=len(lon_lat))
        share = weight / np.where(total > 0, total, 1.0)[place]
        mixed = csr_array(
            (share.astype(np.float32), (place, picture)), shape=(len(lon_lat), len(self))
        )
        return torch.from_numpy(mixed @ self.values.numpy()), total > 0

    def around_but(
        self, lon_lat: FloatArray, sees: BoolArray, tested: BoolArray
    ) -> tuple[Tensor, BoolArray]:
        """The same where only some places see the pictures of tested roads.

        Args:
            lon_lat: ``(n, 2)`` places, degrees.
            sees: ``(n,)`` which see all pictures.
            tested: ``(images,)`` pictures that the others do not see.
        """
        (some, has_some), (everything, has_any) = (
            self.around(lon_lat, hidden) for hidden in (tested, None)
        )
        return (
            torch.where(torch.from_numpy(sees)[:, None], everything, some),
            np.where(sees, has_any, has_some),
        )

    @cached_property
    def _tree(self) -> cKDTree:
        """Kept, because a click asks for it again and again."""
        return cKDTree(self.area.to_local(*self.lon_lat.T))


def bundle_features(
    model: Path,
    card: dict[str, Any],
    bundle: Bundle,
    device: torch.device,
    progress: Progress = silent,
) -> PictureFeatures:
    """What the backbone of a model sees on a bundle's images; nothing for one without images."""
    size = card["model"]["image_features"]
    lon_lat = bundle.images[["lon", "lat"]].to_numpy(dtype=np.float64)
    if not size or not len(bundle.images):
        return PictureFeatures(torch.zeros(0, size), lon_lat[:0], bundle.area)
    backbone = load_backbone(model, card)
    paths = bundle.images["path"].tolist()
    seen = image_features(backbone, paths, device=device, progress=progress)[:, 0]
    return PictureFeatures(seen, lon_lat, bundle.area)
