"""A folder of geotagged photos: position, direction of view and time from their EXIF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsExifTools, QgsPoint
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from trajganr_core.contract.errors import Code, TrajganrError

from .files import files_below
from .street_view import Picture

#: Formats of photos, as in the worker (``data/picture_files.py``).
READABLE = {".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".webp"}
UNREADABLE = {".heic", ".heif", ".avif", ".dng", ".cr2", ".nef", ".arw"}


def read_photos(folder: Path, dropped: Counter[str]) -> Iterator[Picture]:
    """The photos with a position in a folder and its subfolders.

    The worker reads folders of photos in the same way (``data/photos.py``).

    Args:
        folder: of photos; other files are skipped.
        dropped: counts of skipped photos, by reason.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` if no photo has a position.
    """
    is_empty = True
    for path in sorted(files_below(folder)):
        if path.suffix.lower() in UNREADABLE:
            dropped["photos in a format that cannot be read, such as HEIC"] += 1
        if path.suffix.lower() not in READABLE:
            continue
        position, is_tagged = QgsExifTools.getGeoTag(str(path))
        if not is_tagged:
            dropped["photos without a GPS position"] += 1
        elif position.x() == position.y() == 0:
            dropped["photos whose GPS position is 0, 0"] += 1
        else:
            is_empty = False
            yield _picture(path, folder, position)
    if is_empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No photo in {path} has a position (left out: {dropped}).",
            "Choose photos with a GPS position in their EXIF, or write an index.csv.",
            path=str(folder),
            dropped=dict(dropped) or "nothing",
        )


def _picture(path: Path, folder: Path, position: QgsPoint) -> Picture:
    tags = QgsExifTools.readTags(str(path))
    heading = tags.get("Exif.GPSInfo.GPSImgDirection")
    return Picture(
        image_id=path.relative_to(folder).as_posix(),
        path=str(path.resolve()),
        lon=position.x(),
        lat=position.y(),
        heading=heading % 360 if isinstance(heading, float) and 0 <= heading <= 360 else None,
        captured_at=_taken_at(tags),
        quality=None,
    )


def _taken_at(tags: dict[str, Any]) -> str:
    """The camera's time with its zone, or the UTC time of GPS if the zone is unknown, ISO 8601."""
    taken, zone = (tags.get(f"Exif.Photo.{name}") for name in ("DateTimeOriginal", "OffsetTime"))
    zone = tags.get("Exif.Photo.OffsetTimeOriginal", zone)
    local = taken.toString(Qt.DateFormat.ISODate) if isinstance(taken, QDateTime) else ""
    if local and zone:
        return f"{local}{zone}"
    day, hour = (tags.get(f"Exif.GPSInfo.{name}") for name in ("GPSDateStamp", "GPSTimeStamp"))
    if isinstance(day, QDate) and isinstance(hour, QTime):
        return f"{QDateTime(day, hour).toString(Qt.DateFormat.ISODate)}Z"
    return local
