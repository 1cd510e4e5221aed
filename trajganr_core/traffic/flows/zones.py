"""Zones between which trips are counted: the polygons of a layer."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...data.layers import read_layer
from ...utils.arrays import FloatArray, GeometryArray, IntArray, TextArray
from ...utils.study_area import StudyArea
from ..polygons import unions

POLYGONS = ("Polygon", "MultiPolygon")
#: The zone of places that are in none.
OUTSIDE = -1


@dataclass(frozen=True)
class Zones:
    """Zones of a study area, in the order of their layer.

    Attributes:
        name: ``(z,)`` different names.
        shape: ``(z,)`` valid polygons, EPSG:4326.
        dropped: features that were left out, by reason.
        unnamed: number of features without a name, which have the number of the feature instead.
    """

    name: TextArray
    shape: GeometryArray
    dropped: Counter[Text]
    unnamed: int = 0

    def __len__(self) -> int:
        return len(self.name)

    @property
    def fingerprint(self) -> str:
        """A hash of the polygons in their order, which tells whether zones are the same."""
        return hashlib.sha256(b"".join(shapely.to_wkb(self.shape))).hexdigest()

    def zone_of(self, lon: FloatArray, lat: FloatArray) -> tuple[IntArray, int]:
        """The zones of places ``(n,)``, degrees.

        Returns:
            ``(n,)`` the first zone that each place is in, :data:`OUTSIDE` for none; and how many of
            the places are in several.
        """
        places = shapely.points(lon, lat)
        # GEOS prepares the geometries that it looks up, not those of the tree.
        zone, place = shapely.STRtree(places).query(self.shape, predicate="intersects")
        first = np.full(len(places), len(self), dtype=np.int64)
        np.minimum.at(first, place, zone)
        several = int((np.bincount(place, minlength=len(places)) > 1).sum())
        return np.where(first < len(self), first, OUTSIDE), several


def read_zones(path: Path, area: StudyArea, field: str = "") -> Zones:
    """The zones in a study area, from a polygon layer in any CRS.

    Args:
        path: any vector file that GDAL reads.
        area: zones outside of it are left out.
        field: with their names; features of the same name are one zone. The numbers of the
            features are the names if it is empty.

    Raises:
        TrajganrError: as :func:`~...data.layers.read_layer`; ``INPUT.FIELD`` for a field that
            is missing; ``INPUT.EMPTY`` without a polygon in the study area; ``INPUT.GEOMETRY`` for
            outlines that take too long to work with.
    """
    dropped: Counter[Text] = Counter()
    frame = read_layer(path, POLYGONS, bbox=area.bbox, dropped=dropped)
    if field and field not in frame.columns.drop("geometry"):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{path} has no field {field}; its fields are {fields}.",
            "Choose one of them, or none for the numbers of the features.",
            path=path.name,
            field=field,
            fields=", ".join(frame.columns.drop("geometry")) or "none",
        )
    if frame.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no polygon in the study area {bbox}.",
            "Check the study area and the layer's CRS.",
            path=path.name,
            bbox=list(area.bbox),
        )
    number = frame.index.astype(str).to_series(index=frame.index)
    given = frame[field] if field else number
    is_blank = given.isna() | (given.astype(str).str.strip() == "")
    names = given.astype(str).where(~is_blank, number)
    index, unique = pd.factorize(names)
    shapes = frame.geometry.to_numpy()
    shape = unions([shapes[index == each] for each in range(len(unique))], path.name)
    return Zones(np.array(unique, dtype=object), shape, +dropped, int(is_blank.sum()))
