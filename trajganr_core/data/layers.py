"""Reading of vector layers of any format to EPSG:4326, with coded errors."""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from ..contract.errors import Code, TrajganrError
from ..contract.records.extents import Extent
from ..contract.texts.text import Text
from ..utils.arrays import BoolArray, FloatArray, GeometryArray
from ..utils.study_area import GEOGRAPHIC, check_lon_lat, check_not_degrees, not_of_crs
from .files import InputFile, check_archive, existing_file, gdal_says, nothing_in
from .sqlite_files import refuse_programs

log = logging.getLogger(__name__)

# pyogrio warns at every call that it drops the M of LineStringM in type names.
warnings.filterwarnings("ignore", message=r"Measured \(M\) geometry types")
# Warnings of GDAL and GEOS about files and numbers; relevant cases are counted and reported here.
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"(pyogrio|shapely)\.")

#: Exceptions of GDAL's bindings for truncated or damaged files.
FAILURES = (
    *(DataSourceError, DataLayerError, FeatureError, GeometryError),
    *(GEOSException, UnicodeDecodeError),
)

LINES = ("LineString", "MultiLineString")
#: Reasons why features are dropped.
WITHOUT_GEOMETRY = Text("without a geometry that can be read")
NOT_FINITE = Text("with a coordinate that is not a finite number")


def find_layer(path: Path, geometry_types: Sequence[str]) -> tuple[str, CRS]:
    """The first layer of a file whose geometry type is among those given, and its CRS.

    M and Z are ignored, and a layer of mixed geometries matches.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT`` when GDAL cannot
            read the file, ``INPUT.GEOMETRY`` when no layer matches, ``INPUT.CRS`` when the
            matching layer has no CRS.
    """
    fitting = fitting_layers(path, geometry_types)
    if not fitting:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{path} has no layer of {expected}; it has {layers}.",
            "Choose a layer of that geometry.",
            path=str(path),
            expected=" or ".join(geometry_types),
            layers=", ".join(f"{name} ({kind or 'no geometry'})" for name, kind in _layers(path))
            or "none",
        )
    layer = fitting[0]
    with _readable(path):
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
    """All layers of a file whose geometry type is among those given.

    Raises:
        TrajganrError: as :func:`find_layer`, except for layers that do not match or have no CRS.
    """
    accepted = {*geometry_types, *(f"{kind} Z" for kind in geometry_types), "Unknown"}
    return [name for name, kind in _layers(existing_file(path)) if kind in accepted]


def crs_of(definition: Any) -> CRS | None:
    """A layer's CRS as a pyproj object; None if it is not a geographic or projected CRS."""
    try:
        crs = None if definition is None else CRS.from_user_input(definition)
    except CRSError:
        return None
    return crs if crs is not None and (crs.is_geographic or crs.is_projected) else None


def layer_bounds(path: Path) -> Extent:
    """West, south, east, north of the first layer of lines, EPSG:4326 degrees.

    Unusable features, such as those with non-finite coordinates, are ignored.

    Raises:
        TrajganrError: as :func:`read_layer`; ``INPUT.EMPTY`` without usable features.
    """
    layer, crs = find_layer(path, LINES)
    bounds = _total_bounds(path, layer)
    if bounds is None:
        raise nothing_in(path)
    if not _is_sound(bounds, crs, f"layer {layer} of {path}"):
        frame = read_layer(path, LINES)
        if frame.empty:
            raise nothing_in(path)
        west, south, east, north = frame.total_bounds
        return float(west), float(south), float(east), float(north)
    return Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True).transform_bounds(*bounds)


def read_layer(
    path: Path,
    geometry_types: Sequence[str],
    bbox: Extent | None = None,
    dropped: Counter[Text] | None = None,
) -> gpd.GeoDataFrame:
    """Features of the first fitting layer in EPSG:4326, indexed by their feature id.

    Features without geometry or of another type, lines of zero length, and features with
    non-finite coordinates or coordinates off the Earth are dropped.

    Args:
        path: any vector file that GDAL reads.
        geometry_types: accepted types, such as ``("LineString", "MultiLineString")``.
        bbox: west, south, east, north degrees; features outside of it are not read.
        dropped: counts the dropped features by reason.

    Raises:
        TrajganrError: as :func:`find_layer`, and ``INPUT.CRS`` if half of the features cannot
            be in the layer's CRS: degrees outside ±180/±90, or degrees declared as metres.
    """
    layer, crs = find_layer(path, geometry_types)
    bounds = _total_bounds(path, layer)
    # Use the spatial index if the bounds are valid.
    is_sound = bounds is None or _is_sound(bounds, crs, f"layer {layer} of {path}")
    near = None
    if bbox is not None and is_sound:
        near = Transformer.from_crs(GEOGRAPHIC, crs, always_xy=True).transform_bounds(*bbox)
    with _readable(path):
        frame = pyogrio.read_dataframe(
            path, layer=layer, bbox=near, fid_as_index=True, on_invalid="ignore"
        )
    here: Counter[Text] = Counter()
    frame = _usable(frame, geometry_types, here)
    frame = _on_earth(frame, crs, f"layer {layer} of {path}", here)
    if bbox is not None and not is_sound:
        frame = frame[shapely.intersects(shapely.box(*bbox), frame.geometry.to_numpy())]
    for reason, count in (+here).items():
        log.warning("%s: left out %d features %s", path.name, count, reason)
    if dropped is not None:
        dropped.update(+here)
    return frame


def _usable(
    frame: gpd.GeoDataFrame, geometry_types: Sequence[str], dropped: Counter[Text]
) -> gpd.GeoDataFrame:
    """The features with a geometry of these types and finite coordinates."""
    shapes = frame.geometry.to_numpy()
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    fits = frame.geometry.geom_type.isin(geometry_types).to_numpy()
    finite = _finite(shapes)
    is_line = shapely.get_dimensions(shapes) == 1
    no_length = is_line & there & fits & finite
    no_length[no_length] = shapely.length(shapes[no_length]) == 0
    dropped[WITHOUT_GEOMETRY] += int((~there).sum())
    dropped[Text("of another type of geometry")] += int((there & ~fits).sum())
    dropped[NOT_FINITE] += int((there & fits & ~finite).sum())
    dropped[Text("of no length")] += int(no_length.sum())
    return frame[there & fits & finite & ~no_length]


def _on_earth(
    frame: gpd.GeoDataFrame, crs: CRS, where: str, dropped: Counter[Text]
) -> gpd.GeoDataFrame:
    """Features in degrees, without those off the Earth.

    Raises:
        TrajganrError: ``INPUT.CRS`` where most are not.
    """
    if crs.is_geographic:
        west, south, east, north = shapely.bounds(frame.geometry.to_numpy()).T.reshape(4, -1)
        placed = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
        if 2 * placed.sum() < len(frame):
            check_lon_lat(np.r_[west, east], np.r_[south, north], where)
        kept = frame[placed].to_crs(GEOGRAPHIC)
    else:
        x, y = frame.get_coordinates().to_numpy().T
        check_not_degrees(x, y, crs, where)
        there = frame.to_crs(GEOGRAPHIC)
        kept = there[_finite(there.geometry.to_numpy())]
        if len(frame) and 2 * len(kept) < len(frame):
            raise not_of_crs(where, crs)
    dropped[Text("with coordinates that are not on Earth")] += len(frame) - len(kept)
    return kept


def _finite(shapes: GeometryArray) -> BoolArray:
    """Which geometries ``(n,)`` have only finite coordinates."""
    xy, shape = shapely.get_coordinates(shapes, return_index=True)
    finite = np.ones(len(shapes), dtype=bool)
    finite[shape[~np.isfinite(xy).all(axis=1)]] = False
    return finite


def _total_bounds(path: Path, layer: str) -> FloatArray | None:
    """Bounds of all features, in the layer's CRS; None without features."""
    with _readable(path):
        bounds = pyogrio.read_info(path, layer=layer, force_total_bounds=True)["total_bounds"]
    return None if bounds is None else np.array(bounds, dtype=np.float64)


def _is_sound(bounds: FloatArray, crs: CRS, where: str) -> bool:
    """Whether all features are within the valid bounds of their CRS.

    Raises:
        TrajganrError: ``INPUT.CRS`` for degrees in a CRS of metres.
    """
    if not np.isfinite(bounds).all():
        return False
    check_not_degrees(bounds[[0, 2]], bounds[[1, 3]], crs, where)
    return not crs.is_geographic or bool((np.abs(bounds) <= (180, 90, 180, 90)).all())


def _layers(path: Path) -> list[tuple[str, str | None]]:
    check_archive(path)
    refuse_programs(InputFile(path))
    with _readable(path):
        return [(str(name), kind) for name, kind in pyogrio.list_layers(path)]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Convert exceptions for damaged or non-layer files to coded errors."""
    try:
        yield
    except FAILURES as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} cannot be read as a vector layer: it is damaged or of an unknown "
            "format{reason}.",
            "Open it in QGIS, save the layer as GeoPackage, and use that file.",
            path=str(path),
            reason=gdal_says(error),
        ) from error
