"""A folder of geotagged photos: position, direction of view and time from their EXIF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsExifTools
from qgis.PyQt.QtCore import QDateTime, Qt

from trajganr_core.errors import Code, TrajganrError

from .files import files_below
from .street_view import Picture

PHOTOS = {".jpg", ".jpeg", ".tif", ".tiff"}


def read_photos(folder: Path, dropped: Counter[str]) -> Iterator[Picture]:
    """The photos of a folder and those below it that say where they were taken.

    Args:
        folder: of JPEG or TIFF files.
        dropped: counts what is left out, by reason.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without photos, ``INPUT.FIELD`` if none has a position.
    """
    found = is_any = False
    for path in sorted(files_below(folder)):
        if path.suffix.lower() not in PHOTOS:
            continue
        is_any = True
        position, is_tagged = QgsExifTools.getGeoTag(str(path))
        if not is_tagged:
            dropped["photos without a position"] += 1
            continue
        found = True
        tags = QgsExifTools.readTags(str(path))
        yield Picture(
            image_id=path.relative_to(folder).with_suffix("").as_posix(),
            path=str(path.resolve()),
            lon=position.x(),
            lat=position.y(),
            heading=tags.get("Exif.GPSInfo.GPSImgDirection"),
            captured_at=_taken_at(tags),
            quality=None,
        )
    if not is_any:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has neither an index.csv nor photos.",
            "Choose a folder with JPEG photos, or the index of pictures.",
            path=str(folder),
        )
    if not found:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "None of the {count} photos in {path} says where it was taken.",
            "Choose photos with GPS positions in their EXIF, or write an index.csv.",
            path=str(folder),
            count=dropped["photos without a position"],
        )


def _taken_at(tags: dict[str, Any]) -> str:
    """ISO 8601: the satellites' time, or else the camera's, with its zone where it says one."""
    day, hour = tags.get("Exif.GPSInfo.GPSDateStamp"), tags.get("Exif.GPSInfo.GPSTimeStamp")
    if day and hour:
        return f"{QDateTime(day, hour).toString(Qt.DateFormat.ISODate)}Z"
    moment = tags.get("Exif.Photo.DateTimeOriginal")
    if not moment:
        return ""
    return moment.toString(Qt.DateFormat.ISODate) + tags.get("Exif.Photo.OffsetTimeOriginal", "")
