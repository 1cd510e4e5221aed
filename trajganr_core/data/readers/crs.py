"""The CRS of a source, and conversion to degrees."""

from __future__ import annotations

import numpy as np
from pyproj import CRS, Transformer

from ...contract.errors import Code, TrajganrError
from ...utils.arrays import FloatArray
from ...utils.study_area import GEOGRAPHIC, check_not_degrees
from ..layers import crs_of as layer_crs


def crs_of(where: str, own: CRS | None, chosen: str) -> CRS:
    """The CRS of a source, or else the chosen one.

    Raises:
        TrajganrError: ``INPUT.CRS`` when there is neither, or the CRS does not exist.
    """
    if own is not None:
        return own
    if not chosen:
        raise TrajganrError(
            Code.INPUT_CRS,
            "The coordinate reference system of {where} is unknown.",
            "Set the option crs, such as to EPSG:4326, or set the CRS in QGIS and save the layer "
            "again.",
            where=where,
        )
    return crs_named(chosen)


def crs_named(name: str) -> CRS:
    """The CRS with a name.

    Raises:
        TrajganrError: ``INPUT.CRS``.
    """
    crs = layer_crs(name)
    if crs is None:
        raise TrajganrError(
            Code.INPUT_CRS,
            "{name!r} is not a geographic or projected coordinate reference system.",
            "Use a code such as EPSG:4326.",
            name=name,
        )
    return crs


def degrees(x: FloatArray, y: FloatArray, crs: CRS, where: str) -> tuple[FloatArray, FloatArray]:
    """Longitude and latitude, EPSG:4326; infinite where a coordinate cannot be projected.

    Raises:
        TrajganrError: ``INPUT.CRS`` for degrees in a CRS of metres.
    """
    if crs.to_epsg() == 4326 or crs.to_authority() == ("OGC", "CRS84"):
        return x, y
    check_not_degrees(x, y, crs, where)
    lon, lat = Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True).transform(x, y)
    return np.asarray(lon), np.asarray(lat)
