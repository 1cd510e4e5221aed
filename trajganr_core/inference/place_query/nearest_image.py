"""Finds the street-view image nearest to a place and returns it for display."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.records.bundle_manifest import SourceFile
from ...data.bundle import PICTURES, Bundle
from ...data.street_view.picture_files import open_files
from ...model.pictures import decode
from ...utils.arrays import FloatArray

#: An image that was taken farther away shows another place, metres.
REACH_M = 50.0
#: Longer side of an image that is sent, pixels.
MAX_PX = 640
QUALITY = 85
#: Role of image sources in a bundle's manifest.
ROLE = "street views"


class NearestImage:
    """Finds images and returns them as JPEG; created once for a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self._name: str = bundle.title
        self._area = bundle.area
        self._images = bundle.images
        self._folder = bundle.path / PICTURES
        self._paths = dict(zip(bundle.images["image_id"], bundle.images["path"], strict=True))
        places = bundle.area.to_local(*bundle.images[["lon", "lat"]].to_numpy().T)
        self._tree = shapely.STRtree(shapely.points(places))
        self._licence = _licence(bundle.manifest.sources)

    def nearest(self, lon_lat: FloatArray) -> dict[str, Any] | None:
        """The picture that was taken nearest to a place (lon, lat), None beyond :data:`REACH_M`.

        ``image``, its id; ``lon, lat``; ``heading``, degrees, None where unknown; ``captured_at``;
        ``distance_m``; ``licence`` and ``attribution``, empty where unknown.
        """
        place = shapely.points(self._area.to_local(lon_lat[:1], lon_lat[1:]))
        (_, found), away = self._tree.query_nearest(
            place, max_distance=REACH_M, return_distance=True, all_matches=False
        )
        if not len(found):
            return None
        image = self._images.iloc[int(found[0])]
        return {
            "image": image["image_id"],
            **{name: float(image[name]) for name in ("lon", "lat")},
            "heading": None if np.isnan(image["heading"]) else float(image["heading"]),
            "captured_at": image["captured_at"] or None,
            "distance_m": round(float(away[0]), 1),
            **self._licence,
        }

    def jpeg(self, image: str) -> bytes:
        """An image as JPEG, rotated by its EXIF orientation, at most :data:`MAX_PX` a side.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` where the bundle has no such image, or its file is
                gone or lies outside of the bundle; ``INPUT.FORMAT`` where it does not decode.
        """
        path = self._paths.get(image)
        if path is None:
            raise self._missing(image, is_known=False)
        with open_files(self._folder) as files:
            content = files.read(path)
        if content is None:
            raise self._missing(image, is_known=True)
        picture = decode(content, Path(path).name, MAX_PX)
        picture.thumbnail((MAX_PX, MAX_PX))
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=QUALITY)
        return jpeg.getvalue()

    def _missing(self, image: str, *, is_known: bool) -> TrajganrError:
        return TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The bundle {bundle!r} has no street view {image!r}.",
            "Copy the bundle again, or prepare the study area again."
            if is_known
            else "Choose a street view of this bundle.",
            bundle=self._name,
            image=image[:200],
        )


def _licence(sources: Sequence[SourceFile]) -> dict[str, str]:
    """Licence and attribution of the images, where their sources have them."""
    images = [source for source in sources if source.role == ROLE]
    return {
        "licence": "; ".join(filter(None, (source.licence for source in images))),
        "attribution": "; ".join(filter(None, (source.attribution for source in images))),
    }
