"""Vector layers of any format, brought to EPSG:4326 with every failure coded."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from ..errors import Code, TrajganrError
from ..geo import GEOGRAPHIC, check_lon_lat
from .files import check_archive, existing_file, nothing_in

__all__ = ["crs_of", "find_layer", "fitting_layers", "layer_bounds", "read_layer"]

log = logging.getLogger(__name__)

# pyogrio says at every call that it names a LineStringM's type without its M.
warnings.filterwarnings("ignore", message=r"Measured \(M\) geometry types")

#: What GDAL's bindings raise for files that are cut or damaged.
FAILURES = (
    *(DataSourceError, DataLayerError, FeatureError, GeometryError),
    *(GEOSException, UnicodeDecodeError),
)

BBox = tuple[float, float, float, float]


def find_layer(path: Path, geometry_types: Sequence[str]) -> tuple[str, CRS]:
    """The first layer of a file whose geometry type is among those given, and its CRS.

    M and Z are of no account, and a layer of mixed geometries fits.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT`` when GDAL cannot
            read the file, ``INPUT.GEOMETRY`` when no layer fits, ``INPUT.CRS`` when the layer
            that fits has none.
    """
    fitting = fitting_layers(path, geometry_types)
    if not fitting:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{path} has no layer of {expected}; it has {found}.",
            "Choose a layer of that geometry.",
            path=str(path),
            expected=" or ".join(geometry_types),
            found=", ".join(f"{name} ({kind})" for name, kind in _layers(path)) or "none",
        )
    layer = fitting[0]
    crs = crs_of(pyogrio.read_info(path, layer=layer)["crs"])
    if crs is None:
        raise TrajganrError(
            Code.INPUT_CRS,
            "Layer {layer} of {path} has no coordinate reference system.",
            "Set the layer's CRS (Layer > Set CRS of Layer) and save it again.",
            layer=layer,
            path=str(path),
        )
    return layer, crs


def fitting_layers(path: Path, geometry_types: Sequence[str]) -> list[str]:
    """The layers of a file whose geometry type is among those given; :func:`find_layer`'s first.

    Raises:
        TrajganrError: as :func:`find_layer`, but for a layer that does not fit or has no CRS.
    """
    accepted = {*geometry_types, *(f"{kind} Z" for kind in geometry_types), "Unknown"}
    return [name for name, kind in _layers(existing_file(path)) if kind in accepted]


def crs_of(known: Any) -> CRS | None:
    """A layer's CRS, as pyproj takes it, if it says where on Earth coordinates are."""
    try:
        crs = None if known is None else CRS.from_user_input(known)
    except CRSError:
        return None
    return crs if crs is not None and (crs.is_geographic or crs.is_projected) else None


def layer_bounds(path: Path) -> BBox:
    """West, south, east, north of the first layer of lines, EPSG:4326 degrees.

    Raises:
        TrajganrError: as :func:`find_layer`; ``INPUT.EMPTY`` without features.
    """
    layer, crs = find_layer(path, ("LineString", "MultiLineString"))
    bounds = pyogrio.read_info(path, layer=layer, force_total_bounds=True)["total_bounds"]
    if bounds is None or not np.isfinite(bounds).all():
        raise nothing_in(path)
    return Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True).transform_bounds(*bounds)


def read_layer(
    path: Path, geometry_types: Sequence[str], bbox: BBox | None = None
) -> gpd.GeoDataFrame:
    """Features of the first fitting layer in EPSG:4326, indexed by their feature id.

    Features of another geometry type or without geometry are left out.

    Args:
        path: any vector file that GDAL reads.
        geometry_types: accepted types, such as ``("LineString", "MultiLineString")``.
        bbox: west, south, east, north degrees; features apart from it are not read.

    Raises:
        TrajganrError: as :func:`find_layer`, and ``INPUT.CRS`` for a layer in degrees with
            coordinates outside ±180/±90.
    """
    layer, crs = find_layer(path, geometry_types)
    if crs.is_geographic:
        _check_degrees(path, layer)
    if bbox is not None:
        bbox = Transformer.from_crs(GEOGRAPHIC, crs, always_xy=True).transform_bounds(*bbox)
    with _readable(path):
        frame = pyogrio.read_dataframe(path, layer=layer, bbox=bbox, fid_as_index=True)
    fits = frame.geom_type.isin(geometry_types) & ~frame.geometry.is_empty
    if not fits.all():
        log.warning("%s: left out %d features of no fitting geometry", path.name, (~fits).sum())
    return frame[fits].to_crs(GEOGRAPHIC)


def _check_degrees(path: Path, layer: str) -> None:
    """Refuse a layer that claims degrees and holds something else."""
    bounds = pyogrio.read_info(path, layer=layer, force_total_bounds=True)["total_bounds"]
    if bounds is not None:
        corners = np.array(bounds, dtype=np.float64)
        check_lon_lat(corners[[0, 2]], corners[[1, 3]], str(path))


def _layers(path: Path) -> list[tuple[str, str | None]]:
    check_archive(path)
    with _readable(path):
        return [(str(name), kind) for name, kind in pyogrio.list_layers(path)]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Code what is raised for a file that is no layer, or a damaged one."""
    try:
        yield
    except FAILURES as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a vector file that GDAL can read: {reason}",
            "Save the layer as GeoPackage and give that.",
            path=str(path),
            reason=str(error),
        ) from error
