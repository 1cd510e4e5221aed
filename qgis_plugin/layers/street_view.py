"""Reads indices of street views, and writes ZIPs of pictures for the worker."""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from osgeo import gdal
from qgis.core import NULL, QgsFeature, QgsFeedback, QgsFields, QgsGeometry, QgsPointXY

from trajganr_core.contract.errors import Code, TrajganrError, cancelled

from .files import ZIP_TIME, check_file

INDEX = "index.csv"
INDEX_FIELDS = ("id", "file", "lon", "lat", "compass_angle", "captured_at")
LICENCE_FILE = "LICENCE.txt"
REQUIRED = ("id", "file", "lon", "lat")
SEPARATORS = ",;\t|"
#: A file in a local archive.
LOCAL_ARCHIVE = re.compile(r"/vsizip/(?![/{]*vsi)")
#: The begin of JPEG, PNG, TIFF and WebP.
PICTURES = (b"\xff\xd8", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF")


@dataclass(frozen=True)
class Picture:
    """A row of the index.

    Attributes:
        path: absolute, or ``/vsizip/…`` for a picture in a ZIP.
        heading: degrees clockwise from north, if known.
    """

    image_id: str
    path: str
    lon: float
    lat: float
    heading: float | None
    captured_at: str
    quality: float | None


def read_index(path: Path, dropped: Counter[str]) -> Iterator[Picture]:
    """The pictures of an index CSV, a ZIP with an index.csv, or a folder with one.

    Args:
        path: of the index, ZIP or folder.
        dropped: counts of skipped pictures, by reason.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``, ``INPUT.FIELD`` or
            ``INPUT.CRS``.
    """
    text, folder = _index_text(path)
    rows = _rows(text)
    missing = [name for name in REQUIRED if name not in (rows.fieldnames or ())]
    if missing:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The index of {path} has no column {missing}.",
            "Add it: an index has the columns id, file, lon, lat and, optionally, compass_angle "
            "and captured_at.",
            path=str(path),
            missing=", ".join(missing),
        )
    is_empty = True
    for row in rows:
        lon, lat = _number(row["lon"]), _number(row["lat"])
        if lon is None or lat is None:
            dropped["pictures without a position"] += 1
            continue
        _check_degrees(lon, lat, row["id"], path)
        picture = f"{folder}/{row['file']}"
        if gdal.VSIStatL(picture) is None:
            dropped["pictures whose file is missing"] += 1
            continue
        is_empty = False
        yield Picture(
            image_id=row["id"],
            path=picture,
            lon=lon,
            lat=lat,
            heading=_number(row.get("compass_angle")),
            captured_at=row.get("captured_at") or "",
            quality=_number(row.get("quality")),
        )
    if is_empty:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND if dropped else Code.INPUT_EMPTY,
            "{path} has no usable picture (left out: {dropped}).",
            "The column file is relative to the index: keep index and pictures together.",
            path=str(path),
            dropped=dict(dropped) or "nothing",
        )


def licence_of(path: Path) -> str:
    """The licence file in a folder or ZIP of pictures or next to their index; '' if none."""
    is_folder = path.is_dir() or path.suffix.lower() == ".zip"
    folder = path.resolve() if is_folder else path.resolve().parent
    prefix = "/vsizip/" if path.suffix.lower() == ".zip" else ""
    content = _read(f"{prefix}{folder}/{LICENCE_FILE}") or b""
    return " ".join(content.decode("utf-8", errors="replace").split())


def picture_feature(picture: Picture, fields: QgsFields) -> QgsFeature:
    """A picture as a feature of a street-view layer."""
    feature = QgsFeature(fields)
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(picture.lon, picture.lat)))
    feature.setAttributes(
        [
            picture.image_id,
            picture.path,
            NULL if picture.heading is None else picture.heading,
            picture.captured_at or NULL,
            NULL if picture.quality is None else picture.quality,
        ]
    )
    return feature


def write_zip(
    features: Iterator[QgsFeature],
    path: Path,
    licence: str,
    feedback: QgsFeedback,
    dropped: Counter[str],
) -> None:
    """Write the pictures of street-view features, in EPSG:4326, their index and licence.

    Pictures are not compressed, because JPEG is compressed already.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without pictures, ``JOB.CANCELLED``.
    """
    index = io.StringIO()
    rows = csv.writer(index)
    rows.writerow(INDEX_FIELDS)
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for feature in features:
            if feedback.isCanceled():
                raise cancelled()
            content = _read(feature["path"])
            if content is None:
                dropped["pictures whose file is missing"] += 1
                continue
            if not content.startswith(PICTURES):
                dropped["files that are not pictures"] += 1
                continue
            name = f"images/{count}{PurePosixPath(feature['path']).suffix.lower()}"
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), content)
            point = feature.geometry().asPoint()
            heading, captured_at = feature["heading"], feature["captured_at"]
            rows.writerow(
                (
                    feature["image_id"],
                    name,
                    point.x(),
                    point.y(),
                    "" if heading == NULL else heading,
                    "" if captured_at == NULL else captured_at,
                )
            )
            count += 1
        archive.writestr(zipfile.ZipInfo(INDEX, ZIP_TIME), index.getvalue())
        if licence:
            archive.writestr(zipfile.ZipInfo(LICENCE_FILE, ZIP_TIME), licence)
    if not count:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No street view lies in the study area.",
            "Choose another extent, or leave the street views out.",
        )


def _index_text(path: Path) -> tuple[str, str]:
    """The index's text, and the folder that its files are relative to."""
    if path.is_dir():
        path = path / INDEX
    check_file(path)
    absolute = path.resolve()
    try:
        if absolute.suffix.lower() == ".zip":
            with zipfile.ZipFile(absolute) as archive:
                return archive.read(INDEX).decode("utf-8-sig"), f"/vsizip/{absolute}"
        return absolute.read_text(encoding="utf-8-sig"), str(absolute.parent)
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a street-view index: {reason}.",
            "Use a CSV index in UTF-8 in the folder of its pictures, or a ZIP with both.",
            path=str(path),
            reason=str(error),
        ) from error


def _check_degrees(lon: float, lat: float, image_id: str, path: Path) -> None:
    if abs(lon) > 180 or abs(lat) > 90:
        raise TrajganrError(
            Code.INPUT_CRS,
            "{path}: picture {image} has a coordinate outside ±180/±90 degrees: ({lon}, {lat}).",
            "Coordinates must be in degrees: check whether longitude and latitude are swapped.",
            path=str(path),
            image=image_id,
            lon=lon,
            lat=lat,
        )


def _read(path: str) -> bytes | None:
    """The content of a file, also in a ZIP; None if it is missing.

    The path may be from a layer of anybody: GDAL's other virtual files, such as those of services,
    are not read.
    """
    is_local = not path.startswith("/vsi") or LOCAL_ARCHIVE.match(path)
    status = gdal.VSIStatL(path) if is_local else None
    if status is None:
        return None
    file = gdal.VSIFOpenL(path, "rb")
    try:
        return bytes(gdal.VSIFReadL(1, status.size, file))
    finally:
        gdal.VSIFCloseL(file)


def _rows(text: str) -> csv.DictReader[str]:
    """The rows of a CSV; the separator is the most frequent one in its header, as in the worker."""
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(SEPARATORS, key=header.count))
    rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
    return rows


def _number(text: str | None) -> float | None:
    """A finite number; None for anything else."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None
