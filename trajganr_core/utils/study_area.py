"""The study area and its coordinate frames; all CRS arithmetic is here.

Three frames are used. *Geographic*: ``(lon, lat)`` degrees, EPSG:4326, always in this order.
*Local*: metres east and north of the area's centre (transverse Mercator, in which distances are
at most 0.001 % too long in a city and 0.2 % in an area of 600 km; azimuthal equidistant for a
large part of the Earth). *Normalised*: local metres divided by half of the area's longer side, so
that the area lies in [-1, 1] and metres stay square (docs/method.md, "Isotropic normalisation").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from pyproj import CRS, Transformer

from ..contract.errors import Code, TrajganrError
from ..contract.records.bundle_manifest import Area
from .arrays import BoolArray, FloatArray

GEOGRAPHIC = "EPSG:4326"
#: WGS 84: semi-major axis, metres, and the square of the eccentricity.
SEMI_MAJOR_M, ECCENTRICITY_SQUARED = 6_378_137.0, 0.006_694_379_990_141


#: A wider area has another projection, degrees.
WIDEST_OF_MERCATOR = 60.0


@dataclass(frozen=True)
class StudyArea:
    """A bounding box in degrees and its coordinate frames.

    Args:
        west, south, east, north: the box, EPSG:4326 degrees.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for a box that is empty, reversed or outside the world.

    Example:
        >>> import trajganr_core as tg
        >>> area = tg.StudyArea(-8.69, 41.14, -8.55, 41.19)
        >>> area.bbox
        (-8.69, 41.14, -8.55, 41.19)
        >>> area.contains(-8.61, 41.15)
        array(True)
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not _is_box(*self.bbox):
            raise _no_box(*self.bbox)

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """``(west, south, east, north)`` in degrees."""
        return (self.west, self.south, self.east, self.north)

    @property
    def centre(self) -> tuple[float, float]:
        """``(lon, lat)`` of the centre, degrees."""
        return ((self.west + self.east) / 2, (self.south + self.north) / 2)

    @cached_property
    def local_crs(self) -> CRS:
        """The local metre frame as a CRS."""
        lon, lat = self.centre
        projection = "tmerc" if self.east - self.west <= WIDEST_OF_MERCATOR else "aeqd"
        return CRS.from_proj4(f"+proj={projection} +lon_0={lon} +lat_0={lat} +datum=WGS84 +units=m")

    @cached_property
    def _to_local(self) -> Transformer:
        return Transformer.from_crs(GEOGRAPHIC, self.local_crs, always_xy=True)

    @cached_property
    def half_extent_m(self) -> float:
        """Half of the area's longer side, metres: the unit of the normalised frame."""
        edges = self.to_local(
            np.array([self.west, self.east, self.west, self.east]),
            np.array([self.south, self.south, self.north, self.north]),
        )
        return float(np.abs(edges).max())

    def to_local(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        """Project degrees to local metres; shape ``(n, 2)``."""
        x, y = self._to_local.transform(np.asarray(lon), np.asarray(lat))
        return np.column_stack([x, y])

    def to_geographic(self, xy: FloatArray) -> FloatArray:
        """Project local metres ``(n, 2)`` back to degrees ``(lon, lat)``, shape ``(n, 2)``."""
        lon, lat = self._to_local.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        return np.column_stack([lon, lat])

    @staticmethod
    def short_distances_m(
        lon: FloatArray, lat: FloatArray, to_lon: FloatArray, to_lat: FloatArray
    ) -> FloatArray:
        """Distances ``(n,)`` between places in degrees, metres on the WGS 84 ellipsoid.

        By its radii of curvature at the mean latitude, many times as fast as a projection of both.
        The relative error grows with the square of the distance and is below 1e-7 up to 1 km,
        except near the poles.
        """
        mean = np.radians((lat + to_lat) / 2)
        shrink = 1 - ECCENTRICITY_SQUARED * np.sin(mean) ** 2
        across_m = SEMI_MAJOR_M / np.sqrt(shrink)
        along_m = across_m * (1 - ECCENTRICITY_SQUARED) / shrink
        east_m = across_m * np.cos(mean) * np.radians(to_lon - lon)
        return np.asarray(np.hypot(east_m, along_m * np.radians(to_lat - lat)))

    def normalise(self, lon_lat: ArrayLike) -> FloatArray:
        """Project degrees to the normalised frame, in which the encoders take locations.

        Args:
            lon_lat: ``(n, 2)`` longitude and latitude, EPSG:4326 degrees.

        Returns:
            ``(n, 2)`` east and north; in [-1, 1] within the area.

        Example:
            >>> import trajganr_core as tg
            >>> area = tg.StudyArea(-8.69, 41.14, -8.55, 41.19)
            >>> area.normalise([(area.east, area.north)]).round(2).tolist()
            [[1.0, 0.47]]
        """
        lon, lat = np.asarray(lon_lat, dtype=np.float64).T
        return self.normalise_local(self.to_local(lon, lat))

    def normalise_local(self, xy: FloatArray) -> FloatArray:
        """Local metres ``(n, 2)`` to the normalised frame."""
        return np.asarray(xy, dtype=np.float64) / self.half_extent_m

    def contains(self, lon: FloatArray | float, lat: FloatArray | float) -> BoolArray:
        """Which points lie in the box, edges included."""
        inside = (lon >= self.west) & (lon <= self.east) & (lat >= self.south) & (lat <= self.north)
        return np.asarray(inside, dtype=np.bool_)

    def meets(self, boxes: FloatArray) -> BoolArray:
        """Which boxes ``(n, 4)`` (west, south, east, north) intersect the area."""
        west, south, east, north = boxes.T
        across = (west <= self.east) & (east >= self.west)
        return np.asarray(across & (south <= self.north) & (north >= self.south), dtype=np.bool_)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {"bbox": list(self.bbox), "crs": GEOGRAPHIC}

    def to_area(self) -> Area:
        """The area as manifests and cards describe it."""
        return Area(self.bbox, GEOGRAPHIC)

    @classmethod
    def of(cls, area: Area) -> StudyArea:
        """The area that a manifest or card describes."""
        return cls(*area.bbox)


def _is_box(west: float, south: float, east: float, north: float) -> bool:
    """Whether these are the sides of a box on Earth; not with NaN."""
    inside = west >= -180 and east <= 180 and south >= -90 and north <= 90
    return inside and west < east and south < north


def _no_box(a: float, b: float, c: float, d: float) -> TrajganrError:
    """The error for four numbers that are no box, with the smallest one that may be meant."""
    pairs, swapped = (a, c, b, d), (b, a, d, c)
    boxes = [pairs, swapped, (min(a, c), min(b, d), max(a, c), max(b, d))]
    sizes = {box: (box[2] - box[0]) * (box[3] - box[1]) for box in boxes if _is_box(*box)}
    meant = min(sizes, key=sizes.__getitem__, default=())
    return TrajganrError(
        Code.INPUT_GEOMETRY,
        "The study area {bbox} is not a box of west < east and south < north in degrees.",
        "They look like west, east, south, north. Give west, south, east, north: {meant}."
        if meant == pairs
        else "They look like latitude, longitude. Give west, south, east, north: {meant}."
        if meant == swapped
        else "Opposite sides look exchanged. Give west, south, east, north: {meant}."
        if meant
        else "Give west, south, east, north in EPSG:4326; areas across the date line are prepared "
        "as two.",
        bbox=[a, b, c, d],
        meant=list(meant),
    )


def check_lon_lat(lon: FloatArray, lat: FloatArray, source: str) -> None:
    """Refuse coordinates that cannot be degrees, such as swapped axes or metres.

    NaN is accepted: missing coordinates are handled by the cleaning.

    Raises:
        TrajganrError: ``INPUT.CRS``.
    """
    bad = (np.abs(lon) > 180) | (np.abs(lat) > 90)
    if bad.any():
        first = int(np.flatnonzero(bad)[0])
        raise TrajganrError(
            Code.INPUT_CRS,
            "{source}: {count} coordinates lie outside ±180/±90 degrees, first ({lon}, {lat}).",
            "Coordinates must be (lon, lat) degrees, EPSG:4326: check the layer's CRS, or whether "
            "longitude and latitude are swapped.",
            source=source,
            count=int(bad.sum()),
            lon=float(lon[first]),
            lat=float(lat[first]),
        )


def on_earth(lon: FloatArray, lat: FloatArray, source: str) -> BoolArray:
    """Which coordinates ``(n,)`` are valid degrees; NaN and infinity are not.

    Raises:
        TrajganrError: ``INPUT.CRS`` if most of the finite coordinates are invalid.
    """
    known = np.isfinite(lon) & np.isfinite(lat)
    placed = known & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    if 2 * placed.sum() < known.sum():
        check_lon_lat(lon[known], lat[known], source)
    return placed


def check_not_degrees(x: FloatArray, y: FloatArray, crs: CRS, source: str) -> None:
    """Refuse degrees declared as metres: they would all be near the CRS's origin.

    A CRS without an authority code is accepted, because its origin may be in the study area.

    Raises:
        TrajganrError: ``INPUT.CRS``.
    """
    if crs.is_geographic or crs.to_authority() is None:
        return
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    like_degrees = len(x) and np.abs(x).max() <= 180 and np.abs(y).max() <= 90
    if like_degrees and (x.any() or y.any()):
        raise TrajganrError(
            Code.INPUT_CRS,
            "{source}: its CRS is {crs}, in {unit}, but all coordinates are like degrees, first "
            "({x}, {y}).",
            "If they are longitude and latitude, set the CRS to EPSG:4326 (in QGIS: Layer > Set "
            "CRS of Layer; for a table: the option crs), which does not change the coordinates.",
            source=source,
            crs=_short_name(crs),
            unit=crs.axis_info[0].unit_name if crs.axis_info else "metre",
            x=float(x[0]),
            y=float(y[0]),
        )


def not_of_crs(source: str, crs: CRS) -> TrajganrError:
    """The error for coordinates most of which are invalid in their CRS."""
    return TrajganrError(
        Code.INPUT_CRS,
        "{source}: most coordinates are no places on Earth in its CRS, {crs}.",
        "Set the CRS that the coordinates are in (in QGIS: Layer > Set CRS of Layer).",
        source=source,
        crs=_short_name(crs),
    )


def _short_name(crs: CRS) -> str:
    authority = crs.to_authority()
    return ":".join(authority) if authority else crs.name
