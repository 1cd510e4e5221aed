"""Vector layers of any format, brought to EPSG:4326 with every failure coded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer

from ..errors import Code, TrajganrError
from ..geo import GEOGRAPHIC, check_lon_lat
from .files import existing_file

__all__ = ["find_layer", "read_layer"]

BBox = tuple[float, float, float, float]


def find_layer(path: Path, geometry_types: Sequence[str]) -> str:
    """The first layer of a file whose geometry type is among those given, M and Z aside.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT`` when GDAL cannot
            read the file, ``INPUT.GEOMETRY`` when no layer fits, ``INPUT.CRS`` when the layer
            that fits has none.
    """
    existing_file(path)
    try:
        layers = pyogrio.list_layers(path)
    except (DataSourceError, DataLayerError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a vector file that GDAL can read: {reason}",
            "Save the layer as GeoPackage and give that.",
            path=str(path),
            reason=str(error),
        ) from error
    fitting = [
        name
        for name, kind in layers
        if kind is not None and kind.removesuffix(" Z").split()[-1].rstrip("MZ") in geometry_types
    ]
    if not fitting:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{path} has no layer of {expected}; it has {found}.",
            "Choose a layer of that geometry.",
            path=str(path),
            expected=" or ".join(geometry_types),
            found=", ".join(f"{name} ({kind})" for name, kind in layers) or "none",
        )
    if pyogrio.read_info(path, layer=fitting[0])["crs"] is None:
        raise TrajganrError(
            Code.INPUT_CRS,
            "Layer {layer} of {path} has no coordinate reference system.",
            "Set the layer's CRS (Layer > Set CRS of Layer) and save it again.",
            layer=fitting[0],
            path=str(path),
        )
    return fitting[0]


def read_layer(
    path: Path, geometry_types: Sequence[str], bbox: BBox | None = None
) -> gpd.GeoDataFrame:
    """Features of the first fitting layer in EPSG:4326, indexed by their feature id.

    Features without geometry are left out.

    Args:
        path: any vector file that GDAL reads.
        geometry_types: accepted types, such as ``("LineString", "MultiLineString")``.
        bbox: west, south, east, north degrees; features apart from it are not read.

    Raises:
        TrajganrError: as :func:`find_layer`, and ``INPUT.CRS`` for coordinates that are not
            degrees although the layer says so.
    """
    layer = find_layer(path, geometry_types)
    crs = CRS.from_user_input(pyogrio.read_info(path, layer=layer)["crs"])
    if bbox is not None:
        bbox = Transformer.from_crs(GEOGRAPHIC, crs, always_xy=True).transform_bounds(*bbox)
    frame = pyogrio.read_dataframe(path, layer=layer, bbox=bbox, fid_as_index=True)
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)].to_crs(GEOGRAPHIC)
    bounds = frame.geometry.bounds.to_numpy()
    for lon, lat in ((bounds[:, 0], bounds[:, 1]), (bounds[:, 2], bounds[:, 3])):
        check_lon_lat(lon, lat, str(path))
    return frame
