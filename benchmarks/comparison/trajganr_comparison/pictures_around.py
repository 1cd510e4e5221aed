"""The backbone's features of the pictures around every road."""

from __future__ import annotations

import time

import numpy as np

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.features.image_features import PictureFeatures
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.model.street_view import create_backbone, image_features
from trajganr_core.utils.progress import Progress

from .study import Features, Study


class PicturesAround:
    """Mean features of the pictures around, which are also an input of TrajGANR's `best`.

    Args:
        backbone: timm's name.
        weights: of the backbone: ``hub``, ``none`` or a file.
    """

    id = "pictures_around"
    title = "Pictures around"

    def __init__(self, backbone: str, weights: str) -> None:
        self.backbone = backbone
        self.weights = weights

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` without street views; as
                :func:`~trajganr_core.model.street_view.create_backbone`.
        """
        bundle = study.bundle
        if not len(bundle.images):
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "There are no street views in the study area {name!r}.",
                "Prepare the study area with street views, or leave the system out.",
                name=bundle.title,
            )
        begun = time.perf_counter()
        backbone = create_backbone(self.backbone, self.weights)
        paths = bundle.images["path"].tolist()
        features = image_features(backbone, paths, device=study.device, progress=progress)[:, 0]
        lon_lat = bundle.images[["lon", "lat"]].to_numpy(dtype=np.float64)
        every = edge_locations(bundle, np.arange(len(bundle.network)))
        locations = study.at.locations if study.at else every
        places = locations.lon_lat
        pictures = PictureFeatures(features, lon_lat, bundle.area)
        hidden = study.hidden
        sees = hidden[locations.edge], hidden[bundle.images["edge"]]
        around, has_any = pictures.around(places, sees)
        query_us = 1e6 * (time.perf_counter() - begun) / len(places)
        values = np.column_stack([around.numpy(), has_any]).astype(np.float32)
        origin = f"a frozen {self.backbone}, not trained here"
        return Features(values, origin, query_us, at_locations=study.at is not None)
